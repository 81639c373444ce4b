import type { Arrival } from '../../contract/arrivals.ts';
import { addDays, laterOf } from '../../contract/nights.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { tonightOf } from '../facilities/store.ts';
import { notFound, refuse } from '../http/refusal.ts';
import type { Act } from '../reservations/booking.ts';
import { openReservation } from '../reservations/changes.ts';
import { stateOf } from '../reservations/store-replies.ts';
import { readCardHolder, readReservationByCode, readReservationOfClient } from './store-tonight.ts';

/**
 * Whose arrival a code stands for, at the actor's own shelter: the code of a slip, else the card of a person who is
 * expected or here.
 * @throws Refusal 409 for the card of somebody who is not expected, 404 for a code that nobody carries
 */
export const findByCode = async (
  act: Act,
  code: string,
): Promise<{ reply: Arrival; seen: { clientIds: number[]; facilityId: number } }> => {
  const id =
    (await readReservationByCode(act.db, code, act.actor.organizationId)) ??
    (await reservationOfCard(act, code));
  const { reservation, guests, facility } = await openReservation(act, id);
  const tonight = tonightOf(facility, act.now);
  return {
    seen: { clientIds: guests.map((g) => g.clientId), facilityId: facility.id },
    reply: {
      facilityId: facility.id,
      reservationId: id,
      guestIds: guests.map((g) => g.id),
      night: laterOf(reservation.beginDate, tonight),
      state: stateOf({
        ...reservation,
        arrived: guests.filter((g) => g.arrivedAt).length,
        left: guests.filter((g) => g.leftAt).length,
        size: guests.length,
        tonight,
      }),
    },
  };
};

const reservationOfCard = async ({ db, actor, now }: Act, code: string): Promise<number> => {
  const holder = await readCardHolder(db, code);
  if (!holder) throw notFound('reservation');
  // A day early, whatever the time zone: whether the night is over is said when they are checked in.
  const since = addDays(localTime(now, defaultTimeZone).day, -1);
  const id = await readReservationOfClient(db, holder.clientId, actor.organizationId, since);
  if (id !== undefined) return id;
  throw refuse('not_expected', 'Nobody with this card is expected.', [
    {
      code: 'not_expected',
      message: `${holder.name} has no place here tonight`,
      facts: { client: holder.clientId, name: holder.name },
      next: { label: 'Take in as a walk-in', act: 'walk_in' },
    },
  ]);
};
