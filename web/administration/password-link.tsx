import { Button, TextInput } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { makePasswordLink, type Person } from '../../contract/accounts-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { announce } from '../ui/announce.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { peopleKey } from './administration-query.ts';
import { useAdministrationTexts } from './texts.ts';

/** The link by which a person chooses a password: shown once, to be handed over. */
export const PasswordLink = ({ person }: { person: Person }) => {
  const { link: texts } = useAdministrationTexts().person;
  const { common } = useAdministrationTexts();
  const formats = useFormats();
  const combination = useFormCombination();
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<{ url: string; until: string } | null>(null);
  const { act, busy, notDone, dismiss } = useAct(makePasswordLink, {
    combination,
    touches: () => [peopleKey],
    onDone: (reply) => {
      setMade({ url: `${location.origin}${reply.path}`, until: reply.until });
      announce(texts.made);
    },
  });
  const make = () => {
    setAsking(false);
    act({ params: { id: person.id } });
  };
  const copy = async () => {
    if (!made) return;
    await navigator.clipboard.writeText(made.url).catch(() => undefined);
    announce(texts.copied);
  };
  const why = person.hasPassword
    ? texts.has
    : person.linkUntil
      ? texts.firstOut(formats.instant(person.linkUntil))
      : texts.first;
  return (
    <Panel title={texts.title} padded>
      <div className={classes.fields}>
        {made ? (
          <>
            <p className={classes.strong}>{texts.made}</p>
            <TextInput
              label={texts.label}
              readOnly
              value={made.url}
              onFocus={(event) => event.currentTarget.select()}
              description={texts.worksUntil(formats.instantLong(made.until))}
            />
            <div className={classes.buttons}>
              <Button leftSection={<IconCopy size={18} aria-hidden />} onClick={() => void copy()}>
                {texts.copy}
              </Button>
            </div>
          </>
        ) : (
          <>
            <p className={classes.dim}>{why}</p>
            <div className={classes.buttons}>
              <Button
                variant={person.hasPassword ? 'default' : 'filled'}
                loading={busy}
                onClick={() => (person.hasPassword ? setAsking(true) : make())}
              >
                {person.hasPassword ? texts.reset : texts.make}
              </Button>
            </div>
          </>
        )}
        <NotDoneFrame
          notDone={notDone}
          title={texts.notMade}
          combination={combination}
          onDismiss={dismiss}
          onAgain={make}
        />
      </div>
      <Dialog
        opened={asking}
        asks
        onClose={() => setAsking(false)}
        title={texts.asks(person.name)}
        buttons={
          <>
            <Button onClick={make}>{texts.reset}</Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {common.cancel}
            </Button>
          </>
        }
      >
        <p>{texts.asksWhy}</p>
      </Dialog>
    </Panel>
  );
};
