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
  saved,
  violations,
  wants,
} from './fixtures.ts';
import { afterSeating, canStay, howManyMore, type Kept, type Place, seat } from './seating.ts';

const bedsFor = (places: Place[], kept: Kept[], ...args: Parameters<typeof request>) =>
  outcome(seat(places, kept, request(...args)));

describe('the order of wishes', () => {
  test('lowest bed, whatever the order of the list', () => {
    expect(bedsFor([place(3), place(1), place(2)], [], [asked(1)])).toEqual([1]);
    expect(bedsFor([place(3, { order: 0 }), place(1), place(2)], [], [asked(1)])).toEqual([3]);
  });

  test.each<[string, Partial<Place>]>([
    ['lower bunks', { kind: 'lower' }],
    ['accessible places', { accessible: true }],
    ['power', { power: true }],
    ['places near staff', { nearStaff: true }],
    ['private units', { privateUnit: true }],
    ['overflow', { overflow: true, openings: [nights()] }],
  ])('spares %s before looking for the lowest bed', (_, scarce) => {
    expect(bedsFor([place(1, scarce), place(2)], [], [asked(1)])).toEqual([2]);
    expect(bedsFor([place(1, scarce)], [], [asked(1)])).toEqual([1]);
  });

  test('who needs a scarce thing does not avoid it, and takes nothing scarce beside it', () => {
    const places = [
      place(1, { kind: 'lower', accessible: true }),
      place(2, { kind: 'lower' }),
      place(3, { kind: 'single', power: true }),
    ];
    expect(bedsFor(places, [], [asked(1, { lowerBunk: true })])).toEqual([2]);
    expect(bedsFor(places, [], [asked(1, { power: true })])).toEqual([3]);
    expect(bedsFor(places, [], [asked(1, { accessible: true })])).toEqual([1]);
  });

  test("last night's bed goes before sparing", () => {
    const places = [place(1), place(2, { kind: 'lower', accessible: true })];
    expect(bedsFor(places, [], [asked(1, {}, { lastBed: 2 })])).toEqual([2]);
  });

  test("no change of bed goes before last night's bed", () => {
    const kept = [confirmed(1, 2, { nights: nights(1, 2) })];
    expect(bedsFor([place(1), place(2)], kept, [asked(1, {}, { lastBed: 2 })], nights(3))).toEqual([1]);
  });

  test('the safest: a private unit, then all-gender, then the rest', () => {
    const women = rule({ placement: 'women' });
    const room = place(3, { privateUnit: true });
    const places = [place(1, { rules: [women] }), place(2), room];
    const guest = [asked(1, { placement: 'safest' })];
    expect(bedsFor(places, [], guest)).toEqual([3]);
    expect(bedsFor(places, [confirmed(1, 3)], guest)).toEqual([2]);
    expect(bedsFor(places, [confirmed(1, 3), confirmed(2, 2)], guest)).toEqual([1]);
  });

  test('a party together goes before sparing and order', () => {
    const places = [
      place(1, { room: 1 }),
      place(2, { room: 2, kind: 'lower' }),
      place(3, { room: 2, kind: 'lower', power: true }),
    ];
    expect(bedsFor(places, [], [asked(1), asked(2)])).toEqual([2, 3]);
  });

  test('everyone seated goes before together', () => {
    const places = [place(1, { room: 1 }), place(2, { room: 2 })];
    expect(bedsFor(places, [], [asked(1), asked(2)])).toEqual([1, 2]);
  });
});

