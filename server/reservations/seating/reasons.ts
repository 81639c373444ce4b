import { type Night, type Nights, overlaps } from '../../../contract/nights.ts';
import type { Obstacle, ObstacleCode } from '../../../contract/obstacles.ts';
import {
  agesOver,
  cutWeeks,
  Misfit,
  markBirthdays,
  markPlaces,
  misfits,
  nothingWanted,
  turningAges,
} from './fit.ts';
import type { Kept, Place, Wants } from './types.ts';
import { Reasons, rulesOf, wordsFor } from './words.ts';

/**
 * Every reason why a guest cannot have this place on these nights, each with its nights where it does not hold on
 * all of them. `kept` is what others keep: leave out the guest's own rows. Rows of `party` do not close its unit.
 */
export const reasonsAgainst = (
  place: Place,
  wants: Wants | null,
  nights: Nights,
  kept: Kept[] = [],
  party: number | null = null,
  unitOf: (bed: number) => number | undefined = () => undefined,
): Obstacle[] => {
  const near = kept.filter(
    (row) =>
      row.bed !== null &&
      overlaps(row.nights, nights) &&
      (row.bed === place.bed || (row.unit ?? unitOf(row.bed)) === place.unit),
  );
  const cuts = new Set<Night>([nights.begin]);
  const mark = (night: string) => {
    if (night > nights.begin && night < nights.end) cuts.add(night);
  };
  markPlaces(mark, [place]);
  if (wants) markBirthdays(mark, turningAges([place]), wants, nights);
  for (const row of near) {
    mark(row.nights.begin);
    mark(row.nights.end);
  }
  cutWeeks(cuts, [place], nights);
  const begins = [...cuts].sort();
  // Judged by the age on the first night where the stay has no end, like the seating itself.
  const ages = wants && nights.end === 'infinity' ? agesOver(wants, nights) : undefined;
  const known = wants ? ~0 : Misfit.closed | Misfit.overflow;

  const reasons = new Reasons();
  begins.forEach((begin, i) => {
    const span: Nights = { begin, end: begins[i + 1] ?? nights.end };
    const there = near.filter((row) => overlaps(row.nights, span));
    const onBed = there.filter((row) => row.bed === place.bed);
    const say = (code: ObstacleCode, message: string, facts = {}) =>
      reasons.add({ code, message, dated: 'on', facts }, span);
    if (onBed.some((row) => row.kind === 'closure')) say('closed', 'Closed');
    if (onBed.some((row) => row.kind !== 'closure')) say('taken', 'Taken');
    else if (there.some((row) => row.kind !== 'closure' && row.party !== party))
      say('unit_taken', 'Another party has this room');
    const bits = misfits(place, wants ?? nothingWanted, span, ages) & known;
    const rules = rulesOf([place], span);
    const asking = wants ?? nothingWanted;
    for (const [bit, words] of wordsFor)
      if ((bits & bit) !== 0) say(words.code, words.place(asking, rules), words.facts?.(asking, rules));
  });
  return reasons.list(nights, begins.length);
};

/** A guest with the places they have or would have. */
export interface Staying {
  guest: number;
  party: number;
  client: number | null;
  /** null where the needs are not known: then only the place and other people are looked at */
  wants: Wants | null;
  seats: { bed: number; nights: Nights }[];
}

const isOwn = (row: Kept, { guest, party, client }: Staying): boolean =>
  row.kind !== 'closure' &&
  ((row.client !== null && row.client === client) || (row.guest === guest && row.party === party));

/** Which of these guests' places do not fit, and why; empty where all of them can stay. */
export const canStay = (
  places: Place[],
  kept: Kept[],
  guests: Staying[],
): { guest: number; bed: number; nights: Nights; obstacles: Obstacle[] }[] => {
  const byBed = new Map(places.map((place) => [place.bed, place]));
  return guests.flatMap((who) => {
    const others = kept.filter((row) => !isOwn(row, who));
    return who.seats.flatMap(({ bed, nights }) => {
      const place = byBed.get(bed);
      const obstacles = place
        ? reasonsAgainst(place, who.wants, nights, others, who.party, (other) => byBed.get(other)?.unit)
        : [{ code: 'no_such_place' as const, message: 'This place is no longer there' }];
      return obstacles.length > 0 ? [{ guest: who.guest, bed, nights, obstacles }] : [];
    });
  });
};
