import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assignBeds,
  changeDates,
  checkIn,
  listPlacesForGuest,
  moveReservation,
  readCurrentReservations,
  readReservation,
  saveReservation,
} from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { agreement, client, enrollment, type FacilityMade, facility } from '../../test/factories.ts';

let county: County;
beforeAll(async () => {
  // The clock moves by hours here; nobody is to be signed out for it.
  county = await startCounty({ idleMinutes: 10_000 });
});
afterAll(() => county.stop());

const ready = async (
  name: string,
  at: FacilityMade = county.commons,
  more: Parameters<typeof client>[3] = {},
) => {
  const made = await client(county.database.db, county.team, name, more);
  await enrollment(county.database.db, made.id, at);
  return made.id;
};
const book = (
  at: FacilityMade,
  guests: Parameters<typeof county.specialist.call<typeof saveReservation>>[1]['body']['guests'],
  more = {},
) => county.specialist.call(saveReservation, { body: { facilityId: at.id, guests, ...more } });
const codes = (answer: { refusal: { obstacles?: { code: string }[] } }) =>
  (answer.refusal.obstacles ?? []).map((o) => o.code);
const bedsOf = (facilityId: number) =>
  county.database.db
    .selectFrom('bedAssignment')
    .select(['clientId', 'bedId', 'unitKey', 'nights'])
    .where('facilityId', '=', facilityId)
    .where('endedAt', 'is', null)
    .orderBy('id')
    .execute();

describe('parties', () => {
  test('a family has a private room to itself; an infant shares and takes no place; nobody else gets the room', async () => {
    const rooms = await facility(county.database.db, county.birchwater, 'Family rooms', [
      { beds: ['single', 'single', 'single'], privateUnit: true, rule: { children: 'with' } },
    ]);
    const head = await ready('Marisol Quintanilla', rooms);
    const child = await ready('Ana Quintanilla', rooms, {
      dob: '2019-01-01',
      assessedAt: null,
      shares: null,
    });
    const infant = await ready('Leo Quintanilla', rooms, {
      dob: '2026-08-01',
      assessedAt: null,
      shares: null,
    });
    const saved = await book(rooms, [
      { clientId: head },
      { clientId: child },
      { clientId: infant, sharesWith: head },
    ]);
    expect(saved.status).toBe(201);
    const kept = await bedsOf(rooms.id);
    expect(new Set(kept.filter((k) => k.bedId !== null).map((k) => k.unitKey)).size).toBe(1);
    expect(kept.find((k) => k.clientId === infant)?.bedId).toBeNull();
    const others = [
      await ready('Other Parent', rooms),
      await ready('Other Child', rooms, { dob: '2018-01-01', assessedAt: null, shares: null }),
    ];
    expect(
      codes(
        await book(
          rooms,
          others.map((clientId) => ({ clientId })),
        ),
      ),
    ).toEqual(['full']);
    const alone = await ready('Grown Single', rooms);
    expect(codes(await book(rooms, [{ clientId: alone }]))).toContain('families_only');
  });

  test('an infant who shares has no second place elsewhere either', async () => {
    const rooms = await facility(county.database.db, county.birchwater, 'Two nights of an infant', [
      { beds: ['single', 'single'] },
    ]);
    const [parent, infant] = [
      await ready('Par Ent', rooms),
      await ready('In Fant', rooms, { dob: '2026-09-01', assessedAt: null, shares: null }),
    ];
    expect((await book(rooms, [{ clientId: parent }, { clientId: infant, sharesWith: parent }])).status).toBe(
      201,
    );
    const aunt = await ready('Au Nt', rooms);
    expect(codes(await book(rooms, [{ clientId: aunt }, { clientId: infant, sharesWith: aunt }]))).toContain(
      'already_reserved_here',
    );
  });

  test('who shares must name a guest of the party who has a place', async () => {
    const id = await ready('Sha Rer');
    expect((await book(county.commons, [{ clientId: id, sharesWith: id }])).status).toBe(400);
  });
});

describe('extended stay', () => {
  test('keeps the place from the first night without an end, whatever end the form names', async () => {
    const id = await ready('Stay Long', county.sundog);
    const saved = await book(county.sundog, [{ clientId: id }], { endDate: '2026-11-25' });
    expect(saved.body).toMatchObject({ beginDate: '2026-11-23', endDate: null });
    expect((await bedsOf(county.sundog.id))[0]?.nights).toBe('[2026-11-23,infinity)');
  });

  test('somebody who stays there needs no new reservation: call the shelter', async () => {
    const made = await client(county.database.db, county.team, 'Resi Dent');
    await enrollment(county.database.db, made.id, county.sundog, { entryDate: '2026-10-01' });
    const refused = await book(county.sundog, [{ clientId: made.id }]);
    const reason = refused.refusal.obstacles.find((o) => o.code === 'already_staying_here');
    expect(reason?.message).toContain('call the shelter to confirm: (555) 014-0161');
  });
});

