import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { issueBar } from '../../contract/bars.ts';
import { cancelReservation, moveReservation, saveReservation } from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import {
  agreement,
  barAsked,
  crowd,
  enrollment,
  type FacilityMade,
  facility,
  organization,
  user,
} from '../../test/factories.ts';

let county: County;
/** The same specialist at four servers, so that nothing but the database stands between the callers. */
let desks: Caller[];
beforeEach(async () => {
  county = await startCounty();
  desks = await county.atServers(county.specialist, 4);
});

const desk = (n: number): Caller => desks[n % desks.length]!;
afterEach(() => county.stop());

const tally = (statuses: number[]) =>
  Object.fromEntries(
    [...Map.groupBy(statuses, (s) => s)].map(([status, all]) => [status, all.length]).sort(),
  );

/** What no history may ever break: asked of the tables, not of the code that wrote them. */
const brokenPromises = async (): Promise<unknown[]> => {
  const { rows } = await sql`
    select 'bed twice' as what, a.id, b.id as other from bed_assignment a join bed_assignment b on a.bed_id = b.bed_id and a.id < b.id
      and a.nights && b.nights where a.ended_at is null and b.ended_at is null
    union all
    select 'person twice', a.id, b.id from bed_assignment a join bed_assignment b on a.client_id = b.client_id and a.id < b.id
      and a.nights && b.nights where a.ended_at is null and b.ended_at is null
    union all
    select 'two parties in a unit', a.id, b.id from bed_assignment a join bed_assignment b on a.unit_key = b.unit_key and a.id < b.id
      and a.nights && b.nights and a.party_id <> b.party_id where a.ended_at is null and b.ended_at is null
    union all
    select 'live reservation without a place', r.id, g.id from reservation r join guest g on g.reservation_id = r.id
      where r.cancelled_at is null and not exists (select from bed_assignment a where a.guest_id = g.id and a.ended_at is null)
    union all
    select 'place of a cancelled reservation', r.id, a.id from reservation r join guest g on g.reservation_id = r.id
      join bed_assignment a on a.guest_id = g.id and a.ended_at is null where r.cancelled_at is not null`.execute(
    county.database.db,
  );
  return rows;
};

const bigShelter = (beds: number): Promise<FacilityMade> =>
  facility(county.database.db, county.birchwater, `Lantern Hall ${beds}`, [
    { beds: Array.from({ length: beds }, (_, i) => (i % 2 ? 'upper' : 'lower')) },
  ]);

