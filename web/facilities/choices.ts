import type { BoardPlace, ExpectedGuest } from '../../contract/reservations.ts';

/** Places picked on the screen and not given yet, by guest. What is not in it stays as proposed. */
export type Choices = ReadonlyMap<number, number>;

/** The bed a guest has, would have, or is about to be given; null for who shares or has none. */
export const bedOf = (guest: ExpectedGuest, choices: Choices): number | null =>
  choices.get(guest.guestId) ?? guest.bedId;

/** Who of a party sleeps in a place of their own. */
export const withOwnPlace = (guests: ExpectedGuest[]): ExpectedGuest[] =>
  guests.filter((g) => g.sharesWith === null);

const mustLieLow = (guest: ExpectedGuest): boolean =>
  guest.needs.includes('lower_bunk') || (guest.age !== null && guest.age < 6);

/**
 * Picks a place for one guest of a party. Who of the party is there already swaps with them; a party that has a unit to
 * itself moves into another unit as a whole, where it is big enough.
 */
export const pickPlace = (
  party: ExpectedGuest[],
  choices: Choices,
  places: ReadonlyMap<number, BoardPlace>,
  guestId: number,
  bedId: number,
): Choices => {
  const own = withOwnPlace(party);
  const guest = own.find((g) => g.guestId === guestId);
  const place = places.get(bedId);
  if (!guest || !place) return choices;
  const next = new Map(choices);
  const unitOf = (g: ExpectedGuest) => places.get(bedOf(g, choices) ?? 0)?.unitId ?? null;
  const there = [...places.values()].filter((p) => place.unitId !== null && p.unitId === place.unitId);
  const movesAsOne =
    own.length > 1 &&
    place.unitId !== null &&
    own.every((g) => unitOf(g) !== place.unitId) &&
    there.length >= own.length;
  if (movesAsOne) {
    const left = there.filter((p) => p.bedId !== bedId);
    next.set(guestId, bedId);
    const others = own
      .filter((g) => g !== guest)
      .sort((a, b) => Number(mustLieLow(b)) - Number(mustLieLow(a)));
    for (const other of others) {
      const low = left.findIndex((p) => p.kind !== 'upper');
      const [taken] = left.splice(mustLieLow(other) && low >= 0 ? low : 0, 1);
      if (taken) next.set(other.guestId, taken.bedId);
    }
    return withoutProposed(next, own);
  }
  const before = bedOf(guest, choices);
  const other = own.find((g) => g !== guest && bedOf(g, choices) === bedId);
  next.set(guestId, bedId);
  if (other && before !== null) next.set(other.guestId, before);
  return withoutProposed(next, own);
};

// Picking what is proposed anyway is no choice.
const withoutProposed = (choices: Map<number, number>, own: ExpectedGuest[]): Choices => {
  for (const g of own) if (choices.get(g.guestId) === g.bedId) choices.delete(g.guestId);
  return choices;
};

/** The beds that giving names: chosen ones, and proposed ones that nobody has confirmed yet. */
export const bedsToGive = (party: ExpectedGuest[], choices: Choices): { guestId: number; bedId: number }[] =>
  withOwnPlace(party).flatMap((g) => {
    const bedId = bedOf(g, choices);
    return bedId !== null && (!g.confirmed || choices.has(g.guestId)) ? [{ guestId: g.guestId, bedId }] : [];
  });
