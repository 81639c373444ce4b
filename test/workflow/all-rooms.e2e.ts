import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startImport } from '../../contract/hmis.ts';
import { saveReservation } from '../../contract/reservations.ts';
import { standardForm } from '../../server/placement/standard-forms.ts';
import { publishForm } from '../../server/placement/store.ts';
import { pathTo, type Room } from '../../web/paths.ts';
import { type County, startCounty } from '../county.ts';
import { expect, expectAccessible, expectNothingCut, signIn, test } from '../desk.ts';
import { bar, client, enrollment, facility, user } from '../factories.ts';
import { smallCounty } from '../hmis-county.ts';
import { asFiles, zipExport } from '../hmis-export.ts';

/** Who enters a room, with what in its address, and a heading that it has then. */
interface Visit {
  who: 'specialist' | 'lead' | 'staff' | 'supervisor' | 'administrator';
  heading: string | RegExp;
  /** A further state that the address can name: with the facility chosen. */
  alsoAtFacility?: true;
  /** It asks where to go, and goes there: one question more. */
  leadsOn?: true;
}

const person = 'Maximiliana Konstantinopolska-Wojciechowska';
const hall = 'Lantern Hall of the Sisters of the Northern Lakes';

const visits: Partial<Record<Room, Visit>> = {
  home: { who: 'specialist', heading: /Imani/ },
  clients: { who: 'specialist', heading: 'Find a client' },
  newClient: { who: 'specialist', heading: /client/i },
  client: { who: 'specialist', heading: 'Client Bar List' },
  basicInformation: { who: 'specialist', heading: 'Basic Information' },
  household: { who: 'specialist', heading: 'Household' },
  consent: { who: 'specialist', heading: 'Consent' },
  cards: { who: 'specialist', heading: 'Cards' },
  placementAssessment: { who: 'specialist', heading: 'Shelter Placement Assessment' },
  assessments: { who: 'specialist', heading: 'Assessments' },
  intake: { who: 'specialist', heading: 'Intake', alsoAtFacility: true },
  enrollments: { who: 'specialist', heading: 'Enrollments' },
  housingReservation: { who: 'specialist', heading: 'Housing Facilities' },
  housingFacilities: { who: 'specialist', heading: 'Housing Facilities', alsoAtFacility: true },
  confirmation: { who: 'specialist', heading: /place/ },
  reservations: { who: 'specialist', heading: 'Reservations' },
  reservation: { who: 'specialist', heading: 'Reservation' },
  clientBarList: { who: 'specialist', heading: 'Client Bar List' },
  seenBy: { who: 'specialist', heading: 'Who has seen this record' },
  help: { who: 'specialist', heading: 'Help' },
  account: { who: 'specialist', heading: 'Password and sign-in' },
  ownTeam: { who: 'lead', heading: /team|Front Door/i },
  issueBar: { who: 'staff', heading: 'Issue a bar' },
  bars: { who: 'supervisor', heading: 'Bars' },
  bar: { who: 'supervisor', heading: /Maximiliana/ },
  barLetter: { who: 'supervisor', heading: 'Letter' },
  appealLetter: { who: 'supervisor', heading: 'Letter about the appeal' },
  barReport: { who: 'administrator', heading: 'Bars of all shelters' },
  facilities: { who: 'staff', heading: 'Facilities' },
  facility: { who: 'staff', heading: `Tonight at ${hall}` },
  morning: { who: 'staff', heading: /^Morning/ },
  late: { who: 'staff', heading: 'Who has not come' },
  exits: { who: 'staff', heading: `Exits at ${hall}` },
  exit: { who: 'staff', heading: 'Who leaves, and where to' },
  census: { who: 'staff', heading: `Count at ${hall}` },
  bedNights: { who: 'staff', heading: `Bed nights at ${hall}` },
  roster: { who: 'staff', heading: `Roster, ${hall}` },
  arrive: { who: 'staff', leadsOn: true, heading: `Tonight at ${hall}` },
  places: { who: 'supervisor', heading: hall },
  rules: { who: 'supervisor', heading: hall },
  closures: { who: 'supervisor', heading: hall },
  administeredFacilities: { who: 'supervisor', heading: 'Facilities' },
  facilitySettings: { who: 'administrator', heading: hall },
  administeredBedNights: { who: 'administrator', heading: `Bed nights at ${hall}` },
  administration: { who: 'administrator', heading: /./ },
  people: { who: 'administrator', heading: 'People' },
  person: { who: 'administrator', heading: 'Ada Brandt' },
  organizations: { who: 'administrator', heading: 'Organizations' },
  organization: { who: 'administrator', heading: 'Tamarack County Front Door' },
  assessmentForms: { who: 'administrator', heading: /./ },
  agreements: { who: 'administrator', heading: /agreements/i },
  imports: { who: 'administrator', heading: 'Import' },
  importRun: { who: 'administrator', heading: /^Import of/ },
};

