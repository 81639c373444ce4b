import type { Night } from '../../../contract/nights.ts';
import { isOpen } from './fit.ts';
import type { Layout } from './layout.ts';
import type { Kept } from './types.ts';

const free = 0;
const held = 1;
const closed = 2;

/**
 * Whether on this night there are more people than the places could take even if everybody fitted everywhere: one a bed,
 * and in each unit of several beds one party. Most evenings that end full end here, before anybody is matched to a bed.
 */
export const areTooMany = (
  layout: Layout,
  kept: Kept[],
  asked: { party: number; size: number },
  night: Night,
): boolean => {
  const state = new Uint8Array(layout.places.length);
  const host = new Map<number, number>();
  const sizes = new Map([[asked.party, asked.size]]);
  let people = asked.size;
  const here = kept.filter(
    ({ bed, nights }) => bed !== null && nights.begin <= night && night < nights.end && layout.at.has(bed),
  );
  for (const row of here) if (row.kind === 'closure') state[layout.at.get(row.bed!)!] = closed;
  for (const { kind, bed, party } of here) {
    const b = layout.at.get(bed!)!;
    if (kind === 'closure' || state[b] !== free) continue;
    state[b] = held;
    people += 1;
    sizes.set(party, (sizes.get(party) ?? 0) + 1);
    const unit = layout.unit[b]!;
    host.set(unit, (host.get(unit) ?? party) === party ? party : Number.NaN);
  }

  let room = 0;
  let inUnits = 0;
  const units: number[] = [];
  for (const [unit, beds] of layout.units.entries()) {
    let usable = 0;
    for (const b of beds)
      if (state[b] === held || (state[b] === free && isOpen(layout.places[b]!, night))) usable += 1;
    // Where two parties are in one unit against the rule, each of them has a place all the same.
    if (usable < 2 || Number.isNaN(host.get(unit))) room += usable;
    else {
      units.push(usable);
      inUnits += usable;
    }
  }
  if (people > room + inUnits) return true;
  if (people <= room + units.length) return false;
  const largest = Math.max(...units);
  const fills: number[] = [];
  for (const size of sizes.values()) for (let n = size; n > 0; n -= largest) fills.push(Math.min(largest, n));
  fills.sort((a, b) => b - a);
  return people > room + fills.slice(0, units.length).reduce((sum, fill) => sum + fill, 0);
};
