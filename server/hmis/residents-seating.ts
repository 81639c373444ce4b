import type { Night } from '../../contract/nights.ts';
import { isAdult } from '../clients/rules.ts';
import type { FacilityRow } from '../facilities/store.ts';
import { afterSeating, type Kept, type Request, seat } from '../reservations/seating/seating.ts';
import type { FacilityFacts } from '../reservations/store-places.ts';
import type { Newcomer } from './store-residents.ts';

/** People who are enrolled together at one facility. */
export interface Household {
  members: Newcomer[];
  facility: FacilityRow;
  tonight: Night;
}

/** Where somebody sleeps: a bed that is there, or one still to be made in a room's overflow. */
export interface Sleeps {
  newcomer: Newcomer;
  bedId: number | null;
  fits: boolean;
}

/**
 * Finds a place for each of a household that stays already, and adds it to what is kept: together and by the rules, else any
 * free place each, else none. `party` stands for a household that has none yet.
 */
export const seatHousehold = (of: FacilityFacts, household: Household, party: number): Sleeps[] => {
  const request = requestOf(household, party);
  const seating = seat(of.places, of.kept, request);
  // Nobody who stays changes beds for a record, and no promise moves for one.
  if (seating.seated && seating.moves.length === 0 && seating.seats.length === household.members.length) {
    of.kept = afterSeating(of.kept, request, seating);
    return household.members.map((newcomer) => ({
      newcomer,
      bedId: seating.seats.find((one) => one.guest === newcomer.enrollmentId)!.bed,
      fits: true,
    }));
  }
  return household.members.map((newcomer) => {
    const place = anyFreePlace(of, household.tonight, request.party);
    if (!place) return { newcomer, bedId: null, fits: false };
    of.kept = [...of.kept, keptBy(newcomer, place, request)];
    return { newcomer, bedId: place.bed, fits: false };
  });
};

const requestOf = ({ members, tonight }: Household, party: number): Request => ({
  party: members[0]!.partyId ?? party,
  nights: { begin: tonight, end: 'infinity' },
  guests: members.map((one) => ({
    guest: one.enrollmentId,
    client: one.clientId,
    sharesWith: null,
    lastBed: null,
    wants: {
      bornOn: one.dob,
      ageFrom: one.dob ? null : one.ageFrom,
      ageTo: one.dob ? null : one.ageTo,
      placement: 'any',
      lowerBunk: false,
      accessible: false,
      power: false,
      nearStaff: false,
      crib: false,
      veteran: one.veteran,
      partyHasChildren: members.some((member) => !isAdult(member, tonight)),
      door: 'returning',
    },
  })),
});

type Place = FacilityFacts['places'][number];

// Where rules fit nobody: a place in service tonight that nobody keeps, the one that stays longest first, overflow last.
const anyFreePlace = (of: FacilityFacts, tonight: Night, party: number): Place | undefined => {
  const busy = new Set(
    of.kept.flatMap((row) => (row.bed !== null && row.nights.end > tonight ? [row.bed] : [])),
  );
  const byBed = new Map(of.places.map((place) => [place.bed, place]));
  const units = new Set(
    of.kept.flatMap((row) => {
      const unit = row.bed === null ? undefined : byBed.get(row.bed)?.unit;
      return unit !== undefined && row.party !== party && row.kind !== 'closure' ? [unit] : [];
    }),
  );
  return of.places
    .filter(
      (place) =>
        place.kind !== 'crib' &&
        !busy.has(place.bed) &&
        !(place.privateUnit && units.has(place.unit)) &&
        place.inService.begin <= tonight &&
        place.inService.end > tonight,
    )
    .sort(
      (a, b) =>
        Number(a.overflow) - Number(b.overflow) ||
        (a.inService.end === b.inService.end
          ? a.order - b.order
          : a.inService.end > b.inService.end
            ? -1
            : 1),
    )[0];
};

const keptBy = (newcomer: Newcomer, place: Place, request: Request): Kept => ({
  assignment: -newcomer.enrollmentId,
  bed: place.bed,
  unit: place.unit,
  party: request.party,
  client: newcomer.clientId,
  guest: newcomer.enrollmentId,
  nights: request.nights,
  kind: 'promise',
  movable: false,
  wants: null,
  lastBed: null,
});
