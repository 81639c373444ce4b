import { keepEnrollmentOpen, openExit, readExits, saveExit, undoExit } from '../../contract/exits.ts';
import { type Route, route } from '../http/mount.ts';
import { exitAll, exitOf } from './exit.ts';
import { exitsOf } from './exit-lists.ts';
import { keepOpen, reopenEnrollment } from './reopening.ts';

const shelterStaff = { workgroups: ['emergency_shelter_staff'] } as const;

/** The end of enrollments: by people, with the stays under them, and by the clock. */
export const exitRoutes: Route[] = [
  route(openExit, { may: shelterStaff, audit: 'enrollment.exit_open' }, async (call) => {
    const { clientIds, reply } = await exitOf(call, call.params.id);
    call.audit({ clientIds });
    return reply;
  }),

  route(saveExit, { may: shelterStaff, audit: 'enrollment.exit' }, async (call) => {
    const { exits, clientIds, facilityIds } = await exitAll(call, call.body.members);
    const [facilityId] = facilityIds;
    call.audit({
      clientIds,
      ...(facilityId && { facilityId }),
      detail: { exitDate: [...new Set(exits.flatMap((e) => e.exitDate ?? []))].join(', ') || null },
    });
    for (const id of facilityIds) call.tell(id);
    return { exits };
  }),

  route(undoExit, { may: shelterStaff, audit: 'enrollment.exit_undo' }, async (call) => {
    const { clientId, facilityId } = await reopenEnrollment(call, call.params.id);
    call.audit({ clientIds: [clientId], ...(facilityId && { facilityId }) });
    if (facilityId) call.tell(facilityId);
    return { id: call.params.id };
  }),

  route(keepEnrollmentOpen, { may: shelterStaff, audit: 'enrollment.keep_open' }, async (call) => {
    const { clientId, facilityId } = await keepOpen(call, call.params.id);
    call.audit({ clientIds: [clientId], ...(facilityId && { facilityId }) });
    if (facilityId) call.tell(facilityId);
    return { id: call.params.id };
  }),

  route(readExits, { may: shelterStaff, audit: 'exits.view' }, async (call) => {
    const { clientIds, reply } = await exitsOf(call, call.params.id);
    call.audit({ clientIds, facilityId: call.params.id });
    return reply;
  }),
];
