import { overlaps } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { type Arrangement, arrange } from './seating-arrange.ts';
import { later } from './seating-fit.ts';
import { layOut } from './seating-layout.ts';
import { lookForVacancy, take } from './seating-plain.ts';
import { explainRefusal } from './seating-refusal.ts';
import type { Kept, Place, Request, Seat, Seating } from './seating-types.ts';
import { sayNight } from './seating-words.ts';

export { displacedBy } from './seating-displaced.ts';
export { canStay, reasonsAgainst } from './seating-reasons.ts';
export type * from './seating-types.ts';

const isPromise = ({ kind }: Kept): boolean => kind === 'promise' || kind === 'hold';

/** What no place could mend: someone who has a place already, someone named twice, an infant with nobody to lie by. */
const contradictions = (kept: Kept[], { party, nights, guests }: Request): Obstacle[] => {
  const obstacles: Obstacle[] = [];
  const clients = new Set<number>();
  for (const { client, sharesWith, guest } of guests) {
    if (client !== null && clients.has(client))
      obstacles.push({
        code: 'same_person_twice',
        message: 'The same person is named twice',
        facts: { client },
      });
    if (client !== null) clients.add(client);
    const other =
      client === null
        ? undefined
        : kept.find((row) => isPromise(row) && row.client === client && overlaps(row.nights, nights));
    if (other) {
      const night = later(other.nights.begin, nights.begin);
      const message = `Already has a place here for ${sayNight(night)}`;
      obstacles.push({ code: 'already_placed', message, facts: { night, client } });
    }
    if (sharesWith === null) continue;
    const lies =
      guests.some((host) => host.guest === sharesWith && host.sharesWith === null) ||
      kept.some((row) => row.party === party && row.guest === sharesWith && row.bed !== null);
    if (!lies) {
      const message = 'The guest whose place is to be shared has none';
      obstacles.push({ code: 'shares_with_nobody', message, facts: { guest, sharesWith } });
    }
  }
  return obstacles;
};

/** What others keep, seen by this party: where its own people already lie counts as last night's bed, not as taken. */
const seenBy = (kept: Kept[], request: Request): { kept: Kept[]; request: Request } => {
  const own = kept.filter(
    (row) =>
      row.kind === 'presence' && row.client !== null && request.guests.some((g) => g.client === row.client),
  );
  if (own.length === 0) return { kept, request };
  const guests = request.guests.map((guest) => {
    const bed = own.find((row) => row.client === guest.client)?.bed ?? null;
    return guest.lastBed === null && bed !== null ? { ...guest, lastBed: bed } : guest;
  });
  return { kept: kept.filter((row) => !own.includes(row)), request: { ...request, guests } };
};

const inOrderOf = ({ guests, nights }: Request, { seats }: Arrangement): Seat[] =>
  guests.flatMap(({ guest, sharesWith }) =>
    sharesWith === null ? seats.filter((seat) => seat.guest === guest) : [{ guest, bed: null, nights }],
  );

/**
 * Finds a place for every guest of a request, moving provisional promises aside where that helps, or says all the
 * reasons why not. Pure: what it is given stays as it is.
 */
export const seat = (places: Place[], kept: Kept[], request: Request): Seating => {
  const obstacles = contradictions(kept, request);
  if (obstacles.length > 0) return { seated: false, obstacles };
  const layout = layOut(places);
  const seen = seenBy(kept, request);
  const found = arrange(layout, seen.kept, seen.request);
  if (!found) return { seated: false, obstacles: explainRefusal(layout, seen.kept, seen.request) };
  const seats = inOrderOf(request, found);
  const changesOfBed = seats
    .filter((later) =>
      seats.some((one) => one.guest === later.guest && one.nights.end === later.nights.begin),
    )
    .map(({ guest, nights }) => ({ guest, night: nights.begin }));
  return { seated: true, seats, moves: found.moves, changesOfBed };
};

/** What is kept once a seating is saved. New rows get assignments below all others, and stay provisional. */
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
      movable: bed !== null,
      wants,
      lastBed,
    });
  }
  return rows;
};

/**
 * How many parties exactly like this one can be booked one after another, this one included, up to `most`. Every
 * further party is other people: nobody's last bed, nobody's client. Booking them with `seat` succeeds that often.
 */
export const howManyMore = (places: Place[], kept: Kept[], request: Request, most = 10): number => {
  if (contradictions(kept, request).length > 0) return 0;
  const layout = layOut(places);
  const placed = request.guests.filter((guest) => guest.sharesWith === null);
  if (placed.length === 0) return most;
  const seen = seenBy(kept, request);
  let vacancy = lookForVacancy(layout, seen.kept, request.nights, placed.length);
  let party = seen.request;
  let now = kept;
  let nextParty = kept.reduce((last, row) => Math.max(last, row.party), request.party);
  for (let n = 0; n < most; n++) {
    const found = arrange(layout, n === 0 ? seen.kept : now, party, vacancy);
    if (!found) return n;
    now = afterSeating(now, party, found);
    if (found.moves.length === 0 && seen.kept === kept)
      for (const { bed } of found.seats) take(vacancy, layout.at.get(bed!)!, party.party);
    else vacancy = { ...lookForVacancy(layout, now, request.nights, 0), bits: vacancy.bits };
    nextParty += 1;
    const guests = request.guests.map((guest) => ({ ...guest, client: null, lastBed: null }));
    party = { ...request, party: nextParty, guests };
  }
  return most;
};
