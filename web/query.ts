import {
  hashKey,
  QueryClient,
  type QueryKey,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { Endpoint, Input, Reply } from '../contract/endpoint.ts';
import type { FormCombination } from './accounts/combination.ts';
import { Broken, call, Refused, Unreachable } from './api.ts';
import { ended } from './connection.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      // An unreachable server is asked again until it answers; a refusal is an answer.
      retry: (_, error) => error instanceof Unreachable && ended.get() === null,
      retryDelay: (count) => Math.min(1000 * 2 ** count, 8000),
      throwOnError: false,
    },
    mutations: { networkMode: 'always' },
  },
});

// Hashes of queries that the next fetch re-reads without anybody's asking.
const unasked = new Set<string>();

/** Re-reads what is on the screens under this key, marked as nobody's input. */
export const rereadUnasked = (queryKey: QueryKey) => {
  for (const query of queryClient.getQueryCache().findAll({ queryKey, type: 'active' }))
    unasked.add(query.queryHash);
  return queryClient.invalidateQueries({ queryKey });
};

/** Re-reads each minute what changes by the clock alone. Nobody's input: a screen left open ends its session all the same. */
export const useReadEachMinute = (queryKey: QueryKey) => {
  const latest = useRef(queryKey);
  useEffect(() => {
    latest.current = queryKey;
  });
  useEffect(() => {
    const timer = setInterval(() => document.hidden || void rereadUnasked(latest.current), 60_000);
    return () => clearInterval(timer);
  }, []);
};

/**
 * A read of the API under a key. The key's first words say what it shows: ['client', id, …] or ['facility', id, …], so
 * that a hint about one facility, or an act on one client, re-reads only that.
 */
export const reading = <E extends Endpoint>(queryKey: QueryKey, endpoint: E, input: Input<E>) =>
  queryOptions<Reply<E>>({
    queryKey,
    queryFn: ({ signal }) => call(endpoint, input, { signal, live: unasked.delete(hashKey(queryKey)) }),
  });

export const clientKey = (id: number, ...rest: (string | number)[]): QueryKey => ['client', id, ...rest];
export const facilityKey = (id: number, ...rest: (string | number)[]): QueryKey => ['facility', id, ...rest];

/** A form opened under one combination is being saved under another. */
export class OtherCombination extends Error {
  constructor() {
    super('The combination has changed since this form was opened');
  }
}

/** Why an act was not done. */
export type NotDone = Refused | Unreachable | Broken | OtherCombination;

/** Whether an error is one of the reasons that a screen shows; every other is a bug. */
export const isNotDone = (error: unknown): error is NotDone =>
  error instanceof Refused ||
  error instanceof Unreachable ||
  error instanceof Broken ||
  error instanceof OtherCombination;

/** An Idempotency-Key of its own. */
export const newIntention = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');

/**
 * A write. Its Idempotency-Key is kept while the same form is retried and renewed after a success. `touches` are the
 * keys read again afterwards. An unreachable server is asked twice more by itself, which the key makes safe for POST.
 */
export const useAct = <E extends Endpoint>(
  endpoint: E,
  options: {
    combination?: FormCombination;
    touches?: (input: Input<E>, reply: Reply<E>) => QueryKey[];
    onDone?: (reply: Reply<E>, input: Input<E>) => void;
  } = {},
) => {
  const client = useQueryClient();
  const intention = useRef(newIntention());
  const { mutate, isPending, error, reset } = useMutation<Reply<E>, Error, Input<E>>({
    mutationFn: (input) => {
      if (options.combination?.differs) throw new OtherCombination();
      const as = options.combination?.opened ?? undefined;
      return call(endpoint, input, { intention: intention.current, ...(as && { as }) });
    },
    retry: (count, failure) => endpoint.method === 'POST' && failure instanceof Unreachable && count < 2,
    retryDelay: (count) => 1000 * (count + 1),
    onSuccess: (reply, input) => {
      intention.current = newIntention();
      for (const queryKey of options.touches?.(input, reply) ?? [])
        void client.invalidateQueries({ queryKey });
      options.onDone?.(reply, input);
    },
  });
  if (error && !isNotDone(error)) throw error;
  const act = useCallback(
    (input: Input<E>, onDone?: (reply: Reply<E>) => void) =>
      mutate(input, { onSuccess: (reply) => onDone?.(reply) }),
    [mutate],
  );
  return { act, busy: isPending, notDone: error as NotDone | null, dismiss: reset };
};
