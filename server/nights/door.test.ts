import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findArrival, listTonight } from '../../contract/arrivals.ts';
import { addCard } from '../../contract/clients.ts';
import { checkOut } from '../../contract/departures.ts';
import { joinParty, openDoorQuestions, readDoor, saveDoorAnswers, takeWalkIn } from '../../contract/door.ts';
import {
  cancelReservation,
  checkIn,
  readCurrentReservations,
  readReservation,
  saveReservation,
  undoCheckIn,
} from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { bar, client, enrollment, type FacilityMade, facility } from '../../test/factories.ts';

let county: County;
beforeAll(async () => {
  county = await startCounty({ idleMinutes: 3000 });
});
afterAll(() => county.stop());

const evening = '2026-11-24T00:30:00Z';
const monday = '2026-11-23';

const hall = (
  name: string,
  more: Parameters<typeof facility>[4] & { beds?: number; organization?: number } = {},
) =>
  facility(
    county.database.db,
    more.organization ?? county.birchwater,
    name,
    [{ beds: Array.from({ length: more.beds ?? 2 }, () => 'single' as const) }],
    more,
  );

const person = async (name: string, more: Parameters<typeof client>[3] = {}) =>
  (await client(county.database.db, county.team, name, more)).id;

const book = async (at: FacilityMade, names: string[], nights: { begin?: string; end?: string } = {}) => {
  const guests: { clientId: number }[] = [];
  for (const name of names) {
    const clientId = await person(name);
    await enrollment(county.database.db, clientId, at, { plannedDate: nights.begin ?? monday });
    guests.push({ clientId });
  }
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests, beginDate: nights.begin ?? monday, endDate: nights.end },
  });
  expect(saved.refusal.obstacles ?? []).toEqual([]);
  return saved.body;
};

const boardOf = async (caller: Caller, at: FacilityMade) =>
  (await caller.call(readCurrentReservations, { params: { id: at.id }, query: {} })).body;

const bedNights = async (clientId: number) =>
  (
    await sql<{ night: string; facilityId: number; disputed: boolean }>`
      select night, facility_id, disputed_at is not null as disputed from bed_night
      where client_id = ${clientId} and deleted_at is null order by id`.execute(county.database.db)
  ).rows;

const codes = (answer: { refusal: { obstacles: { code: string }[] } }) =>
  answer.refusal.obstacles.map((o) => o.code).sort();

describe('finding whoever stands at the door', () => {
  test('a card opens the arrival of who is expected, also of a record that was merged; of nobody else', async () => {
    county.clock.set(evening);
    const at = await hall('Card Hall');
    const staff = await county.staff();
    const saved = await book(at, ['Cara Card']);
    const { clientId } = saved.guests[0]!;
    await staff.call(addCard, { params: { id: clientId }, body: { code: 'CC-10 44' } });
    const found = await staff.call(findArrival, { params: { code: 'cc1044' } });
    expect(found.body).toMatchObject({ reservationId: saved.id, night: monday, state: 'expected' });

    const old = await person('Cara Before');
    await staff.call(addCard, { params: { id: old }, body: { code: 'OLD-77' } });
    await county.database.db
      .updateTable('client')
      .set({ mergedInto: clientId })
      .where('id', '=', old)
      .execute();
    expect((await staff.call(findArrival, { params: { code: 'OLD77' } })).body.reservationId).toBe(saved.id);
    const quarry = await county.quarryStaff();
    expect(codes(await quarry.call(findArrival, { params: { code: 'CC1044' } }))).toEqual(['not_expected']);
  });

  test('the card of somebody who is not expected says so, with the next step', async () => {
    const staff = await county.staff();
    const id = await person('Noah Nowhere');
    await staff.call(addCard, { params: { id }, body: { code: 'NO-PLACE' } });
    const found = await staff.call(findArrival, { params: { code: 'NOPLACE' } });
    expect(found.status).toBe(409);
    expect(found.refusal.obstacles).toEqual([
      {
        code: 'not_expected',
        message: 'Noah Nowhere has no place here tonight',
        facts: { client: id, name: 'Noah Nowhere' },
        next: { label: 'Take in as a walk-in', act: 'walk_in' },
      },
    ]);
  });
});

