import { createHash } from 'node:crypto';
import { isNoSsn } from '../clients/rules.ts';
import type { SsnKeeper } from '../clients/ssn.ts';
import { type Finding, type Findings, Unreadable } from './findings.ts';
import { type Plan, stagedName } from './plans.ts';
import { BrokenFile, type Row, readRows } from './reading.ts';
import { type ColumnFacts, type Header, headerIsOfOtherFile, isUsableDay, plainSsn, readHeader, readValue } from './rules.ts';
import type { ExportFile } from './source.ts';
import { columnsOf, fileNames } from './specification.ts';

/** A cell of a staging table in COPY's eyes. */
export type Staged = string | number | boolean | Buffer | null;

/** A column of a staging table and its type in SQL. */
export interface StagedColumn {
  name: string;
  type: 'text' | 'integer' | 'date' | 'boolean' | 'jsonb' | 'bytea';
}

const sqlTypes = { S: 'text', I: 'integer', D: 'date', T: 'text', M: 'text' } as const;
const ssnColumns: StagedColumn[] = [
  { name: 'ssn_encrypted', type: 'bytea' },
  { name: 'ssn_hash', type: 'text' },
  { name: 'ssn_last4', type: 'text' },
];

/** The columns of a file's staging table: the row's line, its key, what is used of it, what is kept, its sum. */
export const stagedColumns = (plan: Plan): StagedColumn[] => {
  const facts = new Map(columnsOf(plan.file).map((column) => [column.name, column]));
  return [
    { name: 'line', type: 'integer' },
    { name: stagedName(plan.key), type: 'text' },
    ...Object.keys(plan.used).flatMap((name): StagedColumn[] =>
      name === 'SSN' ? ssnColumns : [{ name: stagedName(name), type: sqlTypes[facts.get(name)!.type] }],
    ),
    { name: 'deleted', type: 'boolean' },
    { name: 'hud', type: 'jsonb' },
    { name: 'fingerprint', type: 'bytea' },
  ];
};

interface Ground {
  findings: Findings;
  ssn: SsnKeeper;
  /** Export.csv's ExportID, which every row repeats. */
  exportId: string;
  seen(bytes: number): void;
}

/** The first row of a file, matched with HUD's columns; null where the file cannot be read further. */
const openHeader = (file: string, row: Row | undefined, columns: ColumnFacts[], findings: Findings): Header | null => {
  const wrong = (column: string | null, reason: string) =>
    findings.wrong({ file: `${file}.csv`, line: row?.line ?? 1, column, value: null, reason });
  if (!row) {
    wrong(null, 'The file is empty: its first row must name the columns.');
    return null;
  }
  const header = readHeader(row.cells, columns);
  const others = fileNames.map((name) => ({ file: name, columns: columnsOf(name) }));
  const otherFile = headerIsOfOtherFile(file, header, others, row.cells);
  if (otherFile) wrong(null, otherFile);
  else for (const column of header.missing) wrong(column, 'The column is missing.');
  for (const column of header.twice) wrong(column, 'The column is there twice.');
  return header.missing.length > 0 || header.twice.length > 0 ? null : header;
};

const asFinding = (file: string, error: unknown): Finding => {
  if (error instanceof BrokenFile) {
    return { file: `${file}.csv`, line: error.line, column: null, value: null, reason: `The file ${error.message}.` };
  }
  if (error instanceof Unreadable) return { file: `${file}.csv`, line: null, column: null, value: null, reason: error.message };
  throw error;
};

const countProblem = (row: Row, width: number): string | null => {
  const more = row.cells.slice(width).some((cell) => cell !== '');
  if (row.cells.length === width || (row.cells.length > width && !more)) return null;
  return `The row has ${row.cells.length} values, and the first row names ${width} columns.`;
};

/** Every row of a file as plain cells by HUD's column names; errors go to the findings. For files of few rows. */
export const readPlainly = async function* (
  file: ExportFile,
  ground: Pick<Ground, 'findings' | 'seen'>,
): AsyncGenerator<{ line: number; cell: (column: string) => string }> {
  const columns = columnsOf(file.name);
  let header: Header | null | undefined;
  let width = 0;
  try {
    for await (const row of readRows(file.open(), ground.seen)) {
      if (header === undefined) {
        header = openHeader(file.name, row, columns, ground.findings);
        width = row.cells.length;
        if (!header) return;
        continue;
      }
      const problem = countProblem(row, width);
      if (problem) {
        ground.findings.wrong({ file: `${file.name}.csv`, line: row.line, column: null, value: null, reason: problem });
        continue;
      }
      const at = header!.at;
      yield { line: row.line, cell: (column) => row.cells[at.get(column)!] ?? '' };
    }
    if (header === undefined) openHeader(file.name, undefined, columns, ground.findings);
  } catch (error) {
    ground.findings.wrong(asFinding(file.name, error));
  }
};

