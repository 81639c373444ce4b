import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { assignBeds, checkIn } from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { call, Unreachable } from '../api.ts';
import { facilityKey, isNotDone, type NotDone, newIntention, OtherCombination } from '../query.ts';

/** Giving Room & Bed to a party, checking guests in, or both in this order. */
export interface Giving {
  reservationId: number;
  version: number;
  beds: { guestId: number; bedId: number }[];
  overrideReason?: string | undefined;
  /** Guests who are here now. */
  arrivals: number[];
  /** When they really came, where it is typed in later. */
  arrivedAt?: string | undefined;
}

const again = 2;

/**
 * Gives beds, then records arrivals. Each step has its own Idempotency-Key, kept while the very same is tried again, so
 * that a broken connection can neither lose nor double one. The facility is read again afterwards, also after a "no".
 */
export const useGiving = (facilityId: number, onDone: (done: Giving) => void) => {
  const client = useQueryClient();
  const combination = useFormCombination();
  const tried = useRef({ intention: newIntention(), what: '' });
  const { mutate, isPending, error, reset, variables } = useMutation<void, Error, Giving>({
    mutationFn: async (giving) => {
      if (combination.differs) throw new OtherCombination();
      const as = combination.opened ? { as: combination.opened } : {};
      const what = JSON.stringify(giving);
      if (tried.current.what !== what) tried.current = { intention: newIntention(), what };
      const { intention } = tried.current;
      const { reservationId, beds, overrideReason } = giving;
      let { version } = giving;
      if (beds.length > 0) {
        const given = await call(
          assignBeds,
          {
            params: { id: reservationId },
            body: { version, beds, ...(overrideReason && { overrideReason }) },
          },
          { intention: `${intention}-beds`, ...as },
        );
        version = given.version;
      }
      for (const guestId of giving.arrivals) {
        await call(
          checkIn,
          {
            params: { id: guestId },
            body: { version, ...(giving.arrivedAt && { arrivedAt: giving.arrivedAt }) },
          },
          { intention: `${intention}-${guestId}`, ...as },
        );
      }
    },
    retry: (count, failure) => failure instanceof Unreachable && count < again,
    retryDelay: (count) => 1000 * (count + 1),
    onSuccess: (_, giving) => {
      tried.current = { intention: newIntention(), what: '' };
      onDone(giving);
    },
    onSettled: (_, failure) =>
      failure instanceof OtherCombination
        ? undefined
        : client.invalidateQueries({ queryKey: facilityKey(facilityId) }),
  });
  if (error && !isNotDone(error)) throw error;
  return {
    give: mutate,
    busy: isPending,
    notDone: error as NotDone | null,
    dismiss: reset,
    last: variables,
    combination,
  };
};
