import { describe, expect, test } from 'vitest';
import type { Nights } from '../../../contract/nights.ts';
import { takes } from './brute-force.ts';
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
  tue,
  wants,
} from './fixtures.ts';
import type { Place, Wants } from './seating.ts';
import { reasonsAgainst, seat } from './seating.ts';

const said = (one: Place, guest: Partial<Wants>, during: Nights = nights()) =>
  reasonsAgainst(one, wants(guest), during).map(({ message }) => message);

const ruled = (more: Parameters<typeof rule>[0]) => place(1, { rules: [rule(more)] });

describe('what fits', () => {
  test.each<[string, Place, Partial<Wants>, string[]]>([
    ['no rule, no need', place(1), {}, []],
    ["men's room, asks for men's", ruled({ placement: 'men' }), { placement: 'men' }, []],
    ["men's room, any", ruled({ placement: 'men' }), { placement: 'any' }, []],
    ["men's room, safest", ruled({ placement: 'men' }), { placement: 'safest' }, []],
    ["men's room, asks for women's", ruled({ placement: 'men' }), { placement: 'women' }, ["Men's room"]],
    ["women's room, women's", ruled({ placement: 'women' }), { placement: 'women' }, []],
    ["women's room, any", ruled({ placement: 'women' }), { placement: 'any' }, []],
    ["women's room, safest", ruled({ placement: 'women' }), { placement: 'safest' }, []],
    ["women's room, men's", ruled({ placement: 'women' }), { placement: 'men' }, ["Women's room"]],
    ['all-gender, men', ruled({}), { placement: 'men' }, []],
    ['all-gender, women', ruled({}), { placement: 'women' }, []],
    ['lower bunk needed, lower', place(1, { kind: 'lower' }), { lowerBunk: true }, []],
    ['lower bunk needed, single', place(1, { kind: 'single' }), { lowerBunk: true }, []],
    ['lower bunk needed, cot', place(1, { kind: 'cot' }), { lowerBunk: true }, []],
    ['lower bunk needed, mat', place(1, { kind: 'mat' }), { lowerBunk: true }, []],
    ['lower bunk needed, upper', place(1), { lowerBunk: true }, ['Upper bunk; needs a lower one']],
    ['five years old, upper', place(1), { bornOn: '2021-11-24' }, ['Upper bunk; not for a child under 6']],
    ['six today, upper', place(1), { bornOn: '2020-11-24' }, []],
    ['six tomorrow, upper', place(1), { bornOn: '2020-11-25' }, ['Upper bunk; not for a child under 6']],
    ['age band 0–12, upper', place(1), { ageFrom: 0, ageTo: 12 }, ['Upper bunk; not for a child under 6']],
    ['age not known, upper', place(1), {}, []],
    ['crib wanted, crib', place(1, { kind: 'crib' }), { crib: true }, []],
    ['crib wanted, lower', place(1, { kind: 'lower' }), { crib: true }, ['Not a crib']],
    ['crib not wanted, crib', place(1, { kind: 'crib' }), {}, ['A crib']],
    ['accessible', place(1, { accessible: true }), { accessible: true }, []],
    ['not accessible', place(1), { accessible: true }, ['Not accessible']],
    ['power', place(1, { power: true }), { power: true }, []],
    ['no power', place(1), { power: true }, ['No power at the bed']],
    ['near staff', place(1, { nearStaff: true }), { nearStaff: true }, []],
    ['not near staff', place(1), { nearStaff: true }, ['Not near staff']],
    ['18–24, aged 18 today', ruled({ ageFrom: 18, ageTo: 24 }), { bornOn: '2008-11-24' }, []],
    ['18–24, aged 18 tomorrow', ruled({ ageFrom: 18, ageTo: 24 }), { bornOn: '2008-11-25' }, ['18–24 only']],
    ['18–24, aged 24 still', ruled({ ageFrom: 18, ageTo: 24 }), { bornOn: '2001-11-25' }, []],
    ['18–24, aged 25 today', ruled({ ageFrom: 18, ageTo: 24 }), { bornOn: '2001-11-24' }, ['18–24 only']],
    ['18–24, band inside', ruled({ ageFrom: 18, ageTo: 24 }), { ageFrom: 18, ageTo: 24 }, []],
    ['18–24, band outside', ruled({ ageFrom: 18, ageTo: 24 }), { ageFrom: 25, ageTo: 34 }, ['18–24 only']],
    [
      '18–24, band across',
      ruled({ ageFrom: 18, ageTo: 24 }),
      { ageFrom: 20, ageTo: 30 },
      ['18–24 only; age not known'],
    ],
    ['18–24, age not known', ruled({ ageFrom: 18, ageTo: 24 }), {}, ['18–24 only; age not known']],
    ['18 and over, band 25 and up', ruled({ ageFrom: 18 }), { ageFrom: 25, ageTo: null }, []],
    ['62 and over, aged 40', ruled({ ageFrom: 62 }), { bornOn: '1986-01-01' }, ['62 and over only']],
    ['up to 17, aged 40', ruled({ ageTo: 17 }), { bornOn: '1986-01-01' }, ['17 and under only']],
    ['families, with children', ruled({ children: 'with' }), { partyHasChildren: true }, []],
    ['families, without', ruled({ children: 'with' }), {}, ['Families with children only']],
    ['adults, with children', ruled({ children: 'without' }), { partyHasChildren: true }, ['Adults only']],
    ['adults, without', ruled({ children: 'without' }), {}, []],
    ['veterans, a veteran', ruled({ veteransOnly: true }), { veteran: true }, []],
    ['veterans, no veteran', ruled({ veteransOnly: true }), {}, ['Veterans only']],
    ['walk-ins, by a team', ruled({ doors: ['walk_in'] }), { door: 'team' }, ['Not for reservation teams']],
    ['walk-ins, a walk-in', ruled({ doors: ['walk_in', 'offer'] }), { door: 'walk_in' }, []],
    ['through no door', ruled({ doors: [] }), { door: 'offer' }, ['Not for waitlist offers']],
    ['not yet in service', place(1, { inService: onwards(1) }), {}, ['Not in use']],
    ['in service from tonight', place(1, { inService: onwards(0) }), {}, []],
    ['overflow off', place(1, { overflow: true }), {}, ['Overflow is not open']],
    ['overflow on', place(1, { overflow: true, openings: [nights(1)] }), {}, []],
    ['openings of a bed that is no overflow', place(1, { openings: [nights(1, 5)] }), {}, []],
    [
      'everything at once',
      place(1, { rules: [rule({ placement: 'men', veteransOnly: true })] }),
      { placement: 'women', lowerBunk: true, power: true },
      ["Men's room", 'Veterans only', 'Upper bunk; needs a lower one', 'No power at the bed'],
    ],
  ])('%s', (_, one, guest, reasons) => {
    expect(said(one, guest)).toEqual(reasons);
    // The brute force of the other tests must mean the same by "fits", or it would prove nothing.
    expect(takes(one, wants(guest), tue)).toBe(reasons.length === 0);
    expect(seat([one], [], request([asked(1, guest)])).seated).toBe(reasons.length === 0);
  });
});

