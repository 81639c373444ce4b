import { addDays, type Night } from '../../contract/nights.ts';
import { readDay } from '../ui/day-reading.ts';

/**
 * Reads a coming night as a desk types it: '24 Nov', '11/24', 'Tue 24 Nov 2026', 'tonight', 'tomorrow', '+2'. Without
 * a year it is the next such day, counted from `tonight`. Returns null where it is no day.
 */
export const readNight = (text: string, tonight: Night): Night | null => {
  const typed = text.trim().toLowerCase();
  if (/^(tonight|today|hoy|esta noche)$/.test(typed)) return tonight;
  if (/^(tomorrow|tomorrow night|mañana)$/.test(typed)) return addDays(tonight, 1);
  const ahead = /^\+(\d{1,2})$/.exec(typed);
  if (ahead) return addDays(tonight, Number(ahead[1]));
  const words = typed.split(/[\s,./-]+|\bde\b/).filter(Boolean);
  // Beside the name of a month, a word in front is the weekday, which says nothing new.
  const [weekday, ...rest] = words;
  if (weekday && /^\p{L}/u.test(weekday) && rest.some((word) => /^\p{L}/u.test(word)))
    return readNight(rest.join(' '), tonight);
  const year = Number(tonight.slice(0, 4));
  if (words.length === 2) {
    const thisYear = readDay(`${words.join(' ')} ${year}`);
    if (!thisYear) return null;
    return thisYear >= tonight ? thisYear : readDay(`${words.join(' ')} ${year + 1}`);
  }
  return readDay(typed, year + 1);
};
