import { Night } from '../../contract/nights.ts';
import { plain, plainCard, searchWords, wordsOf } from './rules.ts';

/** A search text as it was understood. Each part narrows; `number` and `card` stand for the whole text alone. */
export interface Search {
  /** Parts of names, in the order written. */
  words: string[];
  /** A complete birth date as written; second, where that is a day too, with day and month the other way round. */
  born: Night[];
  bornIn: number | null;
  /** Last four digits of the SSN; never looked at without a name or a birth date. */
  last4: string | null;
  /** HMIS number, here or in the system the person was imported from. */
  number: string | null;
  card: string | null;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Spanish months that do not begin like the English ones. */
const spanishMonths: Record<string, number> = { ene: 1, abr: 4, ago: 8, dic: 12 };
const monthWord = `((?:${[...monthNames, ...Object.keys(spanishMonths)].join('|')})[a-z]*)\\.?`;

interface DateForm {
  form: RegExp;
  /** Where in the match year, month and day stand. */
  order: [year: number, month: number, day: number];
  /** Whether day and month may have been meant the other way round. */
  eitherWay: boolean;
}
const dateForms: DateForm[] = [
  { form: /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/, order: [1, 2, 3], eitherWay: false },
  { form: /\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b/, order: [3, 1, 2], eitherWay: true },
  {
    form: new RegExp(
      `\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+|de\\s+)?${monthWord},?\\s+(?:de\\s+)?(\\d{4}|\\d{2})\\b`,
    ),
    order: [3, 2, 1],
    eitherWay: false,
  },
  {
    form: new RegExp(`\\b${monthWord}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4}|\\d{2})\\b`),
    order: [3, 1, 2],
    eitherWay: false,
  },
];

const mostWords = 6;

/** Reads what somebody typed: names in any order, a birth date in its usual spellings, a year, four digits, a number. */
export const readSearch = (text: string, today: Night): Search => {
  const { born, rest } = takeBirthDate(plain(text), today);
  const parts = wordsOf(rest);
  const fourDigits = parts.find((part) => /^\d{4}$/.test(part)) ?? null;
  const isYear = fourDigits !== null && fourDigits >= '1900' && fourDigits <= today.slice(0, 4);
  const card = plainCard(text.trim());
  return {
    words: parts.filter((part) => !/^\d{4,}$/.test(part)).slice(0, mostWords),
    born,
    bornIn: isYear && born.length === 0 ? Number(fourDigits) : null,
    last4: fourDigits,
    number: /^\s*#?\s*\d{3,}\s*$/.test(text) ? text.replaceAll(/\D/g, '') : null,
    card: /^[A-Z0-9]{3,40}$/.test(card) ? card : null,
  };
};

const takeBirthDate = (text: string, today: Night): { born: Night[]; rest: string } => {
  for (const { form, order, eitherWay } of dateForms) {
    const match = form.exec(text);
    if (!match) continue;
    const [year, month, day] = order.map((group) => match[group]!) as [string, string, string];
    const born = [asNight(year, month, day, today), ...(eitherWay ? [asNight(year, day, month, today)] : [])];
    const days = [...new Set(born)].filter((night) => night !== null);
    if (days.length > 0) return { born: days, rest: text.replace(match[0], ' ') };
  }
  return { born: [], rest: text };
};

/** A birth date that a calendar has, not after today; a year of two digits is the latest one that has begun. */
const asNight = (year: string, month: string, day: string, today: Night): Night | null => {
  const short = month.slice(0, 3);
  const monthNumber = /^\d/.test(month)
    ? Number(month)
    : (spanishMonths[short] ?? monthNames.indexOf(short) + 1);
  const century = year.length === 2 ? (`20${year}` <= today.slice(0, 4) ? '20' : '19') : '';
  const night = `${century}${year}-${String(monthNumber).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Night.safeParse(night).success && night <= today ? night : null;
};

/** The same day written with day and month the other way round; null where that is no day. */
export const otherWayRound = (born: Night): Night | null => {
  const turned = `${born.slice(0, 4)}-${born.slice(8)}-${born.slice(5, 7)}`;
  return turned !== born && Night.safeParse(turned).success ? turned : null;
};

/** "Search is no harvest": three letters at least, two in a script that writes a name with fewer; or a whole date or number. */
export const isEnough = (search: Search): boolean => {
  const letters = search.words.join('').replaceAll(/\P{L}/gu, '');
  const few = /[^\p{Script=Latin}]/u.test(letters) ? 2 : 3;
  return (
    letters.length >= few ||
    search.born.length > 0 ||
    search.number !== null ||
    (search.card !== null && /\d/.test(search.card))
  );
};

/** How a word of a name is like a word asked for, the best first. */
export const likenesses = ['same', 'begins', 'one_off', 'sounds', 'alike'] as const;
export type Likeness = (typeof likenesses)[number];
const cost: Record<Likeness, number> = { same: 0, begins: 1, one_off: 3, sounds: 5, alike: 6 };

/** Whether one word becomes the other by one letter more, less, other, or two neighbours swapped. */
export const isOneLetterOff = (a: string, b: string): boolean => {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (a[i] === b[i]) i++;
  if (a.length > b.length) return a.slice(i + 1) === b.slice(i);
  if (a.length < b.length) return a.slice(i) === b.slice(i + 1);
  return (
    a.slice(i + 1) === b.slice(i + 1) ||
    (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2))
  );
};

/** For each word asked for, the words of names that are like it. */
export type LikeWords = Map<string, Likeness>[];

/** A person as search compares them. `names` are what they are called; `aliases` what else they go by. */
export interface Named {
  names: string[];
  aliases: string[];
  dob: Night | null;
  ssnLast4: string | null;
  /** False: nothing but the names and the year of birth is compared, as nothing else may be told. */
  whole: boolean;
}

/** A letter alone only helps to order what the other words found: "o brien", a middle initial. */
export const isOnlyALetter = (word: string): boolean => /^[\p{L}\d]$/u.test(word);

/**
 * Why a person is an answer to a search, and how far off: 0 is exact. Null where they are none: a word that nothing is
 * like, another birth date, or other last four digits that were needed.
 */
export const answers = (
  search: Search,
  like: LikeWords,
  person: Named,
): { off: number; why: string } | null => {
  const named = matchNames(search, like, person);
  const born = person.whole ? matchBirth(search, person.dob) : matchYear(search, person.dob);
  if (!named || !born) return null;
  const last4 = person.whole && search.last4 !== null && person.ssnLast4 === search.last4;
  const other = search.last4 !== null && !last4 && search.bornIn === null;
  if (other) return null;
  // Four digits that are both a year and somebody's last four count as either.
  const offBirth = last4 && search.bornIn !== null ? 0 : born.off;
  if (offBirth === null) return null;
  const why = [named.why, born.why, last4 ? 'last four' : null].filter(Boolean).join(' · ');
  return { off: named.off + offBirth, why: why || 'name' };
};

const matchNames = (
  search: Search,
  like: LikeWords,
  person: Named,
): { off: number; why: string | null } | null => {
  if (search.words.length === 0) return { off: 0, why: null };
  const own = new Set(person.names.flatMap(searchWords));
  const aliasOf = new Map(
    person.aliases.flatMap((alias) => searchWords(alias).map((word) => [word, alias] as const)),
  );
  let off = 0;
  let worst: Likeness = 'same';
  let alias: string | null = null;
  const used = new Set<string>();
  for (const [i, asked] of search.words.entries()) {
    const best = bestOf(like[i]!, own, aliasOf);
    if (!best) {
      if (!isOnlyALetter(asked)) return null;
      off += 1;
      continue;
    }
    // One word of a name may answer two words asked for, but who has two such words comes first.
    off += cost[best.likeness] + (best.alias ? 0.5 : 0) + (used.has(best.word) ? 2 : 0);
    used.add(best.word);
    if (cost[best.likeness] > cost[worst]) worst = best.likeness;
    alias ??= best.alias;
  }
  const said: Record<Likeness, string | null> = {
    same: null,
    begins: null,
    one_off: 'one letter off',
    sounds: 'sounds alike',
    alike: 'spelled alike',
  };
  return {
    off,
    why: [said[worst], alias ? sayAlias(alias, person.whole) : null].filter(Boolean).join(' · ') || 'name',
  };
};

const sayAlias = (alias: string, whole: boolean): string =>
  whole ? `also known as ${alias}` : 'another name of theirs';

const bestOf = (like: Map<string, Likeness>, own: Set<string>, aliasOf: Map<string, string>) => {
  let best: { word: string; likeness: Likeness; alias: string | null } | null = null;
  for (const [word, likeness] of like) {
    const alias = own.has(word) ? null : (aliasOf.get(word) ?? undefined);
    if (alias === undefined) continue;
    const better =
      !best || cost[likeness] < cost[best.likeness] || (cost[likeness] === cost[best.likeness] && !alias);
    if (better) best = { word, likeness, alias };
  }
  return best;
};

// A record without a birth date may be anybody's of that age; it comes after those that say the same.
const matchBirth = (search: Search, dob: Night | null): { off: number | null; why: string | null } | null => {
  if (search.bornIn !== null) {
    if (!dob) return { off: 2, why: null };
    return dob.startsWith(String(search.bornIn))
      ? { off: 0, why: `born ${search.bornIn}` }
      : { off: null, why: null };
  }
  const [born, turned] = search.born;
  if (!born) return { off: 0, why: null };
  if (!dob) return search.words.length > 0 ? { off: 4, why: 'no birth date on record' } : null;
  if (dob === born) return { off: 0, why: 'birth date' };
  if (dob === turned) return { off: 2, why: 'day and month the other way round' };
  if (search.words.length === 0) return null;
  const near =
    dob.slice(0, 4) === born.slice(0, 4) || dob.slice(5) === born.slice(5) || dob === otherWayRound(born);
  return near ? { off: 5, why: `born ${dob.slice(0, 4)}, birth date a little off` } : null;
};

// A whole birth date is asked of a year only; alone it finds nobody.
const matchYear = (search: Search, dob: Night | null): { off: number | null; why: string | null } | null => {
  if (search.bornIn !== null || search.born.length === 0 || !dob) return matchBirth(search, dob);
  const year = dob.slice(0, 4);
  return search.words.length > 0 && search.born.some((born) => born.startsWith(year))
    ? { off: 2, why: `born ${year}` }
    : null;
};
