import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Consequences,
  closeBeds,
  endOverflow,
  listClosures,
  openOverflow,
  previewClosure,
  previewOverflowEnding,
  previewRule,
  setRule,
} from '../../contract/displacement.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import {
  assignBeds,
  cancelReservation,
  changeDates,
  checkReservation,
  listHousingFacilities,
  moveReservation,
  readCurrentReservations,
  saveReservation,
} from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { crowd, type FacilityMade, facility, nightsFrom, type RoomMade } from '../../test/factories.ts';

// Long random histories through the API, on the real database, against a model that knows nothing of the seating.
let county: County;
let staff: Caller;
let supervisor: Caller;
beforeAll(async () => {
  county = await startCounty();
  staff = await county.staff();
  supervisor = await county.supervisor();
});
afterAll(() => county.stop());

const tonight = '2026-11-23';

interface Wish {
  lowerBunk: boolean;
  accessible: boolean;
  placement: 'men' | 'women' | 'any';
  crib?: boolean;
}

interface Bed {
  id: number;
  unit: number;
  kind: string;
  accessible: boolean;
  overflow: boolean;
  roomId: number;
  room: 'men' | 'women' | null;
}

const fits = (bed: Bed, wish: Wish) =>
  (bed.kind === 'crib') === (wish.crib ?? false) &&
  !bed.overflow &&
  (!wish.lowerBunk || bed.kind !== 'upper') &&
  (!wish.accessible || bed.accessible) &&
  (bed.room === null || wish.placement === 'any' || bed.room === wish.placement);

/** Whether everybody can have a bed on one night: tried out one by one, with no idea but trying. */
const canSeat = (beds: Bed[], people: { party: number; wish: Wish; bed?: number }[]): boolean => {
  const order = [...people].sort((a, b) => (a.bed ? 0 : 1) - (b.bed ? 0 : 1));
  const taken = new Map<number, number>();
  const units = new Map<number, number>();
  const place = (i: number): boolean => {
    const person = order[i];
    if (!person) return true;
    const tried = new Set<string>();
    for (const bed of beds) {
      if (person.bed ? bed.id !== person.bed : !fits(bed, person.wish)) continue;
      if (taken.has(bed.id)) continue;
      const owner = units.get(bed.unit);
      if (owner !== undefined && owner !== person.party) continue;
      // Two free dormitory beds of one kind are the same to whoever comes later.
      const alike = bed.unit < 0 ? `${bed.kind} ${bed.accessible} ${bed.room}` : `${bed.id}`;
      if (tried.has(alike)) continue;
      tried.add(alike);
      taken.set(bed.id, person.party);
      if (owner === undefined) units.set(bed.unit, person.party);
      if (place(i + 1)) return true;
      taken.delete(bed.id);
      if (owner === undefined) units.delete(bed.unit);
    }
    return false;
  };
  return place(0);
};

const shelter = async (name: string, more: object = {}): Promise<{ made: FacilityMade; beds: Bed[] }> => {
  const rooms: RoomMade[] = [
    { beds: ['lower', 'upper', 'lower', 'upper', 'crib', { kind: 'cot', overflow: true }] },
    { beds: [{ kind: 'single', accessible: true }, 'single'], rule: { placement: 'women' } },
    { beds: ['lower', 'upper'], rule: { placement: 'men' } },
    { beds: ['single', 'single', 'single', 'crib'], privateUnit: true },
  ];
  const made = await facility(county.database.db, county.birchwater, name, rooms, more);
  const { rows } =
    await sql<Bed>`select b.id, b.unit_key as unit, b.kind, b.accessible, b.overflow, b.room_id,
      (select placement from placement_rule r where r.room_id = b.room_id) as room
    from bed b where b.facility_id = ${made.id} order by b.id`.execute(county.database.db);
  return { made, beds: rows };
};

