import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { Answers } from '../../contract/placement.ts';
import type { DB } from '../database/generated-types.ts';

/** When, and by whom; null: by itself. */
export interface Done {
  at: Date;
  by: string | null;
}

/** A guest who is in house, with the night they came for last. */
export interface InHouse {
  guestId: number;
  reservationId: number;
  partyId: number;
  clientId: number;
  enrollmentId: number;
  arrivedAt: Date;
  /** The newest night slept or begun here; null in an extended stay, which records none. */
  night: Night | null;
  /** Day of leaving of the reservation; 'infinity' until they move out. */
  endDate: Night;
}

/** Two stays may share one enrollment: whether a night `n` is of the reservation `r`. */
export const isOfStay = sql`n.night >= r.begin_date and n.night < r.end_date`;

/** Who is in house at a facility, or those of these guests who are. */
export const readInHouse = async (
  db: Kysely<DB>,
  facilityId: number,
  guestIds: number[] | null = null,
): Promise<InHouse[]> => {
  const { rows } = await sql<InHouse>`
    select g.id as guest_id, g.reservation_id, g.party_id, g.client_id, g.enrollment_id, g.arrived_at, r.end_date,
      (select max(n.night) from bed_night n where n.enrollment_id = g.enrollment_id and n.deleted_at is null
         and n.facility_id = ${facilityId} and n.left_at is null and ${isOfStay}) as night
    from guest g join reservation r on r.id = g.reservation_id
    where r.facility_id = ${facilityId} and g.arrived_at is not null and g.left_at is null
      and (${guestIds}::bigint[] is null or g.id = any(${guestIds}::bigint[]))
    order by g.id`.execute(db);
  return rows;
};

/** These guests have left, or do not come again. */
export const markLeft = (db: Kysely<DB>, guestIds: number[], { at, by }: Done) =>
  sql`update guest set left_at = ${at}, left_by = ${by}
    where id = any(${guestIds}::bigint[]) and left_at is null`.execute(db);

/** The nights that these guests were here are over: when each left. */
export const endNights = (db: Kysely<DB>, guestIds: number[], { at, by }: Done) =>
  sql`update bed_night n set left_at = ${at}, left_by = ${by} from guest g join reservation r on r.id = g.reservation_id
    where g.id = any(${guestIds}::bigint[]) and n.enrollment_id = g.enrollment_id and n.left_at is null
      and n.deleted_at is null and ${isOfStay}`.execute(db);

/** Was here, did not sleep: no bed night is left, and an enrollment that nothing else stands on never began. */
export const takeNightBack = async (
  db: Kysely<DB>,
  guestIds: number[],
  night: Night,
  { at, by }: Done,
  reason: string,
) => {
  await sql`update bed_night n set deleted_at = ${at}, deleted_by = ${by}, delete_reason = ${reason}, left_at = ${at}, left_by = ${by}
    from guest g where g.id = any(${guestIds}::bigint[]) and n.enrollment_id = g.enrollment_id and n.night = ${night}::date
      and n.deleted_at is null`.execute(db);
  await sql`update enrollment e set entry_date = null, voided_at = ${at}, voided_by = ${by}, void_reason = ${reason}, updated_at = ${at}
    from guest g where g.id = any(${guestIds}::bigint[]) and e.id = g.enrollment_id and e.entry_date >= ${night}::date
      and e.exit_date is null and e.hud_key is null and e.planned_date is not null
      and not exists (select from bed_night n where n.enrollment_id = e.id and n.deleted_at is null)`.execute(
    db,
  );
};

/** Voids the pending enrollments of guests who never came, where nobody needs them for tonight or later. */
export const voidEnrollmentsOf = (
  db: Kysely<DB>,
  guestIds: number[],
  tonight: Night,
  { at, by }: Done,
  reason: string,
) =>
  sql`update enrollment e set voided_at = ${at}, voided_by = ${by}, void_reason = ${reason}, updated_at = ${at}
    from guest g where g.id = any(${guestIds}::bigint[]) and e.id = g.enrollment_id and e.entry_date is null and e.voided_at is null
      and not exists (select from guest o join reservation r on r.id = o.reservation_id
        where o.enrollment_id = e.id and o.id <> g.id and r.cancelled_at is null and o.left_at is null and o.not_here_at is null
          and r.end_date > ${tonight}::date)`.execute(db);

