import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  link,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StartError } from '../configuration.ts';

/** The sole right to a folder, for as long as this process lives. */
export interface Claim {
  /** Lets a second start say where the first one can be found. */
  noteAddress(address: string): Promise<void>;
  release(): Promise<void>;
}

interface Holder {
  pid: number;
  /** Tells this process from a later one with the same number. */
  mark: string;
  /** Tells a folder from a copy of it. */
  folder: string;
  address?: string;
}

/** Makes the folder where it is missing. @throws StartError where another living Berth holds it. */
export const claimFolder = async (folder: string): Promise<Claim> => {
  await makeFolder(folder);
  const file = join(folder, 'berth.lock');
  const aside = join(folder, `berth.lock.${randomBytes(4).toString('hex')}`);
  const mine: Holder = { pid: process.pid, mark: await markOf(process.pid), folder: await realpath(folder) };
  await writeFile(aside, JSON.stringify(mine));
  try {
    for (let attempt = 1; !(await isLinked(aside, file)); attempt++) {
      const holder = await readHolder(file);
      if (attempt === 20 || (holder && (await isHeld(holder, mine.folder)))) {
        const where = [holder && `process ${holder.pid}`, holder?.address].filter(Boolean).join(', ');
        throw new StartError(
          `Berth already runs on the data folder ${folder} (${where}): use that one, stop it first, or set BERTH_DATA to another folder.`,
        );
      }
      await takeAway(file, holder);
    }
  } finally {
    await rm(aside, { force: true });
  }
  const isMine = async () => (await readHolder(file))?.pid === process.pid;
  return {
    noteAddress: async (address) => {
      await writeFile(aside, JSON.stringify({ ...mine, address }));
      await rename(aside, file);
    },
    release: async () => {
      if (await isMine()) await rm(file, { force: true });
    },
  };
};

/** Processes of PostgreSQL that still live in a data directory, whoever started them. */
export const findProcesses = async (directory: string): Promise<number[]> => {
  const pids = process.platform === 'linux' ? await findByFolder(directory) : [];
  const postmaster = await readPostmaster(directory);
  if (postmaster && !pids.includes(postmaster.pid) && process.platform !== 'linux') {
    const command = await askPs(postmaster.pid);
    if (command.includes('postgres') && command.includes(directory)) pids.push(postmaster.pid);
  }
  return pids;
};

/** What PostgreSQL wrote about itself: its process and whether it takes connections. */
export const readPostmaster = async (
  directory: string,
): Promise<{ pid: number; ready: boolean } | undefined> => {
  const text = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
};

/**
 * Ends what a killed server or a killed postmaster left running in a data directory: politely, so that
 * nothing needs recovering, then less so. Returns how many processes there were.
 */
export const endLeftovers = async (directory: string): Promise<number> => {
  const leftovers = await findProcesses(directory);
  const postmaster = await readPostmaster(directory);
  if (postmaster && leftovers.includes(postmaster.pid)) {
    await end([postmaster.pid], 'SIGINT', directory, 60_000);
  }
  await end(await findProcesses(directory), 'SIGQUIT', directory, 5_000);
  await end(await findProcesses(directory), 'SIGKILL', directory, 5_000);
  // Another program, or the very PostgreSQL that starts next, may have the number that a killed one left behind.
  if (process.platform === 'linux' && (await findProcesses(directory)).length === 0) {
    await rm(join(directory, 'postmaster.pid'), { force: true });
  }
  return leftovers.length;
};

const makeFolder = async (folder: string) => {
  try {
    // PostgreSQL may have to run as another OS user, who must be able to pass through.
    if (await mkdir(folder, { recursive: true })) await chmod(folder, 0o711);
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(
      `The data folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}): set BERTH_DATA to a folder that you may write.`,
    );
  }
};

const end = async (pids: number[], signal: NodeJS.Signals, directory: string, milliseconds: number) => {
  for (const pid of pids) sendSignal(pid, signal);
  const until = Date.now() + milliseconds;
  while (pids.length > 0 && Date.now() < until && (await findProcesses(directory)).length > 0)
    await pause(25);
};

const isLinked = async (aside: string, file: string): Promise<boolean> => {
  try {
    await link(aside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** Only one of several starts can move a dead one's lock away; who moved a living one's puts it back. */
const takeAway = async (file: string, dead: Holder | undefined) => {
  const moved = `${file}.old.${process.pid}`;
  try {
    await rename(file, moved);
  } catch {
    return;
  }
  const found = await readHolder(moved);
  if (found && (found.pid !== dead?.pid || found.mark !== dead.mark)) await isLinked(moved, file);
  await rm(moved, { force: true });
};

const readHolder = async (file: string): Promise<Holder | undefined> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
};

const isHeld = async (holder: Holder, folder: string): Promise<boolean> =>
  holder.folder === folder && (await markOf(holder.pid).catch(() => '')) === holder.mark;

/** When a process began: with its number, that is one process and no other. */
const markOf = async (pid: number): Promise<string> => {
  if (process.platform !== 'linux') return (await askPs(pid, 'lstart=')).trim();
  const [stat, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
  ]);
  // The program's name, in parentheses, may itself hold spaces and parentheses.
  const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (afterName[0] === 'Z') return '';
  return `${boot.trim()} ${afterName[19]}`;
};

const askPs = async (pid: number, field = 'command='): Promise<string> =>
  (await promisify(execFile)('ps', ['-ww', '-o', field, '-p', String(pid)]).catch(() => ({ stdout: '' })))
    .stdout;

const findByFolder = async (directory: string): Promise<number[]> => {
  const folder = await realpath(directory).catch(() => directory);
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    numbers.map(async (number) => {
      const [name, where] = await Promise.all([
        readFile(`/proc/${number}/comm`, 'utf8').catch(() => ''),
        readlink(`/proc/${number}/cwd`).catch(() => ''),
      ]);
      return name.startsWith('postgres') && where === folder ? Number(number) : undefined;
    }),
  );
  return found.filter((pid) => pid !== undefined);
};

const sendSignal = (pid: number, signal: NodeJS.Signals) => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
