import type { Transaction } from 'kysely';
import {
  closeOrganization,
  correctOrganization,
  createOrganization,
  endAgreement,
  listAgreements,
  listOrganizations,
  makeAgreement,
  readTeamSettings,
  reopenOrganization,
  saveTeamSettings,
} from '../../contract/accounts-administration.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayNight } from '../../contract/words.ts';
import type { DB } from '../database/generated-types.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { type Call, type Route, route } from '../http/mount.ts';
import { forbidden, notFound, refuse } from '../http/refusal.ts';
import { type Actor, isAdministrator } from './actor.ts';
import { lastAdministrator, obstaclesToClosing } from './rules-administration.ts';
import {
  countWhatHangs,
  insertAgreement,
  insertOrganization,
  lockOrganizations,
  markOrganizationClosed,
  readAgreements,
  readOrganizationRow,
  readOrganizations,
  readTeamSettingsOf,
  updateAgreementEnd,
  updateOrganization,
  updateTeam,
} from './store-organizations.ts';
import { countAdministrators, lockAdministrators } from './store-people.ts';

const administrators = { workgroups: ['system_administrators'] } as const;
const teamKeepers = { workgroups: ['system_administrators', 'shelter_reservation_team'] } as const;
const today = (now: Date) => localTime(now, defaultTimeZone).day;

const organizationOf = async (
  { db, now }: Pick<Call<typeof listOrganizations>, 'db' | 'now'>,
  id: number,
) => {
  const [organization] = await readOrganizations(db, today(now), id);
  if (!organization) throw notFound('organization');
  return organization;
};

/** The team whose settings this actor may see: every team for administrators, the own one for its people. */
const teamOf = async (db: Transaction<DB>, actor: Actor, organizationId: number) => {
  if (!isAdministrator(actor) && actor.organizationId !== organizationId) throw notFound('team');
  const team = await readTeamSettingsOf(db, organizationId);
  if (!team) throw notFound('team');
  return team;
};

/** Organizations, teams and booking agreements. */
export const organizationRoutes: Route[] = [
  route(listOrganizations, { may: administrators, audit: null }, async ({ db, now }) => ({
    organizations: await readOrganizations(db, today(now)),
  })),

  route(createOrganization, { may: administrators, audit: 'organization.create' }, async (call) => {
    const id = await insertOrganization(call.db, { ...call.body, at: call.now });
    call.audit({ forOrganizationId: id });
    return organizationOf(call, id);
  }),

  route(correctOrganization, { may: administrators, audit: 'organization.correct' }, async (call) => {
    await organizationOf(call, call.params.id);
    await updateOrganization(call.db, call.params.id, call.body);
    call.audit({
      forOrganizationId: call.params.id,
      detail: { victimServiceProvider: call.body.victimServiceProvider },
    });
    return organizationOf(call, call.params.id);
  }),

  route(closeOrganization, { may: administrators, audit: 'organization.close' }, async (call) => {
    const { db, now, params } = call;
    await lockAdministrators(db);
    await lockOrganizations(db, [params.id]);
    const organization = await organizationOf(call, params.id);
    if (organization.closedAt) throw refuse('closed_already', `${organization.name} is closed already.`);
    const obstacles = obstaclesToClosing(await countWhatHangs(db, params.id, today(now)));
    await markOrganizationClosed(db, params.id, now);
    if ((await countAdministrators(db, today(now))) === 0) obstacles.push(lastAdministrator);
    if (obstacles.length > 0) throw refuse('obstacles', `${organization.name} was not closed.`, obstacles);
    call.audit({ forOrganizationId: params.id });
    return organizationOf(call, params.id);
  }),

  route(reopenOrganization, { may: administrators, audit: 'organization.reopen' }, async (call) => {
    const organization = await organizationOf(call, call.params.id);
    if (!organization.closedAt) throw refuse('open_already', `${organization.name} is open.`);
    await markOrganizationClosed(call.db, call.params.id, null);
    call.audit({ forOrganizationId: call.params.id });
    return organizationOf(call, call.params.id);
  }),

  route(readTeamSettings, { may: teamKeepers, audit: null }, ({ db, actor, params }) =>
    teamOf(db, actor, params.id),
  ),

  route(
    saveTeamSettings,
    { may: teamKeepers, audit: 'team.save' },
    async ({ db, actor, params, body, audit }) => {
      await teamOf(db, actor, params.id);
      if (!isAdministrator(actor) && !actor.supervisor)
        throw forbidden('This needs a supervisor of the team.');
      await updateTeam(db, params.id, body);
      audit({ forOrganizationId: params.id });
      return teamOf(db, actor, params.id);
    },
  ),

  route(listAgreements, { may: administrators, audit: null }, async ({ db, now }) => ({
    agreements: await readAgreements(db, today(now)),
  })),

  route(makeAgreement, { may: administrators, audit: 'agreement.make' }, async (call) => {
    const { db, now, body, actor } = call;
    await lockOrganizations(db, [body.teamId, body.shelterId]);
    const team = await readOrganizationRow(db, body.teamId);
    const shelter = await readOrganizationRow(db, body.shelterId);
    if (!team || !shelter) throw notFound('organization');
    const beginsOn = body.beginsOn ?? today(now);
    const obstacles: Obstacle[] = [
      ...(team.kind === 'reservation_team'
        ? []
        : [{ code: 'not_a_team' as const, message: `${team.name} is no reservation team` }]),
      ...(shelter.kind === 'shelter'
        ? []
        : [{ code: 'not_a_shelter' as const, message: `${shelter.name} is no shelter` }]),
      ...[team, shelter].flatMap((o) =>
        o.closedAt ? [{ code: 'organization_closed' as const, message: `${o.name} is closed` }] : [],
      ),
      ...(body.endsOn !== null && body.endsOn <= beginsOn
        ? [
            {
              code: 'ends_before_begin' as const,
              message: `The last day must come after the first, ${sayNight(beginsOn, true)}`,
            },
          ]
        : []),
    ];
    if (obstacles.length > 0) throw refuse('obstacles', 'No agreement was made.', obstacles);
    const id = await insertAgreement(db, { ...body, beginsOn, at: now, by: actor.userId });
    call.audit({ forOrganizationId: shelter.id, detail: { agreement: id, team: team.id } });
    return agreementOf(call, id);
  }),

  route(endAgreement, { may: administrators, audit: 'agreement.end' }, async (call) => {
    const { db, now, params, body } = call;
    const agreement = await agreementOf(call, params.id);
    const endsOn = body.endsOn ?? today(now);
    if (agreement.state === 'over') {
      throw refuse('over', `This agreement ended on ${sayNight(agreement.endsOn ?? endsOn, true)}.`);
    }
    if (endsOn < today(now)) {
      throw refuse(
        'in_the_past',
        'An agreement ends today at the earliest; what was booked until now stays as it was.',
      );
    }
    await updateAgreementEnd(db, params.id, endsOn);
    call.audit({
      forOrganizationId: agreement.shelter.id,
      detail: { agreement: params.id, team: agreement.team.id, endsOn },
    });
    return agreementOf(call, params.id);
  }),
];

const agreementOf = async ({ db, now }: Pick<Call<typeof listAgreements>, 'db' | 'now'>, id: number) => {
  const [agreement] = await readAgreements(db, today(now), id);
  if (!agreement) throw notFound('agreement');
  return agreement;
};
