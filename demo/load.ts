import { sql, type Transaction } from 'kysely';
import { addDays, type Night } from '../contract/nights.ts';
import type { Actor } from '../server/accounts/actor.ts';
import { insertBar } from '../server/bars/store.ts';
import { makeSsnKeeper } from '../server/clients/ssn.ts';
import { insertCard, insertClient, insertClients, insertConsent } from '../server/clients/store-changes.ts';
import { insertHousehold, insertMember } from '../server/clients/store-households.ts';
import type { Database } from '../server/database/connect.ts';
import type { DB } from '../server/database/generated-types.ts';
import { defaultTimeZone, localTime, tonightAt } from '../server/facilities/rules.ts';
import { endClosureOn, insertClosure } from '../server/reservations/store-closures.ts';
import { actAs, arrive, assess, type Caller, place } from './acts.ts';
import { Chance } from './chance.ts';
import { agreements, type DemoFacility, facilities, teams } from './county.ts';
import { type DemoParty, type DemoPerson, inventPeople } from './people.ts';
import { type DemoGround, setUpCounty } from './setup.ts';

const peopleCount = 3_000;
/** Share of places that are promised on a demo evening. */
export const fullness = 0.92;
const historyNights = 6;
const workers = 6;

export interface DemoOptions {
  database: Database;
  now: Date;
  secret: string;
  say: (line: string) => void;
}

interface KnownParty extends DemoParty {
  callers: Caller[];
  team: (typeof teams)[number]['key'];
}

/**
 * Fills an empty database with the demo county, relative to now and the same every time. All records come about through
 * the product's own rules: whom a shelter refuses, the demo does not place.
 */
export const loadDemo = async ({ database, now, secret, say }: DemoOptions): Promise<void> => {
  const { db } = database;
  const tonight = tonightAt(now, defaultTimeZone, 4);
  await db.insertInto('installation').values({ implementation: 'berth-demo', practice: true }).execute();
  say('Making the demo county: organizations, shelters and beds …');
  const ground = await inOneGo(database, (trx) => setUpCounty(trx, tonight, now));
  const actors = await readActors(database);

  say(`Making ${peopleCount} people …`);
  const chance = new Chance(20_261_123);
  const parties = await addPeople(database, ground, inventPeople(chance, tonight, peopleCount), {
    now,
    secret,
    chance,
  });

  say('Filling the shelters …');
  // Who is sent where is settled before shelters are filled side by side, so that it is the same every time.
  const stock = new Stock(parties);
  const sent = facilities.map((f) => ({ f, waiting: stock.takeFor(f, Math.ceil(placesOf(f) * 1.25)) }));
  // The largest take longest: nobody waits for one of them alone at the end.
  sent.sort((a, b) => placesOf(b.f) - placesOf(a.f));
  await inParallel(sent, async ({ f, waiting }) => {
    await fillFacility(database, f, ground.facilityIds.get(f.key)!, actors, waiting, {
      now,
      tonight,
      chance: new Chance(f.name.length * 7919),
    });
  });
  await addMina(database, ground, actors, { now, tonight });
  await addBars(database, ground, parties, { now, tonight });
  await confirmCounts(database, ground, now);
  // Until this is written the county is unfinished, and the next start makes it anew.
  await db.updateTable('installation').set({ demoPlayedUntil: tonight }).execute();
};

/** One transaction of the loading. It waits for no disk: a county that a cut-off leaves unfinished is made anew. */
const inOneGo = <T>({ db }: Pick<Database, 'db'>, act: (trx: Transaction<DB>) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (trx) => {
    await sql`set local synchronous_commit = off`.execute(trx);
    return act(trx);
  });

const inParallel = async <T>(of: readonly T[], each: (one: T) => Promise<void>) => {
  const waiting = [...of];
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await each(one);
    }),
  );
};

