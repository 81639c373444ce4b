import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeBeds, seatWithoutPlace } from '../../contract/displacement.ts';
import {
  cancelReservation,
  changeDates,
  checkIn,
  checkReservation,
  listHousingFacilities,
  listPlacesForGuest,
  moveReservation,
  readCurrentReservations,
  saveReservation,
} from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { bar, client, enrollment, type FacilityMade, facility } from '../../test/factories.ts';

// What an act on a stay may know, and what it never reads.
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
const book = async (at: FacilityMade, clientId: number, more = {}) => {
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests: [{ clientId }], ...more },
  });
  expect(saved.refusal.obstacles ?? []).toEqual([]);
  return saved.body;
};
const codes = (answer: { refusal: { obstacles?: { code: string }[] } }) =>
  (answer.refusal.obstacles ?? []).map((o) => o.code);

test('a shelter learns what somebody needs once a place is kept with it, or when they share', async () => {
  const needs = { lowerBunk: true, power: true };
  const id = await ready('Needs Kept', county.quarryRoad, { shares: false, needs });
  const quarry = await county.quarryStaff();
  const ask = async (who = quarry) => {
    const { body } = await who.call(checkReservation, {
      body: { facilityId: county.quarryRoad.id, guests: [{ clientId: id }] },
    });
    return { needs: body.guests[0]?.needs, from: body.guests[0]?.needsFrom };
  };
  expect(await ask()).toMatchObject({ needs: { lowerBunk: false, power: false }, from: null });
  expect(await ask(county.specialist)).toMatchObject({ needs: { lowerBunk: true, power: true } });
  await book(county.quarryRoad, id, { guests: [{ clientId: id, lowerBunk: true, power: false }] });
  expect(await ask()).toMatchObject({ needs: { lowerBunk: true, power: true }, from: '2026-11-23' });
});

test('HUD’s Sex changes no seat, no number and no reason', async () => {
  const { db } = county.database;
  const rooms = await facility(db, county.birchwater, 'Three Rooms', [
    { beds: ['single'], rule: { placement: 'women' } },
    { beds: ['single'], rule: { placement: 'men' } },
    { beds: ['single'] },
  ]);
  const staff = await county.staff();
  for (const placement of ['men', 'women', 'any'] as const) {
    const id = await ready(`Same ${placement}`, rooms, { needs: { placement } });
    const seen: string[] = [];
    for (const sex of [null, 0, 1, 8, 9, 99]) {
      await db.updateTable('client').set({ sex }).where('id', '=', id).execute();
      const listed = await county.specialist.call(listHousingFacilities, {
        query: { clientIds: String(id), facilityId: String(rooms.id) },
      });
      const checked = await county.specialist.call(checkReservation, {
        body: { facilityId: rooms.id, guests: [{ clientId: id }] },
      });
      const { id: reservationId, guests } = await book(rooms, id);
      const places = await staff.call(listPlacesForGuest, { params: { id: guests[0]!.guestId } });
      const board = await staff.call(readCurrentReservations, { params: { id: rooms.id }, query: {} });
      await county.specialist.call(cancelReservation, {
        params: { id: reservationId },
        body: { reason: 'Again' },
      });
      await enrollment(db, id, rooms);
      const { more, obstacles } = checked.body;
      seen.push(
        JSON.stringify([
          listed.body.facilities.map((f) => [f.more, f.fit, f.obstacles]),
          more,
          obstacles,
          places.body.places,
          board.body.bookable,
        ]),
      );
    }
    expect(new Set(seen).size, placement).toBe(1);
  }
});

test('a list of places for a guest is a look at the person, and stands on their page', async () => {
  const id = await ready('Looked At', county.commons);
  const { guests } = await book(county.commons, id, { beginDate: '2026-12-01' });
  const staff = await county.staff();
  await staff.call(listPlacesForGuest, { params: { id: guests[0]!.guestId } });
  const { rows } = await sql`select facility_id from audit_entry
    where act = 'guest.places' and ${id} = any(client_ids)`.execute(county.database.db);
  expect(rows).toEqual([{ facilityId: county.commons.id }]);
});

