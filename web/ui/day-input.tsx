import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { readDay } from './day-reading.ts';

interface DayInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** 'YYYY-MM-DD', or null while nothing readable is typed. */
  value: string | null;
  onChange: (day: string | null) => void;
  /** Said behind the day that was read: an age, a count of nights. */
  remark?: string | undefined;
}

/** A day in the spelling at hand. What was read is written out below, so that a swapped month shows at once. */
export const DayInput = ({ value, onChange, remark, error, description, ...rest }: DayInputProps) => {
  const texts = useTexts();
  const formats = useFormats();
  const [typed, setTyped] = useState(() => (value ? formats.nightLong(value) : ''));
  const [left, setLeft] = useState(false);
  const read = value && [formats.nightFull(value), remark].filter(Boolean).join(' · ');
  const unreadable = left && typed.trim() !== '' && !value ? texts.app.day.unreadable : null;
  return (
    <TextInput
      {...rest}
      value={typed}
      autoComplete="off"
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={read ?? description ?? texts.app.day.help}
      error={error ?? unreadable}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        setLeft(false);
        onChange(readDay(event.currentTarget.value));
      }}
      onBlur={(event) => {
        setLeft(true);
        rest.onBlur?.(event);
      }}
    />
  );
};