interface PromiseRow {
  id: number;
  reservation: number;
  bed: number;
  unit: number;
  party: number;
  confirmed: boolean;
  begin: Night;
  end: Night;
  lowerBunk: boolean;
  accessible: boolean;
  placement: 'men' | 'women' | 'any';
  crib: boolean;
}

// An infant beside somebody has a promise without a place.
const promisesAt = async (facilityId: number): Promise<PromiseRow[]> => {
  const { rows } =
    await sql<PromiseRow>`select a.id, a.bed_id as bed, a.unit_key as unit, a.party_id as party, a.confirmed_at is not null as confirmed,
      lower(a.nights) as begin, upper(a.nights) as "end", g.lower_bunk, g.accessible, g.placement, g.crib, g.reservation_id as reservation
    from bed_assignment a join guest g on g.id = a.guest_id where a.facility_id = ${facilityId} and a.ended_at is null and a.kind = 'promise' and a.bed_id is not null`.execute(
      county.database.db,
    );
  return rows;
};

interface Dated {
  begin: Night;
  end: Night;
}

/** What holds on some nights only: who may use a room, and that overflow is open. As texts, infinity sorts last. */
const datedAt = async (facilityId: number) => {
  const { db } = county.database;
  const rules = await sql<Dated & { roomId: number; placement: 'men' | 'women' | null; weekdays: number[] }>`
    select room_id, placement, array(select d from generate_series(0, 6) d where weekdays @> d) as weekdays, lower(nights) as begin, upper(nights) as "end"
    from placement_rule where facility_id = ${facilityId}`.execute(db);
  const openings = await sql<Dated>`select lower(nights) as begin, upper(nights) as "end"
    from overflow_opening where facility_id = ${facilityId}`.execute(db);
  return { rules: rules.rows, openings: openings.rows };
};

// Nothing in these histories begins or ends later.
const lastNight = 12;
const holdsOn = (night: Night) => (dated: Dated) => dated.begin <= night && night < dated.end;

/** The bed as it is on one night. */
const bedOn = (bed: Bed, night: Night, { rules, openings }: Awaited<ReturnType<typeof datedAt>>): Bed => ({
  ...bed,
  overflow: bed.overflow && !openings.some(holdsOn(night)),
  room:
    rules.find(
      (r) => r.roomId === bed.roomId && holdsOn(night)(r) && r.weekdays.includes(new Date(night).getUTCDay()),
    )?.placement ?? null,
});

/** Reservations that a supervisor displaced with open eyes: without a place, or in one that no longer fits. */
interface AtRisk {
  lost: Set<number>;
  misfit: Set<number>;
}

/** After every act: each promised night of each guest has one fitting place, no place or private unit is promised twice. */
const checkPromises = async (facilityId: number, beds: Bed[], risk: AtRisk) => {
  const promises = await promisesAt(facilityId);
  const dated = await datedAt(facilityId);
  const byId = new Map(beds.map((b) => [b.id, b]));
  for (const p of promises.filter((one) => !risk.misfit.has(one.reservation)))
    for (const night of nightsFrom(tonight, lastNight))
      if (holdsOn(night)(p))
        expect(fits(bedOn(byId.get(p.bed)!, night, dated), p), `${night} ${JSON.stringify(p)}`).toBe(true);
  const { rows: closed } =
    await sql`select p.id from bed_assignment p join bed_assignment c on c.bed_id = p.bed_id and c.kind = 'closure'
      and c.nights && p.nights and c.ended_at is null
    where p.facility_id = ${facilityId} and p.kind = 'promise' and p.ended_at is null`.execute(
      county.database.db,
    );
  expect(closed, 'a promise on a closed bed').toEqual([]);
  for (const [i, p] of promises.entries()) {
    for (const q of promises.slice(i + 1)) {
      if (p.begin < q.end && q.begin < p.end) {
        expect(p.bed).not.toBe(q.bed);
        if (p.unit === q.unit) expect(p.party).toBe(q.party);
      }
    }
  }
  const { rows } = await sql<{ reservation: number }>`
    select distinct r.id as reservation from reservation r join guest g on g.reservation_id = r.id
    where r.facility_id = ${facilityId} and r.cancelled_at is null and g.shares_with is null and
      coalesce((select range_agg(a.nights) from bed_assignment a where a.guest_id = g.id and a.ended_at is null),
        '{}') <> datemultirange(daterange(r.begin_date, r.end_date))`.execute(county.database.db);
  const without = rows.map((row) => row.reservation).sort();
  expect(
    without.filter((id) => !risk.lost.has(id)),
    'a live reservation with a night that has no place',
  ).toEqual([]);
  // Nobody loses a place in silence.
  if (risk.lost.size > 0) {
    const { body } = await supervisor.call(listClosures, { params: { id: facilityId } });
    expect([...new Set(body.withoutPlace.map((one) => one.reservationId))].sort()).toEqual(without);
  }
};

