import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAttention } from '../../contract/attention.ts';
import { readClient, recordConsent } from '../../contract/clients.ts';
import { checkOut, undoCheckOut } from '../../contract/departures.ts';
import { openIntake } from '../../contract/enrollment.ts';
import { keepEnrollmentOpen, openExit, readExits, saveExit, undoExit } from '../../contract/exits.ts';
import {
  checkIn,
  checkReservation,
  readCurrentReservations,
  saveReservation,
} from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type Booked, book } from '../../test/booking.ts';
import { type County, startCounty } from '../../test/county.ts';
import { enrollment, facility } from '../../test/factories.ts';
import { sweep } from './sweep.ts';

// Monday 23 November 2026, 18:00 in Chicago, at the beginning of each test; the county is one for all.
const evening = '2026-11-24T00:00:00Z';
const nextMorning = '2026-11-24T13:00:00Z';
let county: County;
let staff: Caller;
let quarry: Caller;

beforeAll(async () => {
  county = await startCounty({ now: evening, idleMinutes: 1_000_000 });
  staff = await county.staff();
  quarry = await county.quarryStaff();
});
afterAll(() => county.stop());

const db = () => county.database.db;
const hall = (name: string, more: Parameters<typeof facility>[4] = {}) =>
  facility(db(), county.birchwater, name, [{ beds: ['single', 'single', 'single', 'single'] }], more);
const begin = () => county.clock.set(evening);
const arrive = async (stay: Booked, who = staff) => {
  for (const id of stay.guestIds)
    expect((await who.call(checkIn, { params: { id }, body: {} })).status).toBe(201);
  return stay;
};
const enrollmentOf = (clientId: number) =>
  db().selectFrom('enrollment').selectAll().where('clientId', '=', clientId).executeTakeFirstOrThrow();
const idsOf = async (stay: Booked) =>
  Promise.all(stay.clientIds.map(async (clientId) => (await enrollmentOf(clientId)).id));
const open = async (clientId: number, who = staff) =>
  (await who.call(openExit, { params: { id: clientId } })).body;
const codes = (answer: { refusal: { obstacles: { code: string }[] } }) =>
  answer.refusal.obstacles.map((o) => o.code);
const opens = async (stay: Booked) => (await enrollmentOf(stay.clientIds[0]!)).exitDate === null;

