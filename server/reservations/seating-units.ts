import { couldUse, type Tonight } from './seating-night.ts';

/** Groups equal things: gives each key the number of its class. */
const classes = (keys: string[]): Int32Array => {
  const known = new Map<string, number>();
  return Int32Array.from(keys, (key) => {
    if (!known.has(key)) known.set(key, known.size);
    return known.get(key)!;
  });
};

/** Every choice of `size` of these, in order. */
function* choose(from: number[], size: number): Generator<number[]> {
  if (size === 0) yield [];
  for (let i = 0; i + size <= from.length && size > 0; i++)
    for (const rest of choose(from.slice(i + 1), size - 1)) yield [from[i]!, ...rest];
}

/** Tries to give everyone in `guests` a bed of `beds`; bed → guest, or null. */
const pair = (guests: number[], beds: number[], fits: (guest: number, bed: number) => boolean) => {
  const at = new Map<number, number>();
  const sit = (guest: number, seen: Set<number>): boolean =>
    beds.some((bed) => {
      if (seen.has(bed) || !fits(guest, bed)) return false;
      seen.add(bed);
      const other = at.get(bed);
      if (other !== undefined && !sit(other, seen)) return false;
      at.set(bed, guest);
      return true;
    });
  return { at, seated: guests.filter((guest) => sit(guest, new Set())) };
};

/** Search steps after which we give up and say no. Real facilities need a few hundred. */
const mostSteps = 100_000;

/**
 * Seats everyone where private units serve one party each: a complete search, party by party, over which units a
 * party gets and who of it sleeps in the dormitory. Units that fit the same people are one class, guests that fit
 * the same places another; a situation that failed once is not tried again; two counts cut hopeless branches:
 * parties that must have a unit against units (a matching), and guests left over against what units can take.
 */