const wish = fc.record({
  lowerBunk: fc.boolean(),
  accessible: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  placement: fc.constantFrom('any', 'any', 'men', 'women') as fc.Arbitrary<Wish['placement']>,
});
const nights = fc.record({ from: fc.integer({ min: 0, max: 4 }), count: fc.integer({ min: 1, max: 3 }) });
const act = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('book' as const),
      size: fc.constantFrom(1, 1, 2, 3),
      at: fc.constantFrom(0, 0, 0, 1),
      infant: fc.constantFrom(null, null, null, 'crib' as const, 'beside' as const),
      wish,
      nights,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat(99) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), which: fc.nat(99) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('confirm' as const), which: fc.nat(99), place: fc.nat(99) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('dates' as const), which: fc.nat(99), nights }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('extend' as const),
      which: fc.nat(99),
      by: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      at: fc.nat(1),
      beds: fc.array(fc.nat(99), { minLength: 2, maxLength: 6 }),
      nights,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('rule' as const),
      at: fc.nat(1),
      bed: fc.nat(99),
      placement: fc.constantFrom('men' as const, 'women' as const),
      weekdays: fc.constantFrom<number[] | null>(null, [1, 3, 5], [2, 4, 6]),
      nights,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('overflow' as const), at: fc.nat(1), nights }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end overflow' as const), at: fc.nat(1) }) },
);

type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

// A history begins in a house with people in it, and ends with half of it closed: somebody loses a place.
const filling: Act[] = ([3, 2, 1, 1] as const).map((size) => ({
  do: 'book',
  size,
  at: 0,
  infant: null,
  wish: { lowerBunk: false, accessible: false, placement: 'any' },
  nights: { from: 0, count: 3 },
}));
const emptying: Act[] = [
  { do: 'close', at: 0, beds: [0, 1, 2, 3, 4, 5, 6, 7], nights: { from: 0, count: 3 } },
];

interface Live {
  id: number;
  at: number;
  version: number;
  begin: Night;
  /** null: an extended stay. */
  end: Night | null;
  guests: { guestId: number; clientId: number }[];
}

const spanOf = (stay: { beginDate: Night; endDate: string | null }) => ({
  begin: stay.beginDate,
  end: stay.endDate,
});

/** A supervisor has seen whom a change displaces, and does it all the same. */
const accepting = (shown: { status: number; body: Consequences }) => ({
  displacing: shown.status === 200 ? [...new Set(shown.body.displaced.map((one) => one.reservationId))] : [],
  acceptDisplaced: true,
});

// What a constraint says when seating was wrong; one desk alone must never hear it.
const takenMeanwhile = ['bed_promised_once', 'client_promised_once', 'unit_one_party'];

