import type { BedKind } from '../../contract/facilities.ts';
import type { OrderedRoom, PlacesOrder, UnitKind } from '../../contract/facilities-administration.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayList } from '../../contract/words.ts';

/** What is there already: the labels and units of each room, also of beds out of service. */
export interface RoomThere {
  name: string;
  labels: string[];
  units: string[];
}

const mostPlacesAtOnce = 1000;

/** How many places an order makes. */
export const countPlaces = (o: PlacesOrder): number =>
  o.rooms * (2 * (o.bunks + o.doubleBeds + o.cubicles) + o.singles + o.cots + o.mats + o.cribs);

/**
 * The rooms and beds of an order, named: "Dormitory A" gets A1 lower and A1 upper on the bunk A1, "Room 3" as a private
 * unit gets 3a, 3b …, unnamed places are counted. A room that is there already is added to, its numbers go on.
 */
export const layOutPlaces = (
  order: PlacesOrder,
  there: RoomThere[],
): { rooms: OrderedRoom[]; obstacles: Obstacle[] } => {
  const places = countPlaces(order);
  const obstacles: Obstacle[] = [];
  if (places === 0) {
    obstacles.push({
      code: 'no_places',
      message: 'The order makes no place; say how many bunks, beds, cots or mats a room has',
    });
  }
  if (places > mostPlacesAtOnce) {
    obstacles.push({
      code: 'too_many_places',
      message: `The order makes ${places} places; at most ${mostPlacesAtOnce} at once`,
    });
  }
  if (order.oneParty && order.doubleBeds + order.cubicles > 0) {
    obstacles.push({
      code: 'unit_in_unit',
      message:
        'A room for one party has no double beds or cubicles of their own: count their places as single beds',
    });
  }
  if (order.unnamed && (order.oneParty || order.bunks + order.doubleBeds + order.cubicles > 0)) {
    obstacles.push({
      code: 'unnamed_is_plain',
      message: 'Unnamed places are mats, cots, single beds or cribs in an open room',
    });
  }
  if (obstacles.length > 0) return { rooms: [], obstacles };

  const rooms = roomNames(order, there).map(({ name, number }): OrderedRoom => {
    const known = there.find((r) => r.name === name);
    const isNew = known === undefined;
    return order.oneParty
      ? privateRoom(order, name, number, known, isNew)
      : openRoom(order, name, known, isNew);
  });
  const added = order.oneParty ? rooms.filter((r) => !r.isNew).map((r) => r.name) : [];
  if (added.length > 0) {
    obstacles.push({
      code: 'room_is_there',
      message: `${sayList(added)} ${added.length === 1 ? 'is' : 'are'} there already; a room for one party is made whole`,
      next: { label: 'Choose another name', act: 'choose_name' },
    });
  }
  return { rooms, obstacles };
};

// One room keeps its name; several are numbered, going on behind the highest number there.
const roomNames = (order: PlacesOrder, there: RoomThere[]): { name: string; number: string }[] => {
  if (order.rooms === 1)
    return [{ name: order.roomName, number: /(\d+)\s*$/.exec(order.roomName)?.[1] ?? '' }];
  const start = `${order.roomName} `.toLowerCase();
  const highest = there.reduce((most, { name }) => {
    const n = name.toLowerCase().startsWith(start) ? Number(name.slice(start.length)) : Number.NaN;
    return Number.isInteger(n) && n > most ? n : most;
  }, 0);
  return Array.from({ length: order.rooms }, (_, i) => ({
    name: `${order.roomName} ${highest + i + 1}`,
    number: String(highest + i + 1),
  }));
};

// The letter of "Dormitory A" or the number of "Room 3", before a bed's own number.
const letterOf = (order: PlacesOrder, roomName: string): string => {
  if (order.letter !== undefined) return order.letter.toUpperCase();
  const last = roomName.split(/\s+/).at(-1) ?? '';
  if (/^[A-Za-z]$/.test(last)) return last.toUpperCase();
  return /^\d{1,3}$/.test(last) ? `${last}-` : '';
};

