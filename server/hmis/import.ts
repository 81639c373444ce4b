import type { Transaction } from 'kysely';
import type { ImportProgress, ImportSummary } from '../../contract/hmis.ts';
import type { Actor } from '../accounts/actor.ts';
import type { SsnKeeper } from '../clients/ssn.ts';
import type { LongConnection } from '../database/connect.ts';
import type { DB } from '../database/generated-types.ts';
import { isRetryable } from '../http/constraints.ts';
import { liveChannel } from '../http/live.ts';
import { readAbout } from './about.ts';
import { type Finding, Findings, NotReadyHere, Unreadable } from './findings.ts';
import { Stopped, saveExport } from './save.ts';
import type { Source } from './source.ts';
import { stageFiles } from './stage-files.ts';
import { tellFacilities } from './store-counts.ts';
import { titleOf } from './summary.ts';

export type Imported = { imported: true; title: string; summary: ImportSummary; rejects: string };
export type NotImported = {
  imported: false;
  title: string;
  errors: Finding[];
  /** 0: what stands against it lies in this installation, not in the export. */
  errorCount: number;
  rejects: string | null;
};

export interface ImportOrder {
  /** A connection of its own; its staging tables go with it. */
  connection: LongConnection;
  source: Source;
  ssn: SsnKeeper;
  now: Date;
  /** Null on the command line. */
  actor: Actor | null;
  requestId: string;
  progress(now: ImportProgress): void;
  /** Runs at the end of the transaction that keeps everything, so that what it writes is kept with it. */
  finish?(db: Transaction<DB>, imported: Imported): Promise<void>;
}

const attempts = 4;

/**
 * Reads an export into staging tables, checks it as a whole, and saves all of it in one transaction, or nothing. Running it
 * twice changes nothing the second time.
 */
export const importExport = async (order: ImportOrder): Promise<Imported | NotImported> => {
  const begun = performance.now();
  let findings = new Findings();
  try {
    const about = await readAbout(order, findings);
    if (!about) return notImported(findings);
    const staged = await stageFiles(order, about, findings);
    const found = findings;
    for (let attempt = 1; ; attempt++) {
      findings = found.copy();
      try {
        return await saveAll(order, {
          about,
          staged,
          findings,
          now: order.now,
          actor: order.actor,
          requestId: order.requestId,
          progress: (now) => order.progress({ ...now, files: staged.progress }),
          milliseconds: () => performance.now() - begun,
        });
      } catch (error) {
        if (!isRetryable(error) || attempt === attempts) throw error;
      }
    }
  } catch (error) {
    if (error instanceof Stopped) return notImported(findings);
    if (error instanceof NotReadyHere)
      return { imported: false, title: error.message, errors: [], errorCount: 0, rejects: null };
    if (!(error instanceof Unreadable)) throw error;
    findings.wrong(error.finding);
    return notImported(findings, error.message);
  } finally {
    await order.source.close();
  }
};

const saveAll = async (order: ImportOrder, how: Parameters<typeof saveExport>[1]): Promise<Imported> => {
  const { outcome, facilityIds } = await order.connection.db.transaction().execute(async (db) => {
    const { summary, facilityIds } = await saveExport(db, how);
    const imported = {
      imported: true as const,
      title: titleOf(summary),
      summary,
      rejects: how.findings.toCsv(),
    };
    await order.finish?.(db, imported);
    return { outcome: imported, facilityIds };
  });
  await tellFacilities(order.connection.db, liveChannel, facilityIds);
  return outcome;
};

const notImported = (findings: Findings, title?: string): NotImported => ({
  imported: false,
  title:
    title ??
    (findings.errorCount === 1
      ? 'Nothing was imported: one thing in the export is wrong.'
      : `Nothing was imported: ${findings.errorCount.toLocaleString('en-US')} things in the export are wrong.`),
  errors: findings.errors,
  errorCount: findings.errorCount,
  rejects: findings.toCsv(),
});
