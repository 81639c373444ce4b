import { Button, UnstyledButton } from '@mantine/core';
import { type ReactNode, type RefObject, useId } from 'react';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { BoardPlace, CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { bedOf, type Choices, withOwnPlace } from './choices.ts';
import classes from './other-places.module.css';
import { namePlace } from './rooms.ts';
import { isFree } from './use-places.ts';

/** A place, or a whole unit for the whole party, that one click picks. */
interface Offer {
  bedId: number;
  name: string;
  /** 'for all 3', or who would be seated elsewhere. */
  remark: string | null;
  /** 0: a whole unit for a whole party; 1: free; 2: a swap among themselves; 3: somebody else moves aside. */
  rank: 0 | 1 | 2 | 3;
}

interface OtherPlacesProps {
  board: CurrentReservations;
  party: ExpectedGuest[];
  guest: ExpectedGuest;
  choices: Choices;
  against: ReadonlyMap<number, Obstacle[]> | null;
  failed: boolean;
  onReadAgain: () => void;
  open: boolean;
  onOpen: (open: boolean) => void;
  onPick: (bedId: number) => void;
  /** What the deck under the pointer or the focus says, in place of the summary. */
  looked: string | null;
  /** At the end of the line. */
  tail: ReactNode;
  /** The list, to which M leads. */
  list: RefObject<HTMLElement | null>;
}

const mostAtOnce = 5;

/** Every other place for a guest: those that fit as one click, the free ones that do not with the reason. */
export const OtherPlaces = (props: OtherPlacesProps) => {
  const { board, against, open, onOpen, onPick, looked, list } = props;
  const texts = useTexts();
  const { acts, chosen } = texts.facilities;
  const head = useId();
  const offers = useOffers(props);
  const misfits = useMisfits(board, against);
  const few = offers.filter((o) => o.rank < 3).slice(0, mostAtOnce);
  const summary =
    against === null
      ? []
      : misfits.map(({ names, why }) => (
          <span key={why}>
            <span className={classes.misfit}>{names.join(', ')}:</span> {why}
          </span>
        ));
  return (
    <div className={classes.others}>
      <div className={classes.line}>
        <Button
          variant="default"
          size="compact-sm"
          aria-expanded={open}
          rightSection={<KeyHint keys="m" />}
          onClick={() => onOpen(!open)}
        >
          {acts.anotherPlace}
        </Button>
        <div className={classes.summary}>
          <div className={looked ? classes.behind : undefined} aria-hidden={looked !== null || undefined}>
            {props.failed && against === null ? (
              <UnstyledButton className={classes.more} onClick={props.onReadAgain}>
                {texts.facilities.refused.readAgain}
              </UnstyledButton>
            ) : against === null ? (
              <span className={classes.dim}>{chosen.looking}</span>
            ) : (open ? offers : few).length === 0 ? (
              <span>
                <strong>{offers.length === 0 ? chosen.noneFits : chosen.noFreeFits}</strong>{' '}
                {!open && <span className={classes.reasons}>{joined(summary.slice(0, 3))}</span>}
              </span>
            ) : (
              !open && (
                <span className={classes.offers}>
                  {few.map((offer) => (
                    <OfferButton key={offer.bedId} offer={offer} onPick={onPick} short />
                  ))}
                  {offers.length > few.length && (
                    <UnstyledButton className={classes.more} onClick={() => onOpen(true)}>
                      +{offers.length - few.length}
                    </UnstyledButton>
                  )}
                </span>
              )
            )}
            {open && offers.length > 0 && (
              <span className={classes.dim}>{chosen.otherPlace(offers.length)}</span>
            )}
          </div>
          {looked && <p className={classes.looked}>{looked}</p>}
        </div>
        {props.tail}
      </div>
      {open && against !== null && (
        <section ref={list} className={classes.list} tabIndex={-1} aria-labelledby={head}>
          {offers.length > 0 && (
            <>
              <h3 id={head} className={classes.head}>
                {chosen.allFit}
              </h3>
              <div className={classes.offers}>
                {offers.map((offer) => (
                  <OfferButton key={offer.bedId} offer={offer} onPick={onPick} />
                ))}
              </div>
            </>
          )}
          {misfits.length > 0 ? (
            <>
              <h3 id={offers.length === 0 ? head : undefined} className={classes.head}>
                {chosen.dontFit}
              </h3>
              <ul className={classes.misfits}>
                {misfits.map(({ names, why }) => (
                  <li key={why}>
                    <span className={classes.misfit}>{names.join(', ')}:</span> {why}
                  </li>
                ))}
              </ul>
            </>
          ) : (
            offers.length === 0 && (
              <p id={head} className={classes.dim}>
                {chosen.noOther}
              </p>
            )
          )}
        </section>
      )}
    </div>
  );
};

const joined = (parts: ReactNode[]) => parts.map((part, i) => [i > 0 && ' · ', part]);

const OfferButton = (props: { offer: Offer; onPick: (bedId: number) => void; short?: boolean }) => {
  const { offer, onPick, short = false } = props;
  return (
    <button type="button" className={classes.offer} data-offer onClick={() => onPick(offer.bedId)}>
      {offer.name}
      {offer.remark && <span className={short ? 'visually-hidden' : classes.remark}> {offer.remark}</span>}
    </button>
  );
};

const useOffers = ({ board, party, guest, choices, against }: OtherPlacesProps): Offer[] => {
  const { board: words, chosen } = useTexts().facilities;
  if (!against) return [];
  const own = withOwnPlace(party);
  const taken = new Set(own.map((g) => bedOf(g, choices)));
  const offers: Offer[] = [];
  for (const room of board.rooms) {
    const offered = new Set<number>();
    for (const place of room.places) {
      if (against.get(place.bedId)?.length !== 0 || place.bedId === bedOf(guest, choices)) continue;
      const unit = room.units.find((u) => u.id === place.unitId);
      const size = unit ? room.places.filter((p) => p.unitId === unit.id).length : 0;
      const isAlreadyTheirs = unit && room.places.some((p) => p.unitId === unit.id && taken.has(p.bedId));
      if (unit && own.length > 1 && !isAlreadyTheirs && size >= own.length) {
        // A party goes into a private room as a whole: one click, one offer.
        if (!offered.has(unit.id)) {
          offers.push({
            bedId: place.bedId,
            name: unit.name,
            remark: chosen.canTake(own.length),
            rank: 0,
          });
        }
        offered.add(unit.id);
        continue;
      }
      const inTheWay =
        place.shortName !== null && !own.some((g) => g.guestId === place.guestId) ? place.shortName : null;
      offers.push({
        bedId: place.bedId,
        name: namePlace(place, words.kinds),
        remark: inTheWay && chosen.movesAside(inTheWay),
        rank: inTheWay !== null ? 3 : place.shortName !== null ? 2 : 1,
      });
    }
  }
  return offers.sort((a, b) => a.rank - b.rank);
};

/** Free places that do not fit, gathered by their reasons. */
const useMisfits = (
  board: CurrentReservations,
  against: ReadonlyMap<number, Obstacle[]> | null,
): { why: string; names: string[] }[] => {
  const texts = useTexts();
  const byReason = new Map<string, string[]>();
  const free = (place: BoardPlace, obstacles: Obstacle[]) =>
    obstacles.length > 0 && isFree(obstacles) && !place.clientId;
  for (const place of board.rooms.flatMap((r) => r.places)) {
    const obstacles = against?.get(place.bedId) ?? [];
    if (!free(place, obstacles)) continue;
    const why = obstacles.map((o) => sayObstacle(texts, o)).join(' · ');
    byReason.set(why, [...(byReason.get(why) ?? []), namePlace(place, texts.facilities.board.kinds)]);
  }
  return [...byReason].map(([why, names]) => ({ why, names }));
};
