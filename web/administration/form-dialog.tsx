import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useId, useRef } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { focusFirstError, isFilled } from '../ui/filled.ts';
import { useShortcuts } from '../ui/keyboard.ts';
import classes from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';

interface FormDialogProps {
  title: string;
  save: string;
  busy: boolean;
  onSave: () => void;
  /** Somebody saves while a day lacks: the other fields say what they lack, too. */
  onLacking?: () => void;
  onClose: () => void;
  size?: number;
  children: ReactNode;
  /** Below the fields: why it was not done. */
  frame?: ReactNode;
}

/** A short form over the screen. Enter in a field and Ctrl Enter anywhere save; Esc and Cancel leave. What is wrong has the focus. */
export const FormDialog = (props: FormDialogProps) => {
  const { common: texts } = useAdministrationTexts();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const save = (event?: FormEvent) => {
    event?.preventDefault();
    if (props.busy) return;
    if (isFilled(form.current)) props.onSave();
    else props.onLacking?.();
    focusFirstError(form.current);
  };
  useShortcuts([{ keys: 'mod+enter', label: props.save, inDialog: true, act: save }]);
  return (
    <Dialog
      opened
      onClose={props.onClose}
      title={props.title}
      size={props.size ?? 520}
      buttons={
        <>
          <Button type="submit" form={id} loading={props.busy}>
            {props.save}
          </Button>
          <Button variant="default" onClick={props.onClose}>
            {texts.cancel}
          </Button>
        </>
      }
    >
      <div className={classes.dialog}>
        <form ref={form} id={id} onSubmit={save} noValidate className={classes.fields}>
          {props.children}
        </form>
        {props.frame}
      </div>
    </Dialog>
  );
};
