import { makeStore } from '../ui/store.ts';

/** The same name as in public/roster-worker.js, which shows what is kept when the server cannot be reached. */
const cacheName = 'berth-roster';
const worker = '/roster-worker.js';

/** Address of a roster → the server's instant of the copy kept of it. */
export const keptRosters = makeStore<ReadonlyMap<string, string>>(new Map());

// A browser without caches keeps none; everything else works there.
const canKeep = () => 'caches' in globalThis && 'serviceWorker' in navigator;

/** Keeps a copy of tonight's roster in this browser for some time, in place of an older one. */
export const keepRoster = async (
  path: string,
  page: string,
  how: { readAt: string; forMilliseconds: number },
) => {
  if (!canKeep()) return;
  try {
    const cache = await caches.open(cacheName);
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      // By this browser's own clock, which the worker reads, too.
      'x-kept-until': new Date(Date.now() + how.forMilliseconds).toISOString(),
    };
    await cache.put(path, new Response(page, { headers }));
    await navigator.serviceWorker.register(worker);
    keptRosters.set(new Map(keptRosters.get()).set(path, how.readAt));
  } catch {
    // A browser that refuses to keep anything says so on the roster's screen by saying nothing of a copy.
  }
};

/** Signed out, or the night is over: no copy stays. */
export const forgetRosters = async () => {
  keptRosters.set(new Map());
  if (!canKeep()) return;
  await caches.delete(cacheName).catch(() => undefined);
};
