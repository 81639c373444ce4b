import { afterEach, beforeEach, expect, test } from 'vitest';
import { issueBar } from '../../contract/bars.ts';
import {
  checkOut,
  confirmMorning,
  extendStay,
  readMorning,
  undoCheckOut,
} from '../../contract/departures.ts';
import { answerLate } from '../../contract/late-arrivals.ts';
import {
  assignBeds,
  checkIn,
  listPlacesForGuest,
  readCurrentReservations,
  saveReservation,
} from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type Booked, book } from '../../test/booking.ts';
import { type County, startCounty } from '../../test/county.ts';
import { barAsked, client, enrollment } from '../../test/factories.ts';
import { sweep } from './sweep.ts';

// Monday evening, 18:00 in Chicago, until somebody moves the clock.
const evening = '2026-11-24T00:00:00Z';
const morning = '2026-11-24T12:30:00Z';
let county: County;
let staff: Caller;
let supervisor: Caller;

beforeEach(async () => {
  county = await startCounty({ now: evening, idleMinutes: 60_000 });
  staff = await county.staff();
  supervisor = await county.supervisor();
});
afterEach(() => county.stop());

const arrive = async (stay: Booked) => {
  for (const id of stay.guestIds)
    expect((await staff.call(checkIn, { params: { id }, body: {} })).status).toBe(201);
  return stay;
};

const facts = async (clientId: number) => {
  const { db } = county.database;
  const nights = await db
    .selectFrom('bedNight')
    .select(['night', 'bedId', 'leftAt', 'deletedAt'])
    .where('clientId', '=', clientId)
    .orderBy('night')
    .execute();
  const enrollments = await db
    .selectFrom('enrollment')
    .select(['entryDate', 'exitDate', 'destination', 'voidedAt', 'relationshipToHoh'])
    .where('clientId', '=', clientId)
    .execute();
  return { slept: nights.filter((n) => !n.deletedAt).map((n) => n.night), nights, enrollments };
};

const boardOf = async (at = county.commons) =>
  (await staff.call(readCurrentReservations, { params: { id: at.id }, query: {} })).body;

test('who leaves in the morning has slept that night, and the place is free at once', async () => {
  const stay = await arrive(await book(county, [{ name: 'Walt Pierce' }]));
  county.clock.set(morning);
  const left = await staff.call(checkOut, { params: { id: stay.guestIds[0]! }, body: {} });
  expect(left.status).toBe(201);
  expect(left.body).toMatchObject({ leftAt: '2026-11-24T12:30:00.000Z', exitDate: null });
  const { slept, nights, enrollments } = await facts(stay.clientIds[0]!);
  expect(slept).toEqual(['2026-11-23']);
  expect(nights[0]!.leftAt).toEqual(new Date(morning));
  expect(enrollments).toMatchObject([{ entryDate: '2026-11-23', exitDate: null }]);
  expect((await staff.call(checkOut, { params: { id: stay.guestIds[0]! }, body: {} })).refusal.code).toBe(
    'not_in_house',
  );
});

test('whose morning nobody confirmed and who comes again is here once, and only the night before is over', async () => {
  const before = await arrive(await book(county, [{ name: 'Akosua Boateng' }]));
  const clientId = before.clientIds[0]!;
  // Called at nine the next morning, and in again before the clock has checked them out.
  county.clock.set('2026-11-24T15:00:00Z');
  const again = await county.specialist.call(saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId }] },
  });
  expect(again.status, JSON.stringify(again.body)).toBe(201);
  const back = await staff.call(checkIn, { params: { id: again.body.guests[0]!.guestId }, body: {} });
  expect(back.status, JSON.stringify(back.body)).toBe(201);
  county.clock.set('2026-11-24T20:00:00Z');
  expect(await sweep(county.database.db, county.clock.now())).toMatchObject({ checkedOut: 1 });
  const { nights } = await facts(clientId);
  expect(nights.map((n) => [n.night, n.leftAt?.toISOString() ?? null])).toEqual([
    ['2026-11-23', '2026-11-24T14:00:00.000Z'],
    ['2026-11-24', null],
  ]);
  county.clock.set('2026-11-25T12:30:00Z');
  const list = await staff.call(readMorning, { params: { id: county.commons.id } });
  expect(list.body.guests.map((g) => g.name)).toEqual(['Akosua Boateng']);
});

