import { issueBar, listBars } from '../../contract/bars.ts';
import { saveReservation } from '../../contract/reservations.ts';
import type { County } from '../county.ts';
import { expect, expectAccessible, signIn, tabTo, test } from '../desk.ts';
import { barAsked, client, enrollment, type FacilityMade, facility } from '../factories.ts';

const hall = (county: County, name: string) =>
  facility(county.database.db, county.birchwater, name, [{ beds: ['single', 'single'] }]);

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

test('the shelter issues a bar from the board; the team sees its reservation at risk, by the neutral line only', async ({
  page,
  county,
  browser,
}) => {
  const at = await hall(county, 'Bars Hall');
  const { clientId, reservationId } = await book(county, at, 'Bruno Barlow');
  const teamContext = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const team = await teamContext.newPage();
  const heard: string[] = [];
  team.on('response', async (reply) => {
    if (reply.url().includes('/api/')) heard.push(await reply.text().catch(() => ''));
  });
  await signIn(team, county, 'specialist', `/clients/${clientId}/reservations/${reservationId}`);
  await expect(team.getByText('Expected', { exact: true })).toBeVisible();
  await expect(team.getByText('At risk.')).toBeHidden();

  await signIn(page, county, 'staff', `/facilities/${at.id}`);
  await page.getByRole('button', { name: 'Bruno Barlow', exact: true }).click();
  await page.getByRole('link', { name: 'Issue a bar' }).click();
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: 'Issue a bar' })).toBeVisible();
  await main.getByLabel('Reason').selectOption('House rules');
  await main.getByLabel('Narrative').fill('CANARY-5521 smoked in the dormitory');
  await main.getByLabel('What the person is told').fill('You smoked in the dormitory.');
  await main.getByLabel('How', { exact: true }).selectOption('spoken');
  await expectAccessible(page);

  // A warning comes first where the rule is no immediate threat; a reason skips it.
  await main.getByRole('button', { name: /Issue the bar/ }).click();
  const frame = main.getByRole('region', { name: 'The bar was not issued' });
  await expect(frame).toContainText('A warning comes first');
  await expect(frame.getByRole('button', { name: 'Warn instead' })).toBeVisible();
  await main.getByLabel('Why no warning comes first').fill('Third time this week');
  await page.keyboard.press('Control+Enter');

  await expect(main.getByRole('heading', { name: 'Bruno Barlow' })).toBeVisible();
  const touches = main.getByRole('table', { name: 'Reservations and stays it stands against' });
  await expect(touches).toContainText('Tamarack County Front Door');
  await expect(main.getByText('CANARY-5521 smoked in the dormitory')).toBeVisible();
  await expectAccessible(page);

  await expect(team.getByText('At risk.')).toBeVisible();
  await expect(team.getByText('Not eligible here; may stay again from Mon 30 Nov 2026')).toBeVisible();
  await expectAccessible(team);
  await team.goto(`${county.baseUrl}/`);
  const atRisk = team.getByRole('table', { name: 'At risk: not eligible any more' });
  await expect(atRisk).toContainText('Bruno Barlow');
  await expect(atRisk).toContainText('Not eligible here; may stay again from Mon 30 Nov 2026');
  await expectAccessible(team);
  expect(heard.length).toBeGreaterThan(3);
  expect(heard.filter((text) => /canary|smoked|Third time/i.test(text))).toEqual([]);

  // Overridden by a supervisor for one stay, the line goes by itself.
  await signIn(page, county, 'supervisor', new URL(page.url()).pathname);
  await main.getByRole('button', { name: 'Override for one stay' }).click();
  const dialog = page.getByRole('dialog', { name: 'Override for one stay' });
  await dialog.getByLabel('Facility').selectOption('Bars Hall');
  await dialog.getByLabel('Why').fill('Ill, and it is cold');
  await expectAccessible(page, ['light']);
  await team.goto(`${county.baseUrl}/clients/${clientId}/reservations/${reservationId}`);
  await expect(team.getByText('At risk.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Override for one stay' }).click();
  await expect(main.getByRole('table', { name: 'History' })).toContainText('Overridden for one stay');
  await expect(team.getByText('At risk.')).toBeHidden();
  await teamContext.close();
});