describe('checking in', () => {
  test('bar, enrollment and dates are all said at once', async () => {
    county.clock.set(evening);
    const at = await hall('Reasons Hall');
    const staff = await county.staff();
    const saved = await book(at, ['Rex Reasons'], { begin: '2026-11-25', end: '2026-11-26' });
    const { clientId, guestId } = saved.guests[0]!;
    await bar(county.database.db, clientId, county.birchwater);
    await county.database.db
      .updateTable('enrollment')
      .set({ exitDate: '2026-11-20', entryDate: '2026-11-01' })
      .where('clientId', '=', clientId)
      .execute();
    const tried = await staff.call(checkIn, { params: { id: guestId }, body: {} });
    expect(tried.status).toBe(409);
    expect(codes(tried)).toEqual(['no_enrollment', 'not_eligible', 'too_early']);
  });

  test('two desks check the same guest in at once: one arrival, one bed night, one polite refusal', async () => {
    county.clock.set(evening);
    const at = await hall('Two Desks Hall');
    const desks = await county.atServers(await county.staff(), 2);
    const { guests } = await book(at, ['Tess Twodesks']);
    const both = await Promise.all(
      desks.map((desk) => desk.call(checkIn, { params: { id: guests[0]!.guestId }, body: {} })),
    );
    expect(both.map((b) => b.status).sort()).toEqual([201, 409]);
    expect(both.find((b) => b.status === 409)!.refusal.code).toBe('arrived_already');
    expect(await bedNights(guests[0]!.clientId)).toHaveLength(1);
  });

  test('who came later joins the members who are here already', async () => {
    county.clock.set(evening);
    const at = await hall('Later Hall');
    const staff = await county.staff();
    const { guests } = await book(at, ['Ana First', 'Ben Later']);
    await staff.call(checkIn, { params: { id: guests[0]!.guestId }, body: {} });
    let board = await boardOf(staff, at);
    expect(board.counts).toMatchObject({ expected: 1, arrived: 1 });
    expect((await staff.call(checkIn, { params: { id: guests[1]!.guestId }, body: {} })).status).toBe(201);
    board = await boardOf(staff, at);
    expect(board.counts).toMatchObject({ expected: 0, arrived: 2 });
  });
});

