import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { listBars, listWarnings, readBar } from '../../contract/bars.ts';
import { clientKey, reading } from '../query.ts';

export const barsKey = ['bars'];
const barKey = (id: number) => [...barsKey, id];

export const useBars = () => useQuery(reading(barsKey, listBars, {}));
export const useBar = (id: number) => useQuery(reading(barKey(id), readBar, { params: { id } }));
export const useWarnings = (clientId: number) =>
  useQuery(reading(clientKey(clientId, 'warnings'), listWarnings, { query: { clientId } }));

/** The bar's number in the address; null where it is none. */
export const useBarId = (): number | null => {
  const { barId } = useParams({ strict: false }) as { barId?: string };
  return barId && /^[1-9]\d{0,15}$/.test(barId) ? Number(barId) : null;
};
