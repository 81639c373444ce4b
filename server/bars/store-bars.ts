import { type Kysely, sql } from 'kysely';
import type { BarAct } from '../../contract/bars.ts';
import type { Night } from '../../contract/nights.ts';
import type { Actor } from '../accounts/actor.ts';
import { nameInSql } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { restsOn } from './store.ts';

/** A bar as its own organization keeps it. */
export const readOwnBar = async (db: Kysely<DB>, id: number, organizationId: number) => {
  const { rows } = await sql<{
    id: number;
    clientId: number;
    organizationId: number;
    facilityId: number | null;
    begin: Night;
    end: Night | 'infinity';
    reviewOn: Night | null;
    issuedBy: string | null;
    liftedAt: Date | null;
    noticeGivenAt: Date | null;
  }>`select id, client_id, organization_id, facility_id, lower(nights) as begin, upper(nights) as "end", review_on,
       issued_by, lifted_at, notice_given_at
     from bar where id = ${id} and organization_id = ${organizationId}`.execute(db);
  return rows[0];
};
export type OwnBar = NonNullable<Awaited<ReturnType<typeof readOwnBar>>>;

interface NewBar {
  clientId: number;
  organizationId: number;
  facilityId: number | null;
  services: string[];
  incidentOn: Night;
  begin: Night;
  end: Night | null;
  reviewOn: Night | null;
  reasonCode: string;
  immediateThreat: boolean;
  suspendable: boolean;
  narrative: string;
  told: string | null;
  warningId: number | null;
  withoutWarning: string | null;
  noticeDue: Night;
  issuedAt: Date;
  issuedBy: string;
}

export const insertBar = async (db: Kysely<DB>, { begin, end, ...bar }: NewBar): Promise<number> => {
  const row = await db
    .insertInto('bar')
    .values({ ...bar, nights: sql`daterange(${begin}::date, ${end ?? 'infinity'}::date)` })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
};

/** Writes what was done to a bar, and why. */
export const keepChange = (
  db: Kysely<DB>,
  change: {
    barId: number;
    act: BarAct;
    at: Date;
    by: string;
    why?: string | null;
    from?: string | null;
    to?: string | null;
  },
) =>
  db
    .insertInto('barChange')
    .values({
      barId: change.barId,
      act: change.act,
      at: change.at,
      madeBy: change.by,
      why: change.why ?? null,
      detail: JSON.stringify({ from: change.from ?? null, to: change.to ?? null }),
    })
    .execute();

/** Ends a bar now. */
export const endBar = (db: Kysely<DB>, bar: { id: number; at: Date; by: string; reason: string }) =>
  db
    .updateTable('bar')
    .set({ liftedAt: bar.at, liftedBy: bar.by, liftReason: bar.reason })
    .where('id', '=', bar.id)
    .execute();

/** Gives a bar another end; then no review waits for it. */
export const changeEnd = (db: Kysely<DB>, id: number, end: Night) =>
  sql`update bar set nights = daterange(lower(nights), ${end}::date), review_on = null where id = ${id}`.execute(
    db,
  );

export const changeReview = (db: Kysely<DB>, id: number, reviewOn: Night) =>
  db.updateTable('bar').set({ reviewOn }).where('id', '=', id).execute();

export const markNotice = (
  db: Kysely<DB>,
  id: number,
  notice: { whyNot: string } | { at: Date; by: string; how: string; language: string; note: string | null },
) =>
  db
    .updateTable('bar')
    .set(
      'whyNot' in notice
        ? { noticeWhyNot: notice.whyNot }
        : {
            noticeGivenAt: notice.at,
            noticeGivenBy: notice.by,
            noticeHow: notice.how,
            noticeLanguage: notice.language,
            noticeNote: notice.note,
          },
    )
    .where('id', '=', id)
    .execute();

/** Facilities of an organization that a bar covers. */
export const readCovered = (db: Kysely<DB>, bar: { organizationId: number; facilityId: number | null }) =>
  db
    .selectFrom('facility')
    .select(['id', 'name', 'phone'])
    .where('organizationId', '=', bar.organizationId)
    .where('closedAt', 'is', null)
    .$if(bar.facilityId !== null, (q) => q.where('id', '=', bar.facilityId))
    .orderBy('name')
    .execute();

export interface BarOnRoomRow {
  id: number;
  clientId: number;
  clientName: string;
  goesBy: string | null;
  facilityName: string | null;
  begin: Night;
  end: Night | 'infinity';
  reviewOn: Night | null;
  reasonCode: string;
  liftedAt: Date | null;
  rests: boolean;
  noticeDue: Night | null;
  noticeGivenAt: Date | null;
  appealId: number | null;
  hearingAt: Date | null;
  reviewer: string | null;
}

const mostOver = 200;

