import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
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

/**
 * Records a night that is slept, with the bed of the guest's promise; once per enrollment and night. Who had left or
 * whose night was taken back is here again. HUD 4.14.
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
      left_by = null, bed_id = coalesce(excluded.bed_id, bed_night.bed_id)
      where bed_night.deleted_at is not null or bed_night.left_at is not null`.execute(db);
};
