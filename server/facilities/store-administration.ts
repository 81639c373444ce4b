import { type Kysely, sql } from 'kysely';
import type {
  AdministeredBed,
  AdministeredFacility,
  AdministeredRoom,
  FacilityAdministration,
  OverflowOpening,
  PlacementRule,
  Project,
} from '../../contract/facilities-administration.ts';
import type { Night } from '../../contract/nights.ts';
import { type Actor, isAdministrator } from '../accounts/actor.ts';
import type { DB } from '../database/generated-types.ts';
import { forbidden, notFound } from '../http/refusal.ts';
import { shelterKind } from './rules.ts';
import { type FacilityRow, readFacility, readWeekdayHours, ruleWeekdays, tonightOf } from './store.ts';
import { settingColumns, settingsOf } from './store-settings.ts';

/** Projects by organization and name: all, one organization's, or one. */
export const readProjects = async (
  db: Kysely<DB>,
  which: { id?: number; organizationId?: number },
): Promise<Project[]> => {
  const { rows } = await sql<
    Omit<Project, 'organization' | 'kind'> & { organizationId: number; organizationName: string }
  >`
    select p.id, p.organization_id, o.name as organization_name, p.name, p.project_type, p.coc_code, p.operating_start_date,
           p.operating_end_date, p.auto_exit_nights,
           (select count(*) from facility f where f.project_id = p.id and f.closed_at is null) as facilities
    from project p join organization o on o.id = p.organization_id
    where (${which.id ?? null}::bigint is null or p.id = ${which.id ?? null})
      and (${which.organizationId ?? null}::bigint is null or p.organization_id = ${which.organizationId ?? null})
    order by lower(o.name), lower(p.name), p.id`.execute(db);
  return rows.map(({ organizationId, organizationName, ...p }) => ({
    ...p,
    organization: { id: organizationId, name: organizationName },
    kind: shelterKind(p.projectType),
  }));
};

interface ProjectEntries {
  name: string;
  cocCode: string | null;
  operatingStartDate?: Night | null;
  operatingEndDate?: Night | null;
  autoExitNights?: number;
}

