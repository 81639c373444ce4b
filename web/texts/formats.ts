import { useMemo } from 'react';
import type { Night } from '../../contract/nights.ts';
import { makeStore, useStore } from '../ui/store.ts';
import { type Language, useLanguage } from './language.tsx';

const locales: Record<Language, string> = { en: 'en-US', es: 'es-US' };

const part = (locale: string, options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(locale, options);
  return (at: Date) => format.format(at).replace(/\.$/, '');
};

/** In which times are told where nothing else is said: the installation's, once it is known, not this computer's. */
export const countyZone = makeStore<string | undefined>(undefined);

const makeFormats = (language: Language, zone: string | undefined) => {
  const locale = locales[language];
  const weekday = part(locale, { weekday: 'short', timeZone: 'UTC' });
  const month = part(locale, { month: 'short', timeZone: 'UTC' });
  const dayOf = (night: Night) => new Date(`${night.slice(0, 10)}T00:00:00Z`);
  const clocks = new Map<string, Intl.DateTimeFormat>();
  const clock = (timeZone = zone) => {
    const key = timeZone ?? '';
    let format = clocks.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(locale, {
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: 'numeric',
        minute: '2-digit',
        hour12: true,
        ...(timeZone && { timeZone }),
      });
      clocks.set(key, format);
    }
    return format;
  };
  const partsOf = (instant: string, timeZone?: string) =>
    Object.fromEntries(
      clock(timeZone)
        .formatToParts(new Date(instant))
        .map((p) => [p.type, p.value]),
    );
  const timeFrom = (p: Record<string, string>) =>
    `${p.hour}:${p.minute} ${(p.dayPeriod ?? '').toLowerCase()}`.trim();

  const dayMonth = (night: Night) => `${dayOf(night).getUTCDate()} ${month(dayOf(night))}`;
  const nightLong = (night: Night) => `${dayMonth(night)} ${night.slice(0, 4)}`;
  const dayIn = (instant: string, timeZone?: string): Night => {
    const p = partsOf(instant, timeZone);
    return `${p.year}-${p.month}-${p.day}`;
  };
  return {
    /** '23 Nov' */
    dayMonth,
    /** 'Mon 23 Nov' */
    night: (night: Night) => `${weekday(dayOf(night))} ${dayMonth(night)}`,
    /** '23 Nov 2026' */
    nightLong,
    /** 'Nov 2026' */
    month: (night: Night) => `${month(dayOf(night))} ${night.slice(0, 4)}`,
    /** 'Mon 23 Nov 2026' */
    nightFull: (night: Night) => `${weekday(dayOf(night))} ${nightLong(night)}`,
    /** '10:14 am', in the given zone or the county's. */
    time: (instant: string, timeZone?: string) => timeFrom(partsOf(instant, timeZone)),
    /** '20 Nov 10:14 am' */
    instant: (instant: string, timeZone?: string) =>
      `${dayMonth(dayIn(instant, timeZone))} ${timeFrom(partsOf(instant, timeZone))}`,
    /** '20 Nov 2026, 10:14 am' */
    instantLong: (instant: string, timeZone?: string) =>
      `${nightLong(dayIn(instant, timeZone))}, ${timeFrom(partsOf(instant, timeZone))}`,
    /** The calendar day of an instant. */
    dayIn,
    /** '17:00', as a field for a time shows it, in the county's zone. */
    clock: (instant: string) =>
      new Intl.DateTimeFormat('en-GB', {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        ...(zone && { timeZone: zone }),
      }).format(new Date(instant)),
    /** '17:00' as '5:00 pm' */
    timeOfDay: (time: string) => {
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      return timeFrom(partsOf(new Date(Date.UTC(2000, 0, 1, hour, minute)).toISOString(), 'UTC'));
    },
    /** 'A, B and C' */
    list: (items: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
  };
};

export type Formats = ReturnType<typeof makeFormats>;

/** How days, nights and times are written in the chosen language; 12-hour clock. */
export const useFormats = (): Formats => {
  const { language } = useLanguage();
  const zone = useStore(countyZone);
  return useMemo(() => makeFormats(language, zone), [language, zone]);
};