/** Who acts for each organization, by its name. */
export const readActors = async ({ db }: Database): Promise<Map<string, Actor>> => {
  const rows = await db
    .selectFrom('membership as m')
    .innerJoin('userAccount as u', 'u.id', 'm.userId')
    .innerJoin('organization as o', 'o.id', 'm.organizationId')
    .select([
      'm.id',
      'm.userId',
      'm.organizationId',
      'm.workgroup',
      'm.supervisor',
      'u.name',
      'o.name as organization',
    ])
    .orderBy('m.supervisor', 'desc')
    .execute();
  const actors = new Map<string, Actor>(
    rows.map((m) => [
      m.organization,
      {
        userId: m.userId,
        userName: m.name,
        sessionId: 'demo',
        membershipId: m.id,
        workgroup: m.workgroup as Actor['workgroup'],
        supervisor: m.supervisor,
        organizationId: m.organizationId,
        actingOrganizationId: m.organizationId,
      },
    ]),
  );
  const anybody = rows[0]!;
  // Shelters without a sign-in of their own are run by nobody in particular.
  for (const { id: organizationId, name } of await db
    .selectFrom('organization')
    .select(['id', 'name'])
    .execute()) {
    if (actors.has(name)) continue;
    actors.set(name, {
      userId: anybody.userId,
      userName: anybody.name,
      sessionId: 'demo',
      membershipId: 0,
      workgroup: 'emergency_shelter_staff',
      supervisor: false,
      organizationId,
      actingOrganizationId: organizationId,
    });
  }
  return actors;
};

const teamFor = (party: DemoParty, nth: number): KnownParty['team'] =>
  party.kind === 'family' ? 'families' : nth % 7 === 0 ? 'cedar' : 'adults';

const addPeople = async (
  { db }: Database,
  ground: DemoGround,
  parties: DemoParty[],
  how: { now: Date; secret: string; chance: Chance },
): Promise<KnownParty[]> => {
  const ssn = makeSsnKeeper(how.secret);
  const known: KnownParty[] = [];
  const batches: { party: DemoParty; nth: number }[][] = [];
  parties.forEach((party, nth) => {
    const batch = Math.floor(nth / 60);
    batches[batch] ??= [];
    batches[batch].push({ party, nth });
  });
  for (const batch of batches) {
    await inOneGo({ db }, async (trx) => {
      const wherefrom = ({ party, nth }: (typeof batch)[number]) => {
        const team = teamFor(party, nth);
        const name = teams.find((t) => t.key === team)!.name;
        return {
          team,
          organizationId: ground.organizationIds.get(name)!,
          by: ground.userIds.get(name)!,
          at: new Date(how.now.getTime() - (20 + (nth % 300)) * 86_400_000),
        };
      };
      const clientIds = await insertClients(
        trx,
        batch.flatMap((one) => {
          const { organizationId, by, at } = wherefrom(one);
          return one.party.people.map((person) => ({
            organizationId,
            columns: { ...columnsOf(person), ...(person.ssn ? ssn.keep(person.ssn) : {}) },
            aliases: person.aliases,
            at,
            by,
          }));
        }),
      );
      for (const { party, nth } of batch) {
        const { team, organizationId, by, at } = wherefrom({ party, nth });
        const callers: Caller[] = [];
        for (const [i, person] of party.people.entries()) {
          const clientId = clientIds.shift()!;
          const adult = !isChild(person, at);
          if (person.shares !== null)
            await insertConsent(trx, {
              clientId,
              shares: person.shares,
              method: 'verbal',
              organizationId,
              at,
              by,
            });
          if (nth % 9 === 0 && i === 0)
            await insertCard(trx, { code: `TC-${204_000 + nth}`, clientId, at, by });
          callers.push({
            clientId,
            relationshipToHoH: i === 0 ? 1 : party.relationships[i - 1]!,
            adult,
            wishes: person.wishes,
          });
        }
        if (callers.length > 1) {
          const householdId = await insertHousehold(trx, {
            headId: callers[0]!.clientId,
            organizationId,
            at,
            by,
          });
          for (const c of callers.slice(1)) {
            await insertMember(trx, {
              householdId,
              clientId: c.clientId,
              relationshipToHoh: c.relationshipToHoH,
              at,
            });
          }
        }
        known[nth] = { ...party, callers, team };
      }
    });
  }
  return known;
};

const isChild = (person: DemoPerson, at: Date) =>
  person.dob !== null && (at.getTime() - Date.parse(person.dob)) / 86_400_000 < 18 * 365.25;

