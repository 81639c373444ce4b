/**
 * Gives every guest a place of their own at the least sum of prices (the Hungarian method with potentials).
 * `prices[guest][place]` is Infinity where it does not fit. Null where not everyone can have one.
 */
export const cheapest = (
  prices: Float64Array[],
  places: number[],
): { beds: number[]; cost: number } | null => {
  const rows = prices.length;
  const columns = places.length;
  if (columns < rows) return null;
  // Rows and columns count from 1 here; column 0 stands for "the guest being seated".
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const guestAt = new Int32Array(columns + 1);
  const cameFrom = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    guestAt[0] = row;
    let column = 0;
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const visited = new Uint8Array(columns + 1);
    do {
      visited[column] = 1;
      const guest = guestAt[column]!;
      const price = prices[guest - 1]!;
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let c = 1; c <= columns; c++) {
        if (visited[c]) continue;
        const reduced = price[places[c - 1]!]! - rowPotential[guest]! - columnPotential[c]!;
        if (reduced < least[c]!) {
          least[c] = reduced;
          cameFrom[c] = column;
        }
        if (least[c]! < step) {
          step = least[c]!;
          next = c;
        }
      }
      if (step === Number.POSITIVE_INFINITY) return null;
      for (let c = 0; c <= columns; c++) {
        if (visited[c]) {
          rowPotential[guestAt[c]!] = rowPotential[guestAt[c]!]! + step;
          columnPotential[c] = columnPotential[c]! - step;
        } else least[c] = least[c]! - step;
      }
      column = next;
    } while (guestAt[column] !== 0);
    while (column !== 0) {
      const previous = cameFrom[column]!;
      guestAt[column] = guestAt[previous]!;
      column = previous;
    }
  }
  const beds = new Array<number>(rows).fill(-1);
  let cost = 0;
  for (let c = 1; c <= columns; c++) {
    const guest = guestAt[c]!;
    if (guest === 0) continue;
    beds[guest - 1] = places[c - 1]!;
    cost += prices[guest - 1]![places[c - 1]!]!;
  }
  return { beds, cost };
};

/** Seats as many of these guests in these beds as can be: bed → guest. */
export const mostSeatable = (
  guests: number[],
  beds: number[],
  fits: (guest: number, bed: number) => boolean,
): Map<number, number> => {
  const at = new Map<number, number>();
  const sit = (guest: number, seen: Set<number>): boolean =>
    beds.some((bed) => {
      if (seen.has(bed) || !fits(guest, bed)) return false;
      seen.add(bed);
      const other = at.get(bed);
      if (other !== undefined && !sit(other, seen)) return false;
      at.set(bed, guest);
      return true;
    });
  for (const guest of guests) sit(guest, new Set());
  return at;
};
