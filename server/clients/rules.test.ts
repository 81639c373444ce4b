import { describe, expect, test } from 'vitest';
import { auditActs } from '../../contract/audit-acts.ts';
import {
  contradictions,
  fullName,
  isAdult,
  isNoSsn,
  obstaclesToConsent,
  searchWords,
  wordsOf,
} from './rules.ts';
import { nextCodeName } from './rules-code-names.ts';
import { compare, halvesOf, type Identity, likelyFrom } from './rules-duplicates.ts';
import {
  answers,
  isEnough,
  isOneLetterOff,
  type LikeWords,
  otherWayRound,
  readSearch,
} from './rules-search.ts';
import { sayEntry } from './rules-seen.ts';
import { makeSsnKeeper } from './ssn.ts';
import { makeTicketDesk } from './ticket.ts';

const today = '2026-11-23';

describe('names', () => {
  test.each([
    ["O'Brien-Núñez", ['obrien', 'nunez', 'brien', 'obriennunez']],
    ['O’Brien', ['obrien', 'brien']],
    ['De La Cruz', ['de', 'la', 'cruz', 'delacruz']],
    ['Łukasz', ['lukasz']],
    ['Nguyễn Thị', ['nguyen', 'thi', 'nguyenthi']],
    ['Straße', ['strasse']],
    ['王小明', ['王小明']],
    ['محمد', ['محمد']],
    ['  ', []],
  ])('%s is found by %j', (name, words) => {
    expect(searchWords(name)).toEqual(words);
  });

  test('are shown in full, and by number where there is none', () => {
    const none = { id: 480001, firstName: null, middleName: null, lastName: null, nameSuffix: null };
    expect(fullName({ ...none, firstName: 'Amina', middleName: 'Farah', lastName: 'Jibril' })).toBe(
      'Amina Farah Jibril',
    );
    expect(fullName(none)).toBe('Client 480001');
  });

  test('every word a desk types for O’Brien-Núñez is one of the words kept', () => {
    const kept = searchWords('O’Brien-Núñez');
    for (const typed of ['obrien', 'nunez', "o'brien", 'Núñez', 'OBRIEN', 'brien']) {
      expect(kept).toEqual(expect.arrayContaining(wordsOf(typed)));
    }
  });
});

describe('a search text', () => {
  test.each([
    ['1992-03-04', ['1992-03-04']],
    ['3/4/1992', ['1992-03-04', '1992-04-03']],
    ['03-04-92', ['1992-03-04', '1992-04-03']],
    ['25/12/1990', ['1990-12-25']],
    ['4 Mar 1992', ['1992-03-04']],
    ['March 4 1992', ['1992-03-04']],
    ['March 4th, 1992', ['1992-03-04']],
    ['4 de marzo de 1992', ['1992-03-04']],
    ['12 enero 05', ['2005-01-12']],
    ['1/1/27', ['1927-01-01']],
    ['2/30/1990', []],
    ['1/1/2030', []],
  ])('%s is born %j', (text, born) => {
    expect(readSearch(text, today).born).toEqual(born);
  });

  test.each([
    ['tsering dolkar 1988', { words: ['tsering', 'dolkar'], bornIn: 1988, last4: '1988' }],
    ['dolkar 0731', { words: ['dolkar'], bornIn: null, last4: '0731' }],
    ['amina 3/4/1992', { words: ['amina'], born: ['1992-03-04', '1992-04-03'], bornIn: null }],
    ['480123', { words: [], number: '480123', card: '480123' }],
    ['TC-204 881', { card: 'TC204881' }],
    ['o brien', { words: ['o', 'brien'] }],
  ])('%s is read', (text, parts) => {
    expect(readSearch(text, today)).toMatchObject(parts);
  });

  test.each([
    ['am', false],
    ['a b', false],
    ['ami', true],
    ['li', false],
    ['李明', true],
    ['1988', true],
    ['3/4/1992', true],
    ['480123', true],
    ['T7', false],
  ])('%s is enough: %s', (text, enough) => {
    expect(isEnough(readSearch(text, today))).toBe(enough);
  });

  test.each([
    ['amina', 'amima', true],
    ['amina', 'amna', true],
    ['amina', 'aminaa', true],
    ['amina', 'amian', true],
    ['amina', 'amani', false],
    ['amina', 'amina', false],
    ['jo', 'bo', true],
    ['jose', 'josefa', false],
  ])('%s and %s are one letter off: %s', (a, b, off) => {
    expect(isOneLetterOff(a, b)).toBe(off);
    expect(isOneLetterOff(b, a)).toBe(off);
  });

  test('day and month turn round only where that is a day', () => {
    expect(otherWayRound('1992-03-04')).toBe('1992-04-03');
    expect(otherWayRound('1992-03-14')).toBeNull();
    expect(otherWayRound('1992-03-03')).toBeNull();
  });
});

