import { byWish, inTheWay, mark } from './aside.ts';
import { type Floor, Held, type Stay } from './floor.ts';
import { isPrivate } from './layout.ts';

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