describe('parties', () => {
  const dormitory = [1, 2, 3, 4, 5, 6].map((bed) => place(bed));

  test('prefer the smallest private unit that holds all', () => {
    const places = [...dormitory, ...privateRoom(50, [11, 12, 13, 14]), ...privateRoom(51, [21, 22])];
    expect(bedsFor(places, [], [asked(1), asked(2)])).toEqual([21, 22]);
    expect(bedsFor(places, [], [asked(1), asked(2), asked(3)])).toEqual([11, 12, 13]);
    expect(bedsFor(places, [], [asked(1)])).toEqual([1]);
  });

  test('a private unit serves one party, its unused places included', () => {
    const rooms = privateRoom(50, [11, 12, 13]);
    expect(bedsFor(rooms, [confirmed(1, 11)], [asked(1)])).toEqual(['full']);
    expect(bedsFor(rooms, [promise(1, 11, { kind: 'hold', movable: false })], [asked(1)])).toEqual(['full']);
    expect(bedsFor(rooms, [confirmed(1, 11, { kind: 'presence' })], [asked(1)])).toEqual(['full']);
    expect(bedsFor(rooms, [confirmed(1, 11, { nights: nights(1, 1) })], [asked(1)])).toEqual([11]);
  });

  test('who joins a party later comes to its unit', () => {
    const places = [place(1), ...privateRoom(50, [11, 12, 13])];
    expect(bedsFor(places, [confirmed(1, 12, { party: 1 })], [asked(1)])).toEqual([11]);
  });

  test('a closed bed does not close the others of its unit', () => {
    const rooms = privateRoom(50, [11, 12, 13]);
    expect(bedsFor(rooms, [closure(1, 11)], [asked(1), asked(2)])).toEqual([12, 13]);
    expect(bedsFor(rooms, [closure(1, 11)], [asked(1), asked(2), asked(3)])).toEqual(['party_too_large']);
  });

  test('a double bed is two places for two people who came together', () => {
    const double = privateRoom(50, [1, 2], { kind: 'lower' });
    expect(bedsFor(double, [], [asked(1), asked(2)])).toEqual([1, 2]);
    const first = seat(double, [], request([asked(1)]));
    expect(first).toMatchObject({ seated: true });
    expect(howManyMore(double, [], request([asked(1)]))).toBe(1);
  });

  test('an infant in a crib has a place of its own; a family gets unit, lower bunk and crib', () => {
    const family = [
      place(11, { unit: 50, privateUnit: true, kind: 'lower' }),
      place(12, { unit: 50, privateUnit: true, kind: 'upper' }),
      place(13, { unit: 50, privateUnit: true, kind: 'crib' }),
    ];
    const guests = [asked(1, { lowerBunk: true }), asked(2), asked(3, { crib: true, bornOn: '2026-05-01' })];
    expect(bedsFor([...dormitory, ...family], [], guests)).toEqual([11, 12, 13]);
    expect(bedsFor([place(11), place(12)], [], guests.slice(1))).toEqual(['no_crib']);
  });

  test('an infant who shares takes no place', () => {
    const guests = [asked(1), asked(2, { bornOn: '2026-05-01' }, { sharesWith: 1 })];
    expect(seat([place(1)], [], request(guests))).toEqual({
      seated: true,
      seats: [
        { guest: 1, bed: 1, nights: nights() },
        { guest: 2, bed: null, nights: nights() },
      ],
      moves: [],
      changesOfBed: [],
    });
    expect(howManyMore(dormitory, [], request(guests))).toBe(6);
    expect(bedsFor([place(1)], [], [asked(2, {}, { sharesWith: 7 })])).toEqual(['shares_with_nobody']);
    const host = confirmed(1, 1, { party: 1, guest: 7 });
    expect(bedsFor([place(1)], [host], [asked(2, {}, { sharesWith: 7 })])).toEqual([null]);
  });

  test('a small child is not put on an upper bunk, so the parent goes there', () => {
    const places = [place(1), place(2, { kind: 'lower' })];
    expect(bedsFor(places, [], [asked(1), asked(2, { bornOn: '2023-01-01' })])).toEqual([1, 2]);
    expect(bedsFor(places, [], [asked(1, { bornOn: '2023-01-01' }), asked(2)])).toEqual([2, 1]);
  });

  test('who came alone moves out of a private room for a family, but not who asked for the safest', () => {
    const places = [place(1, { room: 1 }), place(2, { room: 2 }), place(3), ...privateRoom(50, [11, 12])];
    const guests = [asked(1), asked(2)];
    expect(seat(places, [promise(1, 11)], request(guests))).toMatchObject({
      seats: [{ bed: 11 }, { bed: 12 }],
      moves: [{ assignment: 1, seats: [{ bed: 1, nights: nights() }] }],
    });
    const safest = promise(1, 11, { wants: wants({ placement: 'safest' }) });
    expect(seat(places, [safest], request(guests))).toMatchObject({
      seats: [{ bed: 1 }, { bed: 3 }],
      moves: [],
    });
    expect(seat(places, [confirmed(1, 11)], request(guests))).toMatchObject({ moves: [] });
  });

  test('a party that no room holds uses few rooms', () => {
    const places = [
      place(1, { room: 1 }),
      place(2, { room: 2 }),
      place(3, { room: 3 }),
      place(4, { room: 3 }),
      place(5, { room: 3 }),
    ];
    const beds = bedsFor(places, [], [asked(1), asked(2), asked(3), asked(4)]);
    expect(beds.filter((bed) => Number(bed) >= 3)).toHaveLength(3);
  });
});

