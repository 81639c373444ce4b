import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { ShiftNote } from '../../contract/shift-notes.ts';
import type { DB } from '../database/generated-types.ts';

/**
 * Notes pinned at a facility, newest first. One that everybody who works there has read stays for the night it was
 * pinned in: `since` is when that began.
 */
export const readShiftNotes = async (
  db: Kysely<DB>,
  facilityId: number,
  at: { userId: string; today: Night; since: Date },
): Promise<ShiftNote[]> => {
  const { rows } = await sql<
    Omit<ShiftNote, 'pinnedAt' | 'readings'> & { pinnedAt: Date; readings: { name: string; at: string }[] }
  >`
    with staff as (
      select distinct u.id, u.name from membership m join user_account u on u.id = m.user_id and u.closed_at is null
      join facility f on f.organization_id = m.organization_id
      where f.id = ${facilityId} and m.workgroup = 'emergency_shelter_staff'
        and m.begins_on <= ${at.today}::date and m.ends_on > ${at.today}::date)
    select n.id, n.text, n.pinned_at, u.name as pinned_by, r.readings, w.waits_for,
           exists (select from shift_note_reading x where x.note_id = n.id and x.user_id = ${at.userId}) as is_read
    from shift_note n join user_account u on u.id = n.pinned_by
    cross join lateral (select coalesce(json_agg(json_build_object('name', a.name, 'at', x.read_at) order by x.read_at), '[]') as readings
      from shift_note_reading x join user_account a on a.id = x.user_id where x.note_id = n.id) r
    cross join lateral (select coalesce(array_agg(s.name order by s.name), '{}') as waits_for from staff s
      where not exists (select from shift_note_reading x where x.note_id = n.id and x.user_id = s.id)) w
    where n.facility_id = ${facilityId} and n.unpinned_at is null
      and (n.pinned_at >= ${at.since} or cardinality(w.waits_for) > 0)
    order by n.pinned_at desc, n.id desc`.execute(db);
  return rows.map((row) => ({
    ...row,
    pinnedAt: row.pinnedAt.toISOString(),
    readings: row.readings.map(({ name, at: read }) => ({ name, at: new Date(read).toISOString() })),
  }));
};

/** Pins a note; whoever writes it has read it. */
export const insertShiftNote = async (
  db: Kysely<DB>,
  facilityId: number,
  text: string,
  how: { at: Date; by: string },
): Promise<number> => {
  const { id } = await db
    .insertInto('shiftNote')
    .values({ facilityId, text, pinnedAt: how.at, pinnedBy: how.by })
    .returning('id')
    .executeTakeFirstOrThrow();
  await markNoteRead(db, id, how);
  return id;
};

export const markNoteRead = (db: Kysely<DB>, noteId: number, how: { at: Date; by: string }) =>
  db
    .insertInto('shiftNoteReading')
    .values({ noteId, userId: how.by, readAt: how.at })
    .onConflict((c) => c.columns(['noteId', 'userId']).doNothing())
    .execute();

export const markUnpinned = (db: Kysely<DB>, noteId: number, how: { at: Date; by: string }) =>
  db
    .updateTable('shiftNote')
    .set({ unpinnedAt: how.at, unpinnedBy: how.by })
    .where('id', '=', noteId)
    .where('unpinnedAt', 'is', null)
    .execute();

/** The facility of a note; undefined where there is none. */
export const facilityOfNote = async (db: Kysely<DB>, noteId: number): Promise<number | undefined> =>
  (await db.selectFrom('shiftNote').select('facilityId').where('id', '=', noteId).executeTakeFirst())
    ?.facilityId;
