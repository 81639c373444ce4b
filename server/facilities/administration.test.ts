import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listTonight } from '../../contract/arrivals.ts';
import {
  addPlaces,
  correctProject,
  createFacility,
  createProject,
  listAdministeredFacilities,
  listProjects,
  type PlacesOrder,
  previewPlaces,
  readFacilityAdministration,
  renameRoom,
  saveFacilitySettings,
} from '../../contract/facilities-administration.ts';
import { listHousingFacilities, saveReservation } from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, crowd } from '../../test/factories.ts';

let county: County;
let administrator: Caller;
beforeAll(async () => {
  county = await startCounty();
  administrator = await county.administrator();
});
afterAll(() => county.stop());

const project = async (name: string, kind: 'extended_stay' | 'night_by_night' = 'night_by_night') =>
  (
    await administrator.call(createProject, {
      body: { organizationId: county.birchwater, name, kind, cocCode: 'MN-500' },
    })
  ).body;

const facility = async (name: string) => {
  const made = await administrator.call(createFacility, {
    body: { name, projectId: (await project(name)).id },
  });
  expect(made.status).toBe(201);
  return made.body.id;
};

const labelsOf = (rooms: { name: string; beds: { label: string; kind: string }[] }[]) =>
  rooms.map((r) => [r.name, r.beds.map((b) => `${b.label}/${b.kind}`).join(' ')]);

