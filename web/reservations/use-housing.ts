import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Reply } from '../../contract/endpoint.ts';
import type { Night } from '../../contract/nights.ts';
import { listHousingFacilities } from '../../contract/reservations.ts';
import { call } from '../api.ts';
import { useFacilityChanges } from '../live.ts';
import { reading, rereadUnasked } from '../query.ts';

type Housing = Reply<typeof listHousingFacilities>;

export interface HousingAsked {
  clientIds: number[];
  beginDate?: Night | undefined;
  endDate?: Night | undefined;
  placement?: 'men' | 'women' | 'any' | 'safest' | undefined;
  lowerBunk?: boolean | undefined;
  accessible?: boolean | undefined;
  power?: boolean | undefined;
  nearStaff?: boolean | undefined;
  /** Of the whole party; as assessed unless told. */
  pets?: number | undefined;
  /** The reservation that is being moved: its own places count as free. */
  exceptReservation?: number | undefined;
}

const queryOf = ({ clientIds, lowerBunk, accessible, power, nearStaff, ...rest }: HousingAsked) => {
  const flag = (on: boolean | undefined) => (on === undefined ? undefined : (String(on) as 'true' | 'false'));
  return {
    ...rest,
    clientIds: clientIds.join(','),
    lowerBunk: flag(lowerBunk),
    accessible: flag(accessible),
    power: flag(power),
    nearStaff: flag(nearStaff),
  };
};

const markedMilliseconds = 4000;

/**
 * Housing Facilities for a party. A hint about one facility re-reads that row only; a row stays where it stands until
 * something else is asked. `changed` names the facilities whose number has just changed.
 */
export const useHousing = (asked: HousingAsked, { enabled = true } = {}) => {
  const client = useQueryClient();
  const query = queryOf(asked);
  const key = ['housing', query];
  const read = useQuery({
    ...reading(key, listHousingFacilities, { query }),
    enabled,
    placeholderData: keepPreviousData,
  });
  const [changed, setChanged] = useState<ReadonlySet<number>>(new Set());
  const waiting = useRef(new Set<number>());
  const busy = useRef(false);
  const latest = useRef({ key, query });
  useEffect(() => {
    latest.current = { key, query };
  });

  const readRows = async () => {
    if (busy.current) return;
    busy.current = true;
    for (let id = first(waiting.current); id !== undefined; id = first(waiting.current)) {
      waiting.current.delete(id);
      const { key: at, query: what } = latest.current;
      const row = await call(
        listHousingFacilities,
        { query: { ...what, facilityId: id } },
        { live: true },
      ).catch(() => null);
      if (row) replaceRow(at, id, row);
    }
    busy.current = false;
  };

  const replaceRow = (at: unknown[], id: number, row: Housing) => {
    const before = client.getQueryData<Housing>(at);
    const next = row.facilities[0];
    if (!before) return;
    const old = before.facilities.find((f) => f.facility.id === id);
    client.setQueryData<Housing>(at, {
      ...before,
      facilities: before.facilities.flatMap((f) => (f.facility.id !== id ? [f] : next ? [next] : [])),
    });
    if (!next || old?.more === next.more) return;
    setChanged((was) => new Set([...was, id]));
    setTimeout(() => setChanged((was) => new Set([...was].filter((x) => x !== id))), markedMilliseconds);
  };

  useFacilityChanges((ids) => {
    if (!enabled) return;
    if (ids === null) {
      void rereadUnasked(key);
      return;
    }
    const shown = new Set(read.data?.facilities.map((f) => f.facility.id));
    for (const id of ids) if (shown.has(id)) waiting.current.add(id);
    void readRows();
  });

  return { ...read, changed };
};

const first = (ids: ReadonlySet<number>): number | undefined => ids.values().next().value;