type NewBed = OrderedRoom['beds'][number];

const openRoom = (
  order: PlacesOrder,
  name: string,
  known: RoomThere | undefined,
  isNew: boolean,
): OrderedRoom => {
  if (order.unnamed) {
    const kinds = plainKinds(order);
    const words = new Map<BedKind, string>([
      ['mat', 'Mat'],
      ['cot', 'Cot'],
      ['single', 'Bed'],
      ['crib', 'Crib'],
    ]);
    const next = new Map<string, number>();
    const beds = kinds.map((kind): NewBed => {
      const word = words.get(kind)!;
      const n = next.get(word) ?? highestNumber(known?.labels ?? [], `${word} `) + 1;
      next.set(word, n + 1);
      return { label: `${word} ${n}`, kind, bunk: null, unit: null };
    });
    return { name, isNew, units: [], beds };
  }
  const letter = letterOf(order, name);
  let number = Math.max(
    highestNumber(known?.labels ?? [], letter),
    highestNumber(known?.units ?? [], letter),
  );
  const units: OrderedRoom['units'] = [];
  const beds: NewBed[] = [];
  for (let i = 0; i < order.bunks; i++) {
    const bunk = `${letter}${++number}`;
    beds.push({ label: `${bunk} lower`, kind: 'lower', bunk, unit: null });
    beds.push({ label: `${bunk} upper`, kind: 'upper', bunk, unit: null });
  }
  for (const kind of plainKinds(order))
    beds.push({ label: `${letter}${++number}`, kind, bunk: null, unit: null });
  const pairs: UnitKind[] = [
    ...Array<UnitKind>(order.doubleBeds).fill('double_bed'),
    ...Array<UnitKind>(order.cubicles).fill('cubicle'),
  ];
  for (const kind of pairs) {
    const unit = `${letter}${++number}`;
    units.push({ name: unit, kind });
    for (const side of ['a', 'b']) beds.push({ label: `${unit}${side}`, kind: 'single', bunk: null, unit });
  }
  return { name, isNew, units, beds };
};

const privateRoom = (
  order: PlacesOrder,
  name: string,
  number: string,
  known: RoomThere | undefined,
  isNew: boolean,
): OrderedRoom => {
  const before = order.letter?.toUpperCase() ?? number;
  const beds: NewBed[] = [];
  const label = () => `${before}${placeLetter(beds.length)}`;
  for (let i = 0; i < order.bunks; i++) {
    const bunk = `${name}, bunk ${i + 1}`;
    beds.push({ label: label(), kind: 'lower', bunk, unit: name });
    beds.push({ label: label(), kind: 'upper', bunk, unit: name });
  }
  for (const kind of plainKinds(order)) beds.push({ label: label(), kind, bunk: null, unit: name });
  return { name, isNew: isNew || known === undefined, units: [{ name, kind: 'private_room' }], beds };
};

const plainKinds = (order: PlacesOrder): BedKind[] => [
  ...Array<BedKind>(order.singles).fill('single'),
  ...Array<BedKind>(order.cots).fill('cot'),
  ...Array<BedKind>(order.mats).fill('mat'),
  ...Array<BedKind>(order.cribs).fill('crib'),
];

/** a … z, then aa, ab … */
const placeLetter = (index: number): string =>
  index < 26
    ? String.fromCharCode(97 + index)
    : placeLetter(Math.floor(index / 26) - 1) + String.fromCharCode(97 + (index % 26));

const highestNumber = (labels: string[], before: string): number =>
  labels.reduce((most, label) => {
    if (!label.toLowerCase().startsWith(before.toLowerCase())) return most;
    const n = Number(/^\d+/.exec(label.slice(before.length))?.[0] ?? 0);
    return Math.max(n, most);
  }, 0);
