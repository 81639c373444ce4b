import { afterAll, beforeAll, expect, test } from 'vitest';
import { Chance } from '../../demo/chance.ts';
import { sweep } from '../../server/nights/sweep.ts';
import { type RunningApp, startApp } from '../app.ts';
import { Books } from './books.ts';
import { Line } from './line.ts';
import { simulate } from './month.ts';
import { makeWorld, nameFamilies } from './world.ts';

// A month with its end, its longest night and the people of five shelters, the same for the same seed.
const seed = Number(process.env.BERTH_MONTH_SEED ?? 20261019);
const firstNight = '2026-10-19';
const nights = Number(process.env.N ?? 32);
let running: RunningApp;
beforeAll(async () => {
  running = await startApp({ now: '2026-10-19T11:00:00Z', idleMinutes: 90_000 });
});
afterAll(() => running.stop());

test(`a month of five shelters balances every day (BERTH_MONTH_SEED=${seed})`, async () => {
  const { database, clock } = running;
  const chance = new Chance(seed);
  const world = await makeWorld(database, async (email) => [await running.signIn(email)], {
    districts: 1,
    firstDay: firstNight,
  });
  await nameFamilies(world);
  const books = new Books();
  const weather = { lost: 0.03, cuts: 0.002, cut: () => running.restart(), again: async () => {} };
  await simulate({
    world,
    books,
    line: new Line(books, chance, weather, 'month'),
    chance,
    firstNight,
    nights,
    atOnce: 1,
    setClock: (now) => clock.set(now.toISOString()),
    sweep: async (now) => {
      await sweep(database.db, now);
    },
    afterDay: ({ night }) => { if (process.env.LOOK) console.log(night, process.cpuUsage().user / 1e6, JSON.stringify(Object.fromEntries(books.counts)), JSON.stringify(Object.fromEntries(books.refusals))); expect(books.breaches, `after ${night}, seed ${seed}`).toEqual([]); },
  });
  for (const kind of kinds) expect(books.counts.get(kind) ?? 0, kind).toBeGreaterThan(0);
});

const kinds: string[] = [];
