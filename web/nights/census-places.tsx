import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { type Census, type FoundThere, saveCensus } from '../../contract/census.ts';
import type { BoardPlace, CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { namePlace } from '../facilities/rooms.ts';
import { facilityKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { FormFoot } from '../ui/form-foot.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { Panel } from '../ui/panel.tsx';
import classes from './census.module.css';

type Looked = ReadonlyMap<number, { found: FoundThere; note: string }>;

/** What the board shows of a place is what this says: one key, and on to the next. */
const asShown = (guest: ExpectedGuest | undefined): FoundThere =>
  guest?.arrivedAt && !guest.leftAt ? 'here' : 'empty';

const choicesFor = (guest: ExpectedGuest | undefined): FoundThere[] =>
  guest ? ['here', 'empty', 'somebody_else', 'elsewhere'] : ['empty', 'somebody_else'];

const useSaving = (facilityId: number, onSaved: (census: Census) => void) => {
  const combination = useFormCombination();
  const saving = useAct(saveCensus, {
    combination,
    touches: () => [facilityKey(facilityId), ['tonight']],
    onDone: onSaved,
  });
  return { ...saving, combination };
};

/** Every place of the night, room by room, with what can be found in it. */
export const CensusPlaces = ({ board }: { board: CurrentReservations }) => {
  const { census: texts } = useTexts().shift;
  const { keys } = texts;
  const [looked, setLooked] = useState<Looked>(new Map());
  const [nothing, setNothing] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const { facility } = board;
  const guests = new Map(board.guests.map((g) => [g.guestId, g]));
  const guestOf = (place: BoardPlace) => guests.get(place.guestId ?? 0);
  const rooms = board.rooms
    .map((room) => ({
      ...room,
      places: room.places.filter((p) => p.state !== 'out_of_service' || p.guestId),
    }))
    .filter((room) => room.places.length > 0);
  const places = rooms.flatMap((r) => r.places);
  const { act, busy, notDone, dismiss, combination } = useSaving(facility.id, (census) => {
    setLooked(new Map());
    announce(census.last?.complete ? texts.saved(census.differences.length) : texts.savedPart);
    // What is to be put right stands above the list.
    scrollTo({ top: 0 });
  });

  const say = (place: BoardPlace, found: FoundThere) => {
    setNothing(false);
    setLooked((before) =>
      new Map(before).set(place.bedId, { found, note: before.get(place.bedId)?.note ?? '' }),
    );
  };
  const restAsShown = (of: BoardPlace[]) =>
    setLooked((before) => {
      const next = new Map(before);
      for (const place of of)
        if (!next.has(place.bedId)) next.set(place.bedId, { found: asShown(guestOf(place)), note: '' });
      return next;
    });
  const save = () => {
    // A place that went out of service meanwhile was looked at all the same, but is no place of this night.
    const found = places.flatMap((p) => {
      const at = looked.get(p.bedId);
      return at ? [{ bedId: p.bedId, found: at.found, ...(at.note.trim() && { note: at.note }) }] : [];
    });
    if (found.length === 0) setNothing(true);
    else act({ params: { id: facility.id }, body: { places: found } });
  };

  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-place]') ?? [])];
  const rowInFocus = () => {
    const at = document.activeElement?.closest<HTMLElement>('[data-place]');
    return at ? rows().indexOf(at) : -1;
  };
  const focusRow = (index: number) => {
    const row = rows()[Math.max(0, Math.min(index, rows().length - 1))];
    (
      row?.querySelector<HTMLElement>('[aria-pressed="true"]') ?? row?.querySelector<HTMLElement>('button')
    )?.focus();
  };
  const onRow = (found: (guest: ExpectedGuest | undefined) => FoundThere) => () => {
    const index = Math.max(0, rowInFocus());
    const place = places[index];
    if (!place) return;
    const what = found(guestOf(place));
    say(place, choicesFor(guestOf(place)).includes(what) ? what : 'somebody_else');
    focusRow(what === 'somebody_else' || what === 'elsewhere' ? index : index + 1);
  };
  useShortcuts([
    { keys: 'ArrowDown', label: keys.move, act: () => focusRow(rowInFocus() + 1) },
    { keys: 'ArrowUp', label: keys.move, act: () => focusRow(rowInFocus() - 1) },
    { keys: 'y', label: keys.asShown, act: onRow(asShown) },
    { keys: 'h', label: keys.here, act: onRow(() => 'here') },
    { keys: 'e', label: keys.empty, act: onRow(() => 'empty') },
    { keys: 's', label: keys.somebody, act: onRow(() => 'somebody_else') },
    { keys: 'o', label: keys.elsewhere, act: onRow(() => 'elsewhere') },
  ]);

  const heads = [...looked.values()].filter(
    ({ found }) => found === 'here' || found === 'somebody_else',
  ).length;
  return (
    <div ref={list} className={classes.rooms}>
      {rooms.map((room) => (
        <Panel
          key={room.id}
          title={room.name}
          act={
            <Button
              size="compact-sm"
              variant="default"
              aria-label={texts.roomAsShownOf(room.name)}
              onClick={() => restAsShown(room.places)}
            >
              {texts.roomAsShown}
            </Button>
          }
        >
          <ul className={classes.places}>
            {room.places.map((place) => (
              <PlaceRow
                key={place.bedId}
                place={place}
                guest={guestOf(place)}
                looked={looked.get(place.bedId)}
                onSay={(found) => say(place, found)}
                onNote={(note) =>
                  setLooked((before) =>
                    new Map(before).set(place.bedId, { ...before.get(place.bedId)!, note }),
                  )
                }
              />
            ))}
          </ul>
        </Panel>
      ))}
      <NotDoneFrame {...{ notDone, combination }} title={texts.notSaved} onDismiss={dismiss} onAgain={save} />
      {nothing && (
        <p role="alert" className={classes.missing}>
          {texts.nothing}
        </p>
      )}
      <FormFoot save={texts.save} busy={busy} onSave={save}>
        <span className={classes.looked} aria-live="polite">
          {texts.looked(places.filter((p) => looked.has(p.bedId)).length, places.length)} ·{' '}
          {texts.heads(heads)}
        </span>
      </FormFoot>
    </div>
  );
};

interface PlaceRowProps {
  place: BoardPlace;
  guest: ExpectedGuest | undefined;
  looked: { found: FoundThere; note: string } | undefined;
  onSay: (found: FoundThere) => void;
  onNote: (note: string) => void;
}

const PlaceRow = ({ place, guest, looked, onSay, onNote }: PlaceRowProps) => {
  const { census: texts } = useTexts().shift;
  const { board: words, row } = useTexts().facilities;
  const name = namePlace(place, words.kinds);
  const said =
    guest && [guest.goesBy && `${row.goesBy} ${guest.goesBy}`, guest.sayIt].filter(Boolean).join(' · ');
  const isSurprise = looked?.found === 'somebody_else' || looked?.found === 'elsewhere';
  return (
    <li className={classes.place} data-place={place.bedId} data-looked={looked !== undefined || undefined}>
      <p className={classes.where}>{name}</p>
      <p className={classes.who}>
        <strong>{guest?.name ?? words.states[place.state]}</strong>
        {guest && <span> {guest.arrivedAt ? texts.expected.in_house : texts.expected.expected}</span>}
        {said && <span className={classes.said}>{said}</span>}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: one line of a list; a fieldset would draw a box in each */}
      <div role="group" aria-label={name} className={classes.choices}>
        {choicesFor(guest).map((found) => (
          <button
            key={found}
            type="button"
            aria-pressed={looked?.found === found}
            aria-label={texts.foundIn(texts.found[found], name)}
            onClick={() => onSay(found)}
          >
            {texts.found[found]}
          </button>
        ))}
      </div>
      {isSurprise && (
        <TextInput
          className={classes.note}
          aria-label={texts.noteOf(name)}
          placeholder={texts.note}
          maxLength={200}
          value={looked.note}
          onChange={(event) => onNote(event.currentTarget.value)}
        />
      )}
    </li>
  );
};

/** A shelter that only counts heads: one number. */
export const CensusHeads = ({ board }: { board: CurrentReservations }) => {
  const { census: texts } = useTexts().shift;
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const { act, busy, notDone, dismiss, combination } = useSaving(board.facility.id, (census) => {
    setTyped('');
    announce(texts.saved(census.differences.length));
  });
  const save = () => {
    const heads = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : null;
    setMissing(heads === null);
    if (heads !== null) act({ params: { id: board.facility.id }, body: { heads } });
  };
  return (
    <div className={classes.rooms}>
      <TextInput
        label={texts.headsLabel}
        description={texts.headsHelp(board.counts.arrived)}
        inputMode="numeric"
        maxLength={4}
        w={260}
        value={typed}
        error={missing && texts.headsMissing}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && save()}
      />
      <NotDoneFrame {...{ notDone, combination }} title={texts.notSaved} onDismiss={dismiss} onAgain={save} />
      <FormFoot save={texts.save} busy={busy} onSave={save} />
    </div>
  );
};
