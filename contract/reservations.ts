import { z } from 'zod';
import { byId, endpoint, Id, IdInPath, Instant, Text } from './endpoint.ts';
import { SaidAtExit } from './enrollment.ts';
import { BedKind, FacilitySummary, ShelterKind } from './facilities.ts';
import { Night } from './nights.ts';
import { Obstacle } from './obstacles.ts';
import { furtherTold } from './placement-needs.ts';
import { ShiftNote } from './shift-notes.ts';

const PlacementWish = z.enum(['men', 'women', 'any', 'safest']);

/** Needs of one guest that seating reads. Left out: as the newest finished assessment says. */
const WorkShift = z.enum(['late', 'night']);

/** What the shelter is told of a guest beside the place: as the assessment said when it was booked. */
const ToldNeeds = z.object({
  pets: z.number().int(),
  interpreter: z.string().nullable().describe('The language, empty where none was named; null: none wanted'),
  workShift: WorkShift.nullable().describe('late: comes after the door closes; night: works at night'),
  confidentialSite: z.boolean(),
  further: z.array(z.enum(furtherTold)),
});
export type ToldNeeds = z.infer<typeof ToldNeeds>;

const GuestWishes = z.object({
  placement: PlacementWish.optional(),
  lowerBunk: z.boolean().optional(),
  accessible: z.boolean().optional(),
  power: z.boolean().optional(),
  nearStaff: z.boolean().optional(),
  crib: z.boolean().optional(),
  pets: z
    .number()
    .int()
    .min(0)
    .max(5)
    .optional()
    .describe('Pets that come along; service animals not counted'),
});

/** A guest's needs by their stable names. */
export const GuestNeed = z.enum([
  'lower_bunk',
  'accessible',
  'power',
  'near_staff',
  'crib',
  'comes_late',
  'works_at_night',
  'confidential_site',
  ...furtherTold,
]);
export type GuestNeed = z.infer<typeof GuestNeed>;

export const GuestRequest = GuestWishes.extend({
  clientId: Id,
  enrollmentId: Id.optional().describe('The matching enrollment; found by itself where there is exactly one'),
  sharesWith: Id.optional().describe('Client of the party whose place an infant shares'),
});
export type GuestRequest = z.infer<typeof GuestRequest>;

export const ReservationState = z.enum([
  'expected',
  'in_house',
  'left',
  'cancelled',
  'no_show',
  'moved',
  'past',
]);

export const ReservationSummary = z.object({
  id: Id.nullable(),
  facilityId: Id.nullable(),
  facilityName: z.string().nullable().describe('null where this actor may not know where'),
  kind: ShelterKind.nullable(),
  beginDate: Night,
  endDate: z.string().nullable().describe('Day of leaving; null where the place is kept until they move out'),
  createdAt: Instant.nullable(),
  createdBy: z.string().nullable(),
  state: ReservationState,
  cancelReason: z.string().nullable(),
  partySize: z.number().int().nullable(),
});
export type ReservationSummary = z.infer<typeof ReservationSummary>;

const fits = [
  'all_gender',
  'men_and_women',
  'women',
  'men',
  'lower_bunk',
  'sober',
  'until_move_out',
  'no_named_beds',
  'takes_pets',
] as const;
/** Whom a facility's places are for, and what else to say of it. */
export type Fit = (typeof fits)[number];

/** A row of Housing Facilities: how many more parties like this one, or every reason why not. */
export const HousingFacility = z.object({
  facility: FacilitySummary,
  more: z.number().int().describe('How many more parties like this one can be booked now; 10 means 9+'),
  fit: z.array(z.enum(fits)).describe('Why it fits, and what to say before sending'),
  obstacles: z.array(Obstacle),
});
export type HousingFacility = z.infer<typeof HousingFacility>;

const idList = z
  .string()
  .regex(/^\d{1,16}(,\d{1,16}){0,19}$/, 'Client numbers, separated by commas')
  .transform((list) => [...new Set(list.split(',').map(Number))]);

const flag = z.enum(['true', 'false']).transform((v) => v === 'true');