describe('projects', () => {
  test('are emergency shelters of shelter organizations, under a CoC code of HUD’s list', async () => {
    const made = await project('Alder Nights');
    expect(made).toMatchObject({
      kind: 'night_by_night',
      projectType: 1,
      cocCode: 'MN-500',
      autoExitNights: 90,
      facilities: 0,
    });
    const unknown = await administrator.call(createProject, {
      body: { organizationId: county.birchwater, name: 'X', kind: 'extended_stay', cocCode: 'ZZ-999' },
    });
    expect(unknown.refusal.fields?.['body.cocCode']).toMatch(/HUD's list/);
    const team = await administrator.call(createProject, {
      body: {
        organizationId: county.team,
        name: 'X',
        kind: 'extended_stay',
        cocCode: null,
        operatingStartDate: '2026-02-01',
        operatingEndDate: '2026-01-01',
      },
    });
    expect(team.refusal.obstacles.map((o) => o.code)).toEqual(['not_a_shelter', 'ends_before_begin']);
    const corrected = await administrator.call(correctProject, {
      params: { id: made.id },
      body: {
        name: 'Alder Nights',
        cocCode: 'MN-501',
        operatingStartDate: '2026-01-01',
        operatingEndDate: null,
        autoExitNights: 7,
      },
    });
    expect(corrected.body).toMatchObject({ cocCode: 'MN-501', autoExitNights: 7, projectType: 1 });
    const list = await administrator.call(listProjects, { query: { organizationId: county.birchwater } });
    expect(list.body.projects.map((p) => p.name)).toContain('Alder Nights');
  });
});

describe('facilities', () => {
  test('what is not said is as the county does it; settings are saved whole', async () => {
    const id = await facility('Wren House');
    const { body } = await administrator.call(readFacilityAdministration, { params: { id } });
    expect(body).toMatchObject({
      kind: 'night_by_night',
      tonight: '2026-11-23',
      rooms: [],
      rules: [],
      openings: [],
    });
    expect(body.settings).toMatchObject({
      timeZone: 'America/Chicago',
      cutOverHour: 4,
      acceptsWalkIns: true,
      staleAfterHours: 12,
      correctionNights: 7,
    });
    const settings = {
      ...body.settings,
      phone: '(555) 014-0150',
      address: '12 Wren Lane',
      confidential: true,
      timeZone: 'Pacific/Honolulu',
      cutOverHour: 6,
      checkInFrom: '17:00',
      checkInUntil: '20:30',
      leaveBy: '08:00',
      howToGetThere: 'Bus 14',
      howToGetThereInSpanish: 'Autobús 14',
      whatToBring: 'A lock',
      whatToBringInSpanish: 'Un candado',
      petPlaces: 2,
    };
    const saved = await administrator.call(saveFacilitySettings, { params: { id }, body: settings });
    expect(saved.body.settings).toEqual(settings);
    // 06:14 in Honolulu: past the cut-over, so tonight is today there.
    expect(saved.body.tonight).toBe('2026-11-23');
    // A confidential site says in no language where it is.
    const { facilities } = (await (await county.staff()).call(listTonight)).body;
    expect(facilities.find((f) => f.facility.id === id)?.facility).toMatchObject({
      address: null,
      howToGetThere: null,
      howToGetThereInSpanish: null,
      whatToBringInSpanish: 'Un candado',
    });
    const partial = await administrator.call(saveFacilitySettings, {
      params: { id },
      body: { name: 'Half' } as never,
    });
    expect(partial.status).toBe(400);
  });

  test('a supervisor sees the own organization’s and changes none of it here', async () => {
    const supervisor = await county.supervisor();
    const list = await supervisor.call(listAdministeredFacilities);
    expect(new Set(list.body.facilities.map((f) => f.organization.name))).toEqual(
      new Set(['Birchwater Shelters']),
    );
    expect(list.body.facilities.find((f) => f.name === 'Birchwater Commons')).toMatchObject({
      rooms: 2,
      places: 7,
      overflowPlaces: 0,
    });
    const all = await administrator.call(listAdministeredFacilities);
    expect(all.body.facilities.map((f) => f.name)).toContain('Quarry Road Shelter');
    const params = { id: county.quarryRoad.id };
    expect((await supervisor.call(readFacilityAdministration, { params })).status).toBe(404);
    expect((await (await county.staff()).call(listAdministeredFacilities)).status).toBe(403);
    expect(
      (
        await supervisor.call(addPlaces, {
          params: { id: county.commons.id },
          body: { roomName: 'A', bunks: 1 },
        })
      ).status,
    ).toBe(403);
  });
});

describe('rooms and beds in one order', () => {
  const preview = async (id: number, order: Partial<PlacesOrder> & { roomName: string }) =>
    (await administrator.call(previewPlaces, { params: { id }, body: order })).body;

  test('a dormitory of bunks, numbered after its letter; more of it goes on where it ended', async () => {
    const id = await facility('Dormitory House');
    const order = { roomName: 'Dormitory A', bunks: 2, singles: 1 };
    const seen = await preview(id, order);
    expect(labelsOf(seen.rooms)).toEqual([
      ['Dormitory A', 'A1 lower/lower A1 upper/upper A2 lower/lower A2 upper/upper A3/single'],
    ]);
    expect(seen.rooms[0]!.beds.map((b) => b.bunk)).toEqual(['A1', 'A1', 'A2', 'A2', null]);
    expect(seen.places).toBe(5);
    expect((await administrator.call(readFacilityAdministration, { params: { id } })).body.rooms).toEqual([]);

    const made = await administrator.call(addPlaces, { params: { id }, body: order });
    expect(made.status).toBe(201);
    expect(labelsOf(made.body.rooms)).toEqual(labelsOf(seen.rooms));
    const more = await administrator.call(addPlaces, {
      params: { id },
      body: { roomName: 'Dormitory A', bunks: 1, accessible: true, overflow: true },
    });
    expect(labelsOf(more.body.rooms)[0]![1]).toMatch(/A3\/single A4 lower\/lower A4 upper\/upper$/);
    expect(more.body.rooms[0]!.beds.at(-1)).toMatchObject({
      accessible: true,
      overflow: true,
      from: '2026-11-23',
      until: null,
    });
  });

  test('12 rooms × 4 bunks; 6 family rooms × 4 places for one party each; 30 unnamed mats', async () => {
    const id = await facility('Everything House');
    const rooms = await preview(id, { roomName: 'Room', rooms: 12, bunks: 4 });
    expect(rooms.rooms.map((r) => [r.name, r.beds.length])).toEqual(
      Array.from({ length: 12 }, (_, i) => [`Room ${i + 1}`, 8]),
    );
    expect(rooms.rooms[11]!.beds[0]).toEqual({
      label: '12-1 lower',
      kind: 'lower',
      bunk: '12-1',
      unit: null,
    });

    const family = await administrator.call(addPlaces, {
      params: { id },
      body: { roomName: 'Family room', rooms: 6, singles: 4, oneParty: true },
    });
    expect(family.body.rooms).toHaveLength(6);
    const second = family.body.rooms[1]!;
    expect(second.beds.map((b) => b.label)).toEqual(['2a', '2b', '2c', '2d']);
    expect(second.units).toMatchObject([{ name: 'Family room 2', kind: 'private_room' }]);
    expect(new Set(second.beds.map((b) => b.unitId))).toEqual(new Set([second.units[0]!.id]));
    const next = await preview(id, { roomName: 'Family room', rooms: 2, singles: 1, oneParty: true });
    expect(next.rooms.map((r) => r.name)).toEqual(['Family room 7', 'Family room 8']);

    const mats = await administrator.call(addPlaces, {
      params: { id },
      body: { roomName: 'Hall', mats: 30, unnamed: true },
    });
    const hall = mats.body.rooms.at(-1)!;
    expect(hall.beds).toHaveLength(30);
    expect(hall.beds[29]).toMatchObject({ label: 'Mat 30', kind: 'mat', unnamed: true });
  });

  test('a head count is booked exactly to full, at once as well, and the next is refused', async () => {
    const id = await facility('Head Count Hall');
    await administrator.call(addPlaces, {
      params: { id },
      body: { roomName: 'Hall', mats: 5, unnamed: true },
    });
    const { projectId, organizationId } = await county.database.db
      .selectFrom('facility')
      .select(['projectId', 'organizationId'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const people = await crowd(
      county.database.db,
      county.team,
      [{ id, projectId, organizationId, bedIds: [] }],
      8,
    );
    const moreFor = async (clientId: number) => {
      const { body } = await county.specialist.call(listHousingFacilities, {
        query: { clientIds: String(clientId), facilityId: String(id) },
      });
      return body.facilities[0]!.more;
    };
    const book = (clientId: number) =>
      county.specialist.call(saveReservation, { body: { facilityId: id, guests: [{ clientId }] } });
    expect(await moreFor(people[0]!)).toBe(5);
    for (const [i, person] of people.slice(0, 3).entries()) {
      expect((await book(person)).status).toBe(201);
      expect(await moreFor(people[7]!)).toBe(4 - i);
    }
    const atOnce = await Promise.all(people.slice(3, 7).map(book));
    expect(atOnce.map((a) => a.status).sort()).toEqual([201, 201, 409, 409]);
    expect(await moreFor(people[7]!)).toBe(0);
    const next = await book(people[7]!);
    expect(next.status).toBe(409);
    expect(next.refusal.obstacles.map((o) => o.code)).toEqual(['full']);
    const kept = await county.database.db
      .selectFrom('bedAssignment')
      .select('bedId')
      .where('facilityId', '=', id)
      .where('endedAt', 'is', null)
      .execute();
    expect(new Set(kept.map((k) => k.bedId)).size).toBe(5);
    expect(kept).toHaveLength(5);
  });

  test('double beds and cubicles are units of two', async () => {
    const id = await facility('Couples House');
    const seen = await preview(id, { roomName: 'Loft', letter: 'L', doubleBeds: 1, cubicles: 1 });
    expect(seen.rooms[0]!.units).toEqual([
      { name: 'L1', kind: 'double_bed' },
      { name: 'L2', kind: 'cubicle' },
    ]);
    expect(seen.rooms[0]!.beds.map((b) => [b.label, b.unit])).toEqual([
      ['L1a', 'L1'],
      ['L1b', 'L1'],
      ['L2a', 'L2'],
      ['L2b', 'L2'],
    ]);
  });

  test('an order that makes nothing, or too much, or contradicts itself is refused with every reason', async () => {
    const id = await facility('Refusing House');
    const codes = async (order: Partial<PlacesOrder>) =>
      (await preview(id, { roomName: 'R', ...order })).obstacles.map((o) => o.code);
    expect(await codes({})).toEqual(['no_places']);
    expect(await codes({ rooms: 200, bunks: 100, oneParty: true, doubleBeds: 1, unnamed: true })).toEqual([
      'too_many_places',
      'unit_in_unit',
      'unnamed_is_plain',
    ]);
    await administrator.call(addPlaces, {
      params: { id },
      body: { roomName: 'Family 1', singles: 2, oneParty: true },
    });
    expect(await codes({ roomName: 'Family 1', singles: 2, oneParty: true })).toEqual(['room_is_there']);
    const refused = await administrator.call(addPlaces, { params: { id }, body: { roomName: 'R' } });
    expect(refused).toMatchObject({ status: 409, refusal: { obstacles: [{ code: 'no_places' }] } });
  });

  test('two orders at once never give two beds one label', async () => {
    const id = await facility('Twice House');
    const order = { roomName: 'Dormitory A', bunks: 3 };
    const both = await Promise.all(
      [1, 2].map(() => administrator.call(addPlaces, { params: { id }, body: order })),
    );
    expect(both.map((b) => b.status)).toEqual([201, 201]);
    const { body } = await administrator.call(readFacilityAdministration, { params: { id } });
    const labels = body.rooms[0]!.beds.map((b) => b.label);
    expect(new Set(labels).size).toBe(12);
    expect(labels.at(-1)).toBe('A6 upper');
  });

  test('what was ordered can be booked from the same second', async () => {
    const id = await facility('Bookable House');
    const { id: clientId } = await client(county.database.db, county.team, 'Bea Booked');
    const more = async () => {
      const list = await county.specialist.call(listHousingFacilities, {
        query: { clientIds: String(clientId), facilityId: id },
      });
      return list.body.facilities[0]!.more;
    };
    expect(await more()).toBe(0);
    await administrator.call(addPlaces, { params: { id }, body: { roomName: 'Dormitory', bunks: 2 } });
    expect(await more()).toBe(4);
    await administrator.call(addPlaces, {
      params: { id },
      body: { roomName: 'Day room', cots: 3, overflow: true },
    });
    expect(await more()).toBe(4);
  });

  test('a room takes another name, unless one has it', async () => {
    const id = await facility('Naming House');
    await administrator.call(addPlaces, { params: { id }, body: { roomName: 'Room', rooms: 2, singles: 1 } });
    const { body } = await administrator.call(readFacilityAdministration, { params: { id } });
    const [one, two] = body.rooms;
    const renamed = await administrator.call(renameRoom, {
      params: { id: one!.id },
      body: { name: 'Quiet room' },
    });
    expect(renamed.body.rooms.map((r) => r.name)).toEqual(['Quiet room', 'Room 2']);
    const taken = await administrator.call(renameRoom, {
      params: { id: two!.id },
      body: { name: 'Quiet room' },
    });
    expect(taken.refusal.code).toBe('room_name_once');
  });
});