test('a family leaves in one act: each with a destination, exit-stage answers of their own, and no stay behind', async () => {
  begin();
  const at = await hall('Long House', { extendedStay: true });
  const stay = await arrive(
    await book(
      county,
      [
        { name: 'Nhia Xiong', dob: '1985-01-01' },
        { name: 'Kou Xiong', dob: '2018-01-01' },
      ],
      { at },
    ),
  );
  county.clock.set('2026-11-28T18:00:00Z');
  const { stays, overlaps } = await open(stay.clientIds[0]!);
  expect(overlaps).toEqual([]);
  expect(stays).toMatchObject([
    {
      facilityId: at.id,
      name: 'Long House',
      kind: 'extended_stay',
      members: [
        { name: 'Nhia Xiong', adult: true, inHouse: true, cameTonight: false, exitDate: '2026-11-28' },
        { name: 'Kou Xiong', adult: false, inHouse: true, relationshipToHoH: 3 },
      ],
    },
  ]);
  const pages = (stays[0]!.definition as unknown as { pages: { name: string }[] }).pages.map((p) => p.name);
  expect(pages).toEqual(['health', 'money', 'insurance']);
  const [mother, child] = (await idsOf(stay)) as [number, number];
  const answers = { MentalHealthDisorder: 0, IncomeFromAnySource: 1, IncomeSources: ['Earned'] };
  const left = await staff.call(saveExit, {
    body: {
      members: [
        {
          enrollmentId: mother,
          exit: { destination: 435, subsidy: 428, mayReturnFrom: '2027-01-01', note: 'Found a flat' },
          answers: { ...answers, EarnedAmount: 900 },
        },
        // Income is asked of heads and adults only: it is not kept of a child.
        {
          enrollmentId: child,
          exit: { destination: 17, other: 'With an aunt' },
          exitDate: '2026-11-27',
          answers,
        },
      ],
    },
  });
  expect(left.body.exits).toMatchObject([
    { enrollmentId: mother, exitDate: '2026-11-28', guestIds: [stay.guestIds[0]] },
    { enrollmentId: child, exitDate: '2026-11-27', guestIds: [stay.guestIds[1]] },
  ]);
  expect(await enrollmentOf(stay.clientIds[0]!)).toMatchObject({
    exitDate: '2026-11-28',
    destination: 435,
    mayReturnFrom: '2027-01-01',
    exitNote: 'Found a flat',
    exitAnswers: { ...answers, EarnedAmount: 900, DestinationSubsidyType: 428 },
  });
  expect((await enrollmentOf(stay.clientIds[1]!)).exitAnswers).toEqual({
    MentalHealthDisorder: 0,
    OtherDestination: 'With an aunt',
  });
  const record = await county.specialist.call(readClient, { params: { id: stay.clientIds[0]! } });
  expect(record.body.enrollments).toMatchObject([{ state: 'ended', mayReturnFrom: '2027-01-01' }]);
  const board = await staff.call(readCurrentReservations, { params: { id: at.id }, query: {} });
  expect(board.body.guests.filter((g) => g.arrivedAt !== null && g.leftAt === null)).toEqual([]);
  // The next intake offers what was answered at the exit.
  const intake = await county.specialist.call(openIntake, {
    params: { id: stay.clientIds[0]! },
    query: { facilityId: at.id },
  });
  expect(intake.body.members[0]!.lastAnswers.MentalHealthDisorder).toMatchObject({
    value: 0,
    date: '2026-11-28',
  });
  // Whoever books before the day said at the exit is told so; it refuses nothing.
  const said = { exitDate: '2026-11-28', mayReturnFrom: '2027-01-01' };
  expect(intake.body.members[0]!.saidAtExit).toEqual(said);
  const check = (caller: Caller, beginDate: string) =>
    caller.call(checkReservation, {
      body: { facilityId: at.id, guests: stay.clientIds.map((clientId) => ({ clientId })), beginDate },
    });
  const early = await check(county.specialist, '2026-12-31');
  expect(early.body.guests.map((g) => g.saidAtExit)).toEqual([said, null]);
  const onTheDay = await check(county.specialist, '2027-01-01');
  expect(onTheDay.body.guests.map((g) => g.saidAtExit)).toEqual([null, null]);
  expect(early.body.obstacles.map((o) => o.code)).toEqual(onTheDay.body.obstacles.map((o) => o.code));
});

test('the exit is undone with the stay: in house again, enrolled again, one head', async () => {
  begin();
  const stay = await arrive(await book(county, [{ name: 'Walt Pierce' }, { name: 'June Pierce' }]));
  county.clock.set(nextMorning);
  const [walt, june] = (await idsOf(stay)) as [number, number];
  const left = await staff.call(saveExit, {
    body: { members: [{ enrollmentId: walt, exit: { destination: 410 } }] },
  });
  expect(left.body.exits).toMatchObject([{ exitDate: '2026-11-24', guestIds: [stay.guestIds[0]] }]);
  expect(await enrollmentOf(stay.clientIds[1]!)).toMatchObject({ id: june, relationshipToHoh: 1 });
  const back = await staff.call(undoCheckOut, { params: { id: stay.guestIds[0]! } });
  expect(back.status).toBe(200);
  const both = await Promise.all(stay.clientIds.map(enrollmentOf));
  expect(both).toMatchObject([
    { exitDate: null, destination: null },
    { exitDate: null, relationshipToHoh: 1 },
  ]);
  expect(both.filter((e) => e.relationshipToHoh === 1)).toHaveLength(1);
});

test('who came for this same night is asked whether they slept; who did not never began', async () => {
  begin();
  const stay = await arrive(await book(county, [{ name: 'Merle Dunn' }]));
  const [id] = (await idsOf(stay)) as [number];
  expect((await open(stay.clientIds[0]!)).stays[0]!.members).toMatchObject([{ cameTonight: true }]);
  const exit = (sleptHere?: boolean) =>
    staff.call(saveExit, {
      body: {
        members: [
          { enrollmentId: id, exit: { destination: 30 }, ...(sleptHere !== undefined && { sleptHere }) },
        ],
      },
    });
  expect(codes(await exit())).toEqual(['say_whether_slept']);
  expect((await exit(false)).body.exits).toMatchObject([{ exitDate: null, guestIds: stay.guestIds }]);
  expect(await enrollmentOf(stay.clientIds[0]!)).toMatchObject({ entryDate: null, exitDate: null });
  expect((await enrollmentOf(stay.clientIds[0]!)).voidedAt).not.toBeNull();
});

