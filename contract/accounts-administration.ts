import { z } from 'zod';
import { Workgroup } from './accounts.ts';
import { byId, endpoint, Id, Instant, Text } from './endpoint.ts';
import { Night } from './nights.ts';

/** People, the combinations they hold, organizations, teams and agreements: what an administrator keeps. */

export const Named = z.object({ id: Id, name: z.string() });

const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(200, 'At most 200 characters')
  .pipe(z.email('Write an email address, such as name@example.org'));

const Password = z
  .string()
  .min(10, 'At least 10 characters; a few words are good')
  .max(200, 'At most 200 characters');

const byUserId = z.object({ id: z.string().min(1).max(100) });

/** A combination as a person holds it: a workgroup at an organization, from a day until a day. */
export const Membership = z.object({
  id: Id,
  organization: Named,
  workgroup: Workgroup,
  supervisor: z.boolean(),
  reportsTo: z.object({ id: z.string(), name: z.string() }).nullable(),
  beginsOn: Night,
  endsOn: Night.nullable().describe('First day on which it no longer holds; null: no end'),
  state: z.enum(['in_force', 'ahead', 'over']),
});
export type Membership = z.infer<typeof Membership>;

export const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  closedAt: Instant.nullable(),
  hasPassword: z.boolean(),
  linkUntil: Instant.nullable().describe('Until when a link to choose a password works; null: none is out'),
  memberships: z.array(Membership),
});
export type Person = z.infer<typeof Person>;

export const listPeople = endpoint({
  name: 'listPeople',
  method: 'GET',
  path: '/api/administration/people',
  summary: 'Everybody who signs in, with the combinations they hold',
  reply: z.object({ people: z.array(Person) }),
});

export const createPerson = endpoint({
  name: 'createPerson',
  method: 'POST',
  path: '/api/administration/people',
  summary: 'Make an account; it has no password until the person chooses one through a link',
  body: z.object({ name: Text(200), email: Email }),
  status: 201,
  reply: Person,
});

export const correctPerson = endpoint({
  name: 'correctPerson',
  method: 'PUT',
  path: '/api/administration/people/:id',
  summary: 'Correct the name or the address of an account',
  params: byUserId,
  body: z.object({ name: Text(200), email: Email }),
  reply: Person,
});

export const closeAccount = endpoint({
  name: 'closeAccount',
  method: 'POST',
  path: '/api/administration/people/:id/closing',
  summary: 'Close an account: its sessions and combinations end at once',
  params: byUserId,
  status: 201,
  reply: Person,
});

export const reopenAccount = endpoint({
  name: 'reopenAccount',
  method: 'POST',
  path: '/api/administration/people/:id/reopening',
  summary: 'Open a closed account again; it has no password and no combination',
  params: byUserId,
  status: 201,
  reply: Person,
});

export const makePasswordLink = endpoint({
  name: 'makePasswordLink',
  method: 'PUT',
  path: '/api/administration/people/:id/password-link',
  summary:
    'Reset the password: ends all sessions and shows, once, a link by which the person chooses a new one',
  params: byUserId,
  reply: z.object({
    path: z.string().describe('Behind the address of this installation; shown here and never again'),
    until: Instant,
    person: Person,
  }),
});

export const addMembership = endpoint({
  name: 'addMembership',
  method: 'POST',
  path: '/api/administration/people/:id/memberships',
  summary: 'Give a person a combination: a workgroup at an organization',
  params: byUserId,
  body: z.object({
    organizationId: Id,
    workgroup: Workgroup,
    supervisor: z.boolean().default(false),
    reportsTo: z.string().min(1).max(100).nullable().default(null),
    beginsOn: Night.optional().describe('Today unless told'),
    endsOn: Night.nullable().default(null),
  }),
  status: 201,
  reply: Person,
});

export const changeMembership = endpoint({
  name: 'changeMembership',
  method: 'PUT',
  path: '/api/administration/memberships/:id',
  summary: 'Change whom a person reports to, whether they supervise, and until when',
  params: byId,
  body: z.object({
    supervisor: z.boolean(),
    reportsTo: z.string().min(1).max(100).nullable(),
    endsOn: Night.nullable(),
  }),
  reply: Person,
});

export const endMembership = endpoint({
  name: 'endMembership',
  method: 'POST',
  path: '/api/administration/memberships/:id/ending',
  summary: 'Take a combination away; it no longer holds from this second',
  params: byId,
  status: 201,
  reply: Person,
});

export const choosePassword = endpoint({
  name: 'choosePassword',
  method: 'POST',
  path: '/api/passwords',
  summary: 'Choose a password by a link that an administrator made; the link works once',
  body: z.object({ token: z.string().min(1).max(200), password: Password }),
  status: 201,
  reply: z.object({ email: z.string() }),
});

export const makeFirstAdministrator = endpoint({
  name: 'makeFirstAdministrator',
  method: 'POST',
  path: '/api/first-administrator',
  summary: 'Make the first administrator by the link that an empty installation prints at its start',
  body: z.object({
    token: z.string().min(1).max(200),
    name: Text(200),
    email: Email,
    password: Password,
    organizationName: Text(200),
  }),
  status: 201,
  reply: z.object({ email: z.string() }),
});

