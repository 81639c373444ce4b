import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSession } from '../../contract/accounts.ts';
import { choosePassword, makePasswordLink } from '../../contract/accounts-administration.ts';
import { type Caller, callerOf } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { password, user } from '../../test/factories.ts';
import { codeFor } from '../../test/totp.ts';

let county: County;
beforeAll(async () => {
  county = await startCounty();
});
afterAll(() => county.stop());

const ask = async (as: Caller, path: string, body: object) => {
  const reply = await as.fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const cookies = reply.headers.getSetCookie().map((c) => c.split(';')[0]!);
  return { status: reply.status, body: await reply.json(), as: callerOf(county.baseUrl, as, cookies) };
};

const somebody = async (name: string) => {
  const { id, email } = await user(county.database.db, name, [
    { organizationId: county.team, workgroup: 'shelter_reservation_team' },
  ]);
  return { id, email, desk: await county.signIn(email) };
};

const enrol = async (desk: Caller) => {
  const begun = await ask(desk, 'two-factor/enable', { password });
  expect(begun.status).toBe(200);
  const turnedOn = await ask(desk, 'two-factor/verify-totp', { code: codeFor(begun.body.totpURI) });
  expect(turnedOn.status).toBe(200);
  return { desk: turnedOn.as, uri: begun.body.totpURI, codes: begun.body.backupCodes as string[] };
};

const signIn = (email: string, secret = password) =>
  ask(county.nobody, 'sign-in/email', { email, password: secret });

test('once it is set up, a password alone is no session; the code or a recovery code, once, completes it', async () => {
  const { email, desk } = await somebody('Tess Totp');
  expect((await desk.call(readSession)).body.user.secondFactor).toBe(false);
  const { desk: on, uri, codes } = await enrol(desk);
  expect((await on.call(readSession)).body.user.secondFactor).toBe(true);

  const half = await signIn(email);
  expect(half.body).toMatchObject({ twoFactorRedirect: true });
  expect((await half.as.call(readSession)).status).toBe(401);
  expect((await ask(half.as, 'two-factor/verify-totp', { code: '000000' })).status).toBe(401);
  const whole = await ask(half.as, 'two-factor/verify-totp', { code: codeFor(uri) });
  expect((await whole.as.call(readSession)).status).toBe(200);

  const code = codes[0]!;
  const again = await ask((await signIn(email)).as, 'two-factor/verify-backup-code', { code });
  expect((await again.as.call(readSession)).status).toBe(200);
  expect((await ask((await signIn(email)).as, 'two-factor/verify-backup-code', { code })).status).toBe(401);
});

test('turning it off needs the password, which can’t be guessed there either', async () => {
  const { email, desk } = await somebody('Dora Disable');
  const { desk: on } = await enrol(desk);
  const guess = () => ask(on, 'two-factor/disable', { password: 'wrong wrong wrong' });
  for (let n = 0; n < 3; n++) expect((await guess()).status).toBe(400);
  expect((await guess()).status).toBe(429);
  county.clock.set(new Date(county.clock.now().getTime() + 5000).toISOString());
  const off = await ask(on, 'two-factor/disable', { password });
  expect(off.status).toBe(200);
  expect((await off.as.call(readSession)).body.user.secondFactor).toBe(false);
  expect((await signIn(email)).body).not.toHaveProperty('twoFactorRedirect');
});

test('a password link from the administrator also lets in who has lost the telephone', async () => {
  const { id, email, desk } = await somebody('Lars Lost');
  await enrol(desk);
  const administrator = await county.administrator();
  const made = await administrator.call(makePasswordLink, { params: { id } });
  const token = made.body.path.split('/').at(-1)!;
  const fresh = 'a quite new sentence';
  expect((await county.nobody.call(choosePassword, { body: { token, password: fresh } })).status).toBe(201);
  const back = await signIn(email, fresh);
  expect((await back.as.call(readSession)).body.user.secondFactor).toBe(false);
});

test('one’s own new password is held to the rule of all others', async () => {
  const { email, desk } = await somebody('Wilma Weak');
  const change = (newPassword: string) =>
    ask(desk, 'change-password', { currentPassword: password, newPassword });
  const own = await change(email);
  expect(own.status).toBe(400);
  expect(own.body.fields.newPassword).toMatch(/your own name/);
  expect((await change('a quite new sentence')).status).toBe(200);
});
