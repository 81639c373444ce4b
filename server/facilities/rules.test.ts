import { describe, expect, test } from 'vitest';
import { checkInHours, countIsStale, localTime, readLocalHour, shelterKind, tonightAt } from './rules.ts';

const chicago = 'America/Chicago';
const at = (instant: string, zone = chicago, cutOver = 4) => tonightAt(new Date(instant), zone, cutOver);

describe('tonight', () => {
  test.each([
    ['an afternoon', '2026-11-23T20:00:00Z', '2026-11-23'],
    ['one minute before midnight', '2026-11-24T05:59:00Z', '2026-11-23'],
    ['one minute past midnight is still the evening before', '2026-11-24T06:01:00Z', '2026-11-23'],
    ['one minute before the cut-over', '2026-11-24T09:59:00Z', '2026-11-23'],
    ['the cut-over itself', '2026-11-24T10:00:00Z', '2026-11-24'],
    ['the hour that comes twice in autumn, first time', '2026-11-01T06:30:00Z', '2026-10-31'],
    ['the hour that comes twice in autumn, second time', '2026-11-01T07:30:00Z', '2026-10-31'],
    ['04:00 after the autumn change', '2026-11-01T10:00:00Z', '2026-11-01'],
    ['03:59 after the autumn change', '2026-11-01T09:59:00Z', '2026-10-31'],
    ['the night that loses an hour in spring, before', '2026-03-08T07:59:00Z', '2026-03-07'],
    ['03:30 after the lost hour', '2026-03-08T08:30:00Z', '2026-03-07'],
    ['04:00 after the lost hour', '2026-03-08T09:00:00Z', '2026-03-08'],
    ['the last night of a month', '2026-12-01T08:00:00Z', '2026-11-30'],
    ['the last night of a year', '2027-01-01T09:59:59Z', '2026-12-31'],
    ['the first evening of a year', '2027-01-02T02:00:00Z', '2027-01-01'],
    ['29 February', '2028-03-01T07:00:00Z', '2028-02-29'],
  ])('%s', (_what, instant, night) => {
    expect(at(instant)).toBe(night);
  });

  test('follows the facility’s own time zone and cut-over hour', () => {
    const instant = '2026-11-24T10:30:00Z';
    expect(at(instant, 'America/Chicago')).toBe('2026-11-24');
    expect(at(instant, 'America/Denver')).toBe('2026-11-23');
    expect(at(instant, 'America/Chicago', 6)).toBe('2026-11-23');
    expect(at('2026-11-24T06:01:00Z', 'America/Chicago', 0)).toBe('2026-11-24');
  });
});

test('local time is that of the place, also in the repeated hour', () => {
  expect(localTime(new Date('2026-11-01T06:30:00Z'), chicago)).toEqual({ day: '2026-11-01', time: '01:30' });
  expect(localTime(new Date('2026-11-01T07:30:00Z'), chicago)).toEqual({ day: '2026-11-01', time: '01:30' });
});

test('HUD project types 0 and 1 are shelters, nothing else is', () => {
  expect([0, 1, 2, 4, 13].map(shelterKind)).toEqual(['extended_stay', 'night_by_night', null, null, null]);
});

test('a count is stale when nobody ever confirmed it, or longer ago than the facility says', () => {
  const now = new Date('2026-11-23T22:10:00Z');
  expect(countIsStale(null, 12, now)).toBe(true);
  expect(countIsStale(new Date('2026-11-23T10:10:00Z'), 12, now)).toBe(false);
  expect(countIsStale(new Date('2026-11-23T10:09:59Z'), 12, now)).toBe(true);
});

test.each([
  ['an evening', '2026-11-23', '20:00', '2026-11-24T02:00:00Z'],
  ['before the hour that comes twice', '2026-11-01', '00:30', '2026-11-01T05:30:00Z'],
  ['the first of the hour that comes twice', '2026-11-01', '01:30', '2026-11-01T06:30:00Z'],
  ['after it', '2026-11-01', '02:30', '2026-11-01T08:30:00Z'],
  ['the evening of that day', '2026-11-01', '20:00', '2026-11-02T02:00:00Z'],
  ['before the hour that is left out', '2026-03-08', '01:30', '2026-03-08T07:30:00Z'],
  ['an hour later, where it is left out itself', '2026-03-08', '02:30', '2026-03-08T08:30:00Z'],
  ['after it', '2026-03-08', '03:30', '2026-03-08T08:30:00Z'],
])('the instant of a local time: %s', (_what, day, time, instant) => {
  expect(readLocalHour(day, time, chicago)).toEqual(new Date(instant));
});

test('a check-in that ends after midnight ends on the next day, also when the clocks change', () => {
  const facility = { timeZone: chicago, checkInFrom: '17:00', checkInUntil: '20:00' };
  const saturdays = [{ weekday: 6, from: '21:00', until: '03:00' }];
  const of = (night: string) => checkInHours(facility, saturdays, night);
  expect(of('2026-10-31')).toEqual({
    from: new Date('2026-11-01T02:00:00Z'),
    until: new Date('2026-11-01T09:00:00Z'),
  });
  expect(of('2026-03-07')?.until).toEqual(new Date('2026-03-08T08:00:00Z'));
  expect(of('2026-11-01')?.until).toEqual(new Date('2026-11-02T02:00:00Z'));
});
