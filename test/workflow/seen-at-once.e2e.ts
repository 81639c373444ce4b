import type { Page } from '@playwright/test';
import { checkOut } from '../../contract/departures.ts';
import { closeBeds, endClosure, listClosures, openOverflow } from '../../contract/displacement.ts';
import { swapPlaces, takeWalkIn } from '../../contract/door.ts';
import {
  cancelReservation,
  changeDates,
  readCurrentReservations,
  saveReservation,
} from '../../contract/reservations.ts';
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
  return { ...saved.body, clientId: id, guestId: saved.body.guests[0]!.guestId };
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

test('what the team does appears at the shelter, and what the shelter does at the team, on screens that nobody touches', async ({
  page,
  browser,
  county,
}) => {
  const { db } = county.database;
  const supervisor = await county.supervisor();
  const hall = await facility(db, county.birchwater, 'Glass Hall', [
    { beds: ['single', 'single', { kind: 'single', overflow: true }] },
  ]);
  const params = { id: hall.id };
  const { id: caller } = await client(db, county.team, 'Cal Waits');
  const team = await (await browser.newContext()).newPage();
  await signIn(team, county, 'specialist', `/clients/${caller}/housing-facilities`);
  const atTeam = team.getByRole('row').filter({ hasText: 'Glass Hall' });
  await signIn(page, county, 'staff', `/facilities/${hall.id}`);
  const occupancy = (words: string) => expect(page.getByText(words)).toBeVisible();
  await occupancy('0 of 2 places, 0 %');
  await expect(atTeam).toContainText('2 more parties');

  await test.step('booked, other nights, cancelled', async () => {
    const ida = await book(county, hall, 'Ida Early');
    await expect(row(page, 'Ida Early')).toBeVisible();
    await expect(atTeam).toContainText('One last place');
    const changed = await county.specialist.call(changeDates, {
      params: { id: ida.id },
      body: { beginDate: '2026-11-24', version: ida.version },
    });
    expect(changed.status).toBe(200);
    await expect(row(page, 'Ida Early')).toHaveCount(0);
    const jan = await book(county, hall, 'Jan Gone');
    await expect(row(page, 'Jan Gone')).toBeVisible();
    await county.specialist.call(cancelReservation, {
      params: { id: jan.id },
      body: { reason: 'Found room' },
    });
    await expect(row(page, 'Jan Gone')).toHaveCount(0);
    await expect(atTeam).toContainText('2 more parties');
  });

  await test.step('a walk-in comes and leaves', async () => {
    const { id: clientId } = await client(db, county.team, 'Wim Door');
    const taken = await supervisor.call(takeWalkIn, { params, body: { guests: [{ clientId }] } });
    expect(taken.status).toBe(201);
    await occupancy('1 of 2 places, 50 %');
    await expect(atTeam).toContainText('One last place');
    const left = await supervisor.call(checkOut, {
      params: { id: taken.body.guests[0]!.guestId },
      body: { sleptHere: false },
    });
    expect(left.status).toBe(201);
    await occupancy('0 of 2 places, 0 %');
    await expect(atTeam).toContainText('2 more parties');
  });

  const kim = await book(county, hall, 'Kim Swaps');
  const lou = await book(county, hall, 'Lou Swaps');
  await test.step('places exchanged', async () => {
    await expect(row(page, 'Kim Swaps, A1')).toBeVisible();
    const guests = [kim, lou].map(({ guestId, version }) => ({ guestId, version }));
    expect((await supervisor.call(swapPlaces, { params, body: { guests } })).status).toBe(201);
    await expect(row(page, 'Kim Swaps, A2')).toBeVisible();
    await expect(atTeam).toContainText('No place for a party like this one');
  });

  await test.step('more people than places: overflow is opened, a bed is closed and open again', async () => {
    await supervisor.call(openOverflow, { params, body: { reason: 'Cold night' } });
    await expect(atTeam).toContainText('One last place');
    await book(county, hall, 'Mo Third');
    await occupancy('3 of 2 places, 150 %');
    const board = (await supervisor.call(readCurrentReservations, { params, query: {} })).body;
    const closed = await supervisor.call(closeBeds, {
      params,
      body: {
        bedIds: [hall.bedIds[0]!],
        reason: 'Broken slat',
        displacing: [board.guests.find((g) => g.bedId === hall.bedIds[0])!.reservationId],
        acceptDisplaced: true,
      },
    });
    expect(closed.status).toBe(201);
    await expect(page.getByRole('button', { name: /1 at risk/ })).toBeVisible();
    const { closures } = (await supervisor.call(listClosures, { params })).body;
    await supervisor.call(endClosure, { params: { id: closures[0]!.id } });
    await expect(page.getByRole('button', { name: /1 at risk/ })).toHaveCount(0);
    await occupancy('3 of 2 places, 150 %');
  });
  await team.context().close();
});
