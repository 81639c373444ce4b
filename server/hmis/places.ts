import type { Kysely } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import { tonightAt } from '../facilities/rules.ts';
import { nightsInForce } from './rules.ts';
import { type Group, groupInventory, planPlaces } from './rules-places.ts';
import { nameOfCode } from './specification.ts';
import {
  type ImportedFacility,
  insertPlaces,
  insertRooms,
  type NewPlace,
  type NewRoom,
  noteRooms,
  type RoomRow,
  readExistingPlaces,
  readImportedFacilities,
  readImportedRooms,
  readInventory,
  updatePlaces,
} from './store-places.ts';
import type { Importing, Tally } from './tally.ts';

/** A group of unnamed places as a room with HUD's own words for a name, and the rule that follows from them. */
export const roomOf = (
  facilityId: number,
  group: Pick<Group, 'key' | 'householdType' | 'availability' | 'bedType'>,
  position: number,
): NewRoom => ({
  facilityId,
  key: group.key,
  name: [
    nameOfCode('2.07.4', group.householdType) ?? 'Places',
    ...(group.bedType === 1 ? [] : [nameOfCode('2.07.5', group.bedType)?.toLowerCase()]),
    ...(group.availability === 1 ? [] : [nameOfCode('2.07.6', group.availability)?.toLowerCase()]),
  ].join(', '),
  position,
  children:
    group.householdType === 1
      ? 'without'
      : group.householdType === 3 || group.householdType === 4
        ? 'with'
        : null,
  ageTo: group.householdType === 4 ? 17 : null,
});

const groupsOf = (
  facility: ImportedFacility,
  inventory: Awaited<ReturnType<typeof readInventory>>,
): Group[] =>
  groupInventory(
    inventory
      .filter((row) => row.facilityId === facility.id)
      .map((row) => ({ ...row, nights: nightsInForce(row.start, row.lastDay) })),
    // Everybody has left by the last day on which a project operates.
    { begin: facility.operatingStart ?? '-infinity', end: facility.operatingEnd ?? 'infinity' },
  );

/** '24 × 2005-08-29/infinity'. */
const asText = (group: Group): string =>
  [...Map.groupBy(group.spans, ({ begin, end }) => `${begin}/${end}`)]
    .map(([span, of]) => `${of.length} × ${span}`)
    .join(', ');

interface Step {
  facility: ImportedFacility;
  group: Group;
  roomId: number;
  tonight: Night;
}

/**
 * Brings rooms and unnamed places in step with the inventory, without taking a place from under a promise. A room whose
 * inventory has not changed is left alone, and so is one in which the shelter has set up beds of its own.
 */
export const savePlaces = async (
  db: Kysely<DB>,
  importing: Importing,
): Promise<Tally & { left: RoomRow[]; facilityIds: number[] }> => {
  const facilities = await readImportedFacilities(db, importing);
  const ids = facilities.map((facility) => facility.id);
  const inventory = await readInventory(db, ids);
  const rooms = await readImportedRooms(db, ids);
  const byKey = new Map(rooms.map((room) => [`${room.facilityId} ${room.key}`, room]));
  const groups = facilities.flatMap((facility) => {
    const now = groupsOf(facility, inventory);
    const gone = rooms
      .filter((room) => room.facilityId === facility.id && !now.some((group) => group.key === room.key))
      .map((room): Group => emptyGroup(room.key));
    return [...now, ...gone].map((group, position) => ({ facility, group, position }));
  });

  const added = await insertRooms(
    db,
    groups
      .filter(({ facility, group }) => !byKey.has(`${facility.id} ${group.key}`))
      .map(({ facility, group, position }) => roomOf(facility.id, group, position)),
    importing.now,
  );
  const idOf = new Map([...rooms, ...added].map((room) => [`${room.facilityId} ${room.key}`, room.id]));
  const steps = groups.flatMap(({ facility, group }): Step[] => {
    const room = byKey.get(`${facility.id} ${group.key}`);
    const inStep = room && (room.ownBeds || (room.spans === asText(group) && !room.surplus));
    const tonight = tonightAt(importing.now, facility.timeZone, facility.cutOverHour);
    return inStep ? [] : [{ facility, group, roomId: idOf.get(`${facility.id} ${group.key}`)!, tonight }];
  });
  const existing = Map.groupBy(await readExistingPlaces(db, steps, importing.now), (place) => place.roomId);
  const planned = steps.map((step) => ({
    ...step,
    plan: planPlaces(step.group, existing.get(step.roomId) ?? [], step.tonight),
  }));

  const changes = planned.flatMap(({ plan }) => plan.change);
  const places = planned.flatMap(({ facility, group, roomId, plan }) =>
    plan.add.map(
      (nights): NewPlace => ({ facilityId: facility.id, roomId, nights, overflow: group.overflow }),
    ),
  );
  await updatePlaces(db, changes);
  await insertPlaces(db, places);
  await noteRooms(
    db,
    planned.map(({ roomId, group, plan }) => ({
      roomId,
      spans: asText(group),
      surplus: plan.surplus.length > 0,
    })),
  );
  const ended = planned.flatMap(({ plan, tonight }) =>
    plan.change.filter(({ nights }) => nights.end <= tonight),
  ).length;
  return {
    added: places.length,
    changed: changes.length - ended,
    removed: ended,
    left: rooms.filter((room) => {
      const group = groups.find(
        (one) => one.facility.id === room.facilityId && one.group.key === room.key,
      )?.group;
      return room.ownBeds && group !== undefined && room.spans !== asText(group);
    }),
    facilityIds: [
      ...new Set(
        planned
          .filter(({ plan }) => plan.add.length + plan.change.length > 0)
          .map(({ facility }) => facility.id),
      ),
    ],
  };
};

/** A group of which no Inventory row is left. */
const emptyGroup = (key: string): Group => {
  const [householdType = 0, availability = 1, bedType = 1] = key.split('-').map(Number);
  return { key, householdType, availability, bedType, overflow: availability === 3, spans: [] };
};
