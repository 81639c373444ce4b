import { sql } from 'kysely';
import { addDays, type Night } from '../contract/nights.ts';
import { readPractice } from '../server/accounts/store.ts';
import type { Database } from '../server/database/connect.ts';
import { defaultTimeZone, tonightAt } from '../server/facilities/rules.ts';
import { readDesks } from './actors.ts';
import { actAs, arrive, assess, type Caller, place } from './acts.ts';
import { Chance } from './chance.ts';
import { agreements, type DemoFacility, facilities, teams } from './county.ts';
import { fullness, placesOf } from './filling.ts';
import { instantAt } from './hours.ts';

const assessedDaysAgo = 12;

/**
 * Brings the demo county to tonight: people call for night-by-night shelters until these are about as full as on the
 * first evening, and who should have come by now is there. Does nothing in an installation that is no demo.
 */
export const playForward = async (database: Database, now: Date): Promise<void> => {
  const { db } = database;
  if (!(await readPractice(db))) return;
  const tonight = tonightAt(now, defaultTimeZone, 4);
  const desks = await readDesks(database);
  for (const f of facilities.filter((each) => !each.extendedStay)) {
    const there = await readFacility(database, f.name, tonight);
    if (!there) continue;
    const chance = new Chance(Date.parse(tonight) / 86_400_000 + f.name.length);
    const { staff } = desks.get(f.organization)!;
    const [hour, minute] = f.from.split(':').map(Number) as [number, number];
    const arrives = () => instantAt(tonight, hour * 60 + minute + chance.between(0, 150));

    for (const reservationId of there.expected) {
      const when = arrives();
      if (when <= now && !chance.hit(0.04))
        await db.transaction().execute((trx) => arrive(actAs(trx, staff, when), reservationId));
    }
    let missing = Math.round(placesOf(f) * fullness) - there.promised;
    for (const caller of await readCallers(database, f, tonight, Math.max(0, missing) * 2)) {
      if (missing <= 0) break;
      const team = desks.get(caller.team)!.staff;
      const called = new Date(
        Math.min(instantAt(tonight, 600 + chance.between(0, 300)).getTime(), now.getTime() - 60_000),
      );
      const when = arrives();
      const placed = await db.transaction().execute(async (trx) => {
        if (caller.assessAgain) await assess(actAs(trx, team, new Date(called.getTime() - 600_000)), caller);
        const reservationId = await place(actAs(trx, team, called), [caller], {
          facilityId: there.id,
          beginDate: tonight,
        });
        if (reservationId !== null && when <= now && !chance.hit(0.04))
          await arrive(actAs(trx, staff, when), reservationId);
        return reservationId !== null;
      });
      if (placed) missing -= 1;
    }
  }
  await db.updateTable('installation').set({ demoPlayedUntil: tonight }).execute();
};

const readFacility = async ({ db }: Database, name: string, tonight: Night) => {
  const { rows } = await sql<{ id: number; promised: number; expected: number[] }>`
    select f.id, count(a.id) as promised,
           coalesce(array_agg(distinct g.reservation_id) filter (where g.arrived_at is null and lower(a.nights) = ${tonight}::date), '{}') as expected
    from facility f left join bed_assignment a on a.facility_id = f.id and a.ended_at is null and a.kind = 'promise' and a.nights @> ${tonight}::date
    left join guest g on g.id = a.guest_id where f.name = ${name} group by f.id`.execute(db);
  return rows[0];
};

/** Adults alone whom this shelter is for and who have no place tonight, in an order that is another one each night. */
const readCallers = async (
  { db }: Database,
  f: DemoFacility,
  tonight: Night,
  most: number,
): Promise<(Caller & { team: string; assessAgain: boolean })[]> => {
  if (most === 0) return [];
  const names = teams.filter((t) => agreements[t.key].includes(f.organization)).map((t) => t.name);
  const wishes =
    f.guests === 'men'
      ? ['men', 'any']
      : f.guests === 'women'
        ? ['women', 'any']
        : ['men', 'women', 'any', 'safest'];
  const youth = f.guests === 'youth';
  const { rows } = await sql<{ clientId: number; team: string; finishedAt: Date; needs: Caller['wishes'] }>`
    select c.id as client_id, o.name as team, a.finished_at, a.needs
    from client c join organization o on o.id = c.organization_id and o.name = any(${names})
    join lateral (select finished_at, needs from assessment a where a.client_id = c.id and a.organization_id = c.organization_id
      and a.finished_at is not null order by a.finished_at desc limit 1) a on true
    where c.shares is not null and not c.code_name and (a.needs ->> 'placement') = any(${wishes})
      and c.dob < ${addDays(tonight, -18 * 366)}::date and (c.dob > ${addDays(tonight, -25 * 365)}::date) = ${youth}
      and not exists (select from household_member m where m.client_id = c.id and m.left_at is null)
      and not exists (select from bed_assignment x where x.client_id = c.id and x.ended_at is null and x.nights @> ${tonight}::date)
    order by md5(c.id || ${tonight}::text) limit ${most}`.execute(db);
  const oldest = Date.parse(tonight) - assessedDaysAgo * 86_400_000;
  return rows.map((r) => ({
    clientId: r.clientId,
    team: r.team,
    relationshipToHoH: 1,
    adult: true,
    assessAgain: r.finishedAt.getTime() < oldest,
    wishes: {
      placement: r.needs.placement,
      lowerBunk: r.needs.lowerBunk,
      accessible: r.needs.accessible,
      power: r.needs.power,
    },
  }));
};
