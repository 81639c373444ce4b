import type { Night } from '../../contract/nights.ts';
import { refuse } from '../http/refusal.ts';
import type { Described } from './creation.ts';
import { contradictions, qualityOf } from './rules.ts';
import type { SsnKeeper } from './ssn.ts';
import { type readForCorrection, unseenFields } from './store.ts';
import type { ClientColumns } from './store-changes.ts';

type Before = Awaited<ReturnType<typeof readForCorrection>>;

/**
 * Refuses a correction that contradicts itself, takes every name away, or writes what this actor can't have read.
 * @throws Refusal 409 with every reason
 */
export const checkCorrection = (before: Before, client: Described, today: Night) => {
  const given = givenFields(before, client);
  const after = { ...before, ...given };
  const already = new Set(contradictions(before, today).map((o) => o.code));
  const unseen = before.whole ? [] : unseenFields(Object.keys(given));
  const no = [
    ...contradictions(after, today).filter((o) => !already.has(o.code)),
    ...(after.firstName || after.lastName
      ? []
      : [{ code: 'name_missing' as const, message: 'A record keeps a name, or its code name' }]),
    ...(unseen.length > 0
      ? [
          {
            code: 'does_not_share' as const,
            message:
              'This person does not share: only the names, how to greet them and about how old can be corrected here',
            facts: { fields: unseen.join(', ') },
            next: { label: 'Ask about sharing', act: 'consent' },
          },
        ]
      : []),
  ];
  if (no.length > 0) throw refuse('not_corrected', 'The correction was not saved.', no);
};

/** The columns and aliases to save: only what the form had; what follows from it follows. */
export const correctionOf = (
  before: Before,
  client: Described,
  keeper: SsnKeeper,
): { columns: ClientColumns; aliases?: string[] } => {
  const { ssn, aliases, ...fields } = givenFields(before, client);
  const derived = qualityOf({ ...before, ...fields, ssn });
  const nameChanged = 'firstName' in fields || 'lastName' in fields || 'codeName' in fields;
  return {
    columns: {
      ...(nameChanged && { nameDataQuality: derived.nameDataQuality }),
      ...('dob' in fields && { dobDataQuality: derived.dobDataQuality }),
      ...(ssn !== undefined && { ssnDataQuality: derived.ssnDataQuality }),
      ...fields,
      ...(fields.dob && { ageFrom: null, ageTo: null }),
      ...(ssn !== undefined &&
        (ssn ? keeper.keep(ssn) : { ssnEncrypted: null, ssnHash: null, ssnLast4: null })),
    },
    ...(aliases && { aliases }),
  };
};

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

// Of a basic profile the form shows nothing in the fields it does not see; nothing there is no correction.
const givenFields = (before: Before, client: Described): Partial<Described> => {
  const unseen = new Set(before.whole ? [] : unseenFields(Object.keys(client)));
  return Object.fromEntries(
    Object.entries(client).filter(
      ([field, value]) =>
        value !== undefined && !(unseen.has(field) && (value === null || isEmptyList(value))),
    ),
  );
};
