import { buildApp } from '../../server/app.ts';
import { openDatabase } from '../../server/database/connect.ts';
import { sweep } from '../../server/nights/sweep.ts';

/**
 * A server of the proof, in a process of its own: the whole product, but with a clock that whoever forked it moves. It
 * answers only where there is such a parent, and is no part of what is installed.
 */
export interface ServerOrder {
  begin?: { databaseUrl: string; port: number; secret: string; now: string };
  now?: string;
  sweep?: true;
}

let now = new Date(0);
const clock = { now: () => now };

const begin = async ({ databaseUrl, port, secret, now: first }: NonNullable<ServerOrder['begin']>) => {
  now = new Date(first);
  const database = await openDatabase({ databaseUrl });
  const configuration = {
    baseUrl: `http://localhost:${port}`,
    secret,
    trustProxy: [],
    helpdesk: undefined,
    idleMinutes: 1_000_000,
  };
  const app = await buildApp({ database, clock, configuration });
  await app.listen({ port, host: 'localhost' });
  return database;
};

let running: ReturnType<typeof begin> | undefined;
process.on('message', async (order: ServerOrder) => {
  try {
    if (order.begin) running = begin(order.begin);
    const database = await running!;
    if (order.now) now = new Date(order.now);
    if (order.sweep) await sweep(database.db, now);
    process.send!('done');
  } catch (error) {
    console.error('A server of the proof cannot go on:', error);
    process.exit(1);
  }
});
process.on('disconnect', () => process.exit(0));
