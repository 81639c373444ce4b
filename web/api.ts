import { liveHeader, readSession } from '../contract/accounts.ts';
import type { Endpoint, Input, Reply } from '../contract/endpoint.ts';
import type { RefusalReply } from '../contract/obstacles.ts';
import { type Acting, acting, headersOf, refusedActing } from './accounts/combination.ts';
import { ended, lastTold, reachable } from './connection.ts';

/** The server said no: with all its reasons, nothing saved. */
export class Refused extends Error {
  readonly reply: RefusalReply;
  /** Seconds until asking again makes sense; null where the server named none. */
  readonly retryAfter: number | null;

  constructor(reply: RefusalReply, retryAfter: number | null = null) {
    super(reply.title);
    this.reply = reply;
    this.retryAfter = retryAfter;
  }

  get isSignedOut() {
    return this.reply.status === 401;
  }

  /** It isn't there, or not this person's to see. */
  get hidesRecord() {
    return this.reply.status === 404 || this.reply.status === 403;
  }
}

/** The server could not be reached; whether it did what was asked is not known. Asking again is safe. */
export class Unreachable extends Error {
  constructor() {
    super('The server cannot be reached');
  }
}

/** The server broke. The number finds the cause in its log. */
export class Broken extends Error {
  readonly requestId: string | undefined;

  constructor(requestId: string | undefined) {
    super('The server broke');
    this.requestId = requestId;
  }
}

interface How {
  signal?: AbortSignal;
  /** A refetch that no person asked for. */
  live?: boolean;
  /** The Idempotency-Key: one per intention, the same for each try. */
  intention?: string;
  /** The combination that the form was opened under, where it may differ from the tab's. */
  as?: Acting;
  /** Sent even where the page is closed meanwhile, unless it is too big for that. */
  outlivesPage?: boolean;
  /** A file for a body, as the few endpoints take it that take no JSON. */
  file?: Blob;
}

// Browsers refuse more than 64 KiB at once; in UTF-8 a character may be four bytes.
const mostThatOutlives = 16_000;

/** Calls the documented API. Throws Refused, Unreachable or Broken. */
export const call = async <E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  how: How = {},
): Promise<Reply<E>> => {
  const { params, query, body } = input as { params?: object; query?: object; body?: unknown };
  const reply = await send(endpoint.method, fill(endpoint.path, params) + search(query), {
    headers: {
      ...headersOf(how.as ?? acting.get()),
      ...(how.live && { [liveHeader]: '1' }),
      ...(how.intention && endpoint.method === 'POST' && { 'idempotency-key': how.intention }),
    },
    ...(endpoint.body && { body: body ?? {} }),
    ...(how.file && { body: how.file }),
    ...(how.signal && { signal: how.signal }),
    ...(how.outlivesPage && JSON.stringify(body ?? null).length < mostThatOutlives && { keepalive: true }),
  });
  if (!how.live) lastTold.set(Date.now());
  return reply as Reply<E>;
};

interface Sending {
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
  keepalive?: boolean;
}

/** One exchange with the server; the sign-in library's doors use it too. */
export const send = async (
  method: string,
  url: string,
  { headers, body, ...rest }: Sending = {},
): Promise<unknown> => {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && {
          'content-type': body instanceof Blob ? body.type || 'application/octet-stream' : 'application/json',
        }),
        ...headers,
      },
      ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...rest,
      cache: 'no-store',
    });
  } catch (error) {
    if (rest.signal?.aborted) throw error;
    reachable.set(false);
    throw new Unreachable();
  }
  // A proxy that stands without its server answers 502 to 504.
  if (response.status >= 502 && response.status <= 504) {
    reachable.set(false);
    throw new Unreachable();
  }
  reachable.set(true);
  const text = await response.text();
  const said: unknown = text ? parse(text) : null;
  if (response.ok) return said;
  if (response.status >= 500 || !said) throw new Broken((said as RefusalReply | null)?.requestId);
  const refused = new Refused(
    asRefusal(said, response.status),
    Number(response.headers.get('retry-after')) || null,
  );
  if (refused.isSignedOut && !url.startsWith('/api/auth/')) {
    ended.set(refused.reply.code === 'signed_out_idle' ? 'idle' : 'signed_out');
  }
  if (refused.reply.code === 'combination_not_held' && !url.startsWith(readSession.path)) {
    refusedActing.set(Date.now());
  }
  throw refused;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

// The sign-in library answers { code, message }; everything else is a RefusalReply.
const asRefusal = (said: unknown, status: number): RefusalReply => {
  const reply = said as Partial<RefusalReply> & { message?: string };
  return {
    status,
    code: reply.code ?? 'refused',
    title: reply.title ?? reply.message ?? '',
    obstacles: reply.obstacles ?? [],
    ...(reply.fields && { fields: reply.fields }),
    ...(reply.requestId && { requestId: reply.requestId }),
  };
};

const fill = (path: string, params: object = {}): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  );

const search = (query: object = {}): string => {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return pairs.length > 0
    ? `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`
    : '';
};