/** All bars of an organization that are in force or ahead on a night or await a decision, and the newest of those over. */
export const readBarsOfOrganization = async (
  db: Kysely<DB>,
  organizationId: number,
  night: Night,
): Promise<BarOnRoomRow[]> => {
  const { rows } = await sql<BarOnRoomRow>`
    with own as (
      select b.*, row_number() over (partition by b.lifted_at is not null or upper(b.nights) <= ${night}::date
        order by b.issued_at desc) as n, b.lifted_at is not null or upper(b.nights) <= ${night}::date as over
      from bar b where b.organization_id = ${organizationId})
    select b.id, b.client_id, ${nameInSql} as client_name, c.goes_by, f.name as facility_name, lower(b.nights) as begin,
           upper(b.nights) as "end", b.review_on, b.reason_code, b.lifted_at, ${restsOn(night)} as rests, b.notice_due,
           b.notice_given_at, a.id as appeal_id, a.hearing_at, u.name as reviewer
    from own b join client c on c.id = b.client_id left join facility f on f.id = b.facility_id
    left join bar_appeal a on a.bar_id = b.id and a.decided_at is null left join user_account u on u.id = a.reviewer
    where not b.over or b.n <= ${mostOver} or a.id is not null
    order by b.over, upper(b.nights), b.id`.execute(db);
  return rows;
};

/** A bar with everything its organization wrote down about it. */
export const readWholeBar = async (db: Kysely<DB>, id: number, actor: Actor, night: Night) => {
  const { rows } = await sql<{
    id: number;
    clientId: number;
    clientName: string;
    goesBy: string | null;
    language: string | null;
    organizationId: number;
    organizationName: string;
    organizationPhone: string | null;
    facilityId: number | null;
    facilityName: string | null;
    facilityPhone: string | null;
    services: ('overnight' | 'day' | 'meals')[];
    incidentOn: Night | null;
    begin: Night;
    end: Night | 'infinity';
    reviewOn: Night | null;
    reasonCode: string;
    immediateThreat: boolean;
    suspendable: boolean;
    narrative: string;
    told: string | null;
    withoutWarning: string | null;
    warnedAt: Date | null;
    warnedBy: string | null;
    warnedTold: string | null;
    issuedAt: Date;
    issuedBy: string | null;
    issuedByName: string | null;
    liftedAt: Date | null;
    rests: boolean;
    noticeDue: Night | null;
    noticeWhyNot: string | null;
    noticeGivenAt: Date | null;
    noticeGivenByName: string | null;
    noticeHow: 'letter_handed' | 'letter_sent' | 'spoken' | 'phone' | 'email' | null;
    noticeLanguage: string | null;
    noticeNote: string | null;
    blocked: number;
  }>`
    select b.id, b.client_id, ${nameInSql} as client_name, c.goes_by, c.language, b.organization_id,
           o.name as organization_name, o.phone as organization_phone, b.facility_id, f.name as facility_name,
           f.phone as facility_phone, b.services, b.incident_on, lower(b.nights) as begin, upper(b.nights) as "end",
           b.review_on, b.reason_code, b.immediate_threat, b.suspendable, b.narrative, b.told, b.without_warning,
           w.given_at as warned_at, wu.name as warned_by, w.told as warned_told, b.issued_at, b.issued_by,
           u.name as issued_by_name, b.lifted_at, ${restsOn(night)} as rests, b.notice_due, b.notice_why_not,
           b.notice_given_at, nu.name as notice_given_by_name, b.notice_how, b.notice_language, b.notice_note,
           (select count(*)::int from bar_blocked x where x.bar_id = b.id) as blocked
    from bar b join client c on c.id = b.client_id join organization o on o.id = b.organization_id
    left join facility f on f.id = b.facility_id left join user_account u on u.id = b.issued_by
    left join bar_warning w on w.id = b.warning_id left join user_account wu on wu.id = w.given_by
    left join user_account nu on nu.id = b.notice_given_by
    where b.id = ${id} and b.organization_id = ${actor.organizationId}`.execute(db);
  return rows[0];
};

export const readAppeals = (db: Kysely<DB>, barId: number) =>
  db
    .selectFrom('barAppeal as a')
    .leftJoin('userAccount as u', 'u.id', 'a.reviewer')
    .selectAll('a')
    .select('u.name as reviewerName')
    .where('a.barId', '=', barId)
    .orderBy('a.id', 'desc')
    .execute();

export const readOverrides = async (db: Kysely<DB>, barId: number) => {
  const { rows } = await sql<{
    id: number;
    facilityName: string;
    begin: Night;
    end: Night;
    reason: string;
    madeBy: string | null;
    endedAt: Date | null;
  }>`select o.id, f.name as facility_name, lower(o.nights) as begin, upper(o.nights) as "end", o.reason, u.name as made_by,
       o.ended_at
     from bar_override o join facility f on f.id = o.facility_id left join user_account u on u.id = o.made_by
     where o.bar_id = ${barId} order by o.id desc`.execute(db);
  return rows;
};

export const readHistory = async (db: Kysely<DB>, barId: number) => {
  const { rows } = await sql<{
    act: BarAct;
    at: Date;
    by: string | null;
    why: string | null;
    from: string | null;
    to: string | null;
  }>`select h.act, h.at, u.name as "by", h.why, h.detail->>'from' as "from", h.detail->>'to' as "to"
     from bar_change h left join user_account u on u.id = h.made_by where h.bar_id = ${barId} order by h.id`.execute(
    db,
  );
  return rows;
};
