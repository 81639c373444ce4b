import type { Page } from '@playwright/test';
import { liveHeader } from '../../contract/accounts.ts';
import { closeBeds } from '../../contract/displacement.ts';
import {
  assignBeds,
  type CurrentReservations,
  type ExpectedGuest,
  readCurrentReservations,
  saveReservation,
} from '../../contract/reservations.ts';
import type { County } from '../county.ts';
import { expect, expectAccessible, expectNothingCut, signIn, tabTo, test } from '../desk.ts';
import { bar, client, enrollment, type FacilityMade, facility } from '../factories.ts';

let made = 0;

/** A facility of one's own: three bunks, one private room of three, in the shelter whose staff signs in. */
const shelter = (county: County): Promise<FacilityMade> =>
  facility(county.database.db, county.birchwater, `Lantern Hall ${++made}`, [
    {
      name: 'Dormitory',
      beds: ['D1', 'D2', 'D3'].flatMap((bunk) =>
        (['upper', 'lower'] as const).map((kind) => ({
          kind,
          bunk,
          label: `${bunk} ${kind}`,
          power: bunk === 'D3',
        })),
      ),
    },
    { name: 'Family rooms', beds: ['single', 'single', 'single'], privateUnit: true },
  ]);

type Person = Parameters<typeof client>[3] & { name: string };

/** Books people together for tonight, as the reservation team does. Returns the slip's code. */
const book = async (
  county: County,
  at: FacilityMade,
  people: Person[],
  beginDate?: string,
): Promise<string> => {
  const { db } = county.database;
  const guests: { clientId: number }[] = [];
  for (const { name, ...more } of people) {
    const { id } = await client(db, county.team, name, more);
    await enrollment(db, id, at, { plannedDate: beginDate });
    guests.push({ clientId: id });
  }
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests, beginDate },
  });
  expect(saved.status).toBe(201);
  return saved.body.code;
};

const read = async (county: County, at: FacilityMade): Promise<CurrentReservations> => {
  const staff = await county.staff();
  const { body } = await staff.call(readCurrentReservations, { params: { id: at.id }, query: {} });
  return body;
};

const guestCalled = async (county: County, at: FacilityMade, name: string): Promise<ExpectedGuest> => {
  const { guests } = await read(county, at);
  return guests.find((g) => g.name === name) as ExpectedGuest;
};

const open = async (page: Page, county: County, at: FacilityMade, who: 'staff' | 'supervisor' = 'staff') => {
  await signIn(page, county, who, `/facilities/${at.id}`);
  await expect(page.getByRole('heading', { level: 1, name: /^Tonight at / })).toBeVisible();
};

const strip = (page: Page) => page.getByRole('region', { name: 'Chosen place' });
const deck = (page: Page, name: string | RegExp) =>
  page.getByRole('region', { name: 'Rooms and beds' }).getByRole('button', { name });
const count = (page: Page, name: RegExp) =>
  page.getByRole('region', { name: 'Counts of the night' }).getByRole('button', { name });

