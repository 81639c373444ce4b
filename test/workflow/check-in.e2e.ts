import type { Page } from '@playwright/test';
import { addCard } from '../../contract/clients.ts';
import { takeWalkIn } from '../../contract/door.ts';
import { checkIn, readCurrentReservations, saveReservation } from '../../contract/reservations.ts';
import type { County } from '../county.ts';
import {
  another,
  expect,
  expectAccessible,
  expectNothingCut,
  makeClient,
  scan,
  signIn,
  tabTo,
  test,
} from '../desk.ts';
import { client, enrollment, type FacilityMade, facility } from '../factories.ts';

let made = 0;

const start = '2026-11-23T16:14:00Z';
test.afterEach(({ county }) => county.clock.set(start));

/** A shelter of one's own, with a name that nobody else's test has. */
const shelter = (county: County, beds = 3, more: { acceptsWalkIns?: boolean } = {}): Promise<FacilityMade> =>
  facility(
    county.database.db,
    county.birchwater,
    `Doorstep House ${++made}`,
    [{ name: 'Dormitory', beds: Array.from({ length: beds }, () => 'single' as const) }],
    more,
  );

const book = async (county: County, at: FacilityMade, names: string[], endDate?: string) => {
  const { db } = county.database;
  const guests: { clientId: number }[] = [];
  for (const name of names) {
    const { id } = await client(db, county.team, name);
    await enrollment(db, id, at);
    guests.push({ clientId: id });
  }
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests, endDate },
  });
  expect(saved.status).toBe(201);
  return saved.body;
};

const open = async (page: Page, county: County, at: FacilityMade, who: 'staff' | 'supervisor' = 'staff') => {
  await signIn(page, county, who, `/facilities/${at.id}`);
  await expect(page.getByRole('heading', { level: 1, name: /^Tonight at / })).toBeVisible();
};

const strip = (page: Page) => page.getByRole('region', { name: 'Chosen place' });
const dialog = (page: Page) => page.getByRole('dialog');

