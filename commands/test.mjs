import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks, secondsSince } from './check.mjs';
import { binOf, prepare, runNode } from './prepare.mjs';

await prepare();

const reports = mkdtempSync(join(tmpdir(), 'berth-reports-'));
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');

const runVitest = async () => {
  const code = await runNode([
    binOf('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ]);
  const report = readReport(vitestReport);
  return settleTally(code, {
    passed: report?.numPassedTests,
    failed: report?.numFailedTests,
    skipped: report && report.numPendingTests + report.numTodoTests,
  });
};

const runPlaywright = async () => {
  const code = await runNode(
    [binOf('@playwright/test', 'playwright'), 'test', '--config', 'test/playwright.config.ts'],
    { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport } },
  );
  const stats = readReport(playwrightReport)?.stats;
  return settleTally(code, {
    passed: stats && stats.expected + stats.flaky,
    failed: stats?.unexpected,
    skipped: stats?.skipped,
  });
};

const readReport = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** A run that failed as a whole, or that ran nothing, is one failure more than its tests tell. */
const settleTally = (code, { passed = 0, failed = 0, skipped = 0 }) => {
  const failedAsAWhole = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: failedAsAWhole ? 1 : failed, skipped };
};

const total = { passed: 0, failed: 0, skipped: 0 };
for (const [name, run] of [
  ['checks', runChecks],
  ['server tests', runVitest],
  ['browser tests', runPlaywright],
]) {
  const begun = performance.now();
  const tally = await run();
  for (const key of Object.keys(total)) total[key] += tally[key];
  console.log(`${name}: ${secondsSince(begun)}\n`);
}
rmSync(reports, { recursive: true });

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 ? 1 : 0);
