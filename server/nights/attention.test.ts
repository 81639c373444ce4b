import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAttention } from '../../contract/attention.ts';
import { fileAppeal, issueBar } from '../../contract/bars.ts';
import { recordConsent } from '../../contract/clients.ts';
import { answerLate } from '../../contract/late-arrivals.ts';
import { openAssessment } from '../../contract/placement.ts';
import { checkIn } from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { book } from '../../test/booking.ts';
import { type County, startCounty } from '../../test/county.ts';
import { bar, barAsked, client, facility } from '../../test/factories.ts';
import { standardForm } from '../placement/standard-forms.ts';
import { publishForm } from '../placement/store.ts';

// Monday 23 November 2026, 18:00 in Chicago; check-in from 17:00 until 20:00.
const evening = '2026-11-24T00:00:00Z';
const afterCutOff = '2026-11-24T02:01:00Z';
let county: County;
beforeAll(async () => {
  county = await startCounty({ now: evening, idleMinutes: 1_000_000 });
});
afterAll(() => county.stop());

const lines = async (who: Caller) => (await who.call(listAttention)).body.items;
const kinds = async (who: Caller, of: RegExp) =>
  (await lines(who)).filter((i) => of.test(i.kind)).map((i) => [i.kind, i.count]);

test('bars wait for who may act on them: notices for the staff, reviews for supervisors, an appeal for its reviewer', async () => {
  const { db } = county.database;
  const [staff, supervisor] = [await county.staff(), await county.supervisor()];
  const { id } = await client(db, county.team, 'Barry Barred');
  const issued = await supervisor.call(issueBar, {
    body: { ...barAsked(id), notice: { notYet: 'Left before the letter was ready' } },
  });
  expect(issued.status).toBe(201);
  const old = await client(db, county.team, 'Rey Review');
  await bar(db, old.id, county.birchwater, { narrative: 'An old matter' });
  await db.updateTable('bar').set({ reviewOn: '2026-11-20' }).where('clientId', '=', old.id).execute();
  const about = /^(notices|bars|appeals)_/;
  expect(await kinds(staff, about)).toEqual([['notices_due', 1]]);
  expect(await kinds(supervisor, about)).toEqual([
    ['notices_due', 1],
    ['bars_to_review', 1],
  ]);
  const filed = await staff.call(fileAppeal, {
    params: { id: issued.body.id },
    body: { filedOn: '2026-11-23', words: 'It was not me', hearing: null, reviewerId: null },
  });
  expect(filed.status).toBe(201);
  expect(await kinds(staff, /^appeals/)).toEqual([['appeals_to_hear', 1]]);
  const { id: reviewer } = await db
    .selectFrom('userAccount')
    .select('id')
    .where('email', '=', county.emails.staff)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('barAppeal')
    .set({ reviewer, hearingAt: new Date('2026-11-25T16:00:00Z') })
    .where('id', '=', filed.body.id)
    .execute();
  expect(await kinds(staff, /^appeals/)).toEqual([['appeals_to_decide', 1]]);
  expect(await kinds(supervisor, /^appeals/)).toEqual([]);
  expect(await kinds(await county.quarrySupervisor(), about)).toEqual([]);
  expect(await kinds(county.specialist, about)).toEqual([]);
});

