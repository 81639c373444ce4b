import { type Expression, type Kysely, type RawBuilder, sql } from 'kysely';
import type { ClientFields, ClientRecord } from '../../contract/clients.ts';
import { ageOn, type Night } from '../../contract/nights.ts';
import type { Actor } from '../accounts/actor.ts';
import type { DB } from '../database/generated-types.ts';
import { forbidden, notFound } from '../http/refusal.ts';
import { basicFields, fullName } from './rules.ts';

/** The whole name of the client `c`, in SQL; 'No name' where nothing is known. */
export const nameInSql = sql<string>`coalesce(nullif(concat_ws(' ', c.first_name, c.middle_name, c.last_name, c.name_suffix), ''), 'No name')`;

type Column<T> = Expression<T> | RawBuilder<T>;

/**
 * The one predicate over every record of a person (enrollment, assessment, reservation, note): the actor's own
 * organization owns it or made it, or the person shares. Sight follows the membership held, never the organization
 * acted for. Columns are those of the query it stands in: `sql.ref('e.organization_id')`; `madeBy` may be left out where
 * only the owner can have made it.
 */
export const visibleTo = (
  actor: Pick<Actor, 'organizationId'>,
  record: { owner: Column<unknown>; madeBy?: Column<unknown>; shares: Column<unknown> },
): RawBuilder<boolean> => {
  const madeBy = record.madeBy ? sql`or (${record.madeBy} = ${actor.organizationId}) is true` : sql``;
  return sql<boolean>`(${record.owner} = ${actor.organizationId} ${madeBy} or ${record.shares} is true)`;
};

/**
 * Whether an actor sees the whole profile of the client `c` of a query, not only the basic one: by the predicate above,
 * or because the actor's organization has them enrolled and must report who they are. An enrollment that has not begun
 * counts once a place is kept for it: an intake alone opens nobody's record.
 */
export const profileVisibleTo = (actor: Pick<Actor, 'organizationId'>): RawBuilder<boolean> =>
  sql<boolean>`(${visibleTo(actor, { owner: sql.ref('c.organization_id'), shares: sql.ref('c.shares') })}
    or exists (select from enrollment e where e.client_id = c.id and e.organization_id = ${actor.organizationId}
      and e.voided_at is null and e.deleted_at is null and (e.entry_date is not null or exists (
        select from guest g join reservation r on r.id = g.reservation_id
        where g.enrollment_id = e.id and r.cancelled_at is null))))`;

/**
 * Locks client rows in ascending order, in a statement of its own: what is read after it is what is so. Returns the ids
 * of those that stand, neither merged nor deleted.
 */
