import { type Kysely, sql } from 'kysely';
import { addDays, countNights, type Night } from '../contract/nights.ts';
import type { Database } from '../server/database/connect.ts';
import type { DB } from '../server/database/generated-types.ts';
import type { Act } from '../server/reservations/booking.ts';
import type { Desks } from './actors.ts';
import { actAs, arrive, assess, inOneGo, place } from './acts.ts';
import type { Chance } from './chance.ts';
import type { KnownParty } from './clients.ts';
import { closeOne, keepForGuides, openForGuides } from './closures.ts';
import { type DemoFacility, teams } from './county.ts';
import { earlier, instantAt } from './hours.ts';
import { sizeOf } from './stock.ts';

/** Share of places that are taken on a demo evening. */
const fullness = 0.92;
const historyNights = 6;

/**
 * How many more of a shelter's places must be taken for it to be as full as a demo evening. Taken is a place that nobody
 * else can have: promised, or in a unit that a party has.
 */
export const missingOn = async (db: Kysely<DB>, facilityId: number, night: Night): Promise<number> => {
  const { rows } = await sql<{ places: number; taken: number }>`
    select count(*) as places, count(*) filter (where exists (select from bed_assignment a where a.unit_key = b.unit_key
      and a.ended_at is null and a.kind = 'promise' and a.nights @> ${night}::date)) as taken
    from bed b where b.facility_id = ${facilityId} and not b.overflow and b.kind <> 'crib'
      and not exists (select from placement_rule r where r.room_id = b.room_id and r.doors is not null)`.execute(
    db,
  );
  return Math.round(rows[0]!.places * fullness) - rows[0]!.taken;
};

interface Fill {
  now: Date;
  tonight: Night;
  chance: Chance;
}

/** Earlier nights first, then tonight: parties call, are assessed, enrolled and booked by their team, and arrive. */
export const fillFacility = async (
  database: Database,
  f: DemoFacility,
  facilityId: number,
  desks: Desks,
  waiting: KnownParty[],
  { now, tonight, chance }: Fill,
): Promise<void> => {
  const { staff, supervisor } = desks.get(f.organization)!;
  const [hour, minute] = f.from.split(':').map(Number) as [number, number];
  const opens = hour * 60 + minute;

  // One party's stay from the call to the door, each act at its own hour.
  const stay = async (party: KnownParty, begin: Night, nights: number): Promise<boolean> => {
    const team = desks.get(teams.find((t) => t.key === party.team)!.name)!.staff;
    const called = earlier(instantAt(begin, 600 + chance.between(0, 300)), now);
    return inOneGo(database, async (trx) => {
      const desk = actAs(trx, team, called);
      for (const c of party.callers)
        if (c.adult) await assess(actAs(trx, team, new Date(called.getTime() - 600_000)), c);
      const [head] = party.people;
      if (head!.shares === null && !head!.described.codeName) return false;
      const reservationId = await place(desk, party.callers, {
        facilityId,
        beginDate: begin,
        endDate: addDays(begin, nights),
      });
      if (reservationId === null) return false;
      const arrives = instantAt(begin, opens + chance.between(0, 150));
      const comes = !chance.hit(0.04);
      if (comes && arrives <= now) {
        const further = f.extendedStay
          ? []
          : nightsBetween(addDays(begin, 1), addDays(begin, nights), tonight).filter(
              (night) => arrives.getTime() + countNights({ begin, end: night }) * 86_400_000 <= now.getTime(),
            );
        await arrive(actAs(trx, staff, arrives), reservationId, further);
      }
      return true;
    });
  };

  const change = (work: (act: Act) => Promise<unknown>) =>
    inOneGo(database, (trx) => work(actAs(trx, supervisor, now)));
  if (f.key === 'commons') await change((act) => keepForGuides(act, facilityId, tonight));
  if (!f.extendedStay) {
    // Whoever slept here on an earlier night and left; some call again today.
    const earlierGuests = Math.round(waiting.length * 0.6);
    for (let n = 0; n < earlierGuests; n++) {
      const party = waiting.shift();
      if (!party) break;
      const nights = chance.between(1, 4);
      await stay(party, addDays(tonight, -nights - chance.between(0, historyNights - 2)), nights);
      waiting.push(party);
    }
  }
  let missing = await missingOn(database.db, facilityId, tonight);
  for (let tries = 2 * waiting.length; missing > 0 && tries > 0; tries--) {
    const party = waiting.shift();
    if (!party) break;
    const began = f.extendedStay
      ? addDays(tonight, -chance.between(0, 90))
      : chance.hit(0.25)
        ? addDays(tonight, -1)
        : tonight;
    const nights = began < tonight ? 2 : chance.hit(0.85) ? 1 : chance.between(2, 5);
    if (await stay(party, began, nights)) missing = await missingOn(database.db, facilityId, tonight);
    else waiting.push(party);
  }
  if (f.key === 'commons') await change((act) => openForGuides(act, facilityId, tonight));
  if (!f.headCountOnly && sizeOf(f) >= 40) await change((act) => closeOne(act, facilityId, tonight));
};

const nightsBetween = (begin: Night, end: Night, notAfter: Night): Night[] => {
  const nights: Night[] = [];
  for (let night = begin; night < end && night < notAfter; night = addDays(night, 1)) nights.push(night);
  return nights;
};
