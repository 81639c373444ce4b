import { type Finding, type Findings, Unreadable } from './findings.ts';
import { type Plan, stagedName } from './plans.ts';
import { BrokenFile, type Row, readRows } from './reading.ts';
import { type ReaderGround, RowReader, type Staged } from './row-reader.ts';
import { type ColumnFacts, countProblem, type Header, headerIsOfOtherFile, readHeader } from './rules.ts';
import type { ExportFile } from './source.ts';
import { columnsOf, fileNames } from './specification.ts';

/** A column of a staging table and its type in SQL. */
interface StagedColumn {
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

interface Hearing {
  findings: Findings;
  /** Hears how much was read. */
  seen(bytes: number): void;
}

/** The first row of a file, matched with HUD's columns; null where the file cannot be read further. */
const openHeader = (
  file: string,
  row: Row | undefined,
  columns: ColumnFacts[],
  findings: Findings,
): Header | null => {
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
  if (!(error instanceof BrokenFile) && !(error instanceof Unreadable)) throw error;
  const [line, reason] =
    error instanceof BrokenFile ? [error.line, `The file ${error.message}.`] : [null, error.message];
  return { file: `${file}.csv`, line, column: null, value: null, reason };
};

/** The rows of a file below its header; what stops the reading goes to the findings. */
const rowsBelow = async function* (
  file: ExportFile,
  { findings, seen }: Hearing,
): AsyncGenerator<{ row: Row; header: Header; width: number; columns: ColumnFacts[] }> {
  const columns = columnsOf(file.name);
  let header: Header | null | undefined;
  let width = 0;
  try {
    for await (const row of readRows(file.open(), seen)) {
      if (header) yield { row, header, width, columns };
      else {
        header = openHeader(file.name, row, columns, findings);
        width = row.cells.length;
        if (!header) return;
      }
    }
    if (header === undefined) openHeader(file.name, undefined, columns, findings);
  } catch (error) {
    findings.wrong(asFinding(file.name, error));
  }
};

/** Every row of a file as plain cells by HUD's column names. For files of few rows. */
export const readPlainly = async function* (
  file: ExportFile,
  hearing: Hearing,
): AsyncGenerator<{ line: number; cell: (column: string) => string }> {
  for await (const { row, header, width } of rowsBelow(file, hearing)) {
    const reason = countProblem(row.cells, width);
    if (reason)
      hearing.findings.wrong({ file: `${file.name}.csv`, line: row.line, column: null, value: null, reason });
    else yield { line: row.line, cell: (column) => row.cells[header.at.get(column)!] ?? '' };
  }
};

/** Reads a file into the rows of its staging table. A row with errors is staged all the same, so that its children find it. */
export const stageRows = async function* (
  plan: Plan,
  file: ExportFile,
  ground: ReaderGround & Hearing & { row(): void },
): AsyncGenerator<Staged[]> {
  let reader: RowReader | undefined;
  for await (const { row, header, width, columns } of rowsBelow(file, ground)) {
    reader ??= new RowReader(plan, columns, header, width, ground);
    ground.row();
    const staged = reader.read(row);
    if (staged) yield staged;
  }
};
