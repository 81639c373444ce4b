import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  readFacilityAdministration,
  saveFacilitySettings,
} from '../../contract/facilities-administration.ts';
import {
  cancelReservation,
  changeDates,
  checkReservation,
  listHousingFacilities,
  moveReservation,
  readCurrentReservations,
  readReservation,
  saveReservation,
} from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, crowd, enrollment, type FacilityMade, facility } from '../../test/factories.ts';

// What a guest brings or asks for beyond a place: counted where it can be full, and always told to the shelter.
let county: County;
beforeAll(async () => {
  county = await startCounty({ idleMinutes: 10_000 });
});
afterAll(() => county.stop());

const monday = '2026-11-23';
const wednesday = '2026-11-25';

const shelter = (name: string, petPlaces: number, beds = 6) =>
  facility(
    county.database.db,
    county.birchwater,
    name,
    [{ beds: Array.from({ length: beds }, () => 'single') }],
    {
      petPlaces,
    },
  );
const ready = async (
  name: string,
  at: FacilityMade[],
  needs: NonNullable<Parameters<typeof client>[3]>['needs'],
) => {
  const { id } = await client(county.database.db, county.team, name, { needs });
  for (const one of at) await enrollment(county.database.db, id, one);
  return id;
};
const save = (at: FacilityMade, clientId: number, more: object = {}, pets?: number) =>
  county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests: [{ clientId, ...(pets !== undefined && { pets }) }], ...more },
  });
const rowOf = async (at: FacilityMade, clientId: number, more: object = {}) => {
  const { body } = await county.specialist.call(listHousingFacilities, {
    query: { clientIds: String(clientId), facilityId: String(at.id), ...more },
  });
  return body.facilities[0]!;
};
const codes = (answer: { refusal: { obstacles?: { code: string }[] } }) =>
  (answer.refusal.obstacles ?? []).map((o) => o.code);

test('pets are counted: where the board says n, n parties with a pet are taken and the next is refused', async () => {
  const kennels = await shelter('Two Kennels', 2);
  const people: number[] = [];
  for (const name of ['Anna Dog', 'Ben Cat', 'Cleo Dog'])
    people.push(await ready(name, [kennels], { pets: 1 }));
  const without = await ready('Dora Alone', [kennels], {});
  expect(await rowOf(kennels, people[0]!)).toMatchObject({ more: 2, obstacles: [] });
  expect((await rowOf(kennels, without)).more).toBe(6);
  const first = await save(kennels, people[0]!);
  expect((await save(kennels, people[1]!)).status).toBe(201);

  expect(await rowOf(kennels, people[2]!)).toMatchObject({
    more: 0,
    obstacles: [{ code: 'no_pet_place', message: 'No place for a pet is left', facts: { left: 0, pets: 1 } }],
  });
  const refused = await save(kennels, people[2]!);
  expect([refused.status, codes(refused)]).toEqual([409, ['no_pet_place']]);
  // Beds are free: for who comes without a pet, and for who leaves it with a friend.
  expect((await save(kennels, without)).status).toBe(201);
  const form = await county.specialist.call(checkReservation, {
    body: { facilityId: kennels.id, guests: [{ clientId: people[2]!, pets: 0 }] },
  });
  expect(form.body).toMatchObject({ more: 3, obstacles: [], guests: [{ needs: { pets: 0 } }] });

  await county.specialist.call(cancelReservation, {
    params: { id: first.body.id },
    body: { reason: 'Found a friend' },
  });
  expect((await save(kennels, people[2]!)).status).toBe(201);

  // What is promised binds the administrator, too: pets that have a place, and the night that people have one for.
  const administrator = await county.administrator();
  const params = { id: kennels.id };
  const { settings } = (await administrator.call(readFacilityAdministration, { params })).body;
  const change = (to: object) =>
    administrator.call(saveFacilitySettings, { params, body: { ...settings, ...to } });
  const broken = await change({
    petPlaces: 1,
    timeZone: 'Pacific/Auckland',
    mostNights: 9,
    mostNightsWithin: 3,
  });
  expect(codes(broken)).toEqual(['most_nights_crossed', 'pets_promised', 'night_would_change']);
  expect((await change({ petPlaces: 2, timeZone: 'America/New_York' })).status).toBe(200);
});

