import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Chance } from '../demo/chance.ts';
import { openDatabase } from '../server/database/connect.ts';
import { sealAudit, verifyAudit } from '../server/http/audit.ts';
import { callerWith, freePort, secret, signInAt } from '../test/app.ts';
import { makeDatabase, startTestCluster } from '../test/database.ts';
import { Books } from '../test/month/books.ts';
import { Server } from '../test/month/county.ts';
import { whatNeverHappened } from '../test/month/kinds.ts';
import { Line } from '../test/month/line.ts';
import { simulate } from '../test/month/month.ts';
import { makeWorld, nameFamilies } from '../test/month/world.ts';

/** Two servers on one database, many desks at once, and every few seconds one server is killed. */
const districts = 8;
const atOnce = 24;
const firstNight = '2026-10-29';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '31' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const days = Number(values.days);
const seed = Number(values.seed);
if (!(days >= 2 && days <= 366) || !Number.isInteger(days) || !Number.isInteger(seed)) {
  console.error('Usage: npm run prove -- [--days 2 to 366] [--seed a whole number]');
  process.exit(1);
}

/** Kills one of the servers and starts it anew, again and again until told to stop. Returns how to stop it. */
const killAgainAndAgain = (servers: Server[], books: Books) => {
  const chance = new Chance(seed + 1);
  const stop = new AbortController();
  const killing = (async () => {
    while (!stop.signal.aborted) {
      await pause(chance.between(1_000, 5_000));
      if (stop.signal.aborted) return;
      books.count('server killed');
      await chance.pick(servers).kill(chance.between(0, 1_000));
    }
  })();
  return async () => {
    stop.abort();
    await killing;
  };
};

const prove = async (): Promise<Books> => {
  const { databaseUrl, drop } = await makeDatabase();
  const database = await openDatabase({ databaseUrl });
  const county = { databaseUrl, secret, now: new Date(`${firstNight}T11:00:00Z`) };
  const servers = [new Server(await freePort(), county), new Server(await freePort(), county)];
  const books = new Books();
  try {
    await Promise.all(servers.map((server) => server.start()));
    const addresses = servers.map(({ port }) => `http://localhost:${port}`);
    const signIn = async (email: string) => {
      const { headers } = await signInAt(addresses[0]!, email);
      return addresses.map((address) => callerWith(address, headers));
    };
    const world = await makeWorld(database, signIn, { districts, firstDay: firstNight });
    await nameFamilies(world);
    console.log(
      `${world.houses.length} shelters with ${world.beds} beds, ${world.groups.length} parties, ${atOnce} desks at once, 2 servers; seed ${seed}`,
    );
    const chance = new Chance(seed);
    const stopKilling = killAgainAndAgain(servers, books);
    let begun = performance.now();
    let seen = 0;
    const tellBreaches = () => {
      for (const { what, facts } of books.breaches.slice(seen))
        console.error(`  breach: ${what} ${JSON.stringify(facts)}`);
      seen = books.breaches.length;
    };
    await simulate({
      world,
      books,
      line: new Line(books, chance, { lost: 0.02, cuts: 0, again: () => pause(25) }, `proof-${seed}`),
      chance,
      firstNight,
      nights: days,
      crowding: 1.7,
      atOnce,
      setClock: async (now) => {
        county.now = now;
        await Promise.all(servers.map((server) => server.order({ now: now.toISOString() })));
      },
      sweep: () => chance.pick(servers).order({ sweep: true }),
      afterDay: ({ night }) => {
        const slept = books.slept.get(night)?.size ?? 0;
        const killed = books.counts.get('server killed') ?? 0;
        const said = books.breaches.length === 0 ? 'balances' : `${books.breaches.length} breaches`;
        console.log(
          `${night}: ${slept} people slept; servers killed ${killed} times so far; ${((performance.now() - begun) / 1000).toFixed(0)} s; ${said}`,
        );
        tellBreaches();
        begun = performance.now();
      },
    }).finally(stopKilling);
    for (const never of whatNeverHappened(books, days, ['server killed']))
      books.breach('nothing was proved', { never });
    while ((await sealAudit(database.db)) > 0);
    const { broken } = await verifyAudit(database.db);
    if (broken !== null) books.breach('the audit is not what was sealed', { position: broken });
    tellBreaches();
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await database.close();
    await drop();
  }
  return books;
};

const cluster = await startTestCluster({ durable: true });
try {
  const books = await prove();
  const table = (counts: Map<string, number>) =>
    [...counts].sort(([, a], [, b]) => b - a).map(([what, n]) => `  ${String(n).padStart(7)}  ${what}`);
  console.log(['What happened:', ...table(books.counts)].join('\n'));
  console.log(['Refused, with reasons:', ...table(books.refusals)].join('\n'));
  if (books.breaches.length === 0) console.log(`The books balance on each of ${days} days (seed ${seed}).`);
  else console.error(`${books.breaches.length} breaches (seed ${seed}); each stands above with its facts.`);
  process.exitCode = books.breaches.length === 0 ? 0 : 1;
} finally {
  await cluster.stop();
}
