import type { NewClient } from '../../contract/clients.ts';
import { ageOn, type Night } from '../../contract/nights.ts';
import type { Obstacle, ObstacleCode } from '../../contract/obstacles.ts';

/** Who works with clients' records. */
export const caseworkers = { workgroups: ['shelter_reservation_team', 'emergency_shelter_staff'] } as const;

export interface NameParts {
  id: number;
  firstName: string | null;
  middleName: string | null;
  lastName: string | null;
  nameSuffix: string | null;
}

/** The name as it is shown on every row; a record without any is called by its number. */
export const fullName = (row: NameParts): string =>
  [row.firstName, row.middleName, row.lastName, row.nameSuffix].filter(Boolean).join(' ') ||
  `Client ${row.id}`;

export interface Age {
  dob: Night | null;
  ageFrom: number | null;
  ageTo: number | null;
}

/** Adult from the 18th birthday; who has no known age counts as one. */
export const isAdult = (person: Age, on: Night): boolean => {
  const age = ageOn(person.dob, on);
  return age !== null ? age >= 18 : !(person.ageTo !== null && person.ageTo < 18);
};

// Letters that no accent was put on, and that people without them on the keyboard write so.
const writtenSo: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŋ: 'n',
  ı: 'i',
  ə: 'a',
};
const accents = /[\u0300-\u036f\u064b-\u0652\u0591-\u05c7]/g;

/** Lower case without accents: 'Núñez' and 'NUNEZ' are one. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(accents, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþħŋıə]/g, (letter) => writtenSo[letter] ?? letter);

const apostrophes = /['’‘ʼʻ`´]/;
const betweenWords = /[^\p{L}\p{M}\p{N}'’‘ʼʻ`´]+/u;
const longestWord = 50;

/** The words of a text, each with its apostrophes closed up: "O'Brien-Núñez" is obrien, nunez. */
export const wordsOf = (text: string): string[] =>
  plain(text)
    .split(betweenWords)
    .map((word) => word.split(apostrophes).join('').slice(0, longestWord))
    .filter(Boolean);

/** Every word by which one name is found: its words, what stands between apostrophes, and all written as one. */
export const searchWords = (name: string): string[] => {
  const words = wordsOf(name);
  const pieces = plain(name)
    .split(betweenWords)
    .flatMap((word) => word.split(apostrophes))
    .filter((piece) => piece.length > 1);
  const asOne = words.length > 1 && words.length < 4 ? [words.join('').slice(0, longestWord)] : [];
  return [...new Set([...words, ...pieces.map((p) => p.slice(0, longestWord)), ...asOne])];
};

/** The names of a person by which search finds them: what they are called, what they go by, their aliases. */
export const namesToFind = (person: {
  firstName: string | null;
  middleName: string | null;
  lastName: string | null;
  goesBy: string | null;
  aliases: string[];
}): string[] =>
  [person.firstName, person.middleName, person.lastName, person.goesBy, ...person.aliases].filter(
    (name) => name !== null,
  );

/** A card's code as it is compared: without spaces, hyphens and case. */
export const plainCard = (code: string): string => code.replaceAll(/[ -]/g, '').toUpperCase();

export type ClientRow = Omit<NewClient, 'ssn'>;