test('who leaves the same evening is asked whether they slept here; if not, no night and no stay is left', async () => {
  const stay = await arrive(await book(county, [{ name: 'Isaac Fields' }]));
  const before = (await boardOf()).bookable.any;
  county.clock.set('2026-11-24T04:00:00Z');
  const asked = await staff.call(checkOut, { params: { id: stay.guestIds[0]! }, body: {} });
  expect(asked.status).toBe(409);
  expect(asked.refusal.obstacles.map((o) => o.code)).toEqual(['say_whether_slept']);
  const left = await staff.call(checkOut, { params: { id: stay.guestIds[0]! }, body: { sleptHere: false } });
  expect(left.status).toBe(201);
  expect((await facts(stay.clientIds[0]!)).slept).toEqual([]);
  expect((await facts(stay.clientIds[0]!)).enrollments).toMatchObject([
    { entryDate: null, voidedAt: new Date('2026-11-24T04:00:00Z') },
  ]);
  expect((await boardOf()).bookable.any).toBe(before + 1);

  const back = await staff.call(undoCheckOut, { params: { id: stay.guestIds[0]! } });
  expect(back.status, JSON.stringify(back.body)).toBe(200);
  expect((await facts(stay.clientIds[0]!)).slept).toEqual(['2026-11-23']);
  expect((await facts(stay.clientIds[0]!)).enrollments).toMatchObject([
    { entryDate: '2026-11-23', voidedAt: null },
  ]);
  expect((await boardOf()).bookable.any).toBe(before);
});

test('who slept and left before the cut-over keeps the night', async () => {
  const stay = await arrive(await book(county, [{ name: 'Isaac Fields' }]));
  county.clock.set('2026-11-24T09:30:00Z');
  const left = await staff.call(checkOut, { params: { id: stay.guestIds[0]! }, body: { sleptHere: true } });
  expect(left.status).toBe(201);
  expect((await facts(stay.clientIds[0]!)).slept).toEqual(['2026-11-23']);
});

test('an extended stay ends with where they go, and its enrollment with it', async () => {
  const stay = await arrive(await book(county, [{ name: 'Ruth Okafor' }], { at: county.sundog }));
  county.clock.set('2026-11-30T17:00:00Z');
  const guest = { params: { id: stay.guestIds[0]! } };
  const asked = await staff.call(checkOut, { ...guest, body: {} });
  expect(asked.refusal.obstacles.map((o) => o.code)).toEqual(['say_destination']);
  const wrong = await staff.call(checkOut, { ...guest, body: { exit: { destination: 99 } } });
  expect(wrong.status).toBe(400);
  const left = await staff.call(checkOut, { ...guest, body: { exit: { destination: 410 } } });
  expect(left.body).toMatchObject({ exitDate: '2026-11-30' });
  const { enrollments, slept } = await facts(stay.clientIds[0]!);
  expect(enrollments).toMatchObject([{ entryDate: '2026-11-23', exitDate: '2026-11-30', destination: 410 }]);
  expect(slept).toEqual([]);
});

