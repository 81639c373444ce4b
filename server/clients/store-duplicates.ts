import { type Kysely, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { Actor } from '../accounts/actor.ts';
import type { DB } from '../database/generated-types.ts';
import { compare, halvesOf, type Identity, likelyFrom } from './rules-duplicates.ts';
import { otherWayRound } from './rules-search.ts';
import { findLikeWords } from './store-names.ts';
import { type FoundPerson, findByWords, readPeople } from './store-search.ts';

export interface LikelySame {
  person: FoundPerson;
  reasons: string[];
}

const shown = 10;
const mostCandidates = 200;

/** Records that may be the person described, the likeliest first, ten at most, each with the reasons. */
export const findLikelySame = async (
  db: Kysely<DB>,
  actor: Actor,
  described: Identity,
  today: Night,
): Promise<LikelySame[]> => {
  const halves = halvesOf(described);
  const words = await findLikeWords(
    db,
    halves.map((spellings) => ({ words: spellings, joined: [] })),
    'broadly',
  );
  const candidates = [
    ...(await findByFacts(db, described, words.ids)),
    ...(await findByWords(db, words.ids, null)),
    ...(described.dob ? await findByWords(db, words.ids, Number(described.dob.slice(0, 4))) : []),
  ];
  const people = await readPeople(db, actor, [...new Set(candidates)]);
  return people
    .map((person) => ({ person, ...compare(described, words.like, person, today) }))
    .filter((likely) => likely.points >= likelyFrom)
    .sort((a, b) => b.points - a.points || b.person.id - a.person.id)
    .slice(0, shown)
    .map(({ person, reasons }) => ({ person, reasons }));
};

/** By the same number; by the same birth date together with a like name or the same last four. */
const findByFacts = async (db: Kysely<DB>, described: Identity, halves: number[][]): Promise<number[]> => {
  const born = described.dob
    ? [described.dob, otherWayRound(described.dob)].filter((day) => day !== null)
    : [];
  const { rows } = await sql<{ id: number }>`
    select id from client where ssn_hash = ${described.ssnHash}
    union
    (select c.id from client c where c.dob = any(${born}::date[]) and (c.ssn_last4 = ${described.ssnLast4}
       or exists (select from (select name_word_id from client_name x where x.client_id = c.id offset 0) x
         where x.name_word_id = any(${halves.flat()}::bigint[])))
     order by c.id desc limit ${mostCandidates})`.execute(db);
  return rows.map((row) => row.id);
};

/** People of about this age to whom the same organization gave a code name lately: they may have called again. */
export const findRecentCodeNames = async (
  db: Kysely<DB>,
  actor: Actor,
  asked: { ageFrom: number | null; ageTo: number | null; since: Date },
): Promise<LikelySame[]> => {
  const rows = await db
    .selectFrom('client')
    .select('id')
    .where('codeName', '=', true)
    .where('organizationId', '=', actor.organizationId)
    .where('createdAt', '>', asked.since)
    .where((e) => e.or([e('ageFrom', 'is', null), e('ageFrom', '<=', asked.ageTo ?? 120)]))
    .where((e) => e.or([e('ageTo', 'is', null), e('ageTo', '>=', asked.ageFrom ?? 0)]))
    .orderBy('id', 'desc')
    .limit(shown)
    .execute();
  const people = await readPeople(
    db,
    actor,
    rows.map((row) => row.id),
  );
  return people.map((person) => ({ person, reasons: ['gave no name either, in the last days'] }));
};

/** New clients are made one after another, so that each sees those made a moment before. Ends with the transaction. */
export const waitToMakeClient = (db: Kysely<DB>) =>
  sql`select pg_advisory_xact_lock(hashtextextended('berth: make a client', 0))`.execute(db);
