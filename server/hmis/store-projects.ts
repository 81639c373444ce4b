import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/generated-types.ts';
import { defaultTimeZone } from '../facilities/rules.ts';
import timeZones from './data/time-zones-by-state.json' with { type: 'json' };
import type { Importing, Tally } from './tally.ts';

const affected = (result: { numAffectedRows?: bigint }): number => Number(result.numAffectedRows ?? 0n);

/** Organizations as they came. Who is a victim service provider here stays one. */
export const saveOrganizations = async (
  db: Kysely<DB>,
  { implementation, now }: Importing,
): Promise<Tally> => {
  const changed = await sql`update organization o set name = s.organization_name,
      victim_service_provider = o.victim_service_provider or s.victim_service_provider = 1,
      hud = s.hud, hud_fingerprint = s.fingerprint
    from stage_organization s where o.implementation = ${implementation} and o.hud_key = s.organization_id and not s.deleted
      and o.hud_fingerprint is distinct from s.fingerprint`.execute(db);
  const added =
    await sql`insert into organization (name, kind, victim_service_provider, implementation, hud_key, hud,
      hud_fingerprint, created_at)
    select s.organization_name, 'shelter', s.victim_service_provider = 1, ${implementation}, s.organization_id, s.hud,
      s.fingerprint, ${now}
    from stage_organization s where not s.deleted and not exists (select from organization o
      where o.implementation = ${implementation} and o.hud_key = s.organization_id)
    order by s.line`.execute(db);
  // Where people sign in for it, an administrator closes it.
  const removed =
    await sql`update organization o set closed_at = ${now}, hud = s.hud, hud_fingerprint = s.fingerprint
    from stage_organization s where o.implementation = ${implementation} and o.hud_key = s.organization_id and s.deleted
      and o.closed_at is null and not exists (select from membership m where m.organization_id = o.id)`.execute(
      db,
    );
  return { added: affected(added), changed: affected(changed), removed: affected(removed) };
};

/** Projects of every type. HUD's "no type" is kept as Other. A facility that bears its project's name follows it. */
export const saveProjects = async (
  db: Kysely<DB>,
  { implementation, now, today }: Importing,
): Promise<Tally> => {
  await sql`update facility f set name = s.project_name || right(f.name, -length(p.name))
    from stage_project s, project p where p.implementation = ${implementation} and p.hud_key = s.project_id
      and f.project_id = p.id and f.implementation = ${implementation} and not s.deleted and s.project_name <> p.name
      and (f.name = p.name or f.name = p.name || ' (' || split_part(f.hud_key, '|', 2) || ')')
      and length(s.project_name) <= 190`.execute(db);
  const changed =
    await sql`update project p set name = s.project_name, project_type = coalesce(s.project_type, 7),
      operating_start_date = s.operating_start_date, operating_end_date = s.operating_end_date,
      hud = s.hud, hud_fingerprint = s.fingerprint
    from stage_project s where p.implementation = ${implementation} and p.hud_key = s.project_id and not s.deleted
      and p.hud_fingerprint is distinct from s.fingerprint`.execute(db);
  const added =
    await sql`insert into project (organization_id, name, project_type, coc_code, operating_start_date,
      operating_end_date, implementation, hud_key, hud, hud_fingerprint, created_at)
    select o.id, s.project_name, coalesce(s.project_type, 7),
      (select upper(c.coc_code) from stage_project_coc c where c.project_id = s.project_id and not c.deleted order by c.line limit 1),
      s.operating_start_date, s.operating_end_date, ${implementation}, s.project_id, s.hud, s.fingerprint, ${now}
    from stage_project s
    join organization o on o.implementation = ${implementation} and o.hud_key = s.organization_id
    where not s.deleted and not exists (select from project p
      where p.implementation = ${implementation} and p.hud_key = s.project_id)
    order by s.line`.execute(db);
  // A project has no end but its operating end date; the deletion is kept with it, and its facilities close below.
  const removed = await sql`update project p set hud = s.hud, hud_fingerprint = s.fingerprint,
      operating_end_date = least(p.operating_end_date, ${today}::date)
    from stage_project s where p.implementation = ${implementation} and p.hud_key = s.project_id and s.deleted
      and p.hud_fingerprint is distinct from s.fingerprint`.execute(db);
  return { added: affected(added), changed: affected(changed), removed: affected(removed) };
};

/**
 * One facility per emergency shelter and Continuum of Care, under the key 'PROJECT|COC'. What the shelter changed here (its
 * name, its address) stays unless it still says what the last import said.
 */
