import { hashPassword } from 'better-auth/crypto';
import type { Kysely } from 'kysely';
import type { PlacesOrder } from '../contract/facilities-administration.ts';
import { addDays, type Night } from '../contract/nights.ts';
import { insertAgreement, insertOrganization, updateTeam } from '../server/accounts/store-organizations.ts';
import { insertMembership, insertPerson } from '../server/accounts/store-people.ts';
import type { DB } from '../server/database/generated-types.ts';
import { layOutPlaces } from '../server/facilities/rules-places.ts';
import { insertProject } from '../server/facilities/store-administration.ts';
import { replaceRules } from '../server/facilities/store-changes.ts';
import { insertPlaces, readRoomsThere } from '../server/facilities/store-new-places.ts';
import { insertFacility } from '../server/facilities/store-settings.ts';
import { standardForm } from '../server/placement/standard-forms.ts';
import { publishForm } from '../server/placement/store.ts';
import {
  agreements,
  type DemoFacility,
  type DemoRoom,
  facilities,
  shelters,
  teams,
  victimServiceProvider,
} from './county.ts';
import { demoPassword, people } from './sign-ins.ts';

/** Organizations, agreements, people who sign in, teams with their forms, facilities; returns facilities' ids by key. */
export const setUpCounty = async (db: Kysely<DB>, today: Night, now: Date): Promise<Map<string, number>> => {
  const at = new Date(now.getTime() - 400 * 86_400_000);
  const since = addDays(today, -400);
  const organizationIds = new Map<string, number>();
  const office = await insertOrganization(db, { name: 'Tamarack County', kind: 'administration', at });
  organizationIds.set('Tamarack County', office);
  for (const t of teams)
    organizationIds.set(
      t.name,
      await insertOrganization(db, { name: t.name, kind: 'reservation_team', phone: t.phone, at }),
    );
  for (const s of shelters)
    organizationIds.set(s.name, await insertOrganization(db, { ...s, kind: 'shelter', at }));
  await insertOrganization(db, {
    ...victimServiceProvider,
    kind: 'shelter',
    victimServiceProvider: true,
    at,
  });

  const by = await addPeople(db, organizationIds, since, at);
  for (const t of teams) {
    const id = organizationIds.get(t.name)!;
    await updateTeam(db, id, {
      opensFirst: t.opensFirst,
      assessmentValidDays: 14,
      timeZone: 'America/Chicago',
      linePhone: t.phone,
      lineHours: t.hours,
      lineHoursInSpanish: t.hoursInSpanish,
    });
    await publishForm(db, {
      organizationId: id,
      title: 'Shelter Placement Assessment',
      definition: standardForm(t.form),
      at,
      by,
    });
    for (const shelter of agreements[t.key]) {
      await insertAgreement(db, {
        teamId: id,
        shelterId: organizationIds.get(shelter)!,
        beginsOn: since,
        endsOn: null,
        at,
        by,
      });
    }
  }
  const facilityIds = new Map<string, number>();
  for (const f of facilities)
    facilityIds.set(f.key, await addFacility(db, f, organizationIds.get(f.organization)!, { since, at, by }));
  return facilityIds;
};

/** Supervisors first, to whom the others report. Returns who administers the county. */
const addPeople = async (db: Kysely<DB>, organizationIds: Map<string, number>, since: Night, at: Date) => {
  const passwordHash = await hashPassword(demoPassword);
  const supervisors = new Map<string, string>();
  for (const p of [...people].sort((a, b) => Number(b.supervisor) - Number(a.supervisor))) {
    const id = await insertPerson(db, { name: p.name, email: p.email, passwordHash, at });
    await insertMembership(db, {
      userId: id,
      organizationId: organizationIds.get(p.organization)!,
      workgroup: p.workgroup,
      supervisor: p.supervisor,
      reportsTo: p.supervisor ? null : (supervisors.get(p.organization) ?? null),
      beginsOn: since,
      endsOn: null,
      at,
    });
    if (p.supervisor) supervisors.set(p.organization, id);
  }
  return supervisors.get('Tamarack County')!;
};

interface How {
  since: Night;
  at: Date;
  by: string;
}

