import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, isLoopback, readConfiguration, readSecret } from './configuration.ts';

const messageOf = (environment: Record<string, string>): string => {
  try {
    readConfiguration(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  }
  throw new Error(`${JSON.stringify(environment)} was taken`);
};

describe('readConfiguration', () => {
  it('needs nothing', () => {
    expect(readConfiguration({})).toEqual({
      port: 3000,
      host: 'localhost',
      dataFolder: resolve('data'),
      databaseUrl: undefined,
      demo: true,
      baseUrl: undefined,
      secret: undefined,
      helpdesk: undefined,
      trustProxy: [],
    });
  });

  it('takes an empty value as none, as compose files write it', () => {
    expect(readConfiguration({ PORT: '', DATABASE_URL: ' ', BERTH_DEMO: '', BERTH_SECRET: '' })).toEqual(
      readConfiguration({}),
    );
  });

  it('takes every setting', () => {
    const taken = readConfiguration({
      PORT: '0',
      HOST: '0.0.0.0',
      BERTH_DATA: '/srv/berth',
      DATABASE_URL: 'postgres:///berth?host=/run/postgresql',
      BERTH_DEMO: '0',
      BERTH_BASE_URL: 'https://berth.example.org/',
      BERTH_SECRET: 'x'.repeat(32),
      BERTH_HELPDESK: 'help@example.org',
      BERTH_TRUST_PROXY: 'loopback, 10.0.0.5,192.168.7.0/24, fd00::/8',
    });
    expect(taken).toEqual({
      port: 0,
      host: '0.0.0.0',
      dataFolder: '/srv/berth',
      databaseUrl: 'postgres:///berth?host=/run/postgresql',
      demo: false,
      baseUrl: 'https://berth.example.org',
      secret: 'x'.repeat(32),
      helpdesk: 'help@example.org',
      trustProxy: ['loopback', '10.0.0.5', '192.168.7.0/24', 'fd00::/8'],
    });
  });

  it.each([
    [{ PORT: 'http' }, 'PORT is "http"', '1 to 65535'],
    [{ PORT: '65536' }, 'PORT is "65536"', '1 to 65535'],
    [{ PORT: '-1' }, 'PORT is "-1"', '1 to 65535'],
    [{ PORT: '3000.5' }, 'PORT is "3000.5"', 'whole number'],
    [{ PORT: '0x10' }, 'PORT is "0x10"', 'whole number'],
    [{ HOST: 'localhost:3000' }, 'HOST is "localhost:3000"', 'without a port'],
    [{ BERTH_DEMO: 'yes' }, 'BERTH_DEMO is "yes"', '1 (fill'],
    [
      { DATABASE_URL: 'mysql://a/b' },
      'DATABASE_URL is "mysql://a/b"',
      'postgres://user:password@host:5432/database',
    ],
    [{ DATABASE_URL: 'berth' }, 'DATABASE_URL is "berth"', 'postgres://'],
    [{ DATABASE_URL: 'postgres://db.example.org' }, 'DATABASE_URL is', '/database'],
    [{ BERTH_BASE_URL: 'berth.example.org' }, 'BERTH_BASE_URL is "berth.example.org"', 'https://'],
    [{ BERTH_BASE_URL: 'https://example.org/berth' }, 'BERTH_BASE_URL is', 'without a path'],
    [{ BERTH_SECRET: 'short' }, 'BERTH_SECRET has 5 characters', 'at least 32'],
    [{ BERTH_HELPDESK: 'a\nb' }, 'BERTH_HELPDESK is "a b', 'one line'],
    [{ BERTH_HELPDESK: 'x'.repeat(201) }, 'BERTH_HELPDESK is "xxx', '200 characters'],
    [{ BERTH_TRUST_PROXY: 'true' }, 'BERTH_TRUST_PROXY is "true"', 'separated by commas'],
    [{ BERTH_TRUST_PROXY: '10.0.0.5,' }, 'BERTH_TRUST_PROXY is "10.0.0.5,"', '10.0.0.5'],
    [{ BERTH_TRUST_PROXY: '0.0.0.0/0' }, 'BERTH_TRUST_PROXY is "0.0.0.0/0"', 'loopback'],
    [{ BERTH_TRUST_PROXY: '10.0.0.0/33' }, 'BERTH_TRUST_PROXY is "10.0.0.0/33"', 'loopback'],
    [{ BERTH_TRUST_PROXY: 'proxy.example' }, 'BERTH_TRUST_PROXY is "proxy.example"', 'loopback'],
    [{ HOST: '0.0.0.0' }, 'HOST is "0.0.0.0"', 'set BERTH_DEMO=0'],
    [{ HOST: '0.0.0.0', BERTH_DEMO: '0' }, 'HOST is "0.0.0.0"', 'set BERTH_BASE_URL'],
    [
      { BERTH_BASE_URL: 'https://berth.example.org' },
      'BERTH_BASE_URL is "https://berth.example.org"',
      'BERTH_DEMO=0',
    ],
  ])('refuses %j in one sentence', (environment, names, says) => {
    const message = messageOf(environment as Record<string, string>);
    expect(message).toContain(names);
    expect(message).toContain(says);
    expect(message).toMatch(/^[^\n]+\.$/);
  });

  it('keeps passwords and secrets out of its sentences', () => {
    expect(messageOf({ DATABASE_URL: 'mysql://me:hunter2@db/berth' })).not.toContain('hunter2');
    expect(messageOf({ BERTH_SECRET: 'hunter2' })).not.toContain('hunter2');
  });
});

describe('isLoopback', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.1', '::1', '[::1]'])('%s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each(['0.0.0.0', '::', '10.0.0.1', '127.example.org', 'localhost.example.org'])('not %s', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});

describe('readSecret', () => {
  it('makes one secret, keeps it, and lets nobody else read it', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'berth-secret-'));
    const dataFolder = join(parent, 'not', 'there');
    const secret = await readSecret({ secret: undefined, dataFolder });
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(await readSecret({ secret: undefined, dataFolder })).toBe(secret);
    expect((await stat(join(dataFolder, 'secret'))).mode & 0o777).toBe(0o600);
    expect(await readSecret({ secret: 'given', dataFolder })).toBe('given');
    await rm(parent, { recursive: true });
  });
});
