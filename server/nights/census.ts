import type { Census, FoundThere, Settlement } from '../../contract/census.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import { markCounted, ownFacility, tonightOf } from '../facilities/store.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { readBoard } from '../reservations/board.ts';
import { type Act, lockForStay } from '../reservations/booking.ts';
import { labelOf } from '../reservations/rules.ts';
import { welcome } from './arrival.ts';
import { depart } from './departure.ts';
import type { AtTheDoor } from './elsewhere.ts';
import { leaveFor } from './leave.ts';
import { differenceOf, expectedThere, headsIn, settlementsFor } from './rules-census.ts';
import {
  insertCensus,
  markSettled,
  type NewCensus,
  readDifferences,
  readLastCensus,
} from './store-census.ts';

/** The last count of a facility, and what of it is not put right yet. */
export const censusOf = async (act: Act, facilityId: number): Promise<Census> => {
  const facility = await ownFacility(act.db, act.actor, facilityId);
  const differences = await readDifferences(act.db, { facilityId: facility.id });
  return {
    last: await readLastCensus(act.db, facility.id),
    differences: differences.map(({ label, kind, unitId, facilityId: _, settledAt: __, ...d }) => ({
      ...d,
      countedAt: d.countedAt.toISOString(),
      bedLabel: label === null ? null : labelOf({ label, kind: kind!, unitId }),
      settlements: settlementsFor(d),
    })),
  };
};

/**
 * Writes down what was found tonight, whatever was promised: a fact is never refused. Where every place was looked at
 * and nothing differs, the count is confirmed with it. R41, R53.
 */
export const count = async (
  act: Act,
  facilityId: number,
  found: { places: { bedId: number; found: FoundThere; note?: string }[]; heads?: number },
): Promise<void> => {
  const { db, actor, now } = act;
  await ownFacility(db, actor, facilityId);
  await lockForStay(act, [], [facilityId]);
  const board = await readBoard(act, facilityId);
  const places = new Map(board.rooms.flatMap((r) => r.places.map((p) => [p.bedId, p] as const)));
  const unknown = found.places.filter((p) => !places.has(p.bedId));
  if (unknown.length > 0)
    throw refuse('no_such_bed', 'Not saved: some of these places are not in service here tonight.');
  const guests = new Map(board.guests.map((g) => [g.guestId, g]));
  const inHouse = board.guests.filter((g) => g.arrivedAt && !g.leftAt);
  const looked = found.places.map((place) => {
    const guest = guests.get(places.get(place.bedId)!.guestId ?? 0);
    return { ...place, guest, expected: expectedThere(guest) };
  });
  const differences: NewCensus['differences'] = looked.flatMap(
    ({ bedId, guest, expected, note, ...place }) => {
      const there = differenceOf(expected, place.found);
      return there === null
        ? []
        : [{ bedId, guestId: guest?.guestId ?? null, expected, found: there, note: note ?? null }];
    },
  );
  const { heads } = found;
  if (heads !== undefined && heads !== inHouse.length)
    differences.push({ bedId: null, guestId: null, expected: 'heads', found: 'heads', note: null });
  const counted = new Set(found.places.map((p) => p.bedId));
  const complete =
    heads !== undefined ||
    [...places.values()].every((p) => counted.has(p.bedId) || (p.state === 'out_of_service' && !p.guestId));
  const how = { at: now, by: actor.userId };
  await insertCensus(
    db,
    {
      facilityId,
      night: board.night,
      expected: heads === undefined ? looked.filter((p) => p.expected === 'in_house').length : inHouse.length,
      found: heads ?? looked.reduce((sum, p) => sum + headsIn(p.found), 0),
      complete,
      differences,
    },
    { bedIds: [...counted], heads: heads !== undefined },
    how,
  );
  await confirmIfAgreed(act, facilityId);
};

// A count that agrees with the board confirms it; one with differences does once they are put right.
const confirmIfAgreed = async ({ db, actor }: Act, facilityId: number) => {
  const last = await readLastCensus(db, facilityId);
  if (!last?.complete || (await readDifferences(db, { facilityId })).length > 0) return;
  await markCounted(db, facilityId, { at: new Date(last.countedAt), by: actor.userId });
};

/**
 * Puts a difference right, with a reason: who was found is checked in, who has left is checked out, who is on leave has
 * it from tonight on; the rest is done at the desk and written down here.
 * @throws Refusal 409 with every reason of the act behind it, or where somebody put it right already
 */
export const settle = async (
  act: AtTheDoor,
  id: number,
  done: { as: Settlement; reason: string; until?: Night },
): Promise<{ facilityId: number; clientIds: number[] }> => {
  const { db, actor, now } = act;
  const [difference] = await readDifferences(db, { id });
  if (!difference) throw notFound('difference');
  const facility = await ownFacility(db, actor, difference.facilityId);
  if (difference.settledAt) throw settledAlready();
  if (!settlementsFor(difference).includes(done.as))
    throw refuse('not_this_way', 'This difference can’t be put right that way. Nothing was saved.');
  const clientIds = difference.clientId === null ? [] : [difference.clientId];
  if (done.as === 'checked_in') await welcome(act, difference.guestId!);
  // Who came tonight and is gone has not slept here; who lives here needs a destination, and the refusal says so.
  else if (done.as === 'left')
    await depart(act, difference.guestId!, facility.projectType === 1 ? { sleptHere: false } : {});
  else if (done.as === 'on_leave')
    await leaveFor(act, difference.guestId!, {
      kind: 'leave',
      until: done.until ?? addDays(tonightOf(facility, now), 1),
      reason: done.reason,
    });
  else await lockForStay(act, clientIds, [facility.id]);
  if (!(await markSettled(db, id, done, { at: now, by: actor.userId }))) throw settledAlready();
  await confirmIfAgreed(act, facility.id);
  return { facilityId: facility.id, clientIds };
};

const settledAlready = () =>
  refuse('settled_already', 'Somebody has put this difference right already. Nothing was saved.');