describe('an answer to a search', () => {
  const mina = {
    names: ['Amina', 'Farah', 'Jibril'],
    aliases: ['Mina'],
    dob: '1992-03-04',
    ssnLast4: '1234',
    whole: true,
  };
  const like = (...words: [string, 'same' | 'one_off' | 'sounds'][][]): LikeWords =>
    words.map((w) => new Map(w));
  const said = (text: string, words: LikeWords) => answers(readSearch(text, today), words, mina)?.why ?? null;

  test.each([
    ['jibril amina', like([['jibril', 'same']], [['amina', 'same']]), 'name'],
    ['amima jibril', like([['amina', 'one_off']], [['jibril', 'same']]), 'one letter off'],
    ['mina', like([['mina', 'same']]), 'also known as Mina'],
    ['amina khan', like([['amina', 'same']], []), null],
    ['amina 1992', like([['amina', 'same']]), 'name · born 1992'],
    ['amina 1234', like([['amina', 'same']]), 'name · last four'],
    ['amina 9999', like([['amina', 'same']]), null],
    ['amina 1991', like([['amina', 'same']]), null],
    ['amina 3/4/1992', like([['amina', 'same']]), 'name · birth date'],
    ['amina 4/3/1992', like([['amina', 'same']]), 'name · day and month the other way round'],
    ['amina 3/4/1980', like([['amina', 'same']]), 'name · born 1992, birth date a little off'],
    ['amina 7/8/1980', like([['amina', 'same']]), null],
  ])('%s: %s', (text, words, why) => {
    expect(said(text, words)).toBe(why);
  });

  test('of whom only the basic profile is shown is found by names and year, and nothing else is confirmed', () => {
    const hidden = { ...mina, whole: false };
    const words = like([['amina', 'same']]);
    const asked = (text: string, with_ = words) => answers(readSearch(text, today), with_, hidden);
    expect(asked('amina 1992')?.why).toBe('name · born 1992');
    // Right, a little off and wrong in all but the year: the same answer.
    for (const day of ['1992-03-04', '1992-04-03', '1992-11-30'])
      expect(asked(`amina ${day}`)).toEqual({ off: 2, why: 'name · born 1992' });
    expect(asked('amina 1991-03-04')).toBeNull();
    expect(asked('1992-03-04', [])).toBeNull();
    for (const four of ['1234', '4321']) expect(asked(`amina ${four}`)).toBeNull();
    expect(asked('mina', like([['mina', 'same']]))?.why).toBe('another name of theirs');
  });

  test('two words that are both hers come before one word counted twice', () => {
    const search = readSearch('mohamed mohamed', today);
    const both = like([['mohamed', 'same']], [['mohamed', 'same']]);
    const twice = answers(search, both, { ...mina, names: ['Mohamed', 'Ali'] });
    const exact = answers(readSearch('mohamed ali', today), like([['mohamed', 'same']], [['ali', 'same']]), {
      ...mina,
      names: ['Mohamed', 'Ali'],
    });
    expect(twice!.off).toBeGreaterThan(exact!.off);
  });
});

describe('likely duplicates', () => {
  const her: Identity & { whole: boolean } = {
    whole: true,
    firstName: 'Amina',
    middleName: null,
    lastName: 'Jibril',
    goesBy: null,
    aliases: [],
    dob: '1992-03-04',
    ageFrom: null,
    ageTo: null,
    ssnHash: null,
    ssnLast4: null,
  };
  const like = halvesOf(her).map((half) => new Map(half.map((word) => [word, 'same' as const])));
  const oneOff = [new Map([['amima', 'one_off' as const]]), like[1]!];

  test('who does not share is shown, and neither birth date nor number is confirmed to others', () => {
    const hidden = { ...her, whole: false, ssnHash: 'hash', ssnLast4: '1234' };
    const reasonsOf = (described: Partial<Identity>) =>
      compare({ ...her, ...described }, like, hidden, today).reasons;
    const one = ['same name', 'other details agree'];
    expect(reasonsOf({})).toEqual(one);
    expect(reasonsOf({ dob: '1992-11-30' })).toEqual(one);
    expect(reasonsOf({ ssnHash: 'hash' })).toEqual(one);
    const points = (ssnLast4: string) => compare({ ...her, ssnLast4 }, like, hidden, today).points;
    expect(points('1234')).toBe(points('4321'));
  });

  test.each<[string, Partial<Identity>, LikeWords, string[]]>([
    ['the same', {}, like, ['same name', 'same birth date']],
    [
      'first and last swapped',
      { firstName: 'Jibril', lastName: 'Amina' },
      like,
      ['same name, first and last swapped', 'same birth date'],
    ],
    [
      'day and month swapped',
      { dob: '1992-04-03' },
      like,
      ['same name', 'birth date with day and month swapped'],
    ],
    ['no birth date on record', { dob: null }, like, ['same name']],
    ['one letter off', { firstName: 'Amima' }, oneOff, ['name one letter off', 'same birth date']],
    [
      'an alias',
      { firstName: 'Hodan', aliases: ['Amina'] },
      like,
      ['same name, by an alias', 'same birth date'],
    ],
  ])('%s is shown', (_, record, words, reasons) => {
    const found = compare(her, words, { ...her, ...record }, today);
    expect(found.points).toBeGreaterThanOrEqual(likelyFrom);
    expect(found.reasons).toEqual(reasons);
  });

  test.each<[string, Partial<Identity>, Partial<Identity>]>([
    ['born years apart', {}, { dob: '1971-08-09' }],
    ['another whole SSN', { ssnHash: 'a' }, { ssnHash: 'b', dob: null }],
    [
      'an age that cannot be hers',
      { dob: null, ageFrom: 20, ageTo: 30 },
      { dob: null, ageFrom: 60, ageTo: 70 },
    ],
  ])('the same name but %s is not', (_, described, record) => {
    expect(compare({ ...her, ...described }, like, { ...her, ...record }, today).points).toBeLessThan(
      likelyFrom,
    );
  });

  test('the same number is shown under any name', () => {
    const found = compare(
      { ...her, ssnHash: 'a' },
      [],
      { ...her, firstName: 'X', lastName: 'Y', dob: null, ssnHash: 'a' },
      today,
    );
    expect(found).toEqual({ points: 9, reasons: ['same Social Security number'] });
  });
});

