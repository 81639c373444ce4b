import { type Floor, fitsThroughout, Held, type Wish } from './floor.ts';
import { costOf, weigh } from './layout.ts';
import { cheapest } from './pairing.ts';
import { gatherings } from './plain.ts';

/** How many looks for a place one request may take; enough for chains of three, far below a millisecond each. */
const mostLooks = 400;
const longestChain = 3;
/** Nobody is moved by moving a crowd: at most a family out of its room. */
const mostMovedAtOnce = 6;

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

const nobodyThere: ReadonlySet<number> = new Set();

/** What a stay wishes as far as it never changes: whom it comes with, and the places that fit, best first. */
const wishOf = (floor: Floor, who: number): Wish => {
  const known = floor.wishes.get(who);
  if (known) return known;
  const { wants, nights, lastBed, party, from, to } = floor.stays[who]!;
  const wish: Wish = { company: [], beds: [] };
  floor.wishes.set(who, wish);
  floor.stays.forEach((stay, i) => {
    if (i !== who && stay.party === party && stay.from < to && stay.to > from) wish.company.push(i);
  });
  if (!wants) return wish;
  const company = { alone: wish.company.length === 0, units: nobodyThere, rooms: nobodyThere };
  const weights = weigh(floor.layout, 1);
  const costs = new Float64Array(floor.layout.places.length);
  for (let b = 0; b < costs.length; b++) {
    if (!fitsThroughout(floor, who, b)) continue;
    costs[b] = costOf(floor.layout, b, { wants, nights, lastBed }, company, weights);
    wish.beds.push(b);
  }
  wish.beds.sort((a, b) => costs[a]! - costs[b]!);
  return wish;
};

/** The places that fit a stay throughout, those it likes best first: with its party before all else. */
export const byWish = (floor: Floor, who: number): number[] => {
  const { layout, stays, held, stretches } = floor;
  const { company, beds } = wishOf(floor, who);
  if (company.length === 0) return beds;
  const units = new Set<number>();
  const rooms = new Set<number>();
  for (const other of company) {
    const stretch = Math.max(stays[who]!.from, stays[other]!.from);
    for (let b = 0; b < layout.places.length; b++)
      if (held[b * stretches + stretch] === other + 1) {
        units.add(layout.unit[b]!);
        rooms.add(layout.places[b]!.room);
      }
  }
  if (rooms.size === 0) return beds;
  const nearness = (b: number) =>
    units.has(layout.unit[b]!) ? 0 : rooms.has(layout.places[b]!.room) ? 1 : 2;
  return [0, 1, 2].flatMap((near) => beds.filter((b) => nearness(b) === near));
};

/** A step taken on the floor: where the stay was before, -1 where it had no place. */
type Step = { who: number; was: number; wasLocked: number };

/** A place, or a unit for a party, that is free once others leave it. */
interface Chain {
  whos: number[];
  beds: number[];
  others: number[];
  pain: number;
}

/** Seats whole stays by moving whole provisional stays aside, in short chains. Leaves the floor as it was on failure. */
export const seatByMovingAside = (floor: Floor, guests: number[]): boolean => {
  const { stays, layout } = floor;
  const at = Int32Array.from(stays, ({ bed }) => bed);
  const locked = new Uint8Array(stays.length);
  const steps: Step[] = [];
  let looks = mostLooks;

  const moveTo = (who: number, b: number) => {
    steps.push({ who, was: at[who]!, wasLocked: locked[who]! });
    if (at[who] !== -1) mark(floor, who, at[who]!, Held.free);
    if (b !== -1) {
      mark(floor, who, b, who + 1);
      locked[who] = 1;
    }
    at[who] = b;
  };
  const undoTo = (length: number) => {
    while (steps.length > length) {
      const { who, was, wasLocked } = steps.pop()!;
      if (at[who] !== -1) mark(floor, who, at[who]!, Held.free);
      if (was !== -1) mark(floor, who, was, who + 1);
      at[who] = was;
      locked[who] = wasLocked;
    }
  };
  const hasCompany = (who: number) => wishOf(floor, who).company.length > 0;

  const follow = ({ whos, beds, others }: Chain, depth: number): boolean => {
    const before = steps.length;
    for (const other of others) moveTo(other, -1);
    whos.forEach((who, i) => {
      moveTo(who, beds[i]!);
    });
    const parties = Map.groupBy(others, (other) => stays[other]!.party);
    if ([...parties.values()].every((members) => placeParty(members, depth - 1))) return true;
    undoTo(before);
    return false;
  };

  const place = (who: number, depth: number): boolean => {
    if (looks-- <= 0) return false;
    const chains: Chain[] = [];
    for (const b of byWish(floor, who)) {
      const others = inTheWay(floor, who, b, locked);
      if (others?.length === 0) {
        moveTo(who, b);
        return true;
      }
      if (!others || depth === 0) continue;
      const pain = others.length + others.filter(hasCompany).length;
      chains.push({ whos: [who], beds: [b], others, pain });
    }
    chains.sort((a, b) => a.pain - b.pain);
    return chains.some((chain) => looks > 0 && follow(chain, depth));
  };

  const unitsFor = (members: number[]): Chain[] => {
    const prices = members.map((who) => {
      const row = new Float64Array(layout.places.length).fill(Number.POSITIVE_INFINITY);
      byWish(floor, who).forEach((b, i) => {
        row[b] = i;
      });
      return row;
    });
    return gatherings(layout, members.length).units.flatMap((unit) => {
      const found = cheapest(prices, unit);
      if (!found) return [];
      const others = new Set<number>();
      for (let i = 0; i < members.length; i++) {
        const there = inTheWay(floor, members[i]!, found.beds[i]!, locked);
        if (!there) return [];
        for (const other of there) others.add(other);
      }
      return [{ whos: members, beds: found.beds, others: [...others], pain: others.size }];
    });
  };

  const placeParty = (members: number[], depth: number): boolean => {
    if (members.length === 1) return place(members[0]!, depth);
    if (looks-- <= 0) return false;
    const before = steps.length;
    const units = unitsFor(members).sort((a, b) => a.pain - b.pain);
    if (units[0]?.pain === 0) return follow(units[0], depth);
    if (members.every((who) => place(who, 0))) return true;
    undoTo(before);
    if (depth > 0 && units.some((chain) => looks > 0 && follow(chain, depth))) return true;
    const choices = new Map(members.map((who) => [who, byWish(floor, who).length]));
    const hardestFirst = [...members].sort((a, b) => choices.get(a)! - choices.get(b)!);
    if (hardestFirst.every((who) => place(who, depth))) return true;
    undoTo(before);
    return false;
  };

  for (let depth = 0; depth <= longestChain; depth++) {
    if (placeParty(guests, depth)) return true;
    undoTo(0);
  }
  return false;
};
