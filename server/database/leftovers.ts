import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Processes of PostgreSQL that still live in a data directory, whoever started them. */
export const findProcesses = async (directory: string): Promise<number[]> => {
  if (process.platform === 'linux') return findByFolder(directory);
  const postmaster = await readPostmaster(directory);
  const command = postmaster ? await askCommand(postmaster.pid) : '';
  return postmaster && command.includes('postgres') && command.includes(directory) ? [postmaster.pid] : [];
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

const end = async (pids: number[], signal: NodeJS.Signals, directory: string, milliseconds: number) => {
  for (const pid of pids) sendSignal(pid, signal);
  const until = Date.now() + milliseconds;
  while (pids.length > 0 && Date.now() < until && (await findProcesses(directory)).length > 0) {
    await pause(25);
  }
};

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

const askCommand = async (pid: number): Promise<string> => {
  const asked = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(
    () => undefined,
  );
  return asked?.stdout ?? '';
};

const sendSignal = (pid: number, signal: NodeJS.Signals) => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
