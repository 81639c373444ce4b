import { addDays, laterOf, type Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { barObstacles } from '../bars/store.ts';
import { type FacilityRow, ownFacility, tonightOf } from '../facilities/store.ts';
import { changedMeanwhile, notFound, refuse } from '../http/refusal.ts';
import type { Act } from './booking.ts';
import { lockForStay } from './booking.ts';
import { openReservation } from './changes.ts';
import { readSeeking } from './displacement-outcome.ts';
import { labelOf } from './rules.ts';
import { nowhere } from './rules-displacement.ts';
import { displacedBy, reasonsAgainst } from './seating/seating.ts';
import type { Kept, Place } from './seating/types.ts';
import { carryOutMoves, checkAtCommit, checkNow, readGuestRows } from './store.ts';
import {
  confirmBeds,
  type GuestStanding,
  insertGivenBeds,
  markConfirmed,
  readBedsNow,
  readGuest,
  readGuests,
  recordOtherBed,
} from './store-board.ts';
import { type FacilityFacts, readFacilityFacts } from './store-places.ts';

/** A facility as it is from tonight on, with these guests' nights that have no place yet as rows that are nowhere. */
const readFacts = async (act: Act, facility: FacilityRow, guestIds: number[]): Promise<FacilityFacts> => {
  const of = (await readFacilityFacts(act.db, [facility], tonightOf(facility, act.now), act.now)).get(
    facility.id,
  )!;
  const { rows } = await readSeeking(act, facility);
  return { ...of, kept: [...of.kept, ...rows.filter((r) => r.guest !== null && guestIds.includes(r.guest))] };
};

/** The stretch of a guest's stay that a bed is given for: the one that holds this night, else the first after it. */
const stretchOf = (of: FacilityFacts, guestId: number, night: Night): Kept | undefined =>
  of.kept
    .filter((k) => k.guest === guestId && k.bed !== null && k.nights.end > night)
    .sort((a, b) => (a.nights.begin < b.nights.begin ? -1 : 1))[0];

const isNowhere = (row: Kept) => row.bed === nowhere;

/**
 * Every place of the shelter for one guest: the one proposed by seating first, then those that fit, then the others with
 * every reason. A place that another provisional guest has fits too: that guest is seated elsewhere if there is room.
 */
export const placesForGuest = async (act: Act, guestId: number) => {
  const guest = await readGuest(act.db, guestId);
  if (!guest || guest.cancelledAt) throw notFound('guest');
  const facility = await ownFacility(act.db, act.actor, guest.facilityId);
  const { reservation } = await openReservation(act, guest.reservationId);
  const tonight = tonightOf(facility, act.now);
  const begin = laterOf(reservation.beginDate, tonight);
  const of = await readFacts(act, facility, [guestId]);
  const mine = stretchOf(of, guestId, begin);
  const seen = { clientId: guest.clientId, facilityId: facility.id };
  if (!mine?.wants) return { seen, reply: { guestId, version: reservation.version, places: [] } };
  const names = new Map(of.beds.map((b) => [b.id, b]));
  const places = of.places.map((place) => {
    const bed = names.get(place.bed)!;
    return {
      bedId: place.bed,
      label: labelOf(bed),
      roomName: bed.roomName,
      kind: place.kind,
      proposed: place.bed === mine.bed,
      obstacles: [...reasonsAgainst(place, mine.wants!, mine.nights), ...takenBy(of, place, mine)],
    };
  });
  const rank = (p: (typeof places)[number]) => (p.proposed ? 0 : p.obstacles.length === 0 ? 1 : 2);
  places.sort((a, b) => rank(a) - rank(b));
  return { seen, reply: { guestId, version: reservation.version, places } };
};

// Only what cannot move aside takes a place: confirmed beds, guests in house, closures, holds, another party's unit.
export const takenBy = (
  of: FacilityFacts,
  place: Place,
  mine: Kept,
  alsoGiven = new Set<number>(),
): Obstacle[] => {
  const fixed = of.kept.filter(
    (k) =>
      k.assignment !== mine.assignment &&
      !alsoGiven.has(k.assignment) &&
      !k.movable &&
      k.nights.begin < mine.nights.end &&
      mine.nights.begin < k.nights.end,
  );
  if (fixed.some((k) => k.bed === place.bed && k.kind === 'closure'))
    return [{ code: 'closed', message: 'Closed' }];
  if (fixed.some((k) => k.bed === place.bed)) return [{ code: 'taken', message: 'Taken' }];
  if (
    place.privateUnit &&
    fixed.some((k) => k.unit === place.unit && k.party !== mine.party && k.kind !== 'closure')
  ) {
    return [{ code: 'taken', message: 'Another party has this room' }];
  }
  return [];
};

/** A bed for a guest, at one facility. */
interface Given {
  guestId: number;
  bedId: number;
}

/** What is decided and saved of giving beds, whoever's reservations they are. The facility is locked already. */
const give = async (
  act: Act,
  facility: FacilityRow,
  how: {
    beds: Given[];
    /** The first night that the beds are given for, by guest. */
    from: (guestId: number) => Night;
    obstacles: Obstacle[];
    undone: string;
    overrideReason?: string | undefined;
    /** Where several are given places, whom a reason is about. */
    names?: Map<number, string>;
  },
): Promise<{ overridden: boolean }> => {
  const tonight = tonightOf(facility, act.now);
  const of = await readFacts(
    act,
    facility,
    how.beds.map((b) => b.guestId),
  );
  const places = new Map(of.places.map((p) => [p.bed, p]));
  const { obstacles } = how;
  // Who is given another bed in the same act leaves the old one to the others.
  const alsoGiven = new Set(
    how.beds.flatMap((b) => stretchOf(of, b.guestId, how.from(b.guestId))?.assignment ?? []),
  );
  const about = (guestId: number, reasons: Obstacle[]): Obstacle[] => {
    const name = how.names?.get(guestId);
    return name === undefined
      ? reasons
      : reasons.map((o) => ({ ...o, message: `${name}: ${o.message}`, facts: { ...o.facts, about: name } }));
  };
  const given = how.beds.flatMap(({ guestId, bedId }) => {
    const mine = stretchOf(of, guestId, how.from(guestId));
    const place = places.get(bedId);
    if (!mine?.wants) {
      obstacles.push({
        code: 'no_place_to_give',
        message: 'This guest has no place of their own in this reservation',
      });
      return [];
    }
    if (!place) {
      obstacles.push({ code: 'no_such_bed', message: 'There is no such bed at this shelter' });
      return [];
    }
    const misfit = reasonsAgainst(place, mine.wants, mine.nights);
    if (misfit.length > 0 && !(act.actor.supervisor && how.overrideReason)) {
      obstacles.push(...about(guestId, misfit), {
        code: 'needs_override',
        message: act.actor.supervisor
          ? 'Give a reason to use this place all the same'
          : 'A supervisor may give it all the same, with a reason',
        next: act.actor.supervisor ? { label: 'Give a reason', act: 'override' } : undefined,
      });
    }
    obstacles.push(...about(guestId, takenBy(of, place, mine, alsoGiven)));
    return [{ mine, place, misfit: misfit.length > 0, from: how.from(guestId) }];
  });
  if (obstacles.length > 0) throw refuse('obstacles', how.undone, onceEach(obstacles));

  // The new beds stand as if somebody lay there already; everybody provisional around them is seated again.
  const chosen = new Map(given.map((g) => [g.mine.assignment, g.place]));
  const kept = of.kept.map((k): Kept => {
    const place = chosen.get(k.assignment);
    return place ? { ...k, kind: 'presence', bed: place.bed, unit: place.unit, movable: false } : k;
  });
  const { moves, displaced } = displacedBy(of.places, kept);
  const pushedOut = displaced.filter(
    (d) => !of.kept.some((k) => k.assignment === d.assignment && !k.movable),
  );
  if (pushedOut.length > 0) {
    throw refuse(
      'displaces',
      `${how.undone.replace(/\.$/, '')}: it would leave somebody who has a promise without a place.`,
      [
        {
          code: 'displaces',
          message: `${pushedOut.length === 1 ? 'One promise' : `${pushedOut.length} promises`} could not be kept`,
          next: { label: 'Choose another place', act: 'other_place' },
        },
      ],
    );
  }
  const units = new Map(of.places.map((p) => [p.bed, p.unit]));
  await checkAtCommit(act.db);
  await carryOutMoves(
    act.db,
    moves.filter((m) => !chosen.has(m.assignment)),
    (bed) => units.get(bed)!,
    act.now,
  );
  const overridden = given.some((g) => g.misfit);
  const confirmed = {
    at: act.now,
    by: act.actor.userId,
    overrideReason: overridden ? (how.overrideReason ?? null) : null,
  };
  for (const [from, beds] of Map.groupBy(
    given.filter((g) => !isNowhere(g.mine)),
    (g) => g.from,
  )) {
    await confirmBeds(
      act.db,
      beds.map((g) => ({ assignmentId: g.mine.assignment, bedId: g.place.bed, unitKey: g.place.unit })),
      { ...confirmed, from },
    );
  }
  await insertGivenBeds(
    act.db,
    facility.id,
    given
      .filter((g) => isNowhere(g.mine))
      .map((g) => ({
        guestId: g.mine.guest!,
        bedId: g.place.bed,
        unitKey: g.place.unit,
        nights: g.mine.nights,
      })),
    confirmed,
  );
  await checkNow(act.db);
  await recordOtherBed(
    act.db,
    given.map((g) => ({ guestId: g.mine.guest!, bedId: g.place.bed })),
    tonight,
  );
  return { overridden };
};

const onceEach = (obstacles: Obstacle[]): Obstacle[] => [
  ...new Map(obstacles.map((o) => [`${o.code} ${o.message}`, o])).values(),
];

/**
 * The shelter gives Room & Bed. Names the version it saw; provisional guests in the way are seated elsewhere, or it is
 * refused with whom it would leave without a place. A place that does not fit needs a supervisor's reason.
 */
export const giveBeds = async (
  act: Act,
  reservationId: number,
  how: { version: number; beds: Given[]; overrideReason?: string },
): Promise<{ version: number; clientIds: number[]; facilityId: number; overridden: boolean }> => {
  const before = await openReservation(act, reservationId);
  const facility = await ownFacility(act.db, act.actor, before.reservation.facilityId);
  await lockForStay(
    act,
    before.guests.map((g) => g.clientId),
    [facility.id],
  );
  const { reservation } = await openReservation(act, reservationId);
  const guests = await readGuestRows(act.db, reservationId);
  if (reservation.cancelledAt)
    throw refuse('cancelled_already', 'This reservation is cancelled; no bed was given.');
  if (reservation.version !== how.version) throw changedMeanwhile('reservation');
  const begin = laterOf(reservation.beginDate, tonightOf(facility, act.now));
  const clientIds = guests.map((g) => g.clientId);
  const { overridden } = await give(act, facility, {
    beds: how.beds.filter((b) => guests.some((g) => g.id === b.guestId)),
    from: () => begin,
    obstacles: [
      // Every gate looks at bars again: one may have been issued since the booking.
      ...(await barObstacles(act.db, {
        clientIds,
        facilityId: facility.id,
        nights: { begin, end: reservation.endDate },
      })),
      ...how.beds
        .filter((b) => !guests.some((g) => g.id === b.guestId))
        .map(
          (): Obstacle => ({
            code: 'no_place_to_give',
            message: 'This guest has no place of their own in this reservation',
          }),
        ),
    ],
    undone: 'No bed was given.',
    overrideReason: how.overrideReason,
  });
  const version = await markConfirmed(act.db, reservationId, { at: act.now, by: act.actor.userId });
  return { version, clientIds, facilityId: facility.id, overridden };
};

/**
 * Two guests exchange their places from tonight on, in one act: each is checked against the other's, and whoever is
 * provisional around them is seated again. R57, R58.
 * @throws Refusal 409 with every reason of both, 404 for guests of other shelters
 */
export const swapBeds = async (
  act: Act,
  facilityId: number,
  how: { guests: { guestId: number; version: number }[]; overrideReason?: string },
): Promise<{ clientIds: number[]; beds: Given[]; overridden: boolean }> => {
  const facility = await ownFacility(act.db, act.actor, facilityId);
  const guestIds = how.guests.map((g) => g.guestId);
  const read = async () => {
    const rows = await readGuests(act.db, guestIds);
    const found = guestIds.map((id) => rows.find((r) => r.id === id && r.facilityId === facility.id));
    if (found.some((g) => !g || g.cancelledAt || g.leftAt)) throw notFound('guest');
    return found as GuestStanding[];
  };
  const clientIds = (await read()).map((g) => g.clientId);
  await lockForStay(act, clientIds, [facility.id]);
  const guests = await read();
  if (guests.some((g, i) => g.version !== how.guests[i]!.version)) throw changedMeanwhile('reservation');
  const tonight = tonightOf(facility, act.now);
  const fromOf = new Map(guests.map((g) => [g.id, laterOf(g.beginDate, tonight)]));
  const bedOf = await readBedsNow(act.db, guestIds, tonight);
  const [one, two] = guestIds.map((id) => bedOf.get(id) ?? null);
  const obstacles: Obstacle[] = await barObstacles(act.db, {
    clientIds,
    facilityId: facility.id,
    nights: { begin: tonight, end: addDays(tonight, 1) },
  });
  if (!one || !two)
    throw refuse('obstacles', 'Nobody was moved.', [
      ...obstacles,
      { code: 'no_place_to_give', message: 'Each of the two needs a place of their own tonight' },
    ]);
  const beds = [
    { guestId: guestIds[0]!, bedId: two },
    { guestId: guestIds[1]!, bedId: one },
  ];
  const { overridden } = await give(act, facility, {
    beds,
    from: (guestId) => fromOf.get(guestId)!,
    obstacles,
    undone: 'Nobody was moved.',
    overrideReason: how.overrideReason,
    names: new Map(guests.map((g) => [g.id, g.name])),
  });
  for (const id of new Set(guests.map((g) => g.reservationId)))
    await markConfirmed(act.db, id, { at: act.now, by: act.actor.userId });
  return { clientIds, beds, overridden };
};
