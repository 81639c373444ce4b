import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { makeAuthentication } from './accounts/authentication.ts';
import { accountRoutes } from './accounts/routes.ts';
import { organizationRoutes } from './accounts/routes-organizations.ts';
import { peopleRoutes } from './accounts/routes-people.ts';
import { actorFinder, mountAuthentication } from './accounts/session.ts';
import { barRoutes } from './bars/routes.ts';
import { blockedBy } from './bars/rules.ts';
import { keepBlocked } from './bars/store.ts';
import { clientRoutes } from './clients/routes.ts';
import { makeSsnKeeper } from './clients/ssn.ts';
import { makeTicketDesk } from './clients/ticket.ts';
import type { Clock } from './clock.ts';
import type { RunningConfiguration } from './configuration.ts';
import { type Database, openListener } from './database/connect.ts';
import { enrollmentRoutes } from './enrollment/routes.ts';
import { facilityRoutes } from './facilities/routes.ts';
import { facilityAdministrationRoutes } from './facilities/routes-administration.ts';
import { importRoutes, mountImportUpload } from './hmis/routes.ts';
import { sealAudit } from './http/audit.ts';
import { mountBodies } from './http/body.ts';
import { answerUnroutable, errorForLog, mountErrors, refuseOtherOrigins } from './http/errors.ts';
import { Lines } from './http/line.ts';
import { LiveEvents, liveChannel, mountLiveEvents } from './http/live.ts';
import { type Ground, mount } from './http/mount.ts';
import { nothingThere } from './http/refusal.ts';
import { nightRoutes } from './nights/routes.ts';
import { attentionRoutes } from './nights/routes-attention.ts';
import { departureRoutes } from './nights/routes-departures.ts';
import { doorRoutes } from './nights/routes-door.ts';
import { exitRoutes } from './nights/routes-exits.ts';
import { lateRoutes } from './nights/routes-late.ts';
import { shiftRoutes } from './nights/routes-shift.ts';
import { placementRoutes } from './placement/routes.ts';
import { formRoutes } from './placement/routes-forms.ts';
import { reservationRoutes } from './reservations/routes.ts';
import { dashboardRoutes } from './reservations/routes-dashboard.ts';
import { displacementRoutes } from './reservations/routes-displacement.ts';

export interface AppGround {
  database: Database;
  clock: Clock;
  configuration: Pick<RunningConfiguration, 'baseUrl' | 'secret' | 'helpdesk' | 'trustProxy'> & {
    idleMinutes?: number;
  };
  /** Where the log goes; the standard output unless told. */
  log?: { write(line: string): void };
}

declare module 'fastify' {
  interface FastifyInstance {
    answered: string[];
  }
}

const webFolder = join(import.meta.dirname, '../web/dist');
const sealEveryMilliseconds = 10_000;

/** The whole product on one page: every domain mounted. Listens nowhere yet. */
export const buildApp = async ({
  database,
  clock,
  configuration,
  log,
}: AppGround): Promise<FastifyInstance> => {
  const { db } = database;
  const idleMinutes = configuration.idleMinutes ?? 30;
  const origins = new Set([new URL(configuration.baseUrl).origin]);
  const app = fastify({
    logger: {
      level: 'error',
      redact: ['req.headers.cookie'],
      serializers: { err: errorForLog },
      ...(log && { stream: log }),
    },
    genReqId: () => randomUUID(),
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerUnroutable,
    trustProxy: configuration.trustProxy.length > 0 && configuration.trustProxy,
  });
  // Every address that this server answers, for the walk over all of them.
  const answered: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const m of [method].flat()) if (m !== 'HEAD') answered.push(`${m} ${url}`);
  });
  app.decorate('answered', answered);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  mountErrors(app);
  mountBodies(app);

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    hsts: configuration.baseUrl.startsWith('https:'),
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Berth', version: '1', description: 'Placing people in emergency shelter.' },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
  app.addHook('onRequest', async (request, reply) => {
    // The files of the browser app say otherwise for themselves.
    reply.header('cache-control', 'no-store');
    refuseOtherOrigins(request, origins);
  });

  const auth = makeAuthentication({
    db,
    baseUrl: configuration.baseUrl,
    secret: configuration.secret,
    trustedOrigins: [...origins],
  });
  const findActor = actorFinder({ db, auth, idleMinutes });
  const live = new LiveEvents(database.pool);
  const listener = await openListener(database, liveChannel, (payload) => live.receive(payload));
  const ground: Ground = {
    db,
    clock,
    lines: new Lines(),
    live,
    findActor,
    afterRefusal: (refusal, at) => keepBlocked(db, blockedBy(refusal.obstacles), at),
  };
  const ssn = makeSsnKeeper(configuration.secret);

  mountAuthentication(app, { db, auth, clock, origin: new URL(configuration.baseUrl).origin });
  mount(app, ground, [
    ...accountRoutes({ idleMinutes, helpdesk: configuration.helpdesk ?? null }),
    ...clientRoutes({
      ssn,
      tickets: makeTicketDesk(configuration.secret),
    }),
    ...peopleRoutes,
    ...organizationRoutes,
    ...facilityAdministrationRoutes,
    ...formRoutes,
    ...placementRoutes,
    ...enrollmentRoutes,
    ...barRoutes,
    ...reservationRoutes,
    ...dashboardRoutes,
    ...displacementRoutes,
    ...facilityRoutes,
    ...nightRoutes,
    ...departureRoutes,
    ...exitRoutes,
    ...lateRoutes,
    ...attentionRoutes,
    ...shiftRoutes,
    ...doorRoutes,
    ...importRoutes,
  ]);
  await mountImportUpload(app, ground, { database, ssn, clock });
  mountLiveEvents(app, live, (request) => findActor(request, clock.now()));

  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  app.get('/health', { schema: { hide: true } }, () => ({ status: 'ok' }));
  app.get('/ready', { schema: { hide: true } }, async (_request, reply) => {
    const ready = await database.pool.query('select 1').then(
      () => true,
      () => false,
    );
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'the database does not answer' });
  });
  await mountWeb(app);

  const sealing = setInterval(
    () => sealAudit(db).catch((error) => app.log.error({ err: error }, 'audit not sealed')),
    sealEveryMilliseconds,
  );
  app.addHook('onClose', async () => {
    clearInterval(sealing);
    live.close();
    await listener.close();
  });
  return app;
};

// Every address that is not the API's is a room of the browser app.
const mountWeb = async (app: FastifyInstance) => {
  const built = existsSync(join(webFolder, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: webFolder,
      wildcard: true,
      preCompressed: true,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (built && request.method === 'GET' && !request.url.startsWith('/api') && !/\.\w+$/.test(request.url)) {
      return reply.sendFile('index.html');
    }
    throw nothingThere();
  });
};
