import type { Page } from '@playwright/test';
import { checkIn, saveReservation } from '../../contract/reservations.ts';
import type { County } from '../county.ts';
import { expect, signIn, test } from '../desk.ts';
import { bar, client, enrollment, facility } from '../factories.ts';

// What the reservation team confirms before it reserves: no active enrollment that makes it needless, no bar.

const form = (page: Page) => page.getByRole('dialog', { name: 'Housing Reservation' });
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const section = (page: Page, name: string) => page.getByRole('region', { name });
const reservationsOf = (county: County, clientId: number) =>
  county.database.db
    .selectFrom('guest as g')
    .innerJoin('reservation as r', 'r.id', 'g.reservationId')
    .select(['r.id', 'r.facilityId', 'g.enrollmentId'])
    .where('g.clientId', '=', clientId)
    .execute();
const enrollmentsOf = (county: County, clientId: number) =>
  county.database.db.selectFrom('enrollment').select('id').where('clientId', '=', clientId).execute();

test('who stays at the extended-stay shelter needs no reservation: call the shelter, by its number', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Agnes Mork');
  await enrollment(db, id, county.sundog, { entryDate: '2026-10-02', madeBy: county.team });
  await signIn(page, county, 'specialist', `/clients/${id}`);
  const enrollments = section(page, 'Enrollments');
  await expect(enrollments).toContainText('Sundog Center');
  await expect(enrollments).toContainText('Open; call the shelter to confirm');

  const sentence =
    'Agnes Mork is staying here already; no new reservation is needed, call the shelter to confirm: (555) 014-0161';
  await page.getByRole('navigation', { name: 'Client record' }).getByText('Housing Reservation').click();
  await expect(row(page, 'Sundog Center')).toContainText(sentence);
  await expect(row(page, 'Sundog Center').getByRole('link', { name: /^Reservation/ })).toHaveCount(0);
  const call = row(page, 'Sundog Center').getByRole('link', { name: 'Call (555) 014-0161' });
  await expect(call).toHaveAttribute('href', 'tel:5550140161');

  // Who opens the form all the same is told again, and nothing is saved.
  await page.goto(`${county.baseUrl}/clients/${id}/housing-facilities?facility=${county.sundog.id}`);
  await expect(section(page, 'Before saving')).toContainText(sentence);
  await form(page).getByRole('button', { name: 'Save' }).click();
  const refusal = section(page, 'Not reserved at Sundog Center');
  await expect(refusal).toBeFocused();
  await expect(refusal).toContainText(sentence);
  await expect(refusal.getByRole('link', { name: 'Call (555) 014-0161' })).toBeVisible();
  expect(await reservationsOf(county, id)).toEqual([]);
  expect(await enrollmentsOf(county, id)).toHaveLength(1);
});

test('an open night-by-night enrollment is reused; a reservation that is there is shown, not doubled', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Birk Aune');
  const open = await enrollment(db, id, county.commons, { entryDate: '2026-11-12', madeBy: county.team });
  await signIn(page, county, 'specialist', `/clients/${id}`);
  await expect(section(page, 'Enrollments')).toContainText('Open; will be reused');
  await page.getByRole('navigation', { name: 'Client record' }).getByText('Housing Reservation').click();
  await row(page, 'Birchwater Commons')
    .getByRole('link', { name: /^Reservation/ })
    .click();
  await expect(section(page, 'Before saving')).toContainText('Open enrollment found; it is reused');
  await form(page).getByRole('button', { name: 'Save' }).click();
  await expect(
    page.getByRole('heading', { name: 'Birk Aune has a place at Birchwater Commons tonight' }),
  ).toBeVisible();
  const [made] = await reservationsOf(county, id);
  expect(made?.enrollmentId).toBe(open);
  expect(await enrollmentsOf(county, id)).toHaveLength(1);

  // The second call of the evening, by a colleague who does not know of the first.
  await page.goto(`${county.baseUrl}/clients/${id}/housing-facilities?facility=${county.commons.id}`);
  const checks = section(page, 'Before saving');
  await expect(checks.getByRole('listitem')).toHaveText([
    /^Birk Aune already has a place here, Mon 23 Nov.*Open that reservation$/,
  ]);
  await form(page).getByRole('button', { name: 'Save' }).click();
  const refusal = section(page, 'Not reserved at Birchwater Commons');
  await expect(refusal).toContainText('Birk Aune already has a place here');
  await refusal.getByRole('link', { name: 'Open that reservation' }).click();
  await expect(page).toHaveURL(`${county.baseUrl}/clients/${id}/reservations/${made?.id}`);
  await expect(section(page, 'What is kept')).toContainText('Birchwater Commons');
  expect(await reservationsOf(county, id)).toHaveLength(1);
});