describe('moving provisional promises aside', () => {
  const upper = place(1);
  const lower = place(2, { kind: 'lower' });
  const needsLower = [asked(1, { lowerBunk: true })];

  test('a plain promise leaves the lower bunk to who needs it', () => {
    expect(seat([upper, lower], [promise(1, 2)], request(needsLower))).toEqual({
      seated: true,
      seats: [{ guest: 1, bed: 2, nights: nights() }],
      moves: [{ assignment: 1, seats: [{ bed: 1, nights: nights() }] }],
      changesOfBed: [],
    });
  });

  test('a confirmed promise, somebody there, and a promise whose needs are not known never move', () => {
    for (const kept of [
      confirmed(1, 2, { wants: wants() }),
      promise(1, 2, { kind: 'presence' }),
      promise(1, 2, { wants: null }),
    ])
      expect(bedsFor([upper, lower], [kept], needsLower)).toEqual(['no_lower_bunk']);
  });

  test('a chain of three', () => {
    const places = [
      place(1, { rules: [rule({ placement: 'men' })] }),
      place(2, { rules: [rule({ placement: 'men' })], kind: 'lower' }),
      place(3, { kind: 'lower' }),
      place(4, { kind: 'lower', accessible: true }),
    ];
    const kept = [
      promise(1, 2, { wants: wants({ placement: 'men' }) }),
      promise(2, 3, { wants: wants({ placement: 'men', lowerBunk: true }) }),
      promise(3, 4, { wants: wants({ placement: 'women', lowerBunk: true }) }),
    ];
    const seating = seat(places, kept, request([asked(1, { accessible: true, placement: 'women' })]));
    expect(seating).toMatchObject({
      seats: [{ bed: 4 }],
      moves: [
        { assignment: 1, seats: [{ bed: 1 }] },
        { assignment: 2, seats: [{ bed: 2 }] },
        { assignment: 3, seats: [{ bed: 3 }] },
      ],
    });
  });

  test('the door of a promise goes with it', () => {
    const walkIns = place(1, { rules: [rule({ doors: ['walk_in'] })] });
    const byTeam = promise(1, 2);
    expect(bedsFor([walkIns, lower], [byTeam], needsLower)).toEqual(['door_closed', 'no_lower_bunk']);
    const walkIn = promise(1, 2, { wants: wants({ door: 'walk_in' }) });
    expect(bedsFor([walkIns, lower], [walkIn], needsLower)).toEqual([2]);
  });

  test('a whole family moves to another room for one that fits only here', () => {
    const places = [...privateRoom(50, [1, 2]), ...privateRoom(51, [3, 4], { accessible: true })];
    const kept = [promise(1, 3, { party: 9 }), promise(2, 4, { party: 9 })];
    expect(seat(places, kept, request([asked(1, { accessible: true }), asked(2)]))).toMatchObject({
      seats: [{ bed: 3 }, { bed: 4 }],
      moves: [
        { assignment: 1, seats: [{ bed: 1 }] },
        { assignment: 2, seats: [{ bed: 2 }] },
      ],
    });
  });

  test('who of a party goes into the room matters, not only how many', () => {
    const places = [
      place(1, { unit: 50, privateUnit: true, kind: 'lower' }),
      place(2, { unit: 50, privateUnit: true }),
      place(3),
      place(4),
    ];
    const guests = [asked(1), asked(2), asked(3, { lowerBunk: true })];
    const seating = seat(places, [promise(1, 2)], request(guests));
    expect(seating).toMatchObject({ seated: true, moves: [{ assignment: 1 }] });
    expect(outcome(seating)[2]).toBe(1);

    // A promise in a unit where strangers in fact sleep is at risk, but nobody else is turned away for it.
    const unit = privateRoom(60, [11, 12], { accessible: true });
    const atRisk = promise(2, 12, { wants: wants({ accessible: true }) });
    const stranger = confirmed(3, 11, { kind: 'presence' });
    expect(seat([...places, ...unit], [promise(1, 2), stranger, atRisk], request(guests)).seated).toBe(true);
  });

  test('a promise that no longer fits stays where it is', () => {
    const women = place(2, { kind: 'lower', rules: [rule({ placement: 'women' })] });
    const misfit = promise(1, 2, { wants: wants({ placement: 'men' }) });
    expect(bedsFor([upper, women], [misfit], needsLower)).toEqual(['no_lower_bunk']);
  });
});

