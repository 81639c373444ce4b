import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { smallCounty } from '../../test/hmis-county.ts';
import { asFiles, writeExport } from '../../test/hmis-export.ts';
import { sumOfRecords } from '../../test/hmis-import.ts';
import { makeSsnKeeper } from '../clients/ssn.ts';
import type { Imported } from './import.ts';
import { startRun } from './runs.ts';
import { openSource } from './source.ts';

interface Known {
  what: string;
  folder: string;
  counts: Record<string, number>;
  /** Rows of files that are not read yet. */
  unread: number;
  /** Residents without a plain place. */
  toSettle: number;
  seated: { facility: string; residents: number; parties: number; beds: number }[];
}

/** A public sample of HUD's own reporting tool, of real shape; it lies beside the checkout where there is one. */
const sampleOfHud: Known = {
  what: 'HUD’s sample of three shelters',
  folder: join(import.meta.dirname, '../../../shared/samples/hmis-csv-fy2026'),
  counts: {
    organization: 2,
    project: 3,
    facility: 3,
    inventory: 5,
    client: 410,
    enrollment: 465,
    exit: 443,
    bed_night: 1741,
    place: 69,
    resident: 22,
  },
  unread: 5547,
  toSettle: 0,
  seated: [
    { facility: 'Safe Entry-Exit Shelter', residents: 11, parties: 10, beds: 11 },
    { facility: 'Wellness Entry-Exit Shelter 3', residents: 11, parties: 10, beds: 11 },
  ],
};

const ownCounty: Known = {
  what: 'a small county of our own, as HUD’s sample is not at hand',
  folder: mkdtempSync(join(tmpdir(), 'berth-sample-')),
  counts: {
    organization: 2,
    project: 4,
    facility: 4,
    inventory: 6,
    client: 29,
    enrollment: 29,
    exit: 16,
    bed_night: 113,
    place: 22,
    resident: 8,
  },
  unread: 2,
  // Three in a house of two; the parents with their children, the couple and the house each in places of their own.
  toSettle: 3,
  seated: [
    { facility: 'Harbor Family Shelter (MN-500)', residents: 3, parties: 1, beds: 3 },
    { facility: 'Harbor Family Shelter (MN-501)', residents: 2, parties: 1, beds: 2 },
    { facility: 'Northway House', residents: 3, parties: 3, beds: 3 },
  ],
};

const known = existsSync(sampleOfHud.folder) ? sampleOfHud : ownCounty;
afterAll(() => rm(ownCounty.folder, { recursive: true }));

describe(`an export: ${known.what}`, () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let first: Imported;
  const ssn = makeSsnKeeper('only-for-tests-'.repeat(3));
  const clock = { now: () => new Date('2026-11-23T16:14:00Z') };
  const importSample = async (): Promise<Imported> => {
    const source = await openSource(known.folder);
    const { done } = await startRun(
      { database, ssn, clock },
      { source, sourceName: 'sample', actor: null, requestId: 'test' },
    );
    return (await done) as Imported;
  };

  beforeAll(async () => {
    console.log(`imported: ${known.what}`);
    await writeExport(ownCounty.folder, asFiles(smallCounty()));
    database = await freshDatabase();
    first = await importSample();
  }, 60_000);
  afterAll(() => database.drop());

  it('is imported whole', () => {
    expect(Object.fromEntries(first.summary.counts.map(({ what, added }) => [what, added]))).toEqual(
      known.counts,
    );
    expect(first.summary.residents).toHaveLength(known.toSettle);
    expect(first.summary.files.filter(({ read }) => !read).reduce((sum, { rows }) => sum + rows, 0)).toBe(
      known.unread,
    );
  });

  it('seats every open extended stay, each in one place, households together', async () => {
    const { rows } = await sql<{ facility: string; residents: number; parties: number; beds: number }>`
      select f.name as facility, count(*) as residents, count(distinct a.party_id) as parties, count(distinct a.bed_id) as beds
      from bed_assignment a join facility f on f.id = a.facility_id where a.ended_at is null and upper(a.nights) = 'infinity'
      group by 1 order by 1`.execute(database.db);
    expect(rows).toEqual(known.seated);
  });

  it('a second time changes nothing', async () => {
    const before = await sumOfRecords(database.db);
    expect((await importSample()).title).toContain('Nothing has changed');
    expect(await sumOfRecords(database.db)).toBe(before);
  });
});
