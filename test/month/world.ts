import { sql } from 'kysely';
import { addHouseholdMember, makeHousehold } from '../../contract/clients.ts';
import type { Night } from '../../contract/nights.ts';
import type { Database } from '../../server/database/connect.ts';
import type { Caller } from '../app.ts';
import {
  agreement,
  crowd,
  type FacilityMade,
  facility,
  organization,
  type RoomMade,
  user,
} from '../factories.ts';

/** One person at a desk, at each server of the county: where one does not answer, another does. */
export type Desk = readonly Caller[];

/** A shelter of the simulated county. */
export interface House {
  id: number;
  name: string;
  organizationId: number;
  projectId: number;
  extended: boolean;
  headCount: boolean;
  /** Releases places of who did not come by itself. */
  releases: boolean;
  /** Has overflow places, and units for families. */
  large: boolean;
  /** Dormitory places that a supervisor may close. */
  closable: number[];
  staff: Desk;
  supervisor: Desk;
}

export interface Person {
  id: number;
  child: boolean;
}

/** People who go together. */
export interface Group {
  people: Person[];
  /** Nobody else of the simulation acts for them meanwhile. */
  busy: boolean;
  /** An open enrollment that they have left behind. */
  leftOpen?: { enrollmentId: number; house: House };
}

export interface World {
  database: Database;
  houses: House[];
  teams: Desk[];
  /** The administrators of the installation. */
  office: Desk;
  groups: Group[];
  beds: number;
}

type Sign = (email: string) => Promise<Desk>;

const bunks = (count: number): RoomMade['beds'] =>
  Array.from({ length: count }, (_, i) => (i % 2 ? 'upper' : 'lower'));
const singles = (count: number): RoomMade['beds'] => Array(count).fill('single');
const familyRoom = (): RoomMade => ({ beds: singles(4), privateUnit: true });

/** One district of the county: five shelters of three organizations with 120 places and four of overflow. */
const district = async (database: Database, team: number, n: number, firstDay: Night, sign: Sign) => {
  const { db } = database;
  const houses: House[] = [];
  let beds = 0;
  const open = async (
    at: { organizationId: number; staff: Desk; supervisor: Desk },
    name: string,
    rooms: RoomMade[],
    more: { extended?: boolean; headCount?: boolean; large?: boolean; releases?: boolean } = {},
  ): Promise<FacilityMade> => {
    const made = await facility(db, at.organizationId, `${name} ${n}`, rooms, {
      extendedStay: more.extended,
    });
    beds += made.bedIds.length;
    const { extended = false, headCount = false, large = false, releases = false } = more;
    await sql`update facility set count_confirmed_at = ${firstDay}::timestamptz, head_count_only = ${headCount} where id = ${made.id}`.execute(
      db,
    );
    if (headCount) await sql`update bed set unnamed = true where facility_id = ${made.id}`.execute(db);
    houses.push({
      ...at,
      id: made.id,
      projectId: made.projectId,
      name: `${name} ${n}`,
      extended,
      headCount,
      large,
      releases,
      closable: made.bedIds.slice(0, rooms[0]!.beds.length),
    });
    return made;
  };
  const shelter = async (name: string) => {
    const organizationId = await organization(db, `${name} ${n}`, 'shelter', { phone: '(555) 014-0170' });
    await agreement(db, team, organizationId);
    const works = { organizationId, workgroup: 'emergency_shelter_staff' as const };
    const staff = await sign((await user(db, `${name} Desk`, [works])).email);
    const supervisor = await sign((await user(db, `${name} Lead`, [{ ...works, supervisor: true }])).email);
    return { organizationId, staff, supervisor };
  };

  const birchwater = await shelter('Birchwater Shelters');
  const cot = { kind: 'cot' as const, overflow: true };
  await open(
    birchwater,
    'Birchwater Commons',
    [{ beds: bunks(14) }, familyRoom(), familyRoom(), familyRoom(), { beds: [cot, cot, cot, cot] }],
    { large: true },
  );
  await open(birchwater, 'Sundog Center', [{ beds: singles(22) }, familyRoom()], { extended: true });
  const quarry = await shelter('Quarry Road Shelter');
  const road = await open(quarry, 'Quarry Road', [{ beds: bunks(14) }], { releases: true });
  await open(quarry, 'Alder House', [{ beds: singles(24) }], { extended: true });
  const lantern = await shelter('Lantern Hall Mission');
  await open(lantern, 'Lantern Hall', [{ beds: Array(30).fill('mat') }], { headCount: true });
  // One that releases by itself, and one whose silence ends enrollments within the month.
  await sql`update facility set release_after_minutes = 60 where id = ${road.id}`.execute(db);
  await sql`update project set auto_exit_nights = 6 where id = ${road.projectId}`.execute(db);
  return { houses, beds };
};

/** The county before its first day: shelters, desks, and people whom the team knows already. */
export const makeWorld = async (
  database: Database,
  signIn: (email: string) => Promise<Desk>,
  size: { districts: number; firstDay: Night },
): Promise<World> => {
  const { db } = database;
  const teamId = await organization(db, 'Tamarack County Front Door', 'reservation_team');
  await sql`update team set assessment_valid_days = 24 where organization_id = ${teamId}`.execute(db);
  const books = { organizationId: teamId, workgroup: 'shelter_reservation_team' as const };
  const teams: Desk[] = [];
  for (let n = 0; n < 2 * size.districts; n++)
    teams.push(await signIn((await user(db, `Specialist ${n}`, [books])).email));
  const county = await organization(db, 'Tamarack County', 'administration');
  const runs = { organizationId: county, workgroup: 'system_administrators' as const };
  const office = await signIn((await user(db, 'Administrator', [runs])).email);
  const world: World = { database, houses: [], teams, office, groups: [], beds: 0 };
  for (let n = 1; n <= size.districts; n++) {
    const { houses, beds } = await district(database, teamId, n, size.firstDay, signIn);
    world.houses.push(...houses);
    world.beds += beds;
  }
  const families = 5 * size.districts;
  const ids = await crowd(db, teamId, [], families * 3 + 130 * size.districts);
  await sql`update assessment set started_at = ${size.firstDay}::timestamptz, saved_at = ${size.firstDay}::timestamptz,
    finished_at = ${size.firstDay}::timestamptz`.execute(db);
  const children = ids.slice(0, families * 3).filter((_, i) => i % 3 === 2);
  await sql`update client set dob = '2017-03-03' where id = any(${children}::bigint[])`.execute(db);
  const person = (id: number): Person => ({ id, child: children.includes(id) });
  for (let f = 0; f < families; f++)
    world.groups.push({ people: ids.slice(f * 3, f * 3 + 3).map(person), busy: false });
  for (const id of ids.slice(families * 3)) world.groups.push({ people: [person(id)], busy: false });
  return world;
};

/** The team writes down who belongs to a family. */
export const nameFamilies = async ({ groups, teams }: World) => {
  const caller: Caller = teams[0]![0]!;
  for (const { people } of groups.filter((g) => g.people.length > 1)) {
    const [head, ...others] = people;
    const made = await caller.call(makeHousehold, { params: { id: head!.id } });
    for (const other of others)
      await caller.call(addHouseholdMember, {
        params: { id: made.body.householdId },
        body: { clientId: other.id, relationshipToHoH: other.child ? 2 : 3 },
      });
  }
};
