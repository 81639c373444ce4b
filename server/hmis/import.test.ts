import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readClient, searchClients } from '../../contract/clients.ts';
import { listImports } from '../../contract/hmis.ts';
import { readCurrentReservations, saveReservation } from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { agreement, client, enrollment, user } from '../../test/factories.ts';
import { rowOf, smallCounty } from '../../test/hmis-county.ts';
import { asFiles, hudRow, nightsOf, zipExport } from '../../test/hmis-export.ts';
import {
  countsOf,
  importExported,
  importFiles,
  sendZip,
  sumOfRecords,
  untilOver,
} from '../../test/hmis-import.ts';

let county: County;
let administrator: Caller;

beforeAll(async () => {
  county = await startCounty();
  administrator = await county.administrator();
}, 60_000);
afterAll(() => county.stop());

const db = () => county.database.db;
const facilityId = async (name: string): Promise<number> =>
  (await db().selectFrom('facility').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
const clientId = async (personalId: string, implementation = 'EXAMPLE-1'): Promise<number> =>
  (
    await db()
      .selectFrom('client')
      .select('id')
      .where('hudKey', '=', personalId)
      .where('implementation', '=', implementation)
      .executeTakeFirstOrThrow()
  ).id;
const staffOf = async (organization: string): Promise<Caller> => {
  const { id } = await db()
    .selectFrom('organization')
    .select('id')
    .where('name', '=', organization)
    .executeTakeFirstOrThrow();
  const { email } = await user(db(), `Staff of ${organization}`, [
    { organizationId: id, workgroup: 'emergency_shelter_staff' },
  ]);
  return county.signIn(email);
};
const boardOf = async (staff: Caller, name: string) =>
  (await staff.call(readCurrentReservations, { params: { id: await facilityId(name) }, query: {} })).body;

describe('the first import of a county', () => {
  it('keeps everything, and counts it', async () => {
    const run = await importExported(administrator, smallCounty());
    expect(run.state).toBe('imported');
    expect(Object.fromEntries(run.summary!.counts.map(({ what }) => [what, countsOf(run, what)]))).toEqual({
      organization: [2, 0, 0],
      project: [4, 0, 0],
      facility: [4, 0, 0],
      inventory: [6, 0, 0],
      place: [22, 0, 0],
      client: [29, 0, 0],
      enrollment: [29, 0, 0],
      exit: [16, 0, 0],
      bed_night: [113, 0, 0],
      resident: [8, 0, 0],
    });
    expect(run.startedBy).toBe('Pat Olsen');
    expect(run.summary!.files.find(({ file }) => file === 'Funder')).toEqual({
      file: 'Funder',
      rows: 1,
      read: false,
    });
    expect(run.summary!.otherServices).toBe(1);
  });

  it('says what is odd, and keeps it', async () => {
    const { imports } = (await administrator.call(listImports)).body;
    const { summary } = await untilOver(administrator, imports[0]!.id);
    expect(Object.fromEntries(summary!.warnings.map(({ code, count }) => [code, count]))).toMatchObject({
      ssn_placeholder: 1,
      entry_before_birth: 1,
      exit_before_entry: 1,
      exit_on_entry: 1,
      overlapping_stays: 1,
      night_after_exit: 1,
      night_twice: 1,
    });
    const early = await db()
      .selectFrom('enrollment')
      .select(['entryDate', 'exitDate'])
      .where('hudKey', '=', 'E21')
      .executeTakeFirst();
    expect(early).toEqual({ entryDate: '2026-03-01', exitDate: '2026-03-08' });
  });

  it('finds people by their names, whatever their script, and by their number there', async () => {
    const find = async (search: string) =>
      (await county.specialist.call(searchClients, { query: { search } })).body.hits.map((hit) => hit.name);
    expect(await find('nunez obrien maeve')).toEqual(["Maeve O'Brien-Núñez"]);
    expect(await find('strukelj')).toEqual(['Jože Štrukelj']);
    expect(await find('ليلى')).toEqual(['ليلى حداد']);
    expect(await find('okafer wendell')).toEqual(['Wendell Okafor']);
  });

  it('keeps HUD’s codes, the number encrypted, and what is not used yet as it came', async () => {
    const rows = await db()
      .selectFrom('client')
      .select([
        'hudKey',
        'nameDataQuality',
        'dobDataQuality',
        'ssnLast4',
        'ssnHash',
        'veteranStatus',
        'amIndAkNative',
        'shares',
        'hud',
      ])
      .select(sql<boolean>`ssn_encrypted is not null`.as('encrypted'))
      .where('hudKey', 'in', ['P1', 'P2', 'P5', 'P6', 'P8'])
      .orderBy('hudKey')
      .execute();
    const [maeve, linh, joze, nobody, ray] = rows;
    expect(maeve).toMatchObject({
      nameDataQuality: 1,
      ssnLast4: '6780',
      encrypted: true,
      veteranStatus: 1,
      shares: null,
    });
    expect(maeve!.hud).toEqual({
      DateCreated: '2026-01-05 09:00:00',
      DateUpdated: '2026-02-01 10:30:00',
      UserID: 'U1',
    });
    expect(linh).toMatchObject({ ssnLast4: '4410', ssnHash: null, encrypted: true });
    expect(joze).toMatchObject({ ssnLast4: null, ssnHash: null, encrypted: true });
    expect(nobody).toMatchObject({ nameDataQuality: 9, dobDataQuality: 9 });
    expect(ray).toMatchObject({ amIndAkNative: true });
    const plain = await sql`select 1 from client c where c::text like '%123456780%'`.execute(db());
    expect(plain.rows).toEqual([]);
  });

  it('puts residents into places, household by household, and lists those without a plain one', async () => {
    const house = await boardOf(await staffOf('Northway'), 'Northway House');
    expect(
      house.guests.map(({ name, arrivedAt, endDate, confirmed }) => [
        name,
        arrivedAt !== null,
        endDate,
        confirmed,
      ]),
    ).toEqual([
      ['Wendell Okafor', true, null, true],
      ['Sunniva Dahl', true, null, true],
      ['Beau Thibodeaux', true, null, true],
    ]);
    expect(
      house.rooms.flatMap((room) => room.places.map((place) => [place.label, place.state, place.overflow])),
    ).toEqual([
      ['1', 'in_house', false],
      ['2', 'in_house', false],
      ['3', 'in_house', true],
    ]);
    const family = await boardOf(await staffOf('Harbor House'), 'Harbor Family Shelter (MN-500)');
    expect(new Set(family.guests.map(({ partyId }) => partyId)).size).toBe(1);
    expect(family.guests.map(({ name }) => name)).toEqual(['Amina Yusuf', 'Hodan Yusuf', 'Ilyas Yusuf']);

    const { imports } = (await administrator.call(listImports)).body;
    const { summary } = await untilOver(administrator, imports[0]!.id);
    expect(
      summary!.residents.map(({ personalId, facilityName, why }) => [personalId, facilityName, why]),
    ).toEqual([
      ['P18', 'Northway House', 'beyond_the_places'],
      ['P14', 'Harbor Family Shelter (MN-501)', 'does_not_fit'],
      ['P15', 'Harbor Family Shelter (MN-501)', 'does_not_fit'],
    ]);
  });

  it('makes rooms of unnamed places, with rules from the household type and overflow apart', async () => {
    const { rows } =
      await sql`select f.name as facility, r.name as room, p.children, count(*) as places, bool_and(b.overflow) as overflow
      from bed b join room r on r.id = b.room_id join facility f on f.id = r.facility_id
      join placement_rule p on p.room_id = r.id where f.implementation = 'EXAMPLE-1' and b.unnamed
      group by 1, 2, 3 order by 1, 2`.execute(db());
    expect(rows).toEqual([
      {
        facility: 'Harbor Family Shelter (MN-500)',
        room: 'Households with at least one adult and one child',
        children: 'with',
        places: 4,
        overflow: false,
      },
      {
        facility: 'Harbor Family Shelter (MN-501)',
        room: 'Households with at least one adult and one child',
        children: 'with',
        places: 4,
        overflow: false,
      },
      {
        facility: 'Harbor Night Shelter',
        room: 'Households without children',
        children: 'without',
        places: 8,
        overflow: false,
      },
      {
        facility: 'Harbor Night Shelter',
        room: 'Households without children, overflow',
        children: 'without',
        places: 3,
        overflow: true,
      },
      {
        facility: 'Northway House',
        room: 'Households without children',
        children: 'without',
        places: 3,
        overflow: false,
      },
    ]);
  });

  it('keeps enrollments of other projects, and start answers for Default Last', async () => {
    const rows = await db()
      .selectFrom('enrollment as e')
      .innerJoin('project as p', 'p.id', 'e.projectId')
      .select(['p.projectType', 'e.startAnswers'])
      .where('e.hudKey', '=', 'E20')
      .execute();
    expect(rows).toEqual([
      {
        projectType: 13,
        startAnswers: {
          LivingSituation: 116,
          LengthOfStay: 2,
          DateToStreetESSH: '2026-01-20',
          TimesHomelessPastThreeYears: 1,
          MonthsHomelessPastThreeYears: 101,
          DisablingCondition: 0,
        },
      },
    ]);
  });

  it('is shown on the client’s dashboard to the shelter that has them', async () => {
    const staff = await staffOf('Harbor House');
    const { body } = await staff.call(readClient, { params: { id: await clientId('P1') } });
    expect(body.enrollments.map((e) => [e.projectName, e.state, e.entryDate])).toEqual([
      ['Harbor Night Shelter', 'open', '2026-11-01'],
    ]);
    expect(body.client.shares).toBe(null);
  });
});

describe('importing again', () => {
  it('the same export changes nothing', async () => {
    const before = await sumOfRecords(db());
    const run = await importExported(administrator, smallCounty());
    expect(run.title).toContain('Nothing has changed since the last import.');
    expect(run.summary!.counts.flatMap(({ added, changed, removed }) => [added, changed, removed])).toEqual(
      Array(30).fill(0),
    );
    expect(await sumOfRecords(db())).toBe(before);
  });

  it('the same people of another system are other people', async () => {
    const other = smallCounty();
    other.Export![0]!.ImplementationID = 'EXAMPLE-2';
    rowOf(other, 'Client', 'P1').FirstName = 'Somebody';
    const run = await importExported(administrator, other);
    expect(countsOf(run, 'client')).toEqual([29, 0, 0]);
    expect(await clientId('P1', 'EXAMPLE-2')).not.toBe(await clientId('P1'));
    const { firstName } = await db()
      .selectFrom('client')
      .select('firstName')
      .where('id', '=', await clientId('P1'))
      .executeTakeFirstOrThrow();
    expect(firstName).toBe('Maeve');
  });

  it('what was corrected here stays until it changes where it came from', async () => {
    const id = await clientId('P17');
    await db()
      .updateTable('client')
      .set({ goesBy: 'Sunny', dob: '1977-07-08' })
      .where('id', '=', id)
      .execute();
    await importExported(administrator, smallCounty());
    const read = () =>
      db().selectFrom('client').select(['dob', 'goesBy', 'lastName']).where('id', '=', id).executeTakeFirst();
    expect(await read()).toEqual({ dob: '1977-07-08', goesBy: 'Sunny', lastName: 'Dahl' });
    const changed = smallCounty();
    Object.assign(rowOf(changed, 'Client', 'P17'), {
      LastName: 'Dahl-Berg',
      DateUpdated: '2026-11-19 12:00:00',
    });
    expect(countsOf(await importExported(administrator, changed), 'client')).toEqual([0, 1, 0]);
    expect(await read()).toEqual({ dob: '1977-07-07', goesBy: 'Sunny', lastName: 'Dahl-Berg' });
    const found = await county.specialist.call(searchClients, { query: { search: 'sunny berg' } });
    expect(found.body.hits.map((hit) => hit.id)).toEqual([id]);
    await importExported(administrator, smallCounty());
  });

  it('an exit ends the stay and frees the place, and who was beyond the places gets no other bed by it', async () => {
    const later = smallCounty();
    later.Exit!.push(
      hudRow('Exit', { ExitID: 'X-E16', EnrollmentID: 'E16', PersonalID: 'P16', ExitDate: '2026-11-22' }),
    );
    const run = await importExported(administrator, later);
    expect([countsOf(run, 'exit'), countsOf(run, 'resident')]).toEqual([
      [1, 0, 0],
      [0, 0, 1],
    ]);
    const house = await boardOf(await staffOf('Northway'), 'Northway House');
    expect(house.guests.map(({ name, bedLabel }) => [name, bedLabel])).toEqual([
      ['Sunniva Dahl', '2 single'],
      ['Beau Thibodeaux', '3 single'],
    ]);
  });

  it('an exit that is taken back makes them a resident again', async () => {
    const back = smallCounty();
    back.Exit!.push(
      hudRow('Exit', {
        ExitID: 'X-E16',
        EnrollmentID: 'E16',
        PersonalID: 'P16',
        ExitDate: '2026-11-22',
        DateDeleted: '2026-11-23 08:00:00',
      }),
    );
    const run = await importExported(administrator, back);
    expect([countsOf(run, 'exit'), countsOf(run, 'resident')]).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
    const house = await boardOf(await staffOf('Northway'), 'Northway House');
    expect(house.guests.filter((guest) => guest.arrivedAt && !guest.leftAt).length).toBe(3);
  });

  it('a newborn joins the household’s own reservation', async () => {
    const more = smallCounty();
    more.Client!.push(
      hudRow('Client', { PersonalID: 'P99', FirstName: 'Nur', LastName: 'Yusuf', DOB: '2026-11-10' }),
    );
    more.Enrollment!.push(
      hudRow('Enrollment', {
        EnrollmentID: 'E99',
        PersonalID: 'P99',
        ProjectID: 'FAMILY',
        EntryDate: '2026-11-12',
        HouseholdID: 'H-YUSUF',
        RelationshipToHoH: '2',
        EnrollmentCoC: '',
      }),
    );
    await importExported(administrator, more);
    const family = await boardOf(await staffOf('Harbor House'), 'Harbor Family Shelter (MN-500)');
    expect(family.guests.map(({ name }) => name)).toContain('Nur Yusuf');
    expect(new Set(family.guests.map(({ reservationId }) => reservationId)).size).toBe(1);
  });

  it('rows that come deleted are taken as deleted', async () => {
    const gone = smallCounty();
    const on = { DateDeleted: '2026-11-20 10:00:00' };
    Object.assign(rowOf(gone, 'Client', 'P3'), on);
    Object.assign(rowOf(gone, 'Enrollment', 'E18'), on);
    Object.assign(rowOf(gone, 'Services', 'E6-2026-11-19'), on);
    const run = await importExported(administrator, gone);
    expect(['client', 'enrollment', 'bed_night', 'resident'].map((what) => countsOf(run, what)[2])).toEqual([
      1, 2, 6, 1,
    ]);
    const found = await county.specialist.call(searchClients, { query: { search: 'warsame abdi' } });
    expect(found.body.hits.filter((hit) => hit.name === 'Abdi Warsame').length).toBe(1);
    const house = await boardOf(await staffOf('Northway'), 'Northway House');
    expect(house.guests.map(({ name }) => name)).not.toContain('Beau Thibodeaux');
    const again = await importExported(administrator, gone);
    expect(again.title).toContain('Nothing has changed');
  });

  it('rows that do not come say nothing', async () => {
    const before = await sumOfRecords(db());
    const delta = smallCounty();
    delta.Export![0]!.ExportDirective = '1';
    for (const file of [
      'Client',
      'Enrollment',
      'Exit',
      'Services',
      'Inventory',
      'ProjectCoC',
      'Project',
      'Organization',
    ])
      delta[file] = [];
    await importExported(administrator, delta);
    expect(await sumOfRecords(db())).toBe(before);
    delta.Services = nightsOf('E1', 'P1', '2026-11-21', 2).map((row) => hudRow('Services', row));
    expect(countsOf(await importExported(administrator, delta), 'bed_night')).toEqual([2, 0, 0]);
  });
});

describe('inventory that changes', () => {
  const places = async (name: string) => {
    const { rows } = await sql<{
      label: string;
      span: string;
      overflow: boolean;
    }>`select b.label, b.in_service::text as span, b.overflow
      from bed b where b.facility_id = ${await facilityId(name)} order by b.position`.execute(db());
    return rows.map(({ label, span, overflow }) => `${label} ${span}${overflow ? ' overflow' : ''}`);
  };
  const inventory = async (change: (rows: Record<string, string>[]) => void) => {
    const exported = smallCounty();
    change(exported.Inventory!);
    return importExported(administrator, exported);
  };

  it('more beds are more places, in the same room', async () => {
    const run = await inventory((rows) => {
      rows[3]!.BedInventory = '6';
    });
    expect(countsOf(run, 'place')).toEqual([2, 0, 0]);
    expect(await places('Harbor Family Shelter (MN-501)')).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `${n} [2020-01-01,infinity)`),
    );
  });

  it('a record that closes and another that opens the day after go on in the same places', async () => {
    const run = await inventory((rows) => {
      rows[3] = { ...rows[3]!, BedInventory: '6', InventoryEndDate: '2026-12-31' };
      rows.push({
        ...rows[3]!,
        InventoryID: 'I7',
        BedInventory: '5',
        InventoryStartDate: '2027-01-01',
        InventoryEndDate: '',
      });
    });
    expect(countsOf(run, 'place')).toEqual([0, 1, 0]);
    expect(
      (await places('Harbor Family Shelter (MN-501)')).filter((place) => !place.endsWith('infinity)')).length,
    ).toBe(1);
  });

  it('fewer beds never take a place from under somebody: what is too many and kept becomes overflow', async () => {
    const kept = sql<{ n: number }>`select count(*) as n from bed_assignment a join bed b on b.id = a.bed_id
      where a.facility_id = ${await facilityId('Harbor Family Shelter (MN-501)')} and a.ended_at is null
        and b.in_service @> lower(a.nights) and upper(b.in_service) >= upper(a.nights)`;
    const before = (await kept.execute(db())).rows[0]!.n;
    expect(before).toBe(2);
    const fewer = (rows: Record<string, string>[]) => {
      rows[3]!.BedInventory = '1';
      rows.push({ ...rows[3]!, InventoryID: 'I7', DateDeleted: '2026-11-22 12:00:00' });
    };
    await inventory(fewer);
    expect((await kept.execute(db())).rows[0]!.n).toBe(before);
    const now = await places('Harbor Family Shelter (MN-501)');
    expect(now.filter((place) => place.endsWith('overflow'))).toEqual(['2 [2020-01-01,infinity) overflow']);
    expect(now.filter((place) => place.endsWith('2026-11-23)')).length).toBe(4);
    const again = await inventory(fewer);
    expect(countsOf(again, 'place')).toEqual([0, 0, 0]);
  });

  it('a room in which the shelter has set up its own beds is left to the shelter', async () => {
    await db()
      .updateTable('bed')
      .set({ unnamed: false, label: 'By the window' })
      .where('label', '=', '1')
      .where('facilityId', '=', await facilityId('Harbor Family Shelter (MN-500)'))
      .execute();
    const before = await places('Harbor Family Shelter (MN-500)');
    const run = await inventory((rows) => {
      rows[2]!.BedInventory = '9';
    });
    expect(await places('Harbor Family Shelter (MN-500)')).toEqual(before);
    expect(run.summary!.warnings.map(({ code }) => code)).toContain('own_beds');
  });
});

