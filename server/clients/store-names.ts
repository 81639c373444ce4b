import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/generated-types.ts';
import { searchWords } from './rules.ts';
import { isOneLetterOff, type Likeness, type LikeWords } from './rules-search.ts';

/**
 * Brings the search words of people in step with their names, in the transaction that changes these. New words are
 * inserted in alphabetical order, so that two desks adding the same ones wait for each other and never in a circle.
 */
export const keepNames = async (
  db: Kysely<DB>,
  people: { clientId: number; names: string[] }[],
): Promise<void> => {
  const pairs = people.flatMap((p) =>
    [...new Set(p.names.flatMap(searchWords))].map((word) => ({ id: p.clientId, word })),
  );
  const words = [...new Set(pairs.map((p) => p.word))].sort();
  const clientIds = people.map((p) => p.clientId);
  await sql`insert into name_word (word) select * from unnest(${words}::text[]) on conflict do nothing`.execute(
    db,
  );
  const wanted = sql`select p.client_id, w.id as name_word_id
    from unnest(${pairs.map((p) => p.id)}::bigint[], ${pairs.map((p) => p.word)}::text[]) as p (client_id, word)
    join name_word w on w.word = p.word`;
  await sql`delete from client_name n where n.client_id = any(${clientIds})
    and not exists (select from (${wanted}) x where x.client_id = n.client_id and x.name_word_id = n.name_word_id)`.execute(
    db,
  );
  await sql`insert into client_name (client_id, name_word_id) ${wanted} on conflict do nothing`.execute(db);
};

/** A word of the database that is like one asked for. */
interface LikeRow {
  asked: number;
  id: number;
  word: string;
  way: Likeness;
}

/** Ways to write what was asked for: its own words, and words joined with a neighbour, which must then be nearly so. */
export interface Spellings {
  words: string[];
  joined: string[];
}

/** Words of the database like those asked for, for each of them: with how, and by id, the best first. */
export interface FoundWords {
  like: LikeWords;
  ids: number[][];
}

// Enough for every ending of three letters typed; the rest comes with the fourth.
const mostEndings = 400;
const mostAlike = 60;

const sameOrLonger = sql`
    select a.asked, w.id, w.word, 'same' as way from asked a join name_word w on w.word = a.spelling
    union all
    select a.asked, w.id, w.word, 'begins' from asked a cross join lateral (
      select id, word from name_word where word ~>=~ a.spelling and word ~<~ (a.spelling || chr(1114111))
      order by word using ~<~ limit ${mostEndings}) w`;

const notQuite = sql`
    union all
    select a.asked, w.id, w.word, 'one_off' from asked a cross join lateral (
      select id, word from name_word where one_out && one_letter_out(a.spelling)) w where length(a.spelling) > 1
    union all
    select a.asked, w.id, w.word, 'sounds' from asked a cross join lateral (
      select id, word from name_word where sounds = dmetaphone(a.spelling)
      order by abs(length(word) - length(a.spelling)), word limit ${mostAlike}) w
      where a.whole and length(dmetaphone(a.spelling)) > 1
    union all
    select a.asked, w.id, w.word, 'alike' from asked a cross join lateral (
      select id, word from name_word where word % a.spelling order by similarity(word, a.spelling) desc, word
      limit ${mostAlike}) w where a.whole and length(a.spelling) > 5`;

/**
 * For each thing asked for, the words in use that are it or begin so; `broadly` also those one letter off, and those that
 * sound or are spelled alike. Reads distinct words only: as fast for the commonest name as for the rarest.
 */
export const findLikeWords = async (
  db: Kysely<DB>,
  asked: Spellings[],
  how: 'closely' | 'broadly',
): Promise<FoundWords> => {
  const all = asked.map(({ words, joined }) => [...words, ...joined]);
  const groups = all.flatMap((spellings, i) => spellings.map(() => i));
  const whole = asked.flatMap(({ words, joined }) => [...words.map(() => true), ...joined.map(() => false)]);
  const { rows } = await sql<LikeRow>`
    with asked (asked, spelling, whole) as (select * from unnest(${groups}::int[], ${all.flat()}::text[], ${whole}::boolean[]))
    ${sameOrLonger} ${how === 'broadly' ? notQuite : sql``}`.execute(db);

  const like = asked.map(() => new Map<string, Likeness>());
  const ids = asked.map((): number[] => []);
  for (const row of rows) {
    // Sharing a rest with one letter out is not yet being one letter off.
    if (row.way === 'one_off' && !all[row.asked]!.some((spelling) => isOneLetterOff(spelling, row.word)))
      continue;
    // The ways come in the order of their worth.
    if (like[row.asked]!.has(row.word)) continue;
    like[row.asked]!.set(row.word, row.way);
    ids[row.asked]!.push(row.id);
  }
  return { like, ids };
};
