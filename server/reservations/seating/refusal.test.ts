import { describe, expect, test } from 'vitest';
import {
  asked,
  closure,
  confirmed,
  messages,
  nights,
  onwards,
  outcome,
  place,
  privateRoom,
  promise,
  request,
  rule,
} from './fixtures.ts';
import { type Asked, type Kept, type Place, seat } from './seating.ts';

const men = { rules: [rule({ placement: 'men' })] };
const women = { rules: [rule({ placement: 'women' })] };
const lowerPlease = asked(1, { lowerBunk: true });

describe('no place here would ever do', () => {
  test.each<[string, Place[], Asked, string[]]>([
    ['placement', [place(1, men), place(2, men)], asked(1, { placement: 'women' }), ["Men's placement only"]],
    [
      'age',
      [place(1, { rules: [rule({ ageFrom: 18, ageTo: 24 })] })],
      asked(1, { bornOn: '1990-01-01' }),
      ['18–24 only'],
    ],
    [
      'age not known',
      [place(1, { rules: [rule({ ageFrom: 18 })] })],
      asked(1),
      ['18 and over only; age not known'],
    ],
    [
      'families',
      [place(1, { rules: [rule({ children: 'with' })] })],
      asked(1),
      ['Families with children only'],
    ],
    [
      'adults',
      [place(1, { rules: [rule({ children: 'without' })] })],
      asked(1, { partyHasChildren: true }),
      ['Adults only'],
    ],
    ['veterans', [place(1, { rules: [rule({ veteransOnly: true })] })], asked(1), ['Veterans only']],
    [
      'door',
      [place(1, { rules: [rule({ doors: ['walk_in'] })] })],
      asked(1),
      ['No place here for reservation teams'],
    ],
    ['lower bunk', [place(1)], lowerPlease, ['No lower bunk here']],
    ['under six', [place(1)], asked(1, { bornOn: '2024-01-01' }), ['No lower bunk for a child under 6 here']],
    ['accessible', [place(1)], asked(1, { accessible: true }), ['No accessible place here']],
    ['power', [place(1)], asked(1, { power: true }), ['No place with power here']],
    ['near staff', [place(1)], asked(1, { nearStaff: true }), ['No place near staff here']],
    ['crib', [place(1)], asked(1, { crib: true }), ['No crib here']],
    ['cribs only', [place(1, { kind: 'crib' })], asked(1), ['Cribs only']],
    [
      'two rules',
      [place(1, men), place(2, { rules: [rule({ veteransOnly: true, placement: 'men' })] })],
      asked(1, { placement: 'women', power: true }),
      ["Men's placement only", 'No place with power here'],
    ],
    [
      'needs that no one place meets',
      [place(1, { kind: 'lower' }), place(2, { power: true })],
      asked(1, { lowerBunk: true, power: true }),
      ['No place with power here that meets the other needs'],
    ],
    [
      'two age rules',
      [place(1, { rules: [rule({ ageTo: 17 })] }), place(2, { rules: [rule({ ageFrom: 62 })] })],
      asked(1, { bornOn: '1990-01-01' }),
      ['17 and under only or 62 and over only'],
    ],
    ['not open at all', [place(1, { inService: onwards(9) })], asked(1), ['Not open for Tue 24 Nov']],
    ['no places', [], asked(1), ['Not open for Tue 24 Nov']],
  ])('%s', (_, places, guest, said) => {
    expect(messages(seat(places, [], request([guest])))).toEqual(said);
  });

  test('facts let other languages say the same', () => {
    const seating = seat([place(1, men)], [], request([asked(1, { placement: 'women' })]));
    expect(seating).toEqual({
      seated: false,
      obstacles: [
        { code: 'placement_mismatch', message: "Men's placement only", facts: { placement: 'men' } },
      ],
    });
  });
});

