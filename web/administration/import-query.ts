import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { type ImportRun, listImports, readImport, startImport } from '../../contract/hmis.ts';
import type { useFormCombination } from '../accounts/form-combination.ts';
import { call } from '../api.ts';
import { isNotDone, type NotDone, newIntention, OtherCombination, reading } from '../query.ts';

const importsKey = ['imports'];
const askEveryMilliseconds = 700;

export const useImports = () => useQuery(reading(importsKey, listImports, {}));

/** One import; asked again and again while it runs, which is nobody's input. */
export const useImport = (id: number) => {
  const key = [...importsKey, id];
  const asked = useRef(false);
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => {
      const live = asked.current;
      asked.current = true;
      return call(readImport, { params: { id } }, { signal, live });
    },
    refetchInterval: ({ state }) =>
      state.data && state.data.state !== 'running' ? false : askEveryMilliseconds,
    refetchIntervalInBackground: true,
  });
};

/** Hands in a zip. The same intention is one import, however often it is sent. */
export const useHandIn = (
  combination: ReturnType<typeof useFormCombination>,
  onBegun: (run: ImportRun) => void,
) => {
  const client = useQueryClient();
  const intention = useRef(newIntention());
  const { mutate, isPending, error, reset } = useMutation<ImportRun, Error, { name: string; zip: Blob }>({
    mutationFn: ({ name, zip }) => {
      if (combination.differs) throw new OtherCombination();
      return call(
        startImport,
        { query: { name } },
        { file: zip, intention: intention.current, ...(combination.opened && { as: combination.opened }) },
      );
    },
    onSuccess: (run) => {
      intention.current = newIntention();
      void client.invalidateQueries({ queryKey: importsKey });
      onBegun(run);
    },
  });
  if (error && !isNotDone(error)) throw error;
  return { handIn: mutate, busy: isPending, notDone: error as NotDone | null, dismiss: reset };
};
