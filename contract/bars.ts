import { z } from 'zod';
import { byId, endpoint, Id, IdInPath, Instant, Text, TimeOfDay } from './endpoint.ts';
import { Night } from './nights.ts';

export const barReasons = [
  'violence',
  'threat',
  'weapon',
  'theft',
  'property_damage',
  'drug_dealing',
  'harassment',
  'rules',
  'other',
] as const;
export const BarReason = z.enum(barReasons);
export type BarReason = z.infer<typeof BarReason>;

/** Reasons that always are an immediate threat to somebody: no warning is expected first, no weather suspends them. */
export const alwaysThreats: readonly BarReason[] = ['violence', 'threat', 'weapon'];

export const barServices = ['overnight', 'day', 'meals'] as const;
const BarService = z.enum(barServices);

export const noticeWays = ['letter_handed', 'letter_sent', 'spoken', 'phone', 'email'] as const;
export const NoticeWay = z.enum(noticeWays);
export type NoticeWay = z.infer<typeof NoticeWay>;

/** Ended: its last night is over. Suspended: it rests tonight, for the weather. */
const BarState = z.enum(['ahead', 'in_force', 'suspended', 'ended', 'lifted']);
export type BarState = z.infer<typeof BarState>;

/**
 * One line of the Client Bar List. Outside the issuer it is only an obstacle: no reason, no author, no count.
 * `own` is present for members of the issuing organization in a shelter workgroup.
 */
export const BarLine = z.object({
  organizationName: z.string(),
  facilityName: z.string().nullable(),
  message: z.string(),
  phone: z.string().nullable(),
  mayStayAgainFrom: Night.nullable(),
  own: z
    .object({
      id: Id,
      state: BarState,
      beginDate: Night,
      reviewOn: Night.nullable(),
      reasonCode: z.string(),
      narrative: z.string(),
      issuedAt: Instant,
      issuedBy: z.string().nullable(),
      liftedAt: Instant.nullable(),
    })
    .nullable(),
});
export type BarLine = z.infer<typeof BarLine>;

const Person = z.object({ id: Id, name: z.string(), goesBy: z.string().nullable() });

/** A reservation or a stay that a bar stands against. */
export const BarTouch = z.object({
  reservationId: Id,
  clientId: Id,
  facilityName: z.string(),
  beginDate: Night,
  endDate: z.string(),
  inHouse: z.boolean(),
  madeBy: z.string(),
});
export type BarTouch = z.infer<typeof BarTouch>;

const Given = z.object({
  how: NoticeWay,
  language: Text(60),
  at: Instant.optional().describe('When; now unless told'),
  note: Text(1000).nullable().default(null),
});
/** R26: notice was given, or why not yet. */
const Notice = z.union([z.object({ given: Given }), z.object({ notYet: Text(1000) })]);

export const issueBar = endpoint({
  name: 'issueBar',
  method: 'POST',
  path: '/api/bars',
  summary:
    'Bar a client from a facility or from all of the own organization; END is the first night they may stay again',
  body: z.object({
    clientId: Id,
    facilityId: Id.nullable(),
    services: z
      .array(BarService)
      .min(1, 'Choose at least one')
      .max(barServices.length)
      .default([...barServices]),
    incidentDate: Night,
    beginDate: Night,
    endDate: Night.nullable(),
    reviewOn: Night.nullable(),
    reasonCode: BarReason,
    immediateThreat: z.boolean().default(false),
    suspendable: z.boolean().default(false).describe('Rests on nights of extreme weather'),
    narrative: Text(10_000),
    told: Text(2000)
      .nullable()
      .default(null)
      .describe('What the person is told of the reason; in the letter'),
    withoutWarning: Text(1000).nullable().default(null).describe('Why no warning came first'),
    notice: Notice,
  }),
  status: 201,
  reply: z.object({ id: Id, touches: z.array(BarTouch) }),
});

export const liftBar = endpoint({
  name: 'liftBar',
  method: 'POST',
  path: '/api/bars/:id/lifting',
  summary: 'End a bar now; it stays in the history',
  params: byId,
  body: z.object({ reason: Text(1000) }),
  status: 201,
  reply: z.object({ id: Id }),
});

const BarOnRoom = z.object({
  id: Id,
  client: Person,
  facilityName: z.string().nullable(),
  state: BarState,
  beginDate: Night,
  endDate: Night.nullable(),
  reviewOn: Night.nullable(),
  reasonCode: z.string(),
  noticeDue: Night.nullable().describe('Until when notice is due; null: given, or never asked for'),
  appeal: z.object({ hearingAt: Instant.nullable(), reviewer: z.string().nullable() }).nullable(),
});
export type BarOnRoom = z.infer<typeof BarOnRoom>;

