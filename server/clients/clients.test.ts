import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addCard,
  addHouseholdMember,
  changeHead,
  correctClient,
  createClient,
  endCard,
  findLikelyDuplicates,
  leaveHousehold,
  makeHousehold,
  type NewClient,
  readSsn,
  readWhoHasSeen,
  recordConsent,
  searchClients,
} from '../../contract/clients.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { bar, client, enrollment, organization, user } from '../../test/factories.ts';
import { keepNamesOf } from './store-changes.ts';

let county: County;
let desk: Caller;
beforeAll(async () => {
  county = await startCounty();
  desk = county.specialist;
});
afterAll(() => county.stop());

const db = () => county.database.db;

/** Makes a client as a desk does: first the duplicate search, then with its ticket. */
const make = async (person: NewClient, caller = desk) => {
  const { body } = await caller.call(findLikelyDuplicates, { body: person });
  return caller.call(createClient, { body: { client: person, ticket: body.ticket ?? 'none' } });
};
const made = async (person: NewClient, caller = desk): Promise<number> => {
  const answer = await make(person, caller);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.refusal));
  return answer.body.id;
};
const find = async (search: string, caller = desk) => {
  // Each search of these tests stands a while after the one before.
  county.clock.set(new Date(county.clock.now().getTime() + 61_000).toISOString());
  return (await caller.call(searchClients, { query: { search } })).body.hits;
};
const ids = async (search: string, caller = desk) => (await find(search, caller)).map((hit) => hit.id);
const codes = (answer: { refusal: { obstacles: { code: string }[] } }) =>
  answer.refusal.obstacles.map((o) => o.code);
const latestAudit = () =>
  db().selectFrom('auditEntry').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();

