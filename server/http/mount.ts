import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely, Transaction } from 'kysely';
import type { Workgroup } from '../../contract/accounts.ts';
import type { AuditAct } from '../../contract/audit-acts.ts';
import type { Endpoint, Parsed, Reply } from '../../contract/endpoint.ts';
import { RefusalReply } from '../../contract/obstacles.ts';
import type { Actor } from '../accounts/actor.ts';
import type { Clock } from '../clock.ts';
import type { DB } from '../database/generated-types.ts';
import { type AuditDetail, writeAudit, writeAuditOfNewlySeen } from './audit.ts';
import { isRetryable, refusalOf } from './constraints.ts';
import { recallReply, rememberReply } from './idempotency.ts';
import type { Lines } from './line.ts';
import type { LiveEvents } from './live.ts';
import { forbidden, Refusal } from './refusal.ts';

/** Who may call an endpoint at all; which rows they may touch is the store's to say. */
export type May = 'anyone' | 'signed_in' | { workgroups: readonly Workgroup[]; supervisor?: true };

export interface Call<E extends Endpoint> extends Parsed<E> {
  /** The transaction of this call. There is no other way to the database in a handler. */
  db: Transaction<DB>;
  actor: Actor;
  now: Date;
  requestId: string;
  /** Adds to the audit row that is written in this transaction. */
  audit(detail: AuditDetail): void;
  /** After commit: whoever looks at this facility reads it again. */
  tell(facilityId: number): void;
}

export interface Route<E extends Endpoint = Endpoint> {
  endpoint: E;
  may: May;
  /** Name of the act in the audit; null for reads that show nobody's record. */
  audit: AuditAct | null;
  /** A list that stays open and reads itself again: only whom it newly shows is written down. */
  staysOpen?: true;
  /** The reply is shown once and kept nowhere: the same Idempotency-Key shows it anew, as another act. */
  secret?: true;
  /** Facilities whose line this call joins before it takes a connection for its transaction. */
  line?: (call: Parsed<E>, db: Kysely<DB>) => number[] | Promise<number[]>;
  handle: (call: Call<E>) => Promise<Reply<E>>;
}

/** Declares who may call an endpoint, its audit name and its handler. */
export const route = <E extends Endpoint>(
  endpoint: E,
  declared: Omit<Route<E>, 'endpoint' | 'handle'>,
  handle: Route<E>['handle'],
): Route => ({ endpoint, ...declared, handle }) as unknown as Route;

export interface Ground {
  db: Kysely<DB>;
  clock: Clock;
  lines: Lines;
  live: LiveEvents;
  /** What a refusal leaves behind, though nothing of the call was saved. */
  afterRefusal?(refusal: Refusal, now: Date): Promise<void>;
  findActor(request: FastifyRequest, now: Date): Promise<Actor | null>;
}

const attempts = 6;

export const mount = (app: FastifyInstance, ground: Ground, routes: readonly Route[]) => {
  for (const r of routes) mountOne(app, ground, r);
};

const mountOne = (app: FastifyInstance, ground: Ground, r: Route) => {
  const { endpoint } = r;
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      operationId: endpoint.name,
      summary: endpoint.summary,
      tags: [endpoint.path.split('/')[2] ?? 'berth'],
      ...(endpoint.params && { params: endpoint.params }),
      ...(endpoint.query && { querystring: endpoint.query }),
      ...(endpoint.body && { body: endpoint.body }),
      response: {
        [endpoint.status ?? 200]: endpoint.reply,
        '4xx': RefusalReply,
      },
    },
    config: { berth: r },
    handler: async (request, reply) => {
      const parsed = { params: request.params, query: request.query, body: request.body } as Parsed<Endpoint>;
      const facilities = (await r.line?.(parsed, ground.db)) ?? [];
      const answer = await ground.lines.inLine(facilities, () =>
        runWithRetries(ground, r, parsed, request, reply),
      );
      return reply.status(answer.status).send(answer.body);
    },
  });
};

