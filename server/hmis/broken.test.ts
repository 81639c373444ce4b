import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportError } from '../../contract/hmis.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { rowOf, smallCounty } from '../../test/hmis-county.ts';
import { asFiles, type HmisExport, hudRow, zipExport } from '../../test/hmis-export.ts';
import { importFiles, rejectsOf, sendZip, sumOfRecords, untilOver } from '../../test/hmis-import.ts';

let county: County;
let administrator: Caller;
let before: string;

// Every one of these is tried on top of the same county, imported already.
beforeAll(async () => {
  county = await startCounty();
  administrator = await county.administrator();
  await importFiles(administrator, asFiles(smallCounty()));
  before = await sumOfRecords(county.database.db);
}, 60_000);
afterAll(() => county.stop());

const unchanged = async () => expect(await sumOfRecords(county.database.db)).toBe(before);

type Files = Map<string, string | Uint8Array>;
/** The county's export, with its rows and then its files changed. */
const brokenBy = ({ rows, files }: { rows?: (e: HmisExport) => void; files?: (f: Files) => void }): Files => {
  const exported = smallCounty();
  rows?.(exported);
  const made: Files = asFiles(exported);
  files?.(made);
  return made;
};

const edit = (name: string, change: (text: string) => string | Uint8Array) => (files: Files) => {
  files.set(name, change(files.get(name) as string));
};
const line = (n: number, change: (line: string) => string) => (text: string) =>
  text
    .split('\r\n')
    .map((one, i) => (i === n - 1 ? change(one) : one))
    .join('\r\n');

interface Case {
  rows?: (e: HmisExport) => void;
  files?: (f: Files) => void;
  says: Partial<ImportError>;
  /** A word of the reason. */
  why: string;
}