describe('search', () => {
  let obrien: number;
  let amina: number;
  beforeAll(async () => {
    obrien = await made({
      firstName: 'Siobhán',
      lastName: "O'Brien-Núñez",
      dob: '1971-12-30',
      ssn: '219-09-4321',
    });
    amina = await made({
      firstName: 'Amina',
      middleName: 'Farah',
      lastName: 'Jibril',
      goesBy: 'Mina',
      sayIt: 'ah-MEE-nah',
      dob: '1992-03-04',
      aliases: ['Rocket Jones'],
    });
  });

  test.each([
    "o'brien",
    'obrien',
    'o brien',
    'nunez siobhan',
    'NÚÑEZ',
    'siobhan obrein',
    'sio bri',
    'obriennunez',
    'nunez 1971',
    'obrien 4321',
    '12/30/1971',
    '30 Dec 1971',
    'December 30 1971',
    '1971-12-30 nunez',
    '12-30-71',
  ])('"%s" finds Siobhán O’Brien-Núñez', async (text) => {
    expect(await ids(text)).toContain(obrien);
  });

  test.each(['rocket', 'jones rocket', 'mina', 'jibril farah', 'ameena jibril', 'amina jibrl', 'mina 1992'])(
    '"%s" finds Amina Farah Jibril',
    async (text) => {
      expect(await ids(text)).toContain(amina);
    },
  );

  test.each(['obrien 1972', 'obrien 1234', 'amina khan', '4321', 'zzz'])(
    '"%s" finds neither',
    async (text) => {
      const found = await ids(text);
      expect(found).not.toContain(obrien);
      expect(found).not.toContain(amina);
    },
  );

  test('shows the basic profile only, with the reason', async () => {
    const [hit] = await find('amima jibril');
    expect(hit).toEqual({
      id: amina,
      name: 'Amina Farah Jibril',
      sayIt: 'ah-MEE-nah',
      goesBy: 'Mina',
      codeName: false,
      birthYear: 1992,
      age: 34,
      why: 'one letter off',
    });
  });

  test.each([
    "'; drop table client; --",
    '%%%',
    '\\\\\\',
    '(((',
    '💥💥💥',
    'a\u0000bc',
    'x'.repeat(100),
    '٣٤٥٦٧',
    '99999999999999999999',
  ])('"%s" is a text like any other', async (search) => {
    county.clock.set(new Date(county.clock.now().getTime() + 61_000).toISOString());
    expect((await desk.call(searchClients, { query: { search } })).status).toBe(200);
  });

  test('under three letters looks nobody up', async () => {
    const { body } = await desk.call(searchClients, { query: { search: 'am' } });
    expect(body).toEqual({ hits: [], tooShort: true });
  });

  test('shows ten at most and writes one audit row with all of them', async () => {
    await sql`insert into client (organization_id, first_name, last_name, created_at, updated_at)
      select ${county.team}, 'Kwabena', 'Mensah', '2026-01-01', '2026-01-01' from generate_series(1, 12)`.execute(
      db(),
    );
    const all = await db().selectFrom('client').select('id').where('firstName', '=', 'Kwabena').execute();
    await keepNamesOf(
      db(),
      all.map((c) => c.id),
    );
    const hits = await find('kwabena mensah');
    expect(hits).toHaveLength(10);
    const entry = await latestAudit();
    expect(entry.act).toBe('client.search');
    expect([...entry.clientIds].sort()).toEqual(hits.map((h) => h.id).sort());
    expect(JSON.stringify(entry)).not.toMatch(/kwabena|mensah/i);
  });

  test('by HMIS number, by imported number and by card; a merged record answers as the one that stayed', async () => {
    const survivor = await made({ firstName: 'Tsering', lastName: 'Dolkar', dob: '1988-01-02' });
    const merged = await made({ firstName: 'Cering', lastName: 'Dolka', dob: '1979-06-07' });
    await desk.call(addCard, { params: { id: merged }, body: { code: 'TC-204 881' } });
    await db()
      .updateTable('client')
      .set({ mergedInto: survivor, implementation: 'elsewhere', hudKey: 'PX99812' })
      .where('id', '=', merged)
      .execute();
    for (const text of [String(survivor), String(merged), 'tc204881', 'TC-204 881', 'tc 204-881']) {
      expect(await ids(text)).toEqual([survivor]);
    }
    expect((await find('tc204881'))[0]!.why).toBe('card');
    expect(await ids('cering dolka')).not.toContain(merged);
    await db().updateTable('client').set({ hudKey: '99812' }).where('id', '=', merged).execute();
    expect(await ids('99812')).toEqual([survivor]);
  });

  test('a deleted record is not found', async () => {
    const gone = await made({ firstName: 'Percival', lastName: 'Quillfeather', dob: '1980-01-01' });
    await db().updateTable('client').set({ deletedAt: county.clock.now() }).where('id', '=', gone).execute();
    expect(await ids('quillfeather')).toEqual([]);
  });

  test('more than 60 searches in a minute are refused for that user, with when to try again', async () => {
    const caller = await county.quarryStaff();
    county.clock.set(new Date(county.clock.now().getTime() + 61_000).toISOString());
    for (let i = 0; i < 60; i++) await caller.call(searchClients, { query: { search: 'nobody here' } });
    const refused = await caller.call(searchClients, { query: { search: 'nobody here' } });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('20');
    expect(
      (await caller.call(findLikelyDuplicates, { body: { firstName: 'Any', dob: '1990-01-01' } })).status,
    ).toBe(429);
    expect((await desk.call(searchClients, { query: { search: 'nobody here' } })).status).toBe(200);
  });
});

