import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { Answers, AssessmentSummary } from '../../contract/placement.ts';
import type { AssessedNeeds } from '../../contract/placement-needs.ts';
import type { Actor } from '../accounts/actor.ts';
import { visibleTo } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { validUntil } from './rules.ts';

/** A team's newest form; undefined where it has none yet. */
export const readForm = (db: Kysely<DB>, organizationId: number) =>
  db
    .selectFrom('assessmentForm')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Publishes a form as the team's next version; drafts begun before keep theirs. Returns id and version. */
export const publishForm = async (
  db: Kysely<DB>,
  form: { organizationId: number; title: string; definition: object; at: Date; by: string | null },
): Promise<{ id: number; version: number }> => {
  const { rows } = await sql<{ id: number; version: number }>`
    insert into assessment_form (organization_id, version, title, definition, published_at, published_by)
    select ${form.organizationId}, coalesce(max(version), 0) + 1, ${form.title}, ${JSON.stringify(form.definition)}::jsonb,
           ${form.at}, ${form.by}
    from assessment_form where organization_id = ${form.organizationId}
    returning id, version`.execute(db);
  return rows[0]!;
};

/** An assessment with the version of the form it was begun on. */
export interface AssessmentRow {
  id: number;
  clientId: number;
  organizationId: number;
  title: string;
  formVersion: number;
  definition: Record<string, unknown>;
  answers: Answers;
  step: number;
  version: number;
  savedAt: Date;
  finishedAt: Date | null;
}

const assessments = sql`
  select a.id, a.client_id, a.organization_id, f.title, f.version as form_version, f.definition, a.answers, a.step, a.version,
         a.saved_at, a.finished_at
  from assessment a join assessment_form f on f.id = a.form_id`;

/** The open draft of a team for a person. */
export const readDraft = async (
  db: Kysely<DB>,
  clientId: number,
  organizationId: number,
): Promise<AssessmentRow | undefined> =>
  (
    await sql<AssessmentRow>`${assessments}
      where a.client_id = ${clientId} and a.organization_id = ${organizationId} and a.finished_at is null`.execute(
      db,
    )
  ).rows[0];

/** A team's assessments that were begun since an instant and are not finished; whose they are. */
export const readDraftsOfTeam = async (db: Kysely<DB>, organizationId: number, since: Date) => {
  const { rows } = await sql<{ clientId: number; name: string }>`
    select a.client_id, coalesce(c.goes_by,
      nullif(concat_ws(' ', c.first_name, c.middle_name, c.last_name, c.name_suffix), ''), 'No name') as name
    from assessment a join client c on c.id = a.client_id and c.merged_into is null and c.deleted_at is null
    where a.organization_id = ${organizationId} and a.finished_at is null and a.saved_at >= ${since}
    order by a.saved_at desc, a.id`.execute(db);
  return rows;
};

/** An assessment of this organization, draft or finished. */
export const readOwnAssessment = async (
  db: Kysely<DB>,
  id: number,
  organizationId: number,
): Promise<AssessmentRow | undefined> =>
  (
    await sql<AssessmentRow>`${assessments} where a.id = ${id} and a.organization_id = ${organizationId}`.execute(
      db,
    )
  ).rows[0];

/** Starts a draft; one per person and team, whoever came first. */
export const insertDraft = (
  db: Kysely<DB>,
  draft: { clientId: number; organizationId: number; formId: number; at: Date; by: string },
) =>
  db
    .insertInto('assessment')
    .values({
      clientId: draft.clientId,
      organizationId: draft.organizationId,
      formId: draft.formId,
      startedAt: draft.at,
      startedBy: draft.by,
      savedAt: draft.at,
    })
    .onConflict((c) => c.doNothing())
    .execute();

/** Saves a draft that still has the version seen; undefined where it has not, or is finished. */
export const updateDraft = (
  db: Kysely<DB>,
  draft: { id: number; version: number; answers: Answers; step: number; at: Date },
) =>
  db
    .updateTable('assessment')
    .set({
      answers: JSON.stringify(draft.answers),
      step: draft.step,
      savedAt: draft.at,
      version: sql`version + 1`,
    })
    .where('id', '=', draft.id)
    .where('version', '=', draft.version)
    .where('finishedAt', 'is', null)
    .returning('version')
    .executeTakeFirst();

