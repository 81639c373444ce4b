import { type Night, type Nights, overlaps } from '../../contract/nights.ts';
import {
  type Ages,
  agesOver,
  isOneNight,
  markBirthdays,
  markPlaces,
  misfits,
  turningAges,
  variesByNight,
} from './seating-fit.ts';
import { isPrivate, type Layout } from './seating-layout.ts';
import type { Asked, Kept, Move, Wants } from './seating-types.ts';

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
  /** stay → the places that fit throughout, best first, once somebody asked */
  wishes: Map<number, number[]>;
  /** steps that searches over this floor may still take before they say no */
  patience: { left: number };
}

/** What holds a place where it is no single stay. */
export const Held = { free: 0, closed: -1, clash: -2 } as const;

const looked = 1 << 30;

/** More than the fullest facilities we made up in tests need, and still some tens of milliseconds. */
const mostSteps = 1000;

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

const isJoined = (row: Kept, kept: Kept[]): boolean =>
  kept.some(
    (other) =>
      (other.nights.end === row.nights.begin || row.nights.end === other.nights.begin) &&
      other.bed !== null &&
      (other.kind === 'promise' || other.kind === 'hold') &&
      ((row.client !== null && other.client === row.client) ||
        (row.guest !== null && other.guest === row.guest && other.party === row.party)),
  );

/** Writes a kept stay onto the floor. Where facts contradict each other, nobody there can be moved. */
const settle = (floor: Floor, who: number): void => {
  const stay = floor.stays[who]!;
  const closes = stay.kept?.kind === 'closure';
  const row = stay.bed * floor.stretches;
  let free = closes || unitIsOpenTo(floor, stay.bed, stay.party, stay.from, stay.to);
  for (let s = stay.from; s < stay.to; s++) if (floor.held[row + s] !== Held.free) free = false;
  if (!free) stay.movable = false;
  for (let s = stay.from; s < stay.to; s++) {
    const holder = floor.held[row + s]!;
    if (closes) floor.held[row + s] = holder === Held.free ? Held.closed : holder;
    else if (holder === Held.free || holder === Held.closed) floor.held[row + s] = who + 1;
    else {
      if (holder > 0) floor.stays[holder - 1]!.movable = false;
      floor.held[row + s] = holder > 0 && floor.stays[holder - 1]!.party === stay.party ? holder : Held.clash;
    }
  }
};

/** The nights on which something begins to be different, the first of `span` among them. */
const cutsDuring = (
  layout: Layout,
  rows: Kept[],
  asked: { nights: Nights; guests: Asked[] },
  span: Nights,
): Night[] => {
  if (isOneNight(span)) return [span.begin];
  const cuts = new Set<Night>([span.begin]);
  const mark = (night: string) => {
    if (night > span.begin && night < span.end) cuts.add(night);
  };
  const ages = turningAges(layout.places);
  markPlaces(mark, layout.places);
  mark(asked.nights.begin);
  mark(asked.nights.end);
  for (const { wants } of asked.guests) markBirthdays(mark, ages, wants, asked.nights);
  for (const { nights, movable, wants } of rows) {
    mark(nights.begin);
    mark(nights.end);
    if (movable && wants) markBirthdays(mark, ages, wants, nights);
  }
  return [...cuts].sort();
};

/** The floor during `span`, with those who ask for a place standing beside it. */
export const drawFloor = (
  layout: Layout,
  kept: Kept[],
  asked: { party: number; nights: Nights; guests: Asked[] },
  span: Nights,
): Floor => {
  const rows = kept.filter((row) => row.bed !== null && layout.at.has(row.bed) && overlaps(row.nights, span));
  // Closures and what cannot move come first: a promise that contradicts them must not look movable.
  rows.sort((a, b) => Number(a.movable) - Number(b.movable));
  const cuts = cutsDuring(layout, rows, asked, span);
  const stretchAt = new Map(cuts.map((night, s) => [night, s]));
  const from = (nights: Nights) => (nights.begin <= span.begin ? 0 : stretchAt.get(nights.begin)!);
  const to = (nights: Nights) => stretchAt.get(nights.end) ?? cuts.length;

  const stays: Stay[] = rows.map((row) => {
    const bed = layout.at.get(row.bed!)!;
    const joined = row.movable && isJoined(row, kept);
    // Who is in a private unit on the way from or to another row stays; so does who no longer fits: `displacedBy` mends that.
    const movable =
      row.movable &&
      row.wants !== null &&
      (row.kind === 'promise' || row.kind === 'hold') &&
      !(joined && isPrivate(layout, bed)) &&
      misfits(layout.places[bed]!, row.wants, row.nights) === 0;
    return {
      kept: row,
      asked: null,
      party: row.party,
      wants: row.wants,
      ages: null,
      nights: row.nights,
      bed,
      lastBed: row.lastBed,
      from: from(row.nights),
      to: to(row.nights),
      movable,
      whole: row.nights.end === 'infinity',
      joined,
    };
  });
  const floor: Floor = {
    layout,
    cuts,
    end: span.end,
    stretches: cuts.length,
    stays,
    held: new Int32Array(layout.places.length * cuts.length),
    bits: new Int32Array(layout.places.length * (stays.length + asked.guests.length)),
    overlooked: new Map(),
    wishes: new Map(),
    patience: { left: mostSteps },
  };
  for (let who = 0; who < stays.length; who++) settle(floor, who);
  for (const guest of asked.guests)
    stays.push({
      kept: null,
      asked: guest,
      party: asked.party,
      wants: guest.wants,
      ages: null,
      nights: asked.nights,
      bed: -1,
      lastBed: guest.lastBed,
      from: from(asked.nights),
      to: to(asked.nights),
      movable: true,
      whole: asked.nights.end === 'infinity',
      joined: false,
    });
  return floor;
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
