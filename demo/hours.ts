import type { Night } from '../contract/nights.ts';
import { defaultTimeZone, localTime } from '../server/facilities/rules.ts';

/** An instant on a night's own day, at hours and minutes of the county's clock. */
export const instantAt = (night: Night, minutes: number): Date => {
  const noon = new Date(`${night}T12:00:00Z`);
  const local = localTime(noon, defaultTimeZone).time;
  const offset = 12 * 60 - (Number(local.slice(0, 2)) * 60 + Number(local.slice(3)));
  return new Date(Date.parse(`${night}T00:00:00Z`) + (minutes + offset) * 60_000);
};

/** `a`, or a minute before now where that is still to come. */
export const earlier = (a: Date, b: Date) => (a < b ? a : new Date(b.getTime() - 60_000));
