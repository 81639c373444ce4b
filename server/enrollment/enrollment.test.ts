import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addHouseholdMember, makeHousehold, recordConsent } from '../../contract/clients.ts';
import { openIntake, saveIntake } from '../../contract/enrollment.ts';
import type { Answers } from '../../contract/placement.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import {
  agreement,
  bar,
  client,
  enrollment,
  type FacilityMade,
  facility,
  organization,
} from '../../test/factories.ts';

let county: County;
let desk: Caller;
beforeAll(async () => {
  county = await startCounty();
  desk = county.specialist;
});
afterAll(() => county.stop());

const db = () => county.database.db;
const person = async (name = 'Amina Jibril', more: Parameters<typeof client>[3] = {}) =>
  (await client(db(), county.team, name, { assessedAt: null, ...more })).id;

interface MemberAsked {
  clientId: number;
  relationshipToHoH?: number;
  startDate?: string;
  answers?: Answers;
}
const intake = (at: FacilityMade, members: MemberAsked[], caller = desk) =>
  caller.call(saveIntake, {
    body: { facilityId: at.id, members: members.map((m) => ({ relationshipToHoH: 1, ...m })) },
  });
const opened = (id: number, at: FacilityMade, caller = desk) =>
  caller.call(openIntake, { params: { id }, query: { facilityId: at.id } });
const codes = (answer: { refusal: { obstacles: { code: string }[] } }) =>
  answer.refusal.obstacles.map((o) => o.code);
const rowsOf = (clientId: number) =>
  db().selectFrom('enrollment').selectAll().where('clientId', '=', clientId).orderBy('id').execute();

/** A mother and her child in one household. */
const family = async () => {
  const mother = await person('Nhia Xiong');
  const child = await person('Kou Xiong', { dob: '2018-02-02' });
  const { householdId } = (await desk.call(makeHousehold, { params: { id: mother } })).body;
  await desk.call(addHouseholdMember, {
    params: { id: householdId },
    body: { clientId: child, relationshipToHoH: 2 },
  });
  return { mother, child };
};

