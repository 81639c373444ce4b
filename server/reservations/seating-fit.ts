import { addDays, ageOn, type Night, type Nights, overlaps } from '../../contract/nights.ts';
import type { Place, Rule, Wants } from './seating-types.ts';

/** Everything that can speak against a guest in a place, one bit each, so that "all but this need" is one mask away. */
export const Misfit = {
  closed: 1,
  overflow: 2,
  door: 4,
  placement: 8,
  age: 16,
  ageUnknown: 32,
  families: 64,
  adults: 128,
  veterans: 256,
  lower: 512,
  underSix: 1024,
  accessible: 2048,
  power: 4096,
  nearStaff: 8192,
  crib: 16384,
  cribOnly: 32768,
} as const;

/** The later of two days. */
export const later = (a: string, b: string): string => {
  if (a > b) return a;
  return b;
};

const earlier = (a: string, b: string): string => (later(a, b) === a ? b : a);

/** Whether every night of `nights` lies in one of the spans. */
export const covered = (spans: Nights[], nights: Nights): boolean => {
  let reached: string = nights.begin;
  for (let moved = true; moved && reached < nights.end; ) {
    moved = false;
    for (const span of spans)
      if (span.begin <= reached && span.end > reached) {
        reached = span.end;
        moved = true;
      }
  }
  return reached >= nights.end;
};

/** Whether a guest counts as under six on a night: surely by birth date, possibly by the age band of a minor. */
export const underSix = (wants: Wants, night: Night): boolean => {
  const age = ageOn(wants.bornOn, night);
  if (age !== null) return age < 6;
  return wants.ageTo !== null && wants.ageTo < 18 && (wants.ageFrom ?? 0) < 6;
};

/** Ages from youngest to oldest over the nights that a rule and a stay share; null where a side is not known. */
const agesDuring = (wants: Wants, rule: Rule, nights: Nights, agedOn: Night | null) => {
  if (!wants.bornOn) return { youngest: wants.ageFrom, oldest: wants.ageTo };
  const first = agedOn ?? later(rule.nights.begin, nights.begin);
  const end = earlier(rule.nights.end, nights.end);
  const youngest = ageOn(wants.bornOn, first)!;
  if (agedOn || end === 'infinity' || ageOn(wants.bornOn, end) === youngest)
    return { youngest, oldest: youngest };
  return { youngest, oldest: ageOn(wants.bornOn, addDays(end, -1))! };
};

const againstAge = (wants: Wants, rule: Rule, nights: Nights, agedOn: Night | null): number => {
  const { youngest, oldest } = agesDuring(wants, rule, nights, agedOn);
  const from = rule.ageFrom ?? Number.NEGATIVE_INFINITY;
  const to = rule.ageTo ?? Number.POSITIVE_INFINITY;
  const surelyOutside = (oldest !== null && oldest < from) || (youngest !== null && youngest > to);
  if (surelyOutside) return Misfit.age;
  const surelyInside =
    (rule.ageFrom === null || (youngest !== null && youngest >= from)) &&
    (rule.ageTo === null || (oldest !== null && oldest <= to));
  if (surelyInside) return 0;
  return wants.bornOn ? Misfit.age : Misfit.ageUnknown;
};

/**
 * What speaks against this guest in this place on any of these nights, as bits of `Misfit`; 0 where it fits.
 * `agedOn` fixes the age. A stay without end is judged by the age on its first night: nobody is turned away
 * today for a birthday years ahead.
 */
export const misfits = (place: Place, wants: Wants, nights: Nights, agedOn: Night | null = null): number => {
  const aged = agedOn ?? (nights.end === 'infinity' ? nights.begin : null);
  let bits = 0;
  if (place.inService.begin > nights.begin || place.inService.end < nights.end) bits |= Misfit.closed;
  if (place.overflow && !covered(place.openings, nights)) bits |= Misfit.overflow;
  for (const rule of place.rules) {
    if (!overlaps(rule.nights, nights)) continue;
    if (rule.doors && !rule.doors.includes(wants.door)) bits |= Misfit.door;
    if (rule.placement === 'men' && wants.placement === 'women') bits |= Misfit.placement;
    if (rule.placement === 'women' && wants.placement === 'men') bits |= Misfit.placement;
    if (rule.ageFrom !== null || rule.ageTo !== null) bits |= againstAge(wants, rule, nights, aged);
    if (rule.children === 'with' && !wants.partyHasChildren) bits |= Misfit.families;
    if (rule.children === 'without' && wants.partyHasChildren) bits |= Misfit.adults;
    if (rule.veteransOnly && !wants.veteran) bits |= Misfit.veterans;
  }
  if (place.kind === 'upper') {
    if (wants.lowerBunk) bits |= Misfit.lower;
    if (underSix(wants, aged ?? nights.begin)) bits |= Misfit.underSix;
  }
  if (wants.accessible && !place.accessible) bits |= Misfit.accessible;
  if (wants.power && !place.power) bits |= Misfit.power;
  if (wants.nearStaff && !place.nearStaff) bits |= Misfit.nearStaff;
  if (wants.crib !== (place.kind === 'crib')) bits |= wants.crib ? Misfit.crib : Misfit.cribOnly;
  return bits;
};

/** Whether what speaks against a guest in a place could differ from night to night of the stay. */
export const variesByNight = (place: Place, wants: Wants, nights: Nights): boolean => {
  const partly = (span: Nights) =>
    overlaps(span, nights) && (span.begin > nights.begin || span.end < nights.end);
  if (partly(place.inService) || (place.overflow && place.openings.some(partly))) return true;
  if (place.rules.some((rule) => partly(rule.nights))) return true;
  return wants.bornOn !== null && ageOn(wants.bornOn, nights.begin) !== ageOn(wants.bornOn, nights.end);
};

/** The night on which someone reaches an age. Born on 29 February, that is 1 March in a common year. */
const turns = (bornOn: Night, age: number): Night => {
  const year = Number(bornOn.slice(0, 4)) + age;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const day = bornOn.slice(5);
  return `${String(year).padStart(4, '0')}-${day === '02-29' && !leap ? '03-01' : day}`;
};

/** Adds the nights inside `nights` on which something about these places changes. */
export const addPlaceCuts = (cuts: Set<string>, places: Place[], nights: Nights): void => {
  const add = (span: Nights) => {
    if (span.begin > nights.begin && span.begin < nights.end) cuts.add(span.begin);
    if (span.end > nights.begin && span.end < nights.end) cuts.add(span.end);
  };
  for (const place of places) {
    add(place.inService);
    if (place.overflow) place.openings.forEach(add);
    for (const rule of place.rules) add(rule.nights);
  }
};

/** The ages at which somebody begins or stops to fit a place here. */
export const turningAges = (places: Place[]): number[] => {
  const ages = new Set([6]);
  for (const place of places)
    for (const rule of place.rules) {
      if (rule.ageFrom !== null) ages.add(rule.ageFrom);
      if (rule.ageTo !== null) ages.add(rule.ageTo + 1);
    }
  return [...ages];
};

/** Adds the birthdays inside `nights` that matter. */
export const addBirthdayCuts = (cuts: Set<string>, ages: number[], wants: Wants, nights: Nights): void => {
  if (!wants.bornOn || nights.end === 'infinity') return;
  for (const age of ages) {
    const birthday = turns(wants.bornOn, age);
    if (birthday > nights.begin && birthday < nights.end) cuts.add(birthday);
  }
};