const columnsOf = (p: DemoPerson) => ({
  firstName: p.firstName,
  lastName: p.lastName,
  nameDataQuality: p.codeName ? (2 as const) : (1 as const),
  codeName: p.codeName,
  goesBy: p.goesBy,
  sayIt: p.sayIt,
  dob: p.dob,
  dobDataQuality: p.dob ? (1 as const) : null,
  ageFrom: p.ageFrom,
  ageTo: p.ageTo,
  ssnDataQuality: p.ssn ? (1 as const) : null,
  veteranStatus: p.veteran ? (1 as const) : null,
  language: p.language,
  interpreter: p.interpreter,
  phone: p.phone,
  textIsSafe: p.textIsSafe,
  voicemailIsSafe: p.voicemailIsSafe,
});

/** Parties not yet placed tonight, by whom they are and who books for them. */
class Stock {
  private readonly waiting = new Map<string, KnownParty[]>();

  constructor(parties: KnownParty[]) {
    for (const p of parties) {
      const key = this.keyOf(p);
      const list = this.waiting.get(key) ?? [];
      list.push(p);
      this.waiting.set(key, list);
    }
  }

  /** Parties of so many people whom this shelter is for, as far as the county has them. */
  takeFor(f: DemoFacility, people: number): KnownParty[] {
    const taken: KnownParty[] = [];
    for (let n = 0; n < people; ) {
      const party = this.take(f);
      if (!party) break;
      taken.push(party);
      n += party.people.length;
    }
    return taken;
  }

  private take(f: DemoFacility): KnownParty | undefined {
    const booking = teams.map((t) => t.key).filter((t) => agreements[t].includes(f.organization));
    for (const kind of kindsFor(f)) {
      for (const team of booking) {
        const list = this.waiting.get(`${team} ${kind}`);
        const next = list?.shift();
        if (next) return next;
      }
    }
    return undefined;
  }

  private keyOf(p: KnownParty): string {
    if (p.kind === 'single' || p.kind === 'veteran')
      return `${p.team} ${p.people[0]!.woman ? 'woman' : 'man'}`;
    return `${p.team} ${p.kind}`;
  }
}

const kindsFor = (f: DemoFacility): string[] =>
  ({
    men: ['man'],
    women: ['woman'],
    any: ['man', 'woman'],
    youth: ['youth'],
    families: ['family'],
    couples: ['couple', 'man', 'woman'],
    veterans: ['man'],
  })[f.guests];

interface Fill {
  now: Date;
  tonight: Night;
  chance: Chance;
}

/** Places of a demo shelter that the teams may fill; families leave some of a room's places unused. */
export const placesOf = (f: DemoFacility): number =>
  f.rooms.reduce((n, r) => {
    if (r.overflow || r.walkInsOnly) return n;
    return (
      n +
      2 * (r.bunks ?? 0) +
      (r.singles ?? 0) +
      (r.mats ?? 0) +
      (r.cots ?? 0) +
      (r.rooms ? r.rooms.count * (r.rooms.kind === 'private_room' ? 3 : r.rooms.places) : 0)
    );
  }, 0);

/** An instant on a night's own day, at hours and minutes of the county's clock. */
export const instantAt = (night: Night, minutes: number): Date => {
  const noon = new Date(`${night}T12:00:00Z`);
  const local = localTime(noon, defaultTimeZone).time;
  const offset = 12 * 60 - (Number(local.slice(0, 2)) * 60 + Number(local.slice(3)));
  return new Date(Date.parse(`${night}T00:00:00Z`) + (minutes + offset) * 60_000);
};