export const saveFacilities = async (
  db: Kysely<DB>,
  { implementation, now, today }: Importing,
): Promise<Tally> => {
  await sql`create temporary table stage_facility as
    select distinct on (p.id, upper(c.coc_code)) p.id as project_id, p.organization_id, p.name as project_name,
      c.project_id || '|' || upper(c.coc_code) as hud_key, upper(c.coc_code) as coc_code,
      nullif(concat_ws(', ', c.address1, c.address2), '') as address, nullif(concat_ws(' ', c.city, c.zip), '') as city,
      coalesce(p.hud ->> 'TargetPopulation' = '1', false) or o.victim_service_provider as confidential, upper(c.state) as state,
      c.hud, c.fingerprint, c.line, c.deleted or coalesce(s.deleted, false) as gone,
      c.deleted or coalesce(s.deleted, false) or coalesce(p.operating_end_date <= ${today}::date, false) as ended
    from stage_project_coc c
    join project p on p.implementation = ${implementation} and p.hud_key = c.project_id and p.project_type in (0, 1)
    join organization o on o.id = p.organization_id
    left join stage_project s on s.project_id = c.project_id
    order by p.id, upper(c.coc_code), c.deleted, c.line`.execute(db);
  const changed = await sql`update facility f set hud = s.hud, hud_fingerprint = s.fingerprint,
      address = case when f.address is not distinct from
        nullif(concat_ws(', ', f.hud ->> 'Address1', f.hud ->> 'Address2'), '') then s.address else f.address end,
      city = case when f.city is not distinct from nullif(concat_ws(' ', f.hud ->> 'City', f.hud ->> 'ZIP'), '') then s.city else f.city end
    from stage_facility s where f.implementation = ${implementation} and f.hud_key = s.hud_key and not s.ended
      and f.hud_fingerprint is distinct from s.fingerprint`.execute(db);
  const zones = Object.entries(timeZones.values);
  const added =
    await sql`insert into facility (organization_id, project_id, name, time_zone, address, city, confidential,
      closed_at, implementation, hud_key, hud, hud_fingerprint, created_at)
    select s.organization_id, s.project_id,
      left(s.project_name, 190) || case when s.several then ' (' || s.coc_code || ')' else '' end,
      coalesce(z.zone, ${defaultTimeZone}), s.address, s.city, s.confidential,
      case when s.ended then ${now}::timestamptz end, ${implementation}, s.hud_key, s.hud, s.fingerprint, ${now}
    from (select *, count(*) filter (where not gone) over (partition by project_id) > 1 as several from stage_facility) s
    left join unnest(${zones.map(([state]) => state)}::text[], ${zones.map(([, zone]) => zone)}::text[]) as z (state, zone)
      on z.state = s.state
    where not s.gone and not exists (select from facility f where f.implementation = ${implementation} and f.hud_key = s.hud_key)
    order by s.line`.execute(db);
  // Somebody has a place there: it stays open until they have left.
  const removed = await sql`update facility f set closed_at = ${now}, hud_fingerprint = s.fingerprint
    from stage_facility s where f.implementation = ${implementation} and f.hud_key = s.hud_key and s.ended
      and f.closed_at is null and not exists (select from bed_assignment a where a.facility_id = f.id and a.ended_at is null
        and upper(a.nights) > ${today}::date)`.execute(db);
  return { added: affected(added), changed: affected(changed), removed: affected(removed) };
};

/** Inventory rows as they came; places are made from them afterwards. */
export const saveInventory = async (db: Kysely<DB>, { implementation, now }: Importing): Promise<Tally> => {
  const changed = await sql`update inventory i set project_id = p.id, coc_code = upper(s.coc_code),
      household_type = s.household_type, availability = s.availability, es_bed_type = s.es_bed_type,
      unit_inventory = s.unit_inventory, bed_inventory = s.bed_inventory, inventory_start_date = s.inventory_start_date,
      inventory_end_date = s.inventory_end_date, deleted_at = null, hud = s.hud, hud_fingerprint = s.fingerprint
    from stage_inventory s join project p on p.implementation = ${implementation} and p.hud_key = s.project_id
    where i.implementation = ${implementation} and i.hud_key = s.inventory_id and not s.deleted
      and i.hud_fingerprint is distinct from s.fingerprint`.execute(db);
  const added =
    await sql`insert into inventory (project_id, coc_code, household_type, availability, es_bed_type,
      unit_inventory, bed_inventory, inventory_start_date, inventory_end_date, implementation, hud_key, hud, hud_fingerprint)
    select p.id, upper(s.coc_code), s.household_type, s.availability, s.es_bed_type, s.unit_inventory, s.bed_inventory,
      s.inventory_start_date, s.inventory_end_date, ${implementation}, s.inventory_id, s.hud, s.fingerprint
    from stage_inventory s join project p on p.implementation = ${implementation} and p.hud_key = s.project_id
    where not s.deleted and not exists (select from inventory i
      where i.implementation = ${implementation} and i.hud_key = s.inventory_id)
    order by s.line`.execute(db);
  const removed =
    await sql`update inventory i set deleted_at = ${now}, hud_fingerprint = s.fingerprint from stage_inventory s
    where i.implementation = ${implementation} and i.hud_key = s.inventory_id and s.deleted and i.deleted_at is null`.execute(
      db,
    );
  return { added: affected(added), changed: affected(changed), removed: affected(removed) };
};