describe('reading leniently', () => {
  it('takes byte order marks, other line ends, any order of columns, other spellings, folders inside the zip, unknown columns', async () => {
    const exported = smallCounty();
    exported.Export![0]!.ImplementationID = 'EXAMPLE-3';
    exported.Client![0]!.FavouriteColour = 'Green, "deep"';
    const files = asFiles(exported, (names) => names.toReversed());
    const turned = new Map(
      [...files].map(([name, text]) => {
        const lines = text.trimEnd().split('\r\n');
        const renamed = lines[0]!
          .replace('HOHLeaseholder', 'HoHLeaseholder')
          .replace('HispanicLatinao', 'HispanicLatinaeo')
          .replace('ZIP', 'Zip');
        return [`export/${name.toLowerCase()}`, `\uFEFF${[renamed, ...lines.slice(1)].join('\n')}`];
      }),
    );
    turned.set('export/notes.csv', 'what,ever\n1,2\n');
    turned.set('__MACOSX/export/._Client.csv', 'shadow');
    const { body } = await sendZip(administrator, zipExport(turned));
    const run = await untilOver(administrator, body.id);
    expect(run.errors).toEqual([]);
    expect(countsOf(run, 'client')).toEqual([29, 0, 0]);
    const { hud } = await db()
      .selectFrom('client')
      .select('hud')
      .where('id', '=', await clientId('P1', 'EXAMPLE-3'))
      .executeTakeFirstOrThrow();
    expect(hud).toMatchObject({ FavouriteColour: 'Green, "deep"' });
  });
});