test('code names differ from all recent ones', () => {
  const recent: { firstName: string | null; lastName: string | null }[] = [];
  for (let i = 0; i < 95; i++) recent.push(nextCodeName(recent));
  expect(new Set(recent.map((r) => `${r.firstName} ${r.lastName}`)).size).toBe(95);
  expect(recent[0]).toEqual({ firstName: 'Juniper', lastName: '1' });
});

describe('what contradicts itself', () => {
  test.each([
    [{ dob: '2030-01-01' }, ['born_later']],
    [{ dob: '1990-01-01', dobDataQuality: 8 as const }, ['dob_quality']],
    [{ dobDataQuality: 1 as const }, ['dob_quality']],
    [{ ssn: '12345xxxx', ssnDataQuality: 1 as const }, ['ssn_quality']],
    [{ ssn: '000121234' }, ['no_ssn']],
    [{ white: true, raceNone: 8 as const }, ['race_none']],
    [{ dob: '2030-01-01', ssn: '999999999' }, ['born_later', 'no_ssn']],
    [{ dob: '1990-01-01', ssn: 'xxxxx1234' }, []],
  ])('%j', (fields, codes) => {
    expect(contradictions({ ...fields }, today).map((o) => o.code)).toEqual(codes);
  });

  test.each(['000121234', '666121234', '900121234', '123001234', '123120000', '111111111', '123456789'])(
    '%s is no SSN',
    (ssn) => {
      expect(isNoSsn(ssn)).toBe(true);
    },
  );
});

describe('adults and consent', () => {
  test.each([
    [{ dob: '2008-11-23', ageFrom: null, ageTo: null }, true],
    [{ dob: '2008-11-24', ageFrom: null, ageTo: null }, false],
    [{ dob: null, ageFrom: 12, ageTo: 17 }, false],
    [{ dob: null, ageFrom: 16, ageTo: 20 }, true],
    [{ dob: null, ageFrom: null, ageTo: null }, true],
  ])('%j is an adult: %s', (person, adult) => {
    expect(isAdult(person, today)).toBe(adult);
  });

  const adult = { name: 'Amina', dob: '1992-03-04', ageFrom: null, ageTo: null, relationshipToHoH: 2 };
  const child = { ...adult, dob: '2015-01-01' };
  test.each([
    [adult, 'head_of_household', ['adult_answers']],
    [adult, 'verbal', []],
    [child, 'verbal', ['head_answers']],
    [child, 'head_of_household', []],
    [{ ...child, relationshipToHoH: null }, 'verbal', []],
    [{ ...child, relationshipToHoH: 1 }, 'signed', []],
  ] as const)('%j by %s: %j', (person, method, codes) => {
    expect(obstaclesToConsent(person, method, today).map((o) => o.code)).toEqual(codes);
  });
});

