import type { FacilitySettings } from '../../contract/facilities-administration.ts';
import type { Obstacle } from '../../contract/obstacles.ts';

/** What settings say against each other, each of them right by itself; all at once. R45, R51. */
export const obstaclesToSettings = (settings: Partial<FacilitySettings>): Obstacle[] => {
  const {
    releaseAfterMinutes = null,
    mostNights = null,
    mostNightsWithin = 365,
    weekdayHours = [],
  } = settings;
  const endsEveryEvening =
    Boolean(settings.checkInFrom && settings.checkInUntil) || weekdayHours.length === 7;
  return [
    ...(releaseAfterMinutes !== null && !endsEveryEvening
      ? [
          {
            code: 'release_needs_hours' as const,
            message:
              'Places can be free by themselves only after check-in ends: say from and until when it is',
          },
        ]
      : []),
    ...(mostNights !== null && mostNights > mostNightsWithin
      ? [
          {
            code: 'most_nights_crossed' as const,
            message: 'The longest stay has more nights than the days over which they are counted',
            facts: { nights: mostNights, days: mostNightsWithin },
          },
        ]
      : []),
  ];
};

/** The names of the settings that differ, for the record of who changed what. */
export const changedSettings = (before: Record<string, unknown>, after: FacilitySettings): string[] =>
  Object.entries(after).flatMap(([name, value]) =>
    JSON.stringify(before[name]) === JSON.stringify(value) ? [] : [name],
  );
