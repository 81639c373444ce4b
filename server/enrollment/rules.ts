import type { EnrollmentSummary, SaidAtExit } from '../../contract/enrollment.ts';
import type { ShelterKind } from '../../contract/facilities.ts';
import type { Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { Answers } from '../../contract/placement.ts';
import { sayList, sayNight } from '../../contract/words.ts';

/** Whom start elements are asked of: HUD asks some of everybody, others of heads of household and adults only. */
export interface Asked {
  adult: boolean;
  head: boolean;
  kind: ShelterKind;
}

interface StartElement {
  /** Answers that stand for the element; all of them are asked. */
  questions: readonly string[];
  of: 'all' | 'heads_and_adults';
  /** HUD ESG: 4.02 to 4.04 are not collected in night-by-night shelter. */
  notIn?: ShelterKind;
}

/** HUD FY2026 project-start elements of emergency shelter, and of whom they are asked. */
const startElements: readonly StartElement[] = [
  { questions: ['DisablingCondition'], of: 'all' },
  {
    questions: [
      'LivingSituation',
      'LengthOfStay',
      'DateToStreetESSH',
      'TimesHomelessPastThreeYears',
      'MonthsHomelessPastThreeYears',
    ],
    of: 'heads_and_adults',
  },
  {
    questions: [
      'PhysicalDisability',
      'DevelopmentalDisability',
      'ChronicHealthCondition',
      'HIVAIDS',
      'MentalHealthDisorder',
      'SubstanceUseDisorder',
    ],
    of: 'all',
  },
  { questions: ['IncomeFromAnySource'], of: 'heads_and_adults', notIn: 'night_by_night' },
  { questions: ['BenefitsFromAnySource'], of: 'heads_and_adults', notIn: 'night_by_night' },
  { questions: ['InsuranceFromAnySource'], of: 'all', notIn: 'night_by_night' },
  { questions: ['DomesticViolenceSurvivor'], of: 'heads_and_adults' },
];

/** The questions of the start stage that are asked of this person. */
export const questionsFor = (who: Asked): string[] =>
  startElements
    .filter((element) => (element.of === 'all' || who.adult || who.head) && element.notIn !== who.kind)
    .flatMap((element) => element.questions);

/** How many start elements nobody has answered yet; what follows from another answer is not counted. */
export const toAskAtTheDoor = (answers: unknown, who: Asked): number => {
  const given = (answers ?? {}) as Answers;
  return questionsFor(who).filter((name) => given[name] === undefined || given[name] === null).length;
};

/** Where an enrollment stands. Pending: no night slept yet. Voided: it never began. */
export const stateOf = (enrollment: {
  entryDate: Night | null;
  exitDate: Night | null;
  voidedAt: Date | null;
}): EnrollmentSummary['state'] => {
  if (enrollment.voidedAt) return 'voided';
  if (!enrollment.entryDate) return 'pending';
  return enrollment.exitDate ? 'ended' : 'open';
};

export interface IntakeMember {
  clientId: number;
  name: string;
  relationshipToHoH: number;
  startDate: Night;
  /** The enrollment at this project that stands, if any. */
  standing: { state: 'pending' | 'open'; hudHouseholdId: string } | null;
}

export interface IntakeFacts {
  facility: {
    name: string;
    phone: string | null;
    kind: ShelterKind;
    victimServiceProvider: boolean;
  };
  tonight: Night;
  members: IntakeMember[];
  /** HouseholdID under which the head of these people's household is enrolled here, where the head is not among them. */
  joins: string | null;
  bars: Obstacle[];
}

/** How many days ahead a start may be planned; a place can be booked no further. */
const furthestAhead = 60;

/** Every reason why these people can't be enrolled here together. R9, R11, R19; HUD 3.10, 3.15. */
export const obstaclesToIntake = (intake: IntakeFacts): Obstacle[] => [
  ...aboutFacility(intake),
  ...intake.bars,
  ...aboutStays(intake),
  ...aboutHead(intake),
  ...aboutStart(intake),
];

const aboutFacility = ({ facility }: IntakeFacts): Obstacle[] =>
  facility.victimServiceProvider
    ? [
        {
          code: 'victim_service_provider',
          message: `${facility.name} keeps its guests outside this system by law; call it`,
          facts: { facility: facility.name, phone: facility.phone },
          ...callNext(facility.phone),
        },
      ]
    : [];

const aboutStays = ({ facility, members }: IntakeFacts): Obstacle[] => {
  const staying = members.filter((m) => facility.kind === 'extended_stay' && m.standing?.state === 'open');
  if (staying.length === 0) return [];
  return [
    {
      code: 'already_staying_here',
      message: `${sayList(staying.map((m) => m.name))} ${staying.length > 1 ? 'are' : 'is'} staying here already; no new enrollment is needed, call the shelter to confirm${facility.phone ? `: ${facility.phone}` : ''}`,
      facts: {
        phone: facility.phone,
        client: staying[0]!.clientId,
        names: staying.map((m) => m.name).join(', '),
      },
      ...callNext(facility.phone),
    },
  ];
};

const callNext = (phone: string | null) => (phone ? { next: { label: `Call ${phone}`, act: 'call' } } : {});

const aboutHead = ({ members, joins }: IntakeFacts): Obstacle[] => {
  const heads = members.filter((m) => m.relationshipToHoH === 1);
  if (heads.length > 1) {
    return [
      {
        code: 'many_heads',
        message: `A household has one head; here are ${sayList(heads.map((m) => m.name))}`,
        next: { label: 'Choose the head', act: 'choose_head' },
      },
    ];
  }
  if (heads.length === 0 && joins === null) {
    return [
      {
        code: 'no_head',
        message: 'One of them must be the head of household, or join a head who is enrolled here already',
        next: { label: 'Choose the head', act: 'choose_head' },
      },
    ];
  }
  return [];
};

const aboutStart = ({ members, tonight }: IntakeFacts): Obstacle[] => {
  const late = members.filter((m) => m.startDate < tonight);
  const far = members.filter((m) => dayNumber(m.startDate) - dayNumber(tonight) > furthestAhead);
  return [
    ...(late.length > 0
      ? [
          {
            code: 'start_is_over' as const,
            message: `${sayNight(late[0]!.startDate)} is over; the planned first night can be ${sayNight(tonight)}`,
            facts: { night: late[0]!.startDate, tonight },
            next: { label: 'Tonight', act: 'tonight' },
          },
        ]
      : []),
    ...(far.length > 0
      ? [
          {
            code: 'start_too_far' as const,
            message: `A start can be planned at most ${furthestAhead} nights ahead`,
            facts: { nights: furthestAhead },
          },
        ]
      : []),
  ];
};

const dayNumber = (night: Night): number => Date.parse(night) / 86_400_000;

/**
 * The HouseholdID of an intake: that of the head's standing enrollment here, of the household that is joined, or a new
 * one. HUD 5.09: new for each project start, kept through it, joiners keep it.
 */
export const householdIdOf = (members: IntakeMember[], joins: string | null, fresh: string): string => {
  const head = members.find((m) => m.relationshipToHoH === 1);
  return head?.standing?.hudHouseholdId ?? (head ? fresh : (joins ?? fresh));
};

/**
 * What was said at the last exit from a project about somebody who comes back on a night before that day; null where it
 * is over, nothing was said, or they are there again already.
 */
export const saidAtExit = (
  enrollments: Pick<EnrollmentSummary, 'projectId' | 'state' | 'exitDate' | 'mayReturnFrom'>[],
  projectId: number,
  night: Night,
): SaidAtExit | null => {
  const here = enrollments.filter((e) => e.projectId === projectId);
  if (here.some((e) => e.state === 'open')) return null;
  const ended = here.filter((e): e is typeof e & { exitDate: Night } => e.exitDate !== null);
  const last = ended.sort((a, b) => (a.exitDate < b.exitDate ? 1 : -1))[0];
  if (!last?.mayReturnFrom || last.mayReturnFrom <= night) return null;
  return { exitDate: last.exitDate, mayReturnFrom: last.mayReturnFrom };
};
