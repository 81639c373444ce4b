import type { Chance } from './chance.ts';
import type { KnownParty } from './clients.ts';
import { agreements, type DemoFacility, type DemoRoom, teams } from './county.ts';

/** More are sent than there are places: some are refused, and some come on earlier nights. */
const surplus = 1.3;

/** Parties not yet sent anywhere, by whom they are and who books for them. */
export class Stock {
  private readonly waiting: Map<string, KnownParty[]>;

  constructor(parties: KnownParty[]) {
    this.waiting = Map.groupBy(parties, (p) => `${p.team} ${kindOf(p)}`);
  }

  /** Parties whom this shelter's rooms are for, as far as the county has them, in no order. */
  takeFor(f: DemoFacility, chance: Chance): KnownParty[] {
    const booking = teams.map((t) => t.key).filter((t) => agreements[t].includes(f.organization));
    const taken = f.rooms.flatMap((room) => {
      const kinds = kindsFor(room);
      const parties = room.rooms ? room.rooms.count : placesOf(room);
      return Array.from({ length: Math.ceil(parties * surplus) }, (_, n) =>
        this.take(booking, [kinds[n % kinds.length]!, ...kinds]),
      );
    });
    return chance.shuffle(taken.filter((party) => party !== undefined));
  }

  private take(booking: string[], kinds: Kind[]): KnownParty | undefined {
    for (const kind of kinds) {
      for (const team of booking) {
        const next = this.waiting.get(`${team} ${kind}`)?.shift();
        if (next) return next;
      }
    }
    return undefined;
  }
}

type Kind = 'man' | 'woman' | 'veteran' | 'youth' | 'couple' | 'family';

const kindOf = ({ kind, people }: KnownParty): Kind => {
  if (kind !== 'single' && kind !== 'veteran') return kind;
  if (people[0]!.woman) return 'woman';
  return kind === 'veteran' ? 'veteran' : 'man';
};

const kindsFor = (room: DemoRoom): Kind[] => {
  if (room.children === 'with') return ['family'];
  if (room.veteransOnly) return ['veteran'];
  if (room.ageTo) return ['youth'];
  if (room.rooms) return ['couple'];
  if (room.placement) return room.placement === 'men' ? ['man'] : ['woman'];
  return ['man', 'woman'];
};

/** Places of a room that the teams may fill tonight. */
const placesOf = (room: DemoRoom): number => {
  if (room.overflow || room.walkInsOnly) return 0;
  const { bunks = 0, singles = 0, mats = 0, cots = 0 } = room;
  return 2 * bunks + singles + mats + cots + (room.rooms ? room.rooms.count * room.rooms.places : 0);
};

/** Places of a shelter that the teams may fill. */
export const sizeOf = (f: DemoFacility): number => f.rooms.reduce((n, room) => n + placesOf(room), 0);
