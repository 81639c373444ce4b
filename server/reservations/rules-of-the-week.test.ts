import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOverflow, previewRule, setRule } from '../../contract/displacement.ts';
import { readFacilityAdministration } from '../../contract/facilities-administration.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import {
  listHousingFacilities,
  readCurrentReservations,
  saveReservation,
} from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment, type FacilityMade, facility, type RoomMade } from '../../test/factories.ts';
import { rulesForBed } from './rules.ts';

let county: County;
let supervisor: Caller;
beforeAll(async () => {
  county = await startCounty();
  supervisor = await county.supervisor();
});
afterAll(() => county.stop());

// The tests play on a Monday.
const wednesday = '2026-11-25';
const thursday = '2026-11-26';
const friday = '2026-11-27';
const monday = '2026-11-30';
const weekend = [5, 6, 0];

const shelter = (name: string, rooms: RoomMade[], more = {}) =>
  facility(county.database.db, county.birchwater, name, rooms, more);

const roomsOf = async (at: FacilityMade) =>
  (await supervisor.call(readFacilityAdministration, { params: { id: at.id } })).body;

/** The first room is for women from Friday to Sunday, from tonight on. */
const womenAtWeekends = async (at: FacilityMade, more = {}) => {
  const { rooms } = await roomsOf(at);
  return supervisor.call(setRule, {
    params: { id: at.id },
    body: { roomIds: [rooms[0]!.id], placement: 'women', weekdays: weekend, ...more },
  });
};

let people = 0;
const person = async (at: FacilityMade, placement: 'men' | 'women', night: Night): Promise<number> => {
  people += 1;
  const { id } = await client(county.database.db, county.team, `Person Number ${people}`, {
    needs: { placement },
  });
  await enrollment(county.database.db, id, at, { plannedDate: night });
  return id;
};

const ask = async (at: FacilityMade, placement: 'men' | 'women', beginDate: Night, nights = 1) =>
  county.specialist.call(saveReservation, {
    body: {
      facilityId: at.id,
      guests: [{ clientId: await person(at, placement, beginDate) }],
      beginDate,
      endDate: addDays(beginDate, nights),
    },
  });

const boardOf = async (at: FacilityMade, night: Night) =>
  (await supervisor.call(readCurrentReservations, { params: { id: at.id }, query: { night } })).body;

describe('a dormitory for women from Friday to Sunday', () => {
  let at: FacilityMade;
  beforeAll(async () => {
    at = await shelter('Weekend House', [{ name: 'Dormitory', beds: ['single', 'single'] }]);
    expect((await womenAtWeekends(at)).status).toBe(201);
  });

  test('the board says of each night whom it takes, and so many bookings succeed and the next does not', async () => {
    for (const [night, placement, bookable] of [
      [thursday, null, { men: 2, women: 2 }],
      [friday, 'women', { men: 0, women: 2 }],
      [monday, null, { men: 2, women: 2 }],
    ] as const) {
      const board = await boardOf(at, night);
      expect(board.bookable).toMatchObject(bookable);
      expect(board.rooms[0]!.about.placement).toBe(placement);
    }
    expect((await ask(at, 'men', friday)).refusal.obstacles).toMatchObject([{ code: 'placement_mismatch' }]);
    for (const [night, who] of [
      [thursday, 'men'],
      [friday, 'women'],
    ] as const) {
      expect((await ask(at, who, night)).status).toBe(201);
      expect((await boardOf(at, night)).bookable[who]).toBe(1);
      expect((await ask(at, who, night)).status).toBe(201);
      expect((await boardOf(at, night)).bookable[who]).toBe(0);
      expect((await ask(at, who, night)).status).toBe(409);
    }
  });

  test('a stay fits the rule of each of its nights, and the refusal names those that it does not', async () => {
    expect((await ask(at, 'men', monday, 4)).status).toBe(201);
    const through = await ask(at, 'men', monday, 7);
    expect(through.refusal.obstacles).toMatchObject([
      {
        code: 'placement_mismatch',
        facts: { night: '2026-12-04', lastNight: '2026-12-06' },
      },
    ]);
    expect((await ask(at, 'women', monday, 7)).status).toBe(201);
  });
});

