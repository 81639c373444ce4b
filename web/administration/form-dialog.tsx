import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useId } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import classes from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';

interface FormDialogProps {
  title: string;
  save: string;
  busy: boolean;
  onSave: () => void;
  onClose: () => void;
  size?: number;
  children: ReactNode;
  /** Below the fields: why it was not done. */
  frame?: ReactNode;
}

/** A short form over the screen. Enter in a field and Ctrl Enter anywhere save; Esc and Cancel leave. */
export const FormDialog = (props: FormDialogProps) => {
  const { common: texts } = useAdministrationTexts();
  const id = useId();
  const save = (event?: FormEvent) => {
    event?.preventDefault();
    if (!props.busy) props.onSave();
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
        <form id={id} onSubmit={save} noValidate className={classes.fields}>
          {props.children}
        </form>
        {props.frame}
      </div>
    </Dialog>
  );
};
