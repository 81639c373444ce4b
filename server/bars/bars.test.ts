import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueBar, liftBar } from '../../contract/bars.ts';
import { readClient } from '../../contract/clients.ts';
import { saveIntake } from '../../contract/enrollment.ts';
import {
  assignBeds,
  checkIn,
  readCurrentReservations,
  saveReservation,
} from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { bar, barAsked, client, enrollment } from '../../test/factories.ts';

let county: County;
beforeAll(async () => {
  county = await startCounty();
});
afterAll(() => county.stop());

const ready = async (name: string, at = county.commons) => {
  const made = await client(county.database.db, county.team, name);
  await enrollment(county.database.db, made.id, at);
  return made.id;
};
const neutral = 'Not eligible here; may stay again from Thu 3 Dec 2026';
const codes = (answer: { refusal: { obstacles?: { code: string; message: string }[] } }) =>
  (answer.refusal.obstacles ?? []).map((o) => o.code);

describe('a bar is looked at by the server at every gate', () => {
  test('intake', async () => {
    const { id } = await client(county.database.db, county.team, 'Gate One');
    await bar(county.database.db, id, county.birchwater);
    const refused = await county.specialist.call(saveIntake, {
      body: { facilityId: county.commons.id, members: [{ clientId: id, relationshipToHoH: 1 }] },
    });
    expect(refused.status).toBe(409);
    expect(refused.refusal.obstacles.map((o) => o.message)).toEqual([neutral]);
  });

  test('reservation: for each member of a party, and every night of the stay', async () => {
    const [a, b] = [await ready('Gate Two'), await ready('Gate Three')];
    await bar(county.database.db, b, county.birchwater, {
      facilityId: county.commons.id,
      begin: '2026-11-25',
      end: '2026-12-03',
    });
    const book = (guests: number[], endDate: string) =>
      county.specialist.call(saveReservation, {
        body: { facilityId: county.commons.id, guests: guests.map((clientId) => ({ clientId })), endDate },
      });
    const together = await book([a, b], '2026-11-26');
    expect(codes(together)).toEqual(['not_eligible']);
    // The last night before the bar, and the first night after it, are free.
    expect((await book([a, b], '2026-11-25')).status).toBe(201);
    const after = await county.specialist.call(saveReservation, {
      body: { facilityId: county.commons.id, guests: [{ clientId: b }], beginDate: '2026-12-03' },
    });
    expect(after.status).toBe(201);
  });

  test('bed assignment shows it, and check-in refuses, when it comes after the booking', async () => {
    const id = await ready('Gate Four');
    const staff = await county.staff();
    const saved = await county.specialist.call(saveReservation, {
      body: { facilityId: county.commons.id, guests: [{ clientId: id }] },
    });
    const issued = await staff.call(issueBar, {
      body: barAsked(id, {
        beginDate: '2026-11-23',
        endDate: '2026-12-03',
        reviewOn: null,
        reasonCode: 'threat',
        narrative: 'CANARY at the gate',
      }),
    });
    expect(issued.body.touches.map((t) => t.reservationId)).toEqual([saved.body.id]);
    const board = await staff.call(readCurrentReservations, { params: { id: county.commons.id }, query: {} });
    const guest = board.body.guests.find((g) => g.clientId === id)!;
    expect(guest.atRisk).toContainEqual(expect.objectContaining({ code: 'barred_here' }));
    const given = await staff.call(assignBeds, {
      params: { id: saved.body.id },
      body: { version: guest.version, beds: [{ guestId: guest.guestId, bedId: guest.bedId! }] },
    });
    expect(codes(given)).toContain('not_eligible');
    const arrived = await staff.call(checkIn, { params: { id: guest.guestId }, body: {} });
    expect(codes(arrived)).toEqual(['not_eligible']);
  });

  test('on the row of somebody in house it stands, too, and sends nobody away', async () => {
    const id = await ready('Gate Five');
    const staff = await county.staff();
    await county.specialist.call(saveReservation, {
      body: { facilityId: county.commons.id, guests: [{ clientId: id }] },
    });
    const row = async () =>
      (
        await staff.call(readCurrentReservations, { params: { id: county.commons.id }, query: {} })
      ).body.guests.find((g) => g.clientId === id)!;
    await staff.call(checkIn, { params: { id: (await row()).guestId }, body: {} });
    expect(await row()).toMatchObject({ barred: false });
    const issued = await staff.call(issueBar, {
      body: barAsked(id, { beginDate: '2026-11-23', endDate: '2026-12-03', reviewOn: null }),
    });
    expect(issued.status).toBe(201);
    expect(await row()).toMatchObject({ barred: true, atRisk: [], leftAt: null });
  });
});

describe('who reads what', () => {
  test('the team reads one neutral line; the issuer’s staff the whole record; lifting ends it at once and keeps it', async () => {
    const id = await ready('Read Er', county.quarryRoad);
    const issuer = await county.quarrySupervisor();
    const issued = await issuer.call(issueBar, {
      body: barAsked(id, {
        facilityId: county.quarryRoad.id,
        beginDate: '2026-11-20',
        endDate: null,
        reviewOn: '2027-02-01',
        reasonCode: 'weapon',
        narrative: 'CANARY knife',
      }),
    });
    expect(issued.status).toBe(201);
    const team = await county.specialist.call(readClient, { params: { id } });
    expect(team.body.bars).toEqual([
      {
        organizationName: 'Quarry Road Shelter',
        facilityName: 'Quarry Road Shelter',
        message: 'Not eligible here now; call the shelter: (555) 014-0175',
        phone: '(555) 014-0175',
        mayStayAgainFrom: null,
        own: null,
      },
    ]);
    expect(JSON.stringify(team.body)).not.toContain('CANARY');
    const own = await issuer.call(readClient, { params: { id } });
    expect(own.body.bars[0]?.own).toMatchObject({
      narrative: 'CANARY knife',
      reasonCode: 'weapon',
      issuedBy: 'Noor Haddad',
    });
    const elsewhere = await (await county.staff()).call(readClient, { params: { id } });
    expect(elsewhere.body.bars).toEqual([]);

    expect(
      (await issuer.call(liftBar, { params: { id: issued.body.id }, body: { reason: 'Hearing' } })).status,
    ).toBe(201);
    expect((await county.specialist.call(readClient, { params: { id } })).body.bars).toEqual([]);
    const history = await issuer.call(readClient, { params: { id } });
    expect(history.body.bars[0]?.own?.liftedAt).not.toBeNull();
  });

  test('until reviewed needs a day of review and a supervisor, both said at once', async () => {
    const id = await ready('Perma Nent', county.quarryRoad);
    const refused = await (await county.quarryStaff()).call(issueBar, {
      body: barAsked(id, {
        beginDate: '2026-11-23',
        endDate: null,
        reviewOn: null,
        reasonCode: 'violence',
        narrative: 'CANARY',
      }),
    });
    expect(codes(refused)).toEqual(['needs_review_date', 'needs_supervisor']);
  });
});
