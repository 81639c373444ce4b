import type { Reply } from '../../contract/endpoint.ts';
import type { readExits } from '../../contract/exits.ts';
import { addDays } from '../../contract/nights.ts';
import { ownFacility } from '../facilities/store.ts';
import type { Act } from '../reservations/booking.ts';
import { type EndingRow, readEndedByItself, readEndings, readLeftOpen } from './store-exit.ts';
import { readAutoExitNights, readSilent } from './store-sweep.ts';

const listedDays = 60;

/** A shelter's ends: what the clock will end tomorrow and has ended, and what a stay has left open. */
export const exitsOf = async (
  act: Act,
  facilityId: number,
): Promise<{ clientIds: number[]; reply: Reply<typeof readExits> }> => {
  const { db, actor, now } = act;
  const facility = await ownFacility(db, actor, facilityId);
  const silent = (await readSilent(db, now, 1, actor.organizationId)).filter(
    (s) => s.projectId === facility.projectId,
  );
  const ahead = new Map(silent.map((s) => [s.enrollmentId, s.lastNight]));
  const tomorrow = (await readEndings(db, [...ahead.keys()])).map((row) => {
    const lastNight = ahead.get(row.enrollmentId)!;
    return { ...row, lastNight, exitDate: addDays(lastNight, 1) };
  });
  const since = new Date(now.getTime() - listedDays * 86_400_000);
  const byItself = await readEndedByItself(db, facility.projectId, since);
  const leftOpen = await readLeftOpen(db, facility.projectId);
  return {
    clientIds: [...new Set([...tomorrow, ...byItself, ...leftOpen].map((row) => row.clientId))],
    reply: {
      facilityName: facility.name,
      timeZone: facility.timeZone,
      nights: facility.projectType === 1 ? await readAutoExitNights(db, facility.projectId) : null,
      tomorrow: tomorrow.map(sayInstant),
      byItself: byItself.map(sayInstant),
      leftOpen: leftOpen.map(sayInstant),
    },
  };
};

const sayInstant = (row: EndingRow) => ({ ...row, exitedAt: row.exitedAt?.toISOString() ?? null });
