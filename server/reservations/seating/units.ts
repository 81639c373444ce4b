import { couldUse, type Tonight } from './night.ts';
import { mostSeatable } from './pairing.ts';
import { searchUnits } from './units-search.ts';

/** Groups equal things: gives each key the number of its class. */
const classes = (keys: string[]): number[] => {
  const known = new Map<string, number>();
  return keys.map((key) => {
    if (!known.has(key)) known.set(key, known.size);
    return known.get(key)!;
  });
};

/**
 * Seats everyone where private units serve one party each. Puts the question in the search's terms: guests, the
 * dormitory's beds, units that are alike, and parties of several; then reads the answer back. Null where it cannot
 * be done, or where the search gave up.
 */
export const seatUnits = (tonight: Tonight, asked: number[]): Int32Array | null => {
  const { floor, at: before, owner } = tonight;
  const { layout, stays } = floor;
  const total = layout.places.length;

  const guests = [...asked];
  const bedNow = asked.map(() => -1);
  const usable = new Uint8Array(total);
  for (let b = 0; b < total; b++) {
    const holder = before[b]!;
    const moves = holder > 0 && stays[holder - 1]!.movable;
    if (holder === 0 || moves) usable[b] = 1;
    if (!moves) continue;
    guests.push(holder - 1);
    bedNow.push(b);
  }
  const rows = guests.map((who) => {
    const row = new Uint8Array(total);
    for (let b = 0; b < total; b++) row[b] = usable[b] && couldUse(tonight, who, b) ? 1 : 0;
    return row;
  });
  const fits = (guest: number, b: number) => rows[guest]![b] === 1;

  // A unit with one usable place, or one that a fixed party has, needs no choice: it is like the dormitory.
  const dormitory: number[] = [];
  const units: number[][] = [];
  for (let u = 0; u < layout.units.length; u++) {
    const beds = layout.units[u]!.filter((b) => usable[b] === 1);
    if (beds.length > 1 && !owner.has(u)) units.push(beds);
    else dormitory.push(...beds);
  }
  units.sort((a, b) => a.length - b.length);

  const spots = guests.map((_, g) => [
    ...dormitory.flatMap((b, i) => (fits(g, b) ? [i] : [])),
    ...units.flatMap((beds, u) => (beds.some((b) => fits(g, b)) ? [dormitory.length + u] : [])),
  ]);
  const spotNow = bedNow.map((b) => {
    const unit = units.findIndex((beds) => beds.includes(b));
    return unit === -1 ? dormitory.indexOf(b) : dormitory.length + unit;
  });
  const byParty = Map.groupBy(guests.keys(), (g) => stays[guests[g]!]!.party);
  const inUnits = [...guests.keys()].filter((g) => spots[g]!.some((spot) => spot >= dormitory.length));
  const solution = searchUnits({
    spots,
    spotNow,
    beds: dormitory.length,
    units,
    kind: classes(
      units.map((beds) =>
        beds
          .map((b) => inUnits.map((g) => rows[g]![b]).join(''))
          .sort()
          .join(),
      ),
    ),
    like: classes(rows.map((row) => row.join(''))),
    parties: [...byParty.values()],
    fits,
    patience: floor.patience,
  });
  if (!solution) return null;

  const at = before.slice();
  for (let b = 0; b < total; b++) if (usable[b]) at[b] = 0;
  const enter = (members: number[], beds: number[]) => {
    const staying = members.filter((g) => beds.includes(bedNow[g]!) && fits(g, bedNow[g]!));
    const coming = members.filter((g) => !staying.includes(g));
    const rest = beds.filter((b) => !staying.some((g) => bedNow[g] === b));
    const calm = mostSeatable(coming, rest, fits);
    const found = calm.size === coming.length ? calm : mostSeatable(members, beds, fits);
    if (found === calm) for (const g of staying) at[bedNow[g]!] = guests[g]! + 1;
    for (const [b, g] of found) at[b] = guests[g]! + 1;
  };
  for (const { unit, members } of solution.given) enter(members, units[unit]!);
  solution.alone.forEach((g, spot) => {
    if (g === -1) return;
    if (spot < dormitory.length) at[dormitory[spot]!] = guests[g]! + 1;
    else enter([g], units[spot - dormitory.length]!);
  });
  return at;
};
