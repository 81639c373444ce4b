import { z } from 'zod';
import { auditActs, plainActs } from './audit-acts.ts';
import { BarLine } from './bars.ts';
import { byId, endpoint, Id, Instant, Text } from './endpoint.ts';
import { EnrollmentSummary } from './enrollment.ts';
import { Night } from './nights.ts';
import { AssessmentSummary } from './placement.ts';
import { ReservationSummary } from './reservations.ts';

/** How a person is shown on every row: the name largest, how to say it, what they go by. */
export const PersonName = z.object({
  id: Id,
  name: z.string(),
  sayIt: z.string().nullable(),
  goesBy: z.string().nullable(),
  codeName: z.boolean(),
});
export type PersonName = z.infer<typeof PersonName>;

/** What a search shows: the basic profile, birth year only, no SSN. */
export const SearchHit = PersonName.extend({
  birthYear: z.number().nullable(),
  age: z.number().nullable(),
  why: z.string().describe('Why this row is here: "one letter off", "sounds alike", "card"'),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const searchClients = endpoint({
  name: 'searchClients',
  method: 'GET',
  path: '/api/clients',
  summary: 'Find people by name in any order, alias, birth date, card or HMIS number',
  query: z.object({ search: z.string().trim().min(1).max(100) }),
  reply: z.object({ hits: z.array(SearchHit), tooShort: z.boolean() }),
});

/** HUD's codes for a value that is missing: 8 doesn't know, 9 prefers not to answer; both are the client's own words. */
const dataQuality = z.union([z.literal(1), z.literal(2), z.literal(8), z.literal(9), z.literal(99)]);

const YesNo = z.union([z.literal(0), z.literal(1), z.literal(8), z.literal(9), z.literal(99)]);

/** HUD FY2026 client elements: 3.01 to 3.07 and 4.21, plus what a desk needs to reach and greet a person. */
export const ClientFields = z.object({
  firstName: Text(50).nullable(),
  middleName: Text(50).nullable(),
  lastName: Text(50).nullable(),
  nameSuffix: Text(50).nullable(),
  nameDataQuality: dataQuality.nullable(),
  codeName: z.boolean(),
  goesBy: Text(100).nullable(),
  sayIt: Text(100).nullable(),
  aliases: z.array(Text(100)).max(10),
  dob: Night.nullable(),
  dobDataQuality: dataQuality.nullable(),
  ageFrom: z.number().int().min(0).max(120).nullable(),
  ageTo: z.number().int().min(0).max(120).nullable(),
  ssnDataQuality: dataQuality.nullable(),
  sex: YesNo.nullable(),
  amIndAkNative: z.boolean().nullable(),
  asian: z.boolean().nullable(),
  blackAfAmerican: z.boolean().nullable(),
  hispanicLatinao: z.boolean().nullable(),
  midEastNAfrican: z.boolean().nullable(),
  nativeHiPacific: z.boolean().nullable(),
  white: z.boolean().nullable(),
  raceNone: z.union([z.literal(8), z.literal(9), z.literal(99)]).nullable(),
  additionalRaceEthnicity: Text(100).nullable(),
  veteranStatus: YesNo.nullable(),
  language: Text(50).nullable(),
  interpreter: z.boolean(),
  phone: Text(40).nullable(),
  textIsSafe: z.boolean().nullable(),
  voicemailIsSafe: z.boolean().nullable(),
});
export type ClientFields = z.infer<typeof ClientFields>;

/** 9 digits, 'x' for a digit that is not known; kept encrypted, never sent back whole but by an audited act. */
const Ssn = z
  .string()
  .transform((text) => text.replaceAll(/[\s-]/g, '').toLowerCase())
  .refine((text) => /^[0-9x]{9}$/.test(text), 'Nine digits; write x for a digit that is not known');

/** A new person or a correction: everything may be left out but a name (or code name) and an age or age band. */
export const NewClient = ClientFields.partial()
  .extend({ ssn: Ssn.nullable().optional() })
  .refine((c) => Boolean(c.firstName || c.lastName || c.codeName), {
    path: ['firstName'],
    message: 'Write a name, or give a code name',
  })
  .refine((c) => c.ageFrom == null || c.ageTo == null || c.ageFrom <= c.ageTo, {
    path: ['ageTo'],
    message: 'The band must end at or after its beginning',
  });
export type NewClient = z.input<typeof NewClient>;

export const LikelyDuplicate = SearchHit.extend({ reasons: z.array(z.string()) });
export type LikelyDuplicate = z.infer<typeof LikelyDuplicate>;

export const findLikelyDuplicates = endpoint({
  name: 'findLikelyDuplicates',
  method: 'POST',
  path: '/api/clients/likely-duplicates',
  summary:
    'Records that may be this same person, each with the reasons; must be looked at before a new client is made',
  body: NewClient,
  reply: z.object({ likely: z.array(LikelyDuplicate), ticket: z.string() }),
});

export const createClient = endpoint({
  name: 'createClient',
  method: 'POST',
  path: '/api/clients',
  summary: 'Make a new client, after the duplicate search whose ticket is given',
  body: z.object({ client: NewClient, ticket: z.string().max(500) }),
  status: 201,
  reply: z.object({ id: Id, name: z.string() }),
});

export const correctClient = endpoint({
  name: 'correctClient',
  method: 'PUT',
  path: '/api/clients/:id',
  summary: 'Correct the basic information of a client',
  params: byId,
  body: z.object({ client: NewClient, version: z.number().int() }),
  reply: z.object({ id: Id, version: z.number().int() }),
});

export const HouseholdMember = PersonName.extend({
  householdId: Id,
  relationshipToHoH: z.number().int(),
  age: z.number().nullable(),
});
export type HouseholdMember = z.infer<typeof HouseholdMember>;

/** What the screens ask of a person's needs tonight: from the newest finished assessment. */
export const Needs = z.object({
  placement: z.enum(['men', 'women', 'any', 'safest']),
  lowerBunk: z.boolean(),
  accessible: z.boolean(),
  power: z.boolean(),
  nearStaff: z.boolean(),
  pets: z.number().int(),
});
export type Needs = z.infer<typeof Needs>;

export const ClientRecord = ClientFields.extend({
  id: Id,
  name: z.string(),
  age: z.number().nullable(),
  birthYear: z.number().nullable(),
  ssnLast4: z.string().nullable(),
  shares: z.boolean().nullable(),
  consentSince: Instant.nullable(),
  consentMethod: z.string().nullable(),
  version: z.number().int(),
  basicOnly: z
    .boolean()
    .describe(
      'This person does not share and is known elsewhere: what is not of the basic profile reads as null',
    ),
});
export type ClientRecord = z.infer<typeof ClientRecord>;

/** The article's dashboard: identity, enrollments, the Client Bar List, reservations, assessments, household. */
export const ClientDashboard = z.object({
  client: ClientRecord,
  needs: Needs.nullable(),
  enrollments: z.array(EnrollmentSummary),
  bars: z.array(BarLine),
  reservations: z.array(ReservationSummary),
  assessments: z.array(AssessmentSummary),
  household: z.array(HouseholdMember),
  cards: z.array(z.object({ code: z.string(), since: Instant })),
  /** Nothing of other organizations is shown because this person does not share. */
  othersHidden: z.boolean(),
  tonight: Night,
});
export type ClientDashboard = z.infer<typeof ClientDashboard>;

export const readClient = endpoint({
  name: 'readClient',
  method: 'GET',
  path: '/api/clients/:id',
  summary: 'The client dashboard, as far as this actor may see it',
  params: byId,
  reply: ClientDashboard,
});

export const recordConsent = endpoint({
  name: 'recordConsent',
  method: 'POST',
  path: '/api/clients/:id/consent',
  summary: 'What this adult said about sharing: Share or Do Not Share',
  params: byId,
  body: z.object({ shares: z.boolean(), method: z.enum(['verbal', 'signed', 'head_of_household']) }),
  status: 201,
  reply: z.object({ id: Id }),
});

export const addCard = endpoint({
  name: 'addCard',
  method: 'POST',
  path: '/api/clients/:id/cards',
  summary: 'Give this person a card whose code finds them',
  params: byId,
  body: z.object({
    code: Text(40).refine(
      (c) => /^[A-Za-z0-9 -]{3,40}$/.test(c),
      'Letters, digits, spaces and hyphens, at least three',
    ),
  }),
  status: 201,
  reply: z.object({ code: z.string() }),
});

export const endCard = endpoint({
  name: 'endCard',
  method: 'DELETE',
  path: '/api/clients/:id/cards/:code',
  summary: 'A card that was lost or taken back: its code finds nobody any more',
  params: byId.extend({ code: Text(40) }),
  reply: z.object({ code: z.string() }),
});

export const makeHousehold = endpoint({
  name: 'makeHousehold',
  method: 'POST',
  path: '/api/clients/:id/household',
  summary: 'Make a household with this client as head',
  params: byId,
  status: 201,
  reply: z.object({ householdId: Id }),
});

const inHousehold = z.object({ id: z.coerce.number().int().positive() });

export const addHouseholdMember = endpoint({
  name: 'addHouseholdMember',
  method: 'POST',
  path: '/api/households/:id/members',
  summary: 'Add a person to a household',
  params: inHousehold,
  body: z.object({ clientId: Id, relationshipToHoH: z.number().int().min(2).max(5) }),
  status: 201,
  reply: z.object({ householdId: Id }),
});

export const changeHead = endpoint({
  name: 'changeHead',
  method: 'PUT',
  path: '/api/households/:id/head',
  summary: 'Another member becomes head; the former head becomes what is said',
  params: inHousehold,
  body: z.object({ clientId: Id, formerHeadRelationship: z.number().int().min(2).max(5) }),
  reply: z.object({ householdId: Id }),
});

export const leaveHousehold = endpoint({
  name: 'leaveHousehold',
  method: 'DELETE',
  path: '/api/households/:id/members/:clientId',
  summary: 'A member leaves the household; the head leaves last or names another first',
  params: inHousehold.extend({ clientId: z.coerce.number().int().positive() }),
  reply: z.object({ householdId: Id }),
});

export const readSsn = endpoint({
  name: 'readSsn',
  method: 'POST',
  path: '/api/clients/:id/ssn-views',
  summary: 'Show the whole Social Security number; one audited act',
  params: byId,
  body: z.object({ why: Text(200) }),
  reply: z.object({ ssn: z.string().nullable() }),
});

export const readWhoHasSeen = endpoint({
  name: 'readWhoHasSeen',
  method: 'GET',
  path: '/api/clients/:id/seen-by',
  summary: 'Who has seen or changed this record, newest first',
  params: byId,
  query: z.object({ before: z.coerce.number().int().positive().optional() }),
  reply: z.object({
    entries: z.array(
      z.object({
        id: Id,
        at: Instant,
        who: z
          .enum(['person', 'program', 'somebody'])
          .describe('Somebody: of another organization that this actor may not know'),
        userName: z.string().nullable(),
        organization: z.string().nullable(),
        act: z
          .enum([...auditActs, ...plainActs])
          .describe(
            'The act; or only that the record was seen, that a change was weighed, or that it is not for this actor to know',
          ),
      }),
    ),
    timeZone: z.string().describe('In which the installation tells the time'),
  }),
});