const fillFacility = async (
  { db }: Database,
  f: DemoFacility,
  facilityId: number,
  actors: Map<string, Actor>,
  waiting: KnownParty[],
  { now, tonight, chance }: Fill,
) => {
  const staff = actors.get(f.organization)!;
  const goal = Math.round(placesOf(f) * fullness);
  const [hour, minute] = f.from.split(':').map(Number) as [number, number];
  const opens = hour * 60 + minute;

  // One party's stay from the call to the door, each act at its own hour.
  const stay = async (party: KnownParty, begin: Night, nights: number): Promise<boolean> => {
    const team = actors.get(teams.find((t) => t.key === party.team)!.name)!;
    const called = earlier(instantAt(begin, 600 + chance.between(0, 300)), now);
    return inOneGo({ db }, async (trx) => {
      const desk = actAs(trx, team, called);
      for (const c of party.callers)
        if (c.adult) await assess(actAs(trx, team, new Date(called.getTime() - 600_000)), c);
      if (party.people[0]!.shares === null && !party.people[0]!.codeName) return false;
      const reservationId = await place(desk, party.callers, {
        facilityId,
        beginDate: begin,
        endDate: addDays(begin, nights),
      });
      if (reservationId === null) return false;
      const arrives = instantAt(begin, opens + chance.between(0, 150));
      const comes = !chance.hit(0.04);
      if (comes && arrives <= now) {
        const further = f.extendedStay
          ? []
          : nightsBetween(addDays(begin, 1), addDays(begin, nights), tonight);
        await arrive(actAs(trx, staff, arrives), reservationId, further);
      }
      return true;
    });
  };

  const kept =
    f.key === 'commons' ? await keepForGuides({ db } as Database, facilityId, staff, { now, tonight }) : null;
  let placed = 0;
  if (!f.extendedStay) {
    // Whoever slept here on an earlier night and left; some call again today.
    const earlierGuests = Math.round(goal * 0.35 * (historyNights / 2.5));
    for (let n = 0; n < earlierGuests; n++) {
      const party = waiting.shift();
      if (!party) break;
      const nights = chance.between(1, 4);
      await stay(party, addDays(tonight, -nights - chance.between(0, historyNights - 2)), nights);
      waiting.push(party);
    }
  }
  for (let tries = 0; placed < goal && tries < goal * 2; tries++) {
    const party = waiting.shift();
    if (!party) break;
    const began = f.extendedStay
      ? addDays(tonight, -chance.between(0, 90))
      : chance.hit(0.25)
        ? addDays(tonight, -1)
        : tonight;
    const nights = began < tonight ? 2 : chance.hit(0.85) ? 1 : chance.between(2, 5);
    if (await stay(party, began, nights)) placed += party.people.length;
    else waiting.push(party);
  }
  if (kept !== null) await endClosureOn(db, kept, tonight, { at: now, by: staff.userId });
  await closeSome({ db } as Database, f, facilityId, staff, { now, tonight });
};

/** Three lower bunks with an outlet stay free while the shelter fills, so that the guides' caller finds a place there. */
const keepForGuides = async (
  { db }: Database,
  facilityId: number,
  staff: Actor,
  { now, tonight }: Pick<Fill, 'now' | 'tonight'>,
): Promise<number> => {
  const beds = await db
    .selectFrom('bed')
    .select('id')
    .where('facilityId', '=', facilityId)
    .where('kind', '=', 'lower')
    .where('power', '=', true)
    .orderBy('id')
    .limit(3)
    .execute();
  return insertClosure(db, {
    facilityId,
    bedIds: beds.map((b) => b.id),
    nights: { begin: tonight, end: addDays(tonight, 1) },
    reason: 'Being cleaned',
    at: now,
    by: staff.userId,
  });
};

const earlier = (a: Date, b: Date) => (a < b ? a : new Date(b.getTime() - 60_000));

const nightsBetween = (begin: Night, end: Night, notAfter: Night): Night[] => {
  const nights: Night[] = [];
  for (let night = begin; night < end && night < notAfter; night = addDays(night, 1)) nights.push(night);
  return nights;
};

/** A broken heater, a missing ladder: one free bed of the larger shelters is closed for some nights. */
const closeSome = async (
  { db }: Database,
  f: DemoFacility,
  facilityId: number,
  staff: Actor,
  { now, tonight }: Pick<Fill, 'now' | 'tonight'>,
) => {
  if (f.headCountOnly || placesOf(f) < 40) return;
  const { rows } = await sql<{
    id: number;
  }>`select b.id from bed b where b.facility_id = ${facilityId} and not b.overflow and b.unit_id is null
    and not exists (select from bed_assignment a where a.bed_id = b.id and a.ended_at is null and upper(a.nights) > ${tonight}::date)
    order by b.id desc limit 1`.execute(db);
  if (rows.length === 0) return;
  await insertClosure(db, {
    facilityId,
    bedIds: rows.map((r) => r.id),
    nights: { begin: tonight, end: addDays(tonight, 3) },
    reason: 'Ladder is loose',
    at: now,
    by: staff.userId,
  });
};

