import type { Page } from '@playwright/test';
import { openOverflow } from '../../contract/displacement.ts';
import { checkIn, readCurrentReservations, saveReservation } from '../../contract/reservations.ts';
import { type County, startCounty } from '../county.ts';
import { another, expect, expectAccessible, expectNothingCut, signIn, tabTo, test } from '../desk.ts';
import { client, crowd, enrollment, type FacilityMade, facility, organization, user } from '../factories.ts';

const shelter = (county: County, name: string): Promise<FacilityMade> =>
  facility(county.database.db, county.birchwater, name, [
    { name: 'Dormitory', beds: ['single', 'single', 'single'] },
    { name: 'Hallway', beds: [{ kind: 'cot', overflow: true }] },
  ]);

const book = async (
  county: County,
  at: FacilityMade,
  name: string,
  nights: { beginDate?: string; endDate?: string } = {},
) => {
  const { id } = await client(county.database.db, county.team, name);
  await enrollment(county.database.db, id, at, { plannedDate: nights.beginDate });
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests: [{ clientId: id }], ...nights },
  });
  expect(saved.status).toBe(201);
  return { guestId: saved.body.guests[0]!.guestId, clientId: id };
};

const read = async (county: County, at: FacilityMade) => {
  const staff = await county.staff();
  return (await staff.call(readCurrentReservations, { params: { id: at.id }, query: {} })).body;
};

const arrive = async (county: County, guestId: number) => {
  const staff = await county.staff();
  expect((await staff.call(checkIn, { params: { id: guestId }, body: {} })).status).toBe(201);
};

