import { type Kysely, sql } from 'kysely';
import type { counted } from '../../contract/hmis.ts';
import type { DB } from '../database/generated-types.ts';
import type { Importing } from './tally.ts';

/** How many rows of each kind the export holds that are not deleted, and how many places and residents there are after it. */
export const countStanding = async (
  db: Kysely<DB>,
  { implementation, today }: Importing,
): Promise<Record<(typeof counted)[number], number>> => {
  const { rows } = await sql<{
    organization: number;
    project: number;
    facility: number;
    inventory: number;
    place: number;
    client: number;
    enrollment: number;
    exit: number;
    bedNight: number;
    resident: number;
  }>`select
    (select count(*) from stage_organization where not deleted) as organization,
    (select count(*) from stage_project where not deleted) as project,
    (select count(*) from stage_facility where not gone) as facility,
    (select count(*) from stage_inventory where not deleted) as inventory,
    (select count(*) from bed b join facility f on f.id = b.facility_id
      where f.implementation = ${implementation} and b.unnamed and upper(b.in_service) > ${today}::date) as place,
    (select count(*) from stage_client where not deleted) as client,
    (select count(*) from stage_enrollment where not deleted) as enrollment,
    (select count(*) from stage_exit where not deleted) as exit,
    (select count(distinct (enrollment_id, date_provided)) from stage_services where not deleted) as bed_night,
    (select count(*) from guest g join enrollment e on e.id = g.enrollment_id join project p on p.id = e.project_id
      where e.implementation = ${implementation} and p.project_type = 0 and g.arrived_at is not null and g.left_at is null) as resident`.execute(
    db,
  );
  const { bedNight, ...standing } = rows[0]!;
  return { ...standing, bed_night: bedNight };
};

/** Promises to people who have not arrived yet whose enrollment the export has ended meanwhile. */
export const countPromisesWithoutStay = async (
  db: Kysely<DB>,
  { implementation, today }: Importing,
): Promise<number> => {
  const { rows } = await sql<{ enrollmentKey: string }>`select distinct e.hud_key as enrollment_key
    from enrollment e join guest g on g.enrollment_id = e.id and g.arrived_at is null
    join bed_assignment a on a.guest_id = g.id and a.ended_at is null and upper(a.nights) > ${today}::date
    where e.implementation = ${implementation} and (e.deleted_at is not null or e.exit_date <= lower(a.nights))`.execute(
    db,
  );
  return rows.length;
};

/** This installation's own name among implementations, where it has one. */
export const readOwnImplementation = async (db: Kysely<DB>): Promise<string | null> => {
  const row = await db.selectFrom('installation').select('implementation').executeTakeFirst();
  return row?.implementation ?? null;
};

/** Some number that was encrypted here before, to see whether the secret is still the same. */
export const readAnySsn = async (db: Kysely<DB>): Promise<Buffer | null> => {
  const row = await db
    .selectFrom('client')
    .select('ssnEncrypted')
    .where('ssnEncrypted', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row?.ssnEncrypted ?? null;
};

/** After commit: whoever looks at these facilities reads them again. */
export const tellFacilities = async (db: Kysely<DB>, channel: string, facilityIds: number[]) => {
  if (facilityIds.length > 0)
    await sql`select pg_notify(${channel}, ${[...new Set(facilityIds)].slice(0, 500).join(',')})`.execute(db);
};
