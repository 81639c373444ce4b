import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';

/** A guest whom a team has booked, who is not in house tonight. */
export interface TeamGuest {
  clientId: number;
  reservationId: number;
  facilityId: number;
  name: string;
  arriveBy: Date | null;
  expectedUntil: Date | null;
  /** Did not come: the place is free again. */
  released: boolean;
}

/** Facilities where a team has booked for nights after `since`; also what was cancelled, as a no-show is. */
export const readFacilitiesOfTeam = async (
  db: Kysely<DB>,
  madeBy: number,
  since: Night,
): Promise<number[]> => {
  const { rows } = await sql<{ facilityId: number }>`
    select distinct facility_id from reservation
    where made_by_organization_id = ${madeBy} and end_date > ${since}::date`.execute(db);
  return rows.map((row) => row.facilityId);
};

/** A team's guests who are awaited tonight, and those released since the night began, each facility on its own night. */
export const readTeamGuests = async (
  db: Kysely<DB>,
  madeBy: number,
  tonights: { facilityId: number; night: Night; since: Date }[],
): Promise<TeamGuest[]> => {
  const { rows } = await sql<TeamGuest>`
    select g.client_id, r.id as reservation_id, r.facility_id, r.arrive_by, g.expected_until,
      coalesce(c.goes_by, nullif(concat_ws(' ', c.first_name, c.middle_name, c.last_name, c.name_suffix), ''), 'No name') as name,
      g.not_here_at is not null as released
    from unnest(${tonights.map((t) => t.facilityId)}::bigint[], ${tonights.map((t) => t.night)}::date[],
      ${tonights.map((t) => t.since)}::timestamptz[]) as f(id, night, since)
    join reservation r on r.facility_id = f.id and r.made_by_organization_id = ${madeBy} and r.begin_date <= f.night
    join guest g on g.reservation_id = r.id and g.arrived_at is null and g.left_at is null
    join client c on c.id = g.client_id
    left join bed_assignment a on a.guest_id = g.id and a.ended_at is null and a.kind = 'promise' and a.nights @> f.night
    where g.not_here_at >= f.since
      or g.not_here_at is null and a.id is not null and not is_on_leave(g.id, f.night)
    order by r.created_at, g.id`.execute(db);
  return rows;
};

/** How many places are in service tonight, without overflow and closed ones; by facility. */
export const countRegularPlaces = async (
  db: Kysely<DB>,
  tonights: { facilityId: number; night: Night }[],
): Promise<Map<number, number>> => {
  const { rows } = await sql<{ id: number; places: number }>`
    select f.id, count(b.id)::int as places
    from unnest(${tonights.map((t) => t.facilityId)}::bigint[], ${tonights.map((t) => t.night)}::date[]) as f(id, night)
    join bed b on b.facility_id = f.id and b.in_service @> f.night and not b.overflow and not exists (
      select from bed_assignment x where x.bed_id = b.id and x.ended_at is null and x.kind = 'closure' and x.nights @> f.night)
    group by f.id`.execute(db);
  return new Map(rows.map((row) => [row.id, row.places]));
};
