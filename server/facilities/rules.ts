import type { ShelterKind } from '../../contract/facilities.ts';
import { addDays, type Night } from '../../contract/nights.ts';

/** The time zone of memberships and agreements, which belong to no facility. */
export const defaultTimeZone = 'America/Chicago';

const formats = new Map<string, Intl.DateTimeFormat>();
const formatFor = (timeZone: string) => {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
};

interface LocalTime {
  day: Night;
  time: string;
}
const latest = new Map<string, { minute: number; local: LocalTime }>();

/** Local calendar day and time of day 'HH:MM' of an instant. A list of facilities asks many times within a minute. */
export const localTime = (at: Date, timeZone: string): LocalTime => {
  const minute = Math.floor(at.getTime() / 60_000);
  const known = latest.get(timeZone);
  if (known?.minute === minute) return known.local;
  const local = readLocalTime(at, timeZone);
  latest.set(timeZone, { minute, local });
  return local;
};

const readLocalTime = (at: Date, timeZone: string): LocalTime => {
  const part = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );
  return { day: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
};

/** The night that "tonight" means at an instant: before the cut-over hour it is still yesterday's date. R42. */
export const tonightAt = (at: Date, timeZone: string, cutOverHour: number): Night => {
  const { day, time } = localTime(at, timeZone);
  return Number(time.slice(0, 2)) < cutOverHour ? addDays(day, -1) : day;
};

/** HUD project type 2.02.6 as the field says it; null for a project that is no emergency shelter. */
export const shelterKind = (projectType: number): ShelterKind | null =>
  projectType === 0 ? 'extended_stay' : projectType === 1 ? 'night_by_night' : null;

/** Whether the last confirmed count is too old to be trusted. R41. */
export const countIsStale = (confirmedAt: Date | null, staleAfterHours: number, now: Date): boolean =>
  !confirmedAt || now.getTime() - confirmedAt.getTime() > staleAfterHours * 3_600_000;