/** The caller of the guides: assessed three days ago, lower bunk and an outlet, known at one shelter, barred at another. */
const addMina = async (
  { db }: Database,
  ground: DemoGround,
  actors: Map<string, Actor>,
  { now, tonight }: Pick<Fill, 'now' | 'tonight'>,
) => {
  const team = actors.get('Tamarack County Front Door')!;
  const staff = actors.get('Birchwater Shelters')!;
  const since = instantAt(addDays(tonight, -3), 600);
  await db.transaction().execute(async (trx) => {
    const { organizationId, userId: by } = team;
    const clientId = await insertClient(trx, {
      organizationId,
      columns: {
        firstName: 'Amina',
        middleName: 'Farah',
        lastName: 'Jibril',
        nameDataQuality: 1,
        goesBy: 'Mina',
        sayIt: 'ah-MEE-nah fah-RAH ji-BREEL',
        dob: addDays(tonight, -34 * 365 - 120),
        dobDataQuality: 1,
        language: 'English, Somali',
        phone: '(555) 014-2278',
        textIsSafe: true,
        voicemailIsSafe: false,
        veteranStatus: 0,
      },
      aliases: [],
      at: since,
      by,
    });
    await insertConsent(trx, { clientId, shares: true, method: 'verbal', organizationId, at: since, by });
    await insertCard(trx, { code: 'TC-204 881', clientId, at: since, by });
    const mina: Caller = {
      clientId,
      relationshipToHoH: 1,
      adult: true,
      wishes: { placement: 'women', lowerBunk: true, accessible: false, power: true },
    };
    await assess(actAs(trx, team, since), mina);
    const night = addDays(tonight, -3);
    const reservationId = await place(actAs(trx, team, since), [mina], {
      facilityId: ground.facilityIds.get('commons')!,
      beginDate: night,
    });
    if (reservationId !== null) await arrive(actAs(trx, staff, instantAt(night, 1050)), reservationId);
    await insertBar(trx, {
      clientId,
      organizationId: ground.organizationIds.get('Lantern Hall Mission')!,
      facilityId: ground.facilityIds.get('lantern')!,
      beginDate: addDays(tonight, -2),
      endDate: addDays(tonight, 10),
      reviewOn: null,
      reasonCode: 'rules',
      narrative: 'Left the door of the women’s hall open for a friend after lights out.',
      at: now,
      by: staff.userId,
    });
  });
};

const narratives = [
  ['violence', 'Struck another guest at breakfast; police were called.'],
  ['threat', 'Threatened staff when asked to leave the day room.'],
  ['theft', 'Took a phone from a locker; it was returned.'],
  ['property_damage', 'Broke a window in the stairwell.'],
  ['rules', 'Smoked in the dormitory three times after warnings.'],
  ['weapon', 'A knife was found in the bunk.'],
] as const;

/** Bars of every kind: of one facility, of a whole organization, ending soon, long, until reviewed, ended. */
const addBars = async (
  { db }: Database,
  ground: DemoGround,
  parties: KnownParty[],
  { now, tonight }: Pick<Fill, 'now' | 'tonight'>,
) => {
  const adults = parties.filter((p) => p.team === 'adults' && p.callers.length === 1).slice(-240);
  await db.transaction().execute(async (trx) => {
    for (const [n, party] of adults.entries()) {
      if (n % 4 !== 0) continue;
      const f = facilities[(n / 4) % facilities.length]!;
      const organizationId = ground.organizationIds.get(f.organization)!;
      const [reasonCode, narrative] = narratives[n % narratives.length]!;
      const begin = addDays(tonight, -(n % 30) - 1);
      const untilReviewed = n % 24 === 0;
      await insertBar(trx, {
        clientId: party.callers[0]!.clientId,
        organizationId,
        facilityId: n % 3 === 0 ? null : ground.facilityIds.get(f.key)!,
        beginDate: begin,
        endDate: untilReviewed ? null : addDays(begin, n % 16 === 0 ? 7 : 60),
        reviewOn: untilReviewed ? addDays(tonight, 90) : null,
        reasonCode,
        narrative,
        at: now,
        by: ground.userIds.get(f.organization) ?? ground.userIds.get('Tamarack County')!,
      });
    }
  });
};

/** When each shelter last confirmed its count; two of them long ago. */
const confirmCounts = async ({ db }: Database, ground: DemoGround, now: Date) => {
  await sql`update facility f set count_confirmed_at = ${now}::timestamptz - make_interval(mins => v.minutes)
    from unnest(${[...ground.facilityIds.values()]}::bigint[], ${facilities.map((f) => f.counted * 60 - 17)}::int[]) as v(id, minutes)
    where f.id = v.id`.execute(db);
};