test('every reason of every member at once: over, pending, a place ahead, a day that cannot be, an answer that is none', async () => {
  begin();
  const at = await hall('Reason Hall');
  const gone = await arrive(await book(county, [{ name: 'Ada Gone' }], { at }));
  const here = await arrive(await book(county, [{ name: 'Ben Here' }], { at }));
  const pending = await book(county, [{ name: 'Cal Pending' }], { at });
  county.clock.set(nextMorning);
  const [a] = (await idsOf(gone)) as [number];
  const [b] = (await idsOf(here)) as [number];
  const [c] = (await idsOf(pending)) as [number];
  const exitOf = (enrollmentId: number) => ({ enrollmentId, exit: { destination: 422 } });
  expect((await staff.call(saveExit, { body: { members: [exitOf(a)] } })).status).toBe(201);
  const ahead = await county.specialist.call(saveReservation, {
    body: {
      facilityId: at.id,
      guests: [{ clientId: here.clientIds[0]! }],
      beginDate: '2026-11-26',
      endDate: '2026-11-27',
    },
  });
  expect(ahead.status).toBe(201);
  const refused = await staff.call(saveExit, {
    body: {
      members: [
        exitOf(a),
        { ...exitOf(b), exitDate: '2026-11-30', answers: { PhysicalDisability: 7 } },
        exitOf(c),
      ],
    },
  });
  expect(codes(refused)).toEqual(
    expect.arrayContaining(['exited_already', 'place_ahead', 'exit_date', 'answer', 'never_began']),
  );
  expect(refused.refusal.obstacles).toHaveLength(5);
  expect(await opens(here)).toBe(true);
  expect((await quarry.call(saveExit, { body: { members: [exitOf(b)] } })).status).toBe(404);
});

test('a stay of several nights ends with the exit also while the guest is out for the day', async () => {
  begin();
  const at = await hall('Week Hall');
  const stay = await arrive(await book(county, [{ name: 'Dov Week' }], { at, endDate: '2026-11-30' }));
  county.clock.set('2026-11-24T16:30:00Z');
  await sweep(db(), county.clock.now());
  const [id] = (await idsOf(stay)) as [number];
  const left = await staff.call(saveExit, {
    body: { members: [{ enrollmentId: id, exit: { destination: 410 } }] },
  });
  expect(left.body.exits).toMatchObject([{ exitDate: '2026-11-24', guestIds: stay.guestIds }]);
  const kept = db()
    .selectFrom('bedAssignment')
    .select('id')
    .where('guestId', '=', stay.guestIds[0]!)
    .where('endedAt', 'is', null);
  expect(await kept.execute()).toHaveLength(1);
  county.clock.set('2026-11-25T00:00:00Z');
  const tonight = await staff.call(readCurrentReservations, { params: { id: at.id }, query: {} });
  expect(tonight.body.guests).toEqual([]);
});

test('nights elsewhere are named with where and when to who may see them, and neutral to who may not', async () => {
  begin();
  const stay = await arrive(await book(county, [{ name: 'Eve Twice' }]));
  const [clientId] = stay.clientIds as [number];
  await enrollment(db(), clientId, county.quarryRoad, { entryDate: '2026-11-20' });
  const there = await db()
    .selectFrom('enrollment')
    .select('id')
    .where('clientId', '=', clientId)
    .where('organizationId', '=', county.quarry)
    .executeTakeFirstOrThrow();
  const night = { enrollmentId: there.id, clientId, projectId: county.quarryRoad.projectId };
  await db()
    .insertInto('bedNight')
    .values(
      ['2026-11-22', '2026-11-23'].map((day) => ({
        ...night,
        night: day,
        facilityId: county.quarryRoad.id,
        recordedAt: new Date(evening),
      })),
    )
    .execute();
  county.clock.set(nextMorning);
  const shares = (yes: boolean) =>
    county.specialist.call(recordConsent, {
      params: { id: clientId },
      body: { shares: yes, method: 'verbal' },
    });
  await shares(false);
  expect((await open(clientId)).overlaps).toEqual([
    { clientId, name: 'Eve Twice', projectName: null, firstNight: null, lastNight: null },
  ]);
  await shares(true);
  expect((await open(clientId)).overlaps).toEqual([
    {
      clientId,
      name: 'Eve Twice',
      projectName: 'Quarry Road Shelter',
      firstNight: '2026-11-23',
      lastNight: '2026-11-23',
    },
  ]);
});

