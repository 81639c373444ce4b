import type { Page } from '@playwright/test';
import { recordInput } from '../../contract/accounts.ts';
import { readClient } from '../../contract/clients.ts';
import { type County, startCounty } from '../county.ts';
import { expect, expectAccessible, makeClient, signIn, test, typeSignIn } from '../desk.ts';
import { agreement, organization, password, user } from '../factories.ts';

const openSettings = (page: Page) => page.getByRole('button', { name: /, settings of / }).click();

const actFor = async (page: Page, organization: string) => {
  await openSettings(page);
  await page.getByLabel('Organization').selectOption(organization);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
};

test('lists only the combinations held, and Apply changes this tab alone', async ({
  page,
  context,
  county,
}) => {
  // A team of its own: others may get agreements while this worker lives.
  const { db } = county.database;
  const team = await organization(db, 'Prairie Line', 'reservation_team');
  await agreement(db, team, county.birchwater);
  await agreement(db, team, county.quarry);
  const { email } = await user(db, 'Lia Moen', [
    { organizationId: team, workgroup: 'shelter_reservation_team' },
  ]);
  await signIn(page, county, { email });
  const header = page.getByRole('banner');
  await expect(header).toContainText('Lia Moen · Shelter Reservation Team');
  await expect(header).toContainText('Prairie Line');
  await openSettings(page);
  await expect(page.getByLabel('Workgroup').getByRole('option')).toHaveText(['Shelter Reservation Team']);
  await expect(page.getByLabel('Organization').getByRole('option')).toHaveText([
    'Prairie Line',
    'Birchwater Shelters',
    'Quarry Road Shelter',
  ]);
  await expectAccessible(page);

  await page.getByLabel('Organization').selectOption('Quarry Road Shelter');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(header).not.toContainText('acting for');

  await actFor(page, 'Birchwater Shelters');
  await expect(header).toContainText('Prairie Line, acting for Birchwater Shelters');
  await page.reload();
  await expect(header).toContainText('acting for Birchwater Shelters');

  const otherTab = await context.newPage();
  await otherTab.goto(county.baseUrl);
  await expect(otherTab.getByRole('banner')).toContainText('Prairie Line');
  await expect(otherTab.getByRole('banner')).not.toContainText('acting for');
});