describe('a person here beats a record elsewhere', () => {
  test('a promise at A ends with a walk-in at B; A sees that they left, not where to', async () => {
    county.clock.set(evening);
    const a = await hall('Promise A');
    const b = await hall('Promise B', { organization: county.quarry });
    const staff = await county.staff();
    const quarry = await county.quarryStaff();
    const saved = await book(a, ['Mara Moving'], { end: '2026-11-27' });
    const { clientId } = saved.guests[0]!;
    const taken = await quarry.call(takeWalkIn, { params: { id: b.id }, body: { guests: [{ clientId }] } });
    expect(taken.refusal.obstacles ?? []).toEqual([]);
    expect(taken.body).toMatchObject({ night: monday, leftElsewhere: true });

    const board = await boardOf(staff, a);
    expect(board.guests).toEqual([]);
    expect(board.bookable.any).toBe(2);
    const door = await staff.call(readDoor, { params: { id: a.id } });
    expect(door.body.left).toEqual([
      expect.objectContaining({ name: 'Mara Moving', disputed: false, at: '2026-11-24T00:30:00.000Z' }),
    ]);
    expect(JSON.stringify(door.body)).not.toMatch(/Promise B|Quarry/);
    const seen = await county.specialist.call(readReservation, { params: { id: saved.id } });
    expect(seen.body).toMatchObject({ state: 'left', endDate: '2026-11-24' });
    const { rows } = await sql<{ projectId: number; voided: boolean }>`
      select project_id, voided_at is not null as voided from enrollment where client_id = ${clientId} order by id`.execute(
      county.database.db,
    );
    expect(rows).toEqual([
      { projectId: a.projectId, voided: true },
      { projectId: b.projectId, voided: false },
    ]);
    expect(await bedNights(clientId)).toEqual([{ night: monday, facilityId: b.id, disputed: false }]);
  });

  test('who was checked in at A tonight has left there, and that night stays, disputed', async () => {
    county.clock.set(evening);
    const a = await hall('Presence A');
    const b = await hall('Presence B', { organization: county.quarry });
    const staff = await county.staff();
    const quarry = await county.quarryStaff();
    const { guests } = await book(a, ['Ines Inboth', 'Otto Stays']);
    const [ines, otto] = guests;
    for (const g of guests) await staff.call(checkIn, { params: { id: g.guestId }, body: {} });
    county.clock.set('2026-11-24T03:00:00Z');
    const taken = await quarry.call(takeWalkIn, {
      params: { id: b.id },
      body: { guests: [{ clientId: ines!.clientId }] },
    });
    expect(taken.status).toBe(201);
    expect(await bedNights(ines!.clientId)).toEqual([
      { night: monday, facilityId: a.id, disputed: true },
      { night: monday, facilityId: b.id, disputed: false },
    ]);
    const board = await boardOf(staff, a);
    expect(board.guests.map((g) => g.name)).toEqual(['Otto Stays']);
    expect(board.guests[0]).toMatchObject({ guestId: otto!.guestId, leftAt: null });
    const door = await staff.call(readDoor, { params: { id: a.id } });
    expect(door.body.left).toEqual([expect.objectContaining({ guestId: ines!.guestId, disputed: true })]);

    const { rows } = await sql<{
      act: string;
      facilityId: number;
      forOrganizationId: number;
      detail: unknown;
    }>`
      select act, facility_id, for_organization_id, detail from audit_entry
      where ${ines!.clientId} = any(client_ids) and act in ('guest.walk_in', 'guest.left_elsewhere') order by act`.execute(
      county.database.db,
    );
    expect(rows).toEqual([
      {
        act: 'guest.left_elsewhere',
        facilityId: a.id,
        forOrganizationId: county.birchwater,
        detail: { night: monday },
      },
      {
        act: 'guest.walk_in',
        facilityId: b.id,
        forOrganizationId: county.quarry,
        detail: { night: monday, left_elsewhere: true },
      },
    ]);
    // Taking the arrival at B back would leave them with no place at all.
    const undone = await quarry.call(undoCheckIn, { params: { id: taken.body.guests[0]!.guestId } });
    expect(codes(undone)).toEqual(['ended_elsewhere']);
  });

  test('back at A on the same evening: the night there stands again, and that at B is disputed', async () => {
    county.clock.set(evening);
    const a = await hall('Return A');
    const b = await hall('Return B', { organization: county.quarry });
    const staff = await county.staff();
    const quarry = await county.quarryStaff();
    const { guests } = await book(a, ['Rita Return']);
    const { clientId, guestId } = guests[0]!;
    const at = (id: number) => ({ params: { id }, body: { guests: [{ clientId }] } });
    await staff.call(checkIn, { params: { id: guestId }, body: {} });
    county.clock.set('2026-11-24T02:00:00Z');
    expect((await quarry.call(takeWalkIn, at(b.id))).status).toBe(201);
    expect(codes(await staff.call(checkIn, { params: { id: guestId }, body: {} }))).toEqual(['left_already']);
    county.clock.set('2026-11-24T04:00:00Z');
    const again = await staff.call(takeWalkIn, at(a.id));
    expect(again.refusal.obstacles ?? []).toEqual([]);
    expect(await bedNights(clientId)).toEqual([
      { night: monday, facilityId: a.id, disputed: false },
      { night: monday, facilityId: b.id, disputed: true },
    ]);
  });

  test('a stay at A that begins on a later night is left alone', async () => {
    county.clock.set(evening);
    const a = await hall('Later A');
    const b = await hall('Later B', { organization: county.quarry });
    const saved = await book(a, ['Lars Later'], { begin: '2026-11-25', end: '2026-11-26' });
    const quarry = await county.quarryStaff();
    const taken = await quarry.call(takeWalkIn, {
      params: { id: b.id },
      body: { guests: [{ clientId: saved.guests[0]!.clientId }] },
    });
    expect(taken.body).toMatchObject({ leftElsewhere: false });
    const seen = await county.specialist.call(readReservation, { params: { id: saved.id } });
    expect(seen.body.state).toBe('expected');
  });

  test('A and B take the same person in at the same moment: one of them has them, nothing is broken', async () => {
    county.clock.set(evening);
    const a = await hall('Both A');
    const b = await hall('Both B', { organization: county.quarry });
    const [staff, quarry] = [await county.staff(), await county.quarryStaff()];
    const ids = await Promise.all(Array.from({ length: 6 }, (_, i) => person(`Bo Both${i}`)));
    for (const clientId of ids) {
      const body = { guests: [{ clientId }] };
      const both = await Promise.all([
        staff.call(takeWalkIn, { params: { id: a.id }, body }),
        quarry.call(takeWalkIn, { params: { id: b.id }, body }),
      ]);
      expect(both.map((x) => x.status).filter((s) => s !== 201 && s !== 409)).toEqual([]);
      const { rows } =
        await sql`select id from bed_assignment where client_id = ${clientId} and ended_at is null`.execute(
          county.database.db,
        );
      expect(rows.length).toBeLessThanOrEqual(1);
      const open =
        await sql`select id from guest where client_id = ${clientId} and arrived_at is not null and left_at is null`.execute(
          county.database.db,
        );
      expect(open.rows.length).toBeLessThanOrEqual(1);
    }
  });
});

