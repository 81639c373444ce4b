import { expect, test } from 'vitest';
import { hourOfNight } from './hour-of-night.ts';

const chicago = 'America/Chicago';
test.each([
  ['later the same evening', '23:15', '2026-11-24T02:01:00Z', '2026-11-24T05:15:00Z'],
  ['after midnight', '00:30', '2026-11-24T02:01:00Z', '2026-11-24T06:30:00Z'],
  ['the first of the hour that comes twice', '01:30', '2026-11-01T03:00:00Z', '2026-11-01T06:30:00Z'],
  ['after the hour that is left out', '03:15', '2026-03-08T05:00:00Z', '2026-03-08T08:15:00Z'],
])('%s', (_what, time, readAt, instant) => {
  expect(hourOfNight(time, { readAt, timeZone: chicago })).toEqual(new Date(instant));
});

test('an hour that the clocks skip that night, and no hour at all, are none', () => {
  expect(hourOfNight('', { readAt: '2026-11-24T02:01:00Z', timeZone: chicago })).toBeNull();
  expect(hourOfNight('soon', { readAt: '2026-11-24T02:01:00Z', timeZone: chicago })).toBeNull();
});
