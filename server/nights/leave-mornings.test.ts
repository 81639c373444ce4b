import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCalendar } from '../../contract/calendar.ts';
import { confirmMorning, readMorning } from '../../contract/departures.ts';
import { giveLeave } from '../../contract/door.ts';
import { checkIn, readCurrentReservations } from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { book } from '../../test/booking.ts';
import { type County, startCounty } from '../../test/county.ts';
import { type FacilityMade, facility } from '../../test/factories.ts';
import { sweep } from './sweep.ts';

// Mornings and nights of who is away with leave, at a shelter that keeps the place and at one that frees it.

let county: County;
let staff: Caller;
beforeAll(async () => {
  county = await startCounty({ idleMinutes: 30_000 });
  staff = await county.staff();
});
afterAll(() => county.stop());

const eveningOf = (day: number) => county.clock.set(`2026-11-${day + 1}T00:30:00Z`);
const morningOf = (day: number) => county.clock.set(`2026-11-${day}T13:00:00Z`);

/** Somebody checked in on Monday until Saturday, with leave for Tuesday and Wednesday night given on Monday evening. */
const away = async (name: string, freesPlace: boolean) => {
  eveningOf(23);
  const at = await facility(county.database.db, county.birchwater, `House of ${name}`, [
    { beds: ['single', 'single'] },
  ]);
  await county.database.db
    .updateTable('facility')
    .set({ leaveFreesPlace: freesPlace })
    .where('id', '=', at.id)
    .execute();
  const stay = await book(county, [{ name }], { at, endDate: '2026-11-28' });
  const guestId = stay.guestIds[0]!;
  await staff.call(checkIn, { params: { id: guestId }, body: {} });
  const given = await staff.call(giveLeave, {
    params: { id: guestId },
    body: { kind: 'leave', from: '2026-11-24', until: '2026-11-26' },
  });
  expect(given.refusal.obstacles ?? []).toEqual([]);
  return { at, guestId, clientId: stay.clientIds[0]! };
};

const morningAt = async ({ id }: FacilityMade) => (await staff.call(readMorning, { params: { id } })).body;

const boardOf = async ({ id }: FacilityMade) =>
  (await staff.call(readCurrentReservations, { params: { id }, query: {} })).body;

const nightsOf = async (clientId: number) =>
  (
    await sql<{ night: string }>`select night from bed_night
      where client_id = ${clientId} and deleted_at is null order by night`.execute(county.database.db)
  ).rows.map((r) => r.night);

test.each([
  { freesPlace: false, name: 'Kit Kept' },
  { freesPlace: true, name: 'Flo Freed' },
])(
  'the morning before and after a night away, $name: asked, then not asked, then back',
  async ({ freesPlace, name }) => {
    const { at, guestId, clientId } = await away(name, freesPlace);

    morningOf(24);
    const before = await morningAt(at);
    expect(before.onLeave).toEqual([]);
    expect(before.guests).toEqual([expect.objectContaining({ guestId, awayUntil: '2026-11-26' })]);
    const confirmed = await staff.call(confirmMorning, {
      params: { id: at.id },
      body: { night: '2026-11-23', guests: [{ guestId, choice: 'returning' }] },
    });
    expect(confirmed.body).toMatchObject({ notKept: [], left: [] });
    expect((await boardOf(at)).guests).toEqual([]);

    morningOf(25);
    const during = await morningAt(at);
    expect(during.guests).toEqual([]);
    expect(during.onLeave).toEqual([{ guestId, name, goesBy: null, until: '2026-11-26', freesPlace }]);
    // Nobody is asked, and nothing is done to them by the confirm of the others.
    const nobody = await staff.call(confirmMorning, {
      params: { id: at.id },
      body: { night: '2026-11-24', guests: [], closes: true },
    });
    expect(nobody.status).toBe(201);

    eveningOf(26);
    expect((await boardOf(at)).guests).toEqual([expect.objectContaining({ guestId, arrivedAt: null })]);
    expect((await staff.call(checkIn, { params: { id: guestId }, body: {} })).status).toBe(201);
    morningOf(27);
    expect((await morningAt(at)).onLeave).toEqual([]);
    expect(await nightsOf(clientId)).toEqual(['2026-11-23', '2026-11-26']);
  },
);

test('the clock checks nobody out for good who goes on leave; the stay stands and they come back', async () => {
  const { at, guestId, clientId } = await away('Cleo Clock', false);
  for (const noon of ['2026-11-24T20:00:00Z', '2026-11-25T20:00:00Z', '2026-11-26T20:00:00Z']) {
    county.clock.set(noon);
    await sweep(county.database.db, new Date(noon));
  }
  const guest = await county.database.db
    .selectFrom('guest')
    .select(['leftAt', 'notHereAt'])
    .where('id', '=', guestId)
    .executeTakeFirstOrThrow();
  expect(guest).toEqual({ leftAt: null, notHereAt: null });
  eveningOf(26);
  expect((await boardOf(at)).guests).toEqual([expect.objectContaining({ guestId })]);
  expect(await nightsOf(clientId)).toEqual(['2026-11-23']);
});

test('who is leaving for good is not away with leave any more', async () => {
  const { at, guestId } = await away('Lea Leaving', true);
  morningOf(24);
  await staff.call(confirmMorning, {
    params: { id: at.id },
    body: { night: '2026-11-23', guests: [{ guestId, choice: 'leaving' }] },
  });
  morningOf(25);
  expect((await morningAt(at)).onLeave).toEqual([]);
  eveningOf(26);
  expect((await boardOf(at)).guests).toEqual([]);
  expect((await boardOf(at)).rooms[0]!.places.map((p) => [p.state, p.away])).toEqual([
    ['free', null],
    ['free', null],
  ]);
});

test('board and calendar tell a place that is kept during leave from one that is free meanwhile', async () => {
  const kept = await away('Kay Calendar', false);
  const freed = await away('Fay Calendar', true);
  eveningOf(24);
  const placeOf = async (at: FacilityMade) =>
    (await boardOf(at)).rooms[0]!.places.find((p) => p.away !== null);
  expect(await placeOf(kept.at)).toMatchObject({
    state: 'on_leave',
    away: { clientId: kept.clientId, shortName: 'Kay C.', until: '2026-11-26' },
  });
  expect(await placeOf(freed.at)).toMatchObject({
    state: 'free',
    shortName: null,
    away: { shortName: 'Fay C.', until: '2026-11-26' },
  });
  const calendarOf = async ({ id }: FacilityMade) =>
    (await staff.call(readCalendar, { params: { id }, query: { from: '2026-11-23' } })).body;
  const calendar = await calendarOf(kept.at);
  expect(calendar.bars.map((b) => [b.begin, b.end, b.state])).toEqual([
    ['2026-11-23', '2026-11-24', 'in_house'],
    ['2026-11-24', '2026-11-26', 'on_leave'],
    ['2026-11-26', '2026-11-28', 'in_house'],
  ]);
  expect(calendar.freed).toEqual([]);
  const open = await calendarOf(freed.at);
  expect(open.bars.map((b) => [b.begin, b.end])).toEqual([
    ['2026-11-23', '2026-11-24'],
    ['2026-11-26', '2026-11-28'],
  ]);
  expect(open.freed).toEqual([
    expect.objectContaining({ begin: '2026-11-24', end: '2026-11-26', shortName: 'Fay C.' }),
  ]);
});
