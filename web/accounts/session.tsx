import { createContext, useContext } from 'react';
import { type Combination, readSession, type Session } from '../../contract/accounts.ts';
import { call, Refused, send } from '../api.ts';
import { ended } from '../connection.ts';
import { forgetRosters } from '../nights/kept-roster.ts';
import { queryClient } from '../query.ts';
import { countyZone } from '../texts/formats.ts';
import { makeStore } from '../ui/store.ts';
import { type Acting, acting, actingOf, chooseActing } from './combination.ts';

/** Who is signed in; null before it was read and after sign-out. */
export const session = makeStore<Session | null>(null);

/** The tab had chosen a combination that is held no more. */
export const combinationDropped = makeStore(false);

const otherTabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('berth-session') : null;
otherTabs?.addEventListener('message', () => ended.set('signed_out'));

/** Reads who is signed in and pins the combination in force to this tab. Throws Unreachable or Broken. */
export const loadSession = async (how: { live?: boolean } = {}): Promise<void> => {
  try {
    adopt(await call(readSession, {}, how));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.reply.code === 'combination_not_held' && acting.get()) {
      chooseActing(null);
      combinationDropped.set(true);
      return loadSession(how);
    }
    // Whoever is not signed in is shown the way in by `ended`.
    if (!error.isSignedOut) throw error;
  }
};

const adopt = (next: Session) => {
  const before = session.get();
  if (before && before.user.id !== next.user.id) {
    queryClient.clear();
    backToHome();
  }
  if (next.inForce && !acting.get()) chooseActing(actingOf(next.inForce));
  countyZone.set(next.timeZone);
  session.set(next);
  ended.set(null);
};

/** Another combination for this tab, from now on. What is on the screens is read again; forms keep their entries. */
export const switchCombination = async (choice: Acting) => {
  chooseActing(choice);
  await loadSession();
  void queryClient.invalidateQueries();
};

/** Ends the session everywhere, and forgets what this tab has read. */
export const signOut = async () => {
  await send('POST', '/api/auth/sign-out', { body: {} }).catch(() => undefined);
  otherTabs?.postMessage('signed out');
  forgetEverything();
  ended.set('signed_out');
};

/** Nothing that was read stays in this tab, and the next person begins at Home. */
export const forgetEverything = () => {
  queryClient.clear();
  void forgetRosters();
  backToHome();
  chooseActing(null);
  session.set(null);
};

const backToHome = () => history.replaceState(null, '', '/');

export const SessionContext = createContext<Session | null>(null);

/** The signed-in person. Only below the session gate. */
export const useSession = (): Session => {
  const value = useContext(SessionContext);
  if (!value) throw new Error('useSession outside the session gate');
  return value;
};

/** The combination in force in this tab; null for a person who holds none. */
export const useCombination = (): Combination | null => useSession().inForce;
