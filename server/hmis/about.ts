import type { SsnKeeper } from '../clients/ssn.ts';
import type { LongConnection } from '../database/connect.ts';
import { type Findings, NotReadyHere, Unreadable } from './findings.ts';
import { fileNamed, type Source } from './source.ts';
import { csvYear } from './specification.ts';
import { readPlainly } from './staging.ts';
import { readAnySsn, readOwnImplementation } from './store-counts.ts';

/** What Export.csv says of an export. */
export interface About {
  implementation: string;
  exportId: string;
  exportedAt: string;
  period: string;
  software: string;
  /** Only what changed since the last export. */
  changesOnly: boolean;
}

interface Order {
  connection: LongConnection;
  source: Source;
  ssn: SsnKeeper;
}

/**
 * Export.csv: who made it, in which version, and whether names can be read.
 * @throws Unreadable with one sentence, NotReadyHere under another secret
 */
export const readAbout = async (order: Order, findings: Findings): Promise<About | null> => {
  const row = await readOnlyRow(order.source, findings);
  if (!row) return null;
  const { cell, line } = row;
  const refuse = (column: string, sentence: string) =>
    new Unreadable(sentence, { file: 'Export.csv', line, column, value: cell(column).slice(0, 60) });
  const version = cell('CSVVersion');
  if (version !== '' && !version.startsWith(csvYear)) {
    throw refuse(
      'CSVVersion',
      `This is an export of CSVVersion "${version.slice(0, 30)}"; HUD's FY${csvYear} is read here: ask for an export of that version.`,
    );
  }
  if (cell('HashStatus') !== '1') {
    throw refuse(
      'HashStatus',
      'The names in this export are hashed (HashStatus is not 1), so that nobody could be found by them: ask for an export that is not hashed.',
    );
  }
  const implementation = cell('ImplementationID');
  if (implementation === '' || implementation.length > 200) {
    throw refuse(
      'ImplementationID',
      'Export.csv names no ImplementationID, by which the records of several systems are told apart: ask its maker for one.',
    );
  }
  if (implementation === (await readOwnImplementation(order.connection.db))) {
    throw refuse(
      'ImplementationID',
      'This export was made by this very installation: its records are here already.',
    );
  }
  await checkSecret(order);
  return {
    implementation,
    exportId: cell('ExportID'),
    exportedAt: cell('ExportDate'),
    period: `${cell('ExportStartDate')} to ${cell('ExportEndDate')}`,
    software: [cell('SoftwareName'), cell('SoftwareVersion')].filter(Boolean).join(' '),
    changesOnly: cell('ExportDirective') === '1',
  };
};

const readOnlyRow = async (source: Source, findings: Findings) => {
  let row: { line: number; cell: (column: string) => string } | undefined;
  for await (const one of readPlainly(fileNamed(source, 'Export'), { findings, seen: () => {} })) {
    if (row) {
      throw new Unreadable('Export.csv has more than one row: it describes one export.', {
        file: 'Export.csv',
        line: one.line,
      });
    }
    row = one;
  }
  if (!row && findings.errorCount === 0) {
    throw new Unreadable('Export.csv has no row, so that nobody knows where this export comes from.', {
      file: 'Export.csv',
      line: 2,
    });
  }
  return row;
};

// Numbers encrypted under two secrets could never be read again by one server.
const checkSecret = async ({ connection, ssn }: Order) => {
  const some = await readAnySsn(connection.db);
  try {
    if (some) ssn.reveal(some);
  } catch {
    throw new NotReadyHere(
      'Nothing was imported: the secret in force here is not the one under which this database keeps Social Security numbers. Whoever runs the server sets it: BERTH_SECRET, or BERTH_DATA with the folder that holds it. The export is fine.',
    );
  }
};
