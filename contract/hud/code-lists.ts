import lists from './code-lists-fy2026.json' with { type: 'json' };

export type ListNumber = keyof typeof lists;

export interface Code {
  code: number;
  text: string;
}

// Keys that read as whole numbers come sorted out of an object, so the order is the codes' own.
const read = (list: ListNumber): Code[] =>
  Object.entries(lists[list].values).map(([code, text]) => ({ code: Number(code), text }));

/** The values of one of HUD's FY2026 code lists, by its number: '1.8', '3.12.1'. */
export const codesOf = (list: ListNumber): readonly Code[] => {
  const known = readLists.get(list) ?? read(list);
  readLists.set(list, known);
  return known;
};
const readLists = new Map<ListNumber, readonly Code[]>();

/** 99 is "data not collected": what nobody answered, and so never an answer to choose. */
export const notCollected = 99;
/** 8 "doesn't know" and 9 "prefers not to answer": the client's own words. */
export const clientsOwnWords: readonly number[] = [8, 9];
