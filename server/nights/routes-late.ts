import { answerLate, readLate, undoNoShow } from '../../contract/late-arrivals.ts';
import { type Route, route } from '../http/mount.ts';
import { lineOfGuest } from '../reservations/store-lines.ts';
import { answer, readLateGuests, unrelease } from './late.ts';

const shelterStaff = { workgroups: ['emergency_shelter_staff'] } as const;

export const lateRoutes: Route[] = [
  route(readLate, { may: shelterStaff, audit: 'late.view' }, async (call) => {
    const { clientIds, reply } = await readLateGuests(call, call.params.id);
    call.audit({ clientIds, facilityId: call.params.id });
    return reply;
  }),

  route(
    answerLate,
    { may: shelterStaff, audit: 'guest.late', line: ({ params }) => [params.id] },
    async (call) => {
      const { facility, clientIds, reply } = await answer(call, call.params.id, call.body.guests);
      call.audit({ clientIds, facilityId: facility.id, detail: { released: reply.released.length } });
      call.tell(facility.id);
      return reply;
    },
  ),

  route(
    undoNoShow,
    {
      may: shelterStaff,
      audit: 'guest.no_show_undo',
      line: ({ params }, db) => lineOfGuest(db, params.id),
    },
    async (call) => {
      const { facility, clientId, sameBed } = await unrelease(call, call.params.id);
      call.audit({ clientIds: [clientId], facilityId: facility.id });
      call.tell(facility.id);
      return { guestId: call.params.id, sameBed };
    },
  ),
];
