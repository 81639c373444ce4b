const months = [
  ['jan', 'ene'],
  ['feb'],
  ['mar'],
  ['apr', 'abr'],
  ['may'],
  ['jun'],
  ['jul'],
  ['aug', 'ago'],
  ['sep', 'set'],
  ['oct'],
  ['nov'],
  ['dec', 'dic'],
];

const monthOf = (word: string): number | null => {
  const start = word.toLowerCase().normalize('NFD').slice(0, 3);
  const index = months.findIndex((names) => names.includes(start));
  return index === -1 ? null : index + 1;
};

const fullYear = (text: string, latest: number): number => {
  const year = Number(text);
  if (text.length > 2) return year;
  // 92 is 1992 and 07 is 2007: two digits never name a year that has not come.
  return 2000 + year > latest ? 1900 + year : 2000 + year;
};

const dayFrom = (year: number, month: number | null, day: number): string | null => {
  if (month === null) return null;
  const at = new Date(Date.UTC(year, month - 1, day));
  const isReal = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isReal && year >= 1900 && year <= 2199 ? at.toISOString().slice(0, 10) : null;
};

/**
 * Reads a day as people type it: 1992-03-04, 3/4/1992 (month first), 03-04-92, 4 Mar 1992, March 4, 1992.
 * Returns 'YYYY-MM-DD', or null where it is no day. Two-digit years are at or before `latestYear`.
 */
export const readDay = (text: string, latestYear = new Date().getFullYear()): string | null => {
  const words = text
    .trim()
    .replaceAll(/(\d)(st|nd|rd|th)\b/gi, '$1')
    .split(/[\s,./-]+|\bde\b/)
    .filter(Boolean);
  if (words.length !== 3) return null;
  const [a = '', b = '', c = ''] = words;
  if (/^\d{4}$/.test(a) && /^\d{1,2}$/.test(b) && /^\d{1,2}$/.test(c))
    return dayFrom(Number(a), Number(b), Number(c));
  if (!/^(\d{2}|\d{4})$/.test(c)) return null;
  const year = fullYear(c, latestYear);
  if (/^\d{1,2}$/.test(a) && /^\d{1,2}$/.test(b)) return dayFrom(year, Number(a), Number(b));
  if (/^\d{1,2}$/.test(a)) return dayFrom(year, monthOf(b), Number(a));
  if (/^\d{1,2}$/.test(b)) return dayFrom(year, monthOf(a), Number(b));
  return null;
};
