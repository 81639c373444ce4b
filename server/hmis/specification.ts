import cocList from '../../contract/hud/coc-codes.json' with { type: 'json' };
import codeLists from '../../contract/hud/code-lists-fy2026.json' with { type: 'json' };
import specification from './data/csv-spec-fy2026.json' with { type: 'json' };
import type { ColumnFacts } from './rules.ts';

interface SpecifiedColumn {
  name: string;
  type: string;
  nullable: boolean;
  list: string | null;
  pattern?: string;
  listBy?: { by: string[]; map: Record<string, string> };
}

interface CodeList {
  values: Record<string, string>;
  legacyValues?: Record<string, string> | string[];
  retired?: Record<string, string> | string[];
}

const lists = codeLists as unknown as Record<string, CodeList>;
const files = specification.files as unknown as { file: string; columns: SpecifiedColumn[] }[];

/** The version of HUD's CSV format that is read here, as Export.CSVVersion begins: '2026'. */
export const csvYear = /^\d{4}/.exec(specification.csvVersionString)![0];

/** Names of HUD's 24 files, without '.csv', in HUD's order. */
export const fileNames: string[] = files.map(({ file }) => file.replace(/\.csv$/, ''));

/** Every code a list may have: offered now, and those that older records still carry. */
const codesOf = (list: string): Set<string> => {
  const { values, legacyValues = {}, retired = {} } = lists[list]!;
  const older = [legacyValues, retired].flatMap((set) => (Array.isArray(set) ? set : Object.keys(set)));
  return new Set([...Object.keys(values), ...older.map(String)]);
};

/** The columns that HUD prescribes for a file, in order. */
export const columnsOf = (file: string): ColumnFacts[] =>
  files
    .find((one) => one.file === `${file}.csv`)!
    .columns.map(({ name, type, nullable, list, pattern, listBy }) => ({
      name,
      type: type[0] as ColumnFacts['type'],
      longest: type.startsWith('S') ? Number(type.slice(1)) : null,
      nullable,
      codes: list ? codesOf(list) : null,
      codesBy:
        listBy?.by.length === 1
          ? {
              column: listBy.by[0]!,
              codes: new Map(Object.entries(listBy.map).map(([code, of]) => [code, codesOf(of)])),
            }
          : null,
      pattern: pattern ? new RegExp(pattern) : null,
    }));

/** HUD's name of a code: 'Year-round' for list 2.07.6, code 1. */
export const nameOfCode = (list: string, code: number | null): string | undefined =>
  code === null ? undefined : lists[list]?.values[String(code)];

/** Whether HUD lists this Continuum of Care. */
export const isKnownCoc = (code: string): boolean => code.toUpperCase() in cocList.values;
