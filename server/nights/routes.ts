import { findArrival, listTonight } from '../../contract/arrivals.ts';
import { addDays } from '../../contract/nights.ts';
import { checkIn } from '../../contract/reservations.ts';
import { barObstacles } from '../bars/store.ts';
import { ownFacility, readFacilities, summaryOf, tonightOf } from '../facilities/store.ts';
import { type Route, route } from '../http/mount.ts';
import { changedMeanwhile, notFound, refuse } from '../http/refusal.ts';
import { lockForStay } from '../reservations/booking.ts';
import { openReservation } from '../reservations/changes.ts';
import { readGuest } from '../reservations/store-board.ts';
import { stateOf } from '../reservations/store-replies.ts';
import { markArrived, openEnrollment, recordBedNight } from './store.ts';
import { countGuests, readReservationByCode } from './store-tonight.ts';

const shelterStaff = { workgroups: ['emergency_shelter_staff'] } as const;

export const nightRoutes: Route[] = [
  route(listTonight, { may: shelterStaff, audit: null }, async ({ db, actor, now }) => {
    const facilities = await readFacilities(db, [actor.organizationId]);
    const counts = await countGuests(
      db,
      facilities.map((f) => ({ facilityId: f.id, night: tonightOf(f, now) })),
    );
    return {
      facilities: facilities.map((f) => {
        const { expected = 0, inHouse = 0 } = counts.get(f.id) ?? {};
        return { facility: summaryOf(f, now), expected, inHouse };
      }),
    };
  }),

  route(findArrival, { may: shelterStaff, audit: 'arrival.find' }, async (call) => {
    const id = await readReservationByCode(call.db, call.params.code, call.actor.organizationId);
    if (id === undefined) throw notFound('reservation');
    const { reservation, guests, facility } = await openReservation(call, id);
    const tonight = tonightOf(facility, call.now);
    const isLater = reservation.beginDate > tonight;
    call.audit({
      clientIds: guests.map((g) => g.clientId),
      facilityId: facility.id,
      detail: { reservation: id },
    });
    return {
      facilityId: facility.id,
      reservationId: id,
      guestIds: guests.map((g) => g.id),
      night: isLater ? reservation.beginDate : tonight,
      state: stateOf({
        ...reservation,
        arrived: guests.filter((g) => g.arrivedAt).length,
        left: guests.filter((g) => g.leftAt).length,
        size: guests.length,
        tonight,
      }),
    };
  }),

  route(checkIn, { may: shelterStaff, audit: 'guest.check_in' }, async (call) => {
    const { db, actor, params, body, now } = call;
    const guest = await readGuest(db, params.id);
    if (!guest) throw notFound('guest');
    const facility = await ownFacility(db, actor, guest.facilityId);
    await lockForStay(call, [guest.clientId], [facility.id]);
    const { reservation } = await openReservation(call, guest.reservationId);
    const night = tonightOf(facility, now);
    if (body.version !== undefined && body.version !== reservation.version)
      throw changedMeanwhile('reservation');
    const obstacles = await barObstacles(db, {
      clientIds: [guest.clientId],
      facilityId: facility.id,
      nights: { begin: night, end: addDays(night, 1) },
    });
    if (reservation.cancelledAt)
      obstacles.push({ code: 'cancelled_already', message: 'This reservation is cancelled' });
    if (reservation.beginDate > night)
      obstacles.push({
        code: 'too_early',
        message: 'The first night is not tonight',
        facts: { night: reservation.beginDate },
      });
    if (reservation.endDate <= night)
      obstacles.push({ code: 'night_is_over', message: 'The last night of this reservation is over' });
    if (obstacles.length > 0) throw refuse('obstacles', 'Not checked in. Nothing was saved.', obstacles);
    if (!(await markArrived(db, guest.id, { at: now, by: actor.userId }))) {
      throw refuse('arrived_already', 'This guest is checked in already.');
    }
    await openEnrollment(db, guest.enrollmentId, night, now);
    if (facility.projectType === 1)
      await recordBedNight(db, guest.id, facility.id, night, { at: now, by: actor.userId });
    call.audit({ clientIds: [guest.clientId], facilityId: facility.id, detail: { night } });
    call.tell(facility.id);
    return { guestId: guest.id, enrollmentId: guest.enrollmentId, night };
  }),
];
