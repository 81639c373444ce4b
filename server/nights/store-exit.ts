import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { Actor } from '../accounts/actor.ts';
import { nameInSql, visibleTo } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { isOfStay } from './store-departure.ts';

/** An enrollment with what decides about its end. */
export interface EnrollmentToEnd {
  id: number;
  clientId: number;
  name: string;
  goesBy: string | null;
  dob: Night | null;
  ageFrom: number | null;
  ageTo: number | null;
  relationshipToHoh: number | null;
  organizationId: number;
  projectId: number;
  projectName: string;
  projectType: number;
  facilityId: number | null;
  entryDate: Night | null;
  exitDate: Night | null;
  exitedAt: Date | null;
  exitedBy: string | null;
  autoExited: boolean;
  lastNight: Night | null;
  /** When a stay under it ended last. */
  lastLeftAt: Date | null;
}

type Which = { ids: number[] } | { householdOf: number; organizationId: number };

/** Enrollments by their ids, or the open ones of a client at an organization with those of the household there. */
export const readEnrollmentsToEnd = async (db: Kysely<DB>, which: Which): Promise<EnrollmentToEnd[]> => {
  const those =
    'ids' in which
      ? sql`e.id = any(${which.ids}::bigint[])`
      : sql`e.exit_date is null and e.entry_date is not null and exists (select from enrollment o
          where o.client_id = ${which.householdOf} and o.organization_id = ${which.organizationId}
            and o.entry_date is not null and o.exit_date is null and o.voided_at is null and o.deleted_at is null
            and o.project_id = e.project_id and o.hud_household_id = e.hud_household_id)`;
  const { rows } = await sql<EnrollmentToEnd>`
    select e.id, e.client_id, ${nameInSql} as name, c.goes_by, c.dob, c.age_from, c.age_to, e.relationship_to_hoh,
      e.organization_id, e.project_id, p.name as project_name, p.project_type, e.entry_date, e.exit_date, e.exited_at,
      e.exited_by, e.auto_exited,
      (select max(n.night) from bed_night n where n.enrollment_id = e.id and n.deleted_at is null) as last_night,
      (select max(g.left_at) from guest g where g.enrollment_id = e.id) as last_left_at,
      (select f.id from facility f where f.project_id = e.project_id order by f.id limit 1) as facility_id
    from enrollment e join project p on p.id = e.project_id join client c on c.id = e.client_id
    where e.voided_at is null and e.deleted_at is null and p.project_type in (0, 1) and ${those}
    order by (e.relationship_to_hoh = 1) desc, e.client_id, e.id`.execute(db);
  return rows;
};

/** A stay under an enrollment that is not over: in house, or a place that is still to be taken. */
export interface OpenStay {
  guestId: number;
  reservationId: number;
  partyId: number;
  clientId: number;
  enrollmentId: number;
  facilityId: number;
  arrivedAt: Date | null;
  /** The newest night slept or begun in this presence; null in an extended stay. */
  night: Night | null;
  beginDate: Night;
  endDate: Night;
}

export const readOpenStays = async (db: Kysely<DB>, enrollmentIds: number[]): Promise<OpenStay[]> => {
  const { rows } = await sql<OpenStay>`
    select g.id as guest_id, g.reservation_id, g.party_id, g.client_id, g.enrollment_id, r.facility_id, g.arrived_at,
      r.begin_date, r.end_date,
      (select max(n.night) from bed_night n where n.enrollment_id = g.enrollment_id and n.deleted_at is null
         and n.facility_id = r.facility_id and n.left_at is null and ${isOfStay}) as night
    from guest g join reservation r on r.id = g.reservation_id
    where g.enrollment_id = any(${enrollmentIds}::bigint[]) and g.left_at is null and g.not_here_at is null
      and r.cancelled_at is null
    order by g.id`.execute(db);
  return rows;
};

/** Nights that an enrollment elsewhere has in common with one of these. R15. */
export interface OverlapRow {
  clientId: number;
  name: string;
  projectName: string;
  visible: boolean;
  firstNight: Night;
  lastNight: Night;
}

/**
 * Residential enrollments elsewhere whose nights are also nights of these enrollments: of a night-by-night shelter its
 * bed nights, of every other the nights from entry to exit. `today` stands for an exit that is not yet.
 */
