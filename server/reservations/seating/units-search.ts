import { mostSeatable } from './pairing.ts';

/** Who could sleep where on one night, where units serve one party each. Guests and units are numbered from 0. */
export interface UnitsQuestion {
  /** guest → where this guest could sleep alone: beds of the dormitory, then units (number of beds + unit) */
  spots: number[][];
  /** guest → the spot of now, -1 where there is none; kept where possible */
  spotNow: number[];
  beds: number;
  /** unit → its beds, smaller units first */
  units: number[][];
  /** unit → its kind; units of a kind fit the same people in the same way */
  kind: number[];
  /** guest → class of guests who fit the same beds */
  like: number[];
  /** the guests of each party */
  parties: number[][];
  fits: (guest: number, bed: number) => boolean;
  /** steps the search may still take, counted down; at none it says no */
  patience: { left: number };
}

/** Units given to several guests of one party, and everyone else's own spot: spot → guest, -1 where free. */
export interface UnitsAnswer {
  given: { unit: number; members: number[] }[];
  alone: Int32Array;
}

const sortedJoin = (numbers: number[]): string => numbers.sort((a, b) => a - b).join();

/** Every choice of `size` of these, in order. */
function* choose(from: number[], size: number): Generator<number[]> {
  if (size === 0) yield [];
  for (let i = 0; i + size <= from.length && size > 0; i++)
    for (const rest of choose(from.slice(i + 1), size - 1)) yield [from[i]!, ...rest];
}

/** Every choice of `size` of these that is of other classes than the choices before. */
const unlike = (guests: number[], size: number, like: number[]): number[][] => {
  const known = new Set<string>();
  return [...choose(guests, size)].filter((members) => {
    const key = sortedJoin(members.map((g) => like[g]!));
    return !known.has(key) && known.add(key);
  });
};

/**
 * A complete search, party by party, over which units go to two or more of a party. All others, people who came
 * alone among them, need one spot each, a bed or a unit: that is a matching, asked at every step. Units of a kind
 * and guests of a class are interchangeable, and a situation that failed once is not tried again. What is near to how
 * people sleep now is tried first: a few parties stray from their first choice before many do.
 */
