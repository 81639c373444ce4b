import { useMatchRoute, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { pathTo, rooms } from '../paths.ts';
import { useTexts } from '../texts/language.tsx';
import { Door } from '../ui/door.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { ClientCombobox } from './client-combobox.tsx';
import classes from './header-client-search.module.css';
import { searchText } from './search-text.ts';

/** The client search in the header; whoever isn't there is looked for further in the Clients room. */
export const HeaderClientSearch = () => {
  const texts = useTexts();
  const navigate = useNavigate();
  // A shelter's night has a field of its own, which takes the key.
  const isTaken = useMatchRoute()({ to: rooms.facility });
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([
    { keys: '/', label: texts.app.keys.search, everywhere: true, act: () => field.current?.focus() },
  ]);
  return (
    <ClientCombobox
      look="header"
      label={texts.clients.search.title}
      placeholder={texts.clients.search.placeholder}
      text={text}
      onText={setText}
      inputRef={field}
      hint={isTaken ? null : <KeyHint keys="/" />}
      onPick={(hit) => {
        setText('');
        field.current?.blur();
        void navigate({ to: pathTo('client', { clientId: hit.id }) });
      }}
      after={({ text: searched, nobody }) => (
        <div className={classes.after}>
          {nobody && <span>{texts.clients.search.nobody(searched)}</span>}
          {/* The text goes along in memory, not in the address. */}
          <span onClickCapture={() => searchText.set(searched)} role="presentation">
            <Door to={pathTo('clients')}>{texts.clients.search.goOn}</Door>
          </span>
        </div>
      )}
    />
  );
};
