import type { Route } from '@playwright/test';
import { saveReservation } from '../../contract/reservations.ts';
import type { County } from '../county.ts';
import { expect, expectAccessible, signIn, test } from '../desk.ts';
import { client, enrollment, facility } from '../factories.ts';

const shelter = (county: County) =>
  facility(county.database.db, county.birchwater, 'Lantern Hall', [{ beds: ['lower', 'upper'] }]);

const book = async (county: County, at: Awaited<ReturnType<typeof shelter>>, name: string) => {
  const { id } = await client(county.database.db, county.team, name);
  await enrollment(county.database.db, id, at);
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests: [{ clientId: id }] },
  });
  expect(saved.status).toBe(201);
};

test('a screen that only listens says by itself that the connection is lost, and catches up', async ({
  page,
  county,
}) => {
  const hall = await shelter(county);
  await signIn(page, county, 'staff', `/facilities/${hall.id}`);
  await expect(page.getByText('Nobody is expected yet')).toBeVisible();
  await page.route('**/api/**', (route) => route.abort());
  county.app.server.closeAllConnections();
  const line = page.getByRole('status').filter({ hasText: 'The server cannot be reached.' });
  await expect(line).toBeVisible();
  await book(county, hall, 'Eli Sandoval');
  await page.unroute('**/api/**');
  await expect(page.getByRole('button', { name: /^Check in Eli Sandoval/ })).toBeVisible();
  await expect(line).toBeHidden();
});

test('a proxy that answers in place of the server does not end what is live', async ({ page, county }) => {
  const hall = await shelter(county);
  let answered = 0;
  await page.route('**/api/events', (route) =>
    answered++ === 0 ? route.fulfill({ status: 502 }) : route.continue(),
  );
  const opened = page.waitForResponse(async (reply) => reply.url().endsWith('/api/events') && reply.ok());
  await signIn(page, county, 'staff', `/facilities/${hall.id}`);
  await opened;
  await book(county, hall, 'Noor Haddad');
  await expect(page.getByRole('button', { name: /^Check in Noor Haddad/ })).toBeVisible();
});

test('a browser that is switched offline says so at once, and asks again when it is back', async ({
  page,
  context,
  county,
}) => {
  const hall = await shelter(county);
  await signIn(page, county, 'staff', `/facilities/${hall.id}`);
  await expect(page.getByText('Nobody is expected yet')).toBeVisible();
  const line = page.getByRole('status').filter({ hasText: 'The server cannot be reached.' });
  // Without a call that fails: only the browser knows.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await context.setOffline(true);
  await expect(line).toBeVisible();
  // Time stands still for the page: what takes the line away is not the next knock.
  await context.setOffline(false);
  await expect(line).toBeHidden();
});

test('a list that cannot be read says so under its own name, and is read when asked again', async ({
  page,
  county,
}) => {
  const hall = await shelter(county);
  const broken = (route: Route) => route.fulfill({ status: 500, json: { status: 500, title: 'Broke' } });
  await page.route('**/api/attention', broken);
  await signIn(page, county, 'staff');
  const list = page.getByRole('region', { name: 'What needs somebody now' });
  await expect(list.getByText('This list could not be read')).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/api/attention');
  await list.getByRole('button', { name: 'Try again' }).click();
  await expect(list.getByText('This list could not be read')).toBeHidden();

  await page.route('**/current-reservations*', broken);
  for (const [room, name] of [
    ['count', 'Count place by place'],
    ['bed-nights', 'Bed nights'],
    ['roster', 'Roster'],
  ]) {
    await page.goto(`${county.baseUrl}/facilities/${hall.id}/${room}`);
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name!);
    await expect(page).toHaveTitle(new RegExp(`^${name}`));
  }
});
