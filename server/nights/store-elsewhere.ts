import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import { nameInSql } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';

/** A guest whom another shelter has in house, or whose promise there has begun or begins soon. */
export interface GuestElsewhere {
  guestId: number;
  clientId: number;
  reservationId: number;
  facilityId: number;
  enrollmentId: number;
  arrivedAt: Date | null;
  beginDate: Night;
  endDate: Night | 'infinity';
}

/** Where else these people are guests now, or keep a place on any night from `since` on; not those who have left. */
export const readGuestsElsewhere = async (
  db: Kysely<DB>,
  clientIds: number[],
  facilityId: number,
  since: Night,
): Promise<GuestElsewhere[]> => {
  const { rows } = await sql<GuestElsewhere>`
    select g.id as guest_id, g.client_id, g.reservation_id, r.facility_id, g.enrollment_id, g.arrived_at, r.begin_date, r.end_date
    from guest g join reservation r on r.id = g.reservation_id
    where g.client_id = any(${clientIds}::bigint[]) and r.facility_id <> ${facilityId} and r.cancelled_at is null
      and g.left_at is null and g.not_here_at is null and (g.arrived_at is not null or r.end_date > ${since}::date)
    order by g.id`.execute(db);
  return rows;
};

/** They have left, as of a night; a bed night of that night stays, disputed. Nobody is named who wrote it. */
export const markLeftElsewhere = async (db: Kysely<DB>, guestIds: number[], night: Night, at: Date) => {
  await sql`update guest set left_at = ${at}, left_by = null, elsewhere_on = ${night}::date
    where id = any(${guestIds}::bigint[])`.execute(db);
  await sql`update bed_night n set disputed_at = ${at}, left_at = coalesce(n.left_at, ${at})
    from guest g where g.id = any(${guestIds}::bigint[]) and n.enrollment_id = g.enrollment_id
      and n.night = ${night}::date and n.deleted_at is null`.execute(db);
};

/** Whether an arrival at this instant has ended a place of the same person somewhere else. */
export const hasEndedElsewhere = async (db: Kysely<DB>, clientId: number, at: Date): Promise<boolean> => {
  const row = await db
    .selectFrom('guest')
    .select('id')
    .where('clientId', '=', clientId)
    .where('leftAt', '=', at)
    .where('elsewhereOn', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
};

/** Guests of a facility who were found somewhere else on a night, newest first. */
export const readFoundElsewhere = async (db: Kysely<DB>, facilityId: number, night: Night) => {
  const { rows } = await sql<{
    guestId: number;
    name: string;
    goesBy: string | null;
    at: Date;
    disputed: boolean;
  }>`
    select g.id as guest_id, c.goes_by, g.left_at as at,
           ${nameInSql} as name,
           exists (select from bed_night n where n.enrollment_id = g.enrollment_id and n.night = g.elsewhere_on
             and n.disputed_at is not null and n.deleted_at is null) as disputed
    from guest g join reservation r on r.id = g.reservation_id join client c on c.id = g.client_id
    where r.facility_id = ${facilityId} and g.elsewhere_on = ${night}::date
    order by g.left_at desc, g.id`.execute(db);
  return rows;
};
