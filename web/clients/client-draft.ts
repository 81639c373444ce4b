import type { ClientFields, ClientRecord, NewClient } from '../../contract/clients.ts';

export const races = [
  'amIndAkNative',
  'asian',
  'blackAfAmerican',
  'hispanicLatinao',
  'midEastNAfrican',
  'nativeHiPacific',
  'white',
] as const;
export type Race = (typeof races)[number];

type DraftText =
  | 'firstName'
  | 'middleName'
  | 'lastName'
  | 'nameSuffix'
  | 'goesBy'
  | 'sayIt'
  | 'additionalRaceEthnicity'
  | 'language'
  | 'phone';

/** What is typed as one line. */
export type TextField = DraftText | 'aliases' | 'ssn';

/** A client's fields as a form holds them: text is never null, aliases are one line, races are those ticked. */
export interface ClientDraft
  extends Record<DraftText, string>,
    Pick<
      ClientFields,
      | 'nameDataQuality'
      | 'dob'
      | 'dobDataQuality'
      | 'ssnDataQuality'
      | 'sex'
      | 'raceNone'
      | 'veteranStatus'
      | 'codeName'
      | 'interpreter'
      | 'textIsSafe'
      | 'voicemailIsSafe'
    > {
  aliases: string;
  races: Race[];
  /** 'from-to', 'from-' without an upper end, or ''. */
  ageBand: string;
  /** Typed now; empty leaves what is kept as it is. */
  ssn: string;
}

export const emptyDraft = (known: Partial<ClientDraft> = {}): ClientDraft => ({
  firstName: '',
  middleName: '',
  lastName: '',
  nameSuffix: '',
  nameDataQuality: null,
  codeName: false,
  goesBy: '',
  sayIt: '',
  aliases: '',
  dob: null,
  dobDataQuality: null,
  ageBand: '',
  ssn: '',
  ssnDataQuality: null,
  sex: null,
  races: [],
  raceNone: null,
  additionalRaceEthnicity: '',
  veteranStatus: null,
  language: '',
  interpreter: false,
  phone: '',
  textIsSafe: null,
  voicemailIsSafe: null,
  ...known,
});

export const draftOf = (client: ClientRecord): ClientDraft => ({
  firstName: client.firstName ?? '',
  middleName: client.middleName ?? '',
  lastName: client.lastName ?? '',
  nameSuffix: client.nameSuffix ?? '',
  nameDataQuality: client.nameDataQuality,
  codeName: client.codeName,
  goesBy: client.goesBy ?? '',
  sayIt: client.sayIt ?? '',
  aliases: client.aliases.join(', '),
  dob: client.dob,
  dobDataQuality: client.dobDataQuality,
  ageBand: client.ageFrom === null ? '' : `${client.ageFrom}-${client.ageTo ?? ''}`,
  ssn: '',
  ssnDataQuality: client.ssnDataQuality,
  sex: client.sex,
  races: races.filter((race) => client[race] === true),
  raceNone: client.raceNone,
  additionalRaceEthnicity: client.additionalRaceEthnicity ?? '',
  veteranStatus: client.veteranStatus,
  language: client.language ?? '',
  interpreter: client.interpreter,
  phone: client.phone ?? '',
  textIsSafe: client.textIsSafe,
  voicemailIsSafe: client.voicemailIsSafe,
});

/** HUD 3.01: what the typed name amounts to, where nobody has said it; null while there is none. */
export const nameQualityTyped = (draft: ClientDraft): 1 | 2 | null => {
  if (draft.codeName) return 2;
  if (draft.firstName.trim() && draft.lastName.trim()) return 1;
  return draft.firstName.trim() || draft.lastName.trim() ? 2 : null;
};

const orNull = (text: string) => text.trim() || null;

/** What is sent: nothing that nobody said. An empty field is null, an unasked one stays null. */
export const newClientOf = (draft: ClientDraft): NewClient => {
  const [from, to] = draft.ageBand.split('-');
  // HUD 3.04: the seven are answered together; while none is named and nobody declined, none was asked.
  const isRaceAnswered = draft.races.length > 0 || draft.raceNone !== null;
  const ssn = draft.ssn.replaceAll(/[\s-]/g, '').toLowerCase();
  return {
    firstName: orNull(draft.firstName),
    middleName: orNull(draft.middleName),
    lastName: orNull(draft.lastName),
    nameSuffix: orNull(draft.nameSuffix),
    nameDataQuality: draft.nameDataQuality ?? nameQualityTyped(draft),
    codeName: draft.codeName,
    goesBy: orNull(draft.goesBy),
    sayIt: orNull(draft.sayIt),
    aliases: [...new Set(draft.aliases.split(',').map((alias) => alias.trim()))].filter(Boolean),
    dob: draft.dob,
    dobDataQuality: dobQualityOf(draft),
    ageFrom: !draft.dob && from ? Number(from) : null,
    ageTo: !draft.dob && to ? Number(to) : null,
    ...(ssn && { ssn }),
    ssnDataQuality: draft.ssnDataQuality ?? (ssn ? (ssn.includes('x') ? 2 : 1) : null),
    sex: draft.sex,
    ...(Object.fromEntries(
      races.map((race) => [race, isRaceAnswered ? draft.races.includes(race) : null]),
    ) as Record<Race, boolean | null>),
    raceNone: draft.races.length > 0 ? null : draft.raceNone,
    additionalRaceEthnicity: orNull(draft.additionalRaceEthnicity),
    veteranStatus: draft.veteranStatus,
    language: orNull(draft.language),
    interpreter: draft.interpreter,
    phone: orNull(draft.phone),
    textIsSafe: draft.textIsSafe,
    voicemailIsSafe: draft.voicemailIsSafe,
  };
};

/** The fields that differ from what the form began with. */
export const changed = (before: ClientDraft, now: ClientDraft): Partial<ClientDraft> =>
  Object.fromEntries(
    Object.entries(now).filter(([name, value]) => value !== before[name as keyof ClientDraft]),
  ) as Partial<ClientDraft>;

/** Of a basic profile only what it shows is sent: what is not seen can't be corrected. */
export const basicProfileOf = (draft: ClientDraft): NewClient => {
  const {
    firstName,
    middleName,
    lastName,
    nameSuffix,
    codeName,
    goesBy,
    sayIt,
    language,
    interpreter,
    ...rest
  } = newClientOf(draft);
  const { ageFrom, ageTo } = rest;
  return {
    firstName,
    middleName,
    lastName,
    nameSuffix,
    codeName,
    goesBy,
    sayIt,
    language,
    interpreter,
    ageFrom,
    ageTo,
  };
};

// HUD 3.03: without a date there is no quality of it but the client's own "doesn't know" or "prefers not".
const dobQualityOf = ({ dob, dobDataQuality }: ClientDraft) => {
  if (dob) return dobDataQuality === 2 ? 2 : 1;
  return dobDataQuality === 1 || dobDataQuality === 2 ? null : dobDataQuality;
};

/** Whether the typed number is one: nine digits, x for one that is not known. */
export const isSsnTyped = (ssn: string): boolean => /^[0-9x]{9}$/i.test(ssn.replaceAll(/[\s-]/g, ''));
