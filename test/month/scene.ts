import type { Night } from '../../contract/nights.ts';
import type { Chance } from '../../demo/chance.ts';
import type { Books, Member, Stay } from './books.ts';
import { isAwaited } from './books.ts';
import type { Line } from './line.ts';
import type { Group, House, World } from './world.ts';

/** What every act of the simulation has: the county's people and houses, the book, the line to the desks, chance. */
export interface Scene {
  world: World;
  books: Books;
  line: Line;
  chance: Chance;
  /** How many seek shelter: 1 leaves places free, 2 more than there are. */
  crowding: number;
  /** The night that begins on this day. */
  night: Night;
  /** The instant on everybody's clock. */
  now: Date;
}

export const parts = (stay: Stay, state: Member['state']) => stay.members.filter((m) => m.state === state);

/** Stays at a house with their members who are expected tonight. */
export const awaitedAt = ({ books, night }: Scene, house: House) =>
  [...books.stays.values()]
    .filter((s) => s.house === house)
    .map((stay) => ({ stay, members: stay.members.filter((m) => isAwaited(stay, m, night)) }))
    .filter(({ members }) => members.length > 0);

/** Everybody who is in a house. */
export const inHouse = ({ books }: Scene, house: House) =>
  [...books.stays.values()]
    .filter((s) => s.house === house)
    .flatMap((stay) => parts(stay, 'here').map((member) => ({ stay, member })));

/** Acts for a group that nobody else acts for meanwhile; not at all while somebody does. */
export const alone = async (group: Group, act: () => Promise<void>) => {
  if (group.busy) return;
  group.busy = true;
  try {
    await act();
  } finally {
    group.busy = false;
  }
};
