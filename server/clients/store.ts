import type { Kysely } from 'kysely';
import type { DB } from '../database/generated-types.ts';

/** Locks client rows in ascending order, in a statement of its own; returns the ids that exist and are not merged away. */
export const lockClients = async (db: Kysely<DB>, ids: number[]): Promise<number[]> => {
  const rows = await db
    .selectFrom('client')
    .select('id')
    .where('id', 'in', [0, ...ids])
    .where('deletedAt', 'is', null)
    .where('mergedInto', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return rows.map((r) => r.id);
};
