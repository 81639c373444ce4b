import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Input } from '../../contract/endpoint.ts';
import { checkReservation } from '../../contract/reservations.ts';
import { useFacilityChanges } from '../live.ts';
import { reading, rereadUnasked } from '../query.ts';

/** Everything the server would say to this reservation, read again when anything about it or about the facility changes. */
export const useReservationCheck = (body: Input<typeof checkReservation>['body']) => {
  const key = ['reservation-check', body];
  const query = useQuery({
    ...reading(key, checkReservation, { body }),
    staleTime: 0,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
  useFacilityChanges((ids) => {
    if (ids === null || ids.includes(body.facilityId)) void rereadUnasked(key);
  });
  return query;
};
