import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinParty, takeWalkIn } from '../../contract/door.ts';
import { answerLate } from '../../contract/late-arrivals.ts';
import {
  checkIn,
  readCurrentReservations,
  readReservation,
  saveReservation,
} from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment, type FacilityMade, facility, type RoomMade } from '../../test/factories.ts';

// Each member of a family is present or absent: who is small and comes later finds the place that was meant.

let county: County;
let staff: Caller;
let made = 0;
beforeAll(async () => {
  county = await startCounty({ idleMinutes: 6000 });
  staff = await county.staff();
});
afterAll(() => county.stop());

const evening = '2026-11-24T00:30:00Z';
const nextEvening = '2026-11-25T00:30:00Z';
const infantBorn = '2026-08-01';

const house = (beds: RoomMade['beds'], privateUnit = true) => {
  county.clock.set(evening);
  return facility(county.database.db, county.birchwater, `Members House ${++made}`, [{ beds, privateUnit }]);
};

const person = async (name: string, more: Parameters<typeof client>[3] = {}) =>
  (await client(county.database.db, county.team, name, more)).id;
const infantNamed = (name: string) => person(name, { dob: infantBorn, assessedAt: null, shares: null });

/** A parent with an infant in the parent's bed, booked together for three nights. */
const family = async (at: FacilityMade) => {
  const parent = await person(`Pa Rent${made}`);
  const infant = await infantNamed(`In Fant${made}`);
  for (const id of [parent, infant]) await enrollment(county.database.db, id, at);
  await county.database.db
    .updateTable('enrollment')
    .set({ hudHouseholdId: `F${parent}`, relationshipToHoh: 2 })
    .where('clientId', '=', infant)
    .execute();
  const saved = await county.specialist.call(saveReservation, {
    body: {
      facilityId: at.id,
      guests: [{ clientId: parent }, { clientId: infant, sharesWith: parent }],
      endDate: '2026-11-26',
    },
  });
  expect(saved.refusal.obstacles ?? []).toEqual([]);
  const guestOf = (id: number) => saved.body.guests.find((g) => g.clientId === id)!.guestId;
  return { parent, infant, reservationId: saved.body.id, head: guestOf(parent), small: guestOf(infant) };
};

const boardOf = async (at: FacilityMade) =>
  (await staff.call(readCurrentReservations, { params: { id: at.id }, query: {} })).body.guests;

const nightsOf = async (clientId: number) =>
  (
    await sql<{ night: string; bedId: number | null }>`select night, bed_id from bed_night
      where client_id = ${clientId} and deleted_at is null order by night`.execute(county.database.db)
  ).rows;

const versionOf = async (id: number) =>
  (await county.specialist.call(readReservation, { params: { id } })).body.version;

const codes = (answer: { refusal: { obstacles: { code: string }[] } }) =>
  answer.refusal.obstacles.map((o) => o.code).sort();

const notHere = async (at: FacilityMade, guestId: number) =>
  expect(
    (await staff.call(answerLate, { params: { id: at.id }, body: { guests: [{ guestId }] } })).status,
  ).toBe(201);