const addFacility = async (
  db: Kysely<DB>,
  f: DemoFacility,
  organizationId: number,
  how: How,
): Promise<number> => {
  const projectId = await insertProject(db, {
    organizationId,
    name: f.name,
    projectType: f.extendedStay ? 0 : 1,
    cocCode: f.coc,
    operatingStartDate: how.since,
    at: how.at,
  });
  const id = await insertFacility(
    db,
    { organizationId, projectId, at: how.at },
    {
      name: f.name,
      phone: f.phone,
      address: f.address,
      city: f.city,
      confidential: f.confidential ?? false,
      checkInFrom: f.from,
      checkInUntil: f.until,
      leaveBy: f.leaveBy ?? null,
      howToGetThere: f.howToGetThere ?? null,
      howToGetThereInSpanish: f.howToGetThereInSpanish ?? null,
      whatToBring: f.whatToBring ?? null,
      whatToBringInSpanish: f.whatToBringInSpanish ?? null,
      houseRules: f.houseRules ?? null,
      sober: f.sober ?? false,
      headCountOnly: f.headCountOnly ?? false,
      petPlaces: f.petPlaces ?? 0,
    },
  );
  for (const room of f.rooms) await addRoom(db, id, room, how);
  return id;
};

const plain: Omit<PlacesOrder, 'roomName'> = {
  rooms: 1,
  oneParty: false,
  bunks: 0,
  singles: 0,
  cots: 0,
  mats: 0,
  cribs: 0,
  doubleBeds: 0,
  cubicles: 0,
  unnamed: false,
  accessible: false,
  power: false,
  nearStaff: false,
  overflow: false,
};

const ordersOf = (room: DemoRoom): PlacesOrder[] => {
  const attributes = {
    accessible: room.accessible ?? false,
    power: room.power ?? false,
    nearStaff: room.nearStaff ?? false,
    overflow: room.overflow ?? false,
  };
  if (!room.rooms) {
    const { bunks = 0, singles = 0, cots = 0, mats = 0, unnamed = false } = room;
    return [{ ...plain, ...attributes, roomName: room.name, bunks, singles, cots, mats, unnamed }];
  }
  const { count, places, kind, cribs } = room.rooms;
  if (kind === 'cubicle') return [{ ...plain, ...attributes, roomName: room.name, cubicles: count }];
  if (kind === 'double_bed') return [{ ...plain, ...attributes, roomName: room.name, doubleBeds: count }];
  return [
    {
      ...plain,
      ...attributes,
      roomName: `${room.name}`,
      rooms: count,
      oneParty: true,
      singles: places,
      cribs: cribs ? 1 : 0,
    },
  ];
};

type Rule = Parameters<typeof replaceRules>[4];

const addRoom = async (db: Kysely<DB>, facilityId: number, room: DemoRoom, how: How) => {
  for (const order of ordersOf(room)) {
    const { rooms, obstacles } = layOutPlaces(order, await readRoomsThere(db, facilityId));
    if (obstacles.length > 0)
      throw new Error(`The demo's ${room.name}: ${obstacles.map((o) => o.message).join(', ')}`);
    await insertPlaces(db, facilityId, rooms, order, how.since);
    const named = await db
      .selectFrom('room')
      .select('id')
      .where('facilityId', '=', facilityId)
      .where(
        'name',
        'in',
        rooms.map((r) => r.name),
      )
      .execute();
    const every: Rule = {
      weekdays: null,
      placement: room.placement ?? null,
      ageFrom: room.ageFrom ?? null,
      ageTo: room.ageTo ?? null,
      children: room.children ?? null,
      veteransOnly: room.veteransOnly ?? false,
      doors: room.walkInsOnly ? ['walk_in', 'returning'] : null,
    };
    const rules: Rule[] = [every];
    if (room.womenOn) rules.push({ ...every, weekdays: room.womenOn, placement: 'women' });
    for (const rule of rules)
      await replaceRules(
        db,
        facilityId,
        { roomIds: named.map((r) => r.id), bedIds: [] },
        { begin: how.since, end: 'infinity' },
        rule,
        { at: how.at, by: how.by },
      );
  }
};