describe('there would be a place, but not tonight', () => {
  const lower = place(3, { kind: 'lower' });

  test('full', () => {
    expect(
      messages(seat([place(1), place(2)], [confirmed(1, 1), closure(2, 2)], request([asked(1)]))),
    ).toEqual(['Full for Tue 24 Nov']);
    const rooms = privateRoom(50, [1, 2]);
    expect(messages(seat(rooms, [confirmed(1, 1)], request([asked(1)])))).toEqual(['Full for Tue 24 Nov']);
  });

  test.each<[string, Place[], Kept[], Asked, string]>([
    [
      'lower bunk',
      [place(1), place(2), lower],
      [confirmed(1, 3)],
      lowerPlease,
      'No lower bunk left for Tue 24 Nov; 2 upper free',
    ],
    [
      'under six',
      [place(1), lower],
      [confirmed(1, 3)],
      asked(1, { bornOn: '2024-01-01' }),
      'No lower bunk for a child under 6 left for Tue 24 Nov; 1 upper free',
    ],
    [
      'placement',
      [place(1, men), place(2, women)],
      [confirmed(1, 2)],
      asked(1, { placement: 'women' }),
      "Only men's places left for Tue 24 Nov; 1 upper free",
    ],
    [
      'power',
      [place(1, { kind: 'mat' }), place(2, { kind: 'mat' }), place(3, { power: true })],
      [confirmed(1, 3)],
      asked(1, { power: true }),
      'No place with power left for Tue 24 Nov; 2 mats free',
    ],
    [
      'other kinds free',
      [place(1), lower, place(4, { accessible: true })],
      [confirmed(1, 4)],
      asked(1, { accessible: true }),
      'No accessible place left for Tue 24 Nov; 2 other places free',
    ],
    [
      'age',
      [place(1, { rules: [rule({ ageFrom: 18, ageTo: 24 })] }), place(2)],
      [confirmed(1, 2)],
      asked(1, { bornOn: '1990-01-01' }),
      'What is left is 18–24 only for Tue 24 Nov; 1 upper free',
    ],
    [
      'door',
      [place(1, { rules: [rule({ doors: ['walk_in'] })] }), place(2)],
      [confirmed(1, 2)],
      asked(1),
      'No place left for reservation teams for Tue 24 Nov; 1 upper free',
    ],
  ])('%s', (_, places, kept, guest, said) => {
    expect(messages(seat(places, kept, request([guest])))).toEqual([said]);
  });

  test('two needs, each unmet by all that is free', () => {
    const places = [place(1, men), place(2, { ...women, kind: 'lower' })];
    const seating = seat(
      places,
      [confirmed(1, 2)],
      request([asked(1, { placement: 'women', lowerBunk: true })]),
    );
    expect(messages(seating)).toEqual([
      "Only men's places left for Tue 24 Nov",
      'No lower bunk left for Tue 24 Nov',
    ]);
  });

  test('names the nights, and from when it is free again', () => {
    const kept = [confirmed(1, 3, { nights: nights(2, 1) })];
    expect(seat([place(1), lower], kept, request([lowerPlease], nights(4)))).toEqual({
      seated: false,
      obstacles: [
        {
          code: 'no_lower_bunk',
          message: 'No lower bunk left for Wed 25 Nov to Thu 26 Nov; 1 upper free',
          facts: { free: 1, night: '2026-11-25', lastNight: '2026-11-26' },
          until: '2026-11-27',
        },
      ],
    });
  });

  test('several nights apart', () => {
    const kept = [0, 2, 4].map((day) => confirmed(day + 1, 1, { nights: nights(1, day) }));
    expect(messages(seat([place(1)], kept.slice(0, 2), request([asked(1)], nights(6))))).toEqual([
      'Full for Tue 24 Nov and Thu 26 Nov',
    ]);
    expect(messages(seat([place(1)], kept, request([asked(1)], nights(6))))).toEqual([
      'Full for Tue 24 Nov and 2 more times',
    ]);
  });

  test('a stay without end is told what is in the way', () => {
    const kept = [confirmed(1, 1, { nights: nights(2, 3) })];
    expect(messages(seat([place(1)], kept, request([asked(1)], onwards())))).toEqual([
      'Full for Fri 27 Nov to Sat 28 Nov',
    ]);
    expect(
      messages(seat([place(1)], [confirmed(1, 1, { nights: onwards(3) })], request([asked(1)], onwards()))),
    ).toEqual(['Full for Fri 27 Nov on']);
  });

  test('free on every night, but not in one place', () => {
    const kept = [confirmed(1, 1, { nights: nights(1) }), confirmed(2, 2, { nights: nights(1, 1) })];
    const seating = seat([place(1), place(2)], kept, request([asked(1)], onwards()));
    expect(outcome(seating)).toEqual(['no_place_throughout']);
  });
});

describe('parties', () => {
  const three = [asked(1), asked(2), asked(3)];

  test('too large for what is left, and for the house', () => {
    const places = [1, 2, 3].map((bed) => place(bed));
    expect(messages(seat(places, [confirmed(1, 1)], request(three)))).toEqual([
      'Only 2 places left for Tue 24 Nov; the party needs 3',
    ]);
    expect(messages(seat(places.slice(1), [], request(three)))).toEqual([
      'The party of 3 is too large: at most 2 of them fit here',
    ]);
  });

  test('one lower bunk left, two needed', () => {
    const places = [place(1, { kind: 'lower' }), place(2, { kind: 'lower' }), place(3), place(4)];
    const both = [lowerPlease, asked(2, { lowerBunk: true })];
    expect(messages(seat(places, [confirmed(1, 1)], request(both)))).toEqual([
      'Only 1 lower bunk left for Tue 24 Nov; 2 upper free',
    ]);
  });

  test('all reasons of all guests at once, each once', () => {
    const places = [place(1, men), place(2, men), place(3, men)];
    const guests = [
      asked(1, { placement: 'women' }),
      asked(2, { placement: 'women' }),
      asked(3, { power: true }),
    ];
    expect(outcome(seat(places, [], request(guests)))).toEqual(['placement_mismatch', 'no_power']);
  });

  test('a provisional promise that cannot move is no reason given away', () => {
    const places = [place(1), place(2, { kind: 'lower' })];
    const seating = seat(places, [promise(1, 2), confirmed(2, 1)], request([lowerPlease]));
    expect(messages(seating)).toEqual(['Full for Tue 24 Nov']);
  });
});
