import { IconArrowRight, IconUserPlus, IconUserQuestion, IconUserSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { pathTo } from '../paths.ts';
import { Screen } from '../shell/screen.tsx';
import { useTexts } from '../texts/language.tsx';
import { DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { useStore } from '../ui/store.ts';
import { ClientCombobox } from './client-combobox.tsx';
import classes from './clients-screen.module.css';
import { searchText } from './search-text.ts';
import { otherTries } from './search-tries.ts';

/** Find a client; a new one is made only from here, after the search. */
export const ClientsScreen = () => {
  const texts = useTexts();
  const { search } = texts.clients;
  const navigate = useNavigate();
  const text = useStore(searchText);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  useShortcuts([
    { keys: '/', label: texts.app.keys.search, everywhere: true, act: () => field.current?.focus() },
    { keys: 'ArrowDown', label: search.move },
    { keys: 'Enter', label: search.open },
    { keys: 'n', label: search.newClient, act: () => void navigate({ to: pathTo('newClient') }) },
  ]);
  return (
    <Screen title={search.title} plain>
      <div className={classes.search}>
        <p className={classes.title} aria-hidden>
          {search.title}
        </p>
        <ClientCombobox
          look="page"
          label={search.title}
          placeholder={search.shortPlaceholder}
          text={text}
          onText={searchText.set}
          inputRef={field}
          hint={<KeyHint keys="/" />}
          onPick={(hit) => {
            searchText.set('');
            void navigate({ to: pathTo('client', { clientId: hit.id }) });
          }}
          after={({ text: searched, nobody }) =>
            nobody ? <Nobody text={searched} onTry={tryText} /> : <NotThere />
          }
        />
      </div>
      {!text && (
        <EmptyState
          icon={<IconUserSearch size={28} stroke={1.5} aria-hidden />}
          title={search.startTitle}
          why={`${search.start} ${search.startShort}`}
        />
      )}
    </Screen>
  );

  function tryText(next: string) {
    searchText.set(next);
    field.current?.focus();
  }
};

const NotThere = () => {
  const { search } = useTexts().clients;
  return (
    <div className={classes.notThere}>
      <span>{search.notThere}</span>
      <NewClientButtons />
    </div>
  );
};

const Nobody = ({ text, onTry }: { text: string; onTry: (text: string) => void }) => {
  const { search } = useTexts().clients;
  const { withoutNumbers, oneName } = otherTries(text);
  return (
    <div className={classes.nobody}>
      <IconUserQuestion size={30} stroke={1.5} aria-hidden />
      <div>
        <h2 className={classes.nobodyTitle}>{search.nobody(text)}</h2>
        <p className={classes.why}>{search.nobodyWhy}</p>
        <ul className={classes.tries}>
          <li>
            <IconArrowRight size={16} aria-hidden />
            <span>{search.otherSpelling}</span>
          </li>
          {withoutNumbers && <Try label={search.leaveOutYear} text={withoutNumbers} onTry={onTry} />}
          {oneName && <Try label={search.oneName} text={oneName} onTry={onTry} />}
        </ul>
        <NewClientButtons main />
      </div>
    </div>
  );
};

const Try = ({ label, text, onTry }: { label: string; text: string; onTry: (text: string) => void }) => (
  <li>
    <IconArrowRight size={16} aria-hidden />
    <span>
      {label}{' '}
      <button type="button" className={classes.try} onClick={() => onTry(text)}>
        {text}
      </button>
    </span>
  </li>
);

const NewClientButtons = ({ main = false }: { main?: boolean }) => {
  const { search } = useTexts().clients;
  return (
    <div className={classes.buttons}>
      <DoorButton
        to={pathTo('newClient')}
        variant={main ? 'filled' : 'default'}
        leftSection={<IconUserPlus size={17} aria-hidden />}
        rightSection={<KeyHint keys="n" />}
      >
        {search.newClient}
      </DoorButton>
      <DoorButton to={`${pathTo('newClient')}?name=none`} variant="default">
        {search.noName}
      </DoorButton>
    </div>
  );
};
