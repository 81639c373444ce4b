import type { Kysely } from 'kysely';
import type { ShiftNote } from '../../contract/shift-notes.ts';
import type { Actor } from '../accounts/actor.ts';
import type { DB } from '../database/generated-types.ts';
import { notFound } from '../http/refusal.ts';
import { defaultTimeZone, localTime } from './rules.ts';
import { ownFacility } from './store.ts';
import { facilityOfNote, readShiftNotes } from './store-shift-notes.ts';

const aDay = 24 * 3_600_000;

interface Asking {
  db: Kysely<DB>;
  actor: Actor;
  now: Date;
}

/** The notes pinned at a facility of the actor's own. One that all have read stays for a day. */
export const notesAt = ({ db, actor, now }: Asking, facilityId: number): Promise<ShiftNote[]> =>
  readShiftNotes(db, facilityId, {
    userId: actor.userId,
    // Memberships are dated in the county's zone.
    today: localTime(now, defaultTimeZone).day,
    since: new Date(now.getTime() - aDay),
  });

/** The facility that a note is pinned at. @throws Refusal 404 for notes of other shelters */
export const facilityWithNote = async ({ db, actor }: Asking, noteId: number): Promise<number> => {
  const facilityId = await facilityOfNote(db, noteId);
  if (facilityId === undefined) throw notFound('note');
  return (await ownFacility(db, actor, facilityId)).id;
};
