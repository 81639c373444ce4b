import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import * as accounts from '../contract/accounts.ts';
import * as accountsAdministration from '../contract/accounts-administration.ts';
import * as clients from '../contract/clients.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import * as facilitiesAdministration from '../contract/facilities-administration.ts';
import * as reservations from '../contract/reservations.ts';
import { makeAuthentication } from '../server/accounts/authentication.ts';
import { accessTable, callersInOrder, libraryTable, otherAddresses } from './access-table.ts';
import type { Caller } from './app.ts';
import { type County, startCounty } from './county.ts';
import { agreement, bar, client, enrollment, organization, user } from './factories.ts';

// Every endpoint × every caller × {a client who shares, a client who doesn't}, against the written table.
type Who = (typeof callersInOrder)[number];
let county: County;
let callers: Record<Who, Caller>;
let worlds: { sharing: World; private: World };

const contract = join(import.meta.dirname, '../contract');
const modules: object[] = await Promise.all(
  readdirSync(contract)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => import(join(contract, file))),
);
const endpoints = modules
  .flatMap((m) => Object.values(m) as unknown[])
  .filter(
    (e): e is Endpoint => typeof e === 'object' && e !== null && 'method' in e && 'path' in e && 'reply' in e,
  );

beforeAll(async () => {
  county = await startCounty();
  const { db } = county.database;
  const ended = await organization(db, 'Ended Team', 'reservation_team');
  await agreement(db, ended, county.birchwater, '2026-01-01', '2026-11-20');
  const endedUser = await user(db, 'Una Ended', [
    { organizationId: ended, workgroup: 'shelter_reservation_team' },
  ]);
  const { body: session } = await county.specialist.call(accounts.readSession);
  callers = {
    nobody: county.nobody,
    team: county.specialist,
    switched: county.specialist.actingFor(session.combinations[0]!.membershipId, county.birchwater),
    ended: await county.signIn(endedUser.email),
    other: await county.otherSpecialist(),
    staff: await county.staff(),
    supervisor: await county.supervisor(),
    unrelated: await county.quarryStaff(),
    administrator: await county.administrator(),
  };
  worlds = { sharing: await makeWorld(true), private: await makeWorld(false) };
}, 60_000);
afterAll(() => county.stop());

interface World {
  clientId: number;
  otherClientId: number;
  bookableId: number;
  householdId: number;
  assessmentId: number;
  reservationId: number;
  guestId: number;
  code: string;
  barId: number;
  facilityId: number;
  spareFacilityId: number;
  bedId: number;
  roomId: number;
  ruleId: number;
  closureId: number;
  openingId: number;
  projectId: number;
  organizationId: number;
  teamId: number;
  agreementId: number;
  personId: string;
  membershipId: number;
  formId: number;
  importId: number;
}

