import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeSsnKeeper } from '../../server/clients/ssn.ts';
import { startCounty } from '../county.ts';
import { expect, expectAccessible, expectNothingCut, signIn, test } from '../desk.ts';
import { client } from '../factories.ts';
import { rowOf, smallCounty } from '../hmis-county.ts';
import { asFiles, type HmisExport, writeExport, zipExport } from '../hmis-export.ts';

let place: string;
test.beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'berth-import-screen-'));
});
test.afterAll(() => rm(place, { recursive: true }));

/** Another implementation each time, so that one test's people are not another's. */
const countyOf = (implementation: string): HmisExport => {
  const exported = smallCounty();
  exported.Export![0]!.ImplementationID = implementation;
  return exported;
};

const toImport = async (page: Page) => {
  await page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name: 'Admin' }).click();
  await page
    .getByRole('navigation', { name: 'Administration' })
    .getByRole('link', { name: 'Import' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
};

const handIn = async (page: Page, name: string, exported: HmisExport | Buffer) => {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose the zip' }).click();
  const buffer = Buffer.isBuffer(exported) ? exported : Buffer.from(zipExport(asFiles(exported)));
  await (await choosing).setFiles({ name, mimeType: 'application/zip', buffer });
  await expect(page.getByText(new RegExp(`^${name}, `))).toBeVisible();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
};

const row = (page: Page, table: string, first: string) =>
  page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: first });

test('a zip becomes a county: progress, summary, the same again, history', async ({ page, county }) => {
  await signIn(page, county, 'administrator');
  await toImport(page);
  await handIn(page, 'september.zip', countyOf('SCREEN-1'));
  await expect(page.getByRole('heading', { level: 1, name: 'Import of september.zip' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Imported: 29 people' })).toBeVisible();
  await expect(row(page, 'What it changed', 'People')).toContainText('29');
  await expect(row(page, 'What it changed', 'Residents')).toContainText('8');
  await expect(row(page, 'Residents without a plain place', 'P18')).toContainText('an overflow place');
  await expect(row(page, 'Odd, and kept as it came', 'Bed nights on the exit date')).toContainText(
    'Services.csv line 61',
  );
  await expect(row(page, 'Files', 'Funder.csv')).toContainText('not read yet');
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Import another' }).click();
  await handIn(page, 'again.zip', countyOf('SCREEN-1'));
  await expect(
    page.getByRole('status').filter({ hasText: 'Nothing has changed since the last import.' }),
  ).toBeVisible();

  await toImport(page);
  await expect(row(page, 'Imports so far', 'september.zip')).toContainText('Imported');
  await expect(row(page, 'Imports so far', 'again.zip')).toContainText('Pat Olsen');
  await page.getByRole('link', { name: 'september.zip' }).click();
  await expect(page.getByRole('link', { name: 'Make booking agreements' })).toBeVisible();
});

test('a folder is packed in the browser, without what is no CSV', async ({ page, county }) => {
  const folder = join(place, 'October export');
  await writeExport(
    folder,
    new Map<string, string>([...asFiles(countyOf('SCREEN-2')), ['letter.txt', 'private']]),
  );
  await signIn(page, county, 'administrator');
  await toImport(page);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose the folder' }).click();
  await (await choosing).setFiles(folder);
  await expect(page.getByText('October export: 24 CSV files')).toBeVisible();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Imported: 29 people' })).toBeVisible();
});

test('a broken export is refused with every place, and the rejects file can be kept', async ({
  page,
  county,
}) => {
  const broken = countyOf('SCREEN-3');
  rowOf(broken, 'Enrollment', 'E3').RelationshipToHoH = '7';
  rowOf(broken, 'Client', 'P2').DOB = '30.11.1999';
  await signIn(page, county, 'administrator');
  await toImport(page);
  await handIn(page, 'broken.zip', broken);
  const refusal = page.getByRole('region', {
    name: 'Nothing was imported: 2 things in the export are wrong.',
  });
  await expect(refusal).toBeFocused();
  await expect(refusal).toContainText('Client.csv, line 3, DOB');
  await expect(refusal).toContainText('Enrollment.csv, line 4, RelationshipToHoH · 7');
  await expectAccessible(page);

  const downloading = page.waitForEvent('download');
  await refusal.getByRole('button', { name: 'Download the rejects file' }).click();
  const file = await (await downloading).path();
  expect(await readFile(file, 'utf8')).toContain(
    'Client.csv,3,DOB,,It is not a date written YYYY-MM-DD.,error',
  );

  await refusal.getByRole('link', { name: 'Import another' }).click();
  await handIn(page, 'letter.zip', Buffer.from('Dear all'));
  await expect(page.getByRole('region', { name: 'Nothing was imported' })).toContainText(
    'This is not a zip file',
  );
});

test('under another secret the export is not to blame: it is said what is to be set, and by whom', async ({
  page,
}) => {
  const own = await startCounty();
  try {
    const { id } = await client(own.database.db, own.team, 'Sasha Numbers');
    await own.database.db
      .updateTable('client')
      .set(makeSsnKeeper('the secret that this server had before').keep('219099999'))
      .where('id', '=', id)
      .execute();
    await signIn(page, own, 'administrator');
    await toImport(page);
    await expect(page.getByText('Nothing was imported yet')).toBeVisible();
    await expectAccessible(page);
    await handIn(page, 'december.zip', countyOf('SCREEN-5'));
    const refusal = page.getByRole('region', { name: /the secret in force here is not the one/ });
    await expect(refusal).toContainText('Whoever runs the server sets BERTH_SECRET');
    await expect(page.getByRole('main')).not.toContainText(/Mend the export|rejects/);
    await expectAccessible(page, ['light']);
  } finally {
    await own.stop();
  }
});

test('on a phone, in Spanish', async ({ page, county }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, county, 'administrator', '/administration/imports');
  await handIn(page, 'november.zip', countyOf('SCREEN-4'));
  await expect(page.getByRole('status').filter({ hasText: 'Imported: 29 people' })).toBeVisible();
  await expectAccessible(page);
  await page.evaluate(() => localStorage.setItem('berth-language', 'es'));
  await page.reload();
  await expect(page.getByRole('table', { name: 'Qué cambió' })).toBeVisible();
  await expectNothingCut(page);
});
