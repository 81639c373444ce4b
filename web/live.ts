import { useEffect, useRef } from 'react';
import { readSession } from '../contract/accounts.ts';
import { call } from './api.ts';
import { ended, reachable } from './connection.ts';
import { facilityKey, rereadUnasked } from './query.ts';
import { useStore } from './ui/store.ts';

type Listener = (facilityIds: number[] | null) => void;
const listeners = new Set<Listener>();

const heard = (ids: number[] | null) => {
  if (ids === null) void rereadUnasked(['facility']);
  else for (const id of ids) void rereadUnasked(facilityKey(id));
  for (const listener of listeners) listener(ids);
};

const reopenMilliseconds = 2000;

/** Follows the server's hints while someone is signed in. Mounted once, in the shell. */
export const useLiveEvents = () => {
  const isEnded = useStore(ended) !== null;
  useEffect(() => {
    if (isEnded) return;
    let source: EventSource;
    let reopening: ReturnType<typeof setTimeout>;
    let wasOpen = false;
    const open = () => {
      source = new EventSource('/api/events');
      source.addEventListener('hello', () => {
        // After a gap nobody knows what was missed.
        if (wasOpen) heard(null);
        wasOpen = true;
      });
      source.addEventListener('facilities', (event) => heard(JSON.parse(event.data) as number[] | null));
      source.addEventListener('error', () => {
        // A screen that only listens asks nothing, and would not learn that nobody is there.
        if (reachable.get()) void call(readSession, {}, { live: true }).catch(() => undefined);
        // A broken connection is taken up again by itself; an answer that is no stream ends it.
        if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, reopenMilliseconds);
      });
    };
    open();
    return () => {
      clearTimeout(reopening);
      source.close();
    };
  }, [isEnded]);
};

/** Calls `listener` with the ids of facilities that changed; with null when everything must be read again. */
export const useFacilityChanges = (listener: Listener) => {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const hear: Listener = (ids) => latest.current(ids);
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
    };
  }, []);
};
