import type { CensusDifference, ExpectedThere, FoundThere, Settlement } from '../../contract/census.ts';

/** Whom the board has in a place: a guest who is here, one who is expected, or nobody. */
export const expectedThere = (
  guest: { arrivedAt: string | null; leftAt: string | null } | undefined,
): ExpectedThere => (!guest || guest.leftAt ? 'nobody' : guest.arrivedAt ? 'in_house' : 'expected');

/** What the board says of a place is what was found there. */
const asSaid: Record<ExpectedThere, FoundThere | null> = {
  in_house: 'here',
  expected: 'empty',
  nobody: 'empty',
  heads: null,
};

/** The difference between what the board says of a place and what was found; null where there is none. */
export const differenceOf = (expected: ExpectedThere, found: FoundThere): FoundThere | null => {
  // Whoever lies where nobody should is somebody else, whatever key was pressed.
  const there = expected === 'nobody' && found !== 'empty' ? 'somebody_else' : found;
  return there === asSaid[expected] ? null : there;
};

/** How many heads are in a place as it was found. */
export const headsIn = (found: FoundThere): number => (found === 'here' || found === 'somebody_else' ? 1 : 0);

/** Which acts put a difference right. */
export const settlementsFor = ({
  expected,
  found,
}: Pick<CensusDifference, 'expected' | 'found'>): Settlement[] => {
  if (found === 'heads' || expected === 'nobody') return ['explained', 'miscounted'];
  if (expected === 'expected')
    return found === 'here' ? ['checked_in', 'miscounted'] : ['explained', 'miscounted'];
  if (found === 'elsewhere') return ['moved', 'miscounted'];
  return ['left', 'on_leave', 'miscounted'];
};
