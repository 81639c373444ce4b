import type { Page } from '@playwright/test';
import { checkIn } from '../../contract/reservations.ts';
import { sweep } from '../../server/nights/sweep.ts';
import { book } from '../booking.ts';
import { type County, startCounty } from '../county.ts';
import { another, expect, expectAccessible, signIn, test } from '../desk.ts';
import { enrollment, type FacilityMade, facility } from '../factories.ts';

// A county of its own: its clock is moved on. Monday 23 November 2026, 18:00 in Chicago.
const evening = '2026-11-24T00:00:00Z';
let county: County;
test.beforeAll(async () => {
  county = await startCounty({ now: evening, idleMinutes: 1_000_000 });
});
test.beforeEach(() => county.clock.set(evening));
test.afterAll(() => county.stop());

const hall = (name: string, more: Parameters<typeof facility>[4] = {}) =>
  facility(county.database.db, county.birchwater, name, [{ beds: ['single', 'single', 'single'] }], more);
const arrived = async (at: FacilityMade, ...people: Parameters<typeof book>[1]) => {
  const staff = await county.staff();
  const stay = await book(county, people, { at });
  for (const id of stay.guestIds)
    expect((await staff.call(checkIn, { params: { id }, body: {} })).status).toBe(201);
  return stay;
};
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

test('a mother and her child leave in one act; the team sees it, and sees it undone by a key', async ({
  page,
  browser,
}) => {
  const at = await hall('Exit House', { extendedStay: true });
  const stay = await arrived(
    at,
    { name: 'Nhia Xiong', dob: '1985-01-01' },
    { name: 'Kou Xiong', dob: '2018-01-01' },
  );
  const [clientId] = stay.clientIds;
  const { db } = county.database;
  const elsewhere = {
    enrollmentId: await enrollment(db, clientId!, county.quarryRoad, { entryDate: '2026-11-24' }),
    clientId: clientId!,
    projectId: county.quarryRoad.projectId,
    facilityId: county.quarryRoad.id,
    night: '2026-11-24',
    recordedAt: new Date(evening),
  };
  await db.insertInto('bedNight').values(elsewhere).execute();
  county.clock.set('2026-11-27T18:00:00Z');
  const team = await another(browser);
  await signIn(team, county, 'specialist', `/clients/${clientId}/reservations/${stay.reservationId}`);
  const atTheTeam = team.getByRole('main');
  await expect(atTheTeam.getByText('In house').first()).toBeVisible();

  await signIn(page, county, 'staff', `/clients/${clientId}/exit`);
  await expect(page.getByRole('heading', { name: 'Who leaves, and where to' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Nights recorded elsewhere, too' })).toContainText(
    'Nhia Xiong: Quarry Road Shelter, 24 Nov 2026',
  );
  // What the house does meanwhile reads the record again, not the form that is being filled in.
  const opened: string[] = [];
  page.on('request', (request) => void (request.url().endsWith('/exit') && opened.push(request.method())));
  const again = page.waitForResponse((reply) => reply.url().endsWith(`/api/clients/${clientId}`));
  await book(county, [{ name: 'Hana Meanwhile' }], { at });
  await again;
  expect(opened).toEqual([]);
  await page.getByRole('checkbox', { name: 'Kou Xiong leaves' }).check();
  await page.getByLabel('Where Nhia Xiong goes').selectOption({ label: 'Rental with a subsidy' });
  await page.getByLabel('Which subsidy Nhia Xiong has').selectOption({ label: 'Housing choice voucher' });
  await page.getByLabel('Where Kou Xiong goes').selectOption({ label: 'With family, to stay' });
  await page.getByLabel('When Nhia Xiong may come back').selectOption({ label: 'From a day on' });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('something is still to be said');
  const comesBack = page
    .getByRole('group', { name: 'Nhia Xiong leaves' })
    .getByLabel('First night Nhia Xiong may come back');
  await expect(comesBack).toBeFocused();
  await expect(page.getByText('Write a day here.')).toBeVisible();
  await comesBack.fill('1 Jan 2027');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Health and disability' })).toBeFocused();
  await page
    .getByRole('radiogroup', { name: /mental health/i })
    .getByRole('radio', { name: 'No', exact: true })
    .check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Income and benefits' })).toBeFocused();
  await page.getByRole('button', { name: 'End 2 enrollments' }).click();
  await expect(page.getByRole('heading', { name: '2 enrollments have ended' })).toBeFocused();
  // The heading has the focus and says it: a screen reader hears it once.
  await expect(page.getByRole('status').filter({ hasText: '2 enrollments have ended' })).toHaveCount(0);
  await expect(row(page, 'Kou Xiong')).toContainText('Exit on');
  await expectAccessible(page);
  await expect(atTheTeam.getByText('In house')).toHaveCount(0);
  const ended = county.database.db
    .selectFrom('enrollment')
    .select(['destination', 'exitAnswers', 'mayReturnFrom'])
    .where('clientId', '=', clientId!)
    .where('projectId', '=', at.projectId);
  expect(await ended.execute()).toEqual([
    {
      destination: 435,
      exitAnswers: { DestinationSubsidyType: 433, MentalHealthDisorder: 0 },
      mayReturnFrom: '2027-01-01',
    },
  ]);

  const record = await team.context().newPage();
  await record.goto(`${county.baseUrl}/clients/${clientId}`);
  await expect(record.getByRole('region', { name: 'Enrollments' })).toContainText(
    'may return from 1 Jan 2027',
  );

  await page.keyboard.press('Control+z');
  await expect(page.getByRole('checkbox', { name: 'Nhia Xiong leaves' })).toBeVisible();
  await expect(atTheTeam.getByText('In house').first()).toBeVisible();
  await team.context().close();
});

test('a check-out is undone at the desk by a key, and by a button that the keyboard reaches', async ({
  page,
}) => {
  const at = await hall('Leaving Hall');
  const { guestIds } = await arrived(at, { name: 'Fay Leaving' });
  await signIn(page, county, 'staff', `/facilities/${at.id}?list=in_house`);
  const leave = async () => {
    await page.getByRole('button', { name: 'Check out' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Yes, they slept here' }).check();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Fay Leaving is checked out.')).toBeVisible();
  };
  const who = page.getByRole('main').getByText('Fay Leaving').first();
  await expect(who).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await leave();
  await expectAccessible(page);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Fay Leaving is checked out.')).toBeHidden();
  await expect(who).toBeVisible();
  if (!(await page.getByRole('button', { name: 'Check out' }).isVisible()))
    await page.keyboard.press('ArrowDown');
  await leave();
  await page.getByRole('button', { name: /^Undo \d+ s$/ }).press('Enter');
  const guest = county.database.db.selectFrom('guest').select('leftAt').where('id', 'in', guestIds);
  await expect.poll(() => guest.execute()).toEqual([{ leftAt: null }]);
  await expect(who).toBeVisible();
  if (!(await page.getByRole('button', { name: 'Check out' }).isVisible()))
    await page.keyboard.press('ArrowDown');
  await leave();
  // The last act alone can be taken back: with it the one before does not come up again.
  await book(county, [{ name: 'Gus Coming' }], { at });
  await page.getByRole('button', { name: /^1 expected/ }).click();
  await page.getByRole('button', { name: /^Check in Gus Coming/ }).click();
  await expect(page.getByText(/^Gus Coming is in/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Undo \d+ s$/ })).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Gus Coming is in/)).toBeHidden();
  expect(await page.getByText('Fay Leaving is checked out.').count()).toBe(0);
  await expect.poll(() => guest.execute()).toEqual([{ leftAt: expect.any(Date) }]);
});

