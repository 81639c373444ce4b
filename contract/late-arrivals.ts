import { z } from 'zod';
import { byId, endpoint, Id, Instant, Text } from './endpoint.ts';

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

export const undoNoShow = endpoint({
  name: 'undoNoShow',
  method: 'DELETE',
  path: '/api/guests/:id/no-show',
  summary: 'They come after all: reservation, enrollment and a place again, or every reason why not',
  params: byId,
  reply: z.object({ guestId: Id, sameBed: z.boolean() }),
});

const kinds = ['overdue', 'without_place', 'count_is_stale', 'still_in_house', 'exits_tomorrow'] as const;
export type AttentionKind = (typeof kinds)[number];

/** What needs a person: one line with its number; each opens its list. */
export const Attention = z.object({
  kind: z.enum(kinds),
  facilityId: Id,
  facilityName: z.string(),
  count: z.number().int(),
});
export type Attention = z.infer<typeof Attention>;

export const listAttention = endpoint({
  name: 'listAttention',
  method: 'GET',
  path: '/api/attention',
  summary:
    'What needs a person now at one’s own shelter: late, without a place, stale counts, exits tomorrow',
  reply: z.object({ items: z.array(Attention) }),
});