describe('several nights', () => {
  const two = [place(1), place(2)];

  test('one bed for the whole stay rather than two', () => {
    const kept = [confirmed(1, 1, { nights: nights(1, 1) })];
    expect(bedsFor(two, kept, [asked(1)], nights(3))).toEqual([2]);
  });

  test('whole stays move before anyone changes bed', () => {
    const kept = [
      promise(1, 1, { nights: nights(1, 1) }),
      promise(2, 2, { nights: nights(1, 0) }),
      promise(3, 2, { nights: nights(1, 2) }),
    ];
    const seating = seat(two, kept, request([asked(1)], nights(3)));
    expect(seating).toMatchObject({ seated: true, changesOfBed: [] });
    expect(violations(two, saved(kept, request([asked(1)], nights(3)), seating))).toEqual([]);
  });

  test('a change of bed where it must be, and says when', () => {
    const kept = [confirmed(1, 1, { nights: nights(1, 2) }), confirmed(2, 2, { nights: nights(2) })];
    expect(seat(two, kept, request([asked(7)], nights(4)))).toEqual({
      seated: true,
      seats: [
        { guest: 7, bed: 1, nights: nights(2) },
        { guest: 7, bed: 2, nights: nights(2, 2) },
      ],
      moves: [],
      changesOfBed: [{ guest: 7, night: '2026-11-26' }],
    });
  });

  test('no change of bed into, out of or inside a private unit', () => {
    const kept = [confirmed(1, 1, { nights: nights(1, 1) }), confirmed(2, 2, { nights: nights(1) })];
    const rooms = [place(1), place(2, { privateUnit: true })];
    expect(bedsFor(rooms, kept, [asked(1)], nights(2))).toEqual(['no_place_throughout']);
    const shared = privateRoom(50, [1, 2]);
    const closed = [closure(1, 1, { nights: nights(1, 1) }), closure(2, 2, { nights: nights(1) })];
    expect(bedsFor(shared, closed, [asked(1)], nights(2))).toEqual(['no_place_throughout']);
  });

  test('a promise in a private unit is not split to make room for a night', () => {
    const places = [place(1, { privateUnit: true, accessible: true }), place(2)];
    const kept = [promise(1, 1, { nights: nights(2) }), confirmed(2, 2, { nights: nights(1, 1) })];
    expect(bedsFor(places, kept, [asked(1, { accessible: true })])).toEqual(['no_place_throughout']);
    expect(bedsFor(places, kept.slice(0, 1), [asked(1, { accessible: true })])).toEqual([1]);
  });

  test('a rule that changes during the stay', () => {
    const women = rule({ placement: 'women', nights: nights(9, 1) });
    const places = [place(1, { rules: [women] }), place(2, { inService: onwards(1) })];
    expect(bedsFor(places, [], [asked(1, { placement: 'women' })], nights(2))).toEqual([1]);
    expect(seat(places, [], request([asked(1, { placement: 'men' })], nights(2)))).toMatchObject({
      seats: [
        { bed: 1, nights: nights(1) },
        { bed: 2, nights: nights(1, 1) },
      ],
    });
  });

  test('a birthday during the stay moves the guest to the other room', () => {
    const places = [
      place(1, { rules: [rule({ ageFrom: 18, ageTo: 24 })] }),
      place(2, { rules: [rule({ ageFrom: 25 })] }),
    ];
    expect(seat(places, [], request([asked(1, { bornOn: '2001-11-26' })], nights(4)))).toMatchObject({
      seats: [
        { bed: 1, nights: nights(2) },
        { bed: 2, nights: nights(2, 2) },
      ],
      changesOfBed: [{ guest: 1, night: '2026-11-26' }],
    });
  });

  test('overflow only on the nights it is on', () => {
    const places = [place(1, { overflow: true, openings: [nights(2)] })];
    expect(bedsFor(places, [], [asked(1)], nights(2))).toEqual([1]);
    expect(messages(seat(places, [], request([asked(1)], nights(3))))).toEqual([
      'Overflow is not open for Thu 26 Nov',
    ]);
  });

  test('a promise that continues in another row is not taken into a private unit', () => {
    const places = [place(1, { kind: 'lower' }), place(2, { privateUnit: true })];
    const parts = [
      promise(1, 1, { client: 5, nights: nights(1) }),
      promise(2, 1, { client: 5, nights: nights(1, 1), movable: false }),
    ];
    expect(bedsFor(places, parts, [asked(1, { lowerBunk: true })])).not.toEqual([1]);
    expect(bedsFor(places, [parts[0]!], [asked(1, { lowerBunk: true, placement: 'men' })])).not.toEqual([]);
  });
});

