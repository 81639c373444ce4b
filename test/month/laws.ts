import { type RawBuilder, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';

type Law = [what: string, breaches: RawBuilder<unknown>];

/** By brute force, night by night, with no range and no constraint: no place for two, nobody in two places. */
export const placeBreaches = (): Law[] => {
  const nightly = sql`select a.id, a.bed_id, a.unit_key, a.client_id, a.party_id, a.guest_id, a.kind, n.night::date as night
    from bed_assignment a cross join lateral generate_series(lower(a.nights),
      least(upper(a.nights), lower(a.nights) + 90) - 1, interval '1 day') as n(night) where a.ended_at is null`;
  const twice = (
    what: string,
    by: RawBuilder<unknown>,
    distinct: RawBuilder<unknown>,
    only: RawBuilder<unknown>,
  ): Law => [
    what,
    sql`with nightly as (${nightly}) select ${by} as key, night, array_agg(id) as assignments from nightly
      where ${by} is not null and ${only} group by ${by}, night having count(distinct ${distinct}) > 1`,
  ];
  return [
    twice('a place is given twice', sql`bed_id`, sql`id`, sql`true`),
    twice('a person has two places', sql`client_id`, sql`id`, sql`true`),
    twice('a unit holds two parties', sql`unit_key`, sql`party_id`, sql`kind <> 'closure'`),
    [
      'a person is in two houses at once',
      sql`select client_id, array_agg(id) as guests from guest where arrived_at is not null and left_at is null
        group by client_id having count(*) > 1`,
    ],
    [
      'a person slept twice in one night',
      sql`select client_id, night, array_agg(id) as nights from bed_night where deleted_at is null and disputed_at is null
        group by client_id, night having count(*) > 1`,
    ],
  ];
};

/** HUD 3.10, 3.11, 3.15, 4.14 as the county's records must keep them. */
export const hudBreaches = (night: Night): Law[] => [
  [
    'no bed night on the entry date',
    sql`select e.id, e.entry_date from enrollment e join project p on p.id = e.project_id
      where p.project_type = 1 and e.entry_date is not null and e.voided_at is null and not exists
        (select from bed_night n where n.enrollment_id = e.id and n.night = e.entry_date and n.deleted_at is null)`,
  ],
  [
    'a bed night before the entry, or on or after the exit',
    sql`select e.id, n.night from enrollment e join bed_night n on n.enrollment_id = e.id and n.deleted_at is null
      where e.entry_date is null or e.voided_at is not null or n.night < e.entry_date or n.night >= e.exit_date`,
  ],
  [
    'an exit is not the day after the last night',
    sql`select e.id, e.exit_date, max(n.night) as last from enrollment e join project p on p.id = e.project_id
      left join bed_night n on n.enrollment_id = e.id and n.deleted_at is null
      where p.project_type = 1 and e.exit_date is not null
      group by e.id having max(n.night) is null or e.exit_date <> max(n.night) + 1`,
  ],
  [
    'an exit before the entry',
    sql`select id, entry_date, exit_date from enrollment where exit_date < entry_date or (exit_date is not null and entry_date is null)`,
  ],
  [
    'a household has not exactly one head',
    sql`select hud_household_id, project_id, count(*) filter (where relationship_to_hoh = 1) as heads from enrollment
      where voided_at is null and deleted_at is null group by hud_household_id, project_id
      having count(*) filter (where relationship_to_hoh = 1) <> 1`,
  ],
  [
    'a household that goes on has not exactly one head who is still there',
    sql`select hud_household_id, project_id, count(*) filter (where relationship_to_hoh = 1) as heads from enrollment
      where voided_at is null and deleted_at is null and exit_date is null group by hud_household_id, project_id
      having count(*) filter (where relationship_to_hoh = 1) <> 1`,
  ],
  [
    'a stay outlives its exit',
    sql`select g.id, e.id as enrollment from guest g join enrollment e on e.id = g.enrollment_id
      where g.arrived_at is not null and g.left_at is null
        and (e.exit_date is not null or e.entry_date is null or e.voided_at is not null)`,
  ],
  [
    'a place is kept for an enrollment that has ended',
    sql`select a.id, g.enrollment_id from bed_assignment a join guest g on g.id = a.guest_id join enrollment e on e.id = g.enrollment_id
      where a.ended_at is null and e.exit_date is not null and upper(a.nights) > ${night}::date + 1`,
  ],
  [
    'an open extended stay with nobody in it',
    sql`select e.id from enrollment e join project p on p.id = e.project_id
      where p.project_type = 0 and e.entry_date is not null and e.exit_date is null and e.voided_at is null and not exists
        (select from guest g where g.enrollment_id = e.id and g.arrived_at is not null and g.left_at is null)`,
  ],
];
