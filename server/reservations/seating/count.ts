import { type Nights, overlaps } from '../../../contract/nights.ts';
import { type Arrangement, arrange } from './arrange.ts';
import { drawFloor } from './drawing.ts';
import { type Company, isPrivate, type Layout, layOut } from './layout.ts';
import { couldUse, lookAt, seatOneMore } from './night.ts';
import { lookForVacancy, openFor, seatPlainly, take, type Vacancy } from './plain.ts';
import { contradictions, isPromise, seenBy } from './request.ts';
import type { Asked, Kept, Place, Request, Seat } from './types.ts';

/** What is kept once a seating is saved. New rows get assignments below all others. */
export const afterSeating = (
  kept: Kept[],
  request: Request,
  { seats, moves }: { seats: Seat[]; moves: Arrangement['moves'] },
): Kept[] => {
  let next = kept.reduce((least, row) => Math.min(least, row.assignment), 0);
  const moved = new Map(moves.map((move) => [move.assignment, move.seats]));
  const rows = kept.flatMap((row) => {
    const to = isPromise(row) ? moved.get(row.assignment) : undefined;
    if (!to) return [row];
    return to.map((seat, i) => ({
      ...row,
      ...seat,
      unit: null,
      assignment: i === 0 ? row.assignment : --next,
    }));
  });
  for (const { guest, bed, nights } of seats) {
    const { client, wants, lastBed } = request.guests.find((one) => one.guest === guest)!;
    rows.push({
      assignment: --next,
      bed,
      unit: null,
      party: request.party,
      client,
      guest,
      nights,
      kind: request.hold ? 'hold' : 'promise',
      // A desk's hold keeps the very place it was shown.
      movable: bed !== null && !request.hold,
      wants,
      lastBed,
    });
  }
  return rows;
};

/**
 * Whether the order of booking cannot matter: beds of a dormitory only, and stays that may change bed. Then a party
 * fits exactly if every night is a matching, and whatever was booked before can be rearranged.
 */
const isPlainMatching = (layout: Layout, kept: Kept[], nights: Nights): boolean =>
  nights.end !== 'infinity' &&
  !layout.places.some((_, b) => isPrivate(layout, b)) &&
  !kept.some((row) => row.movable && row.nights.end === 'infinity' && overlaps(row.nights, nights));

const countByMatching = (
  layout: Layout,
  kept: Kept[],
  request: Request,
  placed: Asked[],
  most: number,
): number => {
  const guests = Array.from({ length: most }, () => placed).flat();
  const floor = drawFloor(
    layout,
    kept,
    { party: request.party, nights: request.nights, guests },
    request.nights,
  );
  const first = floor.stays.length - guests.length;
  const nights = Array.from({ length: floor.stretches }, (_, s) => lookAt(floor, s));
  for (let g = 0; g < guests.length; g++)
    for (const night of nights)
      if (!seatOneMore(night, first + g, (who, b) => couldUse(night, who, b)))
        return Math.floor(g / placed.length);
  return most;
};

/** Books one after another, in mind only. */
const countByBooking = (
  layout: Layout,
  kept: Kept[],
  request: Request,
  seen: { kept: Kept[]; request: Request },
  known: Vacancy,
  most: number,
): number => {
  const placed = request.guests.filter((guest) => guest.sharesWith === null);
  const lastParty = kept.reduce((last, row) => Math.max(last, row.party), request.party);
  let vacancy = known;
  let now = kept;
  // Bookings of free places are written down only when somebody has to look at all that is kept.
  let unwritten: { request: Request; found: Arrangement }[] = [];
  for (let n = 0; n < most; n++) {
    const others = request.guests.map((guest) => ({ ...guest, client: null, lastBed: null }));
    const party = n === 0 ? seen.request : { ...request, party: lastParty + n, guests: others };
    const isOther = n > 0 && placed.length === 1;
    const bed = isOther
      ? seatPlainly(vacancy, [others.find(isPlaced)!], party.party, oneAlone)?.[0]
      : undefined;
    let found: Arrangement | null;
    if (bed !== undefined) {
      const seat = { guest: placed[0]!.guest, bed: layout.places[bed]!.bed, nights: request.nights };
      found = { seats: [seat], moves: [] };
    } else {
      for (const one of unwritten) now = afterSeating(now, one.request, one.found);
      unwritten = [];
      found = arrange(layout, n === 0 ? seen.kept : now, party, vacancy);
    }
    if (!found) return n;
    unwritten.push({ request: party, found });
    if (found.moves.length === 0 && (n > 0 || seen.kept === kept))
      for (const seat of found.seats) take(vacancy, layout.at.get(seat.bed!)!, party.party);
    else {
      for (const one of unwritten) now = afterSeating(now, one.request, one.found);
      unwritten = [];
      vacancy = { ...lookForVacancy(layout, now, request.nights, 0), bits: vacancy.bits };
    }
  }
  return most;
};

const isPlaced = ({ sharesWith }: Asked): boolean => sharesWith === null;
const oneAlone: Company = { alone: true, units: new Set(), rooms: new Set() };

/**
 * How many parties exactly like this one can be booked one after another, this one included, up to `most`. Every
 * further party is other people: nobody's last bed, nobody's client. Booking them with `seat` succeeds that often.
 */
export const howManyMore = (places: Place[], kept: Kept[], asked: Request, most = 10): number => {
  const request = { ...asked, hold: false };
  if (contradictions(kept, request).length > 0) return 0;
  const placed = request.guests.filter((guest) => guest.sharesWith === null);
  if (placed.length === 0) return most;
  const layout = layOut(places);
  const seen = seenBy(kept, request);
  const vacancy = lookForVacancy(layout, seen.kept, request.nights, placed.length);
  const isOne = placed.length === 1 && seen.kept === kept;
  if (isOne && openFor(vacancy, placed[0]!, most) >= most) return most;
  if (seen.kept !== kept || !isPlainMatching(layout, kept, request.nights))
    return countByBooking(layout, kept, request, seen, vacancy, most);
  return countByMatching(layout, kept, request, placed, most);
};
