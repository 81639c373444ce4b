import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  changeBeds,
  closeBeds,
  closeFacility,
  endBeds,
  endClosure,
  endOverflow,
  endRule,
  listClosures,
  listWithoutPlace,
  openOverflow,
  previewBedEnding,
  previewClosure,
  previewOverflowEnding,
  previewRule,
  seatWithoutPlace,
  setRule,
} from '../../contract/displacement.ts';
import { readFacilityAdministration } from '../../contract/facilities-administration.ts';
import {
  assignBeds,
  cancelReservation,
  checkIn,
  readCurrentReservations,
  saveReservation,
} from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment, type FacilityMade, facility, type RoomMade } from '../../test/factories.ts';

let county: County;
beforeAll(async () => {
  county = await startCounty();
});
afterAll(() => county.stop());

const tonight = '2026-11-23';
const tomorrow = '2026-11-24';

const shelter = (name: string, rooms: RoomMade[], more: Parameters<typeof facility>[4] = {}) =>
  facility(county.database.db, county.birchwater, name, rooms, more);

const booked = async (
  name: string,
  at: FacilityMade,
  more: Parameters<typeof client>[3] & { beginDate?: string; endDate?: string } = {},
) => {
  const made = await client(county.database.db, county.team, name, more);
  await enrollment(county.database.db, made.id, at);
  const { beginDate, endDate } = more;
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests: [{ clientId: made.id }], beginDate, endDate },
  });
  expect(saved.refusal.obstacles ?? []).toEqual([]);
  return { ...saved.body, name, clientId: made.id, guestId: saved.body.guests[0]!.guestId };
};

const bedsKept = async (at: FacilityMade) =>
  county.database.db
    .selectFrom('bedAssignment')
    .select(['guestId', 'bedId', 'nights', 'kind'])
    .where('facilityId', '=', at.id)
    .where('endedAt', 'is', null)
    .orderBy('id')
    .execute();

const board = async (who: Caller, at: FacilityMade, night?: string) =>
  (await who.call(readCurrentReservations, { params: { id: at.id }, query: { night } })).body;