test('a shelter that takes no pets says so; a service animal is none', async () => {
  const none = await shelter('No Pets', 0);
  const id = await ready('Eva Dog', [none], { pets: 1 });
  expect((await rowOf(none, id)).obstacles).toMatchObject([
    { code: 'no_pets', message: 'No Pets takes no pets' },
  ]);
  expect(codes(await save(none, id))).toEqual(['no_pets']);
  // The form of the assessment already leaves a service animal out of the count.
  expect((await rowOf(none, id, { pets: '0' })).more).toBe(6);
});

test('two pets of one party need two places, on every night of the stay', async () => {
  const kennels = await shelter('Nights and Kennels', 3);
  const one = await ready('Finn Two', [kennels], { pets: 2 });
  const other = await ready('Gus Two', [kennels], { pets: 2 });
  await save(kennels, one, { beginDate: wednesday });
  expect((await rowOf(kennels, other)).more).toBe(1);
  const long = await save(kennels, other, { beginDate: monday, endDate: '2026-11-27' });
  expect(long.refusal.obstacles).toMatchObject([
    { code: 'no_pet_place', facts: { left: 1, pets: 2, night: wednesday } },
  ]);
  const short = await save(kennels, other, { beginDate: monday, endDate: wednesday });
  expect(short.status).toBe(201);
  const longer = await county.specialist.call(changeDates, {
    params: { id: short.body.id },
    body: { beginDate: monday, endDate: '2026-11-26', version: short.body.version },
  });
  expect(codes(longer)).toEqual(['no_pet_place']);
  // Its own pets don't stand in its way.
  const shorter = await county.specialist.call(changeDates, {
    params: { id: short.body.id },
    body: { beginDate: monday, endDate: '2026-11-24', version: short.body.version },
  });
  expect(shorter.status).toBe(200);
});

test('twelve callers with a dog at once, three places for pets: exactly three are taken', async () => {
  const kennels = await shelter('Three Kennels', 3, 20);
  const people = await crowd(county.database.db, county.team, [kennels], 12, { needs: { pets: 1 } });
  const desks = await county.atServers(county.specialist, 3);
  const answers = await Promise.all(
    people.map((clientId, i) =>
      desks[i % 3]!.call(saveReservation, { body: { facilityId: kennels.id, guests: [{ clientId }] } }),
    ),
  );
  expect(answers.filter((a) => a.status === 201)).toHaveLength(3);
  expect(new Set(answers.filter((a) => a.status !== 201).flatMap(codes))).toEqual(new Set(['no_pet_place']));
});

test('what the assessment found reaches the shelter with the reservation, and goes along when it is moved', async () => {
  const from = await shelter('Told Hall', 1);
  const to = await shelter('Moved Hall', 1);
  const needs = {
    pets: 1,
    interpreter: 'Somali',
    workShift: 'late',
    confidentialSite: true,
    lowerBunk: true,
    further: ['dialysis', 'no_sober_site'],
  } as const;
  const id = await ready('Hodan Told', [from], needs);
  const told = {
    // What only decides which site is asked stays with the team.
    needs: ['lower_bunk', 'confidential_site', 'comes_late', 'dialysis'],
    pets: 1,
    interpreter: 'Somali',
  };
  const form = await county.specialist.call(checkReservation, {
    body: { facilityId: from.id, guests: [{ clientId: id }] },
  });
  expect(form.body.guests[0]!.needs).toMatchObject({ ...needs, further: ['dialysis'] });

  const saved = await save(from, id);
  expect(saved.body.guests).toMatchObject([told]);
  const staff = await county.staff();
  const board = await staff.call(readCurrentReservations, { params: { id: from.id }, query: {} });
  expect(board.body.guests).toMatchObject([told]);

  // A later assessment may say otherwise; what was told of this stay goes along with it.
  const moved = await county.specialist.call(moveReservation, {
    params: { id: saved.body.id },
    body: { facilityId: to.id, version: saved.body.version },
  });
  const read = await staff.call(readReservation, { params: { id: moved.body.id } });
  expect(read.body.guests).toMatchObject([told]);
  expect((await rowOf(from, await ready('Ines Dog', [from], { pets: 1 }))).more).toBe(1);
});
