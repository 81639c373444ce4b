import { IconCheck } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTexts } from '../texts/language.tsx';
import { useShortcuts } from './keyboard.ts';
import classes from './undo-bar.module.css';

const seconds = 10;

interface UndoBarProps {
  /** What was done: "Deshawn Pruitt is in, B4 lower". */
  text: string;
  /** What has the focus says it already: a screen reader hears it once. */
  isSaid?: boolean | undefined;
  onUndo: () => void;
  /** The ten seconds are over, or it was undone. */
  onGone: () => void;
}

/** At the foot of the pane where the act happened: ten seconds to take it back. Waits while it has the pointer or the focus. */
export const UndoBar = ({ text, isSaid = false, onUndo, onGone }: UndoBarProps) => {
  const texts = useTexts();
  const [left, setLeft] = useState(seconds);
  const [held, setHeld] = useState(false);
  const undo = () => {
    onUndo();
    onGone();
  };
  useShortcuts([{ keys: 'mod+z', label: texts.app.keys.undo, act: undo }]);
  const go = useEffectEvent(onGone);
  useEffect(() => {
    if (held) return;
    if (left === 0) {
      go();
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left, held]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the clock while somebody is about to press
    <div
      className={classes.bar}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <IconCheck size={18} aria-hidden />
      <span className={classes.text} role={isSaid ? undefined : 'status'}>
        {text}
      </span>
      <button type="button" className={classes.undo} onClick={undo}>
        {texts.app.undo.undo(left)}
      </button>
    </div>
  );
};
