import type { FastifyInstance } from 'fastify';
import { listImports, readImport, readRejects, startImport } from '../../contract/hmis.ts';
import { RefusalReply } from '../../contract/obstacles.ts';
import type { Actor } from '../accounts/actor.ts';
import { recallReply, rememberReply } from '../http/idempotency.ts';
import { checkPermission, type Ground, idempotencyKey, type May, type Route, route } from '../http/mount.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { Unreadable } from './findings.ts';
import { type RunGround, type StartedRun, startRun } from './runs.ts';
import { openZip, type Source } from './source.ts';
import { readRejectsOf, readRun, readRuns } from './store-runs.ts';
import { keepUpload } from './upload.ts';

const administrators: May = { workgroups: ['system_administrators'] };

export const importRoutes: Route[] = [
  route(listImports, { may: administrators, audit: null }, async ({ db }) => ({
    imports: await readRuns(db),
  })),

  route(readImport, { may: administrators, audit: null }, async ({ db, params }) => {
    const run = await readRun(db, params.id);
    if (!run) throw notFound('import');
    return run;
  }),

  route(readRejects, { may: administrators, audit: 'import.rejects' }, async ({ db, params }) => {
    const run = await readRejectsOf(db, params.id);
    if (!run?.rejects) throw notFound('rejects file');
    return { fileName: `import-${run.id}-rejects.csv`, csv: run.rejects };
  }),
];

/**
 * POST /api/imports takes the zip itself, of any size up to 1 GB, so it is read as a stream, and only from those who may.
 * It answers as soon as the import has begun. Closing the server ends what still runs; nothing of it is kept.
 */
export const mountImportUpload = async (app: FastifyInstance, ground: Ground, runs: RunGround) => {
  const running = new Set<StartedRun>();
  const begin = async (actor: Actor, source: Source, sourceName: string, requestId: string) => {
    const run = await startRun(runs, { source, sourceName, actor, requestId });
    running.add(run);
    run.done
      .catch((error) => app.log.error({ err: error, importRun: run.id }, 'an import broke down'))
      .finally(() => running.delete(run));
    return run.id;
  };
  app.addHook('onClose', async () => {
    const ending = [...running];
    await Promise.all(ending.map((run) => run.cancel().catch(() => {})));
    await Promise.allSettled(ending.map((run) => run.done));
  });

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
    const actors = new WeakMap<object, Actor>();
    scope.route({
      method: startImport.method,
      url: startImport.path,
      schema: {
        operationId: startImport.name,
        summary: startImport.summary,
        tags: ['imports'],
        consumes: ['application/zip'],
        querystring: startImport.query,
        response: { 201: startImport.reply, '4xx': RefusalReply },
      },
      config: { berth: { endpoint: startImport, may: administrators, audit: 'import' } },
      // Before a single byte of the body is read.
      onRequest: async (request) => {
        const actor = await ground.findActor(request, ground.clock.now());
        checkPermission(administrators, actor);
        actors.set(request, actor as Actor);
      },
      handler: async (request, reply) => {
        const actor = actors.get(request)!;
        const key = idempotencyKey(request);
        const { name } = request.query as { name: string };
        const { file, bytes } = await keepUpload(request.body as Parameters<typeof keepUpload>[0]);
        const answer = await ground.db.transaction().execute(async (db) => {
          const call = {
            userId: actor.userId,
            key: key ?? '',
            requestHash: `${startImport.name} ${name} ${bytes}`,
            now: ground.clock.now(),
          };
          const remembered = key ? await recallReply(db, call) : undefined;
          if (remembered) {
            await file.close();
            reply.header('idempotent-replay', 'true');
            return remembered.body;
          }
          const source = await openZip(file, bytes).catch((error) => {
            throw error instanceof Unreadable
              ? refuse('not_an_export', `Nothing was imported. ${error.message}`)
              : error;
          });
          const id = await begin(actor, source, name, request.id);
          const run = (await readRuns(ground.db)).find((one) => one.id === id)!;
          if (key) await rememberReply(db, { ...call, status: 201, reply: run });
          return run;
        });
        return reply.status(201).send(answer);
      },
    });
  });
};
