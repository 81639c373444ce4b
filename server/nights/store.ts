import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { Answers } from '../../contract/placement.ts';
import { nameInSql } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';

/** Marks a guest as here. Zero rows where somebody did so already. */
export const markArrived = (
  db: Kysely<DB>,
  guestId: number,
  how: { at: Date; by: string; arrivedAt: Date },
) =>
  db
    .updateTable('guest')
    .set({ arrivedAt: how.arrivedAt, arrivedBy: how.by, arrivalRecordedAt: how.at })
    .where('id', '=', guestId)
    .where('arrivedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();

/** First check-in opens a pending enrollment: the entry date is the night of arrival. HUD 3.10. */
export const openEnrollment = (db: Kysely<DB>, enrollmentId: number, night: Night, at: Date) =>
  db
    .updateTable('enrollment')
    .set({ entryDate: night, updatedAt: at })
    .where('id', '=', enrollmentId)
    .where('entryDate', 'is', null)
    .execute();

/** The places that these guests have from seating are given by the shelter as they are. */
export const giveAsSeated = (db: Kysely<DB>, guestIds: number[], how: { at: Date; by: string }) =>
  db
    .updateTable('bedAssignment')
    .set({ confirmedAt: how.at, confirmedBy: how.by })
    .where('guestId', 'in', guestIds)
    .where('endedAt', 'is', null)
    .where('confirmedAt', 'is', null)
    .execute();

/**
 * Records a night that is slept, with the bed of the guest's promise; once per enrollment and night. Who had left or
 * whose night was taken back or is disputed is here again. HUD 4.14.
 */
export const recordBedNight = async (
  db: Kysely<DB>,
  guestId: number,
  facilityId: number,
  night: Night,
  how: { at: Date; by: string; arrivedAt: Date },
) => {
  await sql`insert into bed_night (enrollment_id, client_id, project_id, facility_id, bed_id, night, recorded_at, recorded_by, arrived_at)
    select g.enrollment_id, g.client_id, g.project_id, ${facilityId}, (select a.bed_id from bed_assignment a
      where a.guest_id = g.id and a.ended_at is null and a.nights @> ${night}::date), ${night}::date, ${how.at}, ${how.by}, ${how.arrivedAt}
    from guest g where g.id = ${guestId}
    on conflict (enrollment_id, night) do update set deleted_at = null, deleted_by = null, delete_reason = null, left_at = null,
      left_by = null, disputed_at = null, bed_id = coalesce(excluded.bed_id, bed_night.bed_id)
      where bed_night.deleted_at is not null or bed_night.left_at is not null`.execute(db);
};

/** Whether an enrollment can still be slept under: neither voided nor exited. R54. */
export const isStanding = async (db: Kysely<DB>, enrollmentId: number): Promise<boolean> => {
  const row = await db
    .selectFrom('enrollment')
    .select('id')
    .where('id', '=', enrollmentId)
    .where('voidedAt', 'is', null)
    .where('exitDate', 'is', null)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
};

/** The night on which an enrollment was entered; null while it is pending. */
export const readEntryDate = async (db: Kysely<DB>, enrollmentId: number): Promise<Night | null> => {
  const row = await db
    .selectFrom('enrollment')
    .select('entryDate')
    .where('id', '=', enrollmentId)
    .executeTakeFirst();
  return row?.entryDate ?? null;
};

/**
 * HUD's household of a reservation's party, and its head, as far as somebody of it is still enrolled; a party of several
 * households has that of its first guest.
 */
export const readHouseholdOf = async (db: Kysely<DB>, reservationId: number) => {
  const { rows } = await sql<{ id: string; headClientId: number | null }>`
    select e.hud_household_id as id, case when e.relationship_to_hoh = 1 then e.client_id end as head_client_id
    from guest g join enrollment e on e.id = g.enrollment_id
    where g.reservation_id = ${reservationId} and e.voided_at is null and e.exit_date is null and e.deleted_at is null
    order by (e.relationship_to_hoh = 1) desc nulls last, g.id limit 1`.execute(db);
  return rows[0];
};

/** An enrollment's start stage, and whose it is. */
export interface EnrollmentAsked {
  name: string;
  goesBy: string | null;
  dob: Night | null;
  ageFrom: number | null;
  ageTo: number | null;
  entryDate: Night | null;
  plannedDate: Night | null;
  relationshipToHoh: number | null;
  startAnswers: Answers;
}

/** An enrollment that is pending or open; undefined where it has ended or never began. */
export const readEnrollmentAsked = async (
  db: Kysely<DB>,
  enrollmentId: number,
): Promise<EnrollmentAsked | undefined> => {
  const { rows } = await sql<EnrollmentAsked>`
    select ${nameInSql} as name,
           c.goes_by, c.dob, c.age_from, c.age_to, e.entry_date, e.planned_date, e.relationship_to_hoh, e.start_answers
    from enrollment e join client c on c.id = e.client_id
    where e.id = ${enrollmentId} and e.voided_at is null and e.exit_date is null and e.deleted_at is null`.execute(
    db,
  );
  return rows[0];
};
