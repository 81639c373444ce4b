import type { Nights } from '../../../contract/nights.ts';
import type { Obstacle } from '../../../contract/obstacles.ts';
import { drawFloor } from './drawing.ts';
import { seatTonight } from './exact.ts';
import { agesOver, Misfit, misfits } from './fit.ts';
import { type Floor, Held, nightsOf, unitIsOpenTo } from './floor.ts';
import type { Layout } from './layout.ts';
import { lookAt } from './night.ts';
import type { Kept, Place, Request, Wants } from './types.ts';
import { Reasons, rulesOf, wordsFor } from './words.ts';

/** A refusal asks the exact check many times over, and may be a little less sure of its reasons for it. */
const mostSteps = 300;

const notInUse = Misfit.closed | Misfit.overflow;

/** What speaks against each place for one guest on one stretch. */
interface View {
  places: Place[];
  bits: number[];
  span: Nights;
}

const viewOf = (floor: Floor, who: number, stretch: number): View => {
  const { places } = floor.layout;
  const { wants, nights } = floor.stays[who]!;
  const span = nightsOf(floor, stretch, stretch + 1);
  const ages = agesOver(wants!, nights.end === 'infinity' ? nights : span);
  return { places, span, bits: places.map((place) => misfits(place, wants!, span, ages)) };
};

/** Why no place here would do even in an empty house: what every place lacks, or what the last suitable ones lack. */
const addStructural = (reasons: Reasons, wants: Wants, { places, bits, span }: View): void => {
  const inUse = bits.map((_, b) => b).filter((b) => (bits[b]! & notInUse) === 0);
  if (inUse.length === 0) {
    const onlyOverflow = bits.some((bit) => (bit & Misfit.closed) === 0);
    const message = onlyOverflow ? 'Overflow is not open' : 'Not open';
    reasons.add({ code: onlyOverflow ? 'overflow_closed' : 'closed', message, dated: 'for' }, span);
    return;
  }
  const say = (bit: number, among: number[], rest = '') => {
    const words = wordsFor.find(([b]) => b === bit)![1];
    const rules = rulesOf(
      among.map((b) => places[b]!),
      span,
    );
    const facts = words.facts?.(wants, rules);
    reasons.add({ code: words.code, message: words.here(wants, rules), dated: 'on', facts, rest }, span);
  };
  const everywhere = wordsFor.filter(([bit]) => inUse.every((b) => (bits[b]! & bit) !== 0));
  for (const [bit] of everywhere) say(bit, inUse);
  if (everywhere.length > 0) return;
  let suitable = inUse;
  for (const [bit] of wordsFor) {
    const next = suitable.filter((b) => (bits[b]! & bit) === 0);
    if (next.length === 0) {
      say(bit, suitable, ' that meets the other needs');
      return;
    }
    suitable = next;
  }
};

