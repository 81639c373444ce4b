import { Outlet } from '@tanstack/react-router';
import { IdleWatch } from '../accounts/idle-watch.tsx';
import { combinationDropped, useSession } from '../accounts/session.tsx';
import { useLiveEvents } from '../live.ts';
import { useTexts } from '../texts/language.tsx';
import { Announcements } from '../ui/announce.tsx';
import { useStore } from '../ui/store.ts';
import { ConnectionLine } from './connection-line.tsx';
import { Header } from './header.tsx';
import { Rail } from './rail.tsx';
import classes from './shell.module.css';
import { ShortcutList } from './shortcut-list.tsx';

/** The frame around every room. */
export const Shell = () => {
  const { practice } = useSession();
  const { shell: texts } = useTexts().app;
  useLiveEvents();
  return (
    <div className={classes.shell} data-practice={practice || undefined}>
      <button type="button" className={classes.skip} onClick={skipToMain}>
        {texts.skip}
      </button>
      <Header />
      <Rail />
      <div className={classes.room}>
        <ConnectionLine />
        <DroppedCombination />
        <Outlet />
      </div>
      <ShortcutList />
      <Announcements />
      <IdleWatch />
    </div>
  );
};

const skipToMain = () => document.getElementById('main')?.focus();

const DroppedCombination = () => {
  const dropped = useStore(combinationDropped);
  const { inForce } = useSession();
  const { shell: texts } = useTexts().app;
  if (!dropped || !inForce) return null;
  return (
    <div className={classes.notice} role="status">
      <span>{texts.combinationDropped(inForce.organization.name)}</span>
      <button type="button" className={classes.noticeButton} onClick={() => combinationDropped.set(false)}>
        {texts.understood}
      </button>
    </div>
  );
};
