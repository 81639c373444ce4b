import { afterEach, beforeEach, expect, test } from 'vitest';
import { listAttention } from '../../contract/attention.ts';
import { undoExit } from '../../contract/exits.ts';
import { confirmCount } from '../../contract/facilities.ts';
import { answerLate, undoNoShow } from '../../contract/late-arrivals.ts';
import {
  assignBeds,
  cancelReservation,
  checkIn,
  listPlacesForGuest,
  readCurrentReservations,
  readReservation,
  saveReservation,
} from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { book } from '../../test/booking.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment } from '../../test/factories.ts';
import { openDatabase } from '../database/connect.ts';
import { sweep } from './sweep.ts';

// Monday 23 November 2026, 18:00 in Chicago; check-in from 17:00 until 20:00.
const evening = '2026-11-24T00:00:00Z';
const afterCutOff = '2026-11-24T02:01:00Z';
let county: County;
let staff: Caller;

beforeEach(async () => {
  county = await startCounty({ now: evening, idleMinutes: 100_000 });
  staff = await county.staff();
});
afterEach(() => county.stop());

const boardOf = async () =>
  (await staff.call(readCurrentReservations, { params: { id: county.commons.id }, query: {} })).body;
const lateNow = async () => {
  const now = county.clock.now().toISOString();
  return (await boardOf()).guests.filter((g) => g.lateFrom !== null && g.lateFrom <= now).map((g) => g.name);
};
const arrive = async (guestId: number) => staff.call(checkIn, { params: { id: guestId }, body: {} });
const notHere = (...guestIds: number[]) =>
  staff.call(answerLate, {
    params: { id: county.commons.id },
    body: { guests: guestIds.map((guestId) => ({ guestId })) },
  });
const enrollmentOf = (clientId: number) =>
  county.database.db
    .selectFrom('enrollment')
    .selectAll()
    .where('clientId', '=', clientId)
    .executeTakeFirstOrThrow();
const nightsOf = async (clientId: number) =>
  (
    await county.database.db
      .selectFrom('bedNight')
      .select('night')
      .where('clientId', '=', clientId)
      .where('deletedAt', 'is', null)
      .orderBy('night')
      .execute()
  ).map((n) => n.night);

test('from the cut-off on who has not come is overdue; who has a reason, later; a weekday has hours of its own', async () => {
  await book(county, [{ name: 'Walt Pierce' }]);
  await book(county, [{ name: 'Late Shift' }], { arriveBy: '2026-11-24T04:00:00Z' });
  expect(await lateNow()).toEqual([]);
  county.clock.set(afterCutOff);
  expect(await lateNow()).toEqual(['Walt Pierce']);
  county.clock.set('2026-11-24T04:01:00Z');
  expect((await lateNow()).sort()).toEqual(['Late Shift', 'Walt Pierce']);
  await county.database.db
    .insertInto('checkInHours')
    .values({ facilityId: county.commons.id, weekday: 1, checkInFrom: '21:00', checkInUntil: '01:30' })
    .execute();
  expect(await lateNow()).toEqual([]);
  county.clock.set('2026-11-24T07:31:00Z');
  expect((await lateNow()).sort()).toEqual(['Late Shift', 'Walt Pierce']);
});

test('the desk answers all at once: still expected for a reason, or not here; then the place is free and no night is left', async () => {
  const gone = await book(county, [{ name: 'Walt Pierce' }]);
  const later = await book(county, [{ name: 'Merle Dunn' }]);
  county.clock.set(afterCutOff);
  const free = (await boardOf()).bookable.any;
  const answered = await staff.call(answerLate, {
    params: { id: county.commons.id },
    body: {
      guests: [
        { guestId: gone.guestIds[0]! },
        {
          guestId: later.guestIds[0]!,
          stillExpected: { until: '2026-11-24T05:00:00Z', reason: 'On the last bus' },
        },
      ],
    },
  });
  expect(answered.status, JSON.stringify(answered.body)).toBe(201);
  expect(answered.body).toEqual({ stillExpected: later.guestIds, released: gone.guestIds });
  const board = await boardOf();
  expect(board.bookable.any).toBe(free + 1);
  expect(board.guests).toMatchObject([
    { name: 'Merle Dunn', lateFrom: '2026-11-24T05:00:00.000Z', lateReason: 'On the last bus' },
  ]);
  const seen = await county.specialist.call(readReservation, { params: { id: gone.reservationId } });
  expect(seen.body).toMatchObject({ state: 'no_show' });
  expect(await enrollmentOf(gone.clientIds[0]!)).toMatchObject({ entryDate: null, voidReason: 'No-show' });
  expect(await nightsOf(gone.clientIds[0]!)).toEqual([]);
});

