import type { Page } from '@playwright/test';
import { firstAdministratorLink } from '../../server/accounts/store-people.ts';
import { type RunningApp, startApp } from '../app.ts';
import { expect, expectAccessible, test, typeSignIn } from '../desk.ts';
import { countyExport } from '../own-county.ts';

let own: RunningApp;

test.beforeAll(async () => {
  own = await startApp();
});
test.afterAll(() => own.stop());

const people = {
  administrator: { name: 'Vera Lindqvist', email: 'vera@example.org', password: 'nine quiet herons wading' },
  specialist: { name: 'Tomas Arrieta', email: 'tomas@example.org', password: 'a ladder of slow rivers' },
  shelterStaff: { name: 'Odette Kwan', email: 'odette@example.org', password: 'lantern moss and thimbles' },
};
type Person = (typeof people)[keyof typeof people];

const team = 'Bristol Front Door';
const nightShelter = 'Safe Night-by-Night Shelter';
const staysShelter = 'Safe Entry-Exit Shelter';

const workspaces = (page: Page) => page.getByRole('navigation', { name: 'Workspaces' });

const signInAs = async (page: Page, { email, password }: Person) => {
  await typeSignIn(page, email, password);
  await expect(workspaces(page)).toBeVisible();
};

const signOut = async (page: Page) => {
  await page.getByRole('button', { name: /, settings of / }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Berth' })).toBeVisible();
};

/** Goes to a room of Administration through its menu. */
const administer = async (page: Page, door: string) => {
  await workspaces(page).getByRole('link', { name: 'Admin' }).click();
  await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: door }).click();
  await expect(page.getByRole('heading', { level: 1, name: door })).toBeVisible();
};

