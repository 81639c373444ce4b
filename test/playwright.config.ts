import { defineConfig } from '@playwright/test';
import { findChromium } from './browser.ts';

export default defineConfig({
  testDir: 'workflow',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results',
  globalSetup: './playwright-setup.ts',
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [['list'], ['json']],
  use: {
    launchOptions: await findChromium(),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
