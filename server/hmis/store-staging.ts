import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Plan } from './plans.ts';
import { stagedName, stagedTable } from './plans.ts';
import type { Staged } from './row-reader.ts';
import { stagedColumns } from './staging.ts';

const batchCharacters = 64 * 1024;

/**
 * Copies a file's rows into a staging table of this connection alone, which it makes. Returns how many there were.
 */
export const copyIntoStaging = async (
  client: pg.Client,
  plan: Plan,
  rows: AsyncIterable<Staged[]>,
): Promise<number> => {
  const table = stagedTable(plan.file);
  const columns = stagedColumns(plan);
  await client.query(
    `create temporary table ${table} (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
  );
  const copy = client.query(
    copyFrom(`copy ${table} (${columns.map(({ name }) => name).join(', ')}) from stdin`),
  );
  let failure: Error | undefined;
  copy.on('error', (error: Error) => {
    failure = error;
  });
  let count = 0;
  let batch = '';
  const send = async () => {
    if (failure) throw failure;
    if (!copy.write(batch)) await Promise.race([once(copy, 'drain'), once(copy, 'close')]);
    batch = '';
  };
  for await (const row of rows) {
    batch += `${row.map(asCopyText).join('\t')}\n`;
    count++;
    if (batch.length > batchCharacters) await send();
  }
  if (batch !== '') await send();
  copy.end();
  await Promise.race([once(copy, 'finish'), once(copy, 'close')]);
  if (failure) throw failure;
  await client.query(`create index on ${table} (${stagedName(plan.key)})`);
  await client.query(`analyze ${table}`);
  return count;
};

const asCopyText = (value: Staged): string => {
  if (value === null) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return String(value);
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  return value.replaceAll(/[\\\t\n\r]/g, (sign) => escapes[sign]!);
};

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
