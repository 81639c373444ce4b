import { z } from 'zod';
import { TimeOfDay } from '../../contract/endpoint.ts';
import { FacilitySettings } from '../../contract/facilities-administration.ts';

export type Flag = {
  [K in keyof FacilitySettings]: FacilitySettings[K] extends boolean ? K : never;
}[keyof FacilitySettings];
export type TextField = Exclude<keyof FacilitySettings, Flag | 'weekdayHours'>;

/** A facility's settings as they stand in the form: what is no switch is as it was typed. */
export type Draft = Record<TextField, string> & Pick<FacilitySettings, Flag | 'weekdayHours'>;

/** What goes into a field and whether it may be left empty, as the contract says. */
type Kind =
  | { of: 'text'; mayBeEmpty: boolean }
  | { of: 'time'; mayBeEmpty: boolean }
  | { of: 'number'; mayBeEmpty: boolean; least: number; most: number };

export const kindOf = (field: TextField): Kind => {
  const schema: z.ZodType = FacilitySettings.shape[field];
  const mayBeEmpty = schema instanceof z.ZodNullable;
  const inner = mayBeEmpty ? schema.unwrap() : schema;
  if (inner === TimeOfDay) return { of: 'time', mayBeEmpty };
  if (inner instanceof z.ZodNumber)
    return { of: 'number', mayBeEmpty, least: inner.minValue ?? 0, most: inner.maxValue ?? 9999 };
  return { of: 'text', mayBeEmpty };
};

export const draftOf = ({ weekdayHours, ...settings }: FacilitySettings): Draft => ({
  ...(Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      typeof value === 'boolean' ? value : String(value ?? ''),
    ]),
  ) as Omit<Draft, 'weekdayHours'>),
  weekdayHours,
});

/** What a field says as it is sent; null where it is left empty. What is no number goes as it was typed. */
const entered = (field: TextField, typed: string): string | number | null => {
  const text = typed.trim();
  const kind = kindOf(field);
  if (kind.of === 'number' && /^\d+$/.test(text)) return Number(text);
  return text || (kind.of === 'text' && !kind.mayBeEmpty ? text : null);
};

export const settingsOf = ({ weekdayHours, ...draft }: Draft): FacilitySettings =>
  ({
    ...Object.fromEntries(
      Object.entries(draft).map(([key, value]) => [
        key,
        typeof value === 'boolean' ? value : entered(key as TextField, value),
      ]),
    ),
    weekdayHours,
  }) as FacilitySettings;

/** The fields whose entry the contract does not take. */
export const wrongFields = (draft: Draft): TextField[] =>
  (Object.keys(draft) as (keyof Draft)[]).filter((key): key is TextField => {
    const value = draft[key];
    if (typeof value !== 'string') return false;
    const field = key as TextField;
    return !FacilitySettings.shape[field].safeParse(entered(field, value)).success;
  });

/** Weekdays whose hours are no times. */
export const hasWrongHours = ({ weekdayHours }: Draft): boolean =>
  !FacilitySettings.shape.weekdayHours.safeParse(weekdayHours).success;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Somebody has saved other settings than this form began with: what was not touched here is as they say, what is typed
 * stays. `both` are fields that both have changed.
 */
export const mergeDraft = (
  draft: Draft,
  before: FacilitySettings,
  now: FacilitySettings,
): { draft: Draft; both: (keyof Draft)[] } => {
  const mine = settingsOf(draft);
  const kept = (Object.keys(now) as (keyof Draft)[]).filter(
    (key) => !same(mine[key], before[key]) && !same(mine[key], now[key]),
  );
  return {
    draft: { ...draftOf(now), ...Object.fromEntries(kept.map((key) => [key, draft[key]])) },
    both: kept.filter((key) => !same(before[key], now[key])),
  };
};
