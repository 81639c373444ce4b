import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { issueBar } from '../../contract/bars.ts';
import type { Actor } from '../accounts/actor.ts';
import { lockClients, lockForWriting } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { lockFacilities, ownFacility } from '../facilities/store.ts';
import { notFound, Refusal, refuse } from '../http/refusal.ts';
import { obstaclesToEndless } from './rules.ts';
import { endBar, insertBar, readOwnBar, readTouchedReservations } from './store.ts';

/** One transaction of a shelter's staff at an instant. */
interface Act {
  db: Transaction<DB>;
  actor: Actor;
  now: Date;
}

/**
 * Bars a client from a facility or from all of the own organization. Returns the bar's id and the reservations it touches.
 * @throws Refusal 400 without a barred night, 409 where nobody may decide so, 404 for others' facilities
 */
export const issue = async ({ db, actor, now }: Act, asked: z.output<(typeof issueBar)['body']>) => {
  if (asked.endDate !== null && asked.endDate <= asked.beginDate) {
    throw new Refusal({
      status: 400,
      code: 'shape',
      title: 'The first night they may stay again must come after the first barred night.',
      fields: { 'body.endDate': 'A later night' },
    });
  }
  const obstacles = obstaclesToEndless(asked, actor.supervisor);
  if (obstacles.length > 0) throw refuse('needs_review', 'A bar without an end was not saved.', obstacles);
  if (asked.facilityId) await ownFacility(db, actor, asked.facilityId);
  // Waits for bookings of this person under way, so that each is either listed below or sees this bar.
  await lockForWriting(db, actor, [asked.clientId]);
  if (asked.facilityId) await lockFacilities(db, [asked.facilityId]);
  const { clientId, facilityId, beginDate, endDate, reviewOn, reasonCode, narrative } = asked;
  const scope = { clientId, organizationId: actor.organizationId, facilityId };
  const how = { at: now, by: actor.userId };
  const id = await insertBar(db, { ...scope, beginDate, endDate, reviewOn, reasonCode, narrative, ...how });
  const nights = { begin: beginDate, end: endDate ?? ('infinity' as const) };
  return { id, touched: await readTouchedReservations(db, { ...scope, nights }) };
};

/** Ends a bar of the own organization now. Returns whose it was. @throws Refusal 404, or 409 where it has ended */
export const lift = async (
  { db, actor, now }: Act,
  { id, reason }: { id: number; reason: string },
): Promise<{ clientId: number }> => {
  const bar = await readOwnBar(db, id, actor.organizationId);
  if (!bar) throw notFound('bar');
  await lockClients(db, [bar.clientId]);
  const ended = await endBar(db, {
    id,
    organizationId: actor.organizationId,
    at: now,
    by: actor.userId,
    reason,
  });
  if (!ended) throw refuse('ended_already', 'This bar has ended already.');
  return { clientId: bar.clientId };
};