const runWithRetries = async (
  ground: Ground,
  r: Route,
  parsed: Parsed<Endpoint>,
  request: FastifyRequest,
  reply: FastifyReply,
) => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(ground, r, parsed, request, reply);
    } catch (error) {
      if (error instanceof Refusal) await ground.afterRefusal?.(error, ground.clock.now());
      if (!isRetryable(error)) throw refusalOf(error) ?? error;
      if (attempt === attempts) {
        throw new Refusal({
          status: 409,
          code: 'busy',
          title: 'Many people are booking the same places right now. Nothing was saved; try again.',
          headers: { 'retry-after': '1' },
        });
      }
    }
  }
};

const runOnce = async (
  ground: Ground,
  r: Route,
  parsed: Parsed<Endpoint>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ status: number; body: unknown }> => {
  const now = ground.clock.now();
  const actor = r.may === 'anyone' ? null : await ground.findActor(request, now);
  checkPermission(r.may, actor);
  const told = new Set<number>();
  const details: AuditDetail = {};
  const status = r.endpoint.status ?? 200;
  const given = r.endpoint.method === 'POST' ? idempotencyKey(request) : undefined;
  const key = r.secret ? undefined : given;

  const answer = await ground.db.transaction().execute(async (db) => {
    if (key && actor) {
      const remembered = await recallReply(db, {
        userId: actor.userId,
        key,
        requestHash: hashOf(r, parsed, actor),
        now,
      });
      if (remembered) {
        reply.header('idempotent-replay', 'true');
        return remembered;
      }
    }
    const body = await r.handle({
      ...parsed,
      db,
      actor: actor as Actor,
      now,
      requestId: request.id,
      audit: (detail) => {
        details.clientIds = [...(details.clientIds ?? []), ...(detail.clientIds ?? [])];
        details.facilityId = detail.facilityId ?? details.facilityId;
        details.forOrganizationId = detail.forOrganizationId ?? details.forOrganizationId;
        if (detail.detail) details.detail = { ...details.detail, ...detail.detail };
      },
      tell: (facilityId) => told.add(facilityId),
    } as Call<Endpoint>);
    if (r.audit) {
      const write = r.staysOpen ? writeAuditOfNewlySeen : writeAudit;
      await write(db, { act: r.audit, at: now, requestId: request.id, actor, ...details });
    }
    if (key && actor) await rememberReply(db, { userId: actor.userId, key, status, reply: body });
    return { status, body };
  });
  for (const facilityId of told) ground.live.tell(facilityId);
  return answer;
};

/** @throws Refusal 401 or 403 where this actor may not call it. */
export const checkPermission = (may: May, actor: Actor | null) => {
  if (may === 'anyone') return;
  if (!actor) throw new Refusal({ status: 401, code: 'signed_out', title: 'Sign in first.' });
  if (may === 'signed_in') return;
  if (!actor.membershipId) {
    throw forbidden('You hold no workgroup yet. Ask your administrator.');
  }
  if (!may.workgroups.includes(actor.workgroup)) {
    throw forbidden('Your workgroup has no part in this. Choose another one in Settings, if you hold it.');
  }
  if (may.supervisor && !actor.supervisor) throw forbidden('This needs a supervisor.');
};

export const idempotencyKey = (request: FastifyRequest): string | undefined => {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new Refusal({
      status: 400,
      code: 'shape',
      title: 'The Idempotency-Key must be 8 to 200 visible characters.',
      fields: { 'idempotency-key': '8 to 200 visible characters' },
    });
  }
  return key;
};

// Under another combination it is another act, though the words are the same.
const hashOf = (r: Route, { params, query, body }: Parsed<Endpoint>, actor: Actor) =>
  createHash('sha256')
    .update(
      JSON.stringify([r.endpoint.name, params, query, body, actor.membershipId, actor.actingOrganizationId]),
    )
    .digest('hex');
