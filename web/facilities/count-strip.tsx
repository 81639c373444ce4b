import { IconChevronDown, IconClockExclamation, IconStairsUp } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import type { CurrentReservations } from '../../contract/reservations.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { useChanged } from './changed.ts';
import classes from './count-strip.module.css';
import { whenOf } from './likely-act.ts';
import type { ListName } from './lists.ts';
import { isOverdue } from './parties.ts';
import type { BookableSort, PlaceState } from './rooms.ts';
import { StateIcon } from './state-icon.tsx';

interface CountStripProps {
  board: CurrentReservations;
  now: number;
  list: ListName;
  onOpen: (list: ListName) => void;
}

const sorts: BookableSort[] = ['any', 'men', 'women', 'withoutClimbing', 'accessible', 'privateRoom'];

/** The counts of the night; each is a door to the people or places behind it. */
export const CountStrip = ({ board, now, list, onOpen }: CountStripProps) => {
  const { strip: texts } = useTexts().facilities;
  const { counts, bookable, facility } = board;
  const [showsSorts, setShowsSorts] = useState(false);
  const sortsId = useId();
  const stale = facility.countIsStale;
  const when = whenOf(board);
  const door = (name: ListName, count: number, word: string, icon: ReactNode) => (
    <CountDoor
      key={name}
      count={count}
      word={word}
      icon={icon}
      tone={name}
      pressed={list === name}
      onOpen={() => onOpen(name)}
    />
  );
  const withIcon = (name: ListName & PlaceState, count: number, word: string) =>
    door(name, count, word, <StateIcon state={name} />);
  return (
    <section className={classes.strip} aria-label={texts.name}>
      <div className={classes.people}>
        {withIcon('expected', counts.expected, texts.expected)}
        {withIcon('in_house', counts.arrived, when === 'tonight' ? texts.arrived : texts.inHouse)}
        {when === 'tonight' &&
          door(
            'overdue',
            board.guests.filter((g) => isOverdue(g, now)).length,
            texts.overdue,
            <IconClockExclamation size={14} stroke={1.9} aria-hidden />,
          )}
        {withIcon('at_risk', counts.atRisk, texts.atRisk)}
      </div>
      {when !== 'past' && (
        <div
          id={sortsId}
          className={classes.bookable}
          data-stale={stale || undefined}
          data-open={showsSorts || undefined}
        >
          <p className={classes.bookableAbout}>
            <strong>{stale ? texts.bookableSaid : texts.bookable}</strong>
            <span>{texts.bookableAbout}</span>
          </p>
          <div className={classes.sorts}>
            {sorts.map((sort) => door(`free_${sort}`, bookable[sort], texts[sort], null))}
          </div>
        </div>
      )}
      <div className={classes.closed}>
        {withIcon('closed', counts.closed, texts.closed)}
        {door(
          'overflow',
          counts.overflow,
          texts.overflow,
          <IconStairsUp size={14} stroke={1.9} aria-hidden />,
        )}
        <Occupancy board={board} />
      </div>
      {when !== 'past' && (
        <PhoneLine
          board={board}
          open={showsSorts}
          sortsId={sortsId}
          onOpen={() => setShowsSorts(!showsSorts)}
        />
      )}
    </section>
  );
};

/** '7 of 6 places, 117 %': more guests than regular places is how it is on some nights, not an error. */
const Occupancy = ({ board }: { board: CurrentReservations }) => {
  const { strip: texts } = useTexts().facilities;
  const { guests, places } = board.occupancy;
  if (places === 0) return null;
  return (
    <p className={classes.occupancy}>
      {texts.occupancy(guests, places, Math.round((guests / places) * 100))}
    </p>
  );
};

interface CountDoorProps {
  count: number;
  word: string;
  icon: ReactNode;
  tone: ListName;
  pressed: boolean;
  onOpen: () => void;
}

const CountDoor = ({ count, word, icon, tone, pressed, onOpen }: CountDoorProps) => {
  const { strip: texts } = useTexts().facilities;
  const changed = useChanged(count);
  return (
    <button
      type="button"
      className={classes.door}
      data-tone={count > 0 ? tone : undefined}
      data-changed={changed || undefined}
      aria-pressed={pressed}
      aria-label={texts.show(count, word)}
      onClick={onOpen}
    >
      <span className={classes.count}>{count}</span>
      <span className={classes.word}>
        {icon} {word}
      </span>
    </button>
  );
};

interface PhoneLineProps {
  board: CurrentReservations;
  open: boolean;
  sortsId: string;
  onOpen: () => void;
}

/** 'Counted 6:40 pm · 6 bookable, 4 without climbing'; pressed, it shows all kinds of places. */
const PhoneLine = ({ board, open, sortsId, onOpen }: PhoneLineProps) => {
  const { strip, count } = useTexts().facilities;
  const formats = useFormats();
  const { countConfirmedAt: at, timeZone, countIsStale } = board.facility;
  const when = at && (countIsStale ? formats.instant(at, timeZone) : formats.time(at, timeZone));
  return (
    <button
      type="button"
      className={classes.phoneLine}
      data-stale={countIsStale || undefined}
      aria-expanded={open}
      aria-controls={sortsId}
      onClick={onOpen}
    >
      <span className={classes.counted}>{when ? count.counted(when) : count.countedNever}</span>
      <span>
        <strong>{board.bookable.any}</strong> {strip.bookablePhone},{' '}
        <strong>{board.bookable.withoutClimbing}</strong> {strip.withoutClimbing}
      </span>
      <IconChevronDown size={16} aria-hidden className={classes.chevron} />
    </button>
  );
};
