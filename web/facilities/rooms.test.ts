import { describe, expect, test } from 'vitest';
import type { BoardPlace, ExpectedGuest } from '../../contract/reservations.ts';
import { deckBeside, type Spot } from './board-movement.ts';
import { bedOf, bedsToGive, pickPlace } from './choices.ts';
import { furnish, isOfSort, namePlace, needsMet, outlineOf, stateOf } from './rooms.ts';

const place = (bedId: number, more: Partial<BoardPlace> = {}): BoardPlace => ({
  bedId,
  roomId: 1,
  unitId: null,
  label: `A${bedId}`,
  kind: 'single',
  bunk: null,
  accessible: false,
  power: false,
  nearStaff: false,
  overflow: false,
  placement: null,
  state: 'free',
  away: null,
  confirmed: false,
  guestId: null,
  clientId: null,
  shortName: null,
  why: null,
  heldUntil: null,
  ...more,
});

const kinds = { lower: 'lower', upper: 'upper', single: 'single', cot: 'cot', mat: 'mat', crib: 'crib' };

describe('a room as it stands', () => {
  test('two places of a bunk are one piece, lower below; a lower without a name stands alone', () => {
    const pieces = furnish({
      id: 1,
      name: 'Dormitory',
      about: {
        placement: null,
        ageFrom: null,
        ageTo: null,
        families: false,
        veterans: false,
        oneParty: false,
      },
      units: [{ id: 5, name: 'Room 1', kind: 'private_room' }],
      places: [
        place(1, { kind: 'lower', bunk: 'A1' }),
        place(2, { kind: 'upper', bunk: 'A1' }),
        place(3, { kind: 'lower' }),
        place(4, { kind: 'cot' }),
        place(5, { unitId: 5 }),
        place(6, { unitId: 5, kind: 'crib' }),
      ],
    });
    expect(
      pieces.map((p) =>
        p.is === 'unit'
          ? [p.unit.name, ...p.places.map((x) => x.bedId)]
          : p.is === 'bunk'
            ? [p.upper?.bedId, p.lower?.bedId]
            : [p.place.bedId],
      ),
    ).toEqual([[2, 1], [undefined, 3], [4], ['Room 1', 5, 6]]);
  });

  test('a place is named with its kind once; inside a private room only where the kind matters', () => {
    expect(namePlace(place(1, { label: 'A6 lower', kind: 'lower' }), kinds)).toBe('A6 lower');
    expect(namePlace(place(1, { label: 'A6', kind: 'lower' }), kinds)).toBe('A6 lower');
    expect(namePlace(place(1, { label: '2a', unitId: 3 }), kinds)).toBe('2a');
    expect(namePlace(place(1, { label: '2a', unitId: 3, kind: 'upper' }), kinds)).toBe('2a upper');
    expect(namePlace(place(1, { label: 'Mat 7', kind: 'mat' }), kinds)).toBe('Mat 7');
  });

  test('a private room takes the state of its party; a barred guest is barred only as a guest at risk', () => {
    const barred = new Set([7]);
    expect(stateOf(place(1, { state: 'at_risk', guestId: 7 }), barred)).toBe('barred');
    expect(stateOf(place(1, { state: 'in_house', guestId: 7 }), barred)).toBe('in_house');
    expect(outlineOf([place(1, { state: 'expected' }), place(2, { state: 'kept' })], barred)).toBe(
      'expected',
    );
    expect(outlineOf([place(1, { state: 'expected' }), place(2, { state: 'in_house' })], barred)).toBe(
      'in_house',
    );
    expect(outlineOf([place(1, { state: 'closed' }), place(2, { state: 'closed' })], barred)).toBe('closed');
  });

  test('what a place has of what is needed', () => {
    const outlet = place(1, { kind: 'lower', power: true });
    expect(needsMet(outlet, ['lower_bunk', 'power', 'accessible'])).toEqual(['lower_bunk', 'power']);
    expect(needsMet(place(1, { kind: 'upper' }), ['lower_bunk', 'near_staff'])).toEqual([]);
    expect(isOfSort(place(1, { kind: 'upper' }), 'withoutClimbing')).toBe(false);
    expect(isOfSort(place(1, { kind: 'cot', state: 'held' }), 'any')).toBe(false);
    expect(isOfSort(place(1, { unitId: 2 }), 'privateRoom')).toBe(true);
  });
});