describe('a new client', () => {
  test('needs the duplicate search for these very fields, by this very user', async () => {
    const person = { firstName: 'Halima', lastName: 'Warsame', dob: '1985-05-06' };
    const none = await desk.call(createClient, { body: { client: person, ticket: 'x' } });
    expect(none.status).toBe(409);
    expect(codes(none)).toEqual(['search_first']);
    const { ticket } = (await desk.call(findLikelyDuplicates, { body: person })).body;
    const other = await desk.call(createClient, {
      body: { client: { ...person, lastName: 'Warsami' }, ticket },
    });
    expect(codes(other)).toEqual(['search_first']);
    const stranger = await (await county.staff()).call(createClient, { body: { client: person, ticket } });
    expect(codes(stranger)).toEqual(['search_first']);
    const right = await desk.call(createClient, {
      body: { client: { ...person, language: 'Somali' }, ticket },
    });
    expect(right).toMatchObject({ status: 201, body: { name: 'Halima Warsame' } });
  });

  test('is refused with every contradiction at once', async () => {
    const refused = await make({
      firstName: 'Ivo',
      dobDataQuality: 1,
      ssn: '000121234',
      white: true,
      raceNone: 9,
    });
    expect(refused.status).toBe(409);
    expect(codes(refused)).toEqual(['dob_quality', 'no_ssn', 'race_none', 'age_missing']);
  });

  test('shows likely duplicates with the reasons, the likeliest first', async () => {
    const known = await made({
      firstName: 'Deqa',
      lastName: 'Abdullahi',
      dob: '1990-07-08',
      ssn: '219-09-5555',
    });
    const { likely } = (
      await desk.call(findLikelyDuplicates, {
        body: { firstName: 'Dega', lastName: 'Abdulahi', dob: '1990-08-07' },
      })
    ).body;
    expect(likely[0]).toMatchObject({
      id: known,
      birthYear: 1990,
      reasons: ['name one letter off', 'birth date with day and month swapped'],
    });
    const byNumber = await desk.call(findLikelyDuplicates, {
      body: { firstName: 'Xu', dob: '1960-01-01', ssn: '219095555' },
    });
    expect(byNumber.body.likely[0]).toMatchObject({ id: known, reasons: ['same Social Security number'] });
    expect(JSON.stringify(byNumber.body)).not.toMatch(/219.?09|5555/);
  });

  test('wanted at many desks at once is made once; the others are shown who it is', async () => {
    const desks = [desk, await county.staff()];
    const spellings = [
      'Oluwaseun',
      'Oluwaseum',
      'Oluwasun',
      'Oluwaseuun',
      'Olwaseun',
      'Oluwaseunn',
      'Oluwaesun',
      'Oluwasein',
    ];
    const asked = await Promise.all(
      spellings.map(async (firstName, i) => {
        const person = { firstName, lastName: 'Adeyemi', dob: '1979-09-09' };
        const caller = desks[i % 2]!;
        const { likely, ticket } = (await caller.call(findLikelyDuplicates, { body: person })).body;
        expect(likely).toEqual([]);
        return { caller, body: { client: person, ticket } };
      }),
    );
    const answers = await Promise.all(asked.map(({ caller, body }) => caller.call(createClient, { body })));
    expect(answers.map((a) => a.status).sort()).toEqual([201, ...Array(7).fill(409)]);
    const { id } = answers.find((a) => a.status === 201)!.body;
    for (const refused of answers.filter((a) => a.status === 409)) {
      expect(refused.refusal.obstacles).toMatchObject([{ code: 'likely_duplicate', facts: { client: id } }]);
    }
  });

  test('who gives no name gets a code name, and is shown to the next call about a nameless one', async () => {
    const nameless: NewClient = { codeName: true, ageFrom: 30, ageTo: 40 };
    const first = await make(nameless);
    expect(first.body.name).toMatch(/^[A-Z][a-z]+ \d+$/);
    const again = await desk.call(findLikelyDuplicates, { body: nameless });
    expect(again.body.likely.map((l) => l.id)).toContain(first.body.id);
    const second = await desk.call(createClient, { body: { client: nameless, ticket: again.body.ticket } });
    expect(second.body.name).not.toBe(first.body.name);
    expect(await ids(second.body.name)).toContain(second.body.id);
    expect(
      await db()
        .selectFrom('client')
        .select('nameDataQuality')
        .where('id', '=', second.body.id)
        .executeTakeFirst(),
    ).toEqual({
      nameDataQuality: 2,
    });
  });

  test('what nobody was asked stays unanswered, never 8, 9 or 99', async () => {
    const id = await made({ firstName: 'Ngozi', lastName: 'Eze', ageFrom: 40, ageTo: 50 });
    const row = await db().selectFrom('client').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      dob: null,
      dobDataQuality: null,
      ssnDataQuality: null,
      sex: null,
      veteranStatus: null,
      raceNone: null,
      shares: null,
    });
    expect(row.organizationId).toBe(county.team);
  });

  test('is nobody’s to make but a team’s and shelter staff’s, and never a victim service provider’s', async () => {
    const person = { firstName: 'Nadia', lastName: 'Petrova', dob: '1991-01-01' };
    expect((await make(person, await county.administrator())).status).toBe(403);
    expect((await make(person, county.nobody)).status).toBe(401);
    const refuge = await organization(db(), 'Harbor Refuge', 'shelter', { victimServiceProvider: true });
    const { email } = await user(db(), 'Robin Vale', [
      { organizationId: refuge, workgroup: 'emergency_shelter_staff' },
    ]);
    const refused = await make(person, await county.signIn(email));
    expect(refused.status).toBe(403);
    expect(refused.refusal.title).toContain('victim service provider');
  });

  test('its SSN is nowhere readable in the database, and one audited act shows it', async () => {
    const id = await made({ firstName: 'Pao', lastName: 'Vang', dob: '1966-06-06', ssn: '219-09-7788' });
    const { rows } = await sql<{ text: string }>`select c::text as text from client c where id = ${id}
      union all select a::text from audit_entry a`.execute(db());
    expect(rows.map((r) => r.text).join()).not.toContain('219097788');
    // A key, as every POST may have one, keeps replies; this one not.
    const shown = await desk
      .with({ 'idempotency-key': 'ssn-once-more' })
      .call(readSsn, { params: { id }, body: { why: 'Benefits office asks' } });
    expect(shown.body).toEqual({ ssn: '219097788' });
    const kept = await sql<{ text: string }>`select r::text as text from remembered_reply r`.execute(db());
    expect(kept.rows.map((r) => r.text).join()).not.toContain('219097788');
    expect(await latestAudit()).toMatchObject({
      act: 'client.ssn',
      clientIds: [id],
      detail: { why: 'Benefits office asks' },
    });
    const elsewhere = await (await county.staff()).call(readSsn, {
      params: { id },
      body: { why: 'Curious' },
    });
    expect(elsewhere.status).toBe(404);
  });
});

