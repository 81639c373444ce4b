import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cancelReservation,
  listHousingFacilities,
  readReservation,
  saveReservation,
} from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { bar, client, enrollment } from '../../test/factories.ts';

let county: County;
beforeAll(async () => {
  county = await startCounty();
});
afterAll(() => county.stop());

const ready = async (name: string, more: Parameters<typeof client>[3] = {}, at = county.commons) => {
  const made = await client(county.database.db, county.team, name, more);
  await enrollment(county.database.db, made.id, at);
  return made;
};

describe('saving a reservation', () => {
  test('keeps a place for tonight and says where, from when until when, with a code', async () => {
    const mina = await ready('Amina Farah');
    const saved = await county.specialist.call(saveReservation, {
      body: { facilityId: county.commons.id, guests: [{ clientId: mina.id }] },
    });
    expect(saved.refusal.obstacles ?? []).toEqual([]);
    expect(saved.status).toBe(201);
    expect(saved.body).toMatchObject({
      beginDate: '2026-11-23',
      endDate: '2026-11-24',
      state: 'expected',
      facility: { name: 'Birchwater Commons' },
      teamName: 'Tamarack County Front Door',
    });
    expect(saved.body.code).toMatch(/^[A-Z][2-9][A-Z]{3}[2-9]{2}[A-Z]$/);
    const again = await county.specialist.call(readReservation, { params: { id: saved.body.id } });
    expect(again.body).toEqual(saved.body);
  });

  test('says every reason at once, and saves nothing', async () => {
    const { db } = county.database;
    const roy = await client(db, county.team, 'Roy Halvorsen', { dob: null, shares: null, assessedAt: null });
    await bar(db, roy.id, county.quarry, { end: '2026-12-03' });
    const refused = await county.specialist.call(saveReservation, {
      body: { facilityId: county.quarryRoad.id, guests: [{ clientId: roy.id }], beginDate: '2026-11-22' },
    });
    expect(refused.status).toBe(409);
    expect(refused.refusal.obstacles.map((o) => o.code).sort()).toEqual([
      'age_not_known',
      'consent_not_asked',
      'night_is_over',
      'no_assessment',
      'no_enrollment',
      'not_eligible',
    ]);
    expect(refused.refusal.obstacles.find((o) => o.code === 'not_eligible')?.message).toBe(
      'Not eligible here; may stay again from Thu 3 Dec 2026',
    );
  });

  test('the same Idempotency-Key answers the same reservation, another body is 422', async () => {
    const lan = await ready('Lan Anh');
    const keyed = county.specialist.with({ 'idempotency-key': 'the-key-of-one-intention' });
    const body = { facilityId: county.commons.id, guests: [{ clientId: lan.id }], beginDate: '2026-11-25' };
    const [first, second] = await Promise.all([
      keyed.call(saveReservation, { body }),
      keyed.call(saveReservation, { body }),
    ]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    const other = await keyed.call(saveReservation, { body: { ...body, beginDate: '2026-11-26' } });
    expect(other.status).toBe(422);
  });

  test('cancelling frees the place, voids the pending enrollment and cannot be done twice', async () => {
    const tou = await ready('Tou Ger Vang');
    const saved = await county.specialist.call(saveReservation, {
      body: { facilityId: county.commons.id, guests: [{ clientId: tou.id }], beginDate: '2026-11-28' },
    });
    const cancelled = await county.specialist.call(cancelReservation, {
      params: { id: saved.body.id },
      body: { reason: 'Stays with a sister' },
    });
    expect(cancelled.status).toBe(201);
    expect(cancelled.body).toMatchObject({ state: 'cancelled', cancelReason: 'Stays with a sister' });
    const left = await county.database.db
      .selectFrom('enrollment')
      .select(['voidedAt', 'voidReason'])
      .where('clientId', '=', tou.id)
      .executeTakeFirstOrThrow();
    expect(left).toMatchObject({ voidReason: 'Stays with a sister' });
    expect(left.voidedAt).not.toBeNull();
    const twice = await county.specialist.call(cancelReservation, {
      params: { id: saved.body.id },
      body: { reason: 'Again' },
    });
    expect(twice.refusal.code).toBe('cancelled_already');
  });
});

describe('Housing Facilities', () => {
  test('shows every bookable facility with its count or every reason', async () => {
    const ruth = await client(county.database.db, county.team, 'Ruth Weir');
    await bar(county.database.db, ruth.id, county.quarry, { end: 'infinity' });
    const list = await county.specialist.call(listHousingFacilities, {
      query: { clientIds: String(ruth.id), beginDate: '2026-12-10' },
    });
    expect(list.status).toBe(200);
    expect(
      list.body.facilities.map((f) => [f.facility.name, f.more, f.obstacles.map((o) => o.message)]),
    ).toEqual([
      ['Birchwater Commons', 5, []],
      ['Sundog Center', 2, []],
      ['Quarry Road Shelter', 0, ['Not eligible here now; call the shelter: (555) 014-0175']],
    ]);
  });
});