export const searchUnits = (question: UnitsQuestion): UnitsAnswer | null => {
  const { spots, spotNow, beds, units, kind, like, fits, patience } = question;
  const holds = (members: number[], unit: number) => mostSeatable(members, units[unit]!, fits).size;
  const kinds = [...new Set(kind)].map((k) => kind.indexOf(k));
  const sharing = question.parties
    .filter((members) => kinds.some((unit) => holds(members, unit) > 1))
    .map((members) => {
      const must = members.filter((g) => !spots[g]!.some((spot) => spot < beds));
      return {
        members,
        must,
        most: Math.max(...kinds.map((unit) => holds(members, unit))),
        // At least one unit goes to a party with somebody who fits nowhere else.
        mustSpots: [...new Set(must.flatMap((g) => spots[g]!))],
        key: sortedJoin(members.map((g) => like[g]!)),
      };
    })
    .sort(
      (a, b) =>
        b.must.length - a.must.length ||
        b.members.length - a.members.length ||
        a.key.localeCompare(b.key, 'en'),
    );
  const decided = new Set(sharing.flatMap(({ members }) => members));
  const pool = spots.flatMap((_, g) => (decided.has(g) ? [] : [g]));
  const gone = new Uint8Array(beds + units.length);
  const dormitory = spots.map((own) => own.filter((spot) => spot < beds));
  const dormitorySpots = (g: number) => dormitory[g]!;
  const given: UnitsAnswer['given'] = [];
  const dead = new Set<string>();

  const seen = new Int32Array(beds + units.length);
  let look = 0;
  /** Finds a spot for one more, moving others along; `at` is spot → seeker, -1 where free. */
  const sit = (at: Int32Array, n: number, spotsOf: (n: number) => number[]): boolean => {
    for (const spot of spotsOf(n)) {
      if (seen[spot] === look || gone[spot]) continue;
      seen[spot] = look;
      if (at[spot] !== -1 && !sit(at, at[spot]!, spotsOf)) continue;
      at[spot] = n;
      return true;
    }
    return false;
  };
  /** How many of these find a spot, one after another. */
  const seatAll = (at: Int32Array, seekers: number[], spotsOf: (n: number) => number[]): number => {
    let seated = 0;
    for (const n of seekers) {
      look++;
      if (sit(at, n, spotsOf)) seated++;
    }
    return seated;
  };
  const aloneSpots = (g: number) => spots[g]!;

  /** One spot for everyone in the pool, those who have one now keeping it where they can. */
  const matchPool = (): Int32Array | null => {
    const at = new Int32Array(beds + units.length).fill(-1);
    const moving = pool.filter((g) => {
      const spot = spotNow[g]!;
      if (spot === -1 || gone[spot] || at[spot] !== -1 || !spots[g]!.includes(spot)) return true;
      at[spot] = g;
      return false;
    });
    return seatAll(at, moving, aloneSpots) === moving.length ? at : null;
  };

  /** Whether some party still to come, with somebody who fits only in units, can get none. */
  const getsNoUnit = (next: number, matched: Int32Array): boolean => {
    const must = sharing.slice(next).filter((party) => party.must.length > 0);
    const spotsOf = (n: number) => (n < spots.length ? spots[n]! : must[n - spots.length]!.mustSpots);
    const each = must.map((_, i) => spots.length + i);
    return seatAll(matched.slice(), each, spotsOf) < each.length;
  };

  /** The pool as far as the dormitory holds it. It only grows on the way down, so each step adds to the last. */
  interface Dormitory {
    at: Int32Array;
    slept: number;
    counted: number;
  }

  /**
   * Whether even the fullest use of the units leaves somebody without a place. Whom the dormitory cannot take of the
   * pool needs a unit each; only the other units can go to the parties still to come.
   */
  const areTooMany = (next: number, { at, slept }: Dormitory): boolean => {
    let left = 0;
    for (let unit = 0; unit < units.length; unit++) left += 1 - gone[beds + unit]!;
    const outside = pool.length - slept;
    if (outside > left) return true;
    const fills: number[] = [];
    let late = 0;
    let alsoSlept = 0;
    const full = at.slice();
    for (let p = next; p < sharing.length; p++) {
      const { members, most } = sharing[p]!;
      late += members.length;
      alsoSlept += seatAll(full, members, dormitorySpots);
      for (let n = members.length; n > 0; n -= most) fills.push(Math.min(most, n));
    }
    fills.sort((a, b) => b - a);
    let places = slept + alsoSlept + outside;
    for (let i = 0; i < left - outside && i < fills.length; i++) places += fills[i]!;
    return pool.length + late > places;
  };

  let answer: Int32Array | null = null;
  let strays = 0;

  const seatParty = (next: number, before: Dormitory): boolean => {
    if (patience.left-- <= 0) return false;
    const free = kinds.map(
      (first) => kind.filter((k, unit) => k === kind[first] && !gone[beds + unit]).length,
    );
    const waiting = sortedJoin(pool.map((g) => like[g]!));
    const situation = `${strays}|${next}|${free.join()}|${waiting}`;
    if (dead.has(situation)) return false;
    const at = before.at.slice();
    const slept = before.slept + seatAll(at, pool.slice(before.counted), dormitorySpots);
    const dorm: Dormitory = { at, slept, counted: pool.length };
    const matched = areTooMany(next, dorm) ? null : matchPool();
    if (matched && next === sharing.length) {
      answer = matched;
      return true;
    }
    if (matched && !getsNoUnit(next, matched) && seatRest(next, sharing[next]!.members, dorm)) return true;
    dead.add(situation);
    return false;
  };

  const seatRest = (party: number, rest: number[], dorm: Dormitory): boolean => {
    const apart = () => {
      pool.push(...rest);
      if (seatParty(party + 1, dorm)) return true;
      pool.length -= rest.length;
      return false;
    };
    if (rest.length < 2) return apart();
    if (patience.left-- <= 0) return false;

    const now = spotNow[rest[0]!]! - beds;
    const options: { unit: number; size: number }[] = [];
    for (const first of kinds) {
      const alike = [...kind.keys()].filter((unit) => kind[unit] === kind[first] && !gone[beds + unit]);
      const unit = alike.includes(now) ? now : (alike.find((u) => !spotNow.includes(beds + u)) ?? alike[0]);
      const size = unit === undefined ? 0 : holds(rest, unit);
      if (unit !== undefined && size > 1) options.push({ unit, size });
    }
    options.sort((a, b) => Number(b.unit === now) - Number(a.unit === now));
    const whole = options.filter(({ size }) => size === rest.length);
    const partly = options.filter(({ size }) => size < rest.length);
    const gifts = (options: { unit: number; size: number }[]) =>
      options.flatMap(({ unit, size }) =>
        unlike(rest, size, like)
          .filter((members) => holds(members, unit) === size)
          .map((members) => () => give(party, rest, unit, members, dorm)),
      );
    const sleepsInDormitory = now < 0 && spotNow[rest[0]!] !== -1;
    const choices = sleepsInDormitory ? [apart, ...gifts(whole)] : [...gifts(whole), apart];
    const first = choices.shift()!;
    if (first()) return true;
    if (strays === 0) return false;
    strays -= 1;
    if (choices.some((choice) => choice()) || gifts(partly).some((gift) => gift())) return true;
    strays += 1;
    return false;
  };

  const give = (party: number, rest: number[], unit: number, members: number[], dorm: Dormitory): boolean => {
    gone[beds + unit] = 1;
    given.push({ unit, members });
    const others = rest.filter((g) => !members.includes(g));
    if (seatRest(party, others, dorm)) return true;
    given.pop();
    gone[beds + unit] = 0;
    return false;
  };

  const empty: Dormitory = { at: new Int32Array(beds + units.length).fill(-1), slept: 0, counted: 0 };
  for (const most of [1, 2, 4, Number.POSITIVE_INFINITY]) {
    strays = most;
    if (seatParty(0, empty) && answer) return { given, alone: answer };
  }
  return null;
};
