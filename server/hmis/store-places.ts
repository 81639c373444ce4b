import { type Kysely, sql } from 'kysely';
import type { Night, Nights } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import type { ExistingPlace } from './rules-places.ts';
import type { Importing } from './tally.ts';

/** A facility that an import made, open still, with what its project says about its time. */
export interface ImportedFacility {
  id: number;
  organizationId: number;
  name: string;
  timeZone: string;
  cutOverHour: number;
  operatingStart: Night | null;
  operatingEnd: Night | null;
}

export const readImportedFacilities = async (
  db: Kysely<DB>,
  { implementation }: Importing,
): Promise<ImportedFacility[]> => {
  const { rows } = await sql<ImportedFacility>`
    select f.id, f.organization_id, f.name, f.time_zone, f.cut_over_hour, p.operating_start_date as operating_start,
      p.operating_end_date as operating_end
    from facility f join project p on p.id = f.project_id
    where f.implementation = ${implementation} and f.closed_at is null order by f.id`.execute(db);
  return rows;
};

export interface InventoryRow {
  facilityId: number;
  householdType: number;
  availability: number;
  bedType: number;
  beds: number;
  start: Night;
  lastDay: Night | null;
}

/** Inventory by facility; a row that names no Continuum of Care belongs to the project's only facility. */
export const readInventory = async (db: Kysely<DB>, facilityIds: number[]): Promise<InventoryRow[]> => {
  const { rows } = await sql<InventoryRow>`
    select f.id as facility_id, i.household_type, coalesce(i.availability, 1) as availability,
      coalesce(i.es_bed_type, 1) as bed_type, i.bed_inventory as beds, i.inventory_start_date as start,
      i.inventory_end_date as last_day
    from inventory i join facility f on f.project_id = i.project_id and f.implementation = i.implementation
    where f.id = any(${facilityIds}::bigint[]) and i.deleted_at is null and i.bed_inventory > 0
      and (i.inventory_end_date is null or i.inventory_end_date >= i.inventory_start_date)
      and (split_part(f.hud_key, '|', 2) = i.coc_code or i.coc_code is null
        and (select count(*) from facility o where o.project_id = f.project_id) = 1)
    order by f.id, i.inventory_start_date, i.id`.execute(db);
  return rows;
};

export interface RoomRow {
  id: number;
  facilityId: number;
  key: string;
  /** The group's spans when it was last brought in step, as text. */
  spans: string | null;
  /** Whether places beyond the inventory were left in it. */
  surplus: boolean;
  /** The shelter has set up beds of its own in it. */
  ownBeds: boolean;
}

export const readImportedRooms = async (db: Kysely<DB>, facilityIds: number[]): Promise<RoomRow[]> => {
  const { rows } = await sql<RoomRow>`
    select r.id, r.facility_id, r.hud_key as key, r.hud ->> 'spans' as spans,
      coalesce((r.hud ->> 'surplus')::boolean, false) as surplus,
      exists (select from bed b where b.room_id = r.id and not b.unnamed) as own_beds
    from room r where r.facility_id = any(${facilityIds}::bigint[]) and r.hud_key is not null order by r.id`.execute(
    db,
  );
  return rows;
};

/** Places of rooms that are in service on a night or later, with how long promises keep them. */
export const readExistingPlaces = async (
  db: Kysely<DB>,
  rooms: { roomId: number; tonight: Night }[],
  now: Date,
): Promise<(ExistingPlace & { roomId: number })[]> => {
  const { rows } = await sql<{
    roomId: number;
    bedId: number;
    begin: Night;
    end: Night;
    overflow: boolean;
    keptUntil: Night | null;
  }>`
    select b.room_id, b.id as bed_id, lower(b.in_service) as begin, upper(b.in_service) as "end", b.overflow, a.kept_until
    from unnest(${rooms.map((r) => r.roomId)}::bigint[], ${rooms.map((r) => r.tonight)}::date[]) as r (id, tonight)
    join bed b on b.room_id = r.id
    left join lateral (select max(upper(a.nights)) as kept_until from bed_assignment a
      where a.bed_id = b.id and a.ended_at is null and a.kind <> 'closure' and upper(a.nights) > r.tonight
        and (a.kind <> 'hold' or a.expires_at > ${now})) a on true
    where upper(b.in_service) > r.tonight or a.kept_until is not null
    order by b.room_id, b.position, b.id`.execute(db);
  return rows.map(({ begin, end, ...place }) => ({ ...place, nights: { begin, end } }));
};

export interface NewRoom {
  facilityId: number;
  key: string;
  name: string;
  position: number;
  /** HUD 2.07.4 as a rule: with or without children, and children alone. */
  children: 'with' | 'without' | null;
  ageTo: number | null;
}