const sayFree = (floor: Floor, free: number[]): string => {
  if (free.length === 0) return '';
  const kinds = new Map<string, number>();
  for (const b of free) {
    const { kind } = floor.layout.places[b]!;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  if (kinds.size > 1) return `; ${free.length} other places free`;
  const [kind, n] = [...kinds][0]!;
  const plain = kind === 'upper' || kind === 'lower' ? kind : n === 1 ? kind : `${kind}s`;
  return `; ${n} ${plain} free`;
};

/** Why this guest, who would fit here, gets no place tonight: which need, if it were dropped, would open one. */
const addTonight = (
  reasons: Reasons,
  floor: Floor,
  stretch: number,
  seated: number[],
  who: number,
  view: View,
): void => {
  const { party, wants } = floor.stays[who]!;
  const free = view.bits
    .map((_, b) => b)
    .filter((b) => (view.bits[b]! & notInUse) === 0)
    .filter((b) => floor.held[b * floor.stretches + stretch] === Held.free)
    .filter((b) => unitIsOpenTo(floor, b, party, stretch, stretch + 1));
  const canAll = (guests: number[]) => seatTonight(lookAt(floor, stretch), guests) !== null;
  const size = floor.stays.filter((stay) => stay.asked).length;
  if (free.length === 0) {
    reasons.add({ code: 'full', message: 'Full', dated: 'for' }, view.span);
    return;
  }

  const tooMany = seated.length > 0 && canAll([who]);
  let explained = false;
  for (const [bit, words] of wordsFor) {
    if ((bit & notInUse) !== 0 || !view.bits.some((bits) => (bits & bit) !== 0)) continue;
    floor.overlooked.set(who, bit);
    if (canAll([...seated, who])) {
      explained = true;
      const others = free.filter((b) => (view.bits[b]! & bit) !== 0 && !(view.bits[b]! & ~bit));
      const rules = rulesOf(others.length > 0 ? others.map((b) => view.places[b]!) : view.places, view.span);
      const has = seated.filter((g) => needs(floor.stays[g]!.wants!, bit)).length;
      const scarce = tooMany && words.thing && has > 0;
      const message = scarce
        ? `Only ${has} ${words.thing}${has > 1 ? 's' : ''} left`
        : words.left(wants!, rules);
      const facts = { ...words.facts?.(wants!, rules), free: others.length };
      reasons.add(
        { code: words.code, message, dated: 'for', facts, rest: sayFree(floor, others) },
        view.span,
      );
    }
    floor.overlooked.delete(who);
  }
  if (tooMany && !explained) {
    const message = seated.length === 1 ? 'Only 1 place left' : `Only ${seated.length} places left`;
    const rest = `; the party needs ${size}`;
    reasons.add(
      { code: 'party_too_large', message, dated: 'for', facts: { left: seated.length, size }, rest },
      view.span,
    );
    explained = true;
  }
  if (explained) return;

  // No single need is to blame: name those that nothing free meets.
  const unmet = wordsFor.filter(([bit]) => free.every((b) => (view.bits[b]! & bit) !== 0));
  const rules = rulesOf(
    free.map((b) => view.places[b]!),
    view.span,
  );
  for (const [, words] of unmet) {
    const facts = { ...words.facts?.(wants!, rules), free: free.length };
    reasons.add({ code: words.code, message: words.left(wants!, rules), dated: 'for', facts }, view.span);
  }
  if (unmet.length > 0) return;
  const facts = { free: free.length };
  const message = 'No place left that fits';
  reasons.add(
    { code: 'no_fitting_place', message, dated: 'for', facts, rest: sayFree(floor, free) },
    view.span,
  );
};

const needs = (wants: Wants, bit: number): boolean =>
  (bit === Misfit.lower && wants.lowerBunk) ||
  (bit === Misfit.accessible && wants.accessible) ||
  (bit === Misfit.power && wants.power) ||
  (bit === Misfit.nearStaff && wants.nearStaff) ||
  (bit === Misfit.crib && wants.crib);

/** Whether the party would not fit even if nobody else were here. */
const tooLargeEver = (floor: Floor, stretch: number, guests: number[]): number | null => {
  const empty: Floor = { ...floor, held: new Int32Array(floor.held.length) };
  const seated: number[] = [];
  for (const who of guests) if (seatTonight(lookAt(empty, stretch), [...seated, who])) seated.push(who);
  return seated.length < guests.length ? seated.length : null;
};

/** All the reasons why the guests of a request cannot be seated, night by night, each with its nights. */
export const explainRefusal = (layout: Layout, kept: Kept[], request: Request): Obstacle[] => {
  const reasons = new Reasons();
  const floor = drawFloor(layout, kept, request, request.nights);
  floor.patience.left = mostSteps;
  const guests: number[] = [];
  floor.stays.forEach((stay, who) => {
    if (!stay.asked) return;
    guests.push(who);
    // Night by night also for a stay without end: what fails on a night is said with that night.
    stay.whole = false;
  });
  for (let s = 0; s < floor.stretches; s++) {
    const span = nightsOf(floor, s, s + 1);
    const views = new Map(guests.map((who) => [who, viewOf(floor, who, s)]));
    const outside = guests.filter((who) => views.get(who)!.bits.every((bits) => bits !== 0));
    for (const who of outside) addStructural(reasons, floor.stays[who]!.wants!, views.get(who)!);
    const inside = guests.filter((who) => !outside.includes(who));
    if (seatTonight(lookAt(floor, s), inside)) continue;
    const most = tooLargeEver(floor, s, inside);
    if (most !== null) {
      const message = `The party of ${guests.length} is too large: at most ${most} of them fit here`;
      reasons.add(
        { code: 'party_too_large', message, dated: 'on', facts: { most, size: guests.length } },
        span,
      );
    }
    const seated: number[] = [];
    for (const who of inside) {
      if (seatTonight(lookAt(floor, s), [...seated, who])) seated.push(who);
      else if (most === null) addTonight(reasons, floor, s, seated, who, views.get(who)!);
    }
  }
  const obstacles = reasons.list(request.nights, floor.stretches);
  if (obstacles.length > 0) return obstacles;
  const message = 'Places on every night, but none that can be kept for the whole stay';
  return [{ code: 'no_place_throughout', message, facts: { night: request.nights.begin } }];
};
