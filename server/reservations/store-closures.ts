import { type Kysely, sql } from 'kysely';
import type { Night, Nights } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import { insertParty } from './store.ts';

/** Beds of a facility by id; those of other facilities are left out. */
export const readBedsOf = (db: Kysely<DB>, facilityId: number, bedIds: number[]) =>
  db
    .selectFrom('bed as b')
    .innerJoin('room as r', 'r.id', 'b.roomId')
    .select(['b.id', 'b.label', 'b.kind', 'b.unitId', 'r.name as roomName'])
    .where('b.facilityId', '=', facilityId)
    .where('b.id', 'in', [0, ...bedIds])
    .execute();

/** Which of these beds are closed already on one of the nights. */
export const readClosedAlready = async (
  db: Kysely<DB>,
  bedIds: number[],
  nights: Nights,
): Promise<number[]> => {
  const { rows } = await sql<{ bedId: number }>`
    select distinct bed_id from bed_assignment where bed_id = any(${bedIds}) and kind = 'closure' and ended_at is null
      and nights && daterange(${nights.begin}::date, ${nights.end}::date)`.execute(db);
  return rows.map((r) => r.bedId);
};

export const insertClosure = async (
  db: Kysely<DB>,
  of: { facilityId: number; bedIds: number[]; nights: Nights; reason: string; at: Date; by: string },
): Promise<number> => {
  const { id } = await db
    .insertInto('closure')
    .values({ facilityId: of.facilityId, reason: of.reason, createdAt: of.at, createdBy: of.by })
    .returning('id')
    .executeTakeFirstOrThrow();
  const partyId = await insertParty(db, of.at);
  await sql`insert into bed_assignment (kind, facility_id, bed_id, unit_key, party_id, closure_id, nights, created_at, created_by)
    select 'closure', b.facility_id, b.id, b.unit_key, ${partyId}, ${id}, daterange(${of.nights.begin}::date, ${of.nights.end}::date),
      ${of.at}, ${of.by}
    from bed b where b.facility_id = ${of.facilityId} and b.id = any(${of.bedIds})`.execute(db);
  return id;
};

export const readClosure = (db: Kysely<DB>, id: number) =>
  db.selectFrom('closure').selectAll().where('id', '=', id).executeTakeFirst();

/** Opens the beds of a closure again from a night on; the nights before it stay closed in the record. */
export const endClosureOn = async (
  db: Kysely<DB>,
  id: number,
  night: Night,
  how: { at: Date; by: string },
) => {
  await db.updateTable('closure').set({ endedAt: how.at, endedBy: how.by }).where('id', '=', id).execute();
  await sql`update bed_assignment set
      nights = case when lower(nights) < ${night}::date then daterange(lower(nights), ${night}::date) else nights end,
      ended_at = case when lower(nights) < ${night}::date then null else ${how.at}::timestamptz end
    where closure_id = ${id} and ended_at is null and upper(nights) > ${night}::date`.execute(db);
};

/** Closures that still keep a bed shut on a night from `tonight` on, one row per bed, in the order of the beds. */
export const readClosures = async (db: Kysely<DB>, facilityId: number, tonight: Night) => {
  const { rows } = await sql<{
    id: number;
    reason: string;
    createdAt: Date;
    createdBy: string | null;
    begin: Night;
    end: Night;
    bedId: number;
    label: string;
    kind: string;
    unitId: number | null;
    roomName: string;
  }>`select c.id, c.reason, c.created_at, u.name as created_by, lower(a.nights) as begin, upper(a.nights) as "end",
           b.id as bed_id, b.label, b.kind, b.unit_id, r.name as room_name
    from bed_assignment a join closure c on c.id = a.closure_id join bed b on b.id = a.bed_id join room r on r.id = b.room_id
    left join user_account u on u.id = c.created_by
    where a.facility_id = ${facilityId} and a.ended_at is null and a.kind = 'closure' and upper(a.nights) > ${tonight}::date
    order by lower(a.nights), c.id, r.position, b.position, b.id`.execute(db);
  return rows;
};
