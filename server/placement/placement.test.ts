import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordConsent } from '../../contract/clients.ts';
import {
  type Answers,
  finishAssessment,
  openAssessment,
  readAssessment,
  saveDraft,
} from '../../contract/placement.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { agreement, client, organization, user } from '../../test/factories.ts';
import type { Actor } from '../accounts/actor.ts';
import { standardForm } from './standard-forms.ts';
import { publishForm, readAssessmentSummaries, readNewestNeeds } from './store.ts';

let county: County;
let desk: Caller;
let otherDesk: Caller;
beforeAll(async () => {
  county = await startCounty();
  desk = county.specialist;
  otherDesk = await county.otherSpecialist();
  const publish = (organizationId: number, kind: 'single_adults' | 'families') =>
    publishForm(db(), {
      organizationId,
      title: 'Shelter Placement Assessment',
      definition: standardForm(kind),
      at: new Date('2026-01-01T12:00:00Z'),
      by: null,
    });
  await publish(county.team, 'single_adults');
  await publish(county.otherTeam, 'families');
});
afterAll(() => county.stop());

const db = () => county.database.db;
const person = async (shares: boolean | null = true) =>
  (await client(db(), county.team, 'Amina Jibril', { shares, assessedAt: null })).id;
const open = (id: number, caller = desk) => caller.call(openAssessment, { params: { id } });
const required: Answers = { in_danger_now: 'no', climb_to_upper_bunk: 'no', placement: 'women' };
const finish = (id: number, answers: Answers, version: number, caller = desk) =>
  caller.call(finishAssessment, { params: { id }, body: { answers, version } });
const finished = async (clientId: number, answers: Answers, caller = desk) => {
  const draft = (await open(clientId, caller)).body;
  const answer = await finish(draft.id, { ...required, ...answers }, draft.version, caller);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.refusal));
  return draft.id;
};
const questions = (answer: { refusal: { obstacles: { facts?: Record<string, unknown> }[] } }) =>
  answer.refusal.obstacles.map((o) => o.facts?.question).sort();
