import { IconCheck } from '@tabler/icons-react';
import type { BoardPlace } from '../../contract/reservations.ts';
import classes from './bed-glyph.module.css';
import type { Furniture, PlaceState } from './rooms.ts';
import { StateIcon } from './state-icon.tsx';

/** What a deck shows of its place, in words. */
export interface DeckSaid {
  state: PlaceState;
  /** Whom it is for, or the word of its state. */
  name: string;
  place: string;
  /** Between place and name, for who does not see the border: "expected"; empty where the name says it. */
  unseen: string;
  /** Behind both: "proposed, outlet, fits". */
  more: string;
  fits: boolean;
  chosen: boolean;
  /** The one deck that Tab reaches; arrows lead on from there. */
  isStop: boolean;
}

export type SayDeck = (place: BoardPlace) => DeckSaid;

/** A place as a button, named in full: "A6 lower, expected, Mina J." */
const Deck = ({ place, said, dense = false }: { place: BoardPlace; said: DeckSaid; dense?: boolean }) => (
  <button
    type="button"
    tabIndex={said.isStop ? 0 : -1}
    data-bed={place.bedId}
    data-guest={place.guestId ?? undefined}
    draggable={place.guestId !== null}
    className={[
      classes.deck,
      classes[said.state],
      said.fits && classes.fits,
      said.chosen && classes.chosen,
      dense && classes.dense,
    ]
      .filter(Boolean)
      .join(' ')}
    aria-pressed={said.chosen}
  >
    <StateIcon state={said.state} size={12} />
    <span className={classes.words}>
      <span>
        {said.place}
        <span className={classes.unseen}>{said.unseen ? `, ${said.unseen},` : ','}</span>
      </span>
      <span className={classes.name}>
        {said.name}
        {said.more && <span className={classes.unseen}>{`, ${said.more}`}</span>}
      </span>
    </span>
    {said.fits && (
      <span className={classes.tick}>
        <IconCheck size={12} stroke={3} aria-hidden />
      </span>
    )}
  </button>
);

const standing: Record<BoardPlace['kind'], string | undefined> = {
  lower: `${classes.frame} ${classes.low}`,
  upper: classes.frame,
  single: `${classes.frame} ${classes.low}`,
  cot: classes.floor,
  mat: classes.mat,
  crib: `${classes.frame} ${classes.crib}`,
};

interface FurnitureProps {
  piece: Furniture;
  /** What stands above it: a unit of that name does not repeat it. */
  title: string;
  say: SayDeck;
  /** Who has a unit, and its state. */
  sayUnit: (places: BoardPlace[]) => { state: PlaceState; about: string };
}

/** A bunk is two posts holding two decks; a low bed stands between short posts; a private room is its party's outline. */
export const FurnitureGlyph = ({ piece, title, say, sayUnit }: FurnitureProps) => {
  if (piece.is === 'unit') {
    const { state, about } = sayUnit(piece.places);
    return (
      <div className={classes.unit} data-state={state}>
        <div className={classes.unitHead}>
          {piece.unit.name !== title && <h4 className={classes.unitName}>{piece.unit.name}</h4>}{' '}
          <span className={classes.unitAbout}>{about}</span>
        </div>
        <div className={classes.unitPlaces}>
          {piece.places.map((place) => (
            <Deck key={place.bedId} place={place} said={say(place)} />
          ))}
        </div>
      </div>
    );
  }
  if (piece.is === 'alone') {
    return (
      <div className={standing[piece.place.kind]}>
        <Deck place={piece.place} said={say(piece.place)} />
      </div>
    );
  }
  const { upper, lower } = piece;
  if (!upper && lower) {
    return (
      <div className={standing.lower}>
        <Deck place={lower} said={say(lower)} />
      </div>
    );
  }
  return (
    <div className={`${classes.frame} ${classes.bunk}`}>
      {upper && <Deck place={upper} said={say(upper)} />}
      {lower ? <Deck place={lower} said={say(lower)} /> : <span className={classes.missingDeck} />}
    </div>
  );
};

/** Unnamed places close together: an icon, the number, and who has it. */
export const DenseDeck = ({ place, say }: { place: BoardPlace; say: SayDeck }) => (
  <Deck place={place} said={say(place)} dense />
);

/** A small deck without words, for the legend. */
export const LegendDeck = ({ state }: { state: PlaceState }) => (
  <span className={`${classes.deck} ${classes[state]} ${classes.legend}`}>
    <StateIcon state={state} size={11} />
  </span>
);
