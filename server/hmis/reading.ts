import { isUtf8 } from 'node:buffer';
import { type Readable, Transform } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { Unreadable } from './findings.ts';

/** One row of a CSV file: its first line in the file, counted from 1, and its cells, trimmed. */
export interface Row {
  line: number;
  cells: string[];
}

/** A place in a file where reading had to stop. */
export class BrokenFile extends Error {
  readonly line: number | null;

  constructor(line: number | null, reason: string) {
    super(reason);
    this.line = line;
  }
}

const longestRecord = 1_000_000;
const newline = 10;

/**
 * Reads a CSV file row by row: UTF-8 with or without a mark, any line ends, blank rows left out. `seen` hears of each part
 * read. @throws BrokenFile, Unreadable
 */
export const readRows = async function* (file: Readable, seen: (bytes: number) => void): AsyncGenerator<Row> {
  let rows: Row[] = [];
  let before = 0;
  const parser = parse({
    bom: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: longestRecord,
    on_record: (record: string[], { lines }) => {
      const cells = record.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) rows.push({ line: before + 1, cells });
      before = lines;
      return null;
    },
  });
  // Rows are taken as they are found, so that an error comes after all the rows before it.
  let failure: Error | undefined;
  parser.on('error', (error: Error) => {
    failure = error;
  });
  parser.resume();
  const ended = new Promise<void>((settle) => parser.on('close', settle));
  const taken = (): Row[] => {
    const some = rows;
    rows = [];
    return some;
  };
  const checked = checkText(seen);
  file.on('error', (error) => checked.destroy(error));
  try {
    for await (const part of file.pipe(checked) as AsyncIterable<Buffer>) {
      await new Promise<void>((settle) => parser.write(part, () => settle()));
      yield* taken();
      if (failure) throw failure;
    }
    parser.end();
    await ended;
    yield* taken();
    if (failure) throw failure;
  } catch (error) {
    throw asBroken(error as Error | CsvError, before + 1);
  } finally {
    for (const stream of [file, checked, parser]) stream.destroy();
  }
};

/** Counts the rows below the first one, without looking into them. */
export const countRows = async (file: Readable, seen: (bytes: number) => void): Promise<number> => {
  let rows = 0;
  let inQuotes = false;
  let begun = false;
  for await (const part of file as AsyncIterable<Buffer>) {
    seen(part.length);
    for (const byte of part) {
      if (byte === 34) inQuotes = !inQuotes;
      if (byte === newline && !inQuotes) {
        if (begun) rows++;
        begun = false;
      } else if (byte !== 13 && byte !== 32 && byte !== 44) begun = true;
    }
  }
  return Math.max(0, rows + (begun ? 1 : 0) - 1);
};

/** Lets whole lines of UTF-8 through and stops at the first that is something else. */
const checkText = (seen: (bytes: number) => void): Transform => {
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  const check = (whole: Buffer) => {
    if (line === 1 && (whole.subarray(0, 2).equals(littleMark) || whole.subarray(0, 2).equals(bigMark))) {
      throw new BrokenFile(1, 'is written as UTF-16; write it as UTF-8, as HUD prescribes');
    }
    if (isUtf8(whole) && !whole.includes(0)) {
      line += countLines(whole);
      return;
    }
    for (let at = 0; at < whole.length; line++) {
      const end = whole.indexOf(newline, at);
      const one = whole.subarray(at, end < 0 ? whole.length : end + 1);
      if (!isUtf8(one))
        throw new BrokenFile(
          line,
          'holds a byte that is not UTF-8; write the file as UTF-8, as HUD prescribes',
        );
      if (one.includes(0)) throw new BrokenFile(line, 'holds a zero byte: the file is damaged, or no text');
      at += one.length;
    }
  };
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      seen(part.length);
      const all = rest.length > 0 ? Buffer.concat([rest, part]) : part;
      const end = all.lastIndexOf(newline) + 1;
      if (all.length - end > longestRecord)
        return done(new BrokenFile(line, 'has a line of more than a million characters'));
      rest = all.subarray(end);
      pass(this, all.subarray(0, end), check, done);
    },
    flush(done) {
      pass(this, rest, check, done);
    },
  });
};

const littleMark = Buffer.from([0xff, 0xfe]);
const bigMark = Buffer.from([0xfe, 0xff]);

const pass = (
  to: Transform,
  whole: Buffer,
  check: (whole: Buffer) => void,
  done: (error?: Error | null) => void,
) => {
  try {
    check(whole);
  } catch (error) {
    return done(error as Error);
  }
  if (whole.length > 0) to.push(whole);
  done();
};

const countLines = (text: Buffer): number => {
  let lines = 0;
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) lines++;
  return lines;
};

const quoteReasons: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'has a quotation mark that is never closed: the file is cut off or damaged here',
  CSV_INVALID_CLOSING_QUOTE: 'has something behind a closing quotation mark',
  INVALID_OPENING_QUOTE: 'has a quotation mark inside a value that does not begin with one',
  CSV_MAX_RECORD_SIZE: 'has a row of more than a million characters',
};

const asBroken = (error: Error | CsvError, line: number): Error => {
  if (error instanceof BrokenFile || error instanceof Unreadable) return error;
  const reason = 'code' in error ? quoteReasons[error.code] : undefined;
  return reason ? new BrokenFile(line, reason) : error;
};
