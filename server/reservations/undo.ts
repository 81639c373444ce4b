import { laterOf } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { undoMinutes } from '../../contract/reservations.ts';
import { mayBook, tonightOf } from '../facilities/store.ts';
import { refuse } from '../http/refusal.ts';
import { type Act, decideStay, lockForStay, savePromises } from './booking.ts';
import { arrived, asRequests, type OpenedReservation, openReservation } from './changes.ts';
import { seatThoseWithoutPlace } from './displacement.ts';
import { endPromises, markCancelled, voidUnusedEnrollments } from './store.ts';
import { bringBackEnrollments, confirmAgain, readBedsBefore, takeCancellationBack } from './store-undo.ts';

/** Why this person can't take back what was done then: somebody else did it, or it is too long ago. */
export const notTheirsToUndo = (
  { actor, now }: Pick<Act, 'actor' | 'now'>,
  done: { at: Date; by: string | null },
): Obstacle[] => [
  ...(done.by === actor.userId
    ? []
    : [
        {
          code: 'done_by_somebody_else' as const,
          message: 'Somebody else did this; only they can take it back',
        },
      ]),
  ...(now.getTime() - done.at.getTime() <= undoMinutes * 60_000
    ? []
    : [
        {
          code: 'too_late_to_undo' as const,
          message: `This can be taken back for ${undoMinutes} minutes only`,
          facts: { minutes: undoMinutes },
        },
      ]),
];

export const nothingToUndo = () => refuse('nothing_to_undo', 'There is nothing to take back.');

export const refuseUndo = (obstacles: Obstacle[]) =>
  refuse('obstacles', 'It can’t be taken back any more. Nothing was saved.', obstacles);

// What was asked when the reservation was saved is not asked of whoever takes its end back.
const onlyWhenSaving = new Set(['no_assessment', 'assessment_too_old', 'consent_not_asked']);

/** Keeps what a cancellation had freed: the same beds where they are free, else others; checked as a new stay. */
const keepAgain = async (
  act: Act,
  { reservation, guests, facility }: OpenedReservation,
  cancelledAt: Date,
  against: Obstacle[],
) => {
  const { db, actor, now } = act;
  const obstacles = [...against];
  if (!(await mayBook(db, actor, facility, now))) {
    obstacles.push({
      code: 'agreement_ended',
      message: `Your team does not book for ${facility.organizationName} now`,
      facts: { organization: facility.organizationName },
    });
  }
  const begin = laterOf(reservation.beginDate, tonightOf(facility, now));
  if (reservation.endDate <= begin)
    obstacles.push({ code: 'night_is_over', message: 'The last night of this reservation is over' });
  const stays = guests.filter((g) => !g.leftAt);
  if (reservation.endDate <= begin || stays.length === 0) throw refuseUndo(obstacles);
  const guestIds = guests.map((g) => g.id);
  await bringBackEnrollments(db, reservation.id, cancelledAt, now);
  const decision = await decideStay(act, facility, {
    facilityId: facility.id,
    guests: asRequests(stays, true),
    beginDate: begin,
    endDate: reservation.endDate === 'infinity' ? undefined : reservation.endDate,
    door: reservation.door,
    except: reservation.id,
    preferred: await readBedsBefore(db, guestIds, cancelledAt),
  });
  obstacles.push(...decision.obstacles.filter((o) => !onlyWhenSaving.has(o.code)));
  if (obstacles.length > 0) throw refuseUndo(obstacles);
  await savePromises(act, decision, reservation.partyId, new Map(guests.map((g) => [g.clientId, g.id])));
  await confirmAgain(db, guestIds, cancelledAt);
  await takeCancellationBack(db, reservation.id);
};

const clientIds = ({ guests }: OpenedReservation) => guests.map((g) => g.clientId);

/** Takes a cancellation back: places are kept again and the enrollments it voided are pending again. */
export const undoCancel = async (act: Act, id: number): Promise<OpenedReservation> => {
  const before = await openReservation(act, id);
  await lockForStay(act, clientIds(before), [before.facility.id]);
  const opened = await openReservation(act, id);
  const { cancelledAt, cancelledBy, movedTo } = opened.reservation;
  if (!cancelledAt || movedTo) throw nothingToUndo();
  await keepAgain(act, opened, cancelledAt, notTheirsToUndo(act, { at: cancelledAt, by: cancelledBy }));
  return opened;
};

/** Takes a move back: the new place is free and the old one kept again in one step, or nothing happens. */
export const undoMoveOf = async (
  act: Act,
  id: number,
): Promise<{ back: OpenedReservation; from: OpenedReservation }> => {
  const before = await openReservation(act, id);
  if (!before.reservation.movedTo) throw nothingToUndo();
  const there = await openReservation(act, before.reservation.movedTo);
  await lockForStay(act, clientIds(before), [before.facility.id, there.facility.id]);
  const back = await openReservation(act, id);
  const { cancelledAt, cancelledBy, movedTo } = back.reservation;
  if (!cancelledAt || !movedTo) throw nothingToUndo();
  const from = await openReservation(act, movedTo);
  if (from.reservation.cancelledAt) throw nothingToUndo();
  const against = notTheirsToUndo(act, { at: cancelledAt, by: cancelledBy });
  if (arrived(from.guests).length > 0)
    against.push({
      code: 'checked_in',
      message: `A guest is checked in at ${from.facility.name}`,
      facts: { facility: from.facility.name, phone: from.facility.phone },
    });
  const done = { at: act.now, by: act.actor.userId, reason: `Back to ${back.facility.name}` };
  await endPromises(
    act.db,
    from.guests.map((g) => g.id),
    act.now,
  );
  await markCancelled(act.db, movedTo, done);
  await voidUnusedEnrollments(act.db, movedTo, done, cancelledAt);
  await keepAgain(act, back, cancelledAt, against);
  await seatThoseWithoutPlace(act, from.facility);
  return { back, from };
};
