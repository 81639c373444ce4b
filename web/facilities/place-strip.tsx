import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { BoardPlace, CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { type Store, useStore } from '../ui/store.ts';
import { bedOf } from './choices.ts';
import classes from './chosen-place.module.css';
import { ChosenPlace } from './chosen-place.tsx';
import { LostPlace } from './lost-place.tsx';
import { OtherPlaces } from './other-places.tsx';
import type { Party } from './parties.ts';
import { RefusedAct } from './refused-act.tsx';
import { namePlace } from './rooms.ts';
import { featuresOf, useSayState } from './say-place.ts';
import type { Desk } from './use-desk.ts';

interface PlaceStripProps {
  board: CurrentReservations;
  places: ReadonlyMap<number, BoardPlace>;
  desk: Desk;
  /** What else is done for a guest. */
  more: (party: Party, guest: ExpectedGuest) => ReactNode;
  /** The deck under the pointer or the focus. */
  looked: Store<number | null>;
}

/** What the strip below the board is about: a party and its place, or a place by itself. */
export const PlaceStrip = (props: PlaceStripProps) => {
  const { board, places, desk } = props;
  const looked = useStore(props.looked);
  const strip = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLElement>(null);
  const likeliest = useRef<HTMLButtonElement>(null);
  const { party, guest, placesOpen, against, choices } = desk;
  const { acts, chosen } = useTexts().facilities;
  const sayLooked = useSayLooked(board, desk);

  const isKnown = against !== null;
  useEffect(() => {
    if (!placesOpen || !isKnown) return;
    (list.current?.querySelector<HTMLElement>('[data-offer]') ?? list.current)?.focus();
  }, [placesOpen, isKnown]);
  const before = useRef({ choices, reservationId: party?.reservationId });
  const reservationId = party?.reservationId;
  useEffect(() => {
    const { choices: last, reservationId: lastId } = before.current;
    before.current = { choices, reservationId };
    // A new choice leads to the button that gives it, or to the reason it needs first.
    if (last === choices || lastId !== reservationId) return;
    (strip.current?.querySelector('textarea') ?? likeliest.current)?.focus();
  }, [choices, reservationId]);

  const place = places.get(looked ?? desk.bedId ?? 0);
  if (!party || !guest) {
    return (
      place && (
        <section
          className={`${classes.strip} ${classes.lookedAlone}`}
          data-pinned={desk.bedId !== null || undefined}
        >
          <p>
            {sayLooked(place)}
            {desk.bedId !== null && place.state === 'free' && desk.when !== 'past' && `. ${chosen.pickGuest}`}
          </p>
          <ActionIcon
            className={classes.close}
            color="gray"
            aria-label={acts.close}
            onClick={() => desk.select(null)}
          >
            <IconX size={20} aria-hidden />
          </ActionIcon>
        </section>
      )
    );
  }
  const isElse = place && place.bedId === looked && !party.all.some((g) => bedOf(g, choices) === looked);
  return (
    <div ref={strip} className={classes.sheet}>
      <ChosenPlace
        {...{ board, places, party, guest, choices, against, likeliest }}
        absent={desk.absent}
        when={desk.when}
        busy={desk.giving.busy}
        override={desk.override}
        since={desk.since}
        onSince={desk.setSince}
        onGive={() => desk.start(party, false)}
        onCheckIn={() => desk.start(party, true)}
        onForget={desk.forget}
        onMember={desk.member}
        onHere={desk.here}
        onClose={() => desk.select(null)}
        refusal={
          <RefusedAct
            desk={desk}
            onOverride={() => strip.current?.querySelector<HTMLElement>('textarea')?.focus()}
          />
        }
        more={props.more(party, guest)}
        others={(tail) =>
          guest.sharesWith !== null ? null : guest.bedId === null ? (
            <LostPlace facilityId={board.facility.id} />
          ) : (
            <OtherPlaces
              tail={tail}
              {...{ board, guest, choices, against, list }}
              party={party.all}
              failed={desk.failed}
              onReadAgain={desk.again}
              open={placesOpen}
              onOpen={desk.setPlacesOpen}
              onPick={(bedId) => {
                desk.setPlacesOpen(false);
                desk.pick(bedId);
              }}
              looked={isElse ? sayLooked(place) : null}
            />
          )
        }
      />
    </div>
  );
};

/** 'A4 upper, Dormitory A: free · outlet. Upper bunk; needs a lower one' */
const useSayLooked = (board: CurrentReservations, desk: Desk) => {
  const texts = useTexts();
  const { board: words, row, chosen } = texts.facilities;
  const sayState = useSayState(board.facility.timeZone);
  return (place: BoardPlace): string => {
    const room = board.rooms.find((r) => r.id === place.roomId);
    const guest = board.guests.find((g) => g.guestId === place.guestId);
    const name = namePlace(place, words.kinds);
    const obstacles = desk.against?.get(place.bedId) ?? [];
    const facts = [
      guest ? `${guest.name}, ${words.states[place.state]}` : sayState(place),
      ...(guest && place.state === 'expected' ? [place.confirmed ? row.given : row.proposed] : []),
      ...featuresOf(place, words.features),
    ];
    const reasons = obstacles.map((o) => sayObstacle(texts, o)).join(' · ');
    const fits = desk.against?.get(place.bedId)?.length === 0;
    return [
      [`${name}, ${room?.name}`, ...facts].join(' · '),
      ...(reasons ? [words.doesNotFit(reasons)] : []),
      ...(fits && guest && desk.placesOpen
        ? [`${words.fits}, ${chosen.movesAside(place.shortName ?? '')}`]
        : []),
    ].join('; ');
  };
};
