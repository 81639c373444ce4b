import { IconCheck, IconHistory } from '@tabler/icons-react';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import classes from './guided-page.module.css';
import type { Mark } from './guided-question.ts';

interface SideRuleProps {
  id: string;
  mark: Mark;
  title: string;
  onConfirm: () => void;
}

/** At a question's side: where its answer comes from, and the button that confirms it. */
export const SideRule = ({ id, mark, title, onConfirm }: SideRuleProps) => {
  const texts = useTexts().guided;
  const formats = useFormats();
  if (mark.kind === 'each_time') {
    return (
      <div id={id} className={classes.side} data-mark="each_time">
        <p className={classes.sideHead}>{texts.eachTime}</p>
        <p className={classes.sideDim}>{texts.eachTimeWhy}</p>
      </div>
    );
  }
  const { last } = mark;
  const from =
    last.from === 'enrollment' ? `${last.organizationName}, ${texts.fromIntake}` : last.organizationName;
  return (
    <div className={classes.side} data-mark={mark.kind}>
      <div id={id}>
        <p className={classes.sideHead}>
          {mark.kind === 'from_last' ? (
            <IconHistory size={14} aria-hidden />
          ) : (
            <IconCheck size={14} aria-hidden />
          )}
          {mark.kind === 'from_last'
            ? texts.fromLast
            : mark.kind === 'confirmed'
              ? texts.confirmed
              : texts.changed}
        </p>
        {mark.kind === 'changed' && <p>{texts.before(mark.before)}</p>}
        <p>{formats.nightFull(last.date)}</p>
        <p className={classes.sideDim}>{from}</p>
      </div>
      {mark.kind === 'from_last' && (
        <button type="button" className={classes.stillSo} onClick={onConfirm}>
          <span>
            {texts.stillSo}
            <span className="visually-hidden">: {title}</span>
          </span>
          <KeyHint keys="y" />
        </button>
      )}
    </div>
  );
};
