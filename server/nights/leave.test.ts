import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listTonight } from '../../contract/arrivals.ts';
import { endLeave, giveLeave, readDoor, swapPlaces, takeWalkIn } from '../../contract/door.ts';
import { answerLate } from '../../contract/late-arrivals.ts';
import {
  assignBeds,
  checkIn,
  listPlacesForGuest,
  readCurrentReservations,
  saveReservation,
} from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment, type FacilityMade, facility } from '../../test/factories.ts';
import { refusalOf } from '../http/constraints.ts';
import { sweep } from './sweep.ts';

let county: County;
beforeAll(async () => {
  county = await startCounty({ idleMinutes: 30_000 });
});
afterAll(() => county.stop());

const monday = '2026-11-23';
/** Half past six in the evening of a November day, in Chicago. */
const eveningOf = (day: number) => county.clock.set(`2026-11-${day + 1}T00:30:00Z`);
const noonOf = (day: number) => county.clock.set(`2026-11-${day}T18:00:00Z`);

const hall = (name: string, more: { beds?: number; extendedStay?: boolean } = {}) =>
  facility(
    county.database.db,
    county.birchwater,
    name,
    [{ beds: Array.from({ length: more.beds ?? 1 }, () => 'single' as const) }],
    more,
  );

const free = (at: FacilityMade) =>
  county.database.db.updateTable('facility').set({ leaveFreesPlace: true }).where('id', '=', at.id).execute();

const book = async (at: FacilityMade, name: string, begin = monday, end?: string) => {
  const { id } = await client(county.database.db, county.team, name);
  await enrollment(county.database.db, id, at, { plannedDate: begin });
  return county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests: [{ clientId: id }], beginDate: begin, endDate: end },
  });
};

/** Somebody checked in on Monday evening, until Sunday where it is by the night. */
const inHouse = async (at: FacilityMade, name: string) => {
  eveningOf(23);
  const saved = await book(at, name, monday, '2026-11-29');
  expect(saved.refusal.obstacles ?? []).toEqual([]);
  const { guestId, clientId } = saved.body.guests[0]!;
  const staff = await county.staff();
  expect((await staff.call(checkIn, { params: { id: guestId }, body: {} })).status).toBe(201);
  return { guestId, clientId, id: saved.body.id };
};

const boardOf = async (at: FacilityMade, night?: string) =>
  (await (await county.staff()).call(readCurrentReservations, { params: { id: at.id }, query: { night } }))
    .body;

const nightsOf = async (clientId: number) =>
  (
    await sql<{
      night: string;
    }>`select night from bed_night where client_id = ${clientId} and deleted_at is null order by night`.execute(
      county.database.db,
    )
  ).rows.map((r) => r.night);

const codes = (answer: { refusal: { obstacles: { code: string }[] } }) =>
  answer.refusal.obstacles.map((o) => o.code).sort();

