import { type Kysely, sql } from 'kysely';
import type { OrderedRoom } from '../../contract/facilities-administration.ts';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import type { RoomThere } from './rules-places.ts';

/** Names that a facility's rooms, beds and units have already, beds out of service included. */
export const readRoomsThere = async (db: Kysely<DB>, facilityId: number): Promise<RoomThere[]> => {
  const { rows } = await sql<RoomThere>`
    select r.name, coalesce((select array_agg(b.label) from bed b where b.room_id = r.id), '{}') as labels,
           coalesce((select array_agg(u.name) from unit u where u.room_id = r.id), '{}') as units
    from room r where r.facility_id = ${facilityId} order by r.position, r.id`.execute(db);
  return rows;
};

interface Attributes {
  accessible: boolean;
  power: boolean;
  nearStaff: boolean;
  overflow: boolean;
  unnamed: boolean;
}

/** Makes the rooms, units and beds of an order: three statements, however many there are. */
export const insertPlaces = async (
  db: Kysely<DB>,
  facilityId: number,
  rooms: OrderedRoom[],
  attributes: Attributes,
  from: Night,
) => {
  const names = rooms.filter((r) => r.isNew).map((r) => r.name);
  if (names.length > 0) {
    await sql`insert into room (facility_id, name, position)
      select ${facilityId}, n.name, n.i + (select coalesce(max(position), 0) from room where facility_id = ${facilityId})
      from unnest(${names}::text[]) with ordinality as n(name, i)`.execute(db);
  }
  const roomIds = new Map(
    (
      await db
        .selectFrom('room')
        .select(['id', 'name'])
        .where('facilityId', '=', facilityId)
        .where('name', 'in', ['', ...rooms.map((r) => r.name)])
        .execute()
    ).map((r) => [r.name, r.id]),
  );
  const units = rooms.flatMap((r) => r.units.map((u) => ({ ...u, roomId: roomIds.get(r.name)! })));
  const unitIds = new Map(
    units.length === 0
      ? []
      : (
          await db
            .insertInto('unit')
            .values(units.map((u) => ({ ...u, facilityId })))
            .returning(['id', 'roomId', 'name'])
            .execute()
        ).map((u) => [`${u.roomId} ${u.name}`, u.id]),
  );
  const beds = rooms.flatMap((r) => {
    const roomId = roomIds.get(r.name)!;
    return r.beds.map((b) => ({
      ...b,
      roomId,
      unitId: b.unit === null ? null : unitIds.get(`${roomId} ${b.unit}`)!,
    }));
  });
  await sql`insert into bed (facility_id, room_id, unit_id, label, kind, bunk, accessible, power, near_staff, overflow, unnamed,
      position, in_service)
    select ${facilityId}, v.room_id, v.unit_id, v.label, v.kind, v.bunk, ${attributes.accessible}, ${attributes.power},
      ${attributes.nearStaff}, ${attributes.overflow}, ${attributes.unnamed},
      v.i + coalesce((select max(x.position) from bed x where x.room_id = v.room_id), 0), daterange(${from}::date, 'infinity')
    from unnest(${beds.map((b) => b.roomId)}::bigint[], ${beds.map((b) => b.unitId)}::bigint[],
      ${beds.map((b) => b.label)}::text[], ${beds.map((b) => b.kind)}::text[], ${beds.map((b) => b.bunk)}::text[])
      with ordinality as v(room_id, unit_id, label, kind, bunk, i)`.execute(db);
};
