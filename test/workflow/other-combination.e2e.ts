import type { Page } from '@playwright/test';
import { readCurrentReservations, saveReservation } from '../../contract/reservations.ts';
import { expect, makeClient, signIn, test } from '../desk.ts';
import { client, enrollment, facility, user } from '../factories.ts';

// What was begun for one organization is not done for another: each act says so, and offers the way back.

const actFor = async (page: Page, organization: string) => {
  await page.getByRole('button', { name: /settings of/ }).click();
  await page.getByLabel('Organization').selectOption(organization);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
};
const refusal = (page: Page) =>
  page.getByRole('region', { name: 'Not saved: you have changed the organization' });

/** What the board reads again is held up, as on a slow line: what was there can still be pressed. */
const slowLine = async (page: Page) => {
  let goOn = () => {};
  const open = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route('**/current-reservations*', async (route) => {
    await open;
    await route.continue().catch(() => undefined);
  });
  return goOn;
};

test('giving a bed, checking in and confirming the count', async ({ page, county }) => {
  const { db } = county.database;
  const hall = await facility(db, county.birchwater, 'Willow Hall', [{ beds: ['single', 'single'] }]);
  const both = await user(db, 'Two Hats', [
    { organizationId: county.birchwater, workgroup: 'emergency_shelter_staff' },
    { organizationId: county.quarry, workgroup: 'emergency_shelter_staff' },
  ]);
  const { id } = await client(db, county.team, 'Jorunn Moe');
  await enrollment(db, id, hall, { madeBy: county.team });
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: hall.id, guests: [{ clientId: id }] },
  });
  expect(saved.status).toBe(201);
  await signIn(page, county, both, `/facilities/${hall.id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Tonight at Willow Hall' })).toBeVisible();
  await page.getByRole('button', { name: 'Count again' }).click();
  await expect(page.getByRole('button', { name: 'Not yet' })).toBeVisible();
  await page.keyboard.press('Escape');

  const goOn = await slowLine(page);
  await actFor(page, 'Quarry Road Shelter');
  await page.getByRole('button', { name: /^Check in Jorunn Moe/ }).click();
  await expect(refusal(page)).toContainText('Emergency Shelter Staff, Birchwater Shelters');
  await page.getByRole('button', { name: 'Count again' }).click();
  const counting = page.getByRole('dialog', { name: 'Confirm the count' });
  await counting.getByRole('button').first().click();
  await expect(refusal(page).last()).toBeVisible();
  const staff = await county.staff();
  const { body } = await staff.call(readCurrentReservations, { params: { id: hall.id }, query: {} });
  expect(body.guests.map((g) => [g.arrivedAt, g.confirmed])).toEqual([[null, false]]);
  expect(body.facility.countConfirmedAt).toBe('2026-11-23T15:00:00.000Z');

  await counting.getByRole('button', { name: 'Switch back to Birchwater Shelters' }).click();
  goOn();
  await expect(refusal(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Check in Jorunn Moe/ }).click();
  await expect(page.getByText('Jorunn Moe is in')).toBeVisible();
});

test('undoing what was just saved', async ({ page, county }) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Kaja Lund');
  const hall = await facility(db, county.birchwater, 'Combination Hall', [{ beds: ['lower', 'upper'] }]);
  await enrollment(db, id, hall, { entryDate: '2026-11-12', madeBy: county.team });
  await signIn(page, county, 'specialist', `/clients/${id}/housing-facilities?facility=${hall.id}`);
  await expect(page.getByRole('region', { name: 'Before saving' })).toContainText('eligible here');
  // Ten seconds are what a person has, not what a test on a busy machine has.
  await page.clock.install();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: /^Kaja Lund has a place/ })).toBeVisible();
  await actFor(page, 'Quarry Road Shelter');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(refusal(page)).toContainText('Shelter Reservation Team, Tamarack County Front Door');
  const state = () =>
    db
      .selectFrom('guest as g')
      .innerJoin('reservation as r', 'r.id', 'g.reservationId')
      .select('r.cancelledAt')
      .where('g.clientId', '=', id)
      .executeTakeFirst();
  expect((await state())?.cancelledAt).toBeNull();
});

test('looking at a Social Security number', async ({ page, county }) => {
  const id = await makeClient(county.specialist, {
    firstName: 'Liv',
    lastName: 'Sand',
    dob: '1980-01-02',
    ssn: '536225871',
    ssnDataQuality: 1,
  });
  await signIn(page, county, 'specialist', `/clients/${id}/basic-information`);
  await page.getByRole('button', { name: 'Show the whole number' }).click();
  await page.getByLabel('Show the whole number').fill('The clinic asks');
  await actFor(page, 'Quarry Road Shelter');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(refusal(page)).toBeVisible();
  await expect(page.getByText('536-22-5871')).toHaveCount(0);
  await refusal(page)
    .getByRole('button', { name: /^Switch back/ })
    .click();
  await expect(refusal(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('The number is 536-22-5871.')).toBeVisible();
});
