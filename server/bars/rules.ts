import type { BarReason, BarState } from '../../contract/bars.ts';
import { alwaysThreats } from '../../contract/bars.ts';
import { addDays, laterOf, type Night, type Nights } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayNight } from '../../contract/words.ts';

/** Nights of a bar as every gate reads them, without those on which it rests: no reason, no narrative, no author. */
export interface BarInForce {
  barId: number;
  clientId: number;
  facilityId: number;
  begin: Night;
  end: Night | 'infinity';
  /** First night they may stay again; 'infinity' until reviewed. */
  until: Night | 'infinity';
}

/** R17: a bar touches a stay when it covers the facility and shares a night with it. */
export const barTouches = (bar: BarInForce, stay: { facilityId: number; nights: Nights }): boolean =>
  bar.facilityId === stay.facilityId && bar.begin < stay.nights.end && stay.nights.begin < bar.end;

/** A placement that a bar stands against, on the first night on which it does. */
export interface Blocked {
  barId: number;
  clientId: number;
  facilityId: number;
  night: Night;
}

// The neutral line goes far, through every gate's list of reasons; what it stands for stays here and never leaves.
const standsFor = new WeakMap<Obstacle, Blocked[]>();

/** What the neutral lines among these reasons stand for. */
export const blockedBy = (obstacles: readonly Obstacle[]): Blocked[] =>
  obstacles.flatMap((o) => standsFor.get(o) ?? []);

/**
 * R21: the neutral line for a stay of these people. One for a whole party: no count, no reason, not which member. None
 * where no bar touches the stay.
 */
export const neutralObstacle = (
  bars: BarInForce[],
  stay: { facilityId: number; nights: Nights },
  phone: string | null,
): Obstacle[] => {
  const touching = bars.filter((bar) => barTouches(bar, stay));
  if (touching.length === 0) return [];
  const obstacle = neutralLine(
    touching
      .map((b) => b.until)
      .sort()
      .at(-1)!,
    phone,
  );
  const blocked = touching.map(({ barId, clientId, facilityId, begin }) => ({
    barId,
    clientId,
    facilityId,
    night: laterOf(begin, stay.nights.begin),
  }));
  standsFor.set(obstacle, blocked);
  return [obstacle];
};

/** What outsiders learn of a bar that holds until a night, or until reviewed. */
export const neutralLine = (until: Night | 'infinity', phone: string | null): Obstacle =>
  until === 'infinity'
    ? {
        code: 'not_eligible',
        message: phone
          ? `Not eligible here now; call the shelter: ${phone}`
          : 'Not eligible here now; call the shelter',
        facts: { phone },
        ...(phone && { next: { label: `Call ${phone}`, act: 'call' } }),
      }
    : {
        code: 'not_eligible',
        message: `Not eligible here; may stay again from ${sayNight(until, true)}`,
        facts: { until, phone },
        until,
        next: { label: `See ${sayNight(until)}`, act: 'see_date' },
      };

/** Where a bar stands on a night. */
export const barStateOn = (
  bar: { begin: Night; end: Night | 'infinity'; liftedAt: Date | null; rests: boolean },
  night: Night,
): BarState => {
  if (bar.liftedAt) return 'lifted';
  if (bar.end <= night) return 'ended';
  if (bar.begin > night) return 'ahead';
  return bar.rests ? 'suspended' : 'in_force';
};

/** R26: days from the issue until the person must have been told. */
export const noticeDays = 15;
/** R25: days for which a warning holds, for the same rule. */
const warningDays = 30;

/** Whether a warning of this rule, given on a day, still counts on another. */
export const warningCounts = (givenOn: Night, on: Night): boolean => addDays(givenOn, warningDays) > on;

interface Issuing {
  reasonCode: BarReason;
  immediateThreat: boolean;
  suspendable: boolean;
  incidentDate: Night;
  endDate: Night | null;
  reviewOn: Night | null;
  withoutWarning: string | null;
}

