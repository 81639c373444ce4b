import { addDays, type Night } from '../../contract/nights.ts';

/** The first day on which an assessment finished on `day` no longer counts. */
export const validUntil = (day: Night, validDays: number): Night => addDays(day, validDays);
