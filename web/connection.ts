import { makeStore } from './ui/store.ts';

/** Whether the last call reached the server. */
export const reachable = makeStore(true);

/** When the server last heard of a person's input from this tab, in milliseconds. */
export const lastTold = makeStore(Date.now());

/** Why the session of this tab has ended; null while it lasts. Whoever sets it covers the screens with sign-in. */
export const ended = makeStore<'signed_out' | 'idle' | null>(null);
