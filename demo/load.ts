import { makeSsnKeeper } from '../server/clients/ssn.ts';
import { makeTicketDesk } from '../server/clients/ticket.ts';
import type { Database } from '../server/database/connect.ts';
import { defaultTimeZone, tonightAt } from '../server/facilities/rules.ts';
import { markCounted, ownFacility } from '../server/facilities/store.ts';
import { sweep } from '../server/nights/sweep.ts';
import { type Desks, readDesks } from './actors.ts';
import { actAs, audit, inOneGo } from './acts.ts';
import { addBars } from './bars.ts';
import { Chance } from './chance.ts';
import { addPeople } from './clients.ts';
import { openCots } from './closures.ts';
import { facilities } from './county.ts';
import { fillFacility } from './filling.ts';
import { addMina } from './mina.ts';
import { inventPeople } from './people.ts';
import { setUpCounty } from './setup.ts';
import { Stock, sizeOf } from './stock.ts';

const workers = 6;

export interface DemoOptions {
  database: Database;
  now: Date;
  secret: string;
  say: (line: string) => void;
  /** About how many; fewer leave most beds empty. */
  people?: number;
}

/**
 * Fills an empty database with the demo county, relative to now and the same every time. All records come about through
 * the product's own rules: whom a shelter refuses, the demo does not place.
 */
export const loadDemo = async ({
  database,
  now,
  secret,
  say,
  people = 3_000,
}: DemoOptions): Promise<void> => {
  const { db } = database;
  const tonight = tonightAt(now, defaultTimeZone, 4);
  const tools = { ssn: makeSsnKeeper(secret), tickets: makeTicketDesk(secret) };
  await db.insertInto('installation').values({ implementation: 'berth-demo', practice: true }).execute();
  say('Making the demo county: organizations, shelters and beds …');
  const facilityIds = await inOneGo(database, (trx) => setUpCounty(trx, tonight, now));
  const desks = await readDesks(database);

  say(`Making ${people} people …`);
  const invented = inventPeople(new Chance(20_261_123), tonight, people);
  const parties = await addPeople(database, desks, invented, tools, now);

  say('Filling the shelters …');
  const yesterday = new Date(now.getTime() - 86_400_000);
  for (const f of facilities.filter((each) => each.rooms.some((r) => r.overflow))) {
    const { supervisor } = desks.get(f.organization)!;
    await inOneGo(database, (trx) =>
      openCots(actAs(trx, supervisor, yesterday), facilityIds.get(f.key)!, tonight),
    );
  }
  // Who is sent where is settled before shelters are filled side by side, so that it is the same every time.
  const stock = new Stock(parties);
  const sent = facilities.map((f) => {
    const chance = new Chance(f.name.length * 7919);
    return { f, chance, waiting: stock.takeFor(f, chance) };
  });
  // The largest take longest: nobody waits for one of them alone at the end.
  sent.sort((a, b) => sizeOf(b.f) - sizeOf(a.f));
  await inParallel(sent, ({ f, chance, waiting }) =>
    fillFacility(database, f, facilityIds.get(f.key)!, desks, waiting, { now, tonight, chance }),
  );
  await addMina(database, desks, facilityIds, tools, tonight);
  await addBars(database, desks, facilityIds, parties, { now, tonight });
  await confirmCounts(database, desks, facilityIds, now);
  // Who slept somewhere until this morning has left.
  await sweep(db, now);
  // Until this is written the county is unfinished, and the next start makes it anew.
  await db.updateTable('installation').set({ demoPlayedUntil: tonight }).execute();
};

const inParallel = async <T>(of: readonly T[], each: (one: T) => Promise<void>) => {
  const waiting = [...of];
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await each(one);
    }),
  );
};

/** Each shelter's staff confirm its count; two of them did so long ago. */
const confirmCounts = (database: Database, desks: Desks, facilityIds: Map<string, number>, now: Date) =>
  inOneGo(database, async (trx) => {
    for (const f of facilities) {
      const at = new Date(now.getTime() - (f.counted * 60 - 17) * 60_000);
      const act = actAs(trx, desks.get(f.organization)!.staff, at);
      const { id } = await ownFacility(trx, act.actor, facilityIds.get(f.key)!);
      await markCounted(trx, id, { at, by: act.actor.userId });
      audit(act, 'facility.confirm_count', [], id);
    }
  });
