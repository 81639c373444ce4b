import type { ShelterKind } from '../../contract/facilities.ts';
import { addDays, countNights, laterOf, type Night, type Nights } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { readLocalHour } from '../facilities/rules.ts';

/** What a shelter has decided about the longest stay. R51. */
export interface LongestStay {
  mostNights: number | null;
  mostNightsWithin: number;
}

/** First night that counts toward the longest stay of somebody who would stay on `night`. */
export const countsSince = ({ mostNightsWithin }: LongestStay, night: Night): Night =>
  addDays(night, -mostNightsWithin + 1);

/** Why somebody who has slept so many nights here can't have these further ones. R51. */
export const aboutLongestStay = (
  { mostNights }: LongestStay,
  who: { clientId: number; name: string; slept: number; extendedUntil: Night | null },
  nights: Nights,
): Obstacle[] => {
  if (mostNights === null || nights.end === 'infinity') return [];
  if (who.slept + countNights(nights) <= mostNights) return [];
  if (who.extendedUntil !== null && nights.end <= addDays(who.extendedUntil, 1)) return [];
  return [
    {
      code: 'stayed_longest',
      message: `${who.name} has slept ${who.slept} of the ${mostNights} nights that one person may stay here; a supervisor may let them stay longer`,
      facts: { client: who.clientId, name: who.name, nights: who.slept, most: mostNights },
      next: { label: 'Let them stay longer', act: 'extend_stay' },
    },
  ];
};

/** How many nights are left before the longest stay warns. */
export const warnsWithin = 5;

/** The instant until which guests of a night should have left: the facility's hour on the next day, else noon. */
export const leaveByOf = (facility: { timeZone: string; leaveBy: string | null }, night: Night): Date =>
  readLocalHour(addDays(night, 1), facility.leaveBy?.slice(0, 5) ?? '12:00', facility.timeZone);

/**
 * The days on which an enrollment may end. Night-by-night it is the day after the last bed night; in an extended stay any
 * day from entry to today, usually the day they left. HUD 3.11.
 */
export const exitDates = (of: {
  kind: ShelterKind;
  entryDate: Night;
  /** Last bed night, if any. */
  lastNight: Night | null;
  /** Day on which they left the house, if they have. */
  lastDay: Night | null;
  today: Night;
}): { usual: Night; earliest: Night; latest: Night } => {
  if (of.kind === 'night_by_night' && of.lastNight !== null) {
    const day = addDays(of.lastNight, 1);
    return { usual: day, earliest: day, latest: day };
  }
  const latest = laterOf(of.today, of.entryDate);
  const usual = laterOf(of.lastDay ?? latest, of.entryDate);
  return { usual, earliest: of.entryDate, latest: laterOf(latest, usual) };
};
