import type { Nights } from '../../../contract/nights.ts';
import type { Obstacle } from '../../../contract/obstacles.ts';
import { arrange } from './arrange.ts';
import { type Layout, layOut } from './layout.ts';
import { canStay } from './reasons.ts';
import { explainRefusal } from './refusal.ts';
import type { Kept, Move, Place, Request, Wants } from './types.ts';

/** A promise that loses its place and finds no other. */
export interface Displaced {
  assignment: number;
  obstacles: Obstacle[];
}

/** Why a promise cannot keep its place: the place, a closure, or somebody who is in fact there. */
const againstStaying = (places: Place[], facts: Kept[], row: Kept): Obstacle[] =>
  canStay(places, facts, [
    {
      guest: row.guest ?? Number.NaN,
      party: row.party,
      client: row.client,
      wants: row.wants,
      seats: [{ bed: row.bed!, nights: row.nights }],
    },
  ]).flatMap(({ obstacles }) => obstacles);

/** Rows of one party and the same nights look for a new place together. */
const together = (rows: Kept[]): Kept[][] => {
  const groups = new Map<string, Kept[]>();
  for (const row of rows) {
    const key = `${row.party} ${row.nights.begin} ${row.nights.end}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].sort(([a], [b]) =>
    a!.nights.begin < b!.nights.begin
      ? -1
      : a!.nights.begin > b!.nights.begin
        ? 1
        : a!.assignment - b!.assignment,
  );
};

const asRequest = (rows: Kept[]): Request => ({
  party: rows[0]!.party,
  nights: rows[0]!.nights,
  guests: rows.map((row) => ({
    guest: row.assignment,
    client: row.client,
    wants: row.wants as Wants,
    sharesWith: null,
    lastBed: row.lastBed,
  })),
});

/** A kept row on its way through several rearrangements; `origin` is the promise it belongs to. */
type Travelling = Kept & { origin: number };

const travel = (rows: Travelling[], moves: Move[], nextId: () => number): Travelling[] => {
  const to = new Map(moves.map((move) => [move.assignment, move.seats]));
  return rows.flatMap((row) => {
    const seats = row.movable ? to.get(row.assignment) : undefined;
    if (!seats) return [row];
    return seats.map((seat, i) => ({
      ...row,
      ...seat,
      unit: null,
      assignment: i === 0 ? row.assignment : nextId(),
    }));
  });
};

/** Where each promise ended up, where that is not where it was. */
const movesOf = (kept: Kept[], rows: Travelling[]): Move[] =>
  kept.flatMap((row) => {
    if (!row.movable || row.bed === null) return [];
    const seats: { bed: number; nights: Nights }[] = [];
    const mine = rows.filter(({ origin, movable }) => movable && origin === row.assignment);
    for (const { bed, nights } of mine.sort((a, b) => (a.nights.begin < b.nights.begin ? -1 : 1))) {
      const last = seats.at(-1);
      if (last && last.bed === bed) last.nights = { begin: last.nights.begin, end: nights.end };
      else seats.push({ bed: bed!, nights });
    }
    const stays = seats.length === 0 || (seats.length === 1 && seats[0]!.bed === row.bed);
    return stays ? [] : [{ assignment: row.assignment, seats }];
  });

/** Seats the lost promises, earliest first; gives those that find no place, with the reasons. */
const reseat = (layout: Layout, kept: Kept[], lost: Kept[]) => {
  let id = kept.reduce((least, row) => Math.min(least, row.assignment), 0);
  const nextId = () => --id;
  let now: Travelling[] = kept
    .filter((row) => !lost.includes(row))
    .map((row) => ({ ...row, origin: row.assignment }));
  const failed = new Map<number, Obstacle[]>();
  const settle = (rows: Kept[]): boolean => {
    const found = arrange(layout, now, asRequest(rows));
    if (!found) return false;
    now = travel(now, found.moves, nextId);
    for (const { guest, bed, nights } of found.seats) {
      const row = rows.find(({ assignment }) => assignment === guest)!;
      now.push({ ...row, bed, nights, unit: null, assignment: nextId(), origin: row.assignment });
    }
    return true;
  };
  for (const rows of together(lost)) {
    if (settle(rows)) continue;
    for (const row of rows)
      if (rows.length === 1 || !settle([row]))
        failed.set(row.assignment, explainRefusal(layout, now, asRequest([row])));
  }
  return { now, failed };
};

/**
 * Whom a change displaces: `places` and `kept` as they would be after it. Provisional promises that lose their
 * place get another where there is one (`moves`); the rest are `displaced`, with what is wrong with the place they
 * have and, for provisional ones, why there is no other. Confirmed promises are never moved. Promises that keep a
 * place that does not fit stay where they are until someone decides.
 */
export const displacedBy = (places: Place[], kept: Kept[]): { moves: Move[]; displaced: Displaced[] } => {
  const layout = layOut(places);
  const facts = kept.filter((row) => row.kind === 'closure' || row.kind === 'presence');
  const reasons = new Map<number, Obstacle[]>();
  const lost: Kept[] = [];
  for (const row of kept) {
    if (row.bed === null || (row.kind !== 'promise' && row.kind !== 'hold')) continue;
    const against = againstStaying(places, facts, row);
    if (against.length === 0) continue;
    reasons.set(row.assignment, against);
    if (row.movable && row.wants) lost.push(row);
  }
  const elsewhere = new Map<number, Obstacle[]>();
  for (;;) {
    const seeking = lost.filter((row) => !elsewhere.has(row.assignment));
    // Who finds nothing keeps the row they have, so the others are seated anew around it.
    const { now, failed } = reseat(layout, kept, seeking);
    if (failed.size > 0) {
      for (const [assignment, obstacles] of failed) elsewhere.set(assignment, obstacles);
      continue;
    }
    const moves = movesOf(kept, now);
    const moved = new Set(moves.map(({ assignment }) => assignment));
    const displaced = [...reasons]
      .filter(([assignment]) => !moved.has(assignment))
      .map(([assignment, obstacles]) => ({
        assignment,
        obstacles: [...obstacles, ...(elsewhere.get(assignment) ?? [])],
      }));
    return { moves, displaced };
  }
};
