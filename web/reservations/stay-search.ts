import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Night } from '../../contract/nights.ts';

/** What the address says about the stay that is being sought; so Back, reload and a link to a colleague keep it. */
export interface StaySearch {
  /** The facility whose Housing Reservation form is open. */
  facility?: number;
  begin?: Night;
  end?: Night;
  /** Clients of the household who come along. */
  with?: number[];
  /** An upper bunk would do, whatever the assessment says. */
  upper?: true;
}

const isNight = (value: unknown): value is Night =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
const isId = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

/** Reads an address that a person may have changed by hand: what makes no sense is left out. */
export const readStaySearch = (raw: Record<string, unknown>): StaySearch => {
  const ids = String(raw.with ?? '')
    .split(',')
    .map(Number)
    .filter(isId);
  const begin = isNight(raw.begin) ? raw.begin : undefined;
  const end = isNight(raw.end) && (!begin || raw.end > begin) ? raw.end : undefined;
  return {
    ...(isId(raw.facility) && { facility: raw.facility }),
    ...(begin && { begin }),
    ...(begin && end && { end }),
    ...(ids.length > 0 && { with: ids }),
    ...(raw.upper === true && { upper: true }),
  };
};

/** The same as the address writes it. */
export const writeStaySearch = ({ with: ids, ...rest }: StaySearch): Record<string, unknown> => ({
  ...rest,
  ...(ids && ids.length > 0 && { with: ids.join(',') }),
});

/** The stay in the address, and a way to change it without leaving the room. */
export const useStaySearch = () => {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const stay = readStaySearch(raw);
  const change = (next: Partial<Record<keyof StaySearch, unknown>>, { replace = true } = {}) =>
    void navigate({
      to: '.',
      search: writeStaySearch(readStaySearch({ ...writeStaySearch(stay), ...next, ...asRaw(next) })),
      replace,
    });
  return { stay, change };
};

const asRaw = (next: Partial<Record<keyof StaySearch, unknown>>) =>
  'with' in next ? { with: Array.isArray(next.with) ? next.with.join(',') : undefined } : {};
