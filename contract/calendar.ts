import { z } from 'zod';
import { byId, endpoint, Id } from './endpoint.ts';
import { FacilitySummary } from './facilities.ts';
import { Night } from './nights.ts';
import { BoardPlace } from './reservations.ts';

export const calendarNights = 14;

const Spot = BoardPlace.pick({ bedId: true, unitId: true, label: true, kind: true, overflow: true });

/** Something that takes a place over some nights of the calendar: one bar. */
export const CalendarBar = z.object({
  bedId: Id,
  begin: Night,
  end: z.string().describe('Day of leaving; "infinity" until they move out'),
  state: z.enum(['expected', 'in_house', 'on_leave', 'left', 'held', 'closed']),
  confirmed: z.boolean(),
  reservationId: Id.nullable(),
  guestId: Id.nullable(),
  shortName: z.string().nullable(),
  why: z.string().nullable().describe('Reason of a closure'),
});
export type CalendarBar = z.infer<typeof CalendarBar>;

export const Calendar = z.object({
  facility: FacilitySummary,
  nights: z.array(Night),
  rooms: z.array(
    z.object({
      id: Id,
      name: z.string(),
      units: z.array(z.object({ id: Id, name: z.string() })),
      places: z.array(Spot.extend({ from: Night, until: z.string().describe('First night out of service') })),
    }),
  ),
  bars: z.array(CalendarBar),
  freed: z
    .array(z.object({ bedId: Id, begin: Night, end: Night, shortName: z.string() }))
    .describe('Places of guests on leave that are free for others meanwhile'),
  openings: z.array(z.object({ begin: Night, end: z.string() })).describe('Nights on which overflow is open'),
});
export type Calendar = z.infer<typeof Calendar>;

export const readCalendar = endpoint({
  name: 'readCalendar',
  method: 'GET',
  path: '/api/facilities/:id/calendar',
  summary:
    'Fourteen nights of a facility’s places: who has which on which nights, what is closed, what is overflow',
  params: byId,
  query: z.object({ from: Night.optional().describe('First night; tonight unless told') }),
  reply: Calendar,
});