test('the morning: leaving, returning to the same bed, moved out, all in one confirm', async () => {
  const leaving = await arrive(await book(county, [{ name: 'Walt Pierce' }]));
  const returning = await arrive(await book(county, [{ name: 'Amina Jibril' }]));
  const movedOut = await arrive(await book(county, [{ name: 'Isaac Fields' }]));
  const staying = await arrive(await book(county, [{ name: 'Merle Dunn' }], { endDate: '2026-11-26' }));
  county.clock.set(morning);
  const read = await staff.call(readMorning, { params: { id: county.commons.id } });
  expect(read.body).toMatchObject({ night: '2026-11-23', tonight: '2026-11-24', closedAt: null });
  expect(read.body.guests).toHaveLength(4);
  expect(read.body.guests.find((g) => g.guestId === staying.guestIds[0])).toMatchObject({
    keptUntil: '2026-11-26',
    nightsSlept: 1,
    warnings: [],
  });
  const { nights: before } = await facts(returning.clientIds[0]!);

  const done = await staff.call(confirmMorning, {
    params: { id: county.commons.id },
    body: {
      night: '2026-11-23',
      guests: [
        { guestId: leaving.guestIds[0]!, choice: 'leaving' },
        { guestId: returning.guestIds[0]!, choice: 'returning' },
        { guestId: movedOut.guestIds[0]!, choice: 'moved_out', exit: { destination: 422 } },
        { guestId: staying.guestIds[0]!, choice: 'returning' },
      ],
    },
  });
  expect(done.status, JSON.stringify(done.body)).toBe(201);
  expect(done.body.notKept).toEqual([]);
  expect(done.body.returning).toEqual([
    { guestId: staying.guestIds[0], reservationId: staying.reservationId, sameBed: true },
    { guestId: returning.guestIds[0], reservationId: expect.any(Number), sameBed: true },
  ]);

  const board = await boardOf();
  expect(board.night).toBe('2026-11-24');
  expect(board.guests.map((g) => [g.name, g.arrivedAt, g.bedId]).sort()).toEqual(
    [
      ['Amina Jibril', null, before[0]!.bedId],
      ['Merle Dunn', null, expect.any(Number)],
    ].sort(),
  );
  expect((await facts(movedOut.clientIds[0]!)).enrollments).toMatchObject([
    { entryDate: '2026-11-23', exitDate: '2026-11-24', destination: 422 },
  ]);
  expect((await facts(leaving.clientIds[0]!)).enrollments).toMatchObject([{ exitDate: null }]);
  expect((await facts(staying.clientIds[0]!)).slept).toEqual(['2026-11-23']);

  // The second evening of the same reservation is a night of its own.
  county.clock.set('2026-11-25T01:00:00Z');
  await arrive(staying);
  expect((await facts(staying.clientIds[0]!)).slept).toEqual(['2026-11-23', '2026-11-24']);
});

test('who returns to a bed that is another’s tonight is kept another, and the answer says so; closed, nobody late comes back', async () => {
  const returning = await arrive(await book(county, [{ name: 'Amina Jibril' }]));
  const released = await book(county, [{ name: 'Isaac Fields' }]);
  await staff.call(answerLate, {
    params: { id: county.commons.id },
    body: { guests: [{ guestId: released.guestIds[0]! }] },
  });
  const { nights } = await facts(returning.clientIds[0]!);
  const bedId = nights[0]!.bedId!;
  const { id } = await client(county.database.db, county.team, 'Early Caller');
  await enrollment(county.database.db, id, county.commons, { plannedDate: '2026-11-24' });
  const ahead = await county.specialist.call(saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId: id }], beginDate: '2026-11-24' },
  });
  const guestId = ahead.body.guests[0]!.guestId;
  const { version } = (await staff.call(listPlacesForGuest, { params: { id: guestId } })).body;
  const given = await staff.call(assignBeds, {
    params: { id: ahead.body.id },
    body: { version, beds: [{ guestId, bedId }] },
  });
  expect(given.status, JSON.stringify(given.body)).toBe(201);

  county.clock.set(morning);
  const done = await staff.call(confirmMorning, {
    params: { id: county.commons.id },
    body: {
      night: '2026-11-23',
      closes: true,
      guests: [{ guestId: returning.guestIds[0]!, choice: 'returning' }],
    },
  });
  expect(done.body).toMatchObject({
    returning: [{ guestId: returning.guestIds[0], sameBed: false }],
    notKept: [],
  });
  const beds = new Map((await boardOf()).guests.map((g) => [g.name, g.bedId]));
  expect(beds.get('Early Caller')).toBe(bedId);
  expect(county.commons.bedIds.filter((b) => b !== bedId)).toContain(beds.get('Amina Jibril'));

  const late = await staff.call(checkIn, { params: { id: released.guestIds[0]! }, body: {} });
  expect(late.status).toBe(409);
  expect(late.refusal.obstacles.map((o) => o.code)).toEqual(['morning_is_over']);
  expect((await facts(released.clientIds[0]!)).slept).toEqual([]);
});

