import type { ImportProgress, ImportSummary } from '../../contract/hmis.ts';
import type { SsnKeeper } from '../clients/ssn.ts';
import type { LongConnection } from '../database/connect.ts';
import type { About } from './about.ts';
import type { Findings } from './findings.ts';
import { plans } from './plans.ts';
import { countRows } from './reading.ts';
import { fileNamed, type Source } from './source.ts';
import { stageRows } from './staging.ts';
import { copyIntoStaging } from './store-staging.ts';

/** Every file with its rows, and how many services are no bed nights. */
export interface StagedFiles {
  files: ImportSummary['files'];
  otherServices: number;
  /** All of them read: what progress says while the rest is done. */
  progress: ImportProgress['files'];
}

interface Order {
  connection: LongConnection;
  source: Source;
  ssn: SsnKeeper;
  progress(now: ImportProgress): void;
}

/** Copies what is read into staging tables, and counts the rows of what is not read yet. */
export const stageFiles = async (order: Order, about: About, findings: Findings): Promise<StagedFiles> => {
  const progress = new FileProgress(order);
  progress.of('Export').end(1);
  let otherServices = 0;
  for (const plan of plans) {
    const file = progress.of(plan.file);
    const rows = stageRows(plan, fileNamed(order.source, plan.file), {
      findings,
      ssn: order.ssn,
      exportId: about.exportId,
      seen: file.seen,
      row: file.row,
    });
    const staged = await copyIntoStaging(order.connection.client, plan, rows);
    if (plan.file === 'Services') otherServices = file.end() - staged;
    else file.end();
  }
  const read = new Set(['Export', ...plans.map((plan) => plan.file)]);
  for (const file of order.source.files.filter(({ name }) => !read.has(name))) {
    const { seen, end } = progress.of(file.name);
    end(await countRows(file.open(), seen));
  }
  return {
    files: progress.files.map(({ file, rows }) => ({ file, rows, read: read.has(file) })),
    otherServices,
    progress: progress.files,
  };
};

/** How far the reading is, file by file in the order of reading. */
class FileProgress {
  readonly files: ImportProgress['files'];
  private readonly order: Order;

  constructor(order: Order) {
    this.order = order;
    const first = ['Export', ...plans.map((plan) => plan.file as string)];
    const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
    this.files = order.source.files
      .map(({ name, bytes }) => ({ file: name, rows: 0, bytes, bytesRead: 0, done: false }))
      .sort((a, b) => rank(a.file) - rank(b.file));
  }

  of(name: string) {
    const state = this.files.find(({ file }) => file === name)!;
    const say = () => this.order.progress({ phase: 'reading', files: this.files, saving: null });
    return {
      seen: (bytes: number) => {
        state.bytesRead += bytes;
        say();
      },
      row: () => {
        state.rows += 1;
      },
      end: (rows = state.rows): number => {
        Object.assign(state, { rows, done: true });
        say();
        return rows;
      },
    };
  }
}
