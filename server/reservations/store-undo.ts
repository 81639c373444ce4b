import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';

// What an act ended at an instant: per guest and first night the place that the shelter had given, else the last one.
const endedAt = (guestIds: number[], at: Date) => sql`
  select distinct on (guest_id, lower(nights)) id, guest_id, client_id, bed_id, unit_key, nights, confirmed_at, confirmed_by,
         override_reason
  from bed_assignment where guest_id = any(${guestIds}::bigint[]) and ended_at = ${at}
  order by guest_id, lower(nights), (confirmed_at is null), id desc`;

/** The bed each client had until an act ended their places, by client id: where several, the first. */
export const readBedsBefore = async (
  db: Kysely<DB>,
  guestIds: number[],
  at: Date,
): Promise<Map<number, number>> => {
  const { rows } = await sql<{
    clientId: number;
    bedId: number;
  }>`select client_id, bed_id from (${endedAt(guestIds, at)}) e
    where bed_id is not null order by lower(nights) desc`.execute(db);
  return new Map(rows.map((row) => [row.clientId, row.bedId]));
};

/** Guests who have the bed again that the shelter had given them have it as given. */
export const confirmAgain = (db: Kysely<DB>, guestIds: number[], at: Date) =>
  sql`update bed_assignment a set confirmed_at = e.confirmed_at, confirmed_by = e.confirmed_by, override_reason = e.override_reason
    from (${endedAt(guestIds, at)}) e
    where a.guest_id = e.guest_id and a.bed_id = e.bed_id and a.nights <@ e.nights and a.ended_at is null
      and e.confirmed_at is not null`.execute(db);

/** Enrollments that a cancellation had voided are pending again, unless another one stands there by now. */
export const bringBackEnrollments = (db: Kysely<DB>, reservationId: number, voidedAt: Date, at: Date) =>
  sql`update enrollment e set voided_at = null, voided_by = null, void_reason = null, updated_at = ${at}
    from guest g where g.reservation_id = ${reservationId} and g.enrollment_id = e.id and e.voided_at = ${voidedAt}
      and not exists (select from enrollment x where x.client_id = e.client_id and x.project_id = e.project_id
        and x.exit_date is null and x.voided_at is null and x.deleted_at is null)`.execute(db);

export const takeCancellationBack = (db: Kysely<DB>, id: number) =>
  db
    .updateTable('reservation')
    .set((e) => ({
      cancelledAt: null,
      cancelledBy: null,
      cancelReason: null,
      movedTo: null,
      version: e('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();

/** A live place that the shelter gave at an instant, and what it was before; null where there was none. */
export interface GivenPlace {
  assignment: number;
  guestId: number;
  bedId: number;
  was: {
    bedId: number;
    unitKey: number;
    confirmedAt: Date | null;
    confirmedBy: string | null;
    overrideReason: string | null;
  } | null;
}

export const readGivenPlaces = async (
  db: Kysely<DB>,
  reservationId: number,
  at: Date,
): Promise<GivenPlace[]> => {
  const { rows } = await sql<
    { assignment: number; guestId: number; bedId: number; before: number | null } & {
      bed: number;
      unit: number;
      confirmedAt: Date | null;
      confirmedBy: string | null;
      overrideReason: string | null;
    }
  >`select distinct on (a.id) a.id as assignment, a.guest_id, a.bed_id, e.id as before, e.bed_id as bed, e.unit_key as unit,
           e.confirmed_at, e.confirmed_by, e.override_reason
    from bed_assignment a join guest g on g.id = a.guest_id
    left join bed_assignment e on e.guest_id = a.guest_id and e.ended_at = ${at} and e.nights = a.nights
    where g.reservation_id = ${reservationId} and a.ended_at is null and a.confirmed_at = ${at}
    order by a.id, e.id desc`.execute(db);
  return rows.map((row) => ({
    assignment: row.assignment,
    guestId: row.guestId,
    bedId: row.bedId,
    was:
      row.before === null
        ? null
        : {
            bedId: row.bed,
            unitKey: row.unit,
            confirmedAt: row.confirmedAt,
            confirmedBy: row.confirmedBy,
            overrideReason: row.overrideReason,
          },
  }));
};

/** Puts given places back as they were; those that were none before end. */
export const putPlacesBack = async (db: Kysely<DB>, given: GivenPlace[], at: Date) => {
  const back = given.flatMap(({ assignment, was }) => (was ? [{ assignment, ...was }] : []));
  await sql`update bed_assignment a set bed_id = v.bed, unit_key = v.unit, confirmed_at = v.confirmed_at,
      confirmed_by = v.confirmed_by, override_reason = v.override_reason
    from unnest(${back.map((b) => b.assignment)}::bigint[], ${back.map((b) => b.bedId)}::bigint[],
      ${back.map((b) => b.unitKey)}::bigint[], ${back.map((b) => b.confirmedAt)}::timestamptz[],
      ${back.map((b) => b.confirmedBy)}::text[], ${back.map((b) => b.overrideReason)}::text[])
      as v(id, bed, unit, confirmed_at, confirmed_by, override_reason) where a.id = v.id`.execute(db);
  await db
    .updateTable('bedAssignment')
    .set({ endedAt: at })
    .where('id', 'in', [0, ...given.filter((g) => !g.was).map((g) => g.assignment)])
    .execute();
};

/** The reservation says again since when its beds are given: since the last one that still is. */
export const confirmedAsBefore = async (db: Kysely<DB>, id: number): Promise<number> => {
  const { rows } = await sql<{ version: number }>`update reservation r set version = r.version + 1,
      confirmed_at = l.confirmed_at, confirmed_by = l.confirmed_by
    from (select) nothing left join lateral (select a.confirmed_at, a.confirmed_by from bed_assignment a
      join guest g on g.id = a.guest_id where g.reservation_id = ${id} and a.ended_at is null and a.confirmed_at is not null
      order by a.confirmed_at desc limit 1) l on true
    where r.id = ${id} returning r.version`.execute(db);
  return rows[0]!.version;
};

/** The instant and person of a guest's arrival are taken back, and with them the night that it recorded. */
export const takeArrivalBack = async (
  db: Kysely<DB>,
  guest: { id: number; enrollmentId: number; recordedAt: Date; arrivedBy: string | null },
  night: Night,
  at: Date,
) => {
  await sql`update guest set arrived_at = null, arrived_by = null, arrival_recorded_at = null where id = ${guest.id}`.execute(
    db,
  );
  await sql`delete from bed_night where enrollment_id = ${guest.enrollmentId} and night = ${night}::date
    and recorded_at = ${guest.recordedAt} and recorded_by = ${guest.arrivedBy} and hud_key is null`.execute(
    db,
  );
  // Opened by this arrival: planned before, entered that night, and nobody has slept or arrived under it otherwise.
  await sql`update enrollment e set entry_date = null, updated_at = ${at}
    where e.id = ${guest.enrollmentId} and e.entry_date = ${night}::date and e.planned_date is not null
      and e.exit_date is null and e.hud_key is null
      and not exists (select from bed_night n where n.enrollment_id = e.id and n.deleted_at is null)
      and not exists (select from guest o where o.enrollment_id = e.id and o.arrived_at is not null)`.execute(
    db,
  );
};