test('from the scan to the bed with the keyboard alone; what is open is asked, and may be skipped', async ({
  page,
  county,
}) => {
  const house = await shelter(county);
  const { code, guests } = await book(county, house, ['Amina Doorstep']);
  await book(county, house, ['Walt Doorstep']);
  const staff = await county.staff();
  await staff.call(addCard, { params: { id: guests[0]!.clientId }, body: { code: 'NWM-4711' } });
  await open(page, county, house);
  // No field has the focus: letters of a code are no shortcuts.
  await scan(page, code);
  await expect(strip(page)).toContainText('proposed for Amina Doorstep');
  await page.keyboard.press('Escape');
  await expect(strip(page)).toBeHidden();
  await scan(page, 'NWM-4711');
  await expect(strip(page)).toContainText('proposed for Amina Doorstep');

  await page.keyboard.press('m');
  const offer = strip(page).getByRole('region', { name: 'Places that fit' }).getByRole('button').first();
  await expect(offer).toBeFocused();
  const bed = await offer.textContent();
  await page.keyboard.press('Enter');
  await expect(strip(page).getByRole('button', { name: 'Check in', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Amina Doorstep is in, ${bed?.trim().split(' proposed')[0]}`)).toBeVisible();

  await expect(page.getByText('questions are open for Amina Doorstep.')).toBeVisible();
  await expectAccessible(page);
  await tabTo(page, page.getByRole('button', { name: 'Ask now' }));
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('To ask Amina Doorstep');
  await expect(dialog(page)).toContainText('counts as said on Mon 23 Nov');
  await expectAccessible(page);
  const skip = dialog(page).getByRole('button', { name: /^Skip: A developmental disability/ });
  await tabTo(page, skip);
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('radiogroup', { name: /developmental/ })).toBeHidden();
  // A group of radios is one stop: its first, then the arrows, which choose.
  const hiv = dialog(page).getByRole('radiogroup', { name: 'HIV or AIDS?' });
  await tabTo(page, hiv.getByRole('radio').first());
  await page.keyboard.press('Space');
  while (!(await hiv.getByLabel('No', { exact: true }).isChecked())) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toBeHidden();
  const { startAnswers } = await county.database.db
    .selectFrom('enrollment')
    .select('startAnswers')
    .where('clientId', '=', guests[0]!.clientId)
    .executeTakeFirstOrThrow();
  expect(startAnswers).toEqual({ HIVAIDS: 0 });
});

test('a scan finds its guest wherever the focus is; it presses no button and writes into no field', async ({
  page,
  county,
}) => {
  const house = await shelter(county);
  const { code } = await book(county, house, ['Amina Scanned']);
  await book(county, house, ['Walt Waiting']);
  const staff = await county.staff();
  const { code: other, guests } = await book(county, house, ['Cora Carded']);
  await staff.call(addCard, { params: { id: guests[0]!.clientId }, body: { code: 'NWM-5500' } });
  await open(page, county, house);
  await tabTo(page, page.getByRole('button', { name: /^Check in Walt Waiting/ }));
  await scan(page, code);
  await expect(strip(page)).toContainText('proposed for Amina Scanned');

  await page.getByRole('button', { name: 'Write a note' }).click();
  const note = page.getByLabel('Note for who works here next');
  await note.fill('Room 4');
  await page.keyboard.type(' is cold');
  await scan(page, 'NWM-5500');
  await expect(strip(page)).toContainText('proposed for Cora Carded');
  await expect(note).toHaveValue('Room 4 is cold');
  // A word at any pace is none.
  await note.press('End');
  await scan(page, ' today');
  await expect(note).toHaveValue('Room 4 is cold today\n');
  await note.press('End');
  await scan(page, `${county.baseUrl}/arrive/${code}`);
  await expect(strip(page)).toContainText('proposed for Amina Scanned');
  await expect(note).toHaveValue('Room 4 is cold today\n');

  // Under a dialog it answers nothing.
  await strip(page).getByRole('button', { name: 'Somebody joins' }).click();
  await tabTo(page, dialog(page).getByRole('button', { name: 'Cancel' }));
  await scan(page, other);
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(strip(page)).toContainText('proposed for Amina Scanned');
  const { body } = await staff.call(readCurrentReservations, { params: { id: house.id }, query: {} });
  expect(body.counts).toMatchObject({ expected: 3, arrived: 0 });
});

test('the card of somebody who is not expected leads to taking them in; the other desk sees it at once', async ({
  page,
  browser,
  county,
}) => {
  const house = await shelter(county);
  await book(county, house, ['Vera Expected']);
  const { id } = await client(county.database.db, county.team, 'Cole Cardholder');
  const staff = await county.staff();
  await staff.call(addCard, { params: { id }, body: { code: 'COLE-0815' } });
  await open(page, county, house);
  const other = await another(browser);
  await open(other, county, house, 'supervisor');

  await scan(page, 'COLE-0815');
  await expect(page.getByText('Cole Cardholder has no place here tonight')).toBeVisible();
  await expectAccessible(page);
  await tabTo(page, page.getByRole('button', { name: 'Take in as a walk-in' }));
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('Take in from the door');
  await expect(dialog(page)).toContainText('Cole Cardholder');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(strip(page)).toContainText('Cole Cardholder');
  await expect(other.getByRole('button', { name: /single, in house, Cole C\./ })).toBeVisible();
  await expect(strip(page)).not.toContainText('proposed');

  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByText('Taken back. Their reservation')).toBeAttached();
  await expect(other.getByRole('button', { name: /single, in house, Cole C\./ })).toBeHidden();
  await other.context().close();
});

test('whoever has no record is the reservation team’s, whose number is shown', async ({ page, county }) => {
  const house = await shelter(county, 2);
  await county.database.db
    .updateTable('team')
    .set({ linePhone: '(555) 014-0111' })
    .where('organizationId', '=', county.team)
    .execute();
  await open(page, county, house);
  await page.keyboard.press('w');
  await dialog(page).getByRole('combobox', { name: 'Name, card or HMIS number' }).fill('Zzyzx Nobodyhere');
  await expect(dialog(page)).toContainText('Only the reservation team makes records');
  await expect(dialog(page).getByRole('link', { name: '(555) 014-0111' })).toBeVisible();
  await expectAccessible(page);

  const closed = await shelter(county, 1, { acceptsWalkIns: false });
  await page.goto(`${county.baseUrl}/facilities/${closed.id}`);
  await page.getByRole('button', { name: 'Walk-in' }).click();
  await expect(dialog(page)).toContainText('takes nobody from the door');
  await expect(dialog(page).getByRole('button', { name: 'Take in tonight' })).toBeHidden();
});

test('checked in at another shelter: here they have left, seen at once and not told where', async ({
  page,
  county,
}) => {
  const house = await shelter(county);
  const { guests } = await book(county, house, ['Lena Leaves', 'Lou Stays']);
  const staff = await county.staff();
  await staff.call(checkIn, { params: { id: guests[0]!.guestId }, body: {} });
  await open(page, county, house);
  await expect(page.getByRole('button', { name: /in house, Lena L\./ })).toBeVisible();
  const elsewhere = await facility(county.database.db, county.quarry, 'Quarry Annex', [{ beds: ['single'] }]);
  const quarry = await county.quarryStaff();
  const taken = await quarry.call(takeWalkIn, {
    params: { id: elsewhere.id },
    body: { guests: [{ clientId: guests[0]!.clientId }] },
  });
  expect(taken.status).toBe(201);
  const left = page.getByRole('list', { name: 'Left, and somewhere else tonight' });
  await expect(left).toContainText('Lena Leaves left; found somewhere else at');
  await expect(left).toContainText('Tonight is recorded here, too');
  await expect(page.getByRole('button', { name: /in house, Lena L\./ })).toBeHidden();
  await expect(page.locator('body')).not.toContainText('Quarry');
  await expectAccessible(page);
});

test('two desks: one swaps two guests, the other sees where they were; leave frees nobody’s place unasked', async ({
  page,
  browser,
  county,
}) => {
  const house = await shelter(county);
  const one = await book(county, house, ['Sam Swaps'], '2026-11-27');
  const two = await book(county, house, ['Uma Swaps'], '2026-11-27');
  const short = await book(county, house, ['Ola Overnight']);
  const staff = await county.staff();
  for (const { guests } of [one, two, short])
    await staff.call(checkIn, { params: { id: guests[0]!.guestId }, body: {} });
  const { body } = await staff.call(readCurrentReservations, { params: { id: house.id }, query: {} });
  const [sam, uma] = ['Sam Swaps', 'Uma Swaps'].map((n) => body.guests.find((g) => g.name === n)!);
  await open(page, county, house);
  const other = await another(browser);
  await open(other, county, house, 'supervisor');
  await other.getByRole('button', { name: /in house, Sam S\./ }).click();

  county.clock.set('2026-11-23T16:20:00Z');
  await page.getByRole('button', { name: /in house, Sam S\./ }).click();
  await strip(page).getByRole('button', { name: 'Swap places' }).click();
  await dialog(page)
    .getByLabel('With')
    .selectOption({ label: `${uma!.bedLabel}: Uma Swaps` });
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Swap the two' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(strip(other)).toContainText(`was in ${sam!.bedLabel} until 10:20 am`);

  // Whoever is gone tomorrow has no night to be away.
  const leave = strip(page).getByRole('button', { name: 'Leave', exact: true });
  await page.getByRole('button', { name: /in house, Ola O\./ }).click();
  await expect(strip(page).getByRole('button', { name: 'Swap places' })).toBeVisible();
  await expect(leave).toHaveCount(0);
  await page.getByRole('button', { name: /in house, Sam S\./ }).click();
  await leave.click();
  await expect(dialog(page)).toContainText('the place is kept');
  await dialog(page).getByRole('textbox', { name: 'First night away' }).fill('24 Nov');
  await page.keyboard.press('Tab');
  await dialog(page).getByRole('textbox', { name: 'First night back' }).fill('26 Nov');
  await page.keyboard.press('Tab');
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Give leave' }).click();
  await expect(dialog(page)).toBeHidden();
  await page.goto(`${county.baseUrl}/facilities/${house.id}?night=2026-11-24`);
  await expect(page.getByRole('button', { name: /kept, Sam S\.|Sam S\., kept/ })).toBeVisible();
  await other.context().close();
});

test('on a phone: scan, who joins, and the questions fit the screen', async ({ page, county }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const house = await shelter(county);
  const { code } = await book(county, house, ['Fay Phone']);
  await makeClient(county.specialist, { firstName: 'Jules', lastName: 'Joining', dob: '1988-08-08' });
  await open(page, county, house);
  await scan(page, code);
  await strip(page).getByRole('button', { name: 'Check in', exact: true }).click();
  await page.getByRole('button', { name: 'Ask now' }).click();
  await expect(dialog(page)).toContainText('To ask Fay Phone');
  await expectAccessible(page);
  await expectNothingCut(page);
  await dialog(page).getByRole('button', { name: 'Skip all' }).click();
  await expect(page.getByRole('button', { name: 'Ask now' })).toBeHidden();

  await scan(page, code);
  await strip(page).getByRole('button', { name: 'Somebody joins' }).click();
  await dialog(page).getByRole('combobox').fill('Jules Joining');
  await page.getByRole('option', { name: /Jules Joining/ }).click();
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Join and check in' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(strip(page)).toContainText('party of 2');
});

test('a family from the door: each says what they need; the baby lies beside a parent, the next one joins later', async ({
  page,
  county,
}) => {
  const house = await facility(county.database.db, county.birchwater, `Doorstep House ${++made}`, [
    { name: 'Dormitory', beds: ['upper', 'lower', 'upper'] },
  ]);
  const people = [
    { firstName: 'Wilma', lastName: 'Doorfamily', dob: '1988-08-08' },
    { firstName: 'Gus', lastName: 'Doorfamily', dob: '1950-08-08' },
    { firstName: 'Abe', lastName: 'Doorfamily', dob: '2026-08-09' },
  ];
  for (const fields of people) await makeClient(county.specialist, fields);
  const bea = await makeClient(county.specialist, {
    firstName: 'Bea',
    lastName: 'Doorfamily',
    dob: '2026-08-08',
  });
  await county.database.db.updateTable('client').set({ shares: true }).where('id', '=', bea).execute();
  await open(page, county, house);
  await page.keyboard.press('w');
  const add = async (name: string) => {
    await dialog(page)
      .getByRole('combobox', { name: /Name, card|Who else/ })
      .fill(name);
    await page.getByRole('option', { name: new RegExp(name) }).click();
  };
  for (const name of ['Wilma', 'Gus', 'Bea']) await add(`${name} Doorfamily`);
  await dialog(page).getByText('What Gus Doorfamily needs').click();
  await dialog(page)
    .getByRole('group', { name: 'Gus Doorfamily' })
    .getByLabel('Client Must be on Bottom Bunk')
    .check();
  await dialog(page)
    .getByLabel('Where Bea Doorfamily sleeps')
    .selectOption({ label: 'Shares a place with Wilma Doorfamily' });
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('button', { name: /A2 lower, in house, Gus D\./ })).toBeVisible();
  await expect(strip(page)).toContainText('party of 3');

  await strip(page).getByRole('button', { name: 'Somebody joins' }).click();
  await add('Abe Doorfamily');
  // Abe's age is not this shelter's to see.
  await dialog(page).getByText('What Abe Doorfamily needs').click();
  await dialog(page)
    .getByLabel('Where Abe Doorfamily sleeps')
    .selectOption({ label: 'Shares a place with Wilma Doorfamily' });
  await dialog(page).getByRole('button', { name: 'Join and check in' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(strip(page)).toContainText('party of 4');
});
