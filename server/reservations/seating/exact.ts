import { couldUse, seatOneMore, type Tonight } from './night.ts';
import { seatUnits } from './units.ts';

/** Whether some unit is held by two parties. */
const unitsClash = ({ at, floor }: Tonight): boolean =>
  floor.layout.shared.some((unit) => {
    let party: number | null = null;
    return floor.layout.units[unit]!.some((b) => {
      if (at[b]! <= 0) return false;
      const mine = floor.stays[at[b]! - 1]!.party;
      const clash = party !== null && party !== mine;
      party = mine;
      return clash;
    });
  });

/**
 * The exact check: can these all be seated on this stretch, if whoever is movable moves? Null where they cannot;
 * else the stretch with everyone seated. Dormitory places are plain matching. Private units make it a search, so
 * two cheap questions come first: does it work without anyone entering another party's unit, and would it work if
 * parties could share units?
 */
export const seatTonight = (tonight: Tonight, guests: number[]): Int32Array | null => {
  const { floor, at } = tonight;
  const asItStands = at.slice();
  const { layout, stays } = floor;
  const party = guests.length > 0 ? stays[guests[0]!]!.party : 0;

  const host = new Map<number, number>();
  for (const unit of layout.shared)
    for (const b of layout.units[unit]!) if (at[b]! > 0) host.set(unit, stays[at[b]! - 1]!.party);
  const keepsToItself = (who: number, b: number) => {
    const unit = layout.unit[b]!;
    const mine = stays[who]!.party;
    if (layout.units[unit]!.length > 1 && (host.get(unit) ?? party) !== mine) return false;
    return couldUse(tonight, who, b);
  };
  if (guests.every((who) => seatOneMore(tonight, who, keepsToItself))) return at;
  tonight.at = asItStands.slice();
  if (layout.shared.length === 0) return null;

  const sharesUnits = (who: number, b: number) => couldUse(tonight, who, b);
  if (!guests.every((who) => seatOneMore(tonight, who, sharesUnits))) return null;
  if (!unitsClash(tonight)) return tonight.at;
  tonight.at = asItStands;
  return seatUnits(tonight, guests);
};