describe('closing beds', () => {
  test('a provisional guest is moved to a free bed, and the preview said so before', async () => {
    const at = await shelter('Moves House', [{ name: 'Dormitory A', beds: ['lower', 'lower'] }]);
    const mina = await booked('Mina Moves', at);
    const [kept] = await bedsKept(at);
    const supervisor = await county.supervisor();
    const body = { bedIds: [kept!.bedId!], reason: 'Broken ladder' };
    const preview = await supervisor.call(previewClosure, { params: { id: at.id }, body });
    expect(preview.body).toEqual({
      moves: [
        {
          reservationId: mina.id,
          clientId: mina.clientId,
          name: 'Mina Moves',
          goesBy: null,
          madeBy: 'Tamarack County Front Door',
          from: 'Dormitory A, A1 lower',
          to: [{ place: 'Dormitory A, A2 lower', beginDate: tonight, endDate: tomorrow }],
          given: false,
        },
      ],
      displaced: [],
      seatedAgain: [],
    });
    expect(await bedsKept(at)).toEqual([kept]);

    const closed = await supervisor.call(closeBeds, { params: { id: at.id }, body });
    expect(closed.status).toBe(201);
    expect(closed.body).toEqual(preview.body);
    const after = await bedsKept(at);
    expect(after.map((a) => [a.kind, a.bedId])).toEqual([
      ['promise', at.bedIds[1]],
      ['closure', at.bedIds[0]],
    ]);
  });

  test('who would be left without a place is named; it is done only by naming and accepting them', async () => {
    const at = await shelter('Full House', [{ beds: ['single'] }]);
    const gigi = await booked('Gigi Full', at, { goesBy: 'Gi' });
    const supervisor = await county.supervisor();
    const body = { bedIds: at.bedIds, reason: 'Bedbugs', endDate: '2026-11-26' };
    const params = { id: at.id };
    const preview = await supervisor.call(previewClosure, { params, body });
    expect(preview.body.displaced).toMatchObject([
      {
        reservationId: gigi.id,
        name: 'Gigi Full',
        goesBy: 'Gi',
        place: 'Room A, A1 single',
        beginDate: tonight,
        endDate: tomorrow,
        losesPlace: true,
        inHouse: false,
      },
    ]);
    const unseen = await supervisor.call(closeBeds, { params, body });
    expect(unseen.status).toBe(409);
    expect(unseen.refusal.code).toBe('displaces');
    expect(unseen.refusal.obstacles).toMatchObject([{ code: 'displaced', facts: { reservation: gigi.id } }]);
    const unaccepted = await supervisor.call(closeBeds, { params, body: { ...body, displacing: [gigi.id] } });
    expect(unaccepted.status).toBe(409);
    const another = await supervisor.call(closeBeds, {
      params,
      body: { ...body, displacing: [gigi.id + 1000], acceptDisplaced: true },
    });
    expect(another.refusal.code).toBe('displaces_others');
    expect((await bedsKept(at)).map((a) => a.kind)).toEqual(['promise']);

    const done = await supervisor.call(closeBeds, {
      params,
      body: { ...body, displacing: [gigi.id], acceptDisplaced: true },
    });
    expect(done.status).toBe(201);
    expect((await bedsKept(at)).map((a) => a.kind)).toEqual(['closure']);

    // Nobody loses a promise in silence: both the shelter and the team see it until it is mended.
    const shown = await board(supervisor, at);
    expect(shown.guests).toMatchObject([{ name: 'Gigi Full', bedId: null }]);
    expect(shown.guests[0]!.atRisk).toMatchObject([{ code: 'place_lost' }]);
    expect(shown.counts).toMatchObject({ atRisk: 1, closed: 1 });
    const atRisk = await county.specialist.call(listWithoutPlace);
    expect(atRisk.body.guests).toContainEqual(
      expect.objectContaining({
        reservationId: gigi.id,
        facilityName: 'Full House',
        beginDate: tonight,
        endDate: tomorrow,
      }),
    );
    const elsewhere = await (await county.quarryStaff()).call(listWithoutPlace);
    expect(elsewhere.body.guests).toEqual([]);

    const list = await supervisor.call(listClosures, { params });
    expect(list.body.closures).toMatchObject([
      {
        reason: 'Bedbugs',
        beds: [{ place: 'Room A, A1 single' }],
        beginDate: tonight,
        endDate: '2026-11-26',
        createdBy: 'Ada Brandt',
      },
    ]);
    expect(list.body.withoutPlace).toMatchObject([{ reservationId: gigi.id }]);

    // The bed is open again: who lost the place gets it back before anybody else.
    const opened = await supervisor.call(endClosure, { params: { id: list.body.closures[0]!.id } });
    expect(opened.body.seatedAgain).toMatchObject([
      { reservationId: gigi.id, to: [{ place: 'Room A, A1 single', beginDate: tonight, endDate: tomorrow }] },
    ]);
    expect((await board(supervisor, at)).guests).toMatchObject([
      { name: 'Gigi Full', bedId: at.bedIds[0], atRisk: [] },
    ]);
    expect((await county.specialist.call(listWithoutPlace)).body.guests).toEqual([]);
  });

  test('only the nights that are closed are lost', async () => {
    const at = await shelter('Long House', [{ beds: ['single'] }]);
    const tou = await booked('Tou Long', at, { beginDate: tonight, endDate: '2026-11-28' });
    const supervisor = await county.supervisor();
    const body = { bedIds: at.bedIds, reason: 'Painting', beginDate: '2026-11-25', endDate: '2026-11-26' };
    const done = await supervisor.call(closeBeds, {
      params: { id: at.id },
      body: { ...body, displacing: [tou.id], acceptDisplaced: true },
    });
    expect(done.body.displaced).toMatchObject([{ beginDate: '2026-11-25', endDate: '2026-11-26' }]);
    expect((await bedsKept(at)).map((a) => [a.kind, a.nights]).sort()).toEqual([
      ['closure', '[2026-11-25,2026-11-26)'],
      ['promise', '[2026-11-23,2026-11-25)'],
      ['promise', '[2026-11-26,2026-11-28)'],
    ]);
    expect((await board(supervisor, at, '2026-11-24')).counts.atRisk).toBe(0);
    expect((await board(supervisor, at, '2026-11-25')).counts.atRisk).toBe(1);
  });

  test('a bed that the shelter had given: another place is kept, and the bed has to be given again', async () => {
    const at = await shelter('Given House', [{ beds: ['single', 'single'] }]);
    const lan = await booked('Lan Given', at);
    const supervisor = await county.supervisor();
    const given = await supervisor.call(assignBeds, {
      params: { id: lan.id },
      body: { version: lan.version, beds: [{ guestId: lan.guestId, bedId: at.bedIds[0]! }] },
    });
    expect(given.status).toBe(201);
    const done = await supervisor.call(closeBeds, {
      params: { id: at.id },
      body: { bedIds: [at.bedIds[0]!], reason: 'Wet mattress' },
    });
    expect(done.body).toMatchObject({
      moves: [
        {
          reservationId: lan.id,
          from: 'Room A, A1 single',
          given: true,
          to: [{ place: 'Room A, A2 single' }],
        },
      ],
      displaced: [],
    });
    expect((await board(supervisor, at)).guests).toMatchObject([
      { bedId: at.bedIds[1], confirmed: false, atRisk: [] },
    ]);
    const stale = await supervisor.call(assignBeds, {
      params: { id: lan.id },
      body: { version: given.body.version, beds: [{ guestId: lan.guestId, bedId: at.bedIds[1]! }] },
    });
    expect(stale.refusal.code).toBe('changed_meanwhile');
  });

  test('a bed in which somebody sleeps tonight is not closed; from tomorrow it is', async () => {
    const at = await shelter('Sleeping House', [{ beds: ['single'] }], { extendedStay: true });
    const ruth = await booked('Ruth Sleeps', at);
    const supervisor = await county.supervisor();
    const arrived = await supervisor.call(checkIn, { params: { id: ruth.guestId }, body: {} });
    expect(arrived.status).toBe(201);
    const body = { bedIds: at.bedIds, reason: 'Heater' };
    const refused = await supervisor.call(previewClosure, { params: { id: at.id }, body });
    expect(refused.refusal.obstacles).toMatchObject([
      {
        code: 'in_house',
        message: 'Ruth Sleeps sleeps in Room A, A1 single tonight; give another bed first',
      },
    ]);
    const later = await supervisor.call(previewClosure, {
      params: { id: at.id },
      body: { ...body, beginDate: tomorrow },
    });
    expect(later.body.displaced).toMatchObject([
      { reservationId: ruth.id, inHouse: true, beginDate: tomorrow, endDate: null },
    ]);
  });

  test('every reason at once: a past night, an end before the beginning; a closed bed; a bed of another shelter', async () => {
    const at = await shelter('Refusing House', [{ beds: ['single'] }]);
    const supervisor = await county.supervisor();
    const bad = await supervisor.call(closeBeds, {
      params: { id: at.id },
      body: { bedIds: at.bedIds, reason: 'x', beginDate: '2026-11-20', endDate: '2026-11-19' },
    });
    expect(bad.refusal.obstacles.map((o) => o.code)).toEqual(['night_is_over', 'ends_before_begin']);
    await supervisor.call(closeBeds, { params: { id: at.id }, body: { bedIds: at.bedIds, reason: 'First' } });
    const twice = await supervisor.call(closeBeds, {
      params: { id: at.id },
      body: { bedIds: at.bedIds, reason: 'Second' },
    });
    expect(twice.refusal.code).toBe('closed_already');
    const foreign = await supervisor.call(closeBeds, {
      params: { id: at.id },
      body: { bedIds: county.quarryRoad.bedIds, reason: 'Not ours' },
    });
    expect(foreign.status).toBe(404);
  });

  test('supervisors of that shelter and administrators only', async () => {
    const at = await shelter('Guarded House', [{ beds: ['single'] }]);
    const body = { bedIds: at.bedIds, reason: 'Test' };
    const status = async (who: Caller) =>
      (await who.call(previewClosure, { params: { id: at.id }, body })).status;
    expect(await status(county.nobody)).toBe(401);
    expect(await status(county.specialist)).toBe(403);
    expect(await status(await county.staff())).toBe(403);
    expect(await status(await county.quarrySupervisor())).toBe(404);
    expect(await status(await county.supervisor())).toBe(200);
    expect(await status(await county.administrator())).toBe(200);
  });
});

