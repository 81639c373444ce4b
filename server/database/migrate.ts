import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { StartError } from '../configuration.ts';
import { applicationRole, connectAsOwner } from './connect.ts';

interface Migration {
  name: string;
  sql: string;
  sha256: string;
}

interface Applied {
  name: string;
  sha256: string;
}

const ownFolder = join(import.meta.dirname, 'migrations');

/** Any number that nobody else locks. */
const lockNumber = 8_235_419;

const oldestVersion = 15;

/**
 * Brings a database up to this program's schema, and returns the names of the migrations it applied.
 * Several servers may start at once: one migrates, the others wait.
 * @throws StartError where the database and the program do not belong together.
 */
export const migrate = async (databaseUrl: string, folder = ownFolder): Promise<string[]> => {
  const migrations = await readMigrations(folder);
  const client = await connectAsOwner(databaseUrl).catch((error: Error) => {
    throw new StartError(
      `The database does not answer (${reasonOf(error)}): check DATABASE_URL and that PostgreSQL runs.`,
    );
  });
  try {
    await refuseOldServer(client);
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    await makeRole(client);
    await client.query(
      'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null)',
    );
    const pending = findPending(migrations, await readApplied(client));
    for (const migration of pending) await apply(client, migration);
    // A migration grants the application all tables at once; this one is not among them.
    await client.query(`revoke all on migration from ${applicationRole}`);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
};

/** @throws StartError where an applied migration is unknown, was changed, or would have to come later. */
export const findPending = (migrations: readonly Migration[], applied: readonly Applied[]): Migration[] => {
  for (const { name, sha256 } of applied) {
    const own = migrations.find((migration) => migration.name === name);
    if (!own) {
      throw new StartError(
        `The database is newer than this Berth (it has had the migration ${name}): start the newer Berth, or use another database.`,
      );
    }
    if (own.sha256 !== sha256) {
      throw new StartError(
        `The migration ${name} was changed after this database had it: write a new migration instead, or begin with an empty database.`,
      );
    }
  }
  const pending = migrations.filter(({ name }) => !applied.some((done) => done.name === name));
  const last = applied
    .map(({ name }) => name)
    .sort()
    .at(-1);
  const late = pending.find(({ name }) => last !== undefined && name < last);
  if (late) {
    throw new StartError(
      `The migration ${late.name} comes before ${last}, which this database has had already: give it the next free number.`,
    );
  }
  return pending;
};

/** @throws StartError */
export const refuseOldVersion = (versionNumber: number) => {
  const version = Math.floor(versionNumber / 10_000);
  if (version >= oldestVersion) return;
  throw new StartError(
    `The database is PostgreSQL ${version}, and Berth needs ${oldestVersion} or later: upgrade it, or leave DATABASE_URL out to use the one that Berth brings.`,
  );
};

const refuseOldServer = async (client: pg.Client) => {
  const { rows } = await client.query<{ number: number }>(
    `select current_setting('server_version_num')::int as number`,
  );
  refuseOldVersion(rows[0]!.number);
};

/** Files named 0001-what-it-does.sql, in order. */
const readMigrations = async (folder: string): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  if (names.length === 0) throw new Error(`${folder} holds no migrations`);
  const numbers = names.map((name) => /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
  for (const [index, number] of numbers.entries()) {
    if (number !== String(index + 1).padStart(4, '0')) {
      throw new Error(`${names[index]} should be number ${index + 1}, written like 0001-what-it-does.sql`);
    }
  }
  return Promise.all(
    names.map(async (name) => {
      // The same file has the same sum wherever git writes line ends differently.
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
};

const readApplied = async (client: pg.Client): Promise<Applied[]> =>
  (await client.query<Applied>('select name, sha256 from migration')).rows;

/** Roles belong to the whole cluster, so another database of it may make this one at the same moment. */
const makeRole = async (client: pg.Client) => {
  const role = applicationRole;
  try {
    await client.query(`do $$ begin
      if to_regrole('${role}') is null then create role ${role} nologin; end if;
    exception when duplicate_object or unique_violation then null;
    end $$`);
    // Who made a role is a member of it and yet may not act as it, from PostgreSQL 16 on.
    await client.query(`do $$ begin
      begin
        set local role ${role};
      exception when insufficient_privilege then
        grant ${role} to current_user;
        set local role ${role};
      end;
    end $$`);
  } catch (error) {
    throw new StartError(
      `The database's user may not act as the role ${role} (${reasonOf(error as Error)}): let an administrator of the database run "create role ${role} nologin" and "grant ${role} to" that user.`,
    );
  }
};

const apply = async (client: pg.Client, { name, sql, sha256 }: Migration) => {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into migration (name, sha256, applied_at) values ($1, $2, $3)', [
      name,
      sha256,
      new Date(),
    ]);
    await client.query('commit');
  } catch (error) {
    throw new StartError(
      `The migration ${name} failed${placeOf(error, sql)}: ${reasonOf(error as Error)}. Nothing of it was kept.`,
    );
  }
};

const placeOf = (error: unknown, sql: string): string => {
  const position = Number((error as { position?: string }).position);
  return position > 0 ? ` in line ${sql.slice(0, position).split('\n').length}` : '';
};

/** Where a name has several addresses, the error of all of them together says nothing itself. */
const reasonOf = (error: Error): string =>
  error instanceof AggregateError ? error.errors.map((one: Error) => one.message).join(', ') : error.message;