describe('walk-ins', () => {
  test('one act makes enrollment, reservation and arrival; no assessment is asked for', async () => {
    county.clock.set(evening);
    const at = await hall('Walk Hall');
    const staff = await county.staff();
    const clientId = await person('Wanda Walks', { assessedAt: null, shares: null });
    const taken = await staff.call(takeWalkIn, { params: { id: at.id }, body: { guests: [{ clientId }] } });
    expect(taken.refusal.obstacles ?? []).toEqual([]);
    expect(taken.body.guests).toEqual([
      expect.objectContaining({ clientId, bedId: expect.any(Number), guestId: expect.any(Number) }),
    ]);
    const entered = await county.database.db
      .selectFrom('enrollment')
      .select(['entryDate', 'relationshipToHoh', 'enrollmentCoc', 'startAnswers'])
      .where('clientId', '=', clientId)
      .execute();
    expect(entered).toEqual([
      { entryDate: monday, relationshipToHoh: 1, enrollmentCoc: 'MN-500', startAnswers: {} },
    ]);
    expect(await bedNights(clientId)).toEqual([{ night: monday, facilityId: at.id, disputed: false }]);
    expect((await boardOf(staff, at)).guests[0]).toMatchObject({
      name: 'Wanda Walks',
      endDate: '2026-11-24',
      confirmed: true,
    });

    const { reservationId, guests } = taken.body;
    const back = [
      await staff.call(undoCheckIn, { params: { id: guests[0]!.guestId } }),
      await staff.call(cancelReservation, { params: { id: reservationId }, body: { reason: 'Undone' } }),
    ];
    expect(back.map((answer) => answer.status)).toEqual([200, 201]);
    expect(await bedNights(clientId)).toEqual([]);
    expect((await boardOf(staff, at)).guests).toEqual([]);
    const { rows } = await sql<{
      entered: string | null;
      voided: boolean;
    }>`select entry_date as entered, voided_at is not null as voided from enrollment where client_id = ${clientId}`.execute(
      county.database.db,
    );
    expect(rows).toEqual([{ entered: null, voided: true }]);
  });

  test('only where the facility takes them, only in places not promised, bars looked at: every reason at once', async () => {
    county.clock.set(evening);
    const at = await hall('Closed Door', { acceptsWalkIns: false, beds: 1 });
    const staff = await county.staff();
    await book(at, ['Paul Promised']);
    const clientId = await person('Vera Barred');
    await bar(county.database.db, clientId, county.birchwater);
    const taken = await staff.call(takeWalkIn, { params: { id: at.id }, body: { guests: [{ clientId }] } });
    expect(codes(taken)).toEqual(['full', 'no_walk_ins', 'not_eligible']);
    expect(taken.refusal.title).toMatch(/^Not taken in at Closed Door/);
    const left = await county.database.db
      .selectFrom('enrollment')
      .select('id')
      .where('clientId', '=', clientId)
      .execute();
    expect(left).toEqual([]);
    const door = await staff.call(readDoor, { params: { id: at.id } });
    expect(door.body).toMatchObject({
      acceptsWalkIns: false,
      teams: [{ name: 'Tamarack County Front Door' }],
    });
  });

  test('a room that is for the team’s bookings only is not for the door', async () => {
    county.clock.set(evening);
    const at = await facility(county.database.db, county.birchwater, 'Team Rooms', [
      { beds: ['single'], rule: { doors: ['team'] } },
      { beds: ['single'] },
    ]);
    const staff = await county.staff();
    const take = async (name: string) =>
      staff.call(takeWalkIn, {
        params: { id: at.id },
        body: { guests: [{ clientId: await person(name) }] },
      });
    expect((await take('Dora One')).body.guests[0]!.bedId).toBe(at.bedIds[1]);
    expect((await take('Dora Two')).status).toBe(409);
  });

  test('a household comes in together, under its head; what nobody said is 99', async () => {
    county.clock.set(evening);
    const at = await hall('Family Door', { beds: 3 });
    const staff = await county.staff();
    const child = await person('Kit Door', { dob: '2018-01-01' });
    const parent = await person('Pia Door');
    const taken = await staff.call(takeWalkIn, {
      params: { id: at.id },
      body: { guests: [{ clientId: child }, { clientId: parent }] },
    });
    expect(taken.refusal.obstacles ?? []).toEqual([]);
    const rows = await county.database.db
      .selectFrom('enrollment')
      .select(['clientId', 'relationshipToHoh', 'hudHouseholdId'])
      .where('clientId', 'in', [child, parent])
      .orderBy('clientId')
      .execute();
    expect(rows.map((r) => [r.clientId, r.relationshipToHoh])).toEqual([
      [child, 99],
      [parent, 1],
    ]);
    expect(new Set(rows.map((r) => r.hudHouseholdId)).size).toBe(1);
  });

  test('a walk-in and the team for the last place at once: one has it', async () => {
    county.clock.set(evening);
    const staff = await county.staff();
    for (let i = 0; i < 5; i++) {
      const at = await hall(`Last ${i}`, { beds: 1 });
      const caller = await person(`Cal Caller${i}`);
      await enrollment(county.database.db, caller, at);
      const walker = await person(`Wil Walker${i}`);
      const both = await Promise.all([
        staff.call(takeWalkIn, { params: { id: at.id }, body: { guests: [{ clientId: walker }] } }),
        county.specialist.call(saveReservation, {
          body: { facilityId: at.id, guests: [{ clientId: caller }] },
        }),
      ]);
      expect(both.map((b) => b.status).sort()).toEqual([201, 409]);
      expect(codes(both.find((b) => b.status === 409)!)).toEqual(['full']);
    }
  });

  test('who has a place here is checked in instead, and the team takes nobody in', async () => {
    county.clock.set(evening);
    const at = await hall('Own Place');
    const staff = await county.staff();
    const saved = await book(at, ['Olga Own']);
    const body = { guests: [{ clientId: saved.guests[0]!.clientId }] };
    const taken = await staff.call(takeWalkIn, { params: { id: at.id }, body });
    expect(taken.refusal.obstacles).toEqual([
      expect.objectContaining({
        code: 'already_reserved_here',
        next: { label: 'Open that reservation', act: 'open_reservation' },
      }),
    ]);
    expect((await county.specialist.call(takeWalkIn, { params: { id: at.id }, body })).status).toBe(403);
    const quarry = await county.quarryStaff();
    expect((await quarry.call(takeWalkIn, { params: { id: at.id }, body })).status).toBe(404);
    const nobody = await staff.call(takeWalkIn, {
      params: { id: at.id },
      body: { guests: [{ clientId: 999_999_999 }] },
    });
    expect(nobody.status).toBe(404);
  });
});

