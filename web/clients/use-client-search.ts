import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { searchClients } from '../../contract/clients.ts';
import { reading } from '../query.ts';

const pauseMilliseconds = 200;
const leastCharacters = 3;

/** Search as one types: waits for a pause, drops the calls that are overtaken, keeps the last rows until the next come. */
export const useClientSearch = (typed: string) => {
  const wanted = typed.trim().replaceAll(/\s+/g, ' ').slice(0, 100);
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [wanted]);
  const longEnough = asked.length >= leastCharacters;
  const query = useQuery({
    ...reading(['client-search', asked], searchClients, { query: { search: asked } }),
    enabled: longEnough,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const settled = asked === wanted && !query.isPlaceholderData && !query.isPending;
  return {
    text: wanted,
    isShort: wanted.length < leastCharacters || (settled && query.data?.tooShort === true),
    hits: longEnough && wanted.length >= leastCharacters ? (query.data?.hits ?? []) : [],
    /** The rows are those of the text as it stands now. */
    settled: longEnough && settled,
    error: query.isError && asked === wanted ? query.error : null,
    /** Searches at once. */
    hurry: () => setAsked(wanted),
  };
};
