import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { Actor } from '../accounts/actor.ts';
import type { DB } from '../database/generated-types.ts';
import { fullName } from './rules.ts';
import { answers, isOnlyALetter, type Named, type Search } from './rules-search.ts';
import { profileVisibleTo } from './store.ts';
import { findLikeWords, type Spellings } from './store-names.ts';

/** A person as search finds them; the last four and the birth date never leave the server by this way. */
export interface FoundPerson {
  id: number;
  firstName: string | null;
  middleName: string | null;
  lastName: string | null;
  nameSuffix: string | null;
  sayIt: string | null;
  goesBy: string | null;
  codeName: boolean;
  dob: Night | null;
  ageFrom: number | null;
  ageTo: number | null;
  ssnHash: string | null;
  ssnLast4: string | null;
  aliases: string[];
  /** Whether the one who looks sees more than the basic profile. */
  whole: boolean;
}

export interface FoundBecause {
  person: FoundPerson;
  why: string;
}

/** Most people that are looked at more closely for one search. */
const mostCandidates = 120;
/** Most rows of one name that are tried against the others, the newest people first; far more than any county's. */
const mostTried = 20_000;
/** How far people are counted to tell the rarer name. */
const mostCounted = 5000;
const shown = 10;

/** People who answer a search, the best first, ten at most, each with the reason. */
export const searchPeople = async (db: Kysely<DB>, actor: Actor, search: Search): Promise<FoundBecause[]> => {
  const direct = await findByNumber(db, search);
  const numbered = await readPeople(db, actor, [...direct.keys()]);
  const known = numbered.map((person) => ({ person, why: direct.get(person.id)! }));
  const close = await searchByText(db, actor, search, 'closely');
  // Who is written otherwise is looked for only where too few are written so.
  const enough = known.length + close.length >= shown || search.words.length === 0;
  const found = enough ? close : await searchByText(db, actor, search, 'broadly');
  return [...known, ...found.filter(({ person }) => !direct.has(person.id))].slice(0, shown);
};

const searchByText = async (
  db: Kysely<DB>,
  actor: Actor,
  search: Search,
  how: 'closely' | 'broadly',
): Promise<FoundBecause[]> => {
  const asked = search.words.map((word, i) => spellings(search.words, word, i));
  const words = await findLikeWords(db, asked, how);
  const people = await readPeople(db, actor, await findCandidates(db, search, words.ids));
  return people
    .flatMap((person) => {
      const answer = answers(search, words.like, named(person));
      return answer ? [{ person, ...answer }] : [];
    })
    .sort((a, b) => a.off - b.off || b.person.id - a.person.id)
    .slice(0, shown);
};

/** How a person is compared with a search. */
const named = (person: FoundPerson): Named => ({
  names: [person.firstName, person.middleName, person.lastName].filter((name) => name !== null),
  aliases: [person.goesBy, ...person.aliases].filter((name) => name !== null),
  dob: person.dob,
  ssnLast4: person.ssnLast4,
  whole: person.whole,
});

// "mary ann" finds Maryann: a word also stands for itself and its neighbour written as one.
const spellings = (words: string[], word: string, i: number): Spellings => {
  const [before, after] = [words[i - 1], words[i + 1]];
  return { words: [word], joined: [...(before ? [before + word] : []), ...(after ? [word + after] : [])] };
};

/** By HMIS number, imported number or card; who was merged is found as the record that stayed. */
const findByNumber = async (db: Kysely<DB>, search: Search): Promise<Map<number, string>> => {
  if (search.number === null && search.card === null) return new Map();
  const number = search.number !== null && search.number.length < 16 ? Number(search.number) : null;
  const { rows } = await sql<{ id: number; why: string }>`
    with recursive found (id, why) as (
      select id, 'HMIS number' from client where id = ${number}::bigint
      union all select id, 'number elsewhere' from client where hud_key = ${search.number}::text and hud_key is not null
      union all select client_id, 'card' from client_card
        where upper(translate(code, ' -', '')) = ${search.card}::text and ended_at is null
      union all select c.merged_into, f.why from found f join client c on c.id = f.id where c.merged_into is not null)
    select f.id, f.why from found f join client c on c.id = f.id
    where c.merged_into is null and c.deleted_at is null limit ${shown}`.execute(db);
  return new Map(rows.map((r) => [r.id, r.why]));
};