test('what is saved carries the organization in force', async ({ page, county }) => {
  const id = await makeClient(county.specialist, { firstName: 'Ida', lastName: 'Quist', dob: '1980-01-02' });
  await signIn(page, county, 'specialist', `/clients/${id}/cards`);
  await actFor(page, 'Quarry Road Shelter');
  // The form was there before: it is begun again under the new organization.
  await page.reload();
  await page.getByLabel('Card code').fill('QUIST 1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('QUIST 1', { exact: true })).toBeVisible();
  const written = await county.database.db
    .selectFrom('auditEntry')
    .select(['actingOrganizationId'])
    .where('act', '=', 'client.card')
    .execute();
  expect(written.map((w) => w.actingOrganizationId)).toContain(county.quarry);
});

test('a form begun under one organization can’t be saved under another', async ({ page, county }) => {
  const id = await makeClient(county.specialist, { firstName: 'Bo', lastName: 'Ekdahl', dob: '1981-01-02' });
  const cardsOf = async () =>
    (await county.specialist.call(readClient, { params: { id } })).body.cards.map((card) => card.code);
  await signIn(page, county, 'specialist', `/clients/${id}/cards`);
  await page.getByLabel('Card code').fill('EK-204');
  await actFor(page, 'Birchwater Shelters');
  await page.getByRole('button', { name: 'Add the card' }).click();

  const refusal = page.getByRole('region', { name: 'Not saved: you have changed the organization' });
  await expect(refusal).toBeFocused();
  await expect(refusal).toContainText('Shelter Reservation Team, Tamarack County Front Door');
  await expect(refusal).toContainText('Shelter Reservation Team, Birchwater Shelters');
  await expect(page.getByLabel('Card code')).toHaveValue('EK-204');
  await expectAccessible(page);
  expect(await cardsOf()).toEqual([]);

  await refusal.getByRole('button', { name: 'Switch back to Tamarack County Front Door' }).click();
  await expect(refusal).toBeHidden();
  await expect(page.getByRole('banner')).not.toContainText('acting for');
  await page.getByRole('button', { name: 'Add the card' }).click();
  await expect(page.getByText('EK-204', { exact: true })).toBeVisible();
  expect(await cardsOf()).toEqual(['EK-204']);
});

test('a combination that has ended is dropped, and the tab says so', async ({ page, county }) => {
  const id = await makeClient(county.specialist, {
    firstName: 'Una',
    lastName: 'Torvald',
    dob: '1982-01-02',
  });
  await signIn(page, county, 'specialist', `/clients/${id}`);
  await actFor(page, 'Quarry Road Shelter');
  const agreement = county.database.db
    .updateTable('bookingAgreement')
    .where('shelterOrganizationId', '=', county.quarry);
  await agreement.set({ endsOn: '2026-11-23' }).execute();
  try {
    await page.getByRole('link', { name: 'Who has seen this record' }).click();
    await expect(page.getByText(/You may no longer act for the organization/)).toBeVisible();
    await expect(page.getByRole('banner')).not.toContainText('acting for');
    await expect(page.getByRole('table', { name: 'Who has seen this record' })).toBeVisible();
  } finally {
    await agreement.set({ endsOn: 'infinity' }).execute();
  }
});

test('light or dark, language and shortcuts are this browser’s, and are kept', async ({ page, county }) => {
  await signIn(page, county, 'specialist');
  await openSettings(page);
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
  await page.getByRole('button', { name: 'Español' }).click();
  await expect(page.getByRole('navigation', { name: 'Áreas de trabajo' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.getByRole('button', { name: /, ajustes de / }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Shortcuts' }).click();
  const shortcuts = page.getByRole('dialog', { name: 'Shortcuts' });
  await expect(shortcuts).toContainText('Go to Clients');
  await page.keyboard.press('Escape');
  await expect(shortcuts).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/\/clients$/);

  const find = page.getByRole('combobox', { name: 'Find a client' });
  await expect(find).toBeFocused();
  await find.blur();
  await page.keyboard.press('?');
  await shortcuts.getByRole('switch', { name: 'Single-letter shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(shortcuts).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.keyboard.press('?');
  await expect(shortcuts).toBeHidden();
  await expect(page).toHaveURL(/\/clients$/);
});

test('on a phone help and shortcuts are under the initials', async ({ page, county }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, county, 'specialist');
  await openSettings(page);
  await page.getByRole('button', { name: 'Shortcuts' }).click();
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toContainText('Go to Clients');
  await page.keyboard.press('Escape');
  await openSettings(page);
  await page.getByRole('button', { name: 'Help' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible();
});

test('sign-in says what is wrong in plain words', async ({ page, county }) => {
  await page.goto(county.baseUrl);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('Type your email address and your password.');
  for (let n = 0; n < 3; n++) {
    await typeSignIn(page, county.emails.quarryStaff, 'not the password');
    await expect(page.getByRole('alert')).toContainText('do not match');
  }
  await typeSignIn(page, county.emails.quarryStaff);
  await expect(page.getByRole('alert')).toContainText('Too many tries. You can try again in 1 s.');
  await expectAccessible(page);
});

const endSessionsOf = (county: County, email: string) =>
  county.database.db
    .deleteFrom('userSession')
    .where('userId', 'in', (q) => q.selectFrom('userAccount').select('id').where('email', '=', email))
    .execute();

test('a session that ended keeps what was typed', async ({ page, county }) => {
  const id = await makeClient(county.specialist, { firstName: 'Ove', lastName: 'Sund', dob: '1983-01-02' });
  await signIn(page, county, 'otherSpecialist', `/clients/${id}/cards`);
  await page.getByLabel('Card code').fill('SUND-77');
  await endSessionsOf(county, county.emails.otherSpecialist);
  await page.getByRole('button', { name: 'Add the card' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Berth' })).toBeVisible();
  await expect(page.getByText('Ove Sund')).toBeHidden();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByLabel('Card code')).toBeVisible();
  await expect(page.getByLabel('Card code')).toHaveValue('SUND-77');
});

test('another person at that screen starts with nothing', async ({ page, county }) => {
  const id = await makeClient(county.specialist, { firstName: 'Eva', lastName: 'Lie', dob: '1986-01-02' });
  await signIn(page, county, 'otherSpecialist', `/clients/${id}/cards`);
  await page.getByLabel('Card code').fill('LIE-9');
  await endSessionsOf(county, county.emails.otherSpecialist);
  await page.getByRole('button', { name: 'Add the card' }).click();
  await typeSignIn(page, county.emails.staff);
  await expect(page.getByRole('heading', { name: 'Hello, Teo Lindgren' })).toBeVisible();
  expect(await page.content()).not.toContain('LIE-9');
  expect(await page.content()).not.toContain('Eva Lie');
});

test('an idle session is warned, kept awake by a click, then ended; what was typed is kept', async ({
  page,
}) => {
  // A county of its own: its clock is moved.
  const now = '2026-11-23T16:14:00Z';
  const county = await startCounty({ now });
  try {
    const id = await makeClient(county.specialist, { firstName: 'Tom', lastName: 'Rast', dob: '1985-01-02' });
    const start = Date.parse(now);
    const passes = async (minutes: number, inAll: number) => {
      county.clock.set(new Date(start + inAll * 60_000).toISOString());
      await page.clock.fastForward(minutes * 60_000);
    };
    await page.clock.install();
    await signIn(page, county, 'specialist', `/clients/${id}/cards`);
    await page.getByLabel('Card code').fill('RAST-1');
    const warning = page.getByRole('dialog', { name: 'Are you still there?' });
    await passes(28.5, 28.5);
    await expect(warning).toContainText('signed out in 1:');
    await expectAccessible(page);
    // The server has heard of it before its clock goes on.
    const heard = page.waitForResponse((answer) => answer.url().endsWith(recordInput.path));
    await warning.getByRole('button', { name: 'Stay signed in' }).click();
    await heard;
    await expect(warning).toBeHidden();

    await passes(28.5, 57);
    await expect(warning).toBeVisible();
    await passes(2, 59.1);
    await expect(page.getByText('You were signed out after a time without input.')).toBeVisible();
    await expect(page.getByText('Tom Rast')).toBeHidden();
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByLabel('Card code')).toBeVisible();
    await expect(page.getByLabel('Card code')).toHaveValue('RAST-1');
  } finally {
    await county.stop();
  }
});

test('sign-out leaves nothing behind', async ({ page, context, county }) => {
  const id = await makeClient(county.specialist, {
    firstName: 'Liv',
    lastName: 'Aronsen',
    dob: '1984-01-02',
  });
  await signIn(page, county, 'specialist', `/clients/${id}`);
  await expect(page.getByRole('heading', { name: 'Liv Aronsen' })).toBeVisible();
  const otherTab = await context.newPage();
  await otherTab.goto(`${county.baseUrl}/clients/${id}`);
  await expect(otherTab.getByRole('heading', { name: 'Liv Aronsen' })).toBeVisible();

  await openSettings(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Berth' })).toBeVisible();
  await expect(otherTab.getByText('Liv Aronsen')).toBeHidden();
  expect(await page.content()).not.toContain('Aronsen');

  await typeSignIn(page, county.emails.staff);
  await expect(page.getByRole('heading', { name: 'Hello, Teo Lindgren' })).toBeVisible();
});
