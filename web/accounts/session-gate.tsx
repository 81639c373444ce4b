import { type ReactNode, useEffect } from 'react';
import { Unreachable } from '../api.ts';
import { ended } from '../connection.ts';
import { queryClient } from '../query.ts';
import { useStore } from '../ui/store.ts';
import { refusedActing } from './combination.ts';
import { loadSession, SessionContext, session } from './session.tsx';
import { SignInScreen } from './sign-in-screen.tsx';
import { StartScreen } from './start-screen.tsx';

const retryMilliseconds = 3000;

/**
 * Who is not signed in sees the way in. A session that ends hides the screens but keeps them, so that what was typed
 * is there again for the same person; another person starts with nothing.
 */
export const SessionGate = ({ children }: { children: ReactNode }) => {
  const current = useStore(session);
  const why = useStore(ended);
  useEffect(() => {
    if (current || why) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = () =>
      loadSession().catch((error: unknown) => {
        timer = setTimeout(start, retryMilliseconds);
        if (!(error instanceof Unreachable)) console.error(error);
      });
    void start();
    return () => clearTimeout(timer);
  }, [current, why]);
  const refusedAt = useStore(refusedActing);
  useEffect(() => {
    // An agreement or a membership has ended: the tab falls back to what is held, and says so.
    if (refusedAt)
      void loadSession().then(
        () => queryClient.invalidateQueries(),
        () => undefined,
      );
  }, [refusedAt]);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-ended', why !== null);
  }, [why]);

  if (!current) return why ? <SignInScreen why={why} before={null} /> : <StartScreen />;
  return (
    <>
      <div key={current.user.id} hidden={why !== null} inert={why !== null}>
        <SessionContext value={current}>{children}</SessionContext>
      </div>
      {why && <SignInScreen why={why} before={current} />}
    </>
  );
};
