import type { Transaction } from 'kysely';
import type { ImportedResident } from '../../contract/hmis.ts';
import type { Night } from '../../contract/nights.ts';
import { isAdult } from '../clients/rules.ts';
import type { DB } from '../database/generated-types.ts';
import { type FacilityRow, readFacilities, tonightOf } from '../facilities/store.ts';
import { newCode } from '../reservations/booking.ts';
import { afterSeating, type Kept, type Request, seat } from '../reservations/seating.ts';
import { type FacilityFacts, readFacilityFacts } from '../reservations/store-places.ts';
import { roomOf } from './places.ts';
import { insertPlaces, insertRooms, noteSurplus } from './store-places.ts';
import {
  insertResidents,
  type MovingIn,
  type Newcomer,
  readNewcomers,
  readPlaceNames,
  readRoomsForOverflow,
  readUsedCodes,
} from './store-residents.ts';
import type { Importing } from './tally.ts';

type NotPlain = Pick<ImportedResident, 'why'> & { newcomer: Newcomer; bedId: number | null };

interface Household {
  members: Newcomer[];
  facility: FacilityRow;
  tonight: Night;
}

/** Where somebody sleeps: a bed that is there, or one still to be made in a room's overflow. */
interface Sleeps {
  newcomer: Newcomer;
  bedId: number | null;
  fits: boolean;
}

/**
 * Gives everybody who stays already a place, household by household: by the rules where one fits, else any free place, else
 * overflow, which is made where there is none. Who has a place already keeps that one.
 */
export const seatResidents = async (
  db: Transaction<DB>,
  importing: Importing,
  reopened: number[],
): Promise<{ added: number; changed: number; listed: ImportedResident[]; facilityIds: number[] }> => {
  const newcomers = await readNewcomers(db, importing, reopened);
  const unseated = newcomers.flatMap((newcomer): NotPlain[] => {
    const why = whyNot(newcomer);
    return why ? [{ newcomer, bedId: null, why }] : [];
  });
  const moving = newcomers.filter((newcomer) => whyNot(newcomer) === null);
  const facilities = await readFacilities(db, [
    ...new Set(moving.map((newcomer) => newcomer.organizationId)),
  ]);
  const byId = new Map(facilities.map((facility) => [facility.id, facility]));
  const households = [...Map.groupBy(moving, (one) => `${one.facilityId} ${one.householdId}`).values()].map(
    (members): Household => {
      const facility = byId.get(members[0]!.facilityId!)!;
      return { members, facility, tonight: tonightOf(facility, importing.now) };
    },
  );
  const used = [...new Set(households.map((household) => household.facility))];
  const facts = await readFacilityFacts(
    db,
    used,
    { begin: households.map((household) => household.tonight).sort()[0] ?? importing.today, end: 'infinity' },
    importing.now,
  );
  const seated = households.map((household, i) => ({
    household,
    sleeps: seatHousehold(facts.get(household.facility.id)!, household, -2 - i),
  }));

  const beyond = seated.flatMap(({ household, sleeps }) =>
    sleeps.filter((one) => one.bedId === null).map((one) => ({ household, one })),
  );
  await makeOverflow(db, beyond, importing.now);
  const names = await readPlaceNames(
    db,
    seated.flatMap(({ sleeps }) => sleeps.map((one) => one.bedId!)),
  );
  const codes = await freshCodes(db, households.length);
  await insertResidents(
    db,
    seated.map(
      ({ household, sleeps }, i): MovingIn =>
        movingIn(household, sleeps, codes[i]!, (bedId) => names.get(bedId)!.unitKey),
    ),
    importing,
  );

  const made = new Set(beyond.map(({ one }) => one));
  const overflow = new Set(
    [...facts.values()].flatMap((of) =>
      of.places.filter((place) => place.overflow).map((place) => place.bed),
    ),
  );
  const odd = seated.flatMap(({ sleeps }) =>
    sleeps.flatMap((one): NotPlain[] => {
      if (made.has(one) || overflow.has(one.bedId!)) return [{ ...one, why: 'beyond_the_places' }];
      return one.fits ? [] : [{ ...one, why: 'does_not_fit' }];
    }),
  );
  return {
    added: moving.length,
    changed: 0,
    listed: [...odd, ...unseated].map(({ newcomer, bedId, why }) => ({
      clientId: newcomer.clientId,
      personalId: newcomer.personalId,
      facilityName: byId.get(newcomer.facilityId ?? 0)?.name ?? newcomer.projectName,
      place: bedId === null ? null : names.get(bedId)!.name,
      since: newcomer.entryDate,
      why,
    })),
    facilityIds: used.map((facility) => facility.id),
  };
};

