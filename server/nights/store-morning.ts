import { type Kysely, sql } from 'kysely';
import type { MorningChoice } from '../../contract/departures.ts';
import type { Night } from '../../contract/nights.ts';
import { nameInSql } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { type Done, isOfStay } from './store-departure.ts';

export interface MorningRow {
  guestId: number;
  clientId: number;
  reservationId: number;
  partyId: number;
  name: string;
  sayIt: string | null;
  goesBy: string | null;
  bedId: number | null;
  arrivedAt: Date;
  night: Night;
  endDate: Night;
  nightsSlept: number;
  lastMorning: MorningChoice | null;
}

/** Who came for a night and is still in house, by place: with nights slept since a day, and what they did last morning. */
export const readMorningRows = async (
  db: Kysely<DB>,
  facilityId: number,
  night: Night,
  since: Night,
): Promise<MorningRow[]> => {
  const { rows } = await sql<MorningRow>`
    select g.id as guest_id, g.client_id, g.reservation_id, g.party_id, c.say_it, c.goes_by, g.arrived_at, n.night, r.end_date,
      ${nameInSql} as name,
      (select a.bed_id from bed_assignment a where a.guest_id = g.id and a.ended_at is null and a.nights @> n.night limit 1) as bed_id,
      (select count(*) from bed_night x where x.client_id = g.client_id and x.facility_id = ${facilityId}
         and x.deleted_at is null and x.night between ${since}::date and ${night}::date) as nights_slept,
      case when exists (select from bed_night x where x.client_id = g.client_id and x.facility_id = ${facilityId}
             and x.deleted_at is null and x.night = ${night}::date - 1) then 'returning'
           when exists (select from bed_night x where x.client_id = g.client_id and x.facility_id = ${facilityId}
             and x.deleted_at is null and x.night < ${night}::date - 1) then 'leaving' end as last_morning
    from guest g join reservation r on r.id = g.reservation_id join client c on c.id = g.client_id
    join bed_night n on n.enrollment_id = g.enrollment_id and n.night = ${night}::date and n.deleted_at is null and n.left_at is null
      and ${isOfStay}
    left join bed b on b.id = n.bed_id left join room m on m.id = b.room_id
    where r.facility_id = ${facilityId} and g.arrived_at is not null and g.left_at is null
    order by m.position nulls last, b.position nulls last, g.id`.execute(db);
  return rows;
};

/** Nights that each of these people has slept at a facility from `since` up to and with `night`; by client. */
export const countNightsSlept = async (
  db: Kysely<DB>,
  facilityId: number,
  clientIds: number[],
  since: Night,
): Promise<Map<number, number>> => {
  const { rows } = await sql<{ clientId: number; nights: number }>`
    select client_id, count(*) as nights from bed_night
    where facility_id = ${facilityId} and client_id = any(${clientIds}::bigint[]) and deleted_at is null and night >= ${since}::date
    group by client_id`.execute(db);
  return new Map(rows.map((row) => [row.clientId, row.nights]));
};

/** Until which day each of these people may stay beyond the longest stay; by client. */
export const readExtensions = async (
  db: Kysely<DB>,
  facilityId: number,
  clientIds: number[],
): Promise<Map<number, Night>> => {
  const { rows } = await sql<{ clientId: number; until: Night }>`
    select client_id, max(until) as until from stay_extension
    where facility_id = ${facilityId} and client_id = any(${clientIds}::bigint[]) group by client_id`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.clientId, row.until]));
};

export const insertExtension = async (
  db: Kysely<DB>,
  extension: { facilityId: number; clientId: number; until: Night; reason: string } & Done,
): Promise<number> => {
  const { at, by, ...of } = extension;
  const row = await db
    .insertInto('stayExtension')
    .values({ ...of, createdAt: at, createdBy: by })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
};

/** The newest morning that was done here, and who did it. */
export const readMorningDone = async (
  db: Kysely<DB>,
  facilityId: number,
  night: Night,
): Promise<{ closedAt: Date; by: string | null } | undefined> => {
  const { rows } = await sql<{ closedAt: Date; by: string | null }>`
    select m.closed_at, u.name as by from morning m left join user_account u on u.id = m.closed_by
    where m.facility_id = ${facilityId} and m.night >= ${night}::date order by m.night desc limit 1`.execute(
    db,
  );
  return rows[0];
};

/** Nobody comes late to this night any more. */
export const closeMorning = (db: Kysely<DB>, facilityId: number, night: Night, { at, by }: Done) =>
  db
    .insertInto('morning')
    .values({ facilityId, night, closedAt: at, closedBy: by })
    .onConflict((on) => on.columns(['facilityId', 'night']).doNothing())
    .execute();
