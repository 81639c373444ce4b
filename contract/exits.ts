import { z } from 'zod';
import { Exit } from './departures.ts';
import { byId, endpoint, Id, Instant } from './endpoint.ts';
import { ShelterKind } from './facilities.ts';
import { Night } from './nights.ts';
import { Answers, FormDefinition, LastAnswer } from './placement.ts';

/** The end of enrollments: HUD's exit stage of each member, and what the clock ends by itself. */

const ExitMember = z.object({
  enrollmentId: Id,
  clientId: Id,
  name: z.string(),
  goesBy: z.string().nullable(),
  adult: z.boolean(),
  relationshipToHoH: z.number().int().nullable(),
  entryDate: Night,
  lastNight: Night.nullable().describe('Last bed night; null in an extended stay'),
  exitDate: Night.describe('The day after the last night, unless told otherwise'),
  earliestExit: Night,
  latestExit: Night,
  inHouse: z.boolean().describe('In house, or expected again: the exit ends that stay, too'),
  cameTonight: z.boolean().describe('Came for this same night: asked whether they slept here'),
  lastAnswers: z.record(z.string(), LastAnswer),
});

/** Nights that an enrollment elsewhere has in common with one that ends; where it is only where one may see it. */
const Overlap = z.object({
  clientId: Id,
  name: z.string(),
  projectName: z.string().nullable().describe('null: not theirs to know who are asking'),
  firstNight: Night.nullable(),
  lastNight: Night.nullable(),
});

export const openExit = endpoint({
  name: 'openExit',
  method: 'GET',
  path: '/api/clients/:id/exit',
  summary:
    'What an exit needs: each own shelter where they are enrolled, the members, the form, nights recorded elsewhere',
  params: byId,
  reply: z.object({
    stays: z.array(
      z.object({
        projectId: Id,
        facilityId: Id.nullable(),
        name: z.string(),
        kind: ShelterKind,
        definition: FormDefinition,
        members: z.array(ExitMember),
      }),
    ),
    overlaps: z.array(Overlap),
  }),
});

export const saveExit = endpoint({
  name: 'saveExit',
  method: 'POST',
  path: '/api/exits',
  summary: 'End enrollments, each with destination and exit-stage answers; an open stay ends in the same act',
  body: z.object({
    members: z
      .array(
        z.object({
          enrollmentId: Id,
          exit: Exit,
          exitDate: Night.optional().describe(
            'HUD 3.11; the day after the last night unless told; not read of who did not sleep a night for which they came',
          ),
          sleptHere: z.boolean().optional().describe('Asked of who came for this same night'),
          answers: Answers.default({}).describe(
            'Exit-stage elements; their information date is the exit date',
          ),
        }),
      )
      .min(1)
      .max(20)
      .refine(
        (members) => new Set(members.map((m) => m.enrollmentId)).size === members.length,
        'An enrollment is named twice',
      ),
  }),
  status: 201,
  reply: z.object({
    exits: z.array(
      z.object({
        enrollmentId: Id,
        clientId: Id,
        exitDate: Night.nullable().describe('null: the enrollment never began'),
        guestIds: z.array(Id).describe('Stays that ended with it; taken back by undoCheckOut'),
      }),
    ),
  }),
});

export const undoExit = endpoint({
  name: 'undoExit',
  method: 'DELETE',
  path: '/api/enrollments/:id/exit',
  summary: 'Take an exit back: within two minutes one’s own, an automatic one at any time',
  params: byId,
  reply: z.object({ id: Id }),
});

export const keepEnrollmentOpen = endpoint({
  name: 'keepEnrollmentOpen',
  method: 'POST',
  path: '/api/enrollments/:id/kept-open',
  summary: 'Somebody says that a silent enrollment goes on: the nights of silence count from tonight',
  params: byId,
  status: 201,
  reply: z.object({ id: Id }),
});

const Ending = z.object({
  enrollmentId: Id,
  clientId: Id,
  name: z.string(),
  goesBy: z.string().nullable(),
  lastNight: Night.nullable(),
  exitDate: Night.nullable(),
  exitedAt: Instant.nullable(),
});
export type Ending = z.infer<typeof Ending>;

export const readExits = endpoint({
  name: 'readExits',
  method: 'GET',
  path: '/api/facilities/:id/exits',
  summary: 'Which enrollments end by themselves tomorrow, which have lately, and which a stay has left open',
  params: byId,
  reply: z.object({
    facilityName: z.string(),
    timeZone: z.string(),
    nights: z
      .number()
      .int()
      .nullable()
      .describe(
        'Nights of silence after which an enrollment ends by itself; null: none does in an extended stay',
      ),
    tomorrow: z.array(Ending),
    byItself: z.array(Ending).describe('Of the last 60 days, the newest first'),
    leftOpen: z.array(Ending).describe('Gone from an extended stay, enrolled still'),
  }),
});
