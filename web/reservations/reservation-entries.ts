import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { GuestRequest } from '../../contract/reservations.ts';

/** What a desk changed for one guest; what it left alone is as the newest assessment says. */
export type GuestEntries = Omit<GuestRequest, 'clientId' | 'placement'>;
export type Entries = Record<number, GuestEntries>;

/**
 * The entries of the Housing Reservation form of a client's record. They outlive the form, so that a detour to Intake or
 * to the assessment loses nothing; they are forgotten once saved, and at sign-out with everything else that was read.
 */
export const useEntries = (clientId: number) => {
  const client = useQueryClient();
  const key = ['reservation-entries', clientId];
  const [entries, setEntries] = useState<Entries>(() => client.getQueryData<Entries>(key) ?? {});
  const keep = (next: Entries) => {
    setEntries(next);
    client.setQueryDefaults(['reservation-entries'], { gcTime: Number.POSITIVE_INFINITY });
    client.setQueryData(key, next);
  };
  return {
    entries,
    change: (guest: number, next: GuestEntries) =>
      keep({ ...entries, [guest]: { ...entries[guest], ...next } }),
    forget: () => client.removeQueries({ queryKey: key }),
  };
};
