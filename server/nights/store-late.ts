import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import { nameInSql } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { noShow } from '../reservations/store-replies.ts';
import { type Done, voidEnrollmentsOf } from './store-departure.ts';

/** A guest who has a place tonight and has not come. */
export interface Awaited {
  guestId: number;
  clientId: number;
  reservationId: number;
  partyId: number;
  enrollmentId: number;
  facilityId: number;
  arriveBy: Date | null;
  expectedUntil: Date | null;
}

/** Who is expected at facilities, each on its own tonight, and not here yet. */
export const readAwaited = async (
  db: Kysely<DB>,
  tonights: { facilityId: number; night: Night }[],
): Promise<Awaited[]> => {
  const { rows } = await sql<Awaited>`
    select g.id as guest_id, g.client_id, g.reservation_id, g.party_id, g.enrollment_id, r.facility_id, r.arrive_by, g.expected_until
    from unnest(${tonights.map((t) => t.facilityId)}::bigint[], ${tonights.map((t) => t.night)}::date[]) as f(id, night)
    join bed_assignment a on a.facility_id = f.id and a.ended_at is null and a.kind = 'promise'
      and upper(a.nights) > f.night and lower(a.nights) <= f.night
    join guest g on g.id = a.guest_id join reservation r on r.id = g.reservation_id
    where g.arrived_at is null and g.left_at is null and g.not_here_at is null and not is_on_leave(g.id, f.night)
    order by g.id`.execute(db);
  return rows;
};

export interface AwaitedByName
  extends Pick<Awaited, 'guestId' | 'clientId' | 'reservationId' | 'arriveBy' | 'expectedUntil'> {
  name: string;
  sayIt: string | null;
  goesBy: string | null;
  partySize: number;
  lateReason: string | null;
  notHereAt: Date | null;
  notHereBy: string | null;
}

/** Who is expected tonight and not here, and who was released since `since`; by name. */
export const readAwaitedByName = async (
  db: Kysely<DB>,
  facilityId: number,
  night: Night,
  since: Date,
): Promise<AwaitedByName[]> => {
  const { rows } = await sql<AwaitedByName>`
    select g.id as guest_id, g.client_id, g.reservation_id, r.arrive_by, g.expected_until, g.late_reason, g.not_here_at,
      u.name as not_here_by, c.say_it, c.goes_by,
      ${nameInSql} as name,
      (select count(*) from guest o where o.reservation_id = r.id) as party_size
    from reservation r join guest g on g.reservation_id = r.id join client c on c.id = g.client_id
    left join user_account u on u.id = g.not_here_by
    where r.facility_id = ${facilityId} and g.arrived_at is null and g.left_at is null
      and r.begin_date <= ${night}::date
      and (g.not_here_at >= ${since} or g.not_here_at is null and exists (select from bed_assignment a
        where a.guest_id = g.id and a.ended_at is null and a.nights @> ${night}::date))
    order by c.last_name nulls last, c.first_name, g.id`.execute(db);
  return rows;
};

export const expectLonger = (db: Kysely<DB>, guests: { guestId: number; until: Date; reason: string }[]) =>
  sql`update guest g set expected_until = v.until, late_reason = v.reason
    from unnest(${guests.map((g) => g.guestId)}::bigint[], ${guests.map((g) => g.until)}::timestamptz[],
      ${guests.map((g) => g.reason)}::text[]) as v(id, until, reason)
    where g.id = v.id`.execute(db);

/** These guests did not come. A reservation in which nobody is left is over, and one that never began is cancelled. */
export const markNotHere = async (
  db: Kysely<DB>,
  guests: { guestId: number; reservationId: number }[],
  tonight: Night,
  { at, by }: Done,
) => {
  const ids = guests.map((g) => g.guestId);
  const reservations = guests.map((g) => g.reservationId);
  await sql`update guest set not_here_at = ${at}, not_here_by = ${by} where id = any(${ids}::bigint[])`.execute(
    db,
  );
  await sql`update reservation r set cancelled_at = ${at}, cancelled_by = ${by}, cancel_reason = ${noShow}, version = r.version + 1
    where r.id = any(${reservations}::bigint[]) and r.cancelled_at is null and r.begin_date >= ${tonight}::date
      and not exists (select from guest g where g.reservation_id = r.id and g.not_here_at is null)`.execute(
    db,
  );
  await voidEnrollmentsOf(db, ids, tonight, { at, by }, noShow);
};

export interface NotHere {
  id: number;
  reservationId: number;
  facilityId: number;
  clientId: number;
  enrollmentId: number;
  notHereAt: Date | null;
}

export const readNotHere = async (db: Kysely<DB>, guestId: number): Promise<NotHere | undefined> => {
  const { rows } = await sql<NotHere>`
    select g.id, g.reservation_id, r.facility_id, g.client_id, g.enrollment_id, g.not_here_at
    from guest g join reservation r on r.id = g.reservation_id where g.id = ${guestId}`.execute(db);
  return rows[0];
};

/** Everything but the place of who was released: expected again, the reservation stands, the enrollment is pending. */
export const takeNoShowBack = async (
  db: Kysely<DB>,
  guest: Pick<NotHere, 'id' | 'reservationId' | 'enrollmentId'> & { notHereAt: Date },
  at: Date,
) => {
  await sql`update guest set not_here_at = null, not_here_by = null where id = ${guest.id}`.execute(db);
  await sql`update reservation set cancelled_at = null, cancelled_by = null, cancel_reason = null, version = version + 1
    where id = ${guest.reservationId} and cancelled_at = ${guest.notHereAt} and cancel_reason = ${noShow}`.execute(
    db,
  );
  await sql`update reservation set end_date = end_before, end_before = null, version = version + 1
    where id = ${guest.reservationId} and end_before is not null`.execute(db);
  // Somebody else may be head of the household by now.
  await sql`update enrollment e set voided_at = null, voided_by = null, void_reason = null, updated_at = ${at},
      relationship_to_hoh = case when e.relationship_to_hoh = 1 and exists (select from enrollment h
        where h.hud_household_id = e.hud_household_id and h.project_id = e.project_id and h.id <> e.id
          and h.relationship_to_hoh = 1 and h.voided_at is null and h.deleted_at is null and h.exit_date is null)
        then 99 else e.relationship_to_hoh end
    where e.id = ${guest.enrollmentId} and e.voided_at = ${guest.notHereAt} and e.void_reason = ${noShow}
      and not exists (select from enrollment x where x.client_id = e.client_id and x.project_id = e.project_id
        and x.exit_date is null and x.voided_at is null and x.deleted_at is null)`.execute(db);
};

/** Whether somebody at the desk has acted since an instant: an arrival, an answer or a bed given. */
export const hasActedSince = async (db: Kysely<DB>, facilityId: number, since: Date): Promise<boolean> => {
  const { rows } = await sql<{ acted: boolean }>`
    select exists (select from guest g join reservation r on r.id = g.reservation_id
      where r.facility_id = ${facilityId} and (g.arrived_at >= ${since} or g.not_here_at >= ${since} and g.not_here_by is not null
        or r.confirmed_at >= ${since})) as acted`.execute(db);
  return rows[0]!.acted;
};
