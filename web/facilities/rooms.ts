import type { BoardPlace, CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';

export type BoardRoom = CurrentReservations['rooms'][number];
type Unit = BoardRoom['units'][number];

/** What stands in a room: a bunk with its decks, a low place alone, or a unit that one party has to itself. */
export type Furniture =
  | { is: 'bunk'; key: string; upper: BoardPlace | null; lower: BoardPlace | null }
  | { is: 'alone'; key: string; place: BoardPlace }
  | { is: 'unit'; key: string; unit: Unit; places: BoardPlace[] };

/** A room's places as they stand there, in the order of the room. */
export const furnish = (room: BoardRoom): Furniture[] => {
  const units = new Map(room.units.map((u) => [u.id, u]));
  const furniture = new Map<string, Furniture>();
  for (const place of room.places) {
    const unit = place.unitId === null ? undefined : units.get(place.unitId);
    if (unit) {
      const key = `unit ${unit.id}`;
      const there = furniture.get(key);
      if (there?.is === 'unit') there.places.push(place);
      else furniture.set(key, { is: 'unit', key, unit, places: [place] });
    } else if (place.kind === 'upper' || place.kind === 'lower') {
      // Without a bunk's name nobody knows what stands above or below.
      const key = place.bunk === null ? `bed ${place.bedId}` : `bunk ${place.bunk}`;
      const there = furniture.get(key);
      const bunk = there?.is === 'bunk' ? there : { is: 'bunk' as const, key, upper: null, lower: null };
      furniture.set(key, { ...bunk, [place.kind]: place });
    } else {
      const key = `bed ${place.bedId}`;
      furniture.set(key, { is: 'alone', key, place });
    }
  }
  return [...furniture.values()];
};

/** What the board shows under one title. */
export interface BoardSection {
  title: string;
  rooms: BoardRoom[];
}

const isOneUnit = (room: BoardRoom) =>
  room.units.length === 1 &&
  room.units[0]!.name === room.name &&
  room.places.every((place) => place.unitId === room.units[0]!.id);

const withoutNumber = (name: string) => name.replace(/\s*\d+$/, '');

/** A room has a title of its own; neighbouring rooms that are one unit each and differ only in their number share one. */
export const sectionsOf = (rooms: BoardRoom[]): BoardSection[] => {
  const sections: BoardSection[] = [];
  for (const room of rooms) {
    const before = sections.at(-1);
    const beside = before?.rooms[0];
    const title = withoutNumber(room.name);
    if (
      before &&
      beside &&
      isOneUnit(room) &&
      isOneUnit(beside) &&
      title !== '' &&
      title === withoutNumber(beside.name) &&
      JSON.stringify(room.about) === JSON.stringify(beside.about)
    ) {
      before.title = title;
      before.rooms.push(room);
    } else {
      sections.push({ title: room.name, rooms: [room] });
    }
  }
  return sections;
};

/** Whether a bed can be told from its neighbour only by its number: then the board is a dense grid. */
export const isDense = (board: CurrentReservations, room: BoardRoom): boolean =>
  board.facility.headCountOnly ||
  (room.places.length >= 16 && room.places.every((p) => p.kind === 'mat' && p.unitId === null));

/** A place as the board draws it. */
export type PlaceState = BoardPlace['state'] | 'barred' | 'freed';

/** A place's state as it is drawn: a barred guest's place says so at the shelter that barred. */
export const stateOf = (place: BoardPlace, barred: ReadonlySet<number>): PlaceState => {
  if (place.state === 'at_risk' && place.guestId !== null && barred.has(place.guestId)) return 'barred';
  return place.state === 'free' && place.away ? 'freed' : place.state;
};

// The first of these that a place inside shows is what the party's outline shows.
const outlineOrder: PlaceState[] = [
  'barred',
  'at_risk',
  'in_house',
  'expected',
  'held',
  'on_leave',
  'free',
  'freed',
  'out_of_service',
  'closed',
];

/** The state of a unit's outline: its party's. */
export const outlineOf = (places: BoardPlace[], barred: ReadonlySet<number>): PlaceState => {
  const states = new Set(places.map((p) => stateOf(p, barred)));
  return outlineOrder.find((s) => states.has(s)) ?? 'closed';
};

export type Words = Record<BoardPlace['kind'], string>;

/** 'A6 lower', 'B7 single', '3a' in a private room; the kind is said once. */
export const namePlace = (place: Pick<BoardPlace, 'label' | 'kind' | 'unitId'>, kinds: Words): string => {
  const label = place.label.toLowerCase();
  const isSaid = label.includes(place.kind) || label.includes(kinds[place.kind].toLowerCase());
  const matters =
    place.unitId === null || place.kind === 'upper' || place.kind === 'lower' || place.kind === 'crib';
  return isSaid || !matters ? place.label : `${place.label} ${kinds[place.kind]}`;
};

/** Every place of a board by its bed. */
export const placesById = (board: CurrentReservations): Map<number, BoardPlace> =>
  new Map(board.rooms.flatMap((room) => room.places.map((p) => [p.bedId, p] as const)));

/** What a place has of what a guest needs, by the needs' stable names. */
export const needsMet = (place: BoardPlace, needs: ExpectedGuest['needs']): ExpectedGuest['needs'] =>
  needs.filter((need) => {
    if (need === 'lower_bunk') return place.kind !== 'upper';
    if (need === 'accessible') return place.accessible;
    if (need === 'power') return place.power;
    if (need === 'near_staff') return place.nearStaff;
    return need === 'crib' && place.kind === 'crib';
  });

/** An overflow place that is open on the night, or that somebody sleeps in all the same. */
export const isOpenOverflow = (place: BoardPlace): boolean =>
  place.overflow && place.state !== 'out_of_service';

/** What the bookable counts are about; each opens the free places of its sort. */
export type BookableSort = keyof CurrentReservations['bookable'];

export const isOfSort = (place: BoardPlace, sort: BookableSort): boolean =>
  place.state === 'free' &&
  (sort === 'any' ||
    ((sort === 'men' || sort === 'women') && (place.placement ?? sort) === sort) ||
    (sort === 'withoutClimbing' && place.kind !== 'upper') ||
    (sort === 'accessible' && place.accessible) ||
    (sort === 'privateRoom' && place.unitId !== null));
