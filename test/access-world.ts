import { readSession } from '../contract/accounts.ts';
import * as accountsAdministration from '../contract/accounts-administration.ts';
import * as bars from '../contract/bars.ts';
import * as clients from '../contract/clients.ts';
import * as facilitiesAdministration from '../contract/facilities-administration.ts';
import * as reservations from '../contract/reservations.ts';
import type { Caller } from './app.ts';
import { type County, startCounty } from './county.ts';
import { agreement, bar, barAsked, client, enrollment, organization, user } from './factories.ts';
import { makeExport } from './hmis-export.ts';
import { importExported } from './hmis-import.ts';

/** Everybody who may knock, by role and by what binds them to the shelter; in the order of the access table's columns. */
export const callersInOrder = [
  'nobody',
  ...(['team', 'switched', 'agreed', 'ended', 'other', 'former'] as const),
  ...(['lead', 'leadSwitched', 'leadAgreed', 'leadEnded', 'leadOther', 'leadFormer'] as const),
  ...(['staff', 'unrelated', 'staffFormer'] as const),
  ...(['supervisor', 'unrelatedSupervisor', 'supervisorFormer'] as const),
  ...(['administrator', 'administratorFormer'] as const),
] as const;
export type Who = (typeof callersInOrder)[number];

/** A county in which each of them is signed in, and what the team and the shelter made together about two parties. */
export interface AccessWorld {
  county: County;
  callers: Record<Who, Caller>;
  sharing: World;
  private: World;
}

export const startAccessWorld = async (options?: Parameters<typeof startCounty>[0]): Promise<AccessWorld> => {
  const county = await startCounty(options);
  const callers = await signInAll(county);
  // One that is refused, so that it has rejects to read.
  const exported = makeExport({ Organization: [{ OrganizationID: 'O1', VictimServiceProvider: 'maybe' }] });
  const { id: importId } = await importExported(callers.administrator, exported);
  return {
    county,
    callers,
    sharing: { ...(await makeWorld(county, callers, true)), importId },
    private: { ...(await makeWorld(county, callers, false)), importId },
  };
};

const signInAll = async (county: County): Promise<Record<Who, Caller>> => {
  const { db } = county.database;
  const ended = await organization(db, 'Ended Team', 'reservation_team');
  await agreement(db, ended, county.birchwater, '2026-01-01', '2026-11-20');
  const agreed = await organization(db, 'Agreed Team', 'reservation_team');
  await agreement(db, agreed, county.birchwater);
  const office = await organization(db, 'Further Office', 'administration');
  const team = 'shelter_reservation_team';
  const shelter = 'emergency_shelter_staff';
  const person = async (organizationId: number, workgroup: typeof team | typeof shelter, more = {}) => {
    const { email } = await user(db, `Walker At ${organizationId}`, [{ organizationId, workgroup, ...more }]);
    return county.signIn(email);
  };
  const until = { endsOn: '2026-11-20' };
  const lead = await person(county.team, team, { supervisor: true });
  const formerAdministrator = await user(db, 'Former Office', [
    { organizationId: office, workgroup: 'system_administrators', ...until },
  ]);
  return {
    nobody: county.nobody,
    team: county.specialist,
    switched: await switched(county, county.specialist),
    agreed: await person(agreed, team),
    ended: await person(ended, team),
    other: await county.otherSpecialist(),
    former: await person(county.team, team, until),
    lead,
    leadSwitched: await switched(county, lead),
    leadAgreed: await person(agreed, team, { supervisor: true }),
    leadEnded: await person(ended, team, { supervisor: true }),
    leadOther: await person(county.otherTeam, team, { supervisor: true }),
    leadFormer: await person(county.team, team, { supervisor: true, ...until }),
    staff: await county.staff(),
    unrelated: await county.quarryStaff(),
    staffFormer: await person(county.birchwater, shelter, until),
    supervisor: await county.supervisor(),
    unrelatedSupervisor: await county.quarrySupervisor(),
    supervisorFormer: await person(county.birchwater, shelter, { supervisor: true, ...until }),
    administrator: await county.administrator(),
    administratorFormer: await county.signIn(formerAdministrator.email),
  };
};

/** The same person, switched to the shelter's organization in Settings. */
const switched = async (county: County, caller: Caller): Promise<Caller> => {
  const { body } = await caller.call(readSession);
  return caller.actingFor(body.combinations[0]!.membershipId, county.birchwater);
};