const cases: Record<string, Case> = {
  'a missing column': {
    files: edit(
      'Enrollment.csv',
      line(1, (head) => head.replace('EntryDate', 'Began')),
    ),
    says: { file: 'Enrollment.csv', line: 1, column: 'EntryDate' },
    why: 'missing',
  },
  'a column twice': {
    files: edit(
      'Exit.csv',
      line(1, (head) => head.replace('OtherDestination', 'Destination')),
    ),
    says: { file: 'Exit.csv', line: 1, column: 'OtherDestination' },
    why: 'missing',
  },
  'an encoding that is not UTF-8': {
    files: edit('Client.csv', (text) => Buffer.from(text, 'latin1')),
    says: { file: 'Client.csv', line: 2 },
    why: 'UTF-8',
  },
  'an encoding of two bytes': {
    files: edit('Client.csv', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')),
    says: { file: 'Client.csv', line: 1 },
    why: 'UTF-16',
  },
  'a zero byte': {
    files: edit(
      'Services.csv',
      line(5, (row) => row.replace('200', '2\u00000')),
    ),
    says: { file: 'Services.csv', line: 5 },
    why: 'zero byte',
  },
  'a code that is none of HUD’s': {
    rows: (e) => {
      rowOf(e, 'Enrollment', 'E3').RelationshipToHoH = '7';
    },
    says: { file: 'Enrollment.csv', line: 4, column: 'RelationshipToHoH', value: '7' },
    why: "HUD's codes",
  },
  'a project type that there is not': {
    rows: (e) => {
      rowOf(e, 'Project', 'HOUSE').ProjectType = '5';
    },
    says: { file: 'Project.csv', line: 4, column: 'ProjectType', value: '5' },
    why: "HUD's codes",
  },
  'a date as a spreadsheet writes it': {
    rows: (e) => {
      rowOf(e, 'Exit', 'X-E4').ExitDate = '3/5/2026';
    },
    says: { file: 'Exit.csv', line: 2, column: 'ExitDate', value: '3/5/2026' },
    why: 'spreadsheet',
  },
  'a day that no calendar has': {
    rows: (e) => {
      rowOf(e, 'Enrollment', 'E1').EntryDate = '2026-02-30';
    },
    says: { file: 'Enrollment.csv', line: 2, column: 'EntryDate', value: '2026-02-30' },
    why: 'calendar',
  },
  'a birth date that is none, whose value is not told': {
    rows: (e) => {
      rowOf(e, 'Client', 'P2').DOB = '30.11.1999';
    },
    says: { file: 'Client.csv', line: 3, column: 'DOB', value: null },
    why: 'YYYY-MM-DD',
  },
  'a value that is missing': {
    rows: (e) => {
      rowOf(e, 'Enrollment', 'E2').PersonalID = '';
    },
    says: { file: 'Enrollment.csv', line: 3, column: 'PersonalID' },
    why: 'missing',
  },
  'a key twice': {
    rows: (e) => {
      e.Client!.push({ ...rowOf(e, 'Client', 'P4') });
    },
    says: { file: 'Client.csv', line: 32, column: 'PersonalID', value: 'P4' },
    why: 'already',
  },
  'an unknown person': {
    rows: (e) => {
      rowOf(e, 'Enrollment', 'E4').PersonalID = 'P404';
    },
    says: { file: 'Enrollment.csv', line: 5, column: 'PersonalID', value: 'P404' },
    why: 'Client.csv',
  },
  'an unknown project': {
    rows: (e) => {
      rowOf(e, 'Inventory', 'I6').ProjectID = 'NOWHERE';
    },
    says: { file: 'Inventory.csv', line: 7, column: 'ProjectID', value: 'NOWHERE' },
    why: 'Project.csv',
  },
  'an unknown enrollment': {
    rows: (e) => {
      e.Services![0]!.EnrollmentID = 'E404';
    },
    says: { file: 'Services.csv', line: 2, column: 'EnrollmentID', value: 'E404' },
    why: 'Enrollment.csv',
  },
  'an exit of somebody else’s enrollment': {
    rows: (e) => {
      rowOf(e, 'Exit', 'X-E4').PersonalID = 'P1';
    },
    says: { file: 'Exit.csv', line: 2, column: 'PersonalID' },
    why: 'another person',
  },
  'two exits of one enrollment': {
    rows: (e) => {
      e.Exit!.push(
        hudRow('Exit', { ExitID: 'X2', EnrollmentID: 'E4', PersonalID: 'P4', ExitDate: '2026-03-06' }),
      );
    },
    says: { file: 'Exit.csv', line: 18, column: 'EnrollmentID', value: 'E4' },
    why: 'exit already',
  },
  'a file that is cut off inside a row': {
    files: edit('Enrollment.csv', (text) => text.slice(0, text.length - 70)),
    says: { file: 'Enrollment.csv', line: 31 },
    why: 'values',
  },
  'a file that is cut off inside quotation marks': {
    files: edit('Client.csv', (text) => text.slice(0, text.lastIndexOf('Rowan') + 2)),
    says: { file: 'Client.csv', line: 31 },
    why: 'never closed',
  },
  'another file under this name': {
    files: (files) => void files.set('Exit.csv', files.get('Enrollment.csv')!),
    says: { file: 'Exit.csv', line: 1 },
    why: 'Enrollment rows',
  },
  'semicolons for commas': {
    files: edit('Organization.csv', (text) => text.replaceAll(',', ';')),
    says: { file: 'Organization.csv', line: 1 },
    why: 'comma',
  },
  'an empty file': {
    files: edit('Exit.csv', () => ''),
    says: { file: 'Exit.csv', line: 1 },
    why: 'empty',
  },
  'columns of the older version': {
    files: edit(
      'Client.csv',
      line(1, (head) => head.replace('Sex', 'Woman')),
    ),
    says: { file: 'Client.csv', line: 1 },
    why: 'FY2024',
  },
  'an export of another version': {
    rows: (e) => {
      e.Export![0]!.CSVVersion = '2024 v1.4';
    },
    says: { file: 'Export.csv', line: 2, column: 'CSVVersion', value: '2024 v1.4' },
    why: 'FY2026',
  },
  'a hashed export': {
    rows: (e) => {
      e.Export![0]!.HashStatus = '4';
    },
    says: { file: 'Export.csv', line: 2, column: 'HashStatus', value: '4' },
    why: 'not hashed',
  },
  'no word on where it comes from': {
    rows: (e) => {
      e.Export![0]!.ImplementationID = '';
    },
    says: { file: 'Export.csv', line: 2, column: 'ImplementationID' },
    why: 'ImplementationID',
  },
  'two exports in one file': {
    rows: (e) => {
      e.Export!.push({ ...e.Export![0]! });
    },
    says: { file: 'Export.csv', line: 3 },
    why: 'one export',
  },
  'more beds than any shelter has': {
    rows: (e) => {
      rowOf(e, 'Inventory', 'I1').BedInventory = '1000000';
    },
    says: { file: 'Inventory.csv', line: 2, column: 'BedInventory' },
    why: 'beds',
  },
  'a project that moved to another organization': {
    rows: (e) => {
      rowOf(e, 'Project', 'RRH').OrganizationID = 'O1';
    },
    says: { file: 'Project.csv', line: 5, column: 'OrganizationID' },
    why: 'another organization',
  },
  'a shelter that changed its type while places are kept': {
    rows: (e) => {
      rowOf(e, 'Project', 'HOUSE').ProjectType = '1';
    },
    says: { file: 'Project.csv', line: 4, column: 'ProjectType' },
    why: 'new project',
  },
};

describe('a broken export changes nothing, and says where it is broken', () => {
  it.each(Object.entries(cases))('%s', async (_name, { rows, files, says, why }) => {
    const run = await importFiles(administrator, brokenBy({ rows, files }));
    expect(run.state).toBe('refused');
    expect(run.errors[0]).toMatchObject(says);
    expect(run.errors[0]!.reason).toContain(why);
    await unchanged();
  });

  it('all of it at once, and none of it twice', async () => {
    const run = await importFiles(
      administrator,
      brokenBy({
        rows: (e) => {
          rowOf(e, 'Enrollment', 'E3').RelationshipToHoH = '7';
          rowOf(e, 'Client', 'P7').VeteranStatus = '3';
          rowOf(e, 'Services', 'E4-2026-03-01').EnrollmentID = 'E404';
        },
      }),
    );
    expect(run.errors.map(({ file, line }) => `${file} ${line}`)).toEqual([
      'Client.csv 8',
      'Enrollment.csv 4',
      'Services.csv 57',
    ]);
    expect(run.title).toBe('Nothing was imported: 3 things in the export are wrong.');
    await unchanged();
  });

  it('a rejects file names every place, and no name, number or birth date', async () => {
    const run = await importFiles(
      administrator,
      brokenBy({
        rows: (e) => {
          for (const row of e.Client!)
            Object.assign(row, {
              DOB: 'secret day',
              SSN: 'secret number',
              FirstName: 'Secret Name',
              RaceNone: '5',
            });
        },
      }),
    );
    const csv = await rejectsOf(administrator, run.id);
    const lines = csv.split('\r\n');
    expect(lines[0]).toBe('file,line,column,value,reason,kind');
    expect(lines.filter((one) => one.startsWith('Client.csv,') && one.endsWith(',error')).length).toBe(58);
    expect(lines).toContain("Client.csv,2,RaceNone,5,It is not one of HUD's codes for RaceNone.,error");
    expect(csv).not.toMatch(/secret/i);
    await unchanged();
  });

  it('errors are listed up to a thousand, and counted beyond', async () => {
    const run = await importFiles(
      administrator,
      brokenBy({
        rows: (e) => {
          e.Services = Array.from({ length: 1300 }, (_, i) =>
            hudRow('Services', {
              ServicesID: `S${i}`,
              EnrollmentID: 'E404',
              PersonalID: 'P1',
              DateProvided: '2026-01-01',
            }),
          );
        },
      }),
    );
    expect(run.errorCount).toBe(1300);
    const lines = (await rejectsOf(administrator, run.id)).trimEnd().split('\r\n');
    expect(lines.filter((one) => one.startsWith('Services.csv,')).length).toBe(1000);
    expect(lines.at(-1)).toContain('300 more errors are not listed');
    await unchanged();
  });
});

describe('what is no export at all', () => {
  const zip = () => zipExport(asFiles(smallCounty()));
  /** The end of a zip's directory begins with these bytes. */
  const endOf = (bytes: Uint8Array) => Buffer.from(bytes).lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));

  it.each<[string, () => Uint8Array, string]>([
    ['no zip', () => Buffer.from('PersonalID,FirstName\n1,Maeve\n'), 'not a zip'],
    ['nothing', () => new Uint8Array(), 'No file came'],
    ['a zip that is cut off', () => zip().subarray(0, 4000), 'cut off'],
    ['a zip without an export', () => zipExport(new Map([['letter.txt', 'Dear all']])), 'none of its files'],
    [
      'a zip that lacks a file',
      () => zipExport(new Map([...asFiles(smallCounty())].filter(([name]) => name !== 'Exit.csv'))),
      'Exit.csv is missing',
    ],
    [
      'a zip with a file twice',
      () => zipExport(new Map([...asFiles(smallCounty()), ['older/Client.csv', 'x']])),
      'Client.csv is there more than once',
    ],
    [
      'a bomb',
      () =>
        zipExport(
          new Map<string, string | Uint8Array>([
            ...asFiles(smallCounty()),
            ['Client.csv', new Uint8Array(40_000_000)],
          ]),
        ),
      '200 times',
    ],
    [
      'a locked zip',
      () => {
        const locked = Buffer.from(zip());
        locked[locked.readUInt32LE(endOf(locked) + 16) + 8]! |= 1;
        return locked;
      },
      'password',
    ],
  ])('%s is refused at once', async (_name, make, why) => {
    const { status, body } = await sendZip(administrator, make());
    expect([400, 409]).toContain(status);
    expect(body.title).toContain(why);
    await unchanged();
  });

  it('a zip whose contents were damaged on the way is found out', async () => {
    const damaged = Buffer.from(zip());
    const at = damaged.indexOf('Client.csv') + 200;
    damaged[at] = damaged[at]! ^ 0xff;
    const { body } = await sendZip(administrator, damaged);
    const run = await untilOver(administrator, body.id);
    expect(run.state).toBe('refused');
    expect(run.errors[0]).toMatchObject({ file: 'Client.csv' });
    await unchanged();
  });
});