test('Housing Facilities says whom it is for on the nights asked about', async () => {
  const at = await shelter('Telling House', [{ beds: ['single'] }]);
  await womenAtWeekends(at);
  const clientId = await person(at, 'women', thursday);
  const fitOn = async (beginDate: Night) => {
    const { body } = await county.specialist.call(listHousingFacilities, {
      query: {
        clientIds: String(clientId),
        beginDate,
        endDate: addDays(beginDate, 1),
        facilityId: String(at.id),
      },
    });
    return body.facilities[0]?.fit[0];
  };
  expect(await fitOn(thursday)).toBe('all_gender');
  expect(await fitOn(friday)).toBe('women');
});

test('where two beds turn women’s by turns, the guest has the one or the other', async () => {
  const at = await shelter('Changing House', [
    { name: 'Front', beds: ['single'] },
    { name: 'Back', beds: ['single'] },
  ]);
  expect((await womenAtWeekends(at)).status).toBe(201);
  const { rooms } = await roomsOf(at);
  const back = await supervisor.call(setRule, {
    params: { id: at.id },
    body: { roomIds: [rooms[1]!.id], placement: 'women', weekdays: [1, 2, 3, 4] },
  });
  expect(back.status).toBe(201);
  const stay = await ask(at, 'men', wednesday, 4);
  expect(stay.status).toBe(201);
  expect(stay.body.changesOfBed).toMatchObject([{ night: friday }]);
});

test('a stay without end is there on every weekday', async () => {
  const at = await shelter('Long House', [{ beds: ['single'] }], { extendedStay: true });
  await womenAtWeekends(at);
  expect((await ask(at, 'men', '2026-11-24')).refusal.obstacles).toMatchObject([
    { code: 'placement_mismatch' },
  ]);
  expect((await ask(at, 'women', '2026-11-24')).status).toBe(201);
});

test('who would be displaced is named before anything is done, for the weekdays of the rule alone', async () => {
  const at = await shelter('Asking House', [{ beds: ['single'] }]);
  const stay = await ask(at, 'men', thursday, 2);
  const { rooms } = await roomsOf(at);
  const preview = async (weekdays: number[]) =>
    (
      await supervisor.call(previewRule, {
        params: { id: at.id },
        body: { roomIds: [rooms[0]!.id], placement: 'women', weekdays },
      })
    ).body.displaced.map((d) => [d.reservationId, d.losesPlace]);
  expect(await preview([6, 0, 1, 2, 3])).toEqual([]);
  expect(await preview([4])).toEqual([[stay.body.id, false]]);
  expect(await preview(weekend)).toEqual([[stay.body.id, false]]);
  expect((await womenAtWeekends(at)).refusal.code).toBe('displaces');
  const done = await womenAtWeekends(at, { displacing: [stay.body.id], acceptDisplaced: true });
  expect(done.status).toBe(201);
  expect((await boardOf(at, thursday)).counts.atRisk).toBe(0);
  expect((await boardOf(at, friday)).counts.atRisk).toBe(1);
});

