import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useState } from 'react';
import type { SearchHit } from '../../contract/clients.ts';
import { Refused } from '../api.ts';
import { useTexts } from '../texts/language.tsx';
import classes from './client-combobox.module.css';
import { HitLine } from './hit-line.tsx';
import { useClientSearch } from './use-client-search.ts';

interface ClientComboboxProps {
  look: 'header' | 'page' | 'inline';
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  onPick: (hit: SearchHit) => void;
  /** What stands behind the field while it is empty: a key hint. */
  hint?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
  /** Under the rows, or in their place where nobody was found. */
  after?: (state: { text: string; nobody: boolean; hits: SearchHit[] }) => ReactNode;
}

/** A field that finds people as one types: arrows choose, Enter opens, Esc closes. */
export const ClientCombobox = (props: ClientComboboxProps) => {
  const { clients: texts } = useTexts();
  const id = useId();
  const [open, setOpen] = useState(props.look === 'page');
  const [active, setActive] = useState(0);
  const [entered, setEntered] = useState<string | null>(null);
  const search = useClientSearch(props.text);
  const { hits } = search;
  const shown = open && search.text !== '';
  const nobody = search.settled && !search.isShort && hits.length === 0;
  const isSaid = search.isShort || search.error || (nobody && !props.after);
  const current = hits[Math.min(active, hits.length - 1)];

  const close = () => setOpen(props.look === 'page');
  const pick = (hit: SearchHit) => {
    close();
    props.onPick(hit);
  };
  // A scanner types a number and Enter before any answer can be there. Of several people nobody is opened unseen.
  useEffect(() => {
    if (entered === null || !(search.settled || search.error)) return;
    setEntered(null);
    const [only, ...others] = search.hits;
    if (entered === search.text && only && others.length === 0) pick(only);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(Math.max(0, Math.min(hits.length - 1, active + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // A row is opened only when it answers the text as it stands.
      if (search.settled && current) pick(current);
      else {
        search.hurry();
        setEntered(search.text);
      }
    } else if (event.key === 'Escape' && (shown || props.text)) {
      event.preventDefault();
      if (shown && props.look !== 'page') close();
      else props.onText('');
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notices that the focus has left the whole
    <div
      className={`${classes.whole} ${classes[props.look]}`}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <div className={classes.field}>
        <IconSearch size={18} aria-hidden />
        <input
          ref={props.inputRef}
          type="text"
          role="combobox"
          aria-label={props.label}
          aria-expanded={shown && hits.length > 0}
          aria-controls={`${id}-hits`}
          aria-autocomplete="list"
          aria-activedescendant={shown && current ? `${id}-${current.id}` : undefined}
          placeholder={props.placeholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={100}
          value={props.text}
          onChange={(event) => {
            setOpen(true);
            setActive(0);
            setEntered(null);
            props.onText(event.currentTarget.value);
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
        />
        {props.text ? (
          <button
            type="button"
            className={classes.clear}
            aria-label={texts.search.clear}
            onClick={() => props.onText('')}
          >
            <IconX size={18} aria-hidden />
          </button>
        ) : (
          props.hint
        )}
      </div>
      <div className={shown ? classes.below : undefined} data-empty={!shown || undefined}>
        <div
          id={`${id}-hits`}
          role="listbox"
          aria-label={texts.search.hits}
          hidden={!shown || hits.length === 0}
        >
          {hits.map((hit) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
            <div
              key={hit.id}
              id={`${id}-${hit.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={hit === current}
              className={classes.hit}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(hit)}
            >
              <HitLine hit={hit} />
            </div>
          ))}
        </div>
        {shown && (
          <>
            <p role="status" className={isSaid ? classes.said : 'visually-hidden'}>
              {search.error
                ? sayFailure(texts.search, search.error)
                : search.isShort
                  ? texts.search.tooShort
                  : search.settled && (nobody ? texts.search.nobodyShort : texts.search.found(hits.length))}
            </p>
            {!search.isShort && search.settled && props.after?.({ text: search.text, nobody, hits })}
          </>
        )}
      </div>
    </div>
  );
};

const sayFailure = (texts: ReturnType<typeof useTexts>['clients']['search'], error: Error): string =>
  error instanceof Refused
    ? error.reply.status === 429
      ? texts.wait(error.retryAfter ?? 5)
      : error.reply.title
    : texts.failed;
