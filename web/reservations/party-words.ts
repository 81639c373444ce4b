import type { ClientDashboard, HouseholdMember } from '../../contract/clients.ts';
import { namedNeeds } from '../clients/person-words.ts';
import type { Texts } from '../texts/en.ts';

/** The others of the household, each once. */
export const othersOf = ({ client, household }: ClientDashboard): HouseholdMember[] => {
  const seen = new Set([client.id]);
  return household.filter((member) => {
    if (seen.has(member.id)) return false;
    seen.add(member.id);
    return true;
  });
};

/** '1 adult', '2 adults', '1 adult, 2 children'. Whose age is not known counts as an adult. */
const sayParty = (texts: Texts['reservations']['facilities'], ages: (number | null)[]): string => {
  const children = ages.filter((age) => age !== null && age < 18).length;
  const adults = ages.length - children;
  return [adults > 0 && texts.adults(adults), children > 0 && texts.children(children)]
    .filter(Boolean)
    .join(', ');
};

/** '1 adult · women's placement · lower bunk': what every row is asked for. */
export const sayAsked = (
  texts: Texts,
  dashboard: ClientDashboard,
  others: HouseholdMember[],
  upper: boolean,
): string => {
  const { facilities } = texts.reservations;
  const needs = namedNeeds(dashboard.needs)
    .filter((need) => !(upper && need === 'lowerBunk'))
    .map((need) => texts.clients.person.needs[need].toLocaleLowerCase());
  return [
    sayParty(facilities, [dashboard.client.age ?? dashboard.client.ageTo, ...others.map((o) => o.age)]),
    ...needs,
    ...(dashboard.needs?.pets ? [texts.placement.pets(dashboard.needs.pets)] : []),
    ...(upper ? [facilities.upperBunkIsOk] : []),
    ...(dashboard.needs ? [] : [facilities.notAssessed]),
  ].join(' · ');
};

/** 'Amina Farah Jibril, “Mina”' */
export const sayBoth = ({ name, goesBy }: { name: string; goesBy: string | null }): string =>
  goesBy && goesBy !== name ? `${name}, “${goesBy}”` : name;