test('an answer about somebody who came meanwhile saves nothing of the rest', async () => {
  const one = await book(county, [{ name: 'Walt Pierce' }]);
  const other = await book(county, [{ name: 'Merle Dunn' }]);
  county.clock.set(afterCutOff);
  await arrive(one.guestIds[0]!);
  const refused = await notHere(one.guestIds[0]!, other.guestIds[0]!);
  expect(refused.status).toBe(409);
  expect(refused.refusal.obstacles.map((o) => o.code)).toEqual(['came_since']);
  expect((await boardOf()).guests.map((g) => g.name).sort()).toEqual(['Merle Dunn', 'Walt Pierce']);
  const past = await staff.call(answerLate, {
    params: { id: county.commons.id },
    body: {
      guests: [
        { guestId: other.guestIds[0]!, stillExpected: { until: '2026-11-24T20:00:00Z', reason: 'Bus' } },
      ],
    },
  });
  expect(past.refusal.obstacles.map((o) => o.code)).toEqual(['not_this_night']);
});

test('who comes after all has reservation, enrollment and place again, until the place is gone', async () => {
  const stay = await book(county, [{ name: 'Walt Pierce' }]);
  const bed = (await boardOf()).guests[0]!.bedId;
  county.clock.set(afterCutOff);
  await notHere(stay.guestIds[0]!);
  county.clock.set('2026-11-24T05:40:00Z');
  expect((await arrive(stay.guestIds[0]!)).status).toBe(201);
  expect((await boardOf()).guests).toMatchObject([{ name: 'Walt Pierce', bedId: bed }]);
  expect(await enrollmentOf(stay.clientIds[0]!)).toMatchObject({ entryDate: '2026-11-23', voidedAt: null });
  expect(await nightsOf(stay.clientIds[0]!)).toEqual(['2026-11-23']);

  // Another's place goes to somebody else, and the next ones, until none is left.
  const late = await book(county, [{ name: 'Merle Dunn' }]);
  await notHere(late.guestIds[0]!);
  for (let i = 0; i < 20; i++) {
    const { id } = await client(county.database.db, county.team, `Caller ${i}`);
    await enrollment(county.database.db, id, county.commons, { plannedDate: '2026-11-23' });
    const saved = await county.specialist.call(saveReservation, {
      body: { facilityId: county.commons.id, guests: [{ clientId: id }] },
    });
    if (saved.status === 409) break;
  }
  const refused = await arrive(late.guestIds[0]!);
  expect(refused.status).toBe(409);
  expect(refused.refusal.obstacles.map((o) => o.code)).toEqual(['full']);
  expect(await enrollmentOf(late.clientIds[0]!)).toMatchObject({ voidReason: 'No-show' });
});