describe('leave', () => {
  test('a kept place stays theirs: neither expected nor in house, nothing to book, back by itself', async () => {
    const at = await hall('Keeping Hall');
    const { guestId } = await inHouse(at, 'Kay Kept');
    noonOf(24);
    const staff = await county.staff();
    const given = await staff.call(giveLeave, {
      params: { id: guestId },
      body: { kind: 'pass', from: '2026-11-25', until: '2026-11-27', reason: 'Sister’s wedding' },
    });
    expect(given.body).toMatchObject({ from: '2026-11-25', until: '2026-11-27', freesPlace: false });
    eveningOf(25);
    const board = await boardOf(at);
    expect(board.guests).toEqual([]);
    expect(board.counts).toMatchObject({ expected: 0, arrived: 0, atRisk: 0 });
    expect(board.rooms[0]!.places[0]).toMatchObject({
      state: 'on_leave',
      shortName: 'Kay K.',
      guestId: null,
      away: { until: '2026-11-27' },
    });
    expect((await book(at, 'Una Unlucky', '2026-11-25')).status).toBe(409);
    const door = await staff.call(readDoor, { params: { id: at.id } });
    expect(door.body.onLeave).toEqual([
      expect.objectContaining({ guestId, kind: 'pass', until: '2026-11-27', reason: 'Sister’s wedding' }),
    ]);
    const { body } = await staff.call(listTonight);
    expect(body.facilities.find((f) => f.facility.id === at.id)).toMatchObject({ expected: 0, inHouse: 0 });

    eveningOf(27);
    expect((await boardOf(at)).guests.map((g) => g.guestId)).toEqual([guestId]);
    expect((await staff.call(readDoor, { params: { id: at.id } })).body.onLeave).toEqual([]);
    expect(codes(await staff.call(endLeave, { params: { id: given.body.id } }))).toEqual(['leave_is_over']);
  });

  test('a freed place is bookable on those nights only, and theirs again after', async () => {
    const at = await hall('Freeing Hall');
    await free(at);
    const { guestId } = await inHouse(at, 'Fay Freed');
    noonOf(24);
    const staff = await county.staff();
    const given = await staff.call(giveLeave, {
      params: { id: guestId },
      body: { kind: 'leave', from: '2026-11-25', until: '2026-11-27' },
    });
    expect(given.body.freesPlace).toBe(true);
    expect((await book(at, 'Ted Tuesday', '2026-11-24')).status).toBe(409);
    expect((await book(at, 'Wes Wednesday', '2026-11-25', '2026-11-27')).status).toBe(201);
    expect((await book(at, 'Fred Friday', '2026-11-27')).status).toBe(409);
    eveningOf(25);
    const board = await boardOf(at);
    expect(board.guests.map((g) => g.name)).toEqual(['Wes Wednesday']);
    expect(board.counts.atRisk).toBe(0);
    expect((await boardOf(at, '2026-11-27')).guests.map((g) => g.name)).toEqual(['Fay Freed']);
  });

  test('back early: the freed place is theirs again where it is still free; else it is shown that they have none', async () => {
    const at = await hall('Early Hall');
    await free(at);
    const { guestId } = await inHouse(at, 'Ella Early');
    noonOf(24);
    const staff = await county.staff();
    const leave = (from: string, until: string) =>
      staff.call(giveLeave, { params: { id: guestId }, body: { kind: 'leave', from, until } });
    const first = await leave('2026-11-24', '2026-11-26');
    const back = await staff.call(endLeave, { params: { id: first.body.id } });
    expect(back.body).toEqual({ guestId, hasPlace: true });
    expect((await boardOf(at)).guests.map((g) => g.guestId)).toEqual([guestId]);

    const second = await leave('2026-11-25', '2026-11-27');
    expect((await book(at, 'Nils Next', '2026-11-25')).status).toBe(201);
    eveningOf(25);
    const again = await staff.call(endLeave, { params: { id: second.body.id } });
    expect(again.body).toEqual({ guestId, hasPlace: false });
    const board = await boardOf(at);
    expect(board.guests.find((g) => g.guestId === guestId)!.atRisk.map((o) => o.code)).toEqual([
      'place_lost',
    ]);
  });

  test('leave from tonight on takes tonight’s bed night back; whoever is checked in again is back from it', async () => {
    const at = await hall('Tonight Hall');
    const { guestId, clientId } = await inHouse(at, 'Tia Tonight');
    eveningOf(24);
    const staff = await county.staff();
    await sql`insert into bed_night (enrollment_id, client_id, project_id, facility_id, night, recorded_at)
      select enrollment_id, client_id, project_id, ${at.id}, '2026-11-24', now() from guest where id = ${guestId}`.execute(
      county.database.db,
    );
    await staff.call(giveLeave, { params: { id: guestId }, body: { kind: 'pass', until: '2026-11-26' } });
    expect(await nightsOf(clientId)).toEqual([monday]);
    county.clock.set('2026-11-25T05:00:00Z');
    const again = await staff.call(checkIn, { params: { id: guestId }, body: {} });
    expect(again.refusal.obstacles ?? []).toEqual([]);
    expect(await nightsOf(clientId)).toEqual([monday, '2026-11-24']);
    expect((await staff.call(readDoor, { params: { id: at.id } })).body.onLeave).toEqual([]);
  });

  test('nobody asks at the cut-off after who is on leave, and no place of theirs is released', async () => {
    const at = await hall('Cut-off Hall');
    const { guestId } = await inHouse(at, 'Cy Cutoff');
    noonOf(24);
    const staff = await county.staff();
    await staff.call(giveLeave, {
      params: { id: guestId },
      body: { kind: 'pass', from: '2026-11-24', until: '2026-11-26' },
    });
    county.clock.set('2026-11-25T04:00:00Z');
    const answered = await staff.call(answerLate, { params: { id: at.id }, body: { guests: [{ guestId }] } });
    expect(codes(answered)).toEqual(['came_since']);
    eveningOf(26);
    expect((await boardOf(at)).guests.map((g) => g.guestId)).toEqual([guestId]);
  });

  test('who stays on is away and stays a resident; nothing of it ends by itself', async () => {
    const at = await hall('Resident House', { extendedStay: true });
    const { guestId, clientId } = await inHouse(at, 'Rae Resident');
    noonOf(24);
    const staff = await county.staff();
    await staff.call(giveLeave, {
      params: { id: guestId },
      body: { kind: 'leave', from: '2026-11-24', until: '2026-11-26' },
    });
    expect((await boardOf(at)).counts).toMatchObject({ expected: 0, arrived: 0 });
    for (const day of [25, 26]) {
      noonOf(day);
      expect((await sweep(county.database.db, county.clock.now())).facilities).not.toContain(at.id);
    }
    expect((await boardOf(at)).counts).toMatchObject({ expected: 0, arrived: 1 });
    expect(await nightsOf(clientId)).toEqual([]);
    const { exitDate } = await county.database.db
      .selectFrom('enrollment')
      .select('exitDate')
      .where('clientId', '=', clientId)
      .executeTakeFirstOrThrow();
    expect(exitDate).toBeNull();
  });

  test('every reason at once; what the facility decides is a supervisor’s to decide otherwise, with a reason', async () => {
    const at = await hall('Refusing Hall');
    const { guestId } = await inHouse(at, 'Rob Refused');
    const staff = await county.staff();
    const give = (caller: typeof staff, body: Record<string, unknown>) =>
      caller.call(giveLeave, { params: { id: guestId }, body: body as never });
    expect(
      codes(
        await give(staff, {
          kind: 'pass',
          from: monday,
          until: '2026-12-24',
          freesPlace: true,
          reason: 'We need it',
        }),
      ),
    ).toEqual(['leave_before_first_night', 'leave_beyond_stay', 'needs_supervisor']);
    const bare = await give(staff, {
      kind: 'pass',
      from: '2026-11-24',
      until: '2026-11-25',
      freesPlace: true,
    });
    expect(bare.status).toBe(400);
    const supervisor = await county.supervisor();
    const given = await give(supervisor, {
      kind: 'pass',
      from: '2026-11-24',
      until: '2026-11-26',
      freesPlace: true,
      reason: 'We need it',
    });
    expect(given.body.freesPlace).toBe(true);
    expect(codes(await give(staff, { kind: 'pass', from: '2026-11-25', until: '2026-11-27' }))).toEqual([
      'one_leave_at_a_time',
    ]);
    const expected = await book(await hall('Not Yet Hall'), 'Nia NotYet', monday, '2026-11-29');
    const early = await staff.call(giveLeave, {
      params: { id: expected.body.guests[0]!.guestId },
      body: { kind: 'pass', from: '2026-11-25', until: '2026-11-26' },
    });
    expect(codes(early)).toEqual(['leave_before_first_night']);
  });

  test('two desks give the same leave at once: it is given once', async () => {
    const at = await hall('Twice Hall');
    const { guestId } = await inHouse(at, 'Tom Twice');
    const desks = await county.atServers(await county.staff(), 2);
    const both = await Promise.all(
      desks.map((desk) =>
        desk.call(giveLeave, {
          params: { id: guestId },
          body: { kind: 'pass', from: '2026-11-25', until: '2026-11-26' },
        }),
      ),
    );
    expect(both.map((b) => b.status).sort()).toEqual([201, 409]);
    expect(codes(both.find((b) => b.status === 409)!)).toEqual(['one_leave_at_a_time']);
  });

  test('the database itself refuses two leaves for one night, by name', async () => {
    const at = await hall('Named Hall');
    const { guestId } = await inHouse(at, 'Nan Named');
    const insert = () =>
      county.database.db
        .insertInto('guestLeave')
        .values({
          guestId,
          kind: 'pass',
          nights: '[2026-11-25,2026-11-27)',
          freesPlace: false,
          createdAt: new Date(),
        })
        .execute();
    await insert();
    const error: unknown = await insert().catch((reason: unknown) => reason);
    expect(refusalOf(error)).toMatchObject({ status: 409, code: 'one_leave_at_a_time' });
  });

  test('found elsewhere while on leave: the stay here ends', async () => {
    const at = await hall('Away Hall');
    const { guestId, clientId } = await inHouse(at, 'Abe Away');
    noonOf(24);
    const staff = await county.staff();
    await staff.call(giveLeave, {
      params: { id: guestId },
      body: { kind: 'leave', from: '2026-11-24', until: '2026-11-26' },
    });
    eveningOf(24);
    const quarry = await county.quarryStaff();
    const there = await quarry.call(takeWalkIn, {
      params: { id: county.quarryRoad.id },
      body: { guests: [{ clientId }] },
    });
    expect(there.body.leftElsewhere).toBe(true);
    const door = await staff.call(readDoor, { params: { id: at.id } });
    expect(door.body).toMatchObject({ onLeave: [], left: [{ guestId, disputed: false }] });
  });
});

