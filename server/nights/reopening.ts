import type { Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { readFacilitiesById } from '../facilities/store.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { type Act, lockForStay } from '../reservations/booking.ts';
import { nothingToUndo, notTheirsToUndo, refuseUndo } from '../reservations/undo.ts';
import { daysAt, isOf } from './exit.ts';
import { keepOneHead, takeExitBack } from './store-departure.ts';
import {
  aboutEnrolledSince,
  type EnrollmentToEnd,
  markKeptOpen,
  readEnrollmentsToEnd,
} from './store-exit.ts';

const ownEnrollment = async (act: Act, id: number): Promise<EnrollmentToEnd> => {
  const [enrollment] = await readEnrollmentsToEnd(act.db, { ids: [id] });
  if (!enrollment || !isOf(act, enrollment)) throw notFound('enrollment');
  return enrollment;
};

const tonightThere = async ({ db, now }: Act, { facilityId }: EnrollmentToEnd): Promise<Night> => {
  const [facility] = await readFacilitiesById(db, facilityId === null ? [] : [facilityId]);
  return daysAt(facility, now).tonight;
};

/** Takes an exit back: one's own within two minutes, one that came by the project's rule at any time. */
export const reopenEnrollment = async (act: Act, id: number) => {
  const before = await ownEnrollment(act, id);
  await lockForStay(act, [before.clientId], []);
  const enrollment = await ownEnrollment(act, id);
  const { exitedAt, exitedBy, autoExited } = enrollment;
  if (!exitedAt) throw nothingToUndo();
  const obstacles = autoExited ? [] : notTheirsToUndo(act, { at: exitedAt, by: exitedBy });
  obstacles.push(...(await aboutEnrolledSince(act.db, id)));
  if (obstacles.length > 0) throw refuseUndo(obstacles);
  await takeExitBack(act.db, id, act.now, autoExited ? await tonightThere(act, enrollment) : null);
  await keepOneHead(act.db, [id], act.now);
  return enrollment;
};

/** Somebody knows that a silent enrollment goes on: the nights of silence count from tonight. */
export const keepOpen = async (act: Act, id: number) => {
  const before = await ownEnrollment(act, id);
  await lockForStay(act, [before.clientId], []);
  const enrollment = await ownEnrollment(act, id);
  const who = { client: enrollment.clientId, name: enrollment.name };
  const { name } = enrollment;
  const obstacles: Obstacle[] = [];
  if (enrollment.exitDate !== null)
    obstacles.push({
      code: 'exited_already',
      message: `${name}: this enrollment is over already`,
      facts: who,
    });
  if (enrollment.entryDate === null)
    obstacles.push({
      code: 'never_began',
      message: `${name}: this enrollment is pending and never began, the clock does not end it`,
      facts: who,
    });
  if (enrollment.projectType === 0)
    obstacles.push({
      code: 'no_end_by_itself',
      message: `${name}: an extended stay has no end by itself, there is nothing to keep open`,
      facts: who,
    });
  if (obstacles.length > 0) throw refuse('obstacles', 'Not kept open. Nothing was saved.', obstacles);
  await markKeptOpen(act.db, id, await tonightThere(act, enrollment), act.now);
  return enrollment;
};
