import { type Kysely, sql } from 'kysely';
import type { Night, Nights } from '../../contract/nights.ts';
import type { FurtherTold } from '../../contract/placement-needs.ts';
import { nameInSql } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import type { Door, Move, PlacementWish } from './seating/types.ts';

/** Ends holds that ran out, of this facility and of these people anywhere. Every booking does this first. */
export const endExpiredHolds = (db: Kysely<DB>, facilityId: number, clientIds: number[], now: Date) =>
  db
    .updateTable('bedAssignment')
    .set({ endedAt: now })
    .where('kind', '=', 'hold')
    .where('endedAt', 'is', null)
    .where('expiresAt', '<=', now)
    .where((e) => e.or([e('facilityId', '=', facilityId), e('clientId', 'in', [0, ...clientIds])]))
    .execute();

/** Lets exclusion constraints look only at commit, so that a chain of moves may pass through each other. */
export const checkAtCommit = (db: Kysely<DB>) =>
  sql`set constraints bed_promised_once, client_promised_once, unit_one_party deferred`.execute(db);

/** Checks the exclusion constraints now, while their names can still be told apart from other errors. */
export const checkNow = (db: Kysely<DB>) =>
  sql`set constraints bed_promised_once, client_promised_once, unit_one_party immediate`.execute(db);

