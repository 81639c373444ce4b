import { type Night, type Nights, overlaps } from '../../../contract/nights.ts';
import { cutWeeks, isOneNight, markBirthdays, markPlaces, misfits, turningAges } from './fit.ts';
import { type Floor, Held, type Stay, unitIsOpenTo } from './floor.ts';
import { isPrivate, type Layout } from './layout.ts';
import type { Asked, Kept } from './types.ts';

/** More than the fullest facilities we made up in tests need (1,000 were too few for one in some thousands), and still a tenth of a second. */
const mostSteps = 3000;

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
  cutWeeks(cuts, layout.places, span);
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
