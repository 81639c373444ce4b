import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { sumOfRecords } from '../../test/hmis-import.ts';
import { makeSsnKeeper } from '../clients/ssn.ts';
import type { Imported } from './import.ts';
import { startRun } from './runs.ts';
import { openSource } from './source.ts';

/** A public sample of HUD's own reporting tool, of real shape; it lies beside the checkout where there is one. */
const sample = join(import.meta.dirname, '../../../shared/samples/hmis-csv-fy2026');

describe.skipIf(!existsSync(sample))('HUD’s sample of three shelters', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let first: Imported;
  const ssn = makeSsnKeeper('only-for-tests-'.repeat(3));
  const clock = { now: () => new Date('2026-11-23T16:14:00Z') };
  const importSample = async (): Promise<Imported> => {
    const source = await openSource(sample);
    const { done } = await startRun(
      { database, ssn, clock },
      { source, sourceName: 'sample', actor: null, requestId: 'test' },
    );
    return (await done) as Imported;
  };

  beforeAll(async () => {
    database = await freshDatabase();
    first = await importSample();
  }, 60_000);
  afterAll(() => database.drop());

  it('is imported whole', () => {
    expect(Object.fromEntries(first.summary.counts.map(({ what, added }) => [what, added]))).toEqual({
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
    });
    expect(first.summary.residents).toEqual([]);
    expect(first.summary.files.filter(({ read }) => !read).reduce((sum, { rows }) => sum + rows, 0)).toBe(
      5547,
    );
  });

  it('seats every open extended stay, each in one place, households together', async () => {
    const { rows } = await sql<{ facility: string; residents: number; parties: number; beds: number }>`
      select f.name as facility, count(*) as residents, count(distinct a.party_id) as parties, count(distinct a.bed_id) as beds
      from bed_assignment a join facility f on f.id = a.facility_id where a.ended_at is null and upper(a.nights) = 'infinity'
      group by 1 order by 1`.execute(database.db);
    expect(rows).toEqual([
      { facility: 'Safe Entry-Exit Shelter', residents: 11, parties: 10, beds: 11 },
      { facility: 'Wellness Entry-Exit Shelter 3', residents: 11, parties: 10, beds: 11 },
    ]);
  });

  it('a second time changes nothing', async () => {
    const before = await sumOfRecords(database.db);
    expect((await importSample()).title).toContain('Nothing has changed');
    expect(await sumOfRecords(database.db)).toBe(before);
  });
});
