import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { EnrollmentSummary } from '../../contract/enrollment.ts';
import type { Night } from '../../contract/nights.ts';
import type { Answers } from '../../contract/placement.ts';
import type { Actor } from '../accounts/actor.ts';
import { isAdult } from '../clients/rules.ts';
import { visibleTo } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { shelterKind } from '../facilities/rules.ts';
import { stateOf, toAskAtTheDoor } from './rules.ts';

export type EnrollmentOf = EnrollmentSummary & { clientId: number };

interface SummaryRow {
  id: number;
  clientId: number;
  projectId: number;
  projectName: string;
  projectType: number;
  organizationId: number;
  plannedDate: Night | null;
  entryDate: Night | null;
  exitDate: Night | null;
  mayReturnFrom: Night | null;
  voidedAt: Date | null;
  relationshipToHoh: number | null;
  startAnswers: Answers;
  imported: boolean;
  dob: Night | null;
  ageFrom: number | null;
  ageTo: number | null;
}

const readSummaries = async (db: Kysely<DB>, which: RawBuilder<boolean>): Promise<EnrollmentOf[]> => {
  const { rows } = await sql<SummaryRow>`
    select e.id, e.client_id, e.project_id, p.name as project_name, p.project_type, e.organization_id, e.planned_date,
           e.entry_date, e.exit_date, e.may_return_from, e.voided_at, e.relationship_to_hoh, e.start_answers, e.hud_key is not null as imported,
           c.dob, c.age_from, c.age_to
    from enrollment e join project p on p.id = e.project_id join client c on c.id = e.client_id
    where e.deleted_at is null and ${which}
    order by e.client_id, (e.exit_date is not null), (e.entry_date is null), coalesce(e.entry_date, e.planned_date) desc, e.id desc`.execute(
    db,
  );
  return rows.map(summaryOf);
};

const summaryOf = (row: SummaryRow): EnrollmentOf => {
  const state = stateOf(row);
  const kind = shelterKind(row.projectType);
  const running = (state === 'pending' || state === 'open') && !row.imported && kind !== null;
  return {
    id: row.id,
    clientId: row.clientId,
    projectId: row.projectId,
    projectName: row.projectName,
    organizationId: row.organizationId,
    kind,
    state,
    plannedDate: row.plannedDate,
    entryDate: row.entryDate,
    exitDate: row.exitDate,
    mayReturnFrom: row.mayReturnFrom,
    relationshipToHoH: row.relationshipToHoh,
    toAskAtTheDoor: running
      ? toAskAtTheDoor(row.startAnswers, {
          adult: isAdult(row, row.entryDate ?? row.plannedDate ?? '1900-01-01'),
          head: row.relationshipToHoh === 1,
          kind,
        })
      : 0,
  };
};

/** Enrollments of people that this actor may see, those that never began left out: open first, pending, then ended. */
export const readEnrollmentSummaries = (
  db: Kysely<DB>,
  actor: Actor,
  clientIds: number[],
): Promise<EnrollmentOf[]> =>
  readSummaries(
    db,
    sql<boolean>`e.client_id = any(${clientIds}::bigint[]) and e.voided_at is null and ${visibleTo(actor, {
      owner: sql.ref('e.organization_id'),
      madeBy: sql.ref('e.made_by_organization_id'),
      shares: sql.ref('c.shares'),
    })}`,
  );

/** The enrollments of an intake just saved. */
export const readSaved = (db: Kysely<DB>, ids: number[]): Promise<EnrollmentOf[]> =>
  readSummaries(db, sql<boolean>`e.id = any(${ids}::bigint[])`);

/** A pending or open enrollment at one project. */
export interface Standing {
  id: number;
  clientId: number;
  state: 'pending' | 'open';
  hudHouseholdId: string;
  answers: Answers;
  /** Whether this actor may read its answers. */
  visible: boolean;
}

