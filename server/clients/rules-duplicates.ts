import type { Night } from '../../contract/nights.ts';
import { searchWords } from './rules.ts';
import { type Likeness, type LikeWords, otherWayRound } from './rules-search.ts';

/** What tells two people apart or together. */
export interface Identity {
  firstName: string | null;
  middleName: string | null;
  lastName: string | null;
  goesBy: string | null;
  aliases: string[];
  dob: Night | null;
  ageFrom: number | null;
  ageTo: number | null;
  ssnHash: string | null;
  ssnLast4: string | null;
}

/** The two halves of a name that must both be found again, by whatever name: first and last, or the one there is. */
export const halvesOf = (
  person: Pick<Identity, 'firstName' | 'lastName' | 'goesBy' | 'aliases'>,
): string[][] => {
  const halves = [person.firstName, person.lastName].filter((name) => name !== null).map(searchWords);
  if (halves.length > 0) return halves.slice(0, 2);
  return [...(person.goesBy ? [person.goesBy] : []), ...person.aliases].slice(0, 1).map(searchWords);
};

const weight: Record<Likeness, number> = { same: 4, begins: 3, one_off: 3, sounds: 2, alike: 2 };
const said: Record<Likeness, string> = {
  same: 'same name',
  begins: 'name begins alike',
  one_off: 'name one letter off',
  sounds: 'name sounds alike',
  alike: 'name spelled alike',
};

/** From how many points on a record is shown before a new one may be made. */
export const likelyFrom = 3;

/**
 * How likely a record is the person described, with the reasons. Two of name, birth date and SSN that agree weigh
 * enough, and so does the same whole name with nothing against it; a birth date years away or another SSN speak against.
 * Of a person who does not share, others are not told which of birth date and number agree.
 */
export const compare = (
  described: Identity,
  like: LikeWords,
  record: Identity & { whole: boolean },
  today: Night,
): { points: number; reasons: string[] } => {
  const names = compareNames(described, like, record);
  const facts = [
    compareBirth(described, record, today),
    // The last four alone could be tried out, one after the other.
    compareSsn(described, record.whole ? record : { ...record, ssnLast4: null }),
  ];
  const reasons = [names, ...facts].flatMap((part) => (part.reason ? [part.reason] : []));
  const hidden = facts.some((part) => part.points > 0) ? ['other details agree'] : [];
  return {
    points: facts.reduce((sum, part) => sum + part.points, names.points),
    reasons: record.whole ? reasons : [...(names.reason ? [names.reason] : []), ...hidden],
  };
};

interface Part {
  points: number;
  reason: string | null;
}

const compareNames = (described: Identity, like: LikeWords, record: Identity): Part => {
  if (like.length === 0) return { points: 0, reason: null };
  const first = new Set(searchWords(record.firstName ?? ''));
  const last = new Set(searchWords(record.lastName ?? ''));
  const others = [record.middleName, record.goesBy, ...record.aliases].filter((name) => name !== null);
  const aliasWords = new Set(others.flatMap(searchWords));
  const found = like.map((half) => bestHalf(half, [first, last, aliasWords]));
  const hits = found.filter((half) => half !== null);
  if (hits.length === 0) return { points: 0, reason: null };
  if (hits.length < found.length || described.firstName === null || described.lastName === null) {
    return { points: weight[hits[0]!.likeness] - 2, reason: `${said[hits[0]!.likeness]} in part` };
  }
  const worst = hits.map((h) => h.likeness).sort((a, b) => weight[a] - weight[b])[0]!;
  if (hits.some((h) => h.where === 2))
    return { points: weight[worst], reason: `${said[worst]}, by an alias` };
  const swapped = hits[0]!.where === 1 && hits[1]!.where === 0;
  return { points: weight[worst], reason: swapped ? `${said[worst]}, first and last swapped` : said[worst] };
};

const bestHalf = (
  half: Map<string, Likeness>,
  places: Set<string>[],
): { likeness: Likeness; where: number } | null => {
  let best: { likeness: Likeness; where: number } | null = null;
  for (const [word, likeness] of half) {
    const where = places.findIndex((place) => place.has(word));
    if (where >= 0 && (!best || weight[likeness] > weight[best.likeness])) best = { likeness, where };
  }
  return best;
};

const compareBirth = (described: Identity, record: Identity, today: Night): Part => {
  if (!described.dob || !record.dob) return compareBands(described, record, today);
  if (described.dob === record.dob) return { points: 4, reason: 'same birth date' };
  if (otherWayRound(described.dob) === record.dob)
    return { points: 3, reason: 'birth date with day and month swapped' };
  const years = Math.abs(Number(described.dob.slice(0, 4)) - Number(record.dob.slice(0, 4)));
  const sameDay = described.dob.slice(5) === record.dob.slice(5);
  if (years === 0 || sameDay)
    return { points: 2, reason: `born ${record.dob.slice(0, 4)}, birth date a little off` };
  return years <= 2 ? { points: 0, reason: `born ${record.dob.slice(0, 4)}` } : { points: -3, reason: null };
};

// Ages that can't be the same person's speak against; ages that can be say little.
const compareBands = (described: Identity, record: Identity, today: Night): Part => {
  const [a, b] = [bandOf(described, today), bandOf(record, today)];
  if (!a || !b) return { points: 0, reason: null };
  return a.from <= b.to + 2 && b.from <= a.to + 2
    ? { points: 0.5, reason: 'about the same age' }
    : { points: -3, reason: null };
};

const bandOf = (person: Identity, today: Night): { from: number; to: number } | null => {
  if (person.dob) {
    const age = Number(today.slice(0, 4)) - Number(person.dob.slice(0, 4));
    return { from: age - 1, to: age };
  }
  return person.ageFrom !== null && person.ageTo !== null ? { from: person.ageFrom, to: person.ageTo } : null;
};

const compareSsn = (described: Identity, record: Identity): Part => {
  if (described.ssnHash && record.ssnHash) {
    return described.ssnHash === record.ssnHash
      ? { points: 9, reason: 'same Social Security number' }
      : { points: -3, reason: null };
  }
  if (!described.ssnLast4 || !record.ssnLast4) return { points: 0, reason: null };
  return described.ssnLast4 === record.ssnLast4
    ? { points: 2, reason: 'same last four' }
    : { points: -1, reason: null };
};
