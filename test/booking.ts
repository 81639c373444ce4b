import { saveReservation } from '../contract/reservations.ts';
import type { County } from './county.ts';
import { client, enrollment, type FacilityMade } from './factories.ts';

/** A party that the county's specialist has booked. */
export interface Booked {
  clientIds: number[];
  reservationId: number;
  guestIds: number[];
}

/** New people, enrolled as one household whose head is the first, and booked together: tonight at the Commons unless told. */
export const book = async (
  county: County,
  people: { name: string; dob?: string; beside?: 'head' }[],
  asked: { at?: FacilityMade; endDate?: string; arriveBy?: string } = {},
): Promise<Booked> => {
  const { db } = county.database;
  const { at = county.commons, ...nights } = asked;
  const clientIds: number[] = [];
  for (const { name, dob } of people) {
    const { id } = await client(db, county.team, name, dob ? { dob } : {});
    await enrollment(db, id, at, { plannedDate: '2026-11-23' });
    clientIds.push(id);
  }
  await db
    .updateTable('enrollment')
    .set((e) => ({
      hudHouseholdId: `household-${clientIds[0]}`,
      relationshipToHoh: e.case().when('clientId', '=', clientIds[0]!).then(1).else(3).end(),
    }))
    .where('clientId', 'in', clientIds)
    .execute();
  const guests = clientIds.map((clientId, i) =>
    people[i]!.beside ? { clientId, sharesWith: clientIds[0]! } : { clientId },
  );
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: at.id, guests, ...nights },
  });
  if (saved.status !== 201) throw new Error(`Not booked: ${JSON.stringify(saved.body)}`);
  return { clientIds, reservationId: saved.body.id, guestIds: saved.body.guests.map((g) => g.guestId) };
};
