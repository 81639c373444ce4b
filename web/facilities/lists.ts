import type { PeopleList } from './parties.ts';
import type { BookableSort } from './rooms.ts';

/** What the left pane lists: people, or places. */
export type ListName = PeopleList | 'closed' | 'overflow' | `free_${BookableSort}`;

const names: readonly ListName[] = [
  'expected',
  'in_house',
  'overdue',
  'at_risk',
  'closed',
  'overflow',
  'free_any',
  'free_men',
  'free_women',
  'free_withoutClimbing',
  'free_accessible',
  'free_privateRoom',
];

/** The list that the address names; who is expected unless told. */
export const readList = (value: unknown): ListName => names.find((n) => n === value) ?? 'expected';

export const isPeople = (list: ListName): list is PeopleList =>
  list === 'expected' || list === 'in_house' || list === 'overdue' || list === 'at_risk';

/** 'any' of 'free_any'; null for the other lists. */
export const sortOf = (list: ListName): BookableSort | null =>
  list.startsWith('free_') ? (list.slice(5) as BookableSort) : null;
