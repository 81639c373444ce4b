import { type Nights, overlaps } from '../../../contract/nights.ts';
import { agesOver, misfits } from './fit.ts';
import { type Company, costOf, type Layout, weigh } from './layout.ts';
import { cheapest } from './pairing.ts';
import type { Asked, Kept } from './types.ts';

/** What is free for the whole of a stay, before anyone is moved. */
export interface Vacancy {
  layout: Layout;
  nights: Nights;
  /** place → 1 where it is taken or closed on any of the nights */
  taken: Uint8Array;
  /** shared unit → the party that has it; NaN, equal to no party, where there are several */
  owner: Map<number, number>;
  /** guest × place → what speaks against it; -1 where nobody asked yet */
  bits: Int32Array;
}

/** Marks a place as kept for a party. */
export const take = ({ layout, taken, owner }: Vacancy, b: number, party: number | null): void => {
  taken[b] = 1;
  const unit = layout.unit[b]!;
  if (party === null || layout.units[unit]!.length === 1) return;
  owner.set(unit, (owner.get(unit) ?? party) === party ? party : Number.NaN);
};

/** Looks which places are free on all of these nights. */
export const lookForVacancy = (layout: Layout, kept: Kept[], nights: Nights, guests: number): Vacancy => {
  const vacancy: Vacancy = {
    layout,
    nights,
    taken: new Uint8Array(layout.places.length),
    owner: new Map(),
    bits: new Int32Array(layout.places.length * guests).fill(-1),
  };
  for (const row of kept) {
    if (row.bed === null || !overlaps(row.nights, nights)) continue;
    const b = layout.at.get(row.bed);
    if (b !== undefined) take(vacancy, b, row.kind === 'closure' ? null : row.party);
  }
  return vacancy;
};

/** How many people who come alone could have a free place like this guest's, counted up to `most`. */
export const openFor = (
  { layout, nights, taken, owner }: Vacancy,
  { wants }: Asked,
  most: number,
): number => {
  const ages = agesOver(wants, nights);
  let open = 0;
  for (let u = 0; u < layout.units.length && open < most; u++)
    if (
      !owner.has(u) &&
      layout.units[u]!.some((b) => !taken[b] && misfits(layout.places[b]!, wants, nights, ages) === 0)
    )
      open++;
  return open;
};

/** Where others of this party already sleep on these nights. */
export const companyOf = (
  layout: Layout,
  kept: Kept[],
  party: number,
  nights: Nights,
  guests: number,
): Company => {
  const units = new Set<number>();
  const rooms = new Set<number>();
  for (const row of kept) {
    if (row.party !== party || row.bed === null || row.kind === 'closure') continue;
    const b = overlaps(row.nights, nights) ? layout.at.get(row.bed) : undefined;
    if (b === undefined) continue;
    units.add(layout.unit[b]!);
    rooms.add(layout.places[b]!.room);
  }
  return { alone: guests === 1 && rooms.size === 0, units, rooms };
};

/** How near to each other a party sleeps: 0 in one unit, 1 in one room, 2 apart. */
export const apartness = (layout: Layout, beds: number[]): number => {
  const first = beds[0]!;
  if (beds.every((b) => layout.unit[b] === layout.unit[first])) return 0;
  return beds.every((b) => layout.places[b]!.room === layout.places[first]!.room) ? 1 : 2;
};

/** Units that hold the whole party, smallest first, then rooms that do: where a party would like to be together. */
export const gatherings = (layout: Layout, size: number): { units: number[][]; rooms: number[][] } => {
  const units = layout.shared.map((u) => layout.units[u]!).filter((beds) => beds.length >= size);
  units.sort((a, b) => a.length - b.length);
  const byRoom = new Map<number, number[]>();
  for (let b = 0; b < layout.places.length; b++) {
    const { room } = layout.places[b]!;
    const beds = byRoom.get(room);
    if (beds) beds.push(b);
    else byRoom.set(room, [b]);
  }
  return { units, rooms: [...byRoom.values()] };
};

/** The plainest free places for the whole party and the whole stay, one per guest; null where there are none. */
export const seatPlainly = (
  { layout, nights, taken, owner, bits }: Vacancy,
  asked: Asked[],
  party: number,
  company: Company,
): number[] | null => {
  const size = asked.length;
  const weights = weigh(layout, size);
  const total = layout.places.length;
  const open: number[] = [];
  for (let b = 0; b < total; b++) {
    if (taken[b]) continue;
    const has = owner.get(layout.unit[b]!);
    if (has === undefined || has === party) open.push(b);
  }
  if (open.length < size) return null;

  const ages = asked.map(({ wants }) => agesOver(wants, nights));
  const price = (g: number, b: number): number => {
    const { wants, lastBed } = asked[g]!;
    const i = g * total + b;
    if (bits[i] === -1) bits[i] = misfits(layout.places[b]!, wants, nights, ages[g]);
    if (bits[i] !== 0) return Number.POSITIVE_INFINITY;
    return costOf(layout, b, { wants, nights, lastBed }, company, weights);
  };

  if (size === 1) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const b of open) {
      const cost = price(0, b);
      if (cost < least) {
        best = b;
        least = cost;
      }
    }
    return best === -1 ? null : [best];
  }

  const prices = asked.map((_, g) => {
    const row = new Float64Array(total).fill(Number.POSITIVE_INFINITY);
    for (const b of open) row[b] = price(g, b);
    return row;
  });
  const anywhere = cheapest(prices, open);
  if (!anywhere) return null;

  const free = new Uint8Array(total);
  for (const b of open) free[b] = 1;
  const within = (beds: number[]) =>
    cheapest(
      prices,
      beds.filter((b) => free[b] === 1),
    );
  const { units, rooms } = gatherings(layout, size);
  let best: ReturnType<typeof cheapest> = null;
  let room = 0;
  for (const beds of units) {
    if (best && beds.length > room) break;
    const found = within(beds);
    if (!found || (best && found.cost >= best.cost)) continue;
    best = found;
    room = beds.length;
  }
  if (best) return best.beds;
  const fullest: { beds: number[]; holds: number }[] = [];
  for (const beds of rooms) {
    const found = beds.length >= size ? within(beds) : null;
    if (found && (!best || found.cost < best.cost)) best = found;
    fullest.push({
      beds,
      holds: beds.filter((b) => prices.some((row) => row[b]! < Number.POSITIVE_INFINITY)).length,
    });
  }
  if (best) return best.beds;

  // No room holds everyone: fill the rooms that hold most of them first, so that few are used.
  fullest.sort((a, b) => b.holds - a.holds);
  fullest.forEach(({ beds }, place) => {
    for (const b of beds) for (const row of prices) row[b] = row[b]! + place * weights.above;
  });
  return cheapest(prices, open)!.beds;
};
