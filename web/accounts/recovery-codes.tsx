import { Button } from '@mantine/core';
import { useState } from 'react';
import { copyText } from '../reservations/copy-text.ts';
import { announce } from '../ui/announce.tsx';
import classes from './account-screen.module.css';
import { useAccountTexts } from './account-texts.ts';

/** Shown once, to be kept on paper. */
export const RecoveryCodes = ({ codes }: { codes: string[] }) => {
  const texts = useAccountTexts();
  const [said, setSaid] = useState<string | null>(null);
  const copy = () =>
    void copyText(codes.join('\n')).then((done) => {
      setSaid(done ? texts.copied : texts.notCopied);
      announce(done ? texts.copied : texts.notCopied);
    });
  return (
    <section aria-label={texts.codes} className={classes.form}>
      <h3>{texts.codes}</h3>
      <p className={classes.text}>{texts.codesAbout}</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes.acts}>
        <Button variant="default" onClick={copy}>
          {texts.copy}
        </Button>
        {said && <span>{said}</span>}
      </div>
    </section>
  );
};
