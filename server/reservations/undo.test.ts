import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  assignBeds,
  cancelReservation,
  checkIn,
  listPlacesForGuest,
  moveReservation,
  readCurrentReservations,
  saveReservation,
  undoAssignment,
  undoCancellation,
  undoCheckIn,
  undoMove,
} from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { bar, client, enrollment, type FacilityMade, facility } from '../../test/factories.ts';

let county: County;
let minute = 0;
beforeAll(async () => {
  county = await startCounty({ idleMinutes: 3000 });
});
afterAll(() => county.stop());
beforeEach(() => {
  county.clock.set('2026-11-23T16:30:00Z');
  minute = 0;
});

/** Acts follow each other by seconds, as they do at a desk. */
const later = (seconds: number) => {
  minute += seconds;
  county.clock.set(new Date(Date.parse('2026-11-23T16:30:00Z') + minute * 1000).toISOString());
};

const hall = (name: string, beds = 2) =>
  facility(county.database.db, county.birchwater, name, [{ beds: Array(beds).fill('single') }]);

const person = async (name: string, at: FacilityMade) => {
  const { id } = await client(county.database.db, county.team, name);
  await enrollment(county.database.db, id, at);
  return id;
};

const book = async (at: FacilityMade, ...names: string[]) => {
  const guests: { clientId: number }[] = [];
  for (const name of names) guests.push({ clientId: await person(name, at) });
  const saved = await county.specialist.call(saveReservation, { body: { facilityId: at.id, guests } });
  expect(saved.refusal.obstacles ?? []).toEqual([]);
  later(5);
  return saved.body;
};

const cancelIt = async (id: number) => {
  const done = await county.specialist.call(cancelReservation, {
    params: { id },
    body: { reason: 'Pressed in error' },
  });
  expect(done.status).toBe(201);
  later(5);
};

const takeBack = (id: number, as = county.specialist) => as.call(undoCancellation, { params: { id } });

const boardOf = async (at: FacilityMade) => {
  const staff = await county.staff();
  const { body } = await staff.call(readCurrentReservations, { params: { id: at.id }, query: {} });
  return body.guests.map(({ name, bedId, confirmed, arrivedAt }) => ({
    name,
    bedId,
    confirmed,
    here: arrivedAt !== null,
  }));
};

const enrollmentsOf = (clientId: number) =>
  county.database.db
    .selectFrom('enrollment')
    .select(['projectId', 'entryDate', 'plannedDate', 'voidedAt'])
    .where('clientId', '=', clientId)
    .orderBy('id')
    .execute();

const lastAct = () =>
  county.database.db
    .selectFrom('auditEntry')
    .select('act')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();

const codes = (answer: { status: number; refusal: { obstacles: { code: string }[] } }) => {
  expect(answer.status).toBe(409);
  return answer.refusal.obstacles.map((o) => o.code);
};

const give = async (id: number, version: number, beds: { guestId: number; bedId: number }[]) => {
  const staff = await county.staff();
  const given = await staff.call(assignBeds, { params: { id }, body: { version, beds } });
  expect(given.refusal.obstacles ?? []).toEqual([]);
  later(5);
  return given.body.version;
};

