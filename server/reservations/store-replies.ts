import { type Kysely, sql } from 'kysely';
import { laterOf, type Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { Confirmation, GuestNeed, ReservationSummary } from '../../contract/reservations.ts';
import type { Actor } from '../accounts/actor.ts';
import { agreedShelters } from '../accounts/store.ts';
import { barObstacles } from '../bars/store.ts';
import { profileVisibleTo } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { defaultTimeZone, localTime, shelterKind } from '../facilities/rules.ts';
import { summaryOf, tonightOf } from '../facilities/store.ts';
import type { Act } from './booking.ts';
import { knows, type OpenedReservation, openReservation } from './changes.ts';
import type { GuestRow } from './store.ts';

const openEnd = (end: string): string | null => (end === 'infinity' ? null : end);

const needNames = [
  ['lowerBunk', 'lower_bunk'],
  ['accessible', 'accessible'],
  ['power', 'power'],
  ['nearStaff', 'near_staff'],
  ['crib', 'crib'],
  ['confidentialSite', 'confidential_site'],
] as const;
const shifts = { late: 'comes_late', night: 'works_at_night' } as const;

/** A guest's needs by their stable names, as chips and slips show them. */
export const needsOfGuest = (
  g: Pick<GuestRow, (typeof needNames)[number][0] | 'workShift' | 'furtherNeeds'>,
): GuestNeed[] => [
  ...needNames.flatMap(([field, name]) => (g[field] ? [name] : [])),
  ...(g.workShift ? [shifts[g.workShift]] : []),
  ...g.furtherNeeds,
];

interface StateFacts {
  cancelledAt: Date | null;
  cancelReason: string | null;
  movedTo: number | null;
  arrived: number;
  left: number;
  size: number;
  endDate: string;
  tonight: Night;
}

/** How a reservation ends whose guests did not come. */
export const noShow = 'No-show';

/** What became of a reservation, derived from its dated facts. */
export const stateOf = (r: StateFacts): Confirmation['state'] => {
  if (r.movedTo) return 'moved';
  if (r.cancelledAt) return r.cancelReason === noShow ? 'no_show' : 'cancelled';
  if (r.arrived > r.left) return r.endDate > r.tonight ? 'in_house' : 'left';
  if (r.left > 0 && r.left === r.size) return 'left';
  return r.endDate > r.tonight ? 'expected' : 'past';
};

const confirmationOf = (
  { reservation: r, guests, facility }: OpenedReservation,
  changes: Confirmation['changesOfBed'],
  now: Date,
  atRisk: Obstacle[],
): Confirmation => ({
  id: r.id,
  code: r.code,
  version: r.version,
  facility: summaryOf(facility, now),
  beginDate: r.beginDate,
  endDate: openEnd(r.endDate),
  arriveBy: r.arriveBy?.toISOString() ?? null,
  createdAt: r.createdAt.toISOString(),
  state: stateOf({
    ...r,
    arrived: guests.filter((g) => g.arrivedAt).length,
    left: guests.filter((g) => g.leftAt).length,
    size: guests.length,
    tonight: tonightOf(facility, now),
  }),
  cancelReason: r.cancelReason,
  teamName: r.teamName,
  lineHours: r.lineHours,
  lineHoursInSpanish: r.lineHoursInSpanish,
  guests: guests.map((g) => ({
    guestId: g.id,
    clientId: g.clientId,
    name: g.name,
    goesBy: g.goesBy,
    needs: needsOfGuest(g),
    pets: g.pets,
    interpreter: g.interpreter,
  })),
  changesOfBed: changes,
  atRisk,
});

/** R18: a bar issued since the booking, for those of the party who have not arrived. */
const barsAgainst = async (
  { db, now }: Act,
  { reservation, guests, facility }: OpenedReservation,
): Promise<Obstacle[]> => {
  const begin = laterOf(reservation.beginDate, tonightOf(facility, now));
  const clientIds = guests.filter((g) => !g.arrivedAt).map((g) => g.clientId);
  if (reservation.cancelledAt || reservation.endDate <= begin || clientIds.length === 0) return [];
  return barObstacles(db, {
    clientIds,
    facilityId: facility.id,
    nights: { begin, end: reservation.endDate },
  });
};

/** The confirmation to read out, print or copy; the new truth after any act on a reservation. */
export const readConfirmation = async (act: Act, reservationId: number): Promise<Confirmation> => {
  const opened = await openReservation(act, reservationId);
  const { rows } = await sql<{ guestId: number; night: Night }>`
    select guest_id, lower(nights) as night from (
      select guest_id, nights, lag(bed_id) over (partition by guest_id order by lower(nights)) as before, bed_id
      from bed_assignment where guest_id = any(${opened.guests.map((g) => g.id)}) and ended_at is null) s
    where before is not null and before <> bed_id`.execute(act.db);
  return confirmationOf(opened, rows, act.now, await barsAgainst(act, opened));
};

interface SummaryRow {
  id: number;
  clientId: number;
  facilityId: number;
  facilityName: string;
  projectType: number;
  organizationId: number;
  madeByOrganizationId: number;
  beginDate: Night;
  endDate: string;
  createdAt: Date;
  createdBy: string | null;
  cancelledAt: Date | null;
  movedTo: number | null;
  cancelReason: string | null;
  shares: boolean | null;
  whole: boolean;
  arrived: number;
  left: number;
  size: number;
  timeZone: string;
  cutOverHour: number;
}

/**
 * A client's reservations, newest first: what this actor may know, and of others only that a place is kept for now; not even
 * that of a person who does not share.
 */
export const readReservationSummaries = async (
  db: Kysely<DB>,
  actor: Actor,
  clientId: number,
  now: Date,
): Promise<ReservationSummary[]> => {
  const agreed = await agreedShelters(db, actor.organizationId, localTime(now, defaultTimeZone).day);
  const { rows } = await sql<SummaryRow>`
    select r.id, g.client_id, f.id as facility_id, f.name as facility_name, p.project_type, r.organization_id, r.made_by_organization_id,
           r.begin_date, r.end_date, r.created_at, u.name as created_by, r.cancelled_at, r.moved_to, r.cancel_reason, c.shares, ${profileVisibleTo(actor)} as whole,
           f.time_zone, f.cut_over_hour, s.arrived, s."left", s.size
    from guest g join reservation r on r.id = g.reservation_id join facility f on f.id = r.facility_id
    join project p on p.id = r.project_id join client c on c.id = g.client_id left join user_account u on u.id = r.created_by
    cross join lateral (select count(x.arrived_at) as arrived, count(x.left_at) as "left", count(*) as size
      from guest x where x.reservation_id = r.id) s
    where g.client_id = ${clientId} order by r.begin_date desc, r.id desc limit 50`.execute(db);
  return rows.flatMap((r): ReservationSummary[] => {
    const state = stateOf({ ...r, tonight: tonightOf(r, now) });
    const known = knows(actor, agreed, r);
    const live = state === 'expected' || state === 'in_house';
    if (!known && !(live && r.whole)) return [];
    return [
      {
        id: known ? r.id : null,
        facilityId: known ? r.facilityId : null,
        facilityName: known ? r.facilityName : null,
        kind: known ? shelterKind(r.projectType) : null,
        beginDate: r.beginDate,
        endDate: openEnd(r.endDate),
        createdAt: known ? r.createdAt.toISOString() : null,
        createdBy: known ? r.createdBy : null,
        state,
        cancelReason: known ? r.cancelReason : null,
        partySize: known ? r.size : null,
      },
    ];
  });
};
