import { IconCircleCheck, IconClock, IconPlayerStop } from '@tabler/icons-react';
import type { Night } from '../../contract/nights.ts';
import { useFormats } from '../texts/formats.ts';
import classes from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';

type State = 'in_force' | 'ahead' | 'over';

/** Whether something holds now: an icon and a word. */
export const SpanState = ({ state }: { state: State }) => {
  const { common: texts } = useAdministrationTexts();
  const shown = {
    in_force: { look: classes.good, icon: IconCircleCheck, word: texts.inForce },
    ahead: { look: classes.waits, icon: IconClock, word: texts.ahead },
    over: { look: classes.dim, icon: IconPlayerStop, word: texts.over },
  }[state];
  return (
    <span className={`${classes.state} ${shown.look}`}>
      <shown.icon size={15} aria-hidden />
      {shown.word}
    </span>
  );
};

/** '1 Jan 2026, no end'; '1 Jan 2026 – 3 Feb 2026'. */
export const useSpanWords = () => {
  const formats = useFormats();
  const { common: texts } = useAdministrationTexts();
  return (begin: Night | null, end: Night | null): string =>
    [
      begin ? formats.nightLong(begin) : null,
      end
        ? `${begin ? '– ' : `${texts.until} `}${formats.nightLong(end)}`
        : `${begin ? ', ' : ''}${texts.noEnd}`,
    ]
      .filter(Boolean)
      .join(end ? ' ' : '');
};
