import { type Kysely, sql } from 'kysely';
import type { ImportDetails, ImportProgress, ImportRun, ImportSummary } from '../../contract/hmis.ts';
import type { DB } from '../database/generated-types.ts';
import type { Finding } from './findings.ts';

/** Two numbers that nobody else locks: who holds them is importing. */
const lock = { class: 8_235_420, object: 1 };

const lockNotAvailable = '55P03';

/**
 * Takes the right to import for as long as this connection lives; false where another has it. One that is just ending is
 * waited for.
 */
export const tryToBegin = async (db: Kysely<DB>): Promise<boolean> => {
  await sql`set lock_timeout = '3s'`.execute(db);
  try {
    await sql`select pg_advisory_lock(${lock.class}::int, ${lock.object}::int)`.execute(db);
  } catch (error) {
    if ((error as { code?: string }).code === lockNotAvailable) return false;
    throw error;
  }
  await sql`set lock_timeout = 0`.execute(db);
  return true;
};

export const insertRun = async (
  db: Kysely<DB>,
  run: { sourceName: string; at: Date; by: string | null; progress: ImportProgress },
): Promise<number> => {
  const { id } = await db
    .insertInto('importRun')
    .values({
      sourceName: run.sourceName,
      startedAt: run.at,
      startedBy: run.by,
      progress: JSON.stringify(run.progress),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

export const updateProgress = (db: Kysely<DB>, id: number, progress: ImportProgress) =>
  db
    .updateTable('importRun')
    .set({ progress: JSON.stringify(progress) })
    .where('id', '=', id)
    .where('finishedAt', 'is', null)
    .execute();

/** Writes down what came of a run; in the import's own transaction where it was kept. */
export const finishRun = async (
  db: Kysely<DB>,
  id: number,
  end: {
    at: Date;
    outcome: 'imported' | 'refused' | 'failed';
    title: string;
    summary?: ImportSummary;
    errors?: Finding[];
    errorCount?: number;
    rejects?: string | null;
  },
) => {
  await db
    .updateTable('importRun')
    .set({
      finishedAt: end.at,
      outcome: end.outcome,
      title: end.title,
      summary: end.summary ? JSON.stringify(end.summary) : null,
      errors: JSON.stringify(end.errors ?? []),
      errorCount: end.errorCount ?? 0,
      rejects: end.rejects ?? null,
      progress: sql`progress || '{"phase": "done", "saving": null}'`,
    })
    .where('id', '=', id)
    .execute();
};

interface RunRow {
  id: number;
  sourceName: string;
  startedAt: Date;
  startedBy: string | null;
  finishedAt: Date | null;
  outcome: 'imported' | 'refused' | 'failed' | null;
  title: string | null;
  /** Begun last of those that have not finished: one import runs at a time. */
  newest: boolean;
}

interface DetailRow extends RunRow {
  progress: ImportProgress;
  summary: ImportSummary | null;
  errors: Finding[];
  errorCount: number;
  hasRejects: boolean;
}

const runColumns = sql`r.id, r.source_name, r.started_at, u.name as started_by, r.finished_at, r.outcome, r.title,
  r.finished_at is null and r.id = (select max(id) from import_run where finished_at is null) as newest`;
const from = sql`from import_run r left join user_account u on u.id = r.started_by`;

const isImporting = async (db: Kysely<DB>): Promise<boolean> => {
  const { rows } =
    await sql`select from pg_locks l where l.locktype = 'advisory' and l.granted and l.objsubid = 2
    and l.classid = ${lock.class} and l.objid = ${lock.object}
    and l.database = (select oid from pg_database where datname = current_database())`.execute(db);
  return rows.length > 0;
};

/**
 * Rows, and the one that runs. A run holds the lock from before its row is there until after it is finished: who is
 * unfinished and then found without the lock is read once more, and only then taken for cut off.
 */
const readWithRunning = async <R extends RunRow>(
  db: Kysely<DB>,
  read: () => Promise<R[]>,
): Promise<{ rows: R[]; running: number | null }> => {
  const rows = await read();
  if (rows.every((row) => row.finishedAt !== null)) return { rows, running: null };
  if (await isImporting(db)) return { rows, running: rows.find((row) => row.newest)?.id ?? null };
  return { rows: await read(), running: null };
};

const runOf = (row: RunRow, running: number | null): ImportRun => ({
  id: row.id,
  sourceName: row.sourceName,
  startedAt: row.startedAt.toISOString(),
  startedBy: row.startedBy,
  finishedAt: row.finishedAt?.toISOString() ?? null,
  state: row.outcome ?? (row.id === running ? 'running' : 'cut_off'),
  title:
    row.title ??
    (row.id === running
      ? null
      : 'The server ended while it imported. Nothing of it was kept: begin it again.'),
});

/** The newest runs, whoever began them. */
export const readRuns = async (db: Kysely<DB>): Promise<ImportRun[]> => {
  const { rows, running } = await readWithRunning(
    db,
    async () =>
      (await sql<RunRow>`select ${runColumns} ${from} order by r.id desc limit 20`.execute(db)).rows,
  );
  return rows.map((row) => runOf(row, running));
};

const mostShown = 20;

export const readRun = async (db: Kysely<DB>, id: number): Promise<ImportDetails | undefined> => {
  const { rows, running } = await readWithRunning(
    db,
    async () =>
      (
        await sql<DetailRow>`select ${runColumns}, r.progress, r.summary, r.errors, r.error_count, r.rejects is not null as has_rejects
          ${from} where r.id = ${id}`.execute(db)
      ).rows,
  );
  const row = rows[0];
  if (!row) return undefined;
  const { progress, summary, errors, errorCount, hasRejects } = row;
  return {
    ...runOf(row, running),
    progress,
    summary,
    errors: errors.slice(0, mostShown),
    errorCount,
    hasRejects,
  };
};

export const readRejectsOf = (db: Kysely<DB>, id: number) =>
  db.selectFrom('importRun').select(['id', 'sourceName', 'rejects']).where('id', '=', id).executeTakeFirst();

/** Ends the session of a running import from outside: its transaction and its staging tables go with it. */
export const endSession = async (db: Kysely<DB>, processId: number) => {
  await sql`select pg_terminate_backend(${processId}::int)`.execute(db);
};
