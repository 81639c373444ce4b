import { fork } from 'node:child_process';
import { join } from 'node:path';
import type pg from 'pg';
import { type Measured, say, underLoad } from './load.ts';
import { Recorder, replay, type Statement } from './recorder.ts';

/** The product does at least so much of what its own statements do bare, unless told. */
const wanted = 0.5;

/** The acts over HTTP, then their own logged statements without HTTP, rules or seating, on the same pool; whether the ratio is good enough. */
export const compare = async (
  what: string,
  requests: { method: string; path: string; body?: unknown }[],
  at: number,
  call: (requests: { method: string; path: string; body?: unknown }[], at: number) => Promise<Measured>,
  pool: pg.Pool,
  { undo, least = wanted }: { undo?: () => Promise<unknown>; least?: number },
): Promise<boolean> => {
  const recorder = new Recorder();
  recorder.start();
  const product = await call(requests, at);
  recorder.stop();
  await undo?.();
  // The audit is sealed beside the requests, once for many of them; what is sealed cannot be sealed again.
  const transactions = recorder.transactions.filter((t) => !t.some((s) => s.text.includes('audit_seal')));
  console.log(
    `\n${what}: ${requests.length} requests, ${at} at a time; ${statementCount(transactions)} statements`,
  );
  printShape(transactions);
  const bare = await underLoad(transactions.length, at, async (n) => {
    try {
      await replay(pool, transactions[n]!);
      return 'done';
    } catch (error) {
      return (error as Error).message;
    }
  });
  // The replay's unit is a transaction, the product's a request; both did the same statements in this much time.
  const ratio = product.perSecond / requests.length / (bare.perSecond / transactions.length);
  say('  over HTTP, requests', product);
  say('  the same statements bare, transactions', bare);
  const refused = [
    ...Object.keys(product.results).filter((status) => !/^2/.test(status)),
    ...Object.keys(bare.results).filter((result) => result !== 'done'),
  ];
  if (refused.length > 0) throw new Error(`${what}: not the same work on both sides (${refused.join(', ')})`);
  console.log(`  ratio ${ratio.toFixed(2)} (at least ${least.toFixed(2)} wanted)`);
  return ratio >= least;
};

const statementCount = (transactions: Statement[][]) => transactions.reduce((n, t) => n + t.length, 0);

// Whole, so that anybody can run the same: the longest transaction has every statement that a request makes.
const printShape = (transactions: Statement[][]) => {
  const longest = transactions.reduce((a, b) => (b.length > a.length ? b : a), [] as Statement[]);
  for (const s of longest) console.log(`    ${s.text.replaceAll(/\s+/g, ' ')}`);
};

/** Requests from a process of their own. */
export const fromOutside = (order: object): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'caller.ts'));
    child.once('message', (measured) => resolve(measured as Measured));
    child.once('error', reject);
    child.send(order);
  });