/** Everything that contradicts itself in what was written about a person. HUD FY2026 elements 3.01 to 3.07. */
export const contradictions = (client: ClientRow & { ssn?: string | null }, today: Night): Obstacle[] => {
  const obstacles: Obstacle[] = [];
  const no = (code: ObstacleCode, message: string) => obstacles.push({ code, message });
  if (client.dob && client.dob > today) no('born_later', 'The birth date lies in the future');
  if (client.dob && isMissing(client.dobDataQuality)) {
    no('dob_quality', 'There is a birth date, and its quality says there is none');
  }
  if (!client.dob && client.dobDataQuality === 1)
    no('dob_quality', 'The birth date is called complete, and there is none');
  if (client.ssn && isMissing(client.ssnDataQuality))
    no('ssn_quality', 'There is a number, and its quality says there is none');
  if (client.ssn && client.ssnDataQuality === 1 && client.ssn.includes('x')) {
    no('ssn_quality', 'The number is called complete, and some of its digits are not known');
  }
  if (client.ssn && isNoSsn(client.ssn)) {
    no(
      'no_ssn',
      'Nobody has that Social Security number; write x for a digit that is not known, or leave it out',
    );
  }
  if (client.raceNone && races.some((race) => client[race])) {
    no('race_none', 'Either races are chosen, or the reason why none is');
  }
  return obstacles;
};

const races = [
  'amIndAkNative',
  'asian',
  'blackAfAmerican',
  'hispanicLatinao',
  'midEastNAfrican',
  'nativeHiPacific',
  'white',
] as const;

const isMissing = (quality: number | null | undefined): boolean =>
  quality === 8 || quality === 9 || quality === 99;

/** HUD data quality Q6a: areas 000, 666 and 9xx, group 00, serial 0000, all one digit, digits in a row. */
export const isNoSsn = (ssn: string): boolean =>
  /^(000|666|9)/.test(ssn) ||
  ssn.slice(3, 5) === '00' ||
  ssn.slice(5) === '0000' ||
  /^(\d)\1{8}$/.test(ssn) ||
  ssn === '123456789' ||
  ssn === '987654321';

/** Data quality where nobody said one: it follows from what is there. Null is "not asked", never 8, 9 or 99. */
export const qualityOf = (client: {
  firstName?: string | null;
  lastName?: string | null;
  codeName?: boolean;
  dob?: Night | null;
  ssn?: string | null;
}): Record<'nameDataQuality' | 'dobDataQuality' | 'ssnDataQuality', 1 | 2 | null> => ({
  nameDataQuality: client.codeName || !client.firstName || !client.lastName ? 2 : 1,
  dobDataQuality: client.dob ? 1 : null,
  ssnDataQuality: client.ssn ? (client.ssn.includes('x') ? 2 : 1) : null,
});

/** What a new client lacks: a promise needs an age or about how old. */
export const missingOfNewClient = (client: {
  dob?: Night | null;
  ageFrom?: number | null;
  ageTo?: number | null;
}): Obstacle[] =>
  client.dob || (client.ageFrom != null && client.ageTo != null)
    ? []
    : [
        {
          code: 'age_missing',
          message: 'Neither a birth date nor about how old the person is',
          next: { label: 'Give an age band', act: 'age_band' },
        },
      ];

export type ConsentMethod = 'verbal' | 'signed' | 'head_of_household';

/** R62: each adult answers for themself; the head of the household for its minors. */
export const obstaclesToConsent = (
  person: Age & { name: string; relationshipToHoH: number | null },
  method: ConsentMethod,
  today: Night,
): Obstacle[] => {
  const adult = isAdult(person, today);
  if (adult && method === 'head_of_household') {
    return [
      {
        code: 'adult_answers',
        message: `${person.name} is an adult and answers for themself`,
        next: { label: 'Verbal or signed', act: 'method' },
      },
    ];
  }
  const underHead = person.relationshipToHoH !== null && person.relationshipToHoH !== 1;
  if (!adult && underHead && method !== 'head_of_household') {
    return [
      {
        code: 'head_answers',
        message: `${person.name} is under 18; the head of the household answers`,
        next: { label: 'Head of household', act: 'method' },
      },
    ];
  }
  return [];
};

/** Fields of a record that others see of a person who does not share: who it is, and how to greet them. */
export const basicFields = [
  'firstName',
  'middleName',
  'lastName',
  'nameSuffix',
  'codeName',
  'goesBy',
  'sayIt',
  'ageFrom',
  'ageTo',
  'language',
  'interpreter',
] as const;
