import { hashPassword } from 'better-auth/crypto';
import type { Transaction } from 'kysely';
import {
  addMembership,
  changeMembership,
  choosePassword,
  closeAccount,
  correctPerson,
  createPerson,
  endMembership,
  listPeople,
  makeFirstAdministrator,
  makePasswordLink,
  type Person,
  reopenAccount,
} from '../../contract/accounts-administration.ts';
import type { DB } from '../database/generated-types.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { type Call, type Route, route } from '../http/mount.ts';
import { notFound, Refusal, refuse } from '../http/refusal.ts';
import {
  lastAdministrator,
  obstaclesToChange,
  obstaclesToMembership,
  weaknessOf,
} from './rules-administration.ts';
import { insertOrganization, readOrganizationRow } from './store-organizations.ts';
import {
  countAdministrators,
  deleteSessions,
  dropSecondFactor,
  endAccess,
  endMemberships,
  hasNoAdministrator,
  insertLink,
  insertMembership,
  insertPerson,
  lockAdministrators,
  markClosed,
  readAccount,
  readMembership,
  readPeople,
  setPassword,
  takeFirstAdministratorLink,
  takeLink,
  updateMembership,
  updatePerson,
} from './store-people.ts';

const administrators = { workgroups: ['system_administrators'] } as const;
const today = (now: Date) => localTime(now, defaultTimeZone).day;

type Within = Pick<Call<typeof listPeople>, 'db' | 'now'>;

const personOf = async ({ db, now }: Within, id: string): Promise<Person> => {
  const [person] = await readPeople(db, today(now), now, id);
  if (!person) throw notFound('account');
  return person;
};

const accountOf = async (db: Transaction<DB>, id: string) => {
  const account = await readAccount(db, id);
  if (!account) throw notFound('account');
  return account;
};

/** Runs an act that may take the last administrator away, and refuses it if it did. */
const keepingAnAdministrator = async ({ db, now }: Within, act: () => Promise<unknown>) => {
  await lockAdministrators(db);
  await act();
  if ((await countAdministrators(db, today(now))) === 0) {
    throw refuse('last_administrator', 'Nothing was changed.', [lastAdministrator]);
  }
};

const refuseWeak = (password: string, person: { name: string; email: string }) => {
  const weakness = weaknessOf(password, person);
  if (weakness) {
    throw new Refusal({ status: 400, code: 'shape', title: weakness, fields: { 'body.password': weakness } });
  }
};

const deadLink = () =>
  new Refusal({
    status: 404,
    code: 'dead_link',
    title: 'This link was used already, or it is too old.',
    obstacles: [
      {
        code: 'dead_link',
        message: 'A link works once, for a week. Ask your administrator for another one.',
      },
    ],
  });

