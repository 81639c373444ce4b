import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint, Id } from '../../contract/endpoint.ts';
import { freshDatabase } from '../../test/database.ts';
import { organization } from '../../test/factories.ts';
import { mountErrors } from './errors.ts';
import { Lines } from './line.ts';
import { LiveEvents } from './live.ts';
import { mount, route } from './mount.ts';

// An act that locks two rows in the order it is told to: what no act of the product does, so that two can deadlock.
const lockBoth = endpoint({
  name: 'lockBoth',
  method: 'POST',
  path: '/api/lock-both',
  summary: 'Locks two organizations in the order given',
  body: z.object({ first: Id, second: Id }),
  reply: z.object({ attempts: z.number() }),
});

let database: Awaited<ReturnType<typeof freshDatabase>>;
let app: FastifyInstance;
let rows: number[];
let met: () => Promise<void>;

beforeAll(async () => {
  database = await freshDatabase();
  rows = [
    await organization(database.db, 'One', 'shelter'),
    await organization(database.db, 'Two', 'shelter'),
  ];
  app = fastify({ logger: false });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  mountErrors(app);
  // Each call waits at its first lock until the other holds its own: then a deadlock is certain, once.
  let here = 0;
  let open: () => void = () => undefined;
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  met = () => {
    here += 1;
    if (here >= 2) open();
    return both;
  };
  const attempts = new Map<number, number>();
  mount(
    app,
    {
      db: database.db,
      clock: { now: () => new Date() },
      lines: new Lines(),
      live: new LiveEvents(database.pool),
      findActor: async () => null,
    },
    [
      route(lockBoth, { may: 'anyone', audit: null }, async ({ db, body }) => {
        attempts.set(body.first, (attempts.get(body.first) ?? 0) + 1);
        await sql`select id from organization where id = ${body.first} for update`.execute(db);
        await met();
        await sql`select id from organization where id = ${body.second} for update`.execute(db);
        return { attempts: attempts.get(body.first)! };
      }),
    ],
  );
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

test('two acts that deadlock both succeed: the one the database ends is run again', async () => {
  const [a, b] = rows as [number, number];
  const answers = await Promise.all(
    [
      { first: a, second: b },
      { first: b, second: a },
    ].map((payload) => app.inject({ method: 'POST', url: '/api/lock-both', payload })),
  );
  expect(answers.map((r) => r.statusCode)).toEqual([200, 200]);
  expect(Math.max(...answers.map((r) => r.json<{ attempts: number }>().attempts))).toBeGreaterThan(1);
});