/** The ids that a call can name. */
export interface World {
  shares: boolean;
  /** The version that calls name: none that exists, so that they change nothing. */
  version: number;
  clientId: number;
  otherClientId: number;
  bookableId: number;
  householdId: number;
  assessmentId: number;
  reservationId: number;
  guestId: number;
  enrollmentId: number;
  otherGuestId: number;
  leaveId: number;
  code: string;
  barId: number;
  keptBarId: number;
  appealId: number;
  overrideId: number;
  weatherId: number;
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
  noteId: number;
  differenceId: number;
  openEnrollmentId: number;
  /** Whose open enrollment that is. */
  sleeperId: number;
  bedNightId: number;
}

/** So far apart that neither of the two is taken for the other. */
export const bornOn = (shares: boolean) => (shares ? '1990-05-05' : '1961-02-02');

/** What hangs on bars: a further one with an override, an appeal, nights of extreme weather; each says the canary's word. */
const aroundBars = async (
  county: County,
  { supervisor }: AccessWorld['callers'],
  of: { barId: number; bookableId: number; mark: string },
) => {
  const words = `CANARY-${of.mark}`;
  const kept = await supervisor.call(bars.issueBar, {
    body: barAsked(of.bookableId, {
      beginDate: '2027-06-01',
      endDate: '2027-07-01',
      narrative: words,
      told: words,
      notice: { notYet: words },
    }),
  });
  const over = await supervisor.call(bars.overrideBar, {
    params: { id: kept.body.id },
    body: {
      facilityId: county.commons.id,
      beginDate: '2027-06-10',
      endDate: '2027-06-11',
      reason: words,
    },
  });
  const appeal = await supervisor.call(bars.fileAppeal, {
    params: { id: of.barId },
    body: { filedOn: '2026-11-23', words },
  });
  const weather = await supervisor.call(bars.declareExtremeWeather, {
    body: { beginDate: '2029-03-01', endDate: '2029-03-02', reason: words },
  });
  return {
    keptBarId: kept.body.id,
    overrideId: over.body.id,
    appealId: appeal.body.id,
    weatherId: weather.body.id,
  };
};

