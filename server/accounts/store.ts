import { type Kysely, sql } from 'kysely';
import type { Combination, Workgroup } from '../../contract/accounts.ts';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';

interface CombinationRow {
  membershipId: number;
  workgroup: Workgroup;
  supervisor: boolean;
  homeId: number;
  homeName: string;
  organizationId: number;
  organizationName: string;
}

/**
 * Every combination a user holds on a day: each membership with its own organization and, for reservation teams, with
 * every shelter organization of a booking agreement in force.
 */
export const readCombinations = async (
  db: Kysely<DB>,
  userId: string,
  day: Night,
): Promise<Combination[]> => {
  const { rows } = await sql<CombinationRow>`
    select m.id as membership_id, m.workgroup, m.supervisor, home.id as home_id, home.name as home_name,
           o.id as organization_id, o.name as organization_name
    from membership m
    join organization home on home.id = m.organization_id and home.closed_at is null
    join organization o on o.closed_at is null and (o.id = m.organization_id
      or m.workgroup = 'shelter_reservation_team' and o.id in (
        select a.shelter_organization_id from booking_agreement a
        where a.team_organization_id = m.organization_id and a.begins_on <= ${day} and a.ends_on > ${day}))
    where m.user_id = ${userId} and m.begins_on <= ${day} and m.ends_on > ${day}
    order by m.id, (o.id <> m.organization_id), o.name`.execute(db);
  return rows.map((r) => ({
    membershipId: r.membershipId,
    workgroup: r.workgroup,
    supervisor: r.supervisor,
    homeOrganization: { id: r.homeId, name: r.homeName },
    organization: { id: r.organizationId, name: r.organizationName },
  }));
};

/** Shelter organizations this team may act for on a day. */
export const agreedShelters = async (
  db: Kysely<DB>,
  teamOrganizationId: number,
  day: Night,
): Promise<number[]> => {
  const rows = await db
    .selectFrom('bookingAgreement')
    .select('shelterOrganizationId')
    .where('teamOrganizationId', '=', teamOrganizationId)
    .where('beginsOn', '<=', day)
    .where('endsOn', '>', day)
    .execute();
  return rows.map((r) => r.shelterOrganizationId);
};

export const readTeam = (db: Kysely<DB>, organizationId: number) =>
  db.selectFrom('team').selectAll().where('organizationId', '=', organizationId).executeTakeFirst();

/** When a person last touched a screen of this session; null before its first call. */
export const readLastInput = async (db: Kysely<DB>, sessionId: string): Promise<Date | null> => {
  const row = await db
    .selectFrom('userSession')
    .select('lastInputAt')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.lastInputAt ?? null;
};

export const touchSession = (db: Kysely<DB>, sessionId: string, at: Date) =>
  db.updateTable('userSession').set({ lastInputAt: at }).where('id', '=', sessionId).execute();

export const endSession = (db: Kysely<DB>, sessionId: string) =>
  db.deleteFrom('userSession').where('id', '=', sessionId).execute();

/** How often this caller failed on this address, and when last. */
export const readFailures = (db: Kysely<DB>, who: string) =>
  db.selectFrom('signInFailure').selectAll().where('who', '=', who).executeTakeFirst();

export const recordFailure = (db: Kysely<DB>, who: string, at: Date) =>
  db
    .insertInto('signInFailure')
    .values({ who, failures: 1, lastAt: at })
    .onConflict((c) =>
      c.column('who').doUpdateSet({ failures: sql`sign_in_failure.failures + 1`, lastAt: at }),
    )
    .execute();

export const forgetFailures = (db: Kysely<DB>, who: string) =>
  db.deleteFrom('signInFailure').where('who', '=', who).execute();

export const readUser = (db: Kysely<DB>, id: string) =>
  db
    .selectFrom('userAccount')
    .select((e) => [
      'id',
      'name',
      'email',
      e.fn.coalesce('twoFactorEnabled', e.lit(false)).as('secondFactor'),
    ])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

/** Whether this installation holds the fictional county. */
export const readPractice = async (db: Kysely<DB>): Promise<boolean> => {
  const row = await db.selectFrom('installation').select('practice').executeTakeFirst();
  return row?.practice ?? false;
};

/** Whether nobody and nothing has been entered yet. */
export const isEmpty = async (db: Kysely<DB>): Promise<boolean> => {
  const row = await db.selectFrom('organization').select('id').limit(1).executeTakeFirst();
  return row === undefined;
};
