import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import { isOfStay } from './store-departure.ts';

// Any number that no other advisory lock of this product has.
const sweeperLock = 7_231_951;

/** Whether no other server sweeps until this transaction ends. */
export const isOnlySweeper = async (db: Kysely<DB>): Promise<boolean> => {
  const { rows } = await sql<{
    mine: boolean;
  }>`select pg_try_advisory_xact_lock(${sweeperLock}) as mine`.execute(db);
  return rows[0]!.mine;
};

/** Facilities where somebody of an earlier night is still marked as in house, or that release places by themselves. */
export const readToSweep = async (db: Kysely<DB>, at: Date): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select f.id from facility f join project p on p.id = f.project_id
    where f.closed_at is null and p.project_type in (0, 1) and (f.release_after_minutes is not null
      or p.project_type = 1 and exists (select from guest g join reservation r on r.id = g.reservation_id
        where r.facility_id = f.id and g.arrived_at is not null and g.left_at is null and g.arrived_at < ${at}::timestamptz - interval '1 hour'))`.execute(
    db,
  );
  return rows.map((row) => row.id);
};

export interface Silent {
  enrollmentId: number;
  clientId: number;
  projectId: number;
  /** The project's first. */
  facilityId: number;
  lastNight: Night;
}

/**
 * Open night-by-night enrollments of which nobody in the household has slept here for the project's nights, or will have
 * tomorrow (`ahead` 1). Who has a place ahead, is in house or was kept open by a person since is
 * not silent; imported enrollments end where they came from.
 * R48.
 */
export const readSilent = async (
  db: Kysely<DB>,
  at: Date,
  ahead = 0,
  organizationId: number | null = null,
): Promise<Silent[]> => {
  const { rows } = await sql<Silent>`
    with place as (
      select p.id, p.auto_exit_nights, f.id as facility_id,
        ((${at}::timestamptz at time zone f.time_zone) - make_interval(hours => f.cut_over_hour))::date as tonight
      from project p cross join lateral (select * from facility x where x.project_id = p.id order by x.id limit 1) f
      where p.project_type = 1 and (${organizationId}::bigint is null or p.organization_id = ${organizationId})),
    slept as (
      select e.id, e.client_id, e.project_id, e.hud_household_id, place.facility_id, place.tonight, place.auto_exit_nights,
        coalesce((select max(n.night) from bed_night n where n.enrollment_id = e.id and n.deleted_at is null), e.entry_date) as last_night
      from enrollment e join place on place.id = e.project_id
      where e.entry_date is not null and e.exit_date is null and e.voided_at is null and e.deleted_at is null and e.hud_key is null
        and greatest(e.entry_date, e.kept_open_on) < place.tonight - place.auto_exit_nights + ${ahead}::int)
    select s.id as enrollment_id, s.client_id, s.project_id, s.facility_id, s.last_night from slept s
    where not exists (
      select from enrollment o left join lateral (select max(n.night) as night from bed_night n
        where n.enrollment_id = o.id and n.deleted_at is null) l on true
      where o.hud_household_id = s.hud_household_id and o.project_id = s.project_id and o.exit_date is null
        and o.voided_at is null and o.deleted_at is null
        and (greatest(l.night, o.entry_date, o.kept_open_on) >= s.tonight - s.auto_exit_nights + ${ahead}::int
          or exists (select from guest g join bed_assignment a on a.guest_id = g.id and a.ended_at is null
            where g.enrollment_id = o.id and upper(a.nights) > s.tonight)))
    order by s.id`.execute(db);
  return rows;
};

/** How many night-by-night guests of an earlier night are still marked as in house; by facility. */
export const readStillInHouse = async (
  db: Kysely<DB>,
  tonights: { facilityId: number; night: Night }[],
): Promise<Map<number, number>> => {
  const { rows } = await sql<{ id: number; guests: number }>`
    select f.id, count(*) as guests
    from unnest(${tonights.map((t) => t.facilityId)}::bigint[], ${tonights.map((t) => t.night)}::date[]) as f(id, night)
    join reservation r on r.facility_id = f.id join project p on p.id = r.project_id and p.project_type = 1
    join guest g on g.reservation_id = r.id and g.arrived_at is not null and g.left_at is null
    where not exists (select from bed_night n where n.enrollment_id = g.enrollment_id and n.night >= f.night and n.deleted_at is null
      and ${isOfStay})
    group by f.id`.execute(db);
  return new Map(rows.map((row) => [row.id, row.guests]));
};

/** After how many nights of silence a project's enrollments end by themselves. */
export const readAutoExitNights = async (db: Kysely<DB>, projectId: number): Promise<number> => {
  const { autoExitNights } = await db
    .selectFrom('project')
    .select('autoExitNights')
    .where('id', '=', projectId)
    .executeTakeFirstOrThrow();
  return autoExitNights;
};
