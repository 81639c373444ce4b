import { type Night, type Nights, overlaps } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';

/** Pets that come with a reservation of a facility. */
export interface KeptPets {
  facilityId: number;
  nights: Nights;
  pets: number;
}

interface Sought {
  facility: { id: number; name: string; petPlaces: number };
  nights: Nights;
  /** Pets of the whole party; 0 where none come along. */
  pets: number;
}

/** Places for pets left on the fullest of these nights, and the first such night. */
const fullestNight = ({ facility, nights }: Sought, kept: KeptPets[]): { night: Night; left: number } => {
  const here = kept.filter((k) => k.facilityId === facility.id && overlaps(k.nights, nights));
  // The number changes only where a stay begins.
  const starts = [nights.begin, ...here.map((k) => k.nights.begin).filter((n) => n > nights.begin)].sort();
  return starts
    .map((night) => ({
      night,
      left: here
        .filter((k) => k.nights.begin <= night && night < k.nights.end)
        .reduce((left, k) => left - k.pets, facility.petPlaces),
    }))
    .reduce((fullest, at) => (at.left < fullest.left ? at : fullest));
};

/** How many more parties like this one could bring their pets; Infinity where no pet comes along. R35. */
export const petsMore = (sought: Sought, kept: KeptPets[]): number =>
  sought.pets === 0
    ? Number.POSITIVE_INFINITY
    : Math.max(0, Math.floor(fullestNight(sought, kept).left / sought.pets));

/** Why the pets of this party can't come along. R35: the shelter says itself how many it takes. */
export const aboutPets = (sought: Sought, kept: KeptPets[]): Obstacle[] => {
  const { facility, pets } = sought;
  if (pets === 0) return [];
  if (facility.petPlaces === 0) return [{ code: 'no_pets', message: `${facility.name} takes no pets` }];
  const { night, left } = fullestNight(sought, kept);
  if (left >= pets) return [];
  return [
    {
      code: 'no_pet_place',
      message:
        left <= 0 ? 'No place for a pet is left' : `Places for pets left: ${left}; this party brings ${pets}`,
      facts: { left: Math.max(0, left), pets, ...(night !== sought.nights.begin && { night }) },
    },
  ];
};
