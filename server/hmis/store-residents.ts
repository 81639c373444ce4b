import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import type { Importing } from './tally.ts';

/**
 * Residents whose stay the export ended or took back: their places are free from the exit date on. Returns how many left,
 * and where.
 */
export const endStays = async (
  db: Kysely<DB>,
  { implementation, now, today }: Importing,
): Promise<{ left: number; facilityIds: number[] }> => {
  await sql`create temporary table leaving as
    select g.id as guest_id, g.reservation_id, r.facility_id, f.time_zone, e.deleted_at is not null as never_was, e.exit_date
    from enrollment e join project p on p.id = e.project_id and p.project_type = 0
    join guest g on g.enrollment_id = e.id and g.arrived_at is not null and g.left_at is null
    join reservation r on r.id = g.reservation_id and r.cancelled_at is null
    join facility f on f.id = r.facility_id
    where e.implementation = ${implementation} and (e.exit_date is not null or e.deleted_at is not null)`.execute(
    db,
  );
  const ended = await sql<{ facilityId: number }>`update bed_assignment a set ended_at = ${now} from leaving l
    where a.guest_id = l.guest_id and a.ended_at is null and (l.never_was or lower(a.nights) >= l.exit_date)
    returning l.facility_id`.execute(db);
  const cut = await sql<{
    facilityId: number;
  }>`update bed_assignment a set nights = daterange(lower(a.nights), l.exit_date)
    from leaving l where a.guest_id = l.guest_id and a.ended_at is null and upper(a.nights) > l.exit_date
    returning l.facility_id`.execute(db);
  const left = await sql<{ reservationId: number }>`update guest g
    set left_at = case when l.never_was then ${now} else (l.exit_date + time '12:00') at time zone l.time_zone end
    from leaving l where l.guest_id = g.id and (l.never_was or l.exit_date <= ${today}::date) returning l.reservation_id`.execute(
    db,
  );
  await sql`update reservation r set version = version + 1, end_date = greatest(r.begin_date + 1,
      (select max(coalesce(l.exit_date, r.begin_date)) from leaving l where l.reservation_id = r.id))
    where r.id = any(${left.rows.map((row) => row.reservationId)}::bigint[]) and r.end_date = 'infinity'
      and not exists (select from guest g where g.reservation_id = r.id and g.left_at is null)`.execute(db);
  return {
    left: left.rows.length,
    facilityIds: [...ended.rows, ...cut.rows].map((row) => row.facilityId),
  };
};

/** Somebody whom the export shows as staying in an extended-stay shelter, and who has no guest row for it yet. */
export interface Newcomer {
  enrollmentId: number;
  clientId: number;
  personalId: string;
  entryDate: Night;
  householdId: string;
  projectId: number;
  projectName: string;
  organizationId: number;
  facilityId: number | null;
  dob: Night | null;
  ageFrom: number | null;
  ageTo: number | null;
  veteran: boolean;
  /** Staying in another such shelter since later. */
  elsewhereSince: Night | null;
  /** A place is kept for them already, by a reservation of another enrollment. */
  placed: boolean;
  /** The reservation of those of the household who are in house already. */
  reservationId: number | null;
  partyId: number | null;
}

