import { EventEmitter } from 'node:events';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type pg from 'pg';
import { liveHeader } from '../../contract/accounts.ts';
import type { Actor } from '../accounts/actor.ts';
import { Refusal } from './refusal.ts';

const channel = 'berth_facility';
const gatherMilliseconds = 40;
const beatMilliseconds = 25_000;

/**
 * Hints after commit: "facility N changed". Coalesced per facility, carried by LISTEN/NOTIFY so that many servers
 * agree; they hold nothing but the facility's id, and who misses one reads again on reconnect.
 */
export class LiveEvents {
  private readonly waiting = new Set<number>();
  private readonly heard = new EventEmitter().setMaxListeners(0);
  private timer: NodeJS.Timeout | undefined;
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  tell(facilityId: number) {
    this.waiting.add(facilityId);
    this.timer ??= setTimeout(() => this.send(), gatherMilliseconds);
  }

  /** What LISTEN delivered; also called by the listener's reconnect with null: "read everything again". */
  receive(payload: string | null) {
    this.heard.emit('facilities', payload === null ? null : payload.split(',').map(Number));
  }

  onFacilities(listener: (ids: number[] | null) => void): () => void {
    this.heard.on('facilities', listener);
    return () => this.heard.off('facilities', listener);
  }

  close() {
    clearTimeout(this.timer);
    this.heard.removeAllListeners();
  }

  private send() {
    this.timer = undefined;
    const ids = [...this.waiting].sort((a, b) => a - b);
    this.waiting.clear();
    // A lost hint costs a late refresh, never a wrong booking; the next read is right in any case.
    this.pool
      .query('select pg_notify($1, $2)', [channel, ids.join(',')])
      .catch(() => this.receive(ids.join(',')));
  }
}

/** GET /api/events: server-sent events for whoever is signed in. */
export const mountLiveEvents = (
  app: FastifyInstance,
  live: LiveEvents,
  findActor: (request: FastifyRequest) => Promise<Actor | null>,
) => {
  app.get('/api/events', { schema: { hide: true } }, async (request, reply) => {
    // The browser opens it, and opens it again, by itself: that is nobody's input.
    request.headers[liveHeader] = '1';
    const actor = await findActor(request);
    if (!actor) throw new Refusal({ status: 401, code: 'signed_out', title: 'Sign in first.' });
    reply.hijack();
    const out = reply.raw;
    out.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    out.write('retry: 2000\n\nevent: hello\ndata: {}\n\n');
    const stop = live.onFacilities((ids) => out.write(`event: facilities\ndata: ${JSON.stringify(ids)}\n\n`));
    // A session that ended, by whatever way, hears nothing more.
    const beat = setInterval(async () => {
      const still = await findActor(request).catch(() => null);
      if (still) out.write(': still here\n\n');
      else out.end();
    }, beatMilliseconds);
    request.raw.on('close', () => {
      stop();
      clearInterval(beat);
      out.end();
    });
  });
};

export const liveChannel = channel;
