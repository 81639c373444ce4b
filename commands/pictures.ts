// Makes every picture of docs/pictures anew, from the practice county on one and the same evening.
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { startImport } from '../contract/hmis.ts';
import { loadDemo } from '../demo/load.ts';
import { demoPassword } from '../demo/sign-ins.ts';
import { type RunningApp, secret, startApp } from '../test/app.ts';
import { findChromium } from '../test/browser.ts';
import { startTestCluster } from '../test/database.ts';
import { smallCounty } from '../test/hmis-county.ts';
import { asFiles, zipExport } from '../test/hmis-export.ts';

/** 5:30 pm on Monday 23 November 2026 in Chicago: doors are open, and the line is, too. */
const evening = '2026-11-23T23:30:00Z';
const size = { width: 1280, height: 840 };
const phone = { width: 390, height: 760 };
/** The same night at 9:10 pm, when who has not come is late, and 6:40 am, when guests leave. */
const late = '2026-11-24T03:10:00Z';
const morning = '2026-11-24T12:40:00Z';
/** Bytes; a guide is read over slow lines, too. */
const largest = 200_000;
const folder = join(import.meta.dirname, '..', 'docs', 'pictures');

/** Somebody who has signed in, at a browser of their own. */
const openDesk = async (
  browser: Browser,
  { baseUrl, clock }: RunningApp,
  email: string,
  viewport = size,
): Promise<Page> => {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport,
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(clock.now());
  const signedIn = await page.request.post('/api/auth/sign-in/email', {
    data: { email, password: demoPassword },
    headers: { origin: baseUrl },
  });
  if (!signedIn.ok()) throw new Error(`Sign-in of ${email} answered ${signedIn.status()}`);
  await page.goto('/');
  return page;
};

/** The window as it is, or its upper part where below is nothing. */
const snap = async (page: Page, name: string, height = page.viewportSize()!.height) => {
  // Nothing lies under the hand, and nothing is still on its way.
  await page.mouse.move(0, 0);
  await page.waitForLoadState('networkidle');
  const picture = await page.screenshot({
    path: join(folder, `${name}.png`),
    clip: { x: 0, y: 0, width: page.viewportSize()!.width, height },
    animations: 'disabled',
  });
  if (picture.length > largest) throw new Error(`${name}.png has ${picture.length} bytes: take it less high`);
  console.log(`docs/pictures/${name}.png`);
};

const folders = (page: Page, name: string) => page.getByRole('navigation', { name });
const step = (page: Page, name: string) => folders(page, 'Steps').getByRole('button', { name }).click();

/** A first call: Amina Farah Jibril is found, assessed, enrolled at Marigold House and has a place there. */
const takeCall = async (page: Page) => {
  await page.getByRole('button', { name: /, settings of / }).click();
  await page.getByRole('button', { name: 'Apply' }).waitFor();
  await snap(page, 'settings', 620);
  await page.keyboard.press('Escape');

  await page.keyboard.press('/');
  await page.keyboard.type('amina');
  await page.getByRole('option').first().waitFor();
  await snap(page, 'search', 640);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Client Bar List' }).waitFor();
  await snap(page, 'client-dashboard', 720);

  await folders(page, 'Client record').getByText('Shelter Placement Assessment').click();
  await page.getByRole('button', { name: 'Assess again' }).click();
  await page.getByText('Step 1 of').waitFor();
  await page.keyboard.press('2');
  await step(page, 'Access and health');
  await page.keyboard.press('l');
  await page
    .getByText(/^Default Last filled/)
    .first()
    .waitFor();
  await page.keyboard.press('y');
  await snap(page, 'assessment');
  await page.keyboard.press('y');
  await page.keyboard.press('y');
  await step(page, 'Wishes and result');
  await page.getByRole('radio', { name: 'Women’s' }).check();
  await page.getByRole('button', { name: 'Finish', exact: true }).click();

  const toMarigold = page.getByRole('link', { name: 'Reservation at Marigold House' });
  await toMarigold.waitFor();
  await snap(page, 'housing-facilities');
  await toMarigold.click();
  const form = page.getByRole('dialog', { name: 'Housing Reservation' });
  await form.getByRole('link', { name: 'Go to Intake' }).first().waitFor();
  await page.keyboard.press('Control+Enter');
  await form.getByText('Not reserved at Marigold House').waitFor();
  await snap(page, 'refusal');

  await form.getByRole('link', { name: 'Go to Intake' }).click();
  await page.getByText('Intake at Marigold House').waitFor();
  await step(page, 'Before tonight');
  await page.getByLabel('Where did you sleep last night?').selectOption({ index: 1 });
  await snap(page, 'intake');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await form.getByText(/Pending enrollment found/).waitFor();
  await snap(page, 'housing-reservation');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: /^Mina has a place/ }).waitFor();
  await snap(page, 'confirmation');
};