describe('an infant who shares a place and comes later', () => {
  test('the same evening: their own arrival and night, no bed of their own', async () => {
    const at = await house(['single']);
    const { infant, head, small } = await family(at);
    await staff.call(checkIn, { params: { id: head }, body: {} });
    expect((await boardOf(at)).find((g) => g.guestId === small)?.arrivedAt).toBeNull();
    county.clock.set('2026-11-24T02:00:00Z');
    expect((await staff.call(checkIn, { params: { id: small }, body: {} })).status).toBe(201);
    expect((await boardOf(at)).find((g) => g.guestId === small)).toMatchObject({
      sharesWith: head,
      bedId: null,
    });
    expect(await nightsOf(infant)).toEqual([{ night: '2026-11-23', bedId: null }]);
  });

  test('marked as not here and there after all that evening: beside the parent again, though nothing is free', async () => {
    const at = await house(['single']);
    const { head, small } = await family(at);
    await staff.call(checkIn, { params: { id: head }, body: {} });
    await notHere(at, small);
    expect((await staff.call(checkIn, { params: { id: small }, body: {} })).status).toBe(201);
    expect((await boardOf(at)).find((g) => g.guestId === small)).toMatchObject({ sharesWith: head });
  });

  test('who shared with somebody who did not come, either, has no place to come back to before them', async () => {
    const at = await house(['single']);
    const { head, small } = await family(at);
    await notHere(at, small);
    await notHere(at, head);
    const alone = await staff.call(checkIn, { params: { id: small }, body: {} });
    expect(codes(alone)).toEqual(['shares_with_nobody']);
    expect((await boardOf(at)).map((g) => g.guestId)).not.toContain(small);
    expect((await staff.call(checkIn, { params: { id: head }, body: {} })).status).toBe(201);
    expect((await staff.call(checkIn, { params: { id: small }, body: {} })).status).toBe(201);
  });

  test('a night later: joins the stay of the family, in the same row of the same reservation', async () => {
    const at = await house(['single']);
    const { parent, infant, reservationId, head, small } = await family(at);
    await staff.call(checkIn, { params: { id: head }, body: {} });
    await notHere(at, small);
    county.clock.set(nextEvening);
    const joined = await staff.call(joinParty, {
      params: { id: reservationId },
      body: { clientId: infant, sharesWith: parent, version: await versionOf(reservationId) },
    });
    expect(joined.refusal.obstacles ?? []).toEqual([]);
    expect(joined.body).toMatchObject({ night: '2026-11-24', guest: { guestId: small, bedId: null } });
    expect(await nightsOf(infant)).toEqual([{ night: '2026-11-24', bedId: null }]);
    expect((await boardOf(at)).find((g) => g.guestId === small)).toMatchObject({
      sharesWith: head,
      endDate: '2026-11-26',
    });
  });

  test('who has left the stay comes in as a walk-in, and is told so', async () => {
    const at = await house(['single', 'single']);
    const { infant, parent, reservationId, small } = await family(at);
    await staff.call(checkIn, { params: { id: small }, body: {} });
    await county.database.db
      .updateTable('guest')
      .set({ leftAt: new Date(evening) })
      .where('id', '=', small)
      .execute();
    const tried = await staff.call(joinParty, {
      params: { id: reservationId },
      body: { clientId: infant, sharesWith: parent, version: await versionOf(reservationId) },
    });
    expect(codes(tried)).toEqual(['left_already']);
    expect(tried.refusal.obstacles[0]!.next?.act).toBe('walk_in');
  });
});

describe('a child who was on nobody’s reservation', () => {
  const join = async (
    reservationId: number,
    body: { clientId: number; sharesWith?: number; crib?: boolean },
  ) =>
    staff.call(joinParty, {
      params: { id: reservationId },
      body: { ...body, version: await versionOf(reservationId) },
    });

  test('is taken in beside a parent where the room has no further place, and in a crib where there is one', async () => {
    const at = await house(['single', 'crib']);
    const { parent, reservationId, head } = await family(at);
    await staff.call(checkIn, { params: { id: head }, body: {} });
    const newborn = await infantNamed('New Born');
    const beside = await join(reservationId, { clientId: newborn, sharesWith: parent });
    expect(beside.refusal.obstacles ?? []).toEqual([]);
    expect(beside.body.guest.bedId).toBeNull();
    const twin = await join(reservationId, { clientId: await infantNamed('New Twin'), crib: true });
    expect(twin.refusal.obstacles ?? []).toEqual([]);
    expect(twin.body.guest.bedId).toBe(at.bedIds[1]);
    const third = await join(reservationId, { clientId: await infantNamed('New Third'), crib: true });
    expect(codes(third)).toEqual(['no_room_with_party']);
    expect(await nightsOf(newborn)).toEqual([{ night: '2026-11-23', bedId: null }]);
  });

  test('lies beside nobody who has no place there', async () => {
    const at = await house(['single']);
    const { infant, reservationId, head, small } = await family(at);
    for (const id of [head, small]) await staff.call(checkIn, { params: { id }, body: {} });
    const clientId = await infantNamed('No Where');
    expect(codes(await join(reservationId, { clientId, sharesWith: infant }))).toEqual([
      'shares_with_nobody',
    ]);
    const stranger = await join(reservationId, { clientId, sharesWith: await person('Far Away') });
    expect(stranger.status).toBe(409);
    expect(codes(stranger)).toEqual(['shares_with_nobody']);
  });
});

test('people from the door need different things: each gets a place of that kind, an infant lies beside a parent', async () => {
  const at = await house(['upper', 'lower', 'upper'], false);
  const [parent, grandparent] = [await person('Wal Kin'), await person('Gran Kin')];
  const infant = await infantNamed('Wee Kin');
  const taken = await staff.call(takeWalkIn, {
    params: { id: at.id },
    body: {
      guests: [
        { clientId: parent },
        { clientId: grandparent, lowerBunk: true },
        { clientId: infant, sharesWith: parent },
      ],
    },
  });
  expect(taken.refusal.obstacles ?? []).toEqual([]);
  const bedOf = (id: number) => taken.body.guests.find((g) => g.clientId === id)!.bedId;
  expect(bedOf(grandparent)).toBe(at.bedIds[1]);
  expect([at.bedIds[0], at.bedIds[2]]).toContain(bedOf(parent));
  expect(bedOf(infant)).toBeNull();
  expect((await boardOf(at)).map((g) => [g.clientId, g.needs.includes('lower_bunk')])).toContainEqual([
    grandparent,
    true,
  ]);
});
