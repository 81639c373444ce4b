import { type Kysely, sql } from 'kysely';
import { type Actor, isAdministrator, isTeam } from '../accounts/actor.ts';
import type { DB } from '../database/generated-types.ts';
import { forbidden, notFound } from '../http/refusal.ts';
import { type SeenEntry, sayEntry } from './rules-seen.ts';
import { profileVisibleTo } from './store.ts';

const onePage = 50;

/**
 * Who has seen or changed a record, newest first, 50 at a time before an entry.
 * @throws Refusal 403 for shelter staff of whom the person is only known by the basic profile
 */
export const readSeenBy = async (db: Kysely<DB>, actor: Actor, clientId: number, before: number | null) => {
  const client = await sql<{ shares: boolean | null; whole: boolean }>`
    select c.shares, ${profileVisibleTo(actor)} as whole from client c
    where c.id = ${clientId} and c.deleted_at is null`.execute(db);
  const row = client.rows[0];
  if (!row) throw notFound('client');
  if (!row.whole && !isTeam(actor) && !isAdministrator(actor)) {
    throw forbidden('This person does not share; who has seen the record is for those who know them.');
  }
  const { rows } = await sql<Omit<SeenEntry, 'own'> & { id: number; at: Date; homeId: number | null }>`
    select a.id, a.at, a.act, u.name as user_name, o.name as organization_name, o.id as home_id
    from audit_entry a left join user_account u on u.id = a.user_id
    left join membership m on m.id = a.membership_id
    left join organization o on o.id = coalesce(m.organization_id, a.acting_organization_id)
    where a.client_ids @> array[${clientId}::bigint] and a.id < ${before ?? Number.MAX_SAFE_INTEGER}
    order by a.id desc limit ${onePage}`.execute(db);
  const viewer = { administrator: isAdministrator(actor), shares: row.shares === true };
  return rows.map((entry) => ({
    id: entry.id,
    at: entry.at.toISOString(),
    ...sayEntry({ ...entry, own: entry.homeId === actor.organizationId }, viewer),
  }));
};

/** How often this user has looked people up since an instant, counted up to `most`: in every server, as the audit has it. */
export const countSearches = async (
  db: Kysely<DB>,
  userId: string,
  since: Date,
  most: number,
): Promise<number> => {
  const { rows } = await sql<{ searches: number }>`
    select count(*) as searches from (
      select from audit_entry where user_id = ${userId} and act in ('client.search', 'client.duplicates') and at > ${since}
      limit ${most}) s`.execute(db);
  return rows[0]!.searches;
};
