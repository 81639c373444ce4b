import { addDays, type Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { barObstacles } from '../bars/store.ts';
import { type FacilityRow, ownFacility, tonightOf } from '../facilities/store.ts';
import { changedMeanwhile, notFound, refuse } from '../http/refusal.ts';
import { type Act, lockForStay } from '../reservations/booking.ts';
import { openReservation } from '../reservations/changes.ts';
import { readGuest } from '../reservations/store-board.ts';
import { takeArrivalBack } from '../reservations/store-undo.ts';
import { nothingToUndo, notTheirsToUndo, refuseUndo } from '../reservations/undo.ts';
import { type AtTheDoor, endElsewhere, lockForArrival } from './elsewhere.ts';
import { restore } from './late.ts';
import { backFromLeave } from './leave.ts';
import { leaveByOf } from './rules.ts';
import { isStanding, markArrived, openEnrollment, recordBedNight } from './store.ts';
import { endNights, expectAgain, readInHouse } from './store-departure.ts';
import { hasEndedElsewhere } from './store-elsewhere.ts';
import { readNotHere } from './store-late.ts';

/** Writes down that a guest is here: the enrollment opens with this night, and night-by-night records the bed night. */
export const arrive = async (
  { db, actor, now }: Act,
  facility: FacilityRow,
  guest: { id: number; enrollmentId: number },
  night: Night,
  arrivedAt: Date = now,
) => {
  const how = { at: now, by: actor.userId, arrivedAt };
  if (!(await markArrived(db, guest.id, how))) {
    throw refuse('arrived_already', 'This guest is checked in already.');
  }
  await openEnrollment(db, guest.enrollmentId, night, now);
  if (facility.projectType === 1) await recordBedNight(db, guest.id, facility.id, night, how);
};

export const leftAlready = (client: number): Obstacle => ({
  code: 'left_already',
  message: 'This guest has left; who stands here again comes in as a walk-in',
  facts: { client },
  next: { label: 'Take in as a walk-in', act: 'walk_in' },
});

/**
 * Checks a guest in: bars, enrollment and dates are looked at again, a pending enrollment opens with tonight as entry
 * date, and a night-by-night shelter records the bed night. What other shelters keep for them tonight ends; who was on
 * leave is back. R18, R42, R54; HUD 3.10, 4.14.
 * @throws Refusal 409 with every reason, 404 for guests of other shelters
 */
export const welcome = async (
  act: AtTheDoor,
  guestId: number,
  { version, arrivedAt = act.now }: { version?: number; arrivedAt?: Date } = {},
) => {
  const { db, actor, now } = act;
  const before = await readGuest(db, guestId);
  if (!before) throw notFound('guest');
  const facility = await ownFacility(db, actor, before.facilityId);
  await lockForArrival(act, [before.clientId], facility.id);
  const guest = (await readGuest(db, guestId))!;
  const released = await readNotHere(db, guestId);
  const comesLate = released?.notHereAt ? { ...released, notHereAt: released.notHereAt } : null;
  const { reservation } = await openReservation(act, guest.reservationId);
  if (version !== undefined && version !== reservation.version) throw changedMeanwhile('reservation');
  const night = tonightOf(facility, now);
  const obstacles: Obstacle[] = await barObstacles(db, {
    clientIds: [guest.clientId],
    facilityId: facility.id,
    nights: { begin: night, end: addDays(night, 1) },
  });
  if (reservation.cancelledAt && !comesLate)
    obstacles.push({ code: 'cancelled_already', message: 'This reservation is cancelled' });
  if (guest.leftAt) obstacles.push(leftAlready(guest.clientId));
  else if (!comesLate && !(await isStanding(db, guest.enrollmentId)))
    obstacles.push({
      code: 'no_enrollment',
      message: `Intake at ${facility.name} is not done yet, or its enrollment has ended`,
      facts: { client: guest.clientId, facility: facility.name },
      next: { label: 'Go to Intake', act: 'intake' },
    });
  if (reservation.beginDate > night)
    obstacles.push({
      code: 'too_early',
      message: 'The first night is not tonight',
      facts: { night: reservation.beginDate },
    });
  if (reservation.endDate <= night && !comesLate)
    obstacles.push({ code: 'night_is_over', message: 'The last night of this reservation is over' });
  if (arrivedAt > now) obstacles.push({ code: 'arrived_ahead', message: 'That time is still ahead' });
  else if (tonightOf(facility, arrivedAt) !== night)
    obstacles.push({ code: 'arrived_other_night', message: 'That time was not in this night' });
  if (obstacles.length > 0) throw refuse('obstacles', 'Not checked in. Nothing was saved.', obstacles);

  const leftElsewhere = await endElsewhere(act, [guest.clientId], facility.id);
  if (comesLate) await restore(act, facility, comesLate, night);
  await endEarlierNight(act, facility, guest.id, night);
  await backFromLeave(act, facility, guest.id, night);
  await arrive(act, facility, guest, night, arrivedAt);
  return { guest, facility, night, leftElsewhere };
};

// Who comes for another night of the same stay before anybody wrote down that they had left in the morning.
const endEarlierNight = async ({ db, actor }: Act, facility: FacilityRow, guestId: number, night: Night) => {
  if (facility.projectType !== 1) return;
  const [there] = await readInHouse(db, facility.id, [guestId]);
  if (!there || there.night === null || there.night >= night) return;
  await endNights(db, [guestId], { at: leaveByOf(facility, there.night), by: actor.userId });
  await expectAgain(db, [guestId]);
};

/**
 * Takes a check-in back: the guest is expected again, no bed night is left, and an enrollment that it opened is pending
 * again.
 * @throws Refusal 409 with every reason, 404 for guests of other shelters
 */
export const unwelcome = async (act: Act, guestId: number) => {
  const { db, actor } = act;
  const before = await readGuest(db, guestId);
  if (!before) throw notFound('guest');
  const facility = await ownFacility(db, actor, before.facilityId);
  await lockForStay(act, [before.clientId], [facility.id]);
  const guest = await readGuest(db, guestId);
  if (!guest?.arrivedAt) throw nothingToUndo();
  const { arrivedAt, arrivedBy } = guest;
  const recordedAt = guest.arrivalRecordedAt ?? arrivedAt;
  const obstacles = notTheirsToUndo(act, { at: recordedAt, by: arrivedBy });
  if (guest.leftAt) obstacles.push({ code: 'left_since', message: 'This guest has left since' });
  if (await hasEndedElsewhere(db, guest.clientId, arrivedAt))
    obstacles.push({
      code: 'ended_elsewhere',
      message: 'Their place elsewhere tonight ended with this check-in and is not kept any more',
    });
  if (obstacles.length > 0) throw refuseUndo(obstacles);
  await takeArrivalBack(db, { ...guest, recordedAt }, tonightOf(facility, arrivedAt), act.now);
  return { guest, facility };
};
