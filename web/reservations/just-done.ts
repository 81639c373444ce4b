import { makeStore } from '../ui/store.ts';

/** What this tab has done a moment ago to the reservation it shows; `from` is the one it was moved from. */
export type JustDone =
  | { act: 'saved' | 'cancelled'; id: number }
  | { act: 'moved'; id: number; from: number };

/** The reservation's screens offer to undo it. */
export const justDone = makeStore<JustDone | null>(null);
