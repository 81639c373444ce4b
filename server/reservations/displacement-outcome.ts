import type { Consequences } from '../../contract/displacement.ts';
import type { Night, Nights } from '../../contract/nights.ts';
import { overlaps } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { barTouches } from '../bars/rules.ts';
import { readBarsInForce } from '../bars/store.ts';
import { type FacilityRow, tonightOf } from '../facilities/store.ts';
import type { ActOrJob } from './booking.ts';
import { labelOf } from './rules.ts';
import {
  cutTaken,
  nowhere,
  obstaclesToTaking,
  type Seeking,
  type TakenAway,
  within,
} from './rules-displacement.ts';
import { later } from './seating/fit.ts';
import { displacedBy } from './seating/seating.ts';
import type { Kept, Move } from './seating/types.ts';
import { carryOutMoves, checkAtCommit, checkNow } from './store.ts';
import {
  cutNights,
  type GuestNamed,
  insertSeats,
  readGuestNames,
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
  /** For the audit: facts that name no person. */
  detail?: Record<string, string | number | boolean | null>;
}

/** What follows from a change, and how to carry it out. */
export interface Outcome {
  told: Consequences;
  clientIds: number[];
  obstacles: Obstacle[];
  carryOut: () => Promise<void>;
}

const readFacts = async ({ db, now }: ActOrJob, facility: FacilityRow): Promise<FacilityFacts> =>
  (await readFacilityFacts(db, [facility], tonightOf(facility, now), now)).get(facility.id)!;

/** Guests who had lost their place before, as rows that are nowhere: seating looks for a place for them as well. */
export const readSeeking = async (
  { db, now }: ActOrJob,
  facility: FacilityRow,
): Promise<{ seeking: Seeking[]; rows: Kept[] }> => {
  const tonight = tonightOf(facility, now);
  const everybody = await readWithoutPlace(db, [{ id: facility.id, tonight }]);
  const bars = await readBarsInForce(
    db,
    everybody.map((w) => w.clientId),
    { begin: tonight, end: 'infinity' },
  );
  // A bar is looked at here too: nobody gets a place again where they may not stay.
  const isBarred = (w: (typeof everybody)[number]) =>
    bars.some(
      (bar) =>
        bar.clientId === w.clientId &&
        barTouches(bar, { facilityId: facility.id, nights: { begin: w.begin, end: w.end } }),
    );
  const waiting = everybody.filter((w) => !isBarred(w));
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
export const workOut = async (act: ActOrJob, change: Change): Promise<Outcome> => {
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
    taken !== null && row.bed !== null && taken.beds.has(row.bed) && overlaps(row.nights, taken.nights);
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
          given: !row.movable && names.get(row.guest!)!.given,
        },
      ];
    }),
    displaced: lost.map(({ row, loses, nights, reasons }) => ({
      ...named(row.guest!),
      place: placeOf(row.bed),
      beginDate: later(nights.begin, after.tonight),
      endDate: openEnd(nights.end),
      inHouse: names.get(row.guest!)!.arrived,
      given: names.get(row.guest!)!.given,
      losesPlace: loses,
      reasons: [...new Map(reasons.map((o) => [o.message, o])).values()].filter(
        (o) => o.code !== 'no_such_place',
      ),
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
