import { type Kysely, sql } from 'kysely';
import type { BarLine } from '../../contract/bars.ts';
import { addDays, type Night, type Nights } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { type Actor, isShelter, isTeam } from '../accounts/actor.ts';
import type { DB } from '../database/generated-types.ts';
import { bookableFacilities, type FacilityRow, readFacility } from '../facilities/store.ts';
import { type BarInForce, barTouches, neutralObstacle } from './rules.ts';

/** Every bar of these people that touches the nights [begin, end), anywhere; facts only. */
export const readBarsInForce = async (
  db: Kysely<DB>,
  clientIds: number[],
  nights: Nights,
): Promise<BarInForce[]> => {
  const { rows } = await sql<BarInForce>`
    select client_id, organization_id, facility_id, lower(nights) as begin, upper(nights) as "end"
    from bar where client_id = any(${[0, ...clientIds]}) and lifted_at is null
      and nights && daterange(${nights.begin}::date, ${nights.end}::date)`.execute(db);
  return rows;
};

/** The bars' obstacles for a stay of these people at a facility: one neutral line, or none. */
export const barObstacles = async (
  db: Kysely<DB>,
  stay: { clientIds: number[]; facilityId: number; nights: Nights },
): Promise<Obstacle[]> => {
  const bars = await readBarsInForce(db, stay.clientIds, stay.nights);
  if (bars.length === 0) return [];
  const facility = await readFacility(db, stay.facilityId);
  if (!facility) return [];
  const touching = bars.filter((b) =>
    barTouches(b, { facilityId: facility.id, organizationId: facility.organizationId, nights: stay.nights }),
  );
  return neutralObstacle(touching, facility.phone);
};

interface BarRow extends BarInForce {
  id: number;
  reviewOn: Night | null;
  reasonCode: string;
  narrative: string;
  issuedAt: Date;
  issuedByName: string | null;
  liftedAt: Date | null;
  organizationName: string;
  facilityName: string | null;
}

/**
 * The Client Bar List for a stay on `night`. Members of the issuer in a shelter workgroup read the whole record, also
 * of ended bars; a team reads the neutral line for each facility it may book; everybody else reads nothing.
 */
export const readBarLines = async (
  db: Kysely<DB>,
  actor: Actor,
  clientId: number,
  night: Night,
  now: Date,
): Promise<BarLine[]> => {
  if (isShelter(actor)) return readOwnBars(db, actor, clientId);
  if (!isTeam(actor)) return [];
  const nights = { begin: night, end: addDays(night, 1) };
  const bars = await readBarsInForce(db, [clientId], nights);
  if (bars.length === 0) return [];
  const facilities = await bookableFacilities(db, actor, now);
  return facilities.flatMap((f) => linesFor(f, bars, nights));
};

const linesFor = (f: FacilityRow, bars: BarInForce[], nights: Nights): BarLine[] => {
  const touching = bars.filter((b) =>
    barTouches(b, { facilityId: f.id, organizationId: f.organizationId, nights }),
  );
  return neutralObstacle(touching, f.phone).map((o) => ({
    organizationName: f.organizationName,
    facilityName: f.name,
    message: o.message,
    phone: f.phone,
    mayStayAgainFrom: o.until ?? null,
    own: null,
  }));
};

const readOwnBars = async (db: Kysely<DB>, actor: Actor, clientId: number): Promise<BarLine[]> => {
  const { rows } = await sql<BarRow>`
    select b.id, b.client_id, b.organization_id, b.facility_id, lower(b.nights) as begin, upper(b.nights) as "end",
           b.review_on, b.reason_code, b.narrative, b.issued_at, u.name as issued_by_name, b.lifted_at,
           o.name as organization_name, f.name as facility_name
    from bar b join organization o on o.id = b.organization_id left join facility f on f.id = b.facility_id
    left join user_account u on u.id = b.issued_by
    where b.client_id = ${clientId} and b.organization_id = ${actor.organizationId}
    order by (b.lifted_at is not null), upper(b.nights) desc`.execute(db);
  return rows.map((b) => ({
    organizationName: b.organizationName,
    facilityName: b.facilityName,
    message: b.liftedAt ? 'Lifted' : b.end === 'infinity' ? 'Barred here until reviewed' : 'Barred here',
    phone: null,
    mayStayAgainFrom: b.end === 'infinity' ? null : b.end,
    own: {
      id: b.id,
      beginDate: b.begin,
      reviewOn: b.reviewOn,
      reasonCode: b.reasonCode,
      narrative: b.narrative,
      issuedAt: b.issuedAt.toISOString(),
      issuedBy: b.issuedByName,
      liftedAt: b.liftedAt?.toISOString() ?? null,
    },
  }));
};

export const insertBar = async (
  db: Kysely<DB>,
  bar: {
    clientId: number;
    organizationId: number;
    facilityId: number | null;
    beginDate: Night;
    endDate: Night | null;
    reviewOn: Night | null;
    reasonCode: string;
    narrative: string;
    at: Date;
    by: string;
  },
): Promise<number> => {
  const row = await db
    .insertInto('bar')
    .values({
      clientId: bar.clientId,
      organizationId: bar.organizationId,
      facilityId: bar.facilityId,
      nights: sql`daterange(${bar.beginDate}::date, ${bar.endDate ?? 'infinity'}::date)`,
      reviewOn: bar.reviewOn,
      reasonCode: bar.reasonCode,
      narrative: bar.narrative,
      issuedAt: bar.at,
      issuedBy: bar.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
};

/** Live promises of a client at the issuer's facilities that a new bar touches. R18. */
export const readTouchedReservations = async (
  db: Kysely<DB>,
  bar: { clientId: number; organizationId: number; facilityId: number | null; nights: Nights },
) => {
  const { rows } = await sql<{
    reservationId: number;
    facilityId: number;
    facilityName: string;
    beginDate: Night;
    endDate: Night;
  }>`
    select distinct r.id as reservation_id, f.id as facility_id, f.name as facility_name, r.begin_date, r.end_date
    from bed_assignment a join guest g on g.id = a.guest_id join reservation r on r.id = g.reservation_id
    join facility f on f.id = r.facility_id
    where a.client_id = ${bar.clientId} and a.ended_at is null and f.organization_id = ${bar.organizationId}
      and (${bar.facilityId}::bigint is null or f.id = ${bar.facilityId})
      and a.nights && daterange(${bar.nights.begin}::date, ${bar.nights.end}::date)
    order by r.begin_date`.execute(db);
  return rows;
};

/** Ends a bar of the own organization now; undefined where there is none in force. */
export const endBar = (
  db: Kysely<DB>,
  bar: { id: number; organizationId: number; at: Date; by: string; reason: string },
) =>
  db
    .updateTable('bar')
    .set({ liftedAt: bar.at, liftedBy: bar.by, liftReason: bar.reason })
    .where('id', '=', bar.id)
    .where('organizationId', '=', bar.organizationId)
    .where('liftedAt', 'is', null)
    .returning(['id', 'clientId', 'facilityId'])
    .executeTakeFirst();

export const readOwnBar = (db: Kysely<DB>, id: number, organizationId: number) =>
  db
    .selectFrom('bar')
    .select(['id', 'clientId', 'facilityId', 'liftedAt'])
    .where('id', '=', id)
    .where('organizationId', '=', organizationId)
    .executeTakeFirst();
