import type { Exit, MorningChoice, MorningGuest } from '../../contract/departures.ts';
import { addDays, type Night, type Nights } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { neutralObstacle } from '../bars/rules.ts';
import { type FacilityRow, ownFacility, tonightOf } from '../facilities/store.ts';
import { refuse } from '../http/refusal.ts';
import {
  type Act,
  decideFrom,
  lockForStay,
  newCode,
  readStayFacts,
  type StayDecision,
  type StayFactsRead,
} from '../reservations/booking.ts';
import { asRequests } from '../reservations/changes.ts';
import { seatThoseWithoutPlace } from '../reservations/displacement.ts';
import { labelOf } from '../reservations/rules.ts';
import type { Move } from '../reservations/seating/types.ts';
import {
  carryOutMoves,
  checkAtCommit,
  checkNow,
  type GuestRow,
  insertGuestsOfAll,
  insertPromises,
  insertReservations,
  readGuestRowsOfAll,
} from '../reservations/store.ts';
import { readRooms } from '../reservations/store-board.ts';
import { endingOf, leave } from './departure.ts';
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
import {
  closeMorning,
  countNightsSlept,
  readExtensions,
  readMorningDone,
  readMorningRows,
} from './store-morning.ts';

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
      warnings: isKept ? [] : warningsFor(facility, r, read, extensions.get(r.clientId) ?? null, nights),
    };
  });
  return {
    clientIds,
    reply: {
      facilityName: facility.name,
      timeZone: facility.timeZone,
      night,
      tonight,
      closedAt: done?.closedAt.toISOString() ?? null,
      closedBy: done?.by ?? null,
      rebookNights: facility.rebookNights,
      guests,
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
  refuseMorning(facility, tonight, morning, here, before);

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
  await leave(
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
  before: InHouse[],
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
  const known = new Set(before.map((g) => g.guestId));
  if (gone.some((g) => !known.has(g.guestId)) || gone.length > 0)
    obstacles.push({
      code: 'left_since',
      message: `${gone.length === 1 ? 'One guest is' : `${gone.length} guests are`} not in house any more`,
      facts: { count: gone.length },
      next: { label: 'Read again', act: 'reload' },
    });
  if (obstacles.length > 0)
    throw refuse('obstacles', 'The morning is not confirmed. Nothing was saved.', obstacles);
};

interface Asking extends Chosen {
  guest: InHouse;
}

/** Keeps a place for each party that returns; those of a party who ask for the same nights stay one party. */
const keepPlaces = async (act: Act, facility: FacilityRow, asks: Asking[]) => {
  const kept: { guestId: number; reservationId: number; sameBed: boolean }[] = [];
  const notKept: { guestId: number; clientId: number; name: string; obstacles: Obstacle[] }[] = [];
  if (asks.length === 0) return { kept, notKept };
  const { db, actor, now } = act;
  const tonight = tonightOf(facility, now);
  const clientIds = asks.map((a) => a.guest.clientId);
  const rows = await readGuestRowsOfAll(db, [...new Set(asks.map((a) => a.guest.reservationId))]);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const longest = Math.max(...asks.map((a) => a.nights ?? 1));
  const read = await readStayFacts(act, facility, {
    clientIds,
    nights: { begin: tonight, end: addDays(tonight, longest) },
    pets: rows.some((row) => row.pets > 0),
  });
  const slept = await countNightsSlept(db, facility.id, clientIds, countsSince(facility, tonight));
  const extensions = await readExtensions(db, facility.id, clientIds);

  const decided: { party: Asking[]; guests: GuestRow[]; decision: StayDecision }[] = [];
  const moves = new Map<number, Move>();
  for (const party of partiesOf(asks)) {
    const guests = party.map((a) => rowOf.get(a.guestId)!);
    const nights = { begin: tonight, end: addDays(tonight, party[0]!.nights ?? 1) };
    const decision = decideFrom(
      facility,
      {
        facilityId: facility.id,
        guests: requestsOf(guests),
        beginDate: tonight,
        endDate: nights.end,
        door: 'returning',
        partyId: party[0]!.guest.partyId,
      },
      nights,
      read,
    );
    const obstacles = [
      ...aboutRebooking(facility, nights),
      ...guests.flatMap((g) =>
        aboutLongestStay(
          facility,
          {
            clientId: g.clientId,
            name: g.goesBy ?? g.name,
            slept: slept.get(g.clientId) ?? 0,
            extendedUntil: extensions.get(g.clientId) ?? null,
          },
          nights,
        ),
      ),
      ...decision.obstacles,
    ];
    if (obstacles.length > 0 || !decision.seating.seated) {
      notKept.push(...guests.map((g) => ({ guestId: g.id, clientId: g.clientId, name: g.name, obstacles })));
      continue;
    }
    stand(decision, party[0]!.guest.partyId, moves);
    decided.push({ party, guests, decision });
  }
  if (decided.length === 0) return { kept, notKept };

  const reservationIds = await insertReservations(
    db,
    decided.map(({ party, decision }) => ({
      code: newCode(),
      facilityId: facility.id,
      organizationId: facility.organizationId,
      projectId: facility.projectId,
      partyId: party[0]!.guest.partyId,
      door: 'returning',
      nights: decision.nights,
      arriveBy: null,
      note: null,
      madeBy: actor.organizationId,
      at: now,
      by: actor.userId,
    })),
  );
  const made = await insertGuestsOfAll(
    db,
    decided.map(({ party, guests, decision }, i) => ({
      of: {
        reservationId: reservationIds[i]!,
        partyId: party[0]!.guest.partyId,
        projectId: facility.projectId,
      },
      guests: guests.map((g) => newGuestOf(g, guests, decision)),
    })),
  );
  const units = new Map(read.facts.places.map((p) => [p.bed, p.unit]));
  if (moves.size > 0) {
    await checkAtCommit(db);
    await carryOutMoves(db, [...moves.values()], (bed) => units.get(bed)!, now);
  }
  const seats = decided.flatMap(({ party, decision }, i) =>
    (decision.seating.seated ? decision.seating.seats : []).map((seat) => ({
      guestId: made.get(reservationIds[i]!)!.get(seat.guest)!,
      clientId: seat.guest,
      bedId: seat.bed,
      unitKey: seat.bed === null ? null : units.get(seat.bed)!,
      nights: seat.nights,
      partyId: party[0]!.guest.partyId,
      // The same bed was theirs to choose: it stays given.
      confirmed: seat.bed !== null && seat.bed === read.lastBeds.get(seat.guest),
    })),
  );
  await insertPromises(db, { facilityId: facility.id, at: now, by: actor.userId }, seats);
  if (moves.size > 0) await checkNow(db);
  for (const [i, { party, guests }] of decided.entries()) {
    for (const [g, asked] of party.entries()) {
      const clientId = guests[g]!.clientId;
      const own = seats.filter((s) => s.clientId === clientId);
      kept.push({
        guestId: asked.guestId,
        reservationId: reservationIds[i]!,
        sameBed: own.every((s) => s.bedId === null || s.confirmed),
      });
    }
  }
  return { kept, notKept };
};

/** Those who came together and ask for the same nights, in the order of the list. */
const partiesOf = (asks: Asking[]): Asking[][] => {
  const parties = new Map<string, Asking[]>();
  for (const ask of asks) {
    const key = `${ask.guest.partyId} ${ask.nights ?? 1}`;
    parties.set(key, [...(parties.get(key) ?? []), ask]);
  }
  return [...parties.values()];
};

// An infant shares the place of another only where that one returns, too.
const requestsOf = (guests: GuestRow[]) =>
  asRequests(guests, true).map(({ sharesWith, ...asked }) => ({
    ...asked,
    ...(guests.some((g) => g.clientId === sharesWith) && { sharesWith }),
  }));

const newGuestOf = (g: GuestRow, party: GuestRow[], decision: StayDecision) => ({
  clientId: g.clientId,
  enrollmentId: decision.enrollmentOf.get(g.clientId)!.id,
  placement: g.placement,
  lowerBunk: g.lowerBunk,
  accessible: g.accessible,
  power: g.power,
  nearStaff: g.nearStaff,
  crib: g.crib,
  pets: g.pets,
  interpreter: g.interpreter,
  workShift: g.workShift,
  confidentialSite: g.confidentialSite,
  furtherNeeds: g.furtherNeeds,
  sharesWith: party.some((other) => other.clientId === g.sharesWithClient) ? g.sharesWithClient : null,
});

const aboutRebooking = (facility: FacilityRow, nights: Nights): Obstacle[] => {
  const asked = Math.round((Date.parse(nights.end) - Date.parse(nights.begin)) / 86_400_000);
  if (facility.rebookNights === 0)
    return [
      {
        code: 'no_rebooking',
        message: `${facility.name} keeps no places in the morning; the reservation team books each night`,
        facts: { facility: facility.name },
      },
    ];
  if (asked <= facility.rebookNights) return [];
  return [
    {
      code: 'too_many_nights_ahead',
      message: `${facility.name} keeps a place for at most ${facility.rebookNights} nights in the morning`,
      facts: { facility: facility.name, nights: facility.rebookNights },
    },
  ];
};

/** What was decided for one party stands when the next is decided: its places, and whom it moved aside. */
const stand = (decision: StayDecision, partyId: number, moves: Map<number, Move>) => {
  const { seating, facts, request } = decision;
  if (!seating.seated) return;
  const units = new Map(facts.places.map((p) => [p.bed, p.unit]));
  for (const move of seating.moves) {
    moves.set(move.assignment, move);
    const row = facts.kept.find((k) => k.assignment === move.assignment);
    if (!row) continue;
    for (const [i, seat] of move.seats.entries()) {
      const moved = { bed: seat.bed, unit: units.get(seat.bed)!, nights: seat.nights, movable: false };
      if (i === 0) Object.assign(row, moved);
      else facts.kept.push({ ...row, ...moved });
    }
  }
  for (const seat of seating.seats) {
    facts.kept.push({
      assignment: -seat.guest,
      bed: seat.bed,
      unit: seat.bed === null ? null : units.get(seat.bed)!,
      party: partyId,
      client: seat.guest,
      guest: null,
      nights: seat.nights,
      kind: 'promise',
      movable: false,
      wants: request.guests.find((g) => g.guest === seat.guest)?.wants ?? null,
      lastBed: null,
    });
  }
};