describe('one person, one place', () => {
  test('an existing reservation for the night is shown instead of a second, and elsewhere it is named', async () => {
    const id = await ready('On Ce');
    await enrollment(county.database.db, id, county.quarryRoad);
    const first = await book(county.commons, [{ clientId: id }]);
    const again = await book(county.commons, [{ clientId: id }]);
    expect(again.refusal.obstacles[0]).toMatchObject({
      code: 'already_reserved_here',
      facts: { reservation: first.body.id },
    });
    const elsewhere = await book(county.quarryRoad, [{ clientId: id }]);
    expect(elsewhere.refusal.obstacles[0]?.message).toBe(
      'On Ce already has a place, Mon 23 Nov: Birchwater Commons, made by your team',
    );
  });

  test('where, is not for a team that may not know', async () => {
    const { db } = county.database;
    const made = await client(db, county.team, 'Pri Vate', { shares: false });
    await enrollment(db, made.id, county.commons);
    expect((await book(county.commons, [{ clientId: made.id }], { beginDate: '2026-11-24' })).status).toBe(
      201,
    );
    await agreement(db, county.otherTeam, county.quarry);
    const other = await county.otherSpecialist();
    const refused = await other.call(saveReservation, {
      body: { facilityId: county.quarryRoad.id, guests: [{ clientId: made.id }], beginDate: '2026-11-24' },
    });
    const reason = refused.refusal.obstacles.find((o) => o.code === 'already_has_place');
    expect(reason?.message).toBe('Pri Vate already has a place, Tue 24 Nov');
    expect(JSON.stringify(refused.refusal)).not.toContain('Birchwater');
  });
});

describe('changes', () => {
  test('other dates keep the reservation and re-date the pending enrollment', async () => {
    const id = await ready('Da Ted');
    const saved = await book(county.commons, [{ clientId: id }], {
      beginDate: '2026-12-01',
      endDate: '2026-12-03',
    });
    const changed = await county.specialist.call(changeDates, {
      params: { id: saved.body.id },
      body: { beginDate: '2026-12-05', endDate: '2026-12-08', version: saved.body.version },
    });
    expect(changed.body).toMatchObject({
      id: saved.body.id,
      beginDate: '2026-12-05',
      endDate: '2026-12-08',
      code: saved.body.code,
    });
    const pending = await county.database.db
      .selectFrom('enrollment')
      .select('plannedDate')
      .where('clientId', '=', id)
      .executeTakeFirstOrThrow();
    expect(pending.plannedDate).toBe('2026-12-05');
    const late = await county.specialist.call(changeDates, {
      params: { id: saved.body.id },
      body: { beginDate: '2026-12-06', version: saved.body.version },
    });
    expect(late.refusal.code).toBe('changed_meanwhile');
  });

  test('who is in house can stay longer in the same bed, from the day of leaving on', async () => {
    const hall = await facility(county.database.db, county.birchwater, 'Longer Hall', [
      { beds: ['single', 'single'] },
    ]);
    const id = await ready('Lon Ger', hall);
    const saved = await book(hall, [{ clientId: id }]);
    const staff = await county.staff();
    const arrived = await staff.call(checkIn, { params: { id: saved.body.guests[0]!.guestId }, body: {} });
    expect(arrived.body.night).toBe('2026-11-23');
    const [before] = await bedsOf(hall.id);
    const longer = await staff.call(changeDates, {
      params: { id: saved.body.id },
      body: { beginDate: '2026-11-23', endDate: '2026-11-26', version: saved.body.version },
    });
    expect(longer.status).toBe(200);
    const after = await bedsOf(hall.id);
    expect(new Set(after.map((a) => a.bedId))).toEqual(new Set([before!.bedId]));
    expect(after.map((a) => a.nights)).toEqual(['[2026-11-23,2026-11-24)', '[2026-11-24,2026-11-26)']);
  });

  test('a move keeps the new place and frees the old one in one step, carrying the pending enrollment', async () => {
    const { db } = county.database;
    const id = await ready('Mo Ver');
    await db
      .updateTable('enrollment')
      .set({ startAnswers: JSON.stringify({ LivingSituation: 116 }) })
      .where('clientId', '=', id)
      .execute();
    const saved = await book(county.commons, [{ clientId: id }], { beginDate: '2026-12-04' });
    const moved = await county.specialist.call(moveReservation, {
      params: { id: saved.body.id },
      body: { facilityId: county.quarryRoad.id, version: saved.body.version },
    });
    expect(moved.status).toBe(201);
    expect(moved.body.facility.name).toBe('Quarry Road Shelter');
    const old = await county.specialist.call(readReservation, { params: { id: saved.body.id } });
    expect(old.body).toMatchObject({ state: 'moved', cancelReason: 'Moved to Quarry Road Shelter' });
    const enrollments = await db
      .selectFrom('enrollment')
      .select(['projectId', 'voidedAt', 'startAnswers'])
      .where('clientId', '=', id)
      .orderBy('id')
      .execute();
    expect(enrollments).toMatchObject([
      { projectId: county.commons.projectId },
      { projectId: county.quarryRoad.projectId, voidedAt: null, startAnswers: { LivingSituation: 116 } },
    ]);
    expect(enrollments[0]?.voidedAt).not.toBeNull();
  });

  test('a move that cannot be leaves everything as it was', async () => {
    const { db } = county.database;
    const full = await facility(db, county.quarry, 'Full House', [{ beds: ['single'] }]);
    const there = await ready('The Re', full);
    expect(codes(await book(full, [{ clientId: there }], { beginDate: '2026-12-05' }))).toEqual([]);
    const id = await ready('Can Not');
    const saved = await book(county.commons, [{ clientId: id }], { beginDate: '2026-12-05' });
    const refused = await county.specialist.call(moveReservation, {
      params: { id: saved.body.id },
      body: { facilityId: full.id, version: saved.body.version },
    });
    expect(codes(refused)).toEqual(['full']);
    const still = await county.specialist.call(readReservation, { params: { id: saved.body.id } });
    expect(still.body).toEqual(saved.body);
  });
});

