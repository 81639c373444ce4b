import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  assignBeds,
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