describe('rules of one room', () => {
  test('a later one takes only its own weekdays from an earlier one', async () => {
    const at = await shelter('Sharing House', [{ beds: ['single'] }]);
    await womenAtWeekends(at);
    const { rooms } = await roomsOf(at);
    const saturdays = await supervisor.call(setRule, {
      params: { id: at.id },
      body: {
        roomIds: [rooms[0]!.id],
        ageFrom: 18,
        weekdays: [6, 6],
        beginDate: monday,
        endDate: '2026-12-14',
      },
    });
    expect(saturdays.status).toBe(201);
    const { rules } = await roomsOf(at);
    expect(rules.map((r) => [r.beginDate, r.endDate, r.weekdays, r.placement, r.ageFrom]).sort()).toEqual([
      ['2026-11-23', monday, [0, 5, 6], 'women', null],
      [monday, '2026-12-14', [0, 5], 'women', null],
      [monday, '2026-12-14', [6], null, 18],
      ['2026-12-14', null, [0, 5, 6], 'women', null],
    ]);
    await supervisor.call(setRule, {
      params: { id: at.id },
      body: { roomIds: [rooms[0]!.id], placement: 'men', weekdays: [6, 5, 4, 3, 2, 1, 0] },
    });
    expect((await roomsOf(at)).rules).toMatchObject([{ weekdays: null, placement: 'men' }]);
  });

  test('the database refuses two on one weekday, and takes them on different ones', async () => {
    const at = await shelter('Guarded House', [{ beds: ['single'] }]);
    const { rooms } = await roomsOf(at);
    const rule = (column: 'room_id' | 'bed_id', id: number, weekdays: string) =>
      sql`insert into placement_rule (facility_id, ${sql.ref(column)}, placement, nights, weekdays, created_at)
        values (${at.id}, ${id}, 'men', '[2026-11-23,2026-12-23)', ${weekdays}, ${county.clock.now()})`.execute(
        county.database.db,
      );
    for (const [column, id] of [
      ['room_id', rooms[0]!.id],
      ['bed_id', at.bedIds[0]!],
    ] as const) {
      await rule(column, id, '{[0,1),[5,7)}');
      await rule(column, id, '{[1,5)}');
      await expect(rule(column, id, '{[4,6)}')).rejects.toMatchObject({
        constraint: column === 'room_id' ? 'rule_once_per_room' : 'rule_once_per_bed',
      });
    }
    await expect(rule('bed_id', at.bedIds[0]!, '{}')).rejects.toMatchObject({ code: '23514' });
  });

  test('weekdays that do not exist are none, and a rule that holds on no night is refused', async () => {
    const at = await shelter('Refusing House', [{ beds: ['single'] }]);
    expect((await womenAtWeekends(at, { weekdays: [7] })).status).toBe(400);
    expect((await womenAtWeekends(at, { weekdays: [] })).status).toBe(400);
    const none = await womenAtWeekends(at, { endDate: friday });
    expect(none.refusal.obstacles.map((o) => o.code)).toEqual(['no_such_weekday']);
    expect((await womenAtWeekends(at, { endDate: '2026-11-28' })).status).toBe(201);
  });
});

test('a bed’s own rule takes its weekdays out of its room’s', () => {
  const rule = { ageFrom: null, ageTo: null, children: null, veteransOnly: false, doors: null };
  const room = {
    ...rule,
    begin: '-infinity',
    end: 'infinity',
    weekdays: [1, 2, 3],
    placement: 'men' as const,
  };
  const bed = { ...rule, begin: monday, end: '2026-12-07', weekdays: [3, 4], placement: 'women' as const };
  expect(
    rulesForBed([room], [bed]).map((r) => [r.nights.begin, r.nights.end, r.weekdays, r.placement]),
  ).toEqual([
    [monday, '2026-12-07', [3, 4], 'women'],
    ['-infinity', monday, [1, 2, 3], 'men'],
    [monday, '2026-12-07', [1, 2], 'men'],
    ['2026-12-07', 'infinity', [1, 2, 3], 'men'],
  ]);
});

test('overflow for a period: 117 % is a state like others, and over with the period', async () => {
  const at = await shelter('Surge House', [
    { beds: ['single', 'single', 'single', 'single', 'single', 'single', { kind: 'cot', overflow: true }] },
  ]);
  const opened = await supervisor.call(openOverflow, {
    params: { id: at.id },
    body: { reason: 'Cold', beginDate: thursday, endDate: '2026-11-28' },
  });
  expect(opened.status).toBe(201);
  const house = await Promise.all(Array.from({ length: 7 }, () => person(at, 'women', thursday)));
  const book = (clientIds: number[], beginDate: Night, endDate: Night) =>
    county.specialist.call(saveReservation, {
      body: { facilityId: at.id, guests: clientIds.map((clientId) => ({ clientId })), beginDate, endDate },
    });
  const through = await book(house, thursday, '2026-11-29');
  expect(through.refusal.obstacles.map((o) => o.code)).toEqual(['party_too_large']);
  expect((await book(house, thursday, '2026-11-28')).status).toBe(201);
  const { occupancy, bookable } = await boardOf(at, friday);
  expect([occupancy, bookable.any]).toEqual([{ guests: 7, places: 6 }, 0]);
  expect((await boardOf(at, '2026-11-28')).bookable.any).toBe(6);
  const staff = await county.staff();
  expect((await staff.call(openOverflow, { params: { id: at.id }, body: { reason: 'x' } })).status).toBe(403);
});
