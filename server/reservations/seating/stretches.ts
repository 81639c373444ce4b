import { byWish, mark } from './aside.ts';
import { seatTonight } from './exact.ts';
import { type Floor, fitsOn, Held } from './floor.ts';
import { isPrivate } from './layout.ts';
import { lookAt, seatOneMore } from './night.ts';

/** How many situations the search over whole placements may look at. */
const mostSituations = 200;
const mostPlacedWhole = 6;

/** Whether a stay may change bed between nights: it ends, and it is not in a private unit. */
const mayChange = (floor: Floor, who: number): boolean => {
  const { whole, bed, movable } = floor.stays[who]!;
  return movable && !whole && (bed === -1 || !isPrivate(floor.layout, bed));
};

const lift = ({ held }: Floor, who: number): void => {
  for (let i = 0; i < held.length; i++) if (held[i] === who + 1) held[i] = Held.free;
};

/** Seats a stay in the dormitory stretch by stretch, keeping it in a bed as long as that goes. */
const seatByStretch = (floor: Floor, who: number, from: number, to: number): boolean => {
  const { layout, stretches, held } = floor;
  let last = -1;
  for (let s = from; s < to; s++) {
    const tonight = lookAt(floor, s);
    const canMove = (b: number) => tonight.at[b] === Held.free || mayChange(floor, tonight.at[b]! - 1);
    const allowed = (stay: number, b: number) =>
      !isPrivate(layout, b) && canMove(b) && fitsOn(floor, stay, b, s);
    const reach = (b: number) => {
      let end = s;
      while (end < to && held[b * stretches + end] === Held.free && fitsOn(floor, who, b, end)) end++;
      return end;
    };
    let longest = last !== -1 && reach(last) > s ? last : -1;
    for (let b = 0; longest === -1 && b < layout.places.length; b++)
      if (!isPrivate(layout, b) && reach(b) > s) longest = b;
    if (longest !== last)
      for (let b = 0; b < layout.places.length; b++)
        if (!isPrivate(layout, b) && reach(b) > reach(longest)) longest = b;
    const preferred = longest === -1 ? (last === -1 ? [] : [last]) : [longest];
    if (!seatOneMore(tonight, who, allowed, preferred)) return false;
    for (let b = 0; b < layout.places.length; b++) held[b * stretches + s] = tonight.at[b]!;
    last = tonight.at.indexOf(who + 1);
  }
  return true;
};

/**
 * Seats stays where some keep one place throughout and the others may change bed in the dormitory: a bounded search
 * over who is placed whole and where; the rest is matching, stretch by stretch.
 */
const searchStretches = (floor: Floor, guests: number[]): boolean => {
  const locked = new Uint8Array(floor.stays.length);
  let situations = mostSituations;

  const placeWhole = (who: number, b: number): number[] | null => {
    const { party, from, to } = floor.stays[who]!;
    const { held, stretches, layout, stays } = floor;
    const lifted: number[] = [];
    const reseat: { who: number; stretch: number }[] = [];
    for (const other of layout.units[layout.unit[b]!]!)
      for (let s = from; s < to; s++) {
        const holder = held[other * stretches + s]!;
        if (holder === Held.free) continue;
        if (holder < 0) {
          if (other === b || holder === Held.clash) return null;
          continue;
        }
        const stay = holder - 1;
        if (other !== b && stays[stay]!.party === party) continue;
        if (!stays[stay]!.movable || locked[stay]) return null;
        if (mayChange(floor, stay)) reseat.push({ who: stay, stretch: s });
        else if (!lifted.includes(stay)) lifted.push(stay);
      }
    for (const stay of lifted) lift(floor, stay);
    mark(floor, who, b, who + 1);
    locked[who] = 1;
    for (const one of reseat) {
      if (lifted.includes(one.who)) continue;
      if (seatByStretch(floor, one.who, one.stretch, one.stretch + 1)) continue;
      lift(floor, one.who);
      lifted.push(one.who);
    }
    return lifted;
  };

  const settle = (line: number[], placed: number): boolean => {
    const who = line[0];
    if (who === undefined) return true;
    if (situations-- <= 0) return false;
    const rest = line.slice(1);
    const before = floor.held.slice();
    const { from, to, whole } = floor.stays[who]!;
    if (!whole) {
      if (seatByStretch(floor, who, from, to) && settle(rest, placed)) return true;
      floor.held.set(before);
    }
    if (placed === mostPlacedWhole) return false;
    for (const b of byWish(floor, who)) {
      const lockedBefore = locked.slice();
      const lifted = placeWhole(who, b);
      if (lifted && settle([...lifted, ...rest], placed + 1)) return true;
      floor.held.set(before);
      locked.set(lockedBefore);
    }
    return false;
  };
  return settle(guests, 0);
};

/**
 * The exact check once more, stretch by stretch, with everybody held to what they may do: change bed in the
 * dormitory, or move whole where the stay is this stretch alone.
 */
const seatEachStretch = (floor: Floor, guests: number[]): boolean => {
  const { layout, held, stretches, stays } = floor;
  const before = held.slice();
  const { from, to } = stays[guests[0]!]!;
  for (let s = from; s < to; s++) {
    const mayUse = (who: number, b: number) => {
      const stay = stays[who]!;
      if (stay.bed === b || stay.to - stay.from === 1) return true;
      return mayChange(floor, who) && !isPrivate(layout, b);
    };
    const at = seatTonight(lookAt(floor, s, mayUse), guests);
    if (!at) {
      held.set(before);
      return false;
    }
    for (let b = 0; b < layout.places.length; b++) held[b * stretches + s] = at[b]!;
  }
  return true;
};

/** Seats everyone with changes of bed where it must be. Leaves the floor as it was on failure. */
export const seatWithChanges = (floor: Floor, guests: number[]): boolean => {
  const before = floor.held.slice();
  if (searchStretches(floor, guests)) return true;
  floor.held.set(before);
  return seatEachStretch(floor, guests);
};
