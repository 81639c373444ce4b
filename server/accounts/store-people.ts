import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Workgroup } from '../../contract/accounts.ts';
import type { Person } from '../../contract/accounts-administration.ts';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import { linkDays, stateOn } from './rules-administration.ts';

interface MembershipRow {
  id: number;
  userId: string;
  organizationId: number;
  organizationName: string;
  workgroup: Workgroup;
  supervisor: boolean;
  reportsTo: string | null;
  reportsToName: string | null;
  beginsOn: Night;
  endsOn: Night | 'infinity';
}

/** Everybody who signs in, or one of them, by name; open accounts first. */
export const readPeople = async (
  db: Kysely<DB>,
  day: Night,
  now: Date,
  userId: string | null = null,
): Promise<Person[]> => {
  const people = await sql<
    Omit<Person, 'memberships' | 'closedAt' | 'linkUntil'> & { closedAt: Date | null; linkUntil: Date | null }
  >`
    select u.id, u.name, u.email, u.closed_at,
           exists (select from user_credential c where c.user_id = u.id and c.provider_id = 'credential' and c.password is not null) as has_password,
           (select max(v.expires_at) from user_verification v
            where v.value = u.id and v.identifier like 'password-link:%' and v.expires_at > ${now}) as link_until
    from user_account u where ${userId}::text is null or u.id = ${userId}
    order by (u.closed_at is not null), lower(u.name), u.id`.execute(db);
  const { rows } = await sql<MembershipRow>`
    select m.id, m.user_id, m.organization_id, o.name as organization_name, m.workgroup, m.supervisor, m.reports_to,
           r.name as reports_to_name, m.begins_on, m.ends_on
    from membership m join organization o on o.id = m.organization_id left join user_account r on r.id = m.reports_to
    where (${userId}::text is null or m.user_id = ${userId}) and m.ends_on > m.begins_on
    order by m.ends_on desc, o.name, m.id`.execute(db);
  const held = Map.groupBy(rows, (m) => m.userId);
  return people.rows.map((p) => ({
    ...p,
    closedAt: p.closedAt?.toISOString() ?? null,
    linkUntil: p.linkUntil?.toISOString() ?? null,
    memberships: (held.get(p.id) ?? []).map((m) => ({
      id: m.id,
      organization: { id: m.organizationId, name: m.organizationName },
      workgroup: m.workgroup,
      supervisor: m.supervisor,
      reportsTo: m.reportsTo === null ? null : { id: m.reportsTo, name: m.reportsToName ?? '' },
      beginsOn: m.beginsOn,
      endsOn: m.endsOn === 'infinity' ? null : m.endsOn,
      state: stateOn(m, day),
    })),
  }));
};

export const insertPerson = async (
  db: Kysely<DB>,
  person: { name: string; email: string; passwordHash: string | null; at: Date },
): Promise<string> => {
  const id = randomUUID();
  const times = { createdAt: person.at, updatedAt: person.at };
  await db
    .insertInto('userAccount')
    .values({ id, name: person.name, email: person.email, emailVerified: true, ...times })
    .execute();
  await db
    .insertInto('userCredential')
    .values({
      id: randomUUID(),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: person.passwordHash,
      ...times,
    })
    .execute();
  return id;
};

export const updatePerson = (db: Kysely<DB>, id: string, to: { name: string; email: string; at: Date }) =>
  db
    .updateTable('userAccount')
    .set({ name: to.name, email: to.email, updatedAt: to.at })
    .where('id', '=', id)
    .execute();

export const readAccount = (db: Kysely<DB>, id: string) =>
  db
    .selectFrom('userAccount')
    .select(['id', 'name', 'email', 'closedAt'])
    .where('id', '=', id)
    .executeTakeFirst();

export const markClosed = (db: Kysely<DB>, id: string, closedAt: Date | null, at: Date) =>
  db.updateTable('userAccount').set({ closedAt, updatedAt: at }).where('id', '=', id).execute();

/** Ends every session, every link and the password: nobody signs in on this account until a new link is used. */
export const endAccess = async (db: Kysely<DB>, userId: string, at: Date) => {
  await db.deleteFrom('userSession').where('userId', '=', userId).execute();
  await deleteLinks(db, userId);
  await setPassword(db, userId, null, at);
};

export const setPassword = (db: Kysely<DB>, userId: string, passwordHash: string | null, at: Date) =>
  db
    .updateTable('userCredential')
    .set({ password: passwordHash, updatedAt: at })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute();

/** Whoever got a link from their administrator may have lost the telephone with their codes. */
export const dropSecondFactor = async (db: Kysely<DB>, userId: string) => {
  await db.deleteFrom('userTwoFactor').where('userId', '=', userId).execute();
  await db.updateTable('userAccount').set({ twoFactorEnabled: false }).where('id', '=', userId).execute();
};