/** Makes rooms with their rule. A name that the shelter uses already gets "(imported)" behind it. */
export const insertRooms = async (
  db: Kysely<DB>,
  rooms: NewRoom[],
  now: Date,
): Promise<{ id: number; facilityId: number; key: string }[]> => {
  if (rooms.length === 0) return [];
  const made = await sql<{ id: number; facilityId: number; key: string }>`
    insert into room (facility_id, name, position, hud_key)
    select n.facility_id, n.name || case when exists (select from room r
      where r.facility_id = n.facility_id and r.name = n.name) then ' (imported)' else '' end, n.position, n.key
    from unnest(${rooms.map((r) => r.facilityId)}::bigint[], ${rooms.map((r) => r.name)}::text[],
      ${rooms.map((r) => r.position)}::int[], ${rooms.map((r) => r.key)}::text[]) as n (facility_id, name, position, key)
    order by n.facility_id, n.position returning id, facility_id, hud_key as key`.execute(db);
  const idOf = new Map(made.rows.map((row) => [`${row.facilityId} ${row.key}`, row.id]));
  const ruled = rooms.filter((room) => room.children !== null);
  await sql`insert into placement_rule (facility_id, room_id, nights, children, age_to, created_at)
    select n.facility_id, n.room_id, daterange('-infinity', 'infinity'), n.children, n.age_to, ${now}
    from unnest(${ruled.map((r) => r.facilityId)}::bigint[], ${ruled.map((r) => idOf.get(`${r.facilityId} ${r.key}`)!)}::bigint[],
      ${ruled.map((r) => r.children)}::text[], ${ruled.map((r) => r.ageTo)}::int[]) as n (facility_id, room_id, children, age_to)`.execute(
    db,
  );
  return made.rows;
};

/** Remembers what a room was brought in step with. */
export const noteRooms = async (
  db: Kysely<DB>,
  rooms: { roomId: number; spans: string; surplus: boolean }[],
) => {
  await sql`update room r set hud = jsonb_build_object('spans', n.spans, 'surplus', n.surplus)
    from unnest(${rooms.map((r) => r.roomId)}::bigint[], ${rooms.map((r) => r.spans)}::text[],
      ${rooms.map((r) => r.surplus)}::boolean[]) as n (id, spans, surplus) where r.id = n.id`.execute(db);
};

/** Marks rooms in which places beyond the inventory were made. */
export const noteSurplus = async (db: Kysely<DB>, roomIds: number[]) => {
  await sql`update room set hud = coalesce(hud, '{}') || '{"surplus": true}' where id = any(${roomIds}::bigint[])`.execute(
    db,
  );
};

export interface NewPlace {
  facilityId: number;
  roomId: number;
  nights: Nights;
  overflow: boolean;
}

/** Adds unnamed places, numbered on from the highest number in their room. Returns their ids in the order given. */
export const insertPlaces = async (db: Kysely<DB>, places: NewPlace[]): Promise<number[]> => {
  if (places.length === 0) return [];
  const { rows } = await sql<{ id: number; roomId: number; label: string }>`
    insert into bed (facility_id, room_id, label, kind, overflow, unnamed, position, in_service)
    select n.facility_id, n.room_id, (last.number + row_number() over (partition by n.room_id order by n.at))::text, 'single',
      n.overflow, true, last.number + row_number() over (partition by n.room_id order by n.at), daterange(n.b, n.e)
    from unnest(${places.map((p) => p.facilityId)}::bigint[], ${places.map((p) => p.roomId)}::bigint[],
      ${places.map((p) => p.overflow)}::boolean[], ${places.map((p) => p.nights.begin)}::date[],
      ${places.map((p) => p.nights.end)}::date[]) with ordinality as n (facility_id, room_id, overflow, b, e, at)
    join lateral (select coalesce(max(b.label::int), 0) as number from bed b
      where b.room_id = n.room_id and b.label ~ '^[0-9]{1,6}$') last on true
    order by n.at returning id, room_id, label`.execute(db);
  const inOrder = Map.groupBy(
    rows.sort((a, b) => Number(a.label) - Number(b.label)),
    (row) => row.roomId,
  );
  return places.map((place) => inOrder.get(place.roomId)!.shift()!.id);
};

export const updatePlaces = async (
  db: Kysely<DB>,
  changes: { bedId: number; nights: Nights; overflow: boolean }[],
) => {
  if (changes.length === 0) return;
  await sql`update bed b set in_service = daterange(n.b, n.e), overflow = n.overflow
    from unnest(${changes.map((c) => c.bedId)}::bigint[], ${changes.map((c) => c.nights.begin)}::date[],
      ${changes.map((c) => c.nights.end)}::date[], ${changes.map((c) => c.overflow)}::boolean[]) as n (id, b, e, overflow)
    where b.id = n.id`.execute(db);
};
