import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They take longest: begun last, one of them would be waited for alone. */
const first = [
  'demo/demo',
  'test/access-walk',
  'test/month/month',
  'test/start',
  'test/every-door',
  'reservations/histories',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = first.findIndex((name) => moduleId.includes(name));
      return at === -1 ? first.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: ['{contract,server,demo,web,commands,test}/**/*.test.{ts,tsx,mjs}'],
    globalSetup: ['test/vitest-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Our modules keep nothing between files but caches of pure answers; loading them once a worker saves a fifth.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