describe('who has seen this record', () => {
  const entry = { act: 'client.consent', userName: 'Imani', organizationName: 'Front Door', own: false };
  test.each([
    [
      'own',
      { ...entry, own: true },
      { administrator: false, shares: false },
      ['Imani', 'Front Door', 'client.consent'],
    ],
    [
      'another, shares',
      entry,
      { administrator: false, shares: true },
      ['Imani', 'Front Door', 'client.consent'],
    ],
    [
      'another, does not share',
      entry,
      { administrator: false, shares: false },
      [null, null, 'client.consent'],
    ],
    [
      'another’s reservation, does not share',
      { ...entry, act: 'reservation.save' },
      { administrator: false, shares: false },
      [null, null, 'record.not_shared'],
    ],
    [
      'another’s bed',
      { ...entry, act: 'bed.assign' },
      { administrator: false, shares: true },
      ['Imani', 'Front Door', 'record.in_house'],
    ],
    [
      'administrator',
      entry,
      { administrator: true, shares: false },
      ['Imani', 'Front Door', 'client.consent'],
    ],
    [
      'a look',
      { ...entry, act: 'client.search' },
      { administrator: false, shares: true },
      ['Imani', 'Front Door', 'record.seen'],
    ],
    [
      'a look at what a change would do',
      { ...entry, act: 'closure.preview' },
      { administrator: false, shares: true },
      ['Imani', 'Front Door', 'record.weighed'],
    ],
    [
      'an act of an earlier version',
      { ...entry, act: 'client.sneeze', own: true },
      { administrator: false, shares: true },
      ['Imani', 'Front Door', 'record.changed'],
    ],
    [
      'another’s bar',
      { ...entry, act: 'bar.issue' },
      { administrator: true, shares: true },
      ['Imani', 'Front Door', 'record.in_house'],
    ],
    [
      'another’s bar, does not share',
      { ...entry, act: 'bar.issue' },
      { administrator: false, shares: false },
      [null, null, 'record.not_shared'],
    ],
    [
      'a look at another’s bar, by an administrator',
      { ...entry, act: 'bar.view' },
      { administrator: true, shares: true },
      ['Imani', 'Front Door', 'record.seen'],
    ],
    [
      'own bar',
      { ...entry, act: 'bar.issue', own: true },
      { administrator: false, shares: true },
      ['Imani', 'Front Door', 'bar.issue'],
    ],
  ])('%s', (_, seen, viewer, [userName, organization, act]) => {
    const who = userName ? 'person' : 'somebody';
    expect(sayEntry(seen, viewer)).toEqual({ who, userName, organization, act });
  });

  test.each(auditActs)('%s is never just a change', (act) => {
    for (const shares of [true, false]) {
      for (const own of [true, false]) {
        expect(sayEntry({ ...entry, act, own }, { administrator: false, shares }).act).not.toBe(
          'record.changed',
        );
      }
    }
  });
});

describe('secrets', () => {
  const keeper = makeSsnKeeper('a secret of the installation');
  test('a number is kept unreadable, found by its hash, and read back', () => {
    const kept = keeper.keep('219099999');
    expect(kept.ssnEncrypted.toString('latin1')).not.toContain('219099999');
    expect(kept).toMatchObject({ ssnLast4: '9999', ssnHash: keeper.keep('219099999').ssnHash });
    expect(keeper.reveal(kept.ssnEncrypted)).toBe('219099999');
    expect(keeper.keep('219099999').ssnEncrypted).not.toEqual(kept.ssnEncrypted);
    expect(() => makeSsnKeeper('another secret').reveal(kept.ssnEncrypted)).toThrow();
  });
  test('part of a number has no hash, and last four only where they are known', () => {
    expect(keeper.keep('xxxxx1234')).toMatchObject({ ssnHash: null, ssnLast4: '1234' });
    expect(keeper.keep('21909xxxx')).toMatchObject({ ssnHash: null, ssnLast4: null });
  });

  const desk = makeTicketDesk('a secret of the installation');
  const now = new Date('2026-11-23T16:00:00Z');
  const shown = {
    userId: 'u',
    identity: desk.identityOf({ firstName: 'Amina', lastName: 'Jibril' }),
    clientIds: [480001],
  };
  test('a ticket is read by its desk for half an hour', () => {
    const ticket = desk.give(shown, now);
    expect(desk.read(ticket, new Date('2026-11-23T16:29:00Z'))).toEqual(shown);
    expect(desk.read(ticket, new Date('2026-11-23T16:31:00Z'))).toBeNull();
    expect(makeTicketDesk('another secret').read(ticket, now)).toBeNull();
    expect(desk.read(`${ticket}x`, now)).toBeNull();
    expect(desk.read('', now)).toBeNull();
    expect(desk.read('no.thing', now)).toBeNull();
  });
  test('the same person written with other spaces and case is the same; another letter or date is not', () => {
    expect(desk.identityOf({ firstName: ' amina ', lastName: 'JIBRIL' })).toBe(shown.identity);
    expect(desk.identityOf({ firstName: 'Amima', lastName: 'Jibril' })).not.toBe(shown.identity);
    expect(desk.identityOf({ firstName: 'Amina', lastName: 'Jibril', dob: '1992-03-04' })).not.toBe(
      shown.identity,
    );
  });
});
