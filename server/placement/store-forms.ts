import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/generated-types.ts';

export interface FormRow {
  id: number;
  organizationId: number;
  version: number;
  title: string;
  definition: Record<string, unknown>;
  publishedAt: Date;
  publishedBy: string | null;
}

const forms = sql`
  select f.id, f.organization_id, f.version, f.title, f.definition, f.published_at, u.name as published_by
  from assessment_form f left join user_account u on u.id = f.published_by`;

/** Every published form of a team, the newest first. */
export const readForms = async (db: Kysely<DB>, organizationId: number): Promise<FormRow[]> =>
  (
    await sql<FormRow>`${forms} where f.organization_id = ${organizationId} order by f.version desc`.execute(
      db,
    )
  ).rows;

export const readFormById = async (db: Kysely<DB>, id: number): Promise<FormRow | undefined> =>
  (await sql<FormRow>`${forms} where f.id = ${id}`.execute(db)).rows[0];
