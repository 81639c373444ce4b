import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimFolder } from '../server/database/claim.ts';
import { connectAsOwner, type LongConnection, openLongConnection } from '../server/database/connect.ts';
import { startEmbedded } from '../server/database/embedded.ts';
import { readRuns } from '../server/hmis/store-runs.ts';
import { freshDatabase } from '../test/database.ts';
import { rowOf, smallCounty } from '../test/hmis-county.ts';
import { asFiles, writeExport, zipExport } from '../test/hmis-export.ts';
import { sumOfRecords } from '../test/hmis-import.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let place: string;

beforeAll(async () => {
  database = await freshDatabase();
  place = await mkdtemp(join(tmpdir(), 'berth-import-test-'));
});
afterAll(async () => {
  await database.drop();
  await rm(place, { recursive: true });
});

const command = join(import.meta.dirname, 'import.ts');

const start = (args: string[], env: Record<string, string> = {}): ChildProcess & { said: () => string } => {
  const child = spawn(process.execPath, [command, ...args], {
    cwd: place,
    env: {
      PATH: process.env.PATH,
      BERTH_DATA: join(place, 'data'),
      DATABASE_URL: database.databaseUrl,
      INIT_CWD: place,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (part) => (said += part));
  return Object.assign(child, { said: () => said });
};

const run = async (
  args: string[],
  env?: Record<string, string>,
): Promise<{ code: number | null; said: string }> => {
  const child = start(args, env);
  const [code] = await once(child, 'close');
  return { code, said: child.said() };
};

const heard = async (child: ReturnType<typeof start>, words: string) => {
  while (!child.said().includes(words)) await once(child.stdout!, 'data');
};

describe('npm run import', () => {
  it('reads a folder, says what it did, and writes the rejects file beside it', async () => {
    await writeExport(join(place, 'export'), asFiles(smallCounty()));
    const { code, said } = await run(['export']);
    expect(code).toBe(0);
    expect(said).toContain('Read Client.csv: 30 rows');
    expect(said).toContain('Saving residents');
    expect(said).toContain('Imported: 29 people, 29 enrollments and 113 bed nights are new.');
    expect(said).toMatch(/^people +29 +0 +0 +0$/m);
    expect(said).toContain('Not read yet: Funder.csv (1), User.csv (1)');
    expect(said).toContain(
      'P18 at Northway House, Households without children 3, since 2026-05-05: in an overflow place',
    );
    expect(said).not.toContain('Thibodeaux');
    const rejects = await readFile(join(place, 'export-rejects.csv'), 'utf8');
    expect(rejects).toContain('Enrollment.csv,23,EntryDate,2026-04-05,');
  });

  it('reads a zip, and the same once more changes nothing', async () => {
    await writeFile(join(place, 'export.zip'), zipExport(asFiles(smallCounty()), 'HMIS export/'));
    const { code, said } = await run(['export.zip', '--rejects', 'wrong.csv']);
    expect(code).toBe(0);
    expect(said).toContain('Nothing has changed since the last import.');
    expect(await readFile(join(place, 'wrong.csv'), 'utf8')).toContain('file,line,column,value,reason,kind');
  });

  it('says what is wrong, with file and line, and ends with an error', async () => {
    const before = await sumOfRecords(database.db);
    const broken = smallCounty();
    rowOf(broken, 'Enrollment', 'E3').EntryDate = '9/1/2026';
    await writeExport(join(place, 'broken'), asFiles(broken));
    const { code, said } = await run(['broken']);
    expect(code).toBe(1);
    expect(said).toContain('Nothing was imported: one thing in the export is wrong.');
    expect(said).toContain('Enrollment.csv, line 4, EntryDate: It is not a date written YYYY-MM-DD');
    expect(await sumOfRecords(database.db)).toBe(before);
  });

  it.each([
    [['nowhere'], 'There is no file or folder'],
    [[], 'FOLDER_OR_ZIP'],
    [['.'], 'more than once'],
  ])('answers %j with a sentence', async (args, says) => {
    const { code, said } = await run(args);
    expect(code).toBe(1);
    expect(said).toContain(says);
    expect(said).not.toContain('    at ');
  });

  it('will not mix numbers kept under two secrets', async () => {
    const { code, said } = await run(['export'], {
      BERTH_SECRET: 'quite-another-secret-of-forty-characters',
    });
    expect(code).toBe(1);
    expect(said).toContain('the secret in force here is not the one');
    expect(said).toContain('Whoever runs the server sets it: BERTH_SECRET');
    expect(said).not.toContain('Rejects');
  });
});

describe('an import that is killed', () => {
  it('leaves nothing, says so, and is simply begun again', async () => {
    const before = await sumOfRecords(database.db);
    const changed = smallCounty();
    rowOf(changed, 'Client', 'P1').FirstName = 'Changed';
    changed.Services = changed
      .Services!.slice(5)
      .map((row) => ({ ...row, DateUpdated: '2026-11-20 09:00:00' }));
    await writeExport(join(place, 'killed'), asFiles(changed));
    // Somebody holds the bed nights, so that it stands still in the midst of saving.
    const owner = await connectAsOwner(database.databaseUrl);
    await owner.query('begin');
    await owner.query('lock table bed_night in share mode');
    const child = start(['killed']);
    await heard(child, 'Saving bed nights');
    child.kill('SIGKILL');
    await once(child, 'close');
    await owner.query('rollback');
    // The session of the dead process ends by itself once its statement is over; until then its run counts as running.
    const last = async () => (await readRuns(database.db))[0]!;
    while ((await last()).state === 'running');
    expect(await last()).toMatchObject({
      state: 'cut_off',
      title: expect.stringContaining('Nothing of it was kept'),
    });
    expect(await sumOfRecords(database.db)).toBe(before);

    const again = await run(['killed']);
    expect(again.code).toBe(0);
    const { rows } = await sql<{
      name: string;
    }>`select first_name as name from client where hud_key = 'P1'`.execute(database.db);
    expect(rows).toEqual([{ name: 'Changed' }]);
    await owner.end();
  });
});

describe('the database of a data folder', () => {
  it('is joined where Berth runs on it, and started where it does not', { timeout: 60_000 }, async () => {
    const dataFolder = join(place, 'data');
    const env = { DATABASE_URL: '' };
    const alone = await run(['export'], env);
    expect(alone.said).toContain('Imported: 29 people');

    const claim = await claimFolder(dataFolder);
    const embedded = await startEmbedded({ dataFolder, durable: false });
    let opened: LongConnection | undefined;
    try {
      const joined = await run(['export'], env);
      expect(joined.said).toContain('Nothing has changed since the last import.');
      opened = await openLongConnection(embedded);
      expect((await readRuns(opened.db)).map(({ state }) => state)).toEqual(['imported', 'imported']);
    } finally {
      await opened?.close();
      await embedded.stop();
      await claim.release();
      if (embedded.folder !== dataFolder) await rm(embedded.folder, { recursive: true });
    }
  });
});
