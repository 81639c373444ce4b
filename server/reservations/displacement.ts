import type { Consequences } from '../../contract/displacement.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayNights } from '../../contract/words.ts';
import { lockClients } from '../clients/store.ts';
import { type FacilityRow, lockFacilities, tonightOf } from '../facilities/store.ts';
import { refuse } from '../http/refusal.ts';
import type { Act, ActOrJob } from './booking.ts';
import { type Change, workOut } from './displacement-outcome.ts';
import { endExpiredHolds } from './store.ts';
import { readPromisedClients, tryOut } from './store-displacement.ts';
import { readWithoutPlace } from './store-without-place.ts';

/** What the caller saw when they said yes. */
export interface SeenBefore {
  displacing: number[];
  acceptDisplaced: boolean;
}

/** Lets the whole call be run again: somebody came while it waited for its locks. */
class CameMeanwhile extends Error {
  readonly code = '40001';
}

/** Locks everybody who has a place at the facility, then the facility: the one order of locks. */
const lockAll = async ({ db, now }: Act, facility: FacilityRow) => {
  const tonight = tonightOf(facility, now);
  const known = new Set(await readPromisedClients(db, facility.id, tonight));
  await lockClients(db, [...known]);
  await lockFacilities(db, [facility.id]);
  const there = await readPromisedClients(db, facility.id, tonight);
  if (there.some((id) => !known.has(id))) throw new CameMeanwhile('Somebody was booked meanwhile');
  await endExpiredHolds(db, facility.id, [], now);
};

const asObstacle = (d: Consequences['displaced'][number]): Obstacle => ({
  code: 'displaced',
  message: `${d.name}, ${sayNights(d.beginDate, d.endDate ?? 'infinity')}: ${d.losesPlace ? 'without a place' : 'a place that does not fit'}${d.reasons.length > 0 ? ` (${d.reasons.map((o) => o.message).join(' · ')})` : ''}`,
  facts: { reservation: d.reservationId, client: d.clientId, night: d.beginDate },
});

/** What a change would do, without doing it. Throws every reason why it can't be done at all. */
export const tryChange = async (
  act: Act,
  change: Change,
): Promise<{ told: Consequences; clientIds: number[] }> => {
  const { told, clientIds, obstacles } = await tryOut(act.db, () => workOut(act, change));
  if (obstacles.length > 0) throw refuse('obstacles', change.undone, obstacles);
  return { told, clientIds };
};

/**
 * Does a change and seats people around it. Refused with the list while it displaces anybody the caller has not named
 * and accepted. Who is displaced keeps the reservation: without a place, or with one that no longer fits, at risk.
 */
export const carryOutChange = async (
  act: Act,
  change: Change,
  seen: SeenBefore,
): Promise<{ told: Consequences; clientIds: number[] }> => {
  await lockAll(act, change.facility);
  const { told, clientIds, obstacles, carryOut } = await workOut(act, change);
  if (obstacles.length > 0) throw refuse('obstacles', change.undone, obstacles);
  const now = new Set(told.displaced.map((d) => d.reservationId));
  const named = new Set(seen.displacing);
  if (now.size !== named.size || [...now].some((id) => !named.has(id))) {
    throw refuse(
      named.size === 0 ? 'displaces' : 'displaces_others',
      `${change.undone} ${named.size === 0 ? 'Promises could not be kept' : 'Other promises than you saw could not be kept'}.`,
      told.displaced.map(asObstacle),
    );
  }
  if (now.size > 0 && !seen.acceptDisplaced) {
    throw refuse('displaces', `${change.undone} Promises could not be kept.`, told.displaced.map(asObstacle));
  }
  await carryOut();
  return { told, clientIds };
};

/**
 * After a place has become free: whoever lost theirs at this facility is seated before anybody new can book it. The
 * facility is locked already. Costs one query where nobody waits.
 */
export const seatThoseWithoutPlace = async (act: ActOrJob, facility: FacilityRow): Promise<void> => {
  const waiting = await readWithoutPlace(act.db, [
    { id: facility.id, tonight: tonightOf(facility, act.now) },
  ]);
  if (waiting.length === 0) return;
  const { carryOut } = await workOut(act, { facility, undone: '', apply: async () => {} });
  await carryOut();
};
