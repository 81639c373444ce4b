import { findArrival, listTonight } from '../../contract/arrivals.ts';
import { checkIn, undoCheckIn } from '../../contract/reservations.ts';
import { readFacilities, summaryOf, tonightOf } from '../facilities/store.ts';
import { type Route, route } from '../http/mount.ts';
import { lineOfGuest } from '../reservations/store-lines.ts';
import { unwelcome, welcome } from './arrival.ts';
import { findByCode } from './finding.ts';
import { countGuests } from './store-tonight.ts';

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
    const { reply, seen } = await findByCode(call, call.params.code);
    call.audit({ ...seen, detail: { reservation: reply.reservationId } });
    return reply;
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
      const { guest, facility, night, leftElsewhere } = await welcome(call, call.params.id, {
        version,
        ...(arrivedAt && { arrivedAt: new Date(arrivedAt) }),
      });
      call.audit({
        clientIds: [guest.clientId],
        facilityId: facility.id,
        detail: { night, ...(arrivedAt && { arrivedAt }), ...(leftElsewhere && { left_elsewhere: true }) },
      });
      call.tell(facility.id);
      return { guestId: guest.id, enrollmentId: guest.enrollmentId, night, leftElsewhere };
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
