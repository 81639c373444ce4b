import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { readSsn } from '../../contract/clients.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import classes from './ssn-view.module.css';

/** Shows the whole number, once, after saying what for. Nothing keeps it. */
export const SsnView = ({ clientId }: { clientId: number }) => {
  const { form: texts } = useTexts().clients;
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const [shown, setShown] = useState<string | null>(null);
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(readSsn, {
    combination,
    onDone: ({ ssn }) => {
      setShown(ssn ? texts.ssnIs(ssn.replace(/^(...)(..)(....)$/, '$1-$2-$3')) : texts.ssnNone);
      setOpen(false);
      setWhy('');
    },
  });
  if (shown) return <p role="status">{shown}</p>;
  if (!open) {
    return (
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {texts.showSsn}
      </Button>
    );
  }
  return (
    <div className={classes.view}>
      <TextInput
        label={texts.showSsn}
        description={texts.showSsnWhy}
        maxLength={200}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        className={classes.why}
      />
      <Button
        variant="default"
        loading={busy}
        onClick={() => why.trim() && act({ params: { id: clientId }, body: { why: why.trim() } })}
      >
        {texts.showSsnNow}
      </Button>
      <NotDoneFrame {...{ notDone, combination }} title={texts.notShown} onDismiss={dismiss} />
    </div>
  );
};
