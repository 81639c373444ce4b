import { afterEach, beforeEach, expect, test } from 'vitest';
import { listTonight } from '../../contract/arrivals.ts';
import { listAttention } from '../../contract/attention.ts';
import { confirmMorning, readMorning } from '../../contract/departures.ts';
import { confirmCount } from '../../contract/facilities.ts';
import {
  createFacility,
  type FacilitySettings,
  readFacilityAdministration,
  saveFacilitySettings,
} from '../../contract/facilities-administration.ts';
import { checkIn, listHousingFacilities, readCurrentReservations } from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { book } from '../../test/booking.ts';
import { type County, startCounty } from '../../test/county.ts';
import { sweep } from './sweep.ts';

// Monday 23 November 2026, 18:00 in Chicago.
const evening = '2026-11-24T00:00:00Z';
let county: County;
let staff: Caller;
let administrator: Caller;
beforeEach(async () => {
  county = await startCounty({ now: evening, idleMinutes: 100_000 });
  staff = await county.staff();
  administrator = await county.administrator();
});
afterEach(() => county.stop());

const settings = async (): Promise<FacilitySettings> => {
  const { body } = await administrator.call(readFacilityAdministration, {
    params: { id: county.commons.id },
  });
  return body.settings;
};
const save = async (change: Partial<FacilitySettings>) =>
  administrator.call(saveFacilitySettings, {
    params: { id: county.commons.id },
    body: { ...(await settings()), ...change },
  });
const arriveThree = async () => {
  const here = await book(county, [{ name: 'Merle Dunn' }, { name: 'Curtis Bell' }, { name: 'Ruth Ames' }]);
  for (const id of here.guestIds)
    expect((await staff.call(checkIn, { params: { id }, body: {} })).status).toBe(201);
};
const boardOf = async () =>
  (await staff.call(readCurrentReservations, { params: { id: county.commons.id }, query: {} })).body;

test('they are kept as they were told, and on record is which of them changed', async () => {
  const before = await settings();
  expect(before).toMatchObject({
    weekdayHours: [],
    releaseAfterMinutes: null,
    rebookNights: 1,
    mostNights: null,
    mostNightsWithin: 365,
  });
  const change = {
    weekdayHours: [
      { weekday: 0, from: '15:00', until: '19:00' },
      { weekday: 1, from: '17:00', until: '20:00' },
    ],
    releaseAfterMinutes: 30,
    mostNights: 90,
  };
  const saved = await save(change);
  expect(saved.body.settings).toEqual({ ...before, ...change });
  const { detail } = await county.database.db
    .selectFrom('auditEntry')
    .select('detail')
    .where('act', '=', 'facility.save_settings')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  expect(detail).toMatchObject({ changed: 'weekdayHours, releaseAfterMinutes, mostNights' });
});

test('two administrators at one form: the second learns of the first, and the record says who changed what', async () => {
  const seen = await settings();
  const params = { id: county.commons.id };
  const saved = await Promise.all(
    ['(555) 014-0101', '(555) 014-0102'].map((phone) =>
      administrator.call(saveFacilitySettings, { params, body: { ...seen, phone, seen } }),
    ),
  );
  expect(saved.map((answer) => answer.status).sort()).toEqual([200, 409]);
  expect(saved.find((answer) => answer.status === 409)?.refusal.code).toBe('changed_meanwhile');
  const now = await settings();
  await Promise.all(
    [1, 2].map(() =>
      administrator.call(saveFacilitySettings, { params, body: { ...now, phone: seen.phone } }),
    ),
  );
  const records = await county.database.db
    .selectFrom('auditEntry')
    .select('detail')
    .where('act', '=', 'facility.save_settings')
    .orderBy('id', 'desc')
    .limit(2)
    .execute();
  expect(records.map((r) => (r.detail as { changed: string }).changed).sort()).toEqual(['', 'phone']);
});

test('every wrong entry is told at once, and what speaks against each other, too', async () => {
  const wrong = await save({
    weekdayHours: [
      { weekday: 5, from: '5 pm', until: '20:00' },
      { weekday: 5, from: '17:00', until: '20:00' },
    ],
    releaseAfterMinutes: 721,
    rebookNights: 31,
    mostNights: 0,
    mostNightsWithin: 1.5,
    staleAfterHours: 0,
    correctionNights: 'many' as never,
  });
  expect(wrong.status).toBe(400);
  expect(
    Object.keys(wrong.refusal.fields ?? {})
      .map((path) => path.split(/[./]/).at(-1))
      .sort(),
  ).toEqual(
    [
      'from',
      'releaseAfterMinutes',
      'rebookNights',
      'mostNights',
      'mostNightsWithin',
      'staleAfterHours',
      'correctionNights',
      'weekdayHours',
    ].sort(),
  );
  const crossed = {
    checkInFrom: null,
    weekdayHours: [],
    releaseAfterMinutes: 0,
    mostNights: 30,
    mostNightsWithin: 7,
  };
  const codes = ['release_needs_hours', 'most_nights_crossed'];
  expect((await save(crossed)).refusal.obstacles.map((o) => o.code)).toEqual(codes);
  const { projectId } = county.commons;
  const made = await administrator.call(createFacility, { body: { ...crossed, name: 'Crossed', projectId } });
  expect(made.refusal.obstacles.map((o) => o.code)).toEqual(codes);
  const twice = await save({
    weekdayHours: [
      { weekday: 5, from: '16:00', until: '20:00' },
      { weekday: 5, from: '17:00', until: '20:00' },
    ],
  });
  expect(twice.status).toBe(400);
});