describe('many callers at once', () => {
  test('200 callers for the last 40 places: exactly 40 saved, 160 polite refusals, no error', async () => {
    const lantern = await bigShelter(40);
    const people = await crowd(county.database.db, county.team, [lantern], 200);
    const answers = await Promise.all(
      people.map((clientId, i) =>
        desk(i).call(saveReservation, { body: { facilityId: lantern.id, guests: [{ clientId }] } }),
      ),
    );
    expect(tally(answers.map((a) => a.status))).toEqual({ 201: 40, 409: 160 });
    const refusals = answers
      .filter((a) => a.status === 409)
      .map((a) => a.refusal.obstacles.map((o) => o.code).join());
    expect(new Set(refusals)).toEqual(new Set(['full']));
    expect(await brokenPromises()).toEqual([]);
  });

  test('one person wanted by 20 shelters at once: one place', async () => {
    const { db } = county.database;
    const shelters = await Promise.all(Array.from({ length: 20 }, (_, i) => bigShelter(2 + i)));
    const [clientId] = await crowd(db, county.team, shelters, 1);
    const answers = await Promise.all(
      shelters.map((s, i) =>
        desk(i).call(saveReservation, { body: { facilityId: s.id, guests: [{ clientId: clientId! }] } }),
      ),
    );
    expect(tally(answers.map((a) => a.status))).toEqual({ 201: 1, 409: 19 });
    expect(await brokenPromises()).toEqual([]);
  });

  test('two couples crossing at two shelters, again and again: no deadlock reaches a user', async () => {
    const [one, two] = [await bigShelter(8), await bigShelter(10)];
    const people = await crowd(county.database.db, county.team, [one, two], 16);
    const couples = Array.from({ length: 8 }, (_, i) => [people[2 * i]!, people[2 * i + 1]!] as const);
    const answers = await Promise.all(
      couples.flatMap(([a, b], i) => [
        desk(i).call(saveReservation, {
          body: { facilityId: one.id, guests: [{ clientId: a }, { clientId: b }] },
        }),
        desk(i + 1).call(saveReservation, {
          body: { facilityId: two.id, guests: [{ clientId: b }, { clientId: a }] },
        }),
      ]),
    );
    expect(tally(answers.map((a) => a.status))).toEqual({ 201: 8, 409: 8 });
    expect(await brokenPromises()).toEqual([]);
  });

  test('couples who swap shelters by moving at the same time: each moves or is told why, nobody loses a place', async () => {
    const [one, two] = [await bigShelter(4), await bigShelter(6)];
    const people = await crowd(county.database.db, county.team, [one, two], 8);
    const saved = await Promise.all(
      people.map((clientId, i) =>
        county.specialist.call(saveReservation, {
          body: { facilityId: i % 2 ? one.id : two.id, guests: [{ clientId }] },
        }),
      ),
    );
    expect(tally(saved.map((s) => s.status))).toEqual({ 201: 8 });
    const moved = await Promise.all(
      saved.map((s, i) =>
        desk(i).call(moveReservation, {
          params: { id: s.body.id },
          body: { facilityId: i % 2 ? two.id : one.id, version: s.body.version },
        }),
      ),
    );
    expect(moved.every((m) => m.status === 201 || m.status === 409)).toBe(true);
    expect(await brokenPromises()).toEqual([]);
    const { rows } = await sql<{
      n: number;
    }>`select count(distinct client_id) as n from bed_assignment where ended_at is null`.execute(
      county.database.db,
    );
    expect(rows[0]?.n).toBe(8);
  });

  test('a bar issued during 200 bookings of that person: never both saved and unlisted', async () => {
    const { db } = county.database;
    const shelter = await organization(db, 'Granite Hill', 'shelter');
    await agreement(db, county.team, shelter);
    const granite = await facility(db, shelter, 'Granite Hill', [
      { beds: Array.from({ length: 30 }, () => 'single' as const) },
    ]);
    const account = await user(db, 'Ed Granite', [
      { organizationId: shelter, workgroup: 'emergency_shelter_staff' },
    ]);
    const issuer = await county.signIn(account.email);
    const [clientId] = await crowd(db, county.team, [granite], 1);

    const book = (night: number) =>
      desk(night).call(saveReservation, {
        body: {
          facilityId: granite.id,
          guests: [{ clientId: clientId! }],
          beginDate: `2026-12-${String(1 + (night % 28)).padStart(2, '0')}`,
        },
      });
    const bookings = Promise.all(Array.from({ length: 200 }, (_, i) => book(i)));
    const barred = await issuer.call(issueBar, {
      body: barAsked(clientId!, { endDate: '2027-01-31' }),
    });
    const answers = await bookings;
    expect(barred.status).toBe(201);
    expect(answers.filter((a) => a.status !== 201 && a.status !== 409)).toEqual([]);
    const saved = answers
      .filter((a) => a.status === 201)
      .map((a) => a.body.id)
      .sort();
    expect(barred.body.touches.map((t) => t.reservationId).sort()).toEqual(saved);
  });

  test('cancelling and booking the last place at once: never two, and the freed place can be had', async () => {
    const small = await bigShelter(1);
    const people = await crowd(county.database.db, county.team, [small], 21);
    const held = await county.specialist.call(saveReservation, {
      body: { facilityId: small.id, guests: [{ clientId: people[0]! }] },
    });
    const [cancelled, ...others] = await Promise.all([
      county.specialist.call(cancelReservation, {
        params: { id: held.body.id },
        body: { reason: 'Found family' },
      }),
      ...people
        .slice(1)
        .map((clientId, i) =>
          desk(i).call(saveReservation, { body: { facilityId: small.id, guests: [{ clientId }] } }),
        ),
    ]);
    expect(cancelled.status).toBe(201);
    expect(others.filter((o) => o.status === 201).length).toBeLessThanOrEqual(1);
    expect(others.every((o) => o.status === 201 || o.status === 409)).toBe(true);
    expect(await brokenPromises()).toEqual([]);
  });

  test('sixty callers wait for one busy shelter: another shelter is booked meanwhile', async () => {
    const [busy, calm] = [await bigShelter(60), await bigShelter(2)];
    const people = await crowd(county.database.db, county.team, [busy, calm], 61);
    const inHand = new pg.Client({ connectionString: county.database.databaseUrl });
    await inHand.connect();
    await inHand.query('begin');
    await inHand.query('select from facility where id = $1 for no key update', [busy.id]);
    const waiting = people
      .slice(1)
      .map((clientId) =>
        county.specialist.call(saveReservation, { body: { facilityId: busy.id, guests: [{ clientId }] } }),
      );
    const elsewhere = await county.specialist.call(saveReservation, {
      body: { facilityId: calm.id, guests: [{ clientId: people[0]! }] },
    });
    expect(elsewhere.status).toBe(201);
    await inHand.query('commit');
    await inHand.end();
    expect(tally((await Promise.all(waiting)).map((a) => a.status))).toEqual({ 201: 60 });
  });

  test('an enrollment made for another project cannot carry a reservation', async () => {
    const lantern = await bigShelter(3);
    const [clientId] = await crowd(county.database.db, county.team, [lantern], 1);
    const elsewhere = await enrollment(county.database.db, clientId!, county.quarryRoad);
    const refused = await county.specialist.call(saveReservation, {
      body: { facilityId: lantern.id, guests: [{ clientId: clientId!, enrollmentId: elsewhere }] },
    });
    expect(refused.refusal.obstacles.map((o) => o.code)).toEqual(['enrollment_does_not_match']);
  });
});
