import { addDays, type Night, type Nights } from '../../../contract/nights.ts';
import type { Obstacle, ObstacleCode } from '../../../contract/obstacles.ts';
import { holdsDuring, Misfit } from './fit.ts';
import type { Door, Place, Rule, Wants } from './types.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Tue 24 Nov" */
export const sayNight = (night: Night): string => {
  const at = new Date(`${night}T00:00:00Z`);
  return `${weekdays[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
};

/** "Tue 24 Nov", "Tue 24 Nov to Thu 26 Nov", "Tue 24 Nov and Fri 27 Nov", "Tue 24 Nov and 3 later spans", "Tue 24 Nov on" */
const saySpans = (spans: Nights[]): string => {
  const joined: Nights[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && last.end === span.begin) last.end = span.end;
    else joined.push({ ...span });
  }
  const say = ({ begin, end }: Nights) => {
    if (end === 'infinity') return `${sayNight(begin)} on`;
    const last = addDays(end, -1);
    return last === begin ? sayNight(begin) : `${sayNight(begin)} to ${sayNight(last)}`;
  };
  const [first, second] = joined;
  if (!first) return '';
  if (!second) return say(first);
  return joined.length === 2
    ? `${say(first)} and ${say(second)}`
    : `${say(first)} and ${joined.length - 1} more times`;
};

const comesThrough: Record<Door, string> = {
  team: 'reservation teams',
  walk_in: 'walk-ins',
  returning: 'returning guests',
  offer: 'waitlist offers',
};

const sayAges = ({ ageFrom, ageTo }: Rule): string => {
  if (ageFrom !== null && ageTo !== null)
    return ageFrom === ageTo ? `Age ${ageFrom} only` : `${ageFrom}–${ageTo} only`;
  return ageFrom !== null ? `${ageFrom} and over only` : `${ageTo} and under only`;
};

const agesOf = (rules: Rule[]): string => {
  const said = new Set(rules.filter((rule) => rule.ageFrom !== null || rule.ageTo !== null).map(sayAges));
  return [...said].map((ages, i) => (i === 0 ? ages : ages.toLowerCase())).join(' or ');
};

const ageFacts = (_: Wants, rules: Rule[]): Facts => {
  const limit = rules.find((rule) => rule.ageFrom !== null || rule.ageTo !== null);
  return { ageFrom: limit?.ageFrom ?? null, ageTo: limit?.ageTo ?? null };
};

const genderAgainst = (wants: Wants): string => (wants.placement === 'men' ? "Women's" : "Men's");

/** What a missing thing is called: none here at all, or none left. */
interface Words {
  code: ObstacleCode;
  /** of one place: "Upper bunk; needs a lower one" */
  place: (wants: Wants, rules: Rule[]) => string;
  /** of the whole facility: "No lower bunk here" */
  here: (wants: Wants, rules: Rule[]) => string;
  /** of some nights: "No lower bunk left" */
  left: (wants: Wants, rules: Rule[]) => string;
  /** what there is too little of for a party: "lower bunk" */
  thing?: string;
  /** what the sentence is made of, for other languages */
  facts?: (wants: Wants, rules: Rule[]) => Facts;
}

type Facts = Record<string, string | number | null>;

const missing = (code: ObstacleCode, thing: string, place: string): Words => ({
  code,
  place: () => place,
  here: () => `No ${thing} here`,
  left: () => `No ${thing} left`,
  thing,
});

/** Words for each bit of `Misfit`, in the order in which reasons are given. */
export const wordsFor: [bit: number, words: Words][] = [
  [
    Misfit.closed,
    { code: 'closed', place: () => 'Not in use', here: () => 'Not open', left: () => 'Not open' },
  ],
  [
    Misfit.overflow,
    {
      code: 'overflow_closed',
      place: () => 'Overflow is not open',
      here: () => 'Overflow is not open',
      left: () => 'Overflow is not open',
    },
  ],
  [
    Misfit.door,
    {
      code: 'door_closed',
      place: ({ door }) => `Not for ${comesThrough[door]}`,
      here: ({ door }) => `No place here for ${comesThrough[door]}`,
      left: ({ door }) => `No place left for ${comesThrough[door]}`,
      facts: ({ door }) => ({ door }),
    },
  ],
  [
    Misfit.placement,
    {
      code: 'placement_mismatch',
      place: (wants) => `${genderAgainst(wants)} room`,
      here: (wants) => `${genderAgainst(wants)} placement only`,
      left: (wants) => `Only ${genderAgainst(wants).toLowerCase()} places left`,
      facts: (wants) => ({ placement: wants.placement === 'men' ? 'women' : 'men' }),
    },
  ],
  [
    Misfit.age,
    {
      code: 'age_mismatch',
      place: (_, rules) => agesOf(rules),
      here: (_, rules) => agesOf(rules),
      left: (_, rules) => `What is left is ${agesOf(rules)}`,
      facts: ageFacts,
    },
  ],
  [
    Misfit.ageUnknown,
    {
      code: 'age_unknown',
      place: (_, rules) => `${agesOf(rules)}; age not known`,
      here: (_, rules) => `${agesOf(rules)}; age not known`,
      left: (_, rules) => `What is left is ${agesOf(rules)}; age not known`,
      facts: ageFacts,
    },
  ],
  [
    Misfit.families,
    {
      code: 'families_only',
      place: () => 'Families with children only',
      here: () => 'Families with children only',
      left: () => 'Only places for families with children left',
    },
  ],
  [
    Misfit.adults,
    {
      code: 'adults_only',
      place: () => 'Adults only',
      here: () => 'Adults only',
      left: () => 'Only places for adults left',
    },
  ],
  [
    Misfit.veterans,
    {
      code: 'veterans_only',
      place: () => 'Veterans only',
      here: () => 'Veterans only',
      left: () => "Only veterans' places left",
    },
  ],
  [Misfit.lower, missing('no_lower_bunk', 'lower bunk', 'Upper bunk; needs a lower one')],
  [
    Misfit.underSix,
    missing('no_upper_under_six', 'lower bunk for a child under 6', 'Upper bunk; not for a child under 6'),
  ],
  [Misfit.accessible, missing('no_accessible_place', 'accessible place', 'Not accessible')],
  [Misfit.power, missing('no_power', 'place with power', 'No power at the bed')],
  [Misfit.nearStaff, missing('no_place_near_staff', 'place near staff', 'Not near staff')],
  [Misfit.crib, missing('no_crib', 'crib', 'Not a crib')],
  [
    Misfit.cribOnly,
    { code: 'crib_only', place: () => 'A crib', here: () => 'Cribs only', left: () => 'Only cribs left' },
  ],
];

/** The rules of these places that touch these nights. */
export const rulesOf = (places: Place[], nights: Nights): Rule[] =>
  places.flatMap(({ rules }) => rules.filter((rule) => holdsDuring(rule, nights)));

interface Reason {
  code: ObstacleCode;
  message: string;
  /** "for": always dated; "on": dated only where it does not hold on all the nights */
  dated: 'for' | 'on';
  facts?: Facts;
  /** follows the date: "No lower bunk left for Tue 24 Nov; 2 upper free" */
  rest?: string;
}

/** Reasons found night by night, gathered so that each is said once with all its nights. */
export class Reasons {
  private readonly found = new Map<string, { reason: Reason; spans: Nights[] }>();

  add(reason: Reason, span: Nights): void {
    const key = `${reason.code} ${reason.message}`;
    const known = this.found.get(key);
    if (known?.spans.at(-1)?.begin === span.begin) return;
    if (known) known.spans.push(span);
    else this.found.set(key, { reason, spans: [span] });
  }

  /** All of them as obstacles, of `nights` that were looked at in so many spans. */
  list(nights: Nights, looks: number): Obstacle[] {
    return [...this.found.values()].map(({ reason, spans }) => {
      const { code, message, dated, rest = '' } = reason;
      const isDated = dated === 'for' || spans.length < looks;
      const until = spans.at(-1)!.end;
      const night = spans[0]!.begin;
      const lastNight = until === 'infinity' ? null : addDays(until, -1);
      const when = lastNight === night ? { night } : { night, lastNight };
      const facts = { ...reason.facts, ...(isDated ? when : {}) };
      return {
        code,
        message: `${message}${isDated ? ` ${dated} ${saySpans(spans)}` : ''}${rest}`,
        ...(Object.keys(facts).length > 0 ? { facts } : {}),
        ...(isDated && until < nights.end ? { until } : {}),
      };
    });
  }
}
