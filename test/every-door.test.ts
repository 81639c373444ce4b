import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actingHeaders } from '../contract/accounts.ts';
import { createClient, findLikelyDuplicates } from '../contract/clients.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { RefusalReply } from '../contract/obstacles.ts';
import { type Call, callOf } from './access-calls.ts';
import { accessTable, libraryTable } from './access-table.ts';
import { type AccessWorld, callersInOrder, startAccessWorld, type World } from './access-world.ts';
import type { Caller } from './app.ts';
import { endpoints } from './endpoints.ts';

// Whatever a client can send is answered by a yes or by a plain no; never with 5xx, never kept by a cache.
let world: AccessWorld;
let at: World;
beforeAll(async () => {
  world = await startAccessWorld();
  // A version that is there, so that what is sent goes as deep as it can.
  at = { ...world.sharing, version: 1 };
});
afterAll(() => world.county.stop());

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** JSON as sent: also numbers that JavaScript can't hold. */
const nasty = [
  'null',
  'true',
  '0',
  '-1',
  '1.5',
  '1e308',
  '2147483648',
  '9007199254740992',
  '9223372036854775808',
  '""',
  '" "',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"2026-02-30"',
  '"0000-01-01"',
  '"99999-01-01"',
  '"infinity"',
  '"2199-12-31"',
  '"%00\'\\";--\\\\"',
  JSON.stringify('x'.repeat(12_000)),
  '[]',
  '[null]',
  '[1,1]',
  '{}',
  '{"constructor":{"prototype":{}}}',
  '{"a\\u0000b":"c\\u0000d"}',
  deep(60),
  deep(20_000),
];
const nastyInAddress = [
  ...['0', '-1', '1.5', '1e3', 'NaN', 'Infinity', '9007199254740992', '9223372036854775808', '0x10'],
  ...[
    '%00',
    'a%00b',
    '%ED%A0%80',
    '%ff',
    '%',
    '..%2f..',
    '2026-02-30',
    "'--",
    'x'.repeat(150),
    'x'.repeat(300),
    '9'.repeat(150),
  ],
];

const mayCall = (name: string): Caller => {
  if (['choosePassword', 'makeFirstAdministrator'].includes(name)) return world.callers.nobody;
  const row = accessTable[name]!;
  const letters = (typeof row === 'string' ? row : row[0]).replaceAll(' ', '');
  const may = (who: (typeof callersInOrder)[number]) => /[yr]/.test(letters[callersInOrder.indexOf(who)]!);
  const who = (['supervisor', 'team', 'administrator', 'nobody'] as const).find(may);
  if (!who) throw new Error(`Nobody may ${name}`);
  return world.callers[who];
};

interface Raw {
  params?: string[];
  query?: string;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
}

/** A complete call of an endpoint, with what is told replaced. */
const send = async (caller: Caller, endpoint: Endpoint, usual: Call, raw: Raw = {}): Promise<Response> => {
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map((m) => m[1]!);
  const values = raw.params ?? names.map((name) => encodeURIComponent(String(usual.params?.[name] ?? 1)));
  const path = names.reduce((p, name, i) => p.replace(`:${name}`, values[i]!), endpoint.path);
  const query = raw.query ?? new URLSearchParams(usual.query as Record<string, string>).toString();
  const body = raw.body ?? (usual.body === undefined ? undefined : JSON.stringify(usual.body));
  return caller.fetch(query ? `${path}?${query}` : path, {
    method: endpoint.method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...raw.headers },
    ...(body !== undefined && endpoint.method !== 'GET' && { body: body as BodyInit }),
  });
};

const isRefusal = (text: string): boolean => {
  try {
    return RefusalReply.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
};

/** What is wrong with a reply, in one line; nothing where it is as every reply must be. */
const faultOf = async (reply: Response): Promise<string | undefined> => {
  const text = await reply.text();
  if (reply.status >= 500) return `${reply.status} ${text.slice(0, 200)}`;
  if (reply.headers.get('cache-control') !== 'no-store') return `${reply.status} may be kept by a cache`;
  const ours = !new URL(reply.url).pathname.startsWith('/api/auth/');
  return ours && reply.status >= 400 && !isRefusal(text) ? `not a refusal: ${text}` : undefined;
};

const faultsOf = async (calls: [string, () => Promise<Response>][]): Promise<string[]> => {
  const faults: string[] = [];
  const queue = [...calls];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const fault = await faultOf(await next[1]());
      if (fault) faults.push(`${next[0].slice(0, 120)} → ${fault}`);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return faults;
};

// What has broken something before is tried in every place; of the rest each place gets a part, and the next another.
const worst = ['null', '9223372036854775808', '"\\u0000"', '"\\ud800"', '"2026-02-30"', '{}', '[null]'];
const others = nasty.filter((value) => !worst.includes(value) && value.length < 20_000);
let turn = 0;
const aPartOf = <T>(all: readonly T[], parts: number): T[] => {
  turn += 1;
  return all.filter((_, i) => (i + turn) % parts === 0);
};
const someNasty = (): string[] => [...worst, ...aPartOf(others, 5)];

/** Every value of a body, one at a time, replaced by something nasty: those of the usual call and those it leaves out. */
const bodiesOf = (endpoint: Endpoint, usual: unknown): [string, string][] => {
  if (!endpoint.body) return [];
  const places = [...placesIn(usual), ...missingPlaces(endpoint.body, usual)];
  return [
    ...nasty.map((value): [string, string] => ['body', value]),
    ...places.flatMap((place) =>
      someNasty().map((value): [string, string] => [place.join('.'), put(usual, place, value)]),
    ),
  ];
};

const placesIn = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inside]) => [[...path, key], ...placesIn(inside, [...path, key])])
    : [];