/** `reopened` are enrollments whose exit was taken back: they stay again. */
export const readNewcomers = async (
  db: Kysely<DB>,
  { implementation, now, today }: Importing,
  reopened: number[],
): Promise<Newcomer[]> => {
  const { rows } = await sql<Newcomer>`
    with open as (
      select e.*, p.name as project_name from enrollment e join project p on p.id = e.project_id and p.project_type = 0
      where e.implementation = ${implementation} and e.entry_date <= ${today}::date and e.exit_date is null
        and e.voided_at is null and e.deleted_at is null)
    select e.id as enrollment_id, e.client_id, c.hud_key as personal_id, e.entry_date, e.hud_household_id as household_id,
      e.project_id, e.project_name, e.organization_id, f.id as facility_id, c.dob, c.age_from, c.age_to,
      coalesce(c.veteran_status = 1, false) as veteran,
      (select max(o.entry_date) from open o where o.client_id = e.client_id and (o.entry_date, o.id) > (e.entry_date, e.id)) as elsewhere_since,
      exists (select from bed_assignment a where a.client_id = e.client_id and a.ended_at is null
        and upper(a.nights) > f.tonight and (a.kind <> 'hold' or a.expires_at > ${now})) as placed,
      house.reservation_id, house.party_id
    from open e join client c on c.id = e.client_id and c.deleted_at is null
    left join lateral (
      select f.id, (${now}::timestamptz at time zone f.time_zone - f.cut_over_hour * interval '1 hour')::date as tonight
      from facility f where f.project_id = e.project_id and f.implementation = ${implementation} and f.closed_at is null
      order by (split_part(f.hud_key, '|', 2) = (select upper(h.enrollment_coc) from enrollment h
        where h.project_id = e.project_id and h.hud_household_id = e.hud_household_id and h.enrollment_coc is not null
        order by h.relationship_to_hoh limit 1)) desc nulls last, f.id limit 1) f on true
    left join lateral (
      select r.id as reservation_id, r.party_id from enrollment h join guest g on g.enrollment_id = h.id
      join reservation r on r.id = g.reservation_id and r.cancelled_at is null and r.end_date = 'infinity'
      where h.project_id = e.project_id and h.hud_household_id = e.hud_household_id
        and g.arrived_at is not null and g.left_at is null and r.facility_id = f.id limit 1) house on true
    where not exists (select from guest g where g.enrollment_id = e.id and g.arrived_at is not null and g.left_at is null)
      and (e.id = any(${reopened}::bigint[])
        or not exists (select from guest g where g.enrollment_id = e.id and g.arrived_at is not null))
    order by e.entry_date, e.hud_household_id, e.relationship_to_hoh nulls last, e.id`.execute(db);
  return rows;
};

/** A household as it moves in: its reservation where it has one, and who sleeps where. */
export interface MovingIn {
  facilityId: number;
  organizationId: number;
  projectId: number;
  timeZone: string;
  beginDate: Night;
  code: string;
  reservationId: number | null;
  partyId: number | null;
  guests: {
    enrollmentId: number;
    clientId: number;
    entryDate: Night;
    bedId: number;
    unitKey: number;
    /** First night of the promise: what was slept before is history. */
    from: Night;
    overrideReason: string | null;
  }[];
}

/** Ends holds that ran out, of these facilities and of these people anywhere, as every booking does first. */
export const endHolds = async (db: Kysely<DB>, facilityIds: number[], clientIds: number[], now: Date) => {
  await sql`update bed_assignment set ended_at = ${now} where kind = 'hold' and ended_at is null and expires_at <= ${now}
    and (facility_id = any(${facilityIds}::bigint[]) or client_id = any(${clientIds}::bigint[]))`.execute(db);
};

/** Which of these codes some reservation has. */
export const readUsedCodes = async (db: Kysely<DB>, codes: string[]): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('reservation')
    .select('code')
    .where('code', 'in', ['', ...codes])
    .execute();
  return new Set(rows.map((row) => row.code));
};

/**
 * Writes down households that stay already: one party and one reservation each, made by the shelter, arrived on the day their
 * stay began, with a confirmed place and no end.
 */
