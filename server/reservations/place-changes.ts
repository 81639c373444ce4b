import type { z } from 'zod';
import type {
  previewBedChange,
  previewBedEnding,
  previewClosure,
  previewOverflowOpening,
  previewRule,
} from '../../contract/displacement.ts';
import type { Night, Nights } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayList } from '../../contract/words.ts';
import { isAdministrator } from '../accounts/actor.ts';
import { type FacilityRow, tonightOf } from '../facilities/store.ts';
import { facilityToChange } from '../facilities/store-administration.ts';
import {
  countTargets,
  endOpeningOn,
  endRuleOn,
  insertOpening,
  readOpening,
  readRule,
  replaceRules,
  updateBeds,
  updateBedsEnd,
} from '../facilities/store-changes.ts';
import { forbidden, notFound, refuse } from '../http/refusal.ts';
import type { Act } from './booking.ts';
import type { Change } from './displacement-outcome.ts';
import { labelOf } from './rules.ts';
import { obstaclesToNights } from './rules-displacement.ts';
import { holdsDuring } from './seating/fit.ts';
import { endClosureOn, insertClosure, readBedsOf, readClosedAlready, readClosure } from './store-closures.ts';

type Body<E extends { body: z.ZodType }> = z.output<E['body']>;

const unique = (ids: number[]) => [...new Set(ids)];

const nightsFrom = (
  facility: FacilityRow,
  now: Date,
  asked: { beginDate?: Night; endDate: Night | null },
): { nights: Nights; obstacles: Obstacle[] } => {
  const tonight = tonightOf(facility, now);
  const begin = asked.beginDate ?? tonight;
  return {
    nights: { begin, end: asked.endDate ?? 'infinity' },
    obstacles: obstaclesToNights(begin, asked.endDate, tonight),
  };
};

const bedsOf = async ({ db }: Act, facility: FacilityRow, bedIds: number[]) => {
  const beds = await readBedsOf(db, facility.id, bedIds);
  if (beds.length < unique(bedIds).length) throw notFound('bed');
  return beds;
};

/** Closes beds with a reason. */
export const closing = async (
  act: Act,
  facilityId: number,
  asked: Body<typeof previewClosure>,
): Promise<Change> => {
  const facility = await facilityToChange(act.db, act.actor, facilityId);
  const beds = await bedsOf(act, facility, asked.bedIds);
  const { nights, obstacles } = nightsFrom(facility, act.now, asked);
  const undone = 'No bed was closed.';
  if (obstacles.length > 0) throw refuse('obstacles', undone, obstacles);
  const closed = new Set(await readClosedAlready(act.db, asked.bedIds, nights));
  if (closed.size > 0) {
    const labels = beds.filter((b) => closed.has(b.id)).map((b) => `${b.roomName}, ${labelOf(b)}`);
    throw refuse('closed_already', undone, [
      {
        code: 'closed_already',
        message: `${sayList(labels)} ${labels.length === 1 ? 'is' : 'are'} closed already on one of these nights`,
        next: { label: 'Closed beds', act: 'closures' },
      },
    ]);
  }
  const bedIds = unique(asked.bedIds);
  const how = {
    facilityId: facility.id,
    bedIds,
    nights,
    reason: asked.reason,
    at: act.now,
    by: act.actor.userId,
  };
  return {
    facility,
    undone,
    apply: () => insertClosure(act.db, how),
    takesAway: { bedIds, nights },
    detail: { beds: bedIds.length, begin: nights.begin, end: nights.end },
  };
};

/** Opens the beds of a closure again from tonight. */
export const closureEnding = async (act: Act, closureId: number): Promise<Change> => {
  const closure = await readClosure(act.db, closureId);
  if (!closure) throw notFound('closure');
  const facility = await facilityToChange(act.db, act.actor, closure.facilityId);
  if (closure.endedAt) throw refuse('open_already', 'These beds were opened again already.');
  return {
    facility,
    undone: 'No bed was opened.',
    apply: () =>
      endClosureOn(act.db, closureId, tonightOf(facility, act.now), { at: act.now, by: act.actor.userId }),
    detail: { closure: closureId },
  };
};

/** Nothing changes but that seating looks again for those who have lost their place. */
export const seatingAgain = async (act: Act, facilityId: number): Promise<Change> => ({
  facility: await facilityToChange(act.db, act.actor, facilityId),
  undone: 'Nobody was seated.',
  apply: async () => {},
});

/** Sets who may use rooms or beds. */
export const ruleSetting = async (
  act: Act,
  facilityId: number,
  asked: Body<typeof previewRule>,
): Promise<Change> => {
  const facility = await facilityToChange(act.db, act.actor, facilityId);
  const of = { roomIds: unique(asked.roomIds), bedIds: unique(asked.bedIds) };
  const { nights, obstacles } = nightsFrom(facility, act.now, asked);
  if (of.roomIds.length + of.bedIds.length === 0) {
    obstacles.push({ code: 'nothing_chosen', message: 'Choose the rooms or beds that the rule is for' });
  }
  if (asked.ageFrom !== null && asked.ageTo !== null && asked.ageTo < asked.ageFrom) {
    obstacles.push({ code: 'ages_crossed', message: 'The highest age lies below the lowest' });
  }
  if (obstacles.length === 0 && !holdsDuring({ nights, weekdays: asked.weekdays }, nights)) {
    obstacles.push({ code: 'no_such_weekday', message: 'None of these weekdays is among those nights' });
  }
  const undone = 'No rule was changed.';
  if (obstacles.length > 0) throw refuse('obstacles', undone, obstacles);
  if ((await countTargets(act.db, facility.id, of)) < of.roomIds.length + of.bedIds.length)
    throw notFound('room or bed');
  return {
    facility,
    undone,
    apply: () => replaceRules(act.db, facility.id, of, nights, asked, { at: act.now, by: act.actor.userId }),
    detail: {
      rooms: of.roomIds.length,
      beds: of.bedIds.length,
      begin: nights.begin,
      end: nights.end,
      ...(asked.weekdays && { weekdays: asked.weekdays.join(', ') }),
    },
  };
};

