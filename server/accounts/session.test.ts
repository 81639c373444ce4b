import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSession, recordInput } from '../../contract/accounts.ts';
import { createClient, findLikelyDuplicates } from '../../contract/clients.ts';
import { listHousingFacilities } from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { agreement, client, organization, password, user } from '../../test/factories.ts';
import { guessingDelay } from './session.ts';

let county: County;
beforeAll(async () => {
  county = await startCounty({ idleMinutes: 30 });
});
afterAll(() => county.stop());

const somebody = (name: string) =>
  user(county.database.db, name, [{ organizationId: county.team, workgroup: 'shelter_reservation_team' }]);
const signInWith = (email: string, secret: string) =>
  county.nobody.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: secret }),
  });

describe('a session', () => {
  test('ends after 30 minutes without input; a live refetch neither lengthens it nor ends it early', async () => {
    const { email } = await somebody('Ida Idle');
    county.clock.set('2026-11-23T16:00:00Z');
    const desk = await county.signIn(email);
    expect((await desk.call(readSession)).status).toBe(200);
    county.clock.set('2026-11-23T16:29:00Z');
    expect((await desk.with({ 'berth-live': '1' }).call(readSession)).status).toBe(200);
    county.clock.set('2026-11-23T16:31:00Z');
    const late = await desk.with({ 'berth-live': '1' }).call(readSession);
    expect(late.status).toBe(401);
    expect(late.refusal.code).toBe('signed_out_idle');
    expect((await desk.call(readSession)).refusal.code).toBe('signed_out');
  });

  test('stays as long as somebody types', async () => {
    const { email } = await somebody('Bea Busy');
    county.clock.set('2026-11-23T17:00:00Z');
    const desk = await county.signIn(email);
    for (const time of ['17:00', '17:25', '17:50', '18:15']) {
      county.clock.set(`2026-11-23T${time}:00Z`);
      expect((await desk.call(recordInput)).status).toBe(200);
    }
    expect((await desk.call(readSession)).status).toBe(200);
  });

  test('ends everywhere when the password is changed', async () => {
    const { email } = await somebody('Pia Password');
    const here = await county.signIn(email);
    const elsewhere = await county.signIn(email);
    const changed = await here.fetch('/api/auth/change-password', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ currentPassword: password, newPassword: 'another long password' }),
    });
    expect(changed.status).toBe(200);
    expect((await elsewhere.call(readSession)).status).toBe(401);
  });
});

describe('guessing a password', () => {
  // What a caller claims to be counts only behind a proxy that is believed.
  test.each([
    ['without a proxy, everybody who claims another address is one', [], 429],
    ['behind the proxy, each address has a count of its own', ['loopback'], 200],
  ] as const)('%s', async (_, trustProxy, status) => {
    const behind = await startCounty({ trustProxy: [...trustProxy] });
    const tried = (from: string, typed: string) =>
      behind.nobody.fetch('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
        body: JSON.stringify({ email: behind.emails.staff, password: typed }),
      });
    expect((await tried('192.0.2.1', password)).status).toBe(200);
    const began = await behind.database.db.selectFrom('userSession').select('ipAddress').execute();
    expect(began.map((s) => s.ipAddress).includes('192.0.2.1')).toBe(trustProxy.length > 0);
    for (let n = 0; n < 5; n++) await tried('203.0.113.9', 'guess');
    expect((await tried('203.0.113.9', password)).status).toBe(429);
    expect((await tried('198.51.100.4', password)).status).toBe(status);
    await behind.stop();
  });

  test('takes longer with every miss, for this caller and address only; the right one at the right time is let in', async () => {
    const { email } = await somebody('Gil Guessed');
    county.clock.set('2026-11-23T19:00:00Z');
    for (let n = 0; n < 3; n++) expect((await signInWith(email, 'wrong wrong wrong')).status).toBe(401);
    county.clock.set('2026-11-23T19:00:01Z');
    expect((await signInWith(email, 'wrong wrong wrong')).status).toBe(401);
    const waiting = await signInWith(email, password);
    expect(waiting.status).toBe(429);
    expect(waiting.headers.get('retry-after')).toBe('2');
    const { email: colleague } = await somebody('Cleo Colleague');
    expect((await signInWith(colleague, password)).status).toBe(200);
    county.clock.set('2026-11-23T19:00:03Z');
    expect((await signInWith(email, password)).status).toBe(200);
    expect((await signInWith(email, password)).status).toBe(200);
  });

  test('many at once are looked at one after the other: all but the first few must wait', async () => {
    const { email } = await somebody('Pat Parallel');
    county.clock.set('2026-11-23T19:10:00Z');
    const tries = await Promise.all(Array.from({ length: 12 }, () => signInWith(email, 'wrong wrong wrong')));
    const statuses = tries.map((t) => t.status).sort();
    expect(statuses).toEqual([...Array(3).fill(401), ...Array(9).fill(429)]);
  });

  test('one’s own password can’t be guessed from an open session either', async () => {
    const { email } = await somebody('Otto Open');
    county.clock.set('2026-11-23T19:20:00Z');
    const desk = await county.signIn(email);
    const guess = () =>
      desk.fetch('/api/auth/change-password', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ currentPassword: 'wrong wrong wrong', newPassword: 'a quite new sentence' }),
      });
    for (let n = 0; n < 3; n++) expect((await guess()).status).toBe(400);
    expect((await guess()).status).toBe(429);
  });

  test('the delay doubles up to five minutes', () => {
    expect([1, 2, 3, 4, 5, 8, 40].map(guessingDelay)).toEqual([0, 0, 1, 2, 4, 32, 300]);
  });
});

