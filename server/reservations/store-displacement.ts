import { type Kysely, sql } from 'kysely';
import type { Night, Nights } from '../../contract/nights.ts';
import { nameInSql } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import type { Seeking } from './rules-displacement.ts';

/** Runs something and takes it back again: what would be so, without its being so. */
export const tryOut = async <T>(db: Kysely<DB>, act: () => Promise<T>): Promise<T> => {
  await sql`savepoint tried_out`.execute(db);
  const seen = await act();
  await sql`rollback to savepoint tried_out`.execute(db);
  return seen;
};

/** Everybody who has a place at a facility on a night from `tonight` on. */
export const readPromisedClients = async (
  db: Kysely<DB>,
  facilityId: number,
  tonight: Night,
): Promise<number[]> => {
  const { rows } = await sql<{ clientId: number }>`
    select distinct client_id from bed_assignment
    where facility_id = ${facilityId} and ended_at is null and client_id is not null and upper(nights) > ${tonight}::date
    union select g.client_id from reservation r join guest g on g.reservation_id = r.id and g.left_at is null and g.not_here_at is null
    where r.facility_id = ${facilityId} and r.cancelled_at is null and r.end_date > ${tonight}::date`.execute(
    db,
  );
  return rows.map((r) => r.clientId);
};

export interface GuestNamed {
  guestId: number;
  reservationId: number;
  clientId: number;
  name: string;
  goesBy: string | null;
  madeBy: string;
  arrived: boolean;
  /** The shelter has named the bed. */
  given: boolean;
}

export const readGuestNames = async (
  db: Kysely<DB>,
  guestIds: number[],
): Promise<Map<number, GuestNamed>> => {
  const { rows } = await sql<GuestNamed>`
    select g.id as guest_id, g.reservation_id, g.client_id, c.goes_by, o.name as made_by,
           g.arrived_at is not null and g.left_at is null as arrived, r.confirmed_at is not null as given,
           ${nameInSql} as name
    from guest g join reservation r on r.id = g.reservation_id join organization o on o.id = r.made_by_organization_id
    join client c on c.id = g.client_id where g.id = any(${guestIds})`.execute(db);
  return new Map(rows.map((r) => [r.guestId, r]));
};

/** Takes nights out of promises: what lies before and after stays kept. */
export const cutNights = async (db: Kysely<DB>, assignmentIds: number[], nights: Nights, at: Date) => {
  if (assignmentIds.length === 0) return;
  const begin = sql`${nights.begin}::date`;
  const end = sql`${nights.end}::date`;
  await sql`insert into bed_assignment (kind, facility_id, bed_id, unit_key, party_id, guest_id, client_id, nights, confirmed_at,
      confirmed_by, override_reason, created_at, created_by)
    select kind, facility_id, bed_id, unit_key, party_id, guest_id, client_id, daterange(${end}, upper(nights)), confirmed_at,
      confirmed_by, override_reason, created_at, created_by
    from bed_assignment where id = any(${assignmentIds}) and lower(nights) < ${begin} and upper(nights) > ${end}`.execute(
    db,
  );
  await sql`update bed_assignment set
      nights = case when lower(nights) < ${begin} then daterange(lower(nights), ${begin})
                    when upper(nights) > ${end} then daterange(${end}, upper(nights)) else nights end,
      ended_at = case when lower(nights) >= ${begin} and upper(nights) <= ${end} then ${at}::timestamptz end
    where id = any(${assignmentIds})`.execute(db);
};

/** New provisional promises for guests who got a place again. */
export const insertSeats = async (
  db: Kysely<DB>,
  facilityId: number,
  seats: { seeking: Seeking; bed: number; unit: number; nights: Nights }[],
  how: { at: Date; by: string | null },
) => {
  if (seats.length === 0) return;
  await sql`insert into bed_assignment (kind, facility_id, bed_id, unit_key, party_id, guest_id, client_id, nights, created_at, created_by)
    select 'promise', ${facilityId}, v.bed, v.unit, g.party_id, g.id, g.client_id, daterange(v.b, v.e), ${how.at}, ${how.by}
    from unnest(${seats.map((s) => s.seeking.guest)}::bigint[], ${seats.map((s) => s.bed)}::bigint[],
      ${seats.map((s) => s.unit)}::bigint[], ${seats.map((s) => s.nights.begin)}::date[],
      ${seats.map((s) => s.nights.end)}::date[]) as v(guest, bed, unit, b, e) join guest g on g.id = v.guest`.execute(
    db,
  );
};

/** The bed that a reservation was given is no longer its own: it waits to be given one again. */
export const withdrawConfirmation = (db: Kysely<DB>, reservationIds: number[]) =>
  db
    .updateTable('reservation')
    .set((e) => ({ confirmedAt: null, confirmedBy: null, version: e('version', '+', 1) }))
    .where('id', 'in', [0, ...reservationIds])
    .execute();
