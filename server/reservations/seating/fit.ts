import {
  addDays,
  ageOn,
  countNights,
  type Night,
  type Nights,
  overlaps,
  weekdayOf,
} from '../../../contract/nights.ts';
import type { Place, Rule, Wants } from './types.ts';

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

/** Somebody of no known age who asks for nothing, through the team's door. */
export const nothingWanted: Wants = {
  bornOn: null,
  ageFrom: null,
  ageTo: null,
  placement: 'any',
  lowerBunk: false,
  accessible: false,
  power: false,
  nearStaff: false,
  crib: false,
  veteran: false,
  partyHasChildren: false,
  door: 'team',
};

/** The later of two days. */
export const later = (a: string, b: string): string => {
  if (a > b) return a;
  return b;
};

const earlier = (a: string, b: string): string => (later(a, b) === a ? b : a);

/** Whether every night of `nights` lies in one of the spans. */
const covered = (spans: Nights[], nights: Nights): boolean => {
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

/** Whether a place is in service on this night, and opened where it is overflow. */
export const isOpen = ({ inService, overflow, openings }: Place, night: Night): boolean =>
  inService.begin <= night &&
  night < inService.end &&
  (!overflow || openings.some((span) => span.begin <= night && night < span.end));

type Held = Pick<Rule, 'nights' | 'weekdays'>;

/** From the first to the last of these nights on which a rule holds; null where it holds on none of them. */
const heldDuring = ({ nights: span, weekdays }: Held, nights: Nights): Nights | null => {
  if (!overlaps(span, nights)) return null;
  const held: Nights = { begin: later(span.begin, nights.begin), end: earlier(span.end, nights.end) };
  if (!weekdays) return held;
  const count = countNights(held);
  const first = weekdayOf(held.begin);
  const ahead = Math.min(...weekdays.map((day) => (day - first + 7) % 7));
  if (ahead >= count) return null;
  const begin = addDays(held.begin, ahead);
  if (held.end === 'infinity') return { begin, end: held.end };
  const last = (first + count - 1) % 7;
  return { begin, end: addDays(held.end, -Math.min(...weekdays.map((day) => (last - day + 7) % 7))) };
};

/** Whether a rule holds on any of these nights. */
export const holdsDuring = (rule: Held, nights: Nights): boolean => heldDuring(rule, nights) !== null;

/** A guest's age in years over some nights; null where a side is not known. */
export interface Ages {
  youngest: number | null;
  oldest: number | null;
}

/**
 * The ages of a guest over these nights. A stay without end is judged by the age on its first night: nobody is
 * turned away today for a birthday years ahead.
 */
export const agesOver = (wants: Wants, nights: Nights): Ages => {
  if (!wants.bornOn) return { youngest: wants.ageFrom, oldest: wants.ageTo };
  const youngest = ageOn(wants.bornOn, nights.begin)!;
  if (nights.end === 'infinity' || ageOn(wants.bornOn, nights.end) === youngest)
    return { youngest, oldest: youngest };
  return { youngest, oldest: ageOn(wants.bornOn, addDays(nights.end, -1))! };
};

/** By birth date surely, by the age band of a minor possibly; who has no known age counts as an adult. */
const isUnderSix = ({ bornOn }: Wants, { youngest, oldest }: Ages): boolean =>
  bornOn !== null ? youngest! < 6 : oldest !== null && oldest < 18 && (youngest ?? 0) < 6;

const againstAge = (wants: Wants, rule: Rule, held: Nights, ages: Ages): number => {
  const hasBirthday = wants.bornOn !== null && ages.youngest !== ages.oldest;
  const { youngest, oldest } = hasBirthday ? agesOver(wants, held) : ages;
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
 * `ages` are the guest's over these nights, handed in where many places are looked at.
 */
export const misfits = (
  place: Place,
  wants: Wants,
  nights: Nights,
  ages: Ages = agesOver(wants, nights),
): number => {
  let bits = 0;
  if (place.inService.begin > nights.begin || place.inService.end < nights.end) bits |= Misfit.closed;
  if (place.overflow && !covered(place.openings, nights)) bits |= Misfit.overflow;
  for (const rule of place.rules) {
    const held = heldDuring(rule, nights);
    if (!held) continue;
    if (rule.doors && !rule.doors.includes(wants.door)) bits |= Misfit.door;
    if (rule.placement === 'men' && wants.placement === 'women') bits |= Misfit.placement;
    if (rule.placement === 'women' && wants.placement === 'men') bits |= Misfit.placement;
    if (rule.ageFrom !== null || rule.ageTo !== null) bits |= againstAge(wants, rule, held, ages);
    if (rule.children === 'with' && !wants.partyHasChildren) bits |= Misfit.families;
    if (rule.children === 'without' && wants.partyHasChildren) bits |= Misfit.adults;
    if (rule.veteransOnly && !wants.veteran) bits |= Misfit.veterans;
  }
  if (place.kind === 'upper' && !wants.crib) {
    if (wants.lowerBunk) bits |= Misfit.lower;
    if (isUnderSix(wants, ages)) bits |= Misfit.underSix;
  }
  if (wants.accessible && !place.accessible) bits |= Misfit.accessible;
  if (wants.power && !place.power) bits |= Misfit.power;
  if (wants.nearStaff && !place.nearStaff) bits |= Misfit.nearStaff;
  if (wants.crib !== (place.kind === 'crib')) bits |= wants.crib ? Misfit.crib : Misfit.cribOnly;
  return bits;
};

/** Whether what speaks against a guest in a place could differ from night to night of the stay. */
export const variesByNight = (place: Place, nights: Nights, ages: Ages): boolean => {
  const partly = (span: Nights) =>
    overlaps(span, nights) && (span.begin > nights.begin || span.end < nights.end);
  if (partly(place.inService) || (place.overflow && place.openings.some(partly))) return true;
  return (
    ages.youngest !== ages.oldest || place.rules.some((rule) => partly(rule.nights) || rule.weekdays !== null)
  );
};

/** The night on which someone reaches an age. Born on 29 February, that is 1 March in a common year. */
const turns = (bornOn: Night, age: number): Night => {
  const year = Number(bornOn.slice(0, 4)) + age;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const day = bornOn.slice(5);
  return `${String(year).padStart(4, '0')}-${day === '02-29' && !leap ? '03-01' : day}`;
};

/** Marks the nights on which something about these places changes. */
export const markPlaces = (mark: (night: string) => void, places: Place[]): void => {
  const markBoth = ({ begin, end }: Nights) => {
    mark(begin);
    mark(end);
  };
  for (const { inService, overflow, openings, rules } of places) {
    markBoth(inService);
    if (overflow) openings.forEach(markBoth);
    for (const { nights } of rules) markBoth(nights);
  }
};

/**
 * Adds to the cuts of a span, once all others are made, the nights on which a rule of the week begins or stops to hold.
 * In a span without end those up to its last cut: after it nobody stays but who stays for good, on every weekday.
 */
export const cutWeeks = (cuts: Set<Night>, places: Place[], span: Nights): void => {
  const turns = new Set<number>();
  for (const weekdays of new Set(places.flatMap(({ rules }) => rules.map((rule) => rule.weekdays ?? []))))
    for (const day of weekdays) {
      if (!weekdays.includes((day + 6) % 7)) turns.add(day);
      if (!weekdays.includes((day + 1) % 7)) turns.add((day + 1) % 7);
    }
  if (turns.size === 0) return;
  const end = span.end === 'infinity' ? [...cuts].reduce(later) : span.end;
  for (let night = span.begin; night < end; night = addDays(night, 1))
    if (turns.has(weekdayOf(night))) cuts.add(night);
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

/** Marks the birthdays during a stay that matter here. */
export const markBirthdays = (
  mark: (night: string) => void,
  ages: number[],
  wants: Wants,
  nights: Nights,
): void => {
  if (!wants.bornOn || nights.end === 'infinity') return;
  if (ageOn(wants.bornOn, nights.begin) === ageOn(wants.bornOn, nights.end)) return;
  for (const age of ages) {
    const birthday = turns(wants.bornOn, age);
    if (birthday > nights.begin && birthday < nights.end) mark(birthday);
  }
};

/** Whether these nights are one night. */
export const isOneNight = ({ begin, end }: Nights): boolean =>
  end !== 'infinity' && Date.parse(end) - Date.parse(begin) === 86_400_000;
