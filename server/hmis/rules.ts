import { addDays, type Night } from '../../contract/nights.ts';

/** What HUD prescribes for a column. */
export interface ColumnFacts {
  name: string;
  /** S text, I whole number, D day, T day and time, M money. */
  type: 'S' | 'I' | 'D' | 'T' | 'M';
  longest: number | null;
  nullable: boolean;
  codes: Set<string> | null;
  /** Where another column of the row decides which codes are right. */
  codesBy: { column: string; codes: Map<string, Set<string>> } | null;
  pattern: RegExp | null;
}

/** Spellings of column names that differ from HUD's by more than capitals. */
const otherSpellings: Record<string, string> = { hispaniclatinaeo: 'hispaniclatinao' };

const plainName = (name: string): string => {
  const plain = name.trim().toLowerCase();
  return otherSpellings[plain] ?? plain;
};

export interface Header {
  /** Where each of HUD's columns stands. */
  at: Map<string, number>;
  /** Columns that HUD does not know; they are kept as they came. */
  extra: { name: string; at: number }[];
  missing: string[];
  twice: string[];
}

/** Finds HUD's columns in a first row, in whatever order and capitals they come. */
export const readHeader = (names: readonly string[], columns: readonly ColumnFacts[]): Header => {
  const known = new Map(columns.map(({ name }) => [plainName(name), name]));
  const header: Header = { at: new Map(), extra: [], missing: [], twice: [] };
  for (const [at, written] of names.entries()) {
    const name = known.get(plainName(written));
    if (name === undefined) {
      if (written.trim() !== '') header.extra.push({ name: written.trim(), at });
    } else if (header.at.has(name)) header.twice.push(name);
    else header.at.set(name, at);
  }
  header.missing = columns.map(({ name }) => name).filter((name) => !header.at.has(name));
  return header;
};

/** Columns of FY2024 that FY2026 has no more: a file with one of them is of that version. */
const ofOlderVersion = [
  'Woman',
  'Man',
  'NonBinary',
  'Transgender',
  'GenderNone',
  'SexualOrientation',
  'TranslationNeeded',
];

/** Why a first row is not this file's, in one sentence; null where it merely lacks columns, or none. */
export const headerIsOfOtherFile = (
  file: string,
  header: Header,
  others: readonly { file: string; columns: readonly ColumnFacts[] }[],
  names: readonly string[],
): string | null => {
  if (header.missing.length === 0) return null;
  const single = names.length === 1 ? names[0]! : '';
  if (/[;\t|].*[;\t|]/.test(single)) {
    return 'The columns are separated by another sign than a comma: write the file with commas, as HUD prescribes.';
  }
  const older = header.extra.find(({ name }) => ofOlderVersion.includes(name));
  if (older) {
    return `The column ${older.name} belongs to the FY2024 format: ask for an export of FY2026 (CSVVersion 2026).`;
  }
  const other = others.find(
    (one) =>
      one.file !== file && one.columns.length > 0 && readHeader(names, one.columns).missing.length === 0,
  );
  if (other) return `This file holds ${other.file} rows: it seems to have been renamed.`;
  if (header.at.size === 0) return `None of the columns of ${file}.csv is named in the first row.`;
  return null;
};

/** A value that was read, or why it cannot be. `odd` is kept and said. */
export type Reading = { value: string | null; odd?: string } | { wrong: string };

const daySeconds = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

const readDay = (text: string, withTime: boolean): Reading => {
  const match = daySeconds.exec(text);
  if (!match) {
    const spreadsheet = /^\d{1,2}\/\d{1,2}\/\d{2,4}/.test(text)
      ? ' (a spreadsheet program may have rewritten it)'
      : '';
    return {
      wrong: `is not a ${withTime ? 'date and time written YYYY-MM-DD hh:mm:ss' : 'date written YYYY-MM-DD'}${spreadsheet}`,
    };
  }
  const day = match[1]!;
  if (!isDay(day)) return { wrong: 'is a day that no calendar has' };
  if (Number(match[2] ?? 0) > 23 || Number(match[3] ?? 0) > 59 || Number(match[4] ?? 0) > 60)
    return { wrong: 'is no time of day' };
  return { value: withTime ? text : day };
};

const isDay = (day: string): boolean => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year > 0 && month >= 1 && month <= 12 && date >= 1 && date <= last;
};

/** Whether a day lies in the years that nights are kept of; others are kept as they came, but not as days. */
export const isUsableDay = (day: string): boolean => day >= '1900-01-01' && day <= '2199-12-31';

/** Why a row cannot be the header's: it has fewer values, or more that say something. */
export const countProblem = (cells: readonly string[], width: number): string | null => {
  const more = cells.slice(width).some((cell) => cell !== '');
  if (cells.length === width || (cells.length > width && !more)) return null;
  return `The row has ${cells.length} values, and the first row names ${width} columns.`;
};

const largestInteger = 2_147_483_647;

/** Reads one value by its column's type and list. Empty is null. */
export const readValue = (
  column: ColumnFacts,
  text: string,
  row: (column: string) => string = () => '',
): Reading => {
  if (text === '') return { value: null };
  if (column.type === 'D' || column.type === 'T') return readDay(text, column.type === 'T');
  if (column.type === 'M') {
    return /^-?\d{1,12}(\.\d{1,4})?$/.test(text) ? { value: text } : { wrong: 'is not an amount' };
  }
  if (column.type === 'I' && (!/^\d{1,10}$/.test(text) || Number(text) > largestInteger)) {
    return { wrong: 'is not a whole number' };
  }
  const codes = column.codes ?? column.codesBy?.codes.get(row(column.codesBy.column));
  const value = column.type === 'I' ? String(Number(text)) : text;
  if (codes && !codes.has(value)) return { wrong: `is not one of HUD's codes for ${column.name}` };
  if (column.pattern && !column.pattern.test(text)) return { wrong: "is not of HUD's form" };
  if (column.longest !== null && [...text].length > column.longest) {
    return { value, odd: `is longer than HUD's ${column.longest} characters` };
  }
  return { value };
};

/** An SSN as it is kept: nine characters, digits or 'x'; null where it is not of that form. */
export const plainSsn = (text: string): string | null => {
  const plain = text.replaceAll(/[\s-]/g, '').toLowerCase();
  return /^[0-9x]{9}$/.test(plain) ? plain : null;
};

/** Nights [begin, end) of an Inventory row or a project: HUD's end is the last day in force. */
export const nightsInForce = (
  start: Night,
  lastDay: Night | null,
): { begin: Night; end: Night | 'infinity' } => ({
  begin: start,
  end: lastDay === null ? 'infinity' : addDays(lastDay, 1),
});