describe('picking a place', () => {
  const guest = (guestId: number, bedId: number | null, more: Partial<ExpectedGuest> = {}) =>
    ({ guestId, bedId, sharesWith: null, confirmed: false, needs: [], age: 30, ...more }) as ExpectedGuest;
  const byId = (places: BoardPlace[]) => new Map(places.map((p) => [p.bedId, p]));
  const dormitory = byId([place(1), place(2), place(3)]);

  test('two of a party swap; what is proposed anyway is no choice', () => {
    const party = [guest(10, 1), guest(11, 2)];
    const swapped = pickPlace(party, new Map(), dormitory, 10, 2);
    expect([...swapped]).toEqual([
      [10, 2],
      [11, 1],
    ]);
    expect(pickPlace(party, swapped, dormitory, 10, 1).size).toBe(0);
    expect([...pickPlace(party, new Map(), dormitory, 10, 3)]).toEqual([[10, 3]]);
  });

  test('a family moves into another room as one, whoever must lie low first', () => {
    const rooms = byId([
      place(1, { unitId: 1 }),
      place(2, { unitId: 1 }),
      place(3, { unitId: 1 }),
      place(4, { unitId: 2, kind: 'upper' }),
      place(5, { unitId: 2, kind: 'lower' }),
      place(6, { unitId: 2, kind: 'upper' }),
    ]);
    const party = [guest(10, 1), guest(11, 2, { age: 9 }), guest(12, 3, { age: 4 })];
    const moved = pickPlace(party, new Map(), rooms, 10, 4);
    expect(Object.fromEntries(moved)).toEqual({ 10: 4, 12: 5, 11: 6 });
  });

  test('a room too small for all takes the one it was picked for', () => {
    const rooms = byId([place(1, { unitId: 1 }), place(2, { unitId: 1 }), place(3, { unitId: 2 })]);
    expect([...pickPlace([guest(10, 1), guest(11, 2)], new Map(), rooms, 10, 3)]).toEqual([[10, 3]]);
  });

  test('giving names what is chosen and what nobody has confirmed, never who shares', () => {
    const party = [
      guest(10, 1, { confirmed: true }),
      guest(11, 2),
      guest(12, null, { sharesWith: 10 }),
      guest(13, 3, { confirmed: true }),
    ];
    const choices = new Map([[13, 4]]);
    expect(bedsToGive(party, choices)).toEqual([
      { guestId: 11, bedId: 2 },
      { guestId: 13, bedId: 4 },
    ]);
    expect(bedOf(party[0]!, choices)).toBe(1);
  });
});

describe('arrows on the board', () => {
  const spot = (bedId: number, left: number, top: number): Spot => ({
    bedId,
    left,
    top,
    width: 90,
    height: 36,
  });
  // Two bunks beside each other, a single at the height of the lowers, a wider row below.
  const spots = [
    spot(1, 0, 0),
    spot(2, 0, 40),
    spot(3, 100, 0),
    spot(4, 100, 40),
    spot(5, 200, 40),
    spot(6, 20, 120),
  ];

  test('left and right stay on the line of decks, up and down lead to the nearest', () => {
    expect(deckBeside(spots, 1, 'right')).toBe(3);
    expect(deckBeside(spots, 4, 'right')).toBe(5);
    expect(deckBeside(spots, 3, 'right')).toBeNull();
    expect(deckBeside(spots, 5, 'left')).toBe(4);
    expect(deckBeside(spots, 3, 'down')).toBe(4);
    expect(deckBeside(spots, 2, 'down')).toBe(6);
    expect(deckBeside(spots, 5, 'up')).toBe(3);
    expect(deckBeside(spots, 1, 'up')).toBeNull();
  });
});
