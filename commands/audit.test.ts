import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { writeAudit } from '../server/http/audit.ts';
import { freshDatabase, makeEmptyDatabase } from '../test/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeEach(async () => {
  database = await freshDatabase();
  for (const n of [1, 2, 3, 4, 5]) {
    await database.db.transaction().execute((db) =>
      writeAudit(db, {
        act: 'client.view',
        at: new Date(`2026-11-23T10:0${n}:00Z`),
        requestId: `request-${n}`,
        actor: null,
      }),
    );
  }
});
afterEach(() => database.drop());

const run = async ({
  databaseUrl,
}: {
  databaseUrl: string;
} = database): Promise<{ code: number | null; said: string }> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'audit.ts')], {
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  const [code] = await once(child, 'close');
  return { code, said };
};

/** As one who may do anything in the database, whom no trigger stops. */
const tamper = async (statement: string) => {
  const owner = new pg.Client({ connectionString: database.databaseUrl });
  await owner.connect();
  try {
    await owner.query('set session_replication_role = replica');
    await owner.query('alter table audit_seal drop constraint audit_seal_audit_entry_id_key');
    const { rowCount } = await owner.query(statement);
    expect(rowCount).toBeGreaterThan(0);
  } finally {
    await owner.end();
  }
};

const entry = (position: number) => `(select audit_entry_id from audit_seal where position = ${position})`;

describe('npm run audit', () => {
  it('has nothing to say against a database in which nothing was done yet, and says where none answers', async () => {
    const empty = await makeEmptyDatabase();
    onTestFinished(() => empty.drop());
    expect(await run(empty)).toEqual({
      code: 0,
      said: 'The audit is whole: 0 entries, each as it was sealed.\n',
    });
    const nowhere = await run({ databaseUrl: 'postgres://nobody:x@127.0.0.1:1/none' });
    expect(nowhere.code).toBe(1);
    expect(nowhere.said).toMatch(/^The database does not answer .*check DATABASE_URL.*\n$/);
  });

  it('seals what is not sealed, says that an untouched chain is whole, and ends with 0', async () => {
    expect(await run()).toEqual({
      code: 0,
      said: 'The audit is whole: 5 entries, each as it was sealed.\n',
    });
    const { rows } = await sql`select from audit_seal`.execute(database.db);
    expect(rows).toHaveLength(5);
    expect((await run()).code).toBe(0);
  });

  it.each([
    ['an act was changed', `update audit_entry set act = 'nothing.happened' where id = ${entry(3)}`, 3],
    ['a time was changed', `update audit_entry set at = at + interval '1 second' where id = ${entry(2)}`, 2],
    ['a person was taken out', `update audit_entry set client_ids = '{7}' where id = ${entry(4)}`, 4],
    ['an entry was deleted', `delete from audit_entry where id = ${entry(3)}`, 3],
    [
      'an entry and its seal were deleted',
      `with gone as (delete from audit_seal where position = 3 returning audit_entry_id)
      delete from audit_entry where id in (select audit_entry_id from gone)`,
      4,
    ],
    [
      'two entries changed places',
      `update audit_seal s set audit_entry_id = o.audit_entry_id from audit_seal o
      where (s.position, o.position) in ((2, 4), (4, 2))`,
      2,
    ],
    [
      'two whole seals changed places',
      `update audit_seal s set audit_entry_id = o.audit_entry_id, hash = o.hash from audit_seal o
      where (s.position, o.position) in ((2, 4), (4, 2))`,
      2,
    ],
    ['a gap was left for another', `update audit_seal set position = 9 where position = 5`, 9],
    ['a seal was made anew', `update audit_seal set hash = repeat('0', 64) where position = 5`, 5],
  ])('finds that %s, and ends with 1', async (_, statement, position) => {
    expect((await run()).code).toBe(0);
    await tamper(statement);
    expect(await run()).toEqual({
      code: 1,
      said: `The audit was changed: entry ${position} of the chain is not what was sealed.\n`,
    });
  });

  it('changes nothing itself: what was found stays found', async () => {
    await run();
    await tamper(`update audit_entry set act = 'nothing.happened' where id = ${entry(1)}`);
    expect((await run()).code).toBe(1);
    expect((await run()).code).toBe(1);
  });
});