describe('intake of one person', () => {
  test('makes a pending enrollment for the shelter, made by the team, planned for tonight', async () => {
    const id = await person();
    const saved = await intake(county.commons, [
      { clientId: id, answers: { DisablingCondition: 0, LivingSituation: 116 } },
    ]);
    expect(saved.status).toBe(201);
    expect(saved.body.enrollments).toMatchObject([
      {
        clientId: id,
        state: 'pending',
        kind: 'night_by_night',
        plannedDate: '2026-11-23',
        entryDate: null,
        toAskAtTheDoor: 11,
      },
    ]);
    expect(await rowsOf(id)).toMatchObject([
      {
        projectId: county.commons.projectId,
        organizationId: county.birchwater,
        madeByOrganizationId: county.team,
        relationshipToHoh: 1,
        enrollmentCoc: 'MN-500',
        startAnswers: { DisablingCondition: 0, LivingSituation: 116 },
      },
    ]);
    const audit = await db()
      .selectFrom('auditEntry')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(audit).toMatchObject({
      act: 'intake.save',
      clientIds: [id],
      facilityId: county.commons.id,
      forOrganizationId: county.birchwater,
    });
  });

  test('may leave every question open: nothing is answered for the person', async () => {
    const id = await person();
    const saved = await intake(county.sundog, [{ clientId: id }]);
    expect(saved.body.enrollments[0]).toMatchObject({ kind: 'extended_stay', toAskAtTheDoor: 16 });
    expect((await rowsOf(id))[0]!.startAnswers).toEqual({});
  });

  test('again is re-dated, not doubled: new answers win, null takes one back, the rest stays', async () => {
    const id = await person();
    const first = await intake(county.commons, [
      { clientId: id, answers: { DisablingCondition: 0, HIVAIDS: 9, PhysicalDisability: 1 } },
    ]);
    const second = await intake(county.commons, [
      { clientId: id, startDate: '2026-11-25', answers: { DisablingCondition: 1, HIVAIDS: null } },
    ]);
    expect(second.body.enrollments[0]!.id).toBe(first.body.enrollments[0]!.id);
    expect(await rowsOf(id)).toMatchObject([
      {
        plannedDate: '2026-11-25',
        startAnswers: { DisablingCondition: 1, PhysicalDisability: 1 },
        version: 2,
      },
    ]);
  });

  test('at many desks at once leaves one pending enrollment', async () => {
    const id = await person();
    const desks = await county.atServers(desk, 2);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => intake(county.commons, [{ clientId: id }], desks[i % 2])),
    );
    expect(answers.map((a) => a.status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map((a) => a.body.enrollments[0]!.id)).size).toBe(1);
    expect(await rowsOf(id)).toHaveLength(1);
  });

  test('reuses an open night-by-night enrollment and only completes its answers', async () => {
    const id = await person();
    const standing = await enrollment(db(), id, county.commons, { entryDate: '2026-11-12' });
    await sql`update enrollment set start_answers = '{"DisablingCondition": 0}' where id = ${standing}`.execute(
      db(),
    );
    const saved = await intake(county.commons, [
      { clientId: id, answers: { DisablingCondition: 1, HIVAIDS: 0 } },
    ]);
    expect(saved.body.enrollments).toMatchObject([{ id: standing, state: 'open', entryDate: '2026-11-12' }]);
    expect(await rowsOf(id)).toMatchObject([
      {
        startAnswers: { DisablingCondition: 0, HIVAIDS: 0 },
        hudHouseholdId: `H${id}-${county.commons.projectId}`,
      },
    ]);
  });

  test('is refused where they stay on already, with whom to call, and made elsewhere all the same', async () => {
    const id = await person('Amina Jibril', { goesBy: 'Mina' });
    await enrollment(db(), id, county.sundog, { entryDate: '2026-11-01' });
    const refused = await intake(county.sundog, [{ clientId: id }]);
    expect(refused.status).toBe(409);
    expect(refused.refusal.obstacles).toMatchObject([
      {
        code: 'already_staying_here',
        message: expect.stringContaining('(555) 014-0161'),
        next: { act: 'call' },
      },
    ]);
    expect((await opened(id, county.sundog)).body.obstacles.map((o) => o.code)).toEqual([
      'already_staying_here',
    ]);
    expect((await intake(county.commons, [{ clientId: id }])).status).toBe(201);
  });

  test('is refused for a barred person by the neutral line, at this organization only', async () => {
    const id = await person();
    await bar(db(), id, county.quarry);
    const refused = await intake(county.quarryRoad, [{ clientId: id }]);
    expect(codes(refused)).toEqual(['not_eligible']);
    expect(JSON.stringify(refused)).not.toContain('CANARY');
    expect((await opened(id, county.quarryRoad)).body.obstacles.map((o) => o.code)).toEqual(['not_eligible']);
    expect((await intake(county.commons, [{ clientId: id }])).status).toBe(201);
    expect(await rowsOf(id)).toHaveLength(1);
  });

  test('names every wrong answer, and drops what is not asked there', async () => {
    const id = await person();
    const refused = await intake(county.sundog, [
      {
        clientId: id,
        answers: { DisablingCondition: 99, DateToStreetESSH: '2026-02-30', TotalMonthlyIncome: 10 },
      },
    ]);
    expect(refused.status).toBe(409);
    expect(refused.refusal.obstacles.map((o) => o.facts?.question).sort()).toEqual([
      'DateToStreetESSH',
      'DisablingCondition',
    ]);
    expect(await rowsOf(id)).toEqual([]);
    await intake(county.commons, [
      {
        clientId: id,
        answers: { IncomeFromAnySource: 1, shoe_size: 44, RentalSubsidyType: 419, LivingSituation: 116 },
      },
    ]);
    expect((await rowsOf(id))[0]!.startAnswers).toEqual({ LivingSituation: 116 });
  });

  test('is planned for tonight or later', async () => {
    const id = await person();
    expect(codes(await intake(county.commons, [{ clientId: id, startDate: '2026-11-22' }]))).toEqual([
      'start_is_over',
    ]);
    expect(codes(await intake(county.commons, [{ clientId: id, startDate: '2027-11-22' }]))).toEqual([
      'start_too_far',
    ]);
    expect((await intake(county.commons, [{ clientId: id, startDate: 'soon' }])).status).toBe(400);
  });
});

