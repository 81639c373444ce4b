import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import { actingHeaders, liveHeader } from '../../contract/accounts.ts';
import type { Clock } from '../clock.ts';
import type { DB } from '../database/generated-types.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { Lines } from '../http/line.ts';
import { forbidden, nothingThere, Refusal } from '../http/refusal.ts';
import type { Actor } from './actor.ts';
import type { Authentication } from './authentication.ts';
import { weaknessOf } from './rules-administration.ts';
import {
  endSession,
  forgetFailures,
  readCombinations,
  readFailures,
  readLastInput,
  recordFailure,
  touchSession,
} from './store.ts';

/** Seconds a caller must wait after so many failures on one address: none for three, then doubling up to 5 minutes. */
export const guessingDelay = (failures: number): number =>
  failures < 3 ? 0 : Math.min(2 ** (failures - 3), 300);

const webHeaders = (request: FastifyRequest): Headers => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.append(name, value);
    else for (const v of value ?? []) headers.append(name, v);
  }
  // Where a session was begun is as the server saw it, not as a caller claims.
  headers.set('x-forwarded-for', request.ip);
  return headers;
};

/**
 * Finds the Actor of a call: the signed-in session, not idle, and the combination that the tab's headers name, checked
 * each time. Null when signed out.
 */
export const actorFinder =
  (ground: { db: Kysely<DB>; auth: Authentication; idleMinutes: number }) =>
  async (request: FastifyRequest, now: Date): Promise<Actor | null> => {
    const signedIn = await readSignedIn(ground.auth, request);
    if (!signedIn) return null;
    const { user, session } = signedIn;
    await keepAwake(ground, session, request, now);

    const wanted = {
      membership: numberIn(request.headers[actingHeaders.membership]),
      organization: numberIn(request.headers[actingHeaders.organization]),
    };
    const held = await readCombinations(ground.db, user.id, localTime(now, defaultTimeZone).day);
    const chosen = wanted.membership
      ? held.find(
          (c) =>
            c.membershipId === wanted.membership &&
            c.organization.id === (wanted.organization ?? c.homeOrganization.id),
        )
      : held[0];
    if (wanted.membership && !chosen) {
      throw new Refusal({
        status: 403,
        code: 'combination_not_held',
        title: 'You may not act for that organization now. Choose another one in Settings.',
      });
    }
    return {
      userId: user.id,
      userName: user.name,
      sessionId: session.id,
      membershipId: chosen?.membershipId ?? 0,
      workgroup: chosen?.workgroup ?? 'emergency_shelter_staff',
      supervisor: chosen?.supervisor ?? false,
      organizationId: chosen?.homeOrganization.id ?? 0,
      actingOrganizationId: chosen?.organization.id ?? 0,
    };
  };

// The library hides why it could not look the session up; it needs nothing but the database, which is then too busy.
const readSignedIn = async (auth: Authentication, request: FastifyRequest) => {
  try {
    return await auth.api.getSession({ headers: webHeaders(request), query: { disableRefresh: true } });
  } catch (error) {
    request.log.error({ err: error, requestId: request.id }, 'session not read');
    throw new Refusal({
      status: 429,
      code: 'busy',
      title: 'Too much is going on at once. Nothing was saved; try again in a moment.',
      headers: { 'retry-after': '2' },
    });
  }
};

const numberIn = (header: string | string[] | undefined): number | undefined => {
  if (header === undefined) return undefined;
  const n = Number(header);
  if (!Number.isSafeInteger(n) || n <= 0)
    throw forbidden('The tab names no organization. Choose one in Settings.');
  return n;
};

const touchEveryMilliseconds = 20_000;

// Idle end by input only: a live refetch neither ends nor lengthens anything but meets the same limit.
const keepAwake = async (
  ground: { db: Kysely<DB>; idleMinutes: number },
  session: { id: string },
  request: FastifyRequest,
  now: Date,
) => {
  const last = await readLastInput(ground.db, session.id);
  const idle = last ? now.getTime() - last.getTime() : 0;
  if (idle > ground.idleMinutes * 60_000) {
    await endSession(ground.db, session.id);
    throw new Refusal({
      status: 401,
      code: 'signed_out_idle',
      title: `You were signed out after ${ground.idleMinutes} minutes without input. What you saved is safe.`,
    });
  }
  const live = request.headers[liveHeader] !== undefined && request.method === 'GET';
  if (!live && (!last || Math.abs(idle) > touchEveryMilliseconds))
    await touchSession(ground.db, session.id, now);
};

/** What is used of the library. Whatever else it answers, now or in its next version, is shut: nobody here needs it. */
const open = new Set([
  '/sign-in/email',
  '/sign-out',
  '/change-password',
  '/verify-password',
  '/revoke-sessions',
  '/revoke-other-sessions',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/get-totp-uri',
  '/two-factor/generate-backup-codes',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
]);

