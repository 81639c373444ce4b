import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import { nameInSql } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import type { GuestNeeds } from './store-places.ts';

/** A guest of a live reservation, and nights of it on which no place is kept for them. */
export interface WithoutPlaceRow extends GuestNeeds {
  guestId: number;
  clientId: number;
  partyId: number;
  reservationId: number;
  facilityId: number;
  organizationId: number;
  madeByOrganizationId: number;
  madeBy: string;
  name: string;
  goesBy: string | null;
  shares: boolean | null;
  arrived: boolean;
  begin: Night;
  end: Night;
}

/**
 * Guests without a place at facilities, from each facility's tonight on: first who was booked first. An infant who
 * shares a place has a row of its own; who got a place elsewhere meanwhile, or is away with leave, is without none on
 * those nights.
 */
export const readWithoutPlace = async (
  db: Kysely<DB>,
  facilities: { id: number; tonight: Night }[],
): Promise<WithoutPlaceRow[]> => {
  const { rows } = await sql<WithoutPlaceRow>`
    select g.id as guest_id, g.client_id, g.party_id, r.id as reservation_id, r.facility_id, r.organization_id,
           r.made_by_organization_id, o.name as made_by, c.goes_by, c.shares, g.arrived_at is not null as arrived,
           ${nameInSql} as name,
           r.door, g.placement, g.lower_bunk, g.accessible, g.power, g.near_staff, g.crib, c.dob, c.age_from, c.age_to,
           coalesce(c.veteran_status = 1, false) as veteran, lower(m.nights) as begin, upper(m.nights) as "end"
    from unnest(${facilities.map((f) => f.id)}::bigint[], ${facilities.map((f) => f.tonight)}::date[]) as f(id, tonight)
    join reservation r on r.facility_id = f.id and r.cancelled_at is null and r.end_date > f.tonight
    join guest g on g.reservation_id = r.id and g.left_at is null and g.not_here_at is null and g.shares_with is null
    join client c on c.id = g.client_id
    join organization o on o.id = r.made_by_organization_id
    cross join lateral unnest(datemultirange(daterange(greatest(r.begin_date, f.tonight), r.end_date)) - coalesce(
      (select range_agg(a.nights) from bed_assignment a where a.client_id = g.client_id and a.ended_at is null), '{}') - coalesce(
      (select range_agg(l.nights) from guest_leave l where l.guest_id = g.id and l.ended_at is null), '{}')) as m(nights)
    order by r.created_at, g.id, lower(m.nights)`.execute(db);
  return rows;
};

/** Each guest once, with the first of their nights without a place. */
export const oncePerGuest = (rows: WithoutPlaceRow[]): WithoutPlaceRow[] =>
  [...new Map(rows.toReversed().map((row) => [row.guestId, row])).values()].toReversed();

/** A live reservation against which a bar stands: once for a party, named by its first guest. */
export interface NotEligibleRow {
  reservationId: number;
  clientId: number;
  facilityId: number;
  organizationId: number;
  madeByOrganizationId: number;
  madeBy: string;
  name: string;
  goesBy: string | null;
  shares: boolean | null;
  begin: Night;
  end: Night | 'infinity';
  until: Night | 'infinity';
}

/** Reservations not arrived yet, from each facility's tonight on, of which somebody may not stay there. */
export const readNotEligible = async (
  db: Kysely<DB>,
  facilities: { id: number; tonight: Night }[],
): Promise<NotEligibleRow[]> => {
  const { rows } = await sql<NotEligibleRow>`
    select r.id as reservation_id, p.client_id, r.facility_id, r.organization_id, r.made_by_organization_id, o.name as made_by,
           ${nameInSql} as name,
           c.goes_by, p.shares, r.begin_date as begin, r.end_date as "end", max(v.until) as until
    from unnest(${facilities.map((f) => f.id)}::bigint[], ${facilities.map((f) => f.tonight)}::date[]) as f(id, tonight)
    join reservation r on r.facility_id = f.id and r.cancelled_at is null and r.end_date > f.tonight
    join guest g on g.reservation_id = r.id and g.arrived_at is null
    join bar_in_force v on v.client_id = g.client_id and v.facility_id = f.id
      and v.nights && daterange(greatest(r.begin_date, f.tonight), r.end_date)
    cross join lateral (select min(x.id) as first_guest, coalesce(bool_and(y.shares is true), false) as shares
      from guest x join client y on y.id = x.client_id where x.reservation_id = r.id) party
    join lateral (select x.client_id, party.shares from guest x where x.id = party.first_guest) p on true
    join client c on c.id = p.client_id
    join organization o on o.id = r.made_by_organization_id
    group by r.id, p.client_id, p.shares, o.name, c.id
    order by r.begin_date, r.id`.execute(db);
  return rows;
};

/** Facilities with live reservations that an organization made, or that are kept at these organizations. */
export const readFacilitiesWithReservations = async (
  db: Kysely<DB>,
  of: { madeBy: number; at: number[] },
  since: Night,
): Promise<number[]> => {
  const { rows } = await sql<{ facilityId: number }>`
    select distinct facility_id from reservation
    where cancelled_at is null and end_date > ${since}::date
      and (made_by_organization_id = ${of.madeBy} or organization_id = any(${of.at}))`.execute(db);
  return rows.map((r) => r.facilityId);
};
