import { IconCheck, IconClockExclamation } from '@tabler/icons-react';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import classes from './freshness.module.css';

/** When a count was last confirmed: a check and the time, or an amber clock with day and time when it is old. */
export const Freshness = ({
  at,
  stale,
  timeZone,
}: {
  at: string | null;
  stale: boolean;
  timeZone?: string;
}) => {
  const { freshness: texts } = useTexts().app;
  const formats = useFormats();
  if (!at || stale) {
    const when = at ? `${formats.night(formats.dayIn(at, timeZone))} ${formats.time(at, timeZone)}` : null;
    return (
      <span className={classes.old}>
        <IconClockExclamation size={15} aria-hidden />
        <span aria-hidden={when !== null}>{when ?? texts.never}</span>
        {when && <span className="visually-hidden">{texts.old(when)}</span>}
      </span>
    );
  }
  const time = formats.time(at, timeZone);
  return (
    <span className={classes.fresh}>
      <IconCheck size={15} aria-hidden />
      <span aria-hidden>{time}</span>
      <span className="visually-hidden">{texts.confirmed(time)}</span>
    </span>
  );
};
