import { once } from 'node:events';
import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { isRetryable } from '../http/constraints.ts';
import { connectAsOwner, openListener } from './connect.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const evaluate = async (expression: string): Promise<unknown> =>
  (await database.pool.query(`select ${expression} as value`)).rows[0].value;

describe('what comes out of the database', () => {
  it.each([
    ['a count is a number', `count(*) from generate_series(1, 3)`, 3],
    ['a bigint is a number', `9007199254740991::bigint`, Number.MAX_SAFE_INTEGER],
    ['an exact number is a number', `12.50::numeric`, 12.5],
    ['a night is its own text', `date '2026-03-29'`, '2026-03-29'],
    ['no end is a word', `'infinity'::date`, 'infinity'],
    ['a span is text', `daterange('2026-03-29', '2026-03-31')`, '[2026-03-29,2026-03-31)'],
    ['an instant is a Date', `timestamptz '2026-03-29 02:30+00'`, new Date('2026-03-29T02:30:00Z')],
    ['many ids are numbers', `array[1, null, 3]::bigint[]`, [1, null, 3]],
    ['many nights are texts', `array[date '2026-03-29']`, ['2026-03-29']],
    ['nothing is null', `null::bigint`, null],
  ])('%s', async (_name, expression, value) => {
    expect(
      await evaluate(
        expression.includes(' from ') ? expression.replace(' from', ' as value from') : expression,
      ),
    ).toEqual(value);
  });

  it('refuses a bigint that a number cannot hold', async () => {
    await expect(evaluate('9007199254740992::bigint')).rejects.toThrow('too large');
  });

  it('names columns as the program does, and leaves the keys of documents alone', async () => {
    const { rows } = await sql`select 1 as begin_date, '{"kept_as_is": 1}'::jsonb as the_answers`.execute(
      database.db,
    );
    expect(rows).toEqual([{ beginDate: 1, theAnswers: { kept_as_is: 1 } }]);
  });
});

describe('a statement that is asked often', () => {
  const ask = (on: { query: (text: string, values: number[]) => Promise<pg.QueryResult> }) =>
    on.query('select * from kept where id >= $1', [0]);
  const takeConnection = async () => {
    const inHand = await database.pool.connect();
    onTestFinished(() => inHand.release());
    return inHand;
  };
  const change = async (...statements: string[]) => {
    const owner = await connectAsOwner(database.databaseUrl);
    for (const statement of statements) await owner.query(statement);
    await owner.end();
  };

  it('is read and planned once', async () => {
    await change('create table kept (id int)', 'grant all on kept to public');
    const inHand = await takeConnection();
    for (let i = 0; i < 4; i++) await ask(inHand);
    const { rows } = await inHand.query(
      `select generic_plans + custom_plans as times from pg_prepared_statements where statement like '%from kept%'`,
    );
    expect(rows).toEqual([{ times: 2 }]);
  });

  it('is asked anew once a migration changed what it returns', async () => {
    const inHand = await takeConnection();
    for (let i = 0; i < 4; i++) await ask(inHand);
    await change('alter table kept add later int');
    expect((await ask(inHand)).fields.map((f) => f.name)).toEqual(['id', 'later']);

    for (let i = 0; i < 4; i++) await ask(inHand);
    await change('alter table kept add latest int');
    await inHand.query('begin');
    const error = await ask(inHand).catch((failed: unknown) => failed);
    expect(isRetryable(error)).toBe(true);
    await inHand.query('rollback');
    await inHand.query('begin');
    expect((await ask(inHand)).fields).toHaveLength(3);
    await inHand.query('commit');
  });
});

describe('a connection that breaks', () => {
  it('between two statements of a transaction fails the next one, and nothing else', async () => {
    const inHand = await database.pool.connect();
    const { rows } = await inHand.query('select pg_backend_pid() as pid');
    const ended = new Promise((settle) => inHand.once('end', () => settle(null)));
    const owner = await connectAsOwner(database.databaseUrl);
    await owner.query('select pg_terminate_backend($1)', [rows[0].pid]);
    await owner.end();
    await ended;
    await expect(inHand.query('select 1')).rejects.toThrow();
    inHand.release(true);
    expect(await evaluate('1')).toBe(1);
  });
});

describe('whom the application is', () => {
  it('runs as berth_app from the first statement on, on every connection', async () => {
    const clients = await Promise.all(Array.from({ length: 5 }, () => database.pool.connect()));
    for (const client of clients) {
      const { rows } = await client.query(
        `select current_user as role, current_setting('timezone') as zone, current_setting('statement_timeout') as patience`,
      );
      expect(rows).toEqual([{ role: 'berth_app', zone: 'UTC', patience: '30s' }]);
      client.release();
    }
  });

  it('comes back to that role whatever a connection was told', async () => {
    const client = await database.pool.connect();
    await client.query('reset role');
    expect((await client.query('select current_user as role')).rows[0].role).toBe('berth_app');
    client.release();
  });

  it('may neither change the schema nor know what was migrated', async () => {
    await expect(database.pool.query('create table mine (id int)')).rejects.toThrow('permission denied');
    await expect(database.pool.query('select * from migration')).rejects.toThrow('permission denied');
  });

  it('can do nothing about that as long as the owner is another', async () => {
    const owner = await connectAsOwner(database.databaseUrl);
    expect((await owner.query('select current_user as role')).rows[0].role).not.toBe('berth_app');
    await owner.end();
  });
});

describe('openListener', () => {
  it('hears its channel, and after a broken connection says once that something may be missing', async () => {
    const heard: (string | null)[] = [];
    const bell = new EventTarget();
    const listener = await openListener(database, 'berth_test', (payload) => {
      heard.push(payload);
      bell.dispatchEvent(new Event('heard'));
    });
    const next = () => once(bell, 'heard');

    let waiting = next();
    await database.pool.query(`select pg_notify('berth_test', '7,8')`);
    await waiting;

    waiting = next();
    const owner = await connectAsOwner(database.databaseUrl);
    await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'berth listen' and datname = current_database()`,
    );
    await owner.end();
    await waiting;

    waiting = next();
    await database.pool.query(`select pg_notify('berth_test', '9')`);
    await waiting;
    await listener.close();
    expect(heard).toEqual(['7,8', null, '9']);
  });
});
