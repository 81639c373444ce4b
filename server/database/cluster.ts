import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../configuration.ts';
import { run } from './database-user.ts';
import type { Home } from './home.ts';

/** The one who owns everything in a database of ours, and its name. */
export const ownerRole = 'berth';

/** Made aside and renamed, so that a start that is killed half-way leaves nothing that looks like data. */
export const makeCluster = async (home: Home, durable: boolean) => {
  for (const name of await readdir(home.folder)) {
    if (name.startsWith('postgres.new-')) await rm(join(home.folder, name), { recursive: true, force: true });
  }
  const aside = join(home.folder, `postgres.new-${randomBytes(4).toString('hex')}`);
  const passwordFile = join(aside, 'password');
  const password = randomBytes(24).toString('base64url');
  await mkdir(aside, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (home.user.ids) {
    for (const path of [aside, passwordFile]) await chown(path, home.user.ids.uid, home.user.ids.gid);
  }
  const made = await run(
    home.programs.initdb,
    [
      `--pgdata=${join(aside, 'data')}`,
      `--username=${ownerRole}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Order and case come from PostgreSQL itself, so that no upgrade of the OS can corrupt an index.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      `--locale=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
      '--lc-messages=C',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    home.user,
  );
  if (made.code !== 0) {
    await rm(aside, { recursive: true, force: true });
    throw new StartError(
      `PostgreSQL could not make its data in ${home.folder}: ${lastLines(made.output, 3)}`,
    );
  }
  await writeFile(`${home.passwordFile}.new`, password, { mode: 0o600 });
  await rename(`${home.passwordFile}.new`, home.passwordFile);
  await rename(join(aside, 'data'), home.directory);
  await rm(aside, { recursive: true, force: true });
};

/** @throws StartError where these programs cannot read this data. */
export const refuseOtherVersion = async (home: Home) => {
  const data = (await readFile(join(home.directory, 'PG_VERSION'), 'utf8')).trim();
  const program = /\d+/.exec((await run(home.programs.postgres, ['--version'], home.user)).output)?.[0];
  if (data === program) return;
  throw new StartError(
    `The data in ${home.directory} is of PostgreSQL ${data}, this Berth brings PostgreSQL ${program}: start the Berth that made it, or move the data with the tools of both versions.`,
  );
};

export const readPassword = (home: Home) =>
  readFile(home.passwordFile, 'utf8').catch(() => {
    throw new StartError(
      `The password of the database is missing: bring back ${home.passwordFile} from where you keep copies of the data.`,
    );
  });

export const lastLines = (text: string, count: number) => text.trim().split('\n').slice(-count).join(' | ');
