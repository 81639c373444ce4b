import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { announce } from '../ui/announce.tsx';
import { FormFoot } from '../ui/form-foot.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './account-screen.module.css';
import { useAccountTexts } from './account-texts.ts';
import { useLibrary } from './use-library.ts';

const shortest = 10;
const empty = { current: '', fresh: '', again: '' };

/** Changes one's own password; every other session ends. */
export const OwnPassword = () => {
  const texts = useAccountTexts();
  const [entries, setEntries] = useState(empty);
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState(false);
  const { ask, busy, wrong, notDone, dismiss } = useLibrary();
  const lacking = {
    ...(!entries.current && { current: texts.missing }),
    ...(entries.fresh.length < shortest && { fresh: texts.tooShort }),
    ...(entries.again !== entries.fresh && { again: texts.different }),
  };
  const weak = fieldErrorsOf(notDone).newPassword;
  const errors: Partial<typeof empty> = {
    ...(asked && lacking),
    ...(wrong && { current: texts.wrongPassword }),
    ...(weak && { fresh: weak }),
  };
  const save = async () => {
    setAsked(true);
    setDone(false);
    if (Object.keys(lacking).length > 0) return;
    const body = { currentPassword: entries.current, newPassword: entries.fresh };
    if (!(await ask('change-password', body))) return;
    setEntries(empty);
    setAsked(false);
    setDone(true);
    announce(texts.saved);
  };
  const field = (name: keyof typeof empty, label: string, autoComplete: string, description?: string) => (
    <PasswordInput
      label={label}
      description={description}
      autoComplete={autoComplete}
      maxLength={200}
      value={entries[name]}
      error={errors[name]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setEntries((now) => ({ ...now, [name]: value }));
        dismiss();
      }}
    />
  );
  return (
    <Panel title={texts.password} padded>
      <form className={classes.form} onSubmit={(event) => event.preventDefault()} noValidate>
        <p className={classes.text}>{texts.passwordAbout}</p>
        {field('current', texts.current, 'current-password')}
        {field('fresh', texts.fresh, 'new-password', texts.freshHelp)}
        {field('again', texts.again, 'new-password')}
        {!weak && <NotDoneFrame notDone={notDone} title={texts.notSaved} onDismiss={dismiss} />}
        {done && <p className={classes.state}>{texts.saved}</p>}
        <FormFoot save={texts.save} busy={busy} onSave={() => void save()} />
      </form>
    </Panel>
  );
};