const whyNot = (newcomer: Newcomer): ImportedResident['why'] | null => {
  if (newcomer.facilityId === null) return 'no_facility';
  if (newcomer.placed) return 'has_a_place_elsewhere';
  return newcomer.elsewhereSince === null ? null : 'in_two_shelters';
};

const seatHousehold = (of: FacilityFacts, household: Household, party: number): Sleeps[] => {
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

/** Makes an overflow place for each who has none, in the room for households like theirs. */
const makeOverflow = async (
  db: Transaction<DB>,
  beyond: { household: Household; one: Sleeps }[],
  now: Date,
) => {
  if (beyond.length === 0) return;
  const facilityIds = [...new Set(beyond.map(({ household }) => household.facility.id))];
  const rooms = await readRoomsForOverflow(db, facilityIds);
  const without = facilityIds.filter((id) => !rooms.some((room) => room.facilityId === id));
  const elsewhere = { key: '0-3-1', householdType: 0, availability: 3, bedType: 1 };
  rooms.push(
    ...(await insertRooms(
      db,
      without.map((id) => roomOf(id, elsewhere, 0)),
      now,
    )),
  );
  const chosen = beyond.map(({ household }) => {
    const own = rooms.filter((room) => room.facilityId === household.facility.id);
    return (own.find((room) => room.key.startsWith(`${householdType(household)}-`)) ?? own[0]!).id;
  });
  const made = await insertPlaces(
    db,
    beyond.map(({ household }, i) => ({
      facilityId: household.facility.id,
      roomId: chosen[i]!,
      nights: { begin: household.tonight, end: 'infinity' },
      overflow: true,
    })),
  );
  for (const [i, { one }] of beyond.entries()) one.bedId = made[i]!;
  await noteSurplus(db, [...new Set(chosen)]);
};

/** HUD 2.07.4. */
const householdType = ({ members, tonight }: Household): 1 | 3 | 4 => {
  const adults = members.filter((member) => isAdult(member, tonight)).length;
  if (adults === members.length) return 1;
  return adults > 0 ? 3 : 4;
};

const movingIn = (
  { members, facility, tonight }: Household,
  sleeps: Sleeps[],
  code: string,
  unitOf: (bedId: number) => number,
): MovingIn => ({
  facilityId: facility.id,
  organizationId: facility.organizationId,
  projectId: facility.projectId,
  timeZone: facility.timeZone,
  beginDate: members.map((member) => member.entryDate).sort()[0]!,
  code,
  reservationId: members[0]!.reservationId,
  partyId: members[0]!.partyId,
  guests: sleeps.map(({ newcomer, bedId, fits }) => ({
    enrollmentId: newcomer.enrollmentId,
    clientId: newcomer.clientId,
    entryDate: newcomer.entryDate,
    bedId: bedId!,
    unitKey: unitOf(bedId!),
    from: tonight,
    overrideReason: fits ? null : 'Stayed here already when the records were imported',
  })),
});

const freshCodes = async (db: Transaction<DB>, count: number): Promise<string[]> => {
  const codes = new Set<string>();
  while (codes.size < count) codes.add(newCode());
  const used = await readUsedCodes(db, [...codes]);
  if (used.size === 0) return [...codes];
  return freshCodes(db, count);
};
