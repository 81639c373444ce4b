import { z } from 'zod';
import { byId, endpoint, Id, Instant, Text } from './endpoint.ts';
import { Night } from './nights.ts';

/** Who is late: the desk says of each whether they are still expected. */

export const answerLate = endpoint({
  name: 'answerLate',
  method: 'POST',
  path: '/api/facilities/:id/late-arrivals',
  summary:
    'The desk’s answers, all at once: still expected until when and why, or not here; then the place is free',
  params: byId,
  body: z.object({
    guests: z
      .array(
        z.object({
          guestId: Id,
          stillExpected: z
            .object({ until: Instant, reason: Text(200) })
            .optional()
            .describe('Left out: not here'),
        }),
      )
      .min(1)
      .max(500)
      .refine(
        (guests) => new Set(guests.map((g) => g.guestId)).size === guests.length,
        'A guest is named twice',
      ),
  }),
  status: 201,
  reply: z.object({ stillExpected: z.array(Id), released: z.array(Id) }),
});

const LateGuest = z.object({
  guestId: Id,
  clientId: Id,
  reservationId: Id,
  name: z.string(),
  sayIt: z.string().nullable(),
  goesBy: z.string().nullable(),
  partySize: z.number().int(),
  lateFrom: Instant.nullable(),
  lateReason: z.string().nullable(),
  releasedAt: Instant.nullable(),
  releasedBy: z.string().nullable().describe('null: by itself, as the facility wants it'),
});
export type LateGuest = z.infer<typeof LateGuest>;

export const readLate = endpoint({
  name: 'readLate',
  method: 'GET',
  path: '/api/facilities/:id/late-arrivals',
  summary: 'Who has not come by the cut-off tonight, who is still expected, and who was released',
  params: byId,
  reply: z.object({
    facilityName: z.string(),
    timeZone: z.string(),
    night: Night,
    cutOff: Instant.nullable().describe('null: the facility has no cut-off'),
    readAt: Instant,
    overdue: z.array(LateGuest),
    expected: z.array(LateGuest).describe('Not late yet, or said to come later'),
    released: z.array(LateGuest),
  }),
});

export const undoNoShow = endpoint({
  name: 'undoNoShow',
  method: 'DELETE',
  path: '/api/guests/:id/no-show',
  summary: 'They come after all: reservation, enrollment and a place again, or every reason why not',
  params: byId,
  reply: z.object({ guestId: Id, sameBed: z.boolean() }),
});
