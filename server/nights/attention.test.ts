import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAttention } from '../../contract/attention.ts';
import { fileAppeal, issueBar } from '../../contract/bars.ts';
import { recordConsent } from '../../contract/clients.ts';
import { answerLate } from '../../contract/late-arrivals.ts';
import { openAssessment } from '../../contract/placement.ts';
import { checkIn, readCurrentReservations } from '../../contract/reservations.ts';
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

test('a team’s Home names its own guests: late, released, barred since, and a begun assessment', async () => {
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
  await staff.call(checkIn, { params: { id: here.guestIds[0]! }, body: {} });
  const ofHall = async (who = county.specialist) =>
    (await lines(who))
      .filter((i) => i.facilityId === at.id)
      .map((i) => [i.kind, i.count, ...i.people.map((p) => p.name)]);
  expect(await ofHall()).toEqual([]);
  county.clock.set(afterCutOff);
  expect(await ofHall()).toEqual([['guests_late', 2, 'Walt Pierce', 'Merle Dunn']]);
  expect((await lines(county.specialist)).find((i) => i.facilityId === own.id)).toMatchObject({
    count: 1,
    people: [{ name: 'Tess Teams' }],
  });
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

test('who lost their place is one guest in every list, however many spans they lost; a team hears of its own bookings only', async () => {
  county.clock.set(evening);
  const { db } = county.database;
  const staff = await county.staff();
  const at = await facility(db, county.birchwater, 'Leaky Hall', [{ beds: ['single', 'single', 'single'] }]);
  const mother = [{ name: 'Lena Lost' }, { name: 'Baby Lost', dob: '2026-06-01', beside: 'head' as const }];
  const lena = await book(county, mother, { at, endDate: '2026-11-26' });
  const theirs = await book(county, [{ name: 'Otto Own' }], { at });
  await db
    .updateTable('reservation')
    .set({ madeByOrganizationId: county.birchwater })
    .where('id', '=', theirs.reservationId)
    .execute();
  const kept = await book(county, [{ name: 'Kit Kept' }], { at, endDate: '2026-11-26' });
  const ofKind = async (who: Caller, kind: RegExp) => (await lines(who)).filter((i) => kind.test(i.kind));
  expect(await ofKind(county.specialist, /without_place/)).toEqual([]);
  // The first night and the last are lost, the one between is not.
  const held = (guestId: number) => db.updateTable('bedAssignment').where('guestId', '=', guestId);
  await held(lena.guestIds[0]!).set({ nights: '[2026-11-24,2026-11-25)' }).execute();
  await held(theirs.guestIds[0]!)
    .set({ endedAt: new Date(evening) })
    .execute();
  expect((await ofKind(staff, /without_place/)).filter((i) => i.facilityId === at.id)).toEqual([
    { kind: 'without_place', count: 2, facilityId: at.id, facilityName: 'Leaky Hall', people: [] },
  ]);
  const board = await staff.call(readCurrentReservations, { params: { id: at.id }, query: {} });
  expect(board.body.counts).toMatchObject({ atRisk: 2, expected: 4 });
  expect(await ofKind(county.specialist, /without_place/)).toEqual([
    {
      kind: 'guests_without_place',
      count: 1,
      facilityId: null,
      facilityName: null,
      people: [{ clientId: lena.clientIds[0], reservationId: lena.reservationId, name: 'Lena Lost' }],
    },
  ]);
  expect(await ofKind(await county.otherSpecialist(), /without_place/)).toEqual([]);

  // The next day at noon: who came and was not checked out, and is kept for another night, is still in house.
  await staff.call(checkIn, { params: { id: kept.guestIds[0]! }, body: {} });
  expect(await ofKind(staff, /still/)).toEqual([]);
  county.clock.set('2026-11-24T18:00:00Z');
  expect((await ofKind(staff, /still/)).filter((i) => i.facilityId === at.id)).toMatchObject([
    { kind: 'still_in_house', count: 1, people: [] },
  ]);
});

test('an open Home says once an hour in the audit whom it names, and nothing while it names nobody', async () => {
  const { db } = county.database;
  const at = (time: string) => county.clock.set(`2026-11-27T${time}:00Z`);
  at('10:00');
  const other = await county.otherSpecialist();
  await publishForm(db, {
    organizationId: county.otherTeam,
    title: 'Shelter Placement Assessment',
    definition: standardForm('single_adults'),
    at: county.clock.now(),
    by: null,
  });
  const begin = async (name: string) => {
    const { id } = await client(db, county.otherTeam, name, { assessedAt: null });
    await other.call(openAssessment, { params: { id } });
    return id;
  };
  const look = async () => {
    const shown = await lines(other);
    const rows = await db
      .selectFrom('auditEntry')
      .select('clientIds')
      .where('act', '=', 'attention.view')
      .where('actingOrganizationId', '=', county.otherTeam)
      .where('at', '>=', new Date('2026-11-27T10:00:00Z'))
      .orderBy('id')
      .execute();
    return { named: shown.flatMap((i) => i.people).length, rows: rows.map((row) => row.clientIds) };
  };
  expect(await look()).toEqual({ named: 0, rows: [] });
  const ann = await begin('Ann Open');
  expect(await look()).toEqual({ named: 1, rows: [[ann]] });
  at('10:59');
  expect(await look()).toEqual({ named: 1, rows: [[ann]] });
  const ben = await begin('Ben Open');
  expect(await look()).toEqual({ named: 2, rows: [[ann], [ben]] });
  at('11:00');
  expect(await look()).toEqual({ named: 2, rows: [[ann], [ben], [ann]] });
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
