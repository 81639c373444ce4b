import type { Answers } from './placement.ts';

/** What shelters learn of an assessment: needs, not answers. The first five are what seating reads. */
export interface AssessedNeeds {
  placement: 'men' | 'women' | 'any' | 'safest';
  lowerBunk: boolean;
  accessible: boolean;
  power: boolean;
  nearStaff: boolean;
  cribs: number;
  /** Pets that are no service animals: a service animal goes wherever its person goes. */
  pets: number;
  /** The language, or an empty text where none was named; null: none wanted. */
  interpreter: string | null;
  /** Comes after the door closes, or sleeps by day. */
  workShift: 'late' | 'night' | null;
  confidentialSite: boolean;
}

const placements: readonly unknown[] = ['men', 'women', 'any', 'safest'];

/** Derives needs from answers by the fixed names of the question library; what was not asked is not needed. */
export const needsOf = (answers: Answers): AssessedNeeds => {
  const wheelchair = answers.mobility === 'wheelchair';
  const pets = countOf(answers.pets);
  return {
    placement: placements.includes(answers.placement)
      ? (answers.placement as AssessedNeeds['placement'])
      : 'any',
    // Who moves in a wheelchair is not asked to climb, whatever else was answered.
    lowerBunk: answers.climb_to_upper_bunk === 'no' || wheelchair,
    accessible: wheelchair || answers.mobility === 'walker' || answers.stairs === 'no',
    power: listOf(answers.power_at_bed).some((device) => device !== 'none'),
    nearStaff: answers.near_staff === 'yes',
    cribs: countOf(answers.cribs_needed),
    pets: answers.service_animal === 'yes' ? Math.max(0, pets - 1) : pets,
    interpreter: answers.interpreter === 'yes' ? String(answers.interpreter_language ?? '') : null,
    workShift: answers.work_shift === 'late' || answers.work_shift === 'night' ? answers.work_shift : null,
    confidentialSite: answers.needs_confidential_site === 'yes' || answers.CurrentlyFleeing === 1,
  };
};

const countOf = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.floor(value) : 0);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
