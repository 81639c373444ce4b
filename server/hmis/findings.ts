/** What is wrong with an export, or merely odd: where it stands and why. Never with a name, an SSN or a birth date. */
export interface Finding {
  /** 'Client.csv' */
  file: string;
  /** The row's first line in the file; the column names are line 1. */
  line: number | null;
  column: string | null;
  /** A code, a date or a key that says more than the sentence; null for what identifies a person. */
  value: string | null;
  reason: string;
}

/** An oddity that is kept: how often, and where it was met first. */
export interface Oddity {
  code: string;
  sentence: string;
  count: number;
  examples: { file: string; line: number | null }[];
}

/** How many errors, and how many oddities, a rejects file names one by one. */
export const mostListed = 1000;
const mostExamples = 5;

/** Everything found in one export: all of it counted, the first thousand errors and oddities listed. */
export class Findings {
  readonly errors: Finding[] = [];
  private readonly odd: Finding[] = [];
  private readonly kinds = new Map<string, Oddity>();
  errorCount = 0;

  wrong(finding: Finding, count = 1) {
    this.errorCount += count;
    if (this.errors.length < mostListed) this.errors.push(finding);
  }

  /** `count` where one finding stands for many that are not listed. */
  strange(code: string, sentence: string, finding: Finding, count = 1) {
    const kind = this.kinds.get(code) ?? { code, sentence, count: 0, examples: [] };
    kind.count += count;
    if (kind.examples.length < mostExamples) kind.examples.push({ file: finding.file, line: finding.line });
    this.kinds.set(code, kind);
    if (this.odd.length < mostListed) this.odd.push(finding);
  }

  /** What was found so far, to which a transaction that may have to begin again adds its own. */
  copy(): Findings {
    const copy = new Findings();
    copy.errorCount = this.errorCount;
    copy.errors.push(...this.errors);
    copy.odd.push(...this.odd);
    for (const [code, kind] of this.kinds) copy.kinds.set(code, { ...kind, examples: [...kind.examples] });
    return copy;
  }

  get oddities(): Oddity[] {
    return [...this.kinds.values()].sort((a, b) => b.count - a.count);
  }

  /** The rejects file: errors first, then what is odd and was kept. */
  toCsv(): string {
    const rows = [
      ...this.errors.map((finding) => ['error', finding] as const),
      ...this.odd.map((finding) => ['warning', finding] as const),
    ].map(([kind, { file, line, column, value, reason }]) => [
      file,
      line ?? '',
      column ?? '',
      value ?? '',
      reason,
      kind,
    ]);
    if (this.errorCount > this.errors.length) {
      rows.push([
        '',
        '',
        '',
        '',
        `${this.errorCount - this.errors.length} more errors are not listed`,
        'error',
      ]);
    }
    return [['file', 'line', 'column', 'value', 'reason', 'kind'], ...rows]
      .map((row) => `${row.map(cell).join(',')}\r\n`)
      .join('');
  }
}

// A spreadsheet takes a cell that begins so for a formula.
const cell = (value: string | number): string => {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The whole export cannot be read: one sentence, and where it shows. */
export class Unreadable extends Error {
  readonly finding: Finding;

  constructor(sentence: string, at: Partial<Pick<Finding, 'file' | 'line' | 'column' | 'value'>> = {}) {
    super(sentence);
    this.finding = { file: '', line: null, column: null, value: null, ...at, reason: sentence };
  }
}

/** What stands against an import lies in this installation, not in the export: one sentence, and who sets it right. */
export class NotReadyHere extends Error {}
