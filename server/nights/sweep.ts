import type { Kysely, Transaction } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import { lockClients } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { checkInHours, lateFrom } from '../facilities/rules.ts';
import {
  type FacilityRow,
  lockFacilities,
  readFacilitiesById,
  readWeekdayHours,
  tonightOf,
} from '../facilities/store.ts';
import { writeAudit } from '../http/audit.ts';
import { checkOutAll, endingOf } from './departure.ts';
import { release } from './late.ts';
import { leaveByOf } from './rules.ts';
import { endEnrollments, endNights, expectAgain, keepOneHead, readInHouse } from './store-departure.ts';
import { type Awaited, hasActedSince, readAwaited } from './store-late.ts';
import { isOnlySweeper, readSilent, readToSweep } from './store-sweep.ts';

/** What happened by itself. */
export interface Swept {
  checkedOut: number;
  released: number;
  exited: number;
  /** Facilities whose desks have something new to look at. */
  facilities: number[];
}

/** The morning may be late; then the desk's own answer is worth more than a clock's. */
const patienceMinutes = 120;
const minutes = (n: number) => n * 60_000;

/**
 * What happens at an hour: guests who should have left this morning are checked out, places of who did not come are
 * released where the shelter wants that, enrollments end after the project's nights of silence. Safe with several
 * servers and after any downtime: each step reads what is so and does what is still to do. Does nothing while another
 * server sweeps.
 */
export const sweep = async (db: Kysely<DB>, at: Date): Promise<Swept> => {
  const swept: Swept = { checkedOut: 0, released: 0, exited: 0, facilities: [] };
  await db.transaction().execute(async (lock) => {
    if (!(await isOnlySweeper(lock))) return;
    for (const facility of await readFacilitiesById(db, await readToSweep(db, at))) {
      const checkedOut = facility.projectType === 1 ? await checkOutOverdue(db, facility, at) : 0;
      const released = await releaseByRule(db, facility, at);
      swept.checkedOut += checkedOut;
      swept.released += released;
      if (checkedOut + released > 0) swept.facilities.push(facility.id);
    }
    swept.exited = await exitSilent(db, at);
  });
  return swept;
};

/** Runs a step for guests of a facility in one transaction, with them and the facility locked in the one order. */
const inTransaction = <T>(
  db: Kysely<DB>,
  facility: FacilityRow,
  clientIds: number[],
  step: (trx: Transaction<DB>) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async (trx) => {
    await lockClients(trx, clientIds);
    await lockFacilities(trx, [facility.id]);
    return step(trx);
  });

// Night-by-night: whoever is still marked as in house when the day after is well begun has left.
const checkOutOverdue = async (db: Kysely<DB>, facility: FacilityRow, at: Date): Promise<number> => {
  const tonight = tonightOf(facility, at);
  const isOver = (g: { night: Night | null }) =>
    g.night !== null &&
    g.night < tonight &&
    at.getTime() >= leaveByOf(facility, g.night).getTime() + minutes(patienceMinutes);
  const over = (await readInHouse(db, facility.id)).filter(isOver);
  if (over.length === 0) return 0;
  return inTransaction(
    db,
    facility,
    over.map((g) => g.clientId),
    async (trx) => {
      const guests = (
        await readInHouse(
          trx,
          facility.id,
          over.map((g) => g.guestId),
        )
      ).filter(isOver);
      for (const night of new Set(guests.map((g) => g.night!))) {
        const those = guests.filter((g) => g.night === night);
        const done = { at: leaveByOf(facility, night), by: null };
        const stays = those.filter((g) => g.endDate > tonight).map((g) => g.guestId);
        await endNights(trx, stays, done);
        await expectAgain(trx, stays);
        await checkOutAll(
          { db: trx, now: at },
          facility,
          those.filter((g) => g.endDate <= tonight),
          done,
        );
      }
      await note(trx, 'guest.check_out_by_rule', at, guests, facility);
      return guests.length;
    },
  );
};

// Only where the shelter wants it, and only if its desk is awake: it has acted and counted since the window opened. R46.
const releaseByRule = async (db: Kysely<DB>, facility: FacilityRow, at: Date): Promise<number> => {
  const grace = facility.releaseAfterMinutes;
  if (grace === null) return 0;
  const tonight = { facilityId: facility.id, night: tonightOf(facility, at) };
  const hours = checkInHours(facility, await readWeekdayHours(db, [facility.id]), tonight.night);
  if (!hours || !facility.countConfirmedAt || facility.countConfirmedAt < hours.from) return 0;
  const isLate = (g: Awaited) => {
    const from = lateFrom(hours, g);
    return from !== null && at.getTime() >= from.getTime() + minutes(grace);
  };
  const late = (await readAwaited(db, [tonight])).filter(isLate);
  if (late.length === 0 || !(await hasActedSince(db, facility.id, hours.from))) return 0;
  return inTransaction(
    db,
    facility,
    late.map((g) => g.clientId),
    async (trx) => {
      const known = new Set(late.map((g) => g.guestId));
      const guests = (await readAwaited(trx, [tonight])).filter((g) => known.has(g.guestId) && isLate(g));
      await release({ db: trx, now: at, actor: { userId: null } }, facility, guests, { at, by: null });
      await note(trx, 'guest.release_by_rule', at, guests, facility);
      return guests.length;
    },
  );
};

// Whole households at once, but for who is pending still, dated the day after the last bed night; undone like any exit. R48; HUD 3.11.
const exitSilent = async (db: Kysely<DB>, at: Date): Promise<number> => {
  const silent = await readSilent(db, at);
  if (silent.length === 0) return 0;
  return db.transaction().execute(async (trx) => {
    await lockClients(
      trx,
      silent.map((s) => s.clientId),
    );
    const still = new Set((await readSilent(trx, at)).map((s) => s.enrollmentId));
    const ends = silent.filter((s) => still.has(s.enrollmentId));
    await endEnrollments(
      trx,
      ends.map((s) => endingOf({ enrollmentId: s.enrollmentId, night: s.lastNight }, undefined, s.lastNight)),
      { at, by: null },
      true,
    );
    await keepOneHead(
      trx,
      ends.map((s) => s.enrollmentId),
      at,
    );
    await note(trx, 'enrollment.exit_by_rule', at, ends);
    return ends.length;
  });
};

const note = (
  db: Transaction<DB>,
  act: 'guest.check_out_by_rule' | 'guest.release_by_rule' | 'enrollment.exit_by_rule',
  at: Date,
  guests: { clientId: number }[],
  facility?: FacilityRow,
) =>
  guests.length > 0 &&
  writeAudit(db, {
    act,
    at,
    requestId: 'sweep',
    actor: null,
    clientIds: guests.map((g) => g.clientId),
    ...(facility && { facilityId: facility.id, forOrganizationId: facility.organizationId }),
  });