describe('a cancellation taken back', () => {
  test('keeps the very bed that was given, as given, and the enrollment is pending again', async () => {
    const at = await hall('Back Hall', 3);
    const saved = await book(at, 'Ida Back');
    const { guestId, clientId } = saved.guests[0]!;
    await give(saved.id, saved.version, [{ guestId, bedId: at.bedIds[2]! }]);
    await cancelIt(saved.id);
    expect(await boardOf(at)).toEqual([]);
    const [voided] = await enrollmentsOf(clientId);
    expect(voided!.voidedAt).not.toBeNull();

    const back = await takeBack(saved.id);
    expect(back.refusal.obstacles ?? []).toEqual([]);
    expect(back.body).toMatchObject({ id: saved.id, state: 'expected', cancelReason: null });
    expect(await lastAct()).toEqual({ act: 'reservation.cancel_undo' });
    expect(await boardOf(at)).toEqual([
      { name: 'Ida Back', bedId: at.bedIds[2], confirmed: true, here: false },
    ]);
    expect(await enrollmentsOf(clientId)).toEqual([{ ...voided, voidedAt: null }]);
    expect((await takeBack(saved.id)).refusal.code).toBe('nothing_to_undo');
  });

  test('is also for shelter staff who cancelled what a team had saved', async () => {
    const at = await hall('Staff Hall');
    const saved = await book(at, 'Sol Staff');
    const staff = await county.staff();
    await staff.call(cancelReservation, { params: { id: saved.id }, body: { reason: 'Other guest' } });
    expect(codes(await takeBack(saved.id))).toEqual(['done_by_somebody_else']);
    const back = await takeBack(saved.id, staff);
    expect(back.refusal.obstacles ?? []).toEqual([]);
    expect(await boardOf(at)).toMatchObject([{ name: 'Sol Staff', confirmed: false }]);
  });

  test('is for who cancelled, for two minutes, and says both', async () => {
    const at = await hall('Two Minutes Hall');
    const saved = await book(at, 'Timo Late');
    await cancelIt(saved.id);
    const staff = await county.staff();
    expect(codes(await takeBack(saved.id, staff))).toEqual(['done_by_somebody_else']);
    later(120);
    expect(codes(await takeBack(saved.id))).toEqual(['too_late_to_undo']);
    expect(codes(await takeBack(saved.id, staff))).toEqual(['done_by_somebody_else', 'too_late_to_undo']);
    expect((await takeBack(saved.id, await county.quarryStaff())).status).toBe(404);
    expect(await boardOf(at)).toEqual([]);
  });

  test('is refused with every reason once the place is taken and a bar was issued', async () => {
    const at = await hall('Taken Hall', 1);
    const saved = await book(at, 'Lou First');
    await cancelIt(saved.id);
    const next = await book(at, 'Max Next');
    await bar(county.database.db, saved.guests[0]!.clientId, county.birchwater);
    const refused = await takeBack(saved.id);
    expect(codes(refused)).toEqual(['not_eligible', 'full']);
    expect(JSON.stringify(refused.refusal)).not.toContain('CANARY');
    expect((await enrollmentsOf(saved.guests[0]!.clientId))[0]!.voidedAt).not.toBeNull();
    await cancelIt(next.id);
    await county.database.db
      .updateTable('bar')
      .set({ liftedAt: county.clock.now() })
      .where('clientId', '=', saved.guests[0]!.clientId)
      .execute();
    expect((await takeBack(saved.id)).status).toBe(200);
  });

  test('is refused once somebody has a place elsewhere, or the agreement has ended', async () => {
    const at = await hall('Elsewhere Hall');
    const saved = await book(at, 'Nell Elsewhere');
    await cancelIt(saved.id);
    const { clientId } = saved.guests[0]!;
    await enrollment(county.database.db, clientId, county.quarryRoad);
    const other = await county.specialist.call(saveReservation, {
      body: { facilityId: county.quarryRoad.id, guests: [{ clientId }] },
    });
    expect(other.status).toBe(201);
    const agreed = county.database.db
      .updateTable('bookingAgreement')
      .where('teamOrganizationId', '=', county.team)
      .where('shelterOrganizationId', '=', county.birchwater);
    await agreed.set({ endsOn: '2026-11-01' }).execute();
    expect(codes(await takeBack(saved.id))).toEqual(['agreement_ended', 'already_has_place']);
    await agreed.set({ endsOn: 'infinity' }).execute();
  });
});

