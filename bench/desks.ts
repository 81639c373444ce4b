import { sql } from 'kysely';
import pg from 'pg';
import { takeWalkIn } from '../contract/door.ts';
import { checkIn, saveReservation } from '../contract/reservations.ts';
import { type Caller, type RunningApp, startApp } from '../test/app.ts';
import { agreement, crowd, facility, organization, user } from '../test/factories.ts';
import { compare, fromOutside } from './compare.ts';
import { say, underLoad } from './load.ts';

const acts = 100;
const guests = 200;
const mornings = 5;

const county = async () => {
  const running = await startApp({ idleMinutes: 10_000 });
  const { db } = running.database;
  const team = await organization(db, 'Bench Team', 'reservation_team');
  const shelter = await organization(db, 'Bench Shelters', 'shelter');
  await agreement(db, team, shelter);
  const at = async (
    name: string,
    organizationId: number,
    workgroup: 'shelter_reservation_team' | 'emergency_shelter_staff',
  ) => running.signIn((await user(db, name, [{ organizationId, workgroup }])).email);
  const specialist = await at('Bench Specialist', team, 'shelter_reservation_team');
  const staff = await at('Bench Desk', shelter, 'emergency_shelter_staff');
  const dormitory = (name: string) =>
    facility(db, shelter, name, [
      { beds: Array.from({ length: guests }, (_, b) => (b % 2 ? 'upper' : 'lower')) },
    ]);
  return { running, db, team, specialist, staff, dormitory };
};

/** A busy desk is not told of each act by itself: so long a server may gather what changed. */
const gathering = 40;
/** So much of the time until another desk is told should be the check-in itself, that gathering and a bare NOTIFY. */
const wantedOfSeen = 0.5;

/**
 * From the moment a check-in is sent at one desk until another desk, at another server, is told on its stream of
 * events that this facility changed; beside it the same check-ins until their own desk is answered, and a bare NOTIFY
 * heard on another connection of the same database.
 */
export const measureSeen = async (): Promise<boolean[]> => {
  const { running, db, team, specialist, staff, dormitory } = await county();
  const house = await dormitory('Shelter of two desks');
  const people = await crowd(db, team, [house], 2 * acts);
  const guestIds: number[] = [];
  for (const clientId of people) {
    const saved = await specialist.call(saveReservation, {
      body: { facilityId: house.id, guests: [{ clientId }] },
    });
    guestIds.push(saved.body.guests[0]!.guestId);
  }
  const [deskA, deskB] = await running.atServers(staff, 2);
  const stream = await openStream(deskB!);
  console.log('\nAn act seen at another desk, which looks at another server; one after another');
  const arrive = async (guestId: number) =>
    String((await deskA!.call(checkIn, { params: { id: guestId }, body: {} })).status);
  const seen = await underLoad(acts, 1, async (n) => {
    const told = stream.next();
    const status = await arrive(guestIds[n]!);
    await told;
    return status;
  });
  const answered = await underLoad(acts, 1, (n) => arrive(guestIds[acts + n]!));
  stream.close();
  const bare = await notifyAndHear(running);
  say('  check-in sent until told elsewhere', seen);
  say('  check-in sent until answered', answered);
  say('  bare NOTIFY until heard', bare);
  await running.stop();
  for (const { results } of [seen, answered])
    if (results['201'] !== acts)
      throw new Error(`Not every check-in was acknowledged: ${JSON.stringify(results)}`);
  const ratio = (answered.p95 + gathering + bare.p95) / seen.p95;
  console.log(
    `  ratio of p95 ${ratio.toFixed(2)} (at least ${wantedOfSeen.toFixed(2)} wanted): answer, ${gathering} ms of gathering and NOTIFY, of what it takes until told`,
  );
  return [ratio >= wantedOfSeen];
};

/** A desk's stream of events; `next` settles with the next word that a facility changed. */
const openStream = async (desk: Caller) => {
  const stop = new AbortController();
  const reply = await desk.fetch('/api/events', { signal: stop.signal });
  const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard: () => void = () => {};
  let greeted: () => void = () => {};
  const open = new Promise<void>((settle) => {
    greeted = settle;
  });
  (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value.includes('event: hello')) greeted();
      if (value.includes('event: facilities')) heard();
    }
  })().catch(() => undefined);
  await open;
  return {
    next: () =>
      new Promise<void>((settle) => {
        heard = settle;
      }),
    close: () => stop.abort(),
  };
};

const notifyAndHear = async ({ database }: RunningApp) => {
  const listening = new pg.Client({ connectionString: database.databaseUrl });
  await listening.connect();
  await listening.query('listen bench');
  let heard: () => void = () => {};
  listening.on('notification', () => heard());
  const measured = await underLoad(acts, 1, async () => {
    const told = new Promise<void>((settle) => {
      heard = settle;
    });
    await database.pool.query("select pg_notify('bench', '1')");
    await told;
    return 'heard';
  });
  await listening.end();
  return measured;
};

/** The morning of a full house, in one confirm in which everybody returns. */
export const measureMornings = async (): Promise<boolean[]> => {
  const { running, db, team, staff, dormitory } = await county();
  running.clock.set('2026-11-24T02:00:00Z');
  const requests: { method: string; path: string; body: unknown }[] = [];
  const ids: number[] = [];
  for (let n = 0; n < mornings; n++) {
    const house = await dormitory(`Full house ${n}`);
    const people = await crowd(db, team, [], guests);
    const returning: { guestId: number; choice: 'returning' }[] = [];
    for (const clientId of people) {
      const taken = await staff.call(takeWalkIn, {
        params: { id: house.id },
        body: { guests: [{ clientId }] },
      });
      returning.push({ guestId: taken.body.guests[0]!.guestId, choice: 'returning' });
    }
    ids.push(house.id);
    const body = { night: '2026-11-23', guests: returning };
    requests.push({ method: 'POST', path: `/api/facilities/${house.id}/morning`, body });
  }
  running.clock.set('2026-11-24T13:00:00Z');
  const last = await sql<{
    reservation: number;
    guest: number;
  }>`select max(r.id) as reservation, max(g.id) as guest
    from reservation r join guest g on g.reservation_id = r.id`.execute(db);
  const { reservation, guest } = last.rows[0]!;
  // Ids of every kind lie far apart, so that a replay can tell a reservation from a guest.
  const owner = new pg.Client({ connectionString: running.database.databaseUrl });
  await owner.connect();
  await owner.query('alter sequence reservation_id_seq restart 200000000');
  await owner.query('alter sequence guest_id_seq restart 300000000');
  await owner.query('alter sequence bed_assignment_id_seq restart 400000000');
  await owner.query('vacuum analyze');
  await owner.end();
  const good = await compare(
    `The morning of ${guests} guests in one confirm`,
    requests,
    1,
    (list, concurrency) =>
      fromOutside({ baseUrl: running.baseUrl, headers: staff.headers, requests: list, concurrency }),
    running.database.pool,
    {
      // One request alone: whom it seats, it seats in memory, and nothing else fills that time.
      least: 0.25,
      undo: async () => {
        await sql`delete from bed_assignment where guest_id > ${guest}`.execute(db);
        await sql`delete from guest where id > ${guest}`.execute(db);
        await sql`delete from reservation where id > ${reservation}`.execute(db);
        await sql`delete from morning where facility_id = any(${ids}::bigint[])`.execute(db);
        await sql`update guest set left_at = null, left_by = null`.execute(db);
        await sql`update bed_night set left_at = null, left_by = null`.execute(db);
      },
    },
  );
  await running.stop();
  return [good];
};
