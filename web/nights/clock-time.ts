const minute = 60_000;

// Minute by minute through a day, so that the nights on which the clocks change need no rule of their own.
const look = (is: (time: string) => boolean, timeZone: string, from: number, step: 1 | -1): Date | null => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  for (let minutes = 0; minutes < 25 * 60; minutes++) {
    const at = from + step * minutes * minute;
    if (is(format.format(at))) return new Date(at);
  }
  return null;
};

/** The first whole minute from an instant on at which what a clock in the zone shows is so; null where it never is. */
export const nextWhen = (is: (time: string) => boolean, timeZone: string, after: number): Date | null =>
  look(is, timeZone, Math.ceil(after / minute) * minute, 1);

/** The first whole minute from an instant on at which a clock in the zone shows 'HH:MM'; null where none does. */
export const nextTime = (time: string, timeZone: string, after: number): Date | null =>
  nextWhen((shown) => shown === time, timeZone, after);

/** The last whole minute up to an instant at which a clock in the zone showed 'HH:MM'; null where none did. */
export const lastTime = (time: string, timeZone: string, before: number): Date | null =>
  look((shown) => shown === time, timeZone, Math.floor(before / minute) * minute, -1);
