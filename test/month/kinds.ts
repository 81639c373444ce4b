import type { Books } from './books.ts';

/** What happens in every county each day or two. */
const often = [
  'new person',
  'assessment',
  'intake',
  'booking',
  'booking of a family',
  'booking of several nights',
  'turned away',
  'bed given',
  'arrival',
  'arrival after midnight',
  'arrival after release',
  'walk-in',
  'found at another shelter',
  'left before sleeping',
  'left in the night',
  'leave',
  'still expected',
  'no-show released',
  'no-show',
  'count of places',
  'morning',
  'leaving',
  'returning',
  'returning within a stay',
  'moved out',
  'overstay ended by rule',
  'displaced, and told',
  'bar',
  'bar on a stay',
  'lost answer',
  'told again',
  'no answer',
];

/** What happens within a week or two. */
const inTime = [
  'cancellation',
  'move to another shelter',
  'refused at the door',
  'came after the cut-over',
  'joined a party',
  'swap',
  'move to another place',
  'left a family alone',
  'back early',
  'released by rule',
  'count of heads',
  'missing from the heads',
  'slipped out',
  'came unseen',
  'not kept',
  'moved out of an extended stay',
  'exit afterwards',
  'beds closed',
  'beds opened again',
  'overflow opened',
  'overflow closed',
  'bar lifted',
  'bar overridden',
  'enrollment.exit_by_rule',
];
const time = 10;

/** What should have happened in so many nights of a county, and never did: then the books that balance prove nothing of it. */
export const whatNeverHappened = ({ counts }: Books, nights: number, more: string[]): string[] =>
  [...often, ...(nights >= time ? inTime : []), ...more].filter((kind) => !counts.get(kind));