describe('histories', () => {
  test('after every act of a long random history each promise has a fitting place, and nothing answers 5xx', async () => {
    const db = county.database.db;
    let histories = 0;
    const seen = new Map<string, number>();
    const administrator = await county.administrator();
    const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 40 }), async (acts) => {
        histories += 1;
        const places = [
          await shelter(`History ${histories} one`),
          await shelter(`History ${histories} two`, { extendedStay: true }),
        ] as const;
        const people = await crowd(
          db,
          county.team,
          places.map((p) => p.made),
          75,
        );
        const infants = people.splice(0, 15);
        await db.updateTable('client').set({ dob: '2026-05-05' }).where('id', 'in', infants).execute();
        const risk: AtRisk = { lost: new Set(), misfit: new Set() };
        let live: Live[] = [];
        const pick = (n: number) => live[n % live.length];
        const span = (n: { from: number; count: number }) => ({
          beginDate: addDays(tonight, n.from),
          endDate: addDays(tonight, n.from + n.count),
        });
        for (const a of [...filling, ...acts, ...emptying]) {
          const one = 'which' in a && live.length > 0 ? pick(a.which) : undefined;
          if ('which' in a && !one) continue;
          const at = one ? one.at : 0;
          let done: { status: number; refusal: { code?: string } };
          if (a.do === 'book') {
            const adults = people.splice(0, a.size);
            if (adults.length < a.size) continue;
            const infant = a.infant && infants.pop();
            const saved = await county.specialist.call(saveReservation, {
              body: {
                facilityId: places[a.at]!.made.id,
                guests: [
                  ...adults.map((clientId) => ({ clientId, ...a.wish })),
                  ...(infant
                    ? [
                        {
                          clientId: infant,
                          ...(a.infant === 'crib' ? { crib: true } : { sharesWith: adults[0]! }),
                        },
                      ]
                    : []),
                ],
                ...span(a.nights),
              },
            });
            done = saved;
            if (saved.status === 201) live.push({ ...saved.body, at: a.at, ...spanOf(saved.body) });
          } else if (a.do === 'close' || a.do === 'rule' || a.do === 'overflow' || a.do === 'end overflow') {
            const { made, beds } = places[a.at]!;
            const params = { id: made.id };
            let changed: { status: number; refusal: { code?: string }; body: Consequences };
            if (a.do === 'close') {
              const body = {
                bedIds: [...new Set(a.beds.map((n) => beds[n % beds.length]!.id))],
                ...span(a.nights),
                reason: 'History',
              };
              const shown = await supervisor.call(previewClosure, { params, body });
              changed = await supervisor.call(closeBeds, { params, body: { ...body, ...accepting(shown) } });
            } else if (a.do === 'rule') {
              const { roomId } = beds[a.bed % beds.length]!;
              const { placement, weekdays } = a;
              // A rule of the week has no end: it holds within every stay.
              const body = {
                ...span(a.nights),
                roomIds: [roomId],
                placement,
                weekdays,
                ...(weekdays && { endDate: null }),
              };
              const shown = await administrator.call(previewRule, { params, body });
              changed = await administrator.call(setRule, { params, body: { ...body, ...accepting(shown) } });
            } else if (a.do === 'overflow') {
              const body = { ...span(a.nights), reason: 'Cold' };
              changed = await supervisor.call(openOverflow, { params, body });
            } else {
              const { rows } = await sql<{ id: number }>`select id from overflow_opening
                where facility_id = ${made.id} and upper(nights) > ${tonight}::date order by id limit 1`.execute(
                db,
              );
              if (!rows[0]) continue;
              const shown = await supervisor.call(previewOverflowEnding, { params: rows[0], body: {} });
              changed = await supervisor.call(endOverflow, { params: rows[0], body: accepting(shown) });
            }
            done = changed;
            if (changed.status === 201) {
              for (const { reservationId, losesPlace } of changed.body.displaced) {
                risk[losesPlace ? 'lost' : 'misfit'].add(reservationId);
                count(losesPlace ? 'lost' : 'misfit');
              }
              for (const _ of changed.body.seatedAgain) count('seated again');
              // A bed that was given and had to be left makes another version of its reservation.
              const versions = await db.selectFrom('reservation').select(['id', 'version']).execute();
              const versionOf = new Map(versions.map((row) => [row.id, row.version]));
              for (const l of live) l.version = versionOf.get(l.id)!;
            }
          } else if (a.do === 'cancel') {
            done = await county.specialist.call(cancelReservation, {
              params: { id: one!.id },
              body: { reason: 'History' },
            });
            live = live.filter((l) => l !== one);
          } else if (a.do === 'move') {
            const to = 1 - at;
            const moved = await county.specialist.call(moveReservation, {
              params: { id: one!.id },
              body: { facilityId: places[to]!.made.id, version: one!.version },
            });
            done = moved;
            if (moved.status === 201) {
              live = live.filter((l) => l !== one);
              live.push({ ...moved.body, at: to, ...spanOf(moved.body) });
            }
          } else if (a.do === 'confirm') {
            const given = await staff.call(assignBeds, {
              params: { id: one!.id },
              body: {
                version: one!.version,
                beds: [
                  {
                    guestId: one!.guests[0]!.guestId,
                    bedId: places[at]!.beds[a.place % places[at]!.beds.length]!.id,
                  },
                ],
              },
            });
            done = given;
            if (given.status === 201) one!.version = given.body.version;
          } else {
            if (a.do === 'extend' && one!.end === null) continue;
            const to =
              a.do === 'dates'
                ? span(a.nights)
                : { beginDate: one!.begin, endDate: addDays(one!.end!, a.by) };
            const changed = await county.specialist.call(changeDates, {
              params: { id: one!.id },
              body: { ...to, version: one!.version },
            });
            done = changed;
            if (changed.status === 200)
              Object.assign(one!, { version: changed.body.version, ...spanOf(changed.body) });
          }
          expect([200, 201, 409], a.do).toContain(done.status);
          expect(takenMeanwhile, a.do).not.toContain(done.refusal.code);
          if (done.status !== 409) count(a.do);
          for (const { made, beds } of places) await checkPromises(made.id, beds, risk);
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
    console.log([...seen].map(([what, n]) => `${what} ${n}`).join(', '));
    // A history that never meets its case proves nothing.
    for (const what of ['book', 'move', 'confirm', 'close', 'rule', 'overflow', 'lost'])
      expect(seen.get(what), what).toBeGreaterThan(0);
  }, 120_000);

  test('single-night requests among single-night promises are refused exactly when trying everything finds no way', async () => {
    const db = county.database.db;
    let asked = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ size: fc.constantFrom(1, 1, 2, 3), wish, confirm: fc.integer({ min: 0, max: 3 }) }),
          { minLength: 8, maxLength: 14 },
        ),
        async (requests) => {
          const { made, beds } = await shelter(`Night ${asked}`);
          const people = await crowd(db, county.team, [made], 40);
          for (const request of requests) {
            const before = await promisesAt(made.id);
            const guests = people.splice(0, request.size);
            const saved = await county.specialist.call(saveReservation, {
              body: {
                facilityId: made.id,
                guests: guests.map((clientId) => ({ clientId, ...request.wish })),
              },
            });
            const possible = canSeat(beds, [
              ...before.map((p) => ({ party: p.party, wish: p, ...(p.confirmed && { bed: p.bed }) })),
              ...guests.map(() => ({ party: -1, wish: request.wish })),
            ]);
            asked += 1;
            if (saved.status === 409) refused += 1;
            expect({ saved: saved.status === 201 }, JSON.stringify({ before, request })).toEqual({
              saved: possible,
            });
            if (saved.status === 201 && request.confirm === 0) {
              const rows = await promisesAt(made.id);
              const mine = rows.filter((r) => r.party === rows.at(-1)!.party).slice(0, 1);
              const board = await staff.call(readCurrentReservations, { params: { id: made.id }, query: {} });
              const guest = board.body.guests.find((g) => g.bedId === mine[0]!.bed)!;
              await staff.call(assignBeds, {
                params: { id: guest.reservationId },
                body: { version: guest.version, beds: [{ guestId: guest.guestId, bedId: guest.bedId! }] },
              });
            }
          }
        },
      ),
      { numRuns: 15, endOnFailure: true },
    );
    console.log(`${asked} single-night requests, ${refused} refused, each as trying everything says`);
    expect(refused).toBeGreaterThan(10);
  }, 120_000);
});

