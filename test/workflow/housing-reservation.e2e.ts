import type { Page } from '@playwright/test';
import { checkIn, saveReservation } from '../../contract/reservations.ts';
import type { County } from '../county.ts';
import { expect, expectAccessible, signIn, test } from '../desk.ts';
import { bar, client, enrollment, facility } from '../factories.ts';

const form = (page: Page) => page.getByRole('dialog', { name: 'Housing Reservation' });
const openForm = (page: Page, county: County, clientId: number, facilityId: number, more = '') =>
  signIn(page, county, 'specialist', `/clients/${clientId}/housing-facilities?facility=${facilityId}${more}`);
const reservationsOf = (county: County, clientId: number) =>
  county.database.db
    .selectFrom('reservation as r')
    .innerJoin('guest as g', 'g.reservationId', 'r.id')
    .select([
      'r.id',
      'r.beginDate',
      'r.endDate',
      'r.cancelledAt',
      'r.cancelReason',
      'r.facilityId',
      'r.movedTo',
      'g.lowerBunk',
    ])
    .where('g.clientId', '=', clientId)
    .orderBy('r.id')
    .execute();

test('from the row to the words that are read out, and undone', async ({ page, county }) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Amina Farah Jibril', {
    goesBy: 'Mina',
    needs: { placement: 'women', lowerBunk: true },
  });
  await enrollment(db, id, county.commons, { entryDate: '2026-11-12', madeBy: county.team });
  await signIn(page, county, 'specialist', `/clients/${id}/housing-facilities`);
  await page.getByRole('link', { name: 'Reservation at Birchwater Commons' }).click();
  const drawer = form(page);
  await expect(drawer.getByLabel('Facility')).toBeFocused();
  await expect(drawer.getByLabel('Facility').getByRole('option', { selected: true })).toHaveText(
    'Birchwater Commons · night-by-night',
  );
  await expect(drawer).toContainText('Amina Farah Jibril, “Mina”');
  const bottomBunk = drawer.getByRole('checkbox', { name: 'Client Must be on Bottom Bunk' });
  await expect(bottomBunk).toBeChecked();
  await expect(bottomBunk).toHaveAccessibleDescription('from the assessment, 23 Nov');
  await expect(drawer.getByLabel('Reservation Begin Date', { exact: true })).toHaveValue('Mon 23 Nov 2026');
  await expect(drawer.getByLabel('Reservation End Date', { exact: true })).toHaveValue('Tue 24 Nov 2026');
  await expect(drawer.getByLabel('Enrollment').getByRole('option', { selected: true })).toHaveText(
    'Birchwater Commons, open since 12 Nov',
  );
  await expect(drawer).toContainText('the shelter gives the bed');
  await expect(drawer.getByLabel(/Room|Bed/)).toHaveCount(0);
  await expect(drawer).toContainText('Open enrollment found; it is reused');
  await expect(drawer).toContainText('No other place for tonight; eligible here');
  await expect(page.getByRole('banner')).toContainText('acting for Birchwater Shelters');
  await expectAccessible(page);

  // Escape closes what is on top, one thing at a time.
  await drawer.getByRole('button', { name: 'Calendar: Reservation Begin Date' }).click();
  await expect(page.getByRole('button', { name: 'Mon 23 Nov 2026' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Mon 23 Nov 2026' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await page.getByRole('link', { name: 'Reservation at Birchwater Commons' }).click();
  await expect(drawer).toContainText('eligible here');

  // Pressed twice by a hand in a hurry, it is saved once.
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Enter');
  const heading = page.getByRole('heading', { name: 'Mina has a place at Birchwater Commons tonight' });
  await expect(heading).toBeFocused();
  const [made, ...more] = await reservationsOf(county, id);
  expect(more).toEqual([]);
  expect(made).toMatchObject({
    beginDate: '2026-11-23',
    endDate: '2026-11-24',
    lowerBunk: true,
    cancelledAt: null,
  });
  await expect(page.getByText(/^“Come to/)).toContainText(
    '“Come to Birchwater Commons, 418 Alder Street, Lakemoor, between 5 and 8 tonight. You have a lower bunk.',
  );
  const slip = page.getByRole('region', { name: 'The slip' });
  await expect(slip).toContainText('Mon Nov 23, 5–8 pm');
  await expect(slip).toContainText('Muestre esto en la puerta');
  await expect(slip).not.toContainText(/Amina|Mina|Jibril|bunk|litera/);
  await expect(slip.getByRole('img', { name: /^[A-Z]\d [A-Z]{3} \d\d[A-Z]$/ })).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('Control+z');
  await expect(
    page.getByRole('heading', { name: /has no place at Birchwater Commons any more/ }),
  ).toBeVisible();
  expect((await reservationsOf(county, id))[0]).toMatchObject({ cancelReason: 'Undone' });
  await page.goto(`${county.baseUrl}/clients/${id}/housing-facilities`);
  await expect(page.getByRole('link', { name: 'Reservation at Birchwater Commons' })).toBeVisible();
});

test('every reason at once with what may change it, shelters that can, and the entries are kept', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const mill = await facility(db, county.birchwater, 'Alder Mill', [{ beds: ['lower', 'upper'] }]);
  const { id: first } = await client(db, county.team, 'Bo Lind', { needs: { lowerBunk: true } });
  await enrollment(db, first, mill, { plannedDate: '2026-11-24', madeBy: county.team });
  const taken = await county.specialist.call(saveReservation, {
    body: { facilityId: mill.id, guests: [{ clientId: first }], beginDate: '2026-11-24' },
  });
  expect(taken.status).toBe(201);
  const { id } = await client(db, county.team, 'Gerd Nyman', { shares: null });
  await bar(db, id, county.birchwater, { facilityId: mill.id, begin: '2026-11-20', end: '2026-12-03' });
  await openForm(page, county, id, mill.id, '&begin=2026-11-23&end=2026-11-26');
  const drawer = form(page);
  await drawer.getByRole('checkbox', { name: 'Client Must be on Bottom Bunk' }).check();
  await expect(drawer).toContainText('said now');
  await drawer.getByRole('button', { name: 'Save' }).click();

  const refusal = drawer.getByRole('region', { name: 'Not reserved at Alder Mill' });
  await expect(refusal).toBeFocused();
  await expect(refusal).toContainText(
    'Mon 23 Nov to Thu 26 Nov, 3 nights. All 4 reasons below; nothing was saved.',
  );
  await expect(refusal).toContainText('Not eligible here; may stay again from Thu 3 Dec 2026');
  await expect(refusal.getByRole('button', { name: 'See Thu 3 Dec' })).toBeVisible();
  await expect(refusal).toContainText('No lower bunk left for Tue 24 Nov');
  await expect(refusal.getByRole('link', { name: 'Go to Intake' })).toBeVisible();
  await expect(refusal.getByRole('link', { name: 'Ask now' })).toBeVisible();
  expect(await reservationsOf(county, id)).toEqual([]);
  await expectAccessible(page);

  // Fewer nights: the form is there again, with the entries.
  await refusal.getByRole('button', { name: 'One night only' }).click();
  await expect(drawer.getByLabel('Reservation End Date', { exact: true })).toHaveValue('Tue 24 Nov 2026');
  await expect(drawer.getByRole('checkbox', { name: 'Client Must be on Bottom Bunk' })).toBeChecked();
  await expect(drawer.getByRole('region', { name: 'Before saving' })).not.toContainText('No lower bunk left');
  await page.keyboard.press('Control+Enter');
  await expect(refusal).toBeFocused();
  await expect(refusal).toContainText('All 3 reasons below');

  // Another shelter takes over what was entered.
  await expect(drawer.getByRole('heading', { name: 'Can take Gerd Nyman tonight' })).toBeVisible();
  await drawer.getByRole('button', { name: 'Reserve at Birchwater Commons instead' }).click();
  await expect(drawer.getByLabel('Facility')).toHaveValue(String(county.commons.id));
  await expect(drawer.getByRole('checkbox', { name: 'Client Must be on Bottom Bunk' })).toBeChecked();

  // A detour comes back to the same form.
  await drawer.getByRole('link', { name: 'Ask now' }).click();
  await page.getByRole('radio', { name: 'Do Not Share' }).check();
  await page.getByRole('radio', { name: /^By word/ }).check();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('link', { name: /^Back to the Housing Reservation/ }).click();
  await expect(drawer.getByRole('checkbox', { name: 'Client Must be on Bottom Bunk' })).toBeChecked();
  await expect(drawer.getByRole('region', { name: 'Before saving' })).toContainText(
    'Intake at Birchwater Commons is not done yet',
  );
  await expect(drawer.getByRole('region', { name: 'Before saving' })).not.toContainText('sharing');
});

