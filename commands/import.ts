import { access, constants, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportProgress, ImportSummary } from '../contract/hmis.ts';
import { makeSsnKeeper } from '../server/clients/ssn.ts';
import { systemClock } from '../server/clock.ts';
import { readConfiguration, readSecret, StartError } from '../server/configuration.ts';
import { openDatabase } from '../server/database/connect.ts';
import { migrate } from '../server/database/migrate.ts';
import { joinOrStart } from '../server/database/running.ts';
import { Unreadable } from '../server/hmis/findings.ts';
import type { Imported, NotImported } from '../server/hmis/import.ts';
import { startRun } from '../server/hmis/runs.ts';
import { openSource } from '../server/hmis/source.ts';
import { Refusal } from '../server/http/refusal.ts';

const usage = `Reads a HUD HMIS CSV export of FY2026.

  npm run import -- FOLDER_OR_ZIP [--rejects FILE]

It goes into the database of the server's own settings (DATABASE_URL, or BERTH_DATA), also while the server runs.
Everything is saved, or nothing. The rejects file names what is wrong or odd: file, line, column, reason.`;

const importFrom = async (path: string, rejectsFile: string | undefined): Promise<boolean> => {
  const configuration = readConfiguration(process.env);
  const source = await openSource(path);
  const folder = configuration.databaseUrl
    ? { databaseUrl: configuration.databaseUrl, shared: true, close: async () => {} }
    : await joinOrStart(configuration.dataFolder, console.log);
  try {
    await migrate(folder.databaseUrl);
    const database = await openDatabase(folder);
    try {
      const progress = new Lines();
      const run = await startRun(
        { database, ssn: makeSsnKeeper(await readSecret(configuration)), clock: systemClock },
        {
          source,
          sourceName: basename(path),
          actor: null,
          requestId: 'command line',
          heard: (now) => progress.hear(now),
        },
      );
      const stop = () => run.cancel();
      process.once('SIGINT', stop);
      const outcome = await run.done;
      process.off('SIGINT', stop);
      say(outcome);
      if (outcome.rejects !== null) {
        console.log(`Rejects file: ${await writeRejects(outcome.rejects, path, rejectsFile)}`);
      }
      return outcome.imported;
    } finally {
      await database.close();
    }
  } finally {
    await folder.close();
  }
};

/** One line for each file read and each kind of record saved; on long files one every few seconds. */
class Lines {
  private readonly said = new Set<string>();
  private lastAt = performance.now();

  hear({ phase, files, saving }: ImportProgress) {
    for (const file of files.filter(({ done, rows }) => done && rows > 0))
      this.once(`Read ${file.file}.csv: ${count(file.rows, 'row', 'rows')}`);
    const reading = files.find(({ done, bytesRead }) => !done && bytesRead > 0);
    if (phase === 'reading' && reading && performance.now() - this.lastAt > 3_000) {
      const share =
        reading.bytes > 0 ? `, ${Math.min(99, Math.floor((100 * reading.bytesRead) / reading.bytes))} %` : '';
      this.once(`Reading ${reading.file}.csv: ${count(reading.rows, 'row', 'rows')}${share}`);
    }
    if (phase === 'checking') this.once('Checking …');
    if (saving) this.once(`Saving ${plurals[saving] ?? saving} …`);
  }

  private once(line: string) {
    if (this.said.has(line)) return;
    this.said.add(line);
    this.lastAt = performance.now();
    console.log(line);
  }
}

const plurals: Record<string, string> = {
  organization: 'organizations',
  project: 'projects',
  facility: 'facilities',
  inventory: 'inventory',
  place: 'places',
  client: 'people',
  enrollment: 'enrollments',
  exit: 'exits',
  bed_night: 'bed nights',
  resident: 'residents',
};

const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

