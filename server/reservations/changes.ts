import type { Night } from '../../contract/nights.ts';
import { addDays, laterOf } from '../../contract/nights.ts';
import { type Actor, isShelter, isTeam } from '../accounts/actor.ts';
import { agreedShelters } from '../accounts/store.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { bookableFacility, type FacilityRow, mayBook, readFacility, tonightOf } from '../facilities/store.ts';
import { changedMeanwhile, forbidden, notFound, refuse } from '../http/refusal.ts';
import {
  type Act,
  bookStay,
  decideStay,
  lockForStay,
  nightsOf,
  refuseStay,
  type StayAsked,
  savePromises,
} from './booking.ts';
import { seatThoseWithoutPlace } from './displacement.ts';
import {
  carryEnrollments,
  cutPromises,
  endPromises,
  type GuestRow,
  markCancelled,
  planEnrollments,
  type ReservationRow,
  readGuestRows,
  readReservationRow,
  updateDates,
  voidUnusedEnrollments,
} from './store.ts';

export interface OpenedReservation {
  reservation: ReservationRow;
  guests: GuestRow[];
  facility: FacilityRow;
}

/**
 * A reservation that this actor may know: their team made it, they belong to the shelter, or they have an agreement
 * with it and every guest shares. 404 for every other.
 */
export const openReservation = async ({ db, actor, now }: Act, id: number): Promise<OpenedReservation> => {
  const reservation = await readReservationRow(db, id);
  if (!reservation) throw notFound('reservation');
  const guests = await readGuestRows(db, id);
  const facility = await readFacility(db, reservation.facilityId);
  if (!facility || !(await mayKnow({ db, actor, now }, reservation, guests))) throw notFound('reservation');
  return { reservation, guests, facility };
};

const mayKnow = async ({ db, actor, now }: Act, r: ReservationRow, guests: GuestRow[]): Promise<boolean> => {
  if (isTeam(actor) && r.madeByOrganizationId === actor.organizationId) return true;
  if (isShelter(actor)) return r.organizationId === actor.organizationId;
  if (!isTeam(actor) || !guests.every((g) => g.shares === true)) return false;
  const agreed = await agreedShelters(db, actor.organizationId, localTime(now, defaultTimeZone).day);
  return agreed.includes(r.organizationId);
};

// Reads again after the locks: what was opened may have changed while this call waited.
const lockAndReopen = async (
  act: Act,
  id: number,
  alsoFacilities: number[] = [],
): Promise<OpenedReservation> => {
  const { reservation, guests } = await openReservation(act, id);
  await lockForStay(
    act,
    guests.map((g) => g.clientId),
    [...alsoFacilities, reservation.facilityId],
  );
  return openReservation(act, id);
};

const refuseEnded = ({ reservation }: OpenedReservation, doing: string) => {
  if (reservation.movedTo)
    throw refuse('moved_already', `${doing} is not possible: this reservation was moved to another shelter.`);
  if (reservation.cancelledAt)
    throw refuse('cancelled_already', `${doing} is not possible: this reservation is cancelled.`);
};

const refuseOtherVersion = ({ reservation }: OpenedReservation, version: number | undefined) => {
  if (version !== undefined && version !== reservation.version) throw changedMeanwhile('reservation');
};

export const arrived = (guests: GuestRow[]) => guests.filter((g) => g.arrivedAt && !g.leftAt);

/** Cancels with a reason: places are free at once, pending enrollments that nobody else needs are voided. */
export const cancel = async (
  act: Act,
  id: number,
  how: { reason: string; version?: number },
): Promise<OpenedReservation> => {
  const opened = await lockAndReopen(act, id);
  refuseEnded(opened, 'Cancelling');
  refuseOtherVersion(opened, how.version);
  if (arrived(opened.guests).length > 0) {
    throw refuse('checked_in', 'A guest is checked in; nothing was cancelled.', [
      {
        code: 'checked_in',
        message: 'The shelter ends the stay by check-out',
        ...(opened.facility.phone && {
          facts: { phone: opened.facility.phone },
          next: { label: `Call ${opened.facility.phone}`, act: 'call' },
        }),
      },
    ]);
  }
  const done = { at: act.now, by: act.actor.userId, reason: how.reason };
  await endPromises(
    act.db,
    opened.guests.map((g) => g.id),
    act.now,
  );
  await markCancelled(act.db, id, done);
  await voidUnusedEnrollments(act.db, id, done);
  await planEnrollments(act.db, enrollmentsOf(opened.guests), act.now);
  await seatThoseWithoutPlace(act, opened.facility);
  return opened;
};

export const asRequests = (guests: GuestRow[], keepEnrollment: boolean): StayAsked['guests'] =>
  guests.map((g) => ({
    clientId: g.clientId,
    ...(keepEnrollment && { enrollmentId: g.enrollmentId }),
    placement: g.placement,
    lowerBunk: g.lowerBunk,
    accessible: g.accessible,
    power: g.power,
    nearStaff: g.nearStaff,
    crib: g.crib,
    pets: g.pets,
    interpreter: g.interpreter,
    workShift: g.workShift,
    confidentialSite: g.confidentialSite,
    further: g.furtherNeeds,
    ...(g.sharesWithClient !== null && { sharesWith: g.sharesWithClient }),
  }));

const enrollmentsOf = (guests: GuestRow[]) => guests.map((g) => g.enrollmentId);

const bedsNow = (guests: GuestRow[]) =>
  new Map(guests.flatMap((g) => (g.bedId === null ? [] : [[g.clientId, g.bedId] as const])));

