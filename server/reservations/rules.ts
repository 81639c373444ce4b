import type { Night, Nights } from '../../contract/nights.ts';
import { addDays, earlierOf, laterOf } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayList, sayNight, sayNights } from '../../contract/words.ts';
import type { Rule } from './seating/types.ts';

interface RuleFacts extends Omit<Rule, 'nights' | 'doors'> {
  begin: Night;
  end: Night;
  doors: string[] | null;
}

/** Nights of a rule, and those of their weekdays on which it holds; null: all. */
type Held = Pick<RuleFacts, 'begin' | 'end' | 'weekdays'>;

const everyDay = [0, 1, 2, 3, 4, 5, 6];

// What is left of some nights where others are taken out of them: before, after, and on other weekdays between.
const without = (from: Held, taken: Held): Held[] => {
  const begin = laterOf(from.begin, taken.begin);
  const end = earlierOf(from.end, taken.end);
  if (begin >= end) return [from];
  const others = (from.weekdays ?? everyDay).filter((day) => !(taken.weekdays ?? everyDay).includes(day));
  return [
    ...(from.begin < begin ? [{ ...from, end: begin }] : []),
    ...(others.length > 0 ? [{ begin, end, weekdays: others }] : []),
    ...(end < from.end ? [{ ...from, begin: end }] : []),
  ];
};

const asRule = (r: RuleFacts, { begin, end, weekdays }: Held = r): Rule => ({
  nights: { begin, end },
  weekdays,
  placement: r.placement,
  ageFrom: r.ageFrom,
  ageTo: r.ageTo,
  children: r.children,
  veteransOnly: r.veteransOnly,
  doors: r.doors as Rule['doors'],
});

/** The rules in force for a bed: its own rows, and its room's rows on the nights that no own row covers. */
export const rulesForBed = (roomRules: RuleFacts[], bedRules: RuleFacts[]): Rule[] => [
  ...bedRules.map((r) => asRule(r)),
  ...roomRules.flatMap((r) =>
    bedRules
      .reduce<Held[]>((left, taken) => left.flatMap((held) => without(held, taken)), [r])
      .map((held) => asRule(r, held)),
  ),
];

/** A place that a person has already on one of the nights. */
export interface PlaceElsewhere {
  reservationId: number | null;
  facilityId: number;
  facilityName: string;
  facilityPhone: string | null;
  begin: Night;
  end: Night | 'infinity';
  arrived: boolean;
  /** Whether this actor may know where. */
  known: boolean;
  madeByOwnTeam: boolean;
}

export interface GuestFacts {
  clientId: number;
  name: string;
  adult: boolean;
  ageKnown: boolean;
  consentAsked: boolean;
  /** First day on which the acting team's newest finished assessment no longer counts; null: there is none. */
  assessedUntil: Night | null;
  enrollments: { id: number; state: 'pending' | 'open' }[];
  /** The enrollment the request names; must be among the above. */
  enrollmentNamed: number | null;
  has: PlaceElsewhere[];
}

export interface StayFacts {
  door: 'team' | 'walk_in' | 'returning' | 'offer';
  facility: {
    id: number;
    name: string;
    phone: string | null;
    extendedStay: boolean;
    victimServiceProvider: boolean;
    acceptsWalkIns: boolean;
  };
  tonight: Night;
  nights: Nights;
  guests: GuestFacts[];
  bars: Obstacle[];
}

/** How many nights ahead a first night may lie, and how many nights one reservation may last. */
const furthestAhead = 60;
const longestStay = 30;

/** Every reason but room itself why this party can't have this stay; seating adds the rest. R8 to R19. */
export const obstaclesToStay = (stay: StayFacts): Obstacle[] => [
  ...aboutFacility(stay),
  ...aboutNights(stay),
  ...stay.bars,
  ...aboutPlacesAlready(stay),
  ...aboutEnrollments(stay),
  ...aboutAssessment(stay),
  ...aboutPeople(stay),
];

