import { expect, test } from 'vitest';
import { keptFor } from './roster.ts';

const chicago = { timeZone: 'America/Chicago', nightUntil: '04:00' };
const endOf = (now: string, of = chicago) => {
  const kept = keptFor(of, Date.parse(now));
  return kept === null ? null : new Date(Date.parse(now) + kept).toISOString();
};

test.each([
  ['from seven in the evening', '2026-11-24T01:00:00Z', '2026-11-24T10:00:00.000Z'],
  ['within a minute', '2026-11-24T01:00:30Z', '2026-11-24T10:00:00.000Z'],
  ['after midnight', '2026-11-24T07:15:00Z', '2026-11-24T10:00:00.000Z'],
  ['in the last minute', '2026-11-24T09:59:00Z', '2026-11-24T10:00:00.000Z'],
  ['on the night that has an hour more', '2026-11-01T01:30:00Z', '2026-11-01T10:00:00.000Z'],
  ['in the hour that comes twice', '2026-11-01T06:30:00Z', '2026-11-01T10:00:00.000Z'],
  ['on the night that has an hour less', '2026-03-08T02:30:00Z', '2026-03-08T09:00:00.000Z'],
])('a kept roster ends with its night, %s', (_what, now, end) => {
  expect(endOf(now)).toBe(end);
});

test('where the night ends at an hour that the clocks leave out, it ends with that hour', () => {
  expect(endOf('2026-03-08T05:00:00Z', { ...chicago, nightUntil: '02:00' })).toBe('2026-03-08T08:00:00.000Z');
});

test('between the end of a night and seven in the evening none is kept', () => {
  expect(endOf('2026-11-24T10:00:00Z')).toBeNull();
  expect(endOf('2026-11-25T00:59:00Z')).toBeNull();
  expect(endOf('2026-11-24T06:00:00Z', { ...chicago, nightUntil: '00:00' })).toBeNull();
});
