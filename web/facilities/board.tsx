import { memo, useMemo, useRef, useState } from 'react';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { BoardPlace, CurrentReservations } from '../../contract/reservations.ts';
import { useTexts } from '../texts/language.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { DenseDeck, FurnitureGlyph, LegendDeck, type SayDeck } from './bed-glyph.tsx';
import classes from './board.module.css';
import { type Direction, deckBeside } from './board-movement.ts';
import { useDragToPlace } from './drag-to-place.ts';
import {
  type BoardRoom,
  type BoardSection,
  type Furniture,
  furnish,
  isDense,
  type PlaceState,
  sectionsOf,
  stateOf,
} from './rooms.ts';
import { sayRoom, useBarred, useSayDeck, useSayUnit } from './say-place.ts';

interface BoardProps {
  board: CurrentReservations;
  /** What speaks against each place for the guest being given a bed; null while nobody is. */
  against: ReadonlyMap<number, Obstacle[]> | null;
  /** The place shown in the strip, or the places of the chosen party. */
  chosen: ReadonlySet<number>;
  now: number;
  onPick: (place: BoardPlace) => void;
  /** Which deck the pointer or the focus is on; null when it leaves. */
  onLook: (bedId: number | null) => void;
  /** A guest was dragged onto another place. */
  onMove: (guestId: number, bedId: number) => void;
}

const arrows: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

const bedAt = (target: EventTarget | null): number | null => {
  const deck = target instanceof Element ? target.closest<HTMLElement>('[data-bed]') : null;
  return deck ? Number(deck.dataset.bed) : null;
};

/** Rooms and beds of a night as they stand there. Each deck is a button; arrows lead from deck to deck. */
export const Board = memo(({ board, against, chosen, now, onPick, onLook, onMove }: BoardProps) => {
  const drag = useDragToPlace(onMove);
  const { board: texts, empty } = useTexts().facilities;
  const rooms = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<number | null>(null);
  const places = useMemo(() => board.rooms.flatMap((r) => r.places), [board]);
  const isThere = stop !== null && places.some((p) => p.bedId === stop);
  const [firstChosen] = chosen;
  const say = useSayDeck(
    board,
    against,
    chosen,
    now,
    (isThere ? stop : firstChosen) ?? places[0]?.bedId ?? null,
  );
  const sayUnit = useSayUnit(board);

  const move = (event: React.KeyboardEvent) => {
    const direction = arrows[event.key];
    const from = bedAt(event.target);
    if (!direction || from === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const decks = [...(rooms.current?.querySelectorAll<HTMLElement>('[data-bed]') ?? [])];
    const spots = decks.map((d) => {
      const { left, top, width, height } = d.getBoundingClientRect();
      return { bedId: Number(d.dataset.bed), left, top, width, height };
    });
    const to = deckBeside(spots, from, direction);
    decks.find((d) => Number(d.dataset.bed) === to)?.focus();
  };

  if (places.length === 0) return <EmptyState title={empty.noRooms} why={empty.noRoomsWhy} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the decks inside are the buttons; this only hears them
    <div
      ref={rooms}
      {...drag}
      onKeyDown={move}
      onClick={(event) => {
        const place = places.find((p) => p.bedId === bedAt(event.target));
        if (place) onPick(place);
      }}
      onFocus={(event) => {
        const bedId = bedAt(event.target);
        if (bedId !== null) setStop(bedId);
        onLook(bedId);
      }}
      onBlur={() => onLook(null)}
      onMouseOver={(event) => onLook(bedAt(event.target))}
      onMouseLeave={() => onLook(null)}
    >
      <p className="visually-hidden">{texts.keys}</p>
      {sectionsOf(board.rooms).map((section) => (
        <Section key={section.rooms[0]!.id} {...{ section, board, say, sayUnit }} />
      ))}
    </div>
  );
});
Board.displayName = 'Board';

interface Sayings {
  say: SayDeck;
  sayUnit: (places: BoardPlace[]) => { state: PlaceState; about: string };
}

interface SectionProps extends Sayings {
  section: BoardSection;
  board: CurrentReservations;
}

const Section = ({ section: { title, rooms }, board, ...sayings }: SectionProps) => {
  const { board: texts } = useTexts().facilities;
  const [first] = rooms as [BoardRoom];
  const id = `room-${first.id}`;
  const places = rooms.flatMap((room) => room.places);
  const pieces = rooms.flatMap(furnish);
  return (
    <section className={classes.room} aria-labelledby={id}>
      <h3 id={id} className={classes.roomHead}>
        {title}{' '}
        <span className={classes.about}>
          {sayRoom(texts.about, { about: first.about, places }).join(' · ')}
        </span>
      </h3>
      {isDense(board, first) ? (
        <div className={classes.dense}>
          {places.map((place) => (
            <DenseDeck key={place.bedId} place={place} say={sayings.say} />
          ))}
        </div>
      ) : (
        <>
          <Standing pieces={pieces.filter((piece) => piece.is !== 'unit')} title={title} {...sayings} />
          <Standing
            pieces={pieces.filter((piece) => piece.is === 'unit')}
            title={title}
            {...sayings}
            isUnits
          />
        </>
      )}
    </section>
  );
};

interface StandingProps extends Sayings {
  pieces: Furniture[];
  title: string;
  isUnits?: boolean;
}

const Standing = ({ pieces, title, say, sayUnit, isUnits = false }: StandingProps) =>
  pieces.length > 0 && (
    <div className={isUnits ? classes.units : classes.beds}>
      {pieces.map((piece) => (
        <FurnitureGlyph key={piece.key} piece={piece} title={title} say={say} sayUnit={sayUnit} />
      ))}
    </div>
  );

const legendOrder: PlaceState[] = [
  'free',
  'expected',
  'in_house',
  'at_risk',
  'barred',
  'held',
  'closed',
  'kept',
  'on_leave',
  'freed',
  'out_of_service',
];

/** Which border and icon stands for which word; only what the board shows now. */
export const Legend = ({ board }: { board: CurrentReservations }) => {
  const { board: texts } = useTexts().facilities;
  const barred = useBarred(board);
  const there = new Set<PlaceState>(['free', 'expected', 'in_house']);
  for (const room of board.rooms) for (const place of room.places) there.add(stateOf(place, barred));
  return (
    <ul className={classes.legend} aria-label={texts.legend}>
      {legendOrder
        .filter((state) => there.has(state))
        .map((state) => (
          <li key={state}>
            <LegendDeck state={state} /> {texts.states[state]}
          </li>
        ))}
    </ul>
  );
};
