import { Button, TextInput } from '@mantine/core';
import { IconCreditCard, IconId } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { addCard, endCard } from '../../contract/clients.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { clientKey, useAct } from '../query.ts';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { Sheet } from '../ui/panel.tsx';
import { UndoBar } from '../ui/undo-bar.tsx';
import classes from './cards.module.css';
import { useClient } from './client-query.ts';
import { ClientRoom } from './client-room.tsx';
import lists from './lists.module.css';

/** The cards whose codes find this person. */
export const Cards = () => {
  const { cards: texts } = useTexts().clients;
  const { cards, client } = useClient();
  const formats = useFormats();
  const combination = useFormCombination();
  const [added, setAdded] = useState<string | null>(null);
  const end = useAct(endCard, {
    combination,
    touches: () => [clientKey(client.id)],
    onDone: (card) => announce(texts.ended(card.code)),
  });
  return (
    <ClientRoom title={texts.title} about={texts.about}>
      <Sheet>
        {cards.length === 0 ? (
          <EmptyState
            icon={<IconId size={24} stroke={1.5} aria-hidden />}
            title={texts.none}
            why={texts.noneWhy}
          />
        ) : (
          <ul>
            {cards.map((card) => (
              <li key={card.code} className={lists.item}>
                <IconCreditCard size={18} aria-hidden />
                <span className={lists.strong}>{card.code}</span>
                <span className={`${lists.dim} ${lists.grow}`}>
                  {texts.since(formats.nightLong(formats.dayIn(card.since)))}
                </span>
                <Button
                  variant="default"
                  disabled={end.busy}
                  onClick={() => end.act({ params: { id: client.id, code: card.code } })}
                  aria-label={texts.endOf(card.code)}
                >
                  {texts.end}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Sheet>
      <NotDoneFrame
        notDone={end.notDone}
        title={texts.notEnded}
        combination={combination}
        onDismiss={end.dismiss}
      />
      <AddCard onAdded={setAdded} />
      {added && (
        <UndoBar
          key={added}
          text={texts.added(added)}
          onUndo={() => end.act({ params: { id: client.id, code: added } })}
          onGone={() => setAdded(null)}
        />
      )}
    </ClientRoom>
  );
};

const AddCard = ({ onAdded }: { onAdded: (code: string) => void }) => {
  const { cards: texts } = useTexts().clients;
  const { client } = useClient();
  const combination = useFormCombination();
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { act, busy, notDone, dismiss } = useAct(addCard, {
    combination,
    touches: () => [clientKey(client.id)],
    onDone: (card) => {
      setCode('');
      onAdded(card.code);
      field.current?.focus();
    },
  });
  // A scanner types the code and presses Enter.
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (code.trim() && !busy) act({ params: { id: client.id }, body: { code: code.trim() } });
  };
  useShortcuts([{ keys: 'mod+enter', label: texts.add, act: submit }]);
  return (
    <>
      <form className={classes.add} onSubmit={submit}>
        <TextInput
          ref={field}
          label={texts.code}
          description={texts.codeHelp}
          maxLength={40}
          autoComplete="off"
          value={code}
          error={Boolean(fieldErrorsOf(notDone).code)}
          onChange={(event) => setCode(event.currentTarget.value)}
          className={classes.code}
        />
        <Button type="submit" loading={busy}>
          {texts.add}
        </Button>
      </form>
      <NotDoneFrame
        notDone={notDone}
        title={texts.notAdded}
        combination={combination}
        onDismiss={dismiss}
        onAgain={submit}
        fieldNames={{ code: texts.code }}
      />
    </>
  );
};