export const deleteSessions = (db: Kysely<DB>, userId: string) =>
  db.deleteFrom('userSession').where('userId', '=', userId).execute();

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const newToken = () => randomBytes(32).toString('base64url');
const linkOf = (token: string) => `password-link:${hashOf(token)}`;

/** Makes the one link by which a person chooses a password. Only its hash is kept. */
export const insertLink = async (
  db: Kysely<DB>,
  userId: string,
  at: Date,
): Promise<{ token: string; until: Date }> => {
  const token = newToken();
  const until = new Date(at.getTime() + linkDays * 86_400_000);
  await db
    .insertInto('userVerification')
    .values({
      id: randomUUID(),
      identifier: linkOf(token),
      value: userId,
      expiresAt: until,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
  return { token, until };
};

/** Uses up a link; returns whose it was, or undefined where it is unknown, used or too old. */
export const takeLink = async (db: Kysely<DB>, token: string, at: Date): Promise<string | undefined> => {
  const row = await db
    .deleteFrom('userVerification')
    .where('identifier', '=', linkOf(token))
    .where('expiresAt', '>', at)
    .returning('value')
    .executeTakeFirst();
  return row?.value;
};

const deleteLinks = (db: Kysely<DB>, userId: string) =>
  db
    .deleteFrom('userVerification')
    .where('value', '=', userId)
    .where('identifier', 'like', 'password-link:%')
    .execute();

/** Whoever may take the last administrator away waits here for the others who may. */
export const lockAdministrators = (db: Kysely<DB>) => sql`select pg_advisory_xact_lock(8235420)`.execute(db);

/** How many people can sign in and administer today and without an end. */
export const countAdministrators = async (db: Kysely<DB>, day: Night): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(distinct m.user_id) as n from membership m
    join user_account u on u.id = m.user_id and u.closed_at is null
    join organization o on o.id = m.organization_id and o.closed_at is null
    join user_credential c on c.user_id = u.id and c.password is not null
    where m.workgroup = 'system_administrators' and m.begins_on <= ${day} and m.ends_on = 'infinity'`.execute(
    db,
  );
  return rows[0]!.n;
};

export interface NewMembership {
  userId: string;
  organizationId: number;
  workgroup: Workgroup;
  supervisor: boolean;
  reportsTo: string | null;
  beginsOn: Night;
  endsOn: Night | null;
  at: Date;
}

export const insertMembership = (db: Kysely<DB>, { at, endsOn, ...m }: NewMembership) =>
  db
    .insertInto('membership')
    .values({ ...m, endsOn: endsOn ?? 'infinity', createdAt: at })
    .execute();

export const readMembership = (db: Kysely<DB>, id: number) =>
  db.selectFrom('membership').selectAll().where('id', '=', id).executeTakeFirst();

export const updateMembership = (
  db: Kysely<DB>,
  id: number,
  to: { supervisor: boolean; reportsTo: string | null; endsOn: Night | null },
) =>
  db
    .updateTable('membership')
    .set({ ...to, endsOn: to.endsOn ?? 'infinity' })
    .where('id', '=', id)
    .execute();

/** Ends combinations that are in force or ahead: one, or all of a person. They don't hold from this day on. */
export const endMemberships = (db: Kysely<DB>, which: { id: number } | { userId: string }, day: Night) =>
  sql`update membership set ends_on = greatest(begins_on, ${day}::date)
    where ${'id' in which ? sql`id = ${which.id}` : sql`user_id = ${which.userId}`} and ends_on > ${day}::date`.execute(
    db,
  );

const isFirst = sql<boolean>`not exists (select from membership where workgroup = 'system_administrators')`;

/**
 * The address, behind the installation's own, of a link that makes the first administrator; null where somebody
 * administers already. Each start makes another link; each works for a week, and none after one was used.
 */
export const firstAdministratorLink = (db: Kysely<DB>, now: Date): Promise<string | null> =>
  db.transaction().execute(async (trx) => {
    await lockAdministrators(trx);
    if (!(await hasNoAdministrator(trx))) return null;
    const token = newToken();
    await trx
      .insertInto('firstAdministratorLink')
      .values({ tokenHash: hashOf(token), createdAt: now })
      .execute();
    return `/first-administrator/${token}`;
  });

export const hasNoAdministrator = async (db: Kysely<DB>): Promise<boolean> => {
  const { rows } = await sql<{ none: boolean }>`select ${isFirst} as none`.execute(db);
  return rows[0]!.none;
};

/** Uses up a first-administrator link; false where it is unknown, used or older than a week. */
export const takeFirstAdministratorLink = async (
  db: Kysely<DB>,
  token: string,
  at: Date,
): Promise<boolean> => {
  const row = await db
    .updateTable('firstAdministratorLink')
    .set({ usedAt: at })
    .where('tokenHash', '=', hashOf(token))
    .where('usedAt', 'is', null)
    .where('createdAt', '>', new Date(at.getTime() - linkDays * 86_400_000))
    .returning('tokenHash')
    .executeTakeFirst();
  return row !== undefined;
};