export const insertProject = async (
  db: Kysely<DB>,
  p: ProjectEntries & { organizationId: number; projectType: number; at: Date },
): Promise<number> => {
  const { at, ...values } = p;
  const { id } = await db
    .insertInto('project')
    .values({ ...values, createdAt: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

export const updateProject = (db: Kysely<DB>, id: number, to: ProjectEntries) =>
  db.updateTable('project').set(to).where('id', '=', id).execute();

/** Facilities by organization and name, of every organization or of one: open ones first. */
export const readAdministeredFacilities = async (
  db: Kysely<DB>,
  which: { organizationId?: number; id?: number },
  day: Night,
): Promise<AdministeredFacility[]> => {
  const { rows } = await sql<{
    id: number;
    name: string;
    organizationId: number;
    organizationName: string;
    projectId: number;
    projectName: string;
    projectType: number;
    rooms: number;
    places: number;
    overflowPlaces: number;
    headCountOnly: boolean;
    confidential: boolean;
    closedAt: Date | null;
  }>`select f.id, f.name, f.organization_id, o.name as organization_name, f.project_id, p.name as project_name, p.project_type,
           s.rooms, s.places, s.overflow_places, f.head_count_only, f.confidential, f.closed_at
    from facility f join organization o on o.id = f.organization_id join project p on p.id = f.project_id
    cross join lateral (select count(distinct b.room_id) as rooms, count(*) filter (where not b.overflow) as places,
      count(*) filter (where b.overflow) as overflow_places
      from bed b where b.facility_id = f.id and b.in_service @> ${day}::date) s
    where p.project_type in (0, 1)
      and (${which.organizationId ?? null}::bigint is null or f.organization_id = ${which.organizationId ?? null})
      and (${which.id ?? null}::bigint is null or f.id = ${which.id ?? null})
    order by (f.closed_at is not null), lower(o.name), lower(f.name), f.id`.execute(db);
  return rows.map((f) => ({
    id: f.id,
    name: f.name,
    organization: { id: f.organizationId, name: f.organizationName },
    project: { id: f.projectId, name: f.projectName },
    kind: shelterKind(f.projectType) ?? 'night_by_night',
    rooms: f.rooms,
    places: f.places,
    overflowPlaces: f.overflowPlaces,
    headCountOnly: f.headCountOnly,
    confidential: f.confidential,
    closedAt: f.closedAt?.toISOString() ?? null,
  }));
};

/**
 * An open facility whose places this actor may change: every one for administrators, the own organization's for a
 * shelter's supervisor. 404 for every other, 403 for staff who are no supervisor.
 */
export const facilityToChange = async (
  db: Kysely<DB>,
  actor: Actor,
  facilityId: number,
): Promise<FacilityRow> => {
  const facility = await readFacility(db, facilityId);
  if (!facility) throw notFound('facility');
  if (isAdministrator(actor)) return facility;
  if (facility.organizationId !== actor.organizationId) throw notFound('facility');
  if (!actor.supervisor) throw forbidden('This needs a supervisor of the shelter.');
  return facility;
};

/** A facility with everything an administrator sees of it, closed ones too; undefined where there is none. */
export const readFacilityAdministration = async (
  db: Kysely<DB>,
  id: number,
  now: Date,
): Promise<FacilityAdministration | undefined> => {
  const row = await db
    .selectFrom('facility as f')
    .innerJoin('organization as o', 'o.id', 'f.organizationId')
    .innerJoin('project as p', 'p.id', 'f.projectId')
    .select(settingColumns.map((c) => `f.${c}` as const))
    .select(['f.id', 'f.closedAt', 'f.organizationId', 'o.name as organizationName', 'f.projectId'])
    .select(['p.name as projectName', 'p.projectType'])
    .where('f.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const tonight = tonightOf(row, now);
  const { rooms, rules, openings } = await readPlacesAdministration(db, id, tonight);
  const { closedAt, organizationId, organizationName, projectId, projectName, projectType, ...rest } = row;
  const { id: facilityId, ...settings } = rest;
  return {
    id: facilityId,
    organization: { id: organizationId, name: organizationName },
    project: { id: projectId, name: projectName },
    kind: shelterKind(projectType) ?? 'night_by_night',
    closedAt: closedAt?.toISOString() ?? null,
    tonight,
    settings: settingsOf(settings, await readWeekdayHours(db, [id])),
    rooms,
    rules,
    openings,
  };
};

const unlessOpen = (end: string): Night | null => (end === 'infinity' ? null : end);
const unlessEver = (begin: string): Night | null => (begin === '-infinity' ? null : begin);

const readPlacesAdministration = async (
  db: Kysely<DB>,
  facilityId: number,
  tonight: Night,
): Promise<{ rooms: AdministeredRoom[]; rules: PlacementRule[]; openings: OverflowOpening[] }> => {
  const rooms = await db
    .selectFrom('room')
    .select(['id', 'name'])
    .where('facilityId', '=', facilityId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const units = await db
    .selectFrom('unit')
    .select(['id', 'roomId', 'name', 'kind'])
    .where('facilityId', '=', facilityId)
    .orderBy('id')
    .execute();
  const beds = await sql<
    Omit<AdministeredBed, 'from' | 'until'> & { roomId: number; begin: string; end: string }
  >`
    select id, room_id, label, kind, bunk, unit_id, accessible, power, near_staff, overflow, unnamed,
           lower(in_service) as begin, upper(in_service) as "end"
    from bed where facility_id = ${facilityId} and not isempty(in_service) order by position, id`.execute(db);
  const rules = await sql<Omit<PlacementRule, 'beginDate' | 'endDate'> & { begin: string; end: string }>`
    select id, room_id, bed_id, lower(nights) as begin, upper(nights) as "end", ${ruleWeekdays} as weekdays, placement,
           age_from, age_to, children, veterans_only, doors
    from placement_rule where facility_id = ${facilityId} and upper(nights) > ${tonight}::date
    order by lower(nights), id`.execute(db);
  const openings = await sql<{ id: number; begin: string; end: string; reason: string }>`
    select id, lower(nights) as begin, upper(nights) as "end", reason from overflow_opening
    where facility_id = ${facilityId} and upper(nights) > ${tonight}::date order by lower(nights)`.execute(
    db,
  );
  const inRoom = Map.groupBy(beds.rows, (b) => b.roomId);
  return {
    rooms: rooms.map((room) => ({
      ...room,
      units: units
        .filter((u) => u.roomId === room.id)
        .map(({ id, name, kind }) => ({ id, name, kind: kind as AdministeredRoom['units'][number]['kind'] })),
      beds: (inRoom.get(room.id) ?? []).map(({ roomId: _, begin, end, ...bed }) => ({
        ...bed,
        from: unlessEver(begin),
        until: unlessOpen(end),
      })),
    })),
    rules: rules.rows.map(({ begin, end, ...rule }) => ({
      ...rule,
      beginDate: unlessEver(begin),
      endDate: unlessOpen(end),
    })),
    openings: openings.rows.map(({ begin, end, ...o }) => ({
      ...o,
      beginDate: begin,
      endDate: unlessOpen(end),
    })),
  };
};

export const markFacilityClosed = (db: Kysely<DB>, id: number, closedAt: Date | null) =>
  db.updateTable('facility').set({ closedAt }).where('id', '=', id).execute();

export const updateFacilityProject = (db: Kysely<DB>, id: number, projectId: number) =>
  db.updateTable('facility').set({ projectId }).where('id', '=', id).execute();

export const readRoom = (db: Kysely<DB>, id: number) =>
  db.selectFrom('room').select(['id', 'facilityId', 'name']).where('id', '=', id).executeTakeFirst();

export const updateRoomName = (db: Kysely<DB>, id: number, name: string) =>
  db.updateTable('room').set({ name }).where('id', '=', id).execute();
