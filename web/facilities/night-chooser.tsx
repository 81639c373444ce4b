import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { addDays, type Night } from '../../contract/nights.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import classes from './night-chooser.module.css';

const before = 7;
const after = 30;

/** Tonight, the week before and the weeks after; the arrows go further. */
export const NightChooser = (props: { night: Night; tonight: Night; onChoose: (night: Night) => void }) => {
  const { night, tonight, onChoose } = props;
  const { night: texts } = useTexts().facilities;
  const formats = useFormats();
  const near = Array.from({ length: before + after + 1 }, (_, i) => addDays(tonight, i - before));
  const nights = near.includes(night) ? near : [night, ...near].sort();
  return (
    <div className={classes.chooser}>
      <ActionIcon size={36} aria-label={texts.before} onClick={() => onChoose(addDays(night, -1))}>
        <IconChevronLeft size={20} aria-hidden />
      </ActionIcon>
      <NativeSelect
        aria-label={texts.label}
        value={night}
        onChange={(event) => onChoose(event.currentTarget.value)}
        data={nights.map((n) => ({
          value: n,
          label: n === tonight ? texts.tonight(formats.dayMonth(n)) : formats.night(n),
        }))}
      />
      <ActionIcon size={36} aria-label={texts.after} onClick={() => onChoose(addDays(night, 1))}>
        <IconChevronRight size={20} aria-hidden />
      </ActionIcon>
    </div>
  );
};
