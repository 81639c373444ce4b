import { useEffect, useState } from 'react';
import { useTexts } from '../texts/language.tsx';
import classes from './loading.module.css';

const slowAfter = 4000;

/** Grey lines while nothing is there to show yet. Never laid over what is. */
export const Loading = ({ rows = 5 }: { rows?: number }) => {
  const { connection: texts } = useTexts().app;
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfter);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.loading} aria-busy>
      <p role="status" className={slow ? classes.slow : 'visually-hidden'}>
        {slow ? texts.slow : texts.loading}
      </p>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <div key={i} className={classes.row} />
      ))}
    </div>
  );
};
