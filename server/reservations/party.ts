import type { Nights } from '../../contract/nights.ts';
import { isTold } from '../../contract/placement-needs.ts';
import type { GuestRequest, ToldNeeds } from '../../contract/reservations.ts';
import { Refusal } from '../http/refusal.ts';
import { whoNeedsCribs } from './rules-cribs.ts';
import type { Asked, Door, Request } from './seating/types.ts';
import type { Person } from './store-people.ts';
import { isMinor } from './store-places.ts';

// The party of a stay as it is asked for, what is left out taken from the assessments.

/** What the shelter is told of a guest beside the place: as asked for, or else as assessed. */
export const toldNeedsOf = ({ needs }: Person, guest: GuestRequest & Partial<ToldNeeds>): ToldNeeds => {
  const { pets = needs.pets, interpreter = needs.interpreter, workShift = needs.workShift } = guest;
  const { confidentialSite = needs.confidentialSite, further = needs.further.filter(isTold) } = guest;
  return { pets, interpreter, workShift, confidentialSite, further };
};

/** Pets of the whole party, as asked for or else as assessed. */
export const petsOf = (people: Person[], guests: GuestRequest[]): number =>
  people.reduce((sum, p, i) => sum + toldNeedsOf(p, guests[i]!).pets, 0);

/** The party as seating reads it. Guests are keyed by client. */
export const requestFor = (
  people: Person[],
  asked: { guests: GuestRequest[]; door: Door; partyId?: number },
  nights: Nights,
  lastBed: (clientId: number) => number | null,
): Request => {
  const minors = people.some((p) => isMinor({ bornOn: p.dob, ageTo: p.ageTo }, nights.begin));
  const cribs = whoNeedsCribs(people, asked.guests, nights.begin);
  const guests: Asked[] = people.map((p, i) => {
    const g = asked.guests[i]!;
    return {
      guest: p.clientId,
      client: p.clientId,
      sharesWith: g.sharesWith ?? null,
      lastBed: lastBed(p.clientId),
      wants: {
        bornOn: p.dob,
        ageFrom: p.dob ? null : p.ageFrom,
        ageTo: p.dob ? null : p.ageTo,
        placement: g.placement ?? p.needs.placement,
        lowerBunk: g.lowerBunk ?? p.needs.lowerBunk,
        accessible: g.accessible ?? p.needs.accessible,
        power: g.power ?? p.needs.power,
        nearStaff: g.nearStaff ?? p.needs.nearStaff,
        crib: cribs.has(p.clientId),
        veteran: p.veteran,
        partyHasChildren: minors,
        door: asked.door,
      },
    };
  });
  // Any number that no party has, where this one is not saved yet.
  return { party: asked.partyId ?? -1, nights, guests };
};

/**
 * An infant shares the place of another guest of the same request, or of the party that is joined (`company`), who does
 * not share in turn. By client.
 */
export const checkSharing = (guests: GuestRequest[], company: number[] = []): Map<number, number> => {
  const sharing = new Map(guests.flatMap((g) => (g.sharesWith ? [[g.clientId, g.sharesWith] as const] : [])));
  for (const [guest, host] of sharing) {
    const isThere = guests.some((g) => g.clientId === host) || company.includes(host);
    if (guest === host || sharing.has(host) || !isThere) {
      throw new Refusal({
        status: 400,
        code: 'shape',
        title: 'Who shares a place must name another guest of this party who has one.',
        fields: { 'body.guests': 'sharesWith must name a guest who has a place' },
      });
    }
  }
  return sharing;
};