/** Reads a file into the rows of its staging table. A row with errors is staged all the same, so that its children find it. */
export const stageRows = async function* (plan: Plan, file: ExportFile, ground: Ground): AsyncGenerator<Staged[]> {
  const columns = columnsOf(plan.file);
  let reader: RowReader | null | undefined;
  try {
    for await (const row of readRows(file.open(), ground.seen)) {
      if (reader === undefined) {
        const header = openHeader(plan.file, row, columns, ground.findings);
        if (!header) return;
        reader = makeRowReader(plan, columns, header, row.cells.length, ground);
        continue;
      }
      const staged = reader!(row);
      if (staged) yield staged;
    }
    if (reader === undefined) openHeader(plan.file, undefined, columns, ground.findings);
  } catch (error) {
    ground.findings.wrong(asFinding(plan.file, error));
  }
};

type RowReader = (row: Row) => Staged[] | null;

/** Columns whose values would say in a rejects file who somebody is. */
const unsaid = new Set(['FirstName', 'MiddleName', 'LastName', 'NameSuffix', 'SSN', 'DOB', 'AdditionalRaceEthnicity']);
const longestSaid = 60;

const makeRowReader = (
  plan: Plan,
  columns: ColumnFacts[],
  header: Header,
  width: number,
  { findings, ssn, exportId }: Ground,
): RowReader => {
  const file = `${plan.file}.csv`;
  const used = Object.entries(plan.used).map(([name, use]) => ({
    use,
    facts: columns.find((column) => column.name === name)!,
    at: header.at.get(name)!,
  }));
  const notUsed = columns.filter(({ name }) => !(name in plan.used) && !bookkeeping.has(name) && name !== plan.key);
  const summed = columns.filter(({ name }) => name !== 'ExportID' && name !== 'SSN').map(({ name }) => header.at.get(name)!);
  const keyAt = header.at.get(plan.key)!;
  const deletedAt = header.at.get('DateDeleted')!;
  const exportIdAt = header.at.get('ExportID')!;
  const deletedFacts = columns.find(({ name }) => name === 'DateDeleted')!;

  return ({ line, cells }) => {
    const say = (column: string | null, value: string | null, reason: string): Finding => ({
      file,
      line,
      column,
      value: value === null || (column !== null && unsaid.has(column)) ? null : value.slice(0, longestSaid),
      reason,
    });
    const counted = countProblem({ line, cells }, width);
    if (counted) {
      findings.wrong(say(null, null, counted));
      return null;
    }
    const key = cells[keyAt]!;
    if (key === '') {
      findings.wrong(say(plan.key, null, 'The row has no key.'));
      return null;
    }
    if (plan.file === 'Services' && cells[header.at.get('RecordType')!] !== '200' && cells[header.at.get('RecordType')!] !== '') {
      // Only bed nights are read; whether the other services are right is not for us to say yet.
      return null;
    }
    const deletion = readValue(deletedFacts, cells[deletedAt]!);
    if ('wrong' in deletion) findings.wrong(say('DateDeleted', cells[deletedAt]!, `It ${deletion.wrong}.`));
    const deleted = cells[deletedAt] !== '';
    if (cells[exportIdAt] !== exportId) {
      findings.strange('other_export', 'Rows carry another ExportID than Export.csv', say('ExportID', cells[exportIdAt]!, 'The ExportID is another than that of Export.csv.'));
    }

    const hud: Record<string, string> = {};
    const values: Staged[] = [line, key];
    const rowCell = (column: string) => cells[header.at.get(column)!] ?? '';
    for (const { use, facts, at } of used) {
      const text = cells[at]!;
      if (facts.name === 'SSN') {
        values.push(...keepSsn(text, rowCell('SSNDataQuality')));
        continue;
      }
      if (use.kept && text !== '') hud[facts.name] = text;
      values.push(deleted ? readDeleted(facts, text, rowCell) : readUsed(use, facts, text, rowCell));
    }
    for (const facts of notUsed) {
      const text = cells[header.at.get(facts.name)!]!;
      if (text === '') continue;
      hud[facts.name] = text;
      const reading = deleted ? { value: text } : readValue(facts, text, rowCell);
      if ('wrong' in reading) oddValue(facts, text, `It ${reading.wrong}; it is kept as it came.`);
      else if ('odd' in reading && reading.odd) oddValue(facts, text, `It ${reading.odd}.`);
    }
    for (const { name, at } of header.extra) if (cells[at]) hud[name] = cells[at];

    let all = '';
    for (const at of summed) all += `${cells[at] ?? ''}\u0001`;
    for (const { name, at } of header.extra) if (cells[at]) all += `${name}\u0000${cells[at]}\u0001`;
    if (plan.file === 'Client') all += sumOfSsn(rowCell('SSN'));
    values.push(deleted, JSON.stringify(hud), createHash('sha256').update(all).digest().subarray(0, 16));
    return values;

    function oddValue(facts: ColumnFacts, text: string, reason: string) {
      findings.strange(`odd_${plan.file}_${facts.name}`, `${file} ${facts.name}: values that are not HUD's`, say(facts.name, text, reason));
    }

    function readUsed(use: Use, facts: ColumnFacts, text: string, cell: (column: string) => string): Staged {
      if (text === '') {
        if (use.needed) findings.wrong(say(facts.name, null, 'The value is missing.'));
        else if (!facts.nullable) {
          findings.strange(`empty_${plan.file}_${facts.name}`, `${file} ${facts.name}: empty, where HUD wants a value`, say(facts.name, null, 'The value is missing; it is taken as not known.'));
        }
        return null;
      }
      const reading = readValue(facts, text, cell);
      if ('wrong' in reading) {
        findings.wrong(say(facts.name, text, `It ${reading.wrong}.`));
        return null;
      }
      if (reading.odd) oddValue(facts, text, `It ${reading.odd}.`);
      if (facts.type === 'D' && !isUsableDay(reading.value!)) {
        if (facts.name !== 'DOB') findings.wrong(say(facts.name, text, 'It lies outside of the years 1900 to 2199.'));
        else {
          hud.DOB = text;
          findings.strange('birth_year', 'Birth dates outside of the years 1900 to 2199, kept apart', say('DOB', null, 'The birth date lies outside of the years 1900 to 2199.'));
        }
        return null;
      }
      return facts.type === 'S' ? reading.value!.replaceAll(/\p{Cc}+/gu, ' ') : reading.value;
    }

    function keepSsn(text: string, quality: string): Staged[] {
      const plain = plainSsn(text);
      if (text === '' || /^x*$/.test(plain ?? '')) return [null, null, null];
      if (deleted) return [null, null, null];
      const kept = ssn.keep(plain ?? text);
      if (plain === null) {
        findings.strange('ssn_form', 'Social Security numbers that are not nine digits, kept but not searched', say('SSN', null, "It is not of HUD's form: nine characters, x for a digit that is not known."));
        return [kept.ssnEncrypted, null, null];
      }
      if (isNoSsn(plain)) {
        findings.strange('ssn_placeholder', 'Social Security numbers that nobody has, kept but not searched', say('SSN', null, 'Nobody has that number.'));
        return [kept.ssnEncrypted, null, null];
      }
      if (['8', '9', '99'].includes(quality)) {
        findings.strange('ssn_quality', 'A Social Security number whose quality says there is none', say('SSNDataQuality', quality, 'There is a number, and its quality says there is none.'));
      }
      return [kept.ssnEncrypted, kept.ssnHash, kept.ssnLast4];
    }
  };

  // A number's own sum would give it away to whoever can try them all; the keeper's hash is keyed.
  function sumOfSsn(text: string): string {
    const digits = text.toLowerCase().replaceAll('x', '0');
    return text === '' ? '' : `${ssn.keep(digits).ssnHash} ${text.toLowerCase().replaceAll(/\d/g, '0')}`;
  }
};

const bookkeeping = new Set(['ExportID', 'DateDeleted']);

const readDeleted = (facts: ColumnFacts, text: string, cell: (column: string) => string): Staged => {
  const reading = readValue(facts, text, cell);
  const usable = !('wrong' in reading) && (facts.type !== 'D' || reading.value === null || isUsableDay(reading.value));
  return usable ? (reading as { value: string | null }).value : null;
};

type Use = Plan['used'][string];