describe('joining a party', () => {
  test('who was not on the reservation joins in the same private room, while it has room', async () => {
    county.clock.set(evening);
    const at = await facility(county.database.db, county.birchwater, 'Join Rooms', [
      { beds: ['single', 'single', 'single'], privateUnit: true },
      { beds: ['single'] },
    ]);
    const unit = at.bedIds.slice(0, 3);
    const staff = await county.staff();
    const { id, version } = await book(at, ['Jo Head', 'Ja Second'], { end: '2026-11-26' });
    const before = await boardOf(staff, at);
    expect(before.guests.every((g) => unit.includes(g.bedId!))).toBe(true);

    const third = await person('Ju Third');
    const joined = await staff.call(joinParty, { params: { id }, body: { clientId: third, version } });
    expect(joined.refusal.obstacles ?? []).toEqual([]);
    expect(unit).toContain(joined.body.guest.bedId);
    const after = await boardOf(staff, at);
    expect(after.guests.map((g) => g.partySize)).toEqual([3, 3, 3]);
    expect(after.guests.find((g) => g.clientId === third)).toMatchObject({ endDate: '2026-11-26' });
    expect(after.counts).toMatchObject({ expected: 2, arrived: 1 });

    const fourth = { clientId: await person('Jon Fourth'), version };
    const stale = await staff.call(joinParty, { params: { id }, body: fourth });
    expect(stale.refusal.code).toBe('changed_meanwhile');
    const full = await staff.call(joinParty, { params: { id }, body: { ...fourth, version: version + 1 } });
    expect(codes(full)).toEqual(['no_room_with_party']);
    expect(full.refusal.obstacles[0]!.next?.act).toBe('walk_in');
  });

  test('a joiner is of the head’s household, with an own entry date', async () => {
    county.clock.set(evening);
    const at = await hall('Join Later', { beds: 3 });
    const staff = await county.staff();
    const { id, guests } = await book(at, ['Hed Joined'], { end: '2026-11-27' });
    await staff.call(checkIn, { params: { id: guests[0]!.guestId }, body: {} });
    county.clock.set('2026-11-25T00:30:00Z');
    const clientId = await person('Jeb Joins');
    const { version } = (await county.specialist.call(readReservation, { params: { id } })).body;
    const joined = await staff.call(joinParty, { params: { id }, body: { clientId, version } });
    expect(joined.body).toMatchObject({ night: '2026-11-24' });
    const rows = await county.database.db
      .selectFrom('enrollment')
      .select(['clientId', 'entryDate', 'relationshipToHoh', 'hudHouseholdId'])
      .where('clientId', 'in', [clientId, guests[0]!.clientId])
      .orderBy('clientId')
      .execute();
    expect(rows.map((r) => r.entryDate)).toEqual([monday, '2026-11-24']);
    expect(rows[0]!.hudHouseholdId).toBe(rows[1]!.hudHouseholdId);
    expect(rows[1]!.relationshipToHoh).toBe(99);
  });

  test('who joins a party of which nobody is left heads a household of their own', async () => {
    county.clock.set(evening);
    const at = await hall('Join Nobody');
    const staff = await county.staff();
    const { id, guests } = await book(at, ['Gil Gone']);
    const [gone] = guests;
    await staff.call(checkIn, { params: { id: gone!.guestId }, body: {} });
    const out = { params: { id: gone!.guestId }, body: { sleptHere: false } };
    expect((await staff.call(checkOut, out)).status).toBe(201);
    const clientId = await person('Joy Alone');
    const { version } = (await county.specialist.call(readReservation, { params: { id } })).body;
    expect((await staff.call(joinParty, { params: { id }, body: { clientId, version } })).status).toBe(201);
    const own = await county.database.db
      .selectFrom('enrollment')
      .select('relationshipToHoh')
      .where('clientId', '=', clientId)
      .execute();
    expect(own).toEqual([{ relationshipToHoh: 1 }]);
  });

  test('nobody joins what is cancelled or over', async () => {
    county.clock.set(evening);
    const at = await hall('Join Over');
    const staff = await county.staff();
    const { id, version } = await book(at, ['Cy Cancelled']);
    await county.specialist.call(cancelReservation, { params: { id }, body: { reason: 'Elsewhere' } });
    county.clock.set('2026-11-25T00:30:00Z');
    const tried = await staff.call(joinParty, {
      params: { id },
      body: { clientId: await person('Cem Late'), version: version + 1 },
    });
    expect(codes(tried)).toEqual(['cancelled_already', 'night_is_over']);
  });
});

