import type { Night, Nights } from '../../../contract/nights.ts';
import type { Obstacle } from '../../../contract/obstacles.ts';

/** How a request for a place comes in. */
export type Door = 'team' | 'walk_in' | 'returning' | 'offer';

/** The placement a person asks for; never HUD's Sex. */
export type PlacementWish = 'men' | 'women' | 'any' | 'safest';

/** Who may sleep in a place on these nights; nights without a rule are open to everyone. */
export interface Rule {
  nights: Nights;
  /** those of the nights on which it holds, 0 is Sunday; null: all of them */
  weekdays: number[] | null;
  /** null: all-gender */
  placement: 'men' | 'women' | null;
  /** years on the night, inclusive; null: no limit */
  ageFrom: number | null;
  ageTo: number | null;
  children: 'with' | 'without' | null;
  veteransOnly: boolean;
  /** null: through every door */
  doors: Door[] | null;
}

/** One sleeping place. */
export interface Place {
  bed: number;
  /** a dormitory bed is alone in its own unit */
  unit: number;
  /** one party at a time */
  privateUnit: boolean;
  room: number;
  kind: 'lower' | 'upper' | 'single' | 'cot' | 'mat' | 'crib';
  accessible: boolean;
  power: boolean;
  nearStaff: boolean;
  overflow: boolean;
  /** lowest bed first */
  order: number;
  inService: Nights;
  /** nights on which overflow is on; read for overflow beds only */
  openings: Nights[];
  rules: Rule[];
}

/** What a person needs and asks for. */
export interface Wants {
  bornOn: Night | null;
  /** the age band, where there is no birth date */
  ageFrom: number | null;
  ageTo: number | null;
  placement: PlacementWish;
  lowerBunk: boolean;
  accessible: boolean;
  power: boolean;
  nearStaff: boolean;
  /** an infant who sleeps in a crib and shares nobody's place */
  crib: boolean;
  veteran: boolean;
  partyHasChildren: boolean;
  door: Door;
}

/** A place that is kept for someone, closed, or in fact slept in. */
export interface Kept {
  assignment: number;
  /** null: shares another guest's place and takes none */
  bed: number | null;
  unit: number | null;
  party: number;
  client: number | null;
  guest: number | null;
  nights: Nights;
  kind: 'promise' | 'hold' | 'closure' | 'presence';
  /** provisional, and nothing of it slept yet */
  movable: boolean;
  /** present for the movable ones */
  wants: Wants | null;
  lastBed: number | null;
}

/** One guest of a request. */
export interface Asked {
  /** the caller's key */
  guest: number;
  client: number | null;
  wants: Wants;
  /** guest of the same party whose place an infant shares */
  sharesWith: number | null;
  lastBed: number | null;
}

/** People who ask to be placed together. */
export interface Request {
  party: number;
  nights: Nights;
  guests: Asked[];
  hold?: boolean;
}

/** A guest's place; `bed` is null for an infant who shares. */
export type Seat = { guest: number; bed: number | null; nights: Nights };

/** Where a provisional promise goes instead: one seat where it moves whole, several where it changes bed. */
export type Move = { assignment: number; seats: { bed: number; nights: Nights }[] };

/** A place for every guest, or all the reasons why not. */
export type Seating =
  | { seated: true; seats: Seat[]; moves: Move[]; changesOfBed: { guest: number; night: Night }[] }
  | { seated: false; obstacles: Obstacle[] };
