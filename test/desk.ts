import {
  type Browser,
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
} from '@playwright/test';
import axe from 'axe-core';
import { createClient, findLikelyDuplicates, type NewClient } from '../contract/clients.ts';
import type { Caller } from './app.ts';
import { type County, startCounty } from './county.ts';
import { addRoom, password } from './factories.ts';

export { expect };

/** Somebody at a browser in the small county. One server for each worker; a test fails if its console is not clean. */
export const test = base.extend<{ cleanConsole: undefined }, { county: County }>({
  county: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter to learn what a fixture needs
    async ({}, use) => {
      const county = await startCounty();
      // Many tests book here, whichever of them share a worker: nobody is turned away because others came before.
      const { db } = county.database;
      await addRoom(db, county.commons.id, 2, {
        name: 'Great room',
        beds: Array(12).fill(['lower', 'upper']).flat(),
      });
      await addRoom(db, county.sundog.id, 1, { name: 'Great room', beds: Array(8).fill('single') });
      await use(county);
      await county.stop();
    },
    { scope: 'worker' },
  ],
  cleanConsole: [
    async ({ browser, context }, use) => {
      const said: string[] = [];
      const listen = (to: BrowserContext) => {
        to.on('console', (message) => {
          const isReply = message.text().startsWith('Failed to load resource');
          if (!isReply && ['error', 'warning'].includes(message.type())) said.push(message.text());
        });
        to.on('weberror', (error) => said.push(String(error.error())));
      };
      listen(context);
      // Somebody else at a browser of their own is listened to as well.
      browser.on('context', listen);
      await use(undefined);
      browser.off('context', listen);
      expect(said, 'the browser’s console').toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens an address of the county's server as somebody who has signed in there; by the screen is Settings' test. */
export const signIn = async (
  page: Page,
  county: County,
  who: keyof County['emails'] | { email: string },
  path = '/',
) => {
  const { headers } = await county.signIn(typeof who === 'string' ? county.emails[who] : who.email);
  const [name, value] = headers.cookie!.split('=') as [string, string];
  await page.context().addCookies([{ name, value, url: county.baseUrl, httpOnly: true }]);
  await page.goto(county.baseUrl + path);
  await expect(page.getByRole('navigation', { name: 'Workspaces' })).toBeVisible();
};

/** Somebody else, at a browser of their own. */
export const another = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

export const typeSignIn = async (page: Page, email: string, typed = password) => {
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(typed);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/**
 * As a scanner does: a code at once, then Enter. The browser's clock stands still meanwhile, so that the keys come at
 * a scanner's pace however busy this machine is.
 */
export const scan = async (page: Page, code: string) => {
  await page.clock.pauseAt(Date.now() + 1000);
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.clock.resume();
};

/** Tab until something has the focus, as somebody without a mouse reaches it. */
export const tabTo = async (page: Page, target: Locator) => {
  await expect(target).toBeVisible();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; !(await isThere()); presses++) {
    expect(presses, `Tab reaches ${target}`).toBeLessThan(80);
    await page.keyboard.press('Tab');
  }
};

/** Nothing sticks out sideways, whatever the width of the screen. */
export const expectNothingCut = async (page: Page, room = new URL(page.url()).pathname) => {
  const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(tooWide, `${room} scrolls sideways`).toBeLessThanOrEqual(0);
};

/**
 * No violation of WCAG 2.2 AA nor of axe's good practice, in light and in dark, where the person chose neither. Only
 * colours differ in the dark, so only contrast is looked at again.
 */
export const expectAccessible = async (
  page: Page,
  schemes: ('light' | 'dark')[] = ['light', 'dark'],
  rules?: string[],
) => {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveCSS('color-scheme', colorScheme);
    const onlyColours = colorScheme === 'dark' && schemes.includes('light');
    const found = await runAxe(page, onlyColours ? ['color-contrast'] : (rules ?? tags));
    expect(found, `axe in ${colorScheme}`).toEqual([]);
  }
};

/** What axe finds wrong, by its rule and element. In the page's own document: Berth has no frames. */
const runAxe = async (page: Page, runOnly: string[]): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (only) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({
      runOnly: only,
      resultTypes: ['violations'],
    });
    return violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target.join(' ')}`));
  }, runOnly);
};

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A client made as a desk makes one: looked for first. Returns the HMIS number. */
export const makeClient = async (desk: Caller, fields: NewClient): Promise<number> => {
  const looked = await desk.call(findLikelyDuplicates, { body: fields });
  const made = await desk.call(createClient, { body: { client: fields, ticket: looked.body.ticket } });
  expect(made.status).toBe(201);
  return made.body.id;
};
