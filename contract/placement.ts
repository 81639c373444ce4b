import { z } from 'zod';
import { byId, endpoint, Id, Instant } from './endpoint.ts';
import { Night } from './nights.ts';

export const AssessmentSummary = z.object({
  id: Id,
  title: z.string(),
  version: z.number().int().describe('Version of the form'),
  organizationName: z.string(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  validUntil: Night.nullable().describe('First day on which it no longer counts'),
  valid: z.boolean(),
  mine: z.boolean(),
});
export type AssessmentSummary = z.infer<typeof AssessmentSummary>;

/** A form is data: SurveyJS's definition, pages with questions, conditions and translations inside. */
export const FormDefinition = z.record(z.string(), z.unknown());

/** Answers by the name of the question. */
export const Answers = z.record(z.string().max(100), z.unknown());
export type Answers = z.infer<typeof Answers>;

/** An earlier answer to the same element, for Default Last: shown with its date and organization, never saved unseen. */
export const LastAnswer = z.object({
  value: z.unknown(),
  date: Night,
  organizationName: z.string(),
  from: z.enum(['assessment', 'enrollment']),
});
export type LastAnswer = z.infer<typeof LastAnswer>;

export const OpenAssessment = z.object({
  id: Id,
  clientId: Id,
  title: z.string(),
  formVersion: z.number().int(),
  definition: FormDefinition,
  answers: Answers,
  step: z.number().int(),
  version: z.number().int(),
  savedAt: Instant,
  finishedAt: Instant.nullable(),
  lastAnswers: z.record(z.string(), LastAnswer),
});
export type OpenAssessment = z.infer<typeof OpenAssessment>;

export const openAssessment = endpoint({
  name: 'openAssessment',
  method: 'POST',
  path: '/api/clients/:id/assessments',
  summary: "Start the acting team's Shelter Placement Assessment, or resume its draft",
  params: byId,
  reply: OpenAssessment,
});

export const readAssessment = endpoint({
  name: 'readAssessment',
  method: 'GET',
  path: '/api/assessments/:id',
  summary: 'An assessment of the own team, with its answers',
  params: byId,
  reply: OpenAssessment,
});

export const saveDraft = endpoint({
  name: 'saveDraft',
  method: 'PUT',
  path: '/api/assessments/:id/draft',
  summary: 'Save the answers so far and the step reached',
  params: byId,
  body: z.object({ answers: Answers, step: z.number().int().min(0).max(100), version: z.number().int() }),
  reply: z.object({ version: z.number().int(), savedAt: Instant }),
});

export const finishAssessment = endpoint({
  name: 'finishAssessment',
  method: 'POST',
  path: '/api/assessments/:id/completion',
  summary: 'Finish: the answers are checked against the form and yield the needs',
  params: byId,
  body: z.object({ answers: Answers, version: z.number().int() }),
  status: 201,
  reply: z.object({ id: Id, needs: z.record(z.string(), z.unknown()), validUntil: Night }),
});
