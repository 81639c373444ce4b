import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';

/** How many guests are expected and in house at facilities, each on its own tonight; by facility id. */
export const countGuests = async (
  db: Kysely<DB>,
  tonights: { facilityId: number; night: Night }[],
): Promise<Map<number, { expected: number; inHouse: number }>> => {
  const { rows } = await sql<{ id: number; expected: number; inHouse: number }>`
    select f.id, count(g.id) filter (where g.arrived_at is null) as expected,
           count(g.id) filter (where g.arrived_at is not null and g.left_at is null) as in_house
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
