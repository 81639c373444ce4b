import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { password } from './factories.ts';

/** Signs in on the screen, as a person would. */
export const signIn = async (page: Page, who: { email: string; password?: string }) => {
  await page.getByLabel('Email address').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password ?? password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Workspaces' })).toBeVisible();
};

/** What the browser's console complains of on this page; the question whether somebody is signed in is none. */
export const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const isSessionQuestion =
      message.location().url.endsWith('/api/session') && message.text().includes('401');
    if (['error', 'warning'].includes(message.type()) && !isSessionQuestion) complaints.push(message.text());
  });
  return complaints;
};

/** Finds nothing that keeps somebody out, in light and in dark. */
export const expectAccessible = async (page: Page) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations, passes } = await new AxeBuilder({ page }).analyze();
    expect(passes.length).toBeGreaterThan(0);
    expect(
      violations.map((v) => `${colorScheme} ${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
    ).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
};
