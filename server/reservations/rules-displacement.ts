import type { Night, Nights } from '../../contract/nights.ts';
import { overlaps } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayNight } from '../../contract/words.ts';
import { later } from './seating/fit.ts';
import type { Kept } from './seating/types.ts';

/** Places that are taken away altogether on some nights: closed, or out of service. */
export interface TakenAway {
  beds: ReadonlySet<number>;
  nights: Nights;
}

/** A promise that is looked for a place again: a row that does not exist yet. */
export interface Seeking {
  /** Below zero: stands in for an assignment. */
  assignment: number;
  /** The assignment whose nights were taken away; null for one that had lost its place before. */
  from: number | null;
  guest: number;
  client: number;
  bed: number | null;
  nights: Nights;
}

const isTaken = (row: Kept, taken: TakenAway): boolean =>
  row.bed !== null && taken.beds.has(row.bed) && overlaps(row.nights, taken.nights);

/** The nights that two spans share. */
export const within = (a: Nights, b: Nights): Nights => ({
  begin: later(a.begin, b.begin),
  end: later(a.end, b.end) === a.end ? b.end : a.end,
});

const outside = (a: Nights, b: Nights): Nights[] => [
  ...(a.begin < b.begin ? [{ begin: a.begin, end: b.begin }] : []),
  ...(b.end !== 'infinity' && a.end > b.end ? [{ begin: b.end, end: a.end }] : []),
];

/**
 * Takes the nights of taken places out of promises that seating would not move by itself (a bed was given, nights have
 * begun) and lets those nights seek another place. Provisional promises stay whole: seating moves them whole.
 */
export const cutTaken = (
  kept: Kept[],
  taken: TakenAway,
  firstId: number,
): { kept: Kept[]; seeking: Seeking[]; rows: Kept[] } => {
  let id = firstId;
  const seeking: Seeking[] = [];
  const rows: Kept[] = [];
  const left = kept.flatMap((row) => {
    if (row.kind !== 'promise' || row.movable || !isTaken(row, taken)) return [row];
    const nights = within(row.nights, taken.nights);
    seeking.push({
      assignment: --id,
      from: row.assignment,
      guest: row.guest!,
      client: row.client!,
      bed: row.bed,
      nights,
    });
    rows.push({ ...row, assignment: id, bed: nowhere, unit: null, nights, movable: true, lastBed: null });
    return outside(row.nights, taken.nights).map((piece, i) => ({
      ...row,
      assignment: i === 0 ? row.assignment : --id,
      nights: piece,
    }));
  });
  return { kept: left, seeking, rows };
};

/** A bed that no facility has: whoever is "there" has lost their place. */
export const nowhere = -1;

/** Why places can't be taken away now: somebody sleeps there tonight, or a desk holds one for a caller. */
export const obstaclesToTaking = (
  kept: Kept[],
  taken: TakenAway,
  facts: {
    tonight: Night;
    inHouse: ReadonlySet<number>;
    nameOf(row: Kept): string;
    placeOf(bed: number): string;
  },
): Obstacle[] =>
  kept.flatMap((row): Obstacle[] => {
    if (!isTaken(row, taken)) return [];
    const place = facts.placeOf(row.bed!);
    if (row.kind === 'hold') {
      return [
        {
          code: 'held',
          message: `A desk holds ${place} for a caller; the hold ends in a few minutes`,
          next: { label: 'Look again', act: 'reload' },
        },
      ];
    }
    const here = row.kind === 'presence' || facts.inHouse.has(row.assignment);
    const isTonight = row.nights.begin <= facts.tonight && taken.nights.begin <= facts.tonight;
    return here && isTonight
      ? [
          {
            code: 'in_house',
            message: `${facts.nameOf(row)} sleeps in ${place} tonight; give another bed first`,
            next: { label: 'Current Reservations', act: 'open_board' },
          },
        ]
      : [];
  });

/** Why nights can't be changed: the past stays as it was, and a span has a night. */
export const obstaclesToNights = (begin: Night, end: Night | null, tonight: Night): Obstacle[] => [
  ...(begin < tonight
    ? [
        {
          code: 'night_is_over' as const,
          message: `${sayNight(begin)} is over; the first night can be ${sayNight(tonight)}`,
          next: { label: 'Tonight', act: 'tonight' },
        },
      ]
    : []),
  ...(end !== null && end <= begin
    ? [
        {
          code: 'ends_before_begin' as const,
          message: `It must end after its first night, ${sayNight(begin)}`,
        },
      ]
    : []),
];
