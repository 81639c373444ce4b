import {
  checkOut,
  confirmMorning,
  extendStay,
  readMorning,
  undoCheckOut,
} from '../../contract/departures.ts';
import { ownFacility, tonightOf } from '../facilities/store.ts';
import { type Route, route } from '../http/mount.ts';
import { refuse } from '../http/refusal.ts';
import { lockForStay } from '../reservations/booking.ts';
import { lineOfGuest } from '../reservations/store-lines.ts';
import { depart, undepart } from './departure.ts';
import { finishMorning, openMorning } from './morning.ts';
import { insertExtension } from './store-morning.ts';

const shelterStaff = { workgroups: ['emergency_shelter_staff'] } as const;
const shelterSupervisors = { ...shelterStaff, supervisor: true } as const;

export const departureRoutes: Route[] = [
  route(
    checkOut,
    {
      may: shelterStaff,
      audit: 'guest.check_out',
      line: ({ params }, db) => lineOfGuest(db, params.id),
    },
    async (call) => {
      const { clientId, facility, exitDate } = await depart(call, call.params.id, call.body);
      call.audit({ clientIds: [clientId], facilityId: facility.id, detail: { exitDate } });
      call.tell(facility.id);
      return { guestId: call.params.id, leftAt: call.now.toISOString(), exitDate };
    },
  ),

  route(
    undoCheckOut,
    {
      may: shelterStaff,
      audit: 'guest.check_out_undo',
      line: ({ params }, db) => lineOfGuest(db, params.id),
    },
    async (call) => {
      const { clientId, facility } = await undepart(call, call.params.id);
      call.audit({ clientIds: [clientId], facilityId: facility.id });
      call.tell(facility.id);
      return { guestId: call.params.id };
    },
  ),

  route(readMorning, { may: shelterStaff, audit: 'morning.view' }, async (call) => {
    const { reply, clientIds } = await openMorning(call, call.params.id);
    call.audit({ clientIds, facilityId: call.params.id });
    return reply;
  }),

  route(
    confirmMorning,
    { may: shelterStaff, audit: 'morning.confirm', line: ({ params }) => [params.id] },
    async (call) => {
      const { reply, clientIds, facility } = await finishMorning(call, call.params.id, call.body);
      call.audit({ clientIds, facilityId: facility.id, detail: { night: call.body.night } });
      call.tell(facility.id);
      return reply;
    },
  ),

  route(extendStay, { may: shelterSupervisors, audit: 'stay.extend' }, async (call) => {
    const { db, actor, body, now } = call;
    const facility = await ownFacility(db, actor, call.params.id);
    await lockForStay(call, [body.clientId], [facility.id]);
    if (body.until < tonightOf(facility, now))
      throw refuse('obstacles', 'Not extended. Nothing was saved.', [
        { code: 'in_the_past', message: 'The last night they may stay must be tonight or later' },
      ]);
    call.audit({ clientIds: [body.clientId], facilityId: facility.id, detail: { until: body.until } });
    const extension = { facilityId: facility.id, ...body, at: now, by: actor.userId };
    return { id: await insertExtension(db, extension) };
  }),
];
