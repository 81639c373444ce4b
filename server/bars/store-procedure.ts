import { type Kysely, sql } from 'kysely';
import type { Night, Nights } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import { defaultTimeZone } from '../facilities/rules.ts';

/** People who hold a combination of the shelter's own workgroup on a day. */
export const readShelterPeople = async (db: Kysely<DB>, organizationId: number, day: Night) => {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct u.id, u.name from membership m join user_account u on u.id = m.user_id
    where m.organization_id = ${organizationId} and m.workgroup = 'emergency_shelter_staff' and u.closed_at is null
      and m.begins_on <= ${day}::date and m.ends_on > ${day}::date
    order by u.name, u.id`.execute(db);
  return rows;
};

/** Everybody who reports to a person on a day, directly or through others. R27. */
export const readBelow = async (db: Kysely<DB>, userId: string | null, day: Night): Promise<string[]> => {
  const { rows } = await sql<{ userId: string }>`
    with recursive below as (
      select m.user_id from membership m
      where m.reports_to = ${userId} and m.begins_on <= ${day}::date and m.ends_on > ${day}::date
      union
      select m.user_id from membership m join below b on m.reports_to = b.user_id
      where m.begins_on <= ${day}::date and m.ends_on > ${day}::date)
    select user_id from below`.execute(db);
  return rows.map((r) => r.userId);
};

interface Hearing {
  day: Night;
  time: string;
}
const instantOf = (hearing: Hearing | null) =>
  hearing && sql<Date>`(${hearing.day}::date + ${hearing.time}::time) at time zone ${defaultTimeZone}`;

export const insertAppeal = async (
  db: Kysely<DB>,
  {
    hearing,
    ...appeal
  }: {
    barId: number;
    filedOn: Night;
    words: string;
    hearing: Hearing | null;
    reviewer: string | null;
    filedAt: Date;
    filedBy: string;
  },
): Promise<number> => {
  const row = await db
    .insertInto('barAppeal')
    .values({ ...appeal, hearingAt: instantOf(hearing) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
};

export const readAppeal = (db: Kysely<DB>, id: number) =>
  db.selectFrom('barAppeal').selectAll().where('id', '=', id).executeTakeFirst();

export const changeHearing = (
  db: Kysely<DB>,
  id: number,
  { hearing, reviewer }: { hearing: Hearing | null; reviewer: string | null },
) =>
  db
    .updateTable('barAppeal')
    .set({ hearingAt: instantOf(hearing), reviewer })
    .where('id', '=', id)
    .execute();

export const markDecided = (
  db: Kysely<DB>,
  id: number,
  decided: { decidedAt: Date; decidedBy: string; outcome: string; decision: string },
) => db.updateTable('barAppeal').set(decided).where('id', '=', id).execute();

export const insertOverride = async (
  db: Kysely<DB>,
  override: {
    barId: number;
    facilityId: number;
    nights: Nights;
    reason: string;
    madeAt: Date;
    madeBy: string;
  },
): Promise<number> => {
  const { nights, ...rest } = override;
  const row = await db
    .insertInto('barOverride')
    .values({ ...rest, nights: sql`daterange(${nights.begin}::date, ${nights.end}::date)` })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
};

export const readOverride = (db: Kysely<DB>, id: number) =>
  db.selectFrom('barOverride').selectAll().where('id', '=', id).executeTakeFirst();

export const markOverrideEnded = (db: Kysely<DB>, id: number, how: { endedAt: Date; endedBy: string }) =>
  db.updateTable('barOverride').set(how).where('id', '=', id).execute();

export const insertWeather = async (
  db: Kysely<DB>,
  weather: { organizationId: number; nights: Nights; reason: string; declaredAt: Date; declaredBy: string },
): Promise<number> => {
  const { nights, ...rest } = weather;
  const row = await db
    .insertInto('extremeWeather')
    .values({ ...rest, nights: sql`daterange(${nights.begin}::date, ${nights.end}::date)` })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
};

/** Extreme weather of an organization, tonight or ahead. */
export const readWeather = async (db: Kysely<DB>, organizationId: number, night: Night) => {
  const { rows } = await sql<{
    id: number;
    begin: Night;
    end: Night;
    reason: string;
    declaredBy: string | null;
  }>`select w.id, lower(w.nights) as begin, upper(w.nights) as "end", w.reason, u.name as declared_by
     from extreme_weather w left join user_account u on u.id = w.declared_by
     where w.organization_id = ${organizationId} and w.ended_at is null and upper(w.nights) > ${night}::date
     order by lower(w.nights)`.execute(db);
  return rows;
};

/** Ends extreme weather from a night on; false where there is none of the organization that still holds. */
export const endWeather = async (
  db: Kysely<DB>,
  id: number,
  how: { organizationId: number; from: Night; at: Date; by: string },
): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    update extreme_weather set ended_from = ${how.from}::date, ended_at = ${how.at}, ended_by = ${how.by}
    where id = ${id} and organization_id = ${how.organizationId} and ended_at is null and upper(nights) > ${how.from}::date`.execute(
    db,
  );
  return numAffectedRows === 1n;
};

