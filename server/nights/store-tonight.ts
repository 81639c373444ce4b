import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';

/** How many guests are expected and in house at facilities, each on its own tonight; by facility id. */
export const countGuests = async (
  db: Kysely<DB>,
  tonights: { facilityId: number; night: Night }[],
): Promise<Map<number, { expected: number; inHouse: number }>> => {
  const { rows } = await sql<{ id: number; expected: number; inHouse: number }>`
    select f.id, count(g.id) filter (where g.arrived_at is null and not is_on_leave(g.id, f.night)) as expected,
           count(g.id) filter (where g.arrived_at is not null and g.left_at is null and not is_on_leave(g.id, f.night)) as in_house
    from unnest(${tonights.map((t) => t.facilityId)}::bigint[], ${tonights.map((t) => t.night)}::date[]) as f(id, night)
    left join bed_assignment a on a.facility_id = f.id and a.ended_at is null
      and upper(a.nights) > f.night and lower(a.nights) <= f.night
    left join guest g on g.id = a.guest_id
    group by f.id`.execute(db);
  return new Map(rows.map((r) => [r.id, r]));
};

/** The reservation that carries this code, at an organization's own facilities. */
export const readReservationByCode = async (
  db: Kysely<DB>,
  code: string,
  organizationId: number,
): Promise<number | undefined> => {
  const row = await db
    .selectFrom('reservation')
    .select('id')
    .where('code', '=', code)
    .where('organizationId', '=', organizationId)
    .executeTakeFirst();
  return row?.id;
};

/** Whose card this is, by its plain code; who was merged is the record that stayed. */
export const readCardHolder = async (
  db: Kysely<DB>,
  code: string,
): Promise<{ clientId: number; name: string } | undefined> => {
  const { rows } = await sql<{ clientId: number; name: string }>`
    select c.id as client_id, coalesce(c.goes_by, nullif(concat_ws(' ', c.first_name, c.last_name), ''), 'No name') as name
    from client_card k join client held on held.id = k.client_id join client c on c.id = coalesce(held.merged_into, held.id)
    where upper(translate(k.code, ' -', '')) = ${code} and k.ended_at is null and c.deleted_at is null`.execute(
    db,
  );
  return rows[0];
};

/** A client's next live reservation at an organization's own facilities, of those that end after `since`. */
export const readReservationOfClient = async (
  db: Kysely<DB>,
  clientId: number,
  organizationId: number,
  since: Night,
): Promise<number | undefined> => {
  const { rows } = await sql<{ id: number }>`
    select r.id from guest g join reservation r on r.id = g.reservation_id
    where g.client_id = ${clientId} and r.organization_id = ${organizationId} and r.cancelled_at is null
      and g.left_at is null and r.end_date > ${since}::date
    order by r.begin_date, r.id limit 1`.execute(db);
  return rows[0]?.id;
};

/** The reservation teams that book at a shelter organization on a day, with their lines. */
export const readTeamsOf = async (db: Kysely<DB>, organizationId: number, day: Night) => {
  const { rows } = await sql<{ name: string; phone: string | null; hours: string | null }>`
    select o.name, coalesce(t.line_phone, o.phone) as phone, t.line_hours as hours
    from booking_agreement a join organization o on o.id = a.team_organization_id
    left join team t on t.organization_id = o.id
    where a.shelter_organization_id = ${organizationId} and a.begins_on <= ${day}::date and a.ends_on > ${day}::date
    order by o.name`.execute(db);
  return rows;
};
