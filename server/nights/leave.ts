import type { z } from 'zod';
import type { giveLeave } from '../../contract/door.ts';
import type { Night } from '../../contract/nights.ts';
import { laterOf } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayNight } from '../../contract/words.ts';
import { type FacilityRow, ownFacility, tonightOf } from '../facilities/store.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { type Act, lockForStay } from '../reservations/booking.ts';
import { openReservation } from '../reservations/changes.ts';
import { seatThoseWithoutPlace } from '../reservations/displacement.ts';
import { checkAtCommit, checkNow } from '../reservations/store.ts';
import { readBedsNow, readGuest } from '../reservations/store-board.ts';
import { cutNights } from '../reservations/store-displacement.ts';
import { readEntryDate } from './store.ts';
import { expectAgain, takeNightBack } from './store-departure.ts';
import {
  cutLeave,
  insertLeave,
  type LeaveRow,
  readLeave,
  readLeaveOn,
  readLeaveTouching,
  readPlacesKept,
} from './store-leave.ts';

type Asked = z.output<(typeof giveLeave)['body']>;

/**
 * A guest goes away for the nights [from, until) and comes back. The place is free meanwhile or kept, as the facility
 * decides; a supervisor may decide otherwise with a reason. Ends by itself. R52.
 * @throws Refusal 409 with every reason, 404 for guests of other shelters
 */
export const leaveFor = async (act: Act, guestId: number, asked: Asked) => {
  const { db, actor, now } = act;
  const before = await readGuest(db, guestId);
  if (!before) throw notFound('guest');
  const facility = await ownFacility(db, actor, before.facilityId);
  await lockForStay(act, [before.clientId], [facility.id]);
  const guest = (await readGuest(db, guestId))!;
  const { reservation } = await openReservation(act, guest.reservationId);
  const tonight = tonightOf(facility, now);
  const from = asked.from ?? tonight;
  const nights = { begin: from, end: asked.until };
  const freesPlace = asked.freesPlace ?? facility.leaveFreesPlace;
  const entryDate = await readEntryDate(db, guest.enrollmentId);
  const obstacles: Obstacle[] = [];
  if (reservation.cancelledAt)
    obstacles.push({ code: 'cancelled_already', message: 'This reservation is cancelled' });
  if (guest.leftAt) obstacles.push({ code: 'left_since', message: 'This guest has left since' });
  if (from < tonight)
    obstacles.push({
      code: 'night_is_over',
      message: `${sayNight(from)} is over; leave can begin ${sayNight(tonight)}`,
      facts: { night: from, tonight },
      next: { label: 'Tonight', act: 'tonight' },
    });
  if (asked.until <= from)
    obstacles.push({ code: 'ends_before_begin', message: 'The first night back comes after the first away' });
  if (asked.until >= reservation.endDate)
    obstacles.push({
      code: 'leave_beyond_stay',
      message: `Booked until ${sayNight(reservation.endDate)}: the first night back comes before it. The reservation team can add nights`,
      facts: { night: reservation.endDate },
    });
  // Who has slept nowhere here yet has nothing to come back to: that is a stay that begins later.
  if (entryDate === null || from <= entryDate)
    obstacles.push({
      code: 'leave_before_first_night',
      message: 'Leave begins after the first night slept here',
    });
  if (asked.until > from && (await readLeaveTouching(db, guestId, nights)))
    obstacles.push({
      code: 'one_leave_at_a_time',
      message: 'There is leave for some of these nights already',
    });
  if (freesPlace !== facility.leaveFreesPlace && !actor.supervisor)
    obstacles.push({
      code: 'needs_supervisor',
      message: 'A supervisor may decide otherwise than the facility does, with a reason',
    });
  if (obstacles.length > 0) throw refuse('obstacles', 'No leave was given.', obstacles);

  const how = { at: now, by: actor.userId };
  const id = await insertLeave(db, {
    guestId,
    kind: asked.kind,
    nights,
    freesPlace,
    reason: asked.reason ?? null,
    ...how,
  });
  // Not here any more, and the night is not slept.
  if (from === tonight && facility.projectType === 1) {
    await takeNightBack(db, [guestId], tonight, how, 'On leave');
    await expectAgain(db, [guestId]);
  }
  if (freesPlace) {
    await checkAtCommit(db);
    await cutNights(db, await readPlacesKept(db, guestId, nights), nights, now);
    await checkNow(db);
    await seatThoseWithoutPlace(act, facility);
  }
  return { facility, guest, leave: { id, from, until: asked.until, freesPlace } };
};

/** The nights from `night` on are no longer away. A freed place is sought again, after those who wait already. */
const cutFrom = async (act: Act, facility: FacilityRow, leave: LeaveRow, night: Night) => {
  await cutLeave(act.db, leave.id, night, { at: act.now, by: act.actor.userId });
  if (leave.freesPlace) await seatThoseWithoutPlace(act, facility);
};

/** Who is checked in is back from leave. Locks are the caller's. */
export const backFromLeave = async (act: Act, facility: FacilityRow, guestId: number, night: Night) => {
  const leave = await readLeaveOn(act.db, guestId, night);
  if (leave) await cutFrom(act, facility, leave, night);
};

/**
 * Back early, or leave that is not taken after all. That they are back is written down also where no place is left.
 * @throws Refusal 409 where the leave is over, 404 for leave of other shelters
 */
export const endLeaveNow = async (act: Act, leaveId: number) => {
  const { db, actor, now } = act;
  const known = await readLeave(db, leaveId);
  const before = known && (await readGuest(db, known.guestId));
  if (!before) throw notFound('leave');
  const facility = await ownFacility(db, actor, before.facilityId);
  await lockForStay(act, [before.clientId], [facility.id]);
  const leave = await readLeave(db, leaveId);
  const tonight = tonightOf(facility, now);
  if (!leave || leave.endedAt || leave.end <= tonight)
    throw refuse('leave_is_over', 'This leave has ended already.', [
      { code: 'leave_is_over', message: 'They are expected, or here, as on any other night' },
    ]);
  await cutFrom(act, facility, leave, tonight);
  const night = laterOf(leave.begin, tonight);
  const beds = await readBedsNow(db, [before.id], night);
  return { facility, guest: before, hasPlace: (beds.get(before.id) ?? null) !== null };
};
