import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import pg from 'pg';
import { claimFolder } from '../server/database/claim.ts';
import { type Database, openDatabase } from '../server/database/connect.ts';
import { startEmbedded } from '../server/database/embedded.ts';
import { endLeftovers } from '../server/database/leftovers.ts';
import { migrate } from '../server/database/migrate.ts';

export interface TestCluster {
  stop(): Promise<void>;
}

export interface FreshDatabase {
  databaseUrl: string;
  /** Ends all of its connections, too. */
  drop(): Promise<void>;
}

const variable = 'BERTH_TEST_CLUSTER';
const prefix = 'berth-cluster-';
const memoryDisk = '/dev/shm';
const template = 'berth';

/**
 * Starts one PostgreSQL for a run of tests, with a migrated database in it that every test gets a copy of. `durable`: on
 * a disk and as careful as in use, for measuring.
 */
export const startTestCluster = async ({ durable = false } = {}): Promise<TestCluster> => {
  await removeAbandoned();
  const folder = await mkdtemp(join(durable ? tmpdir() : await fastDisk(), prefix));
  await chmod(folder, 0o711);
  const claim = await claimFolder(folder);
  const cluster = await startEmbedded({ dataFolder: folder, durable });
  await migrate(cluster.databaseUrl);
  process.env[variable] = cluster.databaseUrl;
  await asAdministrator(`alter database ${template} with is_template true allow_connections false`);
  return {
    stop: async () => {
      await cluster.stop();
      await claim.release();
      for (const place of [folder, cluster.folder]) await rm(place, { recursive: true, force: true });
    },
  };
};

/** A migrated, empty database of one's own, for programs that open it themselves. */
export const makeDatabase = (): Promise<FreshDatabase> => makeFrom(template);

/** A database with nothing in it at all. */
export const makeEmptyDatabase = (): Promise<FreshDatabase> => makeFrom('template1');

const makeFrom = async (source: string): Promise<FreshDatabase> => {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdministrator(`create database ${name} template ${source}`);
  return {
    databaseUrl: addressOf(name),
    drop: () => asAdministrator(`drop database if exists ${name} with (force)`),
  };
};

/** A migrated, empty database of one's own, opened as the server opens it. */
export const freshDatabase = async (): Promise<Database & Pick<FreshDatabase, 'drop'>> => {
  const made = await makeDatabase();
  const database = await openDatabase(made);
  return {
    ...database,
    drop: async () => {
      await database.close();
      await made.drop();
    },
  };
};

const asAdministrator = async (sql: string) => {
  const client = new pg.Client({ connectionString: addressOf('postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

const addressOf = (database: string): string => {
  const cluster = process.env[variable];
  if (!cluster) throw new Error('There is no test cluster: run the tests through Vitest or Playwright.');
  const url = new URL(cluster);
  url.pathname = database;
  return url.toString();
};

/** A database is 300 small files at least: 15 ms in memory, half a second on some disks. */
export const fastDisk = async (): Promise<string> => {
  const free = await statfs(memoryDisk).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return free > 2 * 2 ** 30 ? memoryDisk : tmpdir();
};

/** A run that was killed leaves its PostgreSQL behind; the next run clears up. */
const removeAbandoned = async () => {
  const places = await Promise.all(
    [tmpdir(), memoryDisk].map(async (disk) =>
      (await readdir(disk).catch(() => [])).map((name) => join(disk, name)),
    ),
  );
  for (const folder of places.flat()) {
    if (!basename(folder).startsWith(prefix) || (await isYoung(folder))) continue;
    const claim = await claimFolder(folder, { patience: 0 }).catch(() => undefined);
    if (!claim) continue;
    await endLeftovers(join(folder, 'postgres'));
    await claim.release();
    await rm(folder, { recursive: true, force: true });
  }
};

/** Another run may have made its folder just now and not yet have claimed it. */
const isYoung = async (folder: string): Promise<boolean> => {
  const made = await stat(folder).catch(() => undefined);
  return !made || Date.now() - made.birthtimeMs < 60_000;
};
