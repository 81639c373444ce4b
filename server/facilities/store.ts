import { type Kysely, sql } from 'kysely';
import type { FacilitySummary } from '../../contract/facilities.ts';
import type { Night } from '../../contract/nights.ts';
import { type Actor, isShelter, isTeam } from '../accounts/actor.ts';
import { agreedShelters } from '../accounts/store.ts';
import type { DB } from '../database/generated-types.ts';
import { notFound } from '../http/refusal.ts';
import { countIsStale, defaultTimeZone, localTime, shelterKind, tonightAt } from './rules.ts';

/** A facility with its project and organization, as every domain reads it. */
export type FacilityRow = Awaited<ReturnType<typeof readFacilities>>[number];

const facilities = (db: Kysely<DB>) =>
  db
    .selectFrom('facility as f')
    .innerJoin('project as p', 'p.id', 'f.projectId')
    .innerJoin('organization as o', 'o.id', 'f.organizationId')
    .selectAll('f')
    .select([
      'p.name as projectName',
      'p.projectType',
      'p.cocCode',
      'o.name as organizationName',
      'o.victimServiceProvider',
    ])
    .where('f.closedAt', 'is', null)
    .where('p.projectType', 'in', [0, 1])
    .orderBy('f.name')
    .orderBy('f.id');

export const readFacilities = (db: Kysely<DB>, organizationIds: number[]) =>
  facilities(db)
    .where('f.organizationId', 'in', [0, ...organizationIds])
    .execute();

/** Every open facility, for those who look after all of them. */
export const readAllFacilities = (db: Kysely<DB>) => facilities(db).execute();

export const readFacilitiesById = (db: Kysely<DB>, ids: number[]) =>
  facilities(db)
    .where('f.id', 'in', [0, ...ids])
    .execute();

export const readFacility = (db: Kysely<DB>, facilityId: number): Promise<FacilityRow | undefined> =>
  facilities(db).where('f.id', '=', facilityId).executeTakeFirst();

/** Organizations whose places this actor may give away: the own shelter's, or the agreed ones of a team. */
const bookableOrganizations = async (db: Kysely<DB>, actor: Actor, now: Date): Promise<number[]> => {
  if (isShelter(actor)) return [actor.organizationId];
  if (!isTeam(actor)) return [];
  const agreed = await agreedShelters(db, actor.organizationId, localTime(now, defaultTimeZone).day);
  // Acting for one shelter, as the article does it, narrows the list to that shelter.
  return actor.actingOrganizationId === actor.organizationId
    ? agreed
    : agreed.filter((id) => id === actor.actingOrganizationId);
};

/** Every facility this actor may book, by name. */
export const bookableFacilities = async (db: Kysely<DB>, actor: Actor, now: Date): Promise<FacilityRow[]> =>
  readFacilities(db, await bookableOrganizations(db, actor, now));

/** One facility this actor may book; 404 for every other. */
export const bookableFacility = async (
  db: Kysely<DB>,
  actor: Actor,
  facilityId: number,
  now: Date,
): Promise<FacilityRow> => {
  const facility = await readFacility(db, facilityId);
  if (!facility) throw notFound('facility');
  if (!(await mayBook(db, actor, facility, now))) throw notFound('facility');
  return facility;
};

/** Whether this actor may book places here now: their own shelter's, or by an agreement in force. */
export const mayBook = async (
  db: Kysely<DB>,
  actor: Actor,
  facility: FacilityRow,
  now: Date,
): Promise<boolean> => (await bookableOrganizations(db, actor, now)).includes(facility.organizationId);

/** One facility of the actor's own shelter organization; 404 for every other. */
export const ownFacility = async (db: Kysely<DB>, actor: Actor, facilityId: number): Promise<FacilityRow> => {
  const facility = await readFacility(db, facilityId);
  if (!facility || !isShelter(actor) || facility.organizationId !== actor.organizationId)
    throw notFound('facility');
  return facility;
};

