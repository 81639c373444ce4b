import type { Nights } from '../../../contract/nights.ts';
import { holdsDuring } from './fit.ts';
import type { Place, Wants } from './types.ts';

/** A facility's places by index, with what is next to what. */
export interface Layout {
  places: Place[];
  /** bed → index of the place */
  at: Map<number, number>;
  /** place → index of its unit */
  unit: Int32Array;
  /** unit → its places */
  units: number[][];
  /** units of several places: one party at a time */
  shared: number[];
  /** place → how many come before it, lowest bed first */
  rank: Int32Array;
}

/** Lays out the places of one facility. */
export const layOut = (places: Place[]): Layout => {
  const at = new Map<number, number>();
  const unit = new Int32Array(places.length);
  const units: number[][] = [];
  const indexOfUnit = new Map<number, number>();
  for (let b = 0; b < places.length; b++) {
    const place = places[b]!;
    at.set(place.bed, b);
    let u = indexOfUnit.get(place.unit);
    if (u === undefined) {
      u = units.length;
      indexOfUnit.set(place.unit, u);
      units.push([]);
    }
    unit[b] = u;
    units[u]!.push(b);
  }
  const shared: number[] = [];
  for (let u = 0; u < units.length; u++) if (units[u]!.length > 1) shared.push(u);
  const rank = new Int32Array(places.length);
  const inOrder = places.map((_, b) => b);
  const isBefore = (a: number, b: number) =>
    places[a]!.order - places[b]!.order || places[a]!.bed - places[b]!.bed;
  if (inOrder.some((b) => b > 0 && isBefore(b - 1, b) > 0)) inOrder.sort(isBefore);
  for (let i = 0; i < inOrder.length; i++) rank[inOrder[i]!] = i;
  return { places, at, unit, units, shared, rank };
};

/** Whether nobody changes bed into or out of this place: it belongs to one party at a time. */
export const isPrivate = (layout: Layout, b: number): boolean =>
  layout.places[b]!.privateUnit || layout.units[layout.unit[b]!]!.length > 1;

const mostScarce = 34;

/** What taking this place costs those who come later: the scarce things it has that this guest does not need. */
const scarcity = (layout: Layout, b: number, wants: Wants, alone: boolean): number => {
  const place = layout.places[b]!;
  let cost = 0;
  if (place.kind !== 'upper' && !wants.lowerBunk) cost += 1;
  if (place.power && !wants.power) cost += 2;
  if (place.nearStaff && !wants.nearStaff) cost += 2;
  if (place.overflow) cost += 3;
  if (place.accessible && !wants.accessible) cost += 6;
  if (isPrivate(layout, b) && alone && wants.placement !== 'safest')
    cost += 12 + Math.min(layout.units[layout.unit[b]!]!.length, 8);
  return cost;
};

const isAllGender = (place: Place, nights: Nights): boolean =>
  place.rules.every((rule) => rule.placement === null || !holdsDuring(rule, nights));

/** Whom a guest comes with, as far as it weighs on the choice of a place. */
export interface Company {
  alone: boolean;
  /** where others of the party already have a place */
  units: ReadonlySet<number>;
  rooms: ReadonlySet<number>;
}

/** What each wish weighs for a party of this size: more than the whole party's sum of all wishes below it. */
export interface Weights {
  scarce: number;
  otherBed: number;
  unsafe: number;
  apart: number;
  /** for a wish above all of these */
  above: number;
}

/** The weights of the wishes for a party of this size. */
export const weigh = (layout: Layout, size: number): Weights => {
  const scarce = layout.places.length * size;
  const otherBed = scarce * (mostScarce * size + 1);
  const unsafe = otherBed * (size + 1);
  const apart = unsafe * (2 * size + 1);
  return { scarce, otherBed, unsafe, apart, above: apart * (2 * size + 1) };
};

/** The wishes that a place leaves open for a guest, as one number to compare. */
export const costOf = (
  layout: Layout,
  b: number,
  who: { wants: Wants; nights: Nights; lastBed: number | null },
  company: Company,
  weights: Weights,
): number => {
  const place = layout.places[b]!;
  let cost = layout.rank[b]! + scarcity(layout, b, who.wants, company.alone) * weights.scarce;
  if (who.lastBed !== null && who.lastBed !== place.bed) cost += weights.otherBed;
  if (who.wants.placement === 'safest' && !isPrivate(layout, b))
    cost += (isAllGender(place, who.nights) ? 1 : 2) * weights.unsafe;
  if (company.rooms.size > 0 && !company.units.has(layout.unit[b]!))
    cost += (company.rooms.has(place.room) ? 1 : 2) * weights.apart;
  return cost;
};
