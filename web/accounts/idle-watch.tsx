import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { recordInput } from '../../contract/accounts.ts';
import { call } from '../api.ts';
import { ended, lastTold } from '../connection.ts';
import { useTexts } from '../texts/language.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { kept } from '../ui/kept.ts';
import { loadSession, signOut, useSession } from './session.tsx';

const tellEvery = 60_000;
const warnBefore = 120_000;
const askEvery = 10_000;
const toldKey = 'berth-last-told';
const browser = kept('browser');

// The newest moment at which any tab of this browser told the server of input.
const newestTold = () => Math.max(lastTold.get(), Number(browser.read(toldKey) ?? 0) || 0);

/** Tells the server of input at most once a minute, warns two minutes before an idle session ends, and then ends it. */
export const IdleWatch = () => {
  const { idleMinutes } = useSession();
  const { idle: texts } = useTexts().app;
  const limit = idleMinutes * 60_000;
  const [left, setLeft] = useState<number | null>(null);
  const warned = useRef(false);

  const stay = () => {
    setLeft(null);
    warned.current = false;
    void call(recordInput, {}).catch(() => undefined);
  };

  useEffect(() => {
    let pending: ReturnType<typeof setTimeout> | undefined;
    let asked = 0;
    let inputAt = 0;
    const tell = () => {
      pending = undefined;
      // A computer that slept wakes with an old input in hand: nobody is here because of that.
      const isOld = Date.now() - inputAt > 2 * tellEvery;
      if (isOld || ended.get() !== null || Date.now() - newestTold() < tellEvery / 2) return;
      void call(recordInput, {}).catch(() => undefined);
    };
    const onInput = () => {
      // The warning asks for its button, not for a touch of the mouse.
      if (warned.current || ended.get() !== null) return;
      inputAt = Date.now();
      if (pending) return;
      pending = setTimeout(tell, Math.max(0, lastTold.get() + tellEvery - Date.now()));
    };
    const shareTold = lastTold.follow(() => browser.write(toldKey, String(lastTold.get())));
    const look = setInterval(() => {
      if (ended.get() !== null) return setLeft(null);
      const rest = newestTold() + limit - Date.now();
      warned.current = rest <= Math.min(warnBefore, limit / 2);
      setLeft(warned.current ? Math.max(0, rest) : null);
      if (rest <= 0 && Date.now() - asked > askEvery) {
        asked = Date.now();
        // The server's own clock decides; without it the screens are covered all the same.
        void loadSession({ live: true }).catch(() => ended.set('idle'));
      }
    }, 1000);
    const inputs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
    for (const input of inputs) addEventListener(input, onInput, { passive: true, capture: true });
    return () => {
      clearTimeout(pending);
      clearInterval(look);
      shareTold();
      for (const input of inputs) removeEventListener(input, onInput, { capture: true });
    };
  }, [limit]);

  if (left === null) return null;
  const rest = `${Math.floor(left / 60_000)}:${String(Math.floor(left / 1000) % 60).padStart(2, '0')}`;
  return (
    <Dialog
      opened
      onClose={stay}
      title={texts.title}
      asks
      buttons={
        <>
          <Button onClick={stay} data-autofocus>
            {texts.stay}
          </Button>
          <Button variant="default" onClick={() => void signOut()}>
            {texts.now}
          </Button>
        </>
      }
    >
      <p>{texts.body(rest)}</p>
    </Dialog>
  );
};