describe('who lost a place', () => {
  test('gets the next one that becomes free, before anybody new', async () => {
    const at = await shelter('Waiting House', [{ beds: ['single', 'single'] }]);
    const first = await booked('Ann Waits', at);
    const second = await booked('Bob Stays', at);
    const supervisor = await county.supervisor();
    const shut = (await bedsKept(at)).find((a) => a.guestId === first.guestId)!.bedId!;
    await supervisor.call(closeBeds, {
      params: { id: at.id },
      body: { bedIds: [shut], reason: 'Leak', displacing: [first.id], acceptDisplaced: true },
    });
    expect((await county.specialist.call(listWithoutPlace)).body.guests.map((g) => g.name)).toContain(
      'Ann Waits',
    );
    await county.specialist.call(cancelReservation, {
      params: { id: second.id },
      body: { reason: 'Elsewhere' },
    });
    expect((await board(supervisor, at)).guests).toMatchObject([{ name: 'Ann Waits', atRisk: [] }]);
    const late = await client(county.database.db, county.team, 'Cy Late');
    await enrollment(county.database.db, late.id, at);
    const refused = await county.specialist.call(saveReservation, {
      body: { facilityId: at.id, guests: [{ clientId: late.id }] },
    });
    expect(refused.status).toBe(409);
  });

  test('is without none on nights for which another place was found', async () => {
    const at = await shelter('Leaving House', [{ beds: ['single'] }]);
    const elsewhere = await shelter('Taking House', [{ beds: ['single'] }]);
    const dee = await booked('Dee Moves', at);
    const supervisor = await county.supervisor();
    await supervisor.call(closeBeds, {
      params: { id: at.id },
      body: { bedIds: at.bedIds, reason: 'Fire', displacing: [dee.id], acceptDisplaced: true },
    });
    await enrollment(county.database.db, dee.clientId, elsewhere);
    const moved = await county.specialist.call(saveReservation, {
      body: { facilityId: elsewhere.id, guests: [{ clientId: dee.clientId }] },
    });
    expect(moved.refusal.obstacles ?? []).toEqual([]);
    expect(moved.status).toBe(201);
    expect((await county.specialist.call(listWithoutPlace)).body.guests.map((g) => g.name)).not.toContain(
      'Dee Moves',
    );
  });
});

