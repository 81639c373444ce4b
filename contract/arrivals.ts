import { z } from 'zod';
import { endpoint, Id } from './endpoint.ts';
import { FacilitySummary } from './facilities.ts';
import { Night } from './nights.ts';
import { ReservationState } from './reservations.ts';

/** A facility of one's own shelter, with what tonight brings. */
export const TonightAtFacility = z.object({
  facility: FacilitySummary,
  expected: z.number().int(),
  inHouse: z.number().int(),
});
export type TonightAtFacility = z.infer<typeof TonightAtFacility>;

export const listTonight = endpoint({
  name: 'listTonight',
  method: 'GET',
  path: '/api/tonight',
  summary: 'The facilities of one’s own shelter, with how many are expected and in house tonight',
  reply: z.object({ facilities: z.array(TonightAtFacility) }),
});

/** A slip's code as people type and scanners send it: 'h4 kbn-27t' is H4KBN27T. */
export const readCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

export const Arrival = z.object({
  facilityId: Id,
  reservationId: Id,
  guestIds: z.array(Id),
  night: Night.describe('The night to open: tonight where the stay covers it, else its first night'),
  state: ReservationState,
});
export type Arrival = z.infer<typeof Arrival>;

export const findArrival = endpoint({
  name: 'findArrival',
  method: 'GET',
  path: '/api/arrivals/:code',
  summary: 'Whose slip or card this is: a reservation of one’s own shelter, by the code on it',
  params: z.object({ code: z.string().max(100).transform(readCode) }),
  reply: Arrival,
});
