import type { Texts } from '../texts/en.ts';
import { type ClientDraft, isSsnTyped } from './client-draft.ts';

type Form = Texts['clients']['form'];

/** What must still be typed before a client's form can be sent, by field; the contract says the same on the server. */
export const lacking = (
  texts: Form,
  draft: ClientDraft,
  { isNew }: { isNew: boolean },
): Record<string, string> => {
  const lack: Record<string, string> = {};
  const hasName = draft.firstName.trim() || draft.lastName.trim();
  if (!hasName && !(isNew && draft.codeName)) lack.firstName = texts.needsName;
  // A promise of a place needs an age; a record that came from elsewhere may lack it.
  if (isNew && !draft.dob && !draft.ageBand) lack.dob = texts.needsAge;
  if (draft.ssn.trim() && !isSsnTyped(draft.ssn)) lack.ssn = texts.ssnHelp;
  return lack;
};

/** The form's fields by the names that the contract gives them. */
export const fieldNamesOf = (texts: Form): Record<string, string> => ({
  firstName: texts.firstName,
  middleName: texts.middleName,
  lastName: texts.lastName,
  nameSuffix: texts.nameSuffix,
  goesBy: texts.goesBy,
  sayIt: texts.sayIt,
  aliases: texts.aliases,
  dob: texts.dob,
  ageFrom: texts.ageBand,
  ageTo: texts.ageBand,
  ssn: texts.ssn,
  phone: texts.phone,
  language: texts.language,
  additionalRaceEthnicity: texts.additionalRace,
});
