import { z } from 'zod';
import { byId, endpoint, Id, Instant, Text } from './endpoint.ts';
import { BedKind } from './facilities.ts';
import { AdministeredFacility, Door, FacilityAdministration } from './facilities-administration.ts';
import { Night, Weekdays } from './nights.ts';
import { Obstacle } from './obstacles.ts';

/**
 * Acts that may take a place away from somebody to whom it is promised. Each has two steps: `…/preview` says what
 * would move and who would be displaced and saves nothing; the act itself names the reservations that were seen.
 */

const SeatSaid = z.object({
  place: z.string().describe('"Dormitory A, A3 lower"'),
  beginDate: Night,
  endDate: Night.nullable(),
});

const Affected = z.object({
  reservationId: Id,
  clientId: Id,
  name: z.string(),
  goesBy: z.string().nullable(),
  madeBy: z.string().describe('The organization whose reservation it is'),
});

/** A promise that gets another place; where the shelter had given the bed, it has to give one again. */
export const MovedPromise = Affected.extend({ from: z.string(), to: z.array(SeatSaid), given: z.boolean() });
export type MovedPromise = z.infer<typeof MovedPromise>;

/** A promise that the change leaves without a fitting place. */
export const DisplacedPromise = Affected.extend({
  place: z.string(),
  beginDate: Night.describe('First night that cannot be kept'),
  endDate: Night.nullable(),
  inHouse: z.boolean(),
  given: z.boolean().describe('The shelter had named this bed'),
  losesPlace: z.boolean().describe('true: without a place; false: keeps the place, which no longer fits'),
  reasons: z.array(Obstacle),
});
export type DisplacedPromise = z.infer<typeof DisplacedPromise>;

/** A promise that had lost its place and gets one again. */
export const SeatedAgain = Affected.extend({ to: z.array(SeatSaid) });
export type SeatedAgain = z.infer<typeof SeatedAgain>;

export const Consequences = z.object({
  moves: z.array(MovedPromise),
  displaced: z.array(DisplacedPromise),
  seatedAgain: z.array(SeatedAgain),
});
export type Consequences = z.infer<typeof Consequences>;

const Seen = z.object({
  displacing: z
    .array(Id)
    .max(2000)
    .default([])
    .describe('The reservations that the preview named as displaced'),
  acceptDisplaced: z
    .boolean()
    .default(false)
    .describe('Do it all the same: they stay reservations, shown at risk'),
});

const beds = z.array(Id).min(1, 'Choose a bed').max(1000);
const Span = z.object({
  beginDate: Night.optional().describe('First night; tonight unless told'),
  endDate: Night.nullable().default(null).describe('First night on which it no longer holds; null: no end'),
});

const NewClosure = Span.extend({ bedIds: beds, reason: Text(200) });

export const previewClosure = endpoint({
  name: 'previewClosure',
  method: 'POST',
  path: '/api/facilities/:id/closures/preview',
  summary: 'Whom closing these beds would move or displace; saves nothing',
  params: byId,
  body: NewClosure,
  reply: Consequences,
});

export const closeBeds = endpoint({
  name: 'closeBeds',
  method: 'POST',
  path: '/api/facilities/:id/closures',
  summary: 'Close beds with a reason, from a night until a night',
  params: byId,
  body: NewClosure.extend(Seen.shape),
  status: 201,
  reply: Consequences,
});

export const Closure = z.object({
  id: Id,
  reason: z.string(),
  beds: z.array(z.object({ id: Id, place: z.string() })),
  beginDate: Night,
  endDate: Night.nullable(),
  createdAt: Instant,
  createdBy: z.string().nullable(),
});
export type Closure = z.infer<typeof Closure>;

