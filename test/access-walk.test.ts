import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import * as clients from '../contract/clients.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { makeAuthentication } from '../server/accounts/authentication.ts';
import { callOf } from './access-calls.ts';
import { accessTable, libraryTable, otherAddresses } from './access-table.ts';
import { type AccessWorld, callersInOrder, startAccessWorld, type Who, type World } from './access-world.ts';
import type { Caller } from './app.ts';
import type { County } from './county.ts';
import { endpoints } from './endpoints.ts';

// Every endpoint × every caller × {a client who shares, a client who doesn't}, against the written table.
let county: County;
let callers: AccessWorld['callers'];
let worlds: Pick<AccessWorld, 'sharing' | 'private'>;
beforeAll(async () => {
  ({ county, callers, ...worlds } = await startAccessWorld());
}, 60_000);
afterAll(() => county.stop());

/** Where a bar's narrative was heard: it carries a word that nothing else carries. */
const overheard = { issuer: 0, others: [] as string[] };
const listen = (who: Who, endpoint: string, text: string) => {
  if (!/canary/i.test(text)) return;
  if (who === 'staff' || who === 'supervisor') overheard.issuer += 1;
  else overheard.others.push(`${who} ${endpoint}`);
};

const letters: Record<number, string> = {
  200: 'y',
  201: 'y',
  401: '-',
  403: 'x',
  404: '0',
  400: 'r',
  409: 'r',
};

/** The letters in their groups, as the table has them. */
const inGroups = (row: string) => row.replace(/^(.)(.{6})(.{6})(.{3})(.{3})(.{2})$/, '$1 $2 $3 $4 $5 $6');

const walkOne = async (endpoint: Endpoint, w: World): Promise<string> => {
  let row = '';
  for (const who of callersInOrder) {
    const answer = await callers[who].call<Endpoint & { params: z.ZodType }>(
      endpoint as never,
      callOf[endpoint.name]!(w, who) as never,
    );
    listen(who, endpoint.name, JSON.stringify(answer.body));
    row += letters[answer.status] ?? answer.status;
  }
  return inGroups(row);
};

test('every endpoint of the contract and every address of the server has a row', () => {
  expect(Object.keys(accessTable).sort()).toEqual(endpoints.map((e) => e.name).sort());
  const documented = new Set(endpoints.map((e) => `${e.method} ${e.path}`));
  const further = county.app.answered.filter((address) => !documented.has(address));
  expect([...new Set(further)].sort()).toEqual([...otherAddresses].sort());
});

describe('who may do what', () => {
  test.each(endpoints.map((e) => [e.name, e] as const))('%s', async (name, endpoint) => {
    const row = accessTable[name];
    const [sharing, notSharing] = typeof row === 'string' || row === undefined ? [row, row] : row;
    const seen = [await walkOne(endpoint, worlds.sharing), await walkOne(endpoint, worlds.private)];
    expect(seen).toEqual([sharing, notSharing]);
  });
});

test('the sign-in library’s own routes: nobody makes an account or changes another’s', async () => {
  const auth = makeAuthentication({
    db: county.database.db,
    baseUrl: county.baseUrl,
    secret: 'x'.repeat(40),
    trustedOrigins: [],
  });
  const library = Object.values(
    auth.api as unknown as Record<string, { path?: string; options?: { method?: string | string[] } }>,
  )
    .filter((e) => e.path)
    .flatMap((e) => [e.options?.method ?? 'GET'].flat().map((method) => `${method} ${e.path}`));
  const seen: Record<string, string> = {};
  for (const address of [...new Set(library)].sort()) {
    const [method, path] = address.split(' ') as [string, string];
    const ask = async (caller: Caller) => {
      const reply = await caller.fetch(`/api/auth${path.replaceAll(/:\w+/g, 'x')}`, {
        method,
        ...(method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }),
        redirect: 'manual',
      });
      return reply.status;
    };
    if (path === '/sign-out' || path.startsWith('/revoke')) seen[address] = `${await ask(county.nobody)}`;
    else seen[address] = `${await ask(county.nobody)} ${await ask(callers.unrelated)}`;
  }
  expect(seen).toEqual(libraryTable);
});

describe('what they see of a client', () => {
  const seenBy = async (who: Who, w: World) => {
    const { body } = await callers[who].call(clients.readClient, { params: { id: w.otherClientId } });
    listen(who, 'readClient', JSON.stringify(body));
    return {
      name: body.client.name !== '',
      birthDate: body.client.dob !== null,
      enrollments: body.enrollments.length,
      assessments: body.assessments.length,
      bars: body.bars.map((b) => (b.own ? 'whole' : b.message)),
    };
  };
  const nothing = { name: true, birthDate: false, enrollments: 0, assessments: 0, bars: [] };
  const neutral = [
    'Not eligible here; may stay again from Thu 3 Dec 2026',
    'Not eligible here; may stay again from Thu 3 Dec 2026',
  ];

  test('of one who does not share, others see the basic profile; the team keeps sight of what it wrote', async () => {
    const w = worlds.private;
    expect(await seenBy('team', w)).toEqual({
      name: true,
      birthDate: true,
      enrollments: 1,
      assessments: 1,
      bars: neutral,
    });
    expect(await seenBy('switched', w)).toEqual({
      name: true,
      birthDate: true,
      enrollments: 1,
      assessments: 1,
      bars: neutral,
    });
    expect(await seenBy('other', w)).toEqual(nothing);
    expect(await seenBy('ended', w)).toEqual(nothing);
    expect(await seenBy('unrelated', w)).toEqual(nothing);
    expect(await seenBy('staff', w)).toMatchObject({ enrollments: 1, assessments: 0, bars: ['whole'] });
  });

  test('of one who shares, others see enrollments and assessments, and never a bar’s reason', async () => {
    const w = worlds.sharing;
    expect(await seenBy('other', w)).toEqual({
      name: true,
      birthDate: true,
      enrollments: 1,
      assessments: 1,
      bars: [],
    });
    expect(await seenBy('unrelated', w)).toMatchObject({ birthDate: true, enrollments: 1, bars: [] });
    expect(await seenBy('switched', w)).toMatchObject({ bars: neutral });
    expect(await seenBy('supervisor', w)).toMatchObject({ bars: ['whole'] });
  });
});

test('no reply to anybody but the issuer holds a word of a bar’s narrative', () => {
  // Every reply of the walk above and of this one went through here.
  expect(overheard.issuer).toBeGreaterThan(0);
  expect(overheard.others).toEqual([]);
});