describe('swapping', () => {
  const two = async (name: string, beds: ('lower' | 'upper')[] = ['lower', 'lower', 'upper']) => {
    eveningOf(23);
    const at = await facility(county.database.db, county.birchwater, name, [{ beds }]);
    const guests = [];
    for (const who of [`Ann ${name}`, `Bea ${name}`]) {
      const saved = await book(at, who, monday, '2026-11-25');
      guests.push({ guestId: saved.body.guests[0]!.guestId });
    }
    const staff = await county.staff();
    for (const { guestId } of guests) await staff.call(checkIn, { params: { id: guestId }, body: {} });
    const board = await boardOf(at);
    return {
      at,
      staff,
      guests: guests.map(({ guestId }) => {
        const g = board.guests.find((x) => x.guestId === guestId)!;
        return { guestId, version: g.version, bedId: g.bedId!, bedLabel: g.bedLabel!, clientId: g.clientId };
      }),
    };
  };
  const named = (guests: { guestId: number; version: number }[]) =>
    guests.map(({ guestId, version }) => ({ guestId, version }));

  test('two guests exchange their places in one act; the night’s record and its history follow', async () => {
    const { at, staff, guests } = await two('Swap');
    county.clock.set('2026-11-24T04:10:00Z');
    const done = await staff.call(swapPlaces, { params: { id: at.id }, body: { guests: named(guests) } });
    expect(done.refusal.obstacles ?? []).toEqual([]);
    const [ann, bea] = guests;
    const after = (await boardOf(at)).guests;
    const of = (id: number) => after.find((g) => g.guestId === id)!;
    expect(of(ann!.guestId)).toMatchObject({
      bedId: bea!.bedId,
      wasIn: [{ bedLabel: ann!.bedLabel, until: '2026-11-24T04:10:00.000Z' }],
    });
    expect(of(bea!.guestId)).toMatchObject({ bedId: ann!.bedId });
    const { rows } = await sql<{ clientId: number; bedId: number }>`
      select client_id, bed_id from bed_night where facility_id = ${at.id} order by client_id`.execute(
      county.database.db,
    );
    expect(rows).toEqual([
      { clientId: ann!.clientId, bedId: bea!.bedId },
      { clientId: bea!.clientId, bedId: ann!.bedId },
    ]);
    const acts = await county.database.db
      .selectFrom('auditEntry')
      .select('act')
      .where('facilityId', '=', at.id)
      .where('act', '=', 'guest.swap')
      .execute();
    expect(acts).toHaveLength(1);
    const stale = await staff.call(swapPlaces, { params: { id: at.id }, body: { guests: named(guests) } });
    expect(stale.refusal.code).toBe('changed_meanwhile');
  });

  test('a place that does not fit one of them is a supervisor’s decision, with a reason', async () => {
    const { at, staff, guests } = await two('Misfit', ['lower', 'upper']);
    await county.database.db
      .updateTable('guest')
      .set({ lowerBunk: true })
      .where('id', '=', guests.find((g) => g.bedLabel.includes('lower'))!.guestId)
      .execute();
    const swap = (caller: typeof staff, more = {}) =>
      caller.call(swapPlaces, { params: { id: at.id }, body: { guests: named(guests), ...more } });
    const refused = await swap(staff);
    expect(codes(refused)).toEqual(['needs_override', 'no_lower_bunk']);
    // Of the two, it is said whom it is about.
    const [misfit] = refused.refusal.obstacles.filter((o) => o.code === 'no_lower_bunk');
    const low = guests.find((g) => g.bedLabel.includes('lower'))!;
    const { name } = (await boardOf(at)).guests.find((g) => g.guestId === low.guestId)!;
    expect(misfit).toMatchObject({ message: expect.stringContaining(`${name}: `), facts: { about: name } });
    const supervisor = await county.supervisor();
    expect(codes(await swap(supervisor))).toEqual(['needs_override', 'no_lower_bunk']);
    expect((await swap(supervisor, { overrideReason: 'They asked for it' })).status).toBe(201);
  });

  test('two desks swap the same two at once: once, not back again', async () => {
    const { at, staff, guests } = await two('Race');
    const desks = await county.atServers(staff, 2);
    const both = await Promise.all(
      desks.map((d) => d.call(swapPlaces, { params: { id: at.id }, body: { guests: named(guests) } })),
    );
    expect(both.map((b) => b.status).sort()).toEqual([201, 409]);
    const after = (await boardOf(at)).guests.find((g) => g.guestId === guests[0]!.guestId)!;
    expect(after.bedId).toBe(guests[1]!.bedId);
  });

  test('moving a guest in house leaves a history, one line for each', async () => {
    const { at, staff, guests } = await two('Moves');
    const { guestId, bedId, bedLabel } = guests[0]!;
    const to = async (bed: number, at_: string) => {
      county.clock.set(at_);
      const { body } = await staff.call(listPlacesForGuest, { params: { id: guestId } });
      const board = await boardOf(at);
      const { reservationId } = board.guests.find((g) => g.guestId === guestId)!;
      const given = await staff.call(assignBeds, {
        params: { id: reservationId },
        body: { version: body.version, beds: [{ guestId, bedId: bed }] },
      });
      expect(given.refusal.obstacles ?? []).toEqual([]);
    };
    const spare = at.bedIds.find((b) => !guests.some((g) => g.bedId === b))!;
    await to(spare, '2026-11-24T02:00:00Z');
    expect((await boardOf(at)).guests.find((g) => g.guestId === guestId)!.wasIn).toEqual([
      { bedLabel, until: '2026-11-24T02:00:00.000Z' },
    ]);
    await to(bedId, '2026-11-24T03:00:00Z');
    expect((await boardOf(at)).guests.find((g) => g.guestId === guestId)!.wasIn).toHaveLength(2);
    expect((await boardOf(at, '2026-11-24')).guests.find((g) => g.guestId === guestId)!.bedId).toBe(bedId);
  });
});
