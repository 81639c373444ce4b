import { z } from 'zod';

/** One call of the HTTP API as data: where it is, what goes in, what comes out. */
export interface Endpoint {
  /** Verb of the domain; also the OpenAPI operation id. */
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: `/${string}`;
  /** One line for the API page. */
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Status of a success; 200 unless told. */
  status?: 200 | 201;
  reply: z.ZodType;
}

export const endpoint = <const E extends Endpoint>(definition: E): E => definition;

type Part<E, K extends string, Side extends 'in' | 'out'> =
  E extends Record<K, infer S extends z.ZodType> ? (Side extends 'in' ? z.input<S> : z.output<S>) : undefined;

/** What a caller passes. */
export type Input<E> = Omit<
  { params: Part<E, 'params', 'in'>; query: Part<E, 'query', 'in'>; body: Part<E, 'body', 'in'> },
  | (E extends { params: z.ZodType } ? never : 'params')
  | (E extends { query: z.ZodType } ? never : 'query')
  | (E extends { body: z.ZodType } ? never : 'body')
>;

/** What a handler receives, parsed. */
export type Parsed<E> = {
  params: Part<E, 'params', 'out'>;
  query: Part<E, 'query', 'out'>;
  body: Part<E, 'body', 'out'>;
};

/** What a handler returns, and what a caller gets. */
export type Reply<E extends Endpoint> = z.output<E['reply']>;

/** A number that names a row. */
export const Id = z.number().int().positive();
/** The same, from a URL. */
export const IdInPath = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const byId = z.object({ id: IdInPath });

/** An instant, ISO 8601 in UTC. */
export const Instant = z.string().meta({ format: 'date-time' });
/** Time of day 'HH:MM' in the facility's time zone. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as HH:MM');

/** Text a person typed: trimmed, without control characters that no keyboard makes. */
export const Text = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'Write something here')
    .max(most, `At most ${most} characters`)
    .refine((text) => !hasControlCharacters(text), 'Take out the control characters');

const hasControlCharacters = (text: string) => {
  for (const c of text) {
    const code = c.codePointAt(0)!;
    if ((code < 32 && code !== 10 && code !== 9 && code !== 13) || code === 127) return true;
  }
  return false;
};
