import { fork } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { startApp } from '../test/app.ts';
import { startTestCluster } from '../test/database.ts';
import { agreement, crowd, type FacilityMade, facility, organization, user } from '../test/factories.ts';
import { type Measured, say, underLoad } from './load.ts';
import { Recorder, replay, type Statement } from './recorder.ts';

/** Every figure beside the same work done by bare statements in the same run: the ratio is what counts. */
const facilities = 500;
const bedsEach = 30;
const people = 100_000;
const concurrency = 40;

const bench = async () => {
  console.log(`Making ${facilities} facilities with ${bedsEach} beds and ${people} people …`);
  const running = await startApp();
  const { db, pool } = running.database;
  const team = await organization(db, 'Bench Team', 'reservation_team');
  const shelter = await organization(db, 'Bench Shelters', 'shelter');
  await agreement(db, team, shelter);
  const specialist = await user(db, 'Bench Specialist', [
    { organizationId: team, workgroup: 'shelter_reservation_team' },
  ]);
  const made: FacilityMade[] = [];
  for (let i = 0; i < facilities; i++) {
    made.push(
      await facility(db, shelter, `Shelter ${i}`, [
        { beds: Array.from({ length: bedsEach - 4 }, (_, b) => (b % 2 ? 'upper' : 'lower')) },
        { beds: ['single', 'single', 'single', 'single'], privateUnit: true },
      ]),
    );
  }
  const booked = made.slice(0, 40);
  const callers = await crowd(db, team, booked, 2_000);
  await fillNames(running.database.db, team, people);
  await fillTonight(running.database.db, made);
  // Ids of every kind lie far apart, so that a replay can tell a reservation from a bed.
  await atOwner(running.database.databaseUrl, [
    'alter sequence party_id_seq restart 100000000',
    'alter sequence reservation_id_seq restart 200000000',
    'alter sequence guest_id_seq restart 300000000',
    'alter sequence bed_assignment_id_seq restart 400000000',
    'vacuum analyze',
  ]);
  const caller = await running.signIn(specialist.email);
  const { headers } = caller;
  const call = (requests: { method: string; path: string; body?: unknown }[], at: number) =>
    fromOutside({ baseUrl: running.baseUrl, headers, requests, concurrency: at });

  const bookings = callers.map((clientId, i) => ({
    method: 'POST',
    path: '/api/reservations',
    body: {
      facilityId: booked[i % booked.length]!.id,
      guests: [{ clientId }],
      beginDate: `2026-11-${23 + (Math.floor(i / booked.length) % 5)}`,
    },
  }));
  await call(bookings.slice(0, 200), concurrency);
  await compare('Bookings', bookings.slice(200), concurrency, call, pool, {
    undo: () =>
      sql`with gone as (update bed_assignment set ended_at = now() where id >= 400000000 and ended_at is null returning guest_id)
        update reservation r set cancelled_at = now(), code = code || '-' || r.id from guest g, gone where g.id = gone.guest_id and r.id = g.reservation_id`.execute(
        db,
      ),
  });

  const boards = Array.from({ length: 60 }, (_, i) => ({
    method: 'GET',
    path: `/api/housing-facilities?clientIds=${callers[i]}&beginDate=2026-11-23`,
  }));
  await call(boards.slice(0, 10), 2);
  await compare(`Housing Facilities of ${facilities}`, boards.slice(10), 2, call, pool, {});

  const words = [
    'rosa',
    'aminah far',
    'jon smth',
    'garcia maria',
    'nguyen',
    'halvorsen roy',
    'okafor',
    'lindgrn',
    'marisol quintanila',
    'yang',
  ];
  const searches = Array.from({ length: 50 }, (_, i) => ({
    method: 'GET',
    path: `/api/clients?search=${encodeURIComponent(words[i % words.length]!)}`,
  }));
  await call(searches.slice(0, 10), 2);
  await compare(`Search over ${people} people`, searches.slice(10), 2, call, pool, {});
  await running.stop();
};

