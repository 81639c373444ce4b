import { type RawBuilder, sql } from 'kysely';
import type { AuditAct } from '../../contract/audit-acts.ts';
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
  await compareAllNights(scene);

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
    sql<{ act: AuditAct; count: number }>`select act, count(*) from audit_entry group by act`,
  );
  const audited = new Map(acts.map(({ act, count }) => [act, count]));
  for (const [act, count] of audited) if (act.endsWith('_by_rule')) books.counts.set(act, count);
  for (const act of new Set([...books.acts.keys(), ...audited.keys()]))
    if (!isNobodysAct(act) && audited.get(act) !== books.acts.get(act))
      books.breach('the audit tells another number of acts', {
        night,
        act,
        acknowledged: books.acts.get(act),
        audited: audited.get(act),
      });
};

// A look may be taken again when its answer is lost; a rule's act has no desk; the families were named before the first day.
const isNobodysAct = (act: string) =>
  /\.(view|places|duplicates|left_elsewhere)$|preview$|_by_rule$|^household\./.test(act);

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

/** Every night so far once more, in every house: none that was not slept, none lost since, none of an extended stay. */
const compareAllNights = async (scene: Scene) => {
  const { books, world } = scene;
  const { rows } = await sql<{ key: string }>`select concat_ws(' ', night, client_id, facility_id) as key
    from bed_night where disputed_at is null and deleted_at is null`.execute(world.database.db);
  const nightly = new Set(world.houses.filter((h) => !h.extended).map((h) => h.id));
  const slept = [...books.slept].flatMap(([night, there]) =>
    [...there].filter(([, at]) => nightly.has(at)).map(([person, at]) => `${night} ${person} ${at}`),
  );
  differ(scene, 'all nights slept', new Set(slept), new Set(rows.map((row) => row.key)));
};

const differ = <T>({ books, night }: Scene, what: string, known: Set<T>, said: Set<T>, house?: House) => {
  const missing = [...known].filter((id) => !said.has(id));
  const more = [...said].filter((id) => !known.has(id));
  if (missing.length + more.length > 0)
    books.breach(`the county differs: ${what}`, { night, house: house?.name, missing, more });
};

/** Each acknowledged promise from the next night on stands with a place for each night, or its desk was told; and no other. */
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
  const promised = new Set<number>();
  for (const stay of books.stays.values()) {
    if (stay.end <= next) continue;
    for (const member of stay.members.filter((m) => m.state !== 'gone')) {
      const row = of.get(member.guestId);
      promised.add(member.guestId);
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
  for (const row of standing.rows)
    if (!promised.has(row.guestId))
      books.breach('a place is kept for whom nobody awaits', { night, guest: row.guestId });
};

/** Whatever was acknowledged is there, and nothing else: reservations, bars, exits. */
const compareRecords = async (scene: Scene) => {
  const { books, world } = scene;
  const compare = async (
    what: string,
    known: Iterable<string | number>,
    there: RawBuilder<{ key: string }>,
  ) => {
    const { rows } = await there.execute(world.database.db);
    differ(scene, what, new Set([...known].map(String)), new Set(rows.map((row) => row.key)));
  };
  await compare('reservations', books.reservations, sql`select id::text as key from reservation`);
  const bars = books.bars.map((b) => b.id);
  await compare('bars', bars, sql`select id::text as key from bar`);
  // Those of a rule are counted by the audit.
  const exits = [...books.exits].map(([id, day]) => `${id} ${day}`);
  await compare(
    'exits',
    exits,
    sql`select concat_ws(' ', id, exit_date) as key from enrollment where exit_date is not null and not auto_exited`,
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
