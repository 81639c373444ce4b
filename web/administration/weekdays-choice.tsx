import { Chip, Input } from '@mantine/core';
import classes from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';
import { weekdaysInOrder } from './weekday-words.ts';

/** The seven weekdays as chips to switch on and off, Monday first. 0 is Sunday. */
export const WeekdaysChoice = (props: {
  label: string;
  help: string;
  value: number[];
  onChange: (weekdays: number[]) => void;
  error?: string | false;
}) => {
  const { weekdays: texts } = useAdministrationTexts();
  return (
    <Input.Wrapper label={props.label} description={props.help} error={props.error} labelElement="div">
      <Chip.Group
        multiple
        value={props.value.map(String)}
        onChange={(chosen) => props.onChange(chosen.map(Number))}
      >
        <fieldset className={classes.chips} aria-label={props.label}>
          {weekdaysInOrder.map((day) => (
            <Chip
              key={day}
              value={String(day)}
              size="md"
              radius="sm"
              variant="outline"
              classNames={{ label: classes.chip! }}
            >
              {texts.short[day]}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
    </Input.Wrapper>
  );
};
