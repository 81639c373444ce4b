import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import type { KeptPets } from './rules-pets.ts';

/**
 * Pets of every reservation of these facilities that lasts beyond `from`, by reservation; also of guests whose place was
 * lost and who may get another one.
 */
export const readKeptPets = async (
  db: Kysely<DB>,
  facilityIds: number[],
  from: Night,
  exceptReservation = 0,
): Promise<KeptPets[]> => {
  const { rows } = await sql<{ facilityId: number; begin: Night; end: Night | 'infinity'; pets: number }>`
    select r.facility_id, r.begin_date as begin, r.end_date as "end", sum(g.pets)::int as pets
    from guest g join reservation r on r.id = g.reservation_id
    where g.pets > 0 and g.left_at is null and g.not_here_at is null and r.cancelled_at is null
      and r.facility_id = any(${facilityIds}) and r.end_date > ${from}::date and r.id <> ${exceptReservation}
    group by r.id`.execute(db);
  return rows.map(({ begin, end, ...kept }) => ({ ...kept, nights: { begin, end } }));
};
