import type { FastifyInstance } from 'fastify';
import { Refusal } from './refusal.ts';

/** Deeper than any form of ours; far from where a program would run out of stack. */
const deepest = 64;

/** Reads JSON bodies, and refuses what no database text can hold, wherever in the body it stands. */
export const mountBodies = (app: FastifyInstance) => {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text: string, done) =>
    parse(request, text, (error, body) => {
      if (error) return done(error);
      const title = whyNotKept(body);
      done(title ? new Refusal({ status: 400, code: 'shape', title }) : null, body);
    }),
  );
};

// No recursion: it is the depth itself that must not be trusted.
const whyNotKept = (body: unknown): string | undefined => {
  let level = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return 'The request is nested too deeply to be read.';
    const inside: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string' && !isText(value)) return notText;
      if (typeof value !== 'object' || value === null) continue;
      for (const [key, one] of Object.entries(value)) {
        if (!isText(key)) return notText;
        inside.push(one);
      }
    }
    level = inside;
  }
  return undefined;
};

const notText = 'The request holds characters that are no text.';

/** Neither NUL nor half a character. */
const isText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
