import { makeStore } from '../ui/store.ts';

/**
 * What is being searched, from the header's field to the Clients room to a new record. Kept in memory only: a name in
 * the address would stay in the browser's history.
 */
export const searchText = makeStore('');
