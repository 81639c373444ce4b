import { TextInput } from '@mantine/core';
import { TimeOfDay } from '../../contract/endpoint.ts';
import type { WeekdayHours } from '../../contract/facilities-administration.ts';
import classes from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';
import { weekdaysInOrder } from './weekday-words.ts';
import { WeekdaysChoice } from './weekdays-choice.tsx';

interface WeekdayHoursProps {
  value: WeekdayHours[];
  /** What a weekday begins with: the hours of the other days. */
  usual: { from: string; until: string };
  onChange: (hours: WeekdayHours[]) => void;
  /** The server refused a time: those that are none say so. */
  wrong: boolean;
}

/** Check-in hours of the weekdays that differ: chosen as chips, one line each. */
export const WeekdayHoursFields = ({ value, usual, onChange, wrong }: WeekdayHoursProps) => {
  const { settings: texts, weekdays } = useAdministrationTexts();
  const days = weekdaysInOrder.flatMap((day) => value.find((one) => one.weekday === day) ?? []);
  const choose = (chosen: number[]) =>
    onChange(
      weekdaysInOrder.flatMap((day) => {
        if (!chosen.includes(day)) return [];
        return value.find((one) => one.weekday === day) ?? { weekday: day, ...usual };
      }),
    );
  const change = (weekday: number, to: Partial<WeekdayHours>) =>
    onChange(value.map((one) => (one.weekday === weekday ? { ...one, ...to } : one)));
  const field = (one: WeekdayHours, key: 'from' | 'until', label: string) => (
    <TextInput
      aria-label={label}
      placeholder="17:00"
      maxLength={5}
      value={one[key]}
      error={wrong && !TimeOfDay.safeParse(one[key]).success && texts.timeWrong}
      onChange={(event) => change(one.weekday, { [key]: event.currentTarget.value })}
    />
  );
  return (
    <div className={classes.hours}>
      <WeekdaysChoice
        label={texts.weekdayHours}
        help={texts.weekdayHoursHelp}
        value={days.map((one) => one.weekday)}
        onChange={choose}
      />
      {days.map((one) => {
        const name = weekdays.plural[one.weekday]!;
        return (
          <div key={one.weekday} className={classes.hoursOfDay}>
            <span className={classes.strong}>{name}</span>
            {field(one, 'from', texts.weekdayFrom(name))}
            <span aria-hidden>–</span>
            {field(one, 'until', texts.weekdayUntil(name))}
          </div>
        );
      })}
    </div>
  );
};
