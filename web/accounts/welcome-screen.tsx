import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { choosePassword, makeFirstAdministrator } from '../../contract/accounts-administration.ts';
import { useAct } from '../query.ts';
import { BunkMark } from '../shell/bunk-mark.tsx';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useRoomTitle } from '../shell/screen.tsx';
import { welcome as en } from '../texts/en/welcome.ts';
import { welcome as es } from '../texts/es/welcome.ts';
import { useLanguage } from '../texts/language.tsx';
import classes from './sign-in-screen.module.css';

const useWords = () => (useLanguage().language === 'es' ? es : en);
const shortest = 10;

/** The one-time link of an empty installation. */
export const FirstAdministratorScreen = ({ token }: { token: string }) => {
  const texts = useWords();
  const [entries, setEntries] = useState({
    name: '',
    email: '',
    organizationName: '',
    password: '',
    again: '',
  });
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const { act, busy, notDone, dismiss } = useAct(makeFirstAdministrator, {
    onDone: ({ email }) => setDone(email),
  });
  const { again, ...body } = entries;
  const missing = Object.fromEntries(
    Object.entries(entries).flatMap(([field, value]) => (value.trim() ? [] : [[field, texts.missing]])),
  );
  const errors: Record<string, string | undefined> = {
    ...(asked && missing),
    ...(asked && passwordErrors(texts, entries)),
    ...fieldErrorsOf(notDone),
  };
  const save = () => {
    setAsked(true);
    if (Object.keys({ ...missing, ...passwordErrors(texts, entries) }).length === 0)
      act({ body: { ...body, token } });
  };
  const field = (
    name: keyof typeof entries,
    label: string,
    more: { description?: string; type?: string } = {},
  ) => (
    <TextInput
      label={label}
      {...more}
      name={name}
      maxLength={200}
      value={entries[name]}
      error={errors[name]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setEntries((now) => ({ ...now, [name]: value }));
      }}
    />
  );
  return (
    <Card
      title={texts.firstTitle}
      about={texts.firstAbout}
      done={done && { words: texts.doneFirst, email: done }}
    >
      <Form save={texts.make} busy={busy} onSave={save}>
        {field('name', texts.name)}
        {field('email', texts.email, { description: texts.emailHelp, type: 'email' })}
        {field('organizationName', texts.organization)}
        <Passwords
          entries={entries}
          errors={errors}
          onChange={(part) => setEntries((now) => ({ ...now, ...part }))}
        />
      </Form>
      <NotDoneFrame notDone={notDone} title={texts.notMade} onDismiss={dismiss} onAgain={save} />
    </Card>
  );
};

/** The one-time link by which a person chooses a password. */
export const NewPasswordScreen = ({ token }: { token: string }) => {
  const texts = useWords();
  const [entries, setEntries] = useState({ password: '', again: '' });
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const { act, busy, notDone, dismiss } = useAct(choosePassword, { onDone: ({ email }) => setDone(email) });
  const wrong = passwordErrors(texts, entries);
  const save = () => {
    setAsked(true);
    if (Object.keys(wrong).length === 0) act({ body: { token, password: entries.password } });
  };
  return (
    <Card
      title={texts.passwordTitle}
      about={texts.passwordAbout}
      done={done && { words: texts.donePassword, email: done }}
    >
      <Form save={texts.choose} busy={busy} onSave={save}>
        <Passwords
          entries={entries}
          errors={{ ...(asked && wrong), ...fieldErrorsOf(notDone) }}
          onChange={(part) => setEntries((now) => ({ ...now, ...part }))}
        />
      </Form>
      <NotDoneFrame notDone={notDone} title={texts.notChosen} onDismiss={dismiss} onAgain={save} />
    </Card>
  );
};

interface PasswordEntries {
  password: string;
  again: string;
}

const passwordErrors = (
  texts: typeof en,
  { password, again }: PasswordEntries,
): Partial<PasswordEntries> => ({
  ...(password.length < shortest && { password: texts.tooShort }),
  ...(again !== password && { again: texts.different }),
});

interface PasswordsProps {
  entries: PasswordEntries;
  errors: Record<string, string | undefined>;
  onChange: (part: Partial<PasswordEntries>) => void;
}

const Passwords = ({ entries, errors, onChange }: PasswordsProps) => {
  const texts = useWords();
  return (
    <>
      <PasswordInput
        label={texts.password}
        description={texts.passwordHelp}
        autoComplete="new-password"
        maxLength={200}
        value={entries.password}
        error={errors.password}
        onChange={(event) => onChange({ password: event.currentTarget.value })}
      />
      <PasswordInput
        label={texts.again}
        autoComplete="new-password"
        maxLength={200}
        value={entries.again}
        error={errors.again}
        onChange={(event) => onChange({ again: event.currentTarget.value })}
      />
    </>
  );
};

const Form = (props: { save: string; busy: boolean; onSave: () => void; children: ReactNode }) => (
  <form
    className={classes.form}
    noValidate
    onSubmit={(event: FormEvent) => {
      event.preventDefault();
      if (!props.busy) props.onSave();
    }}
  >
    {props.children}
    <Button type="submit" loading={props.busy} fullWidth>
      {props.save}
    </Button>
  </form>
);

interface CardProps {
  title: string;
  about: string;
  done: { words: string; email: string } | null | '';
  children: ReactNode;
}

const Card = ({ title, about, done, children }: CardProps) => {
  const texts = useWords();
  useRoomTitle(title);
  return (
    <main className={classes.screen}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <BunkMark size={36} />
          <h1 className={classes.title}>{title}</h1>
        </div>
        {done ? (
          <div role="status" className={classes.form}>
            <p>
              <strong>{done.words}</strong> {texts.signInAs(done.email)}
            </p>
            <Button component="a" href="/" fullWidth>
              {texts.signIn}
            </Button>
          </div>
        ) : (
          <>
            <p className={classes.notice}>{about}</p>
            {children}
          </>
        )}
      </div>
    </main>
  );
};