const aboutFacility = ({ facility, door }: StayFacts): Obstacle[] => [
  ...(facility.victimServiceProvider
    ? [
        {
          code: 'victim_service_provider' as const,
          message: `${facility.name} keeps its guests outside this system by law; call it`,
          facts: { facility: facility.name, phone: facility.phone },
          ...(facility.phone && { next: { label: `Call ${facility.phone}`, act: 'call' } }),
        },
      ]
    : []),
  ...(door === 'walk_in' && !facility.acceptsWalkIns
    ? [
        {
          code: 'no_walk_ins' as const,
          message: `${facility.name} takes nobody from the door; its places are booked by the reservation team`,
          facts: { facility: facility.name },
        },
      ]
    : []),
];

const aboutNights = ({ tonight, nights, facility }: StayFacts): Obstacle[] => {
  const obstacles: Obstacle[] = [];
  if (nights.begin < tonight) {
    obstacles.push({
      code: 'night_is_over',
      message: `${sayNight(nights.begin)} is over; the first night can be ${sayNight(tonight)}`,
      facts: { night: nights.begin, tonight },
      next: { label: 'Tonight', act: 'tonight' },
    });
  }
  if (nights.begin > addDays(tonight, furthestAhead)) {
    obstacles.push({
      code: 'too_far_ahead',
      message: `Places are kept at most ${furthestAhead} nights ahead`,
      facts: { nights: furthestAhead },
    });
  }
  if (
    !facility.extendedStay &&
    nights.end !== 'infinity' &&
    nights.end > addDays(nights.begin, longestStay)
  ) {
    obstacles.push({
      code: 'too_many_nights',
      message: `At most ${longestStay} nights in one reservation`,
      facts: { nights: longestStay },
    });
  }
  return obstacles;
};

const aboutPlacesAlready = ({ guests, facility }: StayFacts): Obstacle[] =>
  guests.flatMap((g) =>
    g.has.map((p): Obstacle => {
      const when = sayNights(p.begin, p.end);
      const facts = { client: g.clientId, name: g.name, begin: p.begin, end: p.end };
      if (p.known && p.facilityId === facility.id) {
        return {
          code: 'already_reserved_here',
          message: `${g.name} already has a place here, ${when}`,
          facts: { ...facts, reservation: p.reservationId },
          next: { label: 'Open that reservation', act: 'open_reservation' },
        };
      }
      if (!p.known) {
        return {
          code: 'already_has_place',
          message: `${g.name} already has a place, ${when}`,
          facts,
        };
      }
      return {
        code: 'already_has_place',
        message: `${g.name} already has a place, ${when}: ${p.facilityName}${p.arrived ? ', checked in' : p.madeByOwnTeam ? ', made by your team' : ''}`,
        facts: {
          ...facts,
          reservation: p.reservationId,
          facility: p.facilityName,
          ...(p.arrived && { phone: p.facilityPhone }),
        },
        next: p.arrived
          ? { label: p.facilityPhone ? `Call ${p.facilityPhone}` : 'Call the shelter', act: 'call' }
          : { label: 'Open that reservation', act: 'open_reservation' },
      };
    }),
  );

/** What seating adds: not that someone has a place *here*, where it is said already as far as this actor may know. */
export const newBeside = (said: Obstacle[], added: Obstacle[]): Obstacle[] => {
  const placed = new Set(
    said.filter((o) => /^already_(has_place|reserved)/.test(o.code)).map((o) => o.facts?.client),
  );
  return added.filter((o) => o.code !== 'already_placed' || !placed.has(o.facts?.client));
};

/** As a fact, for languages that join with another word. */
const namesOf = (people: { name: string }[]): string => people.map((p) => p.name).join(', ');

