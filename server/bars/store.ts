import { type Kysely, sql } from 'kysely';
import type { BarLine, BarTouch } from '../../contract/bars.ts';
import { addDays, type Night, type Nights } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { type Actor, isShelter, isTeam } from '../accounts/actor.ts';
import type { DB } from '../database/generated-types.ts';
import { bookableFacilities, type FacilityRow, readFacility } from '../facilities/store.ts';
import { type BarInForce, type Blocked, barStateOn, neutralObstacle } from './rules.ts';

/** Every bar of these people that touches the nights [begin, end), anywhere; facts only. */
export const readBarsInForce = async (
  db: Kysely<DB>,
  clientIds: number[],
  nights: Nights,
): Promise<BarInForce[]> => {
  // Most people have no bar at all; the view that knows what is in force is dear to plan.
  const any = await db
    .selectFrom('bar')
    .select('id')
    .where('clientId', 'in', [0, ...clientIds])
    .where('liftedAt', 'is', null)
    .executeTakeFirst();
  if (!any) return [];
  const { rows } = await sql<BarInForce>`
    select bar_id, client_id, facility_id, lower(nights) as begin, upper(nights) as "end", until
    from bar_in_force where client_id = any(${[0, ...clientIds]})
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
  return facility ? neutralObstacle(bars, stay, facility.phone) : [];
};

/** Counts placements that bars have stopped, each once for a person, a facility and a night. */
export const keepBlocked = async (db: Kysely<DB>, blocked: Blocked[], at: Date): Promise<void> => {
  if (blocked.length === 0) return;
  await db
    .insertInto('barBlocked')
    .values(blocked.map((b) => ({ ...b, at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

interface OwnBarRow {
  id: number;
  facilityName: string | null;
  organizationName: string;
  begin: Night;
  end: Night | 'infinity';
  reviewOn: Night | null;
  reasonCode: string;
  narrative: string;
  issuedAt: Date;
  issuedByName: string | null;
  liftedAt: Date | null;
  rests: boolean;
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
  if (isShelter(actor)) return readOwnBars(db, actor, clientId, night);
  if (!isTeam(actor)) return [];
  const nights = { begin: night, end: addDays(night, 1) };
  const bars = await readBarsInForce(db, [clientId], nights);
  if (bars.length === 0) return [];
  const facilities = await bookableFacilities(db, actor, now);
  return facilities.flatMap((f) => linesFor(f, bars, nights));
};

const linesFor = (f: FacilityRow, bars: BarInForce[], nights: Nights): BarLine[] =>
  neutralObstacle(bars, { facilityId: f.id, nights }, f.phone).map((o) => ({
    organizationName: f.organizationName,
    facilityName: f.name,
    message: o.message,
    phone: f.phone,
    mayStayAgainFrom: o.until ?? null,
    own: null,
  }));

/** Whether a bar rests on a night, for the weather. */
export const restsOn = (night: Night) => sql<boolean>`(b.suspendable and exists (
  select from extreme_weather w where w.organization_id = b.organization_id
    and w.nights * daterange(null, w.ended_from) @> ${night}::date))`;

const readOwnBars = async (
  db: Kysely<DB>,
  actor: Actor,
  clientId: number,
  night: Night,
): Promise<BarLine[]> => {
  const { rows } = await sql<OwnBarRow>`
    select b.id, lower(b.nights) as begin, upper(b.nights) as "end", b.review_on, b.reason_code, b.narrative, b.issued_at,
           u.name as issued_by_name, b.lifted_at, o.name as organization_name, f.name as facility_name,
           ${restsOn(night)} as rests
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
      state: barStateOn(b, night),
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

/**
 * Live promises and stays that bars of an organization stand against, from a night on: of one bar, or of all. R18. With
 * the facilities whose boards show it.
 */
export const readTouches = async (
  db: Kysely<DB>,
  of: { organizationId: number; barId: number | null; from: Night },
): Promise<(BarTouch & { facilityId: number })[]> => {
  const { rows } = await sql<BarTouch & { facilityId: number }>`
    select distinct on (r.begin_date, r.id, g.id) r.id as reservation_id, g.client_id, f.id as facility_id,
           f.name as facility_name, r.begin_date, r.end_date, (g.arrived_at is not null and g.left_at is null) as in_house,
           o.name as made_by
    from bar_in_force v
    join reservation r on r.facility_id = v.facility_id and r.cancelled_at is null
      and daterange(r.begin_date, r.end_date) && v.nights * daterange(${of.from}::date, null)
    join guest g on g.reservation_id = r.id and g.client_id = v.client_id
    join facility f on f.id = r.facility_id join organization o on o.id = r.made_by_organization_id
    where v.organization_id = ${of.organizationId} and (${of.barId}::bigint is null or v.bar_id = ${of.barId})
      -- Also who lost their place: they may stand at the door, or be in house without a bed.
      and (g.left_at is null and g.not_here_at is null
        or exists (select from bed_assignment a where a.guest_id = g.id and a.ended_at is null
          and a.nights && v.nights * daterange(${of.from}::date, null)))
    order by r.begin_date, r.id, g.id`.execute(db);
  return rows;
};
