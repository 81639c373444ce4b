import { readCurrentReservations, saveReservation } from '../../contract/reservations.ts';
import type { County } from '../county.ts';
import { expect, expectAccessible, signIn, test } from '../desk.ts';
import { client, enrollment, type FacilityMade, facility } from '../factories.ts';

const hall = (county: County, name: string, beds = 2) =>
  facility(county.database.db, county.birchwater, name, [{ beds: Array(beds).fill('single') }]);

const book = async (county: County, at: FacilityMade, name: string) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, name);
  await enrollment(db, id, at, { madeBy: county.team });
  const { status, body } = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests: [{ clientId: id }] },
  });
  expect(status).toBe(201);
  return { clientId: id, reservationId: body.id };
};

const board = async (county: County, at: FacilityMade) => {
  const staff = await county.staff();
  return (await staff.call(readCurrentReservations, { params: { id: at.id }, query: {} })).body.guests;
};

test('a cancellation is undone by a key, and where that is too late every reason is said', async ({
  page,
  county,
}) => {
  const at = await hall(county, 'Undo Hall', 1);
  const { clientId, reservationId } = await book(county, at, 'Cara Back');
  await signIn(page, county, 'specialist', `/clients/${clientId}/reservations/${reservationId}`);
  const main = page.getByRole('main');
  const cancel = async () => {
    await main.getByRole('button', { name: 'Cancel the reservation' }).click();
    await main.getByRole('radio', { name: 'Booked by mistake' }).check();
    await main.getByRole('button', { name: 'Cancel the reservation' }).click();
    await expect(main.getByText('Cancelled: Booked by mistake')).toBeVisible();
    await expect(main.getByText('The reservation is cancelled.')).toBeVisible();
  };
  await cancel();
  await expectAccessible(page);
  await page.keyboard.press('Control+z');
  await expect(main.getByText('Expected', { exact: true })).toBeVisible();
  await expect(main.getByText('The reservation is cancelled.')).toBeHidden();
  expect(await board(county, at)).toMatchObject([{ name: 'Cara Back' }]);

  await cancel();
  await main.getByRole('button', { name: /^Undo \d+ s$/ }).focus();
  await book(county, at, 'Dov Quicker');
  await page.keyboard.press('Enter');
  const frame = main.getByRole('region', { name: 'Not undone' });
  await expect(frame).toContainText('Full for Mon 23 Nov');
  await expectAccessible(page, ['light']);
  expect(await board(county, at)).toMatchObject([{ name: 'Dov Quicker' }]);
});

test('a move is undone from the new confirmation, back to the reservation it was', async ({
  page,
  county,
}) => {
  const [from, to] = [await hall(county, 'Leave Hall'), await hall(county, 'Reach Hall')];
  const { clientId, reservationId } = await book(county, from, 'Eve Mover');
  await signIn(page, county, 'specialist', `/clients/${clientId}/reservations/${reservationId}`);
  await page.getByRole('button', { name: 'Move to another shelter' }).click();
  await page.getByRole('button', { name: 'Move to Reach Hall' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /has a place at Reach Hall/ })).toBeFocused();
  await expect(page.getByText('Moved to Reach Hall')).toBeVisible();
  await page.getByRole('button', { name: /^Undo \d+ s$/ }).click();
  await expect(page).toHaveURL(new RegExp(`/reservations/${reservationId}$`));
  await expect(page.getByRole('main').getByText('Leave Hall', { exact: true })).toBeVisible();
  await expect(page.getByRole('main').getByText('Expected', { exact: true })).toBeVisible();
  expect(await board(county, from)).toMatchObject([{ name: 'Eve Mover' }]);
  expect(await board(county, to)).toEqual([]);
});

test('a check-in is undone at the desk together with the bed that was given', async ({ page, county }) => {
  const at = await hall(county, 'Desk Hall');
  await book(county, at, 'Fay Arrived');
  const [before] = await board(county, at);
  await signIn(page, county, 'staff', `/facilities/${at.id}`);
  const strip = page.getByRole('region', { name: 'Chosen place' });
  await expect(page.getByRole('heading', { level: 1, name: 'Tonight at Desk Hall' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: /^Check in Fay Arrived/ })).toBeFocused();
  await page.keyboard.press('m');
  await strip.getByRole('button', { name: 'A2 single' }).click();
  await strip.getByRole('button', { name: 'Check in' }).press('Enter');
  await expect(page.getByText('Fay Arrived is in, A2 single')).toBeVisible();
  expect(await board(county, at)).toMatchObject([{ bedLabel: 'A2 single', confirmed: true }]);
  await expectAccessible(page);

  await page.getByRole('button', { name: /^Undo \d+ s$/ }).press('Enter');
  await expect(
    page.getByRole('button', { name: /^Check in Fay Arrived, A1 single, proposed/ }),
  ).toBeVisible();
  expect(await board(county, at)).toEqual([{ ...before, version: expect.any(Number) }]);
  const nights = county.database.db.selectFrom('bedNight').selectAll().where('facilityId', '=', at.id);
  expect(await nights.execute()).toEqual([]);
});