describe('who, and one at a time', () => {
  it('a second import waits until the first is over, and the same key is one import', async () => {
    const zip = zipExport(asFiles(smallCounty()));
    const answers = await Promise.all([1, 2, 3].map(() => sendZip(administrator, zip)));
    const begun = answers.filter(({ status }) => status === 201);
    expect(begun.length).toBeGreaterThan(0);
    for (const { body } of answers.filter(({ status }) => status !== 201))
      expect(body.code).toBe('import_running');
    for (const { body } of begun) expect((await untilOver(administrator, body.id)).state).toBe('imported');

    const key = { 'idempotency-key': 'one-import-only' };
    const first = await sendZip(administrator, zip, key);
    await untilOver(administrator, first.body.id);
    const second = await sendZip(administrator, zip, key);
    expect(second.body.id).toBe(first.body.id);
  });

  it('nobody else may begin one, or read what came of it', async () => {
    for (const caller of [county.specialist, await county.staff(), await county.supervisor()]) {
      expect((await sendZip(caller, new Uint8Array([1]))).status).toBe(403);
    }
    expect((await sendZip(county.nobody, new Uint8Array([1]))).status).toBe(401);
  });

  it('is one line in the audit, with everybody whose record it wrote', async () => {
    const { rows } = await sql<{
      n: number;
      by: string;
    }>`select cardinality(client_ids) as n, user_id as by from audit_entry
      where act = 'import' order by id limit 1`.execute(db());
    expect(rows).toEqual([{ n: 29, by: expect.stringContaining('patolsen') }]);
  });
});

