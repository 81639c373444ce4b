import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '../contract/endpoint.ts';
import { callOf } from './access-calls.ts';
import { fieldsTable, repliesToOwnWrite } from './access-fields.ts';
import { accessTable } from './access-table.ts';
import { type AccessWorld, callersInOrder, startAccessWorld, type Who, type World } from './access-world.ts';
import { endpoints } from './endpoints.ts';

// Which fields of a person may be filled in a reply, for whom: a field that leaks is a failing test.
let world: AccessWorld;
beforeAll(async () => {
  world = await startAccessWorld();
});
afterAll(() => world.county.stop());

/** Words that say something of a person. */
const personal =
  /^(clientId|clientIds|dob|birthYear|sayIt|goesBy|aliases|ssn|narrative|answers|shortName|hits|userName)$/;

const tellsOfPeople = (endpoint: Endpoint): boolean => {
  const names: string[] = [];
  JSON.stringify(z.toJSONSchema(endpoint.reply, { unrepresentable: 'any' }), (key, value) => {
    names.push(key);
    return value;
  });
  return names.some((name) => personal.test(name));
};

/** Whether somebody outside the shelter is answered at all. */
const isForOthers = (name: string): boolean => {
  const rows = [accessTable[name]!].flat().map((row) => row.replaceAll(' ', ''));
  return callersInOrder.some(
    (who, i) =>
      !['staff', 'supervisor', 'administrator'].includes(who) && rows.some((row) => /[yr]/.test(row[i]!)),
  );
};

/** Where something stands in a reply: not null, not empty. */
const filled = (value: unknown, path = ''): string[] => {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((one) => filled(one, `${path}[]`));
  if (typeof value !== 'object' || path.split('.').at(-1) === 'definition') return [path];
  return Object.entries(value).flatMap(([key, inside]) => filled(inside, path ? `${path}.${key}` : key));
};

/** Without what is told of other people in the same list. */
const only = (w: World, value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((one) => isAbout(w, one)).map((one) => only(w, one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, only(w, inside)]));
};
const isAbout = (w: World, one: { clientId?: number } | null): boolean =>
  one?.clientId === undefined ||
  [w.clientId, w.otherClientId, w.bookableId, w.sleeperId].includes(one.clientId);

test('every endpoint that tells of people and answers others than the shelter has a row', () => {
  const told = endpoints.filter((e) => tellsOfPeople(e) && isForOthers(e.name)).map((e) => e.name);
  expect(told.length).toBeGreaterThan(10);
  const rows = [...Object.keys(fieldsTable), ...repliesToOwnWrite];
  expect(rows.sort()).toEqual(told.sort());
});

describe('what is told of a person, to whom', () => {
  test.each(Object.entries(fieldsTable))('%s', async (name, row) => {
    const endpoint = endpoints.find((e) => e.name === name)!;
    const seen = async (about: 'sharing' | 'private'): Promise<Record<string, string[]>> => {
      const lines = new Map<string, Who[]>();
      for (const who of callersInOrder) {
        const { status, body } = await world.callers[who].call<Endpoint & { params: z.ZodType }>(
          endpoint as never,
          callOf[name]!(world[about], who) as never,
        );
        if (status >= 300) continue;
        const fields = [...new Set(filled(only(world[about], body)))].sort().join(' ');
        lines.set(fields, [...(lines.get(fields) ?? []), who]);
      }
      return Object.fromEntries(
        [...lines].map(([fields, who]) => [who.join(' '), fields.split(' ').filter(Boolean)]),
      );
    };
    const written = (groups: Record<string, readonly string[]>) =>
      Object.fromEntries(Object.entries(groups).map(([who, parts]) => [who, fieldsOf(row.parts, parts)]));
    expect(await seen('sharing')).toEqual(written(row.sharing));
    expect(await seen('private')).toEqual(written(row.private));
  });
});

const fieldsOf = (parts: Record<string, string>, names: readonly string[]): string[] =>
  names.flatMap((name) => parts[name]!.trim().split(/\s+/)).sort();
