import { type Kysely, sql } from 'kysely';
import type { Night, Nights } from '../../contract/nights.ts';
import { nameInSql } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';

export interface LeaveRow {
  id: number;
  guestId: number;
  begin: Night;
  end: Night;
  freesPlace: boolean;
  endedAt: Date | null;
}

export const insertLeave = async (
  db: Kysely<DB>,
  leave: {
    guestId: number;
    kind: 'pass' | 'leave';
    nights: Nights;
    freesPlace: boolean;
    reason: string | null;
    at: Date;
    by: string;
  },
): Promise<number> => {
  const { id } = await db
    .insertInto('guestLeave')
    .values({
      guestId: leave.guestId,
      kind: leave.kind,
      nights: sql<string>`daterange(${leave.nights.begin}::date, ${leave.nights.end}::date)`,
      freesPlace: leave.freesPlace,
      reason: leave.reason,
      createdAt: leave.at,
      createdBy: leave.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

const leaves = (db: Kysely<DB>) =>
  db
    .selectFrom('guestLeave')
    .select([
      'id',
      'guestId',
      sql<Night>`lower(nights)`.as('begin'),
      sql<Night>`upper(nights)`.as('end'),
      'freesPlace',
      'endedAt',
    ]);

const liveLeaves = (db: Kysely<DB>) => leaves(db).where('endedAt', 'is', null);

export const readLeave = (db: Kysely<DB>, id: number): Promise<LeaveRow | undefined> =>
  leaves(db).where('id', '=', id).executeTakeFirst();

/** The leave on which a guest is away on a night. */
export const readLeaveOn = (db: Kysely<DB>, guestId: number, night: Night): Promise<LeaveRow | undefined> =>
  liveLeaves(db)
    .where('guestId', '=', guestId)
    .where(sql<boolean>`nights @> ${night}::date`)
    .executeTakeFirst();

export const readLeaveTouching = (
  db: Kysely<DB>,
  guestId: number,
  nights: Nights,
): Promise<LeaveRow | undefined> =>
  liveLeaves(db)
    .where('guestId', '=', guestId)
    .where(sql<boolean>`nights && daterange(${nights.begin}::date, ${nights.end}::date)`)
    .executeTakeFirst();

/** Only the nights before this one were spent away; a leave that begins with it or later has none. */
export const cutLeave = async (
  db: Kysely<DB>,
  id: number,
  night: Night,
  how: { at: Date; by: string | null },
) => {
  await sql`update guest_leave set
      ended_at = case when lower(nights) >= ${night}::date then ${how.at}::timestamptz end,
      ended_by = ${how.by},
      nights = case when lower(nights) >= ${night}::date then nights else daterange(lower(nights), ${night}::date) end
    where id = ${id}`.execute(db);
};

/** Ends what is left of these guests' leaves: they do not come back. */
export const endLeavesOf = (db: Kysely<DB>, guestIds: number[], how: { at: Date; by: string | null }) =>
  db
    .updateTable('guestLeave')
    .set({ endedAt: how.at, endedBy: how.by })
    .where('guestId', 'in', [0, ...guestIds])
    .where('endedAt', 'is', null)
    .execute();

/** Who is away from a facility on a night, or has leave for a night after it. */
export const readOnLeave = async (db: Kysely<DB>, facilityId: number, night: Night) => {
  const { rows } = await sql<{
    leaveId: number;
    guestId: number;
    clientId: number;
    reservationId: number;
    name: string;
    goesBy: string | null;
    kind: 'pass' | 'leave';
    from: Night;
    until: Night;
    freesPlace: boolean;
    reason: string | null;
  }>`
    select l.id as leave_id, g.id as guest_id, g.client_id, g.reservation_id, c.goes_by, l.kind, lower(l.nights) as "from", upper(l.nights) as until,
           l.frees_place, l.reason,
           ${nameInSql} as name
    from guest_leave l join guest g on g.id = l.guest_id and g.left_at is null
    join reservation r on r.id = g.reservation_id and r.cancelled_at is null join client c on c.id = g.client_id
    where r.facility_id = ${facilityId} and l.ended_at is null and upper(l.nights) > ${night}::date
    order by upper(l.nights), l.id`.execute(db);
  return rows;
};

/** The live assignments that keep a guest's place on any of these nights. */
export const readPlacesKept = async (db: Kysely<DB>, guestId: number, nights: Nights): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select id from bed_assignment where guest_id = ${guestId} and ended_at is null and bed_id is not null
      and nights && daterange(${nights.begin}::date, ${nights.end}::date)`.execute(db);
  return rows.map((r) => r.id);
};

/** The facility whose line an act on a leave joins; none where there is no such leave. */
export const lineOfLeave = async (db: Kysely<DB>, id: number): Promise<number[]> => {
  const { rows } = await sql<{ facilityId: number }>`
    select r.facility_id from guest_leave l join guest g on g.id = l.guest_id join reservation r on r.id = g.reservation_id
    where l.id = ${id}`.execute(db);
  return rows.map((r) => r.facilityId);
};
