import type { CurrentReservations } from '../../contract/reservations.ts';
import { isExpected, type Party } from './parties.ts';

/** The night that is shown, seen from tonight. */
export type When = 'tonight' | 'ahead' | 'past';

export const whenOf = ({ night, facility }: Pick<CurrentReservations, 'night' | 'facility'>): When =>
  night === facility.tonight ? 'tonight' : night > facility.tonight ? 'ahead' : 'past';

export type LikelyAct = 'check_in' | 'give' | 'mend' | 'decide' | 'place';

/** What a party most likely needs next: what Enter does. Null where nothing can be changed any more. */
export const likelyAct = (party: Party, when: When, hasChoice = false): LikelyAct | null => {
  if (when === 'past') return null;
  const expected = party.all.filter(isExpected);
  if (expected.some((g) => g.barred)) return 'decide';
  if (hasChoice) return when === 'tonight' && expected.length > 0 ? 'check_in' : 'give';
  if (party.all.some((g) => g.atRisk.length > 0)) return 'mend';
  if (expected.length === 0) return 'place';
  if (when === 'tonight') return 'check_in';
  return expected.every((g) => g.confirmed || g.sharesWith !== null) ? 'place' : 'give';
};
