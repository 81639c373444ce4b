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
    afterDay: async ({ night }) => {
      if (books.breaches.length) await dump(books.breaches);
      if (process.env.LOOK)
        console.log(
          night,
          process.cpuUsage().user / 1e6,
          JSON.stringify(Object.fromEntries(books.counts)),
          JSON.stringify(Object.fromEntries(books.refusals)),
        );
      expect(books.breaches, `after ${night}, seed ${seed}`).toEqual([]);
    },
  });
  for (const kind of kinds) expect(books.counts.get(kind) ?? 0, kind).toBeGreaterThan(0);
}, 300_000);

const kinds: string[] = [];

import { sql } from 'kysely';

const dump = async (bs: { what: string; facts: any }[]) => {
  for (const b of bs.slice(0, 3)) {
    const f = b.facts;
    const ids = f.enrollmentId
      ? (
          await sql<any>`select client_id from enrollment where id = ${f.enrollmentId}`.execute(
            running.database.db,
          )
        ).rows.map((r) => r.clientId)
      : f.hudHouseholdId
        ? (
            await sql<any>`select client_id from enrollment where hud_household_id = ${f.hudHouseholdId}`.execute(
              running.database.db,
            )
          ).rows.map((r) => r.clientId)
        : f.person
          ? [f.person]
          : f.clientId
            ? [f.clientId]
            : f.missing
              ? [...f.missing, ...f.more]
              : f.guest
                ? (
                    await sql<any>`select client_id from guest where id = ${f.guest}`.execute(
                      running.database.db,
                    )
                  ).rows.map((r) => r.clientId)
                : f.id
                  ? (
                      await sql<any>`select client_id from enrollment where id = ${f.id}`.execute(
                        running.database.db,
                      )
                    ).rows.map((r) => r.clientId)
                  : [];
    console.log('DUMP', JSON.stringify(b), ids);
    console.log(
      (
        await sql<any>`select at, act, client_ids, facility_id, detail from audit_entry where client_ids && ${ids}::bigint[] and act not like '%view%' and act not like 'client.%' order by id`.execute(
          running.database.db,
        )
      ).rows
        .map((r) => JSON.stringify(r))
        .join('\n'),
    );
    console.log(
      (
        await sql<any>`select id, client_id, project_id, hud_household_id, relationship_to_hoh, planned_date, entry_date, exit_date, voided_at, void_reason from enrollment where client_id = any(${ids}::bigint[]) order by id`.execute(
          running.database.db,
        )
      ).rows
        .map((r) => JSON.stringify(r))
        .join('\n'),
    );
    console.log(
      (
        await sql<any>`select g.id, g.client_id, g.reservation_id, g.arrived_at, g.left_at, g.not_here_at, g.enrollment_id, r.facility_id, r.begin_date, r.end_date, r.cancelled_at, r.door, r.party_id from guest g join reservation r on r.id = g.reservation_id where client_id = any(${ids}::bigint[]) order by g.id`.execute(
          running.database.db,
        )
      ).rows
        .map((r) => JSON.stringify(r))
        .join('\n'),
    );
    console.log(
      (
        await sql<any>`select enrollment_id, client_id, facility_id, night, disputed_at, deleted_at, left_at from bed_night where client_id = any(${ids}::bigint[]) order by id`.execute(
          running.database.db,
        )
      ).rows
        .map((r) => JSON.stringify(r))
        .join('\n'),
    );
  }
};
