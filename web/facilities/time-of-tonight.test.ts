import { expect, test } from 'vitest';
import { instantOf } from './time-of-tonight.ts';

test.each([
  ['21:40', '2026-11-24T03:50:30Z', '2026-11-24T03:40:00.000Z'],
  ['21:50', '2026-11-24T03:50:30Z', '2026-11-24T03:50:00.000Z'],
  ['23:10', '2026-11-24T07:05:00Z', '2026-11-24T05:10:00.000Z'],
  ['01:00', '2026-11-24T07:05:00Z', '2026-11-24T07:00:00.000Z'],
])('%s, typed at %s, is %s', (typed, now, at) => {
  expect(instantOf(typed, 'America/Chicago', Date.parse(now))).toBe(at);
});
