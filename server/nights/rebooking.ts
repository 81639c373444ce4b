import { addDays, countNights, type Nights } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { type FacilityRow, tonightOf } from '../facilities/store.ts';
import {
  type Act,
  decideFrom,
  newCode,
  newGuests,
  readStayFacts,
  type StayAsked,
  type StayDecision,
} from '../reservations/booking.ts';
import { asRequests } from '../reservations/changes.ts';
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
import { aboutLongestStay, countsSince } from './rules.ts';
import type { InHouse } from './store-departure.ts';
import { countNightsSlept, readExtensions } from './store-morning.ts';

/** A guest who asks for another night or more, still as they were in house. */
export interface Asking {
  guestId: number;
  nights?: number;
  guest: InHouse;
}

interface Decided {
  party: Asking[];
  requests: StayAsked['guests'];
  decision: StayDecision;
}

/** Keeps a place for each party that returns, in the order of the list; those of a party who ask for the same nights stay one party. */
export const keepPlaces = async (act: Act, facility: FacilityRow, asks: Asking[]) => {
  const notKept: { guestId: number; clientId: number; name: string; obstacles: Obstacle[] }[] = [];
  if (asks.length === 0) return { kept: [], notKept };
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

  const decided: Decided[] = [];
  const moves = new Map<number, Move>();
  for (const party of partiesOf(asks)) {
    const guests = party.map((a) => rowOf.get(a.guestId)!);
    const requests = requestsOf(guests);
    const nights = { begin: tonight, end: addDays(tonight, party[0]!.nights ?? 1) };
    const decision = decideFrom(
      facility,
      {
        facilityId: facility.id,
        guests: requests,
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
    decided.push({ party, requests, decision });
  }
  if (decided.length === 0) return { kept: [], notKept };

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
    decided.map(({ party, requests, decision }, i) => ({
      of: {
        reservationId: reservationIds[i]!,
        partyId: party[0]!.guest.partyId,
        projectId: facility.projectId,
      },
      guests: newGuests(decision, requests),
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
  const moved = new Set(seats.filter((s) => s.bedId !== null && !s.confirmed).map((s) => s.clientId));
  const kept = decided.flatMap(({ party }, i) =>
    party.map(({ guestId, guest }) => ({
      guestId,
      reservationId: reservationIds[i]!,
      sameBed: !moved.has(guest.clientId),
    })),
  );
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

const aboutRebooking = (facility: FacilityRow, nights: Nights): Obstacle[] => {
  if (facility.rebookNights === 0)
    return [
      {
        code: 'no_rebooking',
        message: `${facility.name} keeps no places in the morning; the reservation team books each night`,
        facts: { facility: facility.name },
      },
    ];
  if (countNights(nights) <= facility.rebookNights) return [];
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
