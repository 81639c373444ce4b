import { defineConfig } from '@playwright/test';
import { findChromium } from './browser.ts';

export default defineConfig({
  testDir: 'workflow',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results',
  globalSetup: './playwright-setup.ts',
  workers: 2,
  forbidOnly: true,
  timeout: 120_000,
  // Two cores may be busy with another part of the run; a right answer that comes late is right.
  expect: { timeout: 20_000 },
  // Without a file to write to, the second would print itself.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    launchOptions: await findChromium(),
    // Nothing that a test says is about motion; waiting for it is a tenth of the time.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording every step of every test costs a third of the time: ask for it with --trace retain-on-failure.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