describe('a correction', () => {
  const version = async (id: number) =>
    (await db().selectFrom('client').select('version').where('id', '=', id).executeTakeFirstOrThrow())
      .version;

  test('changes what it names, leaves the rest, and moves the search words along', async () => {
    const id = await made({
      firstName: 'Brunhild',
      lastName: 'Ostrowski',
      dob: '1955-02-03',
      phone: '555-0100',
      aliases: ['Hilda'],
    });
    const saved = await desk.call(correctClient, {
      params: { id },
      body: { client: { firstName: 'Brunhilde', aliases: ['Bruni'] }, version: 1 },
    });
    expect(saved.body).toEqual({ id, version: 2 });
    expect(await ids('brunhilde')).toContain(id);
    expect(await ids('bruni')).toContain(id);
    expect(await ids('hilda')).not.toContain(id);
    expect(await db().selectFrom('client').selectAll().where('id', '=', id).executeTakeFirst()).toMatchObject(
      {
        lastName: 'Ostrowski',
        phone: '555-0100',
        dob: '1955-02-03',
      },
    );
  });

  test('by two desks at once: one is saved, the other reads again', async () => {
    const id = await made({ firstName: 'Cornelius', lastName: 'Abara', dob: '1950-01-01' });
    const answers = await Promise.all(
      ['Cornel', 'Corey'].map((goesBy) =>
        desk.call(correctClient, {
          params: { id },
          body: { client: { firstName: 'Cornelius', goesBy }, version: 1 },
        }),
      ),
    );
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    expect(answers.find((a) => a.status === 409)!.refusal.code).toBe('changed_meanwhile');
    expect(await version(id)).toBe(2);
  });

  test('cannot take every name away, nor contradict itself', async () => {
    const id = await made({ firstName: 'Ursula', dob: '1950-01-01' });
    const refused = await desk.call(correctClient, {
      params: { id },
      body: { client: { codeName: true, firstName: null, dob: '2031-01-01' }, version: 1 },
    });
    expect(refused.status).toBe(409);
    expect(codes(refused)).toEqual(['born_later', 'name_missing']);
    expect(await version(id)).toBe(1);
  });

  test('of a person who does not share touches only what another organization sees', async () => {
    const id = await made({ firstName: 'Vesna', lastName: 'Kolar', dob: '1970-10-10' });
    await desk.call(recordConsent, { params: { id }, body: { shares: false, method: 'verbal' } });
    await db()
      .insertInto('clientAlias')
      .values({ clientId: id, name: 'Ines', createdAt: county.clock.now() })
      .execute();
    const elsewhere = await county.staff();
    for (const unseen of [{ dob: '1971-10-10', phone: null }, { aliases: ['Vessie'] }]) {
      const blind = await elsewhere.call(correctClient, {
        params: { id },
        body: { client: { firstName: 'Vesna', ...unseen }, version: 1 },
      });
      expect(codes(blind)).toEqual(['does_not_share']);
    }
    // The form shows nothing there; sent back as it was, it takes nothing away.
    const seen = await elsewhere.call(correctClient, {
      params: { id },
      body: { client: { firstName: 'Vesna', goesBy: 'Ves', dob: null, aliases: [] }, version: 1 },
    });
    expect(seen.status).toBe(200);
    const aliases = await db().selectFrom('clientAlias').select('name').where('clientId', '=', id).execute();
    expect(aliases).toEqual([{ name: 'Ines' }]);
    expect(await db().selectFrom('client').selectAll().where('id', '=', id).executeTakeFirst()).toMatchObject(
      {
        goesBy: 'Ves',
        dob: '1970-10-10',
      },
    );
    const correct = () =>
      elsewhere.call(correctClient, {
        params: { id },
        body: { client: { firstName: 'Vesna', dob: '1971-10-10' }, version: 2 },
      });
    // An intake alone opens nobody's record; having come does.
    const enrollmentId = await enrollment(db(), id, county.commons);
    expect(codes(await correct())).toEqual(['does_not_share']);
    await db()
      .updateTable('enrollment')
      .set({ entryDate: '2026-11-23' })
      .where('id', '=', enrollmentId)
      .execute();
    expect((await correct()).status).toBe(200);
  });
});

