import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { readDay } from './day-reading.ts';

interface DayInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** 'YYYY-MM-DD', or null while nothing readable is typed. */
  value: string | null;
  onChange: (day: string | null) => void;
  /** A form is not sent without this day. */
  needed?: boolean;
  /** Said behind the day that was read: an age, a count of nights. */
  remark?: string | undefined;
}

/**
 * A day in the spelling at hand. What was read is written out below, so that a swapped month shows at once. What is typed
 * and no day, or lacking though needed, keeps a form from being sent: see `isFilled`.
 */
export const DayInput = ({ value, onChange, needed, remark, error, description, ...rest }: DayInputProps) => {
  const texts = useTexts();
  const formats = useFormats();
  const [typed, setTyped] = useState(() => (value ? formats.nightLong(value) : ''));
  const [left, setLeft] = useState(false);
  const read = value && [formats.nightFull(value), remark].filter(Boolean).join(' · ');
  const [asked, setAsked] = useState(false);
  const isEmpty = typed.trim() === '';
  const wrong = value ? '' : !isEmpty ? texts.app.day.unreadable : needed ? texts.app.day.missing : '';
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.setCustomValidity(wrong), [wrong]);
  return (
    <TextInput
      {...rest}
      value={typed}
      autoComplete="off"
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={read ?? description ?? texts.app.day.help}
      ref={field}
      error={error || (((left && !isEmpty) || asked) && wrong)}
      onInvalid={() => setAsked(true)}
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
