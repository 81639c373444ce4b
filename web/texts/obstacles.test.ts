import { expect, test } from 'vitest';
import { obstacleCodes } from '../../contract/obstacles.ts';
import { obstacles as spanish } from './es/obstacles.ts';

const facts = {
  night: '2026-11-23',
  lastNight: '2026-11-25',
  tonight: '2026-11-23',
  begin: '2026-11-23',
  end: '2026-11-24',
  until: '2026-12-03',
  counted: '2026-11-20',
  names: 'Amina Jibril, Walt Pierce',
  name: 'Amina Jibril',
  facility: 'Birchwater Commons',
  organization: 'Birchwater Shelters',
  phone: '(555) 014-0100',
  placement: 'women',
  door: 'walk_in',
  ageFrom: 18,
  ageTo: null,
  free: 2,
  left: 1,
  size: 3,
  most: 2,
  nights: 60,
  minutes: 2,
  pets: 2,
  count: 2,
};

test.each(obstacleCodes)('%s has a Spanish sentence made of its facts', (code) => {
  expect(spanish[code](facts)).toMatch(/^\S.{4,}[^\s,;:]$/);
  expect(spanish[code](facts)).not.toMatch(/undefined|NaN|null| {2}/);
});

test('a sentence says the facts: nights, names, ages, what is left, whom to call', () => {
  expect(spanish.full({ night: '2026-11-23' })).toBe('Lleno (lun 23 nov)');
  expect(spanish.no_lower_bunk({ night: '2026-11-23', lastNight: '2026-11-25', free: 1 })).toBe(
    'Sin litera de abajo (lun 23 nov a mié 25 nov); 1 lugar libre de otro tipo',
  );
  expect(spanish.no_enrollment(facts)).toBe(
    'Falta la admisión en Birchwater Commons para Amina Jibril y Walt Pierce',
  );
  expect(spanish.age_mismatch({ ageFrom: 18, ageTo: 24 })).toBe('Solo de 18 a 24 años');
  expect(spanish.age_mismatch({ ageFrom: null, ageTo: 17 })).toBe('Solo hasta 17 años');
  expect(spanish.not_eligible({ until: '2026-12-03' })).toBe(
    'Aquí no es posible; puede quedarse otra vez desde jue 3 dic 2026',
  );
  expect(spanish.not_eligible({ phone: '(555) 014-0100' })).toBe(
    'Aquí no es posible ahora; llame al albergue: (555) 014-0100',
  );
});