describe('consent', () => {
  test('is each adult’s own, the newest counts, and the head answers for a child', async () => {
    const mother = await made({ firstName: 'Nhia', lastName: 'Xiong', dob: '1990-01-01' });
    const child = await made({ firstName: 'Kou', lastName: 'Xiong', dob: '2018-01-01' });
    const { householdId } = (await desk.call(makeHousehold, { params: { id: mother } })).body;
    await desk.call(addHouseholdMember, {
      params: { id: householdId },
      body: { clientId: child, relationshipToHoH: 2 },
    });
    const byHead = { shares: true, method: 'head_of_household' } as const;
    expect(codes(await desk.call(recordConsent, { params: { id: mother }, body: byHead }))).toEqual([
      'adult_answers',
    ]);
    expect(
      codes(await desk.call(recordConsent, { params: { id: child }, body: { ...byHead, method: 'verbal' } })),
    ).toEqual(['head_answers']);
    expect((await desk.call(recordConsent, { params: { id: child }, body: byHead })).status).toBe(201);
    await desk.call(recordConsent, { params: { id: mother }, body: { shares: true, method: 'verbal' } });
    await desk.call(recordConsent, { params: { id: mother }, body: { shares: false, method: 'signed' } });
    const shares = await db()
      .selectFrom('client')
      .select(['id', 'shares'])
      .where('id', 'in', [mother, child])
      .orderBy('id')
      .execute();
    expect(shares.map((row) => row.shares)).toEqual([false, true]);
    expect(
      await db().selectFrom('consent').select('id').where('clientId', '=', mother).execute(),
    ).toHaveLength(2);
  });
});

