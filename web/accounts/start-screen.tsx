import { reachable } from '../connection.ts';
import { BunkMark } from '../shell/bunk-mark.tsx';
import { useTexts } from '../texts/language.tsx';
import { useStore } from '../ui/store.ts';
import classes from './sign-in-screen.module.css';

/** Before it is known who is here. */
export const StartScreen = () => {
  const { connection: texts } = useTexts().app;
  const ok = useStore(reachable);
  return (
    <main className={classes.screen}>
      <div className={classes.start} role="status">
        <BunkMark size={40} />
        <p>{ok ? texts.starting : texts.noData}</p>
        {!ok && <p className={classes.dim}>{texts.noDataWhy}</p>}
      </div>
    </main>
  );
};
