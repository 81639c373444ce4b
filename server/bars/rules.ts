import type { Night, Nights } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayNight } from '../../contract/words.ts';

/** A bar as every gate reads it: no reason, no narrative, no author. */
export interface BarInForce {
  clientId: number;
  organizationId: number;
  /** null: all of the organization's facilities. */
  facilityId: number | null;
  begin: Night;
  /** First night they may stay again; 'infinity' until reviewed. */
  end: Night | 'infinity';
}

/** R17: a bar touches a stay when it covers the facility and shares a night with it. */
export const barTouches = (
  bar: BarInForce,
  stay: { facilityId: number; organizationId: number; nights: Nights },
): boolean =>
  bar.organizationId === stay.organizationId &&
  (bar.facilityId === null || bar.facilityId === stay.facilityId) &&
  bar.begin < stay.nights.end &&
  stay.nights.begin < bar.end;

/** R21: the neutral line. One for a whole party: no count, no reason, not which member. */
export const neutralObstacle = (bars: BarInForce[], phone: string | null): Obstacle[] => {
  if (bars.length === 0) return [];
  const end = bars
    .map((b) => b.end)
    .sort()
    .at(-1)!;
  if (end === 'infinity') {
    return [
      {
        code: 'not_eligible',
        message: phone
          ? `Not eligible here now; call the shelter: ${phone}`
          : 'Not eligible here now; call the shelter',
        facts: { phone },
        ...(phone && { next: { label: `Call ${phone}`, act: 'call' } }),
      },
    ];
  }
  return [
    {
      code: 'not_eligible',
      message: `Not eligible here; may stay again from ${sayNight(end, true)}`,
      facts: { until: end, phone },
      until: end,
      next: { label: `See ${sayNight(end)}`, act: 'see_date' },
    },
  ];
};

/** R20: a bar without an end names the day of its review, and a supervisor decides it. */
export const obstaclesToEndless = (
  bar: { endDate: Night | null; reviewOn: Night | null },
  supervisor: boolean,
): Obstacle[] => {
  if (bar.endDate !== null) return [];
  const obstacles: Obstacle[] = [];
  if (!bar.reviewOn) {
    obstacles.push({
      code: 'needs_review_date',
      message: 'Until reviewed needs the day of the review.',
      next: { label: 'Name the day', act: 'review_on' },
    });
  }
  if (!supervisor) {
    obstacles.push({
      code: 'needs_supervisor',
      message: 'Until reviewed is for a supervisor to decide.',
      next: { label: 'Give it an end', act: 'end_date' },
    });
  }
  return obstacles;
};