describe('cards', () => {
  test('belong to one person; a lost one finds nobody and may be given again', async () => {
    const a = await made({ firstName: 'Edgar', lastName: 'Lund', dob: '1969-01-01' });
    const b = await made({ firstName: 'Greta', lastName: 'Holm', dob: '1968-01-01' });
    expect((await desk.call(addCard, { params: { id: a }, body: { code: 'LK 0001' } })).status).toBe(201);
    expect((await desk.call(addCard, { params: { id: a }, body: { code: 'LK 0002' } })).status).toBe(201);
    const taken = await desk.call(addCard, { params: { id: b }, body: { code: 'lk-0001' } });
    expect([taken.status, taken.refusal.code]).toEqual([409, 'client_card_pkey']);
    expect((await desk.call(endCard, { params: { id: a, code: 'LK 0001' } })).status).toBe(200);
    expect((await desk.call(endCard, { params: { id: a, code: 'LK 0001' } })).status).toBe(404);
    expect(await ids('lk0001')).toEqual([]);
    expect((await desk.call(addCard, { params: { id: b }, body: { code: 'lk-0001' } })).status).toBe(201);
    expect(await ids('LK 0001')).toEqual([b]);
    expect(await ids('LK0002')).toEqual([a]);
  });
});

describe('households', () => {
  const member = (name: string) => made({ firstName: name, lastName: 'Okafor', ageFrom: 30, ageTo: 40 });

  test('have one head, who leaves last or names another first', async () => {
    const [ada, ben, cyr] = [await member('Adaora'), await member('Benedikt'), await member('Cyrill')];
    const { householdId } = (await desk.call(makeHousehold, { params: { id: ada } })).body;
    const add = (clientId: number, relationshipToHoH: number) =>
      desk.call(addHouseholdMember, { params: { id: householdId }, body: { clientId, relationshipToHoH } });
    expect((await add(ben, 3)).status).toBe(201);
    expect((await add(cyr, 5)).status).toBe(201);
    expect(codes(await add(ben, 3))).toEqual(['in_household']);
    expect(codes(await desk.call(makeHousehold, { params: { id: cyr } }))).toEqual(['in_household']);
    const leave = (clientId: number) => desk.call(leaveHousehold, { params: { id: householdId, clientId } });
    expect(codes(await leave(ada))).toEqual(['head_leaves']);
    const heads = await Promise.all(
      [ben, cyr].map((clientId) =>
        desk.call(changeHead, { params: { id: householdId }, body: { clientId, formerHeadRelationship: 3 } }),
      ),
    );
    expect(heads.map((h) => h.status)).toEqual([200, 200]);
    const present = await db()
      .selectFrom('householdMember')
      .selectAll()
      .where('householdId', '=', householdId)
      .where('leftAt', 'is', null)
      .execute();
    expect(present.filter((m) => m.relationshipToHoh === 1)).toHaveLength(1);
    expect((await leave(ada)).status).toBe(200);
    expect((await leave(ada)).status).toBe(404);
    expect((await add(ada, 3)).status).toBe(201);
  });

  test('take a person who is wanted by two at once into one of them', async () => {
    const [one, two, wanted] = [await member('Fenna'), await member('Gerd'), await member('Hedda')];
    const households = await Promise.all(
      [one, two].map((id) => desk.call(makeHousehold, { params: { id } })),
    );
    const answers = await Promise.all(
      households.map(({ body }) =>
        desk.call(addHouseholdMember, {
          params: { id: body.householdId },
          body: { clientId: wanted, relationshipToHoH: 4 },
        }),
      ),
    );
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409]);
    expect(codes(answers.find((a) => a.status === 409)!)).toEqual(['in_household']);
  });

  test('of another organization are known by members who share, and by nobody else', async () => {
    const [head, mate] = [await member('Dagny'), await member('Egil')];
    await desk.call(recordConsent, { params: { id: head }, body: { shares: false, method: 'verbal' } });
    const { householdId } = (await desk.call(makeHousehold, { params: { id: head } })).body;
    const shelter = await county.staff();
    const add = () =>
      shelter.call(addHouseholdMember, {
        params: { id: householdId },
        body: { clientId: mate, relationshipToHoH: 3 },
      });
    expect((await add()).status).toBe(404);
    // What is not theirs to know is no reason against a household of their own.
    expect((await shelter.call(makeHousehold, { params: { id: head } })).status).toBe(201);
    await desk.call(recordConsent, { params: { id: head }, body: { shares: true, method: 'verbal' } });
    expect((await add()).status).toBe(201);
  });
});