describe('stays without end', () => {
  test('one place without end, after what is kept there has ended', () => {
    const places = [place(1), place(2)];
    const kept = [confirmed(1, 1, { nights: nights(2) }), confirmed(2, 2, { nights: nights(1, 5) })];
    expect(bedsFor(places, kept, [asked(1)], onwards(2))).toEqual([1]);
    expect(bedsFor(places, kept, [asked(1)], onwards(0))).toEqual(['no_place_throughout']);
  });

  test('never changes bed, and a provisional stay moves whole for it', () => {
    const places = [place(1), place(2)];
    const kept = [promise(1, 1, { nights: nights(1, 5) }), confirmed(2, 2, { nights: nights(1, 9) })];
    expect(seat(places, kept, request([asked(1)], onwards(0)))).toMatchObject({
      seats: [{ bed: 1, nights: onwards(0) }],
      moves: [{ assignment: 1, seats: [{ bed: 2, nights: nights(1, 5) }] }],
    });
  });

  test('a provisional stay without end moves whole or not at all', () => {
    const places = [place(1), place(2, { kind: 'lower' })];
    const endless = promise(1, 2, { nights: onwards(0) });
    expect(seat(places, [endless], request([asked(1, { lowerBunk: true })]))).toMatchObject({
      moves: [{ assignment: 1, seats: [{ bed: 1, nights: onwards(0) }] }],
    });
    const later = confirmed(2, 1, { nights: nights(1, 30) });
    expect(bedsFor(places, [endless, later], [asked(1, { lowerBunk: true })])).toEqual([
      'no_place_throughout',
    ]);
  });
});