export const lockClients = async (db: Kysely<DB>, ids: number[]): Promise<number[]> => {
  const rows = await db
    .selectFrom('client')
    .select(['id', 'mergedInto', 'deletedAt'])
    .where('id', 'in', [0, ...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return rows.filter((row) => row.mergedInto === null && row.deletedAt === null).map((row) => row.id);
};

/**
 * Where every write of a client's record begins: refuses organizations that may keep none here, and locks the records.
 * @throws Refusal 403 for a victim service provider, 404 where one of them does not stand.
 */
export const lockForWriting = async (db: Kysely<DB>, actor: Actor, clientIds: number[]): Promise<void> => {
  await refuseVictimServiceProvider(db, [actor.organizationId, actor.actingOrganizationId]);
  const standing = await lockClients(db, clientIds);
  if (standing.length < new Set(clientIds).size) throw notFound('client');
};

/**
 * VAWA: a victim service provider enters no survivor data in HMIS.
 * @throws Refusal 403 where one of these organizations is one.
 */
export const refuseVictimServiceProvider = async (
  db: Kysely<DB>,
  organizationIds: number[],
): Promise<void> => {
  const provider = await db
    .selectFrom('organization')
    .select('name')
    .where('id', 'in', [0, ...organizationIds])
    .where('victimServiceProvider', '=', true)
    .executeTakeFirst();
  if (provider) {
    throw forbidden(
      `${provider.name} is a victim service provider: by law it keeps its clients in a system of its own, and none here.`,
    );
  }
};

type RecordRow = Omit<ClientRecord, 'name' | 'age' | 'consentSince' | 'basicOnly'> & {
  consentSince: Date | null;
  whole: boolean;
};

const recordColumns = sql`
  c.id, c.first_name, c.middle_name, c.last_name, c.name_suffix, c.name_data_quality, c.code_name, c.goes_by, c.say_it,
  c.dob, c.dob_data_quality, c.age_from, c.age_to, c.ssn_last4, c.ssn_data_quality, c.sex,
  c.am_ind_ak_native, c.asian, c.black_af_american, c.hispanic_latinao, c.mid_east_n_african, c.native_hi_pacific, c.white,
  c.race_none, c.additional_race_ethnicity, c.veteran_status, c.language, c.interpreter, c.phone, c.text_is_safe,
  c.voicemail_is_safe, c.shares, c.version,
  array(select a.name from client_alias a where a.client_id = c.id order by a.id) as aliases`;

/**
 * A client's record as far as this actor may see it: whole, or only the basic profile of a person who does not share.
 * A merged number answers with the record that stayed, under its own id.
 * @throws Refusal 404
 */
export const readClientRecord = async (
  db: Kysely<DB>,
  actor: Actor,
  id: number,
  today: Night,
): Promise<ClientRecord> => {
  const { rows } = await sql<RecordRow>`
    with recursive way (id, merged_into) as (
      select id, merged_into from client where id = ${id}
      union select n.id, n.merged_into from way w join client n on n.id = w.merged_into)
    select ${recordColumns}, ${profileVisibleTo(actor)} as whole, s.asked_at as consent_since, s.method as consent_method
    from way join client c on c.id = way.id
    left join lateral (select asked_at, method from consent s where s.client_id = c.id order by s.id desc limit 1) s on true
    where c.merged_into is null and c.deleted_at is null`.execute(db);
  const row = rows[0];
  if (!row) throw notFound('client');
  const { whole, consentSince, ...fields } = row;
  const record = {
    ...fields,
    name: fullName(fields),
    age: ageOn(fields.dob, today),
    birthYear: fields.dob ? Number(fields.dob.slice(0, 4)) : null,
    consentSince: consentSince?.toISOString() ?? null,
    basicOnly: !whole,
  };
  return whole ? record : { ...record, ...withheld };
};

/** What a basic profile has instead of each field that is not shown. */
const withheld = {
  age: null,
  aliases: [] as string[],
  nameDataQuality: null,
  dob: null,
  dobDataQuality: null,
  ssnLast4: null,
  ssnDataQuality: null,
  sex: null,
  amIndAkNative: null,
  asian: null,
  blackAfAmerican: null,
  hispanicLatinao: null,
  midEastNAfrican: null,
  nativeHiPacific: null,
  white: null,
  raceNone: null,
  additionalRaceEthnicity: null,
  veteranStatus: null,
  phone: null,
  textIsSafe: null,
  voicemailIsSafe: null,
} satisfies Partial<ClientRecord>;

/** What a correction reads of the record, whose row is locked. */
export const readForCorrection = async (db: Kysely<DB>, actor: Actor, id: number) => {
  const { rows } = await sql<
    Omit<ClientFields, 'aliases'> & {
      id: number;
      version: number;
      whole: boolean;
      aliases: string[];
      hasSsn: boolean;
    }
  >`select ${recordColumns}, c.ssn_encrypted is not null as has_ssn, ${profileVisibleTo(actor)} as whole
    from client c where c.id = ${id}`.execute(db);
  return rows[0]!;
};

/** The fields among these that a basic profile does not show, so that nobody can be said to have read them. */
export const unseenFields = (fields: string[]): string[] =>
  fields.filter((field) => !(basicFields as readonly string[]).includes(field));

/** The encrypted number of a person whose whole profile the actor sees. @throws Refusal 404 */
export const readEncryptedSsn = async (db: Kysely<DB>, actor: Actor, id: number): Promise<Buffer | null> => {
  const { rows } = await sql<{ ssnEncrypted: Buffer | null; whole: boolean }>`
    select c.ssn_encrypted, ${profileVisibleTo(actor)} as whole from client c
    where c.id = ${id} and c.merged_into is null and c.deleted_at is null`.execute(db);
  if (!rows[0]?.whole) throw notFound('client');
  return rows[0].ssnEncrypted;
};

/** Cards that find this person, newest first. */
export const readCards = async (
  db: Kysely<DB>,
  clientId: number,
): Promise<{ code: string; since: string }[]> => {
  const rows = await db
    .selectFrom('clientCard')
    .select(['code', 'createdAt'])
    .where('clientId', '=', clientId)
    .where('endedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({ code: row.code, since: row.createdAt.toISOString() }));
};