const endingFrom = (
  facility: FacilityRow,
  now: Date,
  span: { begin: Night; end: Night },
  asked: { endDate?: Night },
  undone: string,
): Night => {
  const tonight = tonightOf(facility, now);
  const end = asked.endDate ?? tonight;
  if (end < tonight) throw refuse('obstacles', undone, obstaclesToNights(end, null, tonight));
  if (span.end <= end) throw refuse('over', `${undone} It ends before that already.`);
  return end;
};

/** Ends a rule: a bed follows its room again, a room is open to everyone. */
export const ruleEnding = async (act: Act, ruleId: number, asked: { endDate?: Night }): Promise<Change> => {
  const rule = await readRule(act.db, ruleId);
  if (!rule) throw notFound('rule');
  const facility = await facilityToChange(act.db, act.actor, rule.facilityId);
  const undone = 'No rule was changed.';
  const end = endingFrom(facility, act.now, rule, asked, undone);
  return { facility, undone, apply: () => endRuleOn(act.db, ruleId, end), detail: { rule: ruleId, end } };
};

/** Opens the facility's overflow places. */
export const overflowOpening = async (
  act: Act,
  facilityId: number,
  asked: Body<typeof previewOverflowOpening>,
): Promise<Change> => {
  const facility = await facilityToChange(act.db, act.actor, facilityId);
  const { nights, obstacles } = nightsFrom(facility, act.now, asked);
  const undone = 'Overflow was not opened.';
  if (obstacles.length > 0) throw refuse('obstacles', undone, obstacles);
  const how = { at: act.now, by: act.actor.userId };
  return {
    facility,
    undone,
    apply: () => insertOpening(act.db, facility.id, nights, asked.reason, how),
    detail: { begin: nights.begin, end: nights.end },
  };
};

/** Closes overflow from a night on. */
export const overflowEnding = async (
  act: Act,
  openingId: number,
  asked: { endDate?: Night },
): Promise<Change> => {
  const opening = await readOpening(act.db, openingId);
  if (!opening) throw notFound('overflow opening');
  const facility = await facilityToChange(act.db, act.actor, opening.facilityId);
  const undone = 'Overflow stays open.';
  const end = endingFrom(facility, act.now, opening, asked, undone);
  return {
    facility,
    undone,
    apply: () => endOpeningOn(act.db, openingId, end),
    detail: { opening: openingId, end },
  };
};

const administeredFacility = async (act: Act, facilityId: number): Promise<FacilityRow> => {
  if (!isAdministrator(act.actor)) throw forbidden('This is for administrators.');
  return facilityToChange(act.db, act.actor, facilityId);
};

/** Takes beds out of service from a night on, or back into it. */
export const bedEnding = async (
  act: Act,
  facilityId: number,
  asked: Body<typeof previewBedEnding>,
): Promise<Change> => {
  const facility = await administeredFacility(act, facilityId);
  await bedsOf(act, facility, asked.bedIds);
  const bedIds = unique(asked.bedIds);
  const undone = 'No bed was taken out of service.';
  const { endDate } = asked;
  if (endDate !== null) {
    const obstacles = obstaclesToNights(endDate, null, tonightOf(facility, act.now));
    if (obstacles.length > 0) throw refuse('obstacles', undone, obstacles);
  }
  return {
    facility,
    undone,
    apply: () => updateBedsEnd(act.db, facility.id, bedIds, endDate ?? 'infinity'),
    ...(endDate !== null && { takesAway: { bedIds, nights: { begin: endDate, end: 'infinity' } } }),
    detail: { beds: bedIds.length, end: endDate },
  };
};

/** Changes what beds are. */
export const bedChange = async (
  act: Act,
  facilityId: number,
  asked: Body<typeof previewBedChange>,
): Promise<Change> => {
  const facility = await administeredFacility(act, facilityId);
  await bedsOf(act, facility, asked.bedIds);
  const bedIds = unique(asked.bedIds);
  const { label, kind, accessible, power, nearStaff, overflow } = asked;
  const to = Object.fromEntries(
    Object.entries({ label, kind, accessible, power, nearStaff, overflow }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const undone = 'No bed was changed.';
  const obstacles: Obstacle[] = [
    ...(Object.keys(to).length === 0
      ? [{ code: 'nothing_chosen' as const, message: 'Choose what to change' }]
      : []),
    ...(label !== undefined && bedIds.length > 1
      ? [{ code: 'one_label_for_many' as const, message: 'A label is for one bed only' }]
      : []),
  ];
  if (obstacles.length > 0) throw refuse('obstacles', undone, obstacles);
  return {
    facility,
    undone,
    apply: () => updateBeds(act.db, facility.id, bedIds, to),
    detail: { beds: bedIds.length, changed: Object.keys(to).join(', ') },
  };
};