test('a guest who is checked in elsewhere is not moved by the team: it calls that shelter', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Cato Lie');
  await enrollment(db, id, county.commons, { madeBy: county.team });
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId: id }] },
  });
  const staff = await county.staff();
  const { id: guestId } = await db
    .selectFrom('guest')
    .select('id')
    .where('reservationId', '=', saved.body.id)
    .executeTakeFirstOrThrow();
  const arrived = await staff.call(checkIn, { params: { id: guestId }, body: {} });
  expect(arrived.status).toBe(201);
  await signIn(
    page,
    county,
    'specialist',
    `/clients/${id}/housing-facilities?facility=${county.quarryRoad.id}`,
  );
  const checks = section(page, 'Before saving');
  await expect(checks).toContainText(
    'Cato Lie already has a place, Mon 23 Nov: Birchwater Commons, checked in',
  );
  await expect(checks.getByRole('link', { name: 'Call (555) 014-0100' })).toBeVisible();
});

test('an active bar: the neutral line at every step, and the other shelters that can take this party', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  await facility(db, county.quarry, 'Quarry Stairs', [{ beds: ['upper'] }]);
  const { id } = await client(db, county.team, 'Dagny Rud', { goesBy: 'Dag', needs: { lowerBunk: true } });
  await bar(db, id, county.quarry, { begin: '2026-11-20', end: '2026-12-03' });
  await enrollment(db, id, county.quarryRoad, { entryDate: '2026-11-12', madeBy: county.team });
  await enrollment(db, id, county.commons, { entryDate: '2026-11-10', madeBy: county.team });
  const neutral = 'Not eligible here; may stay again from Thu 3 Dec 2026';
  await signIn(page, county, 'specialist', `/clients/${id}`);
  await expect(section(page, 'Client Bar List')).toContainText('Quarry Road Shelter');
  await expect(section(page, 'Client Bar List')).toContainText(neutral);
  await page.goto(`${county.baseUrl}/clients/${id}/housing-facilities?facility=${county.quarryRoad.id}`);
  await form(page).getByRole('button', { name: 'Save' }).click();
  const refusal = section(page, 'Not reserved at Quarry Road Shelter');
  await expect(refusal).toBeFocused();
  await expect(refusal).toContainText(neutral);
  await expect(refusal).toContainText('The shelter keeps its reasons.');
  await expect(page.locator('body')).not.toContainText(/CANARY|barred|threat/i);
  expect(await reservationsOf(county, id)).toEqual([]);

  // Neither the shelters of the same organization nor one without a lower bunk is offered; one of the rest is taken.
  const others = form(page).getByRole('region', { name: 'Can take Dag tonight' });
  await expect(others.getByRole('listitem').filter({ hasText: 'Birchwater Commons' })).toHaveCount(1);
  await expect(others).not.toContainText('Quarry');
  await others.getByRole('button', { name: 'Reserve at Birchwater Commons instead' }).click();
  await expect(form(page).getByLabel('Facility')).toHaveValue(String(county.commons.id));
  await expect(section(page, 'Before saving')).toContainText('Open enrollment found; it is reused');
  await form(page).getByRole('button', { name: 'Save' }).click();
  await expect(
    page.getByRole('heading', { name: 'Dag has a place at Birchwater Commons tonight' }),
  ).toBeVisible();
  expect(await reservationsOf(county, id)).toMatchObject([{ facilityId: county.commons.id }]);
});
