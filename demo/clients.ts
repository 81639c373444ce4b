import { NewClient } from '../contract/clients.ts';
import type { Night } from '../contract/nights.ts';
import { type Described, findLikely, makeClient, newClientRow } from '../server/clients/creation.ts';
import { contradictions, isAdult, missingOfNewClient, plain } from '../server/clients/rules.ts';
import type { SsnKeeper } from '../server/clients/ssn.ts';
import { insertCard, insertClients, insertConsent } from '../server/clients/store-changes.ts';
import { insertHousehold, insertMember } from '../server/clients/store-households.ts';
import type { TicketDesk } from '../server/clients/ticket.ts';
import type { Database } from '../server/database/connect.ts';
import { defaultTimeZone, localTime } from '../server/facilities/rules.ts';
import type { Act } from '../server/reservations/booking.ts';
import type { Desks } from './actors.ts';
import { actAs, audit, type Caller, inOneGo } from './acts.ts';
import { teams } from './county.ts';
import type { DemoParty, DemoPerson } from './people.ts';

/** A party that a team knows: its members are clients now. */
export interface KnownParty extends DemoParty {
  callers: Caller[];
  team: (typeof teams)[number]['key'];
}

export interface ClientTools {
  ssn: SsnKeeper;
  tickets: TicketDesk;
}

const partiesAtOnce = 60;

const teamFor = (party: DemoParty, nth: number): KnownParty['team'] =>
  party.kind === 'family' ? 'families' : nth % 4 === 0 ? 'cedar' : 'adults';

/** Nobody is known before they are born. */
const daysKnown = (party: DemoParty, nth: number, now: Date): number => {
  const days = 20 + (nth % 300);
  const since = new Date(now.getTime() - (days + 1) * 86_400_000).toISOString().slice(0, 10);
  return party.people.some(({ described: { dob } }) => dob && dob > since) ? 20 : days;
};

/** Makes everybody's record at the team that would have asked them, some weeks or months ago. */
export const addPeople = async (
  database: Database,
  desks: Desks,
  parties: DemoParty[],
  tools: ClientTools,
  now: Date,
): Promise<KnownParty[]> => {
  refuseDoubles(parties);
  const known: KnownParty[] = [];
  for (let from = 0; from < parties.length; from += partiesAtOnce) {
    const batch = parties.slice(from, from + partiesAtOnce).map((party, i) => {
      const nth = from + i;
      const team = teamFor(party, nth);
      const at = new Date(now.getTime() - daysKnown(party, nth, now) * 86_400_000);
      return { party, nth, team, at, actor: desks.get(teams.find((t) => t.key === team)!.name)!.staff };
    });
    await inOneGo(database, async (trx) => {
      const acts = batch.map(({ actor, at }) => actAs(trx, actor, at));
      const clientIds = await makeClients(
        batch.flatMap(({ party }, i) => party.people.map((person) => ({ act: acts[i]!, person }))),
        tools,
      );
      for (const [i, { party, nth, team }] of batch.entries()) {
        const callers = await getToKnow(acts[i]!, party, clientIds.splice(0, party.people.length));
        if (nth % 9 === 0) await giveCard(acts[i]!, callers[0]!.clientId, `TC-${204_000 + nth}`);
        known.push({ ...party, callers, team });
      }
    });
  }
  return known;
};

/** The duplicate search of all at once: nobody here may be somebody else of this county by name and birth date, or number. */
const refuseDoubles = (parties: DemoParty[]) => {
  const seen = new Set<string>();
  for (const { described } of parties.flatMap((p) => p.people)) {
    const { firstName, lastName, dob, ssn } = described;
    for (const key of [
      firstName && `${plain(`${firstName} ${lastName}`)} ${dob}`,
      ssn && !ssn.includes('x') && ssn,
    ]) {
      if (!key) continue;
      if (seen.has(key)) throw new Error(`The demo has two people who would be one record: ${key}`);
      seen.add(key);
    }
  }
};

const dayOf = (act: Act): Night => localTime(act.now, defaultTimeZone).day;

/** New clients by the rules of a new client, saved together. Who gave no name is made alone: code names go one by one. */
const makeClients = async (
  people: { act: Act; person: DemoPerson }[],
  tools: ClientTools,
): Promise<number[]> => {
  const ids = new Map<DemoPerson, number>();
  const together: (typeof people)[number][] = [];
  const rows = [];
  for (const { act, person } of people) {
    const described = NewClient.parse(person.described);
    const no = [...contradictions(described, dayOf(act)), ...missingOfNewClient(described)];
    if (no.length > 0)
      throw new Error(`${person.described.firstName}: ${no.map((o) => o.message).join(', ')}`);
    if (described.codeName) ids.set(person, await makeAlone(act, described, tools));
    else {
      together.push({ act, person });
      rows.push(await newClientRow({ ...act, ...tools }, described));
    }
  }
  const saved = await insertClients(together[0]!.act.db, rows);
  for (const [i, { person }] of together.entries()) ids.set(person, saved[i]!);
  return people.map(({ person }) => ids.get(person)!);
};

/** A new client as a desk makes one: likely duplicates looked at, then made with the ticket of that search. */
export const makeAlone = async (act: Act, described: Described, tools: ClientTools): Promise<number> => {
  const desk = { ...act, ...tools };
  const likely = await findLikely(desk, described);
  const clientIds = likely.map(({ person }) => person.id);
  const identity = tools.tickets.identityOf(described);
  const ticket = tools.tickets.give({ userId: act.actor.userId, identity, clientIds }, act.now);
  return (await makeClient(desk, described, ticket)).id;
};

/** Asks adults about sharing and makes a household of those who belong together. */
const getToKnow = async (act: Act, party: DemoParty, clientIds: number[]): Promise<Caller[]> => {
  audit(act, 'client.create', clientIds);
  const callers = party.people.map((person, i): Caller => {
    const { dob = null, ageFrom = null, ageTo = null } = person.described;
    return {
      clientId: clientIds[i]!,
      relationshipToHoH: i === 0 ? 1 : party.relationships[i - 1]!,
      adult: isAdult({ dob, ageFrom, ageTo }, dayOf(act)),
      wishes: person.wishes,
    };
  });
  for (const [i, { shares }] of party.people.entries()) {
    if (shares !== null) await askToShare(act, callers[i]!, shares);
  }
  const [head, ...others] = callers;
  if (others.length > 0) {
    const { organizationId, userId: by } = act.actor;
    const headId = head!.clientId;
    const householdId = await insertHousehold(act.db, { headId, organizationId, at: act.now, by });
    for (const { clientId, relationshipToHoH: relationshipToHoh } of others)
      await insertMember(act.db, { householdId, clientId, relationshipToHoh, at: act.now });
    audit(act, 'household.make', clientIds);
  }
  return callers;
};

/** An adult's own answer by telephone. */
export const askToShare = async (act: Act, { clientId, adult }: Caller, shares: boolean) => {
  if (!adult) throw new Error('In the demo only adults are asked about sharing');
  const { organizationId, userId: by } = act.actor;
  await insertConsent(act.db, { clientId, shares, method: 'verbal', organizationId, at: act.now, by });
  audit(act, 'client.consent', [clientId]);
};

export const giveCard = async (act: Act, clientId: number, code: string) => {
  await insertCard(act.db, { code, clientId, at: act.now, by: act.actor.userId });
  audit(act, 'client.card', [clientId]);
};
