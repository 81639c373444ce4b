import { expect, test } from 'vitest';
import type { CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';
import { likelyAct } from './likely-act.ts';
import { codeIn, findParties, listParties, partiesOf, partyWithCode } from './parties.ts';

const noPower = [{ code: 'no_power', message: 'No power at the bed' } as const];

const guest = (guestId: number, more: Partial<ExpectedGuest> = {}): ExpectedGuest => ({
  guestId,
  reservationId: guestId,
  code: `H4KBN2${guestId}T`,
  version: 1,
  clientId: guestId,
  name: `Guest ${guestId}`,
  sayIt: null,
  goesBy: null,
  age: 40,
  needs: [],
  pets: 0,
  interpreter: null,
  partySize: 1,
  partyId: more.reservationId ?? guestId,
  bedId: guestId,
  bedLabel: `A${guestId} lower`,
  sharesWith: null,
  confirmed: false,
  arrivedAt: null,
  leftAt: null,
  beginDate: '2026-11-23',
  endDate: '2026-11-24',
  madeBy: 'Front Door',
  toAskAtTheDoor: 0,
  atRisk: [],
  barred: false,
  lateFrom: null,
  lateReason: null,
  wasIn: [],
  ...more,
});

const night = (guests: ExpectedGuest[]) => ({ guests }) as CurrentReservations;
const at = '2026-11-24T01:00:00Z';
const names = (parties: ReturnType<typeof partiesOf>) => parties.map((p) => p.main.name);

test('who needs somebody stands first, the others by name as people read it', () => {
  const parties = partiesOf([
    guest(1, { name: 'Zoë Abel' }),
    guest(2, { name: 'Émile Bo' }),
    guest(3, { name: 'Walt Pierce', atRisk: noPower }),
    guest(4, { name: 'Eli Sandoval' }),
  ]);
  expect(names(parties)).toEqual(['Walt Pierce', 'Eli Sandoval', 'Émile Bo', 'Zoë Abel']);
});

test('a party is named by its first adult, whoever was written down first', () => {
  const [party] = partiesOf([
    guest(1, { reservationId: 9, name: 'Luis', age: 4 }),
    guest(2, { reservationId: 9, name: 'Marisol', age: 35 }),
    guest(3, { reservationId: 9, name: 'Ana', age: 9 }),
  ]);
  expect(party?.main.name).toBe('Marisol');
  expect(party?.others.map((g) => g.name)).toEqual(['Luis', 'Ana']);
});

test('of a party that has come in part, each list names those it is about; who left is in none', () => {
  const board = night([
    guest(1, { reservationId: 9, name: 'Marisol', arrivedAt: at }),
    guest(2, { reservationId: 9, name: 'Ana' }),
    guest(3, { name: 'Gone', arrivedAt: at, leftAt: at }),
  ]);
  expect(names(listParties(board, 'expected', 0))).toEqual(['Ana']);
  expect(names(listParties(board, 'in_house', 0))).toEqual(['Marisol']);
  expect(names(findParties(board, 'gone'))).toEqual([]);
});

test('names are found in any order, without accents, by the goes-by name or the bed', () => {
  const board = night([
    guest(1, { name: 'Nguyễn Thị Lan Anh', goesBy: 'Lan', bedLabel: 'B5 lower' }),
    guest(2, { name: 'Ogechi Nwachukwu-Bergström', goesBy: 'Gigi' }),
    guest(3, { name: 'Lanre Ade' }),
  ]);
  expect(names(findParties(board, 'anh nguyen'))).toEqual(['Nguyễn Thị Lan Anh']);
  expect(names(findParties(board, 'bergstrom'))).toEqual(['Ogechi Nwachukwu-Bergström']);
  expect(names(findParties(board, 'GIGI'))).toEqual(['Ogechi Nwachukwu-Bergström']);
  expect(names(findParties(board, 'lan'))).toEqual(['Lanre Ade', 'Nguyễn Thị Lan Anh']);
  expect(names(findParties(board, 'b5'))).toEqual(['Nguyễn Thị Lan Anh']);
  expect(names(findParties(board, 'lan x'))).toEqual([]);
});

test('a scanner sends an address or a code', () => {
  expect(codeIn('https://berth.example/arrive/H4KBN27T')).toBe('H4KBN27T');
  expect(codeIn(' H4KBN27T ')).toBe('H4KBN27T');
  expect(partyWithCode(night([guest(7)]), 'H4KBN27T')?.reservationId).toBe(7);
  expect(partyWithCode(night([guest(7)]), 'H4KBN28T')).toBeUndefined();
});

test('the likeliest act follows the night and what stands in the way', () => {
  const of = (...guests: ExpectedGuest[]) => partiesOf(guests)[0]!;
  expect(likelyAct(of(guest(1)), 'tonight')).toBe('check_in');
  expect(likelyAct(of(guest(1, { atRisk: noPower })), 'tonight')).toBe('mend');
  expect(likelyAct(of(guest(1, { atRisk: noPower })), 'tonight', true)).toBe('check_in');
  expect(
    likelyAct(
      of(guest(1, { atRisk: [{ code: 'barred_here', message: 'Barred here' }], barred: true })),
      'tonight',
      true,
    ),
  ).toBe('decide');
  expect(likelyAct(of(guest(1, { arrivedAt: at })), 'tonight')).toBe('place');
  expect(likelyAct(of(guest(1)), 'ahead')).toBe('give');
  expect(likelyAct(of(guest(1, { confirmed: true })), 'ahead')).toBe('place');
  expect(likelyAct(of(guest(1)), 'past')).toBeNull();
});
