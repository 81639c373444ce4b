import { type Kysely, sql } from 'kysely';
import { addDays, type Night } from '../contract/nights.ts';
import { isAdult } from '../server/clients/rules.ts';
import type { DB } from '../server/database/generated-types.ts';
import type { Caller } from './acts.ts';
import { agreements, type DemoFacility, teams } from './county.ts';

/** People who call together for one evening, and their team. */
export interface CallingParty {
  team: string;
  callers: Caller[];
  /** When the adult longest ago assessed was so. */
  assessedAt: Date | null;
}

const lately = 14;

const needs = sql`json_build_object('placement', g.placement, 'lowerBunk', g.lower_bunk, 'accessible', g.accessible, 'power', g.power)`;

/** Parties that stayed at a shelter lately and have no place tonight, the largest and then the latest first. */
export const readReturning = async (
  db: Kysely<DB>,
  facilityId: number,
  tonight: Night,
): Promise<CallingParty[]> => {
  const { rows } = await sql<{
    team: string;
    assessedAt: Date | null;
    guests: (Omit<Caller, 'adult'> & { dob: Night | null; ageFrom: number | null; ageTo: number | null })[];
  }>`select o.name as team, min(a.finished_at) as assessed_at,
      json_agg(json_build_object('clientId', g.client_id, 'relationshipToHoH', e.relationship_to_hoh, 'wishes', ${needs},
        'dob', c.dob, 'ageFrom', c.age_from, 'ageTo', c.age_to) order by e.relationship_to_hoh, g.client_id) as guests
    from reservation r join organization o on o.id = r.made_by_organization_id join guest g on g.reservation_id = r.id
    join enrollment e on e.id = g.enrollment_id join client c on c.id = g.client_id
    left join lateral (select max(finished_at) as finished_at from assessment a
      where a.client_id = g.client_id and a.organization_id = r.made_by_organization_id) a on true
    where r.facility_id = ${facilityId} and r.cancelled_at is null and o.kind = 'reservation_team'
      and r.end_date > ${addDays(tonight, -lately)}::date and r.end_date <= ${tonight}::date
    group by r.id, o.name having bool_and(g.arrived_at is not null and not exists (select from bed_assignment x
      where x.client_id = g.client_id and x.ended_at is null and x.nights @> ${tonight}::date))
    order by least(count(*), 2) desc, r.end_date desc, md5(min(g.client_id) || ${tonight}::text)`.execute(db);
  const seen = new Set<number>();
  return rows.flatMap(({ team, assessedAt, guests }) => {
    if (guests.some((g) => seen.has(g.clientId))) return [];
    for (const g of guests) seen.add(g.clientId);
    const callers = guests.map(({ dob, ageFrom, ageTo, ...g }) => ({
      ...g,
      adult: isAdult({ dob, ageFrom, ageTo }, tonight),
    }));
    return [{ team, callers, assessedAt }];
  });
};

/** Adults alone whom this shelter is for and who have no place tonight, in an order that is another one each night. */
export const readNew = async (
  db: Kysely<DB>,
  f: DemoFacility,
  tonight: Night,
  most: number,
): Promise<CallingParty[]> => {
  const names = teams.filter((t) => agreements[t.key].includes(f.organization)).map((t) => t.name);
  const wishes =
    f.guests === 'men'
      ? ['men', 'any']
      : f.guests === 'women'
        ? ['women', 'any']
        : ['men', 'women', 'any', 'safest'];
  const youth = f.guests === 'youth';
  const { rows } = await sql<{ clientId: number; team: string; assessedAt: Date; needs: Caller['wishes'] }>`
    select c.id as client_id, o.name as team, a.finished_at as assessed_at, a.needs
    from client c join organization o on o.id = c.organization_id and o.name = any(${names})
    join lateral (select finished_at, needs from assessment a where a.client_id = c.id and a.organization_id = c.organization_id
      and a.finished_at is not null order by a.finished_at desc limit 1) a on true
    where c.shares is not null and not c.code_name and (a.needs ->> 'placement') = any(${wishes})
      and c.dob < ${addDays(tonight, -18 * 366)}::date and (c.dob > ${addDays(tonight, -25 * 365)}::date) = ${youth}
      and not exists (select from household_member m where m.client_id = c.id and m.left_at is null)
      and not exists (select from bed_assignment x where x.client_id = c.id and x.ended_at is null and x.nights @> ${tonight}::date)
    order by md5(c.id || ${tonight}::text) limit ${most}`.execute(db);
  return rows.map(({ clientId, team, assessedAt, needs: { placement, lowerBunk, accessible, power } }) => ({
    team,
    assessedAt,
    callers: [
      {
        clientId,
        relationshipToHoH: 1,
        adult: true,
        wishes: { placement, lowerBunk, accessible, power },
      },
    ],
  }));
};
