import { describe, expect, test } from 'vitest';
import {
  closure,
  confirmed,
  nights,
  onwards,
  place,
  privateRoom,
  promise,
  rule,
  violations,
  wants,
} from './fixtures.ts';
import { displacedBy, type Kept, type Move, type Place } from './seating.ts';

const two = [place(1), place(2)];

/** The rows as they would be saved, for the checker. */
const moved = (kept: Kept[], moves: Move[]): Kept[] =>
  kept.flatMap((row) => {
    const move = moves.find(({ assignment }) => assignment === row.assignment);
    return move && row.kind !== 'closure' ? move.seats.map((seat) => ({ ...row, ...seat })) : [row];
  });

const closed = (places: Place[], kept: Kept[]) => {
  const found = displacedBy(places, kept);
  const rows = moved(kept, found.moves).filter(
    (row) => !found.displaced.some(({ assignment }) => assignment === row.assignment),
  );
  expect(violations(places, rows)).toEqual([]);
  return found;
};

describe('closing beds', () => {
  test('nothing happens where nobody is', () => {
    expect(closed(two, [promise(1, 1), closure(9, 2)])).toEqual({ moves: [], displaced: [] });
  });

  test('a provisional promise goes elsewhere', () => {
    expect(closed(two, [promise(1, 1), closure(9, 1)])).toEqual({
      moves: [{ assignment: 1, seats: [{ bed: 2, nights: nights() }] }],
      displaced: [],
    });
  });

  test('a confirmed promise is displaced, and so is a provisional one without another place', () => {
    expect(closed(two, [confirmed(1, 1), closure(9, 1)])).toEqual({
      moves: [],
      displaced: [{ assignment: 1, obstacles: [{ code: 'closed', message: 'Closed' }] }],
    });
    const kept = [promise(1, 1), confirmed(2, 2), closure(9, 1)];
    expect(closed(two, kept).displaced).toMatchObject([
      { assignment: 1, obstacles: [{ message: 'Closed' }, { message: 'Full for Tue 24 Nov' }] },
    ]);
  });

  test('closed for a part of the stay: moves whole, or changes bed where that is all there is', () => {
    const kept = [promise(1, 1, { nights: nights(3) }), closure(9, 1, { nights: nights(1, 1) })];
    expect(closed(two, kept).moves).toEqual([{ assignment: 1, seats: [{ bed: 2, nights: nights(3) }] }]);
    const busy = [...kept, confirmed(2, 2, { nights: nights(1) })];
    expect(closed(two, busy).moves).toEqual([
      {
        assignment: 1,
        seats: [
          { bed: 1, nights: nights(1) },
          { bed: 2, nights: nights(2, 1) },
        ],
      },
    ]);
  });

  test('the earliest stay is seated first, and one that is displaced keeps what it has', () => {
    const places = [place(1), place(2), place(3)];
    const kept = [
      promise(1, 1, { nights: nights(3, 1) }),
      promise(2, 2, { nights: nights(3) }),
      closure(8, 1, { nights: onwards() }),
      closure(9, 2, { nights: onwards() }),
    ];
    expect(closed(places, kept)).toMatchObject({
      moves: [{ assignment: 2, seats: [{ bed: 3 }] }],
      displaced: [{ assignment: 1 }],
    });
  });

  test('a family goes to another room together, and others make way', () => {
    const places = [...privateRoom(50, [1, 2]), ...privateRoom(51, [3, 4]), place(5)];
    const family = [promise(1, 1, { party: 7 }), promise(2, 2, { party: 7 })];
    const kept = [...family, promise(3, 3), closure(8, 1), closure(9, 2)];
    expect(closed(places, kept)).toEqual({
      moves: [
        { assignment: 1, seats: [{ bed: 3, nights: nights() }] },
        { assignment: 2, seats: [{ bed: 4, nights: nights() }] },
        { assignment: 3, seats: [{ bed: 5, nights: nights() }] },
      ],
      displaced: [],
    });
  });
});

describe('changing rules and facts', () => {
  test('two rooms that swap their placement swap their guests', () => {
    const men = rule({ placement: 'men' });
    const women = rule({ placement: 'women' });
    const places = [place(1, { rules: [women] }), place(2, { rules: [men] })];
    const kept = [
      promise(1, 1, { wants: wants({ placement: 'men' }) }),
      promise(2, 2, { wants: wants({ placement: 'women' }) }),
    ];
    expect(closed(places, kept)).toEqual({
      moves: [
        { assignment: 1, seats: [{ bed: 2, nights: nights() }] },
        { assignment: 2, seats: [{ bed: 1, nights: nights() }] },
      ],
      displaced: [],
    });
  });

  test('a rule from a later night on', () => {
    const later = rule({ placement: 'women', nights: onwards(2) });
    const kept = [promise(1, 1, { nights: nights(4), wants: wants({ placement: 'men' }) })];
    expect(closed([place(1, { rules: [later] })], kept).displaced).toMatchObject([
      { assignment: 1, obstacles: [{ message: "Women's room on Thu 26 Nov to Fri 27 Nov" }, {}] },
    ]);
  });

  test('somebody stayed on in a promised bed, or in another bed of a promised room', () => {
    const there = confirmed(9, 1, { kind: 'presence' });
    expect(closed(two, [promise(1, 1), there]).moves).toMatchObject([{ assignment: 1, seats: [{ bed: 2 }] }]);
    const room = privateRoom(50, [1, 2]);
    expect(displacedBy(room, [promise(1, 2), there]).displaced).toMatchObject([
      { assignment: 1, obstacles: [{ code: 'unit_taken' }, { code: 'full' }] },
    ]);
    expect(displacedBy(two, [promise(1, 1, { client: 5 }), { ...there, client: 5 }])).toEqual({
      moves: [],
      displaced: [],
    });
  });

  test('a bed that is gone, or out of service', () => {
    expect(displacedBy([place(2)], [promise(1, 1)]).moves).toMatchObject([{ seats: [{ bed: 2 }] }]);
    const until = place(1, { inService: { begin: '2000-01-01', end: '2026-11-25' } });
    expect(displacedBy([until], [confirmed(1, 1, { nights: nights(2) })]).displaced).toMatchObject([
      { obstacles: [{ message: 'Not in use on Wed 25 Nov' }] },
    ]);
  });

  test('nobody is moved whose place still fits, except to make way', () => {
    const kept = [promise(1, 2), promise(2, 1), closure(9, 1, { nights: nights(1, 5) })];
    expect(closed(two, kept)).toEqual({ moves: [], displaced: [] });
  });
});
