import { issueBar, liftBar } from '../../contract/bars.ts';
import { type Route, route } from '../http/mount.ts';
import { issue, lift } from './issuing.ts';

const shelterStaff = { workgroups: ['emergency_shelter_staff'] } as const;

export const barRoutes: Route[] = [
  route(issueBar, { may: shelterStaff, audit: 'bar.issue' }, async (call) => {
    const { id, touched } = await issue(call, call.body);
    for (const t of touched) call.tell(t.facilityId);
    call.audit({
      clientIds: [call.body.clientId],
      facilityId: call.body.facilityId ?? undefined,
      detail: { bar: id, touches: touched.length },
    });
    return {
      id,
      touches: touched.map(({ reservationId, facilityName, beginDate, endDate }) => ({
        reservationId,
        facilityName,
        beginDate,
        endDate,
      })),
    };
  }),

  route(liftBar, { may: { ...shelterStaff, supervisor: true }, audit: 'bar.lift' }, async (call) => {
    const { id } = call.params;
    const { clientId } = await lift(call, { id, reason: call.body.reason });
    call.audit({ clientIds: [clientId], detail: { bar: id } });
    return { id };
  }),
];