/** Finishes a draft that still has the version seen; from now on it counts. */
export const completeDraft = (
  db: Kysely<DB>,
  done: { id: number; version: number; answers: Answers; needs: AssessedNeeds; at: Date; by: string },
) =>
  db
    .updateTable('assessment')
    .set({
      answers: JSON.stringify(done.answers),
      needs: JSON.stringify(done.needs),
      savedAt: done.at,
      finishedAt: done.at,
      finishedBy: done.by,
      version: sql`version + 1`,
    })
    .where('id', '=', done.id)
    .where('version', '=', done.version)
    .where('finishedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();

interface SummaryRow {
  id: number;
  title: string;
  version: number;
  organizationName: string;
  startedAt: Date;
  finishedAt: Date | null;
  mine: boolean;
  timeZone: string | null;
  validDays: number | null;
}

/** Assessments of a person that this actor may see: the own team's draft first, then the newest finished. */
export const readAssessmentSummaries = async (
  db: Kysely<DB>,
  actor: Actor,
  clientId: number,
  now: Date,
): Promise<AssessmentSummary[]> => {
  const { rows } = await sql<SummaryRow>`
    select a.id, f.title, f.version, o.name as organization_name, a.started_at, a.finished_at,
           a.organization_id = ${actor.organizationId} as mine, t.time_zone, t.assessment_valid_days as valid_days
    from assessment a join assessment_form f on f.id = a.form_id join organization o on o.id = a.organization_id
    join client c on c.id = a.client_id left join team t on t.organization_id = a.organization_id
    where a.client_id = ${clientId}
      and (a.organization_id = ${actor.organizationId} or (a.finished_at is not null
        and ${visibleTo(actor, { owner: sql.ref('a.organization_id'), shares: sql.ref('c.shares') })}))
    order by (a.finished_at is not null), a.finished_at desc, a.id desc`.execute(db);
  return rows.map(({ timeZone, validDays, startedAt, finishedAt, ...row }) => {
    const until = untilOf(finishedAt, timeZone, validDays);
    return {
      ...row,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
      validUntil: until,
      valid: until !== null && localTime(now, timeZone ?? defaultTimeZone).day < until,
    };
  });
};

const untilOf = (finishedAt: Date | null, timeZone: string | null, validDays: number | null): Night | null =>
  finishedAt && validDays !== null
    ? validUntil(localTime(finishedAt, timeZone ?? defaultTimeZone).day, validDays)
    : null;

/** The needs of a person by the newest finished assessment, and until when it counts. */
export interface NewestNeeds {
  assessmentId: number;
  needs: AssessedNeeds;
  finishedOn: Night;
  validUntil: Night | null;
  valid: boolean;
}

/** The newest needs of people by assessments that this actor may see; who has none is left out. */
export const readNewestNeeds = async (
  db: Kysely<DB>,
  actor: Actor,
  clientIds: number[],
  now: Date,
): Promise<Map<number, NewestNeeds>> => {
  const { rows } = await sql<{
    id: number;
    clientId: number;
    needs: AssessedNeeds;
    finishedAt: Date;
    timeZone: string | null;
    validDays: number | null;
  }>`
    select distinct on (a.client_id) a.client_id, a.id, a.needs, a.finished_at, t.time_zone, t.assessment_valid_days as valid_days
    from assessment a join client c on c.id = a.client_id left join team t on t.organization_id = a.organization_id
    where a.client_id = any(${clientIds}::bigint[]) and a.finished_at is not null and a.needs is not null
      and ${visibleTo(actor, { owner: sql.ref('a.organization_id'), shares: sql.ref('c.shares') })}
    order by a.client_id, a.finished_at desc, a.id desc`.execute(db);
  return new Map(
    rows.map((row) => {
      const zone = row.timeZone ?? defaultTimeZone;
      const until = untilOf(row.finishedAt, zone, row.validDays);
      return [
        row.clientId,
        {
          assessmentId: row.id,
          needs: row.needs,
          finishedOn: localTime(row.finishedAt, zone).day,
          validUntil: until,
          valid: until !== null && localTime(now, zone).day < until,
        },
      ];
    }),
  );
};
