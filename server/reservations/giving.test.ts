import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBeds } from '../../contract/displacement.ts';
import {
  assignBeds,
  cancelReservation,
  checkIn,
  listPlacesForGuest,
  readCurrentReservations,
  saveReservation,
} from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment, type FacilityMade, facility } from '../../test/factories.ts';

let county: County;
beforeAll(async () => {
  county = await startCounty({ idleMinutes: 3000 });
});
afterAll(() => county.stop());

const twoBeds = (name: string) =>
  facility(county.database.db, county.birchwater, name, [{ beds: ['single', 'single'] }]);

const book = async (at: FacilityMade, names: string[], endDate?: string) => {
  const { db } = county.database;
  const guests: { clientId: number }[] = [];
  for (const name of names) {
    const { id } = await client(db, county.team, name);
    await enrollment(db, id, at);
    guests.push({ clientId: id });
  }
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests, endDate },
  });
  expect(saved.status).toBe(201);
  return saved.body;
};

const bedsOn = async (at: FacilityMade, night: string): Promise<Record<string, number | null>> => {
  const staff = await county.staff();
  const { body } = await staff.call(readCurrentReservations, { params: { id: at.id }, query: { night } });
  return Object.fromEntries(body.guests.map((g) => [g.name, g.bedId]));
};

test('two of a party who have their beds already may swap them in one act', async () => {
  const hall = await twoBeds('Swap Hall');
  const { id, version } = await book(hall, ['Ana Ruiz', 'Ben Ruiz']);
  const staff = await county.staff();
  const { body } = await staff.call(readCurrentReservations, { params: { id: hall.id }, query: {} });
  const [ana, ben] = body.guests;
  const give = (beds: [number, number], from: number) =>
    staff.call(assignBeds, {
      params: { id },
      body: {
        version: from,
        beds: [
          { guestId: ana!.guestId, bedId: beds[0] },
          { guestId: ben!.guestId, bedId: beds[1] },
        ],
      },
    });
  const first = await give([ana!.bedId!, ben!.bedId!], version);
  expect(first.status).toBe(201);
  const swapped = await give([ben!.bedId!, ana!.bedId!], first.body.version);
  expect(swapped.refusal.obstacles ?? []).toEqual([]);
  expect(await bedsOn(hall, '2026-11-23')).toEqual({ 'Ana Ruiz': ben!.bedId, 'Ben Ruiz': ana!.bedId });
});

test('a guest in house moves to a bed that another had the night before, which stays on record', async () => {
  const hall = await twoBeds('Move Hall');
  const staff = await county.staff();
  const yara = await book(hall, ['Yara Long'], '2026-11-26');
  const xan = await book(hall, ['Xan Short'], '2026-11-24');
  for (const { guests } of [yara, xan]) {
    await staff.call(checkIn, { params: { id: guests[0]!.guestId }, body: {} });
  }
  const monday = await bedsOn(hall, '2026-11-23');
  county.clock.set('2026-11-24T18:00:00Z');
  const { guestId } = yara.guests[0]!;
  const { body } = await staff.call(listPlacesForGuest, { params: { id: guestId } });
  const free = body.places.find((p) => !p.proposed && p.obstacles.length === 0)!;
  expect(free.bedId).toBe(monday['Xan Short']);

  const moved = await staff.call(assignBeds, {
    params: { id: yara.id },
    body: { version: body.version, beds: [{ guestId, bedId: free.bedId }] },
  });
  expect(moved.refusal.obstacles ?? []).toEqual([]);
  expect(await bedsOn(hall, '2026-11-23')).toEqual(monday);
  expect(await bedsOn(hall, '2026-11-24')).toEqual({ 'Yara Long': free.bedId });
  expect(await bedsOn(hall, '2026-11-25')).toEqual({ 'Yara Long': free.bedId });
});

test('a bed given again after check-in is the bed of that night’s record', async () => {
  county.clock.set('2026-11-23T18:00:00Z');
  const hall = await twoBeds('Record Hall');
  const staff = await county.staff();
  const { guests } = await book(hall, ['Rosa Bed']);
  const { guestId } = guests[0]!;
  await staff.call(checkIn, { params: { id: guestId }, body: {} });
  const { body } = await staff.call(listPlacesForGuest, { params: { id: guestId } });
  const other = body.places.find((p) => !p.proposed)!;
  const { body: board } = await staff.call(readCurrentReservations, { params: { id: hall.id }, query: {} });
  const given = await staff.call(assignBeds, {
    params: { id: board.guests[0]!.reservationId },
    body: { version: body.version, beds: [{ guestId, bedId: other.bedId }] },
  });
  expect(given.status).toBe(201);
  const nights = await county.database.db
    .selectFrom('bedNight')
    .select(['night', 'bedId'])
    .where('facilityId', '=', hall.id)
    .execute();
  expect(nights).toEqual([{ night: '2026-11-23', bedId: other.bedId }]);
});

