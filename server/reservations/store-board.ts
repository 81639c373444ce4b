import { type Kysely, sql } from 'kysely';
import type { Night, Nights } from '../../contract/nights.ts';
import type { FurtherTold } from '../../contract/placement-needs.ts';
import { nameInSql } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';

/** A live assignment on one night, with the guest it is for. */
export interface BoardRow {
  assignmentId: number;
  kind: 'promise' | 'hold' | 'closure' | 'presence';
  bedId: number | null;
  unitKey: number | null;
  partyId: number;
  confirmed: boolean;
  expiresAt: Date | null;
  closureReason: string | null;
  guestId: number | null;
  reservationId: number | null;
  code: string | null;
  version: number | null;
  beginDate: Night | null;
  endDate: string | null;
  clientId: number | null;
  name: string | null;
  firstName: string | null;
  lastName: string | null;
  sayIt: string | null;
  goesBy: string | null;
  codeName: boolean | null;
  dob: Night | null;
  language: string | null;
  interpreter: boolean | null;
  lowerBunk: boolean;
  accessible: boolean;
  power: boolean;
  nearStaff: boolean;
  crib: boolean;
  pets: number;
  interpreterFor: string | null;
  workShift: 'late' | 'night' | null;
  confidentialSite: boolean;
  furtherNeeds: FurtherTold[];
  sharesWith: number | null;
  arrivedAt: Date | null;
  leftAt: Date | null;
  madeBy: string | null;
  startAnswers: Record<string, unknown> | null;
  relationshipToHoh: number | null;
  arriveBy: Date | null;
  expectedUntil: Date | null;
  lateReason: string | null;
  barred: boolean;
  onLeave: boolean;
}

/**
 * Everything live at a facility on a night: who is expected or in house, what is held or closed; from tonight on also
 * guests whose reservation has lost its place.
 */
export const readBoardRows = async (
  db: Kysely<DB>,
  facilityId: number,
  night: Night,
  at: { now: Date; tonight: Night },
): Promise<BoardRow[]> => {
  const { rows } = await sql<BoardRow>`
    with here as (
      select id, kind, facility_id, bed_id, unit_key, party_id, guest_id, client_id, closure_id, confirmed_at, expires_at
      from bed_assignment where facility_id = ${facilityId} and ended_at is null
        and upper(nights) > ${night}::date and lower(nights) <= ${night}::date and (kind <> 'hold' or expires_at > ${at.now})
      union all
      select 0, 'promise', r.facility_id, null, null, g.party_id, g.id, g.client_id, null, null, null
      from reservation r join guest g on g.reservation_id = r.id and g.left_at is null and g.not_here_at is null and g.shares_with is null
      where r.facility_id = ${facilityId} and r.cancelled_at is null and ${night}::date >= ${at.tonight}::date
        and r.begin_date <= ${night}::date and r.end_date > ${night}::date and not exists (
          select from bed_assignment x where x.client_id = g.client_id and x.ended_at is null and x.nights @> ${night}::date)
        and not is_on_leave(g.id, ${night}::date))
    select a.id as assignment_id, a.kind, a.bed_id, a.unit_key, a.party_id, a.confirmed_at is not null as confirmed, a.expires_at,
           cl.reason as closure_reason, g.id as guest_id, r.id as reservation_id, r.code, r.version, r.begin_date, r.end_date,
           c.id as client_id, ${nameInSql} as name,
           c.first_name, c.last_name, c.say_it, c.goes_by, c.code_name, c.dob, c.language, c.interpreter,
           coalesce(g.lower_bunk, false) as lower_bunk, coalesce(g.accessible, false) as accessible, coalesce(g.power, false) as power,
           coalesce(g.near_staff, false) as near_staff, coalesce(g.crib, false) as crib, g.shares_with, g.arrived_at, g.left_at,
           coalesce(g.pets, 0) as pets, g.interpreter as interpreter_for, g.work_shift,
           coalesce(g.confidential_site, false) as confidential_site, coalesce(g.further_needs, '{}') as further_needs,
           r.arrive_by, g.expected_until, g.late_reason, o.name as made_by, e.start_answers, e.relationship_to_hoh,
           g.id is not null and is_on_leave(g.id, ${night}::date) as on_leave,
           exists (select from bar_in_force b
             where b.client_id = c.id and b.facility_id = f.id and b.nights @> ${night}::date) as barred
    from here a
    join facility f on f.id = a.facility_id
    left join closure cl on cl.id = a.closure_id
    left join guest g on g.id = a.guest_id
    left join reservation r on r.id = g.reservation_id
    left join enrollment e on e.id = g.enrollment_id
    left join organization o on o.id = r.made_by_organization_id
    left join client c on c.id = a.client_id
    order by r.created_at, g.id`.execute(db);
  return rows;
};