/** A guest of a live reservation for whom no place is kept on some of its nights. */
export const WithoutPlace = Affected.extend({
  guestId: Id,
  facilityId: Id,
  facilityName: z.string(),
  facilityPhone: z.string().nullable(),
  beginDate: Night.describe('First night without a place'),
  endDate: Night.nullable(),
  inHouse: z.boolean(),
});
export type WithoutPlace = z.infer<typeof WithoutPlace>;

/** A reservation that a bar stands against since it was made: the neutral line, and not of which member of a party. */
export const NotEligible = Affected.extend({
  facilityId: Id,
  facilityName: z.string(),
  facilityPhone: z.string().nullable(),
  beginDate: Night,
  endDate: Night.nullable(),
  obstacle: Obstacle,
});
export type NotEligible = z.infer<typeof NotEligible>;

export const listClosures = endpoint({
  name: 'listClosures',
  method: 'GET',
  path: '/api/facilities/:id/closures',
  summary: 'Closed beds from tonight on, and guests whose reservation has no place',
  params: byId,
  reply: z.object({ closures: z.array(Closure), withoutPlace: z.array(WithoutPlace) }),
});

export const endClosure = endpoint({
  name: 'endClosure',
  method: 'POST',
  path: '/api/closures/:id/ending',
  summary: 'Open closed beds again from tonight; whoever lost a place here is seated first',
  params: byId,
  status: 201,
  reply: Consequences,
});

export const listWithoutPlace = endpoint({
  name: 'listWithoutPlace',
  method: 'GET',
  path: '/api/reservations/without-place',
  summary:
    'Reservations of the own team, or at the own shelter, that have lost their place or are no longer eligible: at risk',
  reply: z.object({ guests: z.array(WithoutPlace), notEligible: z.array(NotEligible) }),
});

export const seatWithoutPlace = endpoint({
  name: 'seatWithoutPlace',
  method: 'POST',
  path: '/api/facilities/:id/seating',
  summary: 'Look again for a place for everybody whose reservation here has none',
  params: byId,
  status: 201,
  reply: Consequences,
});

const NewRule = Span.extend({
  roomIds: z.array(Id).max(200).default([]),
  bedIds: z.array(Id).max(1000).default([]),
  weekdays: Weekdays.default(null).describe('Those of the nights on which it holds, 0 is Sunday; null: all'),
  placement: z.enum(['men', 'women']).nullable().default(null),
  ageFrom: z.number().int().min(0).max(120).nullable().default(null),
  ageTo: z.number().int().min(0).max(120).nullable().default(null),
  children: z.enum(['with', 'without']).nullable().default(null),
  veteransOnly: z.boolean().default(false),
  doors: z.array(Door).min(1, 'Leave at least one door open').nullable().default(null),
});

export const previewRule = endpoint({
  name: 'previewRule',
  method: 'POST',
  path: '/api/facilities/:id/rules/preview',
  summary: 'Whom a rule for these rooms or beds would move or displace; saves nothing',
  params: byId,
  body: NewRule,
  reply: Consequences,
});

export const setRule = endpoint({
  name: 'setRule',
  method: 'POST',
  path: '/api/facilities/:id/rules',
  summary:
    'Set who may use rooms or beds from a night on; takes the place of their earlier rule on those nights',
  params: byId,
  body: NewRule.extend(Seen.shape),
  status: 201,
  reply: Consequences,
});

const Ending = z.object({
  endDate: Night.optional().describe('First night on which it no longer holds; tonight unless told'),
});

export const previewRuleEnding = endpoint({
  name: 'previewRuleEnding',
  method: 'POST',
  path: '/api/rules/:id/ending/preview',
  summary: 'Whom ending a rule would move or displace; saves nothing',
  params: byId,
  body: Ending,
  reply: Consequences,
});

export const endRule = endpoint({
  name: 'endRule',
  method: 'POST',
  path: '/api/rules/:id/ending',
  summary: 'End a rule; a bed then follows its room again, a room is open to everyone',
  params: byId,
  body: Ending.extend(Seen.shape),
  status: 201,
  reply: Consequences,
});

