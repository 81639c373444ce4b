import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { addDays, type Night } from '../contract/nights.ts';
import { columnsOf, fileNames } from '../server/hmis/specification.ts';

/** A HUD HMIS CSV export as rows by file; what a row leaves out is empty. */
export type HmisExport = Record<string, Record<string, string>[]>;

const bookkeeping = {
  DateCreated: '2026-01-05 09:00:00',
  DateUpdated: '2026-02-01 10:30:00',
  UserID: 'U1',
  DateDeleted: '',
  ExportID: 'EX1',
};

/** What every row of a file has unless told, so that a test names only what it is about. */
const usual: Record<string, Record<string, string>> = {
  Export: {
    ExportID: 'EX1',
    SourceType: '1',
    SourceID: 'MN-500',
    SourceName: 'Example County HMIS',
    ExportDate: '2026-11-20 08:00:00',
    ExportStartDate: '2025-10-01',
    ExportEndDate: '2026-11-20',
    SoftwareName: 'Example',
    CSVVersion: '2026 v1.0',
    ExportPeriodType: '3',
    ExportDirective: '2',
    HashStatus: '1',
    ImplementationID: 'EXAMPLE-1',
  },
  Organization: { VictimServiceProvider: '0' },
  Project: {
    OperatingStartDate: '2010-01-01',
    ContinuumProject: '1',
    ProjectType: '0',
    HousingType: '1',
    TargetPopulation: '4',
  },
  ProjectCoC: {
    CoCCode: 'MN-500',
    Geocode: '279053',
    City: 'Lakeside',
    State: 'MN',
    ZIP: '55401',
    GeographyType: '1',
  },
  Inventory: {
    CoCCode: 'MN-500',
    HouseholdType: '1',
    Availability: '1',
    UnitInventory: '1',
    BedInventory: '1',
    ESBedType: '1',
    InventoryStartDate: '2020-01-01',
  },
  Client: {
    NameDataQuality: '1',
    SSNDataQuality: '99',
    DOB: '1980-05-17',
    DOBDataQuality: '1',
    Sex: '99',
    AmIndAKNative: '0',
    Asian: '0',
    BlackAfAmerican: '0',
    HispanicLatinao: '0',
    MidEastNAfrican: '0',
    NativeHIPacific: '0',
    White: '0',
    RaceNone: '99',
    VeteranStatus: '0',
  },
  Enrollment: {
    EntryDate: '2026-02-01',
    RelationshipToHoH: '1',
    EnrollmentCoC: 'MN-500',
    LivingSituation: '116',
    LengthOfStay: '2',
    DateToStreetESSH: '2026-01-20',
    TimesHomelessPastThreeYears: '1',
    MonthsHomelessPastThreeYears: '101',
    DisablingCondition: '0',
  },
  Exit: { ExitDate: '2026-03-01', Destination: '410' },
  Services: { RecordType: '200', TypeProvided: '200' },
};

/** A row with everything HUD wants of it. */
export const hudRow = (file: string, row: Record<string, string>): Record<string, string> => ({
  ...(file === 'Export' ? {} : bookkeeping),
  ...usual[file],
  ...row,
});

/** An export with these rows, each filled up to what HUD wants; all other files are there without rows. */
export const makeExport = (rows: HmisExport): HmisExport =>
  Object.fromEntries(
    fileNames.map((file) => [
      file,
      (rows[file] ?? (file === 'Export' ? [{}] : [])).map((row) => hudRow(file, row)),
    ]),
  );

/** Text columns are always in quotation marks, as HUD prescribes. */
const cell = (value: string, isText: boolean) =>
  isText && value !== '' ? `"${value.replaceAll('"', '""')}"` : value;

/**
 * Each file as HUD prescribes it: 'Client.csv' and its text. Columns that HUD does not know come last, unless `order` says
 * otherwise.
 */
export const asFiles = (
  exported: HmisExport,
  order: (names: string[]) => string[] = (names) => names,
): Map<string, string> =>
  new Map(
    Object.entries(exported).map(([file, rows]) => {
      const columns = columnsOf(file);
      const extra = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
        (name) => !columns.some((column) => column.name === name),
      );
      const names = order([...columns.map((column) => column.name), ...extra]);
      const text = new Set([
        ...columns.filter((column) => column.type === 'S').map((column) => column.name),
        ...extra,
      ]);
      const lines = rows.map((row) => names.map((name) => cell(row[name] ?? '', text.has(name))).join(','));
      return [`${file}.csv`, `${[names.join(','), ...lines].join('\r\n')}\r\n`];
    }),
  );

export const writeExport = async (folder: string, files: Map<string, string | Uint8Array>): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeFile(join(folder, name), text);
};

export const zipExport = (files: Map<string, string | Uint8Array>, inside = ''): Uint8Array =>
  zipSync(
    Object.fromEntries(
      [...files].map(([name, text]) => [inside + name, typeof text === 'string' ? strToU8(text) : text]),
    ),
  );

/** Bed nights of one enrollment from a night on. */
export const nightsOf = (enrollmentId: string, personalId: string, first: Night, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    ServicesID: `${enrollmentId}-${addDays(first, i)}`,
    EnrollmentID: enrollmentId,
    PersonalID: personalId,
    DateProvided: addDays(first, i),
  }));
