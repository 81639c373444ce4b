import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTexts } from '../texts/language.tsx';
import classes from './guided-page.module.css';

interface UnconfirmedNoticeProps {
  count: number;
  onGo: () => void;
  onWithout: () => void;
  /** What happens without them: "Finish without them". */
  without: string;
}

/** Before the end: answers from last time that nobody has confirmed are not saved. */
export const UnconfirmedNotice = ({ count, onGo, onWithout, without }: UnconfirmedNoticeProps) => {
  const texts = useTexts().guided;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div className={classes.unconfirmed} role="alertdialog" aria-label={texts.notConfirmed(count)}>
      <IconHistory size={18} aria-hidden />
      <p>
        <strong>{texts.notConfirmed(count)}.</strong> {texts.notConfirmedWhy}
      </p>
      <Button ref={first} onClick={onGo}>
        {texts.goToFirst}
      </Button>
      <Button variant="default" onClick={onWithout}>
        {without}
      </Button>
    </div>
  );
};
