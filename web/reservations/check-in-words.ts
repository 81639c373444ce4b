import type { FacilitySummary } from '../../contract/facilities.ts';
import type { Texts } from '../texts/en.ts';
import { slipTime, slipTimes } from './slip-text.ts';

/** '5–8 pm', 'by 7 pm', 'from 5 pm', 'any time' */
export const sayCheckIn = (
  texts: Texts['reservations']['facilities'],
  { checkInFrom, checkInUntil, kind }: Pick<FacilitySummary, 'checkInFrom' | 'checkInUntil' | 'kind'>,
): string => {
  if (checkInUntil && (kind === 'extended_stay' || !checkInFrom)) return texts.by(slipTime(checkInUntil));
  if (checkInFrom && checkInUntil) return slipTimes(checkInFrom, checkInUntil);
  return checkInFrom ? texts.from(slipTime(checkInFrom)) : texts.anyTime;
};
