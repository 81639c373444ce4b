import { describe, expect, it } from 'vitest';
import { namesIn, otherTries } from './search-tries.ts';

describe('other searches when nobody was found', () => {
  it.each([
    ['tsering dolkar 1988', 'tsering dolkar', 'tsering'],
    ['dolkar 3/4/1988', 'dolkar', null],
    ['tsering dolkar', null, 'tsering'],
    ['dolkar', null, null],
    ['1988', null, null],
  ])('%s', (text, withoutNumbers, oneName) => {
    expect(otherTries(text)).toEqual({ withoutNumbers, oneName });
  });
});

describe('names out of what was searched', () => {
  it.each([
    ['tsering dolkar 1988', 'Tsering', 'Dolkar'],
    ["maría o'brien-núñez", 'María', "O'Brien-Núñez"],
    ['McKenna van der Berg', 'McKenna', 'van der Berg'],
    ['nguyễn thị lan anh', 'Nguyễn', 'Thị Lan Anh'],
    ['482190', '', ''],
  ])('%s', (text, firstName, lastName) => {
    expect(namesIn(text)).toEqual({ firstName, lastName });
  });
});
