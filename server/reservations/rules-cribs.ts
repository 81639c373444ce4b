import { ageOn, type Night } from '../../contract/nights.ts';
import type { GuestRequest } from '../../contract/reservations.ts';

interface Small {
  clientId: number;
  dob: Night | null;
  ageTo: number | null;
  needs: { cribs: number };
}

// Under this age a child is given one of the cribs that were found to be needed.
const ofCribAge = 3;

/** Who of a party sleeps in a crib: as asked for, or else the smallest children, as many as were assessed. */
export const whoNeedsCribs = (people: Small[], guests: GuestRequest[], night: Night): Set<number> => {
  const asked = guests.filter((g) => g.crib).map((g) => g.clientId);
  const left = people.reduce((sum, p) => sum + p.needs.cribs, 0) - asked.length;
  const small = people.filter((p, i) => {
    const { crib, sharesWith } = guests[i]!;
    const age = ageOn(p.dob, night) ?? p.ageTo;
    return crib === undefined && !sharesWith && age !== null && age < ofCribAge;
  });
  const youngestFirst = small.sort((a, b) => (b.dob ?? '').localeCompare(a.dob ?? ''));
  return new Set([...asked, ...youngestFirst.slice(0, Math.max(0, left)).map((p) => p.clientId)]);
};
