import { Switch } from '@mantine/core';
import { useTexts } from '../texts/language.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { KeysWritten } from '../ui/key-hint.tsx';
import { type Shortcut, shortcutsNow, singleKeys, switchSingleKeys, useShortcuts } from '../ui/keyboard.ts';
import { makeStore, useStore } from '../ui/store.ts';
import classes from './shortcut-list.module.css';

/** Whether the list of shortcuts is open. */
export const shortcutListOpen = makeStore(false);

/** Every shortcut that works here, and the switch for the single-letter ones. Opens with ?. */
export const ShortcutList = () => {
  const { keys: texts } = useTexts().app;
  const open = useStore(shortcutListOpen);
  const single = useStore(singleKeys);
  useShortcuts([
    { keys: '?', label: texts.list, everywhere: true, act: () => shortcutListOpen.set(true) },
    { keys: 'Escape', label: texts.escape, everywhere: true },
  ]);
  const close = () => shortcutListOpen.set(false);
  return (
    <Dialog opened={open} onClose={close} title={texts.title} size={520}>
      {open && (
        <List
          title={texts.here}
          shortcuts={shortcutsNow().filter((s) => !s.everywhere)}
          followedBy={texts.followedBy}
        />
      )}
      {open && (
        <List
          title={texts.everywhere}
          shortcuts={shortcutsNow().filter((s) => s.everywhere)}
          followedBy={texts.followedBy}
        />
      )}
      <Switch
        className={classes.switch}
        label={texts.single}
        description={texts.singleHelp}
        checked={single}
        onChange={(event) => switchSingleKeys(event.currentTarget.checked)}
      />
    </Dialog>
  );
};

const List = ({
  title,
  shortcuts,
  followedBy,
}: {
  title: string;
  shortcuts: Shortcut[];
  followedBy: string;
}) =>
  shortcuts.length > 0 && (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.list}>
        {shortcuts.map((shortcut) => (
          <div key={shortcut.keys} className={classes.row}>
            <dt>
              <KeysWritten keys={shortcut.keys} followedBy={followedBy} />
            </dt>
            <dd>{shortcut.label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
