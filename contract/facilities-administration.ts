import { z } from 'zod';
import { Named, TimeZone } from './accounts-administration.ts';
import { byId, endpoint, Id, Instant, Text, TimeOfDay } from './endpoint.ts';
import { BedKind, ShelterKind } from './facilities.ts';
import cocCodes from './hud/coc-codes.json' with { type: 'json' };
import { Night } from './nights.ts';
import { Obstacle } from './obstacles.ts';

/** Projects, facilities, rooms and beds: what an administrator keeps and a shelter's supervisor may look at. */

/** HUD's list of Continuums of Care: code and name. */
export const cocNames: Readonly<Record<string, string>> = cocCodes.values;

const CocCode = z
  .string()
  .refine((code) => Object.hasOwn(cocNames, code), "Not in HUD's list of CoC codes; write it like MN-500");

/** HUD 2.02: the project that a shelter reports as. Its type stays: another type is another project. */
export const Project = z.object({
  id: Id,
  organization: Named,
  name: z.string(),
  kind: ShelterKind.nullable().describe('null: no emergency shelter, came by import'),
  projectType: z.number().int(),
  cocCode: z.string().nullable(),
  operatingStartDate: Night.nullable(),
  operatingEndDate: Night.nullable(),
  autoExitNights: z.number().int(),
  facilities: z.number().int(),
});
export type Project = z.infer<typeof Project>;

const ProjectEntries = z.object({
  name: Text(200),
  cocCode: CocCode.nullable(),
  operatingStartDate: Night.nullable(),
  operatingEndDate: Night.nullable(),
  autoExitNights: z.number().int().min(1, 'At least 1 night').max(3650, 'At most 3650 nights'),
});

export const listProjects = endpoint({
  name: 'listProjects',
  method: 'GET',
  path: '/api/administration/projects',
  summary: 'The projects of every organization, or of one',
  query: z.object({ organizationId: z.coerce.number().int().positive().optional() }),
  reply: z.object({ projects: z.array(Project) }),
});

export const createProject = endpoint({
  name: 'createProject',
  method: 'POST',
  path: '/api/administration/projects',
  summary: 'Make an emergency-shelter project of a shelter organization',
  body: ProjectEntries.partial({
    operatingStartDate: true,
    operatingEndDate: true,
    autoExitNights: true,
  }).extend({
    organizationId: Id,
    kind: ShelterKind,
  }),
  status: 201,
  reply: Project,
});

export const correctProject = endpoint({
  name: 'correctProject',
  method: 'PUT',
  path: '/api/administration/projects/:id',
  summary: 'Correct a project; its type stays',
  params: byId,
  body: ProjectEntries,
  reply: Project,
});

/** Check-in hours of a weekday where they differ from the facility's own; an end before the beginning is after midnight. */
export const WeekdayHours = z.object({
  weekday: z.number().int().min(0).max(6).describe('0 is Sunday'),
  from: TimeOfDay,
  until: TimeOfDay,
});
export type WeekdayHours = z.infer<typeof WeekdayHours>;

const wholeNumber = () => z.number('Write a number').int('Write a whole number');

export const FacilitySettings = z.object({
  name: Text(200),
  phone: Text(40).nullable(),
  address: Text(200).nullable(),
  city: Text(100).nullable(),
  confidential: z.boolean(),
  timeZone: TimeZone,
  cutOverHour: wholeNumber().min(0).max(12),
  checkInFrom: TimeOfDay.nullable(),
  checkInUntil: TimeOfDay.nullable(),
  weekdayHours: z
    .array(WeekdayHours)
    .refine((all) => new Set(all.map((one) => one.weekday)).size === all.length, 'Each weekday once')
    .describe('Weekdays whose check-in hours differ'),
  releaseAfterMinutes: wholeNumber()
    .min(0)
    .max(720, 'At most 720 minutes')
    .nullable()
    .describe(
      'Minutes after the end of check-in until places of who did not come are free; null: staff only',
    ),
  leaveBy: TimeOfDay.nullable(),
  rebookNights: wholeNumber()
    .min(0)
    .max(30, 'At most 30 nights')
    .describe('Nights for which the morning may keep a place for who returns; 0: none'),
  mostNights: wholeNumber()
    .min(1, 'At least 1 night')
    .max(3650, 'At most 3650 nights')
    .nullable()
    .describe('The longest that one person may stay; null: no limit'),
  mostNightsWithin: wholeNumber()
    .min(1, 'At least 1 day')
    .max(3650, 'At most 3650 days')
    .describe('The days back over which those nights are counted'),
  howToGetThere: Text(1000).nullable(),
  howToGetThereInSpanish: Text(1000).nullable(),
  whatToBring: Text(1000).nullable(),
  whatToBringInSpanish: Text(1000).nullable(),
  houseRules: Text(2000).nullable(),
  sober: z.boolean(),
  acceptsWalkIns: z.boolean(),
  leaveFreesPlace: z.boolean(),
  petPlaces: wholeNumber().min(0).max(500),
  headCountOnly: z.boolean(),
  staleAfterHours: wholeNumber().min(1).max(168),
  correctionNights: wholeNumber().min(0).max(365),
});
export type FacilitySettings = z.infer<typeof FacilitySettings>;

