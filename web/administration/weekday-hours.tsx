import { ActionIcon, Input, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { TimeOfDay } from '../../contract/endpoint.ts';
import type { WeekdayHours } from '../../contract/facilities-administration.ts';
import classes from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';
import { weekdaysInOrder } from './weekday-words.ts';

interface WeekdayHoursProps {
  value: WeekdayHours[];
  /** What a weekday begins with: the hours of the other days. */
  usual: { from: string; until: string };
  onChange: (hours: WeekdayHours[]) => void;
  /** The server refused a time: those that are none say so. */
  wrong: boolean;
}

/** Check-in hours of the weekdays that differ, one line each. */
export const WeekdayHoursFields = ({ value, usual, onChange, wrong }: WeekdayHoursProps) => {
  const { settings: texts, weekdays } = useAdministrationTexts();
  const days = weekdaysInOrder.flatMap((day) => value.find((one) => one.weekday === day) ?? []);
  const others = weekdaysInOrder.filter((day) => days.every((one) => one.weekday !== day));
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
    <Input.Wrapper label={texts.weekdayHours} description={texts.weekdayHoursHelp} labelElement="div">
      <div className={classes.hours}>
        {days.map((one) => {
          const name = weekdays.plural[one.weekday]!;
          return (
            <div key={one.weekday} className={classes.hoursOfDay}>
              <span className={classes.strong}>{name}</span>
              {field(one, 'from', texts.weekdayFrom(name))}
              <span aria-hidden>–</span>
              {field(one, 'until', texts.weekdayUntil(name))}
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={texts.weekdayRemove(name)}
                onClick={() => onChange(value.filter((other) => other.weekday !== one.weekday))}
              >
                <IconX size={18} aria-hidden />
              </ActionIcon>
            </div>
          );
        })}
        {others.length > 0 && (
          <NativeSelect
            className={classes.hoursAdd}
            aria-label={texts.weekdayAdd}
            value=""
            onChange={(event) =>
              onChange([...value, { weekday: Number(event.currentTarget.value), ...usual }])
            }
            data={[
              { value: '', label: texts.weekdayAdd },
              ...others.map((day) => ({ value: String(day), label: weekdays.plural[day]! })),
            ]}
          />
        )}
      </div>
    </Input.Wrapper>
  );
};