export const listHousingFacilities = endpoint({
  name: 'listHousingFacilities',
  method: 'GET',
  path: '/api/housing-facilities',
  summary: 'Every facility this actor may book, with how many more parties like this one it can take',
  query: z.object({
    clientIds: idList,
    beginDate: Night.optional().describe("First night; each facility's tonight unless told"),
    endDate: Night.optional(),
    placement: PlacementWish.optional(),
    lowerBunk: flag.optional(),
    accessible: flag.optional(),
    power: flag.optional(),
    nearStaff: flag.optional(),
    pets: z.coerce.number().int().min(0).max(100).optional().describe('Pets of the whole party'),
    facilityId: IdInPath.optional().describe('Only this one, as a live event names it'),
    exceptReservation: IdInPath.optional().describe(
      'The reservation that would be moved: its own places count as free',
    ),
  }),
  reply: z.object({ facilities: z.array(HousingFacility), beginDate: Night, endDate: Night }),
});

export const BookingCheck = z.object({
  facility: FacilitySummary,
  beginDate: Night,
  endDate: z.string().nullable(),
  guests: z.array(
    z.object({
      clientId: Id,
      name: z.string(),
      sayIt: z.string().nullable(),
      goesBy: z.string().nullable(),
      needs: z.object({
        placement: PlacementWish,
        lowerBunk: z.boolean(),
        accessible: z.boolean(),
        power: z.boolean(),
        nearStaff: z.boolean(),
        crib: z.boolean(),
        ...ToldNeeds.shape,
      }),
      needsFrom: Night.nullable().describe('Day of the assessment that says so'),
      enrollments: z.array(
        z.object({
          id: Id,
          state: z.enum(['pending', 'open']),
          projectName: z.string(),
          date: Night.nullable().describe('Entry date of an open one, planned date of a pending one'),
        }),
      ),
      enrollmentId: Id.nullable(),
      saidAtExit: SaidAtExit.nullable(),
    }),
  ),
  more: z.number().int(),
  obstacles: z.array(Obstacle),
});
export type BookingCheck = z.infer<typeof BookingCheck>;

const NewReservation = z.object({
  facilityId: Id,
  guests: z
    .array(GuestRequest)
    .min(1)
    .max(20)
    .refine(
      (guests) => new Set(guests.map((g) => g.clientId)).size === guests.length,
      'A person is named twice',
    ),
  beginDate: Night.optional().describe('First night; tonight unless told'),
  endDate: Night.optional().describe(
    'Day of leaving, not slept; the next day unless told; not read for extended stay',
  ),
  arriveBy: Instant.optional(),
  note: Text(500).optional(),
});

export const checkReservation = endpoint({
  name: 'checkReservation',
  method: 'POST',
  path: '/api/reservations/check',
  summary: 'The Housing Reservation form, pre-filled, with all obstacles; saves nothing',
  body: NewReservation,
  reply: BookingCheck,
});

export const Confirmation = z.object({
  id: Id,
  code: z.string(),
  version: z.number().int(),
  facility: FacilitySummary,
  beginDate: Night,
  endDate: z.string().nullable(),
  arriveBy: Instant.nullable(),
  createdAt: Instant,
  state: ReservationState,
  cancelReason: z.string().nullable(),
  teamName: z.string(),
  lineHours: z.string().nullable(),
  lineHoursInSpanish: z.string().nullable(),
  guests: z.array(
    z.object({
      guestId: Id,
      clientId: Id,
      name: z.string(),
      goesBy: z.string().nullable(),
      needs: z.array(GuestNeed),
      pets: z.number().int(),
      interpreter: z.string().nullable(),
    }),
  ),
  changesOfBed: z.array(z.object({ guestId: Id, night: Night })),
  atRisk: z
    .array(Obstacle)
    .describe(
      'Why a reservation not arrived yet may not be kept; of a bar the neutral line only. Not for paper.',
    ),
});
export type Confirmation = z.infer<typeof Confirmation>;

export const saveReservation = endpoint({
  name: 'saveReservation',
  method: 'POST',
  path: '/api/reservations',
  summary: 'Save a reservation: a fitting place is kept from this second, or every reason why not',
  body: NewReservation,
  status: 201,
  reply: Confirmation,
});

export const readReservation = endpoint({
  name: 'readReservation',
  method: 'GET',
  path: '/api/reservations/:id',
  summary: 'A reservation with what to tell the guest',
  params: byId,
  reply: Confirmation,
});

export const cancelReservation = endpoint({
  name: 'cancelReservation',
  method: 'POST',
  path: '/api/reservations/:id/cancellation',
  summary: 'Cancel with a reason; the places are free at once and pending enrollments are voided',
  params: byId,
  body: z.object({ reason: Text(200), version: z.number().int().optional() }),
  status: 201,
  reply: Confirmation,
});