test('what the clock ends tomorrow is kept open, and what it has ended is taken back for good', async () => {
  begin();
  const at = await hall('Silent Hall');
  await db().updateTable('project').set({ autoExitNights: 7 }).where('id', '=', at.projectId).execute();
  const kept = await arrive(await book(county, [{ name: 'Fay Kept' }], { at }));
  const lost = await arrive(await book(county, [{ name: 'Gil Lost' }], { at }));
  county.clock.set('2026-11-24T16:30:00Z');
  await sweep(db(), county.clock.now());
  county.clock.set('2026-11-30T16:00:00Z');
  const lists = async () => (await staff.call(readExits, { params: { id: at.id } })).body;
  const [id] = (await idsOf(kept)) as [number];
  expect(await lists()).toMatchObject({
    nights: 7,
    tomorrow: [{ name: 'Fay Kept', lastNight: '2026-11-23', exitDate: '2026-11-24' }, { name: 'Gil Lost' }],
    byItself: [],
  });
  // A project's list is that of each of its facilities.
  const annex = await hall('Silent Annex');
  await db().updateTable('facility').set({ projectId: at.projectId }).where('id', '=', annex.id).execute();
  const there = (await staff.call(readExits, { params: { id: annex.id } })).body;
  expect(there.tomorrow.map((e) => e.name)).toEqual(['Fay Kept', 'Gil Lost']);
  expect((await quarry.call(keepEnrollmentOpen, { params: { id } })).status).toBe(404);
  expect((await staff.call(keepEnrollmentOpen, { params: { id } })).status).toBe(201);
  expect((await lists()).tomorrow).toMatchObject([{ name: 'Gil Lost' }]);

  const long = await hall('Unending Hall', { extendedStay: true });
  const pending = await book(county, [{ name: 'Pia Pending' }], { at: long });
  const [notYet] = (await idsOf(pending)) as [number];
  const refused = await staff.call(keepEnrollmentOpen, { params: { id: notYet } });
  expect(codes(refused)).toEqual(['never_began', 'no_end_by_itself']);

  county.clock.set('2026-12-01T10:01:00Z');
  await sweep(db(), county.clock.now());
  expect(await opens(kept)).toBe(true);
  const [ended] = (await idsOf(lost)) as [number];
  expect(await lists()).toMatchObject({
    tomorrow: [],
    byItself: [{ enrollmentId: ended, name: 'Gil Lost' }],
  });
  expect((await staff.call(undoExit, { params: { id: ended } })).status).toBe(200);
  // The clock does not end it again at its next turn, but after as many nights of silence.
  await sweep(db(), county.clock.now());
  expect(await opens(lost)).toBe(true);
  county.clock.set('2026-12-09T10:01:00Z');
  await sweep(db(), county.clock.now());
  expect((await enrollmentOf(lost.clientIds[0]!)).exitDate).toBe('2026-11-24');
});

test('an extended stay that ended at another shelter is listed until its enrollment ends', async () => {
  begin();
  const at = await hall('Gone House', { extendedStay: true });
  const stay = await arrive(await book(county, [{ name: 'Hal Gone' }], { at }));
  county.clock.set('2026-11-25T00:00:00Z');
  const [clientId] = stay.clientIds as [number];
  await enrollment(db(), clientId, county.quarryRoad, { plannedDate: '2026-11-24' });
  // Another shelter's door has him: a fact that is written down there.
  await db()
    .updateTable('guest')
    .set({ leftAt: new Date('2026-11-25T00:00:00Z'), elsewhereOn: '2026-11-24' })
    .where('id', '=', stay.guestIds[0]!)
    .execute();
  const lists = async () => (await staff.call(readExits, { params: { id: at.id } })).body;
  expect((await lists()).leftOpen).toMatchObject([{ name: 'Hal Gone', exitDate: null }]);
  const home = await staff.call(listAttention);
  expect(home.body.items).toContainEqual({
    kind: 'left_open',
    count: 1,
    facilityId: at.id,
    facilityName: 'Gone House',
    people: [],
  });
  const own = await db()
    .selectFrom('enrollment')
    .select('id')
    .where('clientId', '=', clientId)
    .where('projectId', '=', at.projectId)
    .executeTakeFirstOrThrow();
  const [here] = (await open(clientId)).stays;
  expect(here!.members).toMatchObject([{ exitDate: '2026-11-24', inHouse: false }]);
  const left = await staff.call(saveExit, {
    body: { members: [{ enrollmentId: own.id, exit: { destination: 101 } }] },
  });
  expect(left.body.exits).toMatchObject([{ exitDate: '2026-11-24', guestIds: [] }]);
  expect((await lists()).leftOpen).toEqual([]);
});

