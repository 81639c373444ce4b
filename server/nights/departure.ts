import type { Exit } from '../../contract/departures.ts';
import { addDays, laterOf, type Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { Answers } from '../../contract/placement.ts';
import { localTime } from '../facilities/rules.ts';
import { type FacilityRow, ownFacility, tonightOf } from '../facilities/store.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { type Act, lockForStay } from '../reservations/booking.ts';
import { seatThoseWithoutPlace } from '../reservations/displacement.ts';
import { cutPromises } from '../reservations/store.ts';
import { nothingToUndo, notTheirsToUndo, refuseUndo } from '../reservations/undo.ts';
import {
  type Done,
  type Ending,
  endEnrollments,
  endNights,
  endStays,
  type InHouse,
  keepOneHead,
  markLeft,
  readInHouse,
  readLastPresence,
  reopenStay,
  takeDepartureBack,
  takeNightBack,
} from './store-departure.ts';
import { aboutEnrolledSince } from './store-exit.ts';

const nobodyAsked = 30;

/** The end of an enrollment as HUD wants it: night-by-night the day after the last bed night, else the day of leaving. */
export const endingOf = (
  guest: Pick<InHouse, 'enrollmentId' | 'night'>,
  exit: Exit | undefined,
  day: Night,
  answers: Answers = {},
): Ending => ({
  enrollmentId: guest.enrollmentId,
  exitDate: guest.night === null ? day : addDays(guest.night, 1),
  destination: exit?.destination ?? nobodyAsked,
  answers: {
    ...answers,
    ...(exit?.subsidy !== undefined && { DestinationSubsidyType: exit.subsidy }),
    ...(exit?.other !== undefined && { OtherDestination: exit.other }),
  },
  mayReturnFrom: exit?.mayReturnFrom ?? null,
  note: exit?.note ?? null,
});

/** Those who leave now: gone from the house, their places free from tonight on. The facility and the people are locked. */
export const checkOutAll = async (
  act: Pick<Act, 'db' | 'now'>,
  facility: FacilityRow,
  guests: Pick<InHouse, 'guestId' | 'reservationId'>[],
  done: Done,
): Promise<void> => {
  const ids = guests.map((g) => g.guestId);
  const tonight = tonightOf(facility, act.now);
  await markLeft(act.db, ids, done);
  await endNights(act.db, ids, done);
  await cutPromises(act.db, ids, tonight, act.now);
  await endStays(
    act.db,
    guests.map((g) => g.reservationId),
    tonight,
  );
};

/**
 * Checks a guest out: the place is free at once. Who leaves in the night they came for is asked whether they slept here;
 * an extended stay ends its enrollment with it. R59, R60; HUD 3.11.
 * @throws Refusal 409 with every reason, 404 for guests of other shelters
 */
export const depart = async (
  act: Act,
  guestId: number,
  how: { sleptHere?: boolean; exit?: Exit },
): Promise<{ clientId: number; facility: FacilityRow; exitDate: Night | null }> => {
  const { db, actor, now } = act;
  const before = await readLastPresence(db, guestId);
  if (!before) throw notFound('guest');
  const facility = await ownFacility(db, actor, before.facilityId);
  await lockForStay(act, [before.clientId], [facility.id]);
  const [guest] = await readInHouse(db, facility.id, [guestId]);
  if (!guest) throw refuse('not_in_house', 'This guest is not in house; nobody was checked out.');
  const tonight = tonightOf(facility, now);
  const extended = facility.projectType === 0;
  const sameNight = extended ? tonightOf(facility, guest.arrivedAt) === tonight : guest.night === tonight;
  const obstacles: Obstacle[] = [];
  if (sameNight && how.sleptHere === undefined)
    obstacles.push({
      code: 'say_whether_slept',
      message: 'They came for this same night: say whether they slept here',
      next: { label: 'Say so', act: 'say_whether_slept' },
    });
  if (extended && !how.exit && how.sleptHere !== false)
    obstacles.push({
      code: 'say_destination',
      message: 'Moving out ends the enrollment: say where they go',
      next: { label: 'Say where', act: 'say_destination' },
    });
  if (obstacles.length > 0) throw refuse('obstacles', 'Not checked out. Nothing was saved.', obstacles);

  const done = { at: now, by: actor.userId };
  await checkOutAll(act, facility, [guest], done);
  let exitDate: Night | null = null;
  if (sameNight && how.sleptHere === false) {
    await takeNightBack(db, [guestId], tonight, done, 'Left before sleeping');
    await keepOneHead(db, [guest.enrollmentId], now);
  } else if (extended || how.exit) {
    const ending = endingOf(guest, how.exit, laterOf(localTime(now, facility.timeZone).day, tonight));
    exitDate = ending.exitDate;
    await endEnrollments(db, [ending], done);
    await keepOneHead(db, [guest.enrollmentId], now);
  }
  await seatThoseWithoutPlace(act, facility);
  return { clientId: guest.clientId, facility, exitDate };
};

/** Takes a check-out back: in house again in the same place; refused where that is taken by now. */
export const undepart = async (act: Act, guestId: number) => {
  const { db, actor } = act;
  const before = await readLastPresence(db, guestId);
  if (!before) throw notFound('guest');
  const facility = await ownFacility(db, actor, before.facilityId);
  await lockForStay(act, [before.clientId], [facility.id]);
  const guest = await readLastPresence(db, guestId);
  if (!guest?.leftAt) throw nothingToUndo();
  const { leftAt } = guest;
  const obstacles = notTheirsToUndo(act, { at: leftAt, by: guest.leftBy });
  if (guest.exitedAt && guest.exitedAt.getTime() !== leftAt.getTime())
    obstacles.push({
      code: 'exited_since',
      message: 'Their enrollment has ended since; take that exit back first',
    });
  obstacles.push(...(await aboutEnrolledSince(db, guest.enrollmentId)));
  if (obstacles.length > 0) throw refuseUndo(obstacles);
  await takeDepartureBack(db, { ...guest, leftAt }, act.now);
  await keepOneHead(db, [guest.enrollmentId], act.now);
  const cutOn = tonightOf(facility, leftAt);
  await reopenStay(db, { guestId, reservationId: guest.reservationId, cutAt: leftAt, cutOn });
  return { clientId: guest.clientId, facility };
};
