import { Button, Popover } from '@mantine/core';
import { IconCalendar, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, countNights, type Night } from '../../contract/nights.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { NightInput } from '../ui/night-input.tsx';
import { readNight } from './night-reading.ts';
import classes from './stay-dates.module.css';

/** Words of the calendar for a field of this name. */
export const useCalendarWords = () => {
  const { dates: texts } = useTexts().reservations;
  return (label: string) => ({
    calendar: texts.calendar(label),
    previousMonth: texts.previousMonth,
    nextMonth: texts.nextMonth,
    unreadable: texts.unreadable,
  });
};

/** How far ahead a first night may lie; the server says the same where it is asked for more. */
const furthestAhead = 60;
const quickNights = [1, 2, 3, 7];

interface StayDatesProps {
  tonight: Night;
  begin: Night;
  end: Night;
  onChange: (begin: Night, end: Night) => void;
}

/** 'Tonight, Mon 23 Nov · 1 night', and behind it the nights to choose. */
export const StayDates = ({ tonight, begin, end, onChange }: StayDatesProps) => {
  const { dates: texts } = useTexts().reservations;
  const formats = useFormats();
  const words = useCalendarWords();
  const [open, setOpen] = useState(false);
  const nights = countNights({ begin, end });
  const when = begin === tonight ? texts.tonightIs(formats.night(begin)) : formats.night(begin);
  const from = (night: Night) => onChange(night, addDays(night, nights));
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={18} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {when} · {texts.nights(nights)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={texts.title} className={classes.dropdown}>
        <div className={classes.row}>
          <Button variant={begin === tonight ? 'light' : 'default'} onClick={() => from(tonight)}>
            {texts.tonight}
          </Button>
          <Button
            variant={begin === addDays(tonight, 1) ? 'light' : 'default'}
            onClick={() => from(addDays(tonight, 1))}
          >
            {texts.tomorrow}
          </Button>
        </div>
        <NightInput
          label={texts.begin}
          value={begin}
          earliest={tonight}
          latest={addDays(tonight, furthestAhead)}
          read={(text) => readNight(text, tonight)}
          words={words(texts.begin)}
          error={begin < tonight ? texts.notBefore(formats.night(tonight)) : undefined}
          onChange={from}
        />
        <NightInput
          label={texts.end}
          value={end}
          earliest={addDays(begin, 1)}
          read={(text) => readNight(text, begin)}
          words={words(texts.end)}
          onChange={(night) => night > begin && onChange(begin, night)}
        />
        <fieldset className={classes.nights}>
          <legend>{texts.howMany}</legend>
          {quickNights.map((n) => (
            <Button
              key={n}
              size="compact-md"
              variant={n === nights ? 'light' : 'default'}
              aria-pressed={n === nights}
              onClick={() => onChange(begin, addDays(begin, n))}
            >
              {n}
            </Button>
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
};
