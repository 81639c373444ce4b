import type { z } from 'zod';
import type { Night, Nights } from '../../contract/nights.ts';
import { addDays } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import type {
  Fit,
  GuestRequest,
  HousingFacility,
  listHousingFacilities,
} from '../../contract/reservations.ts';
import { neutralObstacle } from '../bars/rules.ts';
import { readBarsInForce } from '../bars/store.ts';
import { bookableFacilities, type FacilityRow, summaryOf, tonightOf } from '../facilities/store.ts';
import { notFound } from '../http/refusal.ts';
import { type Act, doorOf } from './booking.ts';
import { openReservation } from './changes.ts';
import { petsOf, requestFor } from './party.ts';
import { newBeside, obstaclesToStay } from './rules.ts';
import { aboutPets, petsMore } from './rules-pets.ts';
import { holdsDuring } from './seating/fit.ts';
import { howManyMore, seat } from './seating/seating.ts';
import type { Request } from './seating/types.ts';
import {
  guestFacts,
  type Person,
  readLiveEnrollments,
  readPeople,
  readPlacesAlready,
} from './store-people.ts';
import { readKeptPets } from './store-pets.ts';
import { type FacilityFacts, readFacilityFacts } from './store-places.ts';

type Query = z.output<(typeof listHousingFacilities)['query']>;

/** More than nine is shown as "9+". */
export const mostCounted = 10;

// What only stands between now and booking, and is done on the way: it is no reason to hide a free place.
const onTheWay = new Set([
  'no_enrollment',
  'no_assessment',
  'assessment_too_old',
  'consent_not_asked',
  'age_not_known',
]);

/**
 * Housing Facilities: every facility the actor may book, first those that can take this party, each with how many more
 * parties like it can be booked or every reason why not. The count is computed by the seating that books.
 */
export const listForParty = async (
  act: Act,
  query: Query,
): Promise<{ facilities: HousingFacility[]; beginDate: Night; endDate: Night }> => {
  const { db, actor, now } = act;
  const all = await bookableFacilities(db, actor, now);
  const facilities = query.facilityId ? all.filter((f) => f.id === query.facilityId) : all;
  const people = await readPeople(db, actor, query.clientIds);
  if (people.length < query.clientIds.length) throw notFound('client');
  const begin =
    query.beginDate ?? (facilities[0] ? tonightOf(facilities[0], now) : now.toISOString().slice(0, 10));
  const end = query.endDate && query.endDate > begin ? query.endDate : addDays(begin, 1);
  const span: Nights = facilities.some((f) => f.projectType === 0)
    ? { begin, end: 'infinity' }
    : { begin, end };

  const except = query.exceptReservation;
  // Only who may know a reservation may see how things would be without it.
  if (except !== undefined) await openReservation(act, except);
  const facts = await readFacilityFacts(db, facilities, begin, now, { except });
  const asked = asksOf(people, query);
  const pets = petsOf(people, asked);
  const kept =
    pets > 0
      ? await readKeptPets(
          db,
          facilities.map((f) => f.id),
          begin,
          except,
        )
      : [];
  const bars = await readBarsInForce(db, query.clientIds, span);
  const has = await readPlacesAlready(db, actor, query.clientIds, span, now, except);
  const enrollments = await readLiveEnrollments(
    db,
    query.clientIds,
    facilities.map((f) => f.projectId),
  );
  const door = doorOf(actor);

  const rows = facilities.map((facility): HousingFacility => {
    const nights: Nights = facility.projectType === 0 ? { begin, end: 'infinity' } : { begin, end };
    const of = facts.get(facility.id)!;
    const request = requestFor(people, { guests: asked, door }, nights, () => null);
    const obstacles = obstaclesToStay({
      door,
      facility: {
        id: facility.id,
        name: facility.name,
        phone: facility.phone,
        extendedStay: facility.projectType === 0,
        victimServiceProvider: facility.victimServiceProvider,
        acceptsWalkIns: facility.acceptsWalkIns,
      },
      tonight: of.tonight,
      nights,
      guests: people.map((p) =>
        guestFacts(
          p,
          begin,
          enrollments.filter((e) => e.projectId === facility.projectId),
          has.filter((h) => h.begin < nights.end && nights.begin < h.end),
          null,
        ),
      ),
      bars: neutralObstacle(bars, { facilityId: facility.id, nights }, facility.phone),
    }).filter((o) => !onTheWay.has(o.code));
    const sought = { facility, nights, pets };
    obstacles.push(...aboutPets(sought, kept));
    return rowFor(facility, of, request, { obstacles, petsMore: petsMore(sought, kept), pets }, now);
  });
  const canFirst = (r: HousingFacility) => (r.obstacles.length === 0 ? 0 : 1);
  return { facilities: rows.sort((a, b) => canFirst(a) - canFirst(b)), beginDate: begin, endDate: end };
};

const rowFor = (
  facility: FacilityRow,
  of: FacilityFacts,
  request: Request,
  { obstacles, petsMore, pets }: { obstacles: Obstacle[]; petsMore: number; pets: number },
  now: Date,
): HousingFacility => {
  const counted = howManyMore(of.places, of.kept, request, mostCounted);
  if (counted === 0) {
    const seating = seat(of.places, of.kept, request);
    if (!seating.seated) obstacles.push(...newBeside(obstacles, seating.obstacles));
  }
  return {
    facility: summaryOf(facility, now),
    more: obstacles.length > 0 ? 0 : Math.min(counted, petsMore),
    fit:
      obstacles.length > 0
        ? []
        : [...fitOf(facility, of, request), ...(pets > 0 ? ['takes_pets' as const] : [])],
    obstacles,
  };
};

// Why it fits: whom the places are for, then what to say before sending.
const fitOf = (facility: FacilityRow, of: FacilityFacts, request: Request): Fit[] => {
  const placements = new Set(
    of.places.flatMap((p) => {
      const held = p.rules.filter((r) => holdsDuring(r, request.nights));
      return held.length === 0 ? [null] : held.map((r) => r.placement);
    }),
  );
  const asks = request.guests.some((g) => g.wants.lowerBunk);
  return [
    placements.has(null)
      ? 'all_gender'
      : placements.size === 2
        ? 'men_and_women'
        : placements.has('women')
          ? 'women'
          : 'men',
    ...(asks ? ['lower_bunk' as const] : []),
    ...(facility.sober ? ['sober' as const] : []),
    ...(facility.projectType === 0 ? ['until_move_out' as const] : []),
    ...(facility.headCountOnly ? ['no_named_beds' as const] : []),
  ];
};

const asksOf = (people: Person[], query: Query): GuestRequest[] =>
  people.map((p, i) => ({
    clientId: p.clientId,
    ...(query.pets !== undefined && { pets: i === 0 ? query.pets : 0 }),
    ...(query.placement !== undefined && { placement: query.placement }),
    ...(query.lowerBunk !== undefined && { lowerBunk: query.lowerBunk }),
    ...(query.accessible !== undefined && { accessible: query.accessible }),
    ...(query.power !== undefined && { power: query.power }),
    ...(query.nearStaff !== undefined && { nearStaff: query.nearStaff }),
  }));
