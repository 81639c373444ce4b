import { listAttention } from '../../contract/attention.ts';
import { isAdministrator, isTeam } from '../accounts/actor.ts';
import { type Route, route } from '../http/mount.ts';
import { countyAttention } from './attention-county.ts';
import { shelterAttention } from './attention-shelter.ts';
import { teamAttention } from './attention-team.ts';

const everybody = {
  workgroups: ['shelter_reservation_team', 'emergency_shelter_staff', 'system_administrators'],
} as const;

export const attentionRoutes: Route[] = [
  route(listAttention, { may: everybody, audit: 'attention.view', staysOpen: true }, async (call) => {
    const list = isTeam(call.actor)
      ? teamAttention
      : isAdministrator(call.actor)
        ? countyAttention
        : shelterAttention;
    const items = await list(call);
    call.audit({ clientIds: [...new Set(items.flatMap((i) => i.people.map((p) => p.clientId)))] });
    return { items };
  }),
];
