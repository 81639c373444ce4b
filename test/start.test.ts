import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProcesses, readPostmaster } from '../server/database/leftovers.ts';
import { fastDisk, makeDatabase } from './database.ts';
import { type ServerProcess, startServer } from './server-process.ts';

let folder: string;
const servers: ServerProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(await fastDisk(), 'berth-start-'));
  await chmod(folder, 0o711);
});
afterEach(async () => {
  for (const { process, ended } of servers.splice(0)) {
    process.kill('SIGTERM');
    await ended;
  }
  await rm(folder, { recursive: true });
});

const start = async (environment: Record<string, string> = {}): Promise<ServerProcess> => {
  const server = await startServer({ BERTH_DATA: join(folder, 'data'), ...environment });
  servers.push(server);
  return server;
};

const directory = () => join(folder, 'data', 'postgres');

const query = async (sql: string) => {
  const password = await readFile(join(folder, 'data', 'postgres-password'), 'utf8');
  const port = (await readFile(join(directory(), 'postmaster.pid'), 'utf8')).split('\n')[3];
  const client = new pg.Client(`postgres://berth:${password}@127.0.0.1:${port}/berth`);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
};

describe('the server', () => {
  it('starts on nothing, answers, refuses a second one, and stops without a trace of itself', async () => {
    const server = await start();
    expect(server.said.at(-1)).toBe(`Berth is ready at ${server.address}`);
    expect((await fetch(`${server.address}/health`)).status).toBe(200);
    expect((await fetch(`${server.address}/ready`)).status).toBe(200);

    const second = await start();
    expect(await second.ended).toBe(1);
    expect(second.said).toEqual([
      expect.stringMatching(
        /^Berth already runs on the data folder .* \(process \d+, http:\/\/localhost:\d+\): use that one/,
      ),
    ]);

    server.process.kill('SIGINT');
    expect(await server.ended).toBe(0);
    expect(await findProcesses(directory())).toEqual([]);
    expect(await readdir(join(folder, 'data'))).not.toContain('berth.running');
    await expect(fetch(`${server.address}/health`)).rejects.toThrow();
  });

  it('recovers from a kill of itself, of PostgreSQL, and of both', async () => {
    const first = await start();
    await query(`create table promise as select 'A1' as bed`);
    first.process.kill('SIGKILL');
    await first.ended;
    expect(await findProcesses(directory())).not.toEqual([]);

    const second = await start();
    expect(await query('select bed from promise')).toEqual([{ bed: 'A1' }]);
    process.kill((await readPostmaster(directory()))!.pid, 'SIGKILL');
    expect(await second.ended).toBe(1);
    expect(second.said).toContainEqual(
      expect.stringMatching(
        /^PostgreSQL ended by itself \(SIGKILL;.* Nothing that was saved is lost: start Berth again\.$/,
      ),
    );

    const third = await start();
    expect(await query('select bed from promise')).toEqual([{ bed: 'A1' }]);
    process.kill((await readPostmaster(directory()))!.pid, 'SIGKILL');
    third.process.kill('SIGKILL');
    await third.ended;

    const fourth = await start();
    expect(await query('select bed from promise')).toEqual([{ bed: 'A1' }]);
    fourth.process.kill('SIGTERM');
    expect(await fourth.ended).toBe(0);
  });

  it('uses the database it is given, starts none of its own, and stops when its launcher is killed', async () => {
    const { databaseUrl, drop } = await makeDatabase();
    const server = await start({ DATABASE_URL: databaseUrl });
    expect((await fetch(`${server.address}/ready`)).status).toBe(200);
    expect(await readdir(join(folder, 'data'))).toEqual(['secret']);
    server.process.disconnect();
    expect(await server.ended).toBe(0);
    await drop();
  });
});

describe('a start that cannot succeed', () => {
  it.each([
    [{ PORT: 'http' }, 'PORT is "http"; it must be a whole number from 1 to 65535, or 0 for any free port.'],
    [{ BERTH_DEMO: 'maybe' }, /^BERTH_DEMO is "maybe"; it must be 1 .* or 0 .*\.$/],
    [
      { BERTH_DATA: '/dev/null/data' },
      /^The data folder \/dev\/null\/data cannot be written \(ENOTDIR\): set BERTH_DATA/,
    ],
    [
      { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/berth' },
      /^The database does not answer \(.*\): check DATABASE_URL/,
    ],
    [
      { HOST: '192.0.2.1', BERTH_DEMO: '0', BERTH_BASE_URL: 'http://192.0.2.1' },
      /^HOST "192\.0\.2\.1" is not an address of this machine/,
    ],
  ])('ends at once with one sentence: %j', async (environment, sentence) => {
    const server = await start(environment as Record<string, string>);
    expect(await server.ended).toBe(1);
    expect(server.said).toEqual([expect.stringMatching(sentence)]);
  });

  it('names a port that another program has, before it makes anything', async () => {
    const other = createServer().listen(0, 'localhost');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    const server = await start({ PORT: port, BERTH_DATA: join(folder, 'other') });
    expect(await server.ended).toBe(1);
    expect(server.said).toEqual([
      `PORT ${port} is taken by another program: stop that program, or set PORT to another number.`,
    ]);
    expect(await readdir(join(folder, 'other'))).toEqual(['berth.lock']);
    other.close();
  });
});
