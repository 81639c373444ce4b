import type { Exit, MorningChoice, MorningGuest } from '../../contract/departures.ts';
import { addDays, type Night, type Nights } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { neutralObstacle } from '../bars/rules.ts';
import { type FacilityRow, ownFacility, tonightOf } from '../facilities/store.ts';
import { refuse } from '../http/refusal.ts';
import { type Act, lockForStay, readStayFacts, type StayFactsRead } from '../reservations/booking.ts';
import { seatThoseWithoutPlace } from '../reservations/displacement.ts';
import { labelOf } from '../reservations/rules.ts';
import { readRooms } from '../reservations/store-board.ts';
import { checkOutAll, endingOf } from './departure.ts';
import { keepPlaces } from './rebooking.ts';
import { aboutLongestStay, countsSince, warnsWithin } from './rules.ts';
import {
  type Done,
  endEnrollments,
  endNights,
  expectAgain,
  type InHouse,
  keepOneHead,
  readInHouse,
} from './store-departure.ts';
import { readOnLeave } from './store-leave.ts';
import { closeMorning, readExtensions, readMorningDone, readMorningRows } from './store-morning.ts';

/** Everybody who slept here last night and is still here: the night before tonight. */
export const openMorning = async (act: Act, facilityId: number) => {
  const { db, now } = act;
  const facility = await ownFacility(db, act.actor, facilityId);
  const tonight = tonightOf(facility, now);
  const night = addDays(tonight, -1);
  const rows =
    facility.projectType === 1
      ? await readMorningRows(db, facility.id, night, countsSince(facility, tonight))
      : [];
  const clientIds = rows.map((r) => r.clientId);
  const nights = { begin: tonight, end: addDays(tonight, 1) };
  const read = await readStayFacts(act, facility, { clientIds, nights });
  const extensions = await readExtensions(db, facility.id, clientIds);
  const rooms = new Map((await readRooms(db, facility.id)).map((room) => [room.id, room.name]));
  const beds = new Map(read.facts.beds.map((bed) => [bed.id, bed]));
  const sizes = new Map<number, number>();
  for (const r of rows) sizes.set(r.partyId, (sizes.get(r.partyId) ?? 0) + 1);
  const done = await readMorningDone(db, facility.id, night);
  const leaves = await readOnLeave(db, facility.id, night);
  const startsTonight = new Map(leaves.flatMap((l) => (l.from === tonight ? [[l.guestId, l.until]] : [])));
  const guests = rows.map((r): MorningGuest => {
    const bed = r.bedId === null ? undefined : beds.get(r.bedId);
    const isKept = r.endDate > tonight;
    return {
      guestId: r.guestId,
      clientId: r.clientId,
      reservationId: r.reservationId,
      partyId: r.partyId,
      partySize: sizes.get(r.partyId)!,
      name: r.name,
      sayIt: r.sayIt,
      goesBy: r.goesBy,
      bedLabel: bed ? labelOf(bed) : null,
      roomName: bed ? (rooms.get(bed.roomId) ?? null) : null,
      arrivedAt: r.arrivedAt.toISOString(),
      nightsSlept: r.nightsSlept,
      lastMorning: r.lastMorning,
      keptUntil: isKept ? r.endDate : null,
      awayUntil: startsTonight.get(r.guestId) ?? null,
      warnings: isKept ? [] : warningsFor(facility, r, read, extensions.get(r.clientId) ?? null, nights),
    };
  });
  const onLeave = facility.projectType === 1 ? leaves.filter((l) => l.from <= night) : [];
  return {
    clientIds: [...clientIds, ...onLeave.map((l) => l.clientId)],
    reply: {
      facilityName: facility.name,
      timeZone: facility.timeZone,
      night,
      tonight,
      closedAt: done?.closedAt.toISOString() ?? null,
      closedBy: done?.by ?? null,
      rebookNights: facility.rebookNights,
      guests,
      onLeave: onLeave.map(({ guestId, name, goesBy, until, freesPlace }) => ({
        guestId,
        name,
        goesBy,
        until,
        freesPlace,
      })),
    },
  };
};

