import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { smallCounty } from '../../test/hmis-county.ts';
import { asFiles, zipExport } from '../../test/hmis-export.ts';
import { importFiles, sendZip, sumOfRecords, untilOver } from '../../test/hmis-import.ts';
import { readFiles } from './source.ts';

let county: County;
let administrator: Caller;

beforeAll(async () => {
  county = await startCounty();
  administrator = await county.administrator();
  await importFiles(administrator, asFiles(smallCounty()));
}, 60_000);
afterAll(() => county.stop());

type Files = Map<string, Buffer>;
type Damage = (files: Files) => void;

const damageTo = (change: (text: Buffer, at: number, other: number) => Buffer): fc.Arbitrary<Damage> =>
  fc
    .record({ file: fc.constantFrom(...readFiles), at: fc.nat(), other: fc.nat() })
    .map(({ file, at, other }) => (files: Files) => {
      const name = `${file}.csv`;
      files.set(name, change(files.get(name)!, at, other));
    });

const lines = (change: (lines: string[], at: number, other: number) => string[]) =>
  damageTo((text, at, other) => Buffer.from(change(text.toString().split('\r\n'), at, other).join('\r\n')));

/** Cells of a line, good enough to do harm with. */
const cells = (line: string) => line.split(',');
const oddValues = [
  '',
  '0',
  '1',
  '7',
  '99',
  '-3',
  '1e9',
  '4294967296',
  'abc',
  '2026-02-30',
  '2026-05-01',
  '1066-10-14',
  '"',
  '""',
  'P1',
  'E2',
  'NIGHT',
  '\u0000',
  'x'.repeat(400),
  'é',
  '🛏',
  ' ',
];

const damages: fc.Arbitrary<Damage> = fc.oneof(
  damageTo((text, at) => text.subarray(0, at % (text.length + 1))),
  damageTo((text, at, other) => {
    const damaged = Buffer.from(text);
    damaged[at % text.length] = other % 256;
    return damaged;
  }),
  lines((all, at) => {
    const column = at % cells(all[0]!).length;
    return all.map((line) =>
      cells(line)
        .filter((_, i) => i !== column)
        .join(','),
    );
  }),
  lines((all, at) => [
    cells(all[0]!)
      .filter((_, i) => i !== at % cells(all[0]!).length)
      .join(','),
    ...all.slice(1),
  ]),
  lines((all, at, other) => {
    const row = 1 + (at % Math.max(1, all.length - 1));
    return all.map((line, i) =>
      i === row
        ? cells(line)
            .with(other % cells(line).length, oddValues[other % oddValues.length]!)
            .join(',')
        : line,
    );
  }),
  lines((all, at) => [...all, all[at % all.length]!]),
  lines((all, at) => all.filter((_, i) => i !== at % all.length)),
  lines((all, at) => all.toSpliced(at % all.length, 0, '"')),
  fc.tuple(fc.constantFrom(...readFiles), fc.constantFrom(...readFiles)).map(([a, b]) => (files: Files) => {
    files.set(`${a}.csv`, files.get(`${b}.csv`)!);
  }),
);

const runs = Number(process.env.BERTH_FUZZ_RUNS ?? 40);

it('whatever is done to an export, it is imported whole or not at all, and twice is once', {
  timeout: 20_000 + runs * 2_000,
}, async () => {
  const outcomes = { imported: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(damages, { minLength: 1, maxLength: 2 }), async (several) => {
      const files: Files = new Map(
        [...asFiles(smallCounty())].map(([name, text]) => [name, Buffer.from(text)]),
      );
      for (const damage of several) damage(files);
      const before = await sumOfRecords(county.database.db);
      const zip = zipExport(files);
      const { status, body } = await sendZip(administrator, zip);
      expect(status).toBe(201);
      const run = await untilOver(administrator, body.id);
      const after = await sumOfRecords(county.database.db);
      if (run.state === 'refused') {
        outcomes.refused += 1;
        expect(run.errors.every(({ file, reason }) => file.endsWith('.csv') && reason !== '')).toBe(true);
        expect(after).toBe(before);
        return;
      }
      outcomes.imported += 1;
      expect(run.state).toBe('imported');
      const again = await untilOver(administrator, (await sendZip(administrator, zip)).body.id);
      expect(again.title).toContain('Nothing has changed');
      expect(await sumOfRecords(county.database.db)).toBe(after);
    }),
    { numRuns: runs, ...(process.env.BERTH_FUZZ_SEED && { seed: Number(process.env.BERTH_FUZZ_SEED) }) },
  );
  expect(outcomes.refused).toBeGreaterThan(0);
  expect(outcomes.imported).toBeGreaterThan(0);
});