test('who can’t be kept is listed with every reason, and the rest goes through', async () => {
  await county.database.db
    .updateTable('facility')
    .set({ mostNights: 1 })
    .where('id', '=', county.commons.id)
    .execute();
  const barred = await arrive(await book(county, [{ name: 'Curtis Bell' }]));
  const other = await arrive(await book(county, [{ name: 'Amina Jibril' }]));
  county.clock.set(morning);
  await supervisor.call(extendStay, {
    params: { id: county.commons.id },
    body: { clientId: other.clientIds[0]!, until: '2026-12-01', reason: 'Housing starts on 1 December' },
  });
  const issued = await supervisor.call(issueBar, {
    body: barAsked(barred.clientIds[0]!, {
      facilityId: county.commons.id,
      reasonCode: 'violence',
      beginDate: '2026-11-24',
    }),
  });
  expect(issued.status, JSON.stringify(issued.body)).toBe(201);
  const done = await staff.call(confirmMorning, {
    params: { id: county.commons.id },
    body: {
      night: '2026-11-23',
      guests: [
        { guestId: barred.guestIds[0]!, choice: 'returning' },
        { guestId: other.guestIds[0]!, choice: 'returning' },
      ],
    },
  });
  expect(done.body.returning.map((r) => r.guestId)).toEqual(other.guestIds);
  expect(done.body.notKept).toMatchObject([{ guestId: barred.guestIds[0], name: 'Curtis Bell' }]);
  expect(done.body.notKept[0]!.obstacles.map((o) => o.code).sort()).toEqual(
    ['not_eligible', 'stayed_longest'].sort(),
  );
  expect((await boardOf()).guests.map((g) => g.name)).toEqual(['Amina Jibril']);
});

test('more return than there are places: exactly as many are kept as can be, none twice', async () => {
  // Two places at Quarry Road: the beds of those who return first are theirs; a booking for tonight has one already.
  const quarryStaff = await county.quarryStaff();
  const { db } = county.database;
  const guests: number[] = [];
  for (const name of ['Noor Haddad', 'Tarn Iversen']) {
    const { id } = await client(db, county.team, name);
    await enrollment(db, id, county.quarryRoad, { plannedDate: '2026-11-23' });
    const saved = await county.specialist.call(saveReservation, {
      body: { facilityId: county.quarryRoad.id, guests: [{ clientId: id }] },
    });
    const guestId = saved.body.guests[0]!.guestId;
    expect((await quarryStaff.call(checkIn, { params: { id: guestId }, body: {} })).status).toBe(201);
    guests.push(guestId);
  }
  const { id: early } = await client(db, county.team, 'Early Caller');
  await enrollment(db, early, county.quarryRoad, { plannedDate: '2026-11-24' });
  const ahead = await county.specialist.call(saveReservation, {
    body: { facilityId: county.quarryRoad.id, guests: [{ clientId: early }], beginDate: '2026-11-24' },
  });
  expect(ahead.status).toBe(201);
  county.clock.set(morning);
  const done = await quarryStaff.call(confirmMorning, {
    params: { id: county.quarryRoad.id },
    body: {
      night: '2026-11-23',
      guests: guests.map((guestId) => ({ guestId, choice: 'returning' as const })),
    },
  });
  expect(done.status, JSON.stringify(done.body)).toBe(201);
  expect(done.body.returning).toHaveLength(1);
  expect(done.body.notKept.map((n) => n.obstacles.map((o) => o.code))).toEqual([['full']]);
});