/** Some reasons are a threat whatever the form says. */
export const isThreat = (bar: Pick<Issuing, 'reasonCode' | 'immediateThreat'>): boolean =>
  bar.immediateThreat || alwaysThreats.includes(bar.reasonCode);

/** Every reason why a bar is not issued so. R20, R24, R25. */
export const obstaclesToIssuing = (
  bar: Issuing,
  facts: { supervisor: boolean; warned: boolean; tonight: Night },
): Obstacle[] => {
  const obstacles = obstaclesToEndless(bar, facts);
  if (bar.incidentDate > facts.tonight) {
    obstacles.push({
      code: 'incident_ahead',
      message: 'The day it happened lies ahead.',
      next: { label: 'Correct the day', act: 'incident_date' },
    });
  }
  if (bar.suspendable && isThreat(bar)) {
    obstacles.push({
      code: 'threat_never_rests',
      message: 'A bar for an immediate threat is not suspended in extreme weather.',
      next: { label: 'Leave it in force', act: 'suspendable' },
    });
  }
  if (!isThreat(bar) && !facts.warned && !bar.withoutWarning) {
    obstacles.push({
      code: 'warning_first',
      message: `A warning comes first: none for this rule in the last ${warningDays} days. Warn, or say why not.`,
      facts: { days: warningDays },
      next: { label: 'Warn instead', act: 'warn' },
    });
  }
  return obstacles;
};

/** R20: a bar without an end names the day of its review, and a supervisor decides it. */
const obstaclesToEndless = (
  bar: { endDate: Night | null; reviewOn: Night | null },
  { supervisor, tonight }: { supervisor: boolean; tonight: Night },
): Obstacle[] => {
  if (bar.endDate !== null) return [];
  const obstacles: Obstacle[] = [];
  if (!bar.reviewOn || bar.reviewOn <= tonight) {
    obstacles.push({
      code: 'needs_review_date',
      message: bar.reviewOn
        ? 'The day of the review must lie ahead.'
        : 'Until reviewed needs the day of the review.',
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

/** R27: who may hear an appeal is neither the issuer nor anybody who reports to them, directly or through others. */
export const mayReview = (
  userId: string,
  { issuedBy, belowIssuer }: { issuedBy: string | null; belowIssuer: readonly string[] },
): boolean => userId !== issuedBy && !belowIssuer.includes(userId);

/** Fewer than this are not told apart outside the issuer. */
const fewest = 10;

/**
 * Whether outsiders may ask for these days [from, to): whole months that are over, each told by itself. Spans of any
 * other days could be taken from each other until one person is left.
 */
export const areMonthsOver = ({ from, to }: { from: Night; to: Night }, today: Night): boolean =>
  from.endsWith('-01') && to.endsWith('-01') && from < to && to <= firstOfMonth(today);

/** The first day of a day's month. */
export const firstOfMonth = (day: Night): Night => `${day.slice(0, 7)}-01`;

interface Counted {
  month: Night | null;
  reasonCode: string;
  bars: number;
  blocked: number;
}

/** A report for outsiders, month by month: what is too few to tell goes into "other"; where that is too few itself, it has no number. */
export const withoutSmallCounts = (rows: Counted[]) =>
  [...Map.groupBy(rows, (row) => row.month)].flatMap(([month, ofMonth]) =>
    withoutSmall(ofMonth).map((row) => ({ ...row, month })),
  );

const withoutSmall = (
  rows: Omit<Counted, 'month'>[],
): { reasonCode: string; bars: number | null; blocked: number | null }[] => {
  const told = rows.filter((r) => r.reasonCode !== 'other' && r.bars >= fewest && r.blocked >= fewest);
  const rest = rows.filter((r) => !told.includes(r));
  if (rest.length === 0) return told;
  const sum = (of: 'bars' | 'blocked') => rest.reduce((total, r) => total + r[of], 0);
  const enough = (n: number) => (n >= fewest ? n : null);
  return [...told, { reasonCode: 'other', bars: enough(sum('bars')), blocked: enough(sum('blocked')) }];
};
