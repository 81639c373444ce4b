import { describe, expect, it } from 'vitest';
import { readDay } from './day-reading.ts';

describe('a day as people type it', () => {
  it.each([
    ['1992-03-04', '1992-03-04'],
    ['3/4/1992', '1992-03-04'],
    ['03-04-92', '1992-03-04'],
    ['3.4.92', '1992-03-04'],
    ['4 Mar 1992', '1992-03-04'],
    ['4 march 1992', '1992-03-04'],
    ['March 4, 1992', '1992-03-04'],
    ['March 4th 1992', '1992-03-04'],
    ['4 de marzo de 1992', '1992-03-04'],
    ['1 ago 2007', '2007-08-01'],
    ['2/29/2024', '2024-02-29'],
    ['1/1/26', '2026-01-01'],
    ['1/1/27', '1927-01-01'],
  ])('%s is %s', (typed, day) => {
    expect(readDay(typed, 2026)).toBe(day);
  });

  it.each([
    '',
    '1992',
    '3/4',
    '13/4/1992',
    '2/30/1992',
    '2/29/2023',
    '4 foo 1992',
    '3/4/992',
    '1/1/1899',
    'tomorrow',
  ])('"%s" is no day', (typed) => {
    expect(readDay(typed, 2026)).toBeNull();
  });
});