/**
 * Other nights for the same reservation. Who is checked in keeps the first night and the nights up to tonight; the rest
 * is seated anew, in the same bed where that can be.
 */
export const changeNights = async (
  act: Act,
  id: number,
  to: { beginDate: Night; endDate?: Night; version: number },
): Promise<OpenedReservation> => {
  const opened = await lockAndReopen(act, id);
  refuseEnded(opened, 'Changing dates');
  refuseOtherVersion(opened, to.version);
  const { reservation, guests, facility } = opened;
  if (!(await mayBook(act.db, act.actor, facility, act.now))) {
    throw forbidden(
      `Your team does not book for ${facility.organizationName} now: you may cancel this reservation, not change it.`,
    );
  }
  const tonight = tonightOf(facility, act.now);
  const nights = nightsOf(facility, tonight, to);
  const here = arrived(guests).length > 0;
  if (here && nights.begin !== reservation.beginDate) {
    throw refuse('checked_in', 'A guest is checked in: only the day of leaving can change.');
  }
  const begun = here || reservation.beginDate < tonight;
  if (
    begun &&
    (nights.begin !== reservation.beginDate || (nights.end !== 'infinity' && nights.end <= tonight))
  ) {
    throw refuse(
      'night_is_over',
      'The first night of this reservation is over; only the day of leaving can change, to a day after tonight.',
    );
  }
  const guestIds = guests.map((g) => g.id);
  const ahead = begun ? { ...nights, begin: addDays(tonight, 1) } : nights;
  const stays = guests.filter((g) => !g.leftAt);
  if (begun) await cutPromises(act.db, guestIds, ahead.begin, act.now);
  else await endPromises(act.db, guestIds, act.now);
  if (nights.end === 'infinity' || ahead.begin < nights.end) {
    const decision = await decideStay(act, facility, {
      facilityId: facility.id,
      guests: asRequests(stays, true),
      beginDate: ahead.begin,
      endDate: nights.end === 'infinity' ? undefined : nights.end,
      door: reservation.door,
      except: id,
      preferred: bedsNow(guests),
    });
    const blocking = decision.obstacles.filter(
      (o) =>
        !(
          begun &&
          (o.code === 'already_staying_here' || o.code === 'no_assessment' || o.code === 'assessment_too_old')
        ),
    );
    if (blocking.length > 0)
      throw refuseStay({ ...decision, nights, obstacles: blocking }, 'Dates not changed');
    await savePromises(act, decision, reservation.partyId, new Map(guests.map((g) => [g.clientId, g.id])));
  }
  await updateDates(act.db, id, nights);
  await planEnrollments(act.db, enrollmentsOf(guests), act.now);
  return openReservation(act, id);
};

/** The same party to another facility: the new place is kept and the old one free in one step, or nothing happens. */
export const move = async (
  act: Act,
  id: number,
  to: { facilityId: number; beginDate?: Night; endDate?: Night; version: number },
): Promise<{ from: OpenedReservation; to: FacilityRow; reservationId: number }> => {
  const target = await bookableFacility(act.db, act.actor, to.facilityId, act.now);
  const from = await lockAndReopen(act, id, [target.id]);
  refuseEnded(from, 'Moving');
  refuseOtherVersion(from, to.version);
  if (arrived(from.guests).length > 0) {
    throw refuse('checked_in', 'A checked-in guest is not moved by the team; nothing was changed.', [
      {
        code: 'checked_in',
        message: `${from.facility.name} must check the guest out first`,
        facts: { facility: from.facility.name, phone: from.facility.phone },
      },
    ]);
  }
  if (target.id === from.facility.id)
    throw refuse('same_facility', 'That is the shelter where the place is already.');
  const tonight = tonightOf(target, act.now);
  const beginDate = to.beginDate ?? laterOf(from.reservation.beginDate, tonight);
  const endDate =
    to.endDate ?? (from.reservation.endDate === 'infinity' ? undefined : from.reservation.endDate);
  const done = { at: act.now, by: act.actor.userId, reason: `Moved to ${target.name}` };
  await carryEnrollments(act.db, id, {
    projectId: target.projectId,
    organizationId: target.organizationId,
    cocCode: target.cocCode,
    night: beginDate,
    madeBy: act.actor.organizationId,
    at: act.now,
    by: act.actor.userId,
  });
  await endPromises(
    act.db,
    from.guests.map((g) => g.id),
    act.now,
  );
  const { reservationId } = await bookStay(act, {
    facilityId: target.id,
    guests: asRequests(from.guests, false),
    beginDate,
    endDate,
    door: from.reservation.door,
    except: id,
    partyId: from.reservation.partyId,
    note: from.reservation.note ?? undefined,
    arriveBy: from.reservation.arriveBy?.toISOString(),
  });
  await markCancelled(act.db, id, { ...done, movedTo: reservationId });
  await voidUnusedEnrollments(act.db, id, done);
  await planEnrollments(act.db, enrollmentsOf(from.guests), act.now);
  await seatThoseWithoutPlace(act, from.facility);
  return { from, to: target, reservationId };
};

/** Whether an actor may know a reservation made and kept so; the same rule for lists. */
export const knows = (
  actor: Actor,
  agreed: number[],
  r: { madeByOrganizationId: number; organizationId: number; shares: boolean | null },
): boolean =>
  (isTeam(actor) &&
    (r.madeByOrganizationId === actor.organizationId ||
      (r.shares === true && agreed.includes(r.organizationId)))) ||
  (isShelter(actor) && r.organizationId === actor.organizationId);