const ExtremeWeather = z.object({
  id: Id,
  beginDate: Night,
  endDate: Night,
  reason: z.string(),
  declaredBy: z.string().nullable(),
});

export const listBars = endpoint({
  name: 'listBars',
  method: 'GET',
  path: '/api/bars',
  summary: "The own organization's bars: those in force or ahead, and the newest that are over",
  reply: z.object({
    tonight: Night,
    bars: z.array(BarOnRoom),
    weather: z.array(ExtremeWeather).describe('Tonight or ahead'),
  }),
});

const barActs = [
  'issued',
  'notice_given',
  'notice_not_yet',
  'appealed',
  'hearing_set',
  'upheld',
  'overturned',
  'shortened',
  'reviewed',
  'lifted',
  'overridden',
  'override_ended',
] as const;
export type BarAct = (typeof barActs)[number];

export const readBar = endpoint({
  name: 'readBar',
  method: 'GET',
  path: '/api/bars/:id',
  summary: 'A bar of the own organization with its notice, appeals, overrides and history',
  params: byId,
  reply: z.object({
    id: Id,
    tonight: Night,
    client: Person.extend({ language: z.string().nullable() }),
    organizationName: z.string(),
    facility: z.object({ id: Id, name: z.string() }).nullable(),
    phone: z.string().nullable(),
    facilities: z.array(z.object({ id: Id, name: z.string() })).describe('Those it covers'),
    state: BarState,
    services: z.array(BarService),
    incidentDate: Night.nullable(),
    beginDate: Night,
    endDate: Night.nullable(),
    reviewOn: Night.nullable(),
    reasonCode: z.string(),
    immediateThreat: z.boolean(),
    suspendable: z.boolean(),
    narrative: z.string(),
    told: z.string().nullable(),
    warning: z.object({ at: Instant, by: z.string().nullable(), told: z.string() }).nullable(),
    withoutWarning: z.string().nullable(),
    issuedAt: Instant,
    issuedBy: z.string().nullable(),
    notice: z.object({
      due: Night.nullable(),
      whyNot: z.string().nullable(),
      givenAt: Instant.nullable(),
      givenBy: z.string().nullable(),
      how: NoticeWay.nullable(),
      language: z.string().nullable(),
      note: z.string().nullable(),
    }),
    appeals: z.array(
      z.object({
        id: Id,
        filedOn: Night,
        words: z.string(),
        hearingAt: Instant.nullable(),
        reviewer: z.object({ id: z.string(), name: z.string() }).nullable(),
        decidedAt: Instant.nullable(),
        outcome: z.enum(['upheld', 'shortened', 'overturned']).nullable(),
        decision: z.string().nullable(),
        mine: z.boolean().describe('The one who asks is its reviewer'),
      }),
    ),
    reviewers: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .describe('Who may hear an appeal: neither the issuer nor anybody who reports to them'),
    overrides: z.array(
      z.object({
        id: Id,
        facilityName: z.string(),
        beginDate: Night,
        endDate: Night,
        reason: z.string(),
        madeBy: z.string().nullable(),
        endedAt: Instant.nullable(),
      }),
    ),
    touches: z.array(BarTouch),
    blocked: z.number().int().describe('Placements that this bar has stopped'),
    history: z.array(
      z.object({
        act: z.enum(barActs),
        at: Instant,
        by: z.string().nullable(),
        why: z.string().nullable(),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
  }),
});

export const shortenBar = endpoint({
  name: 'shortenBar',
  method: 'POST',
  path: '/api/bars/:id/shortening',
  summary: 'Give a bar an earlier end, or an end at all',
  params: byId,
  body: z.object({ endDate: Night, reason: Text(1000) }),
  status: 201,
  reply: z.object({ id: Id }),
});

export const reviewBar = endpoint({
  name: 'reviewBar',
  method: 'POST',
  path: '/api/bars/:id/review',
  summary: 'Keep a bar that holds until reviewed, and name the day of the next review',
  params: byId,
  body: z.object({ reviewOn: Night, reason: Text(1000) }),
  status: 201,
  reply: z.object({ id: Id }),
});

export const recordNotice = endpoint({
  name: 'recordNotice',
  method: 'POST',
  path: '/api/bars/:id/notice',
  summary: 'The person was told of the bar: how, when, in which language; or why not yet',
  params: byId,
  body: Notice,
  status: 201,
  reply: z.object({ id: Id }),
});

const Hearing = z.object({
  hearing: z
    .object({ day: Night, time: TimeOfDay })
    .nullable()
    .default(null)
    .describe('In the time zone of the installation'),
  reviewerId: z.string().min(1).max(100).nullable().default(null),
});

export const fileAppeal = endpoint({
  name: 'fileAppeal',
  method: 'POST',
  path: '/api/bars/:id/appeals',
  summary: 'Write down that the person appeals, in their words',
  params: byId,
  body: Hearing.extend({ filedOn: Night, words: Text(10_000) }),
  status: 201,
  reply: z.object({ id: Id }),
});

export const setHearing = endpoint({
  name: 'setHearing',
  method: 'PUT',
  path: '/api/bar-appeals/:id/hearing',
  summary: 'When an appeal is heard, and by whom',
  params: byId,
  body: Hearing,
  reply: z.object({ id: Id }),
});

export const decideAppeal = endpoint({
  name: 'decideAppeal',
  method: 'POST',
  path: '/api/bar-appeals/:id/decision',
  summary: 'The reviewer decides: the bar stands, ends earlier or is overturned; it holds at once',
  params: byId,
  body: z.object({
    outcome: z.enum(['upheld', 'shortened', 'overturned']),
    endDate: Night.nullable().default(null),
    decision: Text(10_000),
  }),
  status: 201,
  reply: z.object({ id: Id }),
});

export const overrideBar = endpoint({
  name: 'overrideBar',
  method: 'POST',
  path: '/api/bars/:id/overrides',
  summary: 'Let a barred person stay once all the same: at one facility, on these nights',
  params: byId,
  body: z.object({ facilityId: Id, beginDate: Night, endDate: Night, reason: Text(1000) }),
  status: 201,
  reply: z.object({ id: Id }),
});

export const endOverride = endpoint({
  name: 'endOverride',
  method: 'POST',
  path: '/api/bar-overrides/:id/ending',
  summary: 'Take an override back: the bar holds again on its nights',
  params: byId,
  status: 201,
  reply: z.object({ touches: z.array(BarTouch) }),
});

const Warning = z.object({
  id: Id,
  reasonCode: z.string(),
  incidentDate: Night,
  told: z.string(),
  givenAt: Instant,
  givenBy: z.string().nullable(),
  counts: z.boolean().describe('Within 30 days: a bar for the same reason may follow'),
});

export const giveWarning = endpoint({
  name: 'giveWarning',
  method: 'POST',
  path: '/api/bar-warnings',
  summary: 'Warn a client: it holds for 30 days for the same rule',
  body: z.object({ clientId: Id, reasonCode: BarReason, incidentDate: Night, told: Text(2000) }),
  status: 201,
  reply: Warning,
});

export const listWarnings = endpoint({
  name: 'listWarnings',
  method: 'GET',
  path: '/api/bar-warnings',
  summary: "The own organization's warnings of a client",
  query: z.object({ clientId: IdInPath }),
  reply: z.object({ tonight: Night, warnings: z.array(Warning) }),
});

export const declareExtremeWeather = endpoint({
  name: 'declareExtremeWeather',
  method: 'POST',
  path: '/api/extreme-weather',
  summary:
    "Let the own organization's suspendable bars rest on nights of extreme weather; they come back by themselves",
  body: z.object({ beginDate: Night, endDate: Night, reason: Text(200) }),
  status: 201,
  reply: z.object({
    id: Id,
    suspended: z.number().int().describe('Bars that rest on at least one of the nights'),
  }),
});

export const endExtremeWeather = endpoint({
  name: 'endExtremeWeather',
  method: 'POST',
  path: '/api/extreme-weather/:id/ending',
  summary: 'End it from tonight on: the bars hold again',
  params: byId,
  status: 201,
  reply: z.object({ touches: z.array(BarTouch) }),
});

const Counted = z.object({
  month: Night.nullable().describe(
    'The first day of the month counted; null where the days are counted together',
  ),
  reasonCode: z.string().describe('A reason, or "other" where it is too few to tell'),
  bars: z.number().int().nullable(),
  blocked: z.number().int().nullable(),
});

export const readBarReport = endpoint({
  name: 'readBarReport',
  method: 'GET',
  path: '/api/bar-report',
  summary:
    'Bars and the placements they stopped, by reason: of the own shelter, or for the administration and leads of teams of all shelters by months that are over, where fewer than 10 are not told apart',
  query: z.object({
    from: Night.optional().describe('The first of January unless told'),
    to: Night.optional().describe('First day that no longer counts; as late as may be unless told'),
  }),
  reply: z.object({
    own: z.boolean(),
    from: Night,
    to: Night,
    rows: z.array(Counted),
    appeals: z
      .object({ filed: z.number().int(), changed: z.number().int(), open: z.number().int() })
      .nullable(),
    warnings: z.number().int().nullable(),
  }),
});
