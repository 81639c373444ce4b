import type { ImportProgress } from '../../contract/hmis.ts';
import type { Actor } from '../accounts/actor.ts';
import type { SsnKeeper } from '../clients/ssn.ts';
import type { Clock } from '../clock.ts';
import { type Database, openLongConnection } from '../database/connect.ts';
import { refuse } from '../http/refusal.ts';
import { type Imported, importExport, type NotImported } from './import.ts';
import type { Source } from './source.ts';
import { endSession, finishRun, insertRun, tryToBegin, updateProgress } from './store-runs.ts';

export interface RunGround {
  database: Pick<Database, 'db' | 'databaseUrl'>;
  ssn: SsnKeeper;
  clock: Clock;
}

export interface RunOrder {
  source: Source;
  sourceName: string;
  /** Null on the command line. */
  actor: Actor | null;
  requestId: string;
  heard?(progress: ImportProgress): void;
}

export interface StartedRun {
  id: number;
  /** Rejects where the import broke down, which is a bug or a lost database; nothing was kept then. */
  done: Promise<Imported | NotImported>;
  /** Ends it where it stands. */
  cancel(): Promise<void>;
}

const sayEveryMilliseconds = 400;

/**
 * Begins an import on a connection of its own and writes down how far it is for whoever asks. One runs at a time.
 * @throws Refusal 409 where another one runs
 */
export const startRun = async ({ database, ssn, clock }: RunGround, order: RunOrder): Promise<StartedRun> => {
  const connection = await openLongConnection(database);
  const waiting: ImportProgress = { phase: 'waiting', files: [], saving: null };
  let id: number;
  try {
    if (!(await tryToBegin(connection.db))) {
      throw refuse('import_running', 'Another import is running. Nothing was begun; wait until it is done.', [
        {
          code: 'import_running',
          message: 'One import runs at a time',
          next: { label: 'Look at it', act: 'reload' },
        },
      ]);
    }
    id = await insertRun(connection.db, {
      sourceName: order.sourceName.slice(0, 300),
      at: clock.now(),
      by: order.actor?.userId ?? null,
      progress: waiting,
    });
  } catch (error) {
    await connection.close();
    await order.source.close();
    throw error;
  }

  const report = new Reporter((progress) => updateProgress(database.db, id, progress));
  const run = async () => {
    try {
      const outcome = await importExport({
        connection,
        source: order.source,
        ssn,
        now: clock.now(),
        actor: order.actor,
        requestId: order.requestId,
        progress: (now) => {
          order.heard?.(now);
          report.say(now);
        },
        finish: async (db, { title, summary, rejects }) => {
          await report.stop();
          await finishRun(db, id, { at: clock.now(), outcome: 'imported', title, summary, rejects });
        },
      });
      if (!outcome.imported) {
        await report.stop();
        await finishRun(database.db, id, { at: clock.now(), outcome: 'refused', ...outcome });
      }
      return outcome;
    } catch (error) {
      await report.stop();
      const title =
        'Something went wrong here, not with the export. Nothing was imported; tell the helpdesk.';
      await finishRun(database.db, id, { at: clock.now(), outcome: 'failed', title }).catch(() => {});
      throw error;
    } finally {
      await connection.close().catch(() => {});
    }
  };
  return {
    id,
    done: run(),
    cancel: () => endSession(database.db, connection.processId),
  };
};

/** Writes down where an import is, a few times a second at most and never two at once. */
class Reporter {
  private readonly write: (progress: ImportProgress) => Promise<unknown>;
  private next: ImportProgress | undefined;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(write: (progress: ImportProgress) => Promise<unknown>) {
    this.write = write;
  }

  say(progress: ImportProgress) {
    this.next = progress;
    if (!this.stopped) this.timer ??= setTimeout(() => this.flush(), sayEveryMilliseconds);
  }

  /** After this nothing is written any more, so that the last word is the outcome's. */
  async stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.writing;
  }

  private flush() {
    this.timer = undefined;
    const progress = this.next;
    // A line of progress that is lost costs nothing.
    if (progress) this.writing = this.writing.then(() => this.write(progress)).catch(() => {});
  }
}