export const changeDates = endpoint({
  name: 'changeDates',
  method: 'PUT',
  path: '/api/reservations/:id/dates',
  summary: 'Other nights for the same reservation; checked as a new one',
  params: byId,
  body: z.object({ beginDate: Night, endDate: Night.optional(), version: z.number().int() }),
  reply: Confirmation,
});

export const moveReservation = endpoint({
  name: 'moveReservation',
  method: 'POST',
  path: '/api/reservations/:id/move',
  summary: 'The same party to another facility; the old place is free and the new one kept in one step',
  params: byId,
  body: z.object({
    facilityId: Id,
    beginDate: Night.optional(),
    endDate: Night.optional(),
    version: z.number().int(),
  }),
  status: 201,
  reply: Confirmation,
});

/** The shelter's view of a place. */
export const BoardPlace = z.object({
  bedId: Id,
  roomId: Id,
  unitId: Id.nullable(),
  label: z.string(),
  kind: BedKind,
  bunk: z.string().nullable(),
  accessible: z.boolean(),
  power: z.boolean(),
  nearStaff: z.boolean(),
  overflow: z.boolean(),
  placement: z
    .enum(['men', 'women'])
    .nullable()
    .describe('Whom its rule of that night is for; null: all-gender'),
  state: z.enum([
    'free',
    'expected',
    'in_house',
    'held',
    'closed',
    'kept',
    'on_leave',
    'out_of_service',
    'at_risk',
  ]),
  away: z
    .object({ clientId: Id, shortName: z.string(), until: Night.describe('Their first night back') })
    .nullable()
    .describe('Whose place it is while they are on leave: kept for them, or free meanwhile'),
  confirmed: z.boolean(),
  guestId: Id.nullable(),
  clientId: Id.nullable(),
  shortName: z.string().nullable(),
  why: z.string().nullable().describe('Reason of a closure, in the words of whoever closed'),
  heldUntil: Instant.nullable(),
});
export type BoardPlace = z.infer<typeof BoardPlace>;

export const ExpectedGuest = z.object({
  guestId: Id,
  reservationId: Id,
  code: z.string(),
  version: z.number().int(),
  clientId: Id,
  name: z.string(),
  sayIt: z.string().nullable(),
  goesBy: z.string().nullable(),
  age: z.number().nullable(),
  needs: z.array(GuestNeed),
  pets: z.number().int(),
  interpreter: z.string().nullable(),
  partySize: z.number().int(),
  partyId: Id,
  bedId: Id.nullable(),
  bedLabel: z.string().nullable(),
  sharesWith: Id.nullable(),
  confirmed: z.boolean(),
  arrivedAt: Instant.nullable(),
  leftAt: Instant.nullable(),
  beginDate: Night,
  endDate: z.string().nullable(),
  madeBy: z.string(),
  toAskAtTheDoor: z.number().int(),
  atRisk: z.array(Obstacle).describe('Why the promise can’t stay as it is; empty where it can'),
  lateFrom: Instant.nullable().describe(
    'Overdue from then on, until they come; null: not awaited, or no cut-off',
  ),
  lateReason: z.string().nullable().describe('Why they are still expected then, as the desk was told'),
  barred: z
    .boolean()
    .describe('Barred here, by this organization; also somebody in house, whom a bar alone sends nowhere'),
  wasIn: z
    .array(z.object({ bedLabel: z.string(), until: Instant }))
    .describe('Places of this night before the one they have, since they arrived; oldest first'),
});
export type ExpectedGuest = z.infer<typeof ExpectedGuest>;

/** Whom a room is for on that night. */
const RoomAbout = z.object({
  placement: z.enum(['men', 'women']).nullable(),
  ageFrom: z.number().int().nullable(),
  ageTo: z.number().int().nullable(),
  families: z.boolean(),
  veterans: z.boolean(),
  oneParty: z.boolean().describe('Private: one party at a time'),
});
export type RoomAbout = z.infer<typeof RoomAbout>;

