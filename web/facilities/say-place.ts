import { useMemo } from 'react';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { BoardPlace, CurrentReservations } from '../../contract/reservations.ts';
import type { Texts } from '../texts/en.ts';
import { useFormats } from '../texts/formats.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import type { SayDeck } from './bed-glyph.tsx';
import { namePlace, outlineOf, type PlaceState, stateOf } from './rooms.ts';

// "ladder" can stand on a deck; a sentence would blow up the whole row, and is said where the place is chosen.
const longestOnDeck = 10;

/** What each deck of a board shows and is called. */
export const useSayDeck = (
  board: CurrentReservations,
  against: ReadonlyMap<number, Obstacle[]> | null,
  chosen: ReadonlySet<number>,
  now: number,
  stop: number | null,
): SayDeck => {
  const texts = useTexts();
  const { board: words, chosen: chosenWords, row } = texts.facilities;
  const formats = useFormats();
  const awayOf = ({ shortName, until }: NonNullable<BoardPlace['away']>, isKept: boolean) =>
    isKept ? words.backOn(formats.night(until)) : words.awayFrom(shortName, formats.night(until));
  const barred = useBarred(board);
  const risksAt = (place: BoardPlace) => board.guests.find((g) => g.guestId === place.guestId)?.atRisk ?? [];
  return (place) => {
    const state = stateOf(place, barred);
    const name = namePlace(place, words.kinds);
    const obstacles = against?.get(place.bedId);
    const fits = obstacles?.length === 0 && !chosen.has(place.bedId);
    const left = place.heldUntil === null ? 0 : Math.ceil((Date.parse(place.heldUntil) - now) / 60_000);
    const shown =
      place.shortName ??
      (state === 'held'
        ? chosenWords.heldLeft(left)
        : state === 'closed' && place.why && place.why.length <= longestOnDeck
          ? place.why
          : words.states[state === 'freed' ? 'free' : state]);
    const more = [
      ...(place.clientId !== null && state !== 'in_house'
        ? [place.confirmed ? row.given : row.proposed]
        : []),
      ...(place.away ? [awayOf(place.away, state === 'on_leave')] : []),
      ...(place.why && place.why !== shown && !fits ? [place.why] : []),
      ...(state === 'at_risk' && !fits ? risksAt(place).map((o) => sayObstacle(texts, o)) : []),
      ...featuresOf(place, words.features),
      ...(fits ? [words.fits] : []),
      ...(obstacles && obstacles.length > 0
        ? [words.doesNotFit(obstacles.map((o) => sayObstacle(texts, o)).join(' · '))]
        : []),
    ].join(', ');
    const isSaid = shown === words.states[state] || state === 'held';
    return {
      state,
      name: shown,
      place: name,
      unseen: isSaid ? '' : words.states[state],
      more,
      fits,
      chosen: chosen.has(place.bedId),
      isStop: place.bedId === stop,
    };
  };
};

/** 'accessible', 'outlet', …: what is particular about a place. */
export const featuresOf = (
  place: BoardPlace,
  words: Record<'accessible' | 'power' | 'nearStaff' | 'overflow', string>,
): string[] =>
  (['accessible', 'power', 'nearStaff', 'overflow'] as const).flatMap((f) => (place[f] ? [words[f]] : []));

/** Guests whom this shelter has barred, on the night that is shown. */
export const useBarred = (board: CurrentReservations): ReadonlySet<number> =>
  useMemo(() => new Set(board.guests.filter((g) => g.barred).map((g) => g.guestId)), [board]);

/** Who has a unit, and the state its outline takes. */
export const useSayUnit = (board: CurrentReservations) => {
  const { board: texts } = useTexts().facilities;
  const barred = useBarred(board);
  return (places: BoardPlace[]): { state: PlaceState; about: string } => {
    const state = outlineOf(places, barred);
    const guests = places.filter((p) => p.shortName !== null);
    const reasons = [...new Set(places.flatMap((p) => (p.state === 'closed' && p.why ? [p.why] : [])))];
    const about =
      guests.length > 0
        ? texts.unitOf(guests[0]!.shortName!, guests.length)
        : state === 'free'
          ? texts.freeUnit(places.filter((p) => p.state === 'free').length)
          : [texts.states[state], ...reasons].join(': ');
    return { state, about };
  };
};

/** 'held by a desk until 6:12 pm', 'closed: ladder', …: the state of a place nobody is in. */
export const useSayState = (timeZone: string) => {
  const { chosen: texts, board } = useTexts().facilities;
  const formats = useFormats();
  return (place: BoardPlace): string => {
    if (place.state === 'closed') return place.why ? texts.closed(place.why) : board.states.closed;
    if (place.state === 'held') {
      return place.heldUntil ? texts.held(formats.time(place.heldUntil, timeZone)) : board.states.held;
    }
    if (place.state === 'kept') return texts.kept;
    if (place.away && place.state === 'on_leave') return texts.onLeave(formats.night(place.away.until));
    if (place.away && place.state === 'free')
      return texts.freed(place.away.shortName, formats.night(place.away.until));
    if (place.state === 'out_of_service') return texts.outOfService;
    return board.states[place.state];
  };
};

/** Whom a room is for and how many places it has: 'women’s', '18–24 only', '16 places'. */
export const sayRoom = (
  words: Texts['facilities']['board']['about'],
  { about, places }: Pick<CurrentReservations['rooms'][number], 'about' | 'places'>,
): string[] => [
  words[about.placement ?? 'any'],
  ...(about.ageFrom !== null || about.ageTo !== null ? [words.ages(about.ageFrom, about.ageTo)] : []),
  ...(about.families ? [words.families] : []),
  ...(about.veterans ? [words.veterans] : []),
  ...(about.oneParty ? [words.oneParty] : []),
  words.places(places.length),
];
