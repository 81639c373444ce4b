import type { Night } from './nights.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 'Tue 24 Nov', as sentences name a night; the year only where `withYear`. */
export const sayNight = (night: Night, withYear = false): string => {
  if (night === 'infinity') return 'until they move out';
  const at = new Date(`${night}T00:00:00Z`);
  const day = `${weekdays[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
  return withYear ? `${day} ${at.getUTCFullYear()}` : day;
};

/** 'Mon 23 Nov' or 'Mon 23 to Wed 25 Nov' for the nights [begin, end). */
export const sayNights = (begin: Night, end: Night | 'infinity'): string => {
  if (end === 'infinity') return `from ${sayNight(begin)}, until they move out`;
  const nights = Math.round((Date.parse(end) - Date.parse(begin)) / 86_400_000);
  return nights === 1 ? sayNight(begin) : `${sayNight(begin)} to ${sayNight(end)}, ${nights} nights`;
};

/** Joins with commas and "and": 'a, b and c'. */
export const sayList = (words: string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
