import { type Kysely, sql } from 'kysely';
import { type ImportDetails, readImport, readRejects, startImport } from '../contract/hmis.ts';
import type { RefusalReply } from '../contract/obstacles.ts';
import type { DB } from '../server/database/generated-types.ts';
import type { Caller } from './app.ts';
import { asFiles, type HmisExport, zipExport } from './hmis-export.ts';

/** Hands in a zip as the screen does; what the server says at once. */
export const sendZip = async (
  caller: Caller,
  zip: Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: { id: number } & RefusalReply }> => {
  const reply = await caller.fetch(`${startImport.path}?name=export.zip`, {
    method: 'POST',
    body: zip as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/zip', ...headers },
  });
  return { status: reply.status, body: (await reply.json()) as { id: number } & RefusalReply };
};

/** Asks how far an import is until it is over. */
export const untilOver = async (caller: Caller, id: number): Promise<ImportDetails> => {
  for (;;) {
    const { body } = await caller.call(readImport, { params: { id } });
    if (body.state !== 'running') return body;
  }
};

/** Imports files by HTTP as an administrator does, and waits for what comes of it. */
export const importFiles = async (
  caller: Caller,
  files: Map<string, string | Uint8Array>,
): Promise<ImportDetails> => {
  const { status, body } = await sendZip(caller, zipExport(files));
  if (status !== 201) throw new Error(`The import was answered ${status}: ${body.title}`);
  return untilOver(caller, body.id);
};

export const importExported = (caller: Caller, exported: HmisExport): Promise<ImportDetails> =>
  importFiles(caller, asFiles(exported));

export const rejectsOf = async (caller: Caller, id: number): Promise<string> =>
  (await caller.call(readRejects, { params: { id } })).body.csv;

/** Counts of one kind as [added, changed, removed]. */
export const countsOf = ({ summary }: ImportDetails, what: string): number[] => {
  const of = summary!.counts.find((one) => one.what === what)!;
  return [of.added, of.changed, of.removed];
};

/** What is neither a record nor a promise: accounts, sessions, the audit, the imports themselves. */
const apart = [
  'user_account',
  'user_session',
  'user_credential',
  'sign_in_failure',
  'audit_entry',
  'audit_seal',
  'remembered_reply',
  'import_run',
  'migration',
];

/** A sum over every record of a database: the same sum, the same records. */
export const sumOfRecords = async (db: Kysely<DB>): Promise<string> => {
  const { rows: tables } = await sql<{ name: string }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and not relname = any(${apart}) order by 1`.execute(
    db,
  );
  const sums = tables.map(
    ({ name }) =>
      sql`select ${name} as name, md5(coalesce(string_agg(t::text, E'\n' order by t::text), '')) as sum from ${sql.table(name)} t`,
  );
  const { rows } = await sql<{ sum: string }>`select md5(string_agg(name || sum, ' ' order by name)) as sum
    from (${sql.join(sums, sql` union all `)}) s`.execute(db);
  return rows[0]!.sum;
};
