import { sql } from 'kysely';
import { addDays, type Night } from '../contract/nights.ts';
import type { Act } from '../server/reservations/booking.ts';
import { closing, closureEnding, overflowOpening } from '../server/reservations/place-changes.ts';
import { readClosures } from '../server/reservations/store-closures.ts';
import { changePlaces } from './acts.ts';

/** Three lower bunks with an outlet stay free while the shelter fills, so that the guides' caller finds a place there. */
export const keepForGuides = async (act: Act, facilityId: number, tonight: Night): Promise<void> => {
  const beds = await act.db
    .selectFrom('bed')
    .select('id')
    .where('facilityId', '=', facilityId)
    .where('kind', '=', 'lower')
    .where('power', '=', true)
    .orderBy('id')
    .limit(3)
    .execute();
  await close(act, facilityId, {
    bedIds: beds.map((b) => b.id),
    beginDate: tonight,
    endDate: addDays(tonight, 1),
    reason: 'Being cleaned',
  });
};

/** The cleaning is done. */
export const openForGuides = async (act: Act, facilityId: number, tonight: Night): Promise<void> => {
  const [closure] = await readClosures(act.db, facilityId, tonight);
  await changePlaces(act, 'closure.end', await closureEnding(act, closure!.id));
};

/** A missing ladder: one free bed is closed for some nights. */
export const closeOne = async (act: Act, facilityId: number, tonight: Night): Promise<void> => {
  const { rows } = await sql<{
    id: number;
  }>`select b.id from bed b where b.facility_id = ${facilityId} and not b.overflow and b.unit_id is null
    and not exists (select from bed_assignment a where a.bed_id = b.id and a.ended_at is null and upper(a.nights) > ${tonight}::date)
    order by b.id desc limit 1`.execute(act.db);
  if (rows.length === 0) return;
  await close(act, facilityId, {
    bedIds: rows.map((r) => r.id),
    beginDate: tonight,
    endDate: addDays(tonight, 3),
    reason: 'Waits for a new mattress',
  });
};

/** The nights are cold: a shelter's cots are set up. */
export const openCots = async (act: Act, facilityId: number, tonight: Night): Promise<void> => {
  const nights = { beginDate: addDays(tonight, -1), endDate: addDays(tonight, 3) };
  const change = await overflowOpening(act, facilityId, { ...nights, reason: 'Cold night' });
  await changePlaces(act, 'overflow.open', change);
};

const close = async (act: Act, facilityId: number, asked: Parameters<typeof closing>[2]) =>
  changePlaces(act, 'closure.make', await closing(act, facilityId, asked));
