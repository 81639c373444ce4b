import { afterAll, beforeAll, expect, test } from 'vitest';
import { Chance } from '../../demo/chance.ts';
import { sweep } from '../../server/nights/sweep.ts';
import { type RunningApp, startApp } from '../app.ts';
import { Books } from './books.ts';
import { Line } from './line.ts';
import { simulate } from './month.ts';
import { makeWorld, nameFamilies } from './world.ts';

// The end of October, the night that has an hour twice, and the people of five shelters: the same for the same seed.
const seed = Number(process.env.BERTH_MONTH_SEED ?? 20261019);
const firstNight = '2026-10-19';
const nights = 31;

/** What must have happened at least once, or the month proved nothing. */
const kinds = [
  'new person',
  'assessment',
  'intake',
  'booking',
  'booking of a family',
  'booking of several nights',
  'turned away',
  'cancellation',
  'move to another shelter',
  'bed given',
  'arrival',
  'arrival after midnight',
  'arrival after release',
  'refused at the door',
  'walk-in',
  'came after the cut-over',
  'found at another shelter',
  'joined a party',
  'swap',
  'move to another place',
  'left before sleeping',
  'left in the night',
  'left a family alone',
  'leave',
  'back early',
  'still expected',
  'no-show released',
  'released by rule',
  'no-show',
  'count of places',
  'count of heads',
  'slipped out',
  'came unseen',
  'morning',
  'leaving',
  'returning',
  'returning within a stay',
  'not kept',
  'moved out',
  'moved out of an extended stay',
  'exit afterwards',
  'overstay ended by rule',
  'enrollment.exit_by_rule',
  'beds closed',
  'beds opened again',
  'displaced, and told',
  'overflow opened',
  'overflow closed',
  'bar',
  'bar on a stay',
  'bar lifted',
  'bar overridden',
  'lost answer',
  'told again',
  'power cut',
  'no answer',
];

let running: RunningApp;
beforeAll(async () => {
  running = await startApp({ now: '2026-10-19T11:00:00Z', idleMinutes: 90_000 });
});
afterAll(() => running.stop());

test(`the books of five shelters balance on each day of a month (BERTH_MONTH_SEED=${seed})`, async () => {
  const { database, clock } = running;
  const chance = new Chance(seed);
  const signIn = async (email: string) => [await running.signIn(email)];
  const world = await makeWorld(database, signIn, { districts: 1, firstDay: firstNight });
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
  expect(
    kinds.filter((kind) => !books.counts.get(kind)),
    'what never happened',
  ).toEqual([]);
}, 300_000);