describe('to ask at the door', () => {
  test('only what is open is asked, answers carry the entry date, and what is there stays', async () => {
    county.clock.set(evening);
    const at = await hall('Question Hall');
    const staff = await county.staff();
    const { guests } = await book(at, ['Quin Asked']);
    const { guestId, clientId } = guests[0]!;
    await county.database.db
      .updateTable('enrollment')
      .set({ startAnswers: JSON.stringify({ DisablingCondition: 1, PhysicalDisability: 0 }) })
      .where('clientId', '=', clientId)
      .execute();
    await staff.call(checkIn, { params: { id: guestId }, body: {} });
    county.clock.set('2026-11-24T02:00:00Z');
    const opened = await staff.call(openDoorQuestions, { params: { id: guestId } });
    const pages = opened.body.definition.pages as { elements: { name: string }[] }[];
    const names = pages.flatMap((p) => p.elements.map((q) => q.name));
    expect(opened.body).toMatchObject({ informationDate: monday, open: 11, answers: {}, adultOrHead: true });
    expect(names).toContain('HIVAIDS');
    expect(names).not.toContain('DisablingCondition');
    expect(names).not.toContain('PhysicalDisability');
    expect(names).toContain('HIVAIDS');

    const saved = await staff.call(saveDoorAnswers, {
      params: { id: guestId },
      body: { answers: { HIVAIDS: 0, DisablingCondition: 0, LivingSituation: 116 } },
    });
    expect(saved.body).toEqual({ informationDate: monday, open: 9 });
    const { startAnswers } = await county.database.db
      .selectFrom('enrollment')
      .select('startAnswers')
      .where('clientId', '=', clientId)
      .executeTakeFirstOrThrow();
    expect(startAnswers).toEqual({
      DisablingCondition: 1,
      PhysicalDisability: 0,
      HIVAIDS: 0,
      LivingSituation: 116,
    });
    expect((await boardOf(staff, at)).guests[0]).toMatchObject({ toAskAtTheDoor: 9 });
  });

  test('it is the shelter’s own to ask: not another’s, not a team’s; nonsense is refused', async () => {
    county.clock.set(evening);
    const at = await hall('Private Questions');
    const { guests } = await book(at, ['Pip Private']);
    const params = { id: guests[0]!.guestId };
    const staff = await county.staff();
    const quarry = await county.quarryStaff();
    expect((await quarry.call(openDoorQuestions, { params })).status).toBe(404);
    expect((await county.specialist.call(openDoorQuestions, { params })).status).toBe(403);
    expect((await quarry.call(saveDoorAnswers, { params, body: { answers: {} } })).status).toBe(404);
    const wrong = await staff.call(saveDoorAnswers, { params, body: { answers: { HIVAIDS: 'perhaps' } } });
    expect(wrong.status).toBe(409);
    expect(codes(wrong)).toEqual(['answer']);
  });
});

test('every desk that looks sees an arrival counted once', async () => {
  county.clock.set(evening);
  const at = await hall('Counted Hall');
  const staff = await county.staff();
  const { guests } = await book(at, ['Cleo Counted', 'Carl Counted']);
  await staff.call(checkIn, { params: { id: guests[0]!.guestId }, body: {} });
  const { body } = await staff.call(listTonight);
  expect(body.facilities.find((f) => f.facility.id === at.id)).toMatchObject({ expected: 1, inHouse: 1 });
});
