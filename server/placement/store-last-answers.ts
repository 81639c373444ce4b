import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { LastAnswer } from '../../contract/placement.ts';
import type { Actor } from '../accounts/actor.ts';
import { visibleTo } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { defaultTimeZone } from '../facilities/rules.ts';

/**
 * Default Last: for each person and question the newest answer of any finished assessment or enrollment (its start and
 * its exit), also one that never began, that this actor may see. Questions bound to a day are the caller's to leave out.
 */
export const readLastAnswers = async (
  db: Kysely<DB>,
  actor: Actor,
  clientIds: number[],
  questions: string[],
): Promise<Map<number, Record<string, LastAnswer>>> => {
  const shares = sql.ref('c.shares');
  const { rows } = await sql<
    { clientId: number; name: string; day: Night; organizationName: string } & LastAnswer
  >`
    with source as (
      select a.client_id, a.answers, (a.finished_at at time zone coalesce(t.time_zone, ${defaultTimeZone}))::date as day,
             'assessment' as kind, a.id, o.name as organization_name
      from assessment a join client c on c.id = a.client_id join organization o on o.id = a.organization_id
      left join team t on t.organization_id = a.organization_id
      where a.client_id = any(${clientIds}::bigint[]) and a.finished_at is not null
        and ${visibleTo(actor, { owner: sql.ref('a.organization_id'), shares })}
      union all
      select e.client_id, e.start_answers,
             coalesce(e.entry_date, (case when e.voided_at is null then e.updated_at else e.created_at end
               at time zone ${defaultTimeZone})::date),
             'enrollment', e.id, o.name
      from enrollment e join client c on c.id = e.client_id join organization o on o.id = e.organization_id
      where e.client_id = any(${clientIds}::bigint[]) and e.deleted_at is null
        and ${visibleTo(actor, { owner: sql.ref('e.organization_id'), madeBy: sql.ref('e.made_by_organization_id'), shares })}
      union all
      select e.client_id, e.exit_answers, e.exit_date, 'enrollment', e.id, o.name
      from enrollment e join client c on c.id = e.client_id join organization o on o.id = e.organization_id
      where e.client_id = any(${clientIds}::bigint[]) and e.deleted_at is null and e.exit_date is not null
        and ${visibleTo(actor, { owner: sql.ref('e.organization_id'), madeBy: sql.ref('e.made_by_organization_id'), shares })})
    select distinct on (s.client_id, k.key) s.client_id, k.key as name, k.value, s.day as date, s.organization_name, s.kind as "from"
    from source s cross join lateral jsonb_each(s.answers) k
    where k.key = any(${questions}::text[]) and k.value <> 'null'
    order by s.client_id, k.key, s.day desc, s.kind desc, s.id desc`.execute(db);
  const found = new Map(clientIds.map((id): [number, Record<string, LastAnswer>] => [id, {}]));
  for (const { clientId, name, value, date, organizationName, from } of rows) {
    found.get(clientId)![name] = { value, date, organizationName, from };
  }
  return found;
};
