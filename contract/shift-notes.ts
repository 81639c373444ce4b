import { z } from 'zod';
import { byId, endpoint, Id, Instant, Text } from './endpoint.ts';

/** What a shift leaves for the next: pinned on a facility's Tonight until everybody who works there has read it. */
export const ShiftNote = z.object({
  id: Id,
  text: z.string(),
  pinnedAt: Instant,
  pinnedBy: z.string(),
  readings: z.array(z.object({ name: z.string(), at: Instant })),
  waitsFor: z.array(z.string()).describe('Who works here and has not read it'),
  isRead: z.boolean().describe('By whoever asks'),
});
export type ShiftNote = z.infer<typeof ShiftNote>;

const ShiftNotes = z.object({ notes: z.array(ShiftNote) });

export const pinShiftNote = endpoint({
  name: 'pinShiftNote',
  method: 'POST',
  path: '/api/facilities/:id/shift-notes',
  summary: 'Pin a note for who works here next',
  params: byId,
  body: z.object({ text: Text(1000) }),
  status: 201,
  reply: ShiftNotes,
});

export const readShiftNote = endpoint({
  name: 'readShiftNote',
  method: 'POST',
  path: '/api/shift-notes/:id/reading',
  summary: 'I have read it: name and time stand beside the note',
  params: byId,
  status: 201,
  reply: ShiftNotes,
});

export const unpinShiftNote = endpoint({
  name: 'unpinShiftNote',
  method: 'DELETE',
  path: '/api/shift-notes/:id',
  summary: 'Take a note down; it is kept with who read it',
  params: byId,
  reply: ShiftNotes,
});
