import { z } from 'zod';
import { byId, endpoint, Id, Instant } from './endpoint.ts';
import { FormDefinition } from './placement.ts';

/** The forms of a team's Shelter Placement Assessment: published version by version, never changed. */

export const TeamKind = z.enum(['single_adults', 'families', 'single_point_of_entry']);
export type TeamKind = z.infer<typeof TeamKind>;

export const FormVersion = z.object({
  id: Id,
  version: z.number().int(),
  title: z.string(),
  pages: z.number().int(),
  questions: z.number().int(),
  publishedAt: Instant,
  publishedBy: z.string().nullable(),
});
export type FormVersion = z.infer<typeof FormVersion>;

export const listForms = endpoint({
  name: 'listForms',
  method: 'GET',
  path: '/api/administration/teams/:id/assessment-forms',
  summary: "Every version of a team's assessment form, the newest first; the newest is the one in use",
  params: byId,
  reply: z.object({ forms: z.array(FormVersion) }),
});

export const readForm = endpoint({
  name: 'readForm',
  method: 'GET',
  path: '/api/administration/assessment-forms/:id',
  summary: 'One version as data, to keep or to begin the next one with',
  params: byId,
  reply: z.object({ definition: FormDefinition }),
});

export const readStandardForm = endpoint({
  name: 'readStandardForm',
  method: 'GET',
  path: '/api/administration/standard-forms/:kind',
  summary: 'A form to begin with, in English and Spanish',
  params: z.object({ kind: TeamKind }),
  reply: z.object({ definition: FormDefinition }),
});

export const FormCheck = z.object({
  pages: z.number().int(),
  questions: z.number().int(),
  problems: z.array(z.string()).describe('Why it cannot be published'),
  remarks: z.array(z.string()).describe('What is odd and allowed'),
});
export type FormCheck = z.infer<typeof FormCheck>;

export const checkFormDefinition = endpoint({
  name: 'checkFormDefinition',
  method: 'POST',
  path: '/api/administration/assessment-forms/check',
  summary: 'Whether a form can be published, and what is odd about it; saves nothing',
  body: z.object({ definition: FormDefinition }),
  reply: FormCheck,
});

export const publishForm = endpoint({
  name: 'publishForm',
  method: 'POST',
  path: '/api/administration/teams/:id/assessment-forms',
  summary: 'Publish the next version of a team’s assessment form; drafts begun before keep theirs',
  params: byId,
  body: z.object({ definition: FormDefinition }),
  status: 201,
  reply: FormVersion,
});
