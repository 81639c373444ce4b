import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../configuration.ts';
import { claimFolder } from './claim.ts';
import { ownerRole, readPassword } from './cluster.ts';
import { databaseName, startEmbedded } from './embedded.ts';
import { findHome } from './home.ts';
import { readPostmaster } from './leftovers.ts';

/** A data folder's database for a command: somebody else's that runs, or one's own that ends with the command. */
export interface OpenedFolder {
  databaseUrl: string;
  /** Whether a running Berth has it. */
  shared: boolean;
  close(): Promise<void>;
}

/** Joins the database of the Berth that runs on a data folder, or starts it where none does. @throws StartError */
export const joinOrStart = async (dataFolder: string, say: (line: string) => void): Promise<OpenedFolder> => {
  const claim = await claimFolder(dataFolder).catch((error) => {
    if (error instanceof StartError) return undefined;
    throw error;
  });
  if (!claim) return { databaseUrl: await addressOfRunning(dataFolder), shared: true, close: async () => {} };
  try {
    const started = await startEmbedded({ dataFolder, say });
    const close = async () => {
      await started.stop();
      await claim.release();
    };
    return { databaseUrl: started.databaseUrl, shared: false, close };
  } catch (error) {
    await claim.release();
    throw error;
  }
};

/** Only who may read the data folder finds the password there. */
const addressOfRunning = async (dataFolder: string): Promise<string> => {
  const home = await findHome(dataFolder);
  const postmaster = await readPostmaster(home.directory);
  if (!postmaster?.ready) {
    throw new StartError(
      `Berth is just starting or stopping on the data folder ${dataFolder}: try again in a moment.`,
    );
  }
  // The fourth line of PostgreSQL's own note is its port.
  const port = Number((await readFile(join(home.directory, 'postmaster.pid'), 'utf8')).split('\n')[3]);
  return `postgres://${ownerRole}:${await readPassword(home)}@127.0.0.1:${port}/${databaseName}`;
};