test('what changes at the shelter shows in the open form before it is saved', async ({ page, county }) => {
  const { db } = county.database;
  const nook = await facility(db, county.birchwater, 'Reed Nook', [{ beds: ['single'] }]);
  const { id } = await client(db, county.team, 'Ottilie Brandt');
  const { id: other } = await client(db, county.team, 'Per Aas');
  for (const who of [id, other]) await enrollment(db, who, nook, { madeBy: county.team });
  await openForm(page, county, id, nook.id);
  const checks = form(page).getByRole('region', { name: 'Before saving' });
  await expect(checks).toContainText('1 more party like this one');
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: nook.id, guests: [{ clientId: other }] },
  });
  expect(saved.status).toBe(201);
  await expect(checks).toContainText('Full for Mon 23 Nov');
  await page.keyboard.press('Control+Enter');
  const refusal = form(page).getByRole('region', { name: 'Not reserved at Reed Nook' });
  await expect(refusal).toBeFocused();
  const again = form(page).getByRole('button', { name: 'Check again' });
  await page.setViewportSize({ width: 390, height: 844 });
  const change = await form(page).getByRole('button', { name: 'Change entries' }).boundingBox();
  expect((await again.boundingBox())?.y, 'on a phone both buttons are in one row').toBe(change?.y);
  await again.click();
  await expect(refusal).toContainText('Full for Mon 23 Nov');
});