test('whose bed another has by now gets the next that fits them; who fits nothing that is left is told what that is', async () => {
  const { db } = county.database;
  const needsLower = async (name: string) => {
    const { id } = await client(db, county.team, name, { needs: { lowerBunk: true } });
    await enrollment(db, id, county.commons, { plannedDate: '2026-11-23' });
    const saved = await county.specialist.call(saveReservation, {
      body: { facilityId: county.commons.id, guests: [{ clientId: id, lowerBunk: true }] },
    });
    expect(saved.status, JSON.stringify(saved.body)).toBe(201);
    return { id: saved.body.id, guestId: saved.body.guests[0]!.guestId };
  };
  const give = async (stay: { id: number; guestId: number }, bedId: number) => {
    const { version } = (await staff.call(listPlacesForGuest, { params: { id: stay.guestId } })).body;
    const body = { version, beds: [{ guestId: stay.guestId, bedId }] };
    return (await staff.call(assignBeds, { params: { id: stay.id }, body })).status;
  };
  const bedOf = async (guestId: number) =>
    (await boardOf()).guests.find((g) => g.guestId === guestId)?.bedId ?? null;
  const [lower, , otherLower] = county.commons.bedIds;
  const late = await needsLower('Walt Pierce');
  expect(await give(late, lower!)).toBe(201);
  county.clock.set(afterCutOff);
  await notHere(late.guestId);
  expect(await give(await needsLower('Merle Dunn'), lower!)).toBe(201);
  county.clock.set('2026-11-24T05:40:00Z');
  expect((await arrive(late.guestId)).status).toBe(201);
  expect(await bedOf(late.guestId)).toBe(otherLower);

  const last = await needsLower('Curtis Bell');
  await notHere(last.guestId);
  const family = await book(county, [{ name: 'Ada Solis' }, { name: 'Ben Solis', dob: '2019-04-04' }]);
  for (const id of family.guestIds) expect((await arrive(id)).status).toBe(201);
  expect((await boardOf()).bookable).toMatchObject({ any: 2, withoutClimbing: 0 });
  const refused = await arrive(last.guestId);
  expect(refused.status).toBe(409);
  expect(refused.refusal).toMatchObject({
    title: 'Their place is taken by now. Nothing was saved.',
    obstacles: [{ code: 'no_lower_bunk', message: 'No lower bunk left for Mon 23 Nov; 2 upper free' }],
  });
});

test('a release is taken back before they stand at the door; not once the night is over', async () => {
  const stay = await book(county, [{ name: 'Walt Pierce' }]);
  county.clock.set(afterCutOff);
  await notHere(stay.guestIds[0]!);
  const back = await staff.call(undoNoShow, { params: { id: stay.guestIds[0]! } });
  expect(back.body).toEqual({ guestId: stay.guestIds[0], sameBed: true });
  const seen = await county.specialist.call(readReservation, { params: { id: stay.reservationId } });
  expect(seen.body.state).toBe('expected');
  await notHere(stay.guestIds[0]!);
  county.clock.set('2026-11-24T10:00:00Z');
  const late = await staff.call(undoNoShow, { params: { id: stay.guestIds[0]! } });
  expect(late.refusal.obstacles.map((o) => o.code)).toEqual(['morning_is_over']);
});

test('no-shows are per member: if the head did not come, another adult is head, and there is one', async () => {
  const family = await book(county, [
    { name: 'Head Solis', dob: '1980-01-01' },
    { name: 'Child Solis', dob: '2018-01-01' },
    { name: 'Other Solis', dob: '1984-01-01' },
  ]);
  county.clock.set(afterCutOff);
  await notHere(family.guestIds[0]!);
  const [head, child, other] = await Promise.all(family.clientIds.map(enrollmentOf));
  expect(head).toMatchObject({ voidReason: 'No-show' });
  expect([child!.relationshipToHoh, other!.relationshipToHoh]).toEqual([99, 1]);
  expect((await boardOf()).guests.map((g) => g.name).sort()).toEqual(['Child Solis', 'Other Solis']);
  // The head comes after all: there is one head already.
  expect((await arrive(family.guestIds[0]!)).status).toBe(201);
  expect((await enrollmentOf(family.clientIds[0]!)).relationshipToHoh).toBe(99);
});

test('who slept here before and does not come tonight stays the head of their household', async () => {
  const family = await book(
    county,
    [
      { name: 'Head Solis', dob: '1980-01-01' },
      { name: 'Child Solis', dob: '2018-01-01' },
    ],
    { endDate: '2026-11-25' },
  );
  for (const id of family.guestIds) expect((await arrive(id)).status).toBe(201);
  county.clock.set('2026-11-24T16:30:00Z');
  await sweep(county.database.db, county.clock.now());
  county.clock.set('2026-11-25T02:30:00Z');
  await notHere(family.guestIds[0]!);
  const [head, child] = await Promise.all(family.clientIds.map(enrollmentOf));
  expect([head!.relationshipToHoh, child!.relationshipToHoh]).toEqual([1, 3]);
});

