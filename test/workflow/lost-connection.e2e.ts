import { saveReservation } from '../../contract/reservations.ts';
import type { County } from '../county.ts';
import { expect, signIn, test } from '../desk.ts';
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
