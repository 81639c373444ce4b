import { useEffect, useEffectEvent, useRef } from 'react';
import { readSession } from '../contract/accounts.ts';
import { call } from './api.ts';
import { ended, reachable } from './connection.ts';
import { facilityKey, rereadUnasked } from './query.ts';
import { useStore } from './ui/store.ts';

type Listener = (facilityIds: number[] | null) => void;
const listeners = new Set<Listener>();

/** Facilities that changed; null: any may have; lost: the stream broke. */
type News = number[] | null | 'lost';

// One stream for all tabs of a browser: it keeps six connections to a host, and a stream occupies one for good.
const name = 'berth-live';
const otherTabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : null;

const hear = (news: News) => {
  if (news === 'lost') {
    // A screen that only listens asks nothing, and would not learn that nobody is there.
    if (reachable.get()) void call(readSession, {}, { live: true }).catch(() => undefined);
    return;
  }
  if (news === null) void rereadUnasked(['facility']);
  else for (const id of news) void rereadUnasked(facilityKey(id));
  for (const listener of listeners) listener(news);
};

const tell = (news: News) => {
  otherTabs?.postMessage(news);
  hear(news);
};

const reopenMilliseconds = 2000;

/** Opens the stream and tells every tab what it says. `afterGap`: nobody knows what was missed before. Returns its end. */
const openStream = (afterGap: boolean): (() => void) => {
  let source: EventSource;
  let reopening: ReturnType<typeof setTimeout>;
  let missed = afterGap;
  const open = () => {
    source = new EventSource('/api/events');
    source.addEventListener('hello', () => {
      if (missed) tell(null);
      missed = true;
    });
    source.addEventListener('facilities', (event) => tell(JSON.parse(event.data) as number[] | null));
    source.addEventListener('error', () => {
      tell('lost');
      // A broken connection is taken up again by itself; an answer that is no stream ends it.
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, reopenMilliseconds);
    });
  };
  open();
  return () => {
    clearTimeout(reopening);
    source.close();
  };
};

/** Holds the stream, or hears from the tab that does and waits to be the next. Returns its end. */
const follow = (afterGap: boolean): (() => void) => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const hold = async (hasMissed: boolean) => {
    if (signal.aborted) return;
    const close = openStream(hasMissed);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    close();
  };
  const takeTurn = async (locks: LockManager) => {
    const isHeld = await locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await hold(afterGap);
      return lock === null;
    });
    if (!isHeld || signal.aborted) return;
    if (afterGap) hear(null);
    await locks.request(name, { signal }, () => hold(true));
  };
  // Over plain HTTP browsers have no locks: there each tab that is seen holds a stream of its own.
  const locks = navigator.locks as LockManager | undefined;
  if (locks && otherTabs) {
    otherTabs.addEventListener('message', (event) => hear(event.data as News), { signal });
    takeTurn(locks).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  } else void hold(afterGap);
  return () => stopping.abort();
};

/**
 * Follows the server's hints while someone is signed in and the tab is seen. A tab out of sight holds nothing up, for a
 * phone may stop it at any moment; seen again it reads again. Mounted once, in the shell.
 */
export const useLiveEvents = () => {
  const isEnded = useStore(ended) !== null;
  const hasFollowed = useRef(false);
  useEffect(() => {
    if (isEnded) return;
    let stop: (() => void) | null = null;
    const look = () => {
      if (document.hidden) {
        stop?.();
        stop = null;
      } else stop ??= follow(hasFollowed.current);
      hasFollowed.current = true;
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      stop?.();
    };
  }, [isEnded]);
};

/** Calls `listener` with the ids of facilities that changed; with null when everything must be read again. */
export const useFacilityChanges = (listener: Listener) => {
  const listen = useEffectEvent(listener);
  useEffect(() => {
    const each: Listener = (ids) => listen(ids);
    listeners.add(each);
    return () => {
      listeners.delete(each);
    };
  }, []);
};

const settleMilliseconds = 10_000;

/** Calls `act` at a change of any facility, at once and then at most once in ten seconds: a county's come many a second. */
export const useSettledChanges = (act: () => void) => {
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(false);
  const go = useEffectEvent(() => {
    asked.current = false;
    act();
    waiting.current = setTimeout(settle, settleMilliseconds);
  });
  const settle = useEffectEvent(() => {
    waiting.current = undefined;
    if (asked.current) go();
  });
  useFacilityChanges(() => {
    asked.current = true;
    if (waiting.current === undefined) go();
  });
  useEffect(() => () => clearTimeout(waiting.current), []);
};
