import type { Page } from '@playwright/test';
import { extendStay } from '../../contract/departures.ts';
import { checkIn } from '../../contract/reservations.ts';
import { book } from '../booking.ts';
import { type County, startCounty } from '../county.ts';
import { another, expect, expectAccessible, signIn, tabTo, test } from '../desk.ts';
import { client, facility } from '../factories.ts';

// A county of its own: its clock is moved from evening to morning.
let county: County;
test.beforeAll(async () => {
  county = await startCounty({ now: '2026-11-24T00:00:00Z', idleMinutes: 100_000 });
});
test.afterAll(() => county.stop());

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

test('who is late is answered at the desk, and the team that booked sees it; one comes after all', async ({
  page,
  browser,
}) => {
  const gone = await book(county, [{ name: 'Walt Pierce' }]);
  await book(county, [{ name: 'Merle Dunn' }]);
  county.clock.set('2026-11-24T02:05:00Z');
  const team = await another(browser);
  await signIn(
    team,
    county,
    'specialist',
    `/clients/${gone.clientIds[0]}/reservations/${gone.reservationId}`,
  );
  await expect(team.getByText('Expected', { exact: true }).first()).toBeVisible();

  await signIn(page, county, 'staff', '/');
  await page.getByRole('link', { name: '2 guests are late' }).click();
  await expect(page.getByRole('heading', { name: '2 are late' })).toBeVisible();
  await expectAccessible(page);
  await row(page, 'Merle Dunn').getByRole('button', { name: 'Still expected' }).click();
  await row(page, 'Merle Dunn').getByLabel('Until').fill('22:30');
  await row(page, 'Merle Dunn').getByLabel('Reason').selectOption('On the way');
  // What was answered already stays, whoever else is said not to be here.
  await page.getByRole('button', { name: 'The others are not here' }).click();
  await expect(row(page, 'Walt Pierce').getByRole('button', { name: 'Not here' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Did not come' })).toContainText('Walt Pierce');
  await expect(page.getByRole('region', { name: 'Still expected' })).toContainText('On the way');
  await expect(team.getByText('Did not come').first()).toBeVisible();

  await page.getByRole('button', { name: 'Walt Pierce comes after all' }).click();
  await expect(page.getByRole('region', { name: 'Did not come' })).toHaveCount(0);
  await expect(team.getByText('Expected', { exact: true }).first()).toBeVisible();
  await team.context().close();
});

test('the morning with the keyboard alone: leaving, returning, moved out, and one who can’t be kept; the team sees the places', async ({
  page,
  browser,
}) => {
  const staff = await county.staff();
  const hall = await facility(county.database.db, county.birchwater, 'Morning Hall', [
    { beds: ['lower', 'upper', 'lower', 'upper'] },
  ]);
  county.clock.set('2026-11-24T02:10:00Z');
  const names = ['Ada Early', 'Ben Stays', 'Cleo Moves', 'Dov Longest'];
  const clients = new Map<string, number>();
  for (const name of names) {
    const { guestIds, clientIds } = await book(county, [{ name }], { at: hall });
    clients.set(name, clientIds[0]!);
    expect((await staff.call(checkIn, { params: { id: guestIds[0]! }, body: {} })).status).toBe(201);
  }
  await county.database.db.updateTable('facility').set({ mostNights: 1 }).where('id', '=', hall.id).execute();
  county.clock.set('2026-11-24T12:30:00Z');
  const extended = await (await county.supervisor()).call(extendStay, {
    params: { id: hall.id },
    body: { clientId: clients.get('Ben Stays')!, until: '2026-12-01', reason: 'Housing starts in December' },
  });
  expect(extended.status).toBe(201);
  await signIn(page, county, 'staff', `/facilities/${hall.id}`);
  await tabTo(page, page.getByRole('link', { name: 'Morning', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Morning');
  const team = await another(browser);
  const { id: caller } = await client(county.database.db, county.team, 'Cal Caller');
  await signIn(team, county, 'specialist', `/clients/${caller}/housing-facilities`);
  const offered = team.getByRole('row', { name: /Morning Hall/ });
  await expect(offered).toContainText(/4\s*said/);
  await expect(row(page, 'Ada Early')).toBeVisible();
  await expectAccessible(page);
  const rows = await page.getByRole('listitem').allInnerTexts();
  const at = (name: string) => rows.findIndex((text) => text.includes(name));
  const keys: Record<string, string[]> = {
    'Ada Early': ['l'],
    // The space bar goes from answer to answer.
    'Ben Stays': ['Space', 'Space'],
    'Cleo Moves': ['m'],
    'Dov Longest': ['r'],
  };
  await page.keyboard.press('ArrowUp');
  for (const name of names.toSorted((a, b) => at(a) - at(b))) {
    await expect(row(page, name).locator(':focus')).toHaveCount(1);
    for (const key of keys[name]!) await page.keyboard.press(key);
    await page.keyboard.press('ArrowDown');
  }
  await expect(page.getByText('Everybody is asked')).toBeVisible();
  const where = page.getByLabel('Where Cleo Moves goes');
  await tabTo(page, where);
  await page.keyboard.type('With family, to stay');
  await expect(where.getByRole('option', { selected: true })).toHaveText('With family, to stay');
  await page.keyboard.press('Control+Enter');
  const refused = page.getByRole('region', { name: 'No place kept for tonight' });
  await expect(refused).toContainText('Dov Longest');
  // Whoever returns has a place again, and the team sees it without asking.
  await expect(offered).toContainText(/3\s*said/);
  await team.context().close();
  await expect(refused).not.toContainText('Ben Stays');
  await expect(page.getByText('Nobody to ask this morning')).toBeVisible();
  await expectAccessible(page);
});
