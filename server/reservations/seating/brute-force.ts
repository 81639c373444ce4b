import { addDays, type Night, type Nights } from '../../../contract/nights.ts';
import type { Kept, Place, Request, Wants } from './seating.ts';

/** Whether a place takes a person on one night. Written apart from the code under test, for one night only. */
export const takes = (place: Place, wants: Wants, night: Night, firstNight = night): boolean => {
  const isIn = ({ begin, end }: { begin: string; end: string }) => begin <= night && night < end;
  const [yearOf, monthOf, dayOf] = night.split('-').map(Number);
  const weekday = new Date(yearOf!, monthOf! - 1, dayOf!, 12).getDay();
  const isOfWeek = (weekdays: number[] | null) => weekdays === null || weekdays.includes(weekday);
  const years = (day: Night) => {
    const [y, m, d] = wants.bornOn!.split('-').map(Number);
    const [Y, M, D] = day.split('-').map(Number);
    return Y! - y! - (M! < m! || (M === m && D! < d!) ? 1 : 0);
  };
  const age = wants.bornOn ? years(firstNight) : null;
  if (!isIn(place.inService)) return false;
  if (place.overflow && !place.openings.some(isIn)) return false;
  for (const rule of place.rules.filter((one) => isIn(one.nights) && isOfWeek(one.weekdays))) {
    if (rule.placement && wants.placement !== rule.placement && !['any', 'safest'].includes(wants.placement))
      return false;
    const low = age ?? wants.ageFrom;
    const high = age ?? wants.ageTo;
    if (rule.ageFrom !== null && (low === null || low < rule.ageFrom)) return false;
    if (rule.ageTo !== null && (high === null || high > rule.ageTo)) return false;
    if (rule.children === 'with' && !wants.partyHasChildren) return false;
    if (rule.children === 'without' && wants.partyHasChildren) return false;
    if (rule.veteransOnly && !wants.veteran) return false;
    if (rule.doors && !rule.doors.includes(wants.door)) return false;
  }
  if (place.kind === 'upper' && (wants.lowerBunk || (age !== null && age < 6))) return false;
  if (place.kind === 'upper' && age === null && wants.ageTo !== null && wants.ageTo < 18)
    if ((wants.ageFrom ?? 0) < 6) return false;
  if ((place.kind === 'crib') !== wants.crib) return false;
  return (
    (place.accessible || !wants.accessible) &&
    (place.power || !wants.power) &&
    (place.nearStaff || !wants.nearStaff)
  );
};

interface Person {
  party: number;
  wants: Wants;
  first: number;
  count: number;
  isEndless: boolean;
}

/**
 * Whether a request can be seated at all, by trying everything: each person keeps one bed, or, where the stay ends,
 * takes any bed of the dormitory night by night. `begin` and `days` are the nights that matter; the last of them
 * stands for all that follow. Null where that would take too long.
 */
export const canBeSeated = (
  places: Place[],
  kept: Kept[],
  request: Request,
  begin: Night,
  days: number,
): boolean | null => {
  // One night alone is quick to try, and what fails there need not be tried over all the nights.
  for (let i = 0; days > 1 && i < days; i++) {
    const night = addDays(begin, i);
    const tonight = { begin: night, end: addDays(night, 1) };
    const isThen = ({ nights }: { nights: Nights }) => nights.begin <= night && night < nights.end;
    // Those who stay without end are judged by the age on their first night, so they are left out here.
    const ends = ({ nights }: { nights: Nights }) => nights.end !== 'infinity';
    const rows = kept
      .filter((row) => isThen(row) && (!row.movable || ends(row)))
      .map((row) => ({ ...row, nights: tonight }));
    const guests = isThen(request) && ends(request) ? request.guests : [];
    if (tryAll(places, rows, { ...request, nights: tonight, guests }, night, 1) === false) return false;
  }
  return tryAll(places, kept, request, begin, days);
};

const mostSteps = 30_000;

