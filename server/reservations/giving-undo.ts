import type { Obstacle } from '../../contract/obstacles.ts';
import { ownFacility, tonightOf } from '../facilities/store.ts';
import type { Act } from './booking.ts';
import { lockForStay } from './booking.ts';
import { openReservation } from './changes.ts';
import { takenBy } from './giving.ts';
import { displacedBy, reasonsAgainst } from './seating/seating.ts';
import type { Kept } from './seating/types.ts';
import { carryOutMoves, checkAtCommit, checkNow } from './store.ts';
import { recordOtherBed } from './store-board.ts';
import { readFacilityFacts } from './store-places.ts';
import { confirmedAsBefore, putPlacesBack, readGivenPlaces } from './store-undo.ts';
import { nothingToUndo, notTheirsToUndo, refuseUndo } from './undo.ts';

/**
 * Takes a given Room & Bed back: every guest has the place from before, provisional if it was so. Who moved aside for it
 * may move again; refused where somebody would be left without a place.
 */
export const takeBedsBack = async (
  act: Act,
  reservationId: number,
): Promise<{ version: number; clientIds: number[]; facilityId: number }> => {
  const before = await openReservation(act, reservationId);
  const facility = await ownFacility(act.db, act.actor, before.reservation.facilityId);
  const clientIds = before.guests.map((g) => g.clientId);
  await lockForStay(act, clientIds, [facility.id]);
  const { reservation, guests } = await openReservation(act, reservationId);
  const { confirmedAt, confirmedBy } = reservation;
  if (!confirmedAt || reservation.cancelledAt) throw nothingToUndo();
  const given = await readGivenPlaces(act.db, reservationId, confirmedAt);
  if (given.length === 0) throw nothingToUndo();
  const obstacles: Obstacle[] = notTheirsToUndo(act, { at: confirmedAt, by: confirmedBy });
  if (guests.some((g) => g.arrivedAt && g.arrivedAt > confirmedAt))
    obstacles.push({
      code: 'checked_in_since',
      message: 'A guest was checked in since; take that back first',
    });

  const tonight = tonightOf(facility, act.now);
  const of = (await readFacilityFacts(act.db, [facility], tonight, act.now)).get(facility.id)!;
  const places = new Map(of.places.map((p) => [p.bed, p]));
  const mine = new Map(given.map((g) => [g.assignment, g]));
  for (const row of of.kept) {
    const was = mine.get(row.assignment)?.was;
    const place = was && places.get(was.bedId);
    if (!was || was.bedId === row.bed) continue;
    if (!place) {
      obstacles.push({ code: 'no_such_bed', message: 'There is no such bed at this shelter' });
      continue;
    }
    if (row.wants && !was.overrideReason) obstacles.push(...reasonsAgainst(place, row.wants, row.nights));
    obstacles.push(...takenBy(of, place, row, new Set(mine.keys())));
  }
  if (obstacles.length > 0) throw refuseUndo(obstacles);

  // The places from before stand as if somebody lay there already; everybody provisional is seated around them.
  const kept = of.kept.flatMap((row): Kept[] => {
    const own = mine.get(row.assignment);
    if (!own) return [row];
    return own.was
      ? [{ ...row, kind: 'presence', bed: own.was.bedId, unit: own.was.unitKey, movable: false }]
      : [];
  });
  const { moves, displaced } = displacedBy(of.places, kept);
  if (displaced.some((d) => of.kept.some((k) => k.assignment === d.assignment && k.movable)))
    throw refuseUndo([{ code: 'displaces', message: 'Somebody else would be left without a place' }]);
  const units = new Map(of.places.map((p) => [p.bed, p.unit]));
  await checkAtCommit(act.db);
  await carryOutMoves(act.db, moves, (bed) => units.get(bed)!, act.now);
  await putPlacesBack(act.db, given, act.now);
  await checkNow(act.db);
  await recordOtherBed(
    act.db,
    given.flatMap(({ guestId, was }) => (was ? [{ guestId, bedId: was.bedId }] : [])),
    tonight,
  );
  const version = await confirmedAsBefore(act.db, reservationId);
  return { version, clientIds, facilityId: facility.id };
};
