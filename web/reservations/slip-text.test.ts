import { expect, test } from 'vitest';
import type { Confirmation } from '../../contract/reservations.ts';
import { slip as en } from '../texts/en/slip.ts';
import { slip as es } from '../texts/es/slip.ts';
import { inTheOther, readOut, sayCode, slipAsText, slipLines, slipTimes } from './slip-text.ts';

const facility: Confirmation['facility'] = {
  id: 1,
  name: 'Birchwater Commons',
  organizationId: 1,
  organizationName: 'Birchwater Shelters',
  projectId: 1,
  kind: 'night_by_night',
  phone: '(555) 014-0199',
  address: '418 Alder Street, Lakemoor',
  confidential: false,
  checkInFrom: '17:00',
  checkInUntil: '20:00',
  leaveBy: '08:00',
  howToGetThere: 'Bus 14, stop Alder and 4th',
  howToGetThereInSpanish: null,
  whatToBring: 'medicine, up to two bags',
  whatToBringInSpanish: null,
  sober: false,
  headCountOnly: false,
  timeZone: 'America/Chicago',
  tonight: '2026-11-23',
  countConfirmedAt: null,
  countIsStale: false,
  nightUntil: '04:00',
};
const guest = (
  name: string,
  needs: Confirmation['guests'][number]['needs'] = [],
): Confirmation['guests'][number] => ({
  guestId: 1,
  clientId: 1,
  name,
  goesBy: null,
  needs,
  pets: 0,
  interpreter: null,
});
const made = (
  more: Partial<Confirmation> = {},
  place: Partial<Confirmation['facility']> = {},
): Confirmation => ({
  id: 1,
  code: 'K7MPW42X',
  version: 1,
  facility: { ...facility, ...place },
  beginDate: '2026-11-23',
  endDate: '2026-11-24',
  arriveBy: null,
  createdAt: '2026-11-23T16:14:00Z',
  state: 'expected',
  cancelReason: null,
  teamName: 'Tamarack County Front Door',
  lineHours: null,
  lineHoursInSpanish: null,
  guests: [guest('Amina Farah Jibril', ['lower_bunk', 'power'])],
  changesOfBed: [],
  atRisk: [],
  ...more,
});
const say = (c: Confirmation, words = en) =>
  readOut(c, words)
    .map((s) => s.text)
    .join('');

test('tonight is read out with place, hours, bed, what to bring, whom to call and the code', () => {
  expect(say(made())).toBe(
    'Come to Birchwater Commons, 418 Alder Street, Lakemoor, between 5 and 8 tonight. You have a lower bunk with an outlet. ' +
      'Bring: medicine, up to two bags. If you are late or not coming, call (555) 014-0199. Your code is K7 MPW 42X.',
  );
  expect(say(made(), es)).toContain('entre las 5 y las 8 esta noche');
});

test('another night, several nights, an end of another kind', () => {
  expect(say(made({ beginDate: '2026-11-25', endDate: '2026-11-28' }))).toContain(
    'on Wed Nov 25 between 5 pm and 8 pm. You have a lower bunk with an outlet. You leave on Sat Nov 28 by 8 am.',
  );
  expect(say(made({ endDate: null }))).toContain('The place is yours until you move out.');
  expect(say(made({ changesOfBed: [{ guestId: 1, night: '2026-11-24' }] }))).toContain(
    'From Tue Nov 24 you sleep in another bed.',
  );
});

test('a party hears how many places are kept', () => {
  expect(say(made({ guests: [guest('A'), guest('B'), guest('C')] }))).toContain('3 places are kept for you.');
});

test('a confidential site gives no address and no way, in no language', () => {
  const c = made({}, { confidential: true, address: null, howToGetThere: null });
  for (const words of [en, es]) {
    const text = slipAsText(c, words);
    expect(text).not.toContain('Alder');
    expect(text).toContain('(555) 014-0199');
  }
  expect(say(c)).toMatch(/^Call \(555\) 014-0199 first: the shelter tells you where to come\./);
});

test('the shelter’s own texts are said in the language of the slip; else in English, marked as such', () => {
  const spoken = made(
    {},
    { howToGetThereInSpanish: 'Autobús 14, parada Alder', whatToBringInSpanish: 'Sus medicinas.' },
  );
  expect(say(spoken, es)).toContain('Traiga: Sus medicinas. Si llega tarde');
  expect(slipAsText(spoken, es)).toContain('Cómo llegar: Autobús 14, parada Alder');
  expect(slipAsText(spoken, es)).not.toMatch(/bags|stop|inglés/);
  expect(slipAsText(spoken, en)).not.toMatch(/Autobús|medicinas/);
  expect(inTheOther(spoken, es, en)).toEqual([]);

  const english = made({ lineHours: 'Every day' }, { whatToBringInSpanish: 'Sus medicinas' });
  expect(slipAsText(english, es)).toContain('Cómo llegar (en inglés): Bus 14, stop Alder and 4th');
  expect(slipLines(english, es).filter((line) => line.lang)).toMatchObject([
    { name: 'howToGetThere', lang: 'en' },
  ]);
  expect(readOut(made(), es)).toContainEqual({
    text: 'medicine, up to two bags',
    strong: false,
    lang: 'en',
  });
  expect(say(made(), es)).toContain('Traiga (en inglés): medicine, up to two bags. ');
  expect(inTheOther(english, es, en)).toEqual(['How to get there', 'Line open']);
  expect(inTheOther(english, en, en)).toEqual([]);
});

test('the slip has no name and no need on it', () => {
  for (const words of [en, es]) {
    const text = JSON.stringify(slipLines(made(), words));
    expect(text).not.toMatch(/Amina|Jibril|lower|bunk|litera|outlet|enchufe/i);
    expect(text).toContain('418 Alder Street');
  }
});

test('English and Spanish give the same hours, in digits', () => {
  const come = (words: typeof en) => slipLines(made(), words).find((line) => line.name === 'come')?.text[0];
  expect(come(en)).toBe('Mon Nov 23, 5–8 pm');
  expect(come(es)).toMatch(/23 .*nov, 5–8 pm$/);
});

test.each([
  ['17:00', '20:00', '5–8 pm'],
  ['17:30', '20:30', '5:30–8:30 pm'],
  ['11:00', '14:00', '11 am–2 pm'],
  ['22:00', '01:00', '10 pm–1 am'],
  ['12:00', '13:00', '12–1 pm'],
])('%s to %s is said %s', (from, until, said) => {
  expect(slipTimes(from, until)).toBe(said);
});

test('a code is said in pieces', () => {
  expect(sayCode('K7MPW42X')).toBe('K7 MPW 42X');
});
