import { type RefObject, useRef, useState } from 'react';
import type { BoardPlace, CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';
import { useCombination } from '../accounts/session.tsx';
import { lastTime } from '../nights/clock-time.ts';
import { newIntention } from '../query.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { bedOf, bedsToGive, type Choices, pickPlace } from './choices.ts';
import { likelyAct, whenOf } from './likely-act.ts';
import { isExpected, type Party, partiesOf } from './parties.ts';
import { useSayBeds } from './party-row.tsx';
import type { AtDoor } from './take-in.tsx';
import type { Done } from './undo-giving.tsx';
import { type Giving, useGiving } from './use-giving.ts';
import { isFree, usePlaces } from './use-places.ts';
import { useSelection } from './use-selection.ts';

/** Who is taken in from the door: somebody a card named, and the party they join. */
interface TakesIn {
  picked: AtDoor | null;
  joins: Party | null;
}

const noChoices: Choices = new Map();

/** Everything that is done at the shelter's desk on one night: choosing, giving a bed, another place, checking in. */
export const useDesk = (
  board: CurrentReservations,
  places: ReadonlyMap<number, BoardPlace>,
  wanted: number | null,
  now: number,
  heading: RefObject<HTMLHeadingElement | null>,
) => {
  const texts = useTexts().facilities;
  const formats = useFormats();
  const sayBeds = useSayBeds(board, places);
  const supervisor = useCombination()?.supervisor === true;
  const selection = useSelection(board, places, wanted);
  const { party, guest, choices, override } = selection;
  const when = whenOf(board);
  const { against, failed, again } = usePlaces(
    board.facility.id,
    when === 'past' || !guest || guest.bedId === null ? null : guest.guestId,
  );
  const [placesOpen, setPlacesOpen] = useState(false);
  /** One thing at a time is taken back: the last. */
  const [last, setLast] = useState<{ done: Done } | { left: ExpectedGuest } | null>(null);
  const saying = useRef('');
  const [takesIn, setTakesIn] = useState<TakesIn | null>(null);
  /** Guests checked in just now, of whom something may be left open. */
  const [arrived, setArrived] = useState<readonly number[]>([]);

  const select = (reservationId: number | null) => {
    if (reservationId !== party?.reservationId) {
      setPlacesOpen(false);
      giving.dismiss();
    }
    selection.select(reservationId);
  };
  const giving = useGiving(board.facility.id, (given: Giving) => {
    setLast({ done: { text: saying.current, giving: given } });
    setPlacesOpen(false);
    if (given.arrivals.length === 0) {
      selection.forget();
      return;
    }
    setArrived(given.arrivals);
    // Not on to the next guest: a second Enter must not check in somebody else.
    selection.select(null);
    heading.current?.focus({ preventScroll: true });
  });

  const start = (of: Party, arrives: boolean) => {
    if (giving.busy) return;
    const isSelected = of.reservationId === party?.reservationId;
    const picked = isSelected ? choices : noChoices;
    const bed = isSelected && guest ? bedOf(guest, picked) : null;
    const misfit = (bed !== null && against?.get(bed)) || [];
    const mayOverride = supervisor && misfit.length > 0 && isFree(misfit);
    const reason = isSelected && mayOverride ? override.reason.trim() : '';
    const isNewMisfit = misfit.length > 0 && guest !== null && picked.has(guest.guestId);
    select(of.reservationId);
    if ((isNewMisfit || (!arrives && misfit.length > 0)) && !reason) {
      selection.reasonMissing();
      return;
    }
    const atRisk = new Set(
      of.all.filter((g) => g.atRisk.length > 0 && !picked.has(g.guestId)).map((g) => g.guestId),
    );
    // A proposed place that fits no longer is not given by checking in; the arrival is written down all the same.
    const beds = bedsToGive(of.all, picked).filter((b) => reason !== '' || !atRisk.has(b.guestId));
    const arriving = arrives
      ? of.all.filter((g) => isExpected(g) && !(isSelected && selection.absent.has(g.guestId)))
      : [];
    const named = arrives ? arriving : of.all;
    const names = formats.list(named.map((g) => g.name));
    const said = sayBeds(named, picked).bed;
    saying.current = arrives ? texts.done.in(names, named.length, said) : texts.done.given(names, said);
    setLast(null);
    const since =
      isSelected && selection.since ? lastTime(selection.since, board.facility.timeZone, now) : null;
    giving.give({
      reservationId: of.reservationId,
      version: of.version,
      beds,
      ...(reason && { overrideReason: reason }),
      arrivals: arriving.map((g) => g.guestId),
      ...(since && { arrivedAt: since.toISOString() }),
    });
  };

  /** A guest was dragged onto another place: what "another place" does, in one movement. */
  const moveTo = (guestId: number, bedId: number) => {
    const holder = board.guests.find((g) => g.guestId === guestId);
    const [of] = partiesOf(
      board.guests.filter((g) => g.reservationId === holder?.reservationId && g.leftAt === null),
    );
    if (!of || giving.busy || when === 'past') return;
    const picked = pickPlace(of.all, noChoices, places, guestId, bedId);
    if (picked.size === 0) return;
    select(of.reservationId);
    selection.choose(of.reservationId, guestId, picked);
    const moved = of.all.filter((g) => picked.has(g.guestId));
    saying.current = texts.done.given(formats.list(moved.map((g) => g.name)), sayBeds(moved, picked).bed);
    setLast(null);
    giving.give({
      reservationId: of.reservationId,
      version: of.version,
      beds: [...picked].map(([guest, bed]) => ({ guestId: guest, bedId: bed })),
      arrivals: [],
    });
  };

  /** Somebody was taken in from the door: with the words for it, it can be taken back. */
  const tookIn = (taken: { reservationId: number; guestIds: number[]; text?: string }) => {
    setTakesIn(null);
    setArrived(taken.guestIds);
    const { reservationId, guestIds, text } = taken;
    const giving = { reservationId, beds: [], arrivals: guestIds };
    setLast(text ? { done: { text, giving, takenIn: newIntention() } } : null);
    select(reservationId);
  };

  return {
    ...selection,
    tookIn,
    moveTo,
    select,
    when,
    against,
    failed,
    again,
    giving,
    last,
    setLast,
    placesOpen,
    setPlacesOpen,
    takesIn,
    setTakesIn,
    arrived,
    setArrived,
    start,
    actOf: (of: Party) => likelyAct(of, when, of.reservationId === party?.reservationId && choices.size > 0),
    /** Does the likeliest act of a party: what its row's button and Enter do. */
    perform: (of: Party) => {
      const act = likelyAct(of, when, of.reservationId === party?.reservationId && choices.size > 0);
      if (act === 'check_in' || act === 'give') start(of, act === 'check_in');
      else if (act !== null) {
        select(of.reservationId);
        if (act !== 'decide') setPlacesOpen(true);
      }
    },
    /** A deck was pressed: its guest is chosen, or it is picked for the guest who is being given a bed. */
    press: (place: BoardPlace) => {
      const holder = board.guests.find((g) => g.guestId === place.guestId);
      const obstacles = against?.get(place.bedId);
      const isOwn = party?.all.some((g) => g.guestId === place.guestId) ?? false;
      const fits = obstacles?.length === 0;
      const canPick = obstacles !== undefined && (fits || (supervisor && isFree(obstacles)));
      if (holder && !isOwn && !(placesOpen && fits)) select(holder.reservationId);
      else if (isOwn && holder && party && party.all.length > 1 && !placesOpen)
        selection.member(holder.guestId);
      else if (party && canPick && when !== 'past') selection.pick(place.bedId);
      else if (!holder && !party) selection.lookAt(place.bedId);
    },
  };
};

export type Desk = ReturnType<typeof useDesk>;
