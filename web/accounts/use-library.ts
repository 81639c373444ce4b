import { useState } from 'react';
import { Refused, send } from '../api.ts';
import { isNotDone, type NotDone } from '../query.ts';

/** A call of the sign-in library's own routes. `wrong` is a password or code that was not the right one. */
export const useLibrary = () => {
  const [busy, setBusy] = useState(false);
  const [notDone, setNotDone] = useState<NotDone | null>(null);
  const ask = async <R>(path: string, body: object): Promise<R | null> => {
    setBusy(true);
    setNotDone(null);
    try {
      return (await send('POST', `/api/auth/${path}`, { body })) as R;
    } catch (error) {
      if (!isNotDone(error)) throw error;
      setNotDone(error);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const wrong = notDone instanceof Refused && /^INVALID_(PASSWORD|CODE)$/.test(notDone.reply.code);
  return { ask, busy, wrong, notDone: wrong ? null : notDone, dismiss: () => setNotDone(null) };
};
