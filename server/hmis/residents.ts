import type { Transaction } from 'kysely';
import type { ImportedResident } from '../../contract/hmis.ts';
import { isAdult } from '../clients/rules.ts';
import type { DB } from '../database/generated-types.ts';
import { readFacilities, tonightOf } from '../facilities/store.ts';
import { newCode } from '../reservations/booking.ts';
import { readFacilityFacts } from '../reservations/store-places.ts';
import { roomOf } from './places.ts';
import { type Household, type Sleeps, seatHousehold } from './residents-seating.ts';
import { insertPlaces, insertRooms, noteSurplus } from './store-places.ts';
import {
  endHolds,
  insertResidents,
  type MovingIn,
  type Newcomer,
  readNewcomers,
  readPlaceNames,
  readRoomsForOverflow,
  readUsedCodes,
} from './store-residents.ts';
import type { Importing } from './tally.ts';

/**
 * Gives everybody who stays already a place, household by household: by the rules where one fits, else any free place, else
 * overflow, which is made where there is none. Who has a place already keeps that one.
 */
export const seatResidents = async (
  db: Transaction<DB>,
  importing: Importing,
  reopened: number[],
): Promise<{ added: number; listed: ImportedResident[]; placesMade: number; facilityIds: number[] }> => {
  const newcomers = await readNewcomers(db, importing, reopened);
  const moving = newcomers.filter((newcomer) => whyNot(newcomer) === null);
  const households = await gatherHouseholds(db, moving, importing);
  const used = [...new Set(households.map((household) => household.facility))];
  await endHolds(
    db,
    used.map((facility) => facility.id),
    moving.map((newcomer) => newcomer.clientId),
    importing.now,
  );
  const from = households.map((household) => household.tonight).sort()[0] ?? importing.today;
  const facts = await readFacilityFacts(db, used, from, importing.now);
  // Any numbers that no party has: these are not saved yet.
  const seated = households.map((household, i) => ({
    household,
    sleeps: seatHousehold(facts.get(household.facility.id)!, household, -2 - i),
  }));

  const overflow = new Set(
    [...facts.values()].flatMap((of) =>
      of.places.filter((place) => place.overflow).map((place) => place.bed),
    ),
  );
  const beyond = seated.flatMap(({ household, sleeps }) =>
    sleeps.filter((one) => one.bedId === null).map((one) => ({ household, one })),
  );
  for (const bed of await makeOverflow(db, beyond, importing.now)) overflow.add(bed);
  const names = await readPlaceNames(
    db,
    seated.flatMap(({ sleeps }) => sleeps.map((one) => one.bedId!)),
  );
  const codes = await freshCodes(db, households.length);
  await insertResidents(
    db,
    seated.map(({ household, sleeps }, i) =>
      movingIn(household, sleeps, codes[i]!, (bedId) => names.get(bedId)!.unitKey),
    ),
    importing,
  );

  const list = (facilityName: string, { newcomer, bedId }: Sleeps, why: ImportedResident['why']) => ({
    clientId: newcomer.clientId,
    personalId: newcomer.personalId,
    facilityName,
    place: bedId === null ? null : names.get(bedId)!.name,
    since: newcomer.entryDate,
    why,
  });
  return {
    added: moving.length,
    listed: [
      ...seated.flatMap(({ household, sleeps }) =>
        sleeps
          .filter((one) => !one.fits || overflow.has(one.bedId!))
          .map((one) =>
            list(
              household.facility.name,
              one,
              overflow.has(one.bedId!) ? 'beyond_the_places' : 'does_not_fit',
            ),
          ),
      ),
      ...newcomers.flatMap((newcomer) => {
        const why = whyNot(newcomer);
        return why ? [list(newcomer.projectName, { newcomer, bedId: null, fits: false }, why)] : [];
      }),
    ],
    placesMade: beyond.length,
    facilityIds: used.map((facility) => facility.id),
  };
};

/** Who is enrolled together at one facility, earliest first. */
const gatherHouseholds = async (
  db: Transaction<DB>,
  moving: Newcomer[],
  { now }: Importing,
): Promise<Household[]> => {
  const facilities = await readFacilities(db, [...new Set(moving.map((one) => one.organizationId))]);
  const byId = new Map(facilities.map((facility) => [facility.id, facility]));
  return [...Map.groupBy(moving, (one) => `${one.facilityId} ${one.householdId}`).values()].map((members) => {
    const facility = byId.get(members[0]!.facilityId!)!;
    return { members, facility, tonight: tonightOf(facility, now) };
  });
};

const whyNot = (newcomer: Newcomer): ImportedResident['why'] | null => {
  if (newcomer.facilityId === null) return 'no_facility';
  if (newcomer.placed) return 'has_a_place_elsewhere';
  return newcomer.elsewhereSince === null ? null : 'in_two_shelters';
};

/** Makes an overflow place for each who has none, in the room for households like theirs. */
const makeOverflow = async (
  db: Transaction<DB>,
  beyond: { household: Household; one: Sleeps }[],
  now: Date,
): Promise<number[]> => {
  if (beyond.length === 0) return [];
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
  return made;
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
    from: newcomer.entryDate > tonight ? newcomer.entryDate : tonight,
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