describe('a move taken back', () => {
  const move = async (id: number, version: number, to: FacilityMade) => {
    const moved = await county.specialist.call(moveReservation, {
      params: { id },
      body: { facilityId: to.id, version },
    });
    expect(moved.refusal.obstacles ?? []).toEqual([]);
    later(5);
    return moved.body;
  };

  test('frees the new place, keeps the old one and leaves one pending enrollment', async () => {
    const [from, to] = [await hall('From Hall'), await hall('To Hall')];
    const saved = await book(from, 'Mo Mover');
    await move(saved.id, saved.version, to);
    expect(await boardOf(from)).toEqual([]);
    const back = await county.specialist.call(undoMove, { params: { id: saved.id } });
    expect(back.refusal.obstacles ?? []).toEqual([]);
    expect(back.body).toMatchObject({ id: saved.id, state: 'expected', facility: { id: from.id } });
    expect(await lastAct()).toEqual({ act: 'reservation.move_undo' });
    expect(await boardOf(from)).toMatchObject([{ name: 'Mo Mover' }]);
    expect(await boardOf(to)).toEqual([]);
    const kept = (await enrollmentsOf(saved.guests[0]!.clientId)).filter((e) => !e.voidedAt);
    expect(kept).toMatchObject([{ projectId: from.projectId, entryDate: null }]);
  });

  test('leaves an intake that was done at the new shelter before', async () => {
    const [from, to] = [await hall('Old Hall'), await hall('Intake Hall')];
    const saved = await book(from, 'Ina Intake');
    const { clientId } = saved.guests[0]!;
    await enrollment(county.database.db, clientId, to);
    await move(saved.id, saved.version, to);
    const back = await county.specialist.call(undoMove, { params: { id: saved.id } });
    expect(back.status).toBe(200);
    const kept = (await enrollmentsOf(clientId)).filter((e) => !e.voidedAt);
    expect(kept.map((e) => e.projectId)).toEqual([from.projectId, to.projectId]);
  });

  test('is refused once the guest is checked in there or the old place is gone, and then nothing has changed', async () => {
    const [from, to] = [await hall('Full Hall', 1), await hall('Arrived Hall')];
    const saved = await book(from, 'Ari Arrived');
    const moved = await move(saved.id, saved.version, to);
    await book(from, 'Nora Newer');
    const staff = await county.staff();
    await staff.call(checkIn, { params: { id: moved.guests[0]!.guestId }, body: {} });
    later(5);
    const refused = await county.specialist.call(undoMove, { params: { id: saved.id } });
    expect(codes(refused)).toEqual(['checked_in', 'full']);
    expect(await boardOf(to)).toMatchObject([{ name: 'Ari Arrived', here: true }]);
    expect(codes(await staff.call(undoMove, { params: { id: saved.id } }))).toContain(
      'done_by_somebody_else',
    );
  });
});

describe('a given bed taken back', () => {
  test('is the proposed one again, then the one given before; who moved aside has a place throughout', async () => {
    const at = await hall('Give Hall', 3);
    const [one, two] = [await book(at, 'Uma One'), await book(at, 'Vic Two')];
    const before = await boardOf(at);
    const bedOf = (name: string) => before.find((g) => g.name === name)!.bedId!;
    const { guestId } = one.guests[0]!;
    const staff = await county.staff();
    await give(one.id, one.version, [{ guestId, bedId: bedOf('Vic Two') }]);
    const back = await staff.call(undoAssignment, { params: { id: one.id } });
    expect(back.refusal.obstacles ?? []).toEqual([]);
    expect(await lastAct()).toEqual({ act: 'bed.assign_undo' });
    expect(await boardOf(at)).toEqual(
      expect.arrayContaining([
        { name: 'Uma One', bedId: bedOf('Uma One'), confirmed: false, here: false },
        expect.objectContaining({ name: 'Vic Two', confirmed: false, bedId: expect.any(Number) }),
      ]),
    );
    expect((await staff.call(undoAssignment, { params: { id: one.id } })).refusal.code).toBe(
      'nothing_to_undo',
    );

    later(5);
    const version = await give(one.id, back.body.version, [{ guestId, bedId: bedOf('Vic Two') }]);
    await give(one.id, version, [{ guestId, bedId: bedOf('Uma One') }]);
    expect((await staff.call(undoAssignment, { params: { id: one.id } })).status).toBe(200);
    const [uma] = (await boardOf(at)).filter((g) => g.name === 'Uma One');
    expect(uma).toMatchObject({ bedId: bedOf('Vic Two'), confirmed: true });
    expect(two.version).toBe(1);
  });

  test('is refused once the bed from before is another’s, or a guest was checked in since', async () => {
    const at = await hall('Swap Hall', 2);
    const [one, two] = [await book(at, 'Wes One'), await book(at, 'Xia Two')];
    const [first, second] = at.bedIds as [number, number];
    const version = await give(one.id, one.version, [{ guestId: one.guests[0]!.guestId, bedId: first }]);
    await give(one.id, version, [{ guestId: one.guests[0]!.guestId, bedId: second }]);
    const staff = await county.staff();
    const xia = two.guests[0]!.guestId;
    const { body: places } = await staff.call(listPlacesForGuest, { params: { id: xia } });
    await give(two.id, places.version, [{ guestId: xia, bedId: first }]);
    expect(codes(await staff.call(undoAssignment, { params: { id: one.id } }))).toEqual(['taken']);
    await staff.call(checkIn, { params: { id: one.guests[0]!.guestId }, body: {} });
    expect(codes(await staff.call(undoAssignment, { params: { id: one.id } }))).toEqual([
      'checked_in_since',
      'taken',
    ]);
    const supervisor = await county.supervisor();
    expect(codes(await supervisor.call(undoAssignment, { params: { id: two.id } }))).toEqual([
      'done_by_somebody_else',
    ]);
  });

  test('after arrival takes the night’s record along', async () => {
    const at = await hall('Night Hall', 2);
    const saved = await book(at, 'Yan Night');
    const { guestId } = saved.guests[0]!;
    const staff = await county.staff();
    await staff.call(checkIn, { params: { id: guestId }, body: {} });
    later(5);
    const { body } = await staff.call(listPlacesForGuest, { params: { id: guestId } });
    const [own, other] = [body.places.find((p) => p.proposed)!, body.places.find((p) => !p.proposed)!];
    await give(saved.id, body.version, [{ guestId, bedId: other.bedId }]);
    expect((await staff.call(undoAssignment, { params: { id: saved.id } })).status).toBe(200);
    const nights = await county.database.db
      .selectFrom('bedNight')
      .select('bedId')
      .where('facilityId', '=', at.id)
      .execute();
    expect(nights).toEqual([{ bedId: own.bedId }]);
  });
});

