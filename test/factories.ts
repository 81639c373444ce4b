import { hashPassword } from 'better-auth/crypto';
import { type Kysely, sql } from 'kysely';
import type { Workgroup } from '../contract/accounts.ts';
import type { issueBar } from '../contract/bars.ts';
import type { Input } from '../contract/endpoint.ts';
import { addDays, type Night } from '../contract/nights.ts';
import type { DB } from '../server/database/generated-types.ts';

/** Rows as an administrator would have made them, for tests that begin later than that. */
export const password = 'correct horse battery';
let hashed: Promise<string> | undefined;
let made = 0;
const at = new Date('2026-01-01T12:00:00Z');

export const organization = async (
  db: Kysely<DB>,
  name: string,
  kind: 'shelter' | 'reservation_team' | 'administration',
  more: { victimServiceProvider?: boolean; phone?: string } = {},
): Promise<number> => {
  const { id } = await db
    .insertInto('organization')
    .values({ name, kind, createdAt: at, ...more })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (kind === 'reservation_team') await db.insertInto('team').values({ organizationId: id }).execute();
  return id;
};

export const user = async (
  db: Kysely<DB>,
  name: string,
  held: {
    organizationId: number;
    workgroup: Workgroup;
    supervisor?: boolean;
    beginsOn?: Night;
    endsOn?: Night;
  }[],
): Promise<{ id: string; email: string }> => {
  hashed ??= hashPassword(password);
  const id = `user-${++made}-${name.toLowerCase().replaceAll(/\W/g, '')}`;
  const email = `${id}@example.org`;
  const times = { createdAt: at, updatedAt: at };
  await db
    .insertInto('userAccount')
    .values({ id, name, email, emailVerified: true, ...times })
    .execute();
  await db
    .insertInto('userCredential')
    .values({
      id: `${id}-password`,
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: await hashed,
      ...times,
    })
    .execute();
  if (held.length > 0) {
    await db
      .insertInto('membership')
      .values(held.map((h) => ({ userId: id, beginsOn: '2026-01-01', createdAt: at, ...h })))
      .execute();
  }
  return { id, email };
};

