import { afterEach, expect, test } from 'vitest';
import { addDays, type Night } from '../../contract/nights.ts';
import { Chance } from '../../demo/chance.ts';
import { sweep } from '../../server/nights/sweep.ts';
import { type RunningApp, startApp } from '../app.ts';
import { Books } from './books.ts';
import { whatNeverHappened } from './kinds.ts';
import { Line } from './line.ts';
import { simulate } from './month.ts';
import { makeWorld, nameFamilies } from './world.ts';

// The people of five shelters and what they do: the same for the same seed.
const seed = Number(process.env.BERTH_MONTH_SEED ?? 20261019);

let running: RunningApp;
afterEach(() => running.stop());

/** Lives through these nights; fails on the first day whose books do not balance. */
const live = async (firstNight: Night, nights: number): Promise<Books> => {
  running = await startApp({ now: `${firstNight}T12:00:00Z`, idleMinutes: 90_000 });
  const { database, clock } = running;
  const chance = new Chance(seed);
  const signIn = async (email: string) => [await running.signIn(email)];
  const world = await makeWorld(database, signIn, { districts: 1, firstDay: firstNight });
  expect(world.beds).toBeGreaterThanOrEqual(120);
  await nameFamilies(world);
  const books = new Books();
  const weather = { lost: 0.03, cuts: 0.003, cut: () => running.restart(), again: async () => {} };
  await simulate({
    world,
    books,
    line: new Line(books, chance, weather, 'month'),
    chance,
    crowding: 0.55,
    firstNight,
    nights,
    atOnce: 1,
    setClock: (now) => clock.set(now.toISOString()),
    sweep: async (now) => {
      await sweep(database.db, now);
    },
    afterDay: ({ night }) => expect(books.breaches, `after ${night}, seed ${seed}`).toEqual([]),
  });
  expect([...books.slept.keys()]).toEqual(Array.from({ length: nights }, (_, n) => addDays(firstNight, n)));
  return books;
};

test(`the books of five shelters balance on each day of a month with the night that has an hour twice (BERTH_MONTH_SEED=${seed})`, async () => {
  const nights = 31;
  const books = await live('2026-10-19', nights);
  expect(whatNeverHappened(books, nights, ['power cut'])).toEqual([]);
}, 600_000);

test('and on those around the night that lacks an hour', async () => {
  const books = await live('2026-03-06', 5);
  for (const kind of ['arrival after midnight', 'left in the night', 'morning', 'count of places'])
    expect(books.counts.get(kind), kind).toBeGreaterThan(0);
}, 120_000);
