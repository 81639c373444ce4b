import { z } from 'zod';
import { endpoint, Id } from './endpoint.ts';

/** The quiet list on Home: what needs a person, for each role. */

const kinds = [
  // the shelter
  'overdue',
  'without_place',
  'count_is_stale',
  'still_in_house',
  'exits_tomorrow',
  'left_open',
  'notices_due',
  'bars_to_review',
  'appeals_to_decide',
  'appeals_to_hear',
  // the reservation team
  'guests_late',
  'guests_released',
  'guests_without_place',
  'guests_not_eligible',
  'assessments_open',
  // the administrators
  'counts_stale',
  'over_capacity',
] as const;
export type AttentionKind = (typeof kinds)[number];

const Person = z.object({
  clientId: Id,
  reservationId: Id.nullable(),
  name: z.string(),
});

/** One line with its number; it opens its list, or names the people. */
export const Attention = z.object({
  kind: z.enum(kinds),
  facilityId: Id.nullable().describe('null: of no facility, or of several'),
  facilityName: z.string().nullable(),
  count: z.number().int(),
  people: z.array(Person).describe('Of a team: its guests, the first of them where there are many'),
});
export type Attention = z.infer<typeof Attention>;

export const listAttention = endpoint({
  name: 'listAttention',
  method: 'GET',
  path: '/api/attention',
  summary:
    'What needs a person now: at one’s own shelter, among the team’s own reservations, or at all shelters together',
  reply: z.object({ items: z.array(Attention) }),
});
