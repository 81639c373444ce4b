import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/es';
import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { addDays, type Night } from '../../contract/nights.ts';
import { useFormats } from '../texts/formats.ts';
import { useLanguage } from '../texts/language.tsx';

interface NightInputProps
  extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue' | 'leftSection'> {
  value: Night;
  onChange: (night: Night) => void;
  /** Reads what was typed; null where it is no day. */
  read: (text: string) => Night | null;
  earliest?: Night | undefined;
  latest?: Night | undefined;
  /** Names of the calendar and its buttons. */
  words: {
    calendar: string;
    previousMonth: string;
    nextMonth: string;
    unreadable: string;
  };
}

/** A coming day: typed in any spelling, moved by the arrow keys, or picked from a calendar. Takes what was typed when the field is left. */
export const NightInput = ({
  value,
  onChange,
  read,
  earliest,
  latest,
  words,
  error,
  ...rest
}: NightInputProps) => {
  const formats = useFormats();
  const { language } = useLanguage();
  const written = formats.nightFull(value);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [unreadable, setUnreadable] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a day set from elsewhere replaces what is typed
  useEffect(() => {
    setTyped(null);
    setUnreadable(false);
  }, [value]);

  const take = () => {
    if (typed === null || typed.trim() === written) {
      setTyped(null);
      return;
    }
    const night = read(typed);
    setUnreadable(night === null);
    if (night === null) return;
    setTyped(null);
    if (night !== value) onChange(night);
  };
  const move = (event: KeyboardEvent, days: number) => {
    event.preventDefault();
    const night = addDays(value, days);
    if ((!earliest || night >= earliest) && (!latest || night <= latest)) onChange(night);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <TextInput
          {...rest}
          value={typed ?? written}
          autoComplete="off"
          error={unreadable ? words.unreadable : error}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setUnreadable(false);
          }}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key === 'Enter') take();
            if (event.key === 'ArrowUp') move(event, 1);
            if (event.key === 'ArrowDown') move(event, -1);
          }}
          leftSection={
            <ActionIcon
              size={28}
              aria-label={words.calendar}
              aria-haspopup="dialog"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              c="var(--b-dim)"
            >
              <IconCalendar size={18} aria-hidden />
            </ActionIcon>
          }
          leftSectionPointerEvents="all"
        />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={words.calendar}>
        <DatePicker
          locale={language}
          firstDayOfWeek={0}
          weekendDays={[]}
          maxLevel="month"
          value={value}
          defaultDate={value}
          minDate={earliest}
          maxDate={latest}
          onChange={(night) => {
            if (night) onChange(night);
            setOpen(false);
          }}
          ariaLabels={{
            previousMonth: words.previousMonth,
            nextMonth: words.nextMonth,
          }}
          getDayProps={(day) => ({ 'aria-label': formats.nightFull(day) })}
        />
      </Popover.Dropdown>
    </Popover>
  );
};
