import type * as contract from '../../contract/bars.ts';
import type { Reply } from '../../contract/endpoint.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import { isShelter, isTeam } from '../accounts/actor.ts';
import { defaultTimeZone, localTime, usualTonight } from '../facilities/rules.ts';
import { forbidden, notFound, refuse } from '../http/refusal.ts';
import { type Act, touchesOf } from './issuing.ts';
import { readReviewers } from './procedure.ts';
import { areMonthsOver, barStateOn, firstOfMonth, warningCounts, withoutSmallCounts } from './rules.ts';
import {
  readAppeals,
  readBarsOfOrganization,
  readCovered,
  readHistory,
  readOverrides,
  readWholeBar,
} from './store-bars.ts';
import { countAppealsAndWarnings, countByReason, readWarnings, readWeather } from './store-procedure.ts';

const openEnd = (end: string): Night | null => (end === 'infinity' ? null : end);
const sayAt = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The bars of the own organization, as its room lists them. */
export const listOwn = async ({ db, actor, now }: Act): Promise<Reply<typeof contract.listBars>> => {
  const tonight = usualTonight(now);
  const rows = await readBarsOfOrganization(db, actor.organizationId, tonight);
  const weather = await readWeather(db, actor.organizationId, tonight);
  return {
    tonight,
    weather: weather.map(({ begin, end, ...w }) => ({ ...w, beginDate: begin, endDate: end })),
    bars: rows.map((b) => ({
      id: b.id,
      client: { id: b.clientId, name: b.clientName, goesBy: b.goesBy },
      facilityName: b.facilityName,
      state: barStateOn(b, tonight),
      beginDate: b.begin,
      endDate: openEnd(b.end),
      reviewOn: b.reviewOn,
      reasonCode: b.reasonCode,
      noticeDue: b.noticeGivenAt ? null : b.noticeDue,
      appeal: b.appealId ? { hearingAt: sayAt(b.hearingAt), reviewer: b.reviewer } : null,
    })),
  };
};

/** A whole bar of the own organization. @throws Refusal 404 */
export const readWhole = async (act: Act, id: number): Promise<Reply<typeof contract.readBar>> => {
  const { db, actor, now } = act;
  const tonight = usualTonight(now);
  const bar = await readWholeBar(db, id, actor, tonight);
  if (!bar) throw notFound('bar');
  const covered = await readCovered(db, bar);
  const [appeals, overrides, history] = [
    await readAppeals(db, id),
    await readOverrides(db, id),
    await readHistory(db, id),
  ];
  return {
    id,
    tonight,
    client: { id: bar.clientId, name: bar.clientName, goesBy: bar.goesBy, language: bar.language },
    organizationName: bar.organizationName,
    facility: bar.facilityId ? { id: bar.facilityId, name: bar.facilityName! } : null,
    phone: bar.facilityPhone ?? bar.organizationPhone ?? covered[0]?.phone ?? null,
    facilities: covered.map((f) => ({ id: f.id, name: f.name })),
    state: barStateOn(bar, tonight),
    services: bar.services,
    incidentDate: bar.incidentOn,
    beginDate: bar.begin,
    endDate: openEnd(bar.end),
    reviewOn: bar.reviewOn,
    reasonCode: bar.reasonCode,
    immediateThreat: bar.immediateThreat,
    suspendable: bar.suspendable,
    narrative: bar.narrative,
    told: bar.told,
    warning: bar.warnedAt && { at: bar.warnedAt.toISOString(), by: bar.warnedBy, told: bar.warnedTold ?? '' },
    withoutWarning: bar.withoutWarning,
    issuedAt: bar.issuedAt.toISOString(),
    issuedBy: bar.issuedByName,
    notice: {
      due: bar.noticeDue,
      whyNot: bar.noticeWhyNot,
      givenAt: sayAt(bar.noticeGivenAt),
      givenBy: bar.noticeGivenByName,
      how: bar.noticeHow,
      language: bar.noticeLanguage,
      note: bar.noticeNote,
    },
    appeals: appeals.map((a) => ({
      id: a.id,
      filedOn: a.filedOn,
      words: a.words,
      hearingAt: sayAt(a.hearingAt),
      reviewer: a.reviewer ? { id: a.reviewer, name: a.reviewerName ?? '' } : null,
      decidedAt: sayAt(a.decidedAt),
      outcome: a.outcome as 'upheld' | 'shortened' | 'overturned' | null,
      decision: a.decision,
      mine: a.reviewer === actor.userId,
    })),
    reviewers: await readReviewers(act, bar),
    overrides: overrides.map(({ begin, end, endedAt, ...o }) => ({
      ...o,
      beginDate: begin,
      endDate: end,
      endedAt: sayAt(endedAt),
    })),
    touches: (await touchesOf(act, id)).touches,
    blocked: bar.blocked,
    history: history.map((h) => ({ ...h, at: h.at.toISOString() })),
  };
};

/** The own organization's warnings of a client, the newest first. */
export const listWarningsOf = async (
  { db, actor, now }: Act,
  clientId: number,
): Promise<Reply<typeof contract.listWarnings>> => {
  const tonight = usualTonight(now);
  const rows = await readWarnings(db, { clientId, organizationId: actor.organizationId });
  return {
    tonight,
    warnings: rows.map((w) => ({
      id: w.id,
      reasonCode: w.reasonCode,
      incidentDate: w.incidentOn,
      told: w.told,
      givenAt: w.givenAt.toISOString(),
      givenBy: w.givenByName,
      counts: warningCounts(usualTonight(w.givenAt), tonight),
    })),
  };
};

/**
 * Counts by reason: the issuer's own as they are; for the administration and the leads of teams those of all shelters,
 * by whole months and without small ones.
 * @throws Refusal 403 for whoever does not lead their team, 409 where outsiders ask for parts of months
 */
export const report = async (
  { db, actor, now }: Act,
  asked: { from?: Night | undefined; to?: Night | undefined },
): Promise<Reply<typeof contract.readBarReport>> => {
  if (isTeam(actor) && !actor.supervisor) throw forbidden('This needs the lead of the team.');
  const own = isShelter(actor);
  const today = localTime(now, defaultTimeZone).day;
  const to = asked.to ?? (own ? addDays(today, 1) : firstOfMonth(today));
  const span = { from: asked.from ?? `${addDays(to, -1).slice(0, 4)}-01-01`, to };
  const of = { ...span, timeZone: defaultTimeZone };
  if (!own) {
    if (!areMonthsOver(span, today))
      throw refuse('obstacles', 'There is no report on these days.', [
        {
          code: 'whole_months',
          message: 'Bars of other shelters are counted by whole months that are over: choose months',
        },
      ]);
    const rows = await countByReason(db, { ...of, organizationId: null, byMonth: true });
    return { ...{ own, ...span }, rows: withoutSmallCounts(rows), appeals: null, warnings: null };
  }
  const { organizationId } = actor;
  const rows = await countByReason(db, { ...of, organizationId, byMonth: false });
  const { warnings, ...appeals } = await countAppealsAndWarnings(db, { ...span, organizationId });
  return { ...{ own, ...span }, rows, appeals, warnings };
};