/** Makes an account with one combination; returns the link by which the person chooses a password. */
const makePerson = async (page: Page, { name, email }: Person, workgroup: string, organization: string) => {
  await administer(page, 'People');
  await page.getByRole('button', { name: 'New person' }).click();
  const account = page.getByRole('dialog', { name: 'New person' });
  await account.getByLabel('Name').fill(name);
  await account.getByLabel('Email address').fill(email);
  await account.getByRole('button', { name: 'New person' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.getByRole('button', { name: 'Give a combination' }).click();
  const held = page.getByRole('dialog', { name: 'Give a combination' });
  await held.getByLabel('Workgroup').selectOption(workgroup);
  await held.getByLabel('Organization').selectOption(organization);
  await held.getByRole('button', { name: 'Give a combination' }).click();
  await expect(page.getByRole('table', { name: 'Combinations' })).toContainText(organization);

  await page.getByRole('button', { name: 'Make a link' }).click();
  return page.getByLabel('Link to choose a password').inputValue();
};

const choosePassword = async (page: Page, link: string, { email, password }: Person) => {
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.getByRole('textbox', { name: 'The same password again' }).fill(password);
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(page.getByRole('status')).toContainText(`Sign in as ${email}.`);
};

test('a county of one’s own: from an empty start and an export to a guest in a bed', async ({ page }) => {
  test.slow();
  const { zip, residents } = await countyExport();
  const { administrator, specialist, shelterStaff } = people;

  await test.step('the one-time link makes the first administrator', async () => {
    await page.goto(own.baseUrl + (await firstAdministratorLink(own.database.db, own.clock.now())));
    await expect(page.getByRole('heading', { name: 'Make the first administrator' })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Your name').fill(administrator.name);
    await page.getByLabel('Email address').fill(administrator.email);
    await page.getByLabel('Name of the county or agency that administers').fill('Bristol County');
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(administrator.password);
    await page.getByRole('textbox', { name: 'The same password again' }).fill(administrator.password);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('link', { name: 'To sign-in' }).click();
    await signInAs(page, administrator);
  });

  await test.step('the export is imported', async () => {
    await administer(page, 'Import');
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose the zip' }).click();
    await (await choosing).setFiles({
      name: 'county.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(zip),
    });
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Import of county.zip' })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'Imported' })).toBeVisible();
  });

  await test.step('a reservation team with its assessment', async () => {
    await administer(page, 'Organizations');
    await page.getByRole('button', { name: 'New organization' }).click();
    const organization = page.getByRole('dialog', { name: 'New organization' });
    await organization.getByLabel('Name').fill(team);
    await organization.getByLabel('Kind').selectOption('Reservation team');
    await organization.getByRole('button', { name: 'New organization' }).click();
    await expect(page.getByRole('heading', { level: 1, name: team })).toBeVisible();
    await page.getByRole('link', { name: 'Forms of the assessment' }).click();
    await page.getByLabel('Begin with a standard form').selectOption('Single adults');
    await expect(page.getByLabel('Form as JSON')).not.toHaveValue('');
    await page.getByRole('button', { name: 'Check' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByRole('table', { name: 'Version' })).toContainText('in use');
  });

  await test.step('the agreement with the imported shelter', async () => {
    await administer(page, 'Booking agreements');
    await page.getByRole('button', { name: 'New agreement' }).first().click();
    const agreement = page.getByRole('dialog', { name: 'New agreement' });
    await agreement.getByLabel('Reservation team').selectOption(team);
    await agreement.getByLabel('Shelter', { exact: true }).selectOption('Safe Spaces');
    await agreement.getByRole('button', { name: 'New agreement' }).click();
    await expect(page.getByRole('table', { name: 'Booking agreements' })).toContainText('In force');
  });

  await test.step('a specialist and a shelter user choose their passwords', async () => {
    const toSpecialist = await makePerson(page, specialist, 'Shelter Reservation Team', team);
    const toStaff = await makePerson(page, shelterStaff, 'Emergency Shelter Staff', 'Safe Spaces');
    await signOut(page);
    await choosePassword(page, toSpecialist, specialist);
    await choosePassword(page, toStaff, shelterStaff);
    await page.getByRole('link', { name: 'To sign-in' }).click();
  });

  await test.step('the shelter sees its residents in house', async () => {
    await signInAs(page, shelterStaff);
    await workspaces(page).getByRole('link', { name: 'Facilities' }).click();
    const row = new RegExp(`^${staysShelter} .*Mon 23 Nov 0 ${residents.count} `);
    await expect(page.getByRole('row', { name: row })).toBeVisible();
    await page.getByRole('link', { name: staysShelter }).click();
    await page
      .getByRole('region', { name: 'Counts of the night' })
      .getByRole('button', { name: new RegExp(`^${residents.count} arrived`) })
      .click();
    await expect(
      page
        .getByRole('region', { name: 'In house' })
        .getByRole('button', { name: residents.one, exact: true }),
    ).toBeVisible();
    await expectAccessible(page);
    await signOut(page);
  });

  const code = await test.step('the specialist carries Crayon Garland to a saved reservation', async () => {
    await signInAs(page, specialist);
    await workspaces(page).getByRole('link', { name: 'Clients' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Find a client' })).toBeVisible();
    await page.getByRole('combobox', { name: 'Find a client' }).fill('crayn garlnd');
    await page.getByRole('option').filter({ hasText: 'Crayon Garland' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Crayon Garland' })).toBeVisible();

    await page.getByRole('link', { name: 'Consent not asked yet' }).click();
    await page.getByRole('radio', { name: 'Share', exact: true }).check();
    await page.getByRole('radio', { name: 'By word' }).check();
    await page.getByRole('button', { name: 'Record what they said' }).click();
    await expect(page.getByRole('list', { name: 'Consent, contact and needs' })).toContainText(
      'Shares, verbal 23 Nov',
    );

    const record = page.getByRole('navigation', { name: 'Client record' });
    await record.getByRole('link', { name: 'Shelter Placement Assessment' }).click();
    const goOn = async (to: string) => {
      await page.getByRole('button', { name: /^Next/ }).click();
      await expect(page.getByRole('heading', { name: to })).toBeFocused();
    };
    const answer = (question: RegExp, said: string) =>
      page
        .getByRole('radiogroup', { name: question })
        .getByRole('radio', { name: said, exact: true })
        .check();
    await answer(/danger/, 'No');
    await goOn('Last night');
    await goOn('Who is with you');
    await goOn('Access and health');
    await answer(/upper bunk/, 'Yes');
    await goOn('Pets, goods, work');
    await goOn('Wishes and result');
    await page.getByRole('radio', { name: 'Either', exact: true }).check();
    await page.getByRole('button', { name: /^Finish(?! later)/ }).click();

    await expect(page.getByRole('heading', { name: 'Housing Facilities' })).toBeVisible();
    await page.getByRole('link', { name: `Reservation at ${nightShelter}` }).click();
    const form = page.getByRole('dialog', { name: 'Housing Reservation' });
    await form.getByRole('link', { name: 'Go to Intake' }).first().click();
    await expect(page.getByText(`Intake at ${nightShelter}`)).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Save', exact: true }).click();

    await expect(form).toContainText(`${nightShelter}, pending for Mon 23 Nov`);
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(
      page.getByRole('heading', { name: `Crayon Garland has a place at ${nightShelter} tonight` }),
    ).toBeVisible();
    const said = /Your code is (.+?)\./.exec((await page.getByRole('main').textContent()) ?? '')?.[1];
    await signOut(page);
    return said ?? '';
  });

  await test.step('the shelter expects the guest, gives the bed and checks in', async () => {
    await signInAs(page, shelterStaff);
    await workspaces(page).getByRole('link', { name: 'Facilities' }).click();
    await page.getByRole('link', { name: nightShelter }).click();
    await expect(page.getByRole('heading', { level: 1, name: `Tonight at ${nightShelter}` })).toBeVisible();
    const guest = page.getByRole('button', { name: /^Check in Crayon Garland/ });
    await expect(guest).toBeVisible();
    await page.getByRole('searchbox', { name: 'Find a guest of this night' }).fill(code);
    await page.keyboard.press('Enter');
    const strip = page.getByRole('region', { name: 'Chosen place' });
    await expect(strip).toContainText('proposed for Crayon Garland');
    await strip.getByRole('button', { name: /^Give/ }).click();
    await expect(strip).toContainText('given to Crayon Garland');
    await strip.getByRole('button', { name: 'Check in' }).click();
    await expect(page.getByText('Crayon Garland is in, ')).toBeVisible();
    const counts = page.getByRole('region', { name: 'Counts of the night' });
    await expect(counts.getByRole('button', { name: /^1 arrived/ })).toBeVisible();
    await expect(counts.getByRole('button', { name: /^0 expected/ })).toBeVisible();
  });
});