describe('a check-in taken back', () => {
  const arrive = async (guestId: number) => {
    const staff = await county.staff();
    const done = await staff.call(checkIn, { params: { id: guestId }, body: {} });
    expect(done.status).toBe(201);
    later(5);
  };
  const undo = async (guestId: number, as?: Awaited<ReturnType<County['staff']>>) =>
    (as ?? (await county.staff())).call(undoCheckIn, { params: { id: guestId } });
  const nightsAt = (at: FacilityMade) =>
    county.database.db.selectFrom('bedNight').select('night').where('facilityId', '=', at.id).execute();

  test('leaves no bed night, the guest expected and the enrollment pending; checking in again records it', async () => {
    const at = await hall('Arrive Hall');
    const saved = await book(at, 'Zoe Arrive');
    const { guestId, clientId } = saved.guests[0]!;
    const before = await enrollmentsOf(clientId);
    await arrive(guestId);
    expect(await enrollmentsOf(clientId)).toMatchObject([{ entryDate: '2026-11-23' }]);
    const back = await undo(guestId);
    expect(back.refusal.obstacles ?? []).toEqual([]);
    expect(await lastAct()).toEqual({ act: 'guest.check_in_undo' });
    expect(await boardOf(at)).toMatchObject([{ name: 'Zoe Arrive', here: false }]);
    expect(await nightsAt(at)).toEqual([]);
    expect(await enrollmentsOf(clientId)).toEqual(before);
    expect((await undo(guestId)).refusal.code).toBe('nothing_to_undo');
    await arrive(guestId);
    expect(await nightsAt(at)).toEqual([{ night: '2026-11-23' }]);
    expect(await enrollmentsOf(clientId)).toMatchObject([{ entryDate: '2026-11-23' }]);
  });

  test('leaves an enrollment open that was open before, with the nights slept', async () => {
    const at = await hall('Open Hall');
    const saved = await book(at, 'Ole Open');
    const { guestId, clientId } = saved.guests[0]!;
    await county.database.db
      .updateTable('enrollment')
      .set({ entryDate: '2026-11-20' })
      .where('clientId', '=', clientId)
      .execute();
    await arrive(guestId);
    expect((await undo(guestId)).status).toBe(200);
    expect(await enrollmentsOf(clientId)).toMatchObject([{ entryDate: '2026-11-20' }]);
    expect(await nightsAt(at)).toEqual([]);
  });

  test('is for who checked in, for two minutes, and not after the guest has left', async () => {
    const at = await hall('Own Hall');
    const saved = await book(at, 'Pia Own');
    const { guestId } = saved.guests[0]!;
    await arrive(guestId);
    expect(codes(await undo(guestId, await county.supervisor()))).toEqual(['done_by_somebody_else']);
    expect((await undo(guestId, await county.quarryStaff())).status).toBe(404);
    await county.database.db
      .updateTable('guest')
      .set({ leftAt: county.clock.now() })
      .where('id', '=', guestId)
      .execute();
    later(120);
    expect(codes(await undo(guestId))).toEqual(['too_late_to_undo', 'left_since']);
    expect(await nightsAt(at)).toEqual([{ night: '2026-11-23' }]);
  });
});
