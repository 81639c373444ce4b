import type { Consequences } from '../../contract/displacement.ts';
import type { Night, Nights } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayNights } from '../../contract/words.ts';
import { lockClients } from '../clients/store.ts';
import { type FacilityRow, lockFacilities, tonightOf } from '../facilities/store.ts';
import { refuse } from '../http/refusal.ts';
import { labelOf } from './board.ts';
import type { Act } from './booking.ts';
import { cutTaken, nowhere, obstaclesToTaking, type Seeking, type TakenAway } from './rules-displacement.ts';
import { displacedBy } from './seating.ts';
import type { Kept, Move } from './seating-types.ts';
import { carryOutMoves, checkAtCommit, checkNow, endExpiredHolds } from './store.ts';
import {
  cutNights,
  type GuestNamed,
  insertSeats,
  readGuestNames,
  readPromisedClients,
  tryOut,
  withdrawConfirmation,
} from './store-displacement.ts';
import { type FacilityFacts, isMinor, readFacilityFacts, wantsOf } from './store-places.ts';
import { readWithoutPlace } from './store-without-place.ts';

/** Something an administrator or a supervisor does to places that people may have been promised. */
export interface Change {
  facility: FacilityRow;
  /** The refusal's title: "No bed was closed." */
  undone: string;
  /** Writes the change; people are moved around it afterwards. */
  apply: () => Promise<unknown>;
  /** Places that are gone altogether on some nights. A place that merely fits no longer is none. */
  takesAway?: { bedIds: number[]; nights: Nights };
}

/** What the caller saw when they said yes. */
export interface SeenBefore {
  displacing: number[];
  acceptDisplaced: boolean;
}

interface Outcome {
  told: Consequences;
  clientIds: number[];
  obstacles: Obstacle[];
  carryOut: () => Promise<void>;
}

/** Lets the whole call be run again: somebody came while it waited for its locks. */
class CameMeanwhile extends Error {
  readonly code = '40001';
}

const fromTonight = (tonight: Night): Nights => ({ begin: tonight, end: 'infinity' });

/** Locks everybody who has a place at the facility, then the facility: the one order of locks. */
const lockAll = async ({ db, now }: Act, facility: FacilityRow) => {
  const tonight = tonightOf(facility, now);
  const known = new Set(await readPromisedClients(db, facility.id, tonight));
  await lockClients(db, [...known]);
  await lockFacilities(db, [facility.id]);
  const there = await readPromisedClients(db, facility.id, tonight);
  if (there.some((id) => !known.has(id))) throw new CameMeanwhile('Somebody was booked meanwhile');
  await endExpiredHolds(db, facility.id, [], now);
};

const readFacts = async ({ db, now }: Act, facility: FacilityRow): Promise<FacilityFacts> =>
  (await readFacilityFacts(db, [facility], fromTonight(tonightOf(facility, now)), now)).get(facility.id)!;

/** Guests who had lost their place before, as rows that are nowhere: seating looks for a place for them as well. */
const readSeeking = async (
  { db, now }: Act,
  facility: FacilityRow,
): Promise<{ seeking: Seeking[]; rows: Kept[] }> => {
  const waiting = await readWithoutPlace(db, [{ id: facility.id, tonight: tonightOf(facility, now) }]);
  const withChildren = new Set(waiting.filter((w) => isMinor(wantsOf(w), w.begin)).map((w) => w.partyId));
  const seeking = waiting.map(
    (w, i): Seeking => ({
      assignment: i - waiting.length,
      from: null,
      guest: w.guestId,
      client: w.clientId,
      bed: null,
      nights: { begin: w.begin, end: w.end },
    }),
  );
  const rows = waiting.map(
    (w, i): Kept => ({
      assignment: i - waiting.length,
      bed: nowhere,
      unit: null,
      party: w.partyId,
      client: w.clientId,
      guest: w.guestId,
      nights: { begin: w.begin, end: w.end },
      kind: 'promise',
      movable: true,
      wants: { ...wantsOf(w), partyHasChildren: withChildren.has(w.partyId) },
      lastBed: null,
    }),
  );
  return { seeking, rows };
};

