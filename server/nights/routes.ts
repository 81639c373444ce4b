import { findArrival, listTonight } from '../../contract/arrivals.ts';
import { checkIn, undoCheckIn } from '../../contract/reservations.ts';
import { readFacilities, summaryOf, tonightOf } from '../facilities/store.ts';
import { type Route, route } from '../http/mount.ts';
import { notFound } from '../http/refusal.ts';
import { openReservation } from '../reservations/changes.ts';
import { lineOfGuest } from '../reservations/store-lines.ts';
import { stateOf } from '../reservations/store-replies.ts';
import { unwelcome, welcome } from './arrival.ts';
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

  route(
    checkIn,
    {
      may: shelterStaff,
      audit: 'guest.check_in',
      line: ({ params }, db) => lineOfGuest(db, params.id),
    },
    async (call) => {
      const { version, arrivedAt } = call.body;
      const { guest, facility, night } = await welcome(call, call.params.id, {
        version,
        ...(arrivedAt && { arrivedAt: new Date(arrivedAt) }),
      });
      const detail = { night, ...(arrivedAt && { arrivedAt }) };
      call.audit({ clientIds: [guest.clientId], facilityId: facility.id, detail });
      call.tell(facility.id);
      return { guestId: guest.id, enrollmentId: guest.enrollmentId, night };
    },
  ),

  route(
    undoCheckIn,
    {
      may: shelterStaff,
      audit: 'guest.check_in_undo',
      line: ({ params }, db) => lineOfGuest(db, params.id),
    },
    async (call) => {
      const { guest, facility } = await unwelcome(call, call.params.id);
      call.audit({ clientIds: [guest.clientId], facilityId: facility.id });
      call.tell(facility.id);
      return { guestId: guest.id, enrollmentId: guest.enrollmentId };
    },
  ),
];
