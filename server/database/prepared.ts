import pg from 'pg';

/** Statements that one program may have prepared on a connection at a time; each keeps its plan in memory there. */
const mostNames = 400;
/** A statement that is asked once or twice is not worth keeping. */
const usesBeforeName = 3;

const uses = new Map<string, number>();
const names = new Map<string, string>();
let given = 0;

const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known || names.size >= mostNames) return known;
  const used = (uses.get(text) ?? 0) + 1;
  if (used < usesBeforeName) {
    uses.set(text, used);
    return undefined;
  }
  uses.delete(text);
  given += 1;
  names.set(text, `berth_${given}`);
  return names.get(text);
};

/** Whether a migration changed what a prepared statement returns: PostgreSQL answers it no more under its old name. */
export const isOutdated = (error: unknown): boolean => {
  const { code, routine } = (error ?? {}) as { code?: string; routine?: string };
  return code === '0A000' && routine === 'RevalidateCachedQuery';
};

/**
 * A connection on which PostgreSQL reads and plans a statement once and not each time: half of what a short statement
 * costs. See docs/decisions/0013-statements-prepared-once.md.
 */
export class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's query has nine shapes, of which this touches one
  override query(text: any, values?: any, callback?: any): any {
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || callback)
      return super.query(text, values, callback);
    const ask = () => super.query({ name: nameOf(text), text, values } as pg.QueryConfig);
    return ask().catch((error: unknown) => {
      if (!isOutdated(error)) throw error;
      names.clear();
      // A transaction that failed answers nothing more; whoever runs it again asks by another name.
      if (this.getTransactionStatus() !== 'I') throw error;
      return ask();
    });
  }
}