test('an extended stay is kept until they move out', async ({ page, county }) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Henrik Moe');
  await enrollment(db, id, county.sundog, { madeBy: county.team });
  await openForm(page, county, id, county.sundog.id);
  await expect(form(page)).toContainText('Kept until they move out');
  await expect(form(page).getByLabel('Reservation End Date')).toHaveCount(0);
  await expect(form(page)).toContainText('Pending enrollment found');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^“Come to/)).toContainText('The place is yours until you move out.');
  await expect(page.getByRole('region', { name: 'The slip' })).toContainText('Cuando se mude');
  expect((await reservationsOf(county, id))[0]).toMatchObject({ endDate: 'infinity' });
});

test('a confidential site gives its phone, never its address', async ({ page, county }) => {
  const { db } = county.database;
  const hidden = await facility(db, county.birchwater, 'Unmarked House', [{ beds: ['single'] }], {
    confidential: true,
    phone: '(555) 014-0190',
  });
  const { id } = await client(db, county.team, 'Lotte Vik');
  await enrollment(db, id, hidden, { madeBy: county.team });
  await openForm(page, county, id, hidden.id);
  await expect(form(page).getByRole('region', { name: 'Before saving' })).toContainText('eligible here');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^“Call/)).toContainText(
    'Call (555) 014-0190 first: the shelter tells you where to come.',
  );
  await expect(page.getByRole('region', { name: 'The slip' })).toContainText(
    'The shelter tells you where when you call.',
  );
  await expect(page.getByRole('main')).not.toContainText('Alder Street');
});