test('who slept one night of two and does not come back keeps that night, and the stay ends there', async () => {
  const stay = await book(county, [{ name: 'Walt Pierce' }], { endDate: '2026-11-25' });
  await arrive(stay.guestIds[0]!);
  county.clock.set('2026-11-24T16:30:00Z');
  expect(await sweep(county.database.db, county.clock.now())).toMatchObject({ checkedOut: 1 });
  county.clock.set('2026-11-25T02:30:00Z');
  expect(await lateNow()).toEqual(['Walt Pierce']);
  await notHere(stay.guestIds[0]!);
  expect(await nightsOf(stay.clientIds[0]!)).toEqual(['2026-11-23']);
  expect(await enrollmentOf(stay.clientIds[0]!)).toMatchObject({ entryDate: '2026-11-23', voidedAt: null });
  const seen = await county.specialist.call(readReservation, { params: { id: stay.reservationId } });
  expect(seen.body).toMatchObject({ endDate: '2026-11-24', state: 'past' });
});

test('nothing is released by itself unless the shelter wants it, its desk has acted and its count is confirmed', async () => {
  const { db } = county.database;
  const late = await book(county, [{ name: 'Walt Pierce' }]);
  const here = await book(county, [{ name: 'Merle Dunn' }]);
  const at = () => sweep(db, county.clock.now());
  county.clock.set('2026-11-24T02:31:00Z');
  expect(await at()).toMatchObject({ released: 0 });
  await db
    .updateTable('facility')
    .set({ releaseAfterMinutes: 30 })
    .where('id', '=', county.commons.id)
    .execute();
  expect(await at(), 'no count, nobody acted').toMatchObject({ released: 0 });
  await arrive(here.guestIds[0]!);
  expect(await at(), 'no count').toMatchObject({ released: 0 });
  await staff.call(confirmCount, { params: { id: county.commons.id } });
  county.clock.set('2026-11-24T02:29:00Z');
  expect(await at(), 'within the grace').toMatchObject({ released: 0 });
  county.clock.set('2026-11-24T02:31:00Z');
  expect(await at()).toMatchObject({ released: 1, facilities: [county.commons.id] });
  expect(await at(), 'once').toMatchObject({ released: 0 });
  expect(await enrollmentOf(late.clientIds[0]!)).toMatchObject({ voidReason: 'No-show', voidedBy: null });
  const seen = await county.specialist.call(readReservation, { params: { id: late.reservationId } });
  expect(seen.body.state).toBe('no_show');
});

test('nights on which nobody swept are caught up by two servers at once, each thing once and at its hour', async () => {
  const { db } = county.database;
  await db
    .updateTable('project')
    .set({ autoExitNights: 2 })
    .where('id', '=', county.commons.projectId)
    .execute();
  const forOne = await book(county, [{ name: 'Walt Pierce' }]);
  const forFive = await book(county, [{ name: 'Merle Dunn' }], { endDate: '2026-11-28' });
  for (const stay of [forOne, forFive]) await arrive(stay.guestIds[0]!);
  // From Monday evening to Thursday morning no server ran; then two of them look at the same moment.
  county.clock.set('2026-11-26T16:30:00Z');
  const other = await openDatabase(county.database);
  const servers = [db, other.db, db, other.db];
  const swept = await Promise.all(servers.map((at) => sweep(at, county.clock.now())));
  for (const at of [other.db, db]) swept.push(await sweep(at, county.clock.now()));
  await other.close();
  const sum = (of: 'checkedOut' | 'exited') => swept.reduce((n, s) => n + s[of], 0);
  expect([sum('checkedOut'), sum('exited')]).toEqual([2, 1]);
  expect(swept.at(-1)).toEqual({ checkedOut: 0, released: 0, exited: 0, facilities: [] });
  const acts = await db
    .selectFrom('auditEntry')
    .select('act')
    .where('act', 'like', '%by_rule')
    .orderBy('act')
    .execute();
  expect(acts.map((a) => a.act)).toEqual(['enrollment.exit_by_rule', 'guest.check_out_by_rule']);
  // Also of several nights: departure is preset for the next day, and they are expected again on the nights ahead.
  for (const [clientId] of [forOne.clientIds, forFive.clientIds]) {
    const nights = await db
      .selectFrom('bedNight')
      .select(['night', 'leftAt'])
      .where('clientId', '=', clientId!)
      .execute();
    expect(nights).toEqual([{ night: '2026-11-23', leftAt: new Date('2026-11-24T14:00:00Z') }]);
  }
  expect(await enrollmentOf(forOne.clientIds[0]!)).toMatchObject({ exitDate: '2026-11-24', destination: 30 });
  expect(await enrollmentOf(forFive.clientIds[0]!)).toMatchObject({ exitDate: null });
  expect((await boardOf()).guests.map((g) => [g.name, g.arrivedAt])).toEqual([['Merle Dunn', null]]);
});

