import type { Answers } from './placement.ts';

/** Further needs that the shelter is told of, by stable names. */
export const furtherTold = [
  'one_bed_for_two',
  'couple_near',
  'cold_medicine',
  'injected_medicine',
  'dialysis',
  'wound_care',
  'room_apart',
  'help_with_care',
  'sees_badly',
  'hears_badly',
  'lock_up',
] as const;
export type FurtherTold = (typeof furtherTold)[number];

/** What decides which site is asked at all; it stays with the team that chooses. */
export type SiteNeed = 'sober_site' | 'no_sober_site' | 'harm_reduction_site';
export type FurtherNeed = FurtherTold | SiteNeed;

export const isTold = (need: FurtherNeed): need is FurtherTold =>
  (furtherTold as readonly string[]).includes(need);

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
  further: FurtherNeed[];
}

/** Which answers to which question are which further need. */
const furtherNeeds: readonly [need: FurtherNeed, question: string, answer: string][] = [
  ['one_bed_for_two', 'couple', 'one_bed'],
  ['couple_near', 'couple', 'near'],
  ['cold_medicine', 'cold_medicine', 'yes'],
  ['injected_medicine', 'injected_medicine', 'yes'],
  ['dialysis', 'dialysis', 'yes'],
  ['wound_care', 'wounds', 'yes'],
  ['room_apart', 'contagious_now', 'yes'],
  ['help_with_care', 'self_care', 'no'],
  ['sees_badly', 'sees_and_hears', 'seeing'],
  ['hears_badly', 'sees_and_hears', 'hearing'],
  ['sober_site', 'sober_site', 'wants'],
  ['no_sober_site', 'sober_site', 'not'],
  ['no_sober_site', 'may_use_tonight', 'yes'],
  ['harm_reduction_site', 'harm_reduction_site', 'yes'],
  ['lock_up', 'to_lock_up', 'yes'],
];

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
    confidentialSite:
      answers.needs_confidential_site === 'yes' ||
      answers.CurrentlyFleeing === 1 ||
      answers.fleeing_trafficking === 'yes',
    further: furtherOf(answers),
  };
};

const furtherOf = (answers: Answers): FurtherNeed[] => {
  const found = furtherNeeds.filter(([, question, answer]) => [answers[question]].flat().includes(answer));
  return [...new Set(found.map(([need]) => need))];
};

const countOf = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.floor(value) : 0);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