/** Reservations in which nobody is left to come or to stay end on this day; never before their first night is over. */
export const endStays = (db: Kysely<DB>, reservationIds: number[], day: Night) =>
  sql`update reservation r set end_before = r.end_date, end_date = greatest(${day}::date, r.begin_date + 1), version = r.version + 1
    where r.id = any(${reservationIds}::bigint[]) and r.end_date > greatest(${day}::date, r.begin_date + 1)
      and not exists (select from guest g where g.reservation_id = r.id and g.left_at is null and g.not_here_at is null)`.execute(
    db,
  );

/** Guests whose place is theirs tonight, too, are expected again. */
export const expectAgain = (db: Kysely<DB>, guestIds: number[]) =>
  sql`update guest set arrived_at = null, arrived_by = null, left_at = null, left_by = null, expected_until = null, late_reason = null
    where id = any(${guestIds}::bigint[])`.execute(db);

export interface LastPresence {
  id: number;
  reservationId: number;
  facilityId: number;
  clientId: number;
  enrollmentId: number;
  partyId: number;
  arrivedAt: Date | null;
  leftAt: Date | null;
  leftBy: string | null;
  endDate: Night;
  /** When the enrollment ended, if it has. */
  exitedAt: Date | null;
}

export const readLastPresence = async (
  db: Kysely<DB>,
  guestId: number,
): Promise<LastPresence | undefined> => {
  const { rows } = await sql<LastPresence>`
    select g.id, g.reservation_id, r.facility_id, g.client_id, g.enrollment_id, g.party_id, g.arrived_at, g.left_at, g.left_by, r.end_date, e.exited_at
    from guest g join reservation r on r.id = g.reservation_id join enrollment e on e.id = g.enrollment_id where g.id = ${guestId}`.execute(
    db,
  );
  return rows[0];
};

// Somebody else may be head of the household by now.
const exitUndone = (
  at: Date,
) => sql`relationship_to_hoh = case when e.relationship_to_hoh = 1 and exists (select from enrollment h
    where h.hud_household_id = e.hud_household_id and h.project_id = e.project_id and h.id <> e.id
      and h.relationship_to_hoh = 1 and h.voided_at is null and h.deleted_at is null and h.exit_date is null)
    then 99 else e.relationship_to_hoh end,
  exit_date = null, destination = null, exited_at = null, exited_by = null, auto_exited = false,
  exit_answers = '{}', may_return_from = null, exit_note = null, updated_at = ${at}`;

/** An exit is taken back; where the clock had ended the enrollment, the nights of silence count from `keptOpenOn`. */
export const takeExitBack = (db: Kysely<DB>, enrollmentId: number, at: Date, keptOpenOn: Night | null) =>
  sql`update enrollment e set ${exitUndone(at)}, kept_open_on = coalesce(${keptOpenOn}::date, e.kept_open_on)
    where id = ${enrollmentId}`.execute(db);

/** A check-out is taken back: the guest is in house, and so are the nights that it had ended. */
export const takeDepartureBack = async (
  db: Kysely<DB>,
  guest: Pick<LastPresence, 'id' | 'enrollmentId'> & { leftAt: Date },
  at: Date,
) => {
  await sql`update guest set left_at = null, left_by = null where id = ${guest.id}`.execute(db);
  await sql`update enrollment set entry_date = planned_date, voided_at = null, voided_by = null, void_reason = null, updated_at = ${at}
    where id = ${guest.enrollmentId} and voided_at = ${guest.leftAt}`.execute(db);
  await sql`update enrollment e set ${exitUndone(at)} where id = ${guest.enrollmentId} and exited_at = ${guest.leftAt}`.execute(
    db,
  );
  await sql`update bed_night set left_at = null, left_by = null, deleted_at = null, deleted_by = null, delete_reason = null
    where enrollment_id = ${guest.enrollmentId} and left_at = ${guest.leftAt}`.execute(db);
};

