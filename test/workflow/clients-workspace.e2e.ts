import type { Locator, Page } from '@playwright/test';
import { readClient } from '../../contract/clients.ts';
import { cancelReservation, saveReservation } from '../../contract/reservations.ts';
import { expect, expectAccessible, expectNothingCut, makeClient, signIn, test } from '../desk.ts';
import { bar, client, enrollment } from '../factories.ts';

const searchField = (page: Page) => page.getByRole('combobox', { name: 'Find a client' });
const hits = (page: Page) => page.getByRole('option');

/** Text of a table's rows, cells apart. */
const rowsOf = (table: Locator) => table.getByRole('row').allInnerTexts();

test.describe('finding a person', () => {
  test('by name in any order, with a typo, by birth date, number or card', async ({ page, county }) => {
    const id = await makeClient(county.specialist, {
      firstName: 'Tsering',
      lastName: 'Dolkar',
      goesBy: 'Tashi',
      sayIt: 'TSEH-ring',
      dob: '1988-07-06',
    });
    await signIn(page, county, 'specialist', '/clients');
    await expect(searchField(page)).toBeFocused();
    for (const text of [
      'tsering dolkar',
      'dolkar tsering',
      'tsering dolkr',
      'tashi',
      'dolkar 7/6/1988',
      String(id),
    ]) {
      await searchField(page).fill(text);
      await expect(hits(page).filter({ hasText: 'Tsering Dolkar' }), text).toContainText('born 1988');
    }
    await expect(hits(page).first()).toContainText('“Tashi”');
    await expect(hits(page).first()).toContainText('TSEH-ring');
    await expectAccessible(page);
    // A scanner types the number and Enter faster than any search answers.
    await searchField(page).fill('');
    await searchField(page).pressSequentially(String(id));
    await searchField(page).press('Enter');
    await expect(page).toHaveURL(`${county.baseUrl}/clients/${id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Tsering Dolkar' })).toBeVisible();
    // The name that was searched is nowhere in the browser's history.
    expect(page.url()).not.toContain('olkar');
  });

  test('from the header, with the keyboard alone', async ({ page, county }) => {
    await makeClient(county.specialist, { firstName: 'Vesna', lastName: 'Kolar', dob: '1970-01-01' });
    await makeClient(county.specialist, { firstName: 'Vesna', lastName: 'Kolarova', dob: '1971-01-01' });
    await signIn(page, county, 'specialist');
    await page.keyboard.press('/');
    await page.keyboard.type('vesna');
    await expect(hits(page)).toHaveCount(2);
    await expectAccessible(page);
    const second = (await hits(page)
      .nth(1)
      .getByText(/^Vesna/)
      .textContent()) as string;
    await page.keyboard.press('ArrowDown');
    await expect(hits(page).nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: second, exact: true })).toBeVisible();
  });

  test('or saying that nobody was found, and what to try', async ({ page, county }) => {
    await makeClient(county.specialist, { firstName: 'Pema', lastName: 'Wangdi', dob: '1990-01-01' });
    await signIn(page, county, 'specialist', '/clients');
    await searchField(page).fill('pe');
    await expect(page.getByText('Type at least three letters')).toBeVisible();
    await searchField(page).fill('pema zzyzx 1988');
    await expect(page.getByRole('heading', { name: 'Nobody found for “pema zzyzx 1988”' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'pema zzyzx', exact: true }).click();
    await expect(searchField(page)).toHaveValue('pema zzyzx');
    await expect(page.getByRole('link', { name: 'New client' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Gives no name' })).toBeVisible();
  });
});

test.describe('a new client', () => {
  test('is made after the likely duplicates, each with its reasons, were looked at', async ({
    page,
    county,
  }) => {
    const known = await makeClient(county.specialist, {
      firstName: 'Marisol',
      lastName: 'Quintanilla',
      dob: '1992-03-04',
    });
    await signIn(page, county, 'specialist', '/clients');
    await searchField(page).fill('marysol quintanila zz');
    await page.getByRole('link', { name: 'New client' }).click();
    await expect(page.getByLabel('First name')).toHaveValue('Marysol');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Give a birth date or an age band.')).toBeVisible();
    await expectAccessible(page);

    await page.getByLabel('First name').fill('Marisol');
    await page.getByLabel('Last name').fill('Quintanilla');
    await page.getByLabel('Birth date', { exact: true }).fill('March 4, 1992');
    await expect(page.getByText('Wed 4 Mar 1992 · 34 years old')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    const likely = page.getByRole('region', { name: 'Is it one of these?' });
    await expect(likely.getByRole('listitem')).toContainText(['same birth date']);
    await expectAccessible(page);
    await likely.getByRole('button', { name: 'Back to the entries' }).click();
    await expect(page.getByLabel('Last name')).toHaveValue('Quintanilla');

    await page.keyboard.press('Control+Enter');
    await likely.getByRole('button', { name: 'None of these: make the record' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Marisol Quintanilla' })).toBeVisible();
    const made = Number(page.url().split('/').at(-1));
    expect(made).not.toBe(known);
    const { body } = await county.specialist.call(readClient, { params: { id: made } });
    expect(body.client).toMatchObject({ dob: '1992-03-04', nameDataQuality: 1, dobDataQuality: 1 });
    // Nothing that nobody was asked is answered.
    expect(body.client).toMatchObject({
      sex: null,
      veteranStatus: null,
      white: null,
      raceNone: null,
      ssnDataQuality: null,
    });
  });

  test('is not made when the right record was among them', async ({ page, county }) => {
    const known = await makeClient(county.specialist, {
      firstName: 'Yusuf',
      lastName: 'Abdi',
      dob: '1985-05-05',
    });
    await signIn(page, county, 'specialist', '/clients/new');
    await page.getByLabel('First name').fill('Yusuf');
    await page.getByLabel('Last name').fill('Abdi');
    await page.getByLabel('Birth date', { exact: true }).fill('5/5/85');
    await page.getByRole('button', { name: 'Look for the same person' }).click();
    await page.getByRole('button', { name: 'This is the person' }).click();
    await expect(page).toHaveURL(`${county.baseUrl}/clients/${known}`);
  });

  test('who gives no name gets a code name and an age band', async ({ page, county }) => {
    await signIn(page, county, 'specialist', '/clients/new?name=none');
    await expect(page.getByLabel('First name')).toHaveCount(0);
    await page.getByLabel('Age band').selectOption('45 to 54');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\S.* \d+$/);
    await expect(page.getByText('Code name; gave no name')).toBeVisible();
    await expect(page.getByText('about 45–54')).toBeVisible();
  });

  test('typed in vain is not lost by a wrong click', async ({ page, county }) => {
    await signIn(page, county, 'specialist', '/clients/new');
    await page.getByLabel('First name').fill('Half');
    await page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name: 'Home' }).click();
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Stay here' }).click();
    await expect(page.getByLabel('First name')).toHaveValue('Half');
  });
});

test('the dashboard answers: a place tonight, what is open, where not to go', async ({ page, county }) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Amina Jibril', {
    needs: { lowerBunk: true },
    goesBy: 'Mina',
  });
  await enrollment(db, id, county.commons, { entryDate: '2026-11-12', madeBy: county.team });
  await bar(db, id, county.quarry, { end: '2026-12-03' });
  await signIn(page, county, 'specialist', `/clients/${id}`);
  await expect(page.getByText('No place yet').first()).toBeVisible();
  const enrollments = page.getByRole('table', { name: 'Enrollments' });
  expect((await rowsOf(enrollments))[1]).toMatch(
    /Birchwater Commons.*Night-by-night.*12 Nov 2026.*open.*Open; will be reused/s,
  );
  const bars = page.getByRole('table', { name: 'Client Bar List' });
  await expect(bars).toContainText('Not eligible here; may stay again from Thu 3 Dec 2026');
  await expect(page.getByText('CANARY')).toHaveCount(0);
  await expect(page.getByText('Lower bunk')).toBeVisible();

  const booked = await county.specialist.call(saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId: id }] },
  });
  expect(booked.status).toBe(201);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Tonight' })).toContainText('Birchwater Commons');
  const reservations = page.getByRole('table', { name: 'Reservations' });
  expect((await rowsOf(reservations))[1]).toMatch(/23 Nov 2026.*Birchwater Commons.*Expected/s);

  // A colleague cancels it: the dashboard shows it without a click.
  await county.specialist.call(cancelReservation, {
    params: { id: booked.body.id },
    body: { reason: 'stays with a sister' },
  });
  await expect(reservations).toContainText('Cancelled: stays with a sister');
  await expect(page.getByRole('region', { name: 'Tonight' })).toContainText('No place yet');
});

test('only the issuer reads a bar’s reason', async ({ page, county }) => {
  const { id } = await client(county.database.db, county.team, 'Rolf Barr');
  await bar(county.database.db, id, county.quarry, { narrative: 'Threw a chair.' });
  await signIn(page, county, 'quarrySupervisor', `/clients/${id}/client-bar-list`);
  await expect(page.getByText('Threw a chair.')).toBeVisible();
  await expect(page.getByText('Barred here', { exact: false })).toBeVisible();
  await expectAccessible(page);
});

test('basic information is corrected, and two desks do not write over each other', async ({
  page,
  county,
}) => {
  const id = await makeClient(county.specialist, { firstName: 'Greta', lastName: 'Lund', dob: '1960-06-06' });
  const path = `/clients/${id}/basic-information`;
  await signIn(page, county, 'specialist', path);
  const second = await page.context().newPage();
  await second.goto(county.baseUrl + path);
  await second.getByLabel('Goes by').fill('Gitte');
  await page.getByLabel('Phone').fill('(555) 014-3344');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeAttached();

  await second.getByRole('button', { name: 'Save' }).click();
  const refusal = second.getByRole('region', { name: 'The corrections were not saved' });
  await expect(refusal).toBeFocused();
  await expectAccessible(second);
  await refusal.getByRole('button', { name: 'Read again' }).click();
  await expect(second.getByLabel('Phone')).toHaveValue('(555) 014-3344');
  await expect(second.getByLabel('Goes by')).toHaveValue('Gitte');
  await second.getByRole('button', { name: 'Save' }).click();
  await expect(second.getByText('goes by Gitte')).toBeVisible();
  const { body } = await county.specialist.call(readClient, { params: { id } });
  expect(body.client).toMatchObject({ goesBy: 'Gitte', phone: '(555) 014-3344' });
});

test('a household is made, added to, given another head, and left', async ({ page, county }) => {
  const head = await makeClient(county.specialist, {
    firstName: 'Selam',
    lastName: 'Abebe',
    dob: '1985-01-01',
  });
  await makeClient(county.specialist, { firstName: 'Dawit', lastName: 'Abebe', dob: '1983-01-01' });
  await signIn(page, county, 'specialist', `/clients/${head}/household`);
  await page.getByRole('button', { name: 'Make a household' }).click();
  await expect(page.getByText('Head of household · this record')).toBeVisible();
  await page.getByRole('combobox', { name: 'Add a person' }).fill('dawit abebe');
  await hits(page).filter({ hasText: 'Dawit Abebe' }).click();
  await page.getByLabel('Relationship to head').selectOption('Spouse or partner of the head');
  await page.getByRole('button', { name: 'Add to the household' }).click();
  const dawit = page.getByRole('listitem').filter({ hasText: 'Dawit Abebe' });
  await expect(dawit).toContainText('Spouse or partner of the head');
  await expect(page.getByText('Name another head first')).toBeVisible();
  await expectAccessible(page);

  await dawit.getByRole('button', { name: 'Make head: Dawit Abebe' }).click();
  await page.getByLabel('And Selam Abebe is then …').selectOption('Spouse or partner of the head');
  await page
    .getByRole('region', { name: 'Dawit Abebe becomes head' })
    .getByRole('button', { name: 'Make head' })
    .click();
  await expect(dawit).toContainText('Head of household');

  await page.getByRole('button', { name: 'Leaves: Selam Abebe' }).click();
  await expect(
    page.getByRole('status').filter({ hasText: 'Selam Abebe has left the household' }),
  ).toBeVisible();
  await expect(page.getByText('No household yet')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('listitem').filter({ hasText: 'Selam Abebe' })).toContainText(
    'Spouse or partner',
  );
});

test('consent is asked of each adult and recorded as it was said', async ({ page, county }) => {
  const id = await makeClient(county.specialist, { firstName: 'Wim', lastName: 'Jansen', dob: '1979-09-09' });
  await signIn(page, county, 'specialist', `/clients/${id}`);
  await page.getByRole('link', { name: 'Consent not asked yet' }).click();
  await expect(page.getByText('Not asked yet, which counts as not shared.')).toBeVisible();
  await page.getByRole('button', { name: 'Record what they said' }).click();
  await expect(page.getByText('Choose what they said and how.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Do Not Share' }).check();
  await page.getByRole('radio', { name: 'By word' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('list', { name: 'Consent, contact and needs' })).toContainText(
    'Does not share, verbal 23 Nov',
  );
  const { body } = await county.specialist.call(readClient, { params: { id } });
  expect(body.client.shares).toBe(false);
});

test('a card finds its person until it is lost', async ({ page, county }) => {
  const id = await makeClient(county.specialist, { firstName: 'Carda', lastName: 'Holm', dob: '1977-07-07' });
  await signIn(page, county, 'specialist', `/clients/${id}/cards`);
  await page.getByLabel('Card code').fill('TC-204 881');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: 'TC-204 881' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await searchField(page).fill('TC-204 881');
  await expect(hits(page)).toContainText('Carda Holm');
  await searchField(page).fill('');
  await page.getByRole('button', { name: 'Lost or taken back: TC-204 881' }).click();
  await expect(page.getByText('No card yet')).toBeVisible();
});

test('every look at a record is on its own page', async ({ page, county }) => {
  const id = await makeClient(county.specialist, { firstName: 'Blik', lastName: 'Seen', dob: '1975-05-05' });
  await signIn(page, county, 'specialist', `/clients/${id}/seen-by`);
  const table = page.getByRole('table', { name: 'Who has seen this record' });
  await expect(table.getByRole('row').nth(1)).toContainText('Imani Solberg');
  await expect(table.getByRole('row').nth(1)).toContainText('Tamarack County Front Door');
});

test('a server that can’t be reached loses nothing and saves nothing twice', async ({
  page,
  context,
  county,
}) => {
  const id = await makeClient(county.specialist, { firstName: 'Nett', lastName: 'Verk', dob: '1974-04-04' });
  await signIn(page, county, 'specialist', `/clients/${id}/cards`);
  await page.getByLabel('Card code').fill('NET-1');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Add the card' }).click();
  const frame = page.getByRole('region', { name: 'Not saved yet: the server cannot be reached' });
  await expect(frame).toBeVisible();
  await expect(page.getByLabel('Card code')).toHaveValue('NET-1');
  await expect(page.getByRole('heading', { level: 1, name: 'Nett Verk' })).toBeVisible();
  await context.setOffline(false);
  await frame.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'NET-1' })).toHaveCount(1);
  await expect(page.getByText('What you see may be old')).toBeHidden();
});

test('the rooms of a record hold on a phone', async ({ page, county }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { id } = await client(county.database.db, county.team, 'Ogechi Nwachukwu-Bergström', {
    goesBy: 'Gigi',
  });
  await enrollment(county.database.db, id, county.sundog, { madeBy: county.team });
  await signIn(page, county, 'specialist', `/clients/${id}`);
  const rooms = [
    'Basic information',
    'Household',
    'Consent',
    'Cards',
    'Assessments',
    'Enrollments',
    'Reservations',
    'Client Bar List',
    'Who has seen this record',
    'Dashboard',
  ];
  for (const room of rooms) {
    await page.getByRole('button', { name: 'Record menu' }).click();
    await page.getByRole('dialog').getByRole('link', { name: room, exact: true }).click();
    await expect(page.getByRole('heading', { level: 2, name: room, exact: true })).toBeAttached();
    await expectNothingCut(page, room);
  }
});
