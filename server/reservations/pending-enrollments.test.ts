import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cancelReservation,
  changeDates,
  checkIn,
  moveReservation,
  saveReservation,
} from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment, type FacilityMade, facility } from '../../test/factories.ts';

// A pending enrollment is there for the reservations that need it: voided with the last of them, planned for the first.
let county: County;
let here: FacilityMade;
let there: FacilityMade;
beforeAll(async () => {
  county = await startCounty({ idleMinutes: 10_000 });
  here = await shelter('Here House');
  there = await shelter('There House');
});
afterAll(() => county.stop());

const monday = '2026-11-23';
const wednesday = '2026-11-25';
const friday = '2026-11-27';
const saturday = '2026-11-28';

const shelter = (name: string, beds = 9) =>
  facility(county.database.db, county.birchwater, name, [{ beds: new Array(beds).fill('single') }]);

const ready = async (name: string, answers: object = {}, at = here) => {
  const { id } = await client(county.database.db, county.team, name);
  const pending = await enrollment(county.database.db, id, at, { plannedDate: saturday });
  await county.database.db
    .updateTable('enrollment')
    .set({ startAnswers: JSON.stringify(answers) })
    .where('id', '=', pending)
    .execute();
  return id;
};
const book = async (clientId: number, beginDate: string, at = here) => {
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests: [{ clientId }], beginDate },
  });
  expect(saved.refusal.obstacles ?? []).toEqual([]);
  return saved.body;
};
const cancel = ({ id }: { id: number }) =>
  county.specialist.call(cancelReservation, { params: { id }, body: { reason: 'Found a room' } });
const move = ({ id, version }: { id: number; version: number }, to = there) =>
  county.specialist.call(moveReservation, { params: { id }, body: { facilityId: to.id, version } });

const enrollmentsOf = async (clientId: number) => {
  const rows = await county.database.db
    .selectFrom('enrollment')
    .select(['projectId', 'plannedDate', 'voidedAt', 'voidReason', 'startAnswers'])
    .where('clientId', '=', clientId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    at: row.projectId === here.projectId ? 'here' : row.projectId === there.projectId ? 'there' : 'elsewhere',
    planned: row.plannedDate,
    voided: row.voidedAt === null ? null : row.voidReason,
    answers: row.startAnswers,
  }));
};
const pendingHere = { at: 'here', voided: null, answers: {} };

describe('a reservation that is cancelled', () => {
  test('takes its pending enrollment along', async () => {
    const id = await ready('Only One');
    const only = await book(id, wednesday);
    expect(await enrollmentsOf(id)).toEqual([{ ...pendingHere, planned: wednesday }]);
    await cancel(only);
    expect(await enrollmentsOf(id)).toMatchObject([{ at: 'here', voided: 'Found a room' }]);
  });

  test('leaves it to another reservation that uses it, planned for that one’s night, until none is left', async () => {
    const id = await ready('Two Stays');
    const first = await book(id, monday);
    const second = await book(id, friday);
    expect(await enrollmentsOf(id)).toEqual([{ ...pendingHere, planned: monday }]);
    await cancel(first);
    expect(await enrollmentsOf(id)).toEqual([{ ...pendingHere, planned: friday }]);
    await cancel(second);
    expect(await enrollmentsOf(id)).toMatchObject([{ voided: 'Found a room' }]);
  });

  test('leaves an enrollment that has begun', async () => {
    const id = await ready('Has Begun');
    const tonight = await book(id, monday);
    const later = await book(id, friday);
    const staff = await county.staff();
    const arrived = await staff.call(checkIn, { params: { id: tonight.guests[0]!.guestId }, body: {} });
    expect(arrived.status).toBe(201);
    expect((await cancel(later)).status).toBe(201);
    expect(await enrollmentsOf(id)).toMatchObject([{ at: 'here', voided: null }]);
  });
});

describe('other dates', () => {
  const changed = async ({ id, version }: { id: number; version: number }, beginDate: string) => {
    const answer = await county.specialist.call(changeDates, {
      params: { id },
      body: { beginDate, version },
    });
    expect(answer.status).toBe(200);
    return answer.body;
  };

  test('plan the pending enrollment anew; it stays the same one', async () => {
    const id = await ready('New Dates');
    await changed(await book(id, wednesday), friday);
    expect(await enrollmentsOf(id)).toEqual([{ ...pendingHere, planned: friday }]);
  });

  test('leave it at the first night of all the reservations that use it', async () => {
    const id = await ready('Later Dates');
    await book(id, monday);
    const second = await changed(await book(id, wednesday), friday);
    expect(await enrollmentsOf(id)).toEqual([{ ...pendingHere, planned: monday }]);
    expect(second.beginDate).toBe(friday);
  });
});

describe('a move', () => {
  const answers = { LivingSituation: 116 };

  test('carries what intake had gathered, and voids what it leaves behind', async () => {
    const id = await ready('Mo Ver', answers);
    expect((await move(await book(id, wednesday))).status).toBe(201);
    expect(await enrollmentsOf(id)).toEqual([
      { at: 'here', planned: wednesday, voided: 'Moved to There House', answers },
      { at: 'there', planned: wednesday, voided: null, answers },
    ]);
  });

  test('carries it, and keeps it where another reservation uses it, for that one’s night', async () => {
    const id = await ready('Mo Ver Two', answers);
    const first = await book(id, wednesday);
    await book(id, friday);
    expect((await move(first)).status).toBe(201);
    expect(await enrollmentsOf(id)).toEqual([
      { at: 'here', planned: friday, voided: null, answers },
      { at: 'there', planned: wednesday, voided: null, answers },
    ]);
  });

  test('uses the pending enrollment that is there already, with its own answers', async () => {
    const id = await ready('Mo Ver Three', answers);
    await enrollment(county.database.db, id, there);
    expect((await move(await book(id, wednesday))).status).toBe(201);
    expect(await enrollmentsOf(id)).toEqual([
      { at: 'here', planned: wednesday, voided: 'Moved to There House', answers },
      { at: 'there', planned: wednesday, voided: null, answers: {} },
    ]);
  });

  test('back again finds a new pending enrollment; the voided one stays as it was', async () => {
    const id = await ready('Mo Ver Back', answers);
    const away = await move(await book(id, wednesday));
    expect((await move(away.body, here)).status).toBe(201);
    expect(await enrollmentsOf(id)).toEqual([
      { at: 'here', planned: wednesday, voided: 'Moved to There House', answers },
      { at: 'there', planned: wednesday, voided: 'Moved to Here House', answers },
      { at: 'here', planned: wednesday, voided: null, answers },
    ]);
  });

  test('that is refused leaves every enrollment as it was', async () => {
    const full = await shelter('No Room House', 1);
    await book(await ready('First There', {}, full), wednesday, full);
    const id = await ready('Can Not', answers);
    const kept = await book(id, wednesday);
    expect((await move(kept, full)).status).toBe(409);
    expect(await enrollmentsOf(id)).toEqual([{ at: 'here', planned: wednesday, voided: null, answers }]);
  });
});
