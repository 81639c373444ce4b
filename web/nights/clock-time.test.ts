import { expect, test } from 'vitest';
import { lastTime, nextTime } from './clock-time.ts';

const chicago = 'America/Chicago';

test.each([
  ['later the same evening', '23:15', '2026-11-24T02:01:00Z', '2026-11-24T05:15:00Z'],
  ['after midnight', '00:30', '2026-11-24T02:01:00Z', '2026-11-24T06:30:00Z'],
  ['the first of the hour that comes twice', '01:30', '2026-11-01T03:00:00Z', '2026-11-01T06:30:00Z'],
  ['after the hour that is left out', '03:15', '2026-03-08T05:00:00Z', '2026-03-08T08:15:00Z'],
])('next, %s', (_what, time, after, instant) => {
  expect(nextTime(time, chicago, Date.parse(after))).toEqual(new Date(instant));
});

test.each([
  ['the same evening', '21:40', '2026-11-24T03:50:30Z', '2026-11-24T03:40:00Z'],
  ['this very minute', '21:50', '2026-11-24T03:50:30Z', '2026-11-24T03:50:00Z'],
  ['before midnight', '23:10', '2026-11-24T07:05:00Z', '2026-11-24T05:10:00Z'],
  ['before the hour that came twice', '00:30', '2026-11-01T08:10:00Z', '2026-11-01T05:30:00Z'],
  ['the second of the hour that came twice', '01:30', '2026-11-01T08:10:00Z', '2026-11-01T07:30:00Z'],
  ['before the hour that was left out', '01:30', '2026-03-08T08:10:00Z', '2026-03-08T07:30:00Z'],
])('last, %s', (_what, time, before, instant) => {
  expect(lastTime(time, chicago, Date.parse(before))).toEqual(new Date(instant));
});

test('an hour that the clocks left out that night, and no time at all, are none', () => {
  expect(nextTime('02:30', chicago, Date.parse('2026-03-08T05:00:00Z'))).toBeNull();
  expect(nextTime('', chicago, Date.parse('2026-11-24T02:01:00Z'))).toBeNull();
  expect(lastTime('soon', chicago, Date.parse('2026-11-24T02:01:00Z'))).toBeNull();
});
