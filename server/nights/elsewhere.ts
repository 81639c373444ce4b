import { addDays } from '../../contract/nights.ts';
import { lockForWriting } from '../clients/store.ts';
import { type FacilityRow, readFacilitiesById, tonightOf } from '../facilities/store.ts';
import { writeAudit } from '../http/audit.ts';
import { type Act, lockForStay } from '../reservations/booking.ts';
import { seatThoseWithoutPlace } from '../reservations/displacement.ts';
import { cutPromises } from '../reservations/store.ts';
import { endStays, keepOneHead, voidEnrollmentsOf } from './store-departure.ts';
import { type GuestElsewhere, markLeftElsewhere, readGuestsElsewhere } from './store-elsewhere.ts';
import { endLeavesOf } from './store-leave.ts';

/** An act at a shelter's door. It may change another shelter's records, whose audit and screens learn of it. */
export interface AtTheDoor extends Act {
  requestId: string;
  tell(facilityId: number): void;
}

/** Guests at other shelters who are there tonight, or expected there tonight, with each shelter's own night. */
const presentElsewhere = async (
  { db, now }: Act,
  clientIds: number[],
  facilityId: number,
): Promise<Map<FacilityRow, GuestElsewhere[]>> => {
  // A day early, whatever the time zone: each shelter's own tonight decides.
  const since = addDays(now.toISOString().slice(0, 10), -2);
  const guests = await readGuestsElsewhere(db, clientIds, facilityId, since);
  const facilities = await readFacilitiesById(
    db,
    guests.map((g) => g.facilityId),
  );
  return new Map(
    facilities.flatMap((facility) => {
      const tonight = tonightOf(facility, now);
      const there = guests.filter(
        (g) =>
          g.facilityId === facility.id &&
          (g.arrivedAt !== null || (g.beginDate <= tonight && g.endDate > tonight)),
      );
      return there.length > 0 ? [[facility, there] as const] : [];
    }),
  );
};

/**
 * Locks for an arrival: the people, then this shelter and every other that has them tonight, in ascending order. Where
 * somebody is cannot change once the people are locked.
 */
export const lockForArrival = async (act: Act, clientIds: number[], facilityId: number) => {
  await lockForWriting(act.db, act.actor, clientIds);
  const elsewhere = await presentElsewhere(act, clientIds, facilityId);
  await lockForStay(act, clientIds, [facilityId, ...[...elsewhere.keys()].map((f) => f.id)]);
};

/**
 * A person at the door beats a record elsewhere: what other shelters keep for these people ends with their tonight.
 * Who was checked in there has left, and the night recorded there stays, disputed. Locks are the caller's. Returns
 * whether there was anything to end.
 */
export const endElsewhere = async (
  act: AtTheDoor,
  clientIds: number[],
  facilityId: number,
): Promise<boolean> => {
  const elsewhere = await presentElsewhere(act, clientIds, facilityId);
  for (const [facility, guests] of elsewhere) await leaveThere(act, facility, guests);
  return elsewhere.size > 0;
};

const leaveThere = async (act: AtTheDoor, facility: FacilityRow, guests: GuestElsewhere[]) => {
  const { db, now } = act;
  const tonight = tonightOf(facility, now);
  const guestIds = guests.map((g) => g.guestId);
  await endLeavesOf(db, guestIds, { at: now, by: null });
  await cutPromises(db, guestIds, tonight, now);
  await markLeftElsewhere(db, guestIds, tonight, now);
  await endStays(
    db,
    guests.map((g) => g.reservationId),
    tonight,
  );
  await voidEnrollmentsOf(db, guestIds, tonight, { at: now, by: null }, 'Left before the first night');
  await keepOneHead(
    db,
    guests.map((g) => g.enrollmentId),
    now,
  );
  await seatThoseWithoutPlace(act, facility);
  await writeAudit(db, {
    act: 'guest.left_elsewhere',
    at: now,
    requestId: act.requestId,
    actor: act.actor,
    clientIds: guests.map((g) => g.clientId),
    facilityId: facility.id,
    forOrganizationId: facility.organizationId,
    detail: { night: tonight },
  });
  act.tell(facility.id);
};