/** What stands at a project for these people, whoever may see it: that it stands decides, also where nobody may look. */
export const readStanding = async (
  db: Kysely<DB>,
  actor: Actor,
  clientIds: number[],
  projectId: number,
): Promise<Map<number, Standing>> => {
  const { rows } = await sql<Standing>`
    select distinct on (e.client_id) e.client_id, e.id, case when e.entry_date is null then 'pending' else 'open' end as state,
           e.hud_household_id, e.start_answers as answers, ${visibleTo(actor, {
             owner: sql.ref('e.organization_id'),
             madeBy: sql.ref('e.made_by_organization_id'),
             shares: sql.ref('c.shares'),
           })} as visible
    from enrollment e join client c on c.id = e.client_id
    where e.client_id = any(${clientIds}::bigint[]) and e.project_id = ${projectId}
      and e.exit_date is null and e.voided_at is null and e.deleted_at is null
    order by e.client_id, (e.entry_date is null), e.entry_date desc, e.id desc`.execute(db);
  return new Map(rows.map((row) => [row.clientId, row]));
};

/** Who is enrolled, and how old they are. */
export const readEnrollees = (db: Kysely<DB>, clientIds: number[]) =>
  db
    .selectFrom('client')
    .select(['id', 'firstName', 'middleName', 'lastName', 'nameSuffix', 'goesBy', 'dob', 'ageFrom', 'ageTo'])
    .where('id', 'in', [0, ...clientIds])
    .where('mergedInto', 'is', null)
    .where('deletedAt', 'is', null)
    .execute();

export interface PendingEnrollment {
  clientId: number;
  relationshipToHoH: number;
  plannedDate: Night;
  /** An answer of null takes an earlier one back. */
  answers: Answers;
}

/**
 * Saves pending enrollments in one statement; one that is pending already is re-dated and its answers brought up to
 * date. Returns the ids, in ascending order of client.
 */
export const savePending = async (
  db: Kysely<DB>,
  intake: {
    projectId: number;
    organizationId: number;
    coc: string | null;
    householdId: string;
    madeBy: number;
    at: Date;
    by: string;
  },
  members: PendingEnrollment[],
): Promise<number[]> => {
  if (members.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    insert into enrollment (client_id, project_id, organization_id, hud_household_id, relationship_to_hoh, enrollment_coc,
      planned_date, start_answers, made_by_organization_id, created_at, created_by, updated_at)
    select m.client_id, ${intake.projectId}, ${intake.organizationId}, ${intake.householdId}, m.relationship,
      case when m.relationship = 1 then ${intake.coc}::text end, m.planned, jsonb_strip_nulls(m.answers),
      ${intake.madeBy}, ${intake.at}, ${intake.by}, ${intake.at}
    from unnest(${members.map((m) => m.clientId)}::bigint[], ${members.map((m) => m.relationshipToHoH)}::int[],
      ${members.map((m) => m.plannedDate)}::date[], ${members.map((m) => JSON.stringify(m.answers))}::jsonb[])
      as m (client_id, relationship, planned, answers)
    order by m.client_id
    on conflict (client_id, project_id) where entry_date is null and voided_at is null do update
      set planned_date = excluded.planned_date, relationship_to_hoh = excluded.relationship_to_hoh,
          hud_household_id = excluded.hud_household_id, enrollment_coc = excluded.enrollment_coc,
          start_answers = jsonb_strip_nulls(enrollment.start_answers || ${answersAsGiven(members)}),
          version = enrollment.version + 1, updated_at = excluded.updated_at
    returning id`.execute(db);
  return rows.map((row) => row.id);
};

// What is inserted has lost its nulls already, but here they take answers back.
const answersAsGiven = (members: PendingEnrollment[]) => sql`(
  select m.answers from unnest(${members.map((m) => m.clientId)}::bigint[],
    ${members.map((m) => JSON.stringify(m.answers))}::jsonb[]) as m (client_id, answers)
  where m.client_id = enrollment.client_id)`;

/** Fills what is still unanswered in open enrollments; an answer that is there stays. */
export const fillUnanswered = async (
  db: Kysely<DB>,
  enrollments: { id: number; answers: Answers }[],
  at: Date,
): Promise<void> => {
  const given = enrollments.filter((e) => Object.values(e.answers).some((answer) => answer !== null));
  if (given.length === 0) return;
  await sql`update enrollment e set start_answers = jsonb_strip_nulls(g.answers || e.start_answers), version = e.version + 1,
      updated_at = ${at}
    from unnest(${given.map((g) => g.id)}::bigint[], ${given.map((g) => JSON.stringify(g.answers))}::jsonb[]) as g (id, answers)
    where e.id = g.id and jsonb_strip_nulls(g.answers || e.start_answers) <> e.start_answers`.execute(db);
};
