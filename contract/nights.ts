import { z } from 'zod';

/** A night or a day: 'YYYY-MM-DD' in the facility's own calendar, never an instant. */
export type Night = string;

const isCalendarDay = (day: string) => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
};

export const Night = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the date as YYYY-MM-DD')
  .refine(isCalendarDay, 'There is no such day in the calendar')
  .refine((day) => day >= '1900-01-01' && day <= '2199-12-31', 'The year must lie between 1900 and 2199')
  .meta({ format: 'date' });

/** Nights [begin, end): `end` is the day of leaving; 'infinity' where a stay has no end. */
export type Nights = { begin: Night; end: Night | 'infinity' };

/** The day `days` after `night`; 'infinity' stays so. */
export const addDays = (night: Night, days: number): Night => {
  if (night === 'infinity') return night;
  const at = new Date(`${night}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
};

/** The weekday of a night: 0 is Sunday. */
export const weekdayOf = (night: Night): number => new Date(`${night}T00:00:00Z`).getUTCDay();

const Weekday = z.number().int().min(0).max(6);

/** Weekdays in their order, each once; all seven are the same as null. */
export const Weekdays = z
  .array(Weekday)
  .min(1, 'Choose a weekday')
  .max(7)
  .transform((days) => [...new Set(days)].sort())
  .transform((days) => (days.length === 7 ? null : days))
  .nullable();

/** Number of nights in [begin, end); Infinity where there is no end. */
export const countNights = ({ begin, end }: Nights): number =>
  end === 'infinity'
    ? Number.POSITIVE_INFINITY
    : Math.round((Date.parse(end) - Date.parse(begin)) / 86_400_000);

/** Whether two spans share a night. Digits sort before letters, so 'infinity' is later than every day. */
export const overlaps = (a: Nights, b: Nights): boolean => a.begin < b.end && b.begin < a.end;

/** Age in whole years on a night; null where the birth date is not known. */
export const ageOn = (bornOn: Night | null, night: Night): number | null => {
  if (!bornOn) return null;
  const years = Number(night.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return night.slice(5) >= bornOn.slice(5) ? years : years - 1;
};

/** The earlier of two nights. */
export const earlierOf = (a: Night, b: Night): Night => [a, b].sort()[0]!;

/** The later of two nights. */
export const laterOf = (a: Night, b: Night): Night => [a, b].sort()[1]!;
