import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { NewClient } from '../../contract/clients.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { Actor } from '../accounts/actor.ts';
import type { DB } from '../database/generated-types.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { refuse } from '../http/refusal.ts';
import { contradictions, fullName, missingOfNewClient, type NameParts, qualityOf } from './rules.ts';
import { codeNameRestsDays, nextCodeName } from './rules-code-names.ts';
import type { Identity } from './rules-duplicates.ts';
import type { KeptSsn, SsnKeeper } from './ssn.ts';
import { refuseVictimServiceProvider } from './store.ts';
import { type ClientColumns, insertClient, type NewClientRow, readCodeNames } from './store-changes.ts';
import {
  findLikelySame,
  findRecentCodeNames,
  type LikelySame,
  waitToMakeClient,
} from './store-duplicates.ts';
import type { TicketDesk } from './ticket.ts';

/** A person as a form describes them, checked for shape. */
export type Described = z.output<typeof NewClient>;

interface Desk {
  db: Transaction<DB>;
  actor: Actor;
  now: Date;
  ssn: SsnKeeper;
}

const dayMilliseconds = 86_400_000;
/** For how many days somebody who gave no name is shown as perhaps the same one again. */
const namelessAgainDays = 3;

/** Records that may be the person described. */
export const findLikely = async ({ db, actor, now, ssn }: Desk, client: Described): Promise<LikelySame[]> => {
  const today = localTime(now, defaultTimeZone).day;
  const likely = await findLikelySame(db, actor, identityOf(client, ssn), today);
  if (!givesNoName(client)) return likely;
  const nameless = await findRecentCodeNames(db, actor, {
    ageFrom: client.ageFrom ?? null,
    ageTo: client.ageTo ?? null,
    since: new Date(now.getTime() - namelessAgainDays * dayMilliseconds),
  });
  const known = new Set(likely.map(({ person }) => person.id));
  return [...likely, ...nameless.filter(({ person }) => !known.has(person.id))];
};

/**
 * Makes a client after the duplicate search whose ticket is given. Desks wait for each other here, so that a record made
 * a moment ago at another one is shown instead of doubled.
 * @throws Refusal 409 with every reason: no search for these very fields, contradictions, likely records not shown yet
 */
export const makeClient = async (
  desk: Desk & { tickets: TicketDesk },
  client: Described,
  ticket: string,
): Promise<NameParts> => {
  const { db, actor, now, tickets } = desk;
  await refuseVictimServiceProvider(db, [actor.organizationId, actor.actingOrganizationId]);
  const today = localTime(now, defaultTimeZone).day;
  const shown = tickets.read(ticket, now);
  const searched =
    shown !== null && shown.userId === actor.userId && shown.identity === tickets.identityOf(client);
  const no = [
    ...(searched ? [] : [notSearched]),
    ...contradictions(client, today),
    ...missingOfNewClient(client),
  ];
  if (no.length > 0) throw refuse('not_made', 'The client was not made.', no);

  await waitToMakeClient(db);
  const likely = await findLikely(desk, client);
  const unseen = likely.filter(({ person }) => !shown!.clientIds.includes(person.id));
  if (unseen.length > 0) throw refuse('made_meanwhile', 'The client was not made.', unseen.map(sayUnseen));

  const row = await newClientRow(desk, client);
  const { firstName = null, middleName = null, lastName = null, nameSuffix = null } = row.columns;
  return { id: await insertClient(db, row), firstName, middleName, lastName, nameSuffix };
};

/** The record of a person as described: a code name where none was given, data quality where nobody said one. */
export const newClientRow = async (desk: Desk, client: Described): Promise<NewClientRow> => ({
  organizationId: desk.actor.organizationId,
  columns: { ...(await columnsOf(desk, client)), ...(client.ssn ? desk.ssn.keep(client.ssn) : {}) },
  aliases: client.aliases ?? [],
  at: desk.now,
  by: desk.actor.userId,
});

const notSearched: Obstacle = {
  code: 'search_first',
  message: 'Nobody has looked yet whether this very person is known already',
  next: { label: 'Look for likely duplicates', act: 'likely_duplicates' },
};

const sayUnseen = ({ person, reasons }: LikelySame): Obstacle => ({
  code: 'likely_duplicate',
  message: `${fullName(person)} is known already: ${reasons.join(', ')}`,
  facts: { client: person.id },
  next: { label: 'Look at the likely duplicates', act: 'likely_duplicates' },
});

const givesNoName = (client: Described): boolean =>
  Boolean(client.codeName) && !client.firstName && !client.lastName;

const columnsOf = async ({ db, now }: Desk, client: Described): Promise<ClientColumns> => {
  const { ssn: _ssn, aliases: _aliases, ...fields } = client;
  const code = givesNoName(client)
    ? nextCodeName(await readCodeNames(db, new Date(now.getTime() - codeNameRestsDays * dayMilliseconds)))
    : {};
  const derived = qualityOf({ ...client, ...code });
  return {
    ...fields,
    ...code,
    nameDataQuality: fields.nameDataQuality ?? derived.nameDataQuality,
    dobDataQuality: fields.dobDataQuality ?? derived.dobDataQuality,
    ssnDataQuality: fields.ssnDataQuality ?? derived.ssnDataQuality,
    // Who has a birth date needs no band of ages beside it, which would only grow old.
    ...(fields.dob ? { ageFrom: null, ageTo: null } : {}),
  };
};

const identityOf = (client: Described, keeper: SsnKeeper): Identity => {
  const ssn: Partial<KeptSsn> = client.ssn ? keeper.keep(client.ssn) : {};
  return {
    firstName: client.firstName ?? null,
    middleName: client.middleName ?? null,
    lastName: client.lastName ?? null,
    goesBy: client.goesBy ?? null,
    aliases: client.aliases ?? [],
    dob: client.dob ?? null,
    ageFrom: client.ageFrom ?? null,
    ageTo: client.ageTo ?? null,
    ssnHash: ssn.ssnHash ?? null,
    ssnLast4: ssn.ssnLast4 ?? null,
  };
};