/** Who signs in, and which combinations they hold. */
export const peopleRoutes: Route[] = [
  route(listPeople, { may: administrators, audit: null }, async ({ db, now }) => ({
    people: await readPeople(db, today(now), now),
  })),

  route(createPerson, { may: administrators, audit: 'account.create' }, async (call) => {
    const id = await insertPerson(call.db, { ...call.body, passwordHash: null, at: call.now });
    call.audit({ detail: { account: id } });
    return personOf(call, id);
  }),

  route(correctPerson, { may: administrators, audit: 'account.correct' }, async (call) => {
    await accountOf(call.db, call.params.id);
    await updatePerson(call.db, call.params.id, { ...call.body, at: call.now });
    call.audit({ detail: { account: call.params.id } });
    return personOf(call, call.params.id);
  }),

  route(closeAccount, { may: administrators, audit: 'account.close' }, async (call) => {
    const { db, now, params } = call;
    const account = await accountOf(db, params.id);
    if (account.closedAt) throw refuse('closed_already', `The account of ${account.name} is closed already.`);
    await keepingAnAdministrator(call, async () => {
      await endAccess(db, params.id, now);
      await endMemberships(db, { userId: params.id }, today(now));
      await markClosed(db, params.id, now, now);
    });
    call.audit({ detail: { account: params.id } });
    return personOf(call, params.id);
  }),

  route(reopenAccount, { may: administrators, audit: 'account.reopen' }, async (call) => {
    const account = await accountOf(call.db, call.params.id);
    if (!account.closedAt) throw refuse('open_already', `The account of ${account.name} is open.`);
    await markClosed(call.db, call.params.id, null, call.now);
    call.audit({ detail: { account: call.params.id } });
    return personOf(call, call.params.id);
  }),

  route(makePasswordLink, { may: administrators, audit: 'account.reset_password' }, async (call) => {
    const { db, now, params } = call;
    const account = await accountOf(db, params.id);
    if (account.closedAt) {
      throw refuse('account_closed', `The account of ${account.name} is closed.`, [
        {
          code: 'account_closed',
          message: 'Open it again first',
          next: { label: 'Open it again', act: 'reopen' },
        },
      ]);
    }
    await keepingAnAdministrator(call, () => endAccess(db, params.id, now));
    const { token, until } = await insertLink(db, params.id, now);
    call.audit({ detail: { account: params.id } });
    return {
      path: `/new-password/${token}`,
      until: until.toISOString(),
      person: await personOf(call, params.id),
    };
  }),

  route(addMembership, { may: administrators, audit: 'membership.add' }, async (call) => {
    const { db, now, params, body } = call;
    const person = await accountOf(db, params.id);
    const organization = await readOrganizationRow(db, body.organizationId);
    if (!organization) throw notFound('organization');
    const reportsTo = body.reportsTo === null ? null : await accountOf(db, body.reportsTo);
    const beginsOn = body.beginsOn ?? today(now);
    const obstacles = obstaclesToMembership({
      today: today(now),
      person: { ...person, closed: person.closedAt !== null },
      organization: { ...organization, closed: organization.closedAt !== null },
      workgroup: body.workgroup,
      reportsTo: reportsTo && { ...reportsTo, closed: reportsTo.closedAt !== null },
      beginsOn,
      endsOn: body.endsOn,
    });
    if (obstacles.length > 0) throw refuse('obstacles', 'The combination was not given.', obstacles);
    await insertMembership(db, { ...body, userId: params.id, beginsOn, at: now });
    call.audit({
      forOrganizationId: organization.id,
      detail: { account: params.id, workgroup: body.workgroup, supervisor: body.supervisor },
    });
    return personOf(call, params.id);
  }),

  route(changeMembership, { may: administrators, audit: 'membership.change' }, async (call) => {
    const { db, now, params, body } = call;
    const membership = await readMembership(db, params.id);
    if (!membership) throw notFound('combination');
    const person = await accountOf(db, membership.userId);
    const reportsTo = body.reportsTo === null ? null : await accountOf(db, body.reportsTo);
    const obstacles = obstaclesToChange({
      today: today(now),
      person: { ...person, closed: person.closedAt !== null },
      reportsTo: reportsTo && { ...reportsTo, closed: reportsTo.closedAt !== null },
      beginsOn: membership.beginsOn,
      endsOn: body.endsOn,
      endedOn: membership.endsOn,
    });
    if (obstacles.length > 0) throw refuse('obstacles', 'The combination was not changed.', obstacles);
    await keepingAnAdministrator(call, () => updateMembership(db, params.id, body));
    call.audit({ forOrganizationId: membership.organizationId, detail: { membership: params.id } });
    return personOf(call, membership.userId);
  }),

  route(endMembership, { may: administrators, audit: 'membership.end' }, async (call) => {
    const { db, now, params } = call;
    const membership = await readMembership(db, params.id);
    if (!membership) throw notFound('combination');
    await keepingAnAdministrator(call, () => endMemberships(db, { id: params.id }, today(now)));
    call.audit({ forOrganizationId: membership.organizationId, detail: { membership: params.id } });
    return personOf(call, membership.userId);
  }),

  route(
    choosePassword,
    { may: 'anyone', audit: 'account.choose_password' },
    async ({ db, now, body, audit }) => {
      const userId = await takeLink(db, body.token, now);
      const account = userId && (await readAccount(db, userId));
      if (!account || account.closedAt) throw deadLink();
      refuseWeak(body.password, account);
      await setPassword(db, account.id, await hashPassword(body.password), now);
      await dropSecondFactor(db, account.id);
      await deleteSessions(db, account.id);
      audit({ detail: { account: account.id } });
      return { email: account.email };
    },
  ),

  route(
    makeFirstAdministrator,
    { may: 'anyone', audit: 'first_administrator.make' },
    async ({ db, now, body, audit }) => {
      await lockAdministrators(db);
      if (!(await takeFirstAdministratorLink(db, body.token, now)) || !(await hasNoAdministrator(db)))
        throw deadLink();
      refuseWeak(body.password, body);
      const organizationId = await insertOrganization(db, {
        name: body.organizationName,
        kind: 'administration',
        at: now,
      });
      const userId = await insertPerson(db, {
        name: body.name,
        email: body.email,
        passwordHash: await hashPassword(body.password),
        at: now,
      });
      await insertMembership(db, {
        userId,
        organizationId,
        workgroup: 'system_administrators',
        supervisor: true,
        reportsTo: null,
        beginsOn: today(now),
        endsOn: null,
        at: now,
      });
      audit({ forOrganizationId: organizationId, detail: { account: userId } });
      return { email: body.email };
    },
  ),
];