/** The library's own routes under /api/auth, with the growing delay in front of the password. */
export const mountAuthentication = (
  app: FastifyInstance,
  ground: { db: Kysely<DB>; auth: Authentication; clock: Clock; origin: string },
) => {
  const guesses = new Lines();
  const pass = (request: FastifyRequest, url: URL): Promise<Response> => {
    const headers = webHeaders(request);
    // A program that is no browser names no origin; browsers were checked at the door for all calls.
    if (!headers.has('origin')) headers.set('origin', ground.origin);
    return ground.auth.handler(
      new Request(url, {
        method: request.method,
        headers,
        ...(request.body === undefined || request.body === null
          ? {}
          : { body: JSON.stringify(bodyFor(url.pathname, request.body)) }),
      }),
    );
  };

  app.route({
    method: 'POST',
    url: '/api/auth/*',
    schema: { hide: true },
    handler: async (request, reply) => {
      const url = new URL(request.url, `${request.protocol}://${request.host}`);
      if (!open.has(url.pathname.slice('/api/auth'.length))) throw nothingThere();
      if (url.pathname === '/api/auth/change-password') await refuseWeakOwn(ground.auth, request);
      const who = isGuess(url.pathname) ? whoGuesses(request) : null;
      // One guess at a time of each caller: many at once would all be looked at before the first miss is counted.
      const answer = await (who === null
        ? pass(request, url)
        : guesses.inLine([lineOf(who)], async () => {
            await refuseWhileWaiting(ground, who);
            const found = await pass(request, url);
            if (found.ok) await forgetFailures(ground.db, who);
            else if (await isMiss(found)) await recordFailure(ground.db, who, ground.clock.now());
            return found;
          }));
      reply.status(answer.status);
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
      const cookies = answer.headers.getSetCookie();
      if (cookies.length > 0) reply.header('set-cookie', cookies);
      return reply.send(answer.body ? await answer.text() : null);
    },
  });
};

/** Whether an address takes a secret that somebody could try to guess. */
const isGuess = (path: string): boolean =>
  path.startsWith('/api/auth/two-factor/verify') ||
  [
    '/api/auth/sign-in/email',
    '/api/auth/change-password',
    '/api/auth/verify-password',
    '/api/auth/two-factor/enable',
    '/api/auth/two-factor/disable',
    '/api/auth/two-factor/generate-backup-codes',
    '/api/auth/two-factor/get-totp-uri',
  ].includes(path);

// A secret that was wrong, not a call that was ill-formed.
const isMiss = async (answer: Response): Promise<boolean> => {
  if (answer.status === 401) return true;
  const { code } = (await answer
    .clone()
    .json()
    .catch(() => ({}))) as { code?: string };
  return answer.status === 400 && /^INVALID_(PASSWORD|CODE|BACKUP_CODE)$/.test(code ?? '');
};

// One's own new password is held to the same rule as one chosen by a link.
const refuseWeakOwn = async (auth: Authentication, request: FastifyRequest) => {
  const { newPassword } = (request.body ?? {}) as { newPassword?: unknown };
  const signedIn = typeof newPassword === 'string' ? await readSignedIn(auth, request) : null;
  const weakness = signedIn && weaknessOf(newPassword as string, signedIn.user);
  if (weakness) {
    throw new Refusal({ status: 400, code: 'shape', title: weakness, fields: { newPassword: weakness } });
  }
};

const lineOf = (who: string): number => Number.parseInt(who.slice(0, 12), 16);

// A changed password ends every other session of its owner, whether they asked for that or not.
const bodyFor = (path: string, body: unknown): unknown =>
  path === '/api/auth/change-password' ? { ...(body as object), revokeOtherSessions: true } : body;

// One caller's failures on one address: a stranger elsewhere can't make a colleague wait. A second factor and one's own
// password name no address; there the half-open or open session says whose it is.
const whoGuesses = (request: FastifyRequest): string | null => {
  const email = (request.body as { email?: unknown } | null)?.email;
  const session = /(?:session_token|two_factor)=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  const whose = email === undefined ? session : String(email).toLowerCase();
  return whose === undefined ? null : createHash('sha256').update(`${whose}\n${request.ip}`).digest('hex');
};

const refuseWhileWaiting = async (ground: { db: Kysely<DB>; clock: Clock }, who: string) => {
  const failures = await readFailures(ground.db, who);
  if (!failures) return;
  const wait =
    guessingDelay(failures.failures) - (ground.clock.now().getTime() - failures.lastAt.getTime()) / 1000;
  if (wait > 0) {
    throw new Refusal({
      status: 429,
      code: 'wait',
      title: `Too many tries. Wait ${Math.ceil(wait)} seconds, then try again.`,
      headers: { 'retry-after': String(Math.ceil(wait)) },
    });
  }
};