/** Applies a change and works out what follows; nobody is moved yet. */
const workOut = async (act: Act, change: Change): Promise<Outcome> => {
  const { db, now } = act;
  const { facility } = change;
  const before = await readFacts(act, facility);
  const waiting = await readSeeking(act, facility);
  await checkAtCommit(db);
  await change.apply();
  const after = await readFacts(act, facility);

  const taken: TakenAway | null = change.takesAway
    ? { beds: new Set(change.takesAway.bedIds), nights: change.takesAway.nights }
    : null;
  const cut = taken
    ? cutTaken(after.kept, taken, -waiting.rows.length)
    : { kept: after.kept, seeking: [], rows: [] };
  const sought = new Map([...waiting.seeking, ...cut.seeking].map((s) => [s.assignment, s]));
  const { moves, displaced } = displacedBy(after.places, [...cut.kept, ...cut.rows, ...waiting.rows]);

  const wasAmiss = new Set(displacedBy(before.places, before.kept).displaced.map((d) => d.assignment));
  const losesPlace = (row: Kept) =>
    taken !== null &&
    row.bed !== null &&
    taken.beds.has(row.bed) &&
    row.nights.begin < taken.nights.end &&
    taken.nights.begin < row.nights.end;
  const rowOf = new Map(after.kept.map((k) => [k.assignment, k]));
  const beds = new Map([...before.beds, ...after.beds].map((b) => [b.id, b]));
  const placeOf = (bed: number | null) => {
    const row = bed === null ? undefined : beds.get(bed);
    return row ? `${row.roomName}, ${labelOf(row)}` : '';
  };
  const names = await readGuestNames(db, [
    ...new Set([
      ...after.kept.flatMap((k) => (k.guest === null ? [] : [k.guest])),
      ...waiting.seeking.map((s) => s.guest),
    ]),
  ]);
  const named = (guest: number) => said(names.get(guest)!);

  const lost = displaced.flatMap((d) => {
    const seeking = sought.get(d.assignment);
    const row = rowOf.get(seeking ? (seeking.from ?? Number.NaN) : d.assignment);
    // Who waits for a place already, holds, and what did not fit before: none of it is this change's doing.
    if (!row || row.guest === null) return [];
    const loses = losesPlace(row);
    if (!loses && wasAmiss.has(row.assignment)) return [];
    const nights = loses && taken ? within(row.nights, taken.nights) : row.nights;
    return [{ row, loses, nights, reasons: d.obstacles }];
  });
  const seatsSaid = (move: Move) =>
    move.seats.map((s) => ({
      place: placeOf(s.bed),
      beginDate: s.nights.begin,
      endDate: openEnd(s.nights.end),
    }));

  const told: Consequences = {
    moves: moves.flatMap((m) => {
      const seeking = sought.get(m.assignment);
      if (seeking && seeking.from === null) return [];
      const row = rowOf.get(seeking?.from ?? m.assignment)!;
      return [
        {
          ...named(row.guest!),
          from: placeOf(row.bed),
          to: seatsSaid(m),
          given: seeking !== undefined && !row.movable,
        },
      ];
    }),
    displaced: lost.map(({ row, loses, nights, reasons }) => ({
      ...named(row.guest!),
      place: placeOf(row.bed),
      beginDate: nights.begin > after.tonight ? nights.begin : after.tonight,
      endDate: openEnd(nights.end),
      inHouse: names.get(row.guest!)!.arrived,
      given: !row.movable,
      losesPlace: loses,
      reasons: [...new Set(reasons.filter((o) => o.code !== 'no_such_place').map((o) => o.message))],
    })),
    seatedAgain: moves.flatMap((m) => {
      const seeking = sought.get(m.assignment);
      return seeking?.from === null ? [{ ...named(seeking.guest), to: seatsSaid(m) }] : [];
    }),
  };
  return {
    told,
    clientIds: [...told.moves, ...told.displaced, ...told.seatedAgain].map((p) => p.clientId),
    obstacles: taken
      ? obstaclesToTaking(after.kept, taken, {
          tonight: after.tonight,
          inHouse: new Set(
            after.kept.flatMap((k) =>
              k.guest !== null && names.get(k.guest)?.arrived ? [k.assignment] : [],
            ),
          ),
          nameOf: (row) => (row.guest === null ? 'Somebody' : (names.get(row.guest)?.name ?? 'Somebody')),
          placeOf,
        })
      : [],
    carryOut: async () => {
      const units = new Map(after.places.map((p) => [p.bed, p.unit]));
      const leaving = [
        ...cut.seeking.map((s) => s.from!),
        ...lost.filter((l) => l.loses && l.row.movable).map((l) => l.row.assignment),
      ];
      if (taken) await cutNights(db, leaving, taken.nights, now);
      await carryOutMoves(
        db,
        moves.filter((m) => !sought.has(m.assignment)),
        (bed) => units.get(bed)!,
        now,
      );
      await insertSeats(
        db,
        facility.id,
        moves.flatMap((m) => {
          const seeking = sought.get(m.assignment);
          return seeking
            ? m.seats.map((s) => ({ seeking, bed: s.bed, unit: units.get(s.bed)!, nights: s.nights }))
            : [];
        }),
        { at: now, by: act.actor.userId },
      );
      await withdrawConfirmation(db, [...new Set(cut.seeking.map((s) => names.get(s.guest)!.reservationId))]);
      await checkNow(db);
    },
  };
};