export const seatUnits = (tonight: Tonight, asked: number[]): Int32Array | null => {
  const { floor, at: before, owner } = tonight;
  const { layout, stays } = floor;
  const total = layout.places.length;

  const guests: number[] = [...asked];
  const now = new Map<number, number>();
  const usable = new Uint8Array(total);
  for (let b = 0; b < total; b++) {
    const holder = before[b]!;
    const moves = holder > 0 && stays[holder - 1]!.movable;
    usable[b] = holder === 0 || moves ? 1 : 0;
    if (!moves) continue;
    guests.push(holder - 1);
    now.set(holder - 1, b);
  }
  const fit = new Map(
    guests.map((who) => {
      const row = new Uint8Array(total);
      for (let b = 0; b < total; b++) row[b] = usable[b] && couldUse(tonight, who, b) ? 1 : 0;
      return [who, row];
    }),
  );
  const fits = (who: number, b: number) => fit.get(who)![b] === 1;

  // A unit with one usable place, or one that a fixed party has, needs no choice: it is like the dormitory.
  const units: number[][] = [];
  const dormitory: number[] = [];
  for (let u = 0; u < layout.units.length; u++) {
    const beds = layout.units[u]!.filter((b) => usable[b] === 1);
    if (beds.length > 1 && !owner.has(u)) units.push(beds);
    else dormitory.push(...beds);
  }

  const byParty = new Map<number, number[]>();
  for (const who of guests) {
    const { party } = stays[who]!;
    byParty.set(party, [...(byParty.get(party) ?? []), who]);
  }
  const wantsUnit = (who: number) => units.some((beds) => beds.some((b) => fits(who, b)));
  const dormOnly: number[] = [];
  const parties: { members: number[]; must: number[]; key: string }[] = [];
  const guestClass = classes(guests.map((who) => fit.get(who)!.join('')));
  const classOf = new Map(guests.map((who, i) => [who, guestClass[i]!]));
  for (const members of byParty.values()) {
    if (!members.some(wantsUnit)) dormOnly.push(...members);
    else {
      const must = members.filter((who) => !dormitory.some((b) => fits(who, b)));
      const key = members
        .map((who) => classOf.get(who)!)
        .sort((a, b) => a - b)
        .join();
      parties.push({ members, must, key });
    }
  }
  parties.sort(
    (a, b) =>
      b.must.length - a.must.length ||
      b.members.length - a.members.length ||
      (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );

  const choosers = parties.flatMap(({ members }) => members);
  const unitKey = (beds: number[]) =>
    beds
      .map((b) => choosers.map((who) => fit.get(who)![b]).join(''))
      .sort()
      .join();
  units.sort((a, b) => a.length - b.length);
  const unitClass = classes(units.map(unitKey));
  const kinds: number[][][] = [];
  units.forEach((beds, i) => {
    const kind = kinds[unitClass[i]!];
    if (kind) kind.push(beds);
    else kinds.push([beds]);
  });
  const left = kinds.map((kind) => kind.length);
  const holds = (members: number[], kind: number) => pair(members, kinds[kind]![0]!, fits).seated.length;
  const takes = parties.map(({ members }) => kinds.map((_, kind) => holds(members, kind)));
  const takesMust = parties.map(({ must }) => kinds.map((_, kind) => holds(must, kind)));
  const kindNow = (who: number) => {
    const b = now.get(who);
    const unit = b === undefined ? -1 : units.findIndex((beds) => beds.includes(b));
    return unit === -1 ? -1 : unitClass[unit]!;
  };

  let dorm = new Map<number, number>();
  const sleepInDorm = (who: number): boolean => {
    const own = now.get(who);
    if (own !== undefined && dormitory.includes(own) && !dorm.has(own) && fits(who, own)) {
      dorm.set(own, who);
      return true;
    }
    const seen = new Set<number>();
    const sit = (guest: number): boolean =>
      dormitory.some((b) => {
        if (seen.has(b) || !fits(guest, b)) return false;
        seen.add(b);
        const other = dorm.get(b);
        if (other !== undefined && !sit(other)) return false;
        dorm.set(b, guest);
        return true;
      });
    return sit(who);
  };
  for (const who of dormOnly) if (!sleepInDorm(who)) return null;

  const given: { kind: number; members: number[] }[] = [];
  const dead = new Set<string>();
  let steps = 0;

  const isHopeless = (next: number): boolean => {
    const rest = parties.slice(next);
    const free = dormitory.length - dorm.size;
    const chunks: number[] = [];
    const wanting: number[] = [];
    let waiting = 0;
    for (let p = next; p < parties.length; p++) {
      const { members, must } = parties[p]!;
      waiting += members.length;
      const most = Math.max(0, ...takes[p]!.map((n, kind) => (left[kind]! > 0 ? n : 0)));
      for (let n = members.length; n > 0 && most > 0; n -= most) chunks.push(Math.min(n, most));
      const mostMust = Math.max(...takesMust[p]!);
      if (must.length > 0 && mostMust === 0) return true;
      for (let n = must.length; n > 0; n -= mostMust) wanting.push(p);
    }
    if (rest.length === 0) return false;
    chunks.sort((a, b) => b - a);
    const available = left.reduce((sum, n) => sum + n, 0);
    if (chunks.slice(0, available).reduce((sum, n) => sum + n, free) < waiting) return true;
    const slots = left.flatMap((n, kind) => new Array<number>(n).fill(kind));
    const slotIndexes = slots.map((_, i) => i);
    const able = (i: number, slot: number) => takesMust[wanting[i]!]![slots[slot]!]! > 0;
    return pair([...wanting.keys()], slotIndexes, able).seated.length < wanting.length;
  };

  const demand = () =>
    [...dorm.values()]
      .map((who) => classOf.get(who)!)
      .sort((a, b) => a - b)
      .join();

  const seatParty = (next: number): boolean => {
    if (next === parties.length) return true;
    if (++steps > mostSteps) return false;
    const situation = `${next}|${left.join()}|${demand()}`;
    if (dead.has(situation)) return false;
    if (!isHopeless(next) && seatRest(next, parties[next]!.members)) return true;
    dead.add(situation);
    return false;
  };

  const seatRest = (party: number, rest: number[]): boolean => {
    if (rest.length === 0) return seatParty(party + 1);
    if (++steps > mostSteps) return false;
    const current = kindNow(rest[0]!);
    const options = kinds.map((_, kind) => ({ kind, holds: left[kind]! > 0 ? holds(rest, kind) : 0 }));
    const whole = options.filter(({ holds: n }) => n === rest.length);
    const partly = options.filter(({ holds: n }) => n > 0 && n < rest.length);
    const inDorm = () => {
      const saved = new Map(dorm);
      if (rest.every(sleepInDorm) && seatParty(party + 1)) return true;
      dorm = saved;
      return false;
    };
    const sleepsInDorm = current === -1 && rest.some((who) => now.has(who));
    if (sleepsInDorm && inDorm()) return true;
    whole.sort((a, b) => Number(b.kind === current) - Number(a.kind === current));
    for (const { kind } of whole) if (giveUnit(party, rest, kind, rest)) return true;
    if (!sleepsInDorm && inDorm()) return true;
    for (const { kind, holds: n } of partly) {
      const tried = new Set<string>();
      for (const members of choose(rest, n)) {
        const key = members
          .map((who) => classOf.get(who)!)
          .sort((a, b) => a - b)
          .join();
        if (tried.has(key)) continue;
        tried.add(key);
        if (holds(members, kind) === n && giveUnit(party, rest, kind, members)) return true;
      }
    }
    return false;
  };

  const giveUnit = (party: number, rest: number[], kind: number, members: number[]): boolean => {
    left[kind]! -= 1;
    given.push({ kind, members });
    const others = rest.filter((who) => !members.includes(who));
    if (seatRest(party, others)) return true;
    given.pop();
    left[kind]! += 1;
    return false;
  };

  if (!seatParty(0)) return null;

  const at = before.slice();
  for (let b = 0; b < total; b++) if (usable[b]) at[b] = 0;
  for (const [b, who] of dorm) at[b] = who + 1;
  // Units of a class are alike, so whoever sleeps in one of them now keeps that very one.
  const isFree = kinds.map((kind) => kind.map(() => true));
  const enter = ({ kind, members }: { kind: number; members: number[] }, unit: number) => {
    isFree[kind]![unit] = false;
    const beds = kinds[kind]![unit]!;
    const staying = members.filter((who) => beds.includes(now.get(who) ?? -1) && fits(who, now.get(who)!));
    const { at: beside, seated } = pair(
      [...staying, ...members.filter((who) => !staying.includes(who))],
      [
        ...staying.map((who) => now.get(who)!),
        ...beds.filter((b) => !staying.some((who) => now.get(who) === b)),
      ],
      fits,
    );
    if (seated.length < members.length) throw new Error('A unit no longer holds the party it was given to');
    for (const [b, who] of beside) at[b] = who + 1;
  };
  const newcomers = given.filter((gift) => {
    const unit = kinds[gift.kind]!.findIndex(
      (beds, i) => isFree[gift.kind]![i] && gift.members.some((who) => beds.includes(now.get(who) ?? -1)),
    );
    if (unit === -1) return true;
    enter(gift, unit);
    return false;
  });
  for (const gift of newcomers) enter(gift, isFree[gift.kind]!.indexOf(true));
  return at;
};