export const readOverlaps = async (
  db: Kysely<DB>,
  actor: Actor,
  enrollmentIds: number[],
  today: Night,
): Promise<OverlapRow[]> => {
  const nights = (e: string) => sql`(
    select case when ${sql.ref(`${e}p.project_type`)} = 1
      then (select range_agg(daterange(n.night, n.night + 1)) from bed_night n where n.enrollment_id = ${sql.ref(`${e}.id`)}
        and n.deleted_at is null)
      else datemultirange(daterange(${sql.ref(`${e}.entry_date`)},
        greatest(${sql.ref(`${e}.entry_date`)}, coalesce(${sql.ref(`${e}.exit_date`)}, ${today}::date)))) end)`;
  const { rows } = await sql<OverlapRow>`
    select e.client_id, ${nameInSql} as name, op.name as project_name, lower(x.both) as first_night, upper(x.both) - 1 as last_night,
      ${visibleTo(actor, {
        owner: sql.ref('o.organization_id'),
        madeBy: sql.ref('o.made_by_organization_id'),
        shares: sql.ref('c.shares'),
      })} as visible
    from enrollment e join project ep on ep.id = e.project_id join client c on c.id = e.client_id
    join enrollment o on o.client_id = e.client_id and o.project_id <> e.project_id and o.entry_date is not null
      and o.voided_at is null and o.deleted_at is null and coalesce(o.exit_date, 'infinity') > e.entry_date
    join project op on op.id = o.project_id and op.project_type in (0, 1, 2, 8)
    cross join lateral (select ${nights('e')} * ${nights('o')} as both) x
    where e.id = any(${enrollmentIds}::bigint[]) and not isempty(x.both)
    order by e.client_id, lower(x.both), o.id`.execute(db);
  return rows;
};

/** An end is not taken back once the same person was enrolled at the same project again. */
export const aboutEnrolledSince = async (db: Kysely<DB>, id: number): Promise<Obstacle[]> => {
  const { rows } = await sql`
    select from enrollment e join enrollment o on o.client_id = e.client_id and o.project_id = e.project_id and o.id <> e.id
    where e.id = ${id} and (e.exit_date is not null or e.voided_at is not null)
      and coalesce(o.entry_date, o.planned_date) >= coalesce(e.exit_date, e.planned_date)
      and o.voided_at is null and o.deleted_at is null limit 1`.execute(db);
  return rows.length === 0
    ? []
    : [{ code: 'enrolled_since', message: 'This person was enrolled here again since' }];
};

/** A person has said that these silent enrollments go on. */
export const markKeptOpen = (db: Kysely<DB>, id: number, on: Night, at: Date) =>
  sql`update enrollment set kept_open_on = ${on}::date, updated_at = ${at} where id = ${id}`.execute(db);

export interface EndingRow {
  enrollmentId: number;
  clientId: number;
  name: string;
  goesBy: string | null;
  lastNight: Night | null;
  exitDate: Night | null;
  exitedAt: Date | null;
}

const endings = (db: Kysely<DB>, which: ReturnType<typeof sql>) =>
  sql<EndingRow>`
    select e.id as enrollment_id, e.client_id, ${nameInSql} as name, c.goes_by, e.exit_date, e.exited_at,
      (select max(n.night) from bed_night n where n.enrollment_id = e.id and n.deleted_at is null) as last_night
    from enrollment e join client c on c.id = e.client_id
    where e.voided_at is null and e.deleted_at is null and ${which}
    order by e.exited_at desc nulls first, last_night, e.id limit 500`.execute(db);

/** What the clock has ended at a project since an instant. */
export const readEndedByItself = async (
  db: Kysely<DB>,
  projectId: number,
  since: Date,
): Promise<EndingRow[]> =>
  (
    await endings(
      db,
      sql`e.project_id = ${projectId} and e.auto_exited and e.exited_at >= ${since}::timestamptz`,
    )
  ).rows;

export const readEndings = async (db: Kysely<DB>, ids: number[]): Promise<EndingRow[]> =>
  (await endings(db, sql`e.id = any(${ids}::bigint[])`)).rows;

/** Of an extended stay: gone, nobody in house and no place kept, and enrolled still. By project. */
const leftOpen = sql`e.entry_date is not null and e.exit_date is null and e.hud_key is null
  and exists (select from guest g where g.enrollment_id = e.id and g.left_at is not null)
  and not exists (select from guest g join reservation r on r.id = g.reservation_id
    where g.enrollment_id = e.id and g.left_at is null and g.not_here_at is null and r.cancelled_at is null)
  and exists (select from project p where p.id = e.project_id and p.project_type = 0)`;

export const readLeftOpen = async (db: Kysely<DB>, projectId: number): Promise<EndingRow[]> =>
  (await endings(db, sql`e.project_id = ${projectId} and ${leftOpen}`)).rows;

/** How many such enrollments there are; by project. */
export const countLeftOpen = async (db: Kysely<DB>, projectIds: number[]): Promise<Map<number, number>> => {
  const { rows } = await sql<{ projectId: number; count: number }>`
    select e.project_id, count(*)::int as count from enrollment e
    where e.project_id = any(${projectIds}::bigint[]) and e.voided_at is null and e.deleted_at is null and ${leftOpen}
    group by e.project_id`.execute(db);
  return new Map(rows.map((row) => [row.projectId, row.count]));
};