describe('a party', () => {
  test('in a room that closes moves together into another room, and is displaced together where there is none', async () => {
    const at = await shelter('Family House', [
      { name: 'Room 1', beds: ['single', 'single'], privateUnit: true },
      { name: 'Room 2', beds: ['single', 'single', 'crib'], privateUnit: true },
    ]);
    const { db } = county.database;
    const mother = await client(db, county.team, 'Marisol Party');
    const child = await client(db, county.team, 'Leo Party', { dob: '2018-02-02' });
    for (const { id } of [mother, child]) await enrollment(db, id, at);
    const saved = await county.specialist.call(saveReservation, {
      body: { facilityId: at.id, guests: [{ clientId: mother.id }, { clientId: child.id }] },
    });
    expect(saved.status).toBe(201);
    const administrator = await county.administrator();
    const params = { id: at.id };
    const roomOf = async () => (await bedsKept(at)).filter((a) => a.kind === 'promise').map((a) => a.bedId!);
    const there = await roomOf();
    const inFirst = there.every((bed) => at.bedIds.slice(0, 2).includes(bed));
    const [mine, other] = inFirst
      ? [at.bedIds.slice(0, 2), at.bedIds.slice(2)]
      : [at.bedIds.slice(2), at.bedIds.slice(0, 2)];
    const moved = await administrator.call(closeBeds, { params, body: { bedIds: mine, reason: 'Heater' } });
    expect(moved.body.moves.map((m) => m.name).sort()).toEqual(['Leo Party', 'Marisol Party']);
    expect((await roomOf()).every((bed) => other.includes(bed))).toBe(true);
    const preview = await administrator.call(previewClosure, {
      params,
      body: { bedIds: other, reason: 'Heater too' },
    });
    expect(preview.body.displaced.map((d) => [d.name, d.reservationId]).sort()).toEqual([
      ['Leo Party', saved.body.id],
      ['Marisol Party', saved.body.id],
    ]);
  });
});

describe('on record', () => {
  test('looking and doing are both audited, with whom they concern', async () => {
    const at = await shelter('Audited House', [{ beds: ['single'] }]);
    const ivy = await booked('Ivy Audited', at);
    const supervisor = await county.supervisor();
    const body = { bedIds: at.bedIds, reason: 'Audit' };
    await supervisor.call(previewClosure, { params: { id: at.id }, body });
    await supervisor.call(closeBeds, {
      params: { id: at.id },
      body: { ...body, displacing: [ivy.id], acceptDisplaced: true },
    });
    const entries = await county.database.db
      .selectFrom('auditEntry')
      .select(['act', 'clientIds', 'forOrganizationId', 'detail'])
      .where('facilityId', '=', at.id)
      .where('act', 'like', 'closure.%')
      .orderBy('id')
      .execute();
    expect(entries).toMatchObject([
      { act: 'closure.preview', clientIds: [ivy.clientId], forOrganizationId: county.birchwater },
      { act: 'closure.make', clientIds: [ivy.clientId], detail: { beds: 1, displaced: 1, moved: 0 } },
    ]);
  });
});