describe('people who are already here', () => {
  test('who stayed on is seated where they lie', () => {
    const places = [place(1), place(2)];
    const there = confirmed(1, 2, { kind: 'presence', client: 5 });
    expect(bedsFor(places, [there], [asked(1, {}, { client: 5 })])).toEqual([2]);
    expect(bedsFor(places, [there], [asked(1, {}, { client: 6 })])).toEqual([1]);
    expect(howManyMore(places, [there], request([asked(1, {}, { client: 5 })]))).toBe(2);
    expect(howManyMore(places, [there], request([asked(1, {}, { client: 6 })]))).toBe(1);
  });

  test('nobody has two places on one night', () => {
    const kept = [confirmed(1, 1, { client: 5, nights: nights(2) })];
    const again = request([asked(1, {}, { client: 5 })], nights(3, 1));
    expect(messages(seat([place(1), place(2)], kept, again))).toEqual([
      'Already has a place here for Wed 25 Nov',
    ]);
    expect(howManyMore([place(1), place(2)], kept, again)).toBe(0);
    const twice = request([asked(1, {}, { client: 5 }), asked(2, {}, { client: 5 })]);
    expect(outcome(seat([place(1), place(2)], [], twice))).toEqual(['same_person_twice']);
  });

  test('can this party stay? says whose place does not fit any more, and why', () => {
    const places = [
      place(1, { rules: [rule({ placement: 'women', nights: onwards(1) })] }),
      ...privateRoom(50, [11, 12]),
    ];
    const own = confirmed(1, 1, { party: 1, client: 5, guest: 7, nights: nights(2) });
    const stays = [
      {
        guest: 7,
        party: 1,
        client: 5,
        wants: wants({ placement: 'men' }),
        seats: [{ bed: 1, nights: nights(2) }],
      },
      { guest: 8, party: 1, client: 6, wants: null, seats: [{ bed: 11, nights: nights(1) }] },
    ];
    expect(canStay(places, [own], stays)).toEqual([
      {
        guest: 7,
        bed: 1,
        nights: nights(2),
        obstacles: [
          {
            code: 'placement_mismatch',
            message: "Women's room on Wed 25 Nov",
            facts: { placement: 'women', night: '2026-11-25' },
          },
        ],
      },
    ]);
    const other = confirmed(2, 12, { kind: 'presence' });
    expect(canStay(places, [own, other], stays).map(({ guest }) => guest)).toEqual([7, 8]);
    expect(canStay([], [], stays.slice(1))).toMatchObject([{ obstacles: [{ code: 'no_such_place' }] }]);
  });
});

describe('how many more', () => {
  test('counts to the limit and not beyond', () => {
    const places = Array.from({ length: 12 }, (_, i) => place(i + 1));
    expect(howManyMore(places, [], request([asked(1)]))).toBe(10);
    expect(howManyMore(places.slice(0, 9), [], request([asked(1)]))).toBe(9);
    expect(howManyMore(places, [], request([asked(1)]), 3)).toBe(3);
    expect(howManyMore(places, [], request([asked(1), asked(2), asked(3), asked(4), asked(5)]))).toBe(2);
    expect(howManyMore(places, [], request([asked(1, { crib: true })]))).toBe(0);
  });

  test('counts rooms, not beds, where rooms are for one party', () => {
    const places = [place(1), ...privateRoom(50, [11, 12]), ...privateRoom(51, [21, 22, 23])];
    expect(howManyMore(places, [], request([asked(1)]))).toBe(3);
    expect(howManyMore(places, [], request([asked(1), asked(2)]))).toBe(2);
  });

  test('counts what moving provisional promises aside would free', () => {
    const places = [place(1), place(2), place(3, { kind: 'lower' }), place(4, { kind: 'lower' })];
    const kept = [promise(1, 3), confirmed(2, 4)];
    expect(howManyMore(places, kept, request([asked(1, { lowerBunk: true })]))).toBe(1);
  });

  test('what is kept after a seating is what was said', () => {
    const places = [place(1), place(2, { kind: 'lower' })];
    const kept = [promise(1, 2)];
    const ask = request([
      asked(1, { lowerBunk: true }),
      asked(2, { bornOn: '2026-05-01' }, { sharesWith: 1 }),
    ]);
    const seating = seat(places, kept, ask);
    if (!seating.seated) throw new Error('not seated');
    const after = afterSeating(kept, ask, seating);
    expect(after.map(({ bed, party }) => [bed, party])).toEqual([
      [1, 5001],
      [2, 1],
      [null, 1],
    ]);
    expect(violations(places, after)).toEqual([]);
    expect(new Set(after.map(({ assignment }) => assignment)).size).toBe(3);
  });
});