const say = (outcome: Imported | NotImported) => {
  console.log(`\n${outcome.title}`);
  if (outcome.imported) return saySummary(outcome.summary);
  for (const error of outcome.errors.slice(0, 20)) {
    const place = [error.file, error.line === null ? '' : `line ${error.line}`, error.column ?? '']
      .filter(Boolean)
      .join(', ');
    console.log(`  ${place}: ${error.reason}${error.value === null ? '' : ` (${error.value})`}`);
  }
  if (outcome.errorCount > 20) console.log(`  … and ${count(outcome.errorCount - 20, 'more', 'more')}`);
};

const saySummary = (summary: ImportSummary) => {
  console.log(
    `${summary.implementation}, ${summary.software}, exported ${summary.exportedAt}, ${summary.period}; ${summary.seconds} s\n`,
  );
  console.log(
    ['', 'new', 'changed', 'gone', 'as before']
      .map((head, i) => (i === 0 ? head.padEnd(16) : head.padStart(10)))
      .join(''),
  );
  for (const { what, added, changed, removed, unchanged } of summary.counts) {
    const numbers = [added, changed, removed, unchanged].map((n) => n.toLocaleString('en-US').padStart(10));
    console.log(`${(plurals[what] ?? what).padEnd(16)}${numbers.join('')}`);
  }
  const notRead = summary.files.filter(({ read, rows }) => !read && rows > 0);
  if (notRead.length > 0)
    console.log(
      `\nNot read yet: ${notRead.map(({ file, rows }) => `${file}.csv (${rows.toLocaleString('en-US')})`).join(', ')}`,
    );
  if (summary.otherServices > 0)
    console.log(
      `Not read yet: ${count(summary.otherServices, 'service', 'services')} that ${summary.otherServices === 1 ? 'is no bed night' : 'are no bed nights'}`,
    );
  if (summary.warnings.length > 0) console.log('\nOdd, and kept as it came:');
  for (const { sentence, count: times } of summary.warnings)
    console.log(`${String(times).padStart(8)}  ${sentence}`);
  if (summary.residents.length > 0) console.log('\nResidents without a plain place:');
  for (const one of summary.residents) {
    console.log(
      `  ${one.personalId} at ${one.facilityName}${one.place ? `, ${one.place}` : ''}, since ${one.since}: ${reasons[one.why]}`,
    );
  }
  if (summary.residentsNotListed > 0) console.log(`  … and ${summary.residentsNotListed} more`);
  console.log('');
};

const reasons: Record<ImportSummary['residents'][number]['why'], string> = {
  beyond_the_places: 'in an overflow place, beyond the inventory',
  does_not_fit: 'in a place whose rule says otherwise; none that fits was free',
  has_a_place_elsewhere: 'has a place by another reservation already and keeps that one',
  in_two_shelters: 'is shown as staying in two shelters; the later one counts',
  no_facility: 'the project has no facility that is open',
};

/** Beside the export, or in this folder where nothing can be written there. */
const writeRejects = async (csv: string, path: string, given: string | undefined): Promise<string> => {
  const name = `${basename(path).replace(/\.zip$/i, '')}-rejects.csv`;
  const beside = dirname(path);
  const writable = await access(beside, constants.W_OK).then(
    () => true,
    () => false,
  );
  const file = given ?? join(writable ? beside : process.cwd(), name);
  await writeFile(file, csv, { mode: 0o600 });
  return file;
};

const { values, positionals } = parseArgs({
  options: { rejects: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  allowPositionals: true,
});
if (values.help || positionals.length !== 1) {
  console.log(usage);
  process.exit(values.help ? 0 : 1);
}
try {
  // npm runs this in the project's folder; what was typed means the folder that it was typed in.
  const typedIn = process.env.INIT_CWD ?? process.cwd();
  const rejects = values.rejects === undefined ? undefined : resolve(typedIn, values.rejects);
  process.exitCode = (await importFrom(resolve(typedIn, positionals[0]!), rejects)) ? 0 : 1;
} catch (error) {
  const isSentence = error instanceof StartError || error instanceof Unreadable || error instanceof Refusal;
  console.error(isSentence ? error.message : error);
  if (isSentence) console.error('Nothing was imported.');
  process.exitCode = 1;
}
