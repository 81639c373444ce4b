import { z } from 'zod';
import { byId, endpoint, Id, Instant, Text } from './endpoint.ts';
import { codesOf, notCollected } from './hud/code-lists.ts';
import { Night } from './nights.ts';
import { Obstacle } from './obstacles.ts';

/** Leaving a shelter: check-out, the morning of everybody at once, and what HUD asks of who moves out. */

const subsidized = 435;
const elsewhere = 17;
const codeOf = (list: '3.12.1' | '3.12.A') =>
  z
    .number()
    .int()
    .refine(
      (code) => code !== notCollected && codesOf(list).some((known) => known.code === code),
      `Not a value of HUD's list ${list}`,
    );

/** HUD 3.11, 3.12: where somebody goes when the enrollment ends, and whether and when they may come back. */
export const Exit = z
  .object({
    destination: codeOf('3.12.1').describe('HUD 3.12; 30 where nobody could ask'),
    subsidy: codeOf('3.12.A').optional().describe('HUD 3.12.A, for a rental with a subsidy (435)'),
    other: Text(50).optional().describe('HUD 3.12: where, for another destination (17)'),
    mayReturnFrom: Night.nullable().optional().describe('First night they may come back; null: any time'),
    note: Text(1000).optional(),
  })
  .refine((exit) => exit.subsidy === undefined || exit.destination === subsidized, {
    path: ['subsidy'],
    message: 'Only a rental with a subsidy has a kind of subsidy',
  })
  .refine((exit) => exit.other === undefined || exit.destination === elsewhere, {
    path: ['other'],
    message: 'Only another destination is written out',
  });
export type Exit = z.infer<typeof Exit>;

export const checkOut = endpoint({
  name: 'checkOut',
  method: 'POST',
  path: '/api/guests/:id/departure',
  summary: 'The guest leaves: the place is free at once; with an exit, the enrollment ends, too',
  params: byId,
  body: z.object({
    sleptHere: z
      .boolean()
      .optional()
      .describe('Asked of who leaves in the same night as they came: without it no bed night is left'),
    exit: Exit.optional().describe('Needed for extended stay; for night-by-night where they moved out'),
  }),
  status: 201,
  reply: z.object({ guestId: Id, leftAt: Instant, exitDate: Night.nullable() }),
});

export const undoCheckOut = endpoint({
  name: 'undoCheckOut',
  method: 'DELETE',
  path: '/api/guests/:id/departure',
  summary: 'Take a check-out back within two minutes: in house again, or every reason why not',
  params: byId,
  reply: z.object({ guestId: Id }),
});

const choices = ['leaving', 'returning', 'moved_out'] as const;
export type MorningChoice = (typeof choices)[number];

export const MorningGuest = z.object({
  guestId: Id,
  clientId: Id,
  reservationId: Id,
  partyId: Id,
  partySize: z.number().int(),
  name: z.string(),
  sayIt: z.string().nullable(),
  goesBy: z.string().nullable(),
  bedLabel: z.string().nullable(),
  roomName: z.string().nullable(),
  arrivedAt: Instant,
  nightsSlept: z.number().int().describe('At this facility, within the days that its longest stay counts'),
  lastMorning: z.enum(choices).nullable().describe('What they did on their last morning here'),
  keptUntil: Night.nullable().describe('Day of leaving where tonight is theirs already'),
  awayUntil: Night.nullable().describe('First night back, where their leave begins tonight'),
  warnings: z.array(Obstacle).describe('What stands against another night, before anything is tried'),
});
export type MorningGuest = z.infer<typeof MorningGuest>;

export const readMorning = endpoint({
  name: 'readMorning',
  method: 'GET',
  path: '/api/facilities/:id/morning',
  summary: 'Everybody who slept here last night and is still here, with what to ask them',
  params: byId,
  reply: z.object({
    facilityName: z.string(),
    timeZone: z.string(),
    night: Night.describe('The night that was slept'),
    tonight: Night,
    closedAt: Instant.nullable(),
    closedBy: z.string().nullable(),
    rebookNights: z.number().int().describe('For how many nights a returning guest may be kept a place'),
    guests: z.array(MorningGuest),
    onLeave: z
      .array(
        z.object({
          guestId: Id,
          name: z.string(),
          goesBy: z.string().nullable(),
          until: Night.describe('The first night they are back'),
          freesPlace: z.boolean(),
        }),
      )
      .describe('Who was away last night with leave: nobody to ask, and no night slept'),
  }),
});

export const confirmMorning = endpoint({
  name: 'confirmMorning',
  method: 'POST',
  path: '/api/facilities/:id/morning',
  summary: 'One confirm: all check-outs and all places for those who return; who can’t be kept is listed',
  params: byId,
  body: z.object({
    night: Night,
    guests: z
      .array(
        z.object({
          guestId: Id,
          choice: z.enum(choices),
          nights: z.number().int().min(1).max(30).optional().describe('Nights to keep; 1 unless told'),
          exit: Exit.optional().describe('For who moved out; destination 30 unless told'),
        }),
      )
      .max(1000)
      .refine(
        (guests) => new Set(guests.map((g) => g.guestId)).size === guests.length,
        'A guest is named twice',
      ),
    closes: z
      .boolean()
      .default(true)
      .describe('The morning is done: nobody comes late to that night any more'),
  }),
  status: 201,
  reply: z.object({
    left: z.array(Id),
    movedOut: z.array(Id),
    returning: z.array(z.object({ guestId: Id, reservationId: Id, sameBed: z.boolean() })),
    notKept: z.array(z.object({ guestId: Id, clientId: Id, name: z.string(), obstacles: z.array(Obstacle) })),
  }),
});

export const extendStay = endpoint({
  name: 'extendStay',
  method: 'POST',
  path: '/api/facilities/:id/stay-extensions',
  summary: 'A supervisor lets one person stay longer than the facility’s longest stay, with a reason',
  params: byId,
  body: z.object({ clientId: Id, until: Night, reason: Text(500) }),
  status: 201,
  reply: z.object({ id: Id }),
});
