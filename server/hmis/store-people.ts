import { type Kysely, sql } from 'kysely';
import { keepNamesOf } from '../clients/store-changes.ts';
import type { DB } from '../database/generated-types.ts';
import type { Importing, Tally } from './tally.ts';

const flag = (column: string) => sql`s.${sql.ref(column)} = 1`;

/** A client's columns as they are staged. 8, 9 and 99 stay what they are: the client's or HUD's own codes. */
const taken = [
  ['first_name', sql`s.first_name`],
  ['middle_name', sql`s.middle_name`],
  ['last_name', sql`s.last_name`],
  ['name_suffix', sql`s.name_suffix`],
  ['name_data_quality', sql`s.name_data_quality`],
  ['dob', sql`s.dob`],
  ['dob_data_quality', sql`s.dob_data_quality`],
  ['ssn_encrypted', sql`s.ssn_encrypted`],
  ['ssn_hash', sql`s.ssn_hash`],
  ['ssn_last4', sql`s.ssn_last4`],
  ['ssn_data_quality', sql`s.ssn_data_quality`],
  ['sex', sql`s.sex`],
  ['am_ind_ak_native', flag('am_ind_ak_native')],
  ['asian', flag('asian')],
  ['black_af_american', flag('black_af_american')],
  ['hispanic_latinao', flag('hispanic_latinao')],
  ['mid_east_n_african', flag('mid_east_n_african')],
  ['native_hi_pacific', flag('native_hi_pacific')],
  ['white', flag('white')],
  ['race_none', sql`s.race_none`],
  ['additional_race_ethnicity', sql`s.additional_race_ethnicity`],
  ['veteran_status', sql`s.veteran_status`],
  ['hud', sql`s.hud`],
  ['hud_fingerprint', sql`s.fingerprint`],
] as const;

const columns = sql.join(taken.map(([name]) => sql.ref(name)));
const values = sql.join(taken.map(([, value]) => value));
const assignments = sql.join(taken.map(([name, value]) => sql`${sql.ref(name)} = ${value}`));

/**
 * The people of an export. A new one belongs to the organization of their first enrollment; nobody has asked them about
 * sharing. Returns whose records were written.
 */
export const savePeople = async (
  db: Kysely<DB>,
  { implementation, now, today, by }: Importing,
): Promise<Tally & { written: number[]; keptThoughDeleted: number[] }> => {
  const changed = await sql<{
    id: number;
  }>`update client c set ${assignments}, deleted_at = null, version = version + 1, updated_at = ${now}
    from stage_client s where c.implementation = ${implementation} and c.hud_key = s.personal_id and not s.deleted
      and c.merged_into is null and c.hud_fingerprint is distinct from s.fingerprint returning c.id`.execute(
    db,
  );
  const added = await sql<{
    id: number;
  }>`insert into client (organization_id, implementation, hud_key, created_at, created_by, updated_at, ${columns})
    select o.id, ${implementation}, s.personal_id, ${now}, ${by}, ${now}, ${values}
    from stage_client s
    left join (select distinct on (e.personal_id) e.personal_id, p.organization_id
      from known_enrollment e join known_project p using (project_id)
      order by e.personal_id, e.deleted, e.entry_date, e.line) first using (personal_id)
    join organization o on o.implementation = ${implementation}
      and o.hud_key = coalesce(first.organization_id, (select organization_id from known_project order by line limit 1))
    where not s.deleted and not exists (select from client c
      where c.implementation = ${implementation} and c.hud_key = s.personal_id)
    order by s.line returning id`.execute(db);
  // Who has a place here that this export does not know of is no false record.
  const deleted = await sql<{ id: number; kept: boolean }>`select c.id, exists (select from bed_assignment a
      left join guest g on g.id = a.guest_id left join enrollment e on e.id = g.enrollment_id
      where a.client_id = c.id and a.ended_at is null and upper(a.nights) > ${today}::date
        and e.implementation is distinct from ${implementation}) as kept
    from client c join stage_client s on c.hud_key = s.personal_id
    where c.implementation = ${implementation} and s.deleted and c.deleted_at is null`.execute(db);
  const removed = deleted.rows.filter((row) => !row.kept).map((row) => row.id);
  await sql`update client set deleted_at = ${now}, version = version + 1, updated_at = ${now}
    where id = any(${removed}::bigint[])`.execute(db);
  const written = [...changed.rows, ...added.rows].map((row) => row.id);
  if (written.length > 0) await keepNamesOf(db, written);
  await mapPeople(db, implementation);
  return {
    added: added.rows.length,
    changed: changed.rows.length,
    removed: removed.length,
    written: [...written, ...removed],
    keptThoughDeleted: deleted.rows.filter((row) => row.kept).map((row) => row.id),
  };
};

/** Which record stands for each PersonalID of the export: its own, or the one it was merged into here. */
const mapPeople = async (db: Kysely<DB>, implementation: string) => {
  await sql`create temporary table known_person as
    with recursive way (personal_id, id, merged_into) as (
      select c.hud_key, c.id, c.merged_into from client c
      where c.implementation = ${implementation} and c.hud_key in (select personal_id from stage_client
        union select personal_id from stage_enrollment)
      union all select w.personal_id, c.id, c.merged_into from way w join client c on c.id = w.merged_into)
    select personal_id, id as client_id from way where merged_into is null`.execute(db);
  await sql`create index on known_person (personal_id)`.execute(db);
  await sql`analyze known_person`.execute(db);
};

/**
 * Locks, in the one order, everybody and every facility that an import may touch: clients ascending, also those who stay in
 * an extended-stay shelter by an earlier export; then facilities ascending.
 */
export const lockForImport = async (db: Kysely<DB>, implementation: string) => {
  await sql`select c.id from client c where c.implementation = ${implementation} and c.hud_key in (
      select personal_id from stage_client union select personal_id from stage_enrollment)
    or c.id in (select e.client_id from enrollment e join project p on p.id = e.project_id and p.project_type = 0
      where e.implementation = ${implementation} and e.exit_date is null and e.deleted_at is null)
    order by c.id for no key update`.execute(db);
  await sql`select f.id from facility f where f.implementation = ${implementation} order by f.id for no key update`.execute(
    db,
  );
};
