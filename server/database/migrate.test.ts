import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codegenArguments, generatedTypes } from '../../commands/database-types.ts';
import { type FreshDatabase, makeDatabase, makeEmptyDatabase } from '../../test/database.ts';
import { connectAsOwner } from './connect.ts';
import { findPending, migrate, refuseOldVersion } from './migrate.ts';

let database: FreshDatabase;
let folder: string;

beforeEach(async () => {
  database = await makeEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'berth-migrations-'));
  await write('0001-beds.sql', 'create table bed (id int);\ninsert into bed values (1);');
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const write = (name: string, sql: string) => writeFile(join(folder, name), sql);
const run = () => migrate(database.databaseUrl, folder);
const query = async (text: string) => {
  const owner = await connectAsOwner(database.databaseUrl);
  const { rows } = await owner.query(text);
  await owner.end();
  return rows;
};

describe('migrate', () => {
  it('applies what is new, in order, once', async () => {
    expect(await run()).toEqual(['0001-beds.sql']);
    await write('0002-names.sql', 'alter table bed add name text;');
    await write('0003-more.sql', `update bed set name = 'A1';`);
    expect(await run()).toEqual(['0002-names.sql', '0003-more.sql']);
    expect(await run()).toEqual([]);
    expect(await query('select * from bed')).toEqual([{ id: 1, name: 'A1' }]);
    expect(await query('select name from migration order by name')).toHaveLength(3);
  });

  it('lets many servers start at once', async () => {
    const applied = await Promise.all(Array.from({ length: 8 }, run));
    expect(applied.flat()).toEqual(['0001-beds.sql']);
  });

  it('keeps nothing of a migration that fails, and says where it failed', async () => {
    await write('0002-wrong.sql', 'insert into bed values (2);\n\nselect nonsense;');
    await expect(run()).rejects.toThrow(
      'The migration 0002-wrong.sql failed in line 3: column "nonsense" does not exist. Nothing of it was kept.',
    );
    expect(await query('select id from bed')).toEqual([{ id: 1 }]);
  });

  it('refuses an applied migration that was changed, but not one whose line ends git rewrote', async () => {
    await run();
    await write('0001-beds.sql', 'create table bed (id int);\r\ninsert into bed values (1);');
    expect(await run()).toEqual([]);
    await write('0001-beds.sql', 'create table bed (id bigint);');
    await expect(run()).rejects.toThrow('The migration 0001-beds.sql was changed after this database had it');
  });

  it('refuses a database that is newer than the program', async () => {
    await write('0002-names.sql', 'alter table bed add name text;');
    await run();
    await rm(join(folder, '0002-names.sql'));
    await expect(run()).rejects.toThrow('newer than this Berth (it has had the migration 0002-names.sql)');
  });

  it('refuses a gap and a wrong name', async () => {
    await write('0003-late.sql', 'select 1;');
    await expect(run()).rejects.toThrow('0003-late.sql should be number 2');
  });

  it('says that no database answers', async () => {
    await expect(migrate('postgres://nobody@127.0.0.1:1/berth')).rejects.toThrow(
      /^The database does not answer .*check DATABASE_URL/,
    );
  });

  it('keeps its own table from the application', async () => {
    await write('0002-grant.sql', 'grant all on all tables in schema public to berth_app;');
    await run();
    expect(
      await query(`select has_table_privilege('berth_app', 'bed', 'insert') as bed,
      has_table_privilege('berth_app', 'migration', 'select') as migration`),
    ).toEqual([{ bed: true, migration: false }]);
  });
});

describe('findPending', () => {
  it('refuses a migration that two branches gave the same place', () => {
    const migrations = ['0001-a.sql', '0002-mine.sql', '0003-theirs.sql'].map((name) => ({
      name,
      sql: '',
      sha256: name,
    }));
    const applied = [migrations[0]!, migrations[2]!];
    expect(() => findPending(migrations, applied)).toThrow(
      '0002-mine.sql comes before 0003-theirs.sql, which this database has had already',
    );
  });
});

describe('refuseOldVersion', () => {
  it('takes 15 and later', () => {
    expect(() => refuseOldVersion(150_000)).not.toThrow();
    expect(() => refuseOldVersion(180_004)).not.toThrow();
    expect(() => refuseOldVersion(140_011)).toThrow(
      'The database is PostgreSQL 14, and Berth needs 15 or later',
    );
  });
});

describe('the generated row types', () => {
  it('are those of the migrations; if not: npm run database:types', async () => {
    const migrated = await makeDatabase();
    const file = join(folder, 'types.ts');
    await promisify(execFile)(process.execPath, codegenArguments(migrated.databaseUrl, file));
    await migrated.drop();
    expect(await readFile(file, 'utf8')).toBe(await readFile(generatedTypes, 'utf8'));
  });
});
