import { countNights, type Night } from '../../contract/nights.ts';
import type { Texts } from '../texts/en.ts';
import type { Formats } from '../texts/formats.ts';

/** 'Mon 23 Nov', 'Mon 23 Nov to Thu 26 Nov, 3 nights', 'from Mon 23 Nov, until they move out' */
export const sayNights = (texts: Texts, formats: Formats, begin: Night, end: string | null): string => {
  const { dates, slip } = texts.reservations;
  if (end === null) return slip.untilMovedOut(formats.night(begin));
  const nights = countNights({ begin, end });
  return nights === 1 ? formats.night(begin) : dates.span(formats.night(begin), formats.night(end), nights);
};