/** Records that the team and the shelter made together about one client. */
const makeWorld = async (shares: boolean): Promise<World> => {
  const { db } = county.database;
  const at = new Date('2026-11-01T12:00:00Z');
  const mark = shares ? 'Sharing' : 'Private';
  const person = async (name: string) => {
    const made = await client(db, county.team, `${name} ${mark}`, { shares });
    await enrollment(db, made.id, county.commons, { madeBy: county.team });
    return made.id;
  };
  const [clientId, otherClientId, bookableId] = [
    await person('Walker'),
    await person('Second'),
    await person('Third'),
  ];
  const saved = await callers.team.call(reservations.saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId }] },
  });
  const household = await callers.team.call(clients.makeHousehold, { params: { id: clientId } });
  const assessment = await db
    .selectFrom('assessment')
    .select(['id', 'formId'])
    .where('clientId', '=', clientId)
    .executeTakeFirstOrThrow();
  await bar(db, otherClientId, county.birchwater, { narrative: `CANARY-${mark}` });
  await bar(db, bookableId, county.birchwater, {
    begin: '2028-01-01',
    end: '2028-02-01',
    narrative: `CANARY-${mark}`,
  });
  const barred = await db
    .selectFrom('bar')
    .select('id')
    .where('clientId', '=', bookableId)
    .executeTakeFirstOrThrow();
  const administrator = callers.administrator;
  const name = (what: string) => `${what} ${mark}`;
  const shelter = await administrator.call(accountsAdministration.createOrganization, {
    body: { name: name('Spare shelter'), kind: 'shelter' },
  });
  const team = await administrator.call(accountsAdministration.createOrganization, {
    body: { name: name('Spare team'), kind: 'reservation_team' },
  });
  const agreed = await administrator.call(accountsAdministration.makeAgreement, {
    body: { teamId: team.body.id, shelterId: shelter.body.id },
  });
  const account = await administrator.call(accountsAdministration.createPerson, {
    body: { name: name('Spare person'), email: `spare-${mark}@example.org` },
  });
  const held = await administrator.call(accountsAdministration.addMembership, {
    params: { id: account.body.id },
    body: { organizationId: shelter.body.id, workgroup: 'emergency_shelter_staff' },
  });
  const project = await administrator.call(facilitiesAdministration.createProject, {
    body: {
      organizationId: shelter.body.id,
      name: name('Spare project'),
      kind: 'night_by_night',
      cocCode: 'MN-500',
    },
  });
  const spare = await administrator.call(facilitiesAdministration.createFacility, {
    body: { name: name('Spare facility'), projectId: project.body.id },
  });
  const rows = await db
    .selectFrom('room')
    .select('id')
    .where('facilityId', '=', county.commons.id)
    .orderBy('id')
    .execute();
  const roomId = rows[0]!.id;
  const rule = await db
    .insertInto('placementRule')
    .values({
      facilityId: county.commons.id,
      roomId,
      nights: shares ? '[2030-01-01,2030-02-01)' : '[2031-01-01,2031-02-01)',
      createdAt: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const closure = await db
    .insertInto('closure')
    .values({ facilityId: county.commons.id, reason: 'Ladder', createdAt: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  const opening = await db
    .insertInto('overflowOpening')
    .values({
      facilityId: county.commons.id,
      nights: shares ? '[2030-01-01,2030-02-01)' : '[2031-01-01,2031-02-01)',
      reason: 'Cold',
      createdAt: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return {
    clientId,
    otherClientId,
    bookableId,
    householdId: household.body.householdId,
    assessmentId: assessment.id,
    reservationId: saved.body.id,
    guestId: saved.body.guests[0]!.guestId,
    code: saved.body.code,
    barId: barred.id,
    facilityId: county.commons.id,
    spareFacilityId: spare.body.id,
    bedId: county.commons.bedIds[3]!,
    roomId,
    ruleId: rule.id,
    closureId: closure.id,
    openingId: opening.id,
    projectId: project.body.id,
    organizationId: shelter.body.id,
    teamId: team.body.id,
    agreementId: agreed.body.id,
    personId: account.body.id,
    membershipId: held.body.memberships[0]!.id,
    formId: assessment.formId,
    importId: 1,
  };
};

const settings = {
  name: 'Birchwater Commons',
  phone: null,
  address: null,
  city: null,
  confidential: false,
  timeZone: 'America/Chicago',
  cutOverHour: 4,
  checkInFrom: null,
  checkInUntil: null,
  leaveBy: null,
  howToGetThere: null,
  whatToBring: null,
  houseRules: null,
  sober: false,
  acceptsWalkIns: true,
  petPlaces: 0,
  headCountOnly: false,
  staleAfterHours: 12,
};

interface Call {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** A well-formed call of each endpoint about this world; permission is all that can be told apart. */
const callOf: Record<string, (w: World, who: Who) => Call> = {
  readSession: () => ({}),
  recordInput: () => ({}),
  searchClients: () => ({ query: { search: 'walker' } }),
  findLikelyDuplicates: () => ({
    body: { firstName: 'Walker', lastName: 'Sharing', ageFrom: 30, ageTo: 40 },
  }),
  createClient: () => ({
    body: { client: { firstName: 'New', lastName: 'Person', ageFrom: 30, ageTo: 40 }, ticket: 'none' },
  }),
  correctClient: (w) => ({
    params: { id: w.clientId },
    body: { client: { firstName: 'Walker' }, version: 999 },
  }),
  readClient: (w) => ({ params: { id: w.clientId } }),
  recordConsent: (w) => ({
    params: { id: w.bookableId },
    body: { shares: w === worlds.sharing, method: 'verbal' },
  }),
  addCard: (w, who) => ({ params: { id: w.clientId }, body: { code: `CARD ${w.clientId} ${who}` } }),
  endCard: (w, who) => ({ params: { id: w.clientId, code: `CARD ${w.clientId} ${who}` } }),
  makeHousehold: (w) => ({ params: { id: w.clientId } }),
  addHouseholdMember: (w) => ({
    params: { id: w.householdId },
    body: { clientId: w.bookableId, relationshipToHoH: 4 },
  }),
  changeHead: (w) => ({
    params: { id: w.householdId },
    body: { clientId: w.clientId, formerHeadRelationship: 4 },
  }),
  leaveHousehold: (w) => ({ params: { id: w.householdId, clientId: w.clientId } }),
  readSsn: (w) => ({ params: { id: w.clientId }, body: { why: 'Walk' } }),
  readWhoHasSeen: (w) => ({ params: { id: w.clientId } }),
  openAssessment: (w) => ({ params: { id: w.clientId } }),
  readAssessment: (w) => ({ params: { id: w.assessmentId } }),
  saveDraft: (w) => ({ params: { id: w.assessmentId }, body: { answers: {}, step: 0, version: 999 } }),
  finishAssessment: (w) => ({ params: { id: w.assessmentId }, body: { answers: {}, version: 999 } }),
  openIntake: (w) => ({ params: { id: w.clientId }, query: { facilityId: w.facilityId } }),
  saveIntake: (w) => ({
    body: {
      facilityId: w.facilityId,
      members: [{ clientId: w.otherClientId, relationshipToHoH: 1, answers: {} }],
    },
  }),
  issueBar: (w) => ({
    body: {
      clientId: w.bookableId,
      facilityId: w.facilityId,
      beginDate: '2029-01-01',
      endDate: '2029-01-02',
      reviewOn: null,
      reasonCode: 'rules',
      narrative: 'CANARY walk',
    },
  }),
  liftBar: (w) => ({ params: { id: w.barId }, body: { reason: 'Walk' } }),
  listHousingFacilities: (w) => ({ query: { clientIds: w.clientId } }),
  checkReservation: (w) => ({ body: { facilityId: w.facilityId, guests: [{ clientId: w.clientId }] } }),
  saveReservation: (w) => ({ body: { facilityId: w.facilityId, guests: [{ clientId: w.clientId }] } }),
  readReservation: (w) => ({ params: { id: w.reservationId } }),
  cancelReservation: (w) => ({ params: { id: w.reservationId }, body: { reason: 'Walk', version: 999 } }),
  changeDates: (w) => ({ params: { id: w.reservationId }, body: { beginDate: '2026-11-24', version: 999 } }),
  moveReservation: (w) => ({
    params: { id: w.reservationId },
    body: { facilityId: w.facilityId, version: 999 },
  }),
  assignBeds: (w) => ({
    params: { id: w.reservationId },
    body: { version: 999, beds: [{ guestId: w.guestId, bedId: w.bedId }] },
  }),
  readCurrentReservations: (w) => ({ params: { id: w.facilityId }, query: {} }),
  listPlacesForGuest: (w) => ({ params: { id: w.guestId } }),
  checkIn: (w) => ({ params: { id: w.guestId }, body: { version: 999 } }),
  findArrival: (w) => ({ params: { code: w.code } }),
  listTonight: () => ({}),
  confirmCount: (w) => ({ params: { id: w.facilityId } }),
  previewClosure: (w) => ({
    params: { id: w.facilityId },
    body: { bedIds: [w.bedId], reason: 'Walk', beginDate: '2029-01-01', endDate: '2029-01-02' },
  }),
  closeBeds: (w) => ({
    params: { id: w.facilityId },
    body: { bedIds: [w.bedId], reason: 'Walk', beginDate: '2029-01-01', endDate: '2029-01-02' },
  }),
  listClosures: (w) => ({ params: { id: w.facilityId } }),
  endClosure: (w) => ({ params: { id: w.closureId } }),
  listWithoutPlace: () => ({}),
  seatWithoutPlace: (w) => ({ params: { id: w.facilityId } }),
  previewRule: (w) => ({
    params: { id: w.facilityId },
    body: { roomIds: [w.roomId], beginDate: '2029-01-01', endDate: '2029-01-02' },
  }),
  setRule: (w) => ({
    params: { id: w.facilityId },
    body: { roomIds: [w.roomId], beginDate: '2029-01-01', endDate: '2029-01-02' },
  }),
  previewRuleEnding: (w) => ({ params: { id: w.ruleId }, body: {} }),
  endRule: (w) => ({ params: { id: w.ruleId }, body: { displacing: [999] } }),
  previewOverflowOpening: (w) => ({
    params: { id: w.facilityId },
    body: { reason: 'Walk', beginDate: '2029-01-01', endDate: '2029-01-02' },
  }),
  openOverflow: (w) => ({
    params: { id: w.facilityId },
    body: { reason: 'Walk', beginDate: '2029-01-01', endDate: '2029-01-02' },
  }),
  previewOverflowEnding: (w) => ({ params: { id: w.openingId }, body: {} }),
  endOverflow: (w) => ({ params: { id: w.openingId }, body: { displacing: [999] } }),
  previewBedEnding: (w) => ({
    params: { id: w.facilityId },
    body: { bedIds: [w.bedId], endDate: '2035-01-01' },
  }),
  endBeds: (w) => ({ params: { id: w.facilityId }, body: { bedIds: [w.bedId], endDate: '2035-01-01' } }),
  previewBedChange: (w) => ({ params: { id: w.facilityId }, body: { bedIds: [w.bedId], power: true } }),
  changeBeds: (w) => ({ params: { id: w.facilityId }, body: { bedIds: [w.bedId], power: true } }),
  listPeople: () => ({}),
  createPerson: (w) => ({ body: { name: 'Somebody', email: `somebody-${w.clientId}@example.org` } }),
  correctPerson: (w) => ({
    params: { id: w.personId },
    body: { name: 'Somebody', email: `else-${w.clientId}@example.org` },
  }),
  makePasswordLink: (w) => ({ params: { id: w.personId } }),
  addMembership: (w) => ({
    params: { id: w.personId },
    body: { organizationId: w.organizationId, workgroup: 'emergency_shelter_staff' },
  }),
  changeMembership: (w) => ({
    params: { id: w.membershipId },
    body: { supervisor: false, reportsTo: null, endsOn: null },
  }),
  endMembership: (w) => ({ params: { id: w.membershipId } }),
  closeAccount: (w) => ({ params: { id: w.personId } }),
  reopenAccount: (w) => ({ params: { id: w.personId } }),
  choosePassword: () => ({ body: { token: 'none', password: 'a long enough password' } }),
  makeFirstAdministrator: () => ({
    body: {
      token: 'none',
      name: 'A',
      email: 'a@example.org',
      password: 'a long enough password',
      organizationName: 'O',
    },
  }),
  listOrganizations: () => ({}),
  createOrganization: (w) => ({ body: { name: `Another ${w.clientId}`, kind: 'shelter' } }),
  correctOrganization: (w) => ({
    params: { id: w.organizationId },
    body: { name: `Corrected ${w.clientId}`, victimServiceProvider: false, phone: null },
  }),
  closeOrganization: (w) => ({ params: { id: w.organizationId } }),
  reopenOrganization: (w) => ({ params: { id: w.organizationId } }),
  readTeamSettings: (w) => ({ params: { id: w.teamId } }),
  saveTeamSettings: (w) => ({
    params: { id: w.teamId },
    body: {
      opensFirst: 'assessment',
      assessmentValidDays: 14,
      timeZone: 'America/Chicago',
      linePhone: null,
      lineHours: null,
    },
  }),
  listAgreements: () => ({}),
  makeAgreement: (w) => ({ body: { teamId: w.teamId, shelterId: w.organizationId } }),
  endAgreement: (w) => ({ params: { id: w.agreementId }, body: {} }),
  listForms: (w) => ({ params: { id: w.teamId } }),
  readForm: (w) => ({ params: { id: w.formId } }),
  publishForm: (w) => ({ params: { id: w.teamId }, body: { title: 'Form', definition: {}, basedOn: 999 } }),
  checkFormDefinition: () => ({ body: { definition: {} } }),
  readStandardForm: () => ({ params: { kind: 'single_adults' } }),
  listProjects: () => ({}),
  createProject: (w) => ({
    body: {
      organizationId: w.organizationId,
      name: `Project ${w.clientId}`,
      kind: 'night_by_night',
      cocCode: 'MN-500',
    },
  }),
  correctProject: (w) => ({
    params: { id: w.projectId },
    body: {
      name: 'Corrected',
      cocCode: 'MN-500',
      operatingStartDate: null,
      operatingEndDate: null,
      autoExitNights: 90,
    },
  }),
  listAdministeredFacilities: () => ({}),
  createFacility: (w) => ({ body: { name: `Facility ${w.clientId}`, projectId: w.projectId } }),
  readFacilityAdministration: (w) => ({ params: { id: w.facilityId } }),
  saveFacilitySettings: (w) => ({ params: { id: w.facilityId }, body: settings }),
  previewPlaces: (w) => ({ params: { id: w.facilityId }, body: { roomName: 'Attic', singles: 2 } }),
  addPlaces: (w) => ({
    params: { id: w.spareFacilityId },
    body: { roomName: `Attic ${w.clientId}`, singles: 2 },
  }),
  renameRoom: (w) => ({ params: { id: w.roomId }, body: { name: 'Room A' } }),
  changeProject: (w) => ({ params: { id: w.spareFacilityId }, body: { projectId: w.projectId } }),
  closeFacility: (w) => ({ params: { id: w.spareFacilityId } }),
  reopenFacility: (w) => ({ params: { id: w.spareFacilityId } }),
  listImports: () => ({}),
  startImport: () => ({ query: { name: 'export.zip' } }),
  readImport: (w) => ({ params: { id: w.importId } }),
  readRejects: (w) => ({ params: { id: w.importId } }),
};

/** Where a bar's narrative was heard: it carries a word that nothing else carries. */
const overheard = { issuer: 0, others: [] as string[] };
const listen = (who: Who, endpoint: string, text: string) => {
  if (!/canary/i.test(text)) return;
  if (who === 'staff' || who === 'supervisor') overheard.issuer += 1;
  else overheard.others.push(`${who} ${endpoint}`);
};

const letterOf = (status: number): string =>
  status === 401 ? '-' : status === 403 ? 'x' : status === 404 ? '0' : status < 500 ? 'y' : String(status);

const walkOne = async (endpoint: Endpoint, w: World): Promise<string> => {
  let letters = '';
  for (const who of callersInOrder) {
    const answer = await callers[who].call<Endpoint & { params: z.ZodType }>(
      endpoint as never,
      callOf[endpoint.name]!(w, who) as never,
    );
    listen(who, endpoint.name, JSON.stringify(answer.body));
    letters += letterOf(answer.status);
  }
  return letters;
};

test('every endpoint of the contract and every address of the server has a row', () => {
  expect(Object.keys(accessTable).sort()).toEqual(endpoints.map((e) => e.name).sort());
  const documented = new Set(endpoints.map((e) => `${e.method} ${e.path}`));
  const further = county.app.answered.filter((address) => !documented.has(address));
  expect([...new Set(further)].sort()).toEqual([...otherAddresses].sort());
});

describe('who may do what', () => {
  test.each(endpoints.map((e) => [e.name, e] as const))('%s', async (name, endpoint) => {
    const row = accessTable[name];
    const [sharing, notSharing] = typeof row === 'string' || row === undefined ? [row, row] : row;
    const seen = [await walkOne(endpoint, worlds.sharing), await walkOne(endpoint, worlds.private)];
    expect(seen).toEqual([sharing, notSharing]);
  });
});

test('the sign-in library’s own routes: nobody makes an account or changes another’s', async () => {
  const auth = makeAuthentication({
    db: county.database.db,
    baseUrl: county.baseUrl,
    secret: 'x'.repeat(40),
    trustedOrigins: [],
  });
  const library = Object.values(
    auth.api as unknown as Record<string, { path?: string; options?: { method?: string | string[] } }>,
  )
    .filter((e) => e.path)
    .flatMap((e) => [e.options?.method ?? 'GET'].flat().map((method) => `${method} ${e.path}`));
  const seen: Record<string, string> = {};
  for (const address of [...new Set(library)].sort()) {
    const [method, path] = address.split(' ') as [string, string];
    const ask = async (caller: Caller) => {
      const reply = await caller.fetch(`/api/auth${path.replaceAll(/:\w+/g, 'x')}`, {
        method,
        ...(method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }),
        redirect: 'manual',
      });
      return reply.status;
    };
    if (path === '/sign-out' || path.startsWith('/revoke')) seen[address] = `${await ask(county.nobody)}`;
    else seen[address] = `${await ask(county.nobody)} ${await ask(callers.unrelated)}`;
  }
  expect(seen).toEqual(libraryTable);
});

describe('what they see of a client', () => {
  const seenBy = async (who: Who, w: World) => {
    const { body } = await callers[who].call(clients.readClient, { params: { id: w.otherClientId } });
    listen(who, 'readClient', JSON.stringify(body));
    return {
      name: body.client.name !== '',
      birthDate: body.client.dob !== null,
      enrollments: body.enrollments.length,
      assessments: body.assessments.length,
      bars: body.bars.map((b) => (b.own ? 'whole' : b.message)),
    };
  };
  const nothing = { name: true, birthDate: false, enrollments: 0, assessments: 0, bars: [] };
  const neutral = [
    'Not eligible here; may stay again from Thu 3 Dec 2026',
    'Not eligible here; may stay again from Thu 3 Dec 2026',
  ];

  test('of one who does not share, others see the basic profile; the team keeps sight of what it wrote', async () => {
    const w = worlds.private;
    expect(await seenBy('team', w)).toEqual({
      name: true,
      birthDate: true,
      enrollments: 1,
      assessments: 1,
      bars: neutral,
    });
    expect(await seenBy('switched', w)).toEqual({
      name: true,
      birthDate: true,
      enrollments: 1,
      assessments: 1,
      bars: neutral,
    });
    expect(await seenBy('other', w)).toEqual(nothing);
    expect(await seenBy('ended', w)).toEqual(nothing);
    expect(await seenBy('unrelated', w)).toEqual(nothing);
    expect(await seenBy('staff', w)).toMatchObject({ enrollments: 1, assessments: 0, bars: ['whole'] });
  });

  test('of one who shares, others see enrollments and assessments, and never a bar’s reason', async () => {
    const w = worlds.sharing;
    expect(await seenBy('other', w)).toEqual({
      name: true,
      birthDate: true,
      enrollments: 1,
      assessments: 1,
      bars: [],
    });
    expect(await seenBy('unrelated', w)).toMatchObject({ birthDate: true, enrollments: 1, bars: [] });
    expect(await seenBy('switched', w)).toMatchObject({ bars: neutral });
    expect(await seenBy('supervisor', w)).toMatchObject({ bars: ['whole'] });
  });
});

test('no reply to anybody but the issuer holds a word of a bar’s narrative; nor do events, the audit or the log', async () => {
  // Every reply of the walk above and of this one went through here.
  expect(overheard.issuer).toBeGreaterThan(0);
  expect(overheard.others).toEqual([]);
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from audit_entry e where e::text ilike '%canary%'`.execute(county.database.db);
  expect(rows[0]?.n).toBe(0);
});