export const agreement = (
  db: Kysely<DB>,
  team: number,
  shelter: number,
  from: Night = '2026-01-01',
  until?: Night,
) =>
  db
    .insertInto('bookingAgreement')
    .values({
      teamOrganizationId: team,
      shelterOrganizationId: shelter,
      beginsOn: from,
      ...(until && { endsOn: until }),
      createdAt: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();

type BedKind = 'lower' | 'upper' | 'single' | 'cot' | 'mat' | 'crib';

export interface RoomMade {
  name?: string;
  beds: (
    | BedKind
    | {
        kind: BedKind;
        label?: string;
        bunk?: string;
        accessible?: boolean;
        power?: boolean;
        nearStaff?: boolean;
        overflow?: boolean;
      }
  )[];
  /** One unit of all the room's places, for one party at a time: a private room unless told. */
  privateUnit?: boolean | 'double_bed' | 'cubicle';
  rule?: {
    placement?: 'men' | 'women';
    ageFrom?: number;
    ageTo?: number;
    children?: 'with' | 'without';
    veteransOnly?: boolean;
    doors?: string[];
  };
}

export interface FacilityMade {
  id: number;
  projectId: number;
  organizationId: number;
  bedIds: number[];
}

export const facility = async (
  db: Kysely<DB>,
  organizationId: number,
  name: string,
  rooms: RoomMade[],
  more: {
    extendedStay?: boolean;
    phone?: string;
    timeZone?: string;
    confidential?: boolean;
    acceptsWalkIns?: boolean;
    petPlaces?: number;
  } = {},
): Promise<FacilityMade> => {
  const project = await db
    .insertInto('project')
    .values({
      organizationId,
      name,
      projectType: more.extendedStay ? 0 : 1,
      cocCode: 'MN-500',
      createdAt: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const made = await db
    .insertInto('facility')
    .values({
      organizationId,
      projectId: project.id,
      name,
      phone: more.phone ?? '(555) 014-0100',
      address: '418 Alder Street',
      city: 'Lakemoor',
      checkInFrom: '17:00',
      checkInUntil: '20:00',
      leaveBy: '08:00',
      countConfirmedAt: new Date('2026-11-23T15:00:00Z'),
      createdAt: at,
      ...(more.timeZone && { timeZone: more.timeZone }),
      ...(more.confidential && { confidential: true }),
      petPlaces: more.petPlaces ?? 0,
      ...(more.acceptsWalkIns === false && { acceptsWalkIns: false }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const bedIds: number[] = [];
  for (const [r, room] of rooms.entries()) bedIds.push(...(await addRoom(db, made.id, r, room)));
  return { id: made.id, projectId: project.id, organizationId, bedIds };
};

/** A further room of a facility, the r-th; returns its beds. */
export const addRoom = async (
  db: Kysely<DB>,
  facilityId: number,
  r: number,
  room: RoomMade,
): Promise<number[]> => {
  const letter = String.fromCharCode(65 + r);
  const { id: roomId } = await db
    .insertInto('room')
    .values({ facilityId, name: room.name ?? `Room ${letter}`, position: r })
    .returning('id')
    .executeTakeFirstOrThrow();
  const unit = room.privateUnit
    ? await db
        .insertInto('unit')
        .values({
          facilityId,
          roomId,
          name: `Unit ${letter}`,
          kind: room.privateUnit === true ? 'private_room' : room.privateUnit,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    : null;
  const beds = await db
    .insertInto('bed')
    .values(
      room.beds.map((bed, i) => ({
        facilityId,
        roomId,
        unitId: unit?.id ?? null,
        label: `${letter}${i + 1}`,
        position: i,
        ...(typeof bed === 'string' ? { kind: bed } : bed),
      })),
    )
    .returning('id')
    .execute();
  if (room.rule) {
    const { doors, ...rule } = room.rule;
    await db
      .insertInto('placementRule')
      .values({
        facilityId,
        roomId,
        nights: '[-infinity,infinity)',
        createdAt: at,
        doors: doors ?? null,
        ...rule,
      })
      .execute();
  }
  return beds.map((b) => b.id);
};

export interface ClientMade {
  id: number;
  name: string;
}

/** A person ready to be booked by `team`: consent asked, assessment finished. `at` is when that was. */
export const client = async (
  db: Kysely<DB>,
  organizationId: number,
  name: string,
  more: {
    dob?: Night | null;
    shares?: boolean | null;
    veteran?: boolean;
    needs?: Partial<{
      placement: string;
      lowerBunk: boolean;
      accessible: boolean;
      power: boolean;
      nearStaff: boolean;
      cribs: number;
      pets: number;
      interpreter: string;
      workShift: 'late' | 'night';
      confidentialSite: boolean;
      further: readonly string[];
    }>;
    assessedAt?: Date | null;
    goesBy?: string;
  } = {},
): Promise<ClientMade> => {
  const [firstName, ...rest] = name.split(' ');
  const { id } = await db
    .insertInto('client')
    .values({
      organizationId,
      firstName: firstName!,
      lastName: rest.join(' ') || null,
      nameDataQuality: 1,
      goesBy: more.goesBy ?? null,
      dob: more.dob === undefined ? '1990-05-05' : more.dob,
      dobDataQuality: 1,
      veteranStatus: more.veteran ? 1 : 0,
      shares: more.shares === undefined ? true : more.shares,
      createdAt: at,
      updatedAt: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (more.assessedAt !== null) {
    const finishedAt = more.assessedAt ?? new Date('2026-11-23T14:00:00Z');
    await sql`insert into assessment (client_id, organization_id, form_id, needs, started_at, saved_at, finished_at)
      select ${id}, ${organizationId}, ${await formOf(db, organizationId)},
        ${JSON.stringify({ placement: 'any', lowerBunk: false, accessible: false, power: false, nearStaff: false, ...more.needs })}::jsonb,
        ${finishedAt}, ${finishedAt}, ${finishedAt}`.execute(db);
  }
  return { id, name };
};

const formOf = async (db: Kysely<DB>, organizationId: number): Promise<number> => {
  const known = await db
    .selectFrom('assessmentForm')
    .select('id')
    .where('organizationId', '=', organizationId)
    .executeTakeFirst();
  if (known) return known.id;
  const made = await db
    .insertInto('assessmentForm')
    .values({
      organizationId,
      version: 1,
      title: 'Shelter Placement Assessment',
      definition: '{"pages":[]}',
      publishedAt: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return made.id;
};

/** A pending enrollment, or an open one where `entryDate` is given. */
export const enrollment = async (
  db: Kysely<DB>,
  clientId: number,
  at_: FacilityMade,
  more: { entryDate?: Night; plannedDate?: Night; madeBy?: number } = {},
): Promise<number> => {
  const { id } = await db
    .insertInto('enrollment')
    .values({
      clientId,
      projectId: at_.projectId,
      organizationId: at_.organizationId,
      hudHouseholdId: `H${clientId}-${at_.projectId}`,
      relationshipToHoh: 1,
      plannedDate: more.plannedDate ?? more.entryDate ?? '2026-11-23',
      entryDate: more.entryDate ?? null,
      madeByOrganizationId: more.madeBy ?? null,
      createdAt: at,
      updatedAt: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

/** Many people ready to be booked at a facility, in a few statements: for races and measurements. */
export const crowd = async (
  db: Kysely<DB>,
  organizationId: number,
  facilities: FacilityMade[],
  count: number,
  more: { needs?: Record<string, unknown> } = {},
): Promise<number[]> => {
  const form = await formOf(db, organizationId);
  const needs = {
    placement: 'any',
    lowerBunk: false,
    accessible: false,
    power: false,
    nearStaff: false,
    ...more.needs,
  };
  const finished = new Date('2026-11-23T14:00:00Z');
  const { rows } = await sql<{
    id: number;
  }>`insert into client (organization_id, first_name, last_name, dob, shares, created_at, updated_at)
    select ${organizationId}, 'Person', 'Number' || n, date '1960-01-01' + (n % 15000)::int, true, ${at}, ${at}
    from generate_series(1, ${count}) n returning id`.execute(db);
  const ids = rows.map((r) => r.id);
  await sql`insert into assessment (client_id, organization_id, form_id, needs, started_at, saved_at, finished_at)
    select id, ${organizationId}, ${form}, ${JSON.stringify(needs)}::jsonb, ${finished}, ${finished}, ${finished}
    from unnest(${ids}::bigint[]) id`.execute(db);
  for (const f of facilities) {
    await sql`insert into enrollment (client_id, project_id, organization_id, hud_household_id, relationship_to_hoh, planned_date, created_at, updated_at)
      select id, ${f.projectId}, ${f.organizationId}, 'H' || id, 1, date '2026-11-23', ${at}, ${at} from unnest(${ids}::bigint[]) id`.execute(
      db,
    );
  }
  return ids;
};

export const bar = (
  db: Kysely<DB>,
  clientId: number,
  organizationId: number,
  more: { facilityId?: number; begin?: Night; end?: Night; narrative?: string } = {},
) =>
  sql`insert into bar (client_id, organization_id, facility_id, nights, review_on, reason_code, narrative, issued_at)
    values (${clientId}, ${organizationId}, ${more.facilityId ?? null},
      daterange(${more.begin ?? '2026-11-01'}::date, ${more.end ?? '2026-12-03'}::date), ${more.end === 'infinity' ? '2027-01-01' : null},
      'threat', ${more.narrative ?? 'CANARY-narrative'}, ${at})`.execute(db);

/** What a form of a bar says unless told otherwise: a threat, of all the organization's, told at the desk. */
export const barAsked = (
  clientId: number,
  more: Partial<Input<typeof issueBar>['body']> = {},
): Input<typeof issueBar>['body'] => ({
  clientId,
  facilityId: null,
  incidentDate: '2026-11-22',
  beginDate: '2026-11-23',
  endDate: '2026-12-03',
  reviewOn: null,
  reasonCode: 'threat',
  narrative: 'CANARY narrative',
  notice: { given: { how: 'spoken', language: 'English' } },
  ...more,
});

export const nightsFrom = (night: Night, count: number): Night[] =>
  Array.from({ length: count }, (_, i) => addDays(night, i));
