import { type Floor, fitsOn, Held } from './floor.ts';

/** One stretch of the floor while its guests are rearranged. */
export interface Tonight {
  floor: Floor;
  stretch: number;
  /** place → stay + 1, or `Held` */
  at: Int32Array;
  /** shared unit → the party that keeps it whatever we do; NaN, equal to no party, where there are several */
  owner: Map<number, number>;
  /** narrows who may go where beyond what fits */
  mayUse: (who: number, b: number) => boolean;
}

/** The stretch as it stands. */
export const lookAt = (
  floor: Floor,
  stretch: number,
  mayUse: (who: number, b: number) => boolean = () => true,
): Tonight => {
  const { layout, stretches, held, stays } = floor;
  const at = new Int32Array(layout.places.length);
  for (let b = 0; b < at.length; b++) at[b] = held[b * stretches + stretch]!;
  const owner = new Map<number, number>();
  for (const unit of layout.shared)
    for (const b of layout.units[unit]!) {
      const holder = at[b]!;
      if (holder === Held.clash) owner.set(unit, Number.NaN);
      if (holder <= 0 || stays[holder - 1]!.movable) continue;
      const { party } = stays[holder - 1]!;
      owner.set(unit, (owner.get(unit) ?? party) === party ? party : Number.NaN);
    }
  return { floor, stretch, at, owner, mayUse };
};

/** Whether a stay could have the place tonight if it were free: it fits, and no fixed party has the unit. */
export const couldUse = ({ floor, stretch, owner, mayUse }: Tonight, who: number, b: number): boolean => {
  const has = owner.get(floor.layout.unit[b]!);
  if (has !== undefined && has !== floor.stays[who]!.party) return false;
  return mayUse(who, b) && fitsOn(floor, who, b, stretch);
};

/**
 * Seats one more, moving as few others along as possible: a shortest augmenting path.
 * Places in `first` are tried first at the first step.
 */
export const seatOneMore = (
  tonight: Tonight,
  who: number,
  allowed: (who: number, b: number) => boolean,
  first: number[] = [],
): boolean => {
  const { at, floor } = tonight;
  if (!at.includes(Held.free)) return false;
  const cameFrom = new Int32Array(at.length).fill(-1);
  const from = new Int32Array(at.length);
  const line = [who];
  const beds = [-1];
  for (let i = 0; i < line.length; i++) {
    const stay = line[i]!;
    for (let n = i === 0 ? -first.length : 0; n < at.length; n++) {
      const b = n < 0 ? first[n + first.length]! : n;
      const holder = at[b]!;
      if (cameFrom[b] !== -1 || holder < 0 || holder === stay + 1) continue;
      if (holder > 0 && !floor.stays[holder - 1]!.movable) continue;
      if (!allowed(stay, b)) continue;
      cameFrom[b] = stay;
      from[b] = beds[i]!;
      if (holder > 0) {
        line.push(holder - 1);
        beds.push(b);
        continue;
      }
      for (let bed = b; bed !== -1; bed = from[bed]!) at[bed] = cameFrom[bed]! + 1;
      return true;
    }
  }
  return false;
};