describe('several nights', () => {
  test('a reason that holds on some nights is said with those nights', () => {
    const women = rule({ placement: 'women', nights: nights(2, 1) });
    expect(said(place(1, { rules: [women] }), { placement: 'men' }, nights(4))).toEqual([
      "Women's room on Wed 25 Nov to Thu 26 Nov",
    ]);
    expect(said(place(1, { rules: [women] }), { placement: 'men' }, nights(2, 1))).toEqual(["Women's room"]);
    expect(said(place(1, { rules: [women] }), { placement: 'men' }, nights(1))).toEqual([]);
  });

  test('a birthday during the stay', () => {
    const youth = ruled({ ageFrom: 18, ageTo: 24 });
    expect(said(youth, { bornOn: '2001-11-26' }, nights(2))).toEqual([]);
    expect(said(youth, { bornOn: '2001-11-26' }, nights(4))).toEqual([
      '18–24 only on Thu 26 Nov to Fri 27 Nov',
    ]);
    expect(said(youth, { bornOn: '2008-11-25' }, nights(2))).toEqual(['18–24 only on Tue 24 Nov']);
    expect(said(place(1), { bornOn: '2020-11-25' }, nights(2))).toEqual([
      'Upper bunk; not for a child under 6 on Tue 24 Nov',
    ]);
  });

  test('born on 29 February, older on 1 March of a common year', () => {
    const adults = ruled({ ageFrom: 18 });
    const during = { begin: '2026-02-27', end: '2026-03-03' };
    expect(said(adults, { bornOn: '2008-02-29' }, during)).toEqual([
      '18 and over only on Fri 27 Feb to Sat 28 Feb',
    ]);
    expect(said(adults, { bornOn: '2008-02-29' }, { begin: '2026-03-01', end: '2026-03-02' })).toEqual([]);
  });

  test('a stay without end is judged by the age on its first night', () => {
    const youth = ruled({ ageFrom: 18, ageTo: 24 });
    expect(said(youth, { bornOn: '2001-11-25' }, onwards(0))).toEqual([]);
    expect(said(youth, { bornOn: '2001-11-25' }, onwards(1))).toEqual(['18–24 only']);
    expect(outcome(seat([youth], [], request([asked(1, { bornOn: '2001-11-25' })], onwards(0))))).toEqual([
      1,
    ]);
  });

  test('openings that touch are one opening', () => {
    const cot = place(1, { kind: 'cot', overflow: true, openings: [nights(1, 1), nights(1), nights(1, 4)] });
    expect(said(cot, {}, nights(2))).toEqual([]);
    expect(said(cot, {}, nights(3))).toEqual(['Overflow is not open on Thu 26 Nov']);
    expect(outcome(seat([cot], [], request([asked(1)], nights(2))))).toEqual([1]);
  });
});

