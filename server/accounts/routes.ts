import { readSession, recordInput } from '../../contract/accounts.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { type Route, route } from '../http/mount.ts';
import { readCombinations, readPractice, readTeam, readUser, touchSession } from './store.ts';

export const accountRoutes = (settings: { idleMinutes: number; helpdesk: string | null }): Route[] => [
  route(readSession, { may: 'signed_in', audit: null }, async ({ db, actor, now }) => {
    const user = await readUser(db, actor.userId);
    const combinations = await readCombinations(db, actor.userId, localTime(now, defaultTimeZone).day);
    const inForce = combinations.find(
      (c) => c.membershipId === actor.membershipId && c.organization.id === actor.actingOrganizationId,
    );
    const team = await readTeam(db, actor.organizationId);
    return {
      user,
      combinations,
      inForce: inForce ?? null,
      idleMinutes: settings.idleMinutes,
      helpdesk: settings.helpdesk,
      practice: await readPractice(db),
      now: now.toISOString(),
      timeZone: defaultTimeZone,
      opensFirst: (team?.opensFirst ?? null) as 'assessment' | 'housing_facilities' | null,
    };
  }),

  route(recordInput, { may: 'signed_in', audit: null }, async ({ db, actor, now }) => {
    await touchSession(db, actor.sessionId, now);
    return { idleAt: new Date(now.getTime() + settings.idleMinutes * 60_000).toISOString() };
  }),
];