export const insertParty = async (db: Kysely<DB>, at: Date): Promise<number> => {
  const row = await db
    .insertInto('party')
    .values({ createdAt: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
};

export interface NewReservation {
  code: string;
  facilityId: number;
  organizationId: number;
  projectId: number;
  partyId: number;
  door: Door;
  nights: Nights;
  arriveBy: Date | null;
  note: string | null;
  madeBy: number;
  at: Date;
  by: string;
}

export const insertReservation = async (db: Kysely<DB>, r: NewReservation): Promise<number> =>
  (await insertReservations(db, [r]))[0]!;

/** Inserts reservations; their ids in the same order. */
export const insertReservations = async (db: Kysely<DB>, all: NewReservation[]): Promise<number[]> => {
  const rows = await db
    .insertInto('reservation')
    .values(
      all.map((r) => ({
        code: r.code,
        facilityId: r.facilityId,
        organizationId: r.organizationId,
        projectId: r.projectId,
        partyId: r.partyId,
        door: r.door,
        beginDate: r.nights.begin,
        endDate: r.nights.end,
        arriveBy: r.arriveBy,
        note: r.note,
        madeByOrganizationId: r.madeBy,
        createdAt: r.at,
        createdBy: r.by,
      })),
    )
    .returning(['id', 'code'])
    .execute();
  const ids = new Map(rows.map((row) => [row.code, row.id]));
  return all.map((r) => ids.get(r.code)!);
};

export interface NewGuest {
  clientId: number;
  enrollmentId: number;
  placement: PlacementWish;
  lowerBunk: boolean;
  accessible: boolean;
  power: boolean;
  nearStaff: boolean;
  crib: boolean;
  pets: number;
  interpreter: string | null;
  workShift: 'late' | 'night' | null;
  confidentialSite: boolean;
  furtherNeeds: FurtherTold[];
  sharesWith: number | null;
}

interface OfReservation {
  reservationId: number;
  partyId: number;
  projectId: number;
}

/** Inserts a party's guests; returns their ids by client. Those who share are pointed at the other's row. */
export const insertGuests = async (
  db: Kysely<DB>,
  of: OfReservation,
  guests: NewGuest[],
): Promise<Map<number, number>> => (await insertGuestsOfAll(db, [{ of, guests }])).get(of.reservationId)!;

/** The same for many parties; ids by reservation, then by client. */
export const insertGuestsOfAll = async (
  db: Kysely<DB>,
  parties: { of: OfReservation; guests: NewGuest[] }[],
): Promise<Map<number, Map<number, number>>> => {
  const rows = await db
    .insertInto('guest')
    .values(parties.flatMap(({ of, guests }) => guests.map(({ sharesWith: _, ...g }) => ({ ...of, ...g }))))
    .returning(['id', 'clientId', 'reservationId'])
    .execute();
  const ids = new Map(parties.map(({ of }) => [of.reservationId, new Map<number, number>()]));
  for (const row of rows) ids.get(row.reservationId)!.set(row.clientId, row.id);
  const sharing = parties.flatMap(({ of, guests }) =>
    guests.flatMap((g) =>
      g.sharesWith === null
        ? []
        : [{ reservation: of.reservationId, client: g.clientId, host: g.sharesWith }],
    ),
  );
  await shareWith(db, sharing);
  return ids;
};

/** Points guests who share at the rows of whoever they lie beside, in the same reservation. */
const shareWith = async (
  db: Kysely<DB>,
  sharing: { reservation: number; client: number; host: number }[],
) => {
  if (sharing.length === 0) return;
  await sql`update guest g set shares_with = host.id from guest host, unnest(${sharing.map((g) => g.reservation)}::bigint[],
      ${sharing.map((g) => g.client)}::bigint[], ${sharing.map((g) => g.host)}::bigint[]) as s(reservation_id, client_id, host_client_id)
      where g.reservation_id = s.reservation_id and host.reservation_id = g.reservation_id
        and g.client_id = s.client_id and host.client_id = s.host_client_id`.execute(db);
};

/** Who did not come on an earlier night of the stay comes now: their own row, as they are asked for now. */
export const comeAfterAll = async (
  db: Kysely<DB>,
  { reservationId }: OfReservation,
  guestId: number,
  { sharesWith, ...guest }: NewGuest,
): Promise<Map<number, number>> => {
  await db
    .updateTable('guest')
    .set({ ...guest, sharesWith: null, notHereAt: null, notHereBy: null })
    .where('id', '=', guestId)
    .execute();
  if (sharesWith !== null)
    await shareWith(db, [{ reservation: reservationId, client: guest.clientId, host: sharesWith }]);
  return new Map([[guest.clientId, guestId]]);
};

export interface NewPromise {
  guestId: number;
  clientId: number;
  bedId: number | null;
  unitKey: number | null;
  nights: Nights;
  partyId: number;
  /** Given by the shelter in the same act. */
  confirmed?: boolean;
}

/** Inserts the promises of seats; the three exclusion constraints have the last word. */
export const insertPromises = (
  db: Kysely<DB>,
  of: { facilityId: number; at: Date; by: string | null },
  promises: NewPromise[],
) =>
  db
    .insertInto('bedAssignment')
    .values(
      promises.map((p) => ({
        kind: 'promise',
        facilityId: of.facilityId,
        partyId: p.partyId,
        ...(p.confirmed && { confirmedAt: of.at, confirmedBy: of.by }),
        guestId: p.guestId,
        clientId: p.clientId,
        bedId: p.bedId,
        unitKey: p.unitKey,
        nights: sql<string>`daterange(${p.nights.begin}::date, ${p.nights.end}::date)`,
        createdAt: of.at,
        createdBy: of.by,
      })),
    )
    .execute();

/** Carries out seating's moves of provisional promises: the first segment in place, further ones as new rows. */
export const carryOutMoves = async (
  db: Kysely<DB>,
  moves: Move[],
  unitOf: (bed: number) => number,
  at: Date,
) => {
  if (moves.length === 0) return;
  const first = moves.map((m) => ({ assignment: m.assignment, ...m.seats[0]! }));
  await sql`update bed_assignment a set bed_id = v.bed, unit_key = v.unit, nights = daterange(v.b, v.e)
    from unnest(${first.map((m) => m.assignment)}::bigint[], ${first.map((m) => m.bed)}::bigint[],
      ${first.map((m) => unitOf(m.bed))}::bigint[], ${first.map((m) => m.nights.begin)}::date[],
      ${first.map((m) => m.nights.end)}::date[]) as v(id, bed, unit, b, e)
    where a.id = v.id`.execute(db);
  const further = moves.flatMap((m) => m.seats.slice(1).map((s) => ({ assignment: m.assignment, ...s })));
  if (further.length === 0) return;
  await sql`insert into bed_assignment (kind, facility_id, bed_id, unit_key, party_id, guest_id, client_id, nights, created_at, created_by)
    select a.kind, a.facility_id, v.bed, v.unit, a.party_id, a.guest_id, a.client_id, daterange(v.b, v.e), ${at}, a.created_by
    from unnest(${further.map((m) => m.assignment)}::bigint[], ${further.map((m) => m.bed)}::bigint[],
      ${further.map((m) => unitOf(m.bed))}::bigint[], ${further.map((m) => m.nights.begin)}::date[],
      ${further.map((m) => m.nights.end)}::date[]) as v(id, bed, unit, b, e)
    join bed_assignment a on a.id = v.id`.execute(db);
};

/** Pending enrollments are planned for the first night of the live reservations that they are for. */
export const planEnrollments = (db: Kysely<DB>, enrollmentIds: number[], at: Date) =>
  sql`update enrollment e set planned_date = first.night, updated_at = ${at}
    from (select g.enrollment_id, min(r.begin_date) as night from guest g join reservation r on r.id = g.reservation_id
      where g.enrollment_id = any(${enrollmentIds}::bigint[]) and r.cancelled_at is null group by 1) first
    where e.id = first.enrollment_id and e.entry_date is null and e.voided_at is null`.execute(db);

export interface ReservationRow {
  id: number;
  code: string;
  facilityId: number;
  organizationId: number;
  projectId: number;
  partyId: number;
  door: Door;
  beginDate: Night;
  endDate: Night | 'infinity';
  arriveBy: Date | null;
  note: string | null;
  madeByOrganizationId: number;
  teamName: string;
  lineHours: string | null;
  lineHoursInSpanish: string | null;
  version: number;
  createdAt: Date;
  confirmedAt: Date | null;
  confirmedBy: string | null;
  cancelledAt: Date | null;
  cancelledBy: string | null;
  cancelReason: string | null;
  movedTo: number | null;
}

export const readReservationRow = async (db: Kysely<DB>, id: number): Promise<ReservationRow | undefined> => {
  const { rows } = await sql<ReservationRow>`
    select r.id, r.code, r.facility_id, r.organization_id, r.project_id, r.party_id, r.door, r.begin_date, r.end_date, r.arrive_by,
           r.note, r.made_by_organization_id, r.version, r.created_at, r.confirmed_at, r.confirmed_by,
           r.cancelled_at, r.cancelled_by, r.cancel_reason, r.moved_to,
           o.name as team_name, t.line_hours, t.line_hours_in_spanish
    from reservation r join organization o on o.id = r.made_by_organization_id
    left join team t on t.organization_id = o.id where r.id = ${id}`.execute(db);
  return rows[0];
};

export interface GuestRow extends NewGuest {
  id: number;
  reservationId: number;
  name: string;
  goesBy: string | null;
  shares: boolean | null;
  arrivedAt: Date | null;
  leftAt: Date | null;
  sharesWithClient: number | null;
  /** The bed of the stay's live promise that ends last; null for who shares. */
  bedId: number | null;
}

export const readGuestRows = (db: Kysely<DB>, reservationId: number): Promise<GuestRow[]> =>
  readGuestRowsOfAll(db, [reservationId]);

/** The guests of several reservations, in the order in which they were named. */
export const readGuestRowsOfAll = async (db: Kysely<DB>, reservationIds: number[]): Promise<GuestRow[]> => {
  const { rows } = await sql<GuestRow>`
    select g.id, g.reservation_id, g.client_id, g.enrollment_id, g.placement, g.lower_bunk, g.accessible, g.power, g.near_staff, g.crib, g.shares_with,
           g.pets, g.interpreter, g.work_shift, g.confidential_site, g.further_needs,
           host.client_id as shares_with_client, g.arrived_at, g.left_at, c.goes_by, c.shares,
           ${nameInSql} as name,
           (select a.bed_id from bed_assignment a where a.guest_id = g.id and a.ended_at is null order by upper(a.nights) desc limit 1) as bed_id
    from guest g join client c on c.id = g.client_id left join guest host on host.id = g.shares_with
    where g.reservation_id = any(${reservationIds}::bigint[]) order by g.id`.execute(db);
  return rows;
};

/** Ends every live promise of these guests. */
export const endPromises = (db: Kysely<DB>, guestIds: number[], at: Date) =>
  db
    .updateTable('bedAssignment')
    .set({ endedAt: at })
    .where('guestId', 'in', [0, ...guestIds])
    .where('endedAt', 'is', null)
    .execute();

/** Keeps only the nights before `night` of these guests' live promises; those that begin later end. */
export const cutPromises = async (db: Kysely<DB>, guestIds: number[], night: Night, at: Date) => {
  await sql`update bed_assignment set ended_at = ${at}
    where guest_id = any(${guestIds}) and ended_at is null and lower(nights) >= ${night}::date`.execute(db);
  await sql`update bed_assignment set nights = daterange(lower(nights), ${night}::date)
    where guest_id = any(${guestIds}) and ended_at is null and upper(nights) > ${night}::date`.execute(db);
};

export const markCancelled = (
  db: Kysely<DB>,
  id: number,
  how: { at: Date; by: string; reason: string; movedTo?: number },
) =>
  db
    .updateTable('reservation')
    .set((e) => ({
      cancelledAt: how.at,
      cancelledBy: how.by,
      cancelReason: how.reason,
      movedTo: how.movedTo ?? null,
      version: e('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();

/** Voids pending enrollments of a reservation that no other live reservation needs; only those made at an instant where told. */
export const voidUnusedEnrollments = (
  db: Kysely<DB>,
  reservationId: number,
  how: { at: Date; by: string; reason: string },
  madeAt: Date | null = null,
) =>
  sql`update enrollment e set voided_at = ${how.at}, voided_by = ${how.by}, void_reason = ${how.reason}, updated_at = ${how.at}
    from guest g where g.reservation_id = ${reservationId} and g.enrollment_id = e.id
      and e.entry_date is null and e.voided_at is null and (${madeAt}::timestamptz is null or e.created_at = ${madeAt})
      and not exists (select from guest o join reservation r on r.id = o.reservation_id
        where o.enrollment_id = e.id and r.id <> ${reservationId} and r.cancelled_at is null)`.execute(db);

/** Pending enrollments at another project for these guests, carrying what intake had gathered; existing ones are used. */
export const carryEnrollments = async (
  db: Kysely<DB>,
  reservationId: number,
  to: {
    projectId: number;
    organizationId: number;
    cocCode: string | null;
    night: Night;
    madeBy: number;
    at: Date;
    by: string;
  },
) => {
  await sql`insert into enrollment (client_id, project_id, organization_id, hud_household_id, relationship_to_hoh, enrollment_coc,
      planned_date, start_answers, made_by_organization_id, created_at, created_by, updated_at)
    select g.client_id, ${to.projectId}, ${to.organizationId}, e.hud_household_id || '-' || ${to.projectId}, e.relationship_to_hoh,
      case when e.relationship_to_hoh = 1 then ${to.cocCode}::text end, ${to.night}::date,
      case when e.entry_date is null then e.start_answers else '{}' end, ${to.madeBy}, ${to.at}, ${to.by}, ${to.at}
    from guest g join enrollment e on e.id = g.enrollment_id
    where g.reservation_id = ${reservationId} and not exists (
      select from enrollment x where x.client_id = g.client_id and x.project_id = ${to.projectId}
        and x.exit_date is null and x.voided_at is null and x.deleted_at is null)
    order by g.client_id
    on conflict (client_id, project_id) where entry_date is null and voided_at is null do nothing`.execute(
    db,
  );
};

export const updateDates = (db: Kysely<DB>, id: number, nights: Nights) =>
  db
    .updateTable('reservation')
    .set((e) => ({
      beginDate: nights.begin,
      endDate: nights.end,
      confirmedAt: null,
      confirmedBy: null,
      version: e('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();

/** The reservation has changed: whoever saw it before must look again. */
export const bumpVersion = (db: Kysely<DB>, id: number) =>
  db
    .updateTable('reservation')
    .set((e) => ({ version: e('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
