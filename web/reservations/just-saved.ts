import { makeStore } from '../ui/store.ts';

/** The reservation that this tab has saved a moment ago: its confirmation offers to undo it. */
export const justSaved = makeStore<number | null>(null);
