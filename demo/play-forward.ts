import { type Kysely, sql } from 'kysely';
import type { Night } from '../contract/nights.ts';
import { readPractice } from '../server/accounts/store.ts';
import type { Database } from '../server/database/connect.ts';
import type { DB } from '../server/database/generated-types.ts';
import { defaultTimeZone, tonightAt } from '../server/facilities/rules.ts';
import { sweep } from '../server/nights/sweep.ts';
import { type Desk, type Desks, readDesks } from './actors.ts';
import { actAs, arrive, assess, inOneGo, place } from './acts.ts';
import { type CallingParty, readNew, readReturning } from './callers.ts';
import { Chance } from './chance.ts';
import { type DemoFacility, facilities } from './county.ts';
import { missingOn } from './filling.ts';
import { earlier, instantAt } from './hours.ts';

const assessedDaysAgo = 12;
/** Share of those alone last night who call for the same shelter again. */
const returning = 0.6;

interface Evening {
  tonight: Night;
  now: Date;
  desks: Desks;
  chance: Chance;
}

/**
 * Brings the demo county to tonight: people call for night-by-night shelters until these are about as full as on the
 * first evening, and who should have come by now is there. Does nothing in an installation that is no demo.
 */
export const playForward = async ({ db }: Pick<Database, 'db'>, now: Date): Promise<void> => {
  if (!(await readPractice(db))) return;
  const tonight = tonightAt(now, defaultTimeZone, 4);
  const desks = await readDesks({ db });
  // Whoever slept somewhere until this morning has left, or comes again tonight.
  await sweep(db, now);
  for (const f of facilities.filter((each) => !each.extendedStay)) {
    const there = await readFacility(db, f.name, tonight);
    if (!there) continue;
    const chance = new Chance(Date.parse(tonight) / 86_400_000 + f.name.length);
    await playEvening(db, f, there, { tonight, now, desks, chance });
  }
  await db.updateTable('installation').set({ demoPlayedUntil: tonight }).execute();
};

const playEvening = async (
  db: Kysely<DB>,
  f: DemoFacility,
  there: { id: number; expected: number[] },
  { tonight, now, desks, chance }: Evening,
) => {
  const { staff }: Desk = desks.get(f.organization)!;
  const [hour, minute] = f.from.split(':').map(Number) as [number, number];
  const arrives = () => instantAt(tonight, hour * 60 + minute + chance.between(0, 150));

  for (const reservationId of there.expected) {
    const when = arrives();
    if (when <= now && !chance.hit(0.04))
      await inOneGo({ db }, (trx) => arrive(actAs(trx, staff, when), reservationId));
  }

  // One party's evening from the call to the door.
  const comes = async ({ team, callers, assessedAt }: CallingParty) => {
    const desk = desks.get(team)!.staff;
    const called = earlier(instantAt(tonight, 600 + chance.between(0, 300)), now);
    const when = arrives();
    await inOneGo({ db }, async (trx) => {
      if (!assessedAt || assessedAt.getTime() < Date.parse(tonight) - assessedDaysAgo * 86_400_000) {
        const asking = actAs(trx, desk, new Date(called.getTime() - 600_000));
        for (const caller of callers) if (caller.adult) await assess(asking, caller);
      }
      const stay = { facilityId: there.id, beginDate: tonight };
      const reservationId = await place(actAs(trx, desk, called), callers, stay);
      if (reservationId !== null && when <= now && !chance.hit(0.04))
        await arrive(actAs(trx, staff, when), reservationId);
    });
  };

  const missing = await missingOn(db, there.id, tonight);
  if (missing <= 0) return;
  const known = await readReturning(db, there.id, tonight);
  const stays = known.map((party) => ({ party, again: party.callers.length > 1 || chance.hit(returning) }));
  const calling = [
    ...stays.filter((s) => s.again).map((s) => s.party),
    ...(await readNew(db, f, tonight, missing * 2)),
    ...stays.filter((s) => !s.again).map((s) => s.party),
  ];
  const called = new Set<number>();
  for (const party of calling) {
    if ((await missingOn(db, there.id, tonight)) <= 0) return;
    if (party.callers.some((c) => called.has(c.clientId))) continue;
    for (const c of party.callers) called.add(c.clientId);
    await comes(party);
  }
};

/** A shelter with the reservations for tonight whose guests have not arrived. */
const readFacility = async (db: Kysely<DB>, name: string, tonight: Night) => {
  const { rows } = await sql<{ id: number; expected: number[] }>`
    select f.id, coalesce(array_agg(distinct g.reservation_id)
      filter (where g.arrived_at is null and g.not_here_at is null), '{}') as expected
    from facility f left join bed_assignment a on a.facility_id = f.id and a.ended_at is null and a.kind = 'promise' and a.nights @> ${tonight}::date
    left join guest g on g.id = a.guest_id where f.name = ${name} group by f.id`.execute(db);
  return rows[0];
};