describe('a combination', () => {
  test('is checked at every call: it ends with the agreement, whatever the tab says', async () => {
    const { db } = county.database;
    county.clock.set('2026-11-23T20:00:00Z');
    const shelter = await organization(db, 'Short Agreement', 'shelter');
    const { id } = await agreement(db, county.team, shelter);
    const { body } = await county.specialist.call(readSession);
    const membership = body.combinations[0]!.membershipId;
    const tab = county.specialist.actingFor(membership, shelter);
    expect((await tab.call(readSession)).body.inForce?.organization.name).toBe('Short Agreement');
    await db.updateTable('bookingAgreement').set({ endsOn: '2026-11-23' }).where('id', '=', id).execute();
    const after = await tab.call(readSession);
    expect(after.status).toBe(403);
    expect(after.refusal.code).toBe('combination_not_held');
  });

  test('of somebody else is refused', async () => {
    const { body } = await (await county.staff()).call(readSession);
    const stolen = county.specialist.actingFor(body.combinations[0]!.membershipId, county.birchwater);
    expect((await stolen.call(readSession)).status).toBe(403);
  });
});

describe('the door', () => {
  test('refuses a state-changing call from another site', async () => {
    const reply = await county.specialist.fetch('/api/session/input', {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(reply.status).toBe(403);
    const embedded = await county.specialist.fetch('/api/session/input', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(embedded.status).toBe(403);
  });

  test('sends a strict content policy, nothing to store, and no server error for what a client can send', async () => {
    const session = await county.specialist.fetch('/api/session');
    expect(session.headers.get('cache-control')).toBe('no-store');
    const policy = session.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-eval');
    const post = (body: BodyInit, type = 'application/json') =>
      county.specialist.fetch('/api/reservations', {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      });
    const statuses = [
      (await post('{"facilityId":')).status,
      (await post('null')).status,
      (await post('[]')).status,
      (await post('{"facilityId":1e300,"guests":[]}')).status,
      (await post('{"facilityId":9007199254740991,"guests":[{"clientId":9007199254740991}]}')).status,
      (await post(`{"facilityId":1,"guests":[{"clientId":1}],"note":"${'x'.repeat(600)}"}`)).status,
      (await post('{"facilityId":1,"guests":[{"clientId":1}],"note":"a\\u0000b"}')).status,
      (await post('{"facilityId":1,"guests":[{"clientId":1}],"beginDate":"2026-02-30"}')).status,
      (await post('<x/>', 'text/xml')).status,
      (await post(new Uint8Array([0xff, 0xfe, 0x00]))).status,
      (await post('x'.repeat(2_000_000))).status,
    ];
    expect(statuses).toEqual([400, 400, 400, 400, 404, 400, 400, 400, 415, 400, 413]);
  });

  test('describes itself as OpenAPI 3.1 with every endpoint, and is ready', async () => {
    const reply = await county.nobody.fetch('/api/openapi.json');
    const described = (await reply.json()) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    expect(described.openapi).toBe('3.1.0');
    expect(described.paths['/api/reservations']?.post?.operationId).toBe('saveReservation');
    expect((await county.nobody.fetch('/health')).status).toBe(200);
    expect((await county.nobody.fetch('/ready')).status).toBe(200);
  });
});

test('a victim service provider takes no client records here', async () => {
  const { db } = county.database;
  county.clock.set('2026-11-23T16:14:00Z');
  const provider = await organization(db, 'Juniper Harbor', 'shelter', { victimServiceProvider: true });
  const { email } = await user(db, 'Val Harbor', [
    { organizationId: provider, workgroup: 'emergency_shelter_staff' },
  ]);
  const staff = await county.signIn(email);
  const described = { firstName: 'Some', lastName: 'Body', ageFrom: 30, ageTo: 40 };
  const searched = await staff.call(findLikelyDuplicates, { body: described });
  const made = await staff.call(createClient, {
    body: { client: described, ticket: searched.body.ticket ?? 'none' },
  });
  expect([403, 409]).toContain(made.status);
  const someone = await client(db, county.team, 'Somebody Else');
  const listed = await county.specialist.call(listHousingFacilities, {
    query: { clientIds: String(someone.id) },
  });
  expect(listed.body.facilities.map((f) => f.facility.organizationName)).not.toContain('Juniper Harbor');
});
