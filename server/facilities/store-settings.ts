import { type Kysely, sql } from 'kysely';
import type { FacilitySettings, WeekdayHours } from '../../contract/facilities-administration.ts';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import type { Promised } from './rules-settings.ts';

/** The columns of a facility that its settings are kept in. */
export const settingColumns = [
  'name',
  'phone',
  'address',
  'city',
  'confidential',
  'timeZone',
  'cutOverHour',
  'checkInFrom',
  'checkInUntil',
  'releaseAfterMinutes',
  'leaveBy',
  'rebookNights',
  'mostNights',
  'mostNightsWithin',
  'howToGetThere',
  'howToGetThereInSpanish',
  'whatToBring',
  'whatToBringInSpanish',
  'houseRules',
  'sober',
  'acceptsWalkIns',
  'leaveFreesPlace',
  'petPlaces',
  'headCountOnly',
  'staleAfterHours',
  'correctionNights',
] as const;

type Kept = Omit<FacilitySettings, 'weekdayHours'>;

const clockTime = (time: string | null) => time?.slice(0, 5) ?? null;

/** What is kept as a facility's settings, as they are told. */
export const settingsOf = (kept: Kept, hours: WeekdayHours[]): FacilitySettings => ({
  ...kept,
  checkInFrom: clockTime(kept.checkInFrom),
  checkInUntil: clockTime(kept.checkInUntil),
  leaveBy: clockTime(kept.leaveBy),
  weekdayHours: hours
    .map(({ weekday, from, until }) => ({ weekday, from: from.slice(0, 5), until: until.slice(0, 5) }))
    .sort((a, b) => a.weekday - b.weekday),
});

/** Makes a facility; what is not told is as the database says unless told. */
export const insertFacility = async (
  db: Kysely<DB>,
  of: { organizationId: number; projectId: number; at: Date },
  { weekdayHours = [], ...settings }: Partial<FacilitySettings> & Pick<FacilitySettings, 'name'>,
): Promise<number> => {
  const { id } = await db
    .insertInto('facility')
    .values({ ...settings, organizationId: of.organizationId, projectId: of.projectId, createdAt: of.at })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertWeekdayHours(db, id, weekdayHours);
  return id;
};

/** Changes a facility's settings; the facility is locked. */
export const updateFacility = async (
  db: Kysely<DB>,
  id: number,
  { weekdayHours, ...settings }: FacilitySettings,
): Promise<void> => {
  await db.updateTable('facility').set(settings).where('id', '=', id).execute();
  await db.deleteFrom('checkInHours').where('facilityId', '=', id).execute();
  await insertWeekdayHours(db, id, weekdayHours);
};

const insertWeekdayHours = async (db: Kysely<DB>, facilityId: number, hours: WeekdayHours[]) => {
  if (hours.length === 0) return;
  const rows = hours.map(({ weekday, from, until }) => ({
    facilityId,
    weekday,
    checkInFrom: from,
    checkInUntil: until,
  }));
  await db.insertInto('checkInHours').values(rows).execute();
};

export const readPromised = async (db: Kysely<DB>, facilityId: number, from: Night): Promise<Promised> => {
  const { rows } = await sql<Promised>`
    with stay as (
      select r.begin_date, r.end_date, g.pets from guest g join reservation r on r.id = g.reservation_id
      where r.facility_id = ${facilityId} and r.cancelled_at is null and g.left_at is null and g.not_here_at is null
        and (r.end_date > ${from}::date or g.arrived_at is not null)),
    night as (select ${from}::date as night union select begin_date from stay where begin_date > ${from}::date)
    select (select count(*)::int from stay) as guests, coalesce(max(n.pets), 0)::int as pets
    from (select (select sum(s.pets) from stay s where s.begin_date <= night and night < s.end_date) as pets from night) n`.execute(
    db,
  );
  return rows[0]!;
};