const aboutEnrollments = ({ guests, facility }: StayFacts): Obstacle[] => {
  const staying = guests.filter(
    (g) => facility.extendedStay && g.enrollments.some((e) => e.state === 'open'),
  );
  const named = guests.filter(
    (g) => g.enrollmentNamed !== null && !g.enrollments.some((e) => e.id === g.enrollmentNamed),
  );
  const without = guests.filter((g) => g.enrollments.length === 0 && g.enrollmentNamed === null);
  return [
    ...(staying.length > 0
      ? [
          {
            code: 'already_staying_here' as const,
            message: `${sayList(staying.map((g) => g.name))} ${staying.length > 1 ? 'are' : 'is'} staying here already; no new reservation is needed, call the shelter to confirm${facility.phone ? `: ${facility.phone}` : ''}`,
            facts: { phone: facility.phone, names: namesOf(staying) },
            ...(facility.phone && { next: { label: `Call ${facility.phone}`, act: 'call' } }),
          },
        ]
      : []),
    ...(named.length > 0
      ? [
          {
            code: 'enrollment_does_not_match' as const,
            message: `The enrollment named for ${sayList(named.map((g) => g.name))} is not one of this shelter's project`,
            facts: { names: namesOf(named) },
            next: { label: 'Choose another', act: 'choose_enrollment' },
          },
        ]
      : []),
    ...(without.length > 0
      ? [
          {
            code: 'no_enrollment' as const,
            message: `Intake at ${facility.name} is not done yet for ${sayList(without.map((g) => g.name))}`,
            facts: {
              client: without[0]?.clientId ?? null,
              names: namesOf(without),
              facility: facility.name,
            },
            next: { label: 'Go to Intake', act: 'intake' },
          },
        ]
      : []),
  ];
};

const aboutAssessment = ({ guests, door, nights }: StayFacts): Obstacle[] => {
  if (door !== 'team' && door !== 'offer') return [];
  const missing = guests.filter(
    (g) => g.adult && (g.assessedUntil === null || g.assessedUntil <= nights.begin),
  );
  if (missing.length === 0) return [];
  const first = missing[0]!;
  return [
    {
      code: first.assessedUntil === null ? 'no_assessment' : 'assessment_too_old',
      message:
        first.assessedUntil === null
          ? `The Shelter Placement Assessment is not finished for ${sayList(missing.map((g) => g.name))}`
          : `The last Shelter Placement Assessment of ${sayList(missing.map((g) => g.name))} counted until ${sayNight(first.assessedUntil)}`,
      facts: { client: first.clientId, names: namesOf(missing), counted: first.assessedUntil },
      next: { label: 'Go to the assessment', act: 'assessment' },
    },
  ];
};

const aboutPeople = ({ guests, door }: StayFacts): Obstacle[] => {
  const ageless = guests.filter((g) => !g.ageKnown);
  const unasked = door === 'team' ? guests.filter((g) => g.adult && !g.consentAsked) : [];
  return [
    ...(ageless.length > 0
      ? [
          {
            code: 'age_not_known' as const,
            message: `Ask ${sayList(ageless.map((g) => g.name))} for a birth date, or about how old`,
            facts: { client: ageless[0]!.clientId, names: namesOf(ageless) },
            next: { label: 'Basic information', act: 'basic_information' },
          },
        ]
      : []),
    ...(unasked.length > 0
      ? [
          {
            code: 'consent_not_asked' as const,
            message: `Nobody has asked ${sayList(unasked.map((g) => g.name))} about sharing yet; either answer is fine`,
            facts: { client: unasked[0]!.clientId, names: namesOf(unasked) },
            next: { label: 'Ask now', act: 'consent' },
          },
        ]
      : []),
  ];
};

/** How a bed is called aloud: 'A6 lower', 'B7 single', '3a' in a private room. */
export const labelOf = (bed: { label: string; kind: string; unitId: number | null }): string =>
  bed.unitId === null && !bed.label.toLowerCase().includes(bed.kind) ? `${bed.label} ${bed.kind}` : bed.label;

/** How a guest is called on a bed: 'Mina J.'; a code name is said whole. */
export const shortNameOf = (r: {
  codeName: boolean | null;
  name: string | null;
  goesBy: string | null;
  firstName: string | null;
  lastName: string | null;
}): string => {
  if (r.codeName) return r.name ?? '';
  const called = r.goesBy ?? r.firstName ?? r.lastName ?? 'No name';
  return r.lastName && called !== r.lastName ? `${called} ${r.lastName[0]}.` : called;
};
