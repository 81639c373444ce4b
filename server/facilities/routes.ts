import { confirmCount } from '../../contract/facilities.ts';
import { pinShiftNote, readShiftNote, unpinShiftNote } from '../../contract/shift-notes.ts';
import { type Call, type Route, route } from '../http/mount.ts';
import { facilityWithNote, notesAt } from './shift-notes.ts';
import { markCounted, ownFacility, summaryOf } from './store.ts';
import { insertShiftNote, markNoteRead, markUnpinned } from './store-shift-notes.ts';

const shelterStaff = { workgroups: ['emergency_shelter_staff'] } as const;

const markNote = async (
  call: Pick<Call<typeof readShiftNote>, 'db' | 'actor' | 'now' | 'params' | 'audit' | 'tell'>,
  mark: typeof markNoteRead | typeof markUnpinned,
) => {
  const facilityId = await facilityWithNote(call, call.params.id);
  await mark(call.db, call.params.id, { at: call.now, by: call.actor.userId });
  call.audit({ facilityId, detail: { note: call.params.id } });
  call.tell(facilityId);
  return { notes: await notesAt(call, facilityId) };
};

export const facilityRoutes: Route[] = [
  route(
    confirmCount,
    { may: shelterStaff, audit: 'facility.confirm_count' },
    async ({ db, actor, params, now, audit, tell }) => {
      const { id } = await ownFacility(db, actor, params.id);
      await markCounted(db, id, { at: now, by: actor.userId });
      audit({ facilityId: id });
      tell(id);
      return summaryOf(await ownFacility(db, actor, id), now);
    },
  ),

  route(pinShiftNote, { may: shelterStaff, audit: 'shift_note.pin' }, async (call) => {
    const { id } = await ownFacility(call.db, call.actor, call.params.id);
    const note = await insertShiftNote(call.db, id, call.body.text, { at: call.now, by: call.actor.userId });
    call.audit({ facilityId: id, detail: { note } });
    call.tell(id);
    return { notes: await notesAt(call, id) };
  }),

  route(readShiftNote, { may: shelterStaff, audit: 'shift_note.read' }, (call) =>
    markNote(call, markNoteRead),
  ),

  route(unpinShiftNote, { may: shelterStaff, audit: 'shift_note.unpin' }, (call) =>
    markNote(call, markUnpinned),
  ),
];
