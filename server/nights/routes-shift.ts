import type { Kysely } from 'kysely';
import {
  addBedNight,
  listBedNights,
  readCensus,
  removeBedNight,
  saveCensus,
  settleDifference,
} from '../../contract/census.ts';
import type { DB } from '../database/generated-types.ts';
import { type Route, route } from '../http/mount.ts';
import { censusOf, count, settle } from './census.ts';
import { addNight, bedNightsOf, removeNight } from './corrections.ts';
import { readDifferences } from './store-census.ts';

const shelterStaff = { workgroups: ['emergency_shelter_staff'] } as const;
const correctors = { workgroups: ['emergency_shelter_staff', 'system_administrators'] } as const;
const itsLine = ({ params }: { params: { id: number } }) => [params.id];

/** What a shift writes down beside the stays themselves: counts, and nights put right. */
export const shiftRoutes: Route[] = [
  route(readCensus, { may: shelterStaff, audit: 'census.view' }, async (call) => {
    const census = await censusOf(call, call.params.id);
    call.audit({
      facilityId: call.params.id,
      clientIds: census.differences.flatMap((d) => d.clientId ?? []),
    });
    return census;
  }),

  route(saveCensus, { may: shelterStaff, audit: 'census.save', line: itsLine }, async (call) => {
    await count(call, call.params.id, call.body);
    const census = await censusOf(call, call.params.id);
    call.audit({
      facilityId: call.params.id,
      clientIds: census.differences.flatMap((d) => d.clientId ?? []),
      detail: { census: census.last!.id, differences: census.differences.length },
    });
    call.tell(call.params.id);
    return census;
  }),

  route(
    settleDifference,
    {
      may: shelterStaff,
      audit: 'census.settle',
      line: async ({ params }, db: Kysely<DB>) =>
        (await readDifferences(db, { id: params.id })).map((d) => d.facilityId),
    },
    async (call) => {
      const { facilityId, clientIds } = await settle(call, call.params.id, call.body);
      call.audit({ facilityId, clientIds, detail: { difference: call.params.id, as: call.body.as } });
      call.tell(facilityId);
      return censusOf(call, facilityId);
    },
  ),

  route(listBedNights, { may: correctors, audit: 'bed_nights.view' }, async (call) => {
    const { told, forOrganizationId } = await bedNightsOf(call, call.params.id, call.query.night);
    call.audit({
      facilityId: call.params.id,
      forOrganizationId,
      clientIds: [...told.nights, ...told.absent].map((row) => row.clientId),
    });
    return told;
  }),

  route(addBedNight, { may: correctors, audit: 'bed_night.add', line: itsLine }, async (call) => {
    const { clientId } = await addNight(call, call.params.id, call.body);
    const { told, forOrganizationId } = await bedNightsOf(call, call.params.id, call.body.night);
    call.audit({
      facilityId: call.params.id,
      forOrganizationId,
      clientIds: [clientId],
      detail: { night: call.body.night },
    });
    call.tell(call.params.id);
    return told;
  }),

  route(removeBedNight, { may: correctors, audit: 'bed_night.remove' }, async (call) => {
    const { clientId, facilityId, night } = await removeNight(call, call.params.id, call.body.reason);
    const { told, forOrganizationId } = await bedNightsOf(call, facilityId, night);
    call.audit({ facilityId, forOrganizationId, clientIds: [clientId], detail: { night } });
    call.tell(facilityId);
    return told;
  }),
];