export const OrganizationKind = z.enum(['shelter', 'reservation_team', 'administration']);
export type OrganizationKind = z.infer<typeof OrganizationKind>;

/** Which workgroup's people an organization of a kind has. */
export const workgroupOfKind: Record<OrganizationKind, Workgroup> = {
  shelter: 'emergency_shelter_staff',
  reservation_team: 'shelter_reservation_team',
  administration: 'system_administrators',
};

export const Organization = z.object({
  id: Id,
  name: z.string(),
  kind: OrganizationKind,
  victimServiceProvider: z.boolean(),
  phone: z.string().nullable(),
  closedAt: Instant.nullable(),
  people: z.number().int().describe('Who hold a combination there today'),
  facilities: z.number().int(),
  agreements: z.number().int().describe('In force today'),
});
export type Organization = z.infer<typeof Organization>;

const OrganizationEntries = z.object({
  name: Text(200),
  victimServiceProvider: z.boolean(),
  phone: Text(40).nullable(),
});

export const listOrganizations = endpoint({
  name: 'listOrganizations',
  method: 'GET',
  path: '/api/administration/organizations',
  summary: 'Shelters, reservation teams and administrations',
  reply: z.object({ organizations: z.array(Organization) }),
});

export const createOrganization = endpoint({
  name: 'createOrganization',
  method: 'POST',
  path: '/api/administration/organizations',
  summary: 'Make an organization; its kind stays',
  body: OrganizationEntries.partial({ victimServiceProvider: true, phone: true }).extend({
    kind: OrganizationKind,
  }),
  status: 201,
  reply: Organization,
});

export const correctOrganization = endpoint({
  name: 'correctOrganization',
  method: 'PUT',
  path: '/api/administration/organizations/:id',
  summary: 'Correct the name, the phone and whether it is a victim service provider',
  params: byId,
  body: OrganizationEntries,
  reply: Organization,
});

export const closeOrganization = endpoint({
  name: 'closeOrganization',
  method: 'POST',
  path: '/api/administration/organizations/:id/closing',
  summary: 'Close an organization that nothing hangs on any more',
  params: byId,
  status: 201,
  reply: Organization,
});

export const reopenOrganization = endpoint({
  name: 'reopenOrganization',
  method: 'POST',
  path: '/api/administration/organizations/:id/reopening',
  summary: 'Open a closed organization again',
  params: byId,
  status: 201,
  reply: Organization,
});

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** An IANA time zone that this server knows. */
export const TimeZone = z
  .string()
  .min(1)
  .max(60)
  .refine(isTimeZone, 'There is no such time zone; write it like America/Chicago');

const TeamSettings = z.object({
  opensFirst: z.enum(['assessment', 'housing_facilities']),
  assessmentValidDays: z.number().int().min(1, 'At least 1 day').max(365, 'At most 365 days'),
  timeZone: TimeZone,
  linePhone: Text(40).nullable(),
  lineHours: Text(100).nullable(),
  lineHoursInSpanish: Text(100).nullable(),
});

export const Team = TeamSettings.extend({ organization: Named });
export type Team = z.infer<typeof Team>;

export const readTeamSettings = endpoint({
  name: 'readTeamSettings',
  method: 'GET',
  path: '/api/administration/teams/:id',
  summary: "A reservation team's own settings",
  params: byId,
  reply: Team,
});

export const saveTeamSettings = endpoint({
  name: 'saveTeamSettings',
  method: 'PUT',
  path: '/api/administration/teams/:id',
  summary: 'Change what the team opens first, how long an assessment counts, and its line',
  params: byId,
  body: TeamSettings,
  reply: Team,
});

/** A booking agreement: the team may book at the shelter's facilities and act for it. */
export const Agreement = z.object({
  id: Id,
  team: Named,
  shelter: Named,
  beginsOn: Night,
  endsOn: Night.nullable().describe('First day on which it no longer holds; null: no end'),
  state: z.enum(['in_force', 'ahead', 'over']),
});
export type Agreement = z.infer<typeof Agreement>;

export const listAgreements = endpoint({
  name: 'listAgreements',
  method: 'GET',
  path: '/api/administration/agreements',
  summary: 'Which team may book at which shelter, from when until when',
  reply: z.object({ agreements: z.array(Agreement) }),
});

export const makeAgreement = endpoint({
  name: 'makeAgreement',
  method: 'POST',
  path: '/api/administration/agreements',
  summary: 'Let a team book at a shelter and act for it',
  body: z.object({
    teamId: Id,
    shelterId: Id,
    beginsOn: Night.optional().describe('Today unless told'),
    endsOn: Night.nullable().default(null),
  }),
  status: 201,
  reply: Agreement,
});

export const endAgreement = endpoint({
  name: 'endAgreement',
  method: 'POST',
  path: '/api/administration/agreements/:id/ending',
  summary: 'End an agreement; today unless told, then at once. What was booked stays.',
  params: byId,
  body: z.object({ endsOn: Night.optional() }),
  status: 201,
  reply: Agreement,
});