describe('rules', () => {
  test('a room becomes women’s: those who no longer fit are moved, or keep their place and are shown at risk', async () => {
    const at = await shelter('Turning House', [
      { name: 'Dormitory A', beds: ['single', 'single'] },
      { name: 'Dormitory B', beds: ['single'] },
    ]);
    const men = await booked('Al Man', at, { needs: { placement: 'men' } });
    const second = await booked('Bo Man', at, { needs: { placement: 'men' } });
    const administrator = await county.administrator();
    const { body: shown } = await administrator.call(readFacilityAdministration, { params: { id: at.id } });
    const room = shown.rooms.find((r) => r.name === 'Dormitory A')!;
    const rule = { roomIds: [room.id], placement: 'women' as const };
    const preview = await administrator.call(previewRule, { params: { id: at.id }, body: rule });
    expect(preview.body.moves).toHaveLength(1);
    expect(preview.body.displaced).toMatchObject([
      {
        losesPlace: false,
        reasons: expect.arrayContaining([expect.objectContaining({ code: 'placement_mismatch' })]),
      },
    ]);
    const displacing = preview.body.displaced.map((d) => d.reservationId);
    expect([men.id, second.id]).toContain(displacing[0]);
    const set = await administrator.call(setRule, {
      params: { id: at.id },
      body: { ...rule, displacing, acceptDisplaced: true },
    });
    expect(set.status).toBe(201);
    const seen = await board(await county.supervisor(), at);
    expect(seen.counts).toMatchObject({ expected: 2, atRisk: 1 });
    expect(seen.guests.every((g) => g.bedId !== null)).toBe(true);

    // Another rule for the same room takes its place from its first night on; what was before stays.
    const again = await administrator.call(setRule, {
      params: { id: at.id },
      body: { roomIds: [room.id], ageFrom: 18, beginDate: '2026-12-01', endDate: '2026-12-08' },
    });
    expect(again.status).toBe(201);
    const { body: rules } = await administrator.call(readFacilityAdministration, { params: { id: at.id } });
    expect(rules.rules.map((r) => [r.beginDate, r.endDate, r.placement, r.ageFrom])).toEqual([
      [tonight, '2026-12-01', 'women', null],
      ['2026-12-01', '2026-12-08', null, 18],
      ['2026-12-08', null, 'women', null],
    ]);
    const ended = await administrator.call(endRule, { params: { id: rules.rules[0]!.id }, body: {} });
    expect(ended.status).toBe(201);
    expect((await board(await county.supervisor(), at)).counts.atRisk).toBe(0);
  });
});

describe('overflow', () => {
  test('opening it seats who had no place; closing it names who would lose it', async () => {
    const at = await shelter('Overflow House', [{ beds: ['single', { kind: 'cot', overflow: true }] }]);
    const kay = await booked('Kay Waits', at);
    const supervisor = await county.supervisor();
    const params = { id: at.id };
    await supervisor.call(closeBeds, {
      params,
      body: { bedIds: [at.bedIds[0]!], reason: 'Leak', displacing: [kay.id], acceptDisplaced: true },
    });
    const nothing = await supervisor.call(seatWithoutPlace, { params });
    expect(nothing.body).toEqual({ moves: [], displaced: [], seatedAgain: [] });
    const opened = await supervisor.call(openOverflow, {
      params,
      body: { reason: 'Cold', endDate: '2026-11-25' },
    });
    expect(opened.body.seatedAgain).toMatchObject([
      { reservationId: kay.id, to: [{ place: 'Room A, A2 cot' }] },
    ]);
    const { body } = await supervisor.call(readFacilityAdministration, { params });
    expect(body.openings).toMatchObject([{ beginDate: tonight, endDate: '2026-11-25', reason: 'Cold' }]);
    const id = body.openings[0]!.id;
    const preview = await supervisor.call(previewOverflowEnding, { params: { id }, body: {} });
    expect(preview.body.displaced).toMatchObject([{ reservationId: kay.id, losesPlace: false }]);
    expect((await supervisor.call(endOverflow, { params: { id }, body: {} })).status).toBe(409);
    await county.specialist.call(cancelReservation, {
      params: { id: kay.id },
      body: { reason: 'Found a friend' },
    });
    expect((await supervisor.call(endOverflow, { params: { id }, body: {} })).status).toBe(201);
  });
});

