import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type * as contract from '../../contract/bars.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { Actor } from '../accounts/actor.ts';
import { lockClients, lockForWriting } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { usualTonight } from '../facilities/rules.ts';
import { lockFacilities, ownFacility } from '../facilities/store.ts';
import { notFound, Refusal, refuse } from '../http/refusal.ts';
import { isThreat, noticeDays, obstaclesToIssuing, warningCounts } from './rules.ts';
import { readTouches } from './store.ts';
import {
  changeEnd,
  changeReview,
  endBar,
  insertBar,
  keepChange,
  markNotice,
  type OwnBar,
  readOwnBar,
} from './store-bars.ts';
import { insertWarning, readWarnings } from './store-procedure.ts';

/** One transaction of a shelter's staff at an instant. */
export interface Act {
  db: Transaction<DB>;
  actor: Actor;
  now: Date;
}

type Body<E extends { body: z.ZodType }> = z.output<E['body']>;

/** A bar of the own organization, its client locked: bookings under way wait, or see it as it is then. */
export const openBar = async (act: Act, id: number, ends: 'ends' | 'writes'): Promise<OwnBar> => {
  const { db, actor } = act;
  const before = await readOwnBar(db, id, actor.organizationId);
  if (!before) throw notFound('bar');
  // What was written before an organization was marked as a victim service provider can still be taken away.
  if (ends === 'ends') await lockClients(db, [before.clientId]);
  else await lockForWriting(db, actor, [before.clientId]);
  return (await readOwnBar(db, id, actor.organizationId))!;
};

/** The reason against changing a bar that is over. */
export const aboutOver = (bar: OwnBar, tonight: Night): Obstacle[] =>
  bar.liftedAt || bar.end <= tonight ? [{ code: 'bar_is_over', message: 'This bar is over already.' }] : [];

/** What a bar's touches are for a reply, and whose boards show it. */
export const touchesOf = async (
  { db, actor, now }: Act,
  barId: number | null,
): Promise<{ touches: contract.BarTouch[]; facilityIds: number[] }> => {
  const rows = await readTouches(db, {
    organizationId: actor.organizationId,
    barId,
    from: usualTonight(now),
  });
  return {
    touches: rows.map(({ facilityId: _, ...touch }) => touch),
    facilityIds: rows.map((row) => row.facilityId),
  };
};

/**
 * Bars a client from a facility or from all of the own organization. Returns the bar's id and what it touches. R18, R20,
 * R24–R26.
 * @throws Refusal 400 without a barred night, 409 with every reason why not so, 404 for others' facilities
 */
export const issue = async (act: Act, asked: Body<typeof contract.issueBar>) => {
  const { db, actor, now } = act;
  if (asked.endDate !== null && asked.endDate <= asked.beginDate) {
    throw new Refusal({
      status: 400,
      code: 'shape',
      title: 'The first night they may stay again must come after the first barred night.',
      fields: { 'body.endDate': 'A later night' },
    });
  }
  const { clientId, facilityId, reasonCode } = asked;
  if (facilityId) await ownFacility(db, actor, facilityId);
  // Waits for bookings of this person under way, so that each is either listed below or sees this bar.
  await lockForWriting(db, actor, [clientId]);
  if (facilityId) await lockFacilities(db, [facilityId]);
  const tonight = usualTonight(now);
  const warning = (await readWarnings(db, { clientId, organizationId: actor.organizationId })).find(
    (w) => w.reasonCode === reasonCode && warningCounts(usualTonight(w.givenAt), tonight),
  );
  const facts = { supervisor: actor.supervisor, warned: warning !== undefined, tonight };
  const obstacles = obstaclesToIssuing(asked, facts);
  if (obstacles.length > 0)
    throw refuse('obstacles', 'The bar was not issued. Nothing was saved.', obstacles);

  const id = await insertBar(db, {
    clientId,
    organizationId: actor.organizationId,
    facilityId,
    services: [...new Set(asked.services)],
    incidentOn: asked.incidentDate,
    begin: asked.beginDate,
    end: asked.endDate,
    reviewOn: asked.endDate === null ? asked.reviewOn : null,
    reasonCode,
    immediateThreat: isThreat(asked),
    suspendable: asked.suspendable,
    narrative: asked.narrative,
    told: asked.told,
    warningId: warning?.id ?? null,
    withoutWarning: warning || isThreat(asked) ? null : asked.withoutWarning,
    noticeDue: addDays(tonight, noticeDays),
    issuedAt: now,
    issuedBy: actor.userId,
  });
  await keepChange(db, { barId: id, act: 'issued', at: now, by: actor.userId, to: asked.endDate });
  await keepNotice(act, id, asked.notice);
  return { id, ...(await touchesOf(act, id)) };
};

