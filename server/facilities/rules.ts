import type { ShelterKind } from '../../contract/facilities.ts';
import { addDays, type Night, weekdayOf } from '../../contract/nights.ts';

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

/**
 * The instant of a local day and time 'HH:MM'. A time that the clocks skip is taken an hour later; one that comes twice,
 * the first time.
 */
export const readLocalHour = (day: Night, time: string, timeZone: string): Date => {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const offsetAt = (at: number) => {
    const local = readLocalTime(new Date(at), timeZone);
    return Date.parse(`${local.day}T${local.time}:00Z`) - at;
  };
  // The offsets of half a day before and after are the only two that can hold.
  const candidates = [offsetAt(wanted - 43_200_000), offsetAt(wanted + 43_200_000)].map(
    (offset) => wanted - offset,
  );
  const right = candidates.filter((at) => at + offsetAt(at) === wanted);
  return new Date(right.length > 0 ? Math.min(...right) : Math.max(...candidates));
};

/** The night that "tonight" means at an instant: before the cut-over hour it is still yesterday's date. R42. */
export const tonightAt = (at: Date, timeZone: string, cutOverHour: number): Night => {
  const { day, time } = localTime(at, timeZone);
  return Number(time.slice(0, 2)) < cutOverHour ? addDays(day, -1) : day;
};

const usualCutOver = 4;

/** Tonight where no facility says otherwise: for what belongs to a person or an organization. */
export const usualTonight = (at: Date): Night => tonightAt(at, defaultTimeZone, usualCutOver);

/** HUD project type 2.02.6 as the field says it; null for a project that is no emergency shelter. */
export const shelterKind = (projectType: number): ShelterKind | null =>
  projectType === 0 ? 'extended_stay' : projectType === 1 ? 'night_by_night' : null;

/** Whether the last confirmed count is too old to be trusted. R41. */
export const countIsStale = (confirmedAt: Date | null, staleAfterHours: number, now: Date): boolean =>
  !confirmedAt || now.getTime() - confirmedAt.getTime() > staleAfterHours * 3_600_000;

/** When a night's check-in opens and ends, as instants. An end before the opening is on the next calendar day. */
export interface CheckInHours {
  from: Date;
  until: Date;
}

interface HoursOfFacility {
  timeZone: string;
  checkInFrom: string | null;
  checkInUntil: string | null;
}

/**
 * The check-in window of a night: the weekday's own hours, or else the facility's. Null where the shelter has no
 * cut-off. R45.
 */
export const checkInHours = (
  facility: HoursOfFacility,
  weekdays: { weekday: number; from: string; until: string }[],
  night: Night,
): CheckInHours | null => {
  const own = weekdays.find((w) => w.weekday === weekdayOf(night));
  const from = own?.from ?? facility.checkInFrom;
  const until = own?.until ?? facility.checkInUntil;
  if (!from || !until) return null;
  const end = until <= from ? addDays(night, 1) : night;
  return {
    from: readLocalHour(night, from.slice(0, 5), facility.timeZone),
    until: readLocalHour(end, until.slice(0, 5), facility.timeZone),
  };
};

/** When a guest's lateness begins: the cut-off, or later where they or the desk said so. R45, R46. */
export const lateFrom = (
  hours: CheckInHours | null,
  guest: { arriveBy: Date | null; expectedUntil: Date | null },
): Date | null => {
  const all = [hours?.until, guest.arriveBy, guest.expectedUntil].filter((at) => at instanceof Date);
  if (all.length === 0) return null;
  return new Date(Math.max(...all.map((at) => at.getTime())));
};