export const insertResidents = async (db: Kysely<DB>, households: MovingIn[], { now, by }: Importing) => {
  const fresh = households.filter((household) => household.reservationId === null);
  const parties = await sql<{ id: number }>`insert into party (created_at)
    select ${now} from generate_series(1, ${fresh.length}::int) returning id`.execute(db);
  for (const [i, household] of fresh.entries()) household.partyId = parties.rows[i]!.id;
  const reservations = await sql<{ id: number; partyId: number }>`
    insert into reservation (code, facility_id, organization_id, project_id, party_id, door, begin_date, end_date,
      made_by_organization_id, created_at, created_by, confirmed_at, confirmed_by)
    select n.code, n.facility_id, n.organization_id, n.project_id, n.party_id, 'returning', n.begin_date, 'infinity',
      n.organization_id, ${now}::timestamptz, ${by}::text, ${now}::timestamptz, ${by}::text
    from unnest(${fresh.map((h) => h.code)}::text[], ${fresh.map((h) => h.facilityId)}::bigint[],
      ${fresh.map((h) => h.organizationId)}::bigint[], ${fresh.map((h) => h.projectId)}::bigint[],
      ${fresh.map((h) => h.partyId)}::bigint[], ${fresh.map((h) => h.beginDate)}::date[])
      as n (code, facility_id, organization_id, project_id, party_id, begin_date) returning id, party_id`.execute(
    db,
  );
  const reservationOf = new Map(reservations.rows.map((row) => [row.partyId, row.id]));
  const guests = households.flatMap((household) =>
    household.guests.map((guest) => ({
      ...guest,
      facilityId: household.facilityId,
      projectId: household.projectId,
      timeZone: household.timeZone,
      partyId: household.partyId!,
      reservationId: household.reservationId ?? reservationOf.get(household.partyId!)!,
    })),
  );
  await sql`insert into guest (reservation_id, party_id, project_id, client_id, enrollment_id, placement, arrived_at, arrived_by)
    select n.reservation_id, n.party_id, n.project_id, n.client_id, n.enrollment_id, 'any',
      (n.entry_date + time '12:00') at time zone n.time_zone, ${by}
    from unnest(${guests.map((g) => g.reservationId)}::bigint[], ${guests.map((g) => g.partyId)}::bigint[],
      ${guests.map((g) => g.projectId)}::bigint[], ${guests.map((g) => g.clientId)}::bigint[],
      ${guests.map((g) => g.enrollmentId)}::bigint[], ${guests.map((g) => g.entryDate)}::date[],
      ${guests.map((g) => g.timeZone)}::text[])
      as n (reservation_id, party_id, project_id, client_id, enrollment_id, entry_date, time_zone)`.execute(
    db,
  );
  await sql`insert into bed_assignment (kind, facility_id, bed_id, unit_key, party_id, guest_id, client_id, nights, confirmed_at,
      confirmed_by, override_reason, created_at, created_by)
    select 'promise', n.facility_id, n.bed_id, n.unit_key, n.party_id, g.id, n.client_id, daterange(n.first, 'infinity'),
      ${now}::timestamptz, ${by}::text, n.override_reason, ${now}::timestamptz, ${by}::text
    from unnest(${guests.map((g) => g.facilityId)}::bigint[], ${guests.map((g) => g.bedId)}::bigint[],
      ${guests.map((g) => g.unitKey)}::bigint[], ${guests.map((g) => g.partyId)}::bigint[],
      ${guests.map((g) => g.reservationId)}::bigint[], ${guests.map((g) => g.clientId)}::bigint[],
      ${guests.map((g) => g.from)}::date[], ${guests.map((g) => g.overrideReason)}::text[])
      as n (facility_id, bed_id, unit_key, party_id, reservation_id, client_id, first, override_reason)
    join guest g on g.reservation_id = n.reservation_id and g.client_id = n.client_id`.execute(db);
};

/** Rooms that imports made, with the rule that tells whom they are for. */
export const readRoomsForOverflow = async (
  db: Kysely<DB>,
  facilityIds: number[],
): Promise<{ id: number; facilityId: number; key: string }[]> => {
  const { rows } = await sql<{
    id: number;
    facilityId: number;
    key: string;
  }>`select id, facility_id, hud_key as key from room
    where facility_id = any(${facilityIds}::bigint[]) and hud_key is not null order by facility_id, hud_key`.execute(
    db,
  );
  return rows;
};

/** Where in its room a place is called what: 'ROOM 7'. */
export const readPlaceNames = async (
  db: Kysely<DB>,
  bedIds: number[],
): Promise<Map<number, { name: string; unitKey: number }>> => {
  const { rows } = await sql<{
    id: number;
    name: string;
    unitKey: number;
  }>`select b.id, r.name || ' ' || b.label as name, b.unit_key
    from bed b join room r on r.id = b.room_id where b.id = any(${bedIds}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, ...place }) => [id, place]));
};