/** The acts over HTTP, then their own logged statements without HTTP, rules or seating, on the same pool. */
const compare = async (
  what: string,
  requests: { method: string; path: string; body?: unknown }[],
  at: number,
  call: (requests: { method: string; path: string; body?: unknown }[], at: number) => Promise<Measured>,
  pool: pg.Pool,
  { undo }: { undo?: () => Promise<unknown> },
) => {
  const recorder = new Recorder();
  recorder.start();
  const product = await call(requests, at);
  recorder.stop();
  await undo?.();
  const transactions = recorder.transactions;
  console.log(
    `\n${what}: ${requests.length} requests, ${at} at a time; ${statementCount(transactions)} statements`,
  );
  printShape(transactions);
  const bare = await underLoad(transactions.length, at, async (n) => {
    try {
      await replay(pool, transactions[n]!);
      return 'done';
    } catch (error) {
      return (error as Error).message;
    }
  });
  // The replay's unit is a transaction, the product's a request; both did the same statements in this much time.
  const ratio = product.perSecond / requests.length / (bare.perSecond / transactions.length);
  say('  over HTTP, requests', product);
  say('  the same statements bare, transactions', bare);
  console.log(`  ratio ${ratio.toFixed(2)} (at least 0.50 wanted)`);
};

const statementCount = (transactions: Statement[][]) => transactions.reduce((n, t) => n + t.length, 0);

const printShape = (transactions: Statement[][]) => {
  const longest = transactions.reduce((a, b) => (b.length > a.length ? b : a), [] as Statement[]);
  for (const s of longest) console.log(`    ${s.text.replaceAll(/\s+/g, ' ').slice(0, 240)}`);
};

const fromOutside = (order: object): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'caller.ts'));
    child.once('message', (measured) => resolve(measured as Measured));
    child.once('error', reject);
    child.send(order);
  });

const atOwner = async (databaseUrl: string, statements: string[]) => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (const s of statements) await client.query(s);
  await client.end();
};

type Db = Awaited<ReturnType<typeof startApp>>['database']['db'];

const firstNames =
  'Amina Rosa Jon Maria Kaying Roy Chidi Elin Marisol Pang Tou Ruth Walt Noor Isaac Deshawn Sunita Lan Yesenia Bev Curtis Merle Eli Gus Priya'.split(
    ' ',
  );
const lastNames =
  'Farah Garcia Smith Nguyen Halvorsen Okafor Lindgren Quintanilla Yang Weir Patel Haddad Abebe Johnson Whitebird Olsen Vang Reyes Solberg Brandt'.split(
    ' ',
  );

const fillNames = async (db: Db, team: number, count: number) => {
  await sql`insert into client (organization_id, first_name, last_name, dob, shares, created_at, updated_at)
    select ${team}, (${firstNames}::text[])[1 + n % ${firstNames.length}] || case when n % 7 = 0 then chr(97 + n % 26) || chr(97 + n / 26 % 26) else '' end,
      (${lastNames}::text[])[1 + n / 25 % ${lastNames.length}] || case when n % 5 = 0 then chr(97 + n / 3 % 26) || chr(97 + n / 78 % 26) else '' end,
      date '1945-01-01' + (n * 7 % 25000), true, now(), now() from generate_series(1, ${count}) n`.execute(
    db,
  );
  await sql`insert into name_word (word) select distinct lower(w) from client, unnest(array[first_name, last_name]) w where w is not null
    on conflict do nothing`.execute(db);
  await sql`insert into client_name (client_id, name_word_id) select distinct c.id, n.id from client c, unnest(array[c.first_name, c.last_name]) w
    join name_word n on n.word = lower(w) where w is not null on conflict do nothing`.execute(db);
};

/** Two thirds of all dormitory beds are taken tonight, as on a common evening. */
const fillTonight = async (db: Db, made: FacilityMade[]) => {
  await sql`insert into closure (facility_id, reason, created_at) values (${made[0]!.id}, 'Taken tonight', now())`.execute(
    db,
  );
  const { rows } = await sql<{
    id: number;
  }>`insert into party (created_at) select now() from generate_series(1, ${made.length * 18}) returning id`.execute(
    db,
  );
  const parties = rows.map((r) => r.id);
  await sql`insert into bed_assignment (kind, facility_id, bed_id, unit_key, party_id, closure_id, nights, created_at)
    select 'closure', b.facility_id, b.id, b.unit_key, (${parties}::bigint[])[row_number() over (order by b.id)], c.id,
      daterange('2026-11-20', '2026-11-30'), now()
    from (select b.*, row_number() over (partition by facility_id order by id) as nth from bed b) b
    join lateral (select id from closure limit 1) c on true where b.nth between 9 and 26 and b.facility_id <> all(${made.slice(0, 40).map((f) => f.id)}::bigint[])`.execute(
    db,
  );
};

const cluster = await startTestCluster();
try {
  await bench();
} finally {
  await cluster.stop();
}
