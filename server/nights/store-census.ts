import { type Kysely, sql } from 'kysely';
import type { Census, CensusDifference, Settlement } from '../../contract/census.ts';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';

/** A difference as it lies in the database, still open. */
export type OpenDifference = Omit<CensusDifference, 'settlements' | 'countedAt' | 'bedLabel'> & {
  countedAt: Date;
  label: string | null;
  kind: string | null;
  unitId: number | null;
  facilityId: number;
};

/** What no count has put right yet at a facility, room by room; or the one difference of that id, open or not. */
export const readDifferences = async (
  db: Kysely<DB>,
  which: { facilityId: number } | { id: number },
): Promise<(OpenDifference & { settledAt: Date | null })[]> => {
  const { rows } = await sql<OpenDifference & { settledAt: Date | null }>`
    select d.id, c.facility_id, c.counted_at, d.bed_id, b.label, b.kind, b.unit_id, r.name as room_name, d.guest_id, g.client_id,
           case when p.id is not null then coalesce(nullif(concat_ws(' ', p.first_name, p.middle_name, p.last_name, p.name_suffix), ''), 'No name') end as name,
           p.goes_by, d.expected, d.found, d.note, d.settled_at
    from census_difference d join census c on c.id = d.census_id
    left join bed b on b.id = d.bed_id left join room r on r.id = b.room_id
    left join guest g on g.id = d.guest_id left join client p on p.id = g.client_id
    where ${'id' in which ? sql`d.id = ${which.id}` : sql`c.facility_id = ${which.facilityId} and d.settled_at is null`}
    order by r.position, r.id, b.position, b.id, d.id`.execute(db);
  return rows;
};

export const readLastCensus = async (db: Kysely<DB>, facilityId: number): Promise<Census['last']> => {
  const row = await db
    .selectFrom('census as c')
    .innerJoin('userAccount as u', 'u.id', 'c.countedBy')
    .select(['c.id', 'c.night', 'c.countedAt', 'u.name as countedBy', 'c.expected', 'c.found', 'c.complete'])
    .where('c.facilityId', '=', facilityId)
    .orderBy('c.countedAt', 'desc')
    .orderBy('c.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { ...row, countedAt: row.countedAt.toISOString() } : null;
};

export interface NewCensus {
  facilityId: number;
  night: Night;
  expected: number;
  found: number;
  complete: boolean;
  differences: {
    bedId: number | null;
    guestId: number | null;
    expected: string;
    found: string;
    note: string | null;
  }[];
}

/** Saves a count with its differences. Places counted again take the place of what was open about them before. */
export const insertCensus = async (
  db: Kysely<DB>,
  census: NewCensus,
  counted: { bedIds: number[]; heads: boolean },
  how: { at: Date; by: string },
): Promise<void> => {
  await sql`update census_difference d set settled_at = ${how.at}, settled_by = ${how.by}, settled_as = 'counted_again'
    from census c where c.id = d.census_id and c.facility_id = ${census.facilityId} and d.settled_at is null
      and (d.bed_id = any(${counted.bedIds}::bigint[]) or (d.bed_id is null and ${counted.heads}))`.execute(
    db,
  );
  const { differences, ...row } = census;
  const { id } = await db
    .insertInto('census')
    .values({ ...row, countedAt: how.at, countedBy: how.by })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (differences.length > 0)
    await db
      .insertInto('censusDifference')
      .values(differences.map((d) => ({ censusId: id, ...d })))
      .execute();
};

/** Marks a difference as put right; false where somebody did so already. */
export const markSettled = async (
  db: Kysely<DB>,
  id: number,
  done: { as: Settlement; reason: string },
  how: { at: Date; by: string },
): Promise<boolean> => {
  const row = await db
    .updateTable('censusDifference')
    .set({ settledAt: how.at, settledBy: how.by, settledAs: done.as, reason: done.reason })
    .where('id', '=', id)
    .where('settledAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};