const tryAll = (
  places: Place[],
  kept: Kept[],
  request: Request,
  begin: Night,
  days: number,
): boolean | null => {
  let steps = 0;
  const night = Array.from({ length: days }, (_, i) => addDays(begin, i));
  const shared = new Set(
    places
      .filter((one) => one.privateUnit || places.filter((other) => other.unit === one.unit).length > 1)
      .map((one) => one.bed),
  );
  const bedAt = new Map<string, true>();
  const partiesAt = new Map<string, number[]>();
  const unitOf = new Map(places.map((one) => [one.bed, one.unit]));
  const indexesOf = (nights: { begin: string; end: string }) =>
    night.flatMap((day, i) => (nights.begin <= day && day < nights.end ? [i] : []));

  const people: Person[] = [];
  const toPerson = (nights: { begin: string; end: string }, party: number, wants: Wants) => {
    const at = indexesOf(nights);
    people.push({ party, wants, first: at[0]!, count: at.length, isEndless: nights.end === 'infinity' });
  };
  for (const row of kept) {
    if (row.bed === null) continue;
    if (row.movable) toPerson(row.nights, row.party, row.wants!);
    else
      for (const i of indexesOf(row.nights)) {
        bedAt.set(`${row.bed} ${i}`, true);
        if (row.kind === 'closure') continue;
        const key = `${unitOf.get(row.bed)} ${i}`;
        partiesAt.set(key, [...(partiesAt.get(key) ?? []), row.party]);
      }
  }
  for (const guest of request.guests)
    if (guest.sharesWith === null) toPerson(request.nights, request.party, guest.wants);

  const isFree = (bed: number, party: number, i: number) =>
    !bedAt.has(`${bed} ${i}`) &&
    (partiesAt.get(`${unitOf.get(bed)} ${i}`) ?? []).every((other) => other === party);
  const put = (bed: number, party: number, i: number) => {
    bedAt.set(`${bed} ${i}`, true);
    const key = `${unitOf.get(bed)} ${i}`;
    partiesAt.set(key, [...(partiesAt.get(key) ?? []), party]);
  };
  const lift = (bed: number, i: number) => {
    bedAt.delete(`${bed} ${i}`);
    const key = `${unitOf.get(bed)} ${i}`;
    partiesAt.set(key, partiesAt.get(key)!.slice(0, -1));
  };

  const seatFrom = (n: number): boolean => {
    const who = people[n];
    if (!who) return true;
    if (++steps > mostSteps) return false;
    const { first, count, party, wants, isEndless } = who;
    // Who stays without end is there on every weekday that follows the last night, too.
    const week = (i: number) => (isEndless && i === days - 1 ? [0, 1, 2, 3, 4, 5, 6] : [0]);
    const fits = (one: Place, i: number) =>
      isFree(one.bed, party, i) &&
      week(i).every((more) =>
        takes(one, wants, addDays(night[i]!, more), isEndless ? night[first]! : night[i]!),
      );
    const byNight = (i: number, dormitory: number[]): boolean => {
      if (i === first + count) return seatFrom(n + 1);
      return dormitory.some((bed) => {
        if (!fits(places.find((one) => one.bed === bed)!, i)) return false;
        put(bed, party, i);
        if (byNight(i + 1, dormitory)) return true;
        lift(bed, i);
        return false;
      });
    };
    for (const one of places) {
      if (count > 1 && !isEndless && !shared.has(one.bed)) continue;
      const span = Array.from({ length: count }, (_, i) => first + i);
      if (!span.every((i) => fits(one, i))) continue;
      for (const i of span) put(one.bed, party, i);
      if (seatFrom(n + 1)) return true;
      for (const i of span) lift(one.bed, i);
    }
    if (count === 1 || isEndless) return false;
    return byNight(
      first,
      places.filter((one) => !shared.has(one.bed)).map((one) => one.bed),
    );
  };
  people.sort((a, b) => Number(b.isEndless) - Number(a.isEndless) || b.count - a.count);
  const found = seatFrom(0);
  return steps > mostSteps ? null : found;
};
