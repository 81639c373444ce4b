import type { Kysely } from 'kysely';
import { readCalendar } from '../../contract/calendar.ts';
import {
  assignBeds,
  cancelReservation,
  changeDates,
  checkReservation,
  listHousingFacilities,
  listPlacesForGuest,
  moveReservation,
  readCurrentReservations,
  readReservation,
  saveReservation,
  undoAssignment,
  undoCancellation,
  undoMove,
} from '../../contract/reservations.ts';
import { blockedBy } from '../bars/rules.ts';
import { keepBlocked } from '../bars/store.ts';
import type { DB } from '../database/generated-types.ts';
import { saidAtExit } from '../enrollment/rules.ts';
import { readEnrollmentSummaries } from '../enrollment/store.ts';
import { bookableFacility, summaryOf } from '../facilities/store.ts';
import { type Route, route } from '../http/mount.ts';
import { readBoard } from './board.ts';
import { bookStay, decideStay, doorOf } from './booking.ts';
import { readCalendarOf } from './calendar.ts';
import { cancel, changeNights, move, openReservation } from './changes.ts';
import { giveBeds, placesForGuest } from './giving.ts';
import { takeBedsBack } from './giving-undo.ts';
import { listForParty, mostCounted } from './housing.ts';
import { petsOf, toldNeedsOf } from './party.ts';
import { petsMore } from './rules-pets.ts';
import { howManyMore } from './seating/seating.ts';
import { lineOfMove, lineOfReservation } from './store-lines.ts';
import { readConfirmation } from './store-replies.ts';
import { undoCancel, undoMoveOf } from './undo.ts';

const whoBooks = { workgroups: ['shelter_reservation_team', 'emergency_shelter_staff'] } as const;
const itsLine = ({ params }: { params: { id: number } }, db: Kysely<DB>) => lineOfReservation(db, params.id);
const shelterStaff = { workgroups: ['emergency_shelter_staff'] } as const;

