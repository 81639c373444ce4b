import { z } from 'zod';
import { byId, endpoint, Id, Instant, Text } from './endpoint.ts';
import { Night } from './nights.ts';

/**
 * One line of the Client Bar List. Outside the issuer it is only an obstacle: no reason, no author, no count.
 * `own` is present for members of the issuing organization in a shelter workgroup.
 */
export const BarLine = z.object({
  organizationName: z.string(),
  facilityName: z.string().nullable(),
  message: z.string(),
  phone: z.string().nullable(),
  mayStayAgainFrom: Night.nullable(),
  own: z
    .object({
      id: Id,
      beginDate: Night,
      reviewOn: Night.nullable(),
      reasonCode: z.string(),
      narrative: z.string(),
      issuedAt: Instant,
      issuedBy: z.string().nullable(),
      liftedAt: Instant.nullable(),
    })
    .nullable(),
});
export type BarLine = z.infer<typeof BarLine>;

const reasonCodes = [
  'violence',
  'threat',
  'weapon',
  'theft',
  'property_damage',
  'drug_dealing',
  'harassment',
  'rules',
  'other',
] as const;

export const issueBar = endpoint({
  name: 'issueBar',
  method: 'POST',
  path: '/api/bars',
  summary:
    'Bar a client from a facility or from all of the own organization; END is the first night they may stay again',
  body: z.object({
    clientId: Id,
    facilityId: Id.nullable(),
    beginDate: Night,
    endDate: Night.nullable(),
    reviewOn: Night.nullable(),
    reasonCode: z.enum(reasonCodes),
    narrative: Text(10_000),
  }),
  status: 201,
  reply: z.object({
    id: Id,
    touches: z.array(
      z.object({ reservationId: Id, facilityName: z.string(), beginDate: Night, endDate: z.string() }),
    ),
  }),
});

export const liftBar = endpoint({
  name: 'liftBar',
  method: 'POST',
  path: '/api/bars/:id/lifting',
  summary: 'End a bar now; it stays in the history',
  params: byId,
  body: z.object({ reason: Text(1000) }),
  status: 201,
  reply: z.object({ id: Id }),
});
