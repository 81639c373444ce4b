import { type Kysely, sql, type Transaction } from 'kysely';
import type { AuditAct } from '../contract/audit-acts.ts';
import { addDays, countNights, type Night } from '../contract/nights.ts';
import { needsOf } from '../contract/placement-needs.ts';
import type { Actor } from '../server/accounts/actor.ts';
import type { Database } from '../server/database/connect.ts';
import type { DB } from '../server/database/generated-types.ts';
import { enroll } from '../server/enrollment/intake.ts';
import { defaultTimeZone, tonightAt } from '../server/facilities/rules.ts';
import { type AuditEntry, writeAudits } from '../server/http/audit.ts';
import { Refusal } from '../server/http/refusal.ts';
import { welcome } from '../server/nights/arrival.ts';
import { leaveByOf } from '../server/nights/rules.ts';
import { markArrived, recordBedNight } from '../server/nights/store.ts';
import { endNights, expectAgain } from '../server/nights/store-departure.ts';
import { checkForm } from '../server/placement/form-check.ts';
import { completeDraft, insertDraft, readDraft, readForm } from '../server/placement/store.ts';
import { type Act, bookStay, doorOf } from '../server/reservations/booking.ts';
import { carryOutChange } from '../server/reservations/displacement.ts';
import type { Change } from '../server/reservations/displacement-outcome.ts';
import { readGuestRows } from '../server/reservations/store.ts';
import { confirmBeds, markConfirmed } from '../server/reservations/store-board.ts';
import { startAnswersOf } from './intake.ts';

/** A member of a party on the way to a place: who, and what a form would have heard. */
export interface Caller {
  clientId: number;
  relationshipToHoH: number;
  adult: boolean;
  wishes: {
    placement: 'men' | 'women' | 'any' | 'safest';
    lowerBunk: boolean;
    accessible: boolean;
    power: boolean;
  };
}

/** One act at an instant of the demo's past, as a request would have made it. */
export const actAs = (db: Transaction<DB>, actor: Actor, now: Date): Act => ({ db, actor, now });

/** The act's audit row, written with those of the same transaction. */
export const audit = ({ db, actor, now }: Act, act: AuditAct, clientIds: number[], facilityId?: number) => {
  entriesOf.get(db)!.push({ act, at: now, requestId: 'demo', actor, clientIds, facilityId });
};

const entriesOf = new WeakMap<Kysely<DB>, AuditEntry[]>();

/** One transaction of the loading. It waits for no disk: a county that a cut-off leaves unfinished is made anew. */
export const inOneGo = <T>(
  { db }: Pick<Database, 'db'>,
  work: (trx: Transaction<DB>) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async (trx) => {
    await sql`set local synchronous_commit = off`.execute(trx);
    const entries: AuditEntry[] = [];
    entriesOf.set(trx, entries);
    const done = await work(trx);
    await writeAudits(trx, entries);
    return done;
  });

const assessed = new Map<string, ReturnType<typeof checkForm>['answers']>();

/** Asks and finishes the team's Shelter Placement Assessment for one adult. */
export const assess = async (act: Act, caller: Caller): Promise<void> => {
  const { db, actor, now } = act;
  const form = await readForm(db, actor.organizationId);
  if (!form) throw new Error('The demo team has no form');
  await insertDraft(db, {
    clientId: caller.clientId,
    organizationId: actor.organizationId,
    formId: form.id,
    at: now,
    by: actor.userId,
  });
  const draft = (await readDraft(db, caller.clientId, actor.organizationId))!;
  const { wishes } = caller;
  const key = `${form.id} ${JSON.stringify(wishes)}`;
  const answers =
    assessed.get(key) ??
    checkForm(draft.definition, {
      in_danger_now: 'no',
      climb_to_upper_bunk: wishes.lowerBunk ? 'no' : 'yes',
      mobility: wishes.accessible ? 'walker' : 'nothing',
      ...(wishes.power && { power_at_bed: ['cpap'] }),
      placement: wishes.placement,
    }).answers;
  assessed.set(key, answers);
  await completeDraft(db, {
    id: draft.id,
    version: draft.version,
    answers,
    needs: needsOf(answers),
    at: now,
    by: actor.userId,
  });
  audit(act, 'assessment.finish', [caller.clientId]);
};

/** Intake and reservation for a party; null where the product refuses, as it would a real desk. */
export const place = async (
  act: Act,
  party: Caller[],
  stay: { facilityId: number; beginDate: Night; endDate?: Night },
  answersOf = startAnswersOf,
): Promise<number | null> => {
  try {
    await enroll(act, {
      facilityId: stay.facilityId,
      members: party.map((c) => ({
        clientId: c.clientId,
        relationshipToHoH: c.relationshipToHoH,
        startDate: stay.beginDate,
        answers: answersOf(c, stay.beginDate),
      })),
    });
    const { reservationId } = await bookStay(act, {
      ...stay,
      door: doorOf(act.actor),
      guests: party.map((c) => ({ clientId: c.clientId, ...(c.adult ? {} : { placement: 'any' as const }) })),
    });
    audit(
      act,
      'reservation.save',
      party.map((c) => c.clientId),
      stay.facilityId,
    );
    return reservationId;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
};

/** What a supervisor does to a shelter's places: nobody loses one over it, or it fails. */
export const changePlaces = async (act: Act, name: AuditAct, change: Change): Promise<void> => {
  const { clientIds } = await carryOutChange(act, change, { displacing: [], acceptDisplaced: false });
  audit(act, name, clientIds, change.facility.id);
};

/** The shelter gives each guest the bed that is proposed: whoever else has a promise stays where they are. */
const giveProposedBeds = async (act: Act, reservationId: number, night: Night): Promise<void> => {
  const { rows } = await sql<{ assignmentId: number; bedId: number; unitKey: number }>`
    select a.id as assignment_id, a.bed_id, a.unit_key from bed_assignment a join guest g on g.id = a.guest_id
    where g.reservation_id = ${reservationId} and a.ended_at is null and a.confirmed_at is null and a.nights @> ${night}::date
    order by a.id`.execute(act.db);
  if (rows.length === 0) return;
  const how = { at: act.now, by: act.actor.userId };
  await confirmBeds(act.db, rows, { ...how, from: night, overrideReason: null });
  await markConfirmed(act.db, reservationId, how);
};

/** The whole party arrives and is given its beds; of several nights it comes again on each, at the same hour. */
export const arrive = async (act: Act, reservationId: number, furtherNights: Night[] = []): Promise<void> => {
  const guests = await readGuestRows(act.db, reservationId);
  const first = tonightAt(act.now, defaultTimeZone, 4);
  await giveProposedBeds(act, reservationId, first);
  for (const guest of guests) {
    if (guest.arrivedAt) continue;
    const { facility } = await welcome({ ...act, requestId: 'demo', tell: () => {} }, guest.id);
    for (const night of furtherNights) {
      const later = countNights({ begin: first, end: night }) * 86_400_000;
      const how = { at: new Date(act.now.getTime() + later), by: act.actor.userId };
      await endNights(act.db, [guest.id], { ...how, at: leaveByOf(facility, addDays(night, -1)) });
      await expectAgain(act.db, [guest.id]);
      await markArrived(act.db, guest.id, { ...how, arrivedAt: how.at });
      await recordBedNight(act.db, guest.id, facility.id, night, { ...how, arrivedAt: how.at });
    }
  }
  const clientIds = guests.map((g) => g.clientId);
  audit(act, 'bed.assign', clientIds);
  audit(act, 'guest.check_in', clientIds);
};
