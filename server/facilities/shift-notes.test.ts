import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCurrentReservations } from '../../contract/reservations.ts';
import { pinShiftNote, readShiftNote, unpinShiftNote } from '../../contract/shift-notes.ts';
import { type County, startCounty } from '../../test/county.ts';

let county: County;
beforeAll(async () => {
  county = await startCounty({ idleMinutes: 9000 });
});
afterAll(() => county.stop());

const at = () => ({ params: { id: county.commons.id } });

test('a note waits for everybody who works there, with name and time of each who has read it', async () => {
  const staff = await county.staff();
  const supervisor = await county.supervisor();
  const pinned = await staff.call(pinShiftNote, {
    ...at(),
    body: { text: 'The back door sticks; use the side door' },
  });
  expect(pinned.status).toBe(201);
  const note = pinned.body.notes[0]!;
  expect(note).toMatchObject({
    text: 'The back door sticks; use the side door',
    pinnedBy: 'Teo Lindgren',
    isRead: true,
    readings: [{ name: 'Teo Lindgren' }],
    waitsFor: ['Ada Brandt'],
  });
  expect((await supervisor.call(readCurrentReservations, { ...at(), query: {} })).body.notes).toMatchObject([
    { isRead: false },
  ]);

  // It waits beyond the night; once all have read it, it is gone with the next.
  county.clock.set('2026-11-25T18:00:00Z');
  const read = await supervisor.call(readShiftNote, { params: { id: note.id } });
  expect(read.status).toBe(201);
  expect(read.body.notes).toEqual([]);
});

test('a note that all have read stays for the day it was pinned on; taken down, it is gone', async () => {
  const staff = await county.staff();
  const supervisor = await county.supervisor();
  const { body } = await supervisor.call(pinShiftNote, { ...at(), body: { text: 'Boiler man at seven' } });
  const id = body.notes[0]!.id;
  const seen = await staff.call(readShiftNote, { params: { id } });
  expect(seen.body.notes).toMatchObject([{ id, isRead: true, waitsFor: [] }]);
  expect((await staff.call(readShiftNote, { params: { id } })).body.notes[0]?.readings).toHaveLength(2);
  expect((await staff.call(unpinShiftNote, { params: { id } })).body.notes).toEqual([]);
});

test('a note is its own shelter’s', async () => {
  const staff = await county.staff();
  const quarry = await county.quarryStaff();
  const { body } = await staff.call(pinShiftNote, { ...at(), body: { text: 'Ours' } });
  const id = body.notes[0]!.id;
  expect((await quarry.call(pinShiftNote, { ...at(), body: { text: 'Theirs' } })).status).toBe(404);
  expect((await quarry.call(readShiftNote, { params: { id } })).status).toBe(404);
  expect((await quarry.call(unpinShiftNote, { params: { id } })).status).toBe(404);
  expect((await county.specialist.call(pinShiftNote, { ...at(), body: { text: 'Theirs' } })).status).toBe(
    403,
  );
});
