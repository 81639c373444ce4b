import { z } from 'zod';
import { byId, endpoint, Id, Instant, Text } from './endpoint.ts';
import { Night } from './nights.ts';
import { Answers, FormDefinition } from './placement.ts';
import { GuestRequest } from './reservations.ts';

/** What happens at a shelter's door beside the check-in of who is expected: walk-ins, joiners, swaps, leave. */

const Line = z.object({ name: z.string(), phone: z.string().nullable(), hours: z.string().nullable() });

export const readDoor = endpoint({
  name: 'readDoor',
  method: 'GET',
  path: '/api/facilities/:id/door',
  summary: 'Whether a facility takes people from the door, whom to call otherwise, and who is away or gone',
  params: byId,
  reply: z.object({
    acceptsWalkIns: z.boolean(),
    leaveFreesPlace: z.boolean().describe('Whether the place of a guest on leave is free meanwhile'),
    teams: z.array(Line).describe('Reservation teams that book here: they find or make a record'),
    onLeave: z.array(
      z.object({
        leaveId: Id,
        guestId: Id,
        reservationId: Id,
        name: z.string(),
        goesBy: z.string().nullable(),
        kind: z.enum(['pass', 'leave']),
        from: Night,
        until: Night.describe('The first night they are back'),
        freesPlace: z.boolean(),
        reason: z.string().nullable(),
      }),
    ),
    left: z
      .array(
        z.object({
          guestId: Id,
          name: z.string(),
          goesBy: z.string().nullable(),
          at: Instant,
          disputed: z.boolean().describe('This night is recorded here, and somebody else found them since'),
        }),
      )
      .describe('Guests of tonight who are somewhere else by now; not told where'),
  }),
});

/** What was done at the door for one guest. */
const Arrived = z.object({
  guestId: Id,
  clientId: Id,
  enrollmentId: Id,
  bedId: Id.nullable().describe('null: shares another’s place, or has none yet'),
});

export const takeWalkIn = endpoint({
  name: 'takeWalkIn',
  method: 'POST',
  path: '/api/facilities/:id/walk-ins',
  summary: 'Somebody from the door: enrollment, reservation and arrival in one act, from places not promised',
  params: byId,
  body: z.object({
    guests: z
      .array(GuestRequest.omit({ enrollmentId: true }))
      .min(1)
      .max(20)
      .refine(
        (guests) => new Set(guests.map((g) => g.clientId)).size === guests.length,
        'A person is named twice',
      ),
    endDate: Night.optional().describe(
      'Day of leaving; the next day unless told; not read for extended stay',
    ),
  }),
  status: 201,
  reply: z.object({
    reservationId: Id,
    night: Night,
    guests: z.array(Arrived),
    leftElsewhere: z.boolean().describe('A place elsewhere tonight has ended with this'),
  }),
});

export const joinParty = endpoint({
  name: 'joinParty',
  method: 'POST',
  path: '/api/reservations/:id/guests',
  summary: 'Somebody who was not on the reservation joins its party tonight, where there is room with them',
  params: byId,
  body: GuestRequest.omit({ enrollmentId: true }).extend({ version: z.number().int() }),
  status: 201,
  reply: z.object({ night: Night, guest: Arrived, leftElsewhere: z.boolean() }),
});

export const swapPlaces = endpoint({
  name: 'swapPlaces',
  method: 'POST',
  path: '/api/facilities/:id/swaps',
  summary: 'Two guests exchange their places in one act, both checked for fit',
  params: byId,
  body: z.object({
    guests: z
      .array(z.object({ guestId: Id, version: z.number().int() }))
      .length(2)
      .refine(([a, b]) => a?.guestId !== b?.guestId, 'Name two guests'),
    overrideReason: Text(300).optional().describe('A supervisor may swap though a place does not fit'),
  }),
  status: 201,
  reply: z.object({ guests: z.array(z.object({ guestId: Id, bedId: Id })) }),
});

export const openDoorQuestions = endpoint({
  name: 'openDoorQuestions',
  method: 'GET',
  path: '/api/guests/:id/door-questions',
  summary: 'What intake left open of a guest, as a form with only those questions',
  params: byId,
  reply: z.object({
    guestId: Id,
    name: z.string(),
    goesBy: z.string().nullable(),
    informationDate: Night.describe('The entry date, or the planned one: what the answers will be dated'),
    open: z.number().int(),
    definition: FormDefinition,
    answers: Answers.describe('What was answered already, for the conditions of what is open'),
    adultOrHead: z.boolean(),
  }),
});

export const saveDoorAnswers = endpoint({
  name: 'saveDoorAnswers',
  method: 'POST',
  path: '/api/guests/:id/door-answers',
  summary: 'Answers to what intake left open; they carry the entry date. An answer that is there stays',
  params: byId,
  body: z.object({ answers: Answers }),
  status: 201,
  reply: z.object({ informationDate: Night, open: z.number().int() }),
});

export const giveLeave = endpoint({
  name: 'giveLeave',
  method: 'POST',
  path: '/api/guests/:id/leaves',
  summary: 'A guest is away for some nights and comes back: neither expected nor a no-show meanwhile',
  params: byId,
  body: z
    .object({
      kind: z.enum(['pass', 'leave']),
      from: Night.optional().describe('First night away; tonight unless told'),
      until: Night.describe('First night back'),
      reason: Text(300).optional(),
      freesPlace: z
        .boolean()
        .optional()
        .describe('Other than the facility decides: a supervisor, with a reason'),
    })
    .refine(({ freesPlace, reason }) => freesPlace === undefined || reason !== undefined, {
      message: 'Give a reason for deciding otherwise',
      path: ['reason'],
    }),
  status: 201,
  reply: z.object({ id: Id, from: Night, until: Night, freesPlace: z.boolean() }),
});

export const endLeave = endpoint({
  name: 'endLeave',
  method: 'POST',
  path: '/api/leaves/:id/end',
  summary:
    'Back early: the nights from tonight on are no longer away, and a place is sought again if it was freed',
  params: byId,
  status: 201,
  reply: z.object({ guestId: Id, hasPlace: z.boolean() }),
});
