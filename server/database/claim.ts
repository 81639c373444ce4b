import { access, chmod, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '../configuration.ts';

/** The sole right to a folder, for as long as this process lives. */
export interface Claim {
  /** Lets a second start say where the first one can be found. */
  noteAddress(address: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Makes the folder where it is missing, and waits a moment for a Berth that is just stopping.
 * @throws StartError where another living Berth holds it.
 */
export const claimFolder = async (folder: string, { patience = 1_500 } = {}): Promise<Claim> => {
  await makeFolder(folder);
  const until = Date.now() + patience;
  const whereabouts = join(folder, 'berth.running');
  let lock = tryLock(folder);
  while (!lock && Date.now() < until) {
    await pause(50);
    lock = tryLock(folder);
  }
  if (!lock) {
    const where = await readFile(whereabouts, 'utf8').catch(() => 'another process');
    throw new StartError(
      `Berth already runs on the data folder ${folder} (${where.trim()}): use that one, stop it first, or set BERTH_DATA to another folder.`,
    );
  }
  await writeFile(whereabouts, `process ${process.pid}\n`);
  return {
    noteAddress: (address) => writeFile(whereabouts, `process ${process.pid}, ${address}\n`),
    release: async () => {
      if (!lock.isOpen) return;
      await rm(whereabouts, { force: true });
      lock.close();
    },
  };
};

/**
 * Node knows no file locks, but the SQLite inside it does: an open exclusive transaction is one, and the kernel
 * lifts it when the process dies, however it dies. A file with a process number in it would outlive that process.
 */
const tryLock = (folder: string): DatabaseSync | undefined => {
  const busy = 5;
  const lock = new DatabaseSync(join(folder, 'berth.lock'));
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw new StartError(
      `The data folder ${folder} cannot be locked (${(error as Error).message}): set BERTH_DATA to a folder on a disk of this machine.`,
    );
  }
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
