import { randomInt } from 'node:crypto';
import type { Transaction } from 'kysely';
import { addDays, type Night, type Nights, overlaps } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { GuestRequest, ToldNeeds } from '../../contract/reservations.ts';
import { sayNights } from '../../contract/words.ts';
import { type Actor, isTeam } from '../accounts/actor.ts';
import { type BarInForce, neutralObstacle } from '../bars/rules.ts';
import { readBarsInForce } from '../bars/store.ts';
import { lockForWriting } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { bookableFacility, type FacilityRow, lockFacilities, tonightOf } from '../facilities/store.ts';
import { notFound, Refusal, refuse } from '../http/refusal.ts';
import { checkSharing, petsOf, requestFor, toldNeedsOf } from './party.ts';
import { newBeside, obstaclesToStay } from './rules.ts';
import { aboutPets, type KeptPets } from './rules-pets.ts';
import { seat } from './seating/seating.ts';
import type { Door, Request, Seating } from './seating/types.ts';
import {
  carryOutMoves,
  checkAtCommit,
  checkNow,
  endExpiredHolds,
  insertGuests,
  insertParty,
  insertPromises,
  insertReservation,
  type NewGuest,
  planEnrollments,
} from './store.ts';
import {
  guestFacts,
  type Person,
  readLastBeds,
  readLiveEnrollments,
  readPeople,
  readPlacesAlready,
} from './store-people.ts';
import { readKeptPets } from './store-pets.ts';
import { type FacilityFacts, readFacilityFacts } from './store-places.ts';

/** One transaction of an actor at an instant. */
export interface Act {
  db: Transaction<DB>;
  actor: Actor;
  now: Date;
}

/** The same, or what happens by itself: then nobody is named. */
export type ActOrJob = Pick<Act, 'db' | 'now'> & { actor: { userId: string | null } };

export interface StayAsked {
  facilityId: number;
  /** A party that is moved brings along what the shelter was told of it. */
  guests: (GuestRequest & Partial<ToldNeeds>)[];
  beginDate?: Night;
  endDate?: Night;
  door: Door;
  /** The reservation whose own places don't count: it is being changed or moved. */
  except?: number;
  /** Beds to prefer, by client: where they are now. */
  preferred?: Map<number, number>;
  /** The party that asks, where it is one already: its members may share its rooms. */
  partyId?: number;
  /** Enrollments are carried along by the act itself, so that a missing one is no reason. */
  carriesEnrollments?: boolean;
  /** They join that party here: its private unit is open to them, and nothing else where it has one. */
  joins?: true;
}

/** The nights a stay takes: extended stay has no end, whatever was asked; night-by-night is one night unless told. */
export const nightsOf = (
  facility: FacilityRow,
  tonight: Night,
  asked: { beginDate?: Night; endDate?: Night },
): Nights => {
  const begin = asked.beginDate ?? tonight;
  if (facility.projectType === 0) return { begin, end: 'infinity' };
  const end = asked.endDate ?? addDays(begin, 1);
  if (end <= begin) {
    throw new Refusal({
      status: 400,
      code: 'shape',
      title: 'The Reservation End Date is the day of leaving; it must come after the Begin Date.',
      fields: { 'body.endDate': 'A day after the Begin Date' },
    });
  }
  return { begin, end };
};

/** Everything that decides about a stay, read in this transaction, and the decision. */
export interface StayDecision {
  facility: FacilityRow;
  nights: Nights;
  people: Person[];
  facts: FacilityFacts;
  keptPets: KeptPets[];
  request: Request;
  enrollmentOf: Map<number, { id: number; state: 'pending' | 'open' }>;
  enrollments: Awaited<ReturnType<typeof readLiveEnrollments>>;
  obstacles: Obstacle[];
  seating: Seating;
}

/**
 * Locks, in the one order: clients ascending, then facilities ascending; then ends holds that ran out.
 * @throws Refusal 403 for a victim service provider, 404 where one of these people does not stand
 */
export const lockForStay = async (act: Act, clientIds: number[], facilityIds: number[]) => {
  await lockForWriting(act.db, act.actor, clientIds);
  await lockFacilities(act.db, facilityIds);
  for (const id of facilityIds.slice(0, 1)) await endExpiredHolds(act.db, id, clientIds, act.now);
};

/** What decides about stays of these people at a facility, as it stands in this transaction. */
export interface StayFactsRead {
  people: Person[];
  enrollments: Awaited<ReturnType<typeof readLiveEnrollments>>;
  has: Awaited<ReturnType<typeof readPlacesAlready>>;
  bars: BarInForce[];
  lastBeds: Map<number, number>;
  facts: FacilityFacts;
  keptPets: KeptPets[];
}