test('hours of a weekday say who is late, and the minutes after them when their places are free by themselves', async () => {
  await save({ weekdayHours: [{ weekday: 1, from: '17:00', until: '22:00' }], releaseAfterMinutes: 15 });
  await book(county, [{ name: 'Walt Pierce' }]);
  const at = (instant: string) => {
    county.clock.set(instant);
    return sweep(county.database.db, county.clock.now());
  };
  expect((await boardOf()).guests.map((g) => g.lateFrom)).toEqual(['2026-11-24T04:00:00.000Z']);
  await arriveThree();
  await staff.call(confirmCount, { params: { id: county.commons.id } });
  expect(await at('2026-11-24T04:14:00Z')).toMatchObject({ released: 0 });
  await save({ releaseAfterMinutes: null });
  expect(await at('2026-11-24T04:16:00Z')).toMatchObject({ released: 0 });
  await save({ releaseAfterMinutes: 15 });
  expect(await at('2026-11-24T04:16:00Z')).toMatchObject({ released: 1 });
  expect((await boardOf()).guests.map((g) => g.name)).toHaveLength(3);
});

test('an old count is one that is older than the hours that were set, and every list that shows it says so', async () => {
  const { id } = county.commons;
  const [caller] = (await book(county, [{ name: 'Walt Pierce' }])).clientIds;
  const old = async () => {
    const { items } = (await staff.call(listAttention)).body;
    const office = (await administrator.call(listAttention)).body.items;
    const query = { clientIds: String(caller) };
    const offered = (await county.specialist.call(listHousingFacilities, { query })).body.facilities;
    const tonight = (await staff.call(listTonight)).body.facilities;
    return {
      home: items.some((i) => i.facilityId === id && i.kind === 'count_is_stale'),
      office: office.find((i) => i.kind === 'counts_stale')?.count ?? 0,
      team: offered.find((f) => f.facility.id === id)?.facility.countIsStale,
      shelter: tonight.find((f) => f.facility.id === id)?.facility.countIsStale,
      board: (await boardOf()).facility.countIsStale,
    };
  };
  await staff.call(confirmCount, { params: { id } });
  const everywhere = (is: boolean, others: number) => ({
    home: is,
    office: others + Number(is),
    team: is,
    shelter: is,
    board: is,
  });
  county.clock.set('2026-11-24T03:00:00Z');
  const { office: others } = await old();
  expect(await old()).toEqual(everywhere(false, others));
  await save({ staleAfterHours: 2 });
  expect(await old()).toEqual(everywhere(true, others));
  await staff.call(confirmCount, { params: { id } });
  expect(await old()).toEqual(everywhere(false, others));
});

test('the morning warns of the longest stay, and keeps places for as many nights as was set', async () => {
  await arriveThree();
  await save({ rebookNights: 3, mostNights: 3, mostNightsWithin: 7 });
  county.clock.set('2026-11-24T12:30:00Z');
  const read = async () => (await staff.call(readMorning, { params: { id: county.commons.id } })).body;
  const warnings = async () => (await read()).guests.map((g) => g.warnings.map((w) => w.code));
  expect((await read()).rebookNights).toBe(3);
  expect(await warnings()).toEqual([['nights_left'], ['nights_left'], ['nights_left']]);
  await save({ mostNights: 1 });
  expect(await warnings()).toEqual([['stayed_longest'], ['stayed_longest'], ['stayed_longest']]);

  const [one, two, three] = (await read()).guests.map((g) => g.guestId);
  const returning = async (guestId: number, nights: number) => {
    const { body } = await staff.call(confirmMorning, {
      params: { id: county.commons.id },
      body: { night: '2026-11-23', closes: false, guests: [{ guestId, choice: 'returning', nights }] },
    });
    return body.notKept.flatMap((g) => g.obstacles.map((o) => o.code));
  };
  await save({ mostNights: null, rebookNights: 0 });
  expect(await returning(one!, 1)).toEqual(['no_rebooking']);
  await save({ rebookNights: 2 });
  expect(await returning(two!, 3)).toEqual(['too_many_nights_ahead']);
  expect(await returning(three!, 2)).toEqual([]);
});