export const readRooms = (db: Kysely<DB>, facilityId: number) =>
  db
    .selectFrom('room')
    .select(['id', 'name'])
    .where('facilityId', '=', facilityId)
    .orderBy('position')
    .orderBy('id')
    .execute();

export const readUnits = (db: Kysely<DB>, facilityId: number) =>
  db
    .selectFrom('unit')
    .select(['id', 'roomId', 'name', 'kind'])
    .where('facilityId', '=', facilityId)
    .orderBy('id')
    .execute();

/** A guest with its reservation and facility. */
export interface GuestStanding {
  id: number;
  name: string;
  reservationId: number;
  facilityId: number;
  clientId: number;
  enrollmentId: number;
  arrivedAt: Date | null;
  arrivedBy: string | null;
  arrivalRecordedAt: Date | null;
  leftAt: Date | null;
  cancelledAt: Date | null;
  version: number;
  beginDate: Night;
}

export const readGuests = async (db: Kysely<DB>, guestIds: number[]): Promise<GuestStanding[]> => {
  const { rows } =
    await sql<GuestStanding>`select g.id, ${nameInSql} as name, g.reservation_id, r.facility_id, g.client_id, g.enrollment_id, g.arrived_at, g.arrived_by,
           g.arrival_recorded_at, g.left_at, r.cancelled_at, r.version, r.begin_date
    from guest g join reservation r on r.id = g.reservation_id join client c on c.id = g.client_id where g.id = any(${guestIds}::bigint[])`.execute(
      db,
    );
  return rows;
};

export const readGuest = async (db: Kysely<DB>, guestId: number): Promise<GuestStanding | undefined> =>
  (await readGuests(db, [guestId]))[0];

/** Where each of these guests sleeps on a night; null for who shares a place. */
export const readBedsNow = async (
  db: Kysely<DB>,
  guestIds: number[],
  night: Night,
): Promise<Map<number, number | null>> => {
  const { rows } = await sql<{ guestId: number; bedId: number | null }>`
    select guest_id, bed_id from bed_assignment
    where guest_id = any(${guestIds}::bigint[]) and ended_at is null and nights @> ${night}::date`.execute(
    db,
  );
  return new Map(rows.map((r) => [r.guestId, r.bedId]));
};

/** A place that a guest in house was in before, until an instant. */
export interface PlaceBefore {
  guestId: number;
  bedId: number;
  until: Date;
}

/**
 * Where guests in house were before tonight's place, oldest first: what was ended after they had arrived, as far as it
 * was another bed than the one that followed. R58.
 */
export const readPlacesBefore = async (
  db: Kysely<DB>,
  guestIds: number[],
  night: Night,
): Promise<PlaceBefore[]> => {
  const { rows } = await sql<PlaceBefore>`
    select guest_id, bed_id, ended_at as until from (
      select a.guest_id, a.bed_id, a.ended_at,
             lead(a.bed_id) over (partition by a.guest_id order by a.ended_at nulls last, a.id) as next
      from bed_assignment a join guest g on g.id = a.guest_id
      where a.guest_id = any(${guestIds}::bigint[]) and a.bed_id is not null and a.nights @> ${night}::date
        and (a.ended_at is null or a.ended_at > g.arrived_at)) s
    where ended_at is not null and bed_id is distinct from next
    order by ended_at`.execute(db);
  return rows;
};

