import { describe, expect, test } from 'vitest';
import { type DecidedAppeal, decisionText, type LetterBar, letterText } from './letter-text.ts';

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
  expect(es.slice(2)).toEqual([
    'Desde el 23 de noviembre de 2026 (11/23/2026) usted no puede dormir ni comer en Birchwater Commons.',
    'Puede volver el 3 de diciembre de 2026 (12/03/2026).',
    'El motivo: You struck another guest.',
    'Usted puede pedir que cambiemos esto. Se llama apelación. Dígaselo a cualquier persona del personal o llame al (555) 014-0100. Le escuchará alguien que no decidió esto. Puede venir con otra persona.',
    'Esto es solo de Birchwater Shelters. Otros albergues pueden tener un lugar para usted.',
  ]);
  expect(es).toHaveLength(en.length);
});

test('until reviewed, all of an organization, no reason told, no phone', () => {
  const { en, es } = letterText(
    bar({ facility: null, endDate: null, reviewOn: '2027-02-01', told: null, phone: null }),
  );
  expect(en[2]).toContain('at any facility of Birchwater Shelters.');
  expect(en[3]).toBe(
    'There is no last day yet. We will look at this again on February 1, 2027 (02/01/2027).',
  );
  expect(en[4]).toBe('Ask us for the reason. We will tell you.');
  expect(en[5]).toContain('Tell any member of our staff. Somebody');
  expect(es.slice(2, 5)).toEqual([
    'Desde el 23 de noviembre de 2026 (11/23/2026) usted no puede dormir ni comer en ningún albergue de Birchwater Shelters.',
    'Todavía no hay un último día. Lo revisaremos el 1 de febrero de 2027 (02/01/2027).',
    'Pregúntenos el motivo. Se lo diremos.',
  ]);
  expect(es[5]).toContain('cualquier persona del personal. Le escuchará');
});

test('no word of the narrative, whatever else a bar carries', () => {
  const whole = { ...bar(), narrative: 'CANARY', issuedBy: 'Ada Brandt', withoutWarning: 'CANARY' };
  expect(JSON.stringify(letterText(whole))).not.toMatch(/CANARY|Ada/);
});

describe('the letter about an appeal', () => {
  const appeal = (more: Partial<DecidedAppeal> = {}): DecidedAppeal => ({
    filedOn: '2026-11-24',
    outcome: 'shortened',
    decision: 'You told us what had happened before.',
    ...more,
  });

  test('what they asked and when, what is so now with the date in digits, why, and whom to ask', () => {
    const { en, es } = decisionText(bar(), appeal());
    expect(en.slice(2)).toEqual([
      'On November 24, 2026 (11/24/2026) you asked us to change our decision about you at Birchwater Commons. Somebody who had not made that decision has looked at it.',
      'We made the time shorter.',
      'You may come back on December 3, 2026 (12/03/2026).',
      'Why: You told us what had happened before.',
      'If you have a question, ask any member of our staff, or call (555) 014-0100.',
      'This is only about Birchwater Shelters. Other shelters may have a place for you.',
    ]);
    expect(es[3]).toBe('Acortamos el tiempo.');
    expect(es[4]).toBe('Puede volver el 3 de diciembre de 2026 (12/03/2026).');
    expect(es).toHaveLength(en.length);
  });

  test('overturned: come back now, and no other day; the same in both languages', () => {
    const { en, es } = decisionText(bar({ facility: null }), appeal({ outcome: 'overturned' }));
    expect(en[3]).toBe(
      'Our decision is ended. You may come back to any facility of Birchwater Shelters now.',
    );
    expect(es[3]).toBe(
      'Nuestra decisión terminó. Ya puede volver a todos los albergues de Birchwater Shelters.',
    );
    expect([...en, ...es].join(' ')).not.toMatch(/December|diciembre/);
  });

  test('as it was, until reviewed: when it is looked at again; no reasons written down', () => {
    const { en } = decisionText(
      bar({ endDate: null, reviewOn: '2027-02-01' }),
      appeal({ outcome: 'upheld', decision: null }),
    );
    expect(en[3]).toBe('Our decision stays as it is.');
    expect(en[4]).toContain('We will look at this again on February 1, 2027 (02/01/2027).');
    expect(en.join(' ')).not.toContain('Why:');
  });

  test('no word of the narrative nor of what they wrote, whatever else is carried', () => {
    const whole = { ...bar(), narrative: 'CANARY', issuedBy: 'Ada Brandt' };
    const filed = { ...appeal(), words: 'CANARY', reviewer: { id: 'u', name: 'Ada Brandt' } };
    expect(JSON.stringify(decisionText(whole, filed))).not.toMatch(/CANARY|Ada/);
  });
});
