import { type RawBuilder, sql } from 'kysely';
import { listBedNights } from '../../contract/census.ts';
import { listWithoutPlace } from '../../contract/displacement.ts';
import { addDays } from '../../contract/nights.ts';
import { isAwaited } from './books.ts';
import { hudBreaches, placeBreaches } from './laws.ts';
import { inHouse, type Scene } from './scene.ts';
import type { House } from './world.ts';

/** Everybody who is in a house at the end of a night has slept there. */
export const closeNight = (scene: Scene) => {
  const { world, books, night } = scene;
  for (const house of world.houses)
    for (const { member } of inHouse(scene, house)) {
      const away = member.leave && member.leave.from <= night && night < member.leave.until;
      if (!away && !(house.extended ? member.night! > night : member.night !== night))
        books.sleeps(night, member.person, house);
    }
};

/** Compares the book with what the county says of a night that is over. Nothing is under way meanwhile. */
export const balance = async (scene: Scene) => {
  const { world, books, night } = scene;
  const { db } = world.database;
  const rowsOf = async <T>(query: RawBuilder<T>) => (await query.execute(db)).rows;
  for (const house of world.houses.filter((h) => !h.extended)) await compareBedNights(scene, house);

  // Who is in house, everywhere.
  const said = new Set(
    (
      await rowsOf(sql<{ id: number }>`select id from guest where arrived_at is not null and left_at is null`)
    ).map((row) => row.id),
  );
  const known = new Set(world.houses.flatMap((h) => inHouse(scene, h)).map(({ member }) => member.guestId));
  differ(scene, 'who is in house', known, said);

  await comparePromises(scene);
  for (const [what, query] of [...placeBreaches(), ...hudBreaches(night)])
    for (const facts of await rowsOf(query)) books.breach(what, facts);
  await compareRecords(scene);

  const acts = await rowsOf(
    sql<{ act: string; count: number }>`select act, count(*) from audit_entry group by act`,
  );
  const audited = new Map(acts.map(({ act, count }) => [act, count]));
  for (const [act, count] of audited) if (act.endsWith('_by_rule')) books.counts.set(act, count);
  for (const [act, count] of books.acts)
    if (audited.get(act) !== count)
      books.breach('the audit tells another number of acts', {
        night,
        act,
        acknowledged: count,
        audited: audited.get(act),
      });
};

/** Bed nights of the night = the people who physically slept there; beside them only those marked as disputed. */
const compareBedNights = async (scene: Scene, house: House) => {
  const { line, books, night, world } = scene;
  const read = await line.ask(house.staff, listBedNights, { params: { id: house.id }, query: { night } });
  if (!read.ok) return books.breach('bed nights could not be read', { house: house.id, codes: read.codes });
  const { rows } = await sql<{ clientId: number }>`select client_id from bed_night
    where facility_id = ${house.id} and night = ${night}::date and disputed_at is not null and deleted_at is null`.execute(
    world.database.db,
  );
  const disputed = new Set(rows.map((row) => row.clientId));
  const known = [...books.disputed].flatMap((key) => {
    const [on, person, at] = key.split(' ');
    return on === night && Number(at) === house.id ? [Number(person)] : [];
  });
  differ(scene, 'disputed nights', new Set(known), disputed, house);
  const recorded = read.body.nights.map((n) => n.clientId).filter((id) => !disputed.has(id));
  const slept = new Set(
    [...(books.slept.get(night) ?? [])].filter(([, at]) => at === house.id).map(([id]) => id),
  );
  differ(scene, 'who slept', slept, new Set(recorded), house);
  if (recorded.length !== new Set(recorded).size)
    books.breach('a bed night is there twice', { house: house.id, night });
};

const differ = (
  { books, night }: Scene,
  what: string,
  known: Set<number>,
  said: Set<number>,
  house?: House,
) => {
  const missing = [...known].filter((id) => !said.has(id));
  const more = [...said].filter((id) => !known.has(id));
  if (missing.length + more.length > 0)
    books.breach(`the county differs: ${what}`, { night, house: house?.name, missing, more });
};

