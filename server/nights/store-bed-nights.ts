import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import { nameInSql } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';

/** Who slept at a facility on a night, as recorded. */
export const readBedNights = async (
  db: Kysely<DB>,
  facility: { id: number; projectId: number },
  night: Night,
) => {
  const { rows } = await sql<{
    id: number;
    enrollmentId: number;
    clientId: number;
    name: string;
    goesBy: string | null;
    label: string | null;
    kind: string | null;
    unitId: number | null;
    arrivedAt: Date | null;
    leftAt: Date | null;
    recordedAt: Date;
    recordedBy: string | null;
    addReason: string | null;
    isEntryNight: boolean;
  }>`select n.id, n.enrollment_id, n.client_id, ${nameInSql} as name, c.goes_by, b.label, b.kind, b.unit_id, n.arrived_at,
           n.left_at, n.recorded_at, u.name as recorded_by, n.add_reason, e.entry_date = n.night as is_entry_night
    from bed_night n join enrollment e on e.id = n.enrollment_id join client c on c.id = n.client_id
    left join bed b on b.id = n.bed_id left join user_account u on u.id = n.recorded_by
    where n.project_id = ${facility.projectId} and n.night = ${night}::date and n.deleted_at is null
      and (n.facility_id = ${facility.id} or n.facility_id is null)
    order by lower(${nameInSql}), n.id`.execute(db);
  return rows;
};

/** Who was enrolled on a night, or `left` on that day, and has no bed night of it anywhere in the project. */
export const readAbsent = async (db: Kysely<DB>, projectId: number, night: Night, left: boolean) => {
  const { rows } = await sql<{
    enrollmentId: number;
    clientId: number;
    name: string;
    goesBy: string | null;
    leftThatDay: boolean;
  }>`
    select e.id as enrollment_id, e.client_id, coalesce(e.exit_date = ${night}::date, false) as left_that_day, ${nameInSql} as name, c.goes_by
    from enrollment e join client c on c.id = e.client_id
    where e.project_id = ${projectId} and e.entry_date <= ${night}::date and e.voided_at is null and e.deleted_at is null
      and (e.exit_date is null or e.exit_date > ${night}::date or ${left} and e.exit_date = ${night}::date and e.hud_key is null)
      and not exists (select from bed_night n where n.enrollment_id = e.id and n.night = ${night}::date and n.deleted_at is null)
    order by lower(${nameInSql}), e.id limit 1000`.execute(db);
  return rows;
};

/** An enrollment as a bed night must agree with it. */
export const readEnrollmentOfNight = async (db: Kysely<DB>, id: number) => {
  const row = await db
    .selectFrom('enrollment')
    .select(['id', 'clientId', 'projectId', 'entryDate', 'exitDate'])
    .select((eb) => eb('hudKey', 'is not', null).$castTo<boolean>().as('imported'))
    .where('id', '=', id)
    .where('voidedAt', 'is', null)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return row;
};

/** Whether a night was recorded of an enrollment and taken out since. */
export const wasTakenOut = async (db: Kysely<DB>, enrollmentId: number, night: Night): Promise<boolean> =>
  (await db
    .selectFrom('bedNight')
    .select('id')
    .where('enrollmentId', '=', enrollmentId)
    .where('night', '=', night)
    .where('deletedAt', 'is not', null)
    .executeTakeFirst()) !== undefined;

/**
 * Records a night that was slept; one that was taken out before is there again. Where the same night is recorded at
 * another shelter, this one is disputed. False where it is recorded already.
 */
export const insertBedNight = async (
  db: Kysely<DB>,
  of: { enrollmentId: number; facilityId: number; night: Night; reason: string },
  how: { at: Date; by: string },
): Promise<boolean> => {
  const { rows } =
    await sql`insert into bed_night (enrollment_id, client_id, project_id, facility_id, night, recorded_at, recorded_by, add_reason, disputed_at)
    select e.id, e.client_id, e.project_id, ${of.facilityId}, ${of.night}::date, ${how.at}, ${how.by}, ${of.reason},
      case when exists (select from bed_night o where o.client_id = e.client_id and o.night = ${of.night}::date
        and o.enrollment_id <> e.id and o.deleted_at is null and o.disputed_at is null) then ${how.at}::timestamptz end
    from enrollment e where e.id = ${of.enrollmentId}
    on conflict (enrollment_id, night) do update set deleted_at = null, deleted_by = null, delete_reason = null,
      facility_id = excluded.facility_id, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by,
      add_reason = excluded.add_reason, disputed_at = excluded.disputed_at
      where bed_night.deleted_at is not null
    returning id`.execute(db);
  return rows.length > 0;
};

export const readBedNight = async (db: Kysely<DB>, id: number) =>
  (
    await sql<{
      id: number;
      enrollmentId: number;
      clientId: number;
      projectId: number;
      facilityId: number | null;
      night: Night;
      isEntryNight: boolean;
      isOnlyNight: boolean;
      imported: boolean;
      /** In house, or with a place here that is still to be taken. */
      hasPlace: boolean;
      stillInHouse: boolean;
    }>`select n.id, n.enrollment_id, n.client_id, n.project_id, n.facility_id, n.night, e.entry_date = n.night as is_entry_night,
        not exists (select from bed_night o where o.enrollment_id = e.id and o.id <> n.id and o.deleted_at is null) as is_only_night,
        e.hud_key is not null as imported,
        exists (select from guest g join reservation r on r.id = g.reservation_id where g.enrollment_id = e.id
          and g.left_at is null and g.not_here_at is null and r.cancelled_at is null) as has_place,
        n.left_at is null and exists (select from guest g where g.enrollment_id = e.id and g.arrived_at is not null and g.left_at is null) as still_in_house
      from bed_night n join enrollment e on e.id = n.enrollment_id where n.id = ${id} and n.deleted_at is null`.execute(
      db,
    )
  ).rows[0];

/** Takes a night out; it stays as taken out, with who and why. */
export const deleteBedNight = (db: Kysely<DB>, id: number, reason: string, how: { at: Date; by: string }) =>
  db
    .updateTable('bedNight')
    .set({ deletedAt: how.at, deletedBy: how.by, deleteReason: reason })
    .where('id', '=', id)
    .execute();

/** An enrollment of which no night is left never began, and so never ended. */
export const voidNeverBegan = (db: Kysely<DB>, id: number, reason: string, how: { at: Date; by: string }) =>
  sql`update enrollment set planned_date = coalesce(planned_date, entry_date), entry_date = null, exit_date = null,
      destination = null, exited_at = null, exited_by = null, auto_exited = false, exit_answers = '{}', may_return_from = null,
      exit_note = null, voided_at = ${how.at}, voided_by = ${how.by}, void_reason = ${reason}, updated_at = ${how.at}
    where id = ${id}`.execute(db);

/** An exit is the day after the last night that is recorded; an imported one is as it came. HUD 3.11. */
export const moveExit = (db: Kysely<DB>, enrollmentId: number, at: Date) =>
  sql`update enrollment e set exit_date = n.last + 1, updated_at = ${at}
    from (select max(night) as last from bed_night where enrollment_id = ${enrollmentId} and deleted_at is null) n
    where e.id = ${enrollmentId} and e.hud_key is null and e.exit_date <> n.last + 1`.execute(db);
