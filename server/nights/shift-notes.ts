import type { ShiftNote } from '../../contract/shift-notes.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { ownFacility } from '../facilities/store.ts';
import { notFound } from '../http/refusal.ts';
import type { Act } from '../reservations/booking.ts';
import { facilityOfNote, readShiftNotes } from './store-shift-notes.ts';

const aNight = 24 * 3_600_000;

/** The notes pinned at a facility of one's own. One that all have read stays for a day. */
export const notesOf = async (act: Act, facilityId: number): Promise<{ notes: ShiftNote[] }> => {
  const facility = await ownFacility(act.db, act.actor, facilityId);
  const notes = await readShiftNotes(act.db, facility.id, {
    userId: act.actor.userId,
    // Memberships are dated in the county's zone.
    today: localTime(act.now, defaultTimeZone).day,
    since: new Date(act.now.getTime() - aNight),
  });
  return { notes };
};

/** The facility that a note is pinned at. @throws Refusal 404 for notes of other shelters */
export const facilityWithNote = async (act: Act, noteId: number): Promise<number> => {
  const facilityId = await facilityOfNote(act.db, noteId);
  if (facilityId === undefined) throw notFound('note');
  return (await ownFacility(act.db, act.actor, facilityId)).id;
};
