import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Night, type Nights } from '../../contract/nights.ts';
import { type ExistingPlace, groupInventory, type InventoryFacts, planPlaces } from './rules-places.ts';

const always: Nights = { begin: '-infinity', end: 'infinity' };
const facts = (beds: number, begin: Night, end: string): InventoryFacts => ({
  householdType: 1,
  availability: 1,
  bedType: 1,
  beds,
  nights: { begin, end },
});
const spans = (rows: InventoryFacts[], operating = always) =>
  (groupInventory(rows, operating)[0]?.spans ?? []).map(({ begin, end }) => `${begin} ${end}`);

describe('groupInventory', () => {
  it('lets a record that opens the day after another closed go on in its places', () => {
    expect(spans([facts(2, '2020-01-01', '2026-08-01'), facts(3, '2026-08-01', 'infinity')])).toEqual([
      '2020-01-01 infinity',
      '2020-01-01 infinity',
      '2026-08-01 infinity',
    ]);
  });

  it('lets the place that came last go first', () => {
    expect(spans([facts(1, '2020-01-01', 'infinity'), facts(1, '2026-12-01', '2027-04-01')])).toEqual([
      '2020-01-01 infinity',
      '2026-12-01 2027-04-01',
    ]);
  });

  it('has no place outside of the nights on which the project operates', () => {
    expect(spans([facts(1, '2020-01-01', 'infinity')], { begin: '2021-01-01', end: '2026-01-01' })).toEqual([
      '2021-01-01 2026-01-01',
    ]);
  });

  it('keeps household types, availabilities and bed types apart', () => {
    const rows = [
      facts(1, '2020-01-01', 'infinity'),
      { ...facts(2, '2020-01-01', 'infinity'), availability: 3 },
    ];
    expect(
      groupInventory(rows, always).map(({ key, overflow, spans: { length } }) => [key, overflow, length]),
    ).toEqual([
      ['1-1-1', false, 1],
      ['1-3-1', true, 2],
    ]);
  });
});

const day = (n: number) => addDays('2026-01-01', n);
const tonight = day(30);
const anySpan = fc
  .tuple(fc.integer({ min: -40, max: 60 }), fc.integer({ min: 1, max: 80 }), fc.boolean())
  .map(
    ([begin, length, open]): Nights => ({ begin: day(begin), end: open ? 'infinity' : day(begin + length) }),
  );
const anyRows = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), anySpan)
    .map(([beds, nights]) => facts(beds, nights.begin, nights.end)),
  { maxLength: 4 },
);
const holds = ({ begin, end }: Nights, night: Night) => begin <= night && night < end;

it('on every night there are as many places as the inventory says', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const group = groupInventory(rows, always)[0];
      for (let n = -45; n < 150; n++) {
        const night = day(n);
        const said = rows
          .filter(({ nights }) => holds(nights, night))
          .reduce((sum, { beds }) => sum + beds, 0);
        expect((group?.spans ?? []).filter((span) => holds(span, night)).length).toBe(said);
      }
    }),
    { numRuns: 200 },
  );
});

describe('planPlaces', () => {
  const existing = fc
    .array(
      fc.tuple(
        anySpan,
        fc.boolean(),
        fc.option(fc.oneof(fc.constant('infinity'), fc.integer({ min: 31, max: 90 }).map(day))),
      ),
      { maxLength: 8 },
    )
    .map((places) =>
      places.map(
        ([nights, overflow, keptUntil], i): ExistingPlace => ({ bedId: i + 1, nights, overflow, keptUntil }),
      ),
    );

  const carriedOut = (places: readonly ExistingPlace[], plan: ReturnType<typeof planPlaces>) => [
    ...places.map((place) => ({ ...place, ...plan.change.find(({ bedId }) => bedId === place.bedId) })),
    ...plan.add.map((nights) => ({ bedId: 0, nights, overflow: false, keptUntil: null })),
  ];

  it('never ends a place before the promises in it, and counts right from tonight on', () => {
    fc.assert(
      fc.property(anyRows, existing, (rows, places) => {
        const group = groupInventory(rows, always)[0];
        if (!group) return;
        const plan = planPlaces(group, places, tonight);
        const now = carriedOut(places, plan);
        for (const place of places.filter(({ keptUntil }) => keptUntil !== null)) {
          const mine = now.find(({ bedId }) => bedId === place.bedId)!;
          expect(mine.nights.end >= place.keptUntil!).toBe(true);
        }
        for (let n = 30; n < 150; n++) {
          const said = group.spans.filter((span) => holds(span, day(n))).length;
          const regular = now.filter(
            (place) => holds(place.nights, day(n)) && !plan.surplus.includes(place.bedId),
          );
          expect(regular.length).toBeLessThanOrEqual(said);
          expect(now.filter((place) => holds(place.nights, day(n))).length).toBeGreaterThanOrEqual(said);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has nothing left to do once it is done', () => {
    fc.assert(
      fc.property(anyRows, existing, (rows, places) => {
        const group = groupInventory(rows, always)[0];
        if (!group) return;
        const first = planPlaces(group, places, tonight);
        const now = carriedOut(places, first).map((place, i) => ({ ...place, bedId: i + 1 }));
        const standing = now.filter(({ nights, keptUntil }) => nights.end > tonight || keptUntil !== null);
        const second = planPlaces(group, standing, tonight);
        expect([second.add, second.change]).toEqual([[], []]);
      }),
      { numRuns: 300 },
    );
  });
});