/** Each acknowledged promise from the next night on stands with a place for each night, or its desk was told. */
const comparePromises = async (scene: Scene) => {
  const { world, books, night, line } = scene;
  const next = addDays(night, 1);
  const standing = await sql<{ guestId: number; reservationId: number; without: boolean }>`
    select g.id as guest_id, g.reservation_id, not coalesce(
      (select range_agg(a.nights) from bed_assignment a where a.guest_id = g.id and a.ended_at is null), '{}')
      @> (daterange(greatest(r.begin_date, ${next}::date), r.end_date)::datemultirange
        - coalesce((select range_agg(l.nights) from guest_leave l
            where l.guest_id = g.id and l.ended_at is null and l.frees_place), '{}')) as without
    from guest g join reservation r on r.id = g.reservation_id
    where r.cancelled_at is null and r.end_date > ${next}::date and g.left_at is null and g.not_here_at is null`.execute(
    world.database.db,
  );
  const of = new Map(standing.rows.map((row) => [row.guestId, row]));
  let shown: Set<number> | undefined;
  for (const stay of books.stays.values()) {
    if (stay.end <= next) continue;
    for (const member of stay.members.filter((m) => m.state !== 'gone')) {
      const row = of.get(member.guestId);
      if (!row) {
        books.breach('an acknowledged reservation is gone', {
          night,
          reservation: stay.id,
          guest: member.guestId,
        });
        continue;
      }
      if (!row.without) continue;
      if (!shown) {
        shown = new Set();
        for (const house of world.houses.filter((h) => h.supervisor)) {
          const list = await line.ask(house.supervisor, listWithoutPlace, {} as never);
          for (const one of list.ok ? list.body.guests : []) shown.add(one.guestId);
        }
      }
      if (!books.told.has(stay.id) || !shown.has(member.guestId))
        books.breach('a promise was broken in silence', {
          night,
          reservation: stay.id,
          guest: member.guestId,
          told: books.told.has(stay.id),
          shown: shown.has(member.guestId),
        });
    }
  }
};

/** Whatever was acknowledged is there: reservations, bars, exits. */
const compareRecords = async ({ books, world, night }: Scene) => {
  const { db } = world.database;
  const lost = async (what: string, ids: number[], there: RawBuilder<{ id: number }>) => {
    const found = new Set((await there.execute(db)).rows.map((row) => row.id));
    const missing = ids.filter((id) => !found.has(id));
    if (missing.length > 0) books.breach(`acknowledged and lost: ${what}`, { night, missing });
  };
  const reservations = [...books.reservations];
  await lost(
    'reservations',
    reservations,
    sql`select id from reservation where id = any(${reservations}::bigint[])`,
  );
  const bars = books.bars.map((b) => b.id);
  await lost('bars', bars, sql`select id from bar where id = any(${bars}::bigint[])`);
  const exits = [...books.exits];
  await lost(
    'exits',
    exits.map(([id]) => id),
    sql`select e.id from enrollment e join unnest(${exits.map(([id]) => id)}::bigint[], ${exits.map(([, day]) => day)}::date[])
      as x(id, day) on x.id = e.id and x.day = e.exit_date`,
  );
};

/** What of the stays of a night is over with it: who did not come is expected no more. */
export const forgetTheNight = ({ books, night }: Scene) => {
  const next = addDays(night, 1);
  for (const stay of [...books.stays.values()]) {
    for (const m of stay.members) {
      m.released = undefined;
      if (m.leave && m.leave.until <= next) m.leave = undefined;
      if (isAwaited(stay, m, night)) books.count('no-show');
    }
    const here = stay.members.some((m) => m.state === 'here');
    if (!here && (stay.end <= next || stay.members.every((m) => m.state === 'gone'))) books.over(stay);
  }
};