export const CurrentReservations = z.object({
  facility: FacilitySummary,
  night: Night,
  readAt: Instant,
  rooms: z.array(
    z.object({
      id: Id,
      name: z.string(),
      about: RoomAbout,
      units: z.array(z.object({ id: Id, name: z.string(), kind: z.string() })),
      places: z.array(BoardPlace),
    }),
  ),
  guests: z.array(ExpectedGuest),
  notes: z.array(ShiftNote).describe('Pinned for the shift; only with tonight'),
  bookable: z.object({
    any: z.number(),
    men: z.number(),
    women: z.number(),
    withoutClimbing: z.number(),
    accessible: z.number(),
    privateRoom: z.number(),
  }),
  counts: z.object({
    expected: z.number(),
    arrived: z.number(),
    atRisk: z.number(),
    closed: z.number(),
    overflow: z.number().describe('Overflow places that are open on this night'),
  }),
  occupancy: z
    .object({ guests: z.number(), places: z.number() })
    .describe(
      'Guests in places of their own, and the regular places of the night: more guests than places is a fact',
    ),
});
export type CurrentReservations = z.infer<typeof CurrentReservations>;

export const readCurrentReservations = endpoint({
  name: 'readCurrentReservations',
  method: 'GET',
  path: '/api/facilities/:id/current-reservations',
  summary: 'Current Reservations of a night: who is expected, where, and the board of rooms and beds',
  params: byId,
  query: z.object({ night: Night.optional() }),
  reply: CurrentReservations,
});

const PlaceForGuest = z.object({
  bedId: Id,
  label: z.string(),
  roomName: z.string(),
  kind: BedKind,
  proposed: z.boolean(),
  obstacles: z.array(Obstacle),
});

export const listPlacesForGuest = endpoint({
  name: 'listPlacesForGuest',
  method: 'GET',
  path: '/api/guests/:id/places',
  summary: 'Every place for this guest: those that fit, and the others with the reason',
  params: byId,
  reply: z.object({ guestId: Id, version: z.number().int(), places: z.array(PlaceForGuest) }),
});

export const assignBeds = endpoint({
  name: 'assignBeds',
  method: 'POST',
  path: '/api/reservations/:id/confirmation',
  summary: 'The shelter gives Room & Bed: names each guest’s bed and the version it saw',
  params: byId,
  body: z.object({
    version: z.number().int(),
    beds: z
      .array(z.object({ guestId: Id, bedId: Id }))
      .min(1)
      .max(20),
    overrideReason: Text(300)
      .optional()
      .describe('A supervisor may give a place that does not fit, with a reason'),
  }),
  status: 201,
  reply: z.object({ id: Id, version: z.number().int() }),
});

export const checkIn = endpoint({
  name: 'checkIn',
  method: 'POST',
  path: '/api/guests/:id/arrival',
  summary:
    'The guest is here: opens a pending enrollment with tonight as entry date and records the bed night',
  params: byId,
  body: z.object({
    version: z.number().int().optional(),
    arrivedAt: z.iso
      .datetime({ offset: true })
      .optional()
      .describe(
        'When they really came, where it is typed in later: an instant of this night; now unless told',
      ),
  }),
  status: 201,
  reply: z.object({
    guestId: Id,
    enrollmentId: Id,
    night: Night,
    leftElsewhere: z.boolean().describe('A place elsewhere tonight has ended with this'),
  }),
});

/** How long after an act the person who did it may take it back; the screens offer it for ten seconds. */
export const undoMinutes = 2;

export const undoCancellation = endpoint({
  name: 'undoCancellation',
  method: 'DELETE',
  path: '/api/reservations/:id/cancellation',
  summary: 'Take a cancellation back within two minutes: the places are kept again, or every reason why not',
  params: byId,
  reply: Confirmation,
});

export const undoMove = endpoint({
  name: 'undoMove',
  method: 'DELETE',
  path: '/api/reservations/:id/move',
  summary: 'Take a move back within two minutes: the new place is free and the old one kept in one step',
  params: byId,
  reply: Confirmation,
});

export const undoAssignment = endpoint({
  name: 'undoAssignment',
  method: 'DELETE',
  path: '/api/reservations/:id/confirmation',
  summary: 'Take a given Room & Bed back within two minutes: every guest has the bed from before',
  params: byId,
  reply: z.object({ id: Id, version: z.number().int() }),
});

export const undoCheckIn = endpoint({
  name: 'undoCheckIn',
  method: 'DELETE',
  path: '/api/guests/:id/arrival',
  summary: 'Take a check-in back within two minutes: no bed night, and what it opened is pending again',
  params: byId,
  reply: z.object({ guestId: Id, enrollmentId: Id }),
});