const NewOpening = Span.extend({ reason: Text(200) });

export const previewOverflowOpening = endpoint({
  name: 'previewOverflowOpening',
  method: 'POST',
  path: '/api/facilities/:id/overflow-openings/preview',
  summary: 'Who would get a place if overflow opened; saves nothing',
  params: byId,
  body: NewOpening,
  reply: Consequences,
});

export const openOverflow = endpoint({
  name: 'openOverflow',
  method: 'POST',
  path: '/api/facilities/:id/overflow-openings',
  summary: "Open the facility's overflow places with a reason, from a night until a night",
  params: byId,
  body: NewOpening.extend(Seen.shape),
  status: 201,
  reply: Consequences,
});

export const previewOverflowEnding = endpoint({
  name: 'previewOverflowEnding',
  method: 'POST',
  path: '/api/overflow-openings/:id/ending/preview',
  summary: 'Whom closing overflow would move or displace; saves nothing',
  params: byId,
  body: Ending,
  reply: Consequences,
});

export const endOverflow = endpoint({
  name: 'endOverflow',
  method: 'POST',
  path: '/api/overflow-openings/:id/ending',
  summary: 'Close overflow from a night on',
  params: byId,
  body: Ending.extend(Seen.shape),
  status: 201,
  reply: Consequences,
});

const BedEnding = z.object({
  bedIds: beds,
  endDate: Night.nullable().describe('First night out of service; null: back in service, without an end'),
});

export const previewBedEnding = endpoint({
  name: 'previewBedEnding',
  method: 'POST',
  path: '/api/facilities/:id/bed-endings/preview',
  summary: 'Whom taking beds out of service would move or displace; saves nothing',
  params: byId,
  body: BedEnding,
  reply: Consequences,
});

export const endBeds = endpoint({
  name: 'endBeds',
  method: 'POST',
  path: '/api/facilities/:id/bed-endings',
  summary: 'Take beds out of service from a night on; a bed is never deleted',
  params: byId,
  body: BedEnding.extend(Seen.shape),
  status: 201,
  reply: Consequences,
});

const BedChange = z.object({
  bedIds: beds,
  label: Text(40).optional().describe('For one bed only'),
  kind: BedKind.optional(),
  accessible: z.boolean().optional(),
  power: z.boolean().optional(),
  nearStaff: z.boolean().optional(),
  overflow: z.boolean().optional(),
});

export const previewBedChange = endpoint({
  name: 'previewBedChange',
  method: 'POST',
  path: '/api/facilities/:id/bed-changes/preview',
  summary: 'Whom changing beds would move or displace; saves nothing',
  params: byId,
  body: BedChange,
  reply: Consequences,
});

export const changeBeds = endpoint({
  name: 'changeBeds',
  method: 'POST',
  path: '/api/facilities/:id/bed-changes',
  summary: 'Change what beds are: kind, label, accessible, power, near staff, overflow',
  params: byId,
  body: BedChange.extend(Seen.shape),
  status: 201,
  reply: Consequences,
});

export const closeFacility = endpoint({
  name: 'closeFacility',
  method: 'POST',
  path: '/api/administration/facilities/:id/closing',
  summary: 'Close a facility for good; refused while anybody has a place there',
  params: byId,
  status: 201,
  reply: AdministeredFacility,
});

export const reopenFacility = endpoint({
  name: 'reopenFacility',
  method: 'POST',
  path: '/api/administration/facilities/:id/reopening',
  summary: 'Open a closed facility again',
  params: byId,
  status: 201,
  reply: AdministeredFacility,
});

export const changeProject = endpoint({
  name: 'changeProject',
  method: 'PUT',
  path: '/api/administration/facilities/:id/project',
  summary:
    'From now on report as another project of the organization; refused while anybody has a place there',
  params: byId,
  body: z.object({ projectId: Id }),
  reply: FacilityAdministration,
});
