import { describe, expect, it } from 'vitest';
import { NewClient } from '../../contract/clients.ts';
import { emptyDraft, newClientOf } from './client-draft.ts';

describe('what a client form sends', () => {
  it('is what the contract takes, from a name alone', () => {
    const sent = NewClient.parse(newClientOf(emptyDraft({ firstName: ' Amina ' })));
    expect(sent.firstName).toBe('Amina');
    expect(sent.nameDataQuality).toBe(2);
  });

  it('answers nothing that nobody was asked', () => {
    const sent = newClientOf(emptyDraft({ firstName: 'Amina', lastName: 'Jibril' }));
    const { firstName, lastName, nameDataQuality, codeName, interpreter, aliases, ...rest } = sent;
    expect({ firstName, lastName, nameDataQuality }).toEqual({
      firstName: 'Amina',
      lastName: 'Jibril',
      nameDataQuality: 1,
    });
    expect({ codeName, interpreter, aliases }).toEqual({ codeName: false, interpreter: false, aliases: [] });
    expect(Object.values(rest).every((value) => value === null)).toBe(true);
    expect('ssn' in sent).toBe(false);
  });

  it('answers the seven races together, or none', () => {
    expect(newClientOf(emptyDraft({ races: ['asian'], raceNone: 9 }))).toMatchObject({
      asian: true,
      white: false,
      raceNone: null,
    });
    expect(newClientOf(emptyDraft({ raceNone: 8 }))).toMatchObject({
      asian: false,
      white: false,
      raceNone: 8,
    });
    expect(newClientOf(emptyDraft())).toMatchObject({ asian: null, white: null, raceNone: null });
  });

  it('takes the age band only where there is no birth date', () => {
    expect(newClientOf(emptyDraft({ ageBand: '62-120' }))).toMatchObject({ ageFrom: 62, ageTo: 120 });
    expect(newClientOf(emptyDraft({ ageBand: '0-17' }))).toMatchObject({ ageFrom: 0, ageTo: 17 });
    expect(newClientOf(emptyDraft({ ageBand: '18-24', dob: '1992-03-04' }))).toMatchObject({
      ageFrom: null,
      dobDataQuality: 1,
    });
  });

  it('calls a number with unknown digits partial, and sends none when none is typed', () => {
    expect(newClientOf(emptyDraft({ ssn: 'xxx-xx-1234' }))).toMatchObject({
      ssn: 'xxxxx1234',
      ssnDataQuality: 2,
    });
    expect(newClientOf(emptyDraft({ ssn: '123 45 6789' }))).toMatchObject({
      ssn: '123456789',
      ssnDataQuality: 1,
    });
  });

  it('keeps what the client said over what the typing suggests', () => {
    expect(
      newClientOf(emptyDraft({ firstName: 'A', lastName: 'B', nameDataQuality: 2 })).nameDataQuality,
    ).toBe(2);
    expect(newClientOf(emptyDraft({ dobDataQuality: 9 })).dobDataQuality).toBe(9);
  });
});
