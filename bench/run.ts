import { sql } from 'kysely';
import pg from 'pg';
import { startApp } from '../test/app.ts';
import { startTestCluster } from '../test/database.ts';
import { agreement, crowd, type FacilityMade, facility, organization, user } from '../test/factories.ts';
import { compare, fromOutside } from './compare.ts';
import { measureMornings, measureSeen } from './desks.ts';

/** Every figure beside the same work done by bare statements in the same run: the ratio is what counts. */
const facilities = 500;
const bedsEach = 30;
const people = 100_000;
const concurrency = 40;
/** Desks that look at the same moment. */
const looking = 4;

/** Bookings, Housing Facilities and search in a large county; whether each ratio is good enough. */
const measureCounty = async (): Promise<boolean[]> => {
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
  await fillTonight(db, team, specialist.id, made.slice(booked.length));
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
  const ofBookings = await compare('Bookings', bookings.slice(200), concurrency, call, pool, {
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
  const ofBoard = await compare(
    `Housing Facilities of ${facilities}`,
    boards.slice(10),
    looking,
    call,
    pool,
    {},
  );

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
  // One person may search only so often in a minute: these are twelve.
  const desks: Record<string, string>[] = [];
  for (let n = 0; n < 12; n++) {
    const held = [{ organizationId: team, workgroup: 'shelter_reservation_team' as const }];
    desks.push((await running.signIn((await user(db, `Desk ${n}`, held)).email)).headers);
  }
  const searches = Array.from({ length: 420 }, (_, i) => ({
    method: 'GET',
    path: `/api/clients?search=${encodeURIComponent(words[i % words.length]!)}`,
    headers: desks[Math.floor(i / words.length) % desks.length]!,
  }));
  await call(searches.slice(0, 20), 2);
  const ofSearch = await compare(`Search over ${people} people`, searches.slice(20), looking, call, pool, {});
  await running.stop();
  return [ofBookings, ofBoard, ofSearch];
};

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

/**
 * A common evening: in every facility but those that are booked, 18 of 26 dormitory places are promised, in every second
 * one also the private room to two people; a quarter came yesterday, a fifth stay longer, a third need a lower bunk.
 */
const fillTonight = async (db: Db, team: number, specialist: string, made: FacilityMade[]) => {
  const taken = made.flatMap((f, n) =>
    f.bedIds.flatMap((bed, nth) =>
      (nth >= 5 && nth < 23) || (n % 2 === 0 && (nth === 26 || nth === 27))
        ? [{ f, bed, party: nth < 26 ? `${n} ${nth}` : `${n} room`, lower: nth < 26 && nth % 6 === 4 }]
        : [],
    ),
  );
  const parties = [...new Set(taken.map((t) => t.party))];
  const partyOf = new Map(parties.map((party, i) => [party, i + 1]));
  const people = await crowd(db, team, [], taken.length);
  const column = <T>(of: (t: (typeof taken)[number], i: number) => T) => taken.map(of);
  await sql`with v as (
      select * from unnest(${people}::bigint[], ${column((t) => t.f.id)}::bigint[], ${column((t) => t.f.projectId)}::bigint[],
        ${column((t) => t.bed)}::bigint[], ${column((t) => partyOf.get(t.party)!)}::int[], ${column((t) => t.lower)}::bool[])
        as v(client, facility, project, bed, party, lower)),
    stays as (
      select party, facility, project, min(client) as head, date '2026-11-23' - (party % 4 = 0)::int as begin,
        date '2026-11-24' + 3 * (party % 5 = 0)::int as "end" from v group by party, facility, project),
    p as (insert into party (created_at) select '2026-11-22T12:00Z' from stays returning id),
    numbered as (select id, row_number() over (order by id) as nth from p),
    r as (insert into reservation (code, facility_id, organization_id, project_id, party_id, door, begin_date, end_date,
          made_by_organization_id, created_at, created_by)
        select 'B' || n.id, s.facility, f.organization_id, s.project, n.id, 'team', s.begin, s."end", ${team}, '2026-11-22T12:00Z', ${specialist}
        from stays s join numbered n on n.nth = s.party join facility f on f.id = s.facility
        returning id, party_id, project_id, facility_id, begin_date, end_date),
    e as (insert into enrollment (client_id, project_id, organization_id, hud_household_id, relationship_to_hoh, planned_date, created_at, updated_at)
        select v.client, v.project, f.organization_id, 'H' || v.client, 1, '2026-11-23', '2026-11-22T12:00Z', '2026-11-22T12:00Z'
        from v join facility f on f.id = v.facility returning id, client_id),
    g as (insert into guest (reservation_id, party_id, project_id, client_id, enrollment_id, placement, lower_bunk, arrived_at)
        select r.id, r.party_id, r.project_id, v.client, e.id, 'any', v.lower,
          case when r.begin_date < '2026-11-23' then timestamptz '2026-11-22T23:30Z' end
        from v join numbered n on n.nth = v.party join r on r.party_id = n.id join e on e.client_id = v.client
        returning id, client_id, party_id, reservation_id)
    insert into bed_assignment (kind, facility_id, bed_id, unit_key, party_id, guest_id, client_id, nights, created_at, created_by)
      select 'promise', r.facility_id, b.id, b.unit_key, g.party_id, g.id, g.client_id, daterange(r.begin_date, r.end_date), '2026-11-22T12:00Z', ${specialist}
      from g join r on r.id = g.reservation_id join v on v.client = g.client_id join bed b on b.id = v.bed`.execute(
    db,
  );
  console.log(`${taken.length} places are promised to ${parties.length} parties.`);
};

const parts: Record<string, () => Promise<boolean[]>> = {
  county: measureCounty,
  seen: measureSeen,
  mornings: measureMornings,
};
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(
    `There is no part ${unknown.join(', ')}: name some of ${Object.keys(parts).join(', ')}, or none for all.`,
  );
  process.exit(1);
}

const cluster = await startTestCluster({ durable: true });
try {
  const good: boolean[] = [];
  for (const [name, measure] of Object.entries(parts))
    if (asked.length === 0 || asked.includes(name)) good.push(...(await measure()));
  if (good.includes(false)) {
    console.error('A ratio lies under what is wanted.');
    process.exitCode = 1;
  }
} finally {
  await cluster.stop();
}
