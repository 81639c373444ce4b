import type { Page } from '@playwright/test';
import { issueBar } from '../../contract/bars.ts';
import { saveReservation } from '../../contract/reservations.ts';
import type { County } from '../county.ts';
import { expect, expectAccessible, expectNothingCut, signIn, test } from '../desk.ts';
import { barAsked, client, enrollment, type FacilityMade, facility } from '../factories.ts';

interface Shelters {
  /** Two lower bunks for women. */
  fern: FacilityMade;
  /** Upper bunks only. */
  mill: FacilityMade;
}

let shelters: Shelters;
test.beforeAll(async ({ county }) => {
  const { db } = county.database;
  shelters = {
    fern: await facility(db, county.birchwater, 'Fern Women’s Hall', [
      { beds: ['lower', 'lower'], rule: { placement: 'women' } },
    ]),
    mill: await facility(db, county.birchwater, 'Old Mill', [{ beds: ['upper', 'upper'] }]),
  };
});

const woman = (county: County, name: string) =>
  client(county.database.db, county.team, name, { needs: { placement: 'women', lowerBunk: true } });

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('a row for every shelter: how many more, or every reason; a Reservation link only where there is one', async ({
  page,
  county,
}) => {
  const { id } = await woman(county, 'Ines Holm');
  await signIn(page, county, 'specialist', `/clients/${id}`);
  await page.getByRole('navigation', { name: 'Client record' }).getByText('Housing Reservation').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Housing Facilities' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(
    'for Ines Holm, 1 adult · women’s placement · lower bunk',
  );
  await expect(row(page, 'Fern Women’s Hall')).toContainText('2 more parties like this one');
  await expect(row(page, 'Fern Women’s Hall')).toContainText('Women’s · lower bunk');
  await expect(row(page, 'Fern Women’s Hall')).toContainText('5–8 pm');
  await expect(row(page, 'Fern Women’s Hall')).toContainText('Night-by-night');
  await expect(row(page, 'Sundog Center')).toContainText('Extended stay');
  await expect(row(page, 'Old Mill')).toContainText('No place for a party like this one');
  await expect(row(page, 'Old Mill')).toContainText('No lower bunk here');
  await expect(row(page, 'Old Mill').getByRole('link')).toHaveCount(0);

  // What may be given up is one button away, and it can be taken back.
  await row(page, 'Old Mill').getByRole('button', { name: 'Upper bunk ok?' }).click();
  await expect(row(page, 'Old Mill')).toContainText('2 more parties like this one');
  await expect(page.getByRole('main')).toContainText('women’s placement · upper bunk ok');
  await page.getByRole('button', { name: 'Lower bunk again' }).click();
  await expect(row(page, 'Old Mill')).toContainText('No lower bunk here');

  // Arrows walk the links, Enter opens the form.
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('link', { name: /^Reservation at/ }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Housing Reservation' })).toBeVisible();
});

test('a bar is one neutral line among the reasons, and its date is one click away', async ({
  page,
  county,
}) => {
  const { id } = await woman(county, 'Petra Vance');
  const supervisor = await county.quarrySupervisor();
  const made = await supervisor.call(issueBar, {
    body: barAsked(id, { narrative: 'CANARY-7731 shouted at the night desk' }),
  });
  expect(made.status).toBe(201);
  const replies: string[] = [];
  page.on('response', async (reply) => {
    if (reply.url().includes('/api/')) replies.push(await reply.text().catch(() => ''));
  });
  await signIn(page, county, 'specialist', `/clients/${id}/housing-facilities`);
  const quarry = row(page, 'Quarry Road Shelter');
  await expect(quarry).toContainText('Not eligible here; may stay again from Thu 3 Dec 2026');
  await expect(page.getByRole('main')).not.toContainText(/barred|threat/i);
  await quarry.getByRole('button', { name: 'See Thu 3 Dec' }).click();
  await expect(page.getByRole('button', { name: 'Thu 3 Dec · 1 night' })).toBeVisible();
  await expect(quarry.getByRole('link', { name: 'Reservation at Quarry Road Shelter' })).toBeVisible();
  expect(replies.length).toBeGreaterThan(2);
  expect(replies.join()).not.toContain('CANARY-7731');
});

