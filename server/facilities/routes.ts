import { confirmCount } from '../../contract/facilities.ts';
import { type Route, route } from '../http/mount.ts';
import { markCounted, ownFacility, summaryOf } from './store.ts';

export const facilityRoutes: Route[] = [
  route(
    confirmCount,
    { may: { workgroups: ['emergency_shelter_staff'] }, audit: 'facility.confirm_count' },
    async ({ db, actor, params, now, audit, tell }) => {
      const { id } = await ownFacility(db, actor, params.id);
      await markCounted(db, id, { at: now, by: actor.userId });
      audit({ facilityId: id });
      tell(id);
      return summaryOf(await ownFacility(db, actor, id), now);
    },
  ),
];
