import type { NewClient } from '../contract/clients.ts';
import { addDays, type Night } from '../contract/nights.ts';
import type { Chance } from './chance.ts';
import { type Origin, origins, sayings, shortNames } from './names.ts';

/** Somebody of the demo county before they are a record. */
export interface DemoPerson {
  /** As a desk would write them down. */
  described: NewClient;
  woman: boolean;
  /** true shares, false does not, null was not asked. */
  shares: boolean | null;
  wishes: {
    placement: 'men' | 'women' | 'any' | 'safest';
    lowerBunk: boolean;
    accessible: boolean;
    power: boolean;
  };
}

/** People who ask together; the first is the head. */
export interface DemoParty {
  kind: 'single' | 'youth' | 'couple' | 'family' | 'veteran';
  people: DemoPerson[];
  /** HUD 3.15 of each after the head. */
  relationships: number[];
}

/** The county's people, always the same ones on the same day; about `count` of them. */
export const inventPeople = (chance: Chance, today: Night, count: number): DemoParty[] => {
  const parties: DemoParty[] = [];
  let made = 0;
  while (made < count) {
    const party = inventParty(chance, today, parties.length);
    parties.push(party);
    made += party.people.length;
  }
  return parties;
};

const inventParty = (chance: Chance, today: Night, nth: number): DemoParty => {
  const origin = chance.pick(origins);
  const draw = chance.next();
  if (draw < 0.12) return inventFamily(chance, today, origin);
  if (draw < 0.16) {
    const one = invent(chance, today, origin, { from: 22, to: 60 });
    const other = invent(chance, today, chance.hit(0.6) ? origin : chance.pick(origins), {
      from: 22,
      to: 60,
    });
    return { kind: 'couple', people: [one, other], relationships: [3] };
  }
  if (draw < 0.25)
    return {
      kind: 'youth',
      people: [invent(chance, today, origin, { from: 19, to: 24 })],
      relationships: [],
    };
  if (draw < 0.31) {
    const veteran = invent(chance, today, origin, { from: 30, to: 78 });
    return {
      kind: 'veteran',
      people: [{ ...veteran, described: { ...veteran.described, veteranStatus: 1 } }],
      relationships: [],
    };
  }
  if (nth % 97 === 5) return { kind: 'single', people: [inventNameless(chance)], relationships: [] };
  return { kind: 'single', people: [invent(chance, today, origin, { from: 25, to: 76 })], relationships: [] };
};

const inventFamily = (chance: Chance, today: Night, origin: Origin): DemoParty => {
  const head = invent(chance, today, origin, { from: 21, to: 46, woman: chance.hit(0.8) });
  const second = chance.hit(0.35)
    ? [invent(chance, today, origin, { from: 21, to: 50, woman: !head.woman })]
    : [];
  const children = Array.from({ length: chance.between(1, 3) }, () =>
    inventChild(chance, today, origin, head.described.lastName),
  );
  return {
    kind: 'family',
    people: [head, ...second, ...children],
    relationships: [...second.map(() => 3), ...children.map(() => 2)],
  };
};

const inventChild = (
  chance: Chance,
  today: Night,
  origin: Origin,
  lastName: NewClient['lastName'],
): DemoPerson => {
  const { described, ...child } = invent(chance, today, origin, { from: 0, to: 16 });
  const { firstName, dob, language } = described;
  return {
    ...child,
    described: { firstName, lastName, dob, language, interpreter: false },
    wishes: { placement: 'any', lowerBunk: false, accessible: false, power: false },
  };
};

/** Somebody who gives neither name nor birth date; the product gives a code name. */
const inventNameless = (chance: Chance): DemoPerson => {
  const about = chance.pick([30, 40, 50, 60]);
  return {
    described: { codeName: true, ageFrom: about - 5, ageTo: about + 4 },
    woman: chance.hit(0.4),
    shares: null,
    wishes: { placement: 'any', lowerBunk: false, accessible: false, power: false },
  };
};

const invent = (
  chance: Chance,
  today: Night,
  origin: Origin,
  who: { from: number; to: number; woman?: boolean },
): DemoPerson => {
  const woman = who.woman ?? chance.hit(0.38);
  const firstName = chance.pick(woman ? origin.women : origin.men);
  const lastName =
    chance.pick(origin.families) +
    (origin.language === 'Spanish' && chance.hit(0.3) ? ` ${chance.pick(origin.families)}` : '');
  const age = chance.between(who.from, who.to);
  const adult = age >= 18;
  const lowerBunk = adult && (age > 62 || chance.hit(0.14));
  return {
    described: {
      firstName,
      lastName,
      sayIt: sayings[firstName] ?? null,
      goesBy: shortNames[firstName] ?? null,
      dob: addDays(today, -Math.floor(age * 365.25) - chance.between(30, 360)),
      veteranStatus: adult && chance.hit(0.05) ? 1 : null,
      language: origin.language && chance.hit(0.5) ? origin.language : null,
      interpreter: origin.language !== null && chance.hit(0.12),
      phone: adult && chance.hit(0.6) ? `(555) 014-${String(chance.between(2000, 8999))}` : null,
      textIsSafe: chance.hit(0.7) ? true : null,
      voicemailIsSafe: chance.hit(0.2) ? false : null,
      ssn: adult ? inventSsn(chance) : null,
      aliases: adult && chance.hit(0.05) ? [`${firstName[0]}. ${lastName.split(' ')[0]}`] : [],
    },
    woman,
    shares: adult ? (chance.hit(0.78) ? true : chance.hit(0.6) ? false : null) : null,
    wishes: {
      placement: chance.hit(0.04) ? 'safest' : woman ? (chance.hit(0.6) ? 'women' : 'any') : 'men',
      lowerBunk,
      accessible: adult && chance.hit(0.05),
      power: adult && chance.hit(0.06),
    },
  };
};

/**
 * Most people say the last four or nothing. A whole number here is of an area from 800 to 899, of which none was given
 * before 2011, when numbers began to be drawn from all areas.
 */
const inventSsn = (chance: Chance): string | null => {
  if (!chance.hit(0.55)) return null;
  const serial = String(chance.between(1, 9999)).padStart(4, '0');
  if (chance.hit(0.75)) return `xxxxx${serial}`;
  return `${chance.between(800, 899)}${String(chance.between(1, 99)).padStart(2, '0')}${serial}`;
};
