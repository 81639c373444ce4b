import type { Page } from '@playwright/test';
import { saveReservation } from '../../contract/reservations.ts';
import type { County } from '../county.ts';
import { expect, signIn, test } from '../desk.ts';
import { client, enrollment, type FacilityMade, facility, user } from '../factories.ts';

// What one desk does, the others see without asking.

const book = async (county: County, at: FacilityMade, name: string) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, name);
  await enrollment(db, id, at, { madeBy: county.team });
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests: [{ clientId: id }] },
  });
  expect(saved.status).toBe(201);
};

const row = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^Check in ${name}`) });

/** As the browser tells a tab that another one lies over it, or no longer does. */
const cover = (page: Page, hidden: boolean) =>
  page.evaluate((is) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => is });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

test('eight tabs of a browser, for two organizations, all stay live, whichever of them closes, until sign-out', async ({
  page,
  context,
  county,
}) => {
  const { db } = county.database;
  const north = await facility(db, county.birchwater, 'Tab Hall North', [{ beds: Array(4).fill('single') }]);
  const south = await facility(db, county.quarry, 'Tab Hall South', [{ beds: Array(4).fill('single') }]);
  const both = await user(db, 'Many Tabs', [
    { organizationId: county.birchwater, workgroup: 'emergency_shelter_staff' },
    { organizationId: county.quarry, workgroup: 'emergency_shelter_staff' },
  ]);
  await signIn(page, county, both, `/facilities/${north.id}`);
  const tabs = [page];
  const open = async (at: FacilityMade) => {
    const tab = await context.newPage();
    tabs.push(tab);
    await tab.goto(`${county.baseUrl}/facilities/${at.id}`);
    return tab;
  };
  for (let i = 0; i < 5; i += 1) await open(north);
  for (let i = 0; i < 2; i += 1) {
    const tab = await open(north);
    await tab.getByRole('button', { name: /settings of/ }).click();
    await tab.getByLabel('Organization').selectOption('Quarry Road Shelter');
    await tab.getByRole('button', { name: 'Apply' }).click();
    await expect(tab.getByRole('dialog')).toBeHidden();
    await tab.goto(`${county.baseUrl}/facilities/${south.id}`);
  }
  const atNorth = tabs.slice(0, 6);
  const atSouth = tabs.slice(6);
  for (const tab of tabs) await expect(tab.getByText('Nobody is expected yet')).toBeVisible();
  await book(county, north, 'Anneke Vos');
  await book(county, south, 'Bram Kuiper');
  for (const tab of atNorth) await expect(row(tab, 'Anneke Vos')).toBeVisible();
  for (const tab of atSouth) await expect(row(tab, 'Bram Kuiper')).toBeVisible();

  // The first has held the stream for all. Covered, it holds nothing up, and reads again when it is seen.
  await cover(page, true);
  await book(county, north, 'Cees Maas');
  for (const tab of atNorth.slice(1)) await expect(row(tab, 'Cees Maas')).toBeVisible();
  await expect(row(page, 'Cees Maas')).toHaveCount(0);
  await cover(page, false);
  await expect(row(page, 'Cees Maas')).toBeVisible();
  for (const tab of [tabs[1]!, tabs[2]!]) await tab.close();
  await book(county, south, 'Dirk Smit');
  for (const tab of atSouth) await expect(row(tab, 'Dirk Smit')).toBeVisible();

  const left = tabs.filter((tab) => !tab.isClosed());
  await page.getByRole('button', { name: /settings of/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  for (const tab of left) await expect(tab.getByLabel('Email address')).toBeVisible();
});
