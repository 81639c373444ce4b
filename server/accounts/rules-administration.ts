import { type Workgroup, workgroupNames } from '../../contract/accounts.ts';
import { type OrganizationKind, workgroupOfKind } from '../../contract/accounts-administration.ts';
import type { Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayNight } from '../../contract/words.ts';

/** How long a link to choose a password works. */
export const linkDays = 7;

/** Where a day lies to [beginsOn, endsOn). */
export const stateOn = (
  span: { beginsOn: Night; endsOn: Night | 'infinity' },
  day: Night,
): 'in_force' | 'ahead' | 'over' =>
  span.endsOn <= day ? 'over' : span.beginsOn > day ? 'ahead' : 'in_force';

export interface MembershipFacts {
  today: Night;
  person: { id: string; name: string; closed: boolean };
  organization: { name: string; kind: OrganizationKind; closed: boolean };
  workgroup: Workgroup;
  reportsTo: { id: string; name: string; closed: boolean } | null;
  beginsOn: Night;
  endsOn: Night | null;
}

/** Every reason why a person can't hold a combination so. */
export const obstaclesToMembership = (m: MembershipFacts): Obstacle[] => [
  ...(m.person.closed
    ? [
        {
          code: 'account_closed' as const,
          message: `The account of ${m.person.name} is closed`,
          next: { label: 'Open it again', act: 'reopen' },
        },
      ]
    : []),
  ...(m.organization.closed
    ? [{ code: 'organization_closed' as const, message: `${m.organization.name} is closed` }]
    : []),
  ...(workgroupOfKind[m.organization.kind] === m.workgroup
    ? []
    : [
        {
          code: 'other_workgroup' as const,
          message: `At ${m.organization.name} people work as ${workgroupNames[workgroupOfKind[m.organization.kind]]}, not as ${workgroupNames[m.workgroup]}`,
          next: { label: 'Choose another organization', act: 'choose_organization' },
        },
      ]),
  ...reportingObstacles(m),
  ...(m.endsOn !== null && m.endsOn <= m.beginsOn ? [endsBeforeBegin(m.beginsOn)] : []),
];

/** Every reason why a combination that is held can't be changed so. */
export const obstaclesToChange = (
  m: Pick<MembershipFacts, 'today' | 'person' | 'reportsTo' | 'beginsOn' | 'endsOn'> & {
    endedOn: Night | 'infinity';
  },
): Obstacle[] => [
  ...(m.endedOn <= m.today
    ? [
        {
          code: 'over' as const,
          message: `This combination ended on ${sayNight(m.endedOn, true)}`,
          next: { label: 'Give it again', act: 'add_membership' },
        },
      ]
    : []),
  ...reportingObstacles(m),
  ...(m.endsOn !== null && m.endsOn <= m.beginsOn ? [endsBeforeBegin(m.beginsOn)] : []),
  ...(m.endsOn !== null && m.endsOn < m.today
    ? [
        {
          code: 'in_the_past' as const,
          message: 'It can end today at the earliest; what was held until now stays as it was',
        },
      ]
    : []),
];

const reportingObstacles = ({
  person,
  reportsTo,
}: Pick<MembershipFacts, 'person' | 'reportsTo'>): Obstacle[] => [
  ...(reportsTo?.id === person.id
    ? [{ code: 'reports_to_self' as const, message: `${person.name} can't report to ${person.name}` }]
    : []),
  ...(reportsTo?.closed
    ? [{ code: 'reports_to_closed' as const, message: `The account of ${reportsTo.name} is closed` }]
    : []),
];

const endsBeforeBegin = (beginsOn: Night): Obstacle => ({
  code: 'ends_before_begin',
  message: `The last day must come after the first, ${sayNight(beginsOn, true)}`,
});

/** The one thing that must always be true of an installation. */
export const lastAdministrator: Obstacle = {
  code: 'last_administrator',
  message: 'Nobody would be left who can sign in and administer Berth, today and without an end',
  next: { label: 'Make another administrator first', act: 'add_administrator' },
};

/** Why an organization can't be closed: what still hangs on it. */
export const obstaclesToClosing = (hangs: {
  people: number;
  facilities: number;
  agreements: number;
}): Obstacle[] => [
  ...(hangs.people > 0
    ? [
        {
          code: 'has_people' as const,
          message: `${count(hangs.people, 'person holds', 'people hold')} a combination there`,
          next: { label: 'People', act: 'people' },
        },
      ]
    : []),
  ...(hangs.facilities > 0
    ? [
        {
          code: 'has_facilities' as const,
          message: `${count(hangs.facilities, 'facility is', 'facilities are')} open there`,
          next: { label: 'Facilities', act: 'facilities' },
        },
      ]
    : []),
  ...(hangs.agreements > 0
    ? [
        {
          code: 'has_agreements' as const,
          message: `${count(hangs.agreements, 'booking agreement is', 'booking agreements are')} in force or ahead`,
          next: { label: 'Agreements', act: 'agreements' },
        },
      ]
    : []),
];

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** Why a password is too easy to guess for this person; null where it is not. */
export const weaknessOf = (password: string, person: { name: string; email: string }): string | null => {
  const plain = password.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const own = [person.email, person.email.split('@')[0] ?? '', person.name]
    .map((text) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''))
    .filter((text) => text.length >= 4);
  if (own.some((text) => plain.length - text.length < 4 && plain.includes(text))) {
    return 'Take something else than your own name or address';
  }
  return new Set(plain).size < 5 ? 'Use at least five different letters or digits' : null;
};