describe('the number is honest', () => {
  const parties: { what: string; guests: Partial<Wish>[]; nights: number }[] = [
    { what: 'one person who asks for nothing', guests: [{}], nights: 1 },
    { what: 'one who needs a lower bunk', guests: [{ lowerBunk: true }], nights: 1 },
    {
      what: 'one who needs an accessible place in a women’s room',
      guests: [{ accessible: true, placement: 'women' }],
      nights: 2,
    },
    { what: 'a couple', guests: [{}, {}], nights: 1 },
    { what: 'three together for three nights', guests: [{}, {}, { lowerBunk: true }], nights: 3 },
  ];
  test.each(parties)(
    '$what: where the board says n, n bookings succeed and the next is refused',
    async ({ what, guests, nights }) => {
      const { made } = await shelter(`Honest ${what}`);
      const people = await crowd(county.database.db, county.team, [made], 40);
      // Something is there already, so that the count is not simply that of an empty house.
      for (const [i, n] of nightsFrom(tonight, 3).entries()) {
        const some = await county.specialist.call(saveReservation, {
          body: {
            facilityId: made.id,
            guests: [{ clientId: people.pop()!, lowerBunk: i === 0 }],
            beginDate: n,
            endDate: addDays(n, 3 - i),
          },
        });
        expect(some.status).toBe(201);
      }
      const wishes = { lowerBunk: false, accessible: false, placement: 'any' as const };
      const parties = Array.from({ length: 12 }, () => people.splice(0, guests.length)).filter(
        (p) => p.length === guests.length,
      );
      const beginDate = tonight;
      const endDate = addDays(tonight, nights);
      const ask = (party: number[]) => ({
        body: {
          facilityId: made.id,
          guests: party.map((clientId, i) => ({ clientId, ...wishes, ...guests[i] })),
          beginDate,
          endDate,
        },
      });
      // The list takes one wish for the whole party; the form's own count takes each guest's.
      const said = await county.specialist.call(checkReservation, ask(parties[0]!));
      const listed = await county.specialist.call(listHousingFacilities, {
        query: {
          clientIds: parties[0]!.join(),
          facilityId: String(made.id),
          beginDate,
          endDate,
          lowerBunk: guests[0]?.lowerBunk ? 'true' : 'false',
          accessible: guests[0]?.accessible ? 'true' : 'false',
          placement: guests[0]?.placement ?? 'any',
        },
      });
      expect(listed.body.facilities).toHaveLength(1);
      // The list knows one wish for everybody: where all wish the same, both say the same.
      const wish = { ...wishes, ...guests[0] };
      if (guests.every((g) => JSON.stringify({ ...wishes, ...g }) === JSON.stringify(wish)))
        expect(listed.body.facilities[0]?.more).toBe(said.body.more);
      const answers: number[] = [];
      for (const party of parties)
        answers.push((await county.specialist.call(saveReservation, ask(party))).status);
      expect(said.body.more).toBeLessThan(10);
      expect(answers.filter((s) => s === 201)).toHaveLength(said.body.more);
      expect(answers.slice(0, said.body.more).every((s) => s === 201)).toBe(true);
      expect(answers.slice(said.body.more).every((s) => s === 409)).toBe(true);
    },
  );
});
