import { readClient } from '../../contract/clients.ts';
import { isShelter } from '../accounts/actor.ts';
import { readBarLines } from '../bars/store.ts';
import { readCards, readClientRecord } from '../clients/store.ts';
import { readHousehold } from '../clients/store-households.ts';
import { readEnrollmentSummaries } from '../enrollment/store.ts';
import { usualTonight } from '../facilities/rules.ts';
import { type Route, route } from '../http/mount.ts';
import { readAssessmentSummaries, readNewestNeeds } from '../placement/store.ts';
import { readReservationSummaries } from './store-replies.ts';

/** The client dashboard lives here because it shows what every domain before this one keeps. */
export const dashboardRoutes: Route[] = [
  route(
    readClient,
    {
      may: { workgroups: ['shelter_reservation_team', 'emergency_shelter_staff', 'system_administrators'] },
      audit: 'client.view',
    },
    async ({ db, actor, params, now, audit }) => {
      const tonight = usualTonight(now);
      const client = await readClientRecord(db, actor, params.id, tonight);
      const enrollments = await readEnrollmentSummaries(db, actor, [client.id]);
      const bars = await readBarLines(db, actor, client.id, tonight, now);
      const reservations = await readReservationSummaries(db, actor, client.id, now);
      const assessments = isShelter(actor) ? [] : await readAssessmentSummaries(db, actor, client.id, now);
      const newest = (await readNewestNeeds(db, actor, [client.id], now)).get(client.id);
      const household = await readHousehold(db, actor, client.id, tonight);
      const cards = client.basicOnly ? [] : await readCards(db, client.id);
      audit({ clientIds: [client.id] });
      return {
        client,
        needs: newest ? onlyNeeds(newest.needs) : null,
        enrollments,
        bars,
        reservations,
        assessments,
        household,
        cards,
        othersHidden: client.shares !== true,
        tonight,
      };
    },
  ),
];

const onlyNeeds = <
  T extends {
    placement: 'men' | 'women' | 'any' | 'safest';
    lowerBunk: boolean;
    accessible: boolean;
    power: boolean;
    nearStaff: boolean;
    pets?: number;
  },
>(
  needs: T,
) => ({
  placement: needs.placement,
  lowerBunk: needs.lowerBunk,
  accessible: needs.accessible,
  power: needs.power,
  nearStaff: needs.nearStaff,
  pets: needs.pets ?? 0,
});