test('a stay with a change of bed is given the bed of the night at hand; the nights after keep theirs', async () => {
  county.clock.set('2026-11-23T18:00:00Z');
  const hall = await facility(county.database.db, county.birchwater, 'Change Hall', [
    { beds: ['single', { kind: 'single', accessible: true }] },
  ]);
  const early = await book(hall, ['Early Bird']);
  const long = await book(hall, ['Long Stay'], '2026-11-26');
  await county.specialist.call(cancelReservation, {
    params: { id: early.id },
    body: { reason: 'Found a room' },
  });
  const late = await client(county.database.db, county.team, 'Late Bird');
  await enrollment(county.database.db, late.id, hall);
  const lateBooked = await county.specialist.call(saveReservation, {
    body: {
      facilityId: hall.id,
      guests: [{ clientId: late.id }],
      beginDate: '2026-11-25',
      endDate: '2026-11-26',
    },
  });
  const staff = await county.staff();
  const fixed = await staff.call(assignBeds, {
    params: { id: lateBooked.body.id },
    body: {
      version: lateBooked.body.version,
      beds: [{ guestId: lateBooked.body.guests[0]!.guestId, bedId: hall.bedIds[0]! }],
    },
  });
  expect(fixed.status).toBe(201);
  const wheels = await client(county.database.db, county.team, 'Wheel Chair');
  await enrollment(county.database.db, wheels.id, hall);
  // Who stays longer can't move aside whole: the other bed is promised on the last of those nights.
  const asked = await county.specialist.call(saveReservation, {
    body: { facilityId: hall.id, guests: [{ clientId: wheels.id, accessible: true }] },
  });
  expect(asked.refusal.obstacles ?? []).toEqual([]);
  expect(asked.status).toBe(201);

  const monday = await bedsOn(hall, '2026-11-23');
  const wednesday = await bedsOn(hall, '2026-11-25');
  expect(monday['Long Stay']).toBe(hall.bedIds[0]);
  expect(wednesday['Long Stay']).toBe(hall.bedIds[1]);
  const { guestId } = long.guests[0]!;
  const { body } = await staff.call(listPlacesForGuest, { params: { id: guestId } });
  expect(body.places.find((p) => p.proposed)?.bedId).toBe(hall.bedIds[0]);
  const given = await staff.call(assignBeds, {
    params: { id: long.id },
    body: { version: body.version, beds: [{ guestId, bedId: hall.bedIds[0]! }] },
  });
  expect(given.status).toBe(201);
  expect(await bedsOn(hall, '2026-11-23')).toEqual(monday);
  expect(await bedsOn(hall, '2026-11-25')).toEqual(wednesday);
});

test('who has lost their place is given a free one by hand', async () => {
  county.clock.set('2026-11-23T18:00:00Z');
  const hall = await twoBeds('Lost Hall');
  const staff = await county.staff();
  const lost = await book(hall, ['Lost Guest']);
  const other = await book(hall, ['Other Guest']);
  const supervisor = await county.supervisor();
  const { body: before } = await staff.call(listPlacesForGuest, { params: { id: lost.guests[0]!.guestId } });
  const bedId = before.places.find((p) => p.proposed)!.bedId;
  const closed = await supervisor.call(closeBeds, {
    params: { id: hall.id },
    body: {
      bedIds: [bedId],
      beginDate: '2026-11-23',
      endDate: '2026-11-24',
      reason: 'Broken slat',
      displacing: [lost.id],
      acceptDisplaced: true,
    },
  });
  expect(closed.refusal.obstacles ?? []).toEqual([]);
  expect(await bedsOn(hall, '2026-11-23')).toMatchObject({ 'Lost Guest': null });

  await county.database.db
    .updateTable('bedAssignment')
    .set({ endedAt: county.clock.now() })
    .where('guestId', '=', other.guests[0]!.guestId)
    .execute();
  const { guestId } = lost.guests[0]!;
  const { body } = await staff.call(listPlacesForGuest, { params: { id: guestId } });
  const free = body.places.filter((p) => p.obstacles.length === 0);
  expect(free).toHaveLength(1);
  const given = await staff.call(assignBeds, {
    params: { id: lost.id },
    body: { version: body.version, beds: [{ guestId, bedId: free[0]!.bedId }] },
  });
  expect(given.refusal.obstacles ?? []).toEqual([]);
  expect(await bedsOn(hall, '2026-11-23')).toMatchObject({ 'Lost Guest': free[0]!.bedId });
});