test('the letter says in two languages what the person is told, and prints without the narrative', async ({
  page,
  county,
}) => {
  const { id } = await client(county.database.db, county.team, 'Letta Ray');
  const issuer = await county.staff();
  const made = await issuer.call(issueBar, {
    body: barAsked(id, {
      narrative: 'CANARY-8842',
      told: 'You threatened a guest.',
      notice: { notYet: 'Left at once' },
    }),
  });
  await signIn(page, county, 'staff', '/facilities/bars');
  const main = page.getByRole('main');
  await main.getByText('Notice due', { exact: false }).first().click();
  await main.getByRole('link', { name: 'Letta Ray' }).click();
  await expect(main.getByText('Not told yet: Left at once')).toBeVisible();
  await main.getByRole('link', { name: 'Letter' }).click();
  await expect(page).toHaveURL(`${county.baseUrl}/facilities/bars/${made.body.id}/letter`);
  await expect(main.getByText('You may come back on December 3, 2026 (12/03/2026).')).toBeVisible();
  await expect(main.getByText('Puede volver el 3 de diciembre de 2026 (12/03/2026).')).toBeVisible();
  await expect(main.getByText('CANARY-8842')).toHaveCount(0);
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  await expect(main.getByText('The reason: You threatened a guest.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  await main.getByRole('link', { name: 'The bar' }).click();
  await main.getByRole('button', { name: 'Record the notice' }).click();
  const dialog = page.getByRole('dialog', { name: 'Notice to the person' });
  await dialog.getByLabel('Language').fill('Spanish');
  await page.keyboard.press('Control+Enter');
  await expect(main.getByText('Given: letter handed over, in Spanish')).toBeVisible();
});

test('an appeal is written down, set for a hearing and decided by its reviewer, who sees the bar end', async ({
  page,
  county,
  browser,
}) => {
  const { id } = await client(county.database.db, county.team, 'Apollo Peele');
  const issuer = await county.staff();
  const made = await issuer.call(issueBar, { body: barAsked(id) });
  const path = `/facilities/bars/${made.body.id}`;
  await signIn(page, county, 'staff', path);
  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'Write down an appeal' }).click();
  const dialog = page.getByRole('dialog', { name: 'Write down an appeal' });
  await dialog.getByLabel('In their words').fill('I was not there that night');
  await dialog.getByLabel('Day of the hearing').fill('11/25/2026');
  // The issuer is not among those who may hear it.
  await expect(dialog.getByLabel('Reviewer').getByRole('option', { name: 'Teo Lindgren' })).toHaveCount(0);
  await dialog.getByLabel('Reviewer').selectOption('Ada Brandt');
  await expectAccessible(page, ['light']);
  await dialog.getByLabel('Day of the appeal').fill('');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByLabel('Day of the appeal')).toBeFocused();
  await expect(dialog.getByText('Write a day here.')).toBeVisible();
  await dialog.getByLabel('Day of the appeal').fill('11/23/2026');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByLabel('Time', { exact: true })).toBeFocused();
  await dialog.getByLabel('Time', { exact: true }).fill('19:30');
  await page.keyboard.press('Control+Enter');
  await expect(main.getByText(/Hearing 25 Nov 7:30 pm · Reviewer Ada Brandt/)).toBeVisible();
  await expect(main.getByText('Ada Brandt decides.')).toBeVisible();

  await main.getByRole('button', { name: 'Set the hearing' }).click();
  const hearing = page.getByRole('dialog', { name: 'Set the hearing' });
  await expect(hearing.getByLabel('Day of the hearing')).toHaveValue('25 Nov 2026');
  await expect(hearing.getByLabel('Time', { exact: true })).toHaveValue('19:30');
  await hearing.getByLabel('Day of the hearing').fill('some day');
  await page.keyboard.press('Control+Enter');
  await expect(hearing.getByText('Not a day that can be read.')).toBeVisible();
  await hearing.getByLabel('Day of the hearing').fill('');
  await hearing.getByLabel('Time', { exact: true }).fill('');
  await page.keyboard.press('Control+Enter');
  await expect(main.getByText('No hearing yet')).toBeVisible();

  const other = await browser.newContext();
  const reviewer = await other.newPage();
  await signIn(reviewer, county, 'supervisor', path);
  await reviewer.getByRole('button', { name: 'Decide' }).click();
  const deciding = reviewer.getByRole('dialog', { name: 'Decide the appeal' });
  await deciding.getByLabel('Outcome').selectOption('Overturned: it ends now');
  await deciding.getByLabel('Decision and its reasons').fill('Two guests say so too');
  await deciding.getByRole('button', { name: 'Decide' }).click();
  await expect(reviewer.getByRole('table', { name: 'History' })).toContainText('Appeal: overturned');
  await expect(reviewer.getByText('Lifted', { exact: true })).toBeVisible();
  await other.close();
  const { bars } = (await issuer.call(listBars)).body;
  expect(bars.find((b) => b.id === made.body.id)?.state).toBe('lifted');
});

test('a supervisor declares extreme weather by keyboard, in Spanish, and the list says which bars rest', async ({
  page,
  county,
}) => {
  const { id } = await client(county.database.db, county.team, 'Wanda Frost');
  const issuer = await county.staff();
  await issuer.call(issueBar, {
    body: barAsked(id, { reasonCode: 'rules', withoutWarning: 'Often told', suspendable: true }),
  });
  await page.addInitScript(() => localStorage.setItem('berth-language', 'es'));
  await page.request.post(`${county.baseUrl}/api/auth/sign-in/email`, {
    data: { email: county.emails.supervisor, password: 'correct horse battery' },
    headers: { origin: county.baseUrl },
  });
  await page.goto(`${county.baseUrl}/facilities/bars`);
  const main = page.getByRole('main');
  await tabTo(page, main.getByRole('button', { name: 'Declarar clima extremo' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Clima extremo' });
  await expect(dialog.getByLabel('Qué clima')).toBeFocused();
  await page.keyboard.type('Nieve');
  await page.keyboard.press('Control+Enter');
  await expect(main.getByRole('row', { name: /Wanda Frost/ })).toContainText('Suspendida por el clima');
  await expectAccessible(page);
  await main.getByRole('button', { name: 'Terminar ahora' }).click();
  await expect(main.getByRole('row', { name: /Wanda Frost/ })).toContainText('En vigor');
});
