import type { CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';

/** The people of one reservation on the night that is shown. */
export interface Party {
  reservationId: number;
  partyId: number;
  code: string;
  version: number;
  /** Whom the row names: the first adult, else the first. */
  main: ExpectedGuest;
  /** The others, in the order of the reservation. */
  others: ExpectedGuest[];
  all: ExpectedGuest[];
}

/** 0: needs somebody; 1: not. What needs somebody stands first in a list. */
const urgencyOf = (party: Party): number => (party.all.some((g) => g.atRisk.length > 0) ? 0 : 1);

const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** Guests as parties: those who need somebody first, then by name. */
export const partiesOf = (guests: ExpectedGuest[]): Party[] =>
  [...Map.groupBy(guests, (g) => g.reservationId).values()]
    .map((all): Party => {
      const main = all.find((g) => (g.age === null || g.age >= 18) && g.sharesWith === null) ?? all[0]!;
      return {
        reservationId: main.reservationId,
        partyId: main.partyId,
        code: main.code,
        version: main.version,
        main,
        others: all.filter((g) => g !== main),
        all,
      };
    })
    .sort((a, b) => urgencyOf(a) - urgencyOf(b) || byName.compare(a.main.name, b.main.name));

export const isExpected = (guest: ExpectedGuest): boolean => guest.arrivedAt === null;
export const isInHouse = (guest: ExpectedGuest): boolean => guest.arrivedAt !== null && guest.leftAt === null;

/** Not here, and later than the shelter waits for them. */
export const isOverdue = (guest: ExpectedGuest, now: number): boolean =>
  isExpected(guest) && guest.lateFrom !== null && Date.parse(guest.lateFrom) <= now;

/** What a list of people can be narrowed to. */
export type PeopleList = 'expected' | 'in_house' | 'overdue' | 'at_risk';

/** The parties of a list; of a party that has come in part, each list names those it is about. */
export const listParties = (board: CurrentReservations, list: PeopleList, now: number): Party[] => {
  const belongs = {
    expected: isExpected,
    in_house: isInHouse,
    overdue: (g: ExpectedGuest) => isOverdue(g, now),
    at_risk: (g: ExpectedGuest) => g.atRisk.length > 0,
  };
  return partiesOf(board.guests.filter(belongs[list]));
};

const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const isCalled = (guest: ExpectedGuest, words: string[]): boolean => {
  const names = fold([guest.name, guest.goesBy ?? '', guest.bedLabel ?? ''].join(' ')).split(/[\s"“”-]+/);
  return words.every((word) => names.some((name) => name.startsWith(word)));
};

/** Everybody of the night, not gone again, whose name or place begins with what is typed, in any order of words. */
export const findParties = (board: CurrentReservations, typed: string): Party[] => {
  const words = fold(typed)
    .split(/[\s"“”-]+/)
    .filter(Boolean);
  const there = board.guests.filter((g) => g.leftAt === null);
  const found = new Set(there.filter((g) => isCalled(g, words)).map((g) => g.reservationId));
  return partiesOf(there.filter((g) => found.has(g.reservationId)));
};

/** The party of a slip's code among the guests of the night. */
export const partyWithCode = (board: CurrentReservations, code: string): Party | undefined =>
  partiesOf(board.guests.filter((g) => g.code === code))[0];

/** What a scanner sent or a person typed: the slip's own address, or the code on it. */
export const codeIn = (typed: string): string => typed.trim().split('/').at(-1) ?? '';