export const reservationRoutes: Route[] = [
  route(listHousingFacilities, { may: whoBooks, audit: 'housing_facilities.view' }, async (call) => {
    const { query, audit } = call;
    const answer = await listForParty(call, query);
    audit({ clientIds: query.clientIds });
    return answer;
  }),

  route(checkReservation, { may: whoBooks, audit: 'reservation.check' }, async (call) => {
    const { db, actor, body, now, audit } = call;
    const facility = await bookableFacility(db, actor, body.facilityId, now);
    const decision = await decideStay(call, facility, { ...body, door: doorOf(actor) });
    // The form says it before anybody presses Save: that is a placement stopped by a bar as much as a refusal is.
    await keepBlocked(db, blockedBy(decision.obstacles), now);
    audit({
      clientIds: body.guests.map((g) => g.clientId),
      facilityId: facility.id,
      forOrganizationId: facility.organizationId,
    });
    const { facts, nights, people } = decision;
    const seen = await readEnrollmentSummaries(
      db,
      actor,
      people.map((p) => p.clientId),
    );
    return {
      facility: summaryOf(facility, now),
      beginDate: nights.begin,
      endDate: nights.end === 'infinity' ? null : nights.end,
      guests: people.map((p, i) => {
        const { wants } = decision.request.guests[i]!;
        const enrollments = decision.enrollments.filter((e) => e.clientId === p.clientId);
        return {
          clientId: p.clientId,
          name: p.name,
          sayIt: p.sayIt,
          goesBy: p.goesBy,
          needs: {
            placement: wants.placement,
            lowerBunk: wants.lowerBunk,
            accessible: wants.accessible,
            power: wants.power,
            nearStaff: wants.nearStaff,
            crib: wants.crib,
            ...toldNeedsOf(p, body.guests[i]!),
          },
          needsFrom: p.needsFrom,
          enrollments: enrollments.map((e) => ({
            id: e.id,
            state: e.state,
            projectName: facility.projectName,
            date: e.state === 'open' ? e.entryDate : e.plannedDate,
          })),
          enrollmentId: decision.enrollmentOf.get(p.clientId)?.id ?? null,
          saidAtExit: saidAtExit(
            seen.filter((e) => e.clientId === p.clientId),
            facility.projectId,
            nights.begin,
          ),
        };
      }),
      more: Math.min(
        howManyMore(facts.places, facts.kept, decision.request, mostCounted),
        petsMore({ facility, nights, pets: petsOf(people, body.guests) }, decision.keptPets),
      ),
      obstacles: decision.obstacles,
    };
  }),

  route(
    saveReservation,
    { may: whoBooks, audit: 'reservation.save', line: ({ body }) => [body.facilityId] },
    async (call) => {
      const { body, actor, audit, tell } = call;
      const { reservationId, decision } = await bookStay(call, { ...body, door: doorOf(actor) });
      audit({
        clientIds: body.guests.map((g) => g.clientId),
        facilityId: decision.facility.id,
        forOrganizationId: decision.facility.organizationId,
        detail: { reservation: reservationId },
      });
      tell(decision.facility.id);
      return readConfirmation(call, reservationId);
    },
  ),

  route(readReservation, { may: whoBooks, audit: 'reservation.view' }, async (call) => {
    const { guests, reservation } = await openReservation(call, call.params.id);
    call.audit({ clientIds: guests.map((g) => g.clientId), facilityId: reservation.facilityId });
    return readConfirmation(call, call.params.id);
  }),

  route(cancelReservation, { may: whoBooks, audit: 'reservation.cancel', line: itsLine }, async (call) => {
    const { reservation, guests } = await cancel(call, call.params.id, call.body);
    call.audit({
      clientIds: guests.map((g) => g.clientId),
      facilityId: reservation.facilityId,
      forOrganizationId: reservation.organizationId,
      detail: { reservation: reservation.id },
    });
    call.tell(reservation.facilityId);
    return readConfirmation(call, call.params.id);
  }),

  route(changeDates, { may: whoBooks, audit: 'reservation.change_dates', line: itsLine }, async (call) => {
    const { reservation, guests } = await changeNights(call, call.params.id, call.body);
    call.audit({
      clientIds: guests.map((g) => g.clientId),
      facilityId: reservation.facilityId,
      forOrganizationId: reservation.organizationId,
      detail: { reservation: reservation.id },
    });
    call.tell(reservation.facilityId);
    return readConfirmation(call, call.params.id);
  }),

  route(
    moveReservation,
    {
      may: whoBooks,
      audit: 'reservation.move',
      line: async (call, db) => [...(await itsLine(call, db)), call.body.facilityId],
    },
    async (call) => {
      const { from, to, reservationId } = await move(call, call.params.id, call.body);
      call.audit({
        clientIds: from.guests.map((g) => g.clientId),
        facilityId: to.id,
        forOrganizationId: to.organizationId,
        detail: {
          from: from.reservation.id,
          to: reservationId,
          fromFacility: from.facility.id,
          fromOrganization: from.facility.organizationId,
        },
      });
      call.tell(from.reservation.facilityId);
      call.tell(call.body.facilityId);
      return readConfirmation(call, reservationId);
    },
  ),

  route(readCurrentReservations, { may: shelterStaff, audit: 'current_reservations.view' }, async (call) => {
    const board = await readBoard(call, call.params.id, call.query.night);
    const away = board.rooms.flatMap((r) => r.places.flatMap((p) => p.away?.clientId ?? []));
    call.audit({
      facilityId: board.facility.id,
      clientIds: [...board.guests.map((g) => g.clientId), ...away],
    });
    return board;
  }),

  route(readCalendar, { may: shelterStaff, audit: 'calendar.view' }, async (call) => {
    const { calendar, clientIds } = await readCalendarOf(call, call.params.id, call.query.from);
    call.audit({ facilityId: calendar.facility.id, clientIds });
    return calendar;
  }),

  route(listPlacesForGuest, { may: shelterStaff, audit: 'guest.places' }, async (call) => {
    const { seen, reply } = await placesForGuest(call, call.params.id);
    call.audit({ clientIds: [seen.clientId], facilityId: seen.facilityId });
    return reply;
  }),

  route(assignBeds, { may: shelterStaff, audit: 'bed.assign', line: itsLine }, async (call) => {
    const done = await giveBeds(call, call.params.id, call.body);
    call.audit({
      clientIds: done.clientIds,
      facilityId: done.facilityId,
      detail: { reservation: call.params.id, overridden: done.overridden },
    });
    call.tell(done.facilityId);
    return { id: call.params.id, version: done.version };
  }),

  route(
    undoCancellation,
    { may: whoBooks, audit: 'reservation.cancel_undo', line: itsLine },
    async (call) => {
      const { reservation, guests } = await undoCancel(call, call.params.id);
      call.audit({
        clientIds: guests.map((g) => g.clientId),
        facilityId: reservation.facilityId,
        forOrganizationId: reservation.organizationId,
        detail: { reservation: reservation.id },
      });
      call.tell(reservation.facilityId);
      return readConfirmation(call, reservation.id);
    },
  ),

  route(
    undoMove,
    {
      may: whoBooks,
      audit: 'reservation.move_undo',
      line: ({ params }, db) => lineOfMove(db, params.id),
    },
    async (call) => {
      const { back, from } = await undoMoveOf(call, call.params.id);
      call.audit({
        clientIds: back.guests.map((g) => g.clientId),
        facilityId: back.facility.id,
        forOrganizationId: back.facility.organizationId,
        detail: {
          from: from.reservation.id,
          to: back.reservation.id,
          fromFacility: from.facility.id,
          fromOrganization: from.facility.organizationId,
        },
      });
      call.tell(back.facility.id);
      call.tell(from.facility.id);
      return readConfirmation(call, back.reservation.id);
    },
  ),

  route(undoAssignment, { may: shelterStaff, audit: 'bed.assign_undo', line: itsLine }, async (call) => {
    const done = await takeBedsBack(call, call.params.id);
    call.audit({
      clientIds: done.clientIds,
      facilityId: done.facilityId,
      detail: { reservation: call.params.id },
    });
    call.tell(done.facilityId);
    return { id: call.params.id, version: done.version };
  }),
];
