import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fastDisk } from '../../test/database.ts';
import { claimFolder } from './claim.ts';
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts';
import { findProcesses } from './leftovers.ts';

const isRoot = process.getuid?.() === 0;

let parent: string;
let folder: string;
let running: EmbeddedPostgres | undefined;

beforeEach(async () => {
  parent = await mkdtemp(join(await fastDisk(), 'berth-embedded-'));
  await chmod(parent, 0o711);
  folder = join(parent, `an "odd" fólder, isn't it`);
  await mkdir(folder);
});
afterEach(async () => {
  await running?.stop();
  if (running) await rm(running.folder, { recursive: true });
  running = undefined;
  await rm(parent, { recursive: true });
});

const start = async () => {
  running = await startEmbedded({ dataFolder: folder });
  return running;
};
const query = async (sql: string) => {
  const client = new pg.Client({ connectionString: running?.databaseUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
};
const directory = () => join(folder, 'postgres');

describe('startEmbedded', () => {
  it('makes a database that keeps its word, and finds it again', async () => {
    await start();
    const settings = ['fsync', 'full_page_writes', 'synchronous_commit', 'TimeZone', 'listen_addresses'];
    expect(
      await query(`select name, setting from pg_settings where name = any('{${settings}}') order by name`),
    ).toEqual([
      { name: 'TimeZone', setting: 'UTC' },
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'synchronous_commit', setting: 'on' },
    ]);
    await query('create table promise as select 1 as bed');
    await running?.stop();
    expect(await findProcesses(directory())).toEqual([]);

    await start();
    expect(await query('select bed from promise')).toEqual([{ bed: 1 }]);
    for (const file of ['postgres-password', 'postgres.log']) {
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    }
  });

  it('is not misled by what a start left that was killed half-way', async () => {
    await mkdir(join(folder, 'postgres.new-0000'));
    await writeFile(join(folder, 'postgres-password'), 'of a database that never came to be');
    await start();
    expect(await query('select 1 as here')).toEqual([{ here: 1 }]);
    expect((await readdir(folder)).sort()).toEqual(['postgres', 'postgres-password', 'postgres.log']);
  });

  it('is not misled by the number of a dead PostgreSQL that is now another program', async () => {
    await start();
    await running?.stop();
    await writeFile(
      join(directory(), 'postmaster.pid'),
      `${process.pid}\n${directory()}\n0\n5432\n\n\n\nready\n`,
    );
    await start();
    expect(await query('select 1 as here')).toEqual([{ here: 1 }]);
  });

  it.runIf(isRoot)('places data elsewhere where its OS user may not enter, and finds it again', async () => {
    await chmod(parent, 0o700);
    await start();
    await query('create table promise as select 1 as bed');
    await running?.stop();
    const pointer = await readFile(join(folder, 'postgres-is-at'), 'utf8');
    expect(pointer.trim()).toBe(running?.folder);
    expect(running?.folder).not.toBe(folder);
    expect((await readFile(join(running!.folder, 'belongs-to'), 'utf8')).trim()).toBe(folder);

    await start();
    expect(await query('select bed from promise')).toEqual([{ bed: 1 }]);
    await running?.stop();
    await rm(join(running!.folder, 'postgres'), { recursive: true });
    await expect(startEmbedded({ dataFolder: folder })).rejects.toThrow(
      /says that the database lies in .* and it is not there/,
    );
  });
});

describe('claimFolder', () => {
  it('is had by one at a time, and says where that one is', async () => {
    const claim = await claimFolder(folder, { patience: 0 });
    await expect(claimFolder(folder, { patience: 0 })).rejects.toThrow(
      `Berth already runs on the data folder ${folder} (process ${process.pid})`,
    );
    await claim.noteAddress('http://localhost:3000');
    await expect(claimFolder(folder, { patience: 0 })).rejects.toThrow(
      `process ${process.pid}, http://localhost:3000`,
    );
    await claim.release();
    await (await claimFolder(folder, { patience: 0 })).release();
    expect(await readdir(folder)).toEqual(['berth.lock']);
  });

  it('waits a moment for one that is just stopping', async () => {
    const claim = await claimFolder(folder);
    const next = claimFolder(folder);
    await claim.release();
    await (await next).release();
  });

  it('does not take the lock of a folder for that of its copy', async () => {
    const copy = join(parent, 'copy');
    const claim = await claimFolder(folder, { patience: 0 });
    await cp(folder, copy, { recursive: true });
    await (await claimFolder(copy, { patience: 0 })).release();
    await claim.release();
  });

  it('says that a folder cannot be written', async () => {
    await writeFile(join(parent, 'file'), '');
    await expect(claimFolder(join(parent, 'file'))).rejects.toThrow(
      /^The data folder .* cannot be written \(\w+\): set BERTH_DATA/,
    );
  });
});
