import type { Closure, NotEligible, WithoutPlace } from '../../contract/displacement.ts';
import type { Night } from '../../contract/nights.ts';
import { addDays } from '../../contract/nights.ts';
import { isShelter, isTeam } from '../accounts/actor.ts';
import { agreedShelters } from '../accounts/store.ts';
import { neutralLine } from '../bars/rules.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { type FacilityRow, readFacilitiesById, tonightOf } from '../facilities/store.ts';
import type { Act } from './booking.ts';
import { knows } from './changes.ts';
import { labelOf } from './rules.ts';
import { readClosures } from './store-closures.ts';
import {
  type NotEligibleRow,
  readFacilitiesWithReservations,
  readNotEligible,
  readWithoutPlace,
  type WithoutPlaceRow,
} from './store-without-place.ts';

const openEnd = (end: string): Night | null => (end === 'infinity' ? null : end);

/** Closed beds of a facility from tonight on, closure by closure. */
export const closuresOf = async ({ db, now }: Act, facility: FacilityRow): Promise<Closure[]> => {
  const rows = await readClosures(db, facility.id, tonightOf(facility, now));
  return [...Map.groupBy(rows, (r) => r.id).values()].map((beds) => {
    const first = beds[0]!;
    return {
      id: first.id,
      reason: first.reason,
      beds: beds.map((b) => ({ id: b.bedId, place: `${b.roomName}, ${labelOf(b)}` })),
      beginDate: first.begin,
      endDate: openEnd(first.end),
      createdAt: first.createdAt.toISOString(),
      createdBy: first.createdBy,
    };
  });
};

const sayRow = (row: WithoutPlaceRow, facility: FacilityRow): WithoutPlace => ({
  reservationId: row.reservationId,
  clientId: row.clientId,
  guestId: row.guestId,
  name: row.name,
  goesBy: row.goesBy,
  madeBy: row.madeBy,
  facilityId: facility.id,
  facilityName: facility.name,
  facilityPhone: facility.phone,
  beginDate: row.begin,
  endDate: openEnd(row.end),
  inHouse: row.arrived,
});

/** Guests of a facility whose reservation has no place on some of its nights. */
export const withoutPlaceAt = async ({ db, now }: Act, facility: FacilityRow): Promise<WithoutPlace[]> => {
  const rows = await readWithoutPlace(db, [{ id: facility.id, tonight: tonightOf(facility, now) }]);
  return rows.map((row) => sayRow(row, facility));
};

const sayNotEligible = (row: NotEligibleRow, facility: FacilityRow): NotEligible => ({
  reservationId: row.reservationId,
  clientId: row.clientId,
  name: row.name,
  goesBy: row.goesBy,
  madeBy: row.madeBy,
  facilityId: facility.id,
  facilityName: facility.name,
  facilityPhone: facility.phone,
  beginDate: row.begin,
  endDate: openEnd(row.end),
  obstacle: neutralLine(row.until, facility.phone),
});

/**
 * Reservations at risk, as far as this actor may know them, their team's, agreed shelters' shared ones, the own shelter's:
 * guests without a place, and those who are no longer eligible there.
 */
export const atRiskFor = async ({
  db,
  actor,
  now,
}: Act): Promise<{ guests: WithoutPlace[]; notEligible: NotEligible[] }> => {
  const today = localTime(now, defaultTimeZone).day;
  const agreed = isTeam(actor) ? await agreedShelters(db, actor.organizationId, today) : [];
  const at = isShelter(actor) ? [actor.organizationId] : agreed;
  const ids = await readFacilitiesWithReservations(
    db,
    { madeBy: actor.organizationId, at },
    addDays(today, -2),
  );
  const facilities = new Map((await readFacilitiesById(db, ids)).map((f) => [f.id, f]));
  const tonights = [...facilities.values()].map((f) => ({ id: f.id, tonight: tonightOf(f, now) }));
  const lost = await readWithoutPlace(db, tonights);
  const barred = await readNotEligible(db, tonights);
  return {
    guests: lost
      .filter((row) => knows(actor, agreed, row))
      .map((row) => sayRow(row, facilities.get(row.facilityId)!)),
    notEligible: barred
      .filter((row) => knows(actor, agreed, row))
      .map((row) => sayNotEligible(row, facilities.get(row.facilityId)!)),
  };
};
