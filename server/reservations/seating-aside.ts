import { type Floor, fitsThroughout, Held, type Stay, unitIsOpenTo } from './seating-floor.ts';
import { type Company, costOf, isPrivate, weigh } from './seating-layout.ts';

/** How many looks for a place one request may take; enough for chains of three, far below a millisecond each. */
const mostLooks = 400;
const longestChain = 3;
/** Nobody is moved by moving a whole crowd. */
const mostMovedAtOnce = 3;

/** Puts a stay into a place for all its nights, or lifts it from there. */
export const mark = (floor: Floor, who: number, b: number, holder: number): void => {
  const { from, to } = floor.stays[who]!;
  for (let s = from; s < to; s++) floor.held[b * floor.stretches + s] = holder;
};

/**
 * The stays in the way of this one in place `b`: on the bed, or of another party in its unit.
 * Null where one of them cannot be moved, or there are too many.
 */
export const inTheWay = (floor: Floor, who: number, b: number, locked: Uint8Array): number[] | null => {
  const { party, from, to } = floor.stays[who]!;
  const found: number[] = [];
  for (const other of floor.layout.units[floor.layout.unit[b]!]!)
    for (let s = from; s < to; s++) {
      const holder = floor.held[other * floor.stretches + s]!;
      if (holder === Held.free || holder === who + 1) continue;
      if (holder < 0) {
        if (other === b || holder === Held.clash) return null;
        continue;
      }
      const stay = floor.stays[holder - 1]!;
      if (other !== b && stay.party === party) continue;
      if (!stay.movable || locked[holder - 1]) return null;
      if (!found.includes(holder - 1)) found.push(holder - 1);
      if (found.length > mostMovedAtOnce) return null;
    }
  return found;
};

/** Whom a stay on the floor comes with. */
export const companyOn = (floor: Floor, who: number): Company => {
  const { party, from, to } = floor.stays[who]!;
  const company: Company = { alone: true, units: new Set(), rooms: new Set() };
  floor.stays.forEach((other, i) => {
    if (i === who || other.party !== party || other.from >= to || other.to <= from) return;
    company.alone = false;
    for (let b = 0; b < floor.layout.places.length; b++)
      if (floor.held[b * floor.stretches + Math.max(from, other.from)] === i + 1) {
        company.units.add(floor.layout.unit[b]!);
        company.rooms.add(floor.layout.places[b]!.room);
      }
  });
  return company;
};

/** The places that fit a stay throughout, those it likes best first. */
export const byWish = (floor: Floor, who: number): number[] => {
  const { wants, nights, lastBed } = floor.stays[who]!;
  if (!wants) return [];
  const company = companyOn(floor, who);
  const weights = weigh(floor.layout, 1);
  const costs = new Map<number, number>();
  for (let b = 0; b < floor.layout.places.length; b++)
    if (fitsThroughout(floor, who, b))
      costs.set(b, costOf(floor.layout, b, { wants, nights, lastBed }, company, weights));
  return [...costs.keys()].sort((a, b) => costs.get(a)! - costs.get(b)!);
};

/** A step taken on the floor: where the stay was before, -1 where it had no place. */
type Step = { who: number; was: number };

/** Seats whole stays by moving whole provisional stays aside, in short chains. Leaves the floor as it was on failure. */
export const seatByMovingAside = (floor: Floor, guests: number[]): boolean => {
  const { stays } = floor;
  const at = Int32Array.from(stays, ({ bed }) => bed);
  const locked = new Uint8Array(stays.length);
  const steps: Step[] = [];
  let looks = mostLooks;

  const moveTo = (who: number, b: number) => {
    steps.push({ who, was: at[who]! });
    if (at[who] !== -1) mark(floor, who, at[who]!, Held.free);
    if (b !== -1) mark(floor, who, b, who + 1);
    at[who] = b;
  };
  const undoTo = (length: number) => {
    while (steps.length > length) {
      const { who, was } = steps.pop()!;
      if (at[who] !== -1) mark(floor, who, at[who]!, Held.free);
      if (was !== -1) mark(floor, who, was, who + 1);
      at[who] = was;
    }
  };

  const place = (who: number, depth: number): boolean => {
    if (looks-- <= 0) return false;
    const chains: { b: number; others: number[] }[] = [];
    for (const b of byWish(floor, who)) {
      const others = inTheWay(floor, who, b, locked);
      if (others?.length === 0) {
        moveTo(who, b);
        return true;
      }
      if (others) chains.push({ b, others });
    }
    if (depth === 0) return false;
    chains.sort((a, b) => a.others.length - b.others.length);
    locked[who] = 1;
    for (const { b, others } of chains) {
      const before = steps.length;
      for (const other of others) moveTo(other, -1);
      moveTo(who, b);
      if (others.every((other) => place(other, depth - 1))) return true;
      undoTo(before);
      if (looks <= 0) break;
    }
    locked[who] = 0;
    return false;
  };

  const choices = new Map(guests.map((who) => [who, byWish(floor, who).length]));
  const hardestFirst = [...guests].sort((a, b) => choices.get(a)! - choices.get(b)!);
  for (let depth = 0; depth <= longestChain; depth++) {
    locked.fill(0);
    if (
      hardestFirst.every((who) => {
        const seated = place(who, depth);
        if (seated) locked[who] = 1;
        return seated;
      })
    )
      return true;
    undoTo(0);
  }
  return false;
};

const isAlone = (floor: Floor, stay: Stay): boolean =>
  !floor.stays.some((other) => other !== stay && other.party === stay.party);

/**
 * Makes room for a party in these places by moving aside people who came alone and have another place free, and who
 * did not ask for the safest. Leaves the floor as it was on failure.
 */
export const gatherIn = (floor: Floor, guests: number[], beds: number[]): boolean => {
  const locked = new Uint8Array(floor.stays.length);
  const before = floor.held.slice();
  const done = guests.every((who) => {
    const choices = byWish(floor, who).filter((b) => beds.includes(b));
    const options = choices.map((b) => ({ b, others: inTheWay(floor, who, b, locked) }));
    options.sort((a, b) => (a.others?.length ?? 9) - (b.others?.length ?? 9));
    locked[who] = 1;
    return options.some(({ b, others }) => {
      const kind = others?.every((other) => {
        const stay = floor.stays[other]!;
        return (
          isAlone(floor, stay) && !(stay.wants?.placement === 'safest' && isPrivate(floor.layout, stay.bed))
        );
      });
      if (!others || !kind) return false;
      const saved = floor.held.slice();
      for (const other of others) mark(floor, other, floor.stays[other]!.bed, Held.free);
      mark(floor, who, b, who + 1);
      const moved = others.every((other) => {
        const next = byWish(floor, other).find(
          (bed) => !beds.includes(bed) && inTheWay(floor, other, bed, locked)?.length === 0,
        );
        if (next === undefined) return false;
        mark(floor, other, next, other + 1);
        locked[other] = 1;
        return true;
      });
      if (!moved) floor.held.set(saved);
      return moved;
    });
  });
  if (!done) floor.held.set(before);
  return done;
};

/** Whether a place is open to a party on all the nights of a stay and nobody is in it. */
export const isFreeFor = (floor: Floor, who: number, b: number): boolean => {
  const { party, from, to } = floor.stays[who]!;
  for (let s = from; s < to; s++) {
    const holder = floor.held[b * floor.stretches + s]!;
    if (holder !== Held.free && holder !== who + 1) return false;
  }
  return unitIsOpenTo(floor, b, party, from, to);
};