const warningsFor = (
  facility: FacilityRow,
  who: { clientId: number; name: string; nightsSlept: number },
  read: StayFactsRead,
  extendedUntil: Night | null,
  nights: Nights,
): Obstacle[] => {
  const bars = read.bars.filter((b) => b.clientId === who.clientId);
  const elsewhere = read.has.filter((p) => p.clientId === who.clientId && p.facilityId !== facility.id);
  const longest = aboutLongestStay(facility, { ...who, slept: who.nightsSlept, extendedUntil }, nights);
  const left = facility.mostNights === null ? null : facility.mostNights - who.nightsSlept;
  return [
    ...neutralObstacle(bars, { facilityId: facility.id, nights }, facility.phone),
    ...elsewhere.map(
      (): Obstacle => ({
        code: 'already_has_place',
        message: `${who.name} already has a place tonight`,
        facts: { client: who.clientId, name: who.name, begin: nights.begin, end: nights.end },
      }),
    ),
    ...longest,
    ...(longest.length === 0 && left !== null && left <= warnsWithin
      ? [
          {
            code: 'nights_left' as const,
            message: `${left} nights left of the ${facility.mostNights} that one person may stay here`,
            facts: { nights: left, most: facility.mostNights },
          },
        ]
      : []),
  ];
};

interface Chosen {
  guestId: number;
  choice: MorningChoice;
  nights?: number;
  exit?: Exit;
}

/**
 * The whole morning in one step: who leaves, who moved out, who returns. Everybody is checked out; each party that
 * returns is kept a place, the same where possible, as one request after another would get it. Who can't be kept is
 * listed with every reason, and the rest goes through. R49, R51, R59.
 * @throws Refusal 409 before the night is over, or where a guest left since
 */
export const finishMorning = async (
  act: Act,
  facilityId: number,
  morning: { night: Night; guests: Chosen[]; closes: boolean },
) => {
  const { db, actor, now } = act;
  const facility = await ownFacility(db, actor, facilityId);
  const tonight = tonightOf(facility, now);
  const guestIds = morning.guests.map((g) => g.guestId);
  const before = await readInHouse(db, facility.id, guestIds);
  await lockForStay(
    act,
    before.map((g) => g.clientId),
    [facility.id],
  );
  const here = new Map((await readInHouse(db, facility.id, guestIds)).map((g) => [g.guestId, g]));
  refuseMorning(facility, tonight, morning, here);

  const chose = (choice: MorningChoice) =>
    morning.guests.filter((g) => g.choice === choice).map((g) => ({ ...g, guest: here.get(g.guestId)! }));
  const done: Done = { at: now, by: actor.userId };
  const returning = chose('returning');
  const keeps = returning.filter((g) => g.guest.endDate > tonight);
  const asks = returning.filter((g) => g.guest.endDate <= tonight);
  const movedOut = chose('moved_out');

  const kept = keeps.map((g) => g.guestId);
  await endNights(db, kept, done);
  await expectAgain(db, kept);
  await checkOutAll(
    act,
    facility,
    [...chose('leaving'), ...movedOut, ...asks].map((g) => g.guest),
    done,
  );
  await endEnrollments(
    db,
    movedOut.map((g) => endingOf(g.guest, g.exit, tonight)),
    done,
  );
  await keepOneHead(
    db,
    movedOut.map((g) => g.guest.enrollmentId),
    now,
  );
  const again = await keepPlaces(act, facility, asks);
  if (morning.closes) await closeMorning(db, facility.id, morning.night, done);
  await seatThoseWithoutPlace(act, facility);
  return {
    facility,
    clientIds: [...here.values()].map((g) => g.clientId),
    reply: {
      left: chose('leaving').map((g) => g.guestId),
      movedOut: movedOut.map((g) => g.guestId),
      returning: [
        ...keeps.map((g) => ({
          guestId: g.guestId,
          reservationId: g.guest.reservationId,
          sameBed: true,
        })),
        ...again.kept,
      ],
      notKept: again.notKept,
    },
  };
};

const refuseMorning = (
  facility: FacilityRow,
  tonight: Night,
  morning: { night: Night; guests: Chosen[] },
  here: Map<number, InHouse>,
) => {
  const obstacles: Obstacle[] = [];
  if (facility.projectType === 0)
    obstacles.push({
      code: 'no_morning',
      message: 'An extended stay has no morning: check each guest out when they move out',
    });
  else if (morning.night !== addDays(tonight, -1))
    obstacles.push({
      code: morning.night >= tonight ? 'night_not_over' : 'morning_is_over',
      message:
        morning.night >= tonight
          ? 'This night is not over yet: its morning begins when the next night does'
          : 'That night’s morning is over',
      facts: { night: morning.night, tonight },
    });
  const gone = morning.guests.filter((g) => !here.has(g.guestId));
  if (gone.length > 0)
    obstacles.push({
      code: 'left_since',
      message: `${gone.length === 1 ? 'One guest is' : `${gone.length} guests are`} not in house any more`,
      facts: { count: gone.length },
      next: { label: 'Read again', act: 'reload' },
    });
  if (obstacles.length > 0)
    throw refuse('obstacles', 'The morning is not confirmed. Nothing was saved.', obstacles);
};