export const AdministeredFacility = z.object({
  id: Id,
  name: z.string(),
  organization: Named,
  project: Named,
  kind: ShelterKind,
  rooms: z.number().int(),
  places: z.number().int().describe('In service tonight, overflow left out'),
  overflowPlaces: z.number().int(),
  headCountOnly: z.boolean(),
  confidential: z.boolean(),
  closedAt: Instant.nullable(),
});
export type AdministeredFacility = z.infer<typeof AdministeredFacility>;

export const listAdministeredFacilities = endpoint({
  name: 'listAdministeredFacilities',
  method: 'GET',
  path: '/api/administration/facilities',
  summary: "Every facility, or a supervisor's own organization's",
  reply: z.object({ facilities: z.array(AdministeredFacility) }),
});

export const createFacility = endpoint({
  name: 'createFacility',
  method: 'POST',
  path: '/api/administration/facilities',
  summary: 'Make a facility of a project: a shelter program at a place',
  body: FacilitySettings.partial().extend({ name: Text(200), projectId: Id }),
  status: 201,
  reply: z.object({ id: Id }),
});

export const AdministeredBed = z.object({
  id: Id,
  label: z.string(),
  kind: BedKind,
  bunk: z.string().nullable(),
  unitId: Id.nullable(),
  accessible: z.boolean(),
  power: z.boolean(),
  nearStaff: z.boolean(),
  overflow: z.boolean(),
  unnamed: z.boolean(),
  from: Night.nullable().describe('null: since the beginning'),
  until: Night.nullable().describe('First night out of service; null: no end'),
});
export type AdministeredBed = z.infer<typeof AdministeredBed>;

export const UnitKind = z.enum(['private_room', 'double_bed', 'cubicle']);
export type UnitKind = z.infer<typeof UnitKind>;

/** Through which door a request for a place comes. */
export const Door = z.enum(['team', 'walk_in', 'returning', 'offer']);
export type Door = z.infer<typeof Door>;

/** Who may use a room's places on which nights; a row on a bed takes the place of its room's row. */
export const PlacementRule = z.object({
  id: Id,
  roomId: Id.nullable(),
  bedId: Id.nullable(),
  beginDate: Night.nullable().describe('null: since the beginning'),
  endDate: Night.nullable().describe('First night on which it no longer holds; null: no end'),
  weekdays: z
    .array(z.number().int())
    .nullable()
    .describe('Those of the nights on which it holds, 0 is Sunday; null: all of them'),
  placement: z.enum(['men', 'women']).nullable(),
  ageFrom: z.number().int().nullable(),
  ageTo: z.number().int().nullable(),
  children: z.enum(['with', 'without']).nullable(),
  veteransOnly: z.boolean(),
  doors: z.array(Door).nullable().describe('null: through every door'),
});
export type PlacementRule = z.infer<typeof PlacementRule>;

export const OverflowOpening = z.object({
  id: Id,
  beginDate: Night,
  endDate: Night.nullable(),
  reason: z.string(),
});
export type OverflowOpening = z.infer<typeof OverflowOpening>;

