import classes from './key-hint.module.css';
import { singleKeys } from './keyboard.ts';
import { useStore } from './store.ts';

const names: Record<string, string> = {
  mod: 'Ctrl',
  enter: 'Enter',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};

const nameOf = (key: string) => names[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key);

/** The key beside the button it presses. Screen readers hear the button only. Gone while single keys are off. */
export const KeyHint = ({ keys }: { keys: string }) => {
  const on = useStore(singleKeys);
  if (!on && !keys.startsWith('mod+')) return null;
  return (
    <kbd aria-hidden className={classes.key}>
      {keys.split('+').map(nameOf).join(' ')}
    </kbd>
  );
};

/** The keys written out for the list of shortcuts: 'G', 'C' for 'g c'. */
export const KeysWritten = ({ keys, followedBy }: { keys: string; followedBy: string }) =>
  keys.split(' ').map((key, i) => (
    <span key={key}>
      {i > 0 && ` ${followedBy} `}
      <kbd className={classes.written}>{key.split('+').map(nameOf).join(' ')}</kbd>
    </span>
  ));
