import { lookup } from 'node:dns/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { loadDemo } from '../demo/load.ts';
import { playForward } from '../demo/play-forward.ts';
import { demoSignIns } from '../demo/sign-ins.ts';
import { clearUnfinishedDemo } from '../demo/unfinished.ts';
import { isEmpty, readPractice } from './accounts/store.ts';
import { firstAdministratorLink } from './accounts/store-people.ts';
import { buildApp } from './app.ts';
import { systemClock } from './clock.ts';
import {
  type Configuration,
  type RunningConfiguration,
  readConfiguration,
  readSecret,
  StartError,
} from './configuration.ts';
import { claimFolder } from './database/claim.ts';
import { type Database, openDatabase } from './database/connect.ts';
import { startEmbedded } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import { errorForLog } from './http/errors.ts';
import { liveChannel } from './http/live.ts';
import { sweep } from './nights/sweep.ts';

const start = async () => {
  const given = readConfiguration(process.env);
  const claim = given.databaseUrl
    ? undefined
    : await opened(claimFolder(given.dataFolder), (held) => held.release());
  const port = await findPort(given);
  const databaseUrl = given.databaseUrl ?? (await startDatabase(given.dataFolder));
  const configuration = {
    ...given,
    port,
    databaseUrl,
    baseUrl: given.baseUrl ?? `http://localhost:${port}`,
    secret: await readSecret(given),
  };
  const migrated = await migrate(databaseUrl);
  if (migrated.length > 0) console.log(`Brought the database up to date (${migrated.length} migrations).`);
  if (given.demo && (await clearUnfinishedDemo(databaseUrl))) {
    console.log('The practice county was not finished last time; it is made anew.');
  }
  const database = await opened(openDatabase({ databaseUrl }), (open) => open.close());
  const demo = await prepareDemo(database, configuration);
  const app = await opened(buildApp({ database, clock: systemClock, configuration }), closeApp);

  closers.push(keepSweeping(database));
  await app.listen({ port, host: configuration.host }).catch((error) => {
    throw new StartError(whyNoPort(error, configuration));
  });
  await claim?.noteAddress(configuration.baseUrl);
  console.log(`Berth is ready at ${configuration.baseUrl}`);
  if (demo) console.log(demoSignIns());
  const path = await firstAdministratorLink(database.db, systemClock.now());
  if (path) console.log(`Make the first administrator at ${configuration.baseUrl}${path}`);
};

/** How long a start waits for the demo to reach tonight; the rest is played while people sign in. */
const patience = 2_500;

/** Fills an empty database with the demo county, or plays it forward to tonight; whether this is a demo. */
const prepareDemo = async (
  database: Database,
  { demo, secret }: Pick<RunningConfiguration, 'demo' | 'secret'>,
): Promise<boolean> => {
  if (!demo) return false;
  const now = systemClock.now();
  if (await isEmpty(database.db)) {
    await loadDemo({ database, now, secret, say: (line) => console.log(line) });
    return true;
  }
  if (!(await readPractice(database.db))) return false;
  const playing = playForward(database, now).catch((error) =>
    console.error('The demo was not played forward:', error),
  );
  await Promise.race([playing, pause(patience)]);
  return true;
};

const sweepEveryMilliseconds = 30_000;

/** What happens at an hour is looked for again and again; what a sweep did, every desk is told. Returns how to end it. */
const keepSweeping = ({ db, pool }: Database) => {
  let running: Promise<unknown> = Promise.resolve();
  const once = async () => {
    const { facilities } = await sweep(db, systemClock.now());
    if (facilities.length > 0)
      await pool.query('select pg_notify($1, $2)', [liveChannel, facilities.join(',')]);
  };
  const timer = setInterval(() => {
    running = running.then(once).catch((error) => console.error('Not swept:', errorForLog(error)));
  }, sweepEveryMilliseconds);
  return async () => {
    clearInterval(timer);
    await running;
  };
};

const startDatabase = async (dataFolder: string): Promise<string> => {
  const embedded = await opened(startEmbedded({ dataFolder, say: console.log }), (running) => running.stop());
  embedded.died.then((sentence) => {
    console.error(`${sentence} Nothing that was saved is lost: start Berth again.`);
    stop(1);
  });
  return embedded.databaseUrl;
};

/** What was opened, to be closed in the opposite order. */
const closers: (() => Promise<unknown>)[] = [];
let stopping = false;

/** Opens something that is closed with the server, also if the order to stop comes while it still opens. */
const opened = async <T>(opening: Promise<T>, close: (it: T) => Promise<unknown>): Promise<T> => {
  closers.push(() => opening.then(close));
  const it = await opening;
  if (stopping) return new Promise(() => {});
  return it;
};

const stop = async (exitCode: number) => {
  if (stopping) return;
  stopping = true;
  for (let close = closers.pop(); close; close = closers.pop()) {
    await Promise.race([close(), pause(40_000)]).catch(() => {});
  }
  process.exit(exitCode);
};

/** Open streams of live events would keep a closing server waiting for ever. */
const closeApp = async (app: FastifyInstance) => {
  const impatience = setTimeout(() => app.server.closeAllConnections(), 2_000);
  await app.close();
  clearTimeout(impatience);
};

/** Finds out about a taken port before anything else is begun, and which one it is where any will do. */
const findPort = async ({ port, host }: Configuration): Promise<number> => {
  // A browser may take either address of "localhost", so another program must hold neither.
  const addresses = host === 'localhost' ? await lookup(host, { all: true }) : [{ address: host }];
  let free = port;
  for (const [index, { address }] of addresses.entries()) {
    try {
      free = await tryPort(free, address);
    } catch (error) {
      const isAbsent = (error as NodeJS.ErrnoException).code === 'EADDRNOTAVAIL';
      if (index === 0 || !isAbsent)
        throw new StartError(whyNoPort(error as NodeJS.ErrnoException, { port, host }));
    }
  }
  return free;
};

const tryPort = (port: number, host: string): Promise<number> =>
  new Promise((settle, fail) => {
    const probe = createServer();
    probe.on('error', fail);
    probe.listen({ port, host, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => settle(typeof address === 'object' && address ? address.port : port));
    });
  });

const whyNoPort = (
  error: NodeJS.ErrnoException,
  { port, host }: Pick<Configuration, 'port' | 'host'>,
): string => {
  if (error.code === 'EADDRINUSE') {
    return `PORT ${port} is taken by another program: stop that program, or set PORT to another number.`;
  }
  if (error.code === 'EACCES') {
    return `PORT ${port} is not open to this OS user: set PORT to a number from 1024 to 65535.`;
  }
  return `HOST "${host}" is not an address of this machine (${error.code}): set HOST to one of its addresses, such as localhost.`;
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
// The launcher holds this channel: if it is killed, nobody is left who could stop the server.
process.on('disconnect', () => stop(0));
process.on('unhandledRejection', (error) =>
  console.error(
    'A promise failed and nobody waited for it:',
    error instanceof Error ? errorForLog(error) : error,
  ),
);
process.on('uncaughtException', (error) => {
  console.error('Berth cannot go on:', errorForLog(error));
  stop(1);
});

start().catch((error) => {
  if (stopping) return;
  console.error(error instanceof StartError ? error.message : error);
  stop(1);
});
