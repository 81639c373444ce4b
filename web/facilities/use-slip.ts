import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Arrival, findArrival, readCode } from '../../contract/arrivals.ts';
import { call, Refused } from '../api.ts';
import { isNotDone, type NotDone } from '../query.ts';
import { codeIn } from './parties.ts';

/** Looks up a slip that is not among the night's guests: it may be for another night or another of the shelter's facilities. */
export const useSlip = (onFound: (arrival: Arrival) => void) => {
  const [missing, setMissing] = useState<string | null>(null);
  const { mutate, isPending, error, reset } = useMutation<Arrival, Error, string>({
    mutationFn: (code) => call(findArrival, { params: { code } }),
    onSuccess: onFound,
    onError: (failure, code) => {
      if (failure instanceof Refused && failure.reply.status === 404) setMissing(code);
    },
  });
  if (error && !isNotDone(error)) throw error;
  const notFound = error instanceof Refused && error.reply.status === 404;
  return {
    find: (typed: string) => {
      setMissing(null);
      const code = readCode(codeIn(typed)).slice(0, 100);
      if (code) mutate(code);
    },
    busy: isPending,
    /** The code that no reservation of this shelter carries. */
    missing,
    notDone: notFound ? null : (error as NotDone | null),
    forget: () => {
      setMissing(null);
      reset();
    },
  };
};