describe('who has seen this record', () => {
  test('names own colleagues and acts; of others only that somebody looked, and of their bars nothing', async () => {
    const { id } = await client(db(), county.team, 'Wanjiru Kamau', { shares: false });
    await keepNamesOf(db(), [id]);
    await find('wanjiru');
    const staff = await county.quarryStaff();
    county.clock.set(new Date(county.clock.now().getTime() + 61_000).toISOString());
    await staff.call(searchClients, { query: { search: 'wanjiru' } });
    await bar(db(), id, county.quarry);
    await db()
      .insertInto('auditEntry')
      .values({
        at: county.clock.now(),
        act: 'bar.issue',
        requestId: 'r',
        clientIds: sql`array[${id}::bigint]`,
        actingOrganizationId: county.quarry,
      })
      .execute();
    const { entries } = (await desk.call(readWhoHasSeen, { params: { id }, query: {} })).body;
    expect(entries.map((e) => [e.userName, e.organization, e.act])).toEqual([
      [null, null, 'record.not_shared'],
      [null, null, 'record.seen'],
      ['Imani Solberg', 'Tamarack County Front Door', 'client.search'],
    ]);
    expect((await staff.call(readWhoHasSeen, { params: { id }, query: {} })).status).toBe(403);
    const overseer = await (await county.administrator()).call(readWhoHasSeen, { params: { id }, query: {} });
    expect(overseer.body.entries.map((e) => e.userName)).toContain('Quinn Reyes');
  });
});

test('the same new names kept at two desks at once, in opposite order, neither deadlock nor double a word', async () => {
  const words = Array.from({ length: 9 }, (_, i) => `word${i}`);
  const { rows: people } = await sql<{ id: number }>`
    insert into client (organization_id, first_name, last_name, created_at, updated_at)
    select ${county.team}, names, 'Brand', '2026-01-01', '2026-01-01'
    from unnest(array[${words.join(' ')}, ${words.toReversed().join(' ')}]) as names returning id`.execute(
    db(),
  );
  const keep = ({ id }: { id: number }) =>
    db()
      .transaction()
      .execute((trx) => keepNamesOf(trx, [id]));
  const waiting = async () => {
    const { rows } = await sql<{
      n: number;
    }>`select count(distinct w.pid) as n from pg_locks w where not w.granted
      and exists (select from pg_locks own join pg_database d on d.oid = own.database
        where own.pid = w.pid and d.datname = current_database())`.execute(db());
    return rows[0]!.n;
  };
  // A third desk is half-way through the word in the middle, so that both come to a stop with words of their own in hand.
  let both: Promise<unknown> | undefined;
  await db()
    .transaction()
    .execute(async (third) => {
      await sql`insert into name_word (word) values ('word4')`.execute(third);
      both = Promise.all(people.map(keep));
      await expect.poll(waiting).toBe(2);
    });
  await both;
  const { rows } = await sql<{ people: number; words: number }>`
    select count(*) as people, count(distinct w.id) as words from client_name n join name_word w on w.id = n.name_word_id
    where w.word = any(${words}::text[])`.execute(db());
  expect(rows[0]).toEqual({ people: 18, words: 9 });
});