test('from the list of facilities to the bed, and in, with the keyboard alone', async ({ page, county }) => {
  const hall = await shelter(county);
  await book(county, hall, [
    { name: 'Amina Jibril', goesBy: 'Mina', needs: { lowerBunk: true, power: true } },
  ]);
  await book(county, hall, [{ name: 'Walt Pierce' }]);
  await signIn(page, county, 'staff', '/facilities');
  const { name } = (await read(county, hall)).facility;
  await expect(page.getByRole('row', { name: new RegExp(`^${name} `) })).toContainText('Mon 23 Nov');
  await tabTo(page, page.getByRole('link', { name, exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Tonight at ${name}`);
  await expect(page.getByRole('main')).toContainText('Mon 23 Nov, until 4:00 am');
  await expect(count(page, /^2 expected/)).toBeVisible();

  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Check in Amina Jibril, D3 lower, proposed' })).toBeFocused();
  await expect(strip(page)).toContainText('D3 lower proposed for Amina Jibril “Mina”: lower bunk, outlet');
  await expect(deck(page, /^D3 lower, expected, Mina J\., proposed/)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('m');
  await expect(strip(page)).toContainText('none fits');
  await expect(strip(page)).toContainText('D1 lower, D2 lower, B1, B2, B3: No power at the bed');
  await expectAccessible(page);

  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: /^Check in Walt Pierce/ })).toBeFocused();
  await page.keyboard.press('m');
  await expect(strip(page).getByRole('button', { name: 'D1 lower' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(strip(page)).toContainText('D1 lower chosen for Walt Pierce');
  await expect(strip(page).getByRole('button', { name: 'Check in' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Walt Pierce is in, D1 lower')).toBeVisible();
  await expect(deck(page, /^D1 lower, in house, Walt P\./)).toBeVisible();
  await expect(count(page, /^1 arrived/)).toBeVisible();
  // Enter once more must not check in the next person.
  await page.keyboard.press('Enter');
  await expect(count(page, /^1 expected/)).toBeVisible();

  expect(await guestCalled(county, hall, 'Walt Pierce')).toMatchObject({
    bedLabel: 'D1 lower',
    confirmed: true,
  });
  expect(await guestCalled(county, hall, 'Amina Jibril')).toMatchObject({ arrivedAt: null });
});

test('the board: every state in words, the arrow keys move from deck to deck', async ({ page, county }) => {
  const hall = await shelter(county);
  await book(county, hall, [{ name: 'Hodan Farah' }]);
  await open(page, county, hall);
  await tabTo(page, deck(page, /^D1 upper/));
  await page.keyboard.press('ArrowDown');
  await expect(deck(page, /^D1 lower/)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(deck(page, /^D2 lower/)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(deck(page, /^D2 upper/)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(deck(page, /^D1 upper/)).toBeFocused();
  // The room of private places is below.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(deck(page, /^B1, free/)).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Unit B' })).toBeVisible();
  await expectAccessible(page);
});

test('what another desk does appears by itself, and only this facility is read again', async ({
  page,
  county,
}) => {
  const hall = await shelter(county);
  await book(county, hall, [{ name: 'Eli Sandoval' }]);
  await open(page, county, hall);
  await expect(count(page, /^1 expected/)).toBeVisible();
  const reads: { url: string; live: boolean }[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.startsWith('/api/')) {
      reads.push({ url: url.pathname, live: request.headers()[liveHeader] !== undefined });
    }
  });
  await book(county, hall, [{ name: 'Noor Haddad' }]);
  await expect(count(page, /^2 expected/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Check in Noor Haddad/ })).toBeVisible();
  expect(reads.length).toBeGreaterThan(0);
  expect(reads.filter((r) => !r.url.startsWith(`/api/facilities/${hall.id}/`))).toEqual([]);
  expect(reads.every((r) => r.live)).toBe(true);

  reads.length = 0;
  const other = await shelter(county);
  await book(county, other, [{ name: 'Sunita Karki' }]);
  await book(county, hall, [{ name: 'Merle Dunn' }]);
  await expect(count(page, /^3 expected/)).toBeVisible();
  expect(reads.filter((r) => !r.url.startsWith(`/api/facilities/${hall.id}/`))).toEqual([]);
});

test('a family is given its room and checked in together, or those who have come', async ({
  page,
  county,
}) => {
  const hall = await shelter(county);
  await book(county, hall, [
    { name: 'Marisol Quintanilla', dob: '1991-01-01' },
    { name: 'Ana Quintanilla', dob: '2017-05-01' },
    { name: 'Luis Quintanilla', dob: '2022-06-01' },
  ]);
  await open(page, county, hall);
  await page.getByRole('button', { name: 'Marisol Quintanilla', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'party of 3' }).first()).toContainText(
    'Ana Quintanilla (9)',
  );
  await expect(strip(page)).toContainText('proposed for Marisol Quintanilla, party of 3');
  await expectAccessible(page);
  await strip(page).getByRole('checkbox', { name: 'Ana Quintanilla is here' }).uncheck();
  await strip(page).getByRole('button', { name: 'Check in 2' }).click();
  await expect(page.getByText(/Marisol Quintanilla and Luis Quintanilla are in, /)).toBeVisible();
  await expect(count(page, /^1 expected/)).toBeVisible();
  await page.getByRole('button', { name: /^Check in Ana Quintanilla/ }).click();
  await expect(count(page, /^0 expected/)).toBeVisible();
  const { guests } = await read(county, hall);
  expect(guests.map((g) => [g.confirmed, g.arrivedAt !== null])).toEqual([
    [true, true],
    [true, true],
    [true, true],
  ]);
});

test('a place that does not fit says why; a supervisor gives it with a reason', async ({ page, county }) => {
  const hall = await shelter(county);
  await book(county, hall, [{ name: 'Ogechi Nwachukwu', needs: { lowerBunk: true } }]);
  await open(page, county, hall);
  await page.getByRole('button', { name: 'Ogechi Nwachukwu', exact: true }).click();
  await expect(deck(page, 'D2 lower, free, fits')).toBeVisible();
  const upper = deck(page, /^D1 upper, free, does not fit: Upper bunk; needs a lower one/);
  await upper.hover();
  await expect(strip(page)).toContainText(
    'D1 upper, Dormitory · free; does not fit: Upper bunk; needs a lower one',
  );
  await upper.click();
  await expect(strip(page)).not.toContainText('chosen for');

  await page.context().clearCookies();
  await page.goto('about:blank');
  await open(page, county, hall, 'supervisor');
  await page.getByRole('button', { name: 'Ogechi Nwachukwu', exact: true }).click();
  await upper.click();
  await expect(strip(page)).toContainText('D1 upper chosen for Ogechi Nwachukwu');
  await expect(strip(page).getByLabel('Why it is given all the same')).toBeFocused();
  await strip(page).getByRole('button', { name: 'Give it all the same' }).click();
  await expect(strip(page)).toContainText('Write why.');
  await expectAccessible(page);
  await strip(page)
    .getByLabel('Why it is given all the same')
    .fill('She asked for it; her knee is well again');
  await strip(page).getByRole('button', { name: 'Give it all the same' }).click();
  await expect(page.getByText('D1 upper is given to Ogechi Nwachukwu')).toBeVisible();
  expect(await guestCalled(county, hall, 'Ogechi Nwachukwu')).toMatchObject({
    bedLabel: 'D1 upper',
    confirmed: true,
  });
});

test('a change by somebody else is refused once, and the choice is kept', async ({ page, county }) => {
  const hall = await shelter(county);
  await book(county, hall, [{ name: 'Darlene Whitfield' }]);
  // Without hints the screen does not know of the change before it acts.
  await page.route('**/api/events', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: 'retry: 600000\n\n' }),
  );
  await open(page, county, hall);
  await page.getByRole('button', { name: 'Darlene Whitfield', exact: true }).click();
  await deck(page, 'D2 upper, free, fits').click();
  const { reservationId, version, guestId, bedId } = await guestCalled(county, hall, 'Darlene Whitfield');
  const staff = await county.staff();
  const given = await staff.call(assignBeds, {
    params: { id: reservationId },
    body: { version, beds: [{ guestId, bedId: bedId as number }] },
  });
  expect(given.status).toBe(201);

  await strip(page).getByRole('button', { name: 'Check in' }).click();
  const refusal = page.getByRole('region', { name: 'Darlene Whitfield is not checked in' });
  await expect(refusal).toBeFocused();
  await expect(refusal).toContainText('your choice is kept');
  await expectAccessible(page);
  await refusal.getByRole('button', { name: 'Do it again' }).click();
  await expect(page.getByText('Darlene Whitfield is in, D2 upper')).toBeVisible();
});

test('a guest this shelter has barred stands first, without a way to check in', async ({ page, county }) => {
  const hall = await shelter(county);
  await book(county, hall, [{ name: 'Abdi Warsame' }]);
  await book(county, hall, [{ name: 'Roy Halvorsen' }]);
  const { clientId } = await guestCalled(county, hall, 'Roy Halvorsen');
  await bar(county.database.db, clientId, county.birchwater, { facilityId: hall.id });
  await open(page, county, hall);
  const rows = page.getByRole('region', { name: 'Expected' }).getByRole('listitem');
  await expect(rows.first()).toContainText('Roy Halvorsen');
  await expect(rows.first()).toContainText('Barred here');
  await rows
    .first()
    .getByRole('button', { name: /^Decide about Roy Halvorsen/ })
    .click();
  await expect(strip(page)).toContainText('Check-in is refused while the bar is in force');
  await expect(strip(page).getByRole('button', { name: 'Check in' })).toHaveCount(0);
  await expect(deck(page, /barred, Roy H\./)).toBeVisible();
  await expectAccessible(page);
});

test('a slip opens its arrival: scanned, by its address, or for another night', async ({ page, county }) => {
  const hall = await shelter(county);
  const code = await book(county, hall, [{ name: 'Curtis Bell' }]);
  const later = await book(county, hall, [{ name: 'Tsering Dolkar' }], '2026-11-25');
  await open(page, county, hall);
  await page.keyboard.press('/');
  await page.keyboard.type(`${county.baseUrl}/arrive/${code}`);
  await page.keyboard.press('Enter');
  await expect(strip(page)).toContainText('proposed for Curtis Bell');

  await page.keyboard.press('/');
  await page.keyboard.type(later.toLowerCase());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Wed 25 Nov at /);
  await expect(strip(page)).toContainText('proposed for Tsering Dolkar');
  await expect(strip(page)).toContainText('Check-in opens on the night itself.');

  await page.keyboard.press('/');
  await page.keyboard.type('A2BCD34E');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('No slip of your shelter has the code A2BCD34E');

  await page.goto(`${county.baseUrl}/arrive/${code}`);
  await expect(strip(page)).toContainText('proposed for Curtis Bell');
  await page.goto(`${county.baseUrl}/arrive/A2BCD34E`);
  await expect(page.getByRole('main')).toContainText('No reservation of your shelter has the code A2BCD34E');
  await expectAccessible(page);
});

test('an old count says what it causes, and counting puts it right', async ({ page, county }) => {
  const hall = await shelter(county);
  await county.database.db
    .updateTable('facility')
    .set({ countConfirmedAt: null })
    .where('id', '=', hall.id)
    .execute();
  await open(page, county, hall);
  await expect(page.getByRole('main')).toContainText('Nobody has ever confirmed this count.');
  await expect(page.getByRole('main')).toContainText('Bookable, as said');
  await page.getByRole('button', { name: 'Count now' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm the count' });
  await expect(dialog).toContainText('9 free');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Confirm the count' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('main')).toContainText('Count confirmed 10:14 am');
  await expect(page.getByRole('main')).not.toContainText('as said');
  expect((await read(county, hall)).facility.countIsStale).toBe(false);
});

test('private rooms of one kind stand side by side under one title; a long reason does not stretch a deck', async ({
  page,
  county,
}) => {
  const { db } = county.database;
  const beds: ('single' | 'crib')[] = ['single', 'single', 'crib'];
  const rooms = ['Family room 1', 'Family room 2', 'Quiet room'];
  const hall = await facility(
    db,
    county.birchwater,
    `Lantern Hall ${++made}`,
    rooms.map((name) => ({ name, beds, privateUnit: true })),
  );
  // As places are ordered by the screens: a private room and its unit have one name.
  await db
    .updateTable('unit')
    .from('room')
    .whereRef('room.id', '=', 'unit.roomId')
    .where('unit.facilityId', '=', hall.id)
    .set((eb) => ({ name: eb.ref('room.name') }))
    .execute();
  const supervisor = await county.supervisor();
  const reason = 'Waits for a new mattress and for the plumber';
  await supervisor.call(closeBeds, {
    params: { id: hall.id },
    body: { bedIds: [hall.bedIds[0]!], reason },
  });
  await open(page, county, hall);
  const board = page.getByRole('region', { name: 'Rooms and beds' });
  await expect(board.getByRole('heading', { level: 3 })).toHaveText([/^Family room /, /^Quiet room /]);
  await expect(board.getByRole('heading', { level: 4 })).toHaveText(['Family room 1', 'Family room 2']);
  await expect(board.getByRole('heading', { level: 3 }).first()).toContainText('6 places');
  const [first, second] = await Promise.all(
    [deck(page, /^A1/), deck(page, /^B1/)].map((one) => one.boundingBox()),
  );
  expect(first?.y).toBe(second?.y);
  expect(first?.height).toBe(second?.height);
  await expect(deck(page, `A1, closed, ${reason}`)).toBeVisible();
  await expectAccessible(page);
});

test('every number opens what is behind it', async ({ page, county }) => {
  const hall = await shelter(county);
  await book(county, hall, [{ name: 'Beverly Tsosie' }]);
  await open(page, county, hall);
  await count(page, /^0 arrived/).click();
  await expect(page.getByRole('region', { name: 'In house' })).toContainText('Nobody is in house yet');
  await count(page, /without climbing/).click();
  const free = page.getByRole('region', { name: 'Free places' });
  await expect(free.getByRole('button', { name: /upper/ })).toHaveCount(0);
  await free.getByRole('button', { name: 'D2 lower' }).click();
  await expect(deck(page, /^D2 lower/)).toHaveAttribute('aria-pressed', 'true');
  await count(page, /^0 closed/).click();
  await expect(page.getByRole('region', { name: 'Closed places' })).toContainText(
    'No place is closed on this night',
  );
  await expectAccessible(page);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('tiles, tabs, and the two buttons at the foot', async ({ page, county }) => {
    const hall = await shelter(county);
    await book(county, hall, [{ name: 'Lucille Marchetti' }]);
    await book(county, hall, [{ name: 'Joaquín Ybarra' }]);
    await open(page, county, hall);
    await expectAccessible(page);
    // The head leaves half of the height to the guests.
    const first = await page
      .getByRole('button', { name: /^Check in / })
      .first()
      .boundingBox();
    expect(first!.y + first!.height).toBeLessThan(844 * 0.6);
    await page.getByRole('button', { name: 'Find by name' }).tap();
    await page.keyboard.type('joaquin');
    await expect(page.getByRole('button', { name: /^Check in Lucille/ })).toHaveCount(0);
    await page.getByRole('button', { name: /^Check in Joaquín Ybarra/ }).tap();
    await expect(page.getByText(/Joaquín Ybarra is in, /)).toBeVisible();
    await page
      .getByRole('navigation', { name: 'Lists of the night' })
      .getByRole('button', { name: 'In house' })
      .tap();
    await expect(page.getByRole('button', { name: 'Joaquín Ybarra', exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Beds', exact: true }).tap();
    await deck(page, /in house, Joaquín Y\./).tap();
    await expect(strip(page)).toContainText('given to Joaquín Ybarra');
    await expectAccessible(page);
    await strip(page).getByRole('button', { name: 'Close' }).tap();
    await expect(strip(page)).toHaveCount(0);
    await expectNothingCut(page);
  });

  test('Undo lies above the rows and takes back the one who was checked in', async ({ page, county }) => {
    await page.setViewportSize({ width: 390, height: 660 });
    const hall = await shelter(county);
    for (const name of ['Ada First', 'Bo Second', 'Cy Third', 'Di Fourth', 'Ed Fifth', 'Flo Sixth']) {
      await book(county, hall, [{ name }]);
    }
    await open(page, county, hall);
    await page.getByRole('button', { name: /^Check in Ada First/ }).tap();
    await expect(page.getByText(/Ada First is in, /)).toBeVisible();
    // Where a thumb comes down: a row's own button may lie under it.
    const box = (await page.getByRole('button', { name: /^Undo/ }).boundingBox())!;
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await expect(page.getByRole('button', { name: /^Check in / })).toHaveCount(6);
  });
});

test('the shelter’s screens can make no client', async ({ page, county }) => {
  const hall = await shelter(county);
  await open(page, county, hall);
  await page.keyboard.press('/');
  await page.keyboard.type('Nobody Known');
  await expect(page.getByRole('main')).toContainText('Nobody of this night is called “Nobody Known”');
  await expect(page.getByRole('main').getByRole('button', { name: /new|client/i })).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('link', { name: /new|client/i })).toHaveCount(0);
  await expectAccessible(page);
});
