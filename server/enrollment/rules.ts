import type { ShelterKind } from '../../contract/facilities.ts';

/** How many start elements that must be asked of this person are still unanswered. */
export const toAskAtTheDoor = (
  _answers: Record<string, unknown>,
  _who: { adult: boolean; head: boolean; kind: ShelterKind },
): number => 0;