describe('intake of a household', () => {
  test('has one HouseholdID and one head; a child is asked only what is asked of children', async () => {
    const { mother, child } = await family();
    const form = (await opened(mother, county.sundog)).body;
    expect(form.members).toMatchObject([
      { clientId: mother, adult: true, relationshipToHoH: 1 },
      { clientId: child, adult: false, relationshipToHoH: 2 },
    ]);
    const saved = await intake(county.sundog, [
      { clientId: mother, answers: { LivingSituation: 116 } },
      {
        clientId: child,
        relationshipToHoH: 2,
        startDate: '2026-11-24',
        answers: { LivingSituation: 116, DisablingCondition: 0 },
      },
    ]);
    expect(saved.status).toBe(201);
    const [a] = await rowsOf(mother);
    const [b] = await rowsOf(child);
    expect(a!.hudHouseholdId).toBe(b!.hudHouseholdId);
    expect(a!.hudHouseholdId.length).toBeLessThanOrEqual(32);
    expect([a!.plannedDate, b!.plannedDate]).toEqual(['2026-11-23', '2026-11-24']);
    expect([a!.enrollmentCoc, b!.enrollmentCoc]).toEqual(['MN-500', null]);
    expect(b!.startAnswers).toEqual({ DisablingCondition: 0 });
    expect(saved.body.enrollments.map((e) => e.toAskAtTheDoor)).toEqual([15, 7]);
  });

  test('is refused with no head or two, and for a bar of any member without saying whose', async () => {
    const { mother, child } = await family();
    expect(
      codes(await intake(county.commons, [{ clientId: mother }, { clientId: child, relationshipToHoH: 1 }])),
    ).toEqual(['many_heads']);
    expect(codes(await intake(county.commons, [{ clientId: child, relationshipToHoH: 2 }]))).toEqual([
      'no_head',
    ]);
    await bar(db(), mother, county.quarry);
    const refused = await intake(county.quarryRoad, [
      { clientId: mother },
      { clientId: child, relationshipToHoH: 2 },
    ]);
    expect(codes(refused)).toEqual(['not_eligible']);
    expect(refused.refusal.obstacles[0]!.message).not.toContain('Nhia');
    expect(await rowsOf(child)).toEqual([]);
    expect((await intake(county.commons, [{ clientId: mother }, { clientId: mother }])).status).toBe(400);
  });

  test('lets a member join the household under the head’s HouseholdID', async () => {
    const { mother, child } = await family();
    await intake(county.commons, [{ clientId: mother }]);
    const joined = await intake(county.commons, [
      { clientId: child, relationshipToHoH: 2, startDate: '2026-11-24' },
    ]);
    expect(joined.status).toBe(201);
    const [a] = await rowsOf(mother);
    const [b] = await rowsOf(child);
    expect(b!.hudHouseholdId).toBe(a!.hudHouseholdId);
  });

  test('crossing at two shelters reaches nobody as a deadlock', async () => {
    const people = await Promise.all(['Ada', 'Bo', 'Cy', 'Di'].map((name) => person(`${name} Cross`)));
    const party = (ids: number[]) =>
      ids.map((clientId, i) => ({ clientId, relationshipToHoH: i === 0 ? 1 : 3 }));
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        intake(i % 2 ? county.commons : county.quarryRoad, party(i % 3 ? people : [...people].reverse())),
      ),
    );
    expect(answers.map((a) => a.status)).toEqual(Array(12).fill(201));
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from enrollment where client_id = any(${people}::bigint[])`.execute(db());
    expect(rows[0]!.n).toBe(8);
  });
});

describe('who may', () => {
  test('teams for shelters they have an agreement with, and shelter staff for their own', async () => {
    const id = await person();
    const stranger = await county.otherSpecialist();
    expect((await intake(county.commons, [{ clientId: id }], stranger)).status).toBe(404);
    expect((await opened(id, county.commons, stranger)).status).toBe(404);
    expect((await intake(county.commons, [{ clientId: id }], await county.quarryStaff())).status).toBe(404);
    expect((await intake(county.commons, [{ clientId: id }], await county.staff())).status).toBe(201);
    expect((await intake(county.commons, [{ clientId: id }], await county.administrator())).status).toBe(403);
    expect((await intake(county.commons, [{ clientId: 999_999_999 }])).status).toBe(404);
    expect((await rowsOf(id))[0]!.madeByOrganizationId).toBe(county.birchwater);
  });

  test('nobody at a victim service provider’s shelter', async () => {
    const refuge = await organization(db(), 'Harbor Refuge', 'shelter', { victimServiceProvider: true });
    await agreement(db(), county.team, refuge);
    const site = await facility(db(), refuge, 'Harbor Refuge House', [{ beds: ['single'] }]);
    const id = await person();
    expect(codes(await intake(site, [{ clientId: id }]))).toEqual(['victim_service_provider']);
    expect(await rowsOf(id)).toEqual([]);
  });

  test('Default Last and standing answers stay behind a person who does not share', async () => {
    const id = await person('Vesna Kolar', { shares: false });
    await intake(
      county.commons,
      [{ clientId: id, answers: { DisablingCondition: 1 } }],
      await county.staff(),
    );
    const team = (await opened(id, county.commons)).body;
    expect(team.members[0]).toMatchObject({ answers: {}, lastAnswers: {}, enrollment: null });
    await desk.call(recordConsent, { params: { id }, body: { shares: true, method: 'verbal' } });
    const shared = (await opened(id, county.quarryRoad)).body;
    expect(shared.members[0]).toMatchObject({
      answers: {},
      lastAnswers: {
        DisablingCondition: {
          value: 1,
          date: '2026-11-23',
          organizationName: 'Birchwater Shelters',
          from: 'enrollment',
        },
      },
    });
    const resumed = (await opened(id, county.commons)).body;
    expect(resumed.members[0]).toMatchObject({
      answers: { DisablingCondition: 1 },
      enrollment: { state: 'pending' },
    });
  });
});

test('an enrollment that never began is still a source for Default Last', async () => {
  const id = await person();
  await intake(county.commons, [{ clientId: id, answers: { DisablingCondition: 1, LivingSituation: 116 } }]);
  await sql`update enrollment set voided_at = ${county.clock.now()}, void_reason = 'no-show' where client_id = ${id}`.execute(
    db(),
  );
  const form = (await opened(id, county.sundog)).body;
  expect(form.members[0]!.lastAnswers).toMatchObject({
    DisablingCondition: { value: 1, from: 'enrollment' },
  });
  expect(form.members[0]!.lastAnswers).not.toHaveProperty('LivingSituation');
  expect((await intake(county.commons, [{ clientId: id }])).body.enrollments[0]!.state).toBe('pending');
  expect(await rowsOf(id)).toHaveLength(2);
});
