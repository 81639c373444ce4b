import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { AuditAct } from '../../contract/audit-acts.ts';
import type { Actor } from '../accounts/actor.ts';
import type { DB } from '../database/generated-types.ts';

export interface AuditDetail {
  clientIds?: number[];
  facilityId?: number;
  /** The organization on whose behalf it was done; the acting one unless told. */
  forOrganizationId?: number;
  /** Facts that name no person's answers and no bar's reason. */
  detail?: Record<string, string | number | boolean | null>;
}

/** One act: what was done, when, in which call and by whom. */
export interface AuditEntry extends AuditDetail {
  act: AuditAct;
  at: Date;
  requestId: string;
  /** Null where the clock did it. */
  actor: Actor | null;
}

/** Writes the audit row of an act in the act's own transaction. */
export const writeAudit = (db: Transaction<DB>, entry: AuditEntry) => writeAudits(db, [entry]);

/** Writes the rows of many acts at once, in their order. */
export const writeAudits = async (db: Transaction<DB>, entries: AuditEntry[]) => {
  if (entries.length === 0) return;
  await db
    .insertInto('auditEntry')
    .values(
      entries.map((entry) => ({
        at: entry.at,
        act: entry.act,
        requestId: entry.requestId,
        userId: entry.actor?.userId ?? null,
        membershipId: entry.actor?.membershipId ?? null,
        actingOrganizationId: entry.actor?.actingOrganizationId ?? null,
        forOrganizationId: entry.forOrganizationId ?? entry.actor?.actingOrganizationId ?? null,
        clientIds: sql<number[]>`${`{${[...new Set(entry.clientIds ?? [])].join(',')}}`}::bigint[]`,
        facilityId: entry.facilityId ?? null,
        detail: JSON.stringify(entry.detail ?? {}),
      })),
    )
    .execute();
};

/** A screen that stays open reads by itself each minute: within this time that is still the same look. */
const sameLookMinutes = 60;

/**
 * Writes the row of a list that stays open: it names whom this person, under the same combination, has not been shown by
 * the same act within the hour. No row where it would name nobody.
 */
export const writeAuditOfNewlySeen = async (db: Transaction<DB>, entry: AuditEntry) => {
  const { actor, act, at } = entry;
  const since = new Date(at.getTime() - sameLookMinutes * 60_000);
  const { rows } = await sql<{ id: number }>`
    select v.id from unnest(${entry.clientIds ?? []}::bigint[]) as v(id)
    where not exists (select from audit_entry a where a.user_id = ${actor?.userId ?? null} and a.act = ${act} and a.at > ${since}
      and a.membership_id is not distinct from ${actor?.membershipId ?? null}
      and a.acting_organization_id is not distinct from ${actor?.actingOrganizationId ?? null} and v.id = any(a.client_ids))`.execute(
    db,
  );
  if (rows.length > 0) await writeAudit(db, { ...entry, clientIds: rows.map((row) => row.id) });
};

interface SealedRow {
  id: number;
  text: string;
}

const hashOf = (before: string, row: SealedRow) =>
  createHash('sha256').update(`${before}\n${row.id}\n${row.text}`).digest('hex');

// One text per row, made by the database, so that sealing and verifying read the very same bytes.
const rowText = sql<string>`concat_ws('|', extract(epoch from e.at), e.act, e.request_id, e.user_id, e.membership_id,
  e.acting_organization_id, e.for_organization_id, e.client_ids::text, e.facility_id, e.detail::text)`;

// Any number that no other advisory lock of this product has.
const sealerLock = 7_231_950;

/** Adds every committed, not yet sealed entry to the hash chain. One sealer at a time. Returns how many it sealed. */
export const sealAudit = (db: Kysely<DB>, most = 5000): Promise<number> =>
  db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${sealerLock})`.execute(trx);
    const last = await trx
      .selectFrom('auditSeal')
      .select(['position', 'hash'])
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    const rows = await sql<SealedRow>`select e.id, ${rowText} as text from audit_entry e
      where not exists (select from audit_seal s where s.audit_entry_id = e.id) order by e.id limit ${most}`.execute(
      trx,
    );
    let hash = last?.hash ?? '';
    let position = last?.position ?? 0;
    const seals = rows.rows.map((row) => {
      hash = hashOf(hash, row);
      position += 1;
      return { position, auditEntryId: row.id, hash };
    });
    if (seals.length > 0) await trx.insertInto('auditSeal').values(seals).execute();
    return seals.length;
  });

/** Reads the whole chain again. `broken` is the first position whose entry is not what was sealed, or null. */
export const verifyAudit = async (
  db: Kysely<DB>,
): Promise<{ sealed: number; unsealed: number; broken: number | null }> => {
  let hash = '';
  let position = 0;
  for (;;) {
    const page = await sql<SealedRow & { position: number; hash: string }>`
      select s.position, s.hash, e.id, ${rowText} as text from audit_seal s left join audit_entry e on e.id = s.audit_entry_id
      where s.position > ${position} order by s.position limit 5000`.execute(db);
    for (const row of page.rows) {
      hash = hashOf(hash, row);
      if (row.position !== position + 1 || row.hash !== hash)
        return { sealed: position, unsealed: 0, broken: row.position };
      position = row.position;
    }
    if (page.rows.length === 0) break;
  }
  const unsealed = await sql<{ n: number }>`select count(*) as n from audit_entry e
    where not exists (select from audit_seal s where s.audit_entry_id = e.id)`.execute(db);
  return { sealed: position, unsealed: unsealed.rows[0]?.n ?? 0, broken: null };
};
