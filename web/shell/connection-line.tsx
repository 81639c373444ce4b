import { IconCloudOff } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { readSession } from '../../contract/accounts.ts';
import { call } from '../api.ts';
import { ended, reachable } from '../connection.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { useStore } from '../ui/store.ts';
import classes from './connection-line.module.css';

const knockMilliseconds = 4000;

const knock = () => {
  if (ended.get() === null) void call(readSession, {}, { live: true }).catch(() => undefined);
};

/** A calm line while the server cannot be reached; knocks until it answers. */
export const ConnectionLine = () => {
  const ok = useStore(reachable);
  const { connection: texts } = useTexts().app;
  const wasLost = useRef(false);
  useEffect(() => {
    if (ok) {
      if (wasLost.current) announce(texts.back);
      wasLost.current = false;
      return;
    }
    wasLost.current = true;
    const knocking = setInterval(knock, knockMilliseconds);
    return () => clearInterval(knocking);
  }, [ok, texts]);
  useEffect(() => {
    // The browser may know before any call fails; whether it is right, the next knock shows.
    const lose = () => reachable.set(false);
    addEventListener('offline', lose);
    addEventListener('online', knock);
    return () => {
      removeEventListener('offline', lose);
      removeEventListener('online', knock);
    };
  }, []);
  if (ok) return null;
  return (
    <div className={classes.line} role="status">
      <IconCloudOff size={18} aria-hidden />
      <strong>{texts.lost}</strong>
      <span>{texts.lostMore}</span>
    </div>
  );
};
