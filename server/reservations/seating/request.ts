import { overlaps } from '../../../contract/nights.ts';
import type { Obstacle } from '../../../contract/obstacles.ts';
import { later } from './fit.ts';
import type { Kept, Request } from './types.ts';
import { sayNight } from './words.ts';

/** Whether a row keeps a place for someone, rather than closing it or stating a fact. */
export const isPromise = ({ kind }: Kept): boolean => kind === 'promise' || kind === 'hold';

/** What no place could mend: someone who has a place already, someone named twice, an infant with nobody to lie by. */
export const contradictions = (kept: Kept[], { party, nights, guests }: Request): Obstacle[] => {
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
export const seenBy = (kept: Kept[], request: Request): { kept: Kept[]; request: Request } => {
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
