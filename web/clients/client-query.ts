import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { createContext, useContext } from 'react';
import { type ClientDashboard, readClient } from '../../contract/clients.ts';
import { useFacilityChanges } from '../live.ts';
import { clientKey, reading, rereadUnasked } from '../query.ts';

/** The client's number in the address; null where it is none. */
export const useClientId = (): number | null => {
  const { clientId } = useParams({ strict: false }) as { clientId?: string };
  return clientId && /^[1-9]\d{0,15}$/.test(clientId) ? Number(clientId) : null;
};

/** The record with its dashboard: one request that every room of the record shares. Live for the shelters named in it. */
export const useClientQuery = (id: number) => {
  const query = useQuery(reading(clientKey(id), readClient, { params: { id } }));
  useFacilityChanges((ids) => {
    const named = query.data?.reservations.map((r) => r.facilityId) ?? [];
    if (ids === null || named.some((facility) => facility !== null && ids.includes(facility)))
      void rereadUnasked(clientKey(id));
  });
  return query;
};

export const ClientContext = createContext<ClientDashboard | null>(null);

/** The record on the screen. Only below ClientRecord. */
export const useClient = (): ClientDashboard => {
  const value = useContext(ClientContext);
  if (!value) throw new Error('useClient outside a client record');
  return value;
};
