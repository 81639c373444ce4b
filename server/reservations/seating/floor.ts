import type { Night, Nights } from '../../../contract/nights.ts';
import { type Ages, agesOver, misfits, variesByNight } from './fit.ts';
import { isPrivate, type Layout } from './layout.ts';
import type { Asked, Kept, Move, Wants } from './types.ts';

/** Someone who has a place or asks for one, on the stretches [from, to) of the floor. */
export interface Stay {
  kept: Kept | null;
  asked: Asked | null;
  party: number;
  wants: Wants | null;
  /** over all its nights, once somebody asked */
  ages: Ages | null;
  nights: Nights;
  /** the place it has now; -1 where it asks for one */
  bed: number;
  lastBed: number | null;
  from: number;
  to: number;
  /** may be seated elsewhere */
  movable: boolean;
  /** must keep one place for all its nights: it has no end */
  whole: boolean;
  /** continues in another row, so it may not enter a private unit: that would be a change of bed there */
  joined: boolean;
}

/** Whom a stay comes with, and the places that fit it throughout, best first. */
export interface Wish {
  company: number[];
  beds: number[];
}

/**
 * Who sleeps where, stretch by stretch: between two cuts nothing changes, neither who is there nor what a place
 * is. `held[place × stretches + stretch]` is a stay's index + 1, or one of `Held`.
 */
export interface Floor {
  layout: Layout;
  cuts: Night[];
  end: Nights['end'];
  stretches: number;
  stays: Stay[];
  held: Int32Array;
  /** stay × place → what speaks against it on any night, and `looked`; 0 where nobody asked yet */
  bits: Int32Array;
  /** stay → what is overlooked in it, to find out which need stands in the way */
  overlooked: Map<number, number>;
  /** stay → its wish, once somebody asked */
  wishes: Map<number, Wish>;
  /** steps that searches over this floor may still take before they say no */
  patience: { left: number };
}

/** What holds a place where it is no single stay. */
export const Held = { free: 0, closed: -1, clash: -2 } as const;

const looked = 1 << 30;

/** The nights from stretch `from` up to stretch `to`. */
export const nightsOf = (floor: Floor, from: number, to: number): Nights => ({
  begin: floor.cuts[from]!,
  end: to < floor.stretches ? floor.cuts[to]! : floor.end,
});

/** Whether a stay could have this place on all its nights, whoever holds it. */
export const fitsThroughout = (floor: Floor, who: number, b: number): boolean => {
  const stay = floor.stays[who]!;
  if (!stay.wants || (stay.joined && isPrivate(floor.layout, b))) return false;
  const i = who * floor.layout.places.length + b;
  if (floor.bits[i] === 0) {
    stay.ages ??= agesOver(stay.wants, stay.nights);
    floor.bits[i] = looked | misfits(floor.layout.places[b]!, stay.wants, stay.nights, stay.ages);
  }
  const bits = floor.bits[i]!;
  return bits === looked || (bits & ~(floor.overlooked.get(who) ?? 0)) === looked;
};

/** Whether a stay could have this place on one stretch, whoever holds it. */
export const fitsOn = (floor: Floor, who: number, b: number, stretch: number): boolean => {
  if (fitsThroughout(floor, who, b)) return true;
  const stay = floor.stays[who]!;
  if (!stay.wants || stay.whole || (stay.joined && isPrivate(floor.layout, b))) return false;
  const place = floor.layout.places[b]!;
  if (!variesByNight(place, stay.nights, stay.ages!)) return false;
  const night = nightsOf(floor, stretch, stretch + 1);
  const ages = stay.nights.end === 'infinity' ? stay.ages! : agesOver(stay.wants, night);
  const bits = misfits(place, stay.wants, night, ages);
  return (bits & ~(floor.overlooked.get(who) ?? 0)) === 0;
};

/** Whether nobody of another party holds a place of this one's unit on these stretches. */
export const unitIsOpenTo = (floor: Floor, b: number, party: number, from: number, to: number): boolean => {
  const unit = floor.layout.units[floor.layout.unit[b]!]!;
  if (unit.length === 1) return true;
  for (const other of unit)
    for (let s = from; s < to; s++) {
      const holder = floor.held[other * floor.stretches + s]!;
      if (holder === Held.clash || (holder > 0 && floor.stays[holder - 1]!.party !== party)) return false;
    }
  return true;
};

/** Where a stay sleeps, stretch by stretch, touching stretches in one bed joined. */
export const seatsOf = (floor: Floor, who: number): { bed: number; nights: Nights }[] => {
  const { from, to } = floor.stays[who]!;
  const at = new Int32Array(to - from).fill(-1);
  for (let b = 0; b < floor.layout.places.length; b++)
    for (let s = from; s < to; s++) if (floor.held[b * floor.stretches + s] === who + 1) at[s - from] = b;
  const seats: { bed: number; nights: Nights }[] = [];
  let first = from;
  for (let s = from + 1; s <= to; s++) {
    if (s < to && at[s - from] === at[first - from]) continue;
    const b = at[first - from]!;
    seats.push({ bed: floor.layout.places[b]?.bed ?? -1, nights: nightsOf(floor, first, s) });
    first = s;
  }
  return seats;
};

/** The kept stays that sleep elsewhere than before. */
export const movesOn = (floor: Floor): Move[] => {
  const moves: Move[] = [];
  for (let who = 0; who < floor.stays.length; who++) {
    const { kept, movable, bed } = floor.stays[who]!;
    if (!kept || !movable) continue;
    const seats = seatsOf(floor, who);
    if (seats.length > 1 || seats[0]!.bed !== floor.layout.places[bed]!.bed)
      moves.push({ assignment: kept.assignment, seats });
  }
  return moves.sort((a, b) => a.assignment - b.assignment);
};
