import { addHouseholdMember, changeHead, leaveHousehold, makeHousehold } from '../../contract/clients.ts';
import type { Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { Actor } from '../accounts/actor.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { type Call, type Route, route } from '../http/mount.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { caseworkers } from './rules.ts';
import { lockForWriting } from './store.ts';
import {
  endMembership,
  insertHousehold,
  insertMember,
  lockHousehold,
  readMembers,
  setRelationship,
} from './store-households.ts';

export const householdRoutes: Route[] = [
  route(
    makeHousehold,
    { may: caseworkers, audit: 'household.make' },
    async ({ db, actor, params, now, audit }) => {
      await lockForWriting(db, actor, [params.id]);
      const no = await alreadyInOne(db, actor, params.id, dayOf(now));
      if (no.length > 0) throw refuse('in_household', 'No household was made.', no);
      const householdId = await insertHousehold(db, {
        headId: params.id,
        organizationId: actor.organizationId,
        at: now,
        by: actor.userId,
      });
      audit({ clientIds: [params.id] });
      return { householdId };
    },
  ),

  route(
    addHouseholdMember,
    { may: caseworkers, audit: 'household.add' },
    async ({ db, actor, params, body, now, audit }) => {
      await lockForWriting(db, actor, [body.clientId]);
      await lockHousehold(db, actor, params.id);
      const no = await alreadyInOne(db, actor, body.clientId, dayOf(now));
      if (no.length > 0) throw refuse('in_household', 'Nobody was added.', no);
      await insertMember(db, {
        householdId: params.id,
        clientId: body.clientId,
        relationshipToHoh: body.relationshipToHoH,
        at: now,
      });
      audit({ clientIds: [body.clientId] });
      return { householdId: params.id };
    },
  ),

  route(
    changeHead,
    { may: caseworkers, audit: 'household.head' },
    async ({ db, actor, params, body, audit }) => {
      await lockForWriting(db, actor, [body.clientId]);
      const members = await lockHousehold(db, actor, params.id);
      if (!members.some((m) => m.clientId === body.clientId)) throw notFound('member');
      const head = members.find((m) => m.relationshipToHoh === 1);
      if (head?.clientId === body.clientId) return { householdId: params.id };
      // One after the other: at no moment are there two.
      if (head) {
        await setRelationship(db, {
          householdId: params.id,
          clientId: head.clientId,
          relationshipToHoh: body.formerHeadRelationship,
        });
      }
      await setRelationship(db, { householdId: params.id, clientId: body.clientId, relationshipToHoh: 1 });
      audit({ clientIds: [body.clientId, ...(head ? [head.clientId] : [])] });
      return { householdId: params.id };
    },
  ),

  route(
    leaveHousehold,
    { may: caseworkers, audit: 'household.leave' },
    async ({ db, actor, params, now, audit }) => {
      await lockForWriting(db, actor, [params.clientId]);
      const members = await lockHousehold(db, actor, params.id);
      const leaving = members.find((m) => m.clientId === params.clientId);
      if (!leaving) throw notFound('member');
      if (leaving.relationshipToHoh === 1 && members.length > 1) {
        throw refuse('head_leaves', 'Nobody left the household.', [
          {
            code: 'head_leaves',
            message: 'The head of the household leaves last, or another member becomes head first',
            next: { label: 'Name another head', act: 'change_head' },
          },
        ]);
      }
      await endMembership(db, { householdId: params.id, clientId: params.clientId, at: now });
      audit({ clientIds: [params.clientId] });
      return { householdId: params.id };
    },
  ),
];

const dayOf = (now: Date): Night => localTime(now, defaultTimeZone).day;

// One household at a time, as far as this actor may know: what another organization keeps to itself is no reason here.
const alreadyInOne = async (
  db: Call<typeof makeHousehold>['db'],
  actor: Actor,
  clientId: number,
  today: Night,
): Promise<Obstacle[]> => {
  const [head, ...others] = await readMembers(db, actor, clientId, today);
  if (!head) return [];
  const whose =
    others.length > 0 || head.id !== clientId
      ? ` with ${head.id === clientId ? others[0]?.name : head.name}`
      : '';
  return [
    {
      code: 'in_household',
      message: `This person is in a household already${whose}`,
      facts: { household: head.householdId },
      next: { label: 'See that household', act: 'household' },
    },
  ];
};
