import {
  changeBeds,
  changeProject,
  closeBeds,
  closeFacility,
  endBeds,
  endClosure,
  endOverflow,
  endRule,
  listClosures,
  listWithoutPlace,
  openOverflow,
  previewBedChange,
  previewBedEnding,
  previewClosure,
  previewOverflowEnding,
  previewOverflowOpening,
  previewRule,
  previewRuleEnding,
  reopenFacility,
  seatWithoutPlace,
  setRule,
} from '../../contract/displacement.ts';
import { facilityToChange } from '../facilities/store-administration.ts';
import { type Call, type Route, route } from '../http/mount.ts';
import { carryOutChange, type SeenBefore, tryChange } from './displacement.ts';
import type { Change } from './displacement-outcome.ts';
import { closeForGood, openAgain, reportAs } from './facility-closing.ts';
import {
  bedChange,
  bedEnding,
  closing,
  closureEnding,
  overflowEnding,
  overflowOpening,
  ruleEnding,
  ruleSetting,
  seatingAgain,
} from './place-changes.ts';
import { atRiskFor, closuresOf, withoutPlaceAt } from './places-lost.ts';
import { lineOfDated } from './store-lines.ts';

const keepers = { workgroups: ['system_administrators', 'emergency_shelter_staff'] } as const;
const administrators = { workgroups: ['system_administrators'] } as const;
const desks = { workgroups: ['shelter_reservation_team', 'emergency_shelter_staff'] } as const;

type Within = Pick<Call<typeof listWithoutPlace>, 'db' | 'actor' | 'now' | 'audit' | 'tell'>;

/** The first step: what would follow. */
const ask = async (call: Within, change: Change) => {
  const { told, clientIds } = await tryChange(call, change);
  call.audit({
    clientIds,
    facilityId: change.facility.id,
    forOrganizationId: change.facility.organizationId,
  });
  return told;
};

/** The second step: it is done, and people are seated around it. */
const act = async (
  call: Within,
  change: Change,
  seen: SeenBefore = { displacing: [], acceptDisplaced: false },
) => {
  const { told, clientIds } = await carryOutChange(call, change, seen);
  call.audit({
    clientIds,
    facilityId: change.facility.id,
    forOrganizationId: change.facility.organizationId,
    detail: {
      ...change.detail,
      moved: told.moves.length,
      displaced: told.displaced.length,
      seatedAgain: told.seatedAgain.length,
    },
  });
  call.tell(change.facility.id);
  return told;
};

const itsLine = ({ params }: { params: { id: number } }) => [params.id];

/** Closures, rules, overflow and beds: acts that may displace people, each with its preview. */
export const displacementRoutes: Route[] = [
  route(previewClosure, { may: keepers, audit: 'closure.preview' }, async (call) =>
    ask(call, await closing(call, call.params.id, call.body)),
  ),
  route(closeBeds, { may: keepers, audit: 'closure.make', line: itsLine }, async (call) =>
    act(call, await closing(call, call.params.id, call.body), call.body),
  ),
  route(endClosure, { may: keepers, audit: 'closure.end', line: lineOfDated('closure') }, async (call) =>
    act(call, await closureEnding(call, call.params.id)),
  ),
  route(listClosures, { may: keepers, audit: 'closures.view' }, async (call) => {
    const facility = await facilityToChange(call.db, call.actor, call.params.id);
    const withoutPlace = await withoutPlaceAt(call, facility);
    call.audit({ facilityId: facility.id, clientIds: withoutPlace.map((w) => w.clientId) });
    return { closures: await closuresOf(call, facility), withoutPlace };
  }),
  route(listWithoutPlace, { may: desks, audit: 'without_place.view', staysOpen: true }, async (call) => {
    const atRisk = await atRiskFor(call);
    call.audit({
      clientIds: [...new Set([...atRisk.guests, ...atRisk.notEligible].map((row) => row.clientId))],
    });
    return atRisk;
  }),
  route(seatWithoutPlace, { may: keepers, audit: 'facility.seat_again', line: itsLine }, async (call) =>
    act(call, await seatingAgain(call, call.params.id)),
  ),

  route(previewRule, { may: keepers, audit: 'rule.preview' }, async (call) =>
    ask(call, await ruleSetting(call, call.params.id, call.body)),
  ),
  route(setRule, { may: keepers, audit: 'rule.set', line: itsLine }, async (call) =>
    act(call, await ruleSetting(call, call.params.id, call.body), call.body),
  ),
  route(previewRuleEnding, { may: keepers, audit: 'rule.end_preview' }, async (call) =>
    ask(call, await ruleEnding(call, call.params.id, call.body)),
  ),
  route(endRule, { may: keepers, audit: 'rule.end', line: lineOfDated('placementRule') }, async (call) =>
    act(call, await ruleEnding(call, call.params.id, call.body), call.body),
  ),

  route(previewOverflowOpening, { may: keepers, audit: 'overflow.preview' }, async (call) =>
    ask(call, await overflowOpening(call, call.params.id, call.body)),
  ),
  route(openOverflow, { may: keepers, audit: 'overflow.open', line: itsLine }, async (call) =>
    act(call, await overflowOpening(call, call.params.id, call.body), call.body),
  ),
  route(previewOverflowEnding, { may: keepers, audit: 'overflow.end_preview' }, async (call) =>
    ask(call, await overflowEnding(call, call.params.id, call.body)),
  ),
  route(
    endOverflow,
    { may: keepers, audit: 'overflow.end', line: lineOfDated('overflowOpening') },
    async (call) => act(call, await overflowEnding(call, call.params.id, call.body), call.body),
  ),

  route(previewBedEnding, { may: administrators, audit: 'bed.end_preview' }, async (call) =>
    ask(call, await bedEnding(call, call.params.id, call.body)),
  ),
  route(endBeds, { may: administrators, audit: 'bed.end', line: itsLine }, async (call) =>
    act(call, await bedEnding(call, call.params.id, call.body), call.body),
  ),
  route(previewBedChange, { may: administrators, audit: 'bed.change_preview' }, async (call) =>
    ask(call, await bedChange(call, call.params.id, call.body)),
  ),
  route(changeBeds, { may: administrators, audit: 'bed.change', line: itsLine }, async (call) =>
    act(call, await bedChange(call, call.params.id, call.body), call.body),
  ),

  route(closeFacility, { may: administrators, audit: 'facility.close', line: itsLine }, (call) =>
    closeForGood(call, call.params.id),
  ),
  route(reopenFacility, { may: administrators, audit: 'facility.reopen', line: itsLine }, (call) =>
    openAgain(call, call.params.id),
  ),
  route(changeProject, { may: administrators, audit: 'facility.change_project', line: itsLine }, (call) =>
    reportAs(call, call.params.id, call.body.projectId),
  ),
];
