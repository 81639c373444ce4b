import { describe, expect, it } from 'vitest';
import { countProblem, headerIsOfOtherFile, plainSsn, readHeader, readValue } from './rules.ts';
import { columnsOf, csvYear, fileNames } from './specification.ts';

const columns = columnsOf('Client');
const column = (file: string, name: string) => columnsOf(file).find((one) => one.name === name)!;
const others = fileNames.map((file) => ({ file, columns: columnsOf(file) }));

describe('HUD’s specification as data', () => {
  it('names 24 files of FY2026', () => {
    expect(fileNames.length).toBe(24);
    expect(csvYear).toBe('2026');
    expect(columns.length).toBe(38);
  });

  it('knows the codes that older records still carry', () => {
    expect(column('Funder', 'Funder').codes).toContain('47');
    expect(column('Enrollment', 'ChildWelfareYears').codes).toContain('99');
  });
});

describe('readHeader', () => {
  const names = columns.map(({ name }) => name);

  it('finds columns in any order, in any capitals, by the spellings in use', () => {
    const written = names
      .toReversed()
      .map((name) => (name === 'HispanicLatinao' ? 'HispanicLatinaeo' : name.toUpperCase()));
    const header = readHeader([...written, 'Nickname', ''], columns);
    expect(header.missing).toEqual([]);
    expect(header.at.get('PersonalID')).toBe(names.length - 1);
    expect(header.extra).toEqual([{ name: 'Nickname', at: names.length }]);
  });

  it('tells what is missing and what is there twice', () => {
    const header = readHeader(['PersonalID', ...names.slice(0, -2)], columns);
    expect(header.missing).toEqual(['DateDeleted', 'ExportID']);
    expect(header.twice).toEqual(['PersonalID']);
  });

  it.each([
    ['another file', columnsOf('Exit').map(({ name }) => name), 'Exit rows'],
    ['semicolons', ['PersonalID;FirstName;LastName'], 'another sign than a comma'],
    ['an older version', names.map((name) => (name === 'Sex' ? 'GenderNone' : name)), 'FY2024'],
    ['something else', ['Name', 'Street'], 'None of the columns'],
  ])('recognizes %s', (_name, first, says) => {
    expect(headerIsOfOtherFile('Client', readHeader(first, columns), others, first)).toContain(says);
  });

  it('has nothing to say of a file that merely lacks a column', () => {
    const first = names.filter((name) => name !== 'DOB');
    expect(headerIsOfOtherFile('Client', readHeader(first, columns), others, first)).toBe(null);
  });
});

describe('readValue', () => {
  it.each([
    ['Client', 'VeteranStatus', '99', '99'],
    ['Client', 'VeteranStatus', '01', '1'],
    ['Client', 'VeteranStatus', '', null],
    ['Enrollment', 'EntryDate', '2024-02-29', '2024-02-29'],
    ['Enrollment', 'EntryDate', '2026-05-01 00:00:00', '2026-05-01'],
    ['Enrollment', 'DateCreated', '2026-05-01 13:08:05', '2026-05-01 13:08:05'],
    ['Inventory', 'BedInventory', '24', '24'],
    ['Services', 'FAAmount', '-12.50', '-12.50'],
    ['Organization', 'OrganizationName', 'Säfe "Spaces"', 'Säfe "Spaces"'],
  ])('reads %s.%s %s', (file, name, text, value) => {
    expect(readValue(column(file, name), text)).toEqual({ value });
  });

  it.each([
    ['Client', 'VeteranStatus', '2'],
    ['Client', 'VeteranStatus', 'yes'],
    ['Client', 'VeteranStatus', '1.0'],
    ['Enrollment', 'EntryDate', '2023-02-29'],
    ['Enrollment', 'EntryDate', '2026-5-1'],
    ['Enrollment', 'EntryDate', '05/01/2026'],
    ['Enrollment', 'DateCreated', '2026-05-01 24:61:00'],
    ['Inventory', 'BedInventory', '-1'],
    ['Inventory', 'BedInventory', '99999999999'],
    ['ProjectCoC', 'CoCCode', 'Minneapolis'],
    ['Services', 'FAAmount', '12,50'],
  ])('refuses %s.%s %s', (file, name, text) => {
    expect(readValue(column(file, name), text)).toHaveProperty('wrong');
  });

  it('keeps what is too long, and says so', () => {
    const name = 'x'.repeat(60);
    expect(readValue(column('Client', 'FirstName'), name)).toEqual({
      value: name,
      odd: "is longer than HUD's 50 characters",
    });
  });

  it('chooses the list by another column where HUD does', () => {
    const type = column('Services', 'TypeProvided');
    expect(readValue(type, '200', () => '200')).toEqual({ value: '200' });
    expect(readValue(type, '1', () => '200')).toHaveProperty('wrong');
    expect(readValue(type, '1', () => '141')).toEqual({ value: '1' });
  });
});

it('a row has as many values as its header, but for empty ones behind', () => {
  expect(countProblem(['a', 'b'], 2)).toBe(null);
  expect(countProblem(['a', 'b', '', ''], 2)).toBe(null);
  expect(countProblem(['a', 'b', 'c'], 2)).toContain('3 values');
  expect(countProblem(['a'], 2)).toContain('1 values');
});

it.each([
  ['123456789', '123456789'],
  ['123-45-6789', '123456789'],
  ['XXXXX6789', 'xxxxx6789'],
  ['6789', null],
  ['none', null],
])('a Social Security number %s is kept as %s', (text, kept) => {
  expect(plainSsn(text)).toBe(kept);
});
