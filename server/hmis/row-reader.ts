import { hash } from 'node:crypto';
import { isNoSsn } from '../clients/rules.ts';
import type { KeptSsn, SsnKeeper } from '../clients/ssn.ts';
import type { Finding, Findings } from './findings.ts';
import type { Plan, Use } from './plans.ts';
import type { Row } from './reading.ts';
import { type ColumnFacts, countProblem, type Header, isUsableDay, plainSsn, readValue } from './rules.ts';

/** A cell of a staging table in COPY's eyes. */
export type Staged = string | number | boolean | Buffer | null;

export interface ReaderGround {
  findings: Findings;
  ssn: SsnKeeper;
  /** Export.csv's ExportID, which every row repeats. */
  exportId: string;
}

interface Placed extends ColumnFacts {
  at: number;
}

/** Columns whose values would say in a rejects file who somebody is. */
const unsaid = new Set([
  'FirstName',
  'MiddleName',
  'LastName',
  'NameSuffix',
  'SSN',
  'DOB',
  'AdditionalRaceEthnicity',
]);
const longestSaid = 60;
const bedNight = '200';
const sumBytes = 16;

/** Reads the rows of one file by its plan: what is used, what is kept as it came, and everything that is wrong or odd. */
export class RowReader {
  private readonly plan: Plan;
  private readonly ground: ReaderGround;
  private readonly header: Header;
  private readonly width: number;
  private readonly used: (Placed & { use: Use })[];
  private readonly notUsed: Placed[];
  /** Where the columns stand whose values make up the row's sum. */
  private readonly summed: number[];
  private readonly deletedFacts: ColumnFacts;

  constructor(plan: Plan, columns: ColumnFacts[], header: Header, width: number, ground: ReaderGround) {
    this.plan = plan;
    this.ground = ground;
    this.header = header;
    this.width = width;
    const placed = columns.map((facts): Placed => ({ ...facts, at: header.at.get(facts.name)! }));
    const apart = new Set(['ExportID', 'DateDeleted', plan.key, ...Object.keys(plan.used)]);
    this.used = Object.entries(plan.used).map(([name, use]) => ({
      ...placed.find((one) => one.name === name)!,
      use,
    }));
    this.notUsed = placed.filter(({ name }) => !apart.has(name));
    this.summed = placed.filter(({ name }) => name !== 'ExportID' && name !== 'SSN').map(({ at }) => at);
    this.deletedFacts = columns.find(({ name }) => name === 'DateDeleted')!;
  }

  /** The row's cells for its staging table; null where it has no key or is not read at all. */
  read(row: Row): Staged[] | null {
    const cell = (column: string) => row.cells[this.header.at.get(column)!] ?? '';
    const key = cell(this.plan.key);
    const problem =
      countProblem(row.cells, this.width) ?? (key === '' ? `The row has no ${this.plan.key}.` : null);
    if (problem) {
      this.wrong(row, null, null, problem);
      return null;
    }
    // Whether services that are no bed nights are right is not for us to say yet.
    const recordType = this.plan.file === 'Services' ? cell('RecordType') : bedNight;
    if (recordType !== bedNight && this.isOtherService(recordType)) return null;
    this.checkBookkeeping(row, cell);

    const deleted = cell('DateDeleted') !== '';
    const hud: Record<string, string> = {};
    const values: Staged[] = [row.line, key];
    let sum = '';
    for (const column of this.used) {
      const text = row.cells[column.at]!;
      if (column.name === 'SSN') {
        const ssn = this.readSsn(row, deleted ? '' : text, cell('SSNDataQuality'));
        values.push(...ssn.cells);
        sum += ssn.sum;
        continue;
      }
      if (column.use.kept && text !== '') hud[column.name] = text;
      values.push(deleted ? readQuietly(column, text, cell) : this.readUsed(row, column, text, cell, hud));
    }
    for (const column of this.notUsed) this.keep(row, column, cell, deleted, hud);
    for (const at of this.summed) sum += `${row.cells[at] ?? ''}\u0001`;
    for (const { name, at } of this.header.extra) {
      if (!row.cells[at]) continue;
      hud[name] = row.cells[at];
      sum += `${name}\u0000${row.cells[at]}\u0001`;
    }
    values.push(deleted, JSON.stringify(hud), hash('sha256', sum, 'buffer').subarray(0, sumBytes));
    return values;
  }

  private isOtherService(recordType: string): boolean {
    const facts = this.used.find(({ name }) => name === 'RecordType')!;
    return facts.codes?.has(recordType) ?? false;
  }

  private checkBookkeeping(row: Row, cell: (column: string) => string) {
    const deletion = readValue(this.deletedFacts, cell('DateDeleted'));
    if ('wrong' in deletion) this.wrong(row, 'DateDeleted', cell('DateDeleted'), `It ${deletion.wrong}.`);
    if (cell('ExportID') !== this.ground.exportId) {
      this.strange(
        row,
        'other_export',
        'Rows that carry another ExportID than Export.csv',
        'ExportID',
        cell('ExportID'),
      );
    }
  }

