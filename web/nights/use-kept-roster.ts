import { useEffect } from 'react';
import type { CurrentReservations } from '../../contract/reservations.ts';
import { useNow } from '../facilities/use-now.ts';
import { pathTo } from '../paths.ts';
import { useFormats } from '../texts/formats.ts';
import { useLanguage } from '../texts/language.tsx';
import { forgetRosters, keepRoster } from './kept-roster.ts';
import { keptFor, rosterOf, rosterPage } from './roster.ts';

/** From 19:00 on, keeps tonight's roster in this browser, and again whenever something changes; gone with the night. */
export const useKeptRoster = (tonight: CurrentReservations) => {
  const { texts, language } = useLanguage();
  const formats = useFormats();
  const now = useNow(tonight.readAt);
  const isTime = keptFor(tonight.facility, now) !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept anew when the board changes, not with every minute
  useEffect(() => {
    const forMilliseconds = keptFor(tonight.facility, now);
    if (forMilliseconds === null) {
      void forgetRosters();
      return;
    }
    const page = rosterPage(rosterOf(tonight, texts, formats), {
      lang: language,
      offline: texts.shift.roster.offline,
    });
    void keepRoster(pathTo('roster', { facilityId: tonight.facility.id }), page, {
      readAt: tonight.readAt,
      forMilliseconds,
    });
  }, [tonight, isTime, texts, formats]);
};
