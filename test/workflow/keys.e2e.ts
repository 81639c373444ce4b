import type { Page } from '@playwright/test';
import { saveReservation } from '../../contract/reservations.ts';
import type { County } from '../county.ts';
import { expect, expectAccessible, makeClient, signIn, test } from '../desk.ts';
import { client, enrollment, facility } from '../factories.ts';

const booked = async (county: County, name: string) => {
  const { db } = county.database;
  const at = await facility(db, county.birchwater, `${name} Hall`, [{ beds: ['single', 'single'] }]);
  const { id } = await client(db, county.team, name);
  await enrollment(db, id, at, { madeBy: county.team });
  const { status, body } = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests: [{ clientId: id }] },
  });
  expect(status).toBe(201);
  return { clientId: id, reservationId: body.id, code: body.code };
};

/** Addresses that links would have opened outside the browser. */
const watchLinks = (page: Page) =>
  page.evaluate(() => {
    document.addEventListener(
      'click',
      (event) => {
        const link = (event.target as HTMLElement).closest('a[href^="sms:"]');
        if (!link) return;
        event.preventDefault();
        document.title = decodeURIComponent(link.getAttribute('href') ?? '');
      },
      true,
    );
  });

test('the slip: every key is listed, T writes a message, and single letters can be switched off', async ({
  page,
  county,
}) => {
  const { clientId, reservationId } = await booked(county, 'Kay Slip');
  await signIn(page, county, 'specialist', `/clients/${clientId}/housing-reservation/${reservationId}`);
  await expect(page.getByRole('heading', { level: 1, name: /has a place at Kay Slip Hall/ })).toBeVisible();
  await watchLinks(page);
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Shortcuts' });
  for (const [key, does] of [
    ['T', 'Text it'],
    ['P', 'Print'],
    ['C', 'Copy'],
    ['Enter', 'Next call'],
  ] as const) {
    await expect(
      list
        .getByRole('term')
        .filter({ hasText: new RegExp(`^${key}$`) })
        .locator('..'),
    ).toContainText(does);
  }
  await expectAccessible(page, ['light']);
  // Under an open dialog the letters do nothing.
  await page.keyboard.press('t');
  await expect(page).not.toHaveTitle(/^sms:/);
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await page.keyboard.press('t');
  await expect(page).toHaveTitle(/^sms:\?body=.*Come to Kay Slip Hall.*Venga a Kay Slip Hall/s);
  expect(await page.title()).not.toMatch(/Kay Slip(?! Hall)/);

  await page.evaluate(() => {
    document.title = 'quiet';
  });
  await page.keyboard.press('?');
  await list.getByRole('switch').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('t');
  await page.keyboard.press('?');
  await expect(list).toBeHidden();
  await expect(page).toHaveTitle('quiet');
});

test('Ctrl Enter saves the form it is pressed in: dates, another shelter, a cancellation', async ({
  page,
  county,
}) => {
  const { clientId, reservationId } = await booked(county, 'Dee Forms');
  const other = await facility(county.database.db, county.birchwater, 'Key Hall', [{ beds: ['single'] }]);
  await signIn(page, county, 'specialist', `/clients/${clientId}/reservations/${reservationId}`);
  const kept = page.getByRole('region', { name: 'What is kept' });
  await page.getByRole('button', { name: 'Cancel the reservation' }).press('Enter');
  await page.getByRole('radio', { name: 'Booked by mistake' }).check();
  // The open cancellation below is not what is saved from a field of the dates.
  const end = page.getByLabel('Reservation End Date', { exact: true });
  await end.fill('27 Nov');
  await end.press('Control+Enter');
  await expect(kept).toContainText('Fri 27 Nov, 4 nights');

  await page.getByRole('button', { name: 'Move to another shelter' }).press('Enter');
  await page.getByRole('button', { name: 'Move to Key Hall' }).press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: /has a place at Key Hall/ })).toBeVisible();
  await page.getByRole('link', { name: 'Change or cancel' }).press('Enter');
  await page.getByRole('button', { name: 'Cancel the reservation' }).press('Enter');
  await page.getByRole('radio', { name: 'Booked by mistake' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(kept).toContainText('Cancelled: Booked by mistake');
  const row = await county.database.db
    .selectFrom('reservation')
    .select(['cancelReason', 'endDate'])
    .where('facilityId', '=', other.id)
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ cancelReason: 'Booked by mistake', endDate: '2026-11-27' });
});

test('Ctrl Enter makes a household, adds a person and names another head', async ({ page, county }) => {
  const head = await makeClient(county.specialist, {
    firstName: 'Kibra',
    lastName: 'Tesfay',
    dob: '1985-01-01',
  });
  await makeClient(county.specialist, { firstName: 'Yonas', lastName: 'Tesfay', dob: '1983-01-01' });
  await signIn(page, county, 'specialist', `/clients/${head}/household`);
  await expect(page.getByText('No household yet')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Head of household · this record')).toBeVisible();
  await page.getByRole('combobox', { name: 'Add a person' }).fill('yonas tesfay');
  await page.getByRole('option').filter({ hasText: 'Yonas Tesfay' }).click();
  const relationship = page.getByLabel('Relationship to head');
  await relationship.selectOption('Spouse or partner of the head');
  await relationship.press('Control+Enter');
  const yonas = page.getByRole('listitem').filter({ hasText: 'Yonas Tesfay' });
  await expect(yonas).toContainText('Spouse or partner of the head');
  await yonas.getByRole('button', { name: 'Make head: Yonas Tesfay' }).press('Enter');
  const former = page.getByLabel('And Kibra Tesfay is then …');
  await former.selectOption('Spouse or partner of the head');
  await former.press('Control+Enter');
  await expect(yonas).toContainText('Head of household');
});