  private readUsed(
    row: Row,
    column: Placed & { use: Use },
    text: string,
    cell: (column: string) => string,
    hud: Record<string, string>,
  ): Staged {
    const { name, use } = column;
    const of = `${this.plan.file}.csv ${name}`;
    if (text === '') {
      if (use.needed) this.wrong(row, name, null, 'The value is missing.');
      else if (!column.nullable)
        this.strange(row, `empty ${of}`, `${of}: empty, where HUD wants a value`, name, null);
      return null;
    }
    const reading = readValue(column, text, cell);
    if ('wrong' in reading) {
      this.wrong(row, name, text, `It ${reading.wrong}.`);
      return null;
    }
    if (reading.odd)
      this.strange(row, `odd ${of}`, `${of}: values that are not HUD's`, name, text, `It ${reading.odd}.`);
    if (column.type === 'D' && !isUsableDay(reading.value!)) {
      if (name !== 'DOB') this.wrong(row, name, text, 'It lies outside of the years 1900 to 2199.');
      else {
        hud.DOB = text;
        this.strange(
          row,
          'birth_year',
          'Birth dates outside of the years 1900 to 2199, kept apart',
          name,
          null,
        );
      }
      return null;
    }
    return column.type === 'S' ? reading.value!.replaceAll(/\p{Cc}+/gu, ' ') : reading.value;
  }

  private keep(
    row: Row,
    column: Placed,
    cell: (column: string) => string,
    deleted: boolean,
    hud: Record<string, string>,
  ) {
    const text = row.cells[column.at]!;
    if (text === '') return;
    hud[column.name] = text;
    const reading = deleted ? { value: text } : readValue(column, text, cell);
    const odd = 'wrong' in reading ? reading.wrong : 'odd' in reading ? reading.odd : undefined;
    const of = `${this.plan.file}.csv ${column.name}`;
    if (odd)
      this.strange(
        row,
        `odd ${of}`,
        `${of}: values that are not HUD's`,
        column.name,
        text,
        `It ${odd}; it is kept as it came.`,
      );
  }

  /** Encrypted, hashed, last four; and what stands for the number in the row's sum: its own would give it away. */
  private readSsn(row: Row, text: string, quality: string): { cells: Staged[]; sum: string } {
    const plain = plainSsn(text);
    if (text === '' || /^x*$/.test(plain ?? '-')) return { cells: [null, null, null], sum: '' };
    const kept = this.ground.ssn.keep(plain ?? text);
    const digits = text.toLowerCase();
    const hashed = kept.ssnHash ?? this.ground.ssn.keep(digits.replaceAll('x', '0')).ssnHash;
    return {
      cells: this.ssnCells(row, plain, kept, quality),
      sum: `${hashed} ${digits.replaceAll(/\d/g, '0')}`,
    };
  }

  private ssnCells(row: Row, plain: string | null, kept: KeptSsn, quality: string): Staged[] {
    if (plain === null || isNoSsn(plain)) {
      if (plain === null)
        this.strange(
          row,
          'ssn_form',
          'Social Security numbers that are not nine characters, kept but not searched',
          'SSN',
          null,
        );
      else
        this.strange(
          row,
          'ssn_placeholder',
          'Social Security numbers that nobody has, kept but not searched',
          'SSN',
          null,
        );
      return [kept.ssnEncrypted, null, null];
    }
    if (['8', '9', '99'].includes(quality)) {
      this.strange(
        row,
        'ssn_quality',
        'Social Security numbers whose quality says there is none',
        'SSNDataQuality',
        quality,
      );
    }
    return [kept.ssnEncrypted, kept.ssnHash, kept.ssnLast4];
  }

  private wrong({ line }: Row, column: string | null, value: string | null, reason: string) {
    this.ground.findings.wrong(this.finding(line, column, value, reason));
  }

  private strange(
    { line }: Row,
    code: string,
    sentence: string,
    column: string,
    value: string | null,
    reason = `${sentence}.`,
  ) {
    this.ground.findings.strange(code, sentence, this.finding(line, column, value, reason));
  }

  private finding(line: number, column: string | null, value: string | null, reason: string): Finding {
    const said =
      value === null || (column !== null && unsaid.has(column)) ? null : value.slice(0, longestSaid);
    return { file: `${this.plan.file}.csv`, line, column, value: said, reason };
  }
}

// Of a deleted row only what can be read is taken; nobody mends the rest.
const readQuietly = (column: ColumnFacts, text: string, cell: (column: string) => string): Staged => {
  const reading = readValue(column, text, cell);
  if ('wrong' in reading || (column.type === 'D' && reading.value !== null && !isUsableDay(reading.value)))
    return null;
  return reading.value;
};