const open = async (
  page: Page,
  county: County,
  path: string,
  who: Parameters<typeof signIn>[2] = 'staff',
) => {
  await signIn(page, county, who, path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
};

const counts = (page: Page) => page.getByRole('region', { name: 'Counts of the night' });
const deck = (page: Page, name: string | RegExp) =>
  page.getByRole('region', { name: 'Rooms and beds' }).getByRole('button', { name });

test('team and shelter at once: a booking counts at the shelter, a count is confirmed at the team', async ({
  page,
  browser,
  county,
}) => {
  const hall = await shelter(county, 'Two Desks Hall');
  await county.database.db
    .updateTable('facility')
    .set({ countConfirmedAt: new Date('2026-11-22T15:00:00Z') })
    .where('id', '=', hall.id)
    .execute();
  const waiting = await client(county.database.db, county.team, 'Wanda Waiting');
  const stale = page
    .getByRole('listitem')
    .filter({ hasText: 'The count is old' })
    .filter({ hasText: 'Two Desks Hall' });
  await open(page, county, '/');
  await stale.getByRole('link', { name: 'The count is old' }).click();
  await expect(page.getByRole('main')).toContainText('Nobody has confirmed this count for 25 hours.');
  await expect(page.getByRole('main')).toContainText('Bookable, as said');
  await expect(counts(page).getByRole('button', { name: '3 any bed: show them' })).toBeVisible();
  await expect(counts(page)).toContainText('A bed counts in each that it fits: these need not add up.');
  const team = await another(browser);
  await signIn(team, county, 'specialist', `/clients/${waiting.id}/housing-facilities`);
  const row = team.getByRole('row', { name: /Two Desks Hall/ });
  await expect(row).toContainText(/3\s*said/);
  await expect(row).toContainText('Count last confirmed Sun 22 Nov 9:00 am');

  const { guestId } = await book(county, hall, 'Amina Jibril');
  await expect(counts(page).getByRole('button', { name: '1 expected: show them' })).toBeVisible();
  await expect(counts(page).getByRole('button', { name: '2 women: show them' })).toBeVisible();
  await expect(row).toContainText(/2\s*said/);
  await arrive(county, guestId);

  await expect(counts(page).getByRole('button', { name: '1 arrived: show them' })).toBeVisible();
  await page.getByRole('link', { name: 'Count place by place' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Count at Two Desks Hall');
  await page.getByRole('button', { name: 'The rest is as shown, Dormitory' }).click();
  await expect(page.getByText('3 of 3 places looked at · 1 person found')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Nothing is to be put right')).toBeVisible();
  await expect(row).toContainText(/2\s*more/);
  await expect(row).toContainText('Count confirmed 10:14 am');
  await team.context().close();
  await book(county, hall, 'Ruth Late');
  const hours = { checkInFrom: '08:00', checkInUntil: '10:00' };
  await county.database.db.updateTable('facility').set(hours).where('id', '=', hall.id).execute();
  await page.goto(`${county.baseUrl}/facilities/${hall.id}`);
  await counts(page).getByRole('button', { name: '1 overdue: show them' }).click();
  await expect(page.getByRole('region', { name: 'Overdue' })).toContainText('Ruth Late');
  await expect(page.getByRole('main')).toContainText('Count confirmed 10:14 am');
  await expect(page.getByRole('main')).not.toContainText('as said');
  await page.goto(`${county.baseUrl}/`);
  await expect(page.getByRole('region', { name: 'What needs somebody now' })).toBeVisible();
  await expect(stale).toHaveCount(0);
});

test('each count opens its list; a house more than full says so as a number', async ({ page, county }) => {
  const hall = await shelter(county, 'Overfull Hall');
  const supervisor = await county.supervisor();
  const cold = { reason: 'Cold', beginDate: '2026-11-23', endDate: '2026-11-24' };
  await supervisor.call(openOverflow, { params: { id: hall.id }, body: cold });
  for (const name of ['Eli Sandoval', 'Noor Haddad', 'Walt Pierce', 'Curtis Bell']) {
    await arrive(county, (await book(county, hall, name)).guestId);
  }
  await open(page, county, `/facilities/${hall.id}`);
  await expect(counts(page)).toContainText('4 of 3 places, 133 %');
  await counts(page).getByRole('button', { name: '1 overflow: show them' }).click();
  await expect(page.getByRole('region', { name: 'Overflow places' })).toContainText('Hallway');
  await counts(page).getByRole('button', { name: '0 overdue: show them' }).click();
  await expect(page.getByRole('region', { name: 'Overdue' })).toContainText('Nobody is overdue');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: /^Counted / }).click();
  await counts(page).getByRole('button', { name: '0 men: show them' }).click();
  await expect(page.getByRole('region', { name: 'Free places' })).toBeVisible();
  await expectNothingCut(page);
  await expectAccessible(page);
});

test('fourteen nights by keyboard: a long stay is one bar, Enter opens its night with the same acts', async ({
  page,
  county,
}) => {
  const hall = await shelter(county, 'Calendar Hall');
  await book(county, hall, 'Marisol Quintanilla', { beginDate: '2026-11-25', endDate: '2026-11-28' });
  await open(page, county, `/facilities/${hall.id}`);
  await page.getByRole('button', { name: '14 nights' }).click();
  await expect(page).toHaveURL(/view=calendar/);
  const calendar = page.getByRole('table', { name: 'Fourteen nights' });
  await expect(calendar.getByRole('columnheader')).toHaveCount(15);
  const bar = calendar.getByRole('button', { name: /Marisol Q\., expected, until Sat 28 Nov/ });
  await expect(bar).toHaveCount(1);
  await expectAccessible(page);
  await tabTo(page, calendar.getByRole('button', { name: 'A1 single, Mon 23 Nov: free' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(bar).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(calendar.getByRole('button', { name: 'A2 single, Wed 25 Nov: free' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Wed 25 Nov at /);
  const strip = page.getByRole('region', { name: 'Chosen place' });
  await expect(strip).toContainText('proposed for Marisol Quintanilla');
  await expect(bar).toBeFocused();
  await page.keyboard.press('m');
  await expect(strip.getByRole('button', { name: 'A2 single' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(strip).toContainText('A2 single chosen for Marisol Quintanilla');
  await page.keyboard.press('Enter');
  await expect(
    calendar.getByRole('button', { name: /^A2 single, Wed 25 Nov: Marisol Q\., expected/ }),
  ).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Beds', exact: true }).first().click();
  await expect(calendar).toBeVisible();
  await expectNothingCut(page);
  await expectAccessible(page);
});

test('a guest dragged onto another place has it, on the board and in the calendar', async ({
  page,
  county,
}) => {
  const hall = await shelter(county, 'Dragging Hall');
  const { guestId } = await book(county, hall, 'Hodan Farah');
  await open(page, county, `/facilities/${hall.id}`);
  await deck(page, /^A1 single, expected, Hodan F\./).dragTo(deck(page, /^A3 single, free/));
  await expect(page.getByText('A3 single is given to Hodan Farah')).toBeVisible();
  await expect(deck(page, /^A3 single, expected, Hodan F\., given/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(deck(page, /^A1 single, expected, Hodan F\., proposed/)).toBeVisible();

  await page.getByRole('button', { name: '14 nights' }).click();
  const calendar = page.getByRole('table', { name: 'Fourteen nights' });
  await calendar
    .getByRole('button', { name: /^A1 single, Mon 23 Nov: Hodan F\./ })
    .dragTo(calendar.getByRole('button', { name: 'A2 single, Mon 23 Nov: free' }));
  await expect(calendar.getByRole('button', { name: /^A2 single, Mon 23 Nov: Hodan F\./ })).toBeVisible();
  expect((await read(county, hall)).guests[0]).toMatchObject({ bedLabel: 'A2 single', confirmed: true });

  // In house, too.
  await arrive(county, guestId);
  const inHouse = calendar.getByRole('button', { name: /^A2 single, Mon 23 Nov: Hodan F\., in house/ });
  await inHouse.dragTo(calendar.getByRole('button', { name: 'A1 single, Mon 23 Nov: free' }));
  await expect(
    calendar.getByRole('button', { name: /^A1 single, Mon 23 Nov: Hodan F\., in house/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Beds', exact: true }).click();
  await deck(page, /^A1 single, in house, Hodan F\./).dragTo(deck(page, /^A3 single, free/));
  await expect(deck(page, /^A3 single, in house, Hodan F\./)).toBeVisible();
});

test('a note for the shift is seen at once at the other desk, and says who has read it', async ({
  page,
  browser,
  county,
}) => {
  // A shelter of its own: everybody who works there must have read it, and other tests add people.
  const { db } = county.database;
  const organizationId = await organization(db, 'Notes Shelter', 'shelter');
  const hall = await facility(db, organizationId, 'Notes Hall', [{ beds: ['single'] }]);
  const works = [{ organizationId, workgroup: 'emergency_shelter_staff' as const }];
  const [early, late] = [await user(db, 'Tomas Early', works), await user(db, 'Ada Late', works)];
  const other = await another(browser);
  await open(other, county, `/facilities/${hall.id}`, late);
  await open(page, county, `/facilities/${hall.id}`, early);
  await page.getByRole('button', { name: 'Write a note' }).click();
  await page.getByLabel('Note for who works here next').fill('The back door sticks');
  await page.keyboard.press('Control+Enter');
  const notes = (on: Page) => on.getByRole('region', { name: 'Notes for the shift' });
  await expect(notes(other)).toContainText('The back door sticks');
  await expectAccessible(other);
  await other.getByRole('button', { name: 'I have read it: The back door sticks' }).click();
  await expect(notes(page)).toContainText('Ada Late');
  await expect(notes(page)).toContainText('Everybody has read it');
  await page.getByRole('button', { name: 'Take it down: The back door sticks' }).click();
  await expect(notes(other)).toBeHidden();
  await other.context().close();
});

test('a count by keyboard on a phone: what differs is listed, and put right with a reason', async ({
  page,
  county,
}) => {
  const hall = await shelter(county, 'Counting Hall');
  const here = await book(county, hall, 'Sunita Karki');
  await arrive(county, here.guestId);
  await book(county, hall, 'Merle Dunn');
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, county, `/facilities/${hall.id}/count`);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('y');
  await page.keyboard.press('h');
  await page.keyboard.press('e');
  await expectAccessible(page);
  await expectNothingCut(page);
  await page.keyboard.press('Control+Enter');
  const differences = page.getByRole('region', { name: 'To be put right' });
  await expect(differences.getByRole('listitem')).toHaveCount(1);
  await expect(differences).toContainText('The board says expected, not checked in; found: Here');
  await expectAccessible(page);
  await differences.getByRole('radio', { name: 'Check in' }).check();
  await differences.getByRole('button', { name: /^Put right/ }).click();
  await expect(differences).toContainText('Write why.');
  await differences.getByRole('textbox', { name: /^Reason/ }).fill('Came in with the crowd');
  await page.keyboard.press('Enter');
  await expect(differences).toContainText('Nothing is to be put right');
  const board = await read(county, hall);
  expect(board.counts).toMatchObject({ arrived: 2, expected: 0 });
});

test('a bed night is written down and taken out with a reason', async ({ page, county }) => {
  const hall = await shelter(county, 'Nights Hall');
  const { id } = await client(county.database.db, county.team, 'Isaac Fields');
  await enrollment(county.database.db, id, hall, { entryDate: '2026-11-20' });
  await open(page, county, `/facilities/${hall.id}/bed-nights`);
  await expect(page.getByText('Who slept here on Sun 22 Nov, as recorded.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Enrolled on that night' }).fill('Isaac');
  await page.getByRole('option', { name: /Isaac Fields/ }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Slept on the sofa');
  await page.getByRole('button', { name: 'Write a night down' }).click();
  await expect(page.getByRole('row', { name: /Isaac Fields/ })).toContainText(
    'afterwards: Slept on the sofa',
  );
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take out the night of Isaac Fields' }).click();
  const dialog = page.getByRole('dialog', { name: 'Was Isaac Fields not here?' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('It was his brother');
  await dialog.getByRole('button', { name: 'Take out' }).click();
  await expect(page.getByText('No bed night is recorded')).toBeVisible();
});

test.describe('the roster', () => {
  // Its clock moves, and nobody is signed out by it.
  let county: County;
  test.beforeAll(async () => {
    county = await startCounty({ idleMinutes: 9000 });
  });
  test.afterAll(() => county.stop());

  test('from seven in the evening the roster opens without network, until the cut-over or sign-out; times are typed in later', async ({
    page,
  }) => {
    county.clock.set('2026-11-24T01:30:00Z');
    const hall = await shelter(county, 'Roster Hall');
    await book(county, hall, 'Ogechi Nwachukwu');
    await open(page, county, `/facilities/${hall.id}`);
    await page.getByRole('link', { name: 'Roster' }).click();
    await expect(page.getByText(/^A copy of 7:30 pm is kept in this browser/)).toBeVisible();
    await expectAccessible(page);
    // Somebody booked meanwhile is on the copy, too.
    await book(county, hall, 'Teo Late');
    await expect(page.getByRole('cell', { name: 'Teo Late' })).toBeVisible();
    await page.evaluate(() => navigator.serviceWorker.ready);
    const kept = () =>
      page.evaluate(
        async (path) => (await (await caches.match(path))?.text()) ?? '',
        `/facilities/${hall.id}/roster`,
      );
    await expect.poll(kept).toContain('Teo Late');

    await page.context().setOffline(true);
    await page.goto(`${county.baseUrl}/facilities/${hall.id}`);
    await expect(page.getByText(/The server was not reached: this is the copy/)).toBeVisible();
    await expect(page.getByRole('row', { name: /Ogechi Nwachukwu/ })).toContainText('A1 single');
    await page.context().setOffline(false);

    county.clock.set('2026-11-24T05:00:00Z');
    await page.goto(`${county.baseUrl}/facilities/${hall.id}`);
    await page.getByRole('button', { name: 'Ogechi Nwachukwu', exact: true }).click();
    const strip = page.getByRole('region', { name: 'Chosen place' });
    await strip.getByRole('button', { name: 'Came earlier' }).click();
    await strip.getByLabel('Here since').fill('21:40');
    await strip.getByRole('button', { name: 'Check in' }).click();
    await expect(page.getByText(/Ogechi Nwachukwu is in/)).toBeVisible();
    const board = await read(county, hall);
    expect(board.guests.find((g) => g.name === 'Ogechi Nwachukwu')?.arrivedAt).toBe(
      '2026-11-24T03:40:00.000Z',
    );

    // At the cut-over the night is over, and no copy of it is left; the next evening has its own.
    const roster = `${county.baseUrl}/facilities/${hall.id}/roster`;
    county.clock.set('2026-11-24T10:00:00Z');
    await page.goto(roster);
    await expect.poll(kept).toBe('');
    county.clock.set('2026-11-25T01:30:00Z');
    await page.goto(roster);
    await expect.poll(kept).toContain('Roster Hall');

    await page.getByRole('button', { name: /settings of/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByLabel('Email address')).toBeVisible();
    await expect.poll(kept).toBe('');
  });

  test('a full house of sixty is one page of paper: whom to expect, where, what to mind, and blank lines', async ({
    page,
  }) => {
    const { db } = county.database;
    county.clock.set('2026-11-24T01:30:00Z');
    const hall = await facility(db, county.birchwater, 'Full Hall', [
      { name: 'Dormitory', beds: Array.from({ length: 30 }, () => ['lower', 'upper'] as const).flat() },
    ]);
    const ids = [
      ...(await crowd(db, county.team, [hall], 25, { needs: { lowerBunk: true, interpreter: 'Hmong' } })),
      ...(await crowd(db, county.team, [hall], 35)),
    ];
    for (const clientId of ids) {
      const saved = await county.specialist.call(saveReservation, {
        body: { facilityId: hall.id, guests: [{ clientId }] },
      });
      expect(saved.status).toBe(201);
    }
    await open(page, county, `/facilities/${hall.id}/roster`);
    const table = page.getByRole('table', { name: 'Full Hall, Mon 23 Nov' });
    await expect(table.getByRole('row')).toHaveCount(61);
    const mind = table.getByRole('row').filter({ hasText: 'lower bunk, Hmong interpreter' });
    await expect(mind).toHaveCount(25);
    await expect(mind.first().getByRole('cell').first()).toHaveText(/^A\d+ lower$/);
    await expect(page.getByRole('table', { name: 'Further people' }).getByRole('row')).toHaveCount(7);
    await expect(page.getByText('60 expected, 0 in house')).toBeVisible();

    const pages = async (of: Page) =>
      (await of.pdf({ format: 'Letter' })).toString('latin1').match(/\/Type \/Page\b/g)?.length;
    expect(await pages(page)).toBe(1);
    // So is the copy for a night without network.
    await expect(page.getByText(/^A copy of /)).toBeVisible();
    const copy = await page.context().newPage();
    const kept = await page.evaluate(
      async (path) => (await caches.match(path))!.text(),
      new URL(page.url()).pathname,
    );
    await copy.setContent(kept);
    await expect(copy.getByRole('row')).toHaveCount(68);
    expect(await pages(copy)).toBe(1);
  });
});

test('a guest dragged onto a place that does not fit: a supervisor is asked why, on the board and in the calendar', async ({
  page,
  county,
}) => {
  const hall = await facility(county.database.db, county.birchwater, 'Misfit Hall', [
    { name: 'Dormitory', beds: ['lower', 'upper', 'upper'] },
  ]);
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Zofia Ladder', { needs: { lowerBunk: true } });
  await enrollment(db, id, hall);
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: hall.id, guests: [{ clientId: id }] },
  });
  expect(saved.status).toBe(201);
  await open(page, county, `/facilities/${hall.id}`, 'supervisor');
  const strip = page.getByRole('region', { name: 'Chosen place' });
  const why = strip.getByLabel('Why it is given all the same');
  await page.getByRole('button', { name: '14 nights' }).click();
  const calendar = page.getByRole('table', { name: 'Fourteen nights' });
  await calendar
    .getByRole('button', { name: /^A1 lower, Mon 23 Nov: Zofia L\./ })
    .dragTo(calendar.getByRole('button', { name: 'A2 upper, Mon 23 Nov: free' }));
  await expect(strip).toContainText('Upper bunk; needs a lower one');
  await why.fill('Her knee is well again');
  await strip.getByRole('button', { name: 'Give it all the same' }).click();
  await expect(calendar.getByRole('button', { name: /^A2 upper, Mon 23 Nov: Zofia L\./ })).toBeVisible();

  await page.getByRole('button', { name: 'Beds', exact: true }).click();
  await deck(page, /^A2 upper, at risk, Zofia L\./).dragTo(deck(page, /^A3 upper, free/));
  await expect(strip).toContainText('A3 upper chosen for Zofia Ladder');
  await why.fill('Nearer to her friend');
  await strip.getByRole('button', { name: 'Give it all the same' }).click();
  await expect(deck(page, /^A3 upper, at risk, Zofia L\./)).toBeVisible();
});

test('a shelter that only counts heads: one number, and another than the board has is put right', async ({
  page,
  county,
}) => {
  const hall = await shelter(county, 'Heads Hall');
  await county.database.db
    .updateTable('facility')
    .set({ headCountOnly: true })
    .where('id', '=', hall.id)
    .execute();
  await arrive(county, (await book(county, hall, 'Ike Counted')).guestId);
  await open(page, county, `/facilities/${hall.id}/count`);
  const number = page.getByLabel('How many people sleep here tonight?');
  await number.fill('some');
  await number.press('Control+Enter');
  await expect(page.getByText('Write a number.')).toBeVisible();
  await number.fill('3');
  await expectAccessible(page);
  await number.press('Control+Enter');
  const differences = page.getByRole('region', { name: 'To be put right' });
  await expect(differences).toContainText('another number of people');
  await differences.getByRole('radio').first().check();
  await differences.getByRole('textbox', { name: /^Reason/ }).fill('Two volunteers were counted');
  await page.keyboard.press('Enter');
  await expect(differences).toContainText('Nothing is to be put right');
});

test('absence and beds, both sides at once: leave, overflow and a closed bed are at the team’s Housing Facilities at once', async ({
  page,
  browser,
  county,
}) => {
  const { db } = county.database;
  const hall = await shelter(county, 'Absence Hall');
  await db.updateTable('facility').set({ leaveFreesPlace: true }).where('id', '=', hall.id).execute();
  const waiting = await client(db, county.team, 'Wes Waiting');
  const guests: Awaited<ReturnType<typeof book>>[] = [];
  for (const name of ['Lena Away', 'Kofi Away']) {
    const guest = await book(county, hall, name, { endDate: '2026-11-27' });
    await arrive(county, guest.guestId);
    guests.push(guest);
  }
  // They have slept here before: leave may begin tonight.
  await db
    .updateTable('enrollment')
    .set({ entryDate: '2026-11-20' })
    .where('projectId', '=', hall.projectId)
    .execute();
  const team = await another(browser);
  await signIn(team, county, 'specialist', `/clients/${waiting.id}/housing-facilities`);
  const row = team.getByRole('row', { name: /Absence Hall/ });
  await expect(row).toContainText(/1\s*last one/);

  // One says where they are going; of the other the count finds it.
  await open(page, county, `/facilities/${hall.id}`);
  await deck(page, /in house, Lena A\./).click();
  const strip = page.getByRole('region', { name: 'Chosen place' });
  await strip.getByRole('button', { name: 'Leave', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'First night away' }).fill('23 Nov');
  await page.keyboard.press('Tab');
  await dialog.getByRole('textbox', { name: 'First night back' }).fill('25 Nov');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Give leave' }).click();
  await expect(row).toContainText(/2\s*more/);
  await expect(deck(page, /on leave, place free, free, Lena A\. is back Wed 25 Nov/)).toBeVisible();
  await db.updateTable('facility').set({ leaveFreesPlace: false }).where('id', '=', hall.id).execute();
  await page.getByRole('link', { name: 'Count place by place' }).click();
  const found = page.getByRole('listitem').filter({ hasText: 'Kofi Away' });
  await found
    .getByRole('radio', { name: 'Empty' })
    .or(found.getByRole('button', { name: 'Empty' }))
    .click();
  await page.keyboard.press('Control+Enter');
  const differences = page.getByRole('region', { name: 'To be put right' });
  await differences.getByRole('radio', { name: 'Is on leave' }).check();
  await expect(differences.getByRole('textbox', { name: 'First night back' })).toHaveValue(/24 Nov/);
  await differences.getByRole('textbox', { name: /^Reason/ }).fill('Called from the hospital');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(differences).toContainText('Nothing is to be put right');
  await page.goto(`${county.baseUrl}/facilities/${hall.id}`);
  await expect(deck(page, /on leave, place kept, Kofi A\., back Tue 24 Nov/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'What the beds show' })).toContainText('on leave, place kept');
  await expectAccessible(page);
  await page.getByRole('button', { name: '14 nights' }).click();
  const calendar = page.getByRole('table', { name: 'Fourteen nights' });
  await expect(calendar.getByRole('button', { name: /Kofi A\., on leave, place kept/ })).toBeVisible();
  await expect(
    calendar.getByRole('button', { name: /Mon 23 Nov: free, Lena A\. is on leave, back Wed 25 Nov/ }),
  ).toBeVisible();
  await expectAccessible(page);

  const chief = await another(browser);
  await open(chief, county, `/facilities/${hall.id}`, 'supervisor');
  await chief.getByRole('link', { name: 'Closures and overflow' }).click();
  const doing = chief.getByRole('dialog');
  await chief.getByRole('button', { name: 'Open overflow …' }).click();
  await doing.getByLabel('Reason').fill('Cold');
  await doing.getByRole('button', { name: 'Show what follows' }).click();
  await expect(doing).toContainText('Nobody is affected.');
  await doing.getByRole('button', { name: 'Open overflow' }).click();
  await expect(row).toContainText(/3\s*more/);
  const board = await read(county, hall);
  const free = board.rooms[0]!.places.find((p) => p.state === 'free' && !p.away)!;
  await chief.getByRole('button', { name: 'Close beds …' }).click();
  await doing.getByLabel(`Dormitory, ${free.label}`).check();
  await doing.getByLabel('Reason').fill('Broken slat');
  await doing.getByRole('button', { name: 'Show what follows' }).click();
  await doing.getByRole('button', { name: 'Close the beds' }).click();
  await expect(row).toContainText(/2\s*more/);
  await expect(calendar.getByRole('button', { name: /Mon 23 Nov: closed, Broken slat/ })).toBeVisible();
  // And the other way: who is booked into the freed place is at the shelter at once.
  await book(county, hall, 'Tess Takes');
  await expect(calendar.getByRole('button', { name: /Mon 23 Nov: Tess T\., expected/ })).toBeVisible();
  await team.context().close();
  await chief.context().close();
});