const said = (g: GuestNamed) => ({
  reservationId: g.reservationId,
  clientId: g.clientId,
  name: g.name,
  goesBy: g.goesBy,
  madeBy: g.madeBy,
});

const openEnd = (end: Nights['end']): Night | null => (end === 'infinity' ? null : end);

const within = (a: Nights, b: Nights): Nights => ({
  begin: a.begin > b.begin ? a.begin : b.begin,
  end: a.end < b.end ? a.end : b.end,
});

const asObstacle = (d: Consequences['displaced'][number]): Obstacle => ({
  code: 'displaced',
  message: `${d.name}, ${sayNights(d.beginDate, d.endDate ?? 'infinity')}: ${d.losesPlace ? 'without a place' : 'a place that does not fit'}${d.reasons.length > 0 ? ` (${d.reasons.join(' · ')})` : ''}`,
  facts: { reservation: d.reservationId, client: d.clientId, night: d.beginDate },
});

/** What a change would do, without doing it. Throws every reason why it can't be done at all. */
export const tryChange = async (
  act: Act,
  change: Change,
): Promise<{ told: Consequences; clientIds: number[] }> => {
  const { told, clientIds, obstacles } = await tryOut(act.db, () => workOut(act, change));
  if (obstacles.length > 0) throw refuse('obstacles', change.undone, obstacles);
  return { told, clientIds };
};

/**
 * Does a change and seats people around it. Refused with the list while it displaces anybody the caller has not named
 * and accepted. Who is displaced keeps the reservation: without a place, or with one that no longer fits, at risk.
 */
export const carryOutChange = async (
  act: Act,
  change: Change,
  seen: SeenBefore,
): Promise<{ told: Consequences; clientIds: number[] }> => {
  await lockAll(act, change.facility);
  const { told, clientIds, obstacles, carryOut } = await workOut(act, change);
  if (obstacles.length > 0) throw refuse('obstacles', change.undone, obstacles);
  const now = new Set(told.displaced.map((d) => d.reservationId));
  const named = new Set(seen.displacing);
  if (now.size !== named.size || [...now].some((id) => !named.has(id))) {
    throw refuse(
      named.size === 0 ? 'displaces' : 'displaces_others',
      `${change.undone} ${named.size === 0 ? 'Promises could not be kept' : 'Other promises than you saw could not be kept'}.`,
      told.displaced.map(asObstacle),
    );
  }
  if (now.size > 0 && !seen.acceptDisplaced) {
    throw refuse('displaces', `${change.undone} Promises could not be kept.`, told.displaced.map(asObstacle));
  }
  await carryOut();
  return { told, clientIds };
};
