import { type Arrangement, arrange } from './arrange.ts';
import { layOut } from './layout.ts';
import { explainRefusal } from './refusal.ts';
import { contradictions, seenBy } from './request.ts';
import type { Kept, Place, Request, Seat, Seating } from './types.ts';

export { afterSeating, howManyMore } from './count.ts';
export { displacedBy } from './displaced.ts';
export { canStay, reasonsAgainst } from './reasons.ts';
export type * from './types.ts';

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
