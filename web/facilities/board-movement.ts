/** Where a deck is on the screen. */
export interface Spot {
  bedId: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

const middle = ({ left, top, width, height }: Spot) => ({ x: left + width / 2, y: top + height / 2 });

/** The deck that an arrow leads to: the nearest in that direction, those straight ahead before those aside; null at the edge. */
export const deckBeside = (spots: Spot[], from: number, direction: Direction): number | null => {
  const start = spots.find((s) => s.bedId === from);
  if (!start) return spots[0]?.bedId ?? null;
  const here = middle(start);
  let best: { bedId: number; cost: number } | null = null;
  for (const spot of spots) {
    const { x, y } = middle(spot);
    const ahead = { up: here.y - y, down: y - here.y, left: here.x - x, right: x - here.x }[direction];
    const aside = direction === 'up' || direction === 'down' ? Math.abs(x - here.x) : Math.abs(y - here.y);
    if (spot.bedId === from || ahead < 4) continue;
    // Left and right stay on their line of decks; up and down may lead to a narrower row.
    if ((direction === 'left' || direction === 'right') && aside > start.height / 2) continue;
    const cost = ahead + aside * 2;
    if (!best || cost < best.cost) best = { bedId: spot.bedId, cost };
  }
  return best?.bedId ?? null;
};