describe('a bar', () => {
  test('stops a move to that shelter and a change into its nights', async () => {
    const { db } = county.database;
    const hall = await facility(db, county.birchwater, 'Change Into', [{ beds: ['single', 'single'] }]);
    const id = await ready('Bar Ahead', hall);
    const saved = await book(hall, id);
    await bar(db, id, county.birchwater, { begin: '2026-11-25', end: '2026-12-05' });
    const longer = await county.specialist.call(changeDates, {
      params: { id: saved.id },
      body: { beginDate: '2026-11-23', endDate: '2026-11-26', version: saved.version },
    });
    expect(codes(longer)).toEqual(['not_eligible']);

    const other = await ready('Bar There', county.quarryRoad);
    const there = await book(county.quarryRoad, other, { beginDate: '2026-11-26' });
    await bar(db, other, county.birchwater, { begin: '2026-11-25', end: '2026-12-05' });
    const moved = await county.specialist.call(moveReservation, {
      params: { id: there.id },
      body: { facilityId: hall.id, version: there.version },
    });
    expect(codes(moved)).toEqual(['not_eligible']);
  });

  test('keeps who lost their place from being given another by itself', async () => {
    const { db } = county.database;
    const hall = await facility(db, county.birchwater, 'Lost And Barred', [{ beds: ['single'] }]);
    const id = await ready('Lost Barred', hall);
    const saved = await book(hall, id, { beginDate: '2026-11-24' });
    const supervisor = await county.supervisor();
    const closed = await supervisor.call(closeBeds, {
      params: { id: hall.id },
      body: {
        bedIds: hall.bedIds,
        beginDate: '2026-11-24',
        endDate: '2026-11-25',
        reason: 'Leak',
        displacing: [saved.id],
        acceptDisplaced: true,
      },
    });
    expect(closed.status).toBe(201);
    await bar(db, id, county.birchwater, { begin: '2026-11-24', end: '2026-12-01' });
    await sql`update bed_assignment set ended_at = ${county.clock.now()} where facility_id = ${hall.id} and kind = 'closure'`.execute(
      db,
    );
    const again = await supervisor.call(seatWithoutPlace, { params: { id: hall.id } });
    expect(again.body.seatedAgain).toEqual([]);
    await sql`update bar set lifted_at = ${county.clock.now()} where client_id = ${id}`.execute(db);
    const lifted = await supervisor.call(seatWithoutPlace, { params: { id: hall.id } });
    expect(lifted.body.seatedAgain).toMatchObject([{ clientId: id }]);
  });
});

test('a guest who is in house is not moved, cancelled or begun on another night by a team', async () => {
  const { db } = county.database;
  const hall = await facility(db, county.birchwater, 'In House', [{ beds: ['single', 'single'] }]);
  const [ana, ben] = [await ready('Ana Here', hall), await ready('Ben Late', hall)];
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: hall.id, guests: [{ clientId: ana }, { clientId: ben }] },
  });
  const { id, version, guests } = saved.body;
  const staff = await county.staff();
  await staff.call(checkIn, { params: { id: guests[0]!.guestId }, body: {} });
  const at = { params: { id } };
  const no = [
    await county.specialist.call(cancelReservation, { ...at, body: { reason: 'No' } }),
    await county.specialist.call(moveReservation, {
      ...at,
      body: { facilityId: county.quarryRoad.id, version },
    }),
    await county.specialist.call(changeDates, {
      ...at,
      body: { beginDate: '2026-11-24', endDate: '2026-11-26', version },
    }),
  ];
  expect(no.map((a) => [a.status, a.refusal.code])).toEqual(Array(3).fill([409, 'checked_in']));
});

test('where somebody has a place is shown by an agreement when every guest shares, and not when one does not', async () => {
  const { db } = county.database;
  const hall = await facility(db, county.birchwater, 'Known Hall', [{ beds: ['single', 'single'] }]);
  const [open, closed] = [
    await ready('Open Book', hall),
    await ready('Closed Book', hall, { shares: false }),
  ];
  await book(hall, open);
  await book(hall, closed);
  await sql`insert into booking_agreement (team_organization_id, shelter_organization_id, begins_on, created_at)
    values (${county.otherTeam}, ${county.birchwater}, '2026-01-01', ${county.clock.now()})`.execute(db);
  const other = await county.otherSpecialist();
  const ask = async (clientId: number) => {
    const { body } = await other.call(checkReservation, {
      body: { facilityId: county.commons.id, guests: [{ clientId }] },
    });
    return body.obstacles.find((o) => o.code.startsWith('already'))?.message;
  };
  // Nor does the shelter itself stand out from the others.
  for (const [id, tells] of [
    [open, true],
    [closed, false],
  ] as const) {
    const { body } = await other.call(listHousingFacilities, { query: { clientIds: String(id) } });
    const said = body.facilities.map((f) => JSON.stringify(f.obstacles));
    expect(said.length).toBeGreaterThan(1);
    expect(
      said.every((o) => o.includes('already')),
      String(tells),
    ).toBe(true);
    expect(said.some((o) => o.includes('here'))).toBe(tells);
    const there = await other.call(checkReservation, {
      body: { facilityId: hall.id, guests: [{ clientId: id }] },
    });
    expect(JSON.stringify(there.body.obstacles).includes(' here')).toBe(tells);
  }
  expect(await ask(open)).toContain('Known Hall');
  expect(await ask(closed)).not.toContain('Known Hall');
});

test('a victim service provider’s desk books nobody', async () => {
  const { db } = county.database;
  const id = await ready('Not Here', county.commons);
  const mark = (victimServiceProvider: boolean) =>
    db.updateTable('organization').set({ victimServiceProvider }).where('id', '=', county.team).execute();
  await mark(true);
  const refused = await county.specialist.call(saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId: id }] },
  });
  await mark(false);
  expect(refused.status).toBe(403);
  expect(refused.refusal.title).toContain('victim service provider');
});
