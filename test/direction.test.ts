import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

const root = join(import.meta.dirname, '..');
const configuration = join(root, '.dependency-cruiser.cjs');
const { forbidden } = createRequire(import.meta.url)(configuration) as { forbidden: { name: string }[] };

/** The small project in fixtures/direction breaks each rule once, and otherwise imports what it may. */
const expected = [
  ['accounts-clients-facilities-look-no-further-down', 'server/facilities/later.ts', 'server/bars/store.ts'],
  ['contract-knows-nobody', 'contract/late-beds.ts', 'fs'],
  ['ground-knows-no-domain', 'server/database/connect.ts', 'server/reservations/store.ts'],
  ['nights-requests-look-no-further-down', 'server/nights/later.ts', 'server/reports/store.ts'],
  ['no-circles', 'server/hmis/store-other.ts', 'server/hmis/store.ts'],
  ['nothing-missing', 'server/hmis/missing.ts', './not-there.ts'],
  ['only-stores-query', 'server/facilities/routes.ts', 'kysely'],
  ['placement-enrollment-bars-look-no-further-down', 'server/bars/later.ts', 'server/reservations/store.ts'],
  ['product-needs-no-test', 'server/reports/store.ts', 'test/factory.ts'],
  ['reservations-look-no-further-down', 'server/reservations/later.ts', 'server/nights/store.ts'],
  ['routes-are-entered-by-the-app-only', 'server/reservations/store.ts', 'server/facilities/routes.ts'],
  ['rules-decide-on-facts', 'server/facilities/rules.ts', 'server/clock.ts'],
  ['server-knows-no-browser', 'server/app.ts', 'web/ui/button.ts'],
  ['ui-could-ship-elsewhere', 'web/ui/button.ts', 'web/home/home.ts'],
  ['web-knows-only-the-contract', 'web/app.ts', 'server/facilities/store.ts'],
];

const cruise = (): Promise<Violation[]> =>
  new Promise((settle) => {
    const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
    const options = { cwd: join(import.meta.dirname, 'fixtures', 'direction'), maxBuffer: 2 ** 26 };
    const args = [
      program,
      '--config',
      configuration,
      '--output-type',
      'json',
      'contract',
      'server',
      'web',
      'test',
    ];
    // Its exit code is the number of violations, so a failure is what is wanted here.
    execFile(process.execPath, args, options, (_error, output) =>
      settle(JSON.parse(output).summary.violations),
    );
  });

it('every rule of direction fires on a forbidden import, and on nothing else', async () => {
  const found = (await cruise()).map(({ rule, from, to }) => [
    rule.name,
    from,
    to.includes('node_modules/') ? to.replace(/^.*node_modules\/([^/]+).*$/, '$1') : to,
  ]);
  expect(found.sort()).toEqual(expected);
  expect([...new Set(expected.map(([name]) => name))]).toEqual(forbidden.map(({ name }) => name).sort());
});