/** Locks facility rows in ascending order, in a statement of its own: what is read after it is what is so. */
export const lockFacilities = async (db: Kysely<DB>, ids: number[]): Promise<void> => {
  await db
    .selectFrom('facility')
    .select('id')
    .where('id', 'in', [0, ...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
};

/** Writes down that the shelter has counted. R41. */
export const markCounted = (db: Kysely<DB>, facilityId: number, how: { at: Date; by: string }) =>
  db
    .updateTable('facility')
    .set({ countConfirmedAt: how.at, countConfirmedBy: how.by })
    .where('id', '=', facilityId)
    .execute();

export const tonightOf = (facility: Pick<FacilityRow, 'timeZone' | 'cutOverHour'>, now: Date): Night =>
  tonightAt(now, facility.timeZone, facility.cutOverHour);

export const summaryOf = (f: FacilityRow, now: Date): FacilitySummary => ({
  id: f.id,
  name: f.name,
  organizationId: f.organizationId,
  organizationName: f.organizationName,
  projectId: f.projectId,
  kind: shelterKind(f.projectType) ?? 'night_by_night',
  phone: f.phone,
  address: f.confidential ? null : [f.address, f.city].filter(Boolean).join(', ') || null,
  confidential: f.confidential,
  checkInFrom: f.checkInFrom?.slice(0, 5) ?? null,
  checkInUntil: f.checkInUntil?.slice(0, 5) ?? null,
  leaveBy: f.leaveBy?.slice(0, 5) ?? null,
  howToGetThere: f.confidential ? null : f.howToGetThere,
  howToGetThereInSpanish: f.confidential ? null : f.howToGetThereInSpanish,
  whatToBring: f.whatToBring,
  whatToBringInSpanish: f.whatToBringInSpanish,
  sober: f.sober,
  headCountOnly: f.headCountOnly,
  timeZone: f.timeZone,
  tonight: tonightOf(f, now),
  nightUntil: `${String(f.cutOverHour).padStart(2, '0')}:00`,
  countConfirmedAt: f.countConfirmedAt?.toISOString() ?? null,
  countIsStale: countIsStale(f.countConfirmedAt, f.staleAfterHours, now),
});

export interface RuleRow {
  roomId: number | null;
  bedId: number | null;
  begin: Night;
  end: Night;
  weekdays: number[] | null;
  placement: 'men' | 'women' | null;
  ageFrom: number | null;
  ageTo: number | null;
  children: 'with' | 'without' | null;
  veteransOnly: boolean;
  doors: string[] | null;
}

/** The weekdays of a rule as a list, 0 is Sunday; null where it holds on all of them. */
export const ruleWeekdays = sql<
  number[] | null
>`nullif(array(select d from generate_series(0, 6) d where weekdays @> d), '{0,1,2,3,4,5,6}')`;

/** Beds, rules and overflow openings of facilities that are in force on a night from `since` on. */
export const readBeds = async (db: Kysely<DB>, facilityIds: number[], since: Night) => {
  const ids = [0, ...facilityIds];
  const beds = await db
    .selectFrom('bed as b')
    .innerJoin('room as r', 'r.id', 'b.roomId')
    .leftJoin('unit as u', 'u.id', 'b.unitId')
    .select([
      'b.id',
      'b.facilityId',
      'b.roomId',
      'b.unitId',
      'b.unitKey',
      'b.label',
      'b.kind',
      'b.bunk',
      'b.accessible',
      'b.power',
      'b.nearStaff',
      'b.overflow',
      'b.unnamed',
      'r.name as roomName',
      'u.name as unitName',
      'u.kind as unitKind',
      sql<Night>`lower(b.in_service)`.as('serviceBegin'),
      sql<Night>`upper(b.in_service)`.as('serviceEnd'),
    ])
    .where('b.facilityId', 'in', ids)
    .where(sql<boolean>`upper(b.in_service) > ${since}::date`)
    .orderBy('r.position')
    .orderBy('r.id')
    .orderBy('b.position')
    .orderBy('b.id')
    .execute();
  const rules = await sql<RuleRow & { facilityId: number }>`
    select facility_id, room_id, bed_id, lower(nights) as begin, upper(nights) as end, ${ruleWeekdays} as weekdays,
           placement, age_from, age_to, children, veterans_only, doors
    from placement_rule where facility_id = any(${ids}) and upper(nights) > ${since}::date
    order by lower(nights)`.execute(db);
  const openings = await sql<{ facilityId: number; begin: Night; end: Night }>`
    select facility_id, lower(nights) as begin, upper(nights) as end from overflow_opening
    where facility_id = any(${ids}) and upper(nights) > ${since}::date`.execute(db);
  return { beds, rules: rules.rows, openings: openings.rows };
};
export type BedRow = Awaited<ReturnType<typeof readBeds>>['beds'][number];

export interface WeekdayHours {
  facilityId: number;
  weekday: number;
  from: string;
  until: string;
}

/** Check-in hours of single weekdays, of these facilities. */
export const readWeekdayHours = async (db: Kysely<DB>, facilityIds: number[]): Promise<WeekdayHours[]> => {
  const { rows } = await sql<WeekdayHours>`
    select facility_id, weekday, check_in_from as from, check_in_until as until
    from check_in_hours where facility_id = any(${facilityIds}::bigint[])`.execute(db);
  return rows;
};
