import { type Kysely, sql } from 'kysely';
import type { ClientFields } from '../../contract/clients.ts';
import type { DB } from '../database/generated-types.ts';
import { refuse } from '../http/refusal.ts';
import { namesToFind } from './rules.ts';
import type { KeptSsn } from './ssn.ts';
import { keepNames } from './store-names.ts';

/** Columns of a client that a form fills; a field left out stays as it is. */
export type ClientColumns = Partial<Omit<ClientFields, 'aliases'>> & {
  [K in keyof KeptSsn]?: KeptSsn[K] | null;
};

export interface NewClientRow {
  organizationId: number;
  columns: ClientColumns;
  aliases: string[];
  at: Date;
  by: string | null;
}

/** Inserts people with their aliases and search words. Returns their ids in the same order. */
export const insertClients = async (db: Kysely<DB>, clients: NewClientRow[]): Promise<number[]> => {
  const rows = await db
    .insertInto('client')
    .values(
      clients.map((client) => ({
        ...client.columns,
        organizationId: client.organizationId,
        createdAt: client.at,
        createdBy: client.by,
        updatedAt: client.at,
      })),
    )
    .returning('id')
    .execute();
  const ids = rows.map((row) => row.id);
  const aliases = clients.flatMap(({ aliases: names, at }, i) =>
    names.map((name) => ({ clientId: ids[i]!, name, createdAt: at })),
  );
  if (aliases.length > 0) {
    await db
      .insertInto('clientAlias')
      .values(aliases)
      .onConflict((c) => c.doNothing())
      .execute();
  }
  await keepNamesOf(db, ids);
  return ids;
};

/** Saves one new client; returns the id. */
export const insertClient = async (db: Kysely<DB>, client: NewClientRow): Promise<number> =>
  (await insertClients(db, [client]))[0]!;

/** Changes a client whose row is locked, if it still has the version seen; undefined where it has not. */
export const updateClient = async (
  db: Kysely<DB>,
  change: { id: number; version: number; columns: ClientColumns; aliases?: string[]; at: Date },
): Promise<number | undefined> => {
  const row = await db
    .updateTable('client')
    .set({ ...change.columns, version: sql`version + 1`, updatedAt: change.at })
    .where('id', '=', change.id)
    .where('version', '=', change.version)
    .returning('version')
    .executeTakeFirst();
  if (!row) return undefined;
  if (change.aliases) await replaceAliases(db, change.id, change.aliases, change.at);
  await keepNamesOf(db, [change.id]);
  return row.version;
};

/** Keeps what a person says of their service (HUD 3.07) where the record does not know it. Seating reads it there. */
export const noteVeteranStatus = async (
  db: Kysely<DB>,
  id: number,
  said: number,
  at: Date,
): Promise<void> => {
  await db
    .updateTable('client')
    .set({ veteranStatus: said, version: sql`version + 1`, updatedAt: at })
    .where('id', '=', id)
    .where(sql<boolean>`coalesce(veteran_status, 99) not in (0, 1, ${said}::int)`)
    .execute();
};

const replaceAliases = async (db: Kysely<DB>, clientId: number, aliases: string[], at: Date) => {
  await db
    .deleteFrom('clientAlias')
    .where('clientId', '=', clientId)
    .where('name', 'not in', ['', ...aliases])
    .execute();
  await sql`insert into client_alias (client_id, name, created_at)
    select ${clientId}, name, ${at} from unnest(${aliases}::text[]) as a (name) on conflict do nothing`.execute(
    db,
  );
};

/** Reads the names of people again and brings their search words in step: after an import, a correction, a merge. */
export const keepNamesOf = async (db: Kysely<DB>, clientIds: number[]): Promise<void> => {
  const { rows } = await sql<{
    id: number;
    firstName: string | null;
    middleName: string | null;
    lastName: string | null;
    goesBy: string | null;
    aliases: string[];
  }>`select c.id, c.first_name, c.middle_name, c.last_name, c.goes_by,
      array(select a.name from client_alias a where a.client_id = c.id) as aliases
    from client c where c.id = any(${clientIds}::bigint[])`.execute(db);
  await keepNames(
    db,
    rows.map((row) => ({ clientId: row.id, names: namesToFind(row) })),
  );
};

/** Newest code names, which are not given again for a while. */
export const readCodeNames = (db: Kysely<DB>, since: Date) =>
  db
    .selectFrom('client')
    .select(['firstName', 'lastName'])
    .where('codeName', '=', true)
    .where('createdAt', '>', since)
    .execute();

/** A new answer about sharing; from this moment it is the one that counts. */
export const insertConsent = async (
  db: Kysely<DB>,
  consent: {
    clientId: number;
    shares: boolean;
    method: string;
    organizationId: number;
    at: Date;
    by: string;
  },
): Promise<number> => {
  const { id } = await db
    .insertInto('consent')
    .values({
      clientId: consent.clientId,
      shares: consent.shares,
      method: consent.method,
      organizationId: consent.organizationId,
      askedAt: consent.at,
      askedBy: consent.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('client')
    .set({ shares: consent.shares, updatedAt: consent.at })
    .where('id', '=', consent.clientId)
    .execute();
  return id;
};

/** Gives a card, also one whose last use has ended. @throws Refusal 409 where somebody else has it. */
export const insertCard = async (
  db: Kysely<DB>,
  card: { code: string; clientId: number; at: Date; by: string },
) => {
  const { rows } = await sql<{ clientId: number }>`
    insert into client_card (code, client_id, created_at, created_by)
    values (${card.code}, ${card.clientId}, ${card.at}, ${card.by})
    on conflict (upper(translate(code, ' -', ''))) do update
      set code = excluded.code, client_id = excluded.client_id, created_at = excluded.created_at,
          created_by = excluded.created_by, ended_at = null
      where client_card.ended_at is not null or client_card.client_id = excluded.client_id
    returning client_id`.execute(db);
  if (rows.length === 0)
    throw refuse('client_card_pkey', 'That card belongs to somebody already. Nothing was saved.');
};

/** A card that was lost finds nobody any more. Undefined where this person has no such card. */
export const closeCard = (db: Kysely<DB>, card: { code: string; clientId: number; at: Date }) =>
  db
    .updateTable('clientCard')
    .set({ endedAt: card.at })
    .where('code', '=', card.code)
    .where('clientId', '=', card.clientId)
    .where('endedAt', 'is', null)
    .returning('code')
    .executeTakeFirst();