test('a party of two at once, one of them taken out again', async ({ page, county }) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Karin Berg');
  const { id: child } = await client(db, county.team, 'Nils Berg', { dob: '2025-06-01', assessedAt: null });
  const { id: householdId } = await db
    .insertInto('household')
    .values({ organizationId: county.team, createdAt: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('householdMember')
    .values([
      { householdId, clientId: id, relationshipToHoh: 1, joinedAt: new Date() },
      { householdId, clientId: child, relationshipToHoh: 2, joinedAt: new Date() },
    ])
    .execute();
  for (const who of [id, child]) await enrollment(db, who, county.commons, { madeBy: county.team });
  await openForm(page, county, id, county.commons.id, `&with=${child}`);
  const drawer = form(page);
  await drawer.getByRole('button', { name: 'Take out Nils Berg' }).click();
  await expect(drawer.getByRole('group', { name: 'Nils Berg' })).toBeHidden();
  await drawer.getByRole('button', { name: 'Add someone of the household' }).click();
  await page.getByRole('menuitem', { name: 'Nils Berg' }).click();
  await drawer.getByLabel('Where Nils Berg sleeps').selectOption('Shares a place with Karin Berg');
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(
    page.getByRole('heading', { name: 'Karin Berg and Nils Berg have places at Birchwater Commons tonight' }),
  ).toBeVisible();
  const guests = await db
    .selectFrom('guest')
    .select(['clientId', 'sharesWith'])
    .where('clientId', 'in', [id, child])
    .execute();
  expect(guests.find((g) => g.clientId === child)?.sharesWith).not.toBeNull();
});

test('the reservation’s page: other dates and back, another shelter, cancelled with a reason', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Tove Hagen');
  await enrollment(db, id, county.commons, { plannedDate: '2026-11-30', madeBy: county.team });
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId: id }], beginDate: '2026-11-30' },
  });
  await signIn(page, county, 'specialist', `/clients/${id}/reservations/${saved.body.id}`);
  const dates = page.getByRole('region', { name: 'Change dates' });
  await dates.getByLabel('Reservation End Date', { exact: true }).fill('3 Dec');
  await dates.getByLabel('Reservation End Date', { exact: true }).press('Enter');
  await dates.getByRole('button', { name: 'Change the dates' }).click();
  await expect(
    page.getByRole('status').filter({ hasText: 'Dates changed: Mon 30 Nov to Thu 3 Dec, 3 nights' }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('region', { name: 'What is kept' })).toContainText(
    /Nights\s*Mon 30 Nov\s*Guests/,
  );
  expect((await reservationsOf(county, id))[0]).toMatchObject({ endDate: '2026-12-01' });

  await page.getByRole('button', { name: 'Move to another shelter' }).click();
  await page.getByRole('button', { name: 'Move to Quarry Road Shelter' }).click();
  await expect(
    page.getByRole('heading', { name: 'Tove Hagen has a place at Quarry Road Shelter from Mon 30 Nov' }),
  ).toBeVisible();
  const [old, moved] = await reservationsOf(county, id);
  expect(old?.movedTo).toBe(moved?.id);
  expect(moved).toMatchObject({
    facilityId: county.quarryRoad.id,
    beginDate: '2026-11-30',
    endDate: '2026-12-01',
  });

  await page.getByRole('link', { name: 'Change or cancel' }).click();
  await page.getByRole('button', { name: 'Cancel the reservation' }).click();
  await page.getByRole('button', { name: 'Cancel the reservation' }).click();
  await expect(page.getByText('Say why it is cancelled.')).toBeVisible();
  await page.getByRole('radio', { name: 'Another reason' }).check();
  await page.getByRole('textbox', { name: 'Another reason' }).fill('Stays with a sister');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancel the reservation' }).click();
  await expect(page.getByText('Cancelled: Stays with a sister')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel the reservation' })).toHaveCount(0);
  expect((await reservationsOf(county, id))[1]).toMatchObject({ cancelReason: 'Stays with a sister' });
});

test('once a guest is in, the first night is only read; of an extended stay no date is left to change', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const staff = await county.staff();
  const stays = [];
  for (const [name, at] of [
    ['Gro Lien', county.commons],
    ['Siv Ruud', county.sundog],
  ] as const) {
    const { id } = await client(db, county.team, name);
    await enrollment(db, id, at, { madeBy: county.team });
    const saved = await county.specialist.call(saveReservation, {
      body: { facilityId: at.id, guests: [{ clientId: id }] },
    });
    const arrived = await staff.call(checkIn, { params: { id: saved.body.guests[0]!.guestId }, body: {} });
    expect(arrived.status).toBe(201);
    stays.push(`/clients/${id}/reservations/${saved.body.id}`);
  }
  await signIn(page, county, 'specialist', stays[0]);
  const dates = page.getByRole('region', { name: 'Change dates' });
  await expect(dates).toContainText('Mon 23 Nov 2026');
  await expect(dates).toContainText('Begun: the first night stays as it is.');
  await expect(dates.getByRole('textbox')).toHaveCount(1);
  await dates.getByLabel('Reservation End Date', { exact: true }).fill('26 Nov');
  await dates.getByRole('button', { name: 'Change the dates' }).click();
  await expect(page.getByRole('region', { name: 'What is kept' })).toContainText('Mon 23 Nov to Thu 26 Nov');
  await expectAccessible(page);

  await page.goto(county.baseUrl + stays[1]);
  await expect(page.getByRole('main')).toContainText('the place is kept until they move out');
  await expect(dates).toHaveCount(0);
});
