import type { Page } from '@playwright/test';
import {
  readFacilityAdministration,
  saveFacilitySettings,
} from '../../contract/facilities-administration.ts';
import { saveReservation } from '../../contract/reservations.ts';
import { firstAdministratorLink } from '../../server/accounts/store-people.ts';
import { type RunningApp, startApp } from '../app.ts';
import { another, expect, expectAccessible, signIn, test, typeSignIn } from '../desk.ts';
import { client, enrollment, facility } from '../factories.ts';

const enter = (page: Page, door: string) =>
  page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: door }).click();

test.describe('an empty installation', () => {
  let running: RunningApp;
  test.beforeAll(async () => {
    running = await startApp();
  });
  test.afterAll(() => running.stop());

  test('is set up by the screens: from the one-time link to a team that may book', async ({
    page,
    browser,
  }) => {
    test.slow();
    const link = await firstAdministratorLink(running.database.db, running.clock.now());
    await page.goto(running.baseUrl + link);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expect(page.getByText('Fill this in.').first()).toBeVisible();
    await page.getByLabel('Your name').fill('Ola First');
    await page.getByLabel('Email address').fill('ola@example.org');
    await page.getByLabel('Name of the county or agency that administers').fill('Tamarack County');
    await page.getByLabel('Password', { exact: true }).fill('four quiet green boats');
    await page.getByLabel('The same password again').fill('four quiet green boats');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('link', { name: 'To sign-in' }).click();
    await typeSignIn(page, 'ola@example.org', 'four quiet green boats');

    await page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name: 'Admin' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Administration' })).toBeVisible();

    await test.step('a shelter with its project', async () => {
      await enter(page, 'Organizations');
      await page.getByRole('button', { name: 'New organization' }).click();
      const dialog = page.getByRole('dialog', { name: 'New organization' });
      await dialog.getByLabel('Name').fill('Harbor Shelters');
      await expectAccessible(page);
      await dialog.getByRole('button', { name: 'New organization' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Harbor Shelters' })).toBeVisible();
      await page.getByRole('button', { name: 'New project' }).click();
      const project = page.getByRole('dialog', { name: 'New project' });
      await project.getByLabel('Name').fill('Harbor Nights');
      await project.getByLabel('CoC').fill('mn-500');
      await expect(project.getByText('Minneapolis/Hennepin County CoC').first()).toBeVisible();
      await project.getByRole('button', { name: 'New project' }).click();
      await expect(page.getByRole('cell', { name: 'MN-500' })).toBeVisible();
      await expectAccessible(page);
    });

    await test.step('a facility with hours, rooms and beds', async () => {
      await enter(page, 'Facilities');
      await expect(page.getByText('No facility yet')).toBeVisible();
      await page.getByRole('button', { name: 'New facility' }).first().click();
      const dialog = page.getByRole('dialog', { name: 'New facility' });
      await dialog.getByLabel('Name').fill('Harbor House');
      await dialog
        .getByLabel('Project')
        .selectOption({ label: 'Harbor Shelters: Harbor Nights (Night-by-night)' });
      await dialog.getByRole('button', { name: 'New facility' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Harbor House' })).toBeVisible();
      await page.getByLabel('Phone').fill('(555) 014-0150');
      await page.getByLabel('Check-in from').fill('17h');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByLabel('Check-in from')).toBeFocused();
      await expect(page.getByText('Write the time as HH:MM, such as 17:00.')).toBeVisible();
      await page.getByLabel('Check-in from').fill('17:00');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('button', { name: 'Save' })).toBeHidden();

      await page.getByRole('link', { name: 'Rooms and beds' }).click();
      await page.getByRole('button', { name: 'Add rooms and beds' }).first().click();
      const order = page.getByRole('dialog', { name: 'Add rooms and beds' });
      await order.getByLabel('Bunks', { exact: true }).fill('2');
      await order.getByLabel('outlet').check();
      await order.getByRole('button', { name: 'Preview' }).click();
      await expect(order.getByText('A1 lower, A1 upper, A2 lower, A2 upper')).toBeVisible();
      await expectAccessible(page);
      await order.getByRole('button', { name: 'Make 4 places' }).click();
      await expect(page.getByRole('checkbox', { name: 'A2 upper' })).toBeVisible();
    });

    await test.step('a team with its form, and an agreement', async () => {
      await enter(page, 'Organizations');
      await page.getByRole('button', { name: 'New organization' }).click();
      const dialog = page.getByRole('dialog', { name: 'New organization' });
      await dialog.getByLabel('Name').fill('Front Door');
      await dialog.getByLabel('Kind').selectOption({ label: 'Reservation team' });
      await dialog.getByRole('button', { name: 'New organization' }).click();
      await page.getByLabel('Phone of the line').fill('(555) 014-0100');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('button', { name: 'Save' })).toBeHidden();
      await page.getByRole('link', { name: 'Forms of the assessment' }).click();
      await page.getByLabel('Begin with a standard form').selectOption({ label: 'Families' });
      await page.getByRole('button', { name: 'Check' }).click();
      await expect(page.getByText(/It can be published: \d+ questions/)).toBeVisible();
      await page.getByRole('button', { name: 'Publish' }).click();
      await expect(page.getByRole('cell', { name: '1 in use' })).toBeVisible();

      await enter(page, 'Booking agreements');
      await page.getByRole('button', { name: 'New agreement' }).first().click();
      const agreement = page.getByRole('dialog', { name: 'New agreement' });
      await agreement.getByLabel('Reservation team').selectOption({ label: 'Front Door' });
      await agreement.getByLabel('Shelter').selectOption({ label: 'Harbor Shelters' });
      await agreement.getByRole('button', { name: 'New agreement' }).click();
      await expect(page.getByRole('cell', { name: 'In force' })).toBeVisible();
    });

    const newPassword = await test.step('a person, who gets a combination and a link', async () => {
      await enter(page, 'People');
      await page.getByRole('button', { name: 'New person' }).click();
      const dialog = page.getByRole('dialog', { name: 'New person' });
      await dialog.getByLabel('Name').fill('Nia Osei');
      await dialog.getByLabel('Email address').fill('nia@example.org');
      await dialog.getByRole('button', { name: 'New person' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Nia Osei' })).toBeVisible();
      await page.getByRole('button', { name: 'Give a combination' }).click();
      const give = page.getByRole('dialog', { name: 'Give a combination' });
      await give.getByLabel('Workgroup').selectOption({ label: 'Shelter Reservation Team' });
      await give.getByLabel('Organization').selectOption({ label: 'Front Door' });
      await give.getByLabel('Reports to').selectOption({ label: 'Ola First, ola@example.org' });
      await expectAccessible(page);
      await give.getByRole('button', { name: 'Give a combination' }).click();
      await expect(page.getByRole('row', { name: /Front Door.*Ola First.*In force/ })).toBeVisible();
      await page.getByRole('button', { name: 'Make a link' }).click();
      const shown = page.getByLabel('Link to choose a password');
      await expect(shown).toHaveValue(/\/new-password\//);
      await expectAccessible(page);
      return shown.inputValue();
    });

    await test.step('the person chooses a password, signs in and may act for the shelter', async () => {
      const theirs = await (await browser.newContext({ baseURL: running.baseUrl })).newPage();
      await theirs.goto(newPassword);
      await expectAccessible(theirs);
      await theirs.getByLabel('Password', { exact: true }).fill('seven slow grey clouds');
      await theirs.getByLabel('The same password again').fill('seven slow grey clouds');
      await theirs.getByRole('button', { name: 'Save the password' }).click();
      await theirs.getByRole('link', { name: 'To sign-in' }).click();
      await typeSignIn(theirs, 'nia@example.org', 'seven slow grey clouds');
      await theirs.getByRole('button', { name: /settings of/ }).click();
      await expect(theirs.getByLabel('Organization')).toContainText('Harbor Shelters');
      await expect(theirs.getByRole('link', { name: 'Admin' })).toHaveCount(0);
      await theirs.goto('/help');
      await expect(theirs.getByRole('heading', { name: 'A call' })).toBeVisible();
      await expect(theirs.getByText('helpdesk@example.org')).toBeVisible();
      await theirs.goto(newPassword);
      await theirs.getByLabel('Password', { exact: true }).fill('seven slow grey clouds');
      await theirs.getByLabel('The same password again').fill('seven slow grey clouds');
      await theirs.getByRole('button', { name: 'Save the password' }).click();
      await expect(theirs.getByText('This link was used already, or it is too old.')).toBeVisible();
    });
  });
});

test('a supervisor closes beds: sees whom it displaces, accepts it, and opens them again', async ({
  page,
  browser,
  county,
}) => {
  const { db } = county.database;
  const at = await facility(db, county.birchwater, 'Harbor House', [
    { name: 'Dormitory A', beds: ['lower', 'upper'] },
  ]);
  for (const name of ['Amina Farah Jibril', 'Gigi Nwachukwu-Bergström']) {
    const made = await client(db, county.team, name);
    await enrollment(db, made.id, at);
    const body = { facilityId: at.id, guests: [{ clientId: made.id }] };
    expect((await county.specialist.call(saveReservation, { body })).status).toBe(201);
  }
  await signIn(page, county, 'supervisor', `/facilities/${at.id}`);
  await expectAccessible(page, ['light']);
  await page.getByRole('link', { name: 'Closures and overflow' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: /^Closures and overflow of Harbor/ }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Settings' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Rooms and beds' }).click();
  await page.getByRole('checkbox', { name: 'A1 lower' }).check();
  await page.getByRole('button', { name: 'Close …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Close beds: 1 place' });
  await dialog.getByLabel('Reason').fill('Broken ladder');
  await dialog.getByRole('button', { name: 'Show what follows' }).click();
  await expect(dialog.getByText('1 promise could not be kept')).toBeVisible();
  const lost = dialog.getByText('would have no place');
  await expect(lost).toContainText('Dormitory A, A1 lower');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close the beds' }).click();
  await expect(dialog.getByText('Tick that you have seen whom this displaces.')).toBeVisible();
  await dialog.getByLabel('I have seen whom this displaces').check();
  await dialog.getByRole('button', { name: 'Close the beds' }).click();
  await expect(dialog).toBeHidden();

  // Who is no supervisor has no such door.
  const atTheDoor = await another(browser);
  await signIn(atTheDoor, county, 'staff', `/facilities/${at.id}`);
  await expect(atTheDoor.getByRole('heading', { level: 2, name: 'Rooms and beds' })).toBeVisible();
  await expect(atTheDoor.getByRole('link', { name: 'Closures and overflow' })).toHaveCount(0);

  // The team that made the reservation sees it too.
  const desk = await another(browser);
  await signIn(desk, county, 'specialist');
  const risks = desk.getByRole('region', { name: 'At risk: no place' });
  await expect(risks.getByRole('row', { name: /Harbor House/ })).toHaveCount(1);
  await expectAccessible(desk);

  await page.getByRole('link', { name: 'Closures and overflow' }).click();
  await expect(page.getByRole('row', { name: /Broken ladder/ })).toContainText('Dormitory A, A1 lower');
  const atRisk = page.getByRole('region', { name: 'Reservations without a place' });
  await expect(atRisk.getByRole('row')).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Look again for places' }).click();
  await expect(page.getByText('No place fits anybody of them').first()).toBeVisible();
  await page.getByRole('button', { name: 'Open again: “Broken ladder”' }).click();
  await expect(atRisk).toHaveCount(0);
  await expect(page.getByText('No bed is closed')).toBeVisible();

  await page.getByRole('link', { name: 'Rules' }).click();
  await page.getByRole('button', { name: 'Set a rule …' }).click();
  const rule = page.getByRole('dialog', { name: 'Set a rule' });
  await rule.getByRole('button', { name: 'Show what follows' }).click();
  await expect(rule.getByText('Choose at least one room.')).toBeVisible();
  await rule.getByLabel('Dormitory A').check();
  await rule.getByLabel('Age from').fill('18');
  await rule.getByLabel('walk-ins').uncheck();
  for (const day of ['Mon', 'Tue', 'Wed', 'Thu']) await rule.getByText(day, { exact: true }).click();
  await rule.getByRole('button', { name: 'Show what follows' }).click();
  await expect(rule.getByText('Nobody is affected.')).toBeVisible();
  await expectAccessible(page);
  await rule.getByRole('button', { name: 'Set the rule' }).click();
  await expect(
    page.getByRole('row', { name: /Dormitory A.*18 years and older.*Fridays, Saturdays, and Sundays/ }),
  ).toBeVisible();
});

test('what a shelter decides of its evening and morning is set on its page, and wrong entries are said there', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const at = await facility(db, county.birchwater, 'Deciding House', [{ beds: ['single'] }]);
  await signIn(page, county, 'administrator', `/administration/facilities/${at.id}`);
  const save = page.getByRole('button', { name: 'Save' });
  await page.getByText('Sat', { exact: true }).click();
  await page.getByLabel('Saturdays, until').fill('1');
  await page.getByLabel('Minutes after check-in ends').fill('soon');
  await page.getByLabel('Nights that one person may stay').fill('30');
  await page.getByLabel('Counted over the last days').fill('7');
  await save.click();
  await expect(page.getByText('Write a whole number from 0 to 720.')).toBeVisible();
  await expect(page.getByLabel('Saturdays, until')).toBeFocused();
  await expect(page.getByText('Write the time as HH:MM, such as 17:00.').first()).toBeVisible();
  await page.getByLabel('Saturdays, until').fill('01:00');
  await page.getByLabel('Minutes after check-in ends').fill('45');
  await save.click();
  const refusal = page.getByRole('region', { name: 'The settings were not saved' });
  await expect(refusal).toContainText('more nights than the days over which they are counted');
  await expectAccessible(page);
  await page.getByLabel('Counted over the last days').fill('365');
  await save.click();
  await expect(save).toBeHidden();
  await page.reload();
  await expect(page.getByLabel('Saturdays, until')).toHaveValue('01:00');
  await expect(page.getByLabel('Minutes after check-in ends')).toHaveValue('45');

  await test.step('what another administrator saves comes in, and what is being typed stays', async () => {
    await page.getByLabel('Phone').fill('(555) 014-0199');
    const other = await county.administrator();
    const params = { id: at.id };
    const { body } = await other.call(readFacilityAdministration, { params });
    const settings = { ...body.settings, phone: '(555) 014-0111', city: 'Otherton', sober: true };
    expect((await other.call(saveFacilitySettings, { params, body: settings })).status).toBe(200);
    await expect(page.getByLabel('City')).toHaveValue('Otherton');
    await expect(page.getByLabel('Sober site')).toBeChecked();
    await expect(page.getByLabel('Phone')).toHaveValue('(555) 014-0199');
    await expect(page.getByText('Somebody else has changed this meanwhile: “(555) 014-0111”.')).toBeVisible();
    await expectAccessible(page);
    await save.click();
    await expect(save).toBeHidden();
    const kept = await other.call(readFacilityAdministration, { params });
    expect(kept.body.settings).toEqual({ ...settings, phone: '(555) 014-0199' });
  });
});

test('a closed night is put right by an administrator, on the facility’s page', async ({ page, county }) => {
  const { db } = county.database;
  const at = await facility(db, county.birchwater, 'Closed Nights House', [{ beds: ['single'] }]);
  const { id } = await client(db, county.team, 'Isaac Fields');
  await enrollment(db, id, at, { entryDate: '2026-10-01' });
  await signIn(page, county, 'administrator', `/administration/facilities/${at.id}`);
  await page.getByRole('link', { name: 'Bed nights' }).click();
  await page.getByLabel('A night further back').fill('2 Oct 2026');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Who slept here on Fri 2 Oct, as recorded.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Enrolled on that night' }).click();
  await page.getByRole('option', { name: /Isaac Fields/ }).click();
  await page.getByLabel('Reason').fill('Found in the paper roster');
  await page.getByRole('button', { name: 'Write a night down' }).click();
  await expect(page.getByRole('row', { name: /Isaac Fields/ })).toContainText('Pat Olsen');
});

test('the last administrator is not removed, and the screen says why', async ({ page, county }) => {
  await signIn(page, county, 'administrator', '/administration/people');
  await page.getByLabel('Name, address or organization').fill('quarry sup');
  await expect(page.getByRole('link', { name: 'Noor Haddad' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ada Brandt' })).toHaveCount(0);
  await page.getByLabel('Name, address or organization').fill('tamarack adm');
  await page.getByRole('link', { name: 'Pat Olsen' }).click();
  await page.getByRole('button', { name: 'Close the account' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the account' }).click();
  const refusal = page.getByRole('region', { name: 'The account was not closed' });
  await expect(refusal).toContainText('Nobody would be left who can sign in and administer Berth');
  await expectAccessible(page);
});

test('a record that is not there leads back to one’s own workspace', async ({ page, county }) => {
  await signIn(page, county, 'administrator', '/administration/facilities/999999');
  await expect(page.getByText('There is no such record, or it is not yours to see')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Find a client' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Admin', exact: true }).last().click();
  await expect(page).toHaveURL(/\/administration$/);
});
