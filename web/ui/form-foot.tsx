import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './form-foot.module.css';
import { KeyHint } from './key-hint.tsx';
import { useShortcuts } from './keyboard.ts';

interface FormFootProps {
  save: string;
  busy: boolean;
  onSave: () => void;
  /** Dim words at the left. */
  note?: ReactNode;
  /** Other buttons, before the filled one. */
  children?: ReactNode;
}

/** The foot of a form: one filled button, which Ctrl Enter presses. */
export const FormFoot = ({ save, busy, onSave, note, children }: FormFootProps) => {
  useShortcuts([{ keys: 'mod+enter', label: save, act: () => !busy && onSave() }]);
  return (
    <div className={classes.foot}>
      {note && <span className={classes.note}>{note}</span>}
      {children}
      <Button loading={busy} onClick={onSave} rightSection={<KeyHint keys="mod+enter" />}>
        {save}
      </Button>
    </div>
  );
};
