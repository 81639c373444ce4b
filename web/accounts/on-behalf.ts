import { useEffect } from 'react';
import { makeStore } from '../ui/store.ts';

/** The organization that what is open now will be saved for, through an agreement; the header shows it. */
export const onBehalfOf = makeStore<string | null>(null);

/** Says for whom the open form saves, as long as it is open. */
export const useOnBehalfOf = (organization: string | null) => {
  useEffect(() => {
    onBehalfOf.set(organization);
    return () => onBehalfOf.set(null);
  }, [organization]);
};