describe('residents whom a record contradicts', () => {
  it('who has a place elsewhere keeps that one, and who is shown in two shelters stays in the later', async () => {
    const id = await clientId('P7');
    await enrollment(db(), id, county.commons);
    const staff = await county.staff();
    const booked = await staff.call(saveReservation, {
      body: { facilityId: county.commons.id, guests: [{ clientId: id }] },
    });
    expect(booked.status).toBe(201);
    const exported = smallCounty();
    const more = (EnrollmentID: string, PersonalID: string, ProjectID: string, EntryDate: string) =>
      exported.Enrollment!.push(
        hudRow('Enrollment', {
          EnrollmentID,
          PersonalID,
          ProjectID,
          EntryDate,
          HouseholdID: `H-${EnrollmentID}`,
        }),
      );
    more('E70', 'P7', 'HOUSE', '2026-11-21');
    more('E71', 'P9', 'HOUSE', '2026-11-10');
    more('E72', 'P9', 'FAMILY', '2026-11-19');
    const run = await importExported(administrator, exported);
    const listed = run.summary!.residents.map(({ personalId, why }) => `${personalId} ${why}`);
    expect(listed).toContain('P7 has_a_place_elsewhere');
    expect(listed).toContain('P9 in_two_shelters');
    const { rows } = await sql<{ facility: string }>`select f.name as facility from bed_assignment a
      join facility f on f.id = a.facility_id where a.client_id in (${id}, ${await clientId('P9')}) and a.ended_at is null
      order by 1`.execute(db());
    expect(rows.map((row) => row.facility)).toEqual(['Birchwater Commons', 'Harbor Family Shelter (MN-500)']);
  });
});

