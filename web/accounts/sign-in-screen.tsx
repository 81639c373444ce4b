import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Session } from '../../contract/accounts.ts';
import { BunkMark } from '../shell/bunk-mark.tsx';
import { useTexts } from '../texts/language.tsx';
import { forgetEverything, loadSession } from './session.tsx';
import { checkCode, type SignInOutcome, signInWithPassword } from './sign-in.ts';
import classes from './sign-in-screen.module.css';

/** The way in. `before` is whose session has just ended: their screens wait underneath. */
export const SignInScreen = ({ why, before }: { why: 'signed_out' | 'idle'; before: Session | null }) => {
  const { signIn: texts } = useTexts().app;
  const [email, setEmail] = useState(before?.user.email ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<SignInOutcome | null>(null);
  const message = useRef<HTMLParagraphElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const wait = useCountdown(outcome);
  const atCode = code !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step takes the focus to its first empty field
  useEffect(() => {
    (email && !atCode ? second : first).current?.focus();
  }, [atCode]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || wait > 0) return;
    if (code === null && (!email.trim() || !password)) return setOutcome({ kind: 'missing' });
    setBusy(true);
    const next =
      code === null ? await signInWithPassword(email.trim(), password) : await checkCode(code.trim());
    setOutcome(next);
    if (next.kind === 'code_wanted') setCode('');
    if (next.kind === 'in') await loadSession().catch(() => setOutcome({ kind: 'unreachable' }));
    else message.current?.focus();
    setBusy(false);
  };

  const words = outcome && sayOutcome(texts, outcome, wait, code !== null);
  return (
    <main className={classes.screen}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <BunkMark size={36} />
          <div>
            <h1 className={classes.title}>{texts.title}</h1>
            <p className={classes.dim}>{texts.about}</p>
          </div>
        </div>
        {before && <p className={classes.notice}>{why === 'idle' ? texts.endedIdle : texts.ended}</p>}
        <form onSubmit={submit} className={classes.form} noValidate>
          {!atCode ? (
            <>
              <TextInput
                label={texts.email}
                type="email"
                name="email"
                autoComplete="username"
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
                ref={first}
              />
              <PasswordInput
                label={texts.password}
                name="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                ref={second}
              />
            </>
          ) : (
            <TextInput
              label={texts.code}
              description={texts.codeHelp}
              autoComplete="one-time-code"
              maxLength={20}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              ref={first}
            />
          )}
          <p ref={message} role="alert" tabIndex={-1} className={words ? classes.wrong : classes.none}>
            {words}
          </p>
          <Button type="submit" loading={busy} fullWidth aria-disabled={wait > 0}>
            {code === null ? texts.signIn : texts.check}
          </Button>
          {(code !== null || before) && (
            <Button
              variant="subtle"
              onClick={() => {
                setCode(null);
                setPassword('');
                setEmail('');
                setOutcome(null);
                forgetEverything();
              }}
            >
              {texts.otherAccount}
            </Button>
          )}
        </form>
        <p className={classes.dim}>{texts.noAccount}</p>
      </div>
    </main>
  );
};

// Seconds until another try is heard.
const useCountdown = (outcome: SignInOutcome | null): number => {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    setLeft(outcome?.kind === 'wait' ? outcome.seconds : 0);
  }, [outcome]);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
};

const sayOutcome = (
  texts: ReturnType<typeof useTexts>['app']['signIn'],
  outcome: SignInOutcome,
  wait: number,
  atCode: boolean,
): string | null => {
  switch (outcome.kind) {
    case 'wrong':
      return atCode ? texts.wrongCode : texts.wrong;
    case 'wait':
      return wait > 0 ? texts.wait(wait) : null;
    case 'missing':
      return atCode ? texts.wrongCode : texts.missing;
    case 'unreachable':
      return texts.unreachable;
    case 'broken':
      return texts.broken;
    default:
      return null;
  }
};
