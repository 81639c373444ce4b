import {
  finishAssessment,
  type OpenAssessment,
  openAssessment,
  readAssessment,
  saveDraft,
} from '../../contract/placement.ts';
import { needsOf } from '../../contract/placement-needs.ts';
import type { Actor } from '../accounts/actor.ts';
import { readTeam } from '../accounts/store.ts';
import { lockForWriting } from '../clients/store.ts';
import { noteVeteranStatus } from '../clients/store-changes.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { type Call, type Route, route } from '../http/mount.ts';
import { changedMeanwhile, notFound, refuse } from '../http/refusal.ts';
import { type AnswerProblem, checkForm, checkShapes, fillableNames } from './form-check.ts';
import { validUntil } from './rules.ts';
import {
  type AssessmentRow,
  completeDraft,
  insertDraft,
  readDraft,
  readForm,
  readOwnAssessment,
  updateDraft,
} from './store.ts';
import { readLastAnswers } from './store-last-answers.ts';

/** The assessment is the team's own, whichever shelter it acts for at the moment. */
const team = { workgroups: ['shelter_reservation_team'] } as const;

type Db = Call<typeof openAssessment>['db'];

export const placementRoutes: Route[] = [
  route(
    openAssessment,
    { may: team, audit: 'assessment.open' },
    async ({ db, actor, params, now, audit }) => {
      await lockForWriting(db, actor, [params.id]);
      audit({ clientIds: [params.id] });
      const draft = await readDraft(db, params.id, actor.organizationId);
      if (draft) return asOpen(db, actor, draft);
      const form = await readForm(db, actor.organizationId);
      if (!form) {
        throw refuse('no_form', 'Your team has no Shelter Placement Assessment yet.', [
          { code: 'no_form', message: 'An administrator publishes the form of a team; ask yours' },
        ]);
      }
      await insertDraft(db, {
        clientId: params.id,
        organizationId: actor.organizationId,
        formId: form.id,
        at: now,
        by: actor.userId,
      });
      return asOpen(db, actor, (await readDraft(db, params.id, actor.organizationId))!);
    },
  ),

  route(readAssessment, { may: team, audit: 'assessment.read' }, async ({ db, actor, params, audit }) => {
    const assessment = await ownAssessment(db, actor, params.id);
    audit({ clientIds: [assessment.clientId] });
    return asOpen(db, actor, assessment);
  }),

  route(
    saveDraft,
    { may: team, audit: 'assessment.draft' },
    async ({ db, actor, params, body, now, audit }) => {
      const draft = await draftToWrite(db, actor, params.id);
      const { answers, problems } = checkShapes(draft.definition, body.answers);
      if (problems.length > 0) throw refuseAnswers('The draft was not saved; it stays as it was.', problems);
      const saved = await updateDraft(db, {
        id: draft.id,
        version: body.version,
        answers,
        step: body.step,
        at: now,
      });
      if (!saved) throw changedMeanwhile('assessment');
      audit({ clientIds: [draft.clientId] });
      return { version: saved.version, savedAt: now.toISOString() };
    },
  ),

  route(
    finishAssessment,
    { may: team, audit: 'assessment.finish' },
    async ({ db, actor, params, body, now, audit }) => {
      const draft = await draftToWrite(db, actor, params.id);
      const { answers, problems } = checkForm(draft.definition, body.answers);
      if (problems.length > 0)
        throw refuseAnswers('The assessment is not finished; the draft stays as it was.', problems);
      const needs = needsOf(answers);
      const done = await completeDraft(db, {
        id: draft.id,
        version: body.version,
        answers,
        needs,
        at: now,
        by: actor.userId,
      });
      if (!done) throw changedMeanwhile('assessment');
      if (typeof answers.VeteranStatus === 'number')
        await noteVeteranStatus(db, draft.clientId, answers.VeteranStatus, now);
      const settings = await readTeam(db, actor.organizationId);
      const day = localTime(now, settings?.timeZone ?? defaultTimeZone).day;
      audit({ clientIds: [draft.clientId], detail: { form: draft.formVersion } });
      return {
        id: draft.id,
        needs: { ...needs },
        validUntil: validUntil(day, settings?.assessmentValidDays ?? 0),
      };
    },
  ),
];

const ownAssessment = async (db: Db, actor: Actor, id: number): Promise<AssessmentRow> => {
  const assessment = await readOwnAssessment(db, id, actor.organizationId);
  if (!assessment) throw notFound('assessment');
  return assessment;
};

const draftToWrite = async (db: Db, actor: Actor, id: number): Promise<AssessmentRow> => {
  const { clientId } = await ownAssessment(db, actor, id);
  await lockForWriting(db, actor, [clientId]);
  const draft = await ownAssessment(db, actor, id);
  if (draft.finishedAt) {
    throw refuse('finished_already', 'This assessment is finished. Nothing was saved.', [
      {
        code: 'finished_already',
        message: 'A finished assessment stays as it is; a new one begins with the same answers',
        next: { label: 'Begin a new one', act: 'assessment' },
      },
    ]);
  }
  return draft;
};

const asOpen = async (db: Db, actor: Actor, row: AssessmentRow): Promise<OpenAssessment> => {
  const last = row.finishedAt
    ? {}
    : (await readLastAnswers(db, actor, [row.clientId], fillableNames(row.definition))).get(row.clientId)!;
  const { organizationId, savedAt, finishedAt, ...open } = row;
  return {
    ...open,
    savedAt: savedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    lastAnswers: last,
  };
};

const refuseAnswers = (title: string, problems: AnswerProblem[]) =>
  refuse(
    'answers',
    title,
    problems.map((problem) => ({
      code: 'answer',
      message: `${problem.title}: ${problem.message}`,
      facts: { question: problem.question },
      next: { label: 'Go to this question', act: 'question' },
    })),
  );
