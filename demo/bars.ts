import { addDays, type Night } from '../contract/nights.ts';
import { issue, lift } from '../server/bars/issuing.ts';
import type { Database } from '../server/database/connect.ts';
import type { Desks } from './actors.ts';
import { actAs, audit, inOneGo } from './acts.ts';
import type { KnownParty } from './clients.ts';
import { facilities } from './county.ts';

type Asked = Parameters<typeof issue>[1];

const reasons: Pick<Asked, 'reasonCode' | 'narrative' | 'told'>[] = [
  {
    reasonCode: 'violence',
    narrative: 'Struck another guest at breakfast; police were called.',
    told: 'You struck another guest at breakfast.',
  },
  {
    reasonCode: 'threat',
    narrative: 'Threatened staff when asked to leave the day room.',
    told: 'You threatened a member of staff.',
  },
  {
    reasonCode: 'weapon',
    narrative: 'A knife was found in the bunk.',
    told: 'You kept a knife in your bunk.',
  },
  {
    reasonCode: 'theft',
    narrative: 'Took a phone from a locker; it was returned.',
    told: 'You took a phone that is not yours.',
  },
  {
    reasonCode: 'property_damage',
    narrative: 'Broke a window in the stairwell.',
    told: 'You broke a window.',
  },
  {
    reasonCode: 'drug_dealing',
    narrative: 'Sold pills in the yard; two guests saw it.',
    told: 'You sold pills in the yard.',
  },
  {
    reasonCode: 'harassment',
    narrative: 'Followed another guest to her room after being told to stop.',
    told: 'You followed another guest after being told to stop.',
  },
  {
    reasonCode: 'rules',
    narrative: 'Smoked in the dormitory three times after warnings.',
    told: 'You smoked in the dormitory.',
  },
  {
    reasonCode: 'other',
    narrative: 'Let a dog run loose in the hall; it bit nobody.',
    told: 'You let your dog run loose in the hall.',
  },
];

/** What is the same of every bar here: written down the day it happened, the person not told yet. */
export const written = (
  day: Night,
): Pick<
  Asked,
  'incidentDate' | 'services' | 'immediateThreat' | 'suspendable' | 'withoutWarning' | 'notice'
> => ({
  incidentDate: day,
  services: ['overnight', 'day', 'meals'],
  immediateThreat: false,
  suspendable: false,
  withoutWarning: 'Had been spoken to about it before.',
  notice: { notYet: 'Left before anybody could speak with them.' },
});

type Ending = 'ends_soon' | 'long' | 'until_reviewed' | 'ended' | 'lifted';

/** How a bar ends, each once in five: with nine reasons every pair comes up in turn. */
const endings: Ending[] = ['ends_soon', 'long', 'until_reviewed', 'ended', 'lifted'];

const barsMade = 2 * reasons.length * endings.length;

/** Bars of every reason with every ending, of one facility or of a whole organization, each issued by its own shelter. */
export const addBars = async (
  database: Database,
  desks: Desks,
  facilityIds: Map<string, number>,
  parties: KnownParty[],
  { now, tonight }: { now: Date; tonight: Night },
): Promise<void> => {
  // Whom no shelter was short of: the last of the county's single adults.
  const adults = parties.filter((p) => p.team === 'adults' && p.callers.length === 1).slice(-barsMade);
  await inOneGo(database, async (trx) => {
    for (const [n, party] of adults.entries()) {
      const f = facilities[n % facilities.length]!;
      const desk = desks.get(f.organization)!;
      const ending = endings[n % endings.length]!;
      const daysAgo = ending === 'ended' ? 40 : 1 + (n % 30);
      const begin = addDays(tonight, -daysAgo);
      const then = new Date(now.getTime() - daysAgo * 86_400_000);
      const { clientId } = party.callers[0]!;
      const act = actAs(trx, ending === 'until_reviewed' ? desk.supervisor : desk.staff, then);
      const { id } = await issue(act, {
        clientId,
        facilityId: n % 3 === 0 ? null : facilityIds.get(f.key)!,
        beginDate: begin,
        ...written(begin),
        ...until(ending, begin, tonight),
        ...reasons[n % reasons.length]!,
      });
      audit(act, 'bar.issue', [clientId], facilityIds.get(f.key));
      if (ending !== 'lifted') continue;
      const lifting = actAs(trx, desk.supervisor, new Date(then.getTime() + 20 * 3_600_000));
      await lift(lifting, { id, reason: 'Talked it over with the supervisor; agreed on how to go on.' });
      audit(lifting, 'bar.lift', [clientId]);
    }
  });
};

const until = (ending: Ending, begin: Night, tonight: Night): Pick<Asked, 'endDate' | 'reviewOn'> => {
  if (ending === 'until_reviewed') return { endDate: null, reviewOn: addDays(tonight, 90) };
  if (ending === 'ended') return { endDate: addDays(begin, 30), reviewOn: null };
  return { endDate: addDays(tonight, ending === 'ends_soon' ? 3 : 60), reviewOn: null };
};
