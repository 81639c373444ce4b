import { z } from 'zod';
import { byId, endpoint, Id } from './endpoint.ts';
import { ShelterKind } from './facilities.ts';
import { Night } from './nights.ts';
import { Obstacle } from './obstacles.ts';
import { Answers, FormDefinition, LastAnswer } from './placement.ts';

/** The one variable that Intake's form knows beside the answers: true for a head of household or an adult. */
export const adultOrHead = 'adultOrHead';

export const EnrollmentSummary = z.object({
  id: Id,
  projectId: Id,
  projectName: z.string(),
  organizationId: Id,
  kind: ShelterKind.nullable(),
  state: z.enum(['pending', 'open', 'ended', 'voided']),
  plannedDate: Night.nullable(),
  entryDate: Night.nullable(),
  exitDate: Night.nullable(),
  mayReturnFrom: Night.nullable().describe('Told at the exit: the first night they may stay here again'),
  relationshipToHoH: z.number().int().nullable(),
  toAskAtTheDoor: z.number().int().describe('How many start elements are still unanswered'),
});
export type EnrollmentSummary = z.infer<typeof EnrollmentSummary>;

/** What a shelter said when somebody left: told to whoever books before that night. It is no bar and refuses nothing. */
export const SaidAtExit = z.object({ exitDate: Night, mayReturnFrom: Night });
export type SaidAtExit = z.infer<typeof SaidAtExit>;

export const openIntake = endpoint({
  name: 'openIntake',
  method: 'GET',
  path: '/api/clients/:id/intake',
  summary:
    "What Intake at this facility's project needs: the form, the members who may come along, the last answers",
  params: byId,
  query: z.object({ facilityId: z.coerce.number().int().positive() }),
  reply: z.object({
    facility: z.object({
      id: Id,
      name: z.string(),
      projectId: Id,
      projectName: z.string(),
      kind: ShelterKind,
    }),
    definition: FormDefinition,
    members: z.array(
      z.object({
        clientId: Id,
        name: z.string(),
        age: z.number().nullable(),
        adult: z.boolean(),
        relationshipToHoH: z.number().int(),
        enrollment: EnrollmentSummary.nullable(),
        saidAtExit: SaidAtExit.nullable(),
        answers: Answers,
        lastAnswers: z.record(z.string(), LastAnswer),
      }),
    ),
    obstacles: z
      .array(Obstacle)
      .describe('What already speaks against this person here: a bar, a stay, the law'),
    tonight: Night,
  }),
});

export const saveIntake = endpoint({
  name: 'saveIntake',
  method: 'POST',
  path: '/api/enrollments',
  summary:
    'Intake: pending enrollments for one person or chosen members; one pending per client and project, re-dated',
  body: z.object({
    facilityId: Id,
    members: z
      .array(
        z.object({
          clientId: Id,
          relationshipToHoH: z.number().int().min(1).max(5),
          startDate: Night.optional().describe('Planned first night; tonight unless told'),
          answers: Answers.default({}),
        }),
      )
      .min(1)
      .max(20)
      .refine(
        (members) => new Set(members.map((m) => m.clientId)).size === members.length,
        'A person is named twice',
      ),
  }),
  status: 201,
  reply: z.object({ enrollments: z.array(EnrollmentSummary.extend({ clientId: Id })) }),
});