test('an enrollment of whom no night is known for the project’s nights ends the day after the last; undone like any exit', async () => {
  const { db } = county.database;
  await db
    .updateTable('project')
    .set({ autoExitNights: 7 })
    .where('id', '=', county.commons.projectId)
    .execute();
  const family = await book(county, [
    { name: 'Ada Solis', dob: '1980-01-01' },
    { name: 'Ben Solis', dob: '2018-01-01' },
  ]);
  for (const guestId of family.guestIds) await arrive(guestId);
  const unhurried = await book(county, [{ name: 'Noor Haddad' }], { at: county.quarryRoad });
  const quarry = await county.quarryStaff();
  await quarry.call(checkIn, { params: { id: unhurried.guestIds[0]! }, body: {} });
  county.clock.set('2026-11-24T16:30:00Z');
  await sweep(db, county.clock.now());
  county.clock.set('2026-11-30T16:00:00Z');
  expect(await sweep(db, county.clock.now())).toMatchObject({ exited: 0 });
  const tomorrow = await staff.call(listAttention);
  expect(tomorrow.body.items.filter((i) => i.kind === 'exits_tomorrow')).toMatchObject([
    { facilityId: county.commons.id, count: 2 },
  ]);
  county.clock.set('2026-12-01T10:01:00Z');
  expect(await sweep(db, county.clock.now())).toMatchObject({ exited: 2 });
  for (const clientId of family.clientIds)
    expect(await enrollmentOf(clientId)).toMatchObject({
      exitDate: '2026-11-24',
      destination: 30,
      autoExited: true,
    });
  const { id } = await enrollmentOf(family.clientIds[0]!);
  expect((await staff.call(undoExit, { params: { id } })).status).toBe(200);
  expect(await enrollmentOf(family.clientIds[0]!)).toMatchObject({ exitDate: null, destination: null });

  // Where nobody set another number, it is HUD's 90 nights.
  const [clientId] = unhurried.clientIds;
  await sweep(db, new Date('2027-02-21T18:00:00Z'));
  expect(await enrollmentOf(clientId!)).toMatchObject({ exitDate: null });
  await sweep(db, new Date('2027-02-22T18:00:00Z'));
  expect(await enrollmentOf(clientId!)).toMatchObject({ exitDate: '2026-11-24', destination: 30 });
});

test('Home lists what needs a person: late, without a place, an old count', async () => {
  await book(county, [{ name: 'Walt Pierce' }]);
  const cancelled = await book(county, [{ name: 'Merle Dunn' }]);
  await county.specialist.call(cancelReservation, {
    params: { id: cancelled.reservationId },
    body: { reason: 'Found room' },
  });
  county.clock.set('2026-11-24T03:30:00Z');
  const { body } = await staff.call(listAttention);
  expect(body.items.filter((i) => i.facilityId === county.commons.id)).toEqual([
    {
      kind: 'overdue',
      count: 1,
      facilityId: county.commons.id,
      facilityName: 'Birchwater Commons',
      people: [],
    },
    {
      kind: 'count_is_stale',
      count: 1,
      facilityId: county.commons.id,
      facilityName: 'Birchwater Commons',
      people: [],
    },
  ]);
});