export const AdministeredRoom = z.object({
  id: Id,
  name: z.string(),
  units: z.array(z.object({ id: Id, name: z.string(), kind: UnitKind })),
  beds: z.array(AdministeredBed),
});
export type AdministeredRoom = z.infer<typeof AdministeredRoom>;

export const FacilityAdministration = z.object({
  id: Id,
  organization: Named,
  project: Named,
  kind: ShelterKind,
  closedAt: Instant.nullable(),
  tonight: Night,
  settings: FacilitySettings,
  rooms: z.array(AdministeredRoom),
  rules: z.array(PlacementRule).describe('Those in force tonight or ahead'),
  openings: z.array(OverflowOpening).describe('Those in force tonight or ahead'),
});
export type FacilityAdministration = z.infer<typeof FacilityAdministration>;

export const readFacilityAdministration = endpoint({
  name: 'readFacilityAdministration',
  method: 'GET',
  path: '/api/administration/facilities/:id',
  summary: 'A facility with its settings, rooms, beds, rules and overflow openings',
  params: byId,
  reply: FacilityAdministration,
});

export const saveFacilitySettings = endpoint({
  name: 'saveFacilitySettings',
  method: 'PUT',
  path: '/api/administration/facilities/:id',
  summary: 'Change what the facility is and what callers are told about it',
  params: byId,
  body: FacilitySettings.extend({
    seen: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('The settings as they were read; refused where somebody has changed them since'),
  }),
  reply: FacilityAdministration,
});

const many = (most: number) => z.number().int().min(0).max(most, `At most ${most} at once`).default(0);

/** Rooms and beds in one order: "12 rooms × 4 bunks", "6 family rooms × 4 places", "30 unnamed mats". */
export const PlacesOrder = z.object({
  roomName: Text(60).describe('"Dormitory A"; with several rooms the name before the number: "Room"'),
  rooms: z.number().int().min(1).max(200, 'At most 200 rooms at once').default(1),
  letter: z
    .string()
    .trim()
    .regex(/^[A-Za-z]{0,3}$/, 'At most three letters')
    .optional()
    .describe('Before the numbers of beds; taken from the name of the room unless told'),
  oneParty: z.boolean().default(false).describe('Each room is a private unit: one party at a time'),
  bunks: many(200).describe('Each two places, lower and upper'),
  singles: many(200),
  cots: many(200),
  mats: many(500),
  cribs: many(50),
  doubleBeds: many(50).describe('Each two places for one party'),
  cubicles: many(50).describe('Each two places for one party'),
  unnamed: z.boolean().default(false).describe('The shelter only counts heads'),
  accessible: z.boolean().default(false),
  power: z.boolean().default(false),
  nearStaff: z.boolean().default(false),
  overflow: z.boolean().default(false),
  from: Night.optional().describe('First night in service; tonight unless told'),
});
export type PlacesOrder = z.infer<typeof PlacesOrder>;

export const OrderedRoom = z.object({
  name: z.string(),
  isNew: z.boolean(),
  units: z.array(z.object({ name: z.string(), kind: UnitKind })),
  beds: z.array(
    z.object({
      label: z.string(),
      kind: BedKind,
      bunk: z.string().nullable(),
      unit: z.string().nullable().describe('Name of its unit'),
    }),
  ),
});
export type OrderedRoom = z.infer<typeof OrderedRoom>;

export const previewPlaces = endpoint({
  name: 'previewPlaces',
  method: 'POST',
  path: '/api/administration/facilities/:id/places/preview',
  summary: 'The rooms and beds an order would make, by name; saves nothing',
  params: byId,
  body: PlacesOrder,
  reply: z.object({ rooms: z.array(OrderedRoom), places: z.number().int(), obstacles: z.array(Obstacle) }),
});

export const addPlaces = endpoint({
  name: 'addPlaces',
  method: 'POST',
  path: '/api/administration/facilities/:id/places',
  summary: 'Make the rooms and beds of an order',
  params: byId,
  body: PlacesOrder,
  status: 201,
  reply: FacilityAdministration,
});

export const renameRoom = endpoint({
  name: 'renameRoom',
  method: 'PUT',
  path: '/api/administration/rooms/:id',
  summary: 'Give a room another name',
  params: byId,
  body: z.object({ name: Text(100) }),
  reply: FacilityAdministration,
});
