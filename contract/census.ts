import { z } from 'zod';
import { byId, endpoint, Id, Instant, Text } from './endpoint.ts';
import { Night } from './nights.ts';

/** The two-minute count: what was found in each place, and putting right where the board says otherwise. */

/** Whom the board has in a place. */
export const ExpectedThere = z.enum(['in_house', 'expected', 'nobody', 'heads']);
export type ExpectedThere = z.infer<typeof ExpectedThere>;

/** What was found there; `elsewhere`: the guest is in the house, in another place. */
export const FoundThere = z.enum(['here', 'empty', 'somebody_else', 'elsewhere']);
export type FoundThere = z.infer<typeof FoundThere>;

export const Settlement = z.enum(['checked_in', 'left', 'on_leave', 'moved', 'miscounted', 'explained']);
export type Settlement = z.infer<typeof Settlement>;

export const CensusDifference = z.object({
  id: Id,
  countedAt: Instant,
  bedId: Id.nullable(),
  bedLabel: z.string().nullable(),
  roomName: z.string().nullable(),
  guestId: Id.nullable(),
  clientId: Id.nullable(),
  name: z.string().nullable(),
  goesBy: z.string().nullable(),
  expected: ExpectedThere,
  found: FoundThere.or(z.literal('heads')),
  note: z.string().nullable(),
  settlements: z.array(Settlement).describe('How it can be put right'),
});
export type CensusDifference = z.infer<typeof CensusDifference>;

export const Census = z.object({
  last: z
    .object({
      id: Id,
      night: Night,
      countedAt: Instant,
      countedBy: z.string(),
      expected: z.number().int(),
      found: z.number().int(),
      complete: z.boolean().describe('Every place was looked at'),
    })
    .nullable(),
  differences: z.array(CensusDifference).describe('Not put right yet, of whatever count'),
});
export type Census = z.infer<typeof Census>;

export const readCensus = endpoint({
  name: 'readCensus',
  method: 'GET',
  path: '/api/facilities/:id/census',
  summary: 'The last count of a facility, and what of it is not put right yet',
  params: byId,
  reply: Census,
});

export const saveCensus = endpoint({
  name: 'saveCensus',
  method: 'POST',
  path: '/api/facilities/:id/census',
  summary:
    'What was found, place by place or as a number of heads. It is always saved, whatever was promised',
  params: byId,
  body: z
    .object({
      places: z
        .array(z.object({ bedId: Id, found: FoundThere, note: Text(200).optional() }))
        .max(2000)
        .default([])
        .refine(
          (places) => new Set(places.map((p) => p.bedId)).size === places.length,
          'A place is named twice',
        ),
      heads: z.number().int().min(0).max(5000).optional().describe('A shelter that only counts heads'),
    })
    .refine((count) => count.places.length > 0 || count.heads !== undefined, 'Say what was found'),
  status: 201,
  reply: Census,
});

export const settleDifference = endpoint({
  name: 'settleDifference',
  method: 'POST',
  path: '/api/census-differences/:id/settlement',
  summary:
    'Put a difference right with a reason: checks in who was found, checks out who was not, gives leave to who is away',
  params: byId,
  body: z.object({
    as: Settlement,
    reason: Text(300),
    until: Night.optional().describe('First night back of who is on leave; the next night unless told'),
  }),
  status: 201,
  reply: Census,
});

export const BedNight = z.object({
  id: Id,
  enrollmentId: Id,
  clientId: Id,
  name: z.string(),
  goesBy: z.string().nullable(),
  bedLabel: z.string().nullable(),
  arrivedAt: Instant.nullable(),
  leftAt: Instant.nullable(),
  recordedAt: Instant,
  recordedBy: z.string().nullable(),
  addReason: z.string().nullable(),
  isEntryNight: z.boolean(),
});
export type BedNight = z.infer<typeof BedNight>;

const BedNights = z.object({
  night: Night,
  tonight: Night,
  freeSince: Night.describe('First night that staff may put right; earlier ones need an administrator'),
  mayCorrect: z.boolean().describe('Whoever asks, on this night'),
  nights: z.array(BedNight),
  absent: z
    .array(
      z.object({
        enrollmentId: Id,
        clientId: Id,
        name: z.string(),
        goesBy: z.string().nullable(),
        leftThatDay: z
          .boolean()
          .describe('Their exit is that very day; only an administrator is told of them'),
      }),
    )
    .describe('Enrolled on that night, without a bed night'),
});
export type BedNights = z.infer<typeof BedNights>;

export const listBedNights = endpoint({
  name: 'listBedNights',
  method: 'GET',
  path: '/api/facilities/:id/bed-nights',
  summary: 'Who slept at a night-by-night facility on a night, and who was enrolled and did not',
  params: byId,
  query: z.object({ night: Night }),
  reply: BedNights,
});

export const addBedNight = endpoint({
  name: 'addBedNight',
  method: 'POST',
  path: '/api/facilities/:id/bed-nights',
  summary: 'Write down afterwards that somebody slept here, with a reason',
  params: byId,
  body: z.object({ enrollmentId: Id, night: Night, reason: Text(300) }),
  status: 201,
  reply: BedNights,
});

export const removeBedNight = endpoint({
  name: 'removeBedNight',
  method: 'POST',
  path: '/api/bed-nights/:id/removal',
  summary: 'Take out a bed night that was not slept, with a reason; it is kept as taken out',
  params: byId,
  body: z.object({ reason: Text(300) }),
  status: 201,
  reply: BedNights,
});
