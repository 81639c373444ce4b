import type { Night } from '../../contract/nights.ts';

/** One import at one instant, into the records of one implementation. */
export interface Importing {
  implementation: string;
  now: Date;
  /** The day of it, for what has no time zone of its own. */
  today: Night;
  /** Who began it; null on the command line. */
  by: string | null;
}

/** What became of one kind of record. */
export interface Tally {
  added: number;
  changed: number;
  removed: number;
}
