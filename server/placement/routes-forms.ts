import type { Transaction } from 'kysely';
import {
  checkFormDefinition,
  type FormVersion,
  listForms,
  publishForm as publish,
  readForm,
  readStandardForm,
} from '../../contract/assessment-forms.ts';
import { type Actor, isAdministrator } from '../accounts/actor.ts';
import { readTeam } from '../accounts/store.ts';
import type { DB } from '../database/generated-types.ts';
import { type Route, route } from '../http/mount.ts';
import { forbidden, notFound, refuse } from '../http/refusal.ts';
import { questionsIn } from './form-check.ts';
import { examineForm, titleOf } from './form-publishing.ts';
import { standardForm } from './standard-forms.ts';
import { publishForm } from './store.ts';
import { type FormRow, readFormById, readForms } from './store-forms.ts';

const keepers = { workgroups: ['system_administrators', 'shelter_reservation_team'] } as const;

const asVersion = (form: FormRow): FormVersion => ({
  id: form.id,
  version: form.version,
  title: form.title,
  pages: (form.definition.pages as unknown[] | undefined)?.length ?? 0,
  questions: questionsIn(form.definition).length,
  publishedAt: form.publishedAt.toISOString(),
  publishedBy: form.publishedBy,
});

/** A team whose form this actor keeps: any for administrators, the own one for its people. */
const refuseOtherTeam = async (db: Transaction<DB>, actor: Actor, organizationId: number) => {
  if (!isAdministrator(actor) && actor.organizationId !== organizationId) throw notFound('team');
  if (!(await readTeam(db, organizationId))) throw notFound('team');
};

/** The forms of a team's assessment as an administrator or the team's supervisor publishes them. */
export const formRoutes: Route[] = [
  route(listForms, { may: keepers, audit: null }, async ({ db, actor, params }) => {
    await refuseOtherTeam(db, actor, params.id);
    return { forms: (await readForms(db, params.id)).map(asVersion) };
  }),

  route(readForm, { may: keepers, audit: null }, async ({ db, actor, params }) => {
    const form = await readFormById(db, params.id);
    if (!form) throw notFound('form');
    await refuseOtherTeam(db, actor, form.organizationId);
    return { definition: form.definition };
  }),

  route(readStandardForm, { may: keepers, audit: null }, async ({ params }) => ({
    definition: { ...standardForm(params.kind) },
  })),

  route(checkFormDefinition, { may: keepers, audit: null }, async ({ body }) => examineForm(body.definition)),

  route(publish, { may: keepers, audit: 'assessment_form.publish' }, async (call) => {
    const { db, actor, params, body, now } = call;
    await refuseOtherTeam(db, actor, params.id);
    if (!isAdministrator(actor) && !actor.supervisor) throw forbidden('This needs a supervisor of the team.');
    const { problems } = examineForm(body.definition);
    if (problems.length > 0) {
      throw refuse(
        'unreadable_form',
        'The form was not published.',
        problems.map((message) => ({ code: 'unreadable_form', message })),
      );
    }
    const made = await publishForm(db, {
      organizationId: params.id,
      title: titleOf(body.definition),
      definition: body.definition,
      at: now,
      by: actor.userId,
    });
    call.audit({ forOrganizationId: params.id, detail: { form: made.id, version: made.version } });
    return asVersion((await readFormById(db, made.id))!);
  }),
];