const exit = (enrollmentIds: number[], more = {}) =>
  staff.call(saveExit, {
    body: {
      members: enrollmentIds.map((enrollmentId) => ({ enrollmentId, exit: { destination: 410 }, ...more })),
    },
  });

test('who came back for a night and did not sleep it leaves the day after the night before, whatever day was told', async () => {
  for (const exitDate of ['2026-11-24', '2026-11-25']) {
    begin();
    const at = await hall(`Awake Hall ${exitDate}`);
    const stay = await book(county, [{ name: 'Ivo Awake' }], { at, endDate: '2026-11-30' });
    await arrive(stay);
    county.clock.set('2026-11-25T01:00:00Z');
    await arrive(stay);
    const left = await exit(await idsOf(stay), { sleptHere: false, exitDate });
    expect(left.body.exits).toMatchObject([{ exitDate: '2026-11-24' }]);
  }
});

test('whoever is back first after a household left is its head, and whoever follows is not', async () => {
  for (const undo of ['exit', 'stay']) {
    begin();
    const at = await hall(`Back Hall ${undo}`);
    const stay = await arrive(await book(county, [{ name: 'Jo Back' }, { name: 'Kit Back' }], { at }));
    county.clock.set(nextMorning);
    const ids = await idsOf(stay);
    await exit(ids);
    for (const i of [1, 0]) {
      const back =
        undo === 'exit'
          ? await staff.call(undoExit, { params: { id: ids[i]! } })
          : await staff.call(undoCheckOut, { params: { id: stay.guestIds[i]! } });
      expect(back.status).toBe(200);
      expect(await enrollmentOf(stay.clientIds[1]!)).toMatchObject({ exitDate: null, relationshipToHoh: 1 });
    }
    expect(await enrollmentOf(stay.clientIds[0]!)).toMatchObject({ exitDate: null, relationshipToHoh: 99 });
  }
});

test('an end is not taken back once they are enrolled here again, nor a check-out once the enrollment has ended', async () => {
  begin();
  const at = await hall('Again Hall');
  const stay = await arrive(await book(county, [{ name: 'Lev Again' }], { at }));
  const [clientId] = stay.clientIds as [number];
  county.clock.set(nextMorning);
  const [id] = (await idsOf(stay)) as [number];
  expect((await staff.call(checkOut, { params: { id: stay.guestIds[0]! }, body: {} })).status).toBe(201);
  county.clock.set('2026-11-24T13:00:30Z');
  expect((await exit([id])).status).toBe(201);
  const written = db().selectFrom('auditEntry').select('detail').where('act', '=', 'enrollment.exit');
  expect(await written.orderBy('id', 'desc').executeTakeFirst()).toEqual({
    detail: { exitDate: '2026-11-24' },
  });
  const undoStay = () => staff.call(undoCheckOut, { params: { id: stay.guestIds[0]! } });
  expect(codes(await undoStay())).toEqual(['exited_since']);
  await enrollment(db(), clientId, at, { plannedDate: '2026-11-24' });
  expect(codes(await staff.call(undoExit, { params: { id } }))).toEqual(['enrolled_since']);
  expect(codes(await undoStay())).toEqual(['exited_since', 'enrolled_since']);
  const first = db().selectFrom('enrollment').select('exitDate').where('id', '=', id);
  expect(await first.executeTakeFirstOrThrow()).toEqual({ exitDate: '2026-11-24' });
});

test('who is enrolled and never came heads the household when the clock has ended it', async () => {
  begin();
  const at = await hall('Pending Hall');
  await db().updateTable('project').set({ autoExitNights: 7 }).where('id', '=', at.projectId).execute();
  const stay = await book(county, [{ name: 'Mo Came' }, { name: 'Ned Pending' }], { at });
  expect((await staff.call(checkIn, { params: { id: stay.guestIds[0]! }, body: {} })).status).toBe(201);
  county.clock.set('2026-11-24T16:30:00Z');
  await sweep(db(), county.clock.now());
  county.clock.set('2026-12-02T10:01:00Z');
  await sweep(db(), county.clock.now());
  expect(await enrollmentOf(stay.clientIds[0]!)).toMatchObject({ autoExited: true, exitDate: '2026-11-24' });
  expect(await enrollmentOf(stay.clientIds[1]!)).toMatchObject({ entryDate: null, relationshipToHoh: 1 });
});
