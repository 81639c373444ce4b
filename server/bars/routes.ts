import * as contract from '../../contract/bars.ts';
import { type Call, type Route, route } from '../http/mount.ts';
import { issue, lift, recordNotice, review, shorten, touchesOf, warn } from './issuing.ts';
import {
  appeal,
  decide,
  declareWeather,
  endExtremeWeather,
  endOverride,
  override,
  setHearing,
} from './procedure.ts';
import { listOwn, listWarningsOf, readWhole, report } from './reading.ts';
import { type OwnBar, readCovered } from './store-bars.ts';

const shelterStaff = { workgroups: ['emergency_shelter_staff'] } as const;
const supervisors = { ...shelterStaff, supervisor: true } as const;

type Within = Pick<Call<typeof contract.liftBar>, 'db' | 'audit' | 'tell'>;

/** The audit learns which bar of whom, never a word of it. */
const about = (call: Within, bar: Pick<OwnBar, 'id' | 'clientId' | 'facilityId'>) =>
  call.audit({
    clientIds: [bar.clientId],
    facilityId: bar.facilityId ?? undefined,
    detail: { bar: bar.id },
  });

/** The same, and the boards of the facilities it covers are read again. */
const changed = async (call: Within, bar: OwnBar) => {
  about(call, bar);
  for (const f of await readCovered(call.db, bar)) call.tell(f.id);
};

export const barRoutes: Route[] = [
  route(contract.listBars, { may: shelterStaff, audit: 'bars.view' }, async (call) => {
    const list = await listOwn(call);
    call.audit({ clientIds: [...new Set(list.bars.map((b) => b.client.id))] });
    return list;
  }),

  route(contract.readBar, { may: shelterStaff, audit: 'bar.view' }, async (call) => {
    const bar = await readWhole(call, call.params.id);
    about(call, { id: bar.id, clientId: bar.client.id, facilityId: bar.facility?.id ?? null });
    return bar;
  }),

  route(contract.issueBar, { may: shelterStaff, audit: 'bar.issue' }, async (call) => {
    const { id, touches, facilityIds } = await issue(call, call.body);
    for (const facilityId of facilityIds) call.tell(facilityId);
    call.audit({
      clientIds: [call.body.clientId],
      facilityId: call.body.facilityId ?? undefined,
      detail: { bar: id, touches: touches.length },
    });
    return { id, touches };
  }),

  route(contract.liftBar, { may: supervisors, audit: 'bar.lift' }, async (call) => {
    const { id } = call.params;
    await changed(call, await lift(call, { id, reason: call.body.reason }));
    return { id };
  }),
  route(contract.shortenBar, { may: supervisors, audit: 'bar.shorten' }, async (call) => {
    const { id } = call.params;
    await changed(call, await shorten(call, { id, ...call.body }));
    return { id };
  }),
  route(contract.reviewBar, { may: supervisors, audit: 'bar.review' }, async (call) => {
    const { id } = call.params;
    about(call, await review(call, { id, ...call.body }));
    return { id };
  }),
  route(contract.recordNotice, { may: shelterStaff, audit: 'bar.notice' }, async (call) => {
    const { id } = call.params;
    about(call, await recordNotice(call, id, call.body));
    return { id };
  }),

  route(contract.fileAppeal, { may: shelterStaff, audit: 'bar.appeal' }, async (call) => {
    const { id, bar } = await appeal(call, call.params.id, call.body);
    about(call, bar);
    return { id };
  }),
  route(contract.setHearing, { may: shelterStaff, audit: 'bar.hearing' }, async (call) => {
    const { id } = call.params;
    about(call, await setHearing(call, id, call.body));
    return { id };
  }),
  route(contract.decideAppeal, { may: shelterStaff, audit: 'bar.appeal_decide' }, async (call) => {
    const { id } = call.params;
    await changed(call, await decide(call, id, call.body));
    return { id };
  }),

  route(contract.overrideBar, { may: supervisors, audit: 'bar.override' }, async (call) => {
    const { id, bar } = await override(call, call.params.id, call.body);
    await changed(call, bar);
    return { id };
  }),
  route(contract.endOverride, { may: supervisors, audit: 'bar.override_end' }, async (call) => {
    const bar = await endOverride(call, call.params.id);
    await changed(call, bar);
    return { touches: (await touchesOf(call, bar.id)).touches };
  }),

  route(contract.giveWarning, { may: shelterStaff, audit: 'bar.warn' }, async (call) => {
    const warning = await warn(call, call.body);
    call.audit({ clientIds: [call.body.clientId], detail: { warning: warning.id } });
    return warning;
  }),
  route(contract.listWarnings, { may: shelterStaff, audit: 'bar.warnings.view' }, async (call) => {
    call.audit({ clientIds: [call.query.clientId] });
    return listWarningsOf(call, call.query.clientId);
  }),

  route(
    contract.declareExtremeWeather,
    { may: supervisors, audit: 'extreme_weather.declare' },
    async (call) => {
      const { id, suspended, facilityIds } = await declareWeather(call, call.body);
      for (const facilityId of facilityIds) call.tell(facilityId);
      call.audit({ detail: { suspended, from: call.body.beginDate, until: call.body.endDate } });
      return { id, suspended };
    },
  ),
  route(contract.endExtremeWeather, { may: supervisors, audit: 'extreme_weather.end' }, async (call) => {
    const facilityIds = await endExtremeWeather(call, call.params.id);
    for (const facilityId of facilityIds) call.tell(facilityId);
    return { touches: (await touchesOf(call, null)).touches };
  }),

  route(
    contract.readBarReport,
    {
      may: { workgroups: ['emergency_shelter_staff', 'shelter_reservation_team', 'system_administrators'] },
      audit: null,
    },
    async (call) => report(call, call.query),
  ),
];
