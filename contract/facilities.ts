import { z } from 'zod';
import { byId, endpoint, Id, Instant, TimeOfDay } from './endpoint.ts';
import { Night } from './nights.ts';

/** HUD 2.02.6: 0 keeps the place until they move out, 1 is booked by the night. */
export const ShelterKind = z.enum(['extended_stay', 'night_by_night']);
export type ShelterKind = z.infer<typeof ShelterKind>;

export const BedKind = z.enum(['lower', 'upper', 'single', 'cot', 'mat', 'crib']);
export type BedKind = z.infer<typeof BedKind>;

/** What everybody who may book or work there sees of a facility. A confidential site has no address. */
export const FacilitySummary = z.object({
  id: Id,
  name: z.string(),
  organizationId: Id,
  organizationName: z.string(),
  projectId: Id,
  kind: ShelterKind,
  phone: z.string().nullable(),
  address: z.string().nullable(),
  confidential: z.boolean(),
  checkInFrom: TimeOfDay.nullable(),
  checkInUntil: TimeOfDay.nullable(),
  leaveBy: TimeOfDay.nullable(),
  howToGetThere: z.string().nullable(),
  howToGetThereInSpanish: z.string().nullable(),
  whatToBring: z.string().nullable(),
  whatToBringInSpanish: z.string().nullable(),
  sober: z.boolean(),
  headCountOnly: z.boolean(),
  timeZone: z.string(),
  tonight: Night,
  nightUntil: TimeOfDay.describe('The cut-over: before it, tonight is still the date of the evening before'),
  countConfirmedAt: Instant.nullable(),
  countIsStale: z.boolean(),
});
export type FacilitySummary = z.infer<typeof FacilitySummary>;

export const confirmCount = endpoint({
  name: 'confirmCount',
  method: 'POST',
  path: '/api/facilities/:id/count-confirmation',
  summary: 'The shelter has looked: its beds are as the board shows them',
  params: byId,
  status: 201,
  reply: FacilitySummary,
});