describe('beds out of service, and changed', () => {
  test('an ended bed is not deleted: its promise is moved, its nights stay, and it can come back', async () => {
    const at = await shelter('Ending House', [{ beds: ['lower', 'lower'] }]);
    const eli = await booked('Eli Ends', at);
    const administrator = await county.administrator();
    const params = { id: at.id };
    const [kept] = await bedsKept(at);
    const preview = await administrator.call(previewBedEnding, {
      params,
      body: { bedIds: [kept!.bedId!], endDate: tonight },
    });
    expect(preview.body).toMatchObject({ moves: [{ reservationId: eli.id }], displaced: [] });
    const both = await administrator.call(endBeds, {
      params,
      body: { bedIds: at.bedIds, endDate: tonight, displacing: [eli.id], acceptDisplaced: true },
    });
    expect(both.status).toBe(201);
    expect(await bedsKept(at)).toEqual([]);
    const back = await administrator.call(endBeds, { params, body: { bedIds: at.bedIds, endDate: null } });
    expect(back.body.seatedAgain).toMatchObject([{ reservationId: eli.id }]);
    expect(
      (
        await (
          await county.supervisor()
        ).call(endBeds, { params, body: { bedIds: at.bedIds, endDate: null } })
      ).status,
    ).toBe(403);
  });

  test('a lower bunk that becomes an upper one gives up who may not climb', async () => {
    const at = await shelter('Climbing House', [{ beds: ['lower', 'lower'] }]);
    const bev = await booked('Bev Low', at, { needs: { lowerBunk: true } });
    const [kept] = await bedsKept(at);
    const administrator = await county.administrator();
    const done = await administrator.call(changeBeds, {
      params: { id: at.id },
      body: { bedIds: [kept!.bedId!], kind: 'upper', label: 'Top 1' },
    });
    expect(done.body).toMatchObject({ moves: [{ reservationId: bev.id }], displaced: [] });
    const { body } = await administrator.call(readFacilityAdministration, { params: { id: at.id } });
    expect(body.rooms[0]!.beds.map((b) => [b.label, b.kind])).toContainEqual(['Top 1', 'upper']);
  });

  test('a facility is closed only when nobody has a place there', async () => {
    const at = await shelter('Closing House', [{ beds: ['single'] }]);
    const kim = await booked('Kim Closes', at);
    const administrator = await county.administrator();
    const refused = await administrator.call(closeFacility, { params: { id: at.id } });
    expect(refused.refusal.obstacles).toMatchObject([{ code: 'has_stays' }]);
    await county.specialist.call(cancelReservation, {
      params: { id: kim.id },
      body: { reason: 'Elsewhere' },
    });
    const closed = await administrator.call(closeFacility, { params: { id: at.id } });
    expect(closed.body.closedAt).toBe('2026-11-23T16:14:00.000Z');
  });
});

describe('many at once', () => {
  test('closing beds while people book: every promise keeps a bed that is not closed', async () => {
    const at = await shelter('Busy House', [{ beds: Array(12).fill('single') }]);
    const people = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const made = await client(county.database.db, county.team, `Busy Number${i}`);
        await enrollment(county.database.db, made.id, at);
        return made.id;
      }),
    );
    const supervisor = await county.supervisor();
    const [closed, ...saved] = await Promise.all([
      supervisor.call(closeBeds, {
        params: { id: at.id },
        body: { bedIds: at.bedIds.slice(0, 4), reason: 'Pipes' },
      }),
      ...people.map((clientId) =>
        county.specialist.call(saveReservation, { body: { facilityId: at.id, guests: [{ clientId }] } }),
      ),
    ]);
    expect([closed.status, ...saved.map((s) => s.status)].every((s) => s === 201 || s === 409)).toBe(true);
    const kept = await bedsKept(at);
    const shut = new Set(kept.filter((k) => k.kind === 'closure').map((k) => k.bedId));
    const promised = kept.filter((k) => k.kind === 'promise').map((k) => k.bedId);
    expect(promised.every((bed) => !shut.has(bed))).toBe(true);
    expect(new Set(promised).size).toBe(promised.length);
    expect(promised.length).toBe(saved.filter((s) => s.status === 201).length);
  });
});
