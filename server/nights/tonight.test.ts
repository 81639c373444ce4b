import { afterAll, beforeAll, expect, test } from 'vitest';
import { findArrival, listTonight } from '../../contract/arrivals.ts';
import { confirmCount } from '../../contract/facilities.ts';
import {
  cancelReservation,
  checkIn,
  readCurrentReservations,
  saveReservation,
} from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment } from '../../test/factories.ts';

let county: County;
beforeAll(async () => {
  county = await startCounty({ idleMinutes: 3000 });
});
afterAll(() => county.stop());

const booked = async (name: string, beginDate = '2026-11-23') => {
  const made = await client(county.database.db, county.team, name);
  await enrollment(county.database.db, made.id, county.commons, { plannedDate: beginDate });
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId: made.id }], beginDate },
  });
  expect(saved.status).toBe(201);
  return saved.body;
};

const tonightAt = async (facilityId: number) => {
  const staff = await county.staff();
  const { body } = await staff.call(listTonight);
  return body.facilities.find((f) => f.facility.id === facilityId);
};

test('a shelter sees its own facilities, with who is expected and in house tonight, and no other shelter’s', async () => {
  const before = await tonightAt(county.commons.id);
  const reservation = await booked('Noor Haddad');
  await booked('Isaac Fields');
  await booked('Merle Dunn', '2026-11-24');
  const staff = await county.staff();
  const guestId = reservation.guests[0]!.guestId;
  expect((await staff.call(checkIn, { params: { id: guestId }, body: {} })).status).toBe(201);

  const after = await tonightAt(county.commons.id);
  expect(after).toMatchObject({ expected: before!.expected + 1, inHouse: before!.inHouse + 1 });
  expect(after?.facility).toMatchObject({
    name: 'Birchwater Commons',
    tonight: '2026-11-23',
    nightUntil: '04:00',
  });
  const { body } = await staff.call(listTonight);
  expect(body.facilities.map((f) => f.facility.name)).toEqual(['Birchwater Commons', 'Sundog Center']);
  expect((await county.specialist.call(listTonight)).status).toBe(403);
});

test('a slip’s code opens its reservation at that shelter, however it is typed', async () => {
  const reservation = await booked('Curtis Bell', '2026-11-25');
  const staff = await county.staff();
  const typed = `${reservation.code.slice(0, 2)}-${reservation.code.slice(2).toLowerCase()} `;
  const found = await staff.call(findArrival, { params: { code: typed } });
  expect(found.body).toEqual({
    facilityId: county.commons.id,
    reservationId: reservation.id,
    guestIds: reservation.guests.map((g) => g.guestId),
    night: '2026-11-25',
    state: 'expected',
  });

  await county.specialist.call(cancelReservation, {
    params: { id: reservation.id },
    body: { reason: 'Stays with a sister' },
  });
  const cancelled = await staff.call(findArrival, { params: { code: reservation.code } });
  expect(cancelled.body.state).toBe('cancelled');
});

test('a code says nothing to another shelter, to a team or to nobody, and an unknown one is not there', async () => {
  const { code } = await booked('Walt Pierce');
  const asked = { params: { code } };
  const quarry = await county.quarryStaff();
  expect((await quarry.call(findArrival, asked)).status).toBe(404);
  expect((await county.specialist.call(findArrival, asked)).status).toBe(403);
  expect((await county.nobody.call(findArrival, asked)).status).toBe(401);
  const staff = await county.staff();
  for (const unknown of ['A2BCD34E', '%', '....', 'x'.repeat(100)]) {
    expect((await staff.call(findArrival, { params: { code: unknown } })).status, unknown).toBe(404);
  }
});

test('confirming the count dates it, and only its own shelter may', async () => {
  county.clock.set('2026-11-24T12:00:00Z');
  const staff = await county.staff();
  const at = { params: { id: county.commons.id } };
  const before = await staff.call(readCurrentReservations, { ...at, query: {} });
  expect(before.body.facility).toMatchObject({ countIsStale: true });

  const quarry = await county.quarryStaff();
  expect((await quarry.call(confirmCount, at)).status).toBe(404);
  expect((await county.specialist.call(confirmCount, at)).status).toBe(403);

  const confirmed = await staff.call(confirmCount, at);
  expect(confirmed.status).toBe(201);
  expect(confirmed.body).toMatchObject({ countConfirmedAt: '2026-11-24T12:00:00.000Z', countIsStale: false });
});