const findCandidates = async (db: Kysely<DB>, search: Search, words: number[][]): Promise<number[]> => {
  // A letter alone orders what the others found, unless it is all there is.
  const telling = words.filter((_, i) => !isOnlyALetter(search.words[i]!));
  const needed = telling.length > 0 ? telling : words;
  const alone = needed.length === 0 && search.born.length === 0;
  const found = [
    search.born.length > 0 ? await findByBirth(db, search.born, needed) : [],
    search.last4 !== null && !alone ? await findByLastFour(db, search.last4) : [],
    needed.length > 0 ? await findByWords(db, needed, search.bornIn) : [],
  ];
  return [...new Set(found.flat())];
};

/** People who have a word of every group, tried from the group that the fewest people have. */
export const findByWords = async (
  db: Kysely<DB>,
  groups: number[][],
  bornIn: number | null,
): Promise<number[]> => {
  if (groups.length === 0 || groups.some((group) => group.length === 0)) return [];
  const order = groups.length === 1 ? [0] : await rarestFirst(db, groups);
  const [rarest, ...others] = order.map((i) => groups[i]!);
  // A fence: one look at a person's few words beats one look per word asked for.
  const hasToo = others.map(
    (
      group,
    ) => sql`and exists (select from (select name_word_id from client_name x where x.client_id = n.client_id offset 0) x
      where x.name_word_id = any(${group}::bigint[]))`,
  );
  const inYear =
    bornIn === null
      ? sql``
      : sql`and exists (select from client b where b.id = n.client_id and (b.dob is null
          or b.dob between make_date(${bornIn}, 1, 1) and make_date(${bornIn}, 12, 31)))`;
  const { rows } = await sql<{ clientId: number }>`
    select n.client_id from unnest(${rarest}::bigint[]) with ordinality as w (id, place)
    cross join lateral (select client_id from client_name where name_word_id = w.id order by client_id desc limit ${mostTried}) n
    where true ${sql.join(hasToo, sql` `)} ${inYear} limit ${mostCandidates}`.execute(db);
  return rows.map((r) => r.clientId);
};

const rarestFirst = async (db: Kysely<DB>, groups: number[][]): Promise<number[]> => {
  const places = groups.flatMap((group, i) => group.map(() => i));
  const { rows } = await sql<{ place: number; people: number }>`
    with words as materialized (select * from unnest(${places}::int[], ${groups.flat()}::bigint[]) as w (place, id))
    select g.place, (select count(*) from (
      select from words w join client_name n on n.name_word_id = w.id where w.place = g.place limit ${mostCounted}) counted) as people
    from generate_series(0, ${groups.length - 1}) as g (place) order by people`.execute(db);
  return rows.map((r) => r.place);
};

const findByBirth = async (db: Kysely<DB>, born: Night[], words: number[][]): Promise<number[]> => {
  const oneOfThem = words.map(
    (
      group,
    ) => sql`and exists (select from (select name_word_id from client_name x where x.client_id = c.id offset 0) x
      where x.name_word_id = any(${group}::bigint[]))`,
  );
  const { rows } = await sql<{ id: number }>`
    select c.id from client c where c.dob = any(${born}::date[]) and c.merged_into is null and c.deleted_at is null
    ${sql.join(oneOfThem, sql` `)} order by c.id desc limit ${mostCandidates}`.execute(db);
  return rows.map((r) => r.id);
};

const findByLastFour = async (db: Kysely<DB>, last4: string): Promise<number[]> => {
  const rows = await db.selectFrom('client').select('id').where('ssnLast4', '=', last4).limit(500).execute();
  return rows.map((r) => r.id);
};

/** The people of these records that still stand, with their aliases. */
export const readPeople = async (db: Kysely<DB>, actor: Actor, ids: number[]): Promise<FoundPerson[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<FoundPerson>`
    select c.id, c.first_name, c.middle_name, c.last_name, c.name_suffix, c.say_it, c.goes_by, c.code_name, c.dob,
           c.age_from, c.age_to, c.ssn_hash, c.ssn_last4,
           array(select a.name from client_alias a where a.client_id = c.id order by a.id) as aliases,
           ${profileVisibleTo(actor)} as whole
    from client c where c.id = any(${ids}::bigint[]) and c.merged_into is null and c.deleted_at is null`.execute(
    db,
  );
  return rows;
};

/** The basic profile that everybody may see of a found person. */
export const nameOf = (person: FoundPerson) => ({
  id: person.id,
  name: fullName(person),
  sayIt: person.sayIt,
  goesBy: person.goesBy,
  codeName: person.codeName,
});
