import { ActionIcon, Loader, TextInput } from '@mantine/core';
import { IconScan, IconX } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTexts } from '../texts/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';

interface FindFieldProps {
  typed: string;
  onType: (typed: string) => void;
  /** Enter: the code of a slip, or the only one found. */
  onEnter: () => void;
  onDown: () => void;
  busy: boolean;
  hint: string;
  field: RefObject<HTMLInputElement | null>;
}

/** A scanner is a keyboard: what it reads arrives here, with Enter behind it. Names can be typed, too. */
export const FindField = ({ typed, onType, onEnter, onDown, busy, hint, field }: FindFieldProps) => {
  const { find } = useTexts().facilities;
  return (
    <TextInput
      ref={field}
      role="searchbox"
      value={typed}
      aria-label={find.label}
      placeholder={hint}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={200}
      leftSection={<IconScan size={18} stroke={1.7} aria-hidden />}
      rightSection={
        busy ? (
          <Loader size={16} aria-label={find.searching} />
        ) : typed ? (
          <ActionIcon
            size={36}
            color="gray"
            aria-label={find.clear}
            onClick={() => {
              onType('');
              field.current?.focus();
            }}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        ) : (
          <KeyHint keys="/" />
        )
      }
      onChange={(event) => onType(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter();
        if (event.key === 'ArrowDown') {
          event.preventDefault();
          onDown();
        }
        if (event.key === 'Escape' && typed) {
          event.stopPropagation();
          onType('');
        }
      }}
    />
  );
};
