import pg from 'pg';

/** One statement as the server sent it, with the ids that the database gave back for it. */
export interface Statement {
  text: string;
  values: unknown[];
  returned: number[];
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/**
 * Logs every statement that goes through the driver, in order, by transaction: one list from `begin` to `commit` on one
 * connection; statements outside a transaction are lists of one.
 */
export class Recorder {
  readonly transactions: Statement[][] = [];
  private readonly open = new Map<pg.Client, Statement[]>();
  private readonly original = pg.Client.prototype.query as unknown as Query;

  start() {
    const { original, transactions, open } = this;
    const recording: Query = function (...args) {
      const [first, second] = args;
      const config = typeof first === 'string' ? { text: first, values: second } : (first as pg.QueryConfig);
      const { text, values } = config;
      const answer = original.apply(this, args) as unknown;
      if (text === undefined || !(answer instanceof Promise)) return answer;
      const statement: Statement = { text, values: Array.isArray(values) ? values : [], returned: [] };
      const list = open.get(this) ?? [];
      list.push(statement);
      const word = text.trim().slice(0, 8).toLowerCase();
      if (word === 'begin' || word.startsWith('start')) open.set(this, list);
      if (!open.has(this)) transactions.push(list);
      if (word.startsWith('commit') || word === 'rollback') {
        open.delete(this);
        if (word.startsWith('commit')) transactions.push(list);
      }
      return answer.then((result) => {
        if (/\breturning\b/i.test(text)) {
          statement.returned = ((result as pg.QueryResult).rows ?? []).map((row: { id?: number }) =>
            Number(row.id ?? 0),
          );
        }
        return result;
      });
    };
    (pg.Client.prototype as { query: unknown }).query = recording;
  }

  stop() {
    (pg.Client.prototype as { query: unknown }).query = this.original;
  }
}

/** Runs one recorded transaction again; ids that the database gives anew take the place of the recorded ones. */
export const replay = async (pool: pg.Pool, statements: Statement[]): Promise<void> => {
  const client = await pool.connect();
  const renamed = new Map<number, number>();
  try {
    for (const s of statements) {
      const result = await client.query(
        s.text,
        s.values.map((v) => rename(v, renamed)),
      );
      s.returned.forEach((id, i) => {
        const now = Number((result.rows[i] as { id?: number } | undefined)?.id ?? 0);
        if (id && now) renamed.set(id, now);
      });
    }
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
};

const rename = (value: unknown, renamed: Map<number, number>): unknown => {
  if (typeof value === 'number') return renamed.get(value) ?? value;
  if (Array.isArray(value)) return value.map((v) => rename(v, renamed));
  return value;
};