describe('the shelter gives the bed', () => {
  test('of its choice among those that fit; a provisional guest in the way is seated elsewhere; a misfit needs a supervisor’s reason', async () => {
    const { db } = county.database;
    const dorm = await facility(db, county.birchwater, 'Giving Dorm', [
      { beds: ['lower', 'upper', 'lower'] },
    ]);
    const [lower, upper, second] = dorm.bedIds as [number, number, number];
    const low = await ready('Lo Wer', dorm);
    const free = await ready('An Y', dorm);
    const mine = await book(dorm, [{ clientId: low, lowerBunk: true }]);
    await book(dorm, [{ clientId: free, lowerBunk: true }]);
    const staff = await county.staff();
    const guestId = mine.body.guests[0]!.guestId;
    const listed = await staff.call(listPlacesForGuest, { params: { id: guestId } });
    expect(listed.body.places.map((p) => [p.bedId, p.obstacles.length === 0])).toContainEqual([upper, false]);
    const other = listed.body.places.find((p) => p.bedId !== upper && !p.proposed)!.bedId;
    expect([lower, second]).toContain(other);

    const given = await staff.call(assignBeds, {
      params: { id: mine.body.id },
      body: { version: listed.body.version, beds: [{ guestId, bedId: other }] },
    });
    expect(codes(given)).toEqual([]);
    const board = await staff.call(readCurrentReservations, { params: { id: dorm.id }, query: {} });
    expect(new Set(board.body.guests.map((g) => g.bedId))).toEqual(new Set([lower, second]));
    expect(board.body.guests.find((g) => g.guestId === guestId)).toMatchObject({
      bedId: other,
      confirmed: true,
    });

    const misfit = { version: given.body.version, beds: [{ guestId, bedId: upper }] };
    expect(codes(await staff.call(assignBeds, { params: { id: mine.body.id }, body: misfit }))).toContain(
      'needs_override',
    );
    const supervisor = await county.supervisor();
    expect((await supervisor.call(assignBeds, { params: { id: mine.body.id }, body: misfit })).status).toBe(
      409,
    );
    const overridden = await supervisor.call(assignBeds, {
      params: { id: mine.body.id },
      body: { ...misfit, overrideReason: 'She asked for it herself' },
    });
    expect(overridden.status).toBe(201);
  });

  test('an arrival after midnight belongs to the night before; the pending enrollment begins with it', async () => {
    const id = await ready('Mid Night');
    const saved = await book(county.commons, [{ clientId: id }]);
    county.clock.set('2026-11-24T07:30:00Z');
    const staff = await county.staff();
    const arrived = await staff.call(checkIn, { params: { id: saved.body.guests[0]!.guestId }, body: {} });
    expect(codes(saved)).toEqual([]);
    expect(arrived.body.night).toBe('2026-11-23');
    const opened = await county.database.db
      .selectFrom('enrollment')
      .select(['entryDate'])
      .where('clientId', '=', id)
      .executeTakeFirstOrThrow();
    expect(opened.entryDate).toBe('2026-11-23');
    const nights = await county.database.db
      .selectFrom('bedNight')
      .select(['night'])
      .where('clientId', '=', id)
      .execute();
    expect(nights).toEqual([{ night: '2026-11-23' }]);
    county.clock.set('2026-11-23T16:14:00Z');
  });
});

test('HUD’s Sex is a record and never read by seating, board or obstacles', async () => {
  const { db } = county.database;
  const women = await facility(db, county.birchwater, 'Women only', [
    { beds: ['single', 'single', 'single', 'single'], rule: { placement: 'women' } },
  ]);
  const answers = [];
  for (const sex of [0, 1, 9, null]) {
    const id = await ready(`Sex ${sex}`, women, { needs: { placement: 'women' } });
    await db.updateTable('client').set({ sex }).where('id', '=', id).execute();
    answers.push((await book(women, [{ clientId: id }])).status);
  }
  expect(answers).toEqual([201, 201, 201, 201]);
});
