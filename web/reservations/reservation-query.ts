import { useParams } from '@tanstack/react-router';
import type { Confirmation } from '../../contract/reservations.ts';
import { clientKey } from '../query.ts';

/** The reservation's number in the address; null where it is none. */
export const useReservationId = (): number | null => {
  const { reservationId } = useParams({ strict: false }) as { reservationId?: string };
  return reservationId && /^[1-9]\d{0,15}$/.test(reservationId) ? Number(reservationId) : null;
};

export const reservationKey = (id: number) => ['reservation', id];

/** Keys that any act on a reservation makes old. */
export const touchedBy = (c: Confirmation) => [
  reservationKey(c.id),
  ['housing'],
  ...c.guests.map((guest) => clientKey(guest.clientId)),
];
