import { type Kysely, sql } from 'kysely';
import type { PlacementRule } from '../../contract/facilities-administration.ts';
import type { Night, Nights } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';

type RuleValues = Pick<
  PlacementRule,
  'weekdays' | 'placement' | 'ageFrom' | 'ageTo' | 'children' | 'veteransOnly' | 'doors'
>;
type Target = { roomIds: number[]; bedIds: number[] };
interface Doing {
  at: Date;
  by: string;
}

// The weekdays of a rule as the database keeps them.
const asRange = (weekdays: number[] | null) =>
  weekdays
    ? sql<string>`(select range_agg(int4range(d, d, '[]')) from unnest(${weekdays}::integer[]) d)`
    : sql<string>`'{[0,7)}'::int4multirange`;

/** Sets one rule on rooms and beds for some nights; what was set on those nights before gives way, its other nights stay. */
export const replaceRules = async (
  db: Kysely<DB>,
  facilityId: number,
  of: Target,
  nights: Nights,
  rule: RuleValues,
  how: Doing,
) => {
  await clearRules(db, facilityId, of, nights, rule.weekdays);
  const rows = [
    ...of.roomIds.map((roomId) => ({ roomId, bedId: null })),
    ...of.bedIds.map((bedId) => ({ roomId: null, bedId })),
  ];
  await db
    .insertInto('placementRule')
    .values(
      rows.map((target) => ({
        ...target,
        facilityId,
        nights: sql<string>`daterange(${nights.begin}::date, ${nights.end}::date)`,
        weekdays: asRange(rule.weekdays),
        placement: rule.placement,
        ageFrom: rule.ageFrom,
        ageTo: rule.ageTo,
        children: rule.children,
        veteransOnly: rule.veteransOnly,
        doors: rule.doors,
        createdAt: how.at,
        createdBy: how.by,
      })),
    )
    .execute();
};

// Cuts the nights out of every rule that reaches into them; what is left before and behind, and on other weekdays
// between, becomes rows again.
const clearRules = (
  db: Kysely<DB>,
  facilityId: number,
  of: Target,
  { begin, end }: Nights,
  weekdays: number[] | null,
) =>
  sql`with gone as (delete from placement_rule where facility_id = ${facilityId}
        and (room_id = any(${of.roomIds}) or bed_id = any(${of.bedIds}))
        and nights && daterange(${begin}::date, ${end}::date) and weekdays && ${asRange(weekdays)} returning *)
    insert into placement_rule (facility_id, room_id, bed_id, placement, age_from, age_to, children, veterans_only, doors,
      created_at, created_by, nights, weekdays)
    select facility_id, room_id, bed_id, placement, age_from, age_to, children, veterans_only, doors, created_at, created_by,
      p.piece, p.days
    from gone cross join lateral (values (nights * daterange('-infinity', ${begin}::date), weekdays),
      (nights * daterange(${begin}::date, ${end}::date), weekdays - ${asRange(weekdays)}),
      (nights * daterange(${end}::date, 'infinity'), weekdays)) as p(piece, days)
    where not isempty(p.piece) and not isempty(p.days)`.execute(db);

export const readRule = (db: Kysely<DB>, id: number) =>
  sql<{ id: number; facilityId: number; begin: Night; end: Night }>`
    select id, facility_id, lower(nights) as begin, upper(nights) as "end" from placement_rule where id = ${id}`
    .execute(db)
    .then(({ rows }) => rows[0]);

/** Ends a rule on a night; one that had not begun is gone. */
export const endRuleOn = async (db: Kysely<DB>, id: number, night: Night) => {
  await sql`delete from placement_rule where id = ${id} and lower(nights) >= ${night}::date`.execute(db);
  await sql`update placement_rule set nights = daterange(lower(nights), ${night}::date) where id = ${id}`.execute(
    db,
  );
};

export const insertOpening = async (
  db: Kysely<DB>,
  facilityId: number,
  nights: Nights,
  reason: string,
  how: Doing,
): Promise<void> => {
  await db
    .insertInto('overflowOpening')
    .values({
      facilityId,
      nights: sql<string>`daterange(${nights.begin}::date, ${nights.end}::date)`,
      reason,
      createdAt: how.at,
      createdBy: how.by,
    })
    .execute();
};

export const readOpening = (db: Kysely<DB>, id: number) =>
  sql<{ id: number; facilityId: number; begin: Night; end: Night }>`
    select id, facility_id, lower(nights) as begin, upper(nights) as "end" from overflow_opening where id = ${id}`
    .execute(db)
    .then(({ rows }) => rows[0]);

export const endOpeningOn = async (db: Kysely<DB>, id: number, night: Night) => {
  await sql`delete from overflow_opening where id = ${id} and lower(nights) >= ${night}::date`.execute(db);
  await sql`update overflow_opening set nights = daterange(lower(nights), ${night}::date) where id = ${id}`.execute(
    db,
  );
};

/** Sets the first night out of service; 'infinity' takes beds back. A bed that never was in service is gone from the lists. */
export const updateBedsEnd = (
  db: Kysely<DB>,
  facilityId: number,
  bedIds: number[],
  end: Night | 'infinity',
) =>
  sql`update bed set in_service = daterange(lower(in_service), greatest(lower(in_service), ${end}::date))
    where facility_id = ${facilityId} and id = any(${bedIds})`.execute(db);

export interface BedChanges {
  label?: string;
  kind?: string;
  accessible?: boolean;
  power?: boolean;
  nearStaff?: boolean;
  overflow?: boolean;
}

export const updateBeds = (db: Kysely<DB>, facilityId: number, bedIds: number[], to: BedChanges) =>
  db
    .updateTable('bed')
    .set(to)
    .where('facilityId', '=', facilityId)
    .where('id', 'in', [0, ...bedIds])
    .execute();

/** How many of these rooms and beds belong to a facility. */
export const countTargets = async (db: Kysely<DB>, facilityId: number, of: Target): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select
      (select count(*) from room where facility_id = ${facilityId} and id = any(${of.roomIds}))
      + (select count(*) from bed where facility_id = ${facilityId} and id = any(${of.bedIds})) as n`.execute(
    db,
  );
  return rows[0]!.n;
};
