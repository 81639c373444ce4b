import { create } from 'qrcode';
import { saveReservation } from '../../contract/reservations.ts';
import { another, expect, expectAccessible, signIn, test } from '../desk.ts';
import { client, enrollment, facility } from '../factories.ts';

test('the slip is printed alone, copied as text in both languages, and its code opens the arrival at the door', async ({
  page,
  browser,
  county,
}) => {
  const { db } = county.database;
  const { id } = await client(db, county.team, 'Edda Kvam', { goesBy: 'Eddie' });
  await enrollment(db, id, county.commons, { madeBy: county.team });
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId: id }] },
  });
  const { id: reservationId, code } = saved.body;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, county, 'specialist', `/clients/${id}/housing-reservation/${reservationId}`);
  await expect(
    page.getByRole('heading', { name: 'Eddie has a place at Birchwater Commons tonight' }),
  ).toBeVisible();

  await page.keyboard.press('c');
  await expect(page.getByText('Copied').first()).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('Come to Birchwater Commons, 418 Alder Street');
  expect(copied).toContain('Venga a Birchwater Commons');
  expect(copied).toContain('Where: Birchwater Commons');
  expect(copied).not.toMatch(/Edda|Eddie|Kvam/);

  // The printer is asked once, by the key as by the button.
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', 'yes');
  });
  await page.keyboard.press('p');
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const slip = page.getByRole('region', { name: 'The slip' });
  await expect(slip).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Workspaces' })).toBeHidden();
  await expect(page.getByRole('navigation', { name: 'Client record' })).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
  const paper = await page.pdf({ format: 'Letter' });
  expect(paper.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);

  // What is drawn is the address of the arrival, module by module.
  const drawing = slip.getByRole('img');
  const path = (await drawing.locator('path').getAttribute('d')) ?? '';
  const dark = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].flatMap(([, x, y, width]) =>
    Array.from({ length: Number(width) }, (_, i) => `${Number(x) + i},${y}`),
  );
  const address = `${county.baseUrl}/arrive/${code}`;
  const { modules } = create(address, { errorCorrectionLevel: 'M' });
  const expected = Array.from({ length: modules.size ** 2 }, (_, i) => [
    i % modules.size,
    Math.floor(i / modules.size),
  ])
    .filter(([x, y]) => modules.get(y as number, x as number))
    .map(([x, y]) => `${x},${y}`);
  expect(new Set(dark)).toEqual(new Set(expected));

  const door = await another(browser);
  await signIn(door, county, 'staff', new URL(address).pathname);
  await expect(door.getByRole('heading', { level: 1, name: 'Tonight at Birchwater Commons' })).toBeVisible();
  await expect(door.getByRole('region', { name: 'Chosen place' })).toContainText('Edda Kvam');
  await door.context().close();
});

test('what the shelter wrote in Spanish is on the Spanish slip; what it did not stands there in English, marked', async ({
  page,
  browser,
  county,
}) => {
  const { db } = county.database;
  const at = await facility(db, county.birchwater, 'Casa Tilo', [{ beds: ['single'] }]);
  await signIn(page, county, 'administrator', `/administration/facilities/${at.id}`);
  await page.getByLabel('How to get there', { exact: true }).fill('Bus 9, stop Linden');
  await page.getByLabel('What to bring', { exact: true }).fill('A lock');
  await page.getByLabel('What to bring, in Spanish').fill('Un candado');
  await expectAccessible(page, ['light']);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeHidden();

  const { id } = await client(db, county.team, 'Tila Ferro');
  await enrollment(db, id, at, { madeBy: county.team });
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests: [{ clientId: id }] },
  });
  const desk = await another(browser);
  await signIn(desk, county, 'specialist', `/clients/${id}/housing-reservation/${saved.body.id}`);
  const slip = desk.getByRole('region', { name: 'The slip' });
  const [english, spanish] = [slip.locator('section[lang=en]'), slip.locator('section[lang=es]')];
  await expect(english).toContainText('A lock');
  await expect(english).not.toContainText('candado');
  await expect(spanish).toContainText('Un candado');
  await expect(spanish).not.toContainText('A lock');
  await expect(spanish.getByRole('term').filter({ hasText: 'Cómo llegar' })).toHaveText(
    'Cómo llegar (en inglés)',
  );
  await expect(spanish.locator('[lang=en]')).toHaveText('Bus 9, stop Linden');
  await expect(desk.getByText(/has “How to get there” in English only: say it in Spanish/)).toBeVisible();
  await expect(desk.locator('html')).toHaveAttribute('lang', 'en');

  await desk.evaluate(() => localStorage.setItem('berth-language', 'es'));
  await desk.reload();
  await expect(desk.getByText('“Cómo llegar” está solo en inglés', { exact: false })).toBeVisible();
  await expect(desk.getByText(/Traiga: Un candado\./)).toBeVisible();
  await expect(desk.locator('html')).toHaveAttribute('lang', 'es');
  await expectAccessible(desk);
  await desk.context().close();
});
