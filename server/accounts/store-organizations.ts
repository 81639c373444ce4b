import { type Kysely, sql } from 'kysely';
import type {
  Agreement,
  Organization,
  OrganizationKind,
  Team,
} from '../../contract/accounts-administration.ts';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import { stateOn } from './rules-administration.ts';

/** Organizations by name, or one of them, with what hangs on each on a day; open ones first. */
export const readOrganizations = async (
  db: Kysely<DB>,
  day: Night,
  id: number | null = null,
): Promise<Organization[]> => {
  const { rows } = await sql<Omit<Organization, 'closedAt'> & { closedAt: Date | null }>`
    select o.id, o.name, o.kind, o.victim_service_provider, o.phone, o.closed_at,
           (select count(distinct m.user_id) from membership m
            where m.organization_id = o.id and m.begins_on <= ${day} and m.ends_on > ${day}) as people,
           (select count(*) from facility f where f.organization_id = o.id and f.closed_at is null) as facilities,
           (select count(*) from booking_agreement a where o.id in (a.team_organization_id, a.shelter_organization_id)
            and a.begins_on <= ${day} and a.ends_on > ${day}) as agreements
    from organization o where ${id}::bigint is null or o.id = ${id}
    order by (o.closed_at is not null), lower(o.name), o.id`.execute(db);
  return rows.map((o) => ({ ...o, closedAt: o.closedAt?.toISOString() ?? null }));
};

export const readOrganizationRow = async (db: Kysely<DB>, id: number) => {
  const row = await db
    .selectFrom('organization')
    .select(['id', 'name', 'kind', 'closedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...row, kind: row.kind as OrganizationKind };
};

/** Locks organization rows, in a statement of its own: whoever hangs something on one or closes it waits. */
export const lockOrganizations = (db: Kysely<DB>, ids: number[]) =>
  db
    .selectFrom('organization')
    .select('id')
    .where('id', 'in', [0, ...ids])
    .orderBy('id')
    .forUpdate()
    .execute();

/** What is in force or still ahead at an organization. */
export const countWhatHangs = async (
  db: Kysely<DB>,
  id: number,
  day: Night,
): Promise<{ people: number; facilities: number; agreements: number }> => {
  const { rows } = await sql<{ people: number; facilities: number; agreements: number }>`
    select (select count(distinct user_id) from membership where organization_id = ${id} and ends_on > ${day} and ends_on > begins_on) as people,
           (select count(*) from facility where organization_id = ${id} and closed_at is null) as facilities,
           (select count(*) from booking_agreement where ${id} in (team_organization_id, shelter_organization_id)
            and ends_on > ${day} and ends_on > begins_on) as agreements`.execute(db);
  return rows[0]!;
};

export const insertOrganization = async (
  db: Kysely<DB>,
  o: {
    name: string;
    kind: OrganizationKind;
    victimServiceProvider?: boolean;
    phone?: string | null;
    at: Date;
  },
): Promise<number> => {
  const { at, ...values } = o;
  const { id } = await db
    .insertInto('organization')
    .values({ ...values, createdAt: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (o.kind === 'reservation_team') await db.insertInto('team').values({ organizationId: id }).execute();
  return id;
};

export const updateOrganization = (
  db: Kysely<DB>,
  id: number,
  to: { name: string; victimServiceProvider: boolean; phone: string | null },
) => db.updateTable('organization').set(to).where('id', '=', id).execute();

export const markOrganizationClosed = (db: Kysely<DB>, id: number, closedAt: Date | null) =>
  db.updateTable('organization').set({ closedAt }).where('id', '=', id).execute();

export const readTeamSettingsOf = async (
  db: Kysely<DB>,
  organizationId: number,
): Promise<Team | undefined> => {
  const row = await db
    .selectFrom('team as t')
    .innerJoin('organization as o', 'o.id', 't.organizationId')
    .select([
      't.opensFirst',
      't.assessmentValidDays',
      't.timeZone',
      't.linePhone',
      't.lineHours',
      't.lineHoursInSpanish',
      'o.id',
      'o.name',
    ])
    .where('o.id', '=', organizationId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, name, opensFirst, ...settings } = row;
  return { ...settings, opensFirst: opensFirst as Team['opensFirst'], organization: { id, name } };
};

export const updateTeam = (db: Kysely<DB>, organizationId: number, to: Omit<Team, 'organization'>) =>
  db.updateTable('team').set(to).where('organizationId', '=', organizationId).execute();

/** Booking agreements, or one of them: those in force first, then those ahead, then the ended ones. */
export const readAgreements = async (
  db: Kysely<DB>,
  day: Night,
  id: number | null = null,
): Promise<Agreement[]> => {
  const { rows } = await sql<{
    id: number;
    teamId: number;
    teamName: string;
    shelterId: number;
    shelterName: string;
    beginsOn: Night;
    endsOn: Night | 'infinity';
  }>`select a.id, t.id as team_id, t.name as team_name, s.id as shelter_id, s.name as shelter_name, a.begins_on, a.ends_on
    from booking_agreement a join organization t on t.id = a.team_organization_id
    join organization s on s.id = a.shelter_organization_id
    where ${id}::bigint is null or a.id = ${id}
    order by (a.ends_on <= ${day}), (a.begins_on > ${day}), lower(t.name), lower(s.name), a.id`.execute(db);
  return rows.map((a) => ({
    id: a.id,
    team: { id: a.teamId, name: a.teamName },
    shelter: { id: a.shelterId, name: a.shelterName },
    beginsOn: a.beginsOn,
    endsOn: a.endsOn === 'infinity' ? null : a.endsOn,
    state: stateOn(a, day),
  }));
};

export const insertAgreement = async (
  db: Kysely<DB>,
  a: { teamId: number; shelterId: number; beginsOn: Night; endsOn: Night | null; at: Date; by: string },
): Promise<number> => {
  const { id } = await db
    .insertInto('bookingAgreement')
    .values({
      teamOrganizationId: a.teamId,
      shelterOrganizationId: a.shelterId,
      beginsOn: a.beginsOn,
      endsOn: a.endsOn ?? 'infinity',
      createdAt: a.at,
      createdBy: a.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

/** Ends an agreement on a day; one that had not begun never holds. */
export const updateAgreementEnd = (db: Kysely<DB>, id: number, endsOn: Night) =>
  sql`update booking_agreement set ends_on = greatest(begins_on, ${endsOn}::date) where id = ${id}`.execute(
    db,
  );