/** A stay that was cut short on a night has its end and its places again. The constraints refuse what is taken by now. */
export const reopenStay = async (
  db: Kysely<DB>,
  stay: { guestId: number; reservationId: number; cutAt: Date; cutOn: Night },
) => {
  await sql`update reservation set end_date = end_before, end_before = null, version = version + 1
    where id = ${stay.reservationId} and end_before is not null`.execute(db);
  await sql`update bed_assignment set ended_at = null where guest_id = ${stay.guestId} and ended_at = ${stay.cutAt}`.execute(
    db,
  );
  await sql`update bed_assignment a set nights = daterange(lower(a.nights), r.end_date) from reservation r
    where a.guest_id = ${stay.guestId} and r.id = ${stay.reservationId} and a.ended_at is null
      and upper(a.nights) = ${stay.cutOn}::date and r.end_date > ${stay.cutOn}::date`.execute(db);
};

export interface Ending {
  enrollmentId: number;
  exitDate: Night;
  destination: number;
  /** Answers of the exit stage, with what HUD asks beside the destination. */
  answers: Answers;
  mayReturnFrom: Night | null;
  note: string | null;
}

/** Ends enrollments. HUD 3.11, 3.12. Those that never began or are over stay as they are. */
export const endEnrollments = async (db: Kysely<DB>, endings: Ending[], { at, by }: Done, auto = false) => {
  if (endings.length === 0) return;
  await sql`update enrollment e set exit_date = v.day, destination = v.destination,
      exit_answers = jsonb_strip_nulls(v.answers),
      may_return_from = v.may_return, exit_note = v.note, exited_at = ${at}, exited_by = ${by}, auto_exited = ${auto}, updated_at = ${at}
    from unnest(${endings.map((e) => e.enrollmentId)}::bigint[], ${endings.map((e) => e.exitDate)}::date[],
      ${endings.map((e) => e.destination)}::int[], ${endings.map((e) => JSON.stringify(e.answers))}::jsonb[],
      ${endings.map((e) => e.mayReturnFrom)}::date[], ${endings.map((e) => e.note)}::text[])
      as v (id, day, destination, answers, may_return, note)
    where e.id = v.id and e.exit_date is null and e.entry_date is not null and e.voided_at is null`.execute(
    db,
  );
};

/**
 * Where the enrollment of the head has ended in a household of these and others stay, or are back, the oldest adult of them is head, or else the
 * oldest: each household has one, from its beginning. HUD 3.15. What the others, and who was head, are to that person
 * nobody has said yet (99).
 */
export const keepOneHead = (db: Kysely<DB>, enrollmentIds: number[], at: Date) =>
  sql`with gone as (
      select distinct h.hud_household_id, h.project_id from enrollment e
      join enrollment h on h.hud_household_id = e.hud_household_id and h.project_id = e.project_id
      where e.id = any(${enrollmentIds}::bigint[]) and h.relationship_to_hoh = 1
        and (h.voided_at is not null or h.exit_date is not null)),
    staying as (
      select distinct on (e.hud_household_id, e.project_id) e.id, e.hud_household_id, e.project_id
      from enrollment e join gone using (hud_household_id, project_id) join client c on c.id = e.client_id
      where e.voided_at is null and e.deleted_at is null and e.exit_date is null
      order by e.hud_household_id, e.project_id,
        (coalesce(e.entry_date, e.planned_date) < coalesce(c.dob, '1900-01-01') + interval '18 years'), c.dob nulls first, e.id)
    update enrollment e set relationship_to_hoh = case when e.id = s.id then 1 else 99 end,
      enrollment_coc = case when e.id = s.id then coalesce(e.enrollment_coc,
        (select h.enrollment_coc from enrollment h where h.hud_household_id = e.hud_household_id
          and h.project_id = e.project_id and h.enrollment_coc is not null limit 1)) else e.enrollment_coc end,
      version = e.version + 1, updated_at = ${at}
    from staying s where e.hud_household_id = s.hud_household_id and e.project_id = s.project_id
      and e.deleted_at is null and (e.voided_at is null or e.id = any(${enrollmentIds}::bigint[]))
      and not exists (select from enrollment h where h.hud_household_id = s.hud_household_id and h.project_id = s.project_id
        and h.relationship_to_hoh = 1 and h.voided_at is null and h.deleted_at is null and h.exit_date is null)`.execute(
    db,
  );