describe('what others keep', () => {
  const [one, two] = privateRoom(50, [1, 2]) as [Place, Place];
  const unitOf = () => 50;

  test.each([
    ['a promise', [confirmed(1, 1)], ['Taken']],
    ['a hold', [promise(1, 1, { kind: 'hold' })], ['Taken']],
    ['somebody who is there', [confirmed(1, 1, { kind: 'presence' })], ['Taken']],
    ['a closure', [closure(1, 1)], ['Closed']],
    ['a closed bed in the same unit', [closure(1, 2)], []],
    ['another party in the unit', [confirmed(1, 2)], ['Another party has this room']],
    ['the same party in the unit', [confirmed(1, 2, { party: 1 })], []],
    ['another night', [confirmed(1, 1, { nights: nights(1, 1) })], []],
  ])('%s', (_, kept, reasons) => {
    const found = reasonsAgainst(one, wants(), nights(), kept, 1, unitOf).map(({ message }) => message);
    expect(found).toEqual(reasons);
    expect(two.unit).toBe(one.unit);
  });

  test('says when', () => {
    const kept = [closure(1, 1, { nights: nights(1, 1) }), confirmed(2, 2, { nights: nights(9, 2) })];
    expect(reasonsAgainst(one, wants(), nights(3), kept, 1, unitOf)).toEqual([
      {
        code: 'closed',
        message: 'Closed on Wed 25 Nov',
        facts: { night: '2026-11-25' },
        until: '2026-11-26',
      },
      {
        code: 'unit_taken',
        message: 'Another party has this room on Thu 26 Nov',
        facts: { night: '2026-11-26' },
      },
    ]);
  });

  test('a refusal does not change what it was given', () => {
    const kept = [confirmed(1, 1)];
    const before = JSON.stringify(kept);
    expect(messages(seat([place(1)], kept, request([asked(1)])))).toEqual(['Full for Tue 24 Nov']);
    expect(JSON.stringify(kept)).toBe(before);
  });
});