const missingPlaces = (schema: z.ZodType, usual: unknown): string[][] => {
  const walk = (node: z.core.JSONSchema.BaseSchema, path: string[]): string[][] =>
    Object.entries(node.properties ?? {}).flatMap(([key, inside]) => [
      [...path, key],
      ...(typeof inside === 'object' ? walk(inside, [...path, key]) : []),
    ]);
  const known = new Set(placesIn(usual).map((p) => p.join('.')));
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return walk(described, []).filter((path) => !known.has(path.join('.')));
};

const mark = '"\u2603here"';
const put = (usual: unknown, place: string[], value: string): string => {
  const copy = structuredClone(usual ?? {});
  let inside = copy as Record<string, unknown>;
  for (const key of place.slice(0, -1)) {
    inside[key] ??= {};
    inside = inside[key] as Record<string, unknown>;
  }
  inside[place.at(-1)!] = JSON.parse(mark);
  return JSON.stringify(copy).replace(mark, () => value);
};

const broken: [string, Raw][] = [
  ['truncated', { body: '{"a":' }],
  ['no JSON', { body: 'hello' }],
  ['empty', { body: '' }],
  ['deep', { body: deep(100_000) }],
  ['deep objects', { body: `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}` }],
  ['prototype', { body: '{"__proto__":{"a":1}}' }],
  ['not UTF-8', { body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }],
  ['too large', { body: JSON.stringify({ a: 'x'.repeat(1_100_000) }) }],
  ['form', { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['text', { body: '{}', headers: { 'content-type': 'text/plain' } }],
  ['multipart', { body: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
  ['no type', { body: '{}', headers: { 'content-type': ';;;' } }],
  ['zipped', { body: '{}', headers: { 'content-encoding': 'gzip' } }],
];

const oddHeaders: [string, Record<string, string>][] = [
  ...['0', '-1', '1e99', '9223372036854775808', 'x', '1,1'].flatMap(
    (value): [string, Record<string, string>][] => [
      [`membership ${value}`, { [actingHeaders.membership]: value }],
      [`organization ${value}`, { [actingHeaders.membership]: '1', [actingHeaders.organization]: value }],
    ],
  ),
  ...['', 'short', 'x'.repeat(300), 'with space in it'].map((key): [string, Record<string, string>] => [
    `key ${key}`,
    { 'idempotency-key': key },
  ]),
  ['cookie', { cookie: 'berth.session_token=%00; =;; a' }],
  ['cookie %', { cookie: 'berth.session_token=%E0%A4%A' }],
  ['accept', { accept: '\u00ff/;q=9' }],
];

describe('every endpoint', () => {
  test.each(endpoints.map((e) => [e.name, e] as const))('%s', async (name, endpoint) => {
    const caller = mayCall(name);
    const usual = callOf[name]!(at, 'team');
    const calls: [string, Raw][] = [
      ...bodiesOf(endpoint, usual.body).map(([place, body]): [string, Raw] => [`${place} ${body}`, { body }]),
      ...(endpoint.params ? aPartOf(nastyInAddress, 3) : []).map((value): [string, Raw] => [
        value,
        { params: [...endpoint.path.matchAll(/:\w+/g)].map(() => value) },
      ]),
      ...queriesOf(endpoint, usual).map((query): [string, Raw] => [query, { query }]),
      // One parser and one mount read these for all endpoints.
      ...(endpoint.method === 'GET' ? [] : aPartOf(broken, 4)),
      ...aPartOf(oddHeaders, 4).map(([what, headers]): [string, Raw] => [what, { headers }]),
    ];
    expect(
      await faultsOf(calls.map(([what, raw]) => [what, () => send(caller, endpoint, usual, raw)])),
    ).toEqual([]);
  });
});

const queriesOf = (endpoint: Endpoint, usual: Call): string[] => {
  if (!endpoint.query) return [];
  const given = new URLSearchParams(usual.query as Record<string, string>);
  const names = Object.keys(
    z.toJSONSchema(endpoint.query, { io: 'input', unrepresentable: 'any' }).properties ?? {},
  );
  return names.flatMap((name) => {
    const others = new URLSearchParams([...given].filter(([key]) => key !== name)).toString();
    return [
      ...aPartOf(nastyInAddress, 2).map((value) => `${others}&${name}=${value}`),
      `${others}&${name}=1&${name}=2`,
      `${others}&${name}[a]=1`,
    ];
  });
};

test('a new client of any words', async () => {
  const usual = { firstName: 'Nell', lastName: 'Odd', ageFrom: 30, ageTo: 40 };
  const bodies = [...new Set(bodiesOf(findLikelyDuplicates, usual).map(([, body]) => body))];
  const make = async (body: string) => {
    const looked = await send(world.callers.team, findLikelyDuplicates, {}, { body });
    if (!looked.ok) return looked;
    const { ticket } = (await looked.json()) as { ticket: string };
    return send(
      world.callers.team,
      createClient,
      {},
      { body: `{"client":${body},"ticket":${JSON.stringify(ticket)}}` },
    );
  };
  // Looking up people has a rate; the clock goes on.
  const faults: string[] = [];
  for (let i = 0; i < bodies.length; i += 40) {
    world.county.clock.set(new Date(world.county.clock.now().getTime() + 61_000).toISOString());
    faults.push(...(await faultsOf(bodies.slice(i, i + 40).map((body) => [body, () => make(body)]))));
  }
  expect(faults).toEqual([]);
});

test('the sign-in library’s addresses', async () => {
  const names = [
    'email',
    'password',
    'token',
    'newPassword',
    'currentPassword',
    'code',
    'name',
    'callbackURL',
  ];
  const calls = Object.keys(libraryTable).flatMap((address) => {
    const [method, path] = address.split(' ') as [string, string];
    if (method === 'GET') return [];
    const bodies = [
      ...nasty,
      ...broken.map(([, raw]) => raw.body!),
      ...names.flatMap((name) =>
        someNasty().map((value) =>
          put(
            Object.fromEntries(names.map((n) => [n, n === 'email' ? 'a@example.org' : 'correct horse'])),
            [name],
            value,
          ),
        ),
      ),
    ];
    return bodies.map((body): [string, () => Promise<Response>] => [
      `${path} ${String(body)}`,
      () =>
        world.county.nobody.fetch(`/api/auth${path.replaceAll(/:\w+/g, 'x')}`, {
          method,
          body: body as BodyInit,
          headers: { 'content-type': 'application/json' },
          redirect: 'manual',
        }),
    ]);
  });
  expect(await faultsOf(calls)).toEqual([]);
});

test('every address answers no-store, also health, events, documentation and what is not there', async () => {
  const { app, nobody } = world.county;
  const addresses = app.answered
    .filter((address) => address.startsWith('GET ') && address !== 'GET /*')
    .map((address) => address.slice(4).replaceAll(/:\w+/g, '1').replace('*', 'x'));
  const asked = [...addresses, '/api', '/api/nothing', '/%61pi/clients', '/api/%2e%2e/health', '/nothing.js'];
  const kept: string[] = [];
  for (const path of asked) {
    const reply = await nobody.fetch(path, { redirect: 'manual' });
    await reply.body?.cancel();
    if (reply.status >= 500 || reply.headers.get('cache-control') !== 'no-store')
      kept.push(`${path} ${reply.status}`);
  }
  expect(kept).toEqual([]);
});

describe('a call from another site changes nothing', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: 'http://localhost:1' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  test('at any address that changes something', async () => {
    const { app } = world.county;
    const changing = [...new Set(app.answered)].filter((address) => !/^(GET|OPTIONS) /.test(address));
    expect(changing.length).toBeGreaterThan(50);
    const seen: string[] = [];
    for (const address of changing) {
      const [method, path] = address.split(' ') as [string, string];
      for (const headers of foreign) {
        const reply = await world.callers.administrator.fetch(
          path.replaceAll(/:\w+/g, '1').replace('*', 'sign-out'),
          {
            method,
            headers: { ...headers, 'content-type': 'application/json' },
            body: '{}',
          },
        );
        const { code } = (await reply.json()) as { code?: string };
        if (reply.status !== 403 || code !== 'other_origin')
          seen.push(`${address} ${JSON.stringify(headers)} ${reply.status}`);
      }
    }
    expect(seen).toEqual([]);
  });
});
