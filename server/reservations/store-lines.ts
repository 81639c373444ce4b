import type { Kysely } from 'kysely';
import type { DB } from '../database/generated-types.ts';

const ids = (rows: { facilityId: number }[]) => rows.map((row) => row.facilityId);

/** The facility whose line an act on this reservation joins; none where there is no such reservation. */
export const lineOfReservation = async (db: Kysely<DB>, id: number): Promise<number[]> =>
  ids(await db.selectFrom('reservation').select('facilityId').where('id', '=', id).execute());

/** The same for an act on a moved reservation: the facility it was moved from and the one it was moved to. */
export const lineOfMove = async (db: Kysely<DB>, id: number): Promise<number[]> =>
  ids(
    await db
      .selectFrom('reservation as r')
      .innerJoin('reservation as o', (join) =>
        join.on((e) => e.or([e('o.id', '=', e.ref('r.id')), e('o.id', '=', e.ref('r.movedTo'))])),
      )
      .select('o.facilityId')
      .where('r.id', '=', id)
      .execute(),
  );

/** The same for an act on a guest. */
export const lineOfGuest = async (db: Kysely<DB>, id: number): Promise<number[]> =>
  ids(
    await db
      .selectFrom('guest as g')
      .innerJoin('reservation as r', 'r.id', 'g.reservationId')
      .select('r.facilityId')
      .where('g.id', '=', id)
      .execute(),
  );

/** The same for an act on something dated that a facility has. */
export const lineOfDated =
  (table: 'closure' | 'placementRule' | 'overflowOpening') =>
  async ({ params }: { params: { id: number } }, db: Kysely<DB>): Promise<number[]> =>
    ids(await db.selectFrom(table).select('facilityId').where('id', '=', params.id).execute());
