import type { FacilitySettings } from '../../contract/facilities-administration.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayNight } from '../../contract/words.ts';
import { tonightAt } from './rules.ts';

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

/** What is promised at a facility from a night on, as far as its settings could break it. */
export interface Promised {
  /** Pets on the night that most of them come for. */
  pets: number;
  /** Who is in house, or expected from that night on. */
  guests: number;
}

/**
 * What settings would break of what is promised: pets that have a place, and the night in which people are in house or
 * expected, which another time zone or cut-over would give another name. R35, R39.
 */
export const obstaclesToPromises = (
  before: FacilitySettings,
  after: FacilitySettings,
  promised: Promised,
  now: Date,
): Obstacle[] => {
  const tonight = tonightAt(now, before.timeZone, before.cutOverHour);
  const other = tonightAt(now, after.timeZone, after.cutOverHour);
  return [
    ...(after.petPlaces < promised.pets
      ? [
          {
            code: 'pets_promised' as const,
            message: `${promised.pets} pets have a place on one night already; cancel or move their reservations first`,
            facts: { pets: promised.pets },
            next: { label: 'Current Reservations', act: 'open_board' as const },
          },
        ]
      : []),
    ...(tonight !== other && promised.guests > 0
      ? [
          {
            code: 'night_would_change' as const,
            message: `With this time zone and cut-over the night would be that of ${sayNight(other)}, while people have a place for that of ${sayNight(tonight)}; save it at an hour that belongs to the same night in both`,
            facts: { tonight, night: other },
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