/** An evening at Birchwater Commons: the third on the list gets a bed and is checked in. */
const keepShelter = async (page: Page) => {
  await page.getByRole('link', { name: 'Facilities' }).click();
  await page.getByRole('link', { name: 'Birchwater Commons', exact: true }).click();
  await page.getByRole('heading', { name: 'Tonight at Birchwater Commons' }).waitFor();
  await snap(page, 'current-reservations', 820);
  for (let nth = 1; nth <= 3; nth++) await page.keyboard.press('ArrowDown');
  const strip = page.getByRole('region', { name: 'Chosen place' });
  await strip.waitFor();
  await page.keyboard.press('m');
  await strip.getByText('Looking which places fit').waitFor({ state: 'hidden' });
  await snap(page, 'giving-a-bed', 820);
  await strip.getByRole('button', { name: /^Check in/ }).click();
  await page.getByRole('button', { name: /^Undo/ }).waitFor();
  await page
    .getByRole('button', { name: /^Check in /, disabled: false })
    .first()
    .waitFor();
  await snap(page, 'check-in');
};

const administer = async (page: Page, door: string) => {
  await folders(page, 'Administration').getByRole('link', { name: door }).click();
  await page.getByRole('heading', { level: 1, name: door }).waitFor();
};

const setUp = async (page: Page) => {
  await page.goto('/administration');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await snap(page, 'administration', 480);
  const handedIn = await page.request.post(`${startImport.path}?name=tamarack-2026-10.zip`, {
    headers: { 'content-type': 'application/zip', origin: new URL(page.url()).origin },
    data: Buffer.from(zipExport(asFiles(smallCounty()))),
  });
  const { id } = (await handedIn.json()) as { id: number };
  await page.goto(`/administration/imports/${id}`);
  await page.getByRole('status').filter({ hasText: 'Imported' }).waitFor();
  await snap(page, 'import');
  await administer(page, 'Facilities');
  await page.getByRole('link', { name: 'Birchwater Commons' }).click();
  await page.getByRole('link', { name: 'Rooms and beds' }).click();
  await page.getByRole('button', { name: 'Add rooms and beds' }).click();
  const order = page.getByRole('dialog', { name: 'Add rooms and beds' });
  await order.getByLabel('Name of the room').fill('Dormitory C');
  await order.getByRole('button', { name: 'Preview' }).click();
  await order.getByRole('status').waitFor();
  await snap(page, 'rooms-and-beds');
};

const lead = async (page: Page) => {
  await page.goto('/administration/team');
  await page.getByText('Opens first').waitFor();
  await snap(page, 'team-settings', 600);
  await page.getByRole('link', { name: 'Forms of the assessment' }).click();
  await page.getByRole('table', { name: 'Versions' }).waitFor();
  await snap(page, 'assessment-forms', 740);
};

/** The rest of that night at the front desk, as its guide tells it. */
const keepNight = async (browser: Browser, county: RunningApp) => {
  county.clock.set(late);
  const atDesk = await openDesk(browser, county, 'teo@birchwater.example');
  await atDesk.getByRole('region', { name: 'What needs somebody now' }).getByRole('link').first().waitFor();
  await snap(atDesk, 'night-home', 620);
  await atDesk.getByRole('link', { name: 'Facilities' }).click();
  await atDesk.getByRole('link', { name: 'Birchwater Commons', exact: true }).click();
  await atDesk.getByRole('heading', { name: 'Tonight at Birchwater Commons' }).waitFor();
  await atDesk.getByRole('link', { name: 'Roster' }).click();
  await atDesk.getByRole('heading', { name: 'Roster, Birchwater Commons' }).waitFor();
  await snap(atDesk, 'night-roster');
  await atDesk.context().close();

  const inHand = await openDesk(browser, county, 'teo@birchwater.example', phone);
  await inHand.getByRole('link', { name: 'Facilities' }).click();
  await inHand.getByRole('link', { name: 'Birchwater Commons', exact: true }).click();
  const tonight = inHand.url();
  await inHand.getByRole('link', { name: 'Who has not come' }).click();
  await inHand.getByRole('heading', { name: 'Who has not come' }).first().waitFor();
  await snap(inHand, 'night-late');
  await inHand.goto(tonight);
  await inHand.getByRole('link', { name: 'Count place by place' }).click();
  await inHand.getByRole('heading', { name: 'Count at Birchwater Commons' }).waitFor();
  await snap(inHand, 'night-count');
  await inHand.context().close();

  county.clock.set(morning);
  const early = await openDesk(browser, county, 'teo@birchwater.example');
  await early.getByRole('link', { name: 'Facilities' }).click();
  await early.getByRole('link', { name: 'Birchwater Commons', exact: true }).click();
  await early.getByRole('link', { name: 'Morning' }).click();
  await early
    .getByRole('heading', { name: /^Morning/ })
    .first()
    .waitFor();
  await early.getByRole('button', { name: 'Leaving' }).first().waitFor();
  for (const choice of ['r', 'l', 'r', 'Space', 'm']) {
    await early.keyboard.press(choice);
    await early.keyboard.press('ArrowDown');
  }
  await snap(early, 'night-morning');
};

const cluster = await startTestCluster();
const county = await startApp({ now: evening });
const browser = await chromium.launch(await findChromium());
try {
  await loadDemo({ database: county.database, now: county.clock.now(), secret, say: console.log });
  await takeCall(await openDesk(browser, county, 'imani@frontdoor.example'));
  await keepShelter(await openDesk(browser, county, 'teo@birchwater.example'));
  await setUp(await openDesk(browser, county, 'pat@tamarack.example'));
  await lead(await openDesk(browser, county, 'jon@frontdoor.example'));
  await keepNight(browser, county);
} finally {
  await browser.close();
  await county.stop();
  await cluster.stop();
}
