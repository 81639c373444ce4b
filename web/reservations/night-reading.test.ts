import { expect, test } from 'vitest';
import { readNight } from './night-reading.ts';

const tonight = '2026-11-23';

test.each([
  ['24 Nov', '2026-11-24'],
  ['Nov 24', '2026-11-24'],
  ['11/24', '2026-11-24'],
  ['Tue 24 Nov', '2026-11-24'],
  ['tuesday nov 24', '2026-11-24'],
  ['Tue 24 Nov 2026', '2026-11-24'],
  ['mar 24 nov 2026', '2026-11-24'],
  ['mar 3', '2027-03-03'],
  ['2026-12-01', '2026-12-01'],
  ['12/1/26', '2026-12-01'],
  ['3 Jan', '2027-01-03'],
  ['1/3/27', '2027-01-03'],
  ['tonight', '2026-11-23'],
  ['Mañana', '2026-11-24'],
  ['+3', '2026-11-26'],
  ['22 Nov', '2027-11-22'],
  ['30 Feb', null],
  ['soon', null],
  ['', null],
])('reads %j as %s', (text, night) => {
  expect(readNight(text, tonight)).toBe(night);
});
