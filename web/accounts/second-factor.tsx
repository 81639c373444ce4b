import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconShieldCheck, IconShieldOff } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { QrCode } from '../reservations/qr-code.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { announce } from '../ui/announce.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './account-screen.module.css';
import { useAccountTexts } from './account-texts.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { loadSession, useSession } from './session.tsx';
import { useLibrary } from './use-library.ts';

type Wanted = 'enable' | 'disable' | 'generate-backup-codes';
interface Enrolment {
  totpURI: string;
  backupCodes: string[];
}

/** A code at sign-in: set up with an authenticator app, turned off, new recovery codes. Each asks for the password. */
export const SecondFactor = () => {
  const texts = useAccountTexts();
  const { secondFactor } = useSession().user;
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const { ask, busy, wrong, notDone, dismiss } = useLibrary();
  const stop = () => {
    setWanted(null);
    setEnrolment(null);
    dismiss();
  };
  const withPassword = async (password: string) => {
    if (wanted === 'enable') setEnrolment(await ask<Enrolment>('two-factor/enable', { password }));
    else if (wanted === 'disable') {
      if (!(await ask('two-factor/disable', { password }))) return;
      setCodes(null);
      setWanted(null);
      await loadSession();
      announce(texts.turnedOff);
    } else {
      const made = await ask<Enrolment>('two-factor/generate-backup-codes', { password });
      if (!made) return;
      setCodes(made.backupCodes);
      setWanted(null);
      announce(texts.newCodesMade);
    }
  };
  const withCode = async (code: string) => {
    if (!enrolment || !(await ask('two-factor/verify-totp', { code: code.replaceAll(' ', '') }))) return;
    setCodes(enrolment.backupCodes);
    setEnrolment(null);
    setWanted(null);
    await loadSession();
    announce(texts.turnedOn);
  };
  return (
    <Panel title={texts.factor} padded>
      <div className={classes.form}>
        <p className={classes.text}>{texts.factorAbout}</p>
        <p className={classes.state}>
          {secondFactor ? <IconShieldCheck size={20} aria-hidden /> : <IconShieldOff size={20} aria-hidden />}
          {secondFactor ? texts.isOn : texts.isOff}
        </p>
        {codes && <RecoveryCodes codes={codes} />}
        {enrolment ? (
          <Scan uri={enrolment.totpURI} busy={busy} wrong={wrong} onCode={withCode} onCancel={stop} />
        ) : wanted ? (
          <Asked
            key={wanted}
            busy={busy}
            save={wanted === 'disable' ? texts.turnOff : texts.goOn}
            onSave={withPassword}
            onCancel={stop}
          >
            {(value, set) => (
              <PasswordInput
                label={texts.askPassword}
                autoComplete="current-password"
                maxLength={200}
                value={value}
                error={wrong && texts.wrongPassword}
                onChange={(event) => set(event.currentTarget.value)}
                ref={focused}
              />
            )}
          </Asked>
        ) : (
          <div className={classes.acts}>
            {secondFactor ? (
              <>
                <Button variant="default" onClick={() => setWanted('generate-backup-codes')}>
                  {texts.newCodes}
                </Button>
                <Button variant="default" onClick={() => setWanted('disable')}>
                  {texts.turnOff}
                </Button>
              </>
            ) : (
              <Button variant="default" onClick={() => setWanted('enable')}>
                {texts.setUp}
              </Button>
            )}
          </div>
        )}
        <NotDoneFrame notDone={notDone} title={texts.notDone} onDismiss={dismiss} />
      </div>
    </Panel>
  );
};

const focused = (input: HTMLInputElement | null) => input?.focus();

interface ScanProps {
  uri: string;
  busy: boolean;
  wrong: boolean;
  onCode: (code: string) => void;
  onCancel: () => void;
}

const Scan = ({ uri, busy, wrong, onCode, onCancel }: ScanProps) => {
  const texts = useAccountTexts();
  const key = new URL(uri).searchParams.get('secret') ?? '';
  return (
    <Asked busy={busy} save={texts.turnOn} onSave={onCode} onCancel={onCancel}>
      {(value, set) => (
        <>
          <p>{texts.scan}</p>
          <div className={classes.qr}>
            <QrCode text={uri} label={texts.qr} />
          </div>
          <p>
            {texts.orType} <span className={classes.key}>{key}</span>
          </p>
          <TextInput
            label={texts.code}
            description={texts.codeHelp}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            value={value}
            error={wrong && texts.wrongCode}
            onChange={(event) => set(event.currentTarget.value)}
            ref={focused}
          />
        </>
      )}
    </Asked>
  );
};

interface AskedProps {
  busy: boolean;
  save: string;
  onSave: (value: string) => void;
  onCancel: () => void;
  children: (value: string, set: (value: string) => void) => ReactNode;
}

/** One field that an act needs first, and its two buttons. */
const Asked = ({ busy, save, onSave, onCancel, children }: AskedProps) => {
  const texts = useAccountTexts();
  const [value, setValue] = useState('');
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!busy && value) onSave(value);
      }}
    >
      {children(value, setValue)}
      <div className={classes.acts}>
        <Button type="submit" loading={busy}>
          {save}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
};
