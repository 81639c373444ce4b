import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';

/** What the environment says. Every variable has a row in the README's table. */
export interface Configuration {
  /** PORT; 0 takes any free port. */
  port: number;
  /** HOST; this machine only unless said otherwise. */
  host: string;
  /** BERTH_DATA, absolute. */
  dataFolder: string;
  /** DATABASE_URL; without it Berth starts its own PostgreSQL in the data folder. */
  databaseUrl: string | undefined;
  /** BERTH_DEMO: whether an empty database is filled with the demo county. */
  demo: boolean;
  /** BERTH_BASE_URL, without a slash at the end; without it http://localhost:PORT. */
  baseUrl: string | undefined;
  /** BERTH_SECRET; without it `readSecret` keeps one in the data folder. */
  secret: string | undefined;
  /** BERTH_HELPDESK: whom to ask, as shown on the help page behind every screen's question mark. */
  helpdesk: string | undefined;
  /** BERTH_TRUST_PROXY: the proxies in front whose word is taken for who calls; nobody's unless told. */
  trustProxy: string[];
}

/** The configuration once the port is taken and the secret is known: nothing in it is open any more. */
export interface RunningConfiguration extends Configuration {
  databaseUrl: string;
  baseUrl: string;
  secret: string;
}

/** Why Berth cannot start, as one sentence for the person who starts it; printed without a stack. */
export class StartError extends Error {}

/** A setting that cannot be used: which, what it was, what it may be. */
export class ConfigurationError extends StartError {}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigurationError naming the variable, what it was and what it may be. */
export const readConfiguration = (environment: Environment): Configuration => {
  const host = readHost(environment);
  const demo = readDemo(environment);
  const baseUrl = readBaseUrl(environment);
  const configuration = {
    port: readPort(environment),
    host,
    dataFolder: resolve(valueIn(environment, 'BERTH_DATA') ?? 'data'),
    databaseUrl: readDatabaseUrl(environment),
    demo,
    baseUrl,
    secret: readGivenSecret(environment),
    helpdesk: readHelpdesk(environment),
    trustProxy: readTrustProxy(environment),
  };
  if (demo) refuseDemoInPublic(host, baseUrl);
  if (!isLoopback(host) && !baseUrl) {
    throw new ConfigurationError(
      `HOST is "${host}", so others can reach Berth: set BERTH_BASE_URL to the address they type, such as https://berth.example.org.`,
    );
  }
  return configuration;
};

/** The sign-in secret: the given one, or one made at the first start and kept in the data folder. */
export const readSecret = async (
  configuration: Pick<Configuration, 'secret' | 'dataFolder'>,
): Promise<string> => {
  if (configuration.secret) return configuration.secret;
  const file = join(configuration.dataFolder, 'secret');
  const kept = await readFile(file, 'utf8').catch(ignoreMissing);
  if (kept) return kept.trim();
  await mkdir(configuration.dataFolder, { recursive: true });
  // Written aside and renamed: a start that is killed half-way leaves no empty secret behind.
  const aside = `${file}.${process.pid}`;
  await writeFile(aside, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  await rename(aside, file);
  return (await readFile(file, 'utf8')).trim();
};

/** Whether only programs on this machine can reach a server that listens on this host. */
export const isLoopback = (host: string): boolean => {
  const plain = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return plain === 'localhost' || plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
};

const valueIn = (environment: Environment, name: string): string | undefined =>
  environment[name]?.trim() || undefined;

const readPort = (environment: Environment): number => {
  const given = valueIn(environment, 'PORT');
  if (given === undefined) return 3000;
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65535) {
    throw new ConfigurationError(
      `PORT is "${given}"; it must be a whole number from 1 to 65535, or 0 for any free port.`,
    );
  }
  return port;
};

const readHost = (environment: Environment): string => {
  const given = valueIn(environment, 'HOST') ?? 'localhost';
  if (!isIP(given) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(given)) {
    throw new ConfigurationError(
      `HOST is "${given}"; it must be a name or an address of this machine without a port, such as localhost or 0.0.0.0.`,
    );
  }
  return given;
};

const readDemo = (environment: Environment): boolean => {
  const given = valueIn(environment, 'BERTH_DEMO') ?? '1';
  if (given !== '0' && given !== '1') {
    throw new ConfigurationError(
      `BERTH_DEMO is "${given}"; it must be 1 (fill an empty database with the demo county) or 0 (leave it empty).`,
    );
  }
  return given === '1';
};

const readDatabaseUrl = (environment: Environment): string | undefined => {
  const given = valueIn(environment, 'DATABASE_URL');
  if (given === undefined) return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol) || url.pathname.length < 2) {
    throw new ConfigurationError(
      `DATABASE_URL is "${withoutPassword(given)}"; it must look like postgres://user:password@host:5432/database.`,
    );
  }
  return given;
};

const readBaseUrl = (environment: Environment): string | undefined => {
  const given = valueIn(environment, 'BERTH_BASE_URL');
  if (given === undefined) return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.origin !== given.replace(/\/$/, '')) {
    throw new ConfigurationError(
      `BERTH_BASE_URL is "${withoutPassword(given)}"; it must be the address that people type, without a path, such as https://berth.example.org.`,
    );
  }
  return url.origin;
};

const readGivenSecret = (environment: Environment): string | undefined => {
  const given = valueIn(environment, 'BERTH_SECRET');
  if (given !== undefined && given.length < 32) {
    throw new ConfigurationError(
      `BERTH_SECRET has ${given.length} characters; it must have at least 32, all of them random.`,
    );
  }
  return given;
};

const readHelpdesk = (environment: Environment): string | undefined => {
  const given = valueIn(environment, 'BERTH_HELPDESK');
  if (given !== undefined && (given.length > 200 || /\p{Cc}/u.test(given))) {
    throw new ConfigurationError(
      `BERTH_HELPDESK is "${given.slice(0, 40).replace(/\p{Cc}/gu, ' ')}…"; it must be one line of at most 200 characters, such as help@example.org.`,
    );
  }
  return given;
};

const readTrustProxy = (environment: Environment): string[] => {
  const given = valueIn(environment, 'BERTH_TRUST_PROXY');
  const proxies = given?.split(',').map((one) => one.trim()) ?? [];
  if (!proxies.every((one) => one === 'loopback' || isAddressOrNetwork(one))) {
    throw new ConfigurationError(
      `BERTH_TRUST_PROXY is "${given}"; it must be the addresses or networks of the proxies in front, separated by commas, such as 10.0.0.5, 192.168.7.0/24 or loopback.`,
    );
  }
  return proxies;
};

// A network of all addresses would take anybody's word.
const isAddressOrNetwork = (text: string): boolean => {
  const [address, bits, ...more] = text.split('/');
  const family = isIP(address!);
  if (family === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128);
};

const refuseDemoInPublic = (host: string, baseUrl: string | undefined) => {
  const [variable, value, hostname] = !isLoopback(host)
    ? ['HOST', host, host]
    : ['BERTH_BASE_URL', baseUrl, baseUrl ? new URL(baseUrl).hostname : 'localhost'];
  if (isLoopback(hostname)) return;
  throw new ConfigurationError(
    `${variable} is "${value}", but the demo county, whose passwords everybody knows, is served on this machine only: set BERTH_DEMO=0 or leave ${variable} out.`,
  );
};

const withoutPassword = (url: string) => url.replace(/:[^:@/]*@/, ':***@');

const ignoreMissing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error;
};
