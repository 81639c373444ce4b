import { type Kysely, sql } from 'kysely';
import type { HouseholdMember } from '../../contract/clients.ts';
import { ageOn, type Night } from '../../contract/nights.ts';
import type { Actor } from '../accounts/actor.ts';
import type { DB } from '../database/generated-types.ts';
import { notFound } from '../http/refusal.ts';
import { fullName } from './rules.ts';
import { visibleTo } from './store.ts';

/** A present member of a household, with what decides about age. */
export interface MemberRow extends HouseholdMember {
  dob: Night | null;
  ageFrom: number | null;
  ageTo: number | null;
}

type Row = Omit<MemberRow, 'name' | 'age' | 'relationshipToHoH'> & {
  relationshipToHoh: number;
  firstName: string | null;
  middleName: string | null;
  lastName: string | null;
  nameSuffix: string | null;
};

const mayKnow = (actor: Actor) =>
  visibleTo(actor, { owner: sql.ref('h.organization_id'), shares: sql.ref('c.shares') });

/**
 * The household of this client as this actor may know it: one of the own organization before others, head first. Empty
 * where there is none. Members of another organization's household who don't share are left out.
 */
export const readMembers = async (
  db: Kysely<DB>,
  actor: Actor,
  clientId: number,
  today: Night,
): Promise<MemberRow[]> => {
  const { rows } = await sql<Row>`
    select m.household_id, m.relationship_to_hoh, c.id, c.first_name, c.middle_name, c.last_name, c.name_suffix, c.say_it,
           c.goes_by, c.code_name, c.dob, c.age_from, c.age_to
    from household h join household_member m on m.household_id = h.id and m.left_at is null
    join client c on c.id = m.client_id and c.merged_into is null and c.deleted_at is null
    where h.id = (
        select h.id from household_member own join household h on h.id = own.household_id join client c on c.id = own.client_id
        where own.client_id = ${clientId} and own.left_at is null and ${mayKnow(actor)}
        order by (h.organization_id = ${actor.organizationId}) desc, h.id desc limit 1)
      and ${mayKnow(actor)}
    order by (m.relationship_to_hoh <> 1), c.dob, c.id`.execute(db);
  return rows.map(({ firstName, middleName, lastName, nameSuffix, relationshipToHoh, ...row }) => ({
    ...row,
    name: fullName({ id: row.id, firstName, middleName, lastName, nameSuffix }),
    age: ageOn(row.dob, today),
    relationshipToHoH: relationshipToHoh,
  }));
};

/** The household as the dashboard shows it. */
export const readHousehold = async (
  db: Kysely<DB>,
  actor: Actor,
  clientId: number,
  today: Night,
): Promise<HouseholdMember[]> =>
  (await readMembers(db, actor, clientId, today)).map(({ dob, ageFrom, ageTo, ...member }) => member);

/** A new household of the actor's organization with its head. */
export const insertHousehold = async (
  db: Kysely<DB>,
  household: { headId: number; organizationId: number; at: Date; by: string },
): Promise<number> => {
  const { id } = await db
    .insertInto('household')
    .values({ organizationId: household.organizationId, createdAt: household.at, createdBy: household.by })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('householdMember')
    .values({ householdId: id, clientId: household.headId, relationshipToHoh: 1, joinedAt: household.at })
    .execute();
  return id;
};

/**
 * Locks a household this actor may know, and reads its present members.
 * @throws Refusal 404 where it is not theirs to know: neither the own organization's nor with a member who shares
 */
export const lockHousehold = async (
  db: Kysely<DB>,
  actor: Actor,
  id: number,
): Promise<{ clientId: number; relationshipToHoh: number }[]> => {
  const { rows } = await sql<{ id: number }>`
    select h.id from household h
    where h.id = ${id} and (h.organization_id = ${actor.organizationId} or exists (
      select from household_member m join client c on c.id = m.client_id
      where m.household_id = h.id and m.left_at is null and c.shares is true))
    for no key update of h`.execute(db);
  if (rows.length === 0) throw notFound('household');
  return db
    .selectFrom('householdMember')
    .select(['clientId', 'relationshipToHoh'])
    .where('householdId', '=', id)
    .where('leftAt', 'is', null)
    .execute();
};

/** Adds a person, also one who was in it before. */
export const insertMember = (
  db: Kysely<DB>,
  member: { householdId: number; clientId: number; relationshipToHoh: number; at: Date },
) =>
  db
    .insertInto('householdMember')
    .values({
      householdId: member.householdId,
      clientId: member.clientId,
      relationshipToHoh: member.relationshipToHoh,
      joinedAt: member.at,
    })
    .onConflict((c) =>
      c
        .columns(['householdId', 'clientId'])
        .doUpdateSet({ relationshipToHoh: member.relationshipToHoh, joinedAt: member.at, leftAt: null }),
    )
    .execute();

export const setRelationship = (
  db: Kysely<DB>,
  member: { householdId: number; clientId: number; relationshipToHoh: number },
) =>
  db
    .updateTable('householdMember')
    .set({ relationshipToHoh: member.relationshipToHoh })
    .where('householdId', '=', member.householdId)
    .where('clientId', '=', member.clientId)
    .execute();

export const endMembership = (db: Kysely<DB>, member: { householdId: number; clientId: number; at: Date }) =>
  db
    .updateTable('householdMember')
    .set({ leftAt: member.at })
    .where('householdId', '=', member.householdId)
    .where('clientId', '=', member.clientId)
    .execute();
