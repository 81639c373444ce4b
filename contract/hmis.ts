import { z } from 'zod';
import { byId, endpoint, Id, Instant } from './endpoint.ts';

/** Where an import is: it reads, then checks what it read, then saves all of it at once. */
export const ImportProgress = z.object({
  phase: z.enum(['waiting', 'reading', 'checking', 'saving', 'done']),
  files: z.array(
    z.object({
      file: z.string(),
      rows: z.number().int(),
      bytes: z.number(),
      bytesRead: z.number(),
      done: z.boolean(),
    }),
  ),
  /** What is being saved: one of the things that the summary counts. */
  saving: z.string().nullable(),
});
export type ImportProgress = z.infer<typeof ImportProgress>;

/** What an import counts, in the order in which it is saved. */
export const counted = [
  'organization',
  'project',
  'facility',
  'inventory',
  'place',
  'client',
  'enrollment',
  'exit',
  'bed_night',
  'resident',
] as const;

/** A resident whose place is not one of the inventory, or who got none. */
export const ImportedResident = z.object({
  clientId: Id,
  personalId: z.string(),
  facilityName: z.string(),
  place: z.string().nullable(),
  since: z.string(),
  why: z.enum([
    'beyond_the_places',
    'does_not_fit',
    'has_a_place_elsewhere',
    'in_two_shelters',
    'no_facility',
  ]),
});
export type ImportedResident = z.infer<typeof ImportedResident>;

export const ImportSummary = z.object({
  implementation: z.string(),
  exportedAt: z.string(),
  period: z.string(),
  software: z.string(),
  seconds: z.number(),
  files: z.array(
    z.object({
      file: z.string(),
      rows: z.number().int(),
      read: z.boolean().describe('false: its rows are counted and not read yet'),
    }),
  ),
  /** Services that are no bed nights: counted and not read yet. */
  otherServices: z.number().int(),
  counts: z.array(
    z.object({
      what: z.enum(counted),
      added: z.number().int(),
      changed: z.number().int(),
      removed: z.number().int(),
      unchanged: z.number().int(),
    }),
  ),
  residents: z.array(ImportedResident),
  residentsNotListed: z.number().int(),
  warnings: z.array(
    z.object({
      code: z.string(),
      sentence: z.string(),
      count: z.number().int(),
      examples: z.array(z.object({ file: z.string(), line: z.number().int().nullable() })),
    }),
  ),
});
export type ImportSummary = z.infer<typeof ImportSummary>;

/** What is wrong with an export: it was changed in nothing. */
export const ImportError = z.object({
  file: z.string(),
  line: z.number().int().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
});
export type ImportError = z.infer<typeof ImportError>;

/** `cut_off`: the server that ran it ended; nothing of it was kept. */
const ImportState = z.enum(['running', 'imported', 'refused', 'failed', 'cut_off']);

export const ImportRun = z.object({
  id: Id,
  sourceName: z.string(),
  startedAt: Instant,
  startedBy: z.string().nullable().describe('null: the command line'),
  finishedAt: Instant.nullable(),
  state: ImportState,
  title: z.string().nullable().describe('What came of it, in one sentence'),
});
export type ImportRun = z.infer<typeof ImportRun>;

export const ImportDetails = ImportRun.extend({
  progress: ImportProgress,
  summary: ImportSummary.nullable(),
  errors: z.array(ImportError).describe('The first twenty; all of them are in the rejects file'),
  errorCount: z.number().int(),
  hasRejects: z.boolean(),
});
export type ImportDetails = z.infer<typeof ImportDetails>;

/** The body is the zip itself, as application/zip; it may be large, so it is no JSON. */
export const startImport = endpoint({
  name: 'startImport',
  method: 'POST',
  path: '/api/imports',
  summary: 'Hand in a HUD HMIS CSV FY2026 export as a zip; it is read in the background',
  query: z.object({ name: z.string().trim().min(1).max(200) }),
  status: 201,
  reply: ImportRun,
});

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/api/imports',
  summary: 'The newest imports, whoever began them',
  reply: z.object({ imports: z.array(ImportRun) }),
});

export const readImport = endpoint({
  name: 'readImport',
  method: 'GET',
  path: '/api/imports/:id',
  summary: 'How far an import is, and what came of it',
  params: byId,
  reply: ImportDetails,
});

export const readRejects = endpoint({
  name: 'readRejects',
  method: 'GET',
  path: '/api/imports/:id/rejects',
  summary:
    'The rejects file of an import: file, line, column, value, reason, kind; without names and numbers',
  params: byId,
  reply: z.object({ fileName: z.string(), csv: z.string() }),
});