/** How many bars rest on at least one of the nights. */
export const countSuspended = async (
  db: Kysely<DB>,
  organizationId: number,
  nights: Nights,
): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from bar where organization_id = ${organizationId} and suspendable and lifted_at is null
      and nights && daterange(${nights.begin}::date, ${nights.end}::date)`.execute(db);
  return rows[0]!.n;
};

/** The same of one organization's warnings of a client, the newest first. */
export const readWarnings = async (db: Kysely<DB>, of: { clientId: number; organizationId: number }) =>
  db
    .selectFrom('barWarning as w')
    .leftJoin('userAccount as u', 'u.id', 'w.givenBy')
    .selectAll('w')
    .select('u.name as givenByName')
    .where('w.clientId', '=', of.clientId)
    .where('w.organizationId', '=', of.organizationId)
    .orderBy('w.id', 'desc')
    .execute();

export const insertWarning = (
  db: Kysely<DB>,
  warning: {
    clientId: number;
    organizationId: number;
    reasonCode: string;
    incidentOn: Night;
    told: string;
    givenAt: Date;
    givenBy: string;
  },
) => db.insertInto('barWarning').values(warning).returning('id').executeTakeFirstOrThrow();

/** Bars issued in a span of days and placements they stopped, by reason: of one organization, or of all. */
export const countByReason = async (
  db: Kysely<DB>,
  of: { organizationId: number | null; from: Night; to: Night; timeZone: string; byMonth: boolean },
) => {
  const within = sql`>= (${of.from}::date)::timestamp at time zone ${of.timeZone}`;
  const before = sql`< (${of.to}::date)::timestamp at time zone ${of.timeZone}`;
  const own = sql`(${of.organizationId}::bigint is null or b.organization_id = ${of.organizationId})`;
  const { rows } = await sql<{ month: Night | null; reasonCode: string; bars: number; blocked: number }>`
    select case when ${of.byMonth} then to_char(at at time zone ${of.timeZone}, 'YYYY-MM-01') end as month,
      reason_code, sum(bars)::int as bars, sum(blocked)::int as blocked from (
      select b.reason_code, 1 as bars, 0 as blocked, b.issued_at as at from bar b
      where ${own} and b.issued_at ${within} and b.issued_at ${before}
      union all
      select b.reason_code, 0, 1, x.at from bar_blocked x join bar b on b.id = x.bar_id
      where ${own} and x.at ${within} and x.at ${before}) counted
    group by 1, reason_code order by 1 desc, sum(bars) desc, reason_code`.execute(db);
  return rows;
};

export const countAppealsAndWarnings = async (
  db: Kysely<DB>,
  of: { organizationId: number; from: Night; to: Night },
) => {
  const { rows } = await sql<{ filed: number; changed: number; open: number; warnings: number }>`
    select count(*)::int as filed, count(*) filter (where a.outcome in ('shortened', 'overturned'))::int as changed,
      count(*) filter (where a.decided_at is null)::int as open,
      (select count(*)::int from bar_warning w where w.organization_id = ${of.organizationId}
        and w.incident_on >= ${of.from}::date and w.incident_on < ${of.to}::date) as warnings
    from bar_appeal a join bar b on b.id = a.bar_id
    where b.organization_id = ${of.organizationId} and a.filed_on >= ${of.from}::date and a.filed_on < ${of.to}::date`.execute(
    db,
  );
  return rows[0]!;
};

/** What waits for a person in an organization's bars: notices not given, reviews due, appeals not decided. */
export const countBarsWaiting = async (
  db: Kysely<DB>,
  of: { organizationId: number; userId: string; night: Night },
) => {
  const { rows } = await sql<{
    noticesDue: number;
    toReview: number;
    appealsMine: number;
    appealsWithoutHearing: number;
  }>`
    select count(*) filter (where b.notice_due is not null and b.notice_given_at is null and s.stands)::int as notices_due,
      count(*) filter (where b.review_on <= ${of.night}::date and s.stands)::int as to_review,
      count(*) filter (where a.reviewer = ${of.userId})::int as appeals_mine,
      count(*) filter (where a.id is not null and (a.reviewer is null or a.hearing_at is null))::int as appeals_without_hearing
    from bar b cross join lateral (select b.lifted_at is null and upper(b.nights) > ${of.night}::date as stands) s
    left join bar_appeal a on a.bar_id = b.id and a.decided_at is null
    where b.organization_id = ${of.organizationId}`.execute(db);
  return rows[0]!;
};