/** Reads them, for one party or for many that stay on the same nights. Locks are the caller's. */
export const readStayFacts = async (
  { db, actor, now }: Act,
  facility: FacilityRow,
  {
    clientIds,
    nights,
    except,
    pets,
  }: { clientIds: number[]; nights: Nights; except?: number; pets?: boolean },
): Promise<StayFactsRead> => {
  const people = await readPeople(db, actor, clientIds);
  if (people.length < clientIds.length) throw notFound('client');
  return {
    people,
    enrollments: await readLiveEnrollments(db, clientIds, [facility.projectId]),
    has: await readPlacesAlready(db, actor, clientIds, nights, now, except),
    bars: await readBarsInForce(db, clientIds, nights),
    lastBeds: await readLastBeds(db, facility.id, clientIds),
    facts: (await readFacilityFacts(db, [facility], nights.begin, now)).get(facility.id)!,
    keptPets:
      pets || people.some((p) => p.needs.pets > 0)
        ? await readKeptPets(db, [facility.id], nights.begin, except)
        : [],
  };
};

/** Reads the facts of a stay and decides, without saving anything. Locks are the caller's. */
export const decideStay = async (
  act: Act,
  facility: FacilityRow,
  asked: StayAsked,
): Promise<StayDecision> => {
  const nights = nightsOf(facility, tonightOf(facility, act.now), asked);
  const clientIds = asked.guests.map((g) => g.clientId);
  const { except } = asked;
  const pets = asked.guests.some((g) => g.pets);
  const read = await readStayFacts(act, facility, { clientIds, nights, except, pets });
  return decideFrom(facility, asked, nights, read);
};

/** Decides about one party's stay from what was read, which may hold more people than this party. */
export const decideFrom = (
  facility: FacilityRow,
  asked: StayAsked,
  nights: Nights,
  read: StayFactsRead,
): StayDecision => {
  const { enrollments, has, lastBeds, facts, keptPets } = read;
  const everybody = new Map(read.people.map((p) => [p.clientId, p]));
  const people = asked.guests.map((g) => everybody.get(g.clientId)!);
  const bars = read.bars.filter((b) => people.some((p) => p.clientId === b.clientId));
  const pets = petsOf(people, asked.guests);

  const enrollmentOf = new Map(
    asked.guests.flatMap((g) => {
      const fitting = enrollments.filter(
        (e) => e.clientId === g.clientId && (g.enrollmentId === undefined || e.id === g.enrollmentId),
      );
      return fitting[0] ? [[g.clientId, fitting[0]] as const] : [];
    }),
  );
  const guests = people.map((p, i) =>
    guestFacts(p, nights.begin, enrollments, has, asked.guests[i]!.enrollmentId ?? null),
  );
  const request = requestFor(
    people,
    asked,
    nights,
    (client) => asked.preferred?.get(client) ?? lastBeds.get(client) ?? null,
  );
  const company = asked.joins ? companyOf(facts, request.party, nights) : null;
  if (company?.withChildren) for (const guest of request.guests) guest.wants.partyHasChildren = true;
  // Whoever lies there already is known to seating by the guest's row, not by the client.
  for (const guest of request.guests)
    guest.sharesWith = company?.lying.get(guest.sharesWith ?? 0) ?? guest.sharesWith;
  const obstacles = obstaclesToStay({
    door: asked.door,
    facility: {
      id: facility.id,
      name: facility.name,
      phone: facility.phone,
      extendedStay: facility.projectType === 0,
      victimServiceProvider: facility.victimServiceProvider,
      acceptsWalkIns: facility.acceptsWalkIns,
    },
    tonight: facts.tonight,
    nights,
    guests,
    bars: neutralObstacle(bars, { facilityId: facility.id, nights }, facility.phone),
  }).filter((o) => !(asked.carriesEnrollments && o.code === 'no_enrollment'));
  const seating = seat(company?.places ?? facts.places, facts.kept, request);
  return {
    facility,
    nights,
    people,
    facts,
    keptPets,
    request,
    enrollmentOf,
    enrollments,
    obstacles: [
      ...obstacles,
      ...(seating.seated
        ? []
        : company?.together && request.guests.some((g) => g.sharesWith === null)
          ? [noRoomWithThem]
          : newBeside(obstacles, seating.obstacles)),
      ...aboutPets({ facility, nights, pets }, keptPets),
    ],
    seating,
  };
};

const noRoomWithThem: Obstacle = {
  code: 'no_room_with_party',
  message: 'There is no fitting place left in the room of their party',
  next: { label: 'Take in as a walk-in', act: 'walk_in' },
};

/** Where a party that somebody joins lies on these nights: the places of its private unit, or all where it has none. */
const companyOf = (facts: FacilityFacts, party: number, nights: Nights) => {
  const rows = facts.kept.filter(
    (k) => k.party === party && k.bed !== null && k.kind !== 'closure' && overlaps(k.nights, nights),
  );
  const units = new Set(rows.map((k) => k.unit));
  const own = facts.places.filter((p) => p.privateUnit && units.has(p.unit));
  return {
    together: own.length > 0,
    places: own.length > 0 ? own : facts.places,
    withChildren: rows.some((k) => k.wants?.partyHasChildren),
    lying: new Map(rows.map((k) => [k.client!, k.guest!])),
  };
};

