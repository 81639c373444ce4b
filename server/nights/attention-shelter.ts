import type { Attention, AttentionKind } from '../../contract/attention.ts';
import { countBarsWaiting } from '../bars/store-procedure.ts';
import { checkInHours, countIsStale, lateFrom, usualTonight } from '../facilities/rules.ts';
import { readFacilities, readWeekdayHours, tonightOf } from '../facilities/store.ts';
import type { Act } from '../reservations/booking.ts';
import { oncePerGuest, readWithoutPlace } from '../reservations/store-without-place.ts';
import { lineOf } from './attention-line.ts';
import { countLeftOpen } from './store-exit.ts';
import { readAwaited } from './store-late.ts';
import { readSilent, readStillInHouse } from './store-sweep.ts';

/** What needs a person now at the actor's own shelter: each kind with its number, by facility; then the bars. */
export const shelterAttention = async (act: Act): Promise<Attention[]> => {
  const { db, actor, now } = act;
  const facilities = await readFacilities(db, [actor.organizationId]);
  const tonights = facilities.map((f) => ({ facilityId: f.id, night: tonightOf(f, now) }));
  const weekdays = await readWeekdayHours(
    db,
    facilities.map((f) => f.id),
  );
  const awaited = await readAwaited(db, tonights);
  const without = oncePerGuest(
    await readWithoutPlace(
      db,
      tonights.map((t) => ({ id: t.facilityId, tonight: t.night })),
    ),
  );
  const still = await readStillInHouse(db, tonights);
  const silent = await readSilent(db, now, 1, actor.organizationId);
  const leftOpen = await countLeftOpen(
    db,
    facilities.map((f) => f.projectId),
  );
  const ofFacilities = facilities.flatMap((f): Attention[] => {
    const own = weekdays.filter((w) => w.facilityId === f.id);
    const hours = checkInHours(f, own, tonightOf(f, now));
    const isLate = (g: (typeof awaited)[number]) => {
      const from = lateFrom(hours, g);
      return from !== null && from <= now;
    };
    const counts: [AttentionKind, number][] = [
      ['overdue', awaited.filter((g) => g.facilityId === f.id && isLate(g)).length],
      ['without_place', without.filter((w) => w.facilityId === f.id).length],
      ['still_in_house', still.get(f.id) ?? 0],
      ['exits_tomorrow', silent.filter((s) => s.facilityId === f.id).length],
      ['left_open', leftOpen.get(f.projectId) ?? 0],
      ['count_is_stale', countIsStale(f.countConfirmedAt, f.staleAfterHours, now) ? 1 : 0],
    ];
    return counts.flatMap(([kind, count]) => lineOf(kind, count, f));
  });
  return [...ofFacilities, ...(await barsWaiting(act))];
};

// Only what this person may do something about. R26, R27.
const barsWaiting = async ({ db, actor, now }: Act): Promise<Attention[]> => {
  const waiting = await countBarsWaiting(db, { ...actor, night: usualTonight(now) });
  const counts: [AttentionKind, number][] = [
    ['notices_due', waiting.noticesDue],
    ['bars_to_review', actor.supervisor ? waiting.toReview : 0],
    ['appeals_to_decide', waiting.appealsMine],
    ['appeals_to_hear', waiting.appealsWithoutHearing],
  ];
  return counts.flatMap(([kind, count]) => lineOf(kind, count));
};
