import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Refusal } from './refusal.ts';

/** Every reply that is not a success has one shape; what nobody expected is logged and never shown. */
export const mountErrors = (app: FastifyInstance) => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = error instanceof Refusal ? error : asRefusal(error);
    if (refusal) {
      return reply.status(refusal.status).headers(refusal.headers).send(refusal.reply(request.id));
    }
    request.log.error(
      { err: error, requestId: request.id, route: request.routeOptions?.url },
      'unexpected error',
    );
    return reply.status(500).send({
      status: 500,
      code: 'unexpected',
      title: `Something went wrong here, not with you. Nothing was saved. Tell the helpdesk this number: ${request.id}`,
      obstacles: [],
      requestId: request.id,
    });
  });
};

/** An address that could not even be read, or that is too long: no hook ran before this. */
export const answerUnroutable = (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  const refusal = new Refusal({ status: 400, code: 'shape', title: 'That address can’t be read.' });
  return reply.status(400).header('cache-control', 'no-store').send(refusal.reply(request.id));
};

const asRefusal = (error: FastifyError): Refusal | undefined => {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const part = error.validationContext === 'querystring' ? 'query' : (error.validationContext ?? 'body');
    const fields = Object.fromEntries(
      error.validation.map((v) => [
        `${part}${v.instancePath.replaceAll('/', '.')}`,
        v.message ?? 'Not of its form',
      ]),
    );
    return new Refusal({
      status: 400,
      code: 'shape',
      title: 'Some entries are not of their form. Nothing was saved.',
      fields,
    });
  }
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
    return new Refusal({ status: error.statusCode, code: 'shape', title: sentenceFor(error) });
  }
  // Waiting for a connection or a statement took too long: the caller may try again, nothing was saved.
  if (
    /timeout exceeded when trying to connect/.test(error.message) ||
    (error as { code?: string }).code === '57014'
  ) {
    return new Refusal({
      status: 429,
      code: 'busy',
      title: 'Too much is going on at once. Nothing was saved; try again in a moment.',
      headers: { 'retry-after': '2' },
    });
  }
  return undefined;
};

const sentenceFor = (error: FastifyError): string => {
  if (error.statusCode === 413) return 'That is too large to take.';
  if (error.statusCode === 415) return 'Send JSON, with content-type application/json.';
  return 'The request is not readable as JSON.';
};

/**
 * An error as the log has it: what broke and where, and none of the row it broke on. The database quotes whole rows in
 * its details, and in its messages the values that were of a wrong form (class 22).
 */
export const errorForLog = (error: Error): LoggedError => {
  const { code, constraint, table, column } = error as Error & Record<string, unknown>;
  const quotes = typeof code === 'string' && /^22...$/.test(code);
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.constructor?.name ?? 'Error',
    message: quotes ? 'A value of a wrong form' : error.message,
    stack: (quotes ? frames?.join('\n') : error.stack) ?? '',
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(table !== undefined && { table }),
    ...(column !== undefined && { column }),
  };
};

interface LoggedError {
  type: string;
  message: string;
  stack: string;
  [fact: string]: unknown;
}

/** A state-changing call from a page of another site is refused, whatever cookies it carries. */
export const refuseOtherOrigins = (request: FastifyRequest, allowed: ReadonlySet<string>) => {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  const { origin } = request.headers;
  const foreign =
    origin !== undefined && !allowed.has(origin) && origin !== `${request.protocol}://${request.host}`;
  if (foreign || request.headers['sec-fetch-site'] === 'cross-site') {
    throw new Refusal({
      status: 403,
      code: 'other_origin',
      title: 'This call came from another site and was not carried out.',
    });
  }
};
