import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Endpoint } from '../contract/endpoint.ts';
import { callOf } from './access-calls.ts';
import { type AccessWorld, startAccessWorld, type Who } from './access-world.ts';
import { endpoints } from './endpoints.ts';

// By law a victim service provider keeps its clients in a system of its own: here nothing of a client is written by it
// or for it.
let world: AccessWorld;
beforeAll(async () => {
  world = await startAccessWorld();
});
afterAll(() => world.county.stop());

const mark = (organizationId: number, victimServiceProvider: boolean) =>
  world.county.database.db
    .updateTable('organization')
    .set({ victimServiceProvider })
    .where('id', '=', organizationId)
    .execute();

/** What writes something of a client, and who would do it there. */
const ofBoth = [
  'createClient',
  'correctClient',
  'recordConsent',
  'addCard',
  'makeHousehold',
  'addHouseholdMember',
  'changeHead',
  'saveIntake',
  'saveReservation',
  'changeDates',
  'moveReservation',
];
/** Those of them that a team does on a shelter's behalf. */
const forTheShelter = ['saveIntake', 'saveReservation', 'changeDates', 'moveReservation'];
const ofTheTeam = [...ofBoth, 'openAssessment', 'saveDraft', 'finishAssessment'];
const ofTheNight = [
  'checkOut',
  'confirmMorning',
  'extendStay',
  'saveExit',
  'keepEnrollmentOpen',
  'answerLate',
];
const ofTheCount = ['saveCensus', 'settleDifference', 'addBedNight', 'removeBedNight'];
const ofTheShelter = [
  ...[...ofBoth, 'assignBeds', 'checkIn'],
  ...['issueBar', 'reviewBar', 'recordNotice', 'fileAppeal', 'setHearing', 'decideAppeal', 'overrideBar'],
  'giveWarning',
  ...ofTheNight,
  ...ofTheCount,
  ...['takeWalkIn', 'joinParty', 'swapPlaces', 'saveDoorAnswers', 'giveLeave'],
];

/** Looks, and what is written of people who work here and of beds. */
const aboutNoClient = [
  ...['createPerson', 'correctPerson', 'closeAccount', 'reopenAccount', 'makePasswordLink', 'choosePassword'],
  ...['addMembership', 'changeMembership', 'endMembership', 'makeFirstAdministrator', 'recordInput'],
  ...['createOrganization', 'correctOrganization', 'closeOrganization', 'reopenOrganization'],
  ...[
    'saveTeamSettings',
    'makeAgreement',
    'endAgreement',
    'checkFormDefinition',
    'publishForm',
    'startImport',
  ],
  ...['findLikelyDuplicates', 'checkReservation', 'readSsn'],
  ...['previewClosure', 'closeBeds', 'endClosure', 'previewRule', 'setRule', 'previewRuleEnding', 'endRule'],
  ...['previewOverflowOpening', 'openOverflow', 'previewOverflowEnding', 'endOverflow', 'seatWithoutPlace'],
  ...[
    'previewBedEnding',
    'endBeds',
    'previewBedChange',
    'changeBeds',
    'previewPlaces',
    'addPlaces',
    'renameRoom',
  ],
  ...[
    'createProject',
    'correctProject',
    'changeProject',
    'createFacility',
    'saveFacilitySettings',
    'confirmCount',
  ],
  ...['closeFacility', 'reopenFacility', 'declareExtremeWeather', 'endExtremeWeather'],
  ...['pinShiftNote', 'readShiftNote', 'unpinShiftNote'],
];
/** They take away what was written before the organization was marked. */
const undoneAtNight = ['undoCheckOut', 'undoNoShow', 'undoExit'];
const endings = [
  ...['cancelReservation', 'liftBar', 'shortenBar', 'endOverride', 'endCard', 'leaveHousehold'],
  'endLeave',
];
/** They take such an ending, or an act of the desk, back within two minutes, by the same locks and checks as a new stay. */
const undoings = ['undoCancellation', 'undoMove', 'undoAssignment', 'undoCheckIn', ...undoneAtNight];

const answerOf = async (who: Who, name: string, facilityId = world.county.commons.id) => {
  const endpoint = endpoints.find((e) => e.name === name)!;
  const { status, refusal } = await world.callers[who].call<Endpoint & { params: z.ZodType }>(
    endpoint as never,
    callOf[name]!({ ...world.private, facilityId, version: 1 }, who) as never,
  );
  return { status, said: [refusal.title, ...(refusal.obstacles ?? []).map((o) => o.message)].join(' ') };
};

const plain =
  /is a victim service provider: by law it keeps its clients in a system of its own|keeps its guests outside this system by law/;

describe('where it is the organization of the one who writes', () => {
  test.each(ofTheTeam)('a team: %s', async (name) => {
    await mark(world.county.team, true);
    const answer = await answerOf('team', name);
    await mark(world.county.team, false);
    expect([403, 409]).toContain(answer.status);
    expect(answer.said).toMatch(plain);
  });
  test.each(ofTheShelter)('a shelter: %s', async (name) => {
    await mark(world.county.birchwater, true);
    const answer = await answerOf('supervisor', name);
    await mark(world.county.birchwater, false);
    expect([403, 409]).toContain(answer.status);
    expect(answer.said).toMatch(plain);
  });
});

describe('where it is the shelter that a team books for', () => {
  test.each([
    ...forTheShelter.map((name) => ['team', name] as const),
    ...ofBoth.filter((name) => name !== 'moveReservation').map((name) => ['switched', name] as const),
  ])('%s: %s', async (who, name) => {
    const { county } = world;
    const at = name === 'moveReservation' ? county.quarryRoad : county.commons;
    await mark(at.organizationId, true);
    const answer = await answerOf(who, name, at.id);
    await mark(at.organizationId, false);
    expect([403, 409]).toContain(answer.status);
    expect(answer.said).toMatch(plain);
  });
});

test('every endpoint that writes is here, or writes nothing new of a client', () => {
  const others = endpoints
    .filter((e) => e.method !== 'GET' && ![...ofTheTeam, ...ofTheShelter].includes(e.name))
    .map((e) => e.name);
  expect(others.sort()).toEqual([...aboutNoClient, ...endings, ...undoings].sort());
});
