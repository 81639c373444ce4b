import type { Attention, AttentionKind } from '../../contract/attention.ts';
import { countIsStale } from '../facilities/rules.ts';
import { type FacilityRow, readAllFacilities, tonightOf } from '../facilities/store.ts';
import type { Act } from '../reservations/booking.ts';
import { lineOf } from './attention-line.ts';
import { countRegularPlaces } from './store-attention.ts';
import { countGuests } from './store-tonight.ts';

/** What concerns the administrators of all shelters: old counts, and more people tonight than regular places. */
export const countyAttention = async ({ db, now }: Act): Promise<Attention[]> => {
  const facilities = (await readAllFacilities(db)).filter((f) => !f.victimServiceProvider);
  const tonights = facilities.map((f) => ({ facilityId: f.id, night: tonightOf(f, now) }));
  const people = await countGuests(db, tonights);
  const places = await countRegularPlaces(db, tonights);
  const isOver = (f: FacilityRow) => {
    const { expected = 0, inHouse = 0 } = people.get(f.id) ?? {};
    return expected + inHouse > (places.get(f.id) ?? 0);
  };
  const isStale = (f: FacilityRow) => countIsStale(f.countConfirmedAt, f.staleAfterHours, now);
  return [
    ...together('over_capacity', facilities.filter(isOver)),
    ...together('counts_stale', facilities.filter(isStale)),
  ];
};

const together = (kind: AttentionKind, facilities: FacilityRow[]) =>
  lineOf(kind, facilities.length, facilities.length === 1 ? facilities[0] : null);
