import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../configuration.ts';
import { claimFolder } from './claim.ts';
import { lastLines, makeCluster, ownerRole, readPassword, refuseOtherVersion } from './cluster.ts';
import { spawnAs } from './database-user.ts';
import { findHome, type Home } from './home.ts';
import { endLeftovers, readPostmaster } from './leftovers.ts';

/** A PostgreSQL that this process started and that nobody else knows the password of. */
export interface EmbeddedPostgres {
  databaseUrl: string;
  /** Where its data lies; not always the data folder. */
  folder: string;
  /** Settles with a sentence when PostgreSQL ends without having been asked to. */
  died: Promise<string>;
  stop(): Promise<void>;
}

interface Options {
  dataFolder: string;
  /** False gives up every promise about a power cut, for speed; only for data that nobody needs. */
  durable?: boolean;
  /** What the person should know while they wait. */
  say?: (line: string) => void;
}

/** The one database of an embedded PostgreSQL. */
export const databaseName = 'berth';

/**
 * Starts PostgreSQL on a data folder, making the data where there is none and cleaning up after whatever was
 * killed before. The caller holds the claim on the folder.
 */
export const startEmbedded = async ({
  dataFolder,
  durable = true,
  say = () => {},
}: Options): Promise<EmbeddedPostgres> => {
  const home = await findHome(dataFolder);
  // A copy of a data folder that points elsewhere points at the same database.
  const claim = home.folder === dataFolder ? undefined : await claimFolder(home.folder);
  let child: ChildProcess | undefined;
  let asked = false;
  const stop = async () => {
    asked = true;
    if (child) await stopServer(child);
    await claim?.release();
  };
  try {
    if (home.isNew) {
      say('Making the database …');
      await makeCluster(home, durable);
      await home.settle();
    }
    await refuseOtherVersion(home);
    const password = await readPassword(home);
    if ((await endLeftovers(home.directory)) > 0)
      say('Ended a PostgreSQL that a killed Berth had left running.');
    const server = await startServer(home, durable, say);
    child = server.child;
    const databaseUrl = `postgres://${ownerRole}:${password}@127.0.0.1:${server.port}/${databaseName}`;
    const died = new Promise<string>((settle) => {
      whenOver(server.child, (how) => {
        if (!asked) settle(`PostgreSQL ended by itself (${how}; its log is ${home.logFile}).`);
      });
    });
    await makeDatabase(databaseUrl);
    return { databaseUrl, folder: home.folder, died, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const whenOver = (child: ChildProcess, tell: (how: string) => void) => {
  const say = () => tell(child.signalCode ?? `exit code ${child.exitCode}`);
  if (child.exitCode !== null || child.signalCode) say();
  else child.once('exit', say);
};

const settings = (port: number, durable: boolean): Record<string, string | number> => ({
  listen_addresses: '127.0.0.1',
  port,
  unix_socket_directories: '',
  max_connections: durable ? 100 : 300,
  shared_buffers: durable ? '256MB' : '128MB',
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The program logs what it must; here a statement or a refused row would put people's data into a file.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  ...(durable
    ? { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }
    : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_wal_size: '512MB' }),
});

const startServer = async (
  home: Home,
  durable: boolean,
  say: (line: string) => void,
): Promise<{ child: ChildProcess; port: number }> => {
  const begun = Date.now();
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort();
    const output = await openLog(home.logFile);
    const from = (await output.stat()).size;
    const child = spawn(
      home.programs.postgres,
      [
        '-D',
        home.directory,
        ...Object.entries(settings(port, durable)).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
      ],
      // Detached: Ctrl-C in a terminal goes to a whole group, and PostgreSQL must outlive the server's goodbye.
      { ...spawnAs(home.user), stdio: ['ignore', output.fd, output.fd], detached: true },
    );
    child.on('error', () => {});
    const ready = await waitUntilReady(child, home.directory, say);
    await output.close();
    if (ready) return { child, port };

    const log = (await readFile(home.logFile)).subarray(from).toString();
    // Somebody took the port first, or the children of a killed postmaster are still on their way out.
    const passing = /could not bind|in use|pre-existing shared memory/i.test(log);
    if (!passing || (attempt >= 5 && Date.now() - begun > 15_000)) {
      throw new StartError(`PostgreSQL did not start (its log is ${home.logFile}): ${lastLines(log, 3)}`);
    }
    await pause(200);
  }
};

const waitUntilReady = async (
  child: ChildProcess,
  directory: string,
  say: (line: string) => void,
): Promise<boolean> => {
  let patience = Date.now() + 5_000;
  while (child.pid && child.exitCode === null && !child.signalCode) {
    const postmaster = await readPostmaster(directory);
    if (postmaster?.pid === child.pid && postmaster.ready) return true;
    if (Date.now() > patience) {
      say('PostgreSQL is going through what it wrote last before it was killed …');
      patience += 10_000;
    }
    await pause(10);
  }
  return false;
};

const stopServer = async (child: ChildProcess) => {
  const over = () => child.exitCode !== null || child.signalCode !== null;
  const signals: [NodeJS.Signals, number][] = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, milliseconds] of signals) {
    if (over()) return;
    const gone = new Promise((settle) => child.once('exit', settle));
    child.kill(signal);
    await Promise.race([gone, pause(milliseconds, undefined, { ref: false })]);
  }
};

/** The log begins anew at 10 MB; one generation is kept. */
const openLog = async (file: string) => {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > 10_000_000) await rename(file, `${file}.1`);
  const log = await open(file, 'a', 0o600);
  await chmod(file, 0o600);
  return log;
};

const findFreePort = (): Promise<number> =>
  new Promise((settle, fail) => {
    const probe = createServer();
    probe.on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => settle(typeof address === 'object' && address ? address.port : 0));
    });
  });

const makeDatabase = async (databaseUrl: string) => {
  const missing = '3D000';
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
  } catch (error) {
    if ((error as { code?: string }).code !== missing) throw error;
    const maintenance = new pg.Client({ connectionString: databaseUrl.replace(/\/[^/]*$/, '/postgres') });
    await maintenance.connect();
    await maintenance.query(`create database ${databaseName}`);
    await maintenance.end();
  } finally {
    await client.end().catch(() => {});
  }
};