test('a team’s Home names its own guests: bed not given, late, released, barred since, and a begun assessment', async () => {
  county.clock.set(evening);
  const { db } = county.database;
  const staff = await county.staff();
  const at = await facility(db, county.birchwater, 'Team Hall', [{ beds: ['single', 'single', 'single'] }]);
  const walt = await book(county, [{ name: 'Walt Pierce' }], { at });
  const merle = await book(county, [{ name: 'Merle Dunn' }], { at });
  const here = await book(county, [{ name: 'Ines Here' }], { at });
  // What the shelter books itself is not the team's.
  const own = await facility(db, county.birchwater, 'Own Hall', [{ beds: ['single', 'single'] }]);
  await book(county, [{ name: 'Tess Teams' }], { at: own });
  const theirs = await book(county, [{ name: 'Otto Theirs' }], { at: own });
  await db
    .updateTable('reservation')
    .set({ madeByOrganizationId: county.birchwater })
    .where('id', '=', theirs.reservationId)
    .execute();
  expect((await lines(county.specialist)).find((i) => i.facilityId === own.id)).toMatchObject({
    count: 1,
    people: [{ name: 'Tess Teams' }],
  });
  await staff.call(checkIn, { params: { id: here.guestIds[0]! }, body: {} });
  const ofHall = async (who = county.specialist) =>
    (await lines(who))
      .filter((i) => i.facilityId === at.id)
      .map((i) => [i.kind, i.count, ...i.people.map((p) => p.name)]);
  expect(await ofHall()).toEqual([['places_provisional', 2, 'Walt Pierce', 'Merle Dunn']]);
  county.clock.set(afterCutOff);
  expect(await ofHall()).toEqual([['guests_late', 2, 'Walt Pierce', 'Merle Dunn']]);
  await staff.call(answerLate, {
    params: { id: at.id },
    body: { guests: [{ guestId: walt.guestIds[0]! }] },
  });
  expect((await lines(county.specialist)).filter((i) => i.facilityId === at.id)).toEqual([
    expect.objectContaining({ kind: 'guests_late', count: 1 }),
    {
      kind: 'guests_released',
      count: 1,
      facilityId: at.id,
      facilityName: 'Team Hall',
      people: [{ clientId: walt.clientIds[0], reservationId: walt.reservationId, name: 'Walt Pierce' }],
    },
  ]);
  // Neither another team nor an unrelated shelter hears of it.
  expect(await ofHall(await county.otherSpecialist())).toEqual([]);
  expect(await ofHall(await county.quarryStaff())).toEqual([]);

  // A bar that is issued tonight: the team hears that the reservation can’t be kept, and nothing else.
  const narrative = 'canary: struck the attendant';
  await (await county.supervisor()).call(issueBar, {
    body: { ...barAsked(merle.clientIds[0]!), narrative },
  });
  const told = await lines(county.specialist);
  expect(told.find((i) => i.kind === 'guests_not_eligible')).toMatchObject({
    count: 1,
    people: [{ name: 'Merle Dunn', reservationId: merle.reservationId }],
  });
  expect(JSON.stringify(told)).not.toContain('canary');
  await publishForm(db, {
    organizationId: county.team,
    title: 'Shelter Placement Assessment',
    definition: standardForm('single_adults'),
    at: new Date(evening),
    by: null,
  });
  const asked = await client(db, county.team, 'Ola Asked', { assessedAt: null });
  await county.specialist.call(openAssessment, { params: { id: asked.id } });
  expect((await lines(county.specialist)).find((i) => i.kind === 'assessments_open')).toMatchObject({
    count: 1,
    people: [{ clientId: asked.id, reservationId: null, name: 'Ola Asked' }],
  });
  await county.specialist.call(recordConsent, {
    params: { id: merle.clientIds[0]! },
    body: { shares: false, method: 'verbal' },
  });
  expect(await kinds(await county.otherSpecialist(), /./)).toEqual([]);
});

test('administrators hear of old counts and of more people than regular places, and of nobody by name', async () => {
  county.clock.set(evening);
  const { db } = county.database;
  const administrator = await county.administrator();
  const at = await facility(db, county.birchwater, 'Narrow Hall', [{ beds: ['single', 'single'] }]);
  const staff = await county.staff();
  for (const name of ['Ona Over', 'Pia Over']) {
    const stay = await book(county, [{ name }], { at });
    await staff.call(checkIn, { params: { id: stay.guestIds[0]! }, body: {} });
  }
  expect(await kinds(administrator, /over/)).toEqual([]);
  await db.updateTable('bed').set({ overflow: true }).where('id', '=', at.bedIds[1]!).execute();
  await db.updateTable('facility').set({ countConfirmedAt: null }).where('id', '=', at.id).execute();
  const told = await lines(administrator);
  expect(told.find((i) => i.kind === 'over_capacity')).toEqual({
    kind: 'over_capacity',
    count: 1,
    facilityId: at.id,
    facilityName: 'Narrow Hall',
    people: [],
  });
  expect(told.some((i) => i.kind === 'counts_stale')).toBe(true);
  expect(told.every((i) => i.people.length === 0)).toBe(true);
});
