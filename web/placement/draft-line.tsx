import { IconCloudCheck, IconCloudOff } from '@tabler/icons-react';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import type { DraftState } from './draft-keeper.ts';
import classes from './placement-assessment.module.css';

/** Whether the draft is saved, and when. */
export const DraftLine = ({ state }: { state: DraftState }) => {
  const { draft: texts } = useTexts().guided;
  const formats = useFormats();
  const lost = state.waiting || state.notDone !== null;
  return (
    <span className={classes.draft} role="status" data-lost={lost || undefined}>
      {lost ? <IconCloudOff size={18} aria-hidden /> : <IconCloudCheck size={18} aria-hidden />}
      {lost
        ? texts.waiting
        : state.savedAt
          ? texts.saved(formats.time(state.savedAt))
          : state.saving
            ? texts.saving
            : texts.opened}
    </span>
  );
};
