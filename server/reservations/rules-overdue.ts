import type { Night } from '../../contract/nights.ts';

/** Whether a guest is later than this shelter waits on a night. Until the cut-offs of an evening decide it, nobody is. */
export const isOverdue = (
  _guest: { arrivedAt: Date | null },
  _facility: { id: number; timeZone: string; checkInUntil: string | null },
  _at: { night: Night; now: Date },
): boolean => false;
