import { expect, test } from 'vitest';
import { type LetterBar, letterText } from './letter-text.ts';

const bar = (more: Partial<LetterBar> = {}): LetterBar => ({
  tonight: '2026-11-23',
  organizationName: 'Birchwater Shelters',
  client: { name: 'Walt Pierce' },
  facility: { id: 1, name: 'Birchwater Commons' },
  phone: '(555) 014-0100',
  services: ['overnight', 'meals'],
  beginDate: '2026-11-23',
  endDate: '2026-12-03',
  reviewOn: null,
  told: 'You struck another guest.',
  ...more,
});

test('from when, until when with the date in digits, what they are told, and how to appeal', () => {
  const { en, es } = letterText(bar());
  expect(en.slice(2)).toEqual([
    'From November 23, 2026 (11/23/2026) you may not sleep or eat meals at Birchwater Commons.',
    'You may come back on December 3, 2026 (12/03/2026).',
    'The reason: You struck another guest.',
    'You can ask us to change this. This is called an appeal. Tell any member of our staff, or call (555) 014-0100. Somebody who did not decide this will listen to you. You may bring somebody with you.',
    'This is only about Birchwater Shelters. Other shelters may have a place for you.',
  ]);
  expect(es[2]).toBe(
    'Desde el 23 de noviembre de 2026 (11/23/2026) usted no puede dormir ni comer en Birchwater Commons.',
  );
  expect(es).toHaveLength(en.length);
});

test('until reviewed, all of an organization, no reason told, no phone', () => {
  const { en } = letterText(
    bar({ facility: null, endDate: null, reviewOn: '2027-02-01', told: null, phone: null }),
  );
  expect(en[2]).toContain('at any facility of Birchwater Shelters.');
  expect(en[3]).toBe(
    'There is no last day yet. We will look at this again on February 1, 2027 (02/01/2027).',
  );
  expect(en[4]).toBe('Ask us for the reason. We will tell you.');
  expect(en[5]).toContain('Tell any member of our staff. Somebody');
});

test('no word of the narrative, whatever else a bar carries', () => {
  const whole = { ...bar(), narrative: 'CANARY', issuedBy: 'Ada Brandt', withoutWarning: 'CANARY' };
  expect(JSON.stringify(letterText(whole))).not.toMatch(/CANARY|Ada/);
});
