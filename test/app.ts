import { makeSignature } from 'better-auth/crypto';
import type { FastifyInstance } from 'fastify';
import { actingHeaders } from '../contract/accounts.ts';
import type { Endpoint, Input, Reply } from '../contract/endpoint.ts';
import type { RefusalReply } from '../contract/obstacles.ts';
import { makeAuthentication } from '../server/accounts/authentication.ts';
import { buildApp } from '../server/app.ts';
import type { Clock } from '../server/clock.ts';
import { type Database, openDatabase } from '../server/database/connect.ts';
import { freshDatabase } from './database.ts';
import { password } from './factories.ts';

/** A clock that a test moves. */
export interface MovableClock extends Clock {
  set(instant: string): void;
}

export interface Answer<T> {
  status: number;
  body: T;
  refusal: RefusalReply;
  headers: Headers;
}

/** Somebody who calls the API as their browser tab would. */
export interface Caller {
  headers: Record<string, string>;
  call<E extends Endpoint>(endpoint: E, ...input: CallInput<E>): Promise<Answer<Reply<E>>>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The same person in a tab that acts for another organization. */
  actingFor(membershipId: number, organizationId: number): Caller;
  /** The same call with further headers. */
  with(headers: Record<string, string>): Caller;
}

type CallInput<E> = keyof Input<E> extends never ? [] : [Input<E>];

export interface RunningApp {
  app: FastifyInstance;
  database: Database;
  clock: MovableClock;
  baseUrl: string;
  /** Nobody: a caller who is not signed in. */
  nobody: Caller;
  /** A session of theirs; by the sign-in itself where a password is told. */
  signIn(email: string, as?: { password?: string }): Promise<Caller>;
  /** As after a power cut: whatever is under way breaks off, and the product answers again at the same address. */
  restart(): Promise<void>;
  /** The same caller at further servers on the same database, as a county with several servers has them. */
  atServers(caller: Caller, count: number): Promise<Caller[]>;
  stop(): Promise<void>;
}

/** What the product under test signs and encrypts with. */
export const secret = 'only-for-tests-'.repeat(3);

/** 10:14 on Monday 23 November 2026 in Chicago. */
const monday = '2026-11-23T16:14:00Z';

/** The whole product, listening, on a database of its own. */
export const startApp = async (
  options: {
    now?: string;
    idleMinutes?: number;
    trustProxy?: string[];
    log?: { write(line: string): void };
  } = {},
): Promise<RunningApp> => {
  const database = await freshDatabase();
  let now = new Date(options.now ?? monday);
  const clock: MovableClock = {
    now: () => now,
    set: (instant) => {
      now = new Date(instant);
    },
  };
  const listen = async (on: Database, at?: number) => {
    const port = at ?? (await freePort());
    const baseUrl = `http://localhost:${port}`;
    const app = await buildApp({
      database: on,
      clock,
      log: options.log,
      configuration: {
        baseUrl,
        secret,
        trustProxy: options.trustProxy ?? [],
        helpdesk: 'helpdesk@example.org',
        idleMinutes: options.idleMinutes,
      },
    });
    await app.listen({ port, host: 'localhost' });
    return { app, baseUrl };
  };
  const first = await listen(database);
  const { baseUrl } = first;
  let { app } = first;
  const further: { app: FastifyInstance; database: Database }[] = [];
  const nobody = callerWith(baseUrl, {});
  // Made by the library as its sign-in makes it. Checking a password is slow by intent, and what is signed in for is not.
  const { $context } = makeAuthentication({ db: database.db, baseUrl, secret, trustedOrigins: [] });
  const openSession = async (email: string) => {
    const { internalAdapter, authCookies } = await $context;
    const known = await internalAdapter.findUserByEmail(email);
    if (!known) throw new Error(`Nobody has the address ${email}`);
    const { token } = await internalAdapter.createSession(known.user.id);
    const signed = encodeURIComponent(`${token}.${await makeSignature(token, secret)}`);
    return callerWith(baseUrl, { cookie: `${authCookies.sessionToken.name}=${signed}` });
  };
  return {
    get app() {
      return app;
    },
    database,
    clock,
    baseUrl,
    nobody,
    signIn: (email, as) => (as?.password ? signInAt(baseUrl, email, as.password) : openSession(email)),
    restart: async () => {
      app.server.closeAllConnections();
      await app.close();
      ({ app } = await listen(database, Number(new URL(baseUrl).port)));
    },
    atServers: async (caller, count) => {
      const callers = [caller];
      while (callers.length < count) {
        const own = await openDatabase(database);
        const server = await listen(own);
        further.push({ app: server.app, database: own });
        callers.push(callerWith(server.baseUrl, caller.headers));
      }
      return callers;
    },
    stop: async () => {
      for (const server of further) {
        server.app.server.closeAllConnections();
        await server.app.close();
        await server.database.close();
      }
      app.server.closeAllConnections();
      await app.close();
      await database.drop();
    },
  };
};

/** Signs somebody in at a server. */
export const signInAt = async (baseUrl: string, email: string, secretWord = password): Promise<Caller> => {
  const reply = await fetch(`${baseUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    body: JSON.stringify({ email, password: secretWord }),
    headers: { 'content-type': 'application/json' },
  });
  if (!reply.ok) throw new Error(`Sign-in of ${email} answered ${reply.status}: ${await reply.text()}`);
  const cookie = reply.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
  return callerWith(baseUrl, { cookie });
};

export const freePort = async (): Promise<number> => {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const probe = createServer().listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
};

/** Whoever these headers say, at a server. */
export const callerWith = (baseUrl: string, headers: Record<string, string>): Caller => {
  const fetchFrom = (path: string, init: RequestInit = {}) =>
    fetch(baseUrl + path, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } });
  return {
    headers,
    fetch: fetchFrom,
    with: (more) => callerWith(baseUrl, { ...headers, ...more }),
    actingFor: (membershipId, organizationId) =>
      callerWith(baseUrl, {
        ...headers,
        [actingHeaders.membership]: String(membershipId),
        [actingHeaders.organization]: String(organizationId),
      }),
    call: async (endpoint, ...[input]) => {
      const { params, query, body } = (input ?? {}) as {
        params?: Record<string, unknown>;
        query?: Record<string, unknown>;
        body?: unknown;
      };
      const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name) =>
        encodeURIComponent(String(params?.[name])),
      );
      const search = query
        ? `?${new URLSearchParams(Object.entries(query).flatMap(([k, v]) => (v === undefined ? [] : [[k, String(v)]])))}`
        : '';
      const reply = await fetchFrom(path + search, {
        method: endpoint.method,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      });
      const answer = await reply.json();
      return { status: reply.status, body: answer, refusal: answer, headers: reply.headers };
    },
  };
};

/** A caller with the cookies that a reply has set beside those they had. */
export const callerOf = (baseUrl: string, before: Caller, cookies: string[]): Caller => {
  const kept = new Map(
    [...(before.headers.cookie?.split('; ') ?? []), ...cookies].map((c) => [c.split('=')[0], c] as const),
  );
  return callerWith(baseUrl, { ...before.headers, cookie: [...kept.values()].join('; ') });
};
