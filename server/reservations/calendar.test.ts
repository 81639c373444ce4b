import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTonight } from '../../contract/arrivals.ts';
import { readCalendar } from '../../contract/calendar.ts';
import { closeBeds, openOverflow } from '../../contract/displacement.ts';
import { checkIn, readCurrentReservations, saveReservation } from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment, type FacilityMade, facility } from '../../test/factories.ts';

let county: County;
let hall: FacilityMade;
beforeAll(async () => {
  county = await startCounty();
  hall = await facility(county.database.db, county.birchwater, 'Calendar Hall', [
    { name: 'Women', beds: ['single'], rule: { placement: 'women' } },
    { name: 'Dormitory', beds: ['upper', { kind: 'lower', accessible: true }] },
    { name: 'Hallway', beds: [{ kind: 'cot', overflow: true }] },
  ]);
});
afterAll(() => county.stop());

const booked = async (name: string, beginDate: string, endDate: string, needs = {}) => {
  const { id } = await client(county.database.db, county.team, name, { needs });
  await enrollment(county.database.db, id, hall, { plannedDate: beginDate });
  const { status, body } = await county.specialist.call(saveReservation, {
    body: { facilityId: hall.id, guests: [{ clientId: id }], beginDate, endDate },
  });
  expect(status).toBe(201);
  return body;
};

test('fourteen nights: a stay of several nights is one bar; closures and overflow are there', async () => {
  const supervisor = await county.supervisor();
  const { guests } = await booked('Marisol Quintanilla', '2026-11-24', '2026-11-28', { placement: 'women' });
  const [women, , lower, cot] = hall.bedIds as [number, number, number, number];
  await supervisor.call(closeBeds, {
    params: { id: hall.id },
    body: { bedIds: [lower], reason: 'Painting', beginDate: '2026-11-25', endDate: '2026-11-27' },
  });
  await supervisor.call(openOverflow, {
    params: { id: hall.id },
    body: { reason: 'Cold', beginDate: '2026-11-26', endDate: '2026-11-28' },
  });
  const staff = await county.staff();
  const { status, body } = await staff.call(readCalendar, { params: { id: hall.id }, query: {} });
  expect(status).toBe(200);
  expect([body.nights.length, body.nights[0], body.nights[13]]).toEqual([14, '2026-11-23', '2026-12-06']);
  expect(body.rooms.map((r) => [r.name, r.places.map((p) => p.overflow)])).toEqual([
    ['Women', [false]],
    ['Dormitory', [false, false]],
    ['Hallway', [true]],
  ]);
  expect(body.bars).toHaveLength(2);
  expect(body.bars).toContainEqual(
    expect.objectContaining({
      guestId: guests[0]!.guestId,
      begin: '2026-11-24',
      end: '2026-11-28',
      state: 'expected',
      shortName: 'Marisol Q.',
    }),
  );
  expect(body.bars).toContainEqual(
    expect.objectContaining({ bedId: lower, state: 'closed', why: 'Painting', begin: '2026-11-25' }),
  );
  expect(body.openings).toEqual([{ begin: '2026-11-26', end: '2026-11-28' }]);
  expect(body.rooms[2]?.places[0]?.bedId).toBe(cot);
  expect(women).toBeGreaterThan(0);

  const later = await staff.call(readCalendar, { params: { id: hall.id }, query: { from: '2026-11-28' } });
  expect(later.body.bars).toEqual([]);
});

test('the counts of a night: bookable by class overlap, overflow counts what is open, and more than full is a number', async () => {
  const staff = await county.staff();
  const on = async (night: string) =>
    (await staff.call(readCurrentReservations, { params: { id: hall.id }, query: { night } })).body;
  const first = await on('2026-12-01');
  expect(first.bookable).toEqual({
    any: 3,
    men: 2,
    women: 3,
    withoutClimbing: 2,
    accessible: 1,
    privateRoom: 0,
  });
  expect(first.counts).toMatchObject({ overflow: 0 });
  expect(first.occupancy).toEqual({ guests: 0, places: 3 });

  const supervisor = await county.supervisor();
  await supervisor.call(openOverflow, {
    params: { id: hall.id },
    body: { reason: 'Cold', beginDate: '2026-11-23', endDate: '2026-11-24' },
  });
  for (const name of ['Noor Haddad', 'Eli Sandoval', 'Walt Pierce', 'Curtis Bell']) {
    const { guests } = await booked(name, '2026-11-23', '2026-11-24', { placement: 'any' });
    await staff.call(checkIn, { params: { id: guests[0]!.guestId }, body: {} });
  }
  const full = await on('2026-11-23');
  expect(full.counts).toMatchObject({ arrived: 4, overflow: 1 });
  expect(full.occupancy).toEqual({ guests: 4, places: 3 });
  expect(full.bookable.any).toBe(0);
  const tonight = (await staff.call(listTonight)).body.facilities.find((f) => f.facility.id === hall.id);
  expect(tonight).toMatchObject({ inHouse: 4 });
});