test('other nights and who comes along are asked anew', async ({ page, county }) => {
  const { db } = county.database;
  const { id } = await woman(county, 'Alma Reyes');
  const { id: sister } = await woman(county, 'Dora Reyes');
  const household = await db
    .insertInto('household')
    .values({ organizationId: county.team, createdAt: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('householdMember')
    .values([
      { householdId: household.id, clientId: id, relationshipToHoh: 1, joinedAt: new Date() },
      { householdId: household.id, clientId: sister, relationshipToHoh: 4, joinedAt: new Date() },
    ])
    .execute();
  await signIn(page, county, 'specialist', `/clients/${id}/housing-facilities`);
  await page.getByRole('button', { name: 'Tonight, Mon 23 Nov · 1 night' }).click();
  const nights = page.getByRole('dialog', { name: 'Nights' });
  await expectAccessible(page);
  await nights.getByLabel('First night', { exact: true }).fill('+2');
  await nights.getByLabel('First night', { exact: true }).press('Enter');
  await expect(nights.getByLabel('First night', { exact: true })).toHaveValue('Wed 25 Nov 2026');
  await nights.getByRole('button', { name: '3', exact: true }).click();
  await expect(nights.getByLabel('Day of leaving', { exact: true })).toHaveValue('Sat 28 Nov 2026');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Wed 25 Nov · 3 nights' })).toBeVisible();

  await expect(row(page, 'Fern Women’s Hall')).toContainText('2 more parties');
  await page.getByRole('button', { name: 'Who comes along: Alone' }).click();
  await page.getByRole('checkbox', { name: 'Dora Reyes' }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('main')).toContainText('2 adults');
  await expect(row(page, 'Fern Women’s Hall')).toContainText('One last place for a party like this one');
  // A link to a colleague, or Load again, shows the same.
  await page.reload();
  await expect(page.getByRole('button', { name: 'Wed 25 Nov · 3 nights' })).toBeVisible();
  await expect(row(page, 'Fern Women’s Hall')).toContainText('One last place for a party like this one');
});

test('when another desk books, that one row is read again, and it stays where it is', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const { id } = await woman(county, 'Ruth Okoye');
  const { id: other } = await woman(county, 'Nell Tran');
  await enrollment(db, other, shelters.fern, { plannedDate: '2026-12-05', madeBy: county.team });
  await signIn(page, county, 'specialist', `/clients/${id}/housing-facilities?begin=2026-12-05`);
  await expect(row(page, 'Fern Women’s Hall')).toContainText('2 more parties');
  const order = await page.getByRole('row').allInnerTexts();
  const read: { facility: string | null; live: string | undefined }[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname !== '/api/housing-facilities') return;
    read.push({ facility: url.searchParams.get('facilityId'), live: request.headers()['berth-live'] });
  });
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: shelters.fern.id, guests: [{ clientId: other }], beginDate: '2026-12-05' },
  });
  expect(saved.status).toBe(201);
  await expect(row(page, 'Fern Women’s Hall')).toContainText('One last place for a party like this one');
  expect(read).toEqual([{ facility: String(shelters.fern.id), live: '1' }]);
  const names = (rows: string[]) =>
    rows.map((text) => /[A-Z][^\n\t]+(Hall|Mill|Commons|Center|Shelter)/.exec(text)?.[0]);
  expect(names(await page.getByRole('row').allInnerTexts())).toEqual(names(order));
});

test('who has a place already is told so once, with the way to it', async ({ page, county }) => {
  const { db } = county.database;
  const { id } = await woman(county, 'Signe Dahl');
  await enrollment(db, id, shelters.mill, { plannedDate: '2026-12-06', madeBy: county.team });
  const saved = await county.specialist.call(saveReservation, {
    body: {
      facilityId: shelters.mill.id,
      guests: [{ clientId: id, lowerBunk: false }],
      beginDate: '2026-12-06',
    },
  });
  expect(saved.status).toBe(201);
  await signIn(page, county, 'specialist', `/clients/${id}/housing-facilities?begin=2026-12-06`);
  await expect(page.getByText(/^Signe Dahl already has a place/)).toHaveCount(1);
  await expect(row(page, 'Fern Women’s Hall')).toContainText('Already has a place');
  await page.getByRole('link', { name: 'Open that reservation' }).click();
  await expect(page.getByRole('heading', { name: 'Reservation', exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Old Mill');
});

test('on a phone nothing is cut', async ({ page, county }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { id } = await woman(county, 'Maximiliana Konstantinopolska-Wojciechowska');
  await signIn(page, county, 'specialist', `/clients/${id}/housing-facilities`);
  await expect(row(page, 'Fern Women’s Hall').getByRole('link')).toBeVisible();
  await expectNothingCut(page);
});
