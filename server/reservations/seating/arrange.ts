import type { Nights } from '../../../contract/nights.ts';
import { seatByMovingAside } from './aside.ts';
import { drawFloor } from './drawing.ts';
import { seatTonight } from './exact.ts';
import { type Floor, movesOn, seatsOf } from './floor.ts';
import { gatherIn } from './gather.ts';
import type { Layout } from './layout.ts';
import { lookAt } from './night.ts';
import { apartness, companyOf, gatherings, lookForVacancy, seatPlainly, type Vacancy } from './plain.ts';
import { areTooMany } from './room.ts';
import { seatWithChanges } from './stretches.ts';
import type { Asked, Kept, Move, Request, Seat } from './types.ts';

/** Seats for the guests who take a place, and where others go for it. */
export interface Arrangement {
  seats: Seat[];
  moves: Move[];
}

interface Party {
  party: number;
  nights: Nights;
  guests: Asked[];
}

/** How many units or rooms a party may be tried in when others would have to move aside for it. */
const mostGatherings = 8;

/** The floor over all the nights of everyone who might move. */
const wholeFloor = (layout: Layout, kept: Kept[], party: Party): Floor => {
  let { begin } = party.nights;
  for (const row of kept) if (row.movable && row.nights.begin < begin) begin = row.nights.begin;
  return drawFloor(layout, kept, party, { begin, end: 'infinity' });
};

const guestsOn = (floor: Floor, party: Party): number[] =>
  party.guests.map((_, g) => floor.stays.length - party.guests.length + g);

const readFloor = (floor: Floor, party: Party): Arrangement => ({
  seats: guestsOn(floor, party).flatMap((who) =>
    seatsOf(floor, who).map(({ bed, nights }) => ({ guest: floor.stays[who]!.asked!.guest, bed, nights })),
  ),
  moves: movesOn(floor),
});

/** Tries to bring a party together, which is scattered or merely in one room, where people who came alone can move. */
const gather = (layout: Layout, kept: Kept[], party: Party, apart: number): Arrangement | null => {
  if (apart === 0 || !kept.some((row) => row.movable)) return null;
  const { units, rooms } = gatherings(layout, party.guests.length);
  const tries = units.slice(0, mostGatherings);
  if (apart === 2)
    tries.push(...rooms.filter((beds) => beds.length >= party.guests.length).slice(0, mostGatherings));
  if (tries.length === 0) return null;
  const floor = wholeFloor(layout, kept, party);
  const guests = guestsOn(floor, party);
  return tries.some((beds) => gatherIn(floor, guests, beds)) ? readFloor(floor, party) : null;
};

/**
 * Seats a party: in free places for the whole stay; else, if every night allows it, by moving whole provisional
 * stays aside; else with changes of bed. Null where it cannot be done.
 */
export const arrange = (
  layout: Layout,
  kept: Kept[],
  request: Request,
  known: Vacancy | null = null,
): Arrangement | null => {
  const { nights } = request;
  const guests = request.guests.filter((guest) => guest.sharesWith === null);
  const party: Party = { party: request.party, nights, guests };
  if (guests.length === 0) return { seats: [], moves: [] };
  const vacancy = known ?? lookForVacancy(layout, kept, nights, guests.length);
  const company = companyOf(layout, kept, request.party, nights, guests.length);
  const beds = seatPlainly(vacancy, guests, request.party, company);
  if (beds) {
    const together = guests.length > 1 ? gather(layout, kept, party, apartness(layout, beds)) : null;
    if (together) return together;
    const seats = beds.map((b, g) => ({ guest: guests[g]!.guest, bed: layout.places[b]!.bed, nights }));
    return { seats, moves: [] };
  }

  if (areTooMany(layout, kept, { party: request.party, size: guests.length }, nights.begin)) return null;

  const during = drawFloor(layout, kept, party, nights);
  const asked = guestsOn(during, party);
  for (let s = 0; s < during.stretches; s++) if (!seatTonight(lookAt(during, s), asked)) return null;

  const floor = wholeFloor(layout, kept, party);
  const all = guestsOn(floor, party);
  return seatByMovingAside(floor, all) || seatWithChanges(floor, all) ? readFloor(floor, party) : null;
};
