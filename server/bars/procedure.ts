import type { z } from 'zod';
import type * as contract from '../../contract/bars.ts';
import type { Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { Actor } from '../accounts/actor.ts';
import { refuseVictimServiceProvider } from '../clients/store.ts';
import { usualTonight } from '../facilities/rules.ts';
import { lockFacilities } from '../facilities/store.ts';
import { notFound, Refusal, refuse } from '../http/refusal.ts';
import { type Act, aboutOver, obstaclesToEnd, openBar } from './issuing.ts';
import { mayReview } from './rules.ts';
import { changeEnd, endBar, keepChange, type OwnBar, readCovered, readOwnBar } from './store-bars.ts';
import {
  changeHearing,
  countSuspended,
  endWeather,
  insertAppeal,
  insertOverride,
  insertWeather,
  markDecided,
  markOverrideEnded,
  readAppeal,
  readBelow,
  readOverride,
  readShelterPeople,
} from './store-procedure.ts';

type Body<E extends { body: z.ZodType }> = z.output<E['body']>;

/** Who of the organization may hear an appeal against a bar today. R27. */
export const readReviewers = async (
  { db, now }: Pick<Act, 'db' | 'now'>,
  bar: { organizationId: number; issuedBy: string | null },
): Promise<{ id: string; name: string }[]> => {
  const today = usualTonight(now);
  const belowIssuer = await readBelow(db, bar.issuedBy, today);
  const people = await readShelterPeople(db, bar.organizationId, today);
  return people.filter((person) => mayReview(person.id, { issuedBy: bar.issuedBy, belowIssuer }));
};

const aboutReviewer = async (act: Act, bar: OwnBar, reviewerId: string | null): Promise<Obstacle[]> => {
  if (reviewerId === null) return [];
  const reviewers = await readReviewers(act, bar);
  if (reviewers.some((r) => r.id === reviewerId)) return [];
  return [
    {
      code: 'reviewer_not_neutral',
      message:
        'An appeal is heard by somebody of the shelter who neither issued the bar nor reports to who did.',
      next: { label: 'Choose another reviewer', act: 'reviewer' },
    },
  ];
};

/** Writes down an appeal. @throws Refusal 404, or 409 with every reason; one appeal is open at a time */
export const appeal = async (act: Act, barId: number, asked: Body<typeof contract.fileAppeal>) => {
  const { db, actor, now } = act;
  const bar = await openBar(act, barId, 'writes');
  const tonight = usualTonight(now);
  const obstacles = [...aboutOver(bar, tonight), ...(await aboutReviewer(act, bar, asked.reviewerId))];
  if (asked.filedOn > tonight)
    obstacles.push({ code: 'appeal_before_bar', message: 'The day of the appeal lies ahead.' });
  if (obstacles.length > 0) throw refuse('obstacles', 'The appeal was not saved.', obstacles);
  const { filedOn, words, reviewerId } = asked;
  const by = actor.userId;
  const id = await insertAppeal(db, {
    barId,
    filedOn,
    words,
    hearing: asked.hearing,
    reviewer: reviewerId,
    filedAt: now,
    filedBy: by,
  });
  await keepChange(db, { barId, act: 'appealed', at: now, by, why: words });
  return { id, bar };
};

/** An open appeal against a bar of the own organization. */
const openAppeal = async (act: Act, id: number) => {
  const found = await readAppeal(act.db, id);
  if (!found || !(await readOwnBar(act.db, found.barId, act.actor.organizationId))) throw notFound('appeal');
  const bar = await openBar(act, found.barId, 'writes');
  const now = (await readAppeal(act.db, id))!;
  const decided: Obstacle[] = now.decidedAt
    ? [{ code: 'decided_already', message: 'This appeal is decided already.' }]
    : [];
  return { appeal: now, bar, decided };
};

/** When and by whom an appeal is heard. @throws Refusal 404, or 409 with every reason */
export const setHearing = async (
  act: Act,
  id: number,
  asked: Body<typeof contract.setHearing>,
): Promise<OwnBar> => {
  const { bar, decided } = await openAppeal(act, id);
  const obstacles = [...decided, ...(await aboutReviewer(act, bar, asked.reviewerId))];
  if (obstacles.length > 0) throw refuse('obstacles', 'The hearing was not saved.', obstacles);
  const { hearing, reviewerId } = asked;
  await changeHearing(act.db, id, { hearing, reviewer: reviewerId });
  const to = hearing && `${hearing.day} ${hearing.time}`;
  await keepChange(act.db, { barId: bar.id, act: 'hearing_set', at: act.now, by: act.actor.userId, to });
  return bar;
};

/**
 * The reviewer's decision; a bar shortened or overturned is so at once. R27, R28: who decides is looked at again, because
 * people change whom they report to.
 * @throws Refusal 404, or 409 with every reason
 */
export const decide = async (
  act: Act,
  id: number,
  { outcome, endDate, decision }: Body<typeof contract.decideAppeal>,
): Promise<OwnBar> => {
  const { db, actor, now } = act;
  const { appeal: open, bar, decided } = await openAppeal(act, id);
  const obstacles = [...decided, ...aboutDeciding(actor, open.reviewer)];
  if (obstacles.length === 0) obstacles.push(...(await aboutReviewer(act, bar, actor.userId)));
  if (outcome === 'shortened' && endDate === null) {
    obstacles.push({
      code: 'needs_end',
      message: 'A shorter bar needs the first night they may stay again.',
      next: { label: 'Name the night', act: 'end_date' },
    });
  }
  if (outcome === 'shortened' && endDate !== null) obstacles.push(...obstaclesToEnd(bar, endDate));
  if (obstacles.length > 0) throw refuse('obstacles', 'The appeal was not decided.', obstacles);

  const by = actor.userId;
  await markDecided(db, id, { decidedAt: now, decidedBy: by, outcome, decision });
  const change = { barId: bar.id, at: now, by, why: decision };
  if (outcome === 'upheld') await keepChange(db, { ...change, act: 'upheld' });
  if (outcome === 'shortened') {
    await changeEnd(db, bar.id, endDate!);
    await keepChange(db, { ...change, act: 'shortened', from: bar.end, to: endDate });
  }
  if (outcome === 'overturned') {
    if (!bar.liftedAt) await endBar(db, { id: bar.id, at: now, by, reason: 'Overturned on appeal' });
    await keepChange(db, { ...change, act: 'overturned' });
  }
  return bar;
};

const aboutDeciding = (actor: Actor, reviewer: string | null): Obstacle[] =>
  reviewer === actor.userId
    ? []
    : [
        {
          code: 'not_the_reviewer',
          message: 'Only the reviewer of this appeal decides it.',
          next: { label: 'Name the reviewer', act: 'reviewer' },
        },
      ];

/** R23: lets a barred person stay once all the same. @throws Refusal 404, or 409 with every reason */
export const override = async (
  act: Act,
  barId: number,
  { facilityId, beginDate, endDate, reason }: Body<typeof contract.overrideBar>,
) => {
  const { db, actor, now } = act;
  const nights = spanOf(beginDate, endDate);
  const bar = await openBar(act, barId, 'writes');
  const tonight = usualTonight(now);
  const obstacles = [...aboutOver(bar, tonight), ...aboutNights(endDate, tonight)];
  const covered = await readCovered(db, bar);
  if (!covered.some((f) => f.id === facilityId))
    obstacles.push({ code: 'not_covered', message: 'This bar does not cover that facility.' });
  if (obstacles.length > 0) throw refuse('obstacles', 'The bar was not overridden.', obstacles);
  const by = actor.userId;
  const id = await insertOverride(db, { barId, facilityId, nights, reason, madeAt: now, madeBy: by });
  const change = { barId, at: now, by, why: reason, from: beginDate, to: endDate };
  await keepChange(db, { ...change, act: 'overridden' });
  return { id, bar };
};

const spanOf = (begin: Night, end: Night) => {
  if (end > begin) return { begin, end };
  throw new Refusal({
    status: 400,
    code: 'shape',
    title: 'The day of leaving must come after the first night.',
    fields: { 'body.endDate': 'A later day' },
  });
};

const aboutNights = (end: Night, tonight: Night): Obstacle[] =>
  end > tonight ? [] : [{ code: 'nights_over', message: 'These nights are over.' }];

/** Takes an override back. @throws Refusal 404, or 409 where it is over */
export const endOverride = async (act: Act, id: number): Promise<OwnBar> => {
  const { db, actor, now } = act;
  const found = await readOverride(db, id);
  if (!found || !(await readOwnBar(db, found.barId, actor.organizationId))) throw notFound('override');
  const bar = await openBar(act, found.barId, 'ends');
  if ((await readOverride(db, id))!.endedAt)
    throw refuse('override_over', 'This override is taken back already.');
  await markOverrideEnded(db, id, { endedAt: now, endedBy: actor.userId });
  await keepChange(db, { barId: bar.id, act: 'override_ended', at: now, by: actor.userId });
  return bar;
};

/** Locks every facility of the organization, as bookings there do, and returns their ids. */
const lockOwnFacilities = async ({ db, actor }: Act): Promise<number[]> => {
  const own = await readCovered(db, { organizationId: actor.organizationId, facilityId: null });
  const ids = own.map((f) => f.id);
  await lockFacilities(db, ids);
  return ids;
};

/** R24: suspendable bars rest on these nights. @throws Refusal 409 for nights that are over */
export const declareWeather = async (
  act: Act,
  { beginDate, endDate, reason }: Body<typeof contract.declareExtremeWeather>,
) => {
  const { db, actor, now } = act;
  const nights = spanOf(beginDate, endDate);
  await refuseVictimServiceProvider(db, [actor.organizationId]);
  const facilityIds = await lockOwnFacilities(act);
  const obstacles = aboutNights(endDate, usualTonight(now));
  if (obstacles.length > 0) throw refuse('obstacles', 'Nothing was saved.', obstacles);
  const { organizationId } = actor;
  const id = await insertWeather(db, {
    organizationId,
    nights,
    reason,
    declaredAt: now,
    declaredBy: actor.userId,
  });
  return { id, suspended: await countSuspended(db, organizationId, nights), facilityIds };
};

/** The bars hold again from tonight on. @throws Refusal 404 where none of the own organization holds */
export const endExtremeWeather = async (act: Act, id: number): Promise<number[]> => {
  const { db, actor, now } = act;
  const facilityIds = await lockOwnFacilities(act);
  const how = { organizationId: actor.organizationId, from: usualTonight(now), at: now, by: actor.userId };
  if (!(await endWeather(db, id, how))) throw notFound('extreme weather');
  return facilityIds;
};
