import pg from 'pg';

/** Statements that one program may have prepared on a connection at a time; each keeps its plan in memory there. */
const mostNames = 500;
/** A statement that is asked once or twice is not worth keeping. */
const usesBeforeName = 3;

/** Names for the statements of one pool: all of its connections call one statement alike. */
class StatementNames {
  private readonly uses = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private given = 0;

  of(text: string): string | undefined {
    const known = this.names.get(text);
    if (known || this.names.size >= mostNames) return known;
    const used = (this.uses.get(text) ?? 0) + 1;
    if (used < usesBeforeName) {
      this.uses.set(text, used);
      return undefined;
    }
    this.uses.delete(text);
    this.given += 1;
    this.names.set(text, `berth_${this.given}`);
    return this.names.get(text);
  }

  giveUp() {
    this.names.clear();
  }
}

/** Whether a migration changed what a prepared statement returns: PostgreSQL answers it no more under its old name. */
export const isOutdated = (error: unknown): boolean => {
  const { code, routine } = (error ?? {}) as { code?: string; routine?: string };
  return code === '0A000' && routine === 'RevalidateCachedQuery';
};

/**
 * A pool's connections, on which PostgreSQL reads and plans a statement once and not each time: half of what a short
 * statement costs. See docs/decisions/0013-statements-prepared-once.md.
 */
export const preparingClient = (): typeof pg.Client => {
  const names = new StatementNames();
  return class PreparingClient extends pg.Client {
    // biome-ignore lint/suspicious/noExplicitAny: the driver's query has nine shapes, of which this touches one
    override query(text: any, values?: any, callback?: any): any {
      if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || callback)
        return super.query(text, values, callback);
      const ask = () => super.query({ name: names.of(text), text, values } as pg.QueryConfig);
      return ask().catch((error: unknown) => {
        if (!isOutdated(error)) throw error;
        names.giveUp();
        // A transaction that failed answers nothing more; whoever runs it again asks by another name.
        if (this.getTransactionStatus() !== 'I') throw error;
        return ask();
      });
    }
  };
};