test('who is late stands on the team’s Home, is released at the shelter and expected again by a key', async ({
  page,
  browser,
}) => {
  const late = await book(county, [{ name: 'Walt Pierce' }]);
  county.clock.set('2026-11-24T02:05:00Z');
  const team = await another(browser);
  await signIn(team, county, 'specialist', '/');
  const list = team.getByRole('region', { name: 'What needs somebody now' });
  const here = list.getByRole('listitem').filter({ hasText: 'Birchwater Commons' });
  await expect(here.getByText('1 guest of yours is late')).toBeVisible();
  await expectAccessible(team);
  await signIn(page, county, 'staff', `/facilities/${county.commons.id}/late`);
  await row(page, 'Walt Pierce').getByRole('button', { name: 'Not here' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('1 place is free again')).toBeVisible();
  await expect(list.getByText('1 did not come; the place is free again')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('1 place is free again')).toBeHidden();
  await expect(row(page, 'Walt Pierce').getByRole('button', { name: 'Not here' })).toBeVisible();
  await list.getByRole('link', { name: 'Walt Pierce' }).click();
  await expect(team).toHaveURL(new RegExp(`/reservations/${late.reservationId}$`));
  await team.context().close();
});

test('Home leads to what the clock ends tomorrow, which is kept open, and to what it has ended', async ({
  page,
}) => {
  const { db } = county.database;
  const at = await hall('Silent Hall');
  await db.updateTable('project').set({ autoExitNights: 7 }).where('id', '=', at.projectId).execute();
  await arrived(at, { name: 'Fay Kept' });
  await arrived(at, { name: 'Gil Lost' });
  county.clock.set('2026-11-24T16:30:00Z');
  await sweep(db, county.clock.now());
  county.clock.set('2026-11-30T16:00:00Z');
  await signIn(page, county, 'staff', '/');
  await page.getByRole('link', { name: '2 enrollments end tomorrow by themselves' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exits at Silent Hall');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep open the enrollment of Fay Kept' }).click();
  const tomorrow = page.getByRole('region', { name: 'End tomorrow by themselves' });
  await expect(tomorrow.getByText('Fay Kept')).toHaveCount(0);
  county.clock.set('2026-12-01T10:01:00Z');
  await sweep(db, county.clock.now());
  await page.reload();
  const ended = page.getByRole('region', { name: 'Have ended by themselves' });
  await ended.getByRole('button', { name: 'Take back the exit of Gil Lost' }).click();
  await expect(ended.getByText('None in the last 60 days.')).toBeVisible();
});