test('a family returns as one party', async () => {
  const family = await arrive(
    await book(county, [{ name: 'Ada Solis' }, { name: 'Ben Solis', dob: '2019-04-04' }]),
  );
  county.clock.set(morning);
  const done = await staff.call(confirmMorning, {
    params: { id: county.commons.id },
    body: {
      night: '2026-11-23',
      guests: family.guestIds.map((guestId) => ({ guestId, choice: 'returning' as const })),
    },
  });
  expect(done.body.notKept).toEqual([]);
  const board = await boardOf();
  expect(new Set(board.guests.map((g) => g.partyId)).size).toBe(1);
  expect(board.guests).toHaveLength(2);
});

test('a morning can’t be confirmed before the night is over, twice for one guest, or elsewhere', async () => {
  const stay = await arrive(await book(county, [{ name: 'Walt Pierce' }]));
  const body = { night: '2026-11-23', guests: [{ guestId: stay.guestIds[0]!, choice: 'leaving' as const }] };
  const params = { id: county.commons.id };
  expect((await staff.call(confirmMorning, { params, body })).refusal.obstacles.map((o) => o.code)).toEqual([
    'night_not_over',
  ]);
  county.clock.set(morning);
  expect((await staff.call(confirmMorning, { params, body })).status).toBe(201);
  expect((await staff.call(confirmMorning, { params, body })).refusal.obstacles.map((o) => o.code)).toEqual([
    'left_since',
  ]);
  const quarry = await county.quarryStaff();
  expect((await quarry.call(confirmMorning, { params, body })).status).toBe(404);
  expect((await quarry.call(readMorning, { params })).status).toBe(404);
});

test('two desks confirm the same morning at once: one does it, the other is told', async () => {
  const stays = [
    await arrive(await book(county, [{ name: 'Walt Pierce' }])),
    await arrive(await book(county, [{ name: 'Merle Dunn' }])),
  ];
  county.clock.set(morning);
  const body = {
    night: '2026-11-23',
    guests: stays.map((s) => ({ guestId: s.guestIds[0]!, choice: 'returning' as const })),
  };
  const both = await Promise.all(
    [staff, supervisor].map((c) => c.call(confirmMorning, { params: { id: county.commons.id }, body })),
  );
  expect(both.map((b) => b.status).sort()).toEqual([201, 409]);
  expect((await boardOf()).guests).toHaveLength(2);
});

test('a household has one head, whoever of it leaves before sleeping, moves out, and comes back', async () => {
  const family = await arrive(
    await book(county, [
      { name: 'Head Solis', dob: '1980-01-01' },
      { name: 'Other Solis', dob: '1984-01-01' },
      { name: 'Child Solis', dob: '2018-01-01' },
    ]),
  );
  const relationships = async () =>
    Promise.all(family.clientIds.map(async (id) => (await facts(id)).enrollments[0]!.relationshipToHoh));
  const head = { params: { id: family.guestIds[0]! } };
  expect((await staff.call(checkOut, { ...head, body: { sleptHere: false } })).status).toBe(201);
  expect(await relationships()).toEqual([99, 1, 99]);
  expect((await staff.call(undoCheckOut, head)).status).toBe(200);
  expect(await relationships()).toEqual([99, 1, 99]);

  county.clock.set(morning);
  const other = { params: { id: family.guestIds[1]! } };
  expect((await staff.call(checkOut, { ...other, body: { exit: { destination: 410 } } })).status).toBe(201);
  expect(await relationships()).toEqual([1, 99, 99]);
  expect((await staff.call(undoCheckOut, other)).status).toBe(200);
  expect(await relationships()).toEqual([1, 99, 99]);
});