describe('while the desk books', () => {
  it('bookings are saved or refused politely, and the import goes through', async () => {
    const shelter = await db()
      .selectFrom('facility')
      .select(['id', 'projectId', 'organizationId'])
      .where('name', '=', 'Harbor Night Shelter')
      .where('implementation', '=', 'EXAMPLE-1')
      .executeTakeFirstOrThrow();
    await agreement(db(), county.team, shelter.organizationId);
    const guests: number[] = [];
    for (let i = 0; i < 12; i++) {
      const made = await client(db(), county.team, `Booked ${i}`);
      await enrollment(db(), made.id, { ...shelter, bedIds: [] }, { madeBy: county.team });
      guests.push(made.id);
    }
    const changed = smallCounty();
    for (const row of changed.Client!) row.DateUpdated = '2026-11-22 09:00:00';
    rowOf(changed, 'Inventory', 'I1').BedInventory = '9';
    const book = (id: number) =>
      county.specialist.call(saveReservation, {
        body: { facilityId: shelter.id, guests: [{ clientId: id }] },
      });
    const [run, ...answers] = await Promise.all([
      importExported(administrator, changed),
      ...guests.map(book),
    ]);
    expect(run.state).toBe('imported');
    const saved = answers.filter(({ status }) => status === 201).length;
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const { rows } = await sql<{ n: number }>`select count(distinct bed_id) as n from bed_assignment
      where facility_id = ${shelter.id} and ended_at is null`.execute(db());
    expect(rows[0]!.n).toBe(saved);
    expect([8, 9]).toContain(saved);
  });
});

describe('victim service providers', () => {
  it('their clients are refused with a sentence, and nothing is changed', async () => {
    const exported = smallCounty();
    exported.Export![0]!.ImplementationID = 'EXAMPLE-4';
    rowOf(exported, 'Organization', 'O2').VictimServiceProvider = '1';
    const before = await sumOfRecords(db());
    const run = await importFiles(administrator, asFiles(exported));
    expect(run.state).toBe('refused');
    expect(run.errorCount).toBe(5);
    expect(run.errors[0]).toMatchObject({ file: 'Enrollment.csv', line: 16, column: 'ProjectID' });
    expect(run.errors[0]!.reason).toContain('victim service provider');
    expect(await sumOfRecords(db())).toBe(before);
  });
});
