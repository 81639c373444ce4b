import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from './generated-types.ts';
import { preparingClient } from './prepared.ts';

/** The two sides of a database: the pool runs as a role that may not change the schema or the audit. */
export interface Database {
  db: Kysely<DB>;
  pool: pg.Pool;
  databaseUrl: string;
  close(): Promise<void>;
}

/** Whom every connection of the pool is. The owner, who migrates, is whoever DATABASE_URL signs in as. */
export const applicationRole = 'berth_app';

const poolSize = 20;

export const openDatabase = async ({ databaseUrl }: { databaseUrl: string }): Promise<Database> => {
  const pool = new pg.Pool({
    Client: preparingClient(),
    connectionString: withSettings(databaseUrl, {
      role: applicationRole,
      timezone: 'UTC',
      statement_timeout: '30s',
      idle_in_transaction_session_timeout: '60s',
    }),
    types: { getTypeParser },
    application_name: 'berth',
    max: poolSize,
    keepAlive: true,
    // A caller who finds no connection is told so; one who waits for ever ties up the whole desk.
    connectionTimeoutMillis: 15_000,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the program.
  pool.on('error', (error) => console.error(`A database connection was lost: ${error.message}`));
  // One that breaks in somebody's hands fails that query; between two queries it would end the program, too.
  pool.on('connect', (client) => client.on('error', () => undefined));
  await pool.query('select 1');
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [
      new CamelCasePlugin({ maintainNestedObjectKeys: true, underscoreBetweenUppercaseLetters: true }),
    ],
  });
  return {
    db,
    pool,
    databaseUrl,
    close: async () => {
      await db.destroy();
      // Kysely leaves alone a pool that it was never asked to query.
      if (!pool.ending) await pool.end();
    },
  };
};

/** A connection that only migrates: as the owner, and with as much time as it takes. */
export const connectAsOwner = async (databaseUrl: string): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: withSettings(databaseUrl, { timezone: 'UTC', statement_timeout: '0' }),
    types: { getTypeParser },
    application_name: 'berth migrate',
    connectionTimeoutMillis: 15_000,
  });
  await client.connect();
  return client;
};

/** One connection of its own, as the application, for work that takes minutes. */
export interface LongConnection {
  /** For what Kysely has no words for, COPY above all. */
  client: pg.Client;
  /** The same connection. */
  db: Kysely<DB>;
  /** The database's own process behind it, by which it can be ended from outside. */
  processId: number;
  close(): Promise<void>;
}

/** Opens a connection on which no statement is cut off. What it leaves behind goes with it. */
export const openLongConnection = async ({
  databaseUrl,
}: {
  databaseUrl: string;
}): Promise<LongConnection> => {
  const client = new pg.Client({
    connectionString: withSettings(databaseUrl, {
      role: applicationRole,
      timezone: 'UTC',
      statement_timeout: '0',
    }),
    types: { getTypeParser },
    application_name: 'berth long work',
    keepAlive: true,
    connectionTimeoutMillis: 15_000,
  });
  // A connection that breaks fails the statement that runs on it; without a listener it would end the program.
  client.on('error', () => {});
  await client.connect();
  const one = Object.assign(client, { release: () => {} });
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: { connect: async () => one, end: async () => {}, options: {} } }),
    plugins: [
      new CamelCasePlugin({ maintainNestedObjectKeys: true, underscoreBetweenUppercaseLetters: true }),
    ],
  });
  const { rows } = await client.query<{ id: number }>('select pg_backend_pid() as id');
  return { client, db, processId: rows[0]!.id, close: () => client.end() };
};

export interface Listener {
  close(): Promise<void>;
}

/**
 * Hears one channel on a connection of its own. `receive` gets each payload, and null whenever the connection was
 * lost and is back: something may have been missed, so read everything again.
 */
export const openListener = async (
  { databaseUrl }: { databaseUrl: string },
  channel: string,
  receive: (payload: string | null) => void,
): Promise<Listener> => {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const connect = async () => {
    const next = new pg.Client({
      connectionString: withSettings(databaseUrl, { role: applicationRole }),
      application_name: 'berth listen',
      keepAlive: true,
      connectionTimeoutMillis: 15_000,
    });
    next.on('notification', ({ payload }) => receive(payload ?? ''));
    const lost = () => {
      if (client === next) retry(0);
    };
    next.on('error', lost);
    next.on('end', lost);
    await next.connect();
    await next.query(`listen ${next.escapeIdentifier(channel)}`);
    if (closed) return next.end();
    client = next;
  };

  const retry = (attempt: number) => {
    client = undefined;
    if (closed) return;
    timer = setTimeout(
      () =>
        connect().then(
          () => receive(null),
          () => retry(attempt + 1),
        ),
      Math.min(100 * 2 ** attempt, 5_000),
    );
  };

  await connect();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
};

/** Settings that a connection has from its first statement on; those of the address itself come first. */
const withSettings = (databaseUrl: string, settings: Record<string, string>): string => {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get('options');
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  url.searchParams.set('options', [...(given ? [given] : []), ...ours].join(' '));
  return url.toString();
};

/** A bigint as a number: ids and counts here stay far below 2^53, and one that does not is a bug to hear of. */
const readBigint = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is too large for a number`);
  return number;
};

const asText = (text: string): string => text;

// The driver knows the numbers of scalar types only by name.
const arrays = { bigint: 1016, numeric: 1231, date: 1182, text: 1009 };
const readTextArray = pg.types.getTypeParser(arrays.text as never) as (text: string) => (string | null)[];
const arrayOf = (parse: (text: string) => unknown) => (text: string) =>
  readTextArray(text).map((item) => (item === null ? null : parse(item)));

const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, readBigint],
  [pg.types.builtins.NUMERIC, Number],
  // A night is a day in the facility's calendar; a Date would move it by the server's time zone.
  [pg.types.builtins.DATE, asText],
  [arrays.bigint, arrayOf(readBigint)],
  [arrays.numeric, arrayOf(Number)],
  [arrays.date, arrayOf(asText)],
]);

const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  (format !== 'binary' && parsers.get(oid)) ||
  pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;
