import {
  addCard,
  correctClient,
  createClient,
  endCard,
  findLikelyDuplicates,
  readSsn,
  readWhoHasSeen,
  recordConsent,
  searchClients,
} from '../../contract/clients.ts';
import { ageOn } from '../../contract/nights.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { type Call, type Route, route } from '../http/mount.ts';
import { changedMeanwhile, notFound, Refusal, refuse } from '../http/refusal.ts';
import { checkCorrection, correctionOf } from './correction.ts';
import { findLikely, makeClient } from './creation.ts';
import { householdRoutes } from './routes-households.ts';
import { caseworkers, fullName, obstaclesToConsent } from './rules.ts';
import { isEnough, readSearch } from './rules-search.ts';
import type { SsnKeeper } from './ssn.ts';
import { lockForWriting, readEncryptedSsn, readForCorrection } from './store.ts';
import { closeCard, insertCard, insertConsent, updateClient } from './store-changes.ts';
import { readMembers } from './store-households.ts';
import { type FoundPerson, nameOf, searchPeople } from './store-search.ts';
import { countSearches, readSeenBy } from './store-seen.ts';
import type { TicketDesk } from './ticket.ts';

/** Searches of one person at a desk in a minute: far above typing, far below a harvest. */
const searchesPerMinute = 60;

/** What an installation lends the client routes. */
export interface ClientGround {
  ssn: SsnKeeper;
  tickets: TicketDesk;
}

export const clientRoutes = ({ ssn, tickets }: ClientGround): Route[] => [
  route(
    searchClients,
    { may: caseworkers, audit: 'client.search' },
    async ({ db, actor, query, now, audit }) => {
      const today = localTime(now, defaultTimeZone).day;
      const search = readSearch(query.search, today);
      if (!isEnough(search)) return { hits: [], tooShort: true };
      await keepToRate({ db, actor, now });
      const found = await searchPeople(db, actor, search);
      audit({ clientIds: found.map(({ person }) => person.id), detail: { shown: found.length } });
      return {
        hits: found.map(({ person, why }) => ({ ...profileOf(person, today), why })),
        tooShort: false,
      };
    },
  ),

  route(
    findLikelyDuplicates,
    { may: caseworkers, audit: 'client.duplicates' },
    async ({ db, actor, body, now, audit }) => {
      await keepToRate({ db, actor, now });
      const today = localTime(now, defaultTimeZone).day;
      const likely = await findLikely({ db, actor, now, ssn }, body);
      const clientIds = likely.map(({ person }) => person.id);
      audit({ clientIds, detail: { shown: likely.length } });
      return {
        likely: likely.map(({ person, reasons }) => ({
          ...profileOf(person, today),
          why: reasons.join(' · '),
          reasons,
        })),
        ticket: tickets.give({ userId: actor.userId, identity: tickets.identityOf(body), clientIds }, now),
      };
    },
  ),

  route(
    createClient,
    { may: caseworkers, audit: 'client.create' },
    async ({ db, actor, body, now, audit }) => {
      const made = await makeClient({ db, actor, now, ssn, tickets }, body.client, body.ticket);
      audit({ clientIds: [made.id] });
      return { id: made.id, name: fullName(made) };
    },
  ),

  route(
    correctClient,
    { may: caseworkers, audit: 'client.correct' },
    async ({ db, actor, params, body, now, audit }) => {
      await lockForWriting(db, actor, [params.id]);
      const before = await readForCorrection(db, actor, params.id);
      if (before.version !== body.version) throw changedMeanwhile('record');
      checkCorrection(before, body.client, localTime(now, defaultTimeZone).day);
      const version = await updateClient(db, {
        id: params.id,
        version: body.version,
        ...correctionOf(before, body.client, ssn),
        at: now,
      });
      if (version === undefined) throw changedMeanwhile('record');
      audit({ clientIds: [params.id] });
      return { id: params.id, version };
    },
  ),

  route(
    recordConsent,
    { may: caseworkers, audit: 'client.consent' },
    async ({ db, actor, params, body, now, audit }) => {
      await lockForWriting(db, actor, [params.id]);
      const today = localTime(now, defaultTimeZone).day;
      const person = await readForCorrection(db, actor, params.id);
      const household = await readMembers(db, actor, params.id, today);
      const relationshipToHoH =
        household.find((member) => member.id === params.id)?.relationshipToHoH ?? null;
      const no = obstaclesToConsent(
        { ...person, name: person.goesBy ?? fullName(person), relationshipToHoH },
        body.method,
        today,
      );
      if (no.length > 0) throw refuse('consent', 'The answer about sharing was not saved.', no);
      const id = await insertConsent(db, {
        clientId: params.id,
        shares: body.shares,
        method: body.method,
        organizationId: actor.organizationId,
        at: now,
        by: actor.userId,
      });
      audit({ clientIds: [params.id] });
      return { id };
    },
  ),

  route(
    addCard,
    { may: caseworkers, audit: 'client.card' },
    async ({ db, actor, params, body, now, audit }) => {
      await lockForWriting(db, actor, [params.id]);
      const code = body.code.replaceAll(/ +/g, ' ');
      await insertCard(db, { code, clientId: params.id, at: now, by: actor.userId });
      audit({ clientIds: [params.id] });
      return { code };
    },
  ),

  route(
    endCard,
    { may: caseworkers, audit: 'client.card_end' },
    async ({ db, actor, params, now, audit }) => {
      await lockForWriting(db, actor, [params.id]);
      const ended = await closeCard(db, { code: params.code, clientId: params.id, at: now });
      if (!ended) throw notFound('card');
      audit({ clientIds: [params.id] });
      return { code: params.code };
    },
  ),

  route(
    readSsn,
    { may: caseworkers, audit: 'client.ssn', secret: true },
    async ({ db, actor, params, body, audit }) => {
      const encrypted = await readEncryptedSsn(db, actor, params.id);
      audit({ clientIds: [params.id], detail: { why: body.why } });
      return { ssn: encrypted && ssn.reveal(encrypted) };
    },
  ),

  route(
    readWhoHasSeen,
    {
      may: { workgroups: [...caseworkers.workgroups, 'system_administrators'] },
      audit: 'client.seen_by',
    },
    async ({ db, actor, params, query, audit }) => {
      const entries = await readSeenBy(db, actor, params.id, query.before ?? null);
      audit({ clientIds: [params.id] });
      return { entries, timeZone: defaultTimeZone };
    },
  ),

  ...householdRoutes,
];

const keepToRate = async ({ db, actor, now }: Pick<Call<typeof searchClients>, 'db' | 'actor' | 'now'>) => {
  const minuteAgo = new Date(now.getTime() - 60_000);
  if ((await countSearches(db, actor.userId, minuteAgo, searchesPerMinute)) < searchesPerMinute) return;
  throw new Refusal({
    status: 429,
    code: 'too_many_searches',
    title: `More than ${searchesPerMinute} searches in a minute. Wait a little, then search again.`,
    headers: { 'retry-after': '20' },
  });
};

const profileOf = (person: FoundPerson, today: string) => ({
  ...nameOf(person),
  birthYear: person.dob ? Number(person.dob.slice(0, 4)) : null,
  // With the year, an age seen every day would tell the birthday.
  age: person.whole ? ageOn(person.dob, today) : null,
});