/** The rooms that the router has built, as its file names them. */
const builtRooms = async (): Promise<string[]> => {
  const router = await readFile(join(import.meta.dirname, '../../web/routes.tsx'), 'utf8');
  const named = [...router.matchAll(/\b\w*[rR]oom\(\s*'(\w+)'/g)].map((match) => match[1] as string);
  return [...new Set(named)];
};

// More than this, and a screen is not one question to the server any more.
const mostCalls = 4;
const widths = [1440, 1024, 390];

type Params = Record<string, string | number>;
let params: Params;
let lead: { email: string };

const seed = async (county: County): Promise<Params> => {
  const { db } = county.database;
  lead = await user(db, 'Jon Ahlgren', [
    { organizationId: county.team, workgroup: 'shelter_reservation_team', supervisor: true },
  ]);
  await publishForm(db, {
    organizationId: county.team,
    title: 'Shelter Placement Assessment',
    definition: standardForm('single_adults'),
    at: new Date('2026-11-01T12:00:00Z'),
    by: null,
  });
  const at = await facility(db, county.birchwater, hall, [
    { name: 'Dormitory under the northern roof', beds: ['lower', 'upper', 'lower', 'upper', 'cot', 'mat'] },
    { name: 'Family rooms', beds: ['single', 'single', 'crib'], privateUnit: true },
  ]);
  const { id } = await client(db, county.team, person, { goesBy: 'Maximiliana-Konstantina' });
  const { id: child } = await client(db, county.team, 'Konstantin Wojciechowski', {
    dob: '2019-04-04',
    assessedAt: null,
  });
  const { id: householdId } = await db
    .insertInto('household')
    .values({ organizationId: county.team, createdAt: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('householdMember')
    .values([
      { householdId, clientId: id, relationshipToHoh: 1, joinedAt: new Date() },
      { householdId, clientId: child, relationshipToHoh: 2, joinedAt: new Date() },
    ])
    .execute();
  for (const who of [id, child]) await enrollment(db, who, at, { madeBy: county.team });
  await enrollment(db, id, county.sundog, { entryDate: '2026-10-02', madeBy: county.team });
  await bar(db, id, county.quarry);
  await bar(db, id, county.birchwater, {
    facilityId: county.sundog.id,
    narrative:
      'Came to the door after midnight and struck the night attendant’s window until it broke. '.repeat(6),
  });
  const { id: barId } = await db
    .selectFrom('bar')
    .select('id')
    .where('clientId', '=', id)
    .where('organizationId', '=', county.birchwater)
    .executeTakeFirstOrThrow();
  const decided = new Date('2026-11-20T18:00:00Z');
  const { id: appealId } = await db
    .insertInto('barAppeal')
    .values({
      ...{ barId, filedOn: '2026-11-18', filedAt: decided, decidedAt: decided, outcome: 'upheld' },
      words: 'They wrote that they were cold and nobody came.',
      decision: 'We heard you and both attendants. You may talk with us again at any time. '.repeat(4).trim(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests: [{ clientId: id }, { clientId: child }] },
  });
  expect(saved.status).toBe(201);
  const administrator = await county.administrator();
  const handedIn = await administrator.fetch(`${startImport.path}?name=september-of-the-whole-county.zip`, {
    method: 'POST',
    headers: { 'content-type': 'application/zip' },
    body: Buffer.from(zipExport(asFiles(smallCounty()))),
  });
  expect(handedIn.status).toBe(201);
  const { id: importId } = (await handedIn.json()) as { id: number };
  const { id: personId } = await db
    .selectFrom('userAccount')
    .select('id')
    .where('email', '=', county.emails.supervisor)
    .executeTakeFirstOrThrow();
  return {
    clientId: id,
    barId,
    appealId,
    facilityId: at.id,
    reservationId: saved.body.id,
    code: saved.body.code,
    importId,
    personId,
    organizationId: county.team,
  };
};

// A county of its own: what is imported into it would be in the way of others.
let county: County;
test.beforeAll(async () => {
  county = await startCounty();
  params = await seed(county);
});
test.afterAll(() => county.stop());

test('every room that the router has built is walked', async () => {
  const rooms = await builtRooms();
  expect(rooms.length).toBeGreaterThan(30);
  expect(rooms.toSorted()).toEqual(Object.keys(visits).toSorted());
});

for (const who of ['specialist', 'lead', 'staff', 'supervisor', 'administrator'] as const) {
  test(`the rooms of ${who}: accessible, nothing cut at any width, few calls`, async ({ page }) => {
    test.setTimeout(300_000);
    await signIn(page, county, who === 'lead' ? lead : who);
    const calls: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      // The stream of hints is opened once and asks nothing.
      if (pathname.startsWith('/api/') && pathname !== '/api/events')
        calls.push(`${request.method()} ${pathname}`);
    });
    for (const [room, visit] of Object.entries(visits)) {
      if (visit.who !== who) continue;
      const path = (pathTo as (room: string, params: Params) => string)(room, params);
      const addresses = [path, ...(visit.alsoAtFacility ? [`${path}?facility=${params.facilityId}`] : [])];
      for (const address of addresses) {
        await test.step(address, async () => {
          calls.length = 0;
          await page.setViewportSize({ width: 1440, height: 900 });
          await page.goto(county.baseUrl + address);
          await expect(page.getByRole('heading', { name: visit.heading }).first()).toBeVisible();
          await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
          await expectAccessible(page, ['light']);
          expect(calls.length, `${room} calls ${calls.join(', ')}`).toBeLessThanOrEqual(
            mostCalls + (visit.leadsOn ? 1 : 0),
          );
          await expectFocusSane(page, room);
          for (const width of widths) {
            await page.setViewportSize({ width, height: 900 });
            await expectNothingCut(page, `${room} at ${width} px`);
          }
          // On the phone once more: colours in the dark, and what a finger must hit.
          await expectAccessible(page, ['dark'], ['color-contrast', 'target-size']);
          await page.emulateMedia({ colorScheme: 'light' });
        });
      }
    }
  });
}

test('on a bad line, the first visit to Tonight takes few files, and small ones', async ({ page }) => {
  const files: { name: string; encoding: string | undefined; bytes: Promise<number> }[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!/\.(js|css)$/.test(pathname)) return;
    const bytes = response
      .request()
      .sizes()
      .then((sizes) => sizes.responseBodySize);
    files.push({ name: pathname, encoding: response.headers()['content-encoding'], bytes });
  });
  await signIn(page, county, 'staff', pathTo('facility', { facilityId: Number(params.facilityId) }));
  await expect(page.getByRole('heading', { name: `Tonight at ${hall}` })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);

  expect(files.filter((f) => f.encoding !== 'gzip')).toEqual([]);
  expect(files.length).toBeLessThan(50);
  const bytes = (await Promise.all(files.map((f) => f.bytes))).reduce((sum, n) => sum + n, 0);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(500_000);
});

/** Who has just come in is at the top of the page or in its main part, not in something hidden. */
const expectFocusSane = async (page: Page, room: string) => {
  const where = await page.evaluate(() => {
    const at = document.activeElement;
    return at === null || at === document.body || at.closest('main, [role="dialog"]') !== null;
  });
  expect(where, `focus in ${room}`).toBe(true);
};