/** Names the guest's bed from a night on: the shelter has decided. Nights before it in another bed stay as they were. */
export const confirmBeds = async (
  db: Kysely<DB>,
  beds: { assignmentId: number; bedId: number; unitKey: number }[],
  how: { at: Date; by: string; from: Night; overrideReason: string | null },
) => {
  const ids = beds.map((b) => b.assignmentId);
  const bedIds = beds.map((b) => b.bedId);
  // The place as it was stays on record, ended at this instant: who gave the bed may take it back.
  await sql`insert into bed_assignment (kind, facility_id, bed_id, unit_key, party_id, guest_id, client_id, nights,
      confirmed_at, confirmed_by, override_reason, created_at, created_by, ended_at)
    select a.kind, a.facility_id, a.bed_id, a.unit_key, a.party_id, a.guest_id, a.client_id,
      case when a.bed_id <> v.bed then a.nights * daterange(${how.from}::date, null) else a.nights end,
      a.confirmed_at, a.confirmed_by, a.override_reason, a.created_at, a.created_by, ${how.at}
    from unnest(${ids}::bigint[], ${bedIds}::bigint[]) as v(id, bed) join bed_assignment a on a.id = v.id`.execute(
    db,
  );
  await sql`insert into bed_assignment (kind, facility_id, bed_id, unit_key, party_id, guest_id, client_id, nights,
      confirmed_at, confirmed_by, override_reason, created_at, created_by)
    select a.kind, a.facility_id, a.bed_id, a.unit_key, a.party_id, a.guest_id, a.client_id, daterange(lower(a.nights), ${how.from}::date),
      a.confirmed_at, a.confirmed_by, a.override_reason, a.created_at, a.created_by
    from unnest(${ids}::bigint[], ${bedIds}::bigint[]) as v(id, bed) join bed_assignment a on a.id = v.id
    where a.bed_id <> v.bed and lower(a.nights) < ${how.from}::date`.execute(db);
  await sql`update bed_assignment a set nights = case when a.bed_id <> v.bed then a.nights * daterange(${how.from}::date, null) else a.nights end,
      bed_id = v.bed, unit_key = v.unit, confirmed_at = ${how.at}, confirmed_by = ${how.by},
      override_reason = ${how.overrideReason}
    from unnest(${ids}::bigint[], ${bedIds}::bigint[],
      ${beds.map((b) => b.unitKey)}::bigint[]) as v(id, bed, unit) where a.id = v.id`.execute(db);
};

/** Beds given by hand to guests for nights on which no place was kept for them. */
export const insertGivenBeds = async (
  db: Kysely<DB>,
  facilityId: number,
  beds: { guestId: number; bedId: number; unitKey: number; nights: Nights }[],
  how: { at: Date; by: string; overrideReason: string | null },
) => {
  if (beds.length === 0) return;
  await sql`insert into bed_assignment (kind, facility_id, bed_id, unit_key, party_id, guest_id, client_id, nights,
      confirmed_at, confirmed_by, override_reason, created_at, created_by)
    select 'promise', ${facilityId}, v.bed, v.unit, g.party_id, g.id, g.client_id, daterange(v.b, v.e),
      ${how.at}, ${how.by}, ${how.overrideReason}, ${how.at}, ${how.by}
    from unnest(${beds.map((b) => b.guestId)}::bigint[], ${beds.map((b) => b.bedId)}::bigint[],
      ${beds.map((b) => b.unitKey)}::bigint[], ${beds.map((b) => b.nights.begin)}::date[],
      ${beds.map((b) => b.nights.end)}::date[]) as v(guest, bed, unit, b, e) join guest g on g.id = v.guest`.execute(
    db,
  );
};

/** Whoever is in house and gets another bed sleeps there tonight: the night's record follows. */
export const recordOtherBed = async (
  db: Kysely<DB>,
  beds: { guestId: number; bedId: number }[],
  tonight: Night,
) => {
  await sql`update bed_night n set bed_id = v.bed
    from unnest(${beds.map((b) => b.guestId)}::bigint[], ${beds.map((b) => b.bedId)}::bigint[]) as v(guest, bed)
    join guest g on g.id = v.guest
    join bed_assignment a on a.guest_id = g.id and a.ended_at is null and a.bed_id = v.bed and a.nights @> ${tonight}::date
    where n.enrollment_id = g.enrollment_id and n.night = ${tonight}::date and n.deleted_at is null`.execute(
    db,
  );
};

export const markConfirmed = async (
  db: Kysely<DB>,
  reservationId: number,
  how: { at: Date; by: string },
): Promise<number> => {
  const row = await db
    .updateTable('reservation')
    .set((e) => ({ confirmedAt: how.at, confirmedBy: how.by, version: e('version', '+', 1) }))
    .where('id', '=', reservationId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
};