const keepNotice = async (
  { db, actor, now }: Act,
  barId: number,
  notice: Body<typeof contract.recordNotice>,
): Promise<void> => {
  const by = actor.userId;
  if ('notYet' in notice) {
    await markNotice(db, barId, { whyNot: notice.notYet });
    await keepChange(db, { barId, act: 'notice_not_yet', at: now, by, why: notice.notYet });
    return;
  }
  const { how, language, note, at } = notice.given;
  const given = at ? new Date(at) : now;
  if (Number.isNaN(given.getTime()) || given > now) {
    throw new Refusal({
      status: 400,
      code: 'shape',
      title: 'Notice was given at a time that is over.',
      fields: { 'body.given.at': 'Not later than now' },
    });
  }
  await markNotice(db, barId, { at: given, by, how, language, note });
  await keepChange(db, { barId, act: 'notice_given', at: now, by, why: note, to: how });
};

/** R26: notice is given, or why not yet. @throws Refusal 404 */
export const recordNotice = async (act: Act, id: number, notice: Body<typeof contract.recordNotice>) => {
  const bar = await openBar(act, id, 'writes');
  await keepNotice(act, id, notice);
  return bar;
};

/** Ends a bar of the own organization now. @throws Refusal 404, or 409 where it has ended */
export const lift = async (act: Act, { id, reason }: { id: number; reason: string }): Promise<OwnBar> => {
  const { db, actor, now } = act;
  const bar = await openBar(act, id, 'ends');
  if (bar.liftedAt) throw refuse('ended_already', 'This bar has ended already.');
  await endBar(db, { id, at: now, by: actor.userId, reason });
  await keepChange(db, { barId: id, act: 'lifted', at: now, by: actor.userId, why: reason });
  return bar;
};

/** Why this is no earlier end of a bar. */
export const obstaclesToEnd = (bar: OwnBar, endDate: Night): Obstacle[] =>
  endDate < bar.end && endDate > bar.begin
    ? []
    : [
        {
          code: 'not_shorter',
          message: 'The new end must come before the one it has, and after its first night.',
          next: { label: 'Choose another night', act: 'end_date' },
        },
      ];

/** Gives a bar an earlier end. @throws Refusal 404, or 409 with every reason */
export const shorten = async (
  act: Act,
  { id, endDate, reason }: { id: number } & Body<typeof contract.shortenBar>,
): Promise<OwnBar> => {
  const { db, actor, now } = act;
  const bar = await openBar(act, id, 'ends');
  const obstacles = [...aboutOver(bar, usualTonight(now)), ...obstaclesToEnd(bar, endDate)];
  if (obstacles.length > 0) throw refuse('obstacles', 'The bar was not shortened.', obstacles);
  await changeEnd(db, id, endDate);
  const change = { barId: id, at: now, by: actor.userId, from: bar.end, to: endDate };
  await keepChange(db, { ...change, act: 'shortened', why: reason });
  return bar;
};

/** Keeps a bar that holds until reviewed, to another day of review. @throws Refusal 404, or 409 with every reason */
export const review = async (
  act: Act,
  { id, reviewOn, reason }: { id: number } & Body<typeof contract.reviewBar>,
): Promise<OwnBar> => {
  const { db, actor, now } = act;
  const bar = await openBar(act, id, 'writes');
  const tonight = usualTonight(now);
  const obstacles = aboutOver(bar, tonight);
  if (bar.end !== 'infinity')
    obstacles.push({ code: 'review_not_asked', message: 'This bar has an end; no review waits for it.' });
  if (reviewOn <= tonight) {
    obstacles.push({
      code: 'needs_review_date',
      message: 'The day of the review must lie ahead.',
      next: { label: 'Name the day', act: 'review_on' },
    });
  }
  if (obstacles.length > 0) throw refuse('obstacles', 'The review was not saved.', obstacles);
  await changeReview(db, id, reviewOn);
  const change = { barId: id, at: now, by: actor.userId, from: bar.reviewOn, to: reviewOn };
  await keepChange(db, { ...change, act: 'reviewed', why: reason });
  return bar;
};

/** R25: warns a client. @throws Refusal 409 for an incident ahead */
export const warn = async (act: Act, asked: Body<typeof contract.giveWarning>) => {
  const { db, actor, now } = act;
  await lockForWriting(db, actor, [asked.clientId]);
  if (asked.incidentDate > usualTonight(now)) {
    throw refuse('obstacles', 'The warning was not saved.', [
      { code: 'incident_ahead', message: 'The day it happened lies ahead.' },
    ]);
  }
  const { clientId, reasonCode, incidentDate, told } = asked;
  const { id } = await insertWarning(db, {
    clientId,
    organizationId: actor.organizationId,
    reasonCode,
    incidentOn: incidentDate,
    told,
    givenAt: now,
    givenBy: actor.userId,
  });
  return {
    id,
    reasonCode,
    incidentDate,
    told,
    givenAt: now.toISOString(),
    givenBy: actor.userName,
    counts: true,
  };
};