/** What a shift wrote down at the shelter: a note, a count that differs, and two nights of a guest. */
const makeShift = async (county: County, mark: string) => {
  const { db } = county.database;
  const at = new Date('2026-11-23T04:00:00Z');
  const { id: by } = await db
    .selectFrom('userAccount')
    .select('id')
    .where('email', '=', county.emails.staff)
    .executeTakeFirstOrThrow();
  const facilityId = county.commons.id;
  const note = await db
    .insertInto('shiftNote')
    .values({ facilityId, text: `Keys ${mark}`, pinnedAt: at, pinnedBy: by })
    .returning('id')
    .executeTakeFirstOrThrow();
  const census = await db
    .insertInto('census')
    .values({
      facilityId,
      night: '2026-11-22',
      countedAt: at,
      countedBy: by,
      expected: 1,
      found: 0,
      complete: true,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const difference = await db
    .insertInto('censusDifference')
    .values({
      censusId: census.id,
      bedId: county.commons.bedIds[1],
      expected: 'in_house',
      found: 'elsewhere',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const sleeper = await client(db, county.team, `Sleeper ${mark}`, { shares: mark === 'Sharing' });
  const openEnrollmentId = await enrollment(db, sleeper.id, county.commons, { entryDate: '2026-11-20' });
  const nights = await db
    .insertInto('bedNight')
    .values(
      ['2026-11-20', '2026-11-22'].map((night) => ({
        enrollmentId: openEnrollmentId,
        clientId: sleeper.id,
        projectId: county.commons.projectId,
        facilityId,
        night,
        recordedAt: at,
        recordedBy: by,
      })),
    )
    .returning('id')
    .execute();
  return {
    noteId: note.id,
    differenceId: difference.id,
    openEnrollmentId,
    sleeperId: sleeper.id,
    bedNightId: nights[0]!.id,
  };
};

/** Records that the team and the shelter made together about one client. */
const makeWorld = async (
  county: County,
  callers: Record<Who, Caller>,
  shares: boolean,
): Promise<Omit<World, 'importId'>> => {
  const { db } = county.database;
  const at = new Date('2026-11-01T12:00:00Z');
  const mark = shares ? 'Sharing' : 'Private';
  const person = async (name: string) => {
    const made = await client(db, county.team, `${name} ${mark}`, { shares, dob: bornOn(shares) });
    await enrollment(db, made.id, county.commons, { madeBy: county.team });
    return made.id;
  };
  const [clientId, otherClientId, bookableId] = [
    await person('Walker'),
    await person('Second'),
    await person('Third'),
  ];
  await fillProfile(callers.team, clientId, shares);
  const saved = await callers.team.call(reservations.saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId }] },
  });
  // Somebody who had a place on a later night and lost it.
  const lost = await callers.team.call(reservations.saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId: bookableId }], beginDate: '2026-11-30' },
  });
  await db
    .updateTable('bedAssignment')
    .set({ endedAt: at })
    .where('guestId', '=', lost.body.guests[0]!.guestId)
    .execute();
  const otherGuestId = lost.body.guests[0]!.guestId;
  const leave = await db
    .insertInto('guestLeave')
    .values({
      guestId: otherGuestId,
      kind: 'leave',
      nights: '[2026-12-01,2026-12-02)',
      freesPlace: false,
      createdAt: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  // What the assessment asked only the team knows; the intake's answers the shelter, too.
  await db
    .updateTable('assessment')
    .set({ answers: JSON.stringify({ DisablingCondition: 1 }) })
    .where('clientId', '=', clientId)
    .execute();
  await db
    .updateTable('enrollment')
    .set({ startAnswers: JSON.stringify({ HIVAIDS: 1 }) })
    .where('clientId', '=', clientId)
    .execute();
  const enrolled = await db
    .selectFrom('enrollment')
    .select('id')
    .where('clientId', '=', clientId)
    .executeTakeFirstOrThrow();
  const household = await callers.team.call(clients.makeHousehold, { params: { id: clientId } });
  await callers.team.call(clients.addHouseholdMember, {
    params: { id: household.body.householdId },
    body: { clientId: otherClientId, relationshipToHoH: 5 },
  });
  const assessment = await db
    .selectFrom('assessment')
    .select(['id', 'formId'])
    .where('clientId', '=', clientId)
    .executeTakeFirstOrThrow();
  await bar(db, otherClientId, county.birchwater, { narrative: `CANARY-${mark}` });
  await bar(db, clientId, county.birchwater, {
    facilityId: county.sundog.id,
    narrative: `CANARY-${mark}`,
  });
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
  const procedure = await aroundBars(county, callers, { barId: barred.id, bookableId, mark });
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
  const shift = await makeShift(county, mark);
  return {
    ...shift,
    shares,
    version: 999,
    clientId,
    otherClientId,
    bookableId,
    householdId: household.body.householdId,
    assessmentId: assessment.id,
    reservationId: saved.body.id,
    guestId: saved.body.guests[0]!.guestId,
    enrollmentId: enrolled.id,
    otherGuestId,
    leaveId: leave.id,
    code: saved.body.code,
    barId: barred.id,
    ...procedure,
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
  };
};

/** Whatever a form can say of a person, so that nothing is absent only because nobody wrote it. */
const fillProfile = async (team: Caller, id: number, shares: boolean) => {
  const corrected = await team.call(clients.correctClient, {
    params: { id },
    body: {
      version: 1,
      client: {
        firstName: 'Walker',
        middleName: 'Quill',
        nameSuffix: 'Jr',
        goesBy: 'Wally',
        sayIt: 'WAW-ker',
        aliases: ['Zephyrine'],
        ssn: shares ? '219-09-7781' : '219-09-7782',
        sex: 1,
        amIndAkNative: true,
        asian: true,
        blackAfAmerican: true,
        hispanicLatinao: true,
        midEastNAfrican: true,
        nativeHiPacific: true,
        white: true,
        additionalRaceEthnicity: 'Sami',
        veteranStatus: 1,
        language: 'Somali',
        interpreter: true,
        phone: '(555) 014-0123',
        textIsSafe: true,
        voicemailIsSafe: true,
      },
    },
  });
  if (corrected.status !== 200) throw new Error(JSON.stringify(corrected.body));
  await team.call(clients.addCard, { params: { id }, body: { code: `CARD-${id}` } });
  await team.call(clients.recordConsent, { params: { id }, body: { shares, method: 'verbal' } });
};
