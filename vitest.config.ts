import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,server,demo,web,commands,test}/**/*.test.{ts,tsx}'],
    globalSetup: ['test/vitest-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