/** The refusal with every reason at once: what was not done, for which nights. */
export const refuseStay = (decision: StayDecision, not = 'Not reserved') =>
  refuse(
    'obstacles',
    `${not} at ${decision.facility.name}, ${sayNights(decision.nights.begin, decision.nights.end)}. Nothing was saved.`,
    decision.obstacles,
  );

/** Checks and saves a reservation with its guests and promises. Returns its id. */
export const bookStay = async (
  act: Act,
  asked: StayAsked & { arriveBy?: string; note?: string },
  not = 'Not reserved',
): Promise<{ reservationId: number; decision: StayDecision }> => {
  const { db, actor, now } = act;
  checkSharing(asked.guests);
  const facility = await bookableFacility(db, actor, asked.facilityId, now);
  await lockForStay(
    act,
    asked.guests.map((g) => g.clientId),
    [facility.id],
  );
  const decision = await decideStay(act, facility, asked);
  if (decision.obstacles.length > 0 || !decision.seating.seated) throw refuseStay(decision, not);

  const partyId = asked.partyId ?? (await insertParty(db, now));
  const reservationId = await insertReservation(db, {
    code: newCode(),
    facilityId: facility.id,
    organizationId: facility.organizationId,
    projectId: facility.projectId,
    partyId,
    door: asked.door,
    nights: decision.nights,
    arriveBy: asked.arriveBy ? new Date(asked.arriveBy) : null,
    note: asked.note ?? null,
    madeBy: actor.organizationId,
    at: now,
    by: actor.userId,
  });
  const guests = newGuests(decision, asked.guests);
  const guestIds = await insertGuests(db, { reservationId, partyId, projectId: facility.projectId }, guests);
  await savePromises(act, decision, partyId, guestIds);
  await planEnrollments(
    db,
    guests.map((g) => g.enrollmentId),
    now,
  );
  return { reservationId, decision };
};

/** A party's guests as they are saved: what they need, and what the shelter is told of them. */
export const newGuests = (
  decision: StayDecision,
  asked: StayAsked['guests'],
  company: number[] = [],
): NewGuest[] => {
  const sharing = checkSharing(asked, company);
  const told = new Map(
    decision.people.map((p, i) => {
      const { further, ...needs } = toldNeedsOf(p, asked[i]!);
      return [p.clientId, { ...needs, furtherNeeds: further }] as const;
    }),
  );
  return decision.request.guests.map((g) => ({
    ...told.get(g.guest)!,
    clientId: g.guest,
    enrollmentId: decision.enrollmentOf.get(g.guest)!.id,
    placement: g.wants.placement,
    lowerBunk: g.wants.lowerBunk,
    accessible: g.wants.accessible,
    power: g.wants.power,
    nearStaff: g.wants.nearStaff,
    crib: g.wants.crib,
    sharesWith: sharing.get(g.guest) ?? null,
  }));
};

/** Saves what seating decided: moves of others first, then this party's places. Throws what the database refuses. */
export const savePromises = async (
  act: Act,
  decision: StayDecision,
  partyId: number,
  guestIds: Map<number, number>,
) => {
  const { seating, facts, facility } = decision;
  if (!seating.seated) throw refuseStay(decision);
  const units = new Map(facts.places.map((p) => [p.bed, p.unit]));
  if (seating.moves.length > 0) {
    await checkAtCommit(act.db);
    await carryOutMoves(act.db, seating.moves, (bed) => units.get(bed)!, act.now);
  }
  await insertPromises(
    act.db,
    { facilityId: facility.id, at: act.now, by: act.actor.userId },
    seating.seats.map((s) => ({
      partyId,
      guestId: guestIds.get(s.guest)!,
      clientId: s.guest,
      bedId: s.bed,
      unitKey: s.bed === null ? null : units.get(s.bed)!,
      nights: s.nights,
    })),
  );
  if (seating.moves.length > 0) await checkNow(act.db);
};

const letters = 'ABCDEFGHJKMNPQRSTVWXYZ';
const digits = '23456789';
const pick = (from: string) => from[randomInt(from.length)]!;

/** A code to say aloud and to scan: letter digit, three letters, two digits; no name in it, nothing to guess from. */
export const newCode = () =>
  pick(letters) +
  pick(digits) +
  pick(letters) +
  pick(letters) +
  pick(letters) +
  pick(digits) +
  pick(digits) +
  pick(letters);

/** The door through which an actor's requests come. */
export const doorOf = (actor: Actor): Door => (isTeam(actor) ? 'team' : 'walk_in');
