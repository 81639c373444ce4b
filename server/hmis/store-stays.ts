import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/generated-types.ts';
import type { Importing, Tally } from './tally.ts';

const affected = (result: { numAffectedRows?: bigint }): number => Number(result.numAffectedRows ?? 0n);

/** HUD's start elements under the names of intake's questions; "not collected" is no answer. */
const startAnswers = sql`jsonb_strip_nulls(jsonb_build_object('LivingSituation', nullif(s.living_situation, 99),
  'RentalSubsidyType', nullif(s.rental_subsidy_type, 99), 'LengthOfStay', nullif(s.length_of_stay, 99),
  'DateToStreetESSH', s.date_to_street_essh, 'TimesHomelessPastThreeYears', nullif(s.times_homeless_past_three_years, 99),
  'MonthsHomelessPastThreeYears', nullif(s.months_homeless_past_three_years, 99),
  'DisablingCondition', nullif(s.disabling_condition, 99)))`;

/** Enrollments, of every type of project. One that was corrected here since stays so until it changes where it came from. */
export const saveEnrollments = async (
  db: Kysely<DB>,
  { implementation, now, by }: Importing,
): Promise<Tally> => {
  const from = sql`stage_enrollment s
    join known_person k on k.personal_id = s.personal_id
    join project p on p.implementation = ${implementation} and p.hud_key = s.project_id`;
  const changed =
    await sql`update enrollment e set client_id = k.client_id, project_id = p.id, organization_id = p.organization_id,
      hud_household_id = s.household_id, relationship_to_hoh = s.relationship_to_hoh, enrollment_coc = upper(s.enrollment_coc),
      entry_date = s.entry_date, start_answers = e.start_answers || ${startAnswers}, deleted_at = null, hud = s.hud, hud_fingerprint = s.fingerprint,
      version = version + 1, updated_at = ${now}
    from ${from} where e.implementation = ${implementation} and e.hud_key = s.enrollment_id and not s.deleted
      and e.hud_fingerprint is distinct from s.fingerprint`.execute(db);
  const added =
    await sql`insert into enrollment (client_id, project_id, organization_id, hud_household_id, relationship_to_hoh,
      enrollment_coc, entry_date, start_answers, implementation, hud_key, hud, hud_fingerprint, created_at, created_by, updated_at)
    select k.client_id, p.id, p.organization_id, s.household_id, s.relationship_to_hoh, upper(s.enrollment_coc), s.entry_date,
      ${startAnswers}, ${implementation}, s.enrollment_id, s.hud, s.fingerprint, ${now}, ${by}, ${now}
    from ${from} where not s.deleted and not exists (select from enrollment e
      where e.implementation = ${implementation} and e.hud_key = s.enrollment_id)
    order by s.line`.execute(db);
  const removed = await sql`update enrollment e set deleted_at = ${now}, hud_fingerprint = s.fingerprint,
      version = version + 1, updated_at = ${now}
    from stage_enrollment s where e.implementation = ${implementation} and e.hud_key = s.enrollment_id and s.deleted
      and e.deleted_at is null`.execute(db);
  return { added: affected(added), changed: affected(changed), removed: affected(removed) };
};

/**
 * Exits of enrollments. A missing row says nothing: an exit that was recorded here stays, and only a deleted row takes an
 * imported exit back.
 */
export const saveExits = async (
  db: Kysely<DB>,
  { implementation, now }: Importing,
): Promise<Tally & { reopened: number[] }> => {
  const { rows } = await sql<{ added: number; changed: number }>`with done as (
      update enrollment e set exit_date = s.exit_date, destination = s.destination,
        hud_exit = s.hud || jsonb_build_object('ExitID', s.exit_id), hud_exit_fingerprint = s.fingerprint,
        version = e.version + 1, updated_at = ${now}
      from stage_exit s, enrollment before
      where before.id = e.id and e.implementation = ${implementation} and e.hud_key = s.enrollment_id and not s.deleted
        and e.hud_exit_fingerprint is distinct from s.fingerprint
      returning before.hud_exit is null as is_new)
    select count(*) filter (where is_new) as added, count(*) filter (where not is_new) as changed from done`.execute(
    db,
  );
  const removed = await sql<{
    id: number;
  }>`update enrollment e set exit_date = null, destination = null, hud_exit = null,
      hud_exit_fingerprint = null, version = version + 1, updated_at = ${now}
    from stage_exit s where e.implementation = ${implementation} and e.hud_key = s.enrollment_id and s.deleted
      and e.hud_exit ->> 'ExitID' = s.exit_id returning e.id`.execute(db);
  return { ...rows[0]!, removed: removed.rows.length, reopened: removed.rows.map((row) => row.id) };
};

/** Bed nights: facts, kept whatever they contradict. The same night of one enrollment is one fact, however often it comes. */
export const saveNights = async (db: Kysely<DB>, { implementation, now, by }: Importing): Promise<Tally> => {
  const same = sql`n.implementation = ${implementation} and n.hud_key = s.services_id`;
  const removed =
    await sql`update bed_night n set deleted_at = ${now}, hud = s.hud, hud_fingerprint = s.fingerprint
    from stage_services s where ${same} and s.deleted and n.deleted_at is null`.execute(db);
  // A night that moved is another fact: its former row goes, and it comes anew.
  const moved = await sql`delete from bed_night n using stage_services s, enrollment e
    where ${same} and not s.deleted and e.implementation = ${implementation} and e.hud_key = s.enrollment_id
      and (n.enrollment_id <> e.id or n.night <> s.date_provided)`.execute(db);
  const changed =
    await sql`update bed_night n set deleted_at = null, hud = s.hud, hud_fingerprint = s.fingerprint
    from stage_services s where ${same} and not s.deleted and n.hud_fingerprint is distinct from s.fingerprint`.execute(
      db,
    );
  const added =
    await sql`insert into bed_night (enrollment_id, client_id, project_id, facility_id, night, recorded_at, recorded_by,
      implementation, hud_key, hud, hud_fingerprint)
    select distinct on (e.id, s.date_provided) e.id, e.client_id, e.project_id, f.id, s.date_provided, ${now}::timestamptz, ${by}::text,
      ${implementation}, s.services_id, s.hud, s.fingerprint
    from stage_services s
    join enrollment e on e.implementation = ${implementation} and e.hud_key = s.enrollment_id
    left join lateral (select f.id from facility f where f.project_id = e.project_id
      order by (f.hud_key like '%|' || e.enrollment_coc) desc nulls last, f.id limit 1) f on true
    where not s.deleted and not exists (select from bed_night n where ${same})
      and not exists (select from bed_night n where n.enrollment_id = e.id and n.night = s.date_provided and n.deleted_at is null)
    order by e.id, s.date_provided, s.line
    on conflict (enrollment_id, night) do update set deleted_at = null, recorded_at = excluded.recorded_at,
      recorded_by = excluded.recorded_by, implementation = excluded.implementation, hud_key = excluded.hud_key,
      hud = excluded.hud, hud_fingerprint = excluded.hud_fingerprint`.execute(db);
  const again = Math.min(affected(moved), affected(added));
  return { added: affected(added) - again, changed: affected(changed) + again, removed: affected(removed) };
};
