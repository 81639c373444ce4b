import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cancelReservation,
  changeDates,
  checkReservation,
  listHousingFacilities,
  readReservation,
  saveReservation,
} from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment, type FacilityMade, facility } from '../../test/factories.ts';

// Who may book where, and through which door; what one unit holds.
let county: County;
beforeAll(async () => {
  county = await startCounty({ idleMinutes: 10_000 });
});
afterAll(() => county.stop());

const ready = async (name: string, at: FacilityMade, more: Parameters<typeof client>[3] = {}) => {
  const made = await client(county.database.db, county.team, name, more);
  await enrollment(county.database.db, made.id, at);
  return made.id;
};
const codes = (answer: { refusal: { obstacles?: { code: string }[] } }) =>
  (answer.refusal.obstacles ?? []).map((o) => o.code);

test('a team whose agreement has ended may cancel what it booked, and change nothing', async () => {
  const { db } = county.database;
  const id = await ready('Old Friend', county.quarryRoad);
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: county.quarryRoad.id, guests: [{ clientId: id }] },
  });
  expect(saved.status).toBe(201);
  const inForce = () =>
    db
      .updateTable('bookingAgreement')
      .where('teamOrganizationId', '=', county.team)
      .where('shelterOrganizationId', '=', county.quarry);
  await inForce().set({ endsOn: '2026-11-20' }).execute();

  const still = await county.specialist.call(readReservation, { params: { id: saved.body.id } });
  expect(still.status).toBe(200);
  const longer = await county.specialist.call(changeDates, {
    params: { id: saved.body.id },
    body: { beginDate: '2026-11-23', endDate: '2026-11-30', version: saved.body.version },
  });
  expect(longer.status).toBe(403);
  expect(longer.refusal.title).toContain('does not book for Quarry Road Shelter now');
  const cancelled = await county.specialist.call(cancelReservation, {
    params: { id: saved.body.id },
    body: { reason: 'The agreement ended' },
  });
  expect(cancelled.status).toBe(201);
  await inForce().set({ endsOn: 'infinity' }).execute();
});

test('a shelter that takes nobody from the door cannot book for itself; its team can', async () => {
  const { db } = county.database;
  const booked = await facility(db, county.birchwater, 'Booked Only', [{ beds: ['single'] }], {
    acceptsWalkIns: false,
  });
  const id = await ready('Walk In', booked);
  const staff = await county.staff();
  const stay = { body: { facilityId: booked.id, guests: [{ clientId: id }] } };
  const refused = await staff.call(saveReservation, stay);
  expect(refused.status).toBe(409);
  expect(codes(refused)).toEqual(['no_walk_ins']);
  expect((await county.specialist.call(saveReservation, stay)).status).toBe(201);
});

test('a double bed is one party’s: a couple or one of them, and never a stranger beside', async () => {
  const { db } = county.database;
  const beds = await facility(db, county.birchwater, 'Double Bed', [
    { beds: ['single', 'single'], privateUnit: 'double_bed' },
  ]);
  const [ana, ben, carl] = [
    await ready('Ana Pair', beds),
    await ready('Ben Pair', beds),
    await ready('Carl Alone', beds),
  ];
  const more = async (clientIds: number[]) => {
    const { body } = await county.specialist.call(listHousingFacilities, {
      query: { clientIds: clientIds.join(), facilityId: String(beds.id) },
    });
    return body.facilities[0]?.more;
  };
  expect(await more([ana, ben])).toBe(1);
  expect(await more([carl])).toBe(1);
  const couple = await county.specialist.call(saveReservation, {
    body: { facilityId: beds.id, guests: [{ clientId: ana }, { clientId: ben }] },
  });
  expect(couple.status).toBe(201);
  const alone = await county.specialist.call(saveReservation, {
    body: { facilityId: beds.id, guests: [{ clientId: carl }], beginDate: '2026-11-24' },
  });
  expect(alone.status).toBe(201);
  const stranger = await county.specialist.call(saveReservation, {
    body: {
      facilityId: beds.id,
      guests: [{ clientId: await ready('Dana Stranger', beds) }],
      beginDate: '2026-11-24',
    },
  });
  expect(codes(stranger)).toEqual(['full']);
});

test('an infant in a crib takes the crib and no bed; nobody else sleeps in one', async () => {
  const { db } = county.database;
  const room = await facility(db, county.birchwater, 'Crib Room', [
    { beds: ['single', 'crib'], privateUnit: true },
    { beds: ['crib'] },
  ]);
  const parent = await ready('Par Ent', room);
  const infant = await ready('In Fant', room, { dob: '2026-08-01', assessedAt: null, shares: null });
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: room.id, guests: [{ clientId: parent }, { clientId: infant, crib: true }] },
  });
  expect(saved.refusal.obstacles ?? []).toEqual([]);
  const seats = await db
    .selectFrom('bedAssignment')
    .select(['clientId', 'bedId'])
    .where('facilityId', '=', room.id)
    .orderBy('clientId')
    .execute();
  expect(seats).toEqual([
    { clientId: parent, bedId: room.bedIds[0] },
    { clientId: infant, bedId: room.bedIds[1] },
  ]);
  // One crib is left, and it is no bed for a grown person.
  const grown = await county.specialist.call(saveReservation, {
    body: { facilityId: room.id, guests: [{ clientId: await ready('Grown Up', room) }] },
  });
  expect(grown.status).toBe(409);
});

test('cribs found to be needed are kept for the smallest, unless the desk says how they sleep', async () => {
  const room = await facility(county.database.db, county.birchwater, 'Two Cribs', [
    { beds: ['single', 'single', 'crib', 'crib'], privateUnit: true },
  ]);
  const parent = await ready('Par Ent Two', room, { needs: { cribs: 1 } });
  const newborn = await ready('New Born', room, { dob: '2026-10-01', assessedAt: null, shares: null });
  const toddler = await ready('Tod Dler', room, { dob: '2024-06-01', assessedAt: null, shares: null });
  const cribs = async (...guests: object[]) => {
    const { body } = await county.specialist.call(checkReservation, {
      body: { facilityId: room.id, guests: [{ clientId: parent }, ...guests] as { clientId: number }[] },
    });
    return body.guests.filter((g) => g.needs.crib).map((g) => g.clientId);
  };
  expect(await cribs({ clientId: toddler }, { clientId: newborn })).toEqual([newborn]);
  expect(await cribs({ clientId: toddler }, { clientId: newborn, crib: false })).toEqual([toddler]);
  expect(await cribs({ clientId: toddler }, { clientId: newborn, sharesWith: parent })).toEqual([toddler]);
  expect(await cribs({ clientId: toddler, crib: true }, { clientId: newborn })).toEqual([toddler]);
  expect(await cribs()).toEqual([]);
  const { body } = await county.specialist.call(saveReservation, {
    body: {
      facilityId: room.id,
      guests: [{ clientId: parent }, { clientId: toddler }, { clientId: newborn }],
    },
  });
  expect(body.guests.map((g) => [g.clientId, g.needs])).toEqual([
    [parent, []],
    [toddler, []],
    [newborn, ['crib']],
  ]);
});
