import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Obstacle } from '../../contract/obstacles.ts';
import { listPlacesForGuest } from '../../contract/reservations.ts';
import { facilityKey, reading } from '../query.ts';

const pauseMilliseconds = 200;

/** The same value once it has stood for a moment: who runs down a list asks for nobody's places on the way. */
const useSettled = <T>(value: T): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
};

/** What speaks against each place for a guest, by bed; none where it fits. `against` is null while it is not known. */
export const usePlaces = (facilityId: number, guestId: number | null) => {
  const settled = useSettled(guestId);
  const query = useQuery({
    ...reading(facilityKey(facilityId, 'places', settled ?? 0), listPlacesForGuest, {
      params: { id: settled ?? 0 },
    }),
    enabled: settled !== null && settled === guestId,
  });
  const { data, isError, refetch } = query;
  const against = useMemo(
    (): ReadonlyMap<number, Obstacle[]> | null =>
      data && data.guestId === guestId ? new Map(data.places.map((p) => [p.bedId, p.obstacles])) : null,
    [data, guestId],
  );
  return { against, failed: isError, again: () => void refetch() };
};

/** Reasons that no supervisor can set aside: the place is somebody's, or it is closed. */
const final = ['closed', 'taken', 'unit_taken'];

/** Whether a place is there to be given at all, fitting or not. */
export const isFree = (obstacles: Obstacle[]): boolean => !obstacles.some((o) => final.includes(o.code));