const stored = (id: number) =>
  db().selectFrom('assessment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

const finishedAt = (id: number, at: string) =>
  db().updateTable('assessment').set({ finishedAt: at }).where('id', '=', id).execute();

/** As the stores are asked by the dashboard. */
const as = (organizationId: number): Actor => ({
  userId: 'u',
  userName: 'U',
  sessionId: 's',
  membershipId: 1,
  workgroup: 'shelter_reservation_team',
  supervisor: false,
  organizationId,
  actingOrganizationId: organizationId,
});

describe('a draft', () => {
  test('is started on the team’s newest form and resumed where it was left', async () => {
    const id = await person();
    const first = await open(id);
    expect(first).toMatchObject({
      status: 200,
      body: { clientId: id, formVersion: 1, answers: {}, step: 0, version: 1, finishedAt: null },
    });
    const saved = await desk.call(saveDraft, {
      params: { id: first.body.id },
      body: { answers: { in_danger_now: 'no', shoe_size: 44 }, step: 2, version: 1 },
    });
    expect(saved.body.version).toBe(2);
    await publishForm(db(), {
      organizationId: county.team,
      title: 'Shelter Placement Assessment',
      definition: standardForm('single_adults'),
      at: county.clock.now(),
      by: null,
    });
    expect((await open(id)).body).toMatchObject({
      id: first.body.id,
      formVersion: 1,
      answers: { in_danger_now: 'no' },
      step: 2,
      version: 2,
    });
    expect((await open(await person())).body.formVersion).toBe(2);
  });

  test('opened at many desks at once is one', async () => {
    const id = await person();
    const answers = await Promise.all(Array.from({ length: 8 }, () => open(id)));
    expect(answers.map((a) => a.status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1);
  });

  test('saved at two desks at once is saved once; the other reads again', async () => {
    const draft = (await open(await person())).body;
    const answers = await Promise.all(
      ['women', 'men'].map((placement) =>
        desk.call(saveDraft, {
          params: { id: draft.id },
          body: { answers: { placement }, step: 1, version: 1 },
        }),
      ),
    );
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    expect(answers.find((a) => a.status === 409)!.refusal.code).toBe('changed_meanwhile');
  });

  test('is each team’s own', async () => {
    const id = await person();
    const mine = (await open(id)).body;
    const theirs = (await open(id, otherDesk)).body;
    expect(theirs.id).not.toBe(mine.id);
    expect((await otherDesk.call(readAssessment, { params: { id: mine.id } })).status).toBe(404);
    const save = { answers: {}, step: 0, version: 1 };
    expect((await otherDesk.call(saveDraft, { params: { id: mine.id }, body: save })).status).toBe(404);
    expect((await finish(mine.id, required, 1, otherDesk)).status).toBe(404);
    expect((await (await county.staff()).call(openAssessment, { params: { id } })).status).toBe(403);
  });

  test('belongs to the team also while it acts for a shelter', async () => {
    const id = await person();
    const mine = (await open(id)).body;
    const membership = await db()
      .selectFrom('membership')
      .select('id')
      .where('organizationId', '=', county.team)
      .executeTakeFirstOrThrow();
    expect((await open(id, desk.actingFor(membership.id, county.birchwater))).body.id).toBe(mine.id);
  });

  test('is refused where the team has no form, or keeps no client records here', async () => {
    const id = await person();
    const caller = async (name: string, more: { victimServiceProvider?: boolean } = {}) => {
      const team = await organization(db(), name, 'reservation_team', more);
      await agreement(db(), team, county.birchwater);
      const { email } = await user(db(), `Worker of ${name}`, [
        { organizationId: team, workgroup: 'shelter_reservation_team' },
      ]);
      return county.signIn(email);
    };
    const formless = await open(id, await caller('New Team'));
    expect([formless.status, formless.refusal.code]).toEqual([409, 'no_form']);
    const refuge = await open(id, await caller('Refuge Line', { victimServiceProvider: true }));
    expect(refuge.status).toBe(403);
    expect((await open(999_999_999)).status).toBe(404);
  });
});

describe('finishing', () => {
  test('yields the needs and counts for the team’s days', async () => {
    const id = await person();
    const draft = (await open(id)).body;
    const done = await finish(
      draft.id,
      { ...required, mobility: 'walker', power_at_bed: ['cpap'], shoe_size: 44 },
      1,
    );
    expect(done).toMatchObject({
      status: 201,
      body: {
        id: draft.id,
        validUntil: '2026-12-07',
        needs: { placement: 'women', lowerBunk: true, accessible: true, power: true, nearStaff: false },
      },
    });
    expect((await stored(draft.id)).answers).not.toHaveProperty('shoe_size');
    const [summary] = await readAssessmentSummaries(db(), as(county.team), id, county.clock.now());
    expect(summary).toMatchObject({ id: draft.id, valid: true, validUntil: '2026-12-07', mine: true });
    const later = await readAssessmentSummaries(db(), as(county.team), id, new Date('2026-12-07T18:00:00Z'));
    expect(later[0]!.valid).toBe(false);
  });

  test('names everything that is wrong or missing, and the draft stays', async () => {
    const draft = (await open(await person())).body;
    await desk.call(saveDraft, {
      params: { id: draft.id },
      body: { answers: { pets: 1 }, step: 3, version: 1 },
    });
    const refused = await finish(draft.id, { in_danger_now: 'no', placement: 'penthouse', pets: 'two' }, 2);
    expect(refused.status).toBe(409);
    expect(questions(refused)).toEqual(['climb_to_upper_bunk', 'pets', 'placement']);
    expect(await stored(draft.id)).toMatchObject({
      answers: { pets: 1 },
      step: 3,
      version: 2,
      finishedAt: null,
    });
  });

  test('twice is refused; a finished one stays as it is, and the next is a new one', async () => {
    const id = await person();
    const draft = (await open(id)).body;
    await finish(draft.id, required, 1);
    expect((await finish(draft.id, required, 2)).refusal.code).toBe('finished_already');
    const save = { answers: {}, step: 0, version: 2 };
    expect((await desk.call(saveDraft, { params: { id: draft.id }, body: save })).refusal.code).toBe(
      'finished_already',
    );
    expect((await stored(draft.id)).answers).toEqual(required);
    expect((await open(id)).body.id).not.toBe(draft.id);
    expect((await desk.call(readAssessment, { params: { id: draft.id } })).body.finishedAt).not.toBeNull();
  });
});

describe('Default Last', () => {
  test('offers the newest answer of each question with its date and organization, and nothing bound to a day', async () => {
    const id = await person();
    const older = await finished(id, {
      mobility: 'cane',
      power_at_bed: ['cpap'],
      left_hospital: 'yes',
      LivingSituation: 116,
    });
    const newer = await finished(id, { mobility: 'walker', in_danger_now: 'no' }, otherDesk);
    // Half an hour before midnight in Chicago: the day is that of the team's own calendar.
    await finishedAt(older, '2026-11-20T16:00:00Z');
    await finishedAt(newer, '2026-11-23T05:30:00Z');
    const { lastAnswers } = (await open(id)).body;
    expect(lastAnswers).toMatchObject({
      mobility: {
        value: 'walker',
        date: '2026-11-22',
        organizationName: 'Cedar County Entry',
        from: 'assessment',
      },
      power_at_bed: { value: ['cpap'], date: '2026-11-20', organizationName: 'Tamarack County Front Door' },
      placement: { value: 'women', date: '2026-11-22' },
    });
    for (const name of ['left_hospital', 'LivingSituation', 'in_danger_now'])
      expect(lastAnswers).not.toHaveProperty(name);
  });

  test('offers the answers of a draft to nobody', async () => {
    const id = await person();
    const draft = (await open(id)).body;
    await desk.call(saveDraft, {
      params: { id: draft.id },
      body: { answers: { mobility: 'cane' }, step: 1, version: 1 },
    });
    expect((await open(id, otherDesk)).body.lastAnswers).toEqual({});
  });

  test.each([
    [true, 'walker'],
    [false, undefined],
    [null, undefined],
  ])(
    'of a person who shares: %s, another team is offered %s, and the own team its own',
    async (shares, offered) => {
      const id = await person(null);
      await finished(id, { mobility: 'walker' }, otherDesk);
      if (shares !== null)
        await desk.call(recordConsent, { params: { id }, body: { shares, method: 'verbal' } });
      expect((await open(id)).body.lastAnswers.mobility?.value).toBe(offered);
      expect((await open(id, otherDesk)).body.lastAnswers.mobility?.value).toBe('walker');
      const needs = await readNewestNeeds(db(), as(county.team), [id], county.clock.now());
      expect(needs.get(id)?.needs.accessible).toBe(offered === undefined ? undefined : true);
      const seen = await readAssessmentSummaries(db(), as(county.team), id, county.clock.now());
      expect(seen.filter((s) => !s.mine)).toHaveLength(offered === undefined ? 0 : 1);
    },
  );
});

test('a form’s versions published at once follow each other', async () => {
  const team = await organization(db(), 'Publishing Team', 'reservation_team');
  const versions = await Promise.allSettled(
    Array.from({ length: 5 }, () =>
      publishForm(db(), {
        organizationId: team,
        title: 'A',
        definition: standardForm('families'),
        at: county.clock.now(),
        by: null,
      }),
    ),
  );
  const saved = versions.flatMap((v) => (v.status === 'fulfilled' ? [v.value.version] : []));
  const { rows } = await sql<{
    version: number;
  }>`select version from assessment_form where organization_id = ${team} order by version`.execute(db());
  expect(rows.map((r) => r.version)).toEqual(saved.sort());
  expect(new Set(saved).size).toBe(saved.length);
});

test('what somebody says of their service is kept where their record does not know it', async () => {
  const statusOf = (id: number) =>
    db().selectFrom('client').select('veteranStatus').where('id', '=', id).executeTakeFirstOrThrow();
  const id = await person();
  await db().updateTable('client').set({ veteranStatus: null }).where('id', '=', id).execute();
  for (const [said, kept] of [
    [9, 9],
    [1, 1],
    [0, 1],
    [8, 1],
  ]) {
    await finished(id, { VeteranStatus: said });
    expect(await statusOf(id)).toEqual({ veteranStatus: kept });
  }
  await finished(id, {});
  expect(await statusOf(id)).toEqual({ veteranStatus: 1 });
});
