import { type Night, type Nights, overlaps } from '../../contract/nights.ts';

/** An Inventory row that counts: so many beds of one kind on these nights. */
export interface InventoryFacts {
  householdType: number;
  availability: number;
  bedType: number;
  beds: number;
  nights: Nights;
}

/** A group of places: one household type, availability and bed type of one facility. */
export interface Group {
  /** 'HOUSEHOLDTYPE-AVAILABILITY-BEDTYPE' in HUD's codes. */
  key: string;
  householdType: number;
  availability: number;
  bedType: number;
  /** HUD 2.07.6: places for nights on which the others do not suffice. */
  overflow: boolean;
  /** How long each place is in service; their number on a night is what the inventory says for it. */
  spans: Nights[];
}

const earlier = (a: string, b: string) => [a, b].sort()[0]!;
const later = (a: string, b: string) => [a, b].sort()[1]!;

/** Groups a facility's inventory, clipped to the nights on which its project operates. */
export const groupInventory = (rows: readonly InventoryFacts[], operating: Nights): Group[] => {
  const groups = Map.groupBy(rows, (row) => `${row.householdType}-${row.availability}-${row.bedType}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, of]) => {
      const { householdType, availability, bedType } = of[0]!;
      const clipped = of.flatMap((row) => {
        const begin = later(row.nights.begin, operating.begin);
        const end = earlier(row.nights.end, operating.end);
        return begin < end ? [{ beds: row.beds, nights: { begin, end } }] : [];
      });
      return {
        key,
        householdType,
        availability,
        bedType,
        overflow: availability === 3,
        spans: spansOf(clipped),
      };
    });
};

/**
 * The fewest places that give each night its count. Where the count falls, the place that came last goes first; so a
 * record that closes and another that opens the day after go on in the same places.
 */
const spansOf = (rows: readonly { beds: number; nights: Nights }[]): Nights[] => {
  const days = [...new Set(rows.flatMap(({ nights }) => [nights.begin, nights.end]))].sort();
  const done: Nights[] = [];
  const open: Night[] = [];
  for (const day of days) {
    const count = rows
      .filter(({ nights }) => nights.begin <= day && day < nights.end)
      .reduce((sum, { beds }) => sum + beds, 0);
    while (open.length > count) done.push({ begin: open.pop()!, end: day });
    while (open.length < count) open.push(day);
  }
  // What has no end is never closed above.
  for (const begin of open) done.push({ begin, end: 'infinity' });
  return done.sort((a, b) => (a.begin === b.begin ? (a.end < b.end ? 1 : -1) : a.begin < b.begin ? -1 : 1));
};

/** A place that is there, and until when somebody's promise keeps it; null where nobody's does. */
export interface ExistingPlace {
  bedId: number;
  nights: Nights;
  overflow: boolean;
  keptUntil: Night | 'infinity' | null;
}

export interface PlaceChange {
  bedId: number;
  nights: Nights;
  overflow: boolean;
}

export interface PlacesPlan {
  add: Nights[];
  change: PlaceChange[];
  /** Places that the inventory has no more and somebody still keeps: overflow until they have left. */
  surplus: number[];
}

const covers = (span: Nights, place: ExistingPlace, tonight: Night): boolean =>
  span.begin <= tonight && (place.keptUntil === null || span.end >= place.keptUntil);

/**
 * Brings a group's places in step with its inventory without taking a place from under anybody: places that are kept get
 * the spans that cover their promises, the others what is left; what is too many ends tonight.
 */
export const planPlaces = (group: Group, existing: readonly ExistingPlace[], tonight: Night): PlacesPlan => {
  const spans = group.spans.filter(({ end }) => end > tonight);
  const takeSpan = (fits: (span: Nights) => boolean): Nights | null => {
    const at = spans.findIndex(fits);
    return at < 0 ? null : spans.splice(at, 1)[0]!;
  };
  const kept = existing
    .filter(({ keptUntil }) => keptUntil !== null)
    .sort((a, b) => (a.keptUntil === b.keptUntil ? 0 : a.keptUntil! < b.keptUntil! ? 1 : -1));
  const free = existing.filter(({ keptUntil }) => keptUntil === null);
  const plan: PlacesPlan = { add: [], change: [], surplus: [] };
  const settle = (place: ExistingPlace, nights: Nights, overflow: boolean) => {
    const same =
      place.nights.begin === nights.begin && place.nights.end === nights.end && place.overflow === overflow;
    if (!same) plan.change.push({ bedId: place.bedId, nights, overflow });
  };

  const sameSpan = (place: ExistingPlace) => (span: Nights) =>
    span.begin === place.nights.begin && span.end === place.nights.end;
  const assign = (places: ExistingPlace[], find: (place: ExistingPlace) => Nights | null): ExistingPlace[] =>
    places.filter((place) => {
      const span = find(place);
      if (span) settle(place, span, group.overflow);
      return span === null;
    });

  const keptLeft = assign(
    assign(kept, (place) => (covers(place.nights, place, tonight) ? takeSpan(sameSpan(place)) : null)),
    (place) => takeSpan((span) => covers(span, place, tonight)),
  );
  for (const place of keptLeft) {
    const span = takeSpan((one) => overlaps(one, { begin: tonight, end: place.keptUntil! }));
    const end = span && span.end > place.keptUntil! ? span.end : place.keptUntil!;
    const begin = span && span.begin < place.nights.begin ? span.begin : place.nights.begin;
    settle(place, { begin, end }, span === null || span.begin > tonight || group.overflow);
    plan.surplus.push(place.bedId);
  }
  const freeLeft = assign(
    assign(free, (place) => takeSpan(sameSpan(place))),
    (place) => takeSpan((span) => span.begin === place.nights.begin),
  );
  for (const place of freeLeft) {
    const span = takeSpan(() => true);
    const ended = { begin: place.nights.begin, end: earlier(place.nights.end, tonight) };
    if (span) settle(place, span, group.overflow);
    else
      settle(
        place,
        ended.end < ended.begin ? { begin: ended.begin, end: ended.begin } : ended,
        place.overflow,
      );
  }
  plan.add = spans;
  return plan;
};
