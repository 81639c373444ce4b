import { describe, expect, test } from 'vitest';
import { codesOf } from '../../contract/hud/code-lists.ts';
import { checkForm, formProblems, questionsIn } from '../placement/form-check.ts';
import { intakeForm } from './intake-form.ts';
import {
  householdIdOf,
  type IntakeFacts,
  type IntakeMember,
  obstaclesToIntake,
  questionsFor,
  stateOf,
  toAskAtTheDoor,
} from './rules.ts';

const tonight = '2026-11-23';
const amina: IntakeMember = {
  clientId: 1,
  name: 'Amina',
  relationshipToHoH: 1,
  startDate: tonight,
  standing: null,
};
const kou: IntakeMember = { ...amina, clientId: 2, name: 'Kou', relationshipToHoH: 2 };
const facts: IntakeFacts = {
  facility: {
    name: 'Sundog Center',
    phone: '(555) 014-0161',
    kind: 'extended_stay',
    victimServiceProvider: false,
  },
  tonight,
  members: [amina],
  joins: null,
  bars: [],
};
const nightly = { ...facts.facility, kind: 'night_by_night' as const };
const open = { state: 'open' as const, hudHouseholdId: 'H1' };
const bar = { code: 'not_eligible' as const, message: 'Not eligible here' };

describe('who can be enrolled', () => {
  test.each<[string, Partial<IntakeFacts>, string[]]>([
    ['one person as head', {}, []],
    ['a head with members', { members: [amina, kou] }, []],
    ['nobody as head', { members: [kou] }, ['no_head']],
    ['a member who joins', { members: [kou], joins: 'H1' }, []],
    ['two heads', { members: [amina, { ...kou, relationshipToHoH: 1 }] }, ['many_heads']],
    ['an open extended stay', { members: [{ ...amina, standing: open }] }, ['already_staying_here']],
    ['an open night-by-night enrollment', { facility: nightly, members: [{ ...amina, standing: open }] }, []],
    ['a pending enrollment', { members: [{ ...amina, standing: { ...open, state: 'pending' } }] }, []],
    ['a bar', { bars: [bar] }, ['not_eligible']],
    ['yesterday', { members: [{ ...amina, startDate: '2026-11-22' }] }, ['start_is_over']],
    ['sixty days ahead', { members: [{ ...amina, startDate: '2027-01-22' }] }, []],
    ['sixty-one days ahead', { members: [{ ...amina, startDate: '2027-01-23' }] }, ['start_too_far']],
    [
      'a victim service provider',
      { facility: { ...facts.facility, victimServiceProvider: true } },
      ['victim_service_provider'],
    ],
    [
      'everything at once',
      {
        bars: [bar],
        members: [
          { ...amina, startDate: '2026-11-01', standing: open },
          { ...kou, relationshipToHoH: 1 },
        ],
      },
      ['not_eligible', 'already_staying_here', 'many_heads', 'start_is_over'],
    ],
  ])('%s', (_, changed, codes) => {
    expect(obstaclesToIntake({ ...facts, ...changed }).map((o) => o.code)).toEqual(codes);
  });

  test('an open extended stay says whom to call', () => {
    const [obstacle] = obstaclesToIntake({ ...facts, members: [{ ...amina, standing: open }] });
    expect(obstacle).toMatchObject({
      message:
        'Amina is staying here already; no new enrollment is needed, call the shelter to confirm: (555) 014-0161',
      next: { label: 'Call (555) 014-0161', act: 'call' },
    });
  });
});

describe('the HouseholdID', () => {
  test.each<[string, IntakeMember[], string | null, string]>([
    ['is new for a new head', [amina, kou], null, 'fresh'],
    ['is the standing one of the head', [{ ...amina, standing: open }, kou], null, 'H1'],
    ['is kept by joiners', [kou], 'H7', 'H7'],
    [
      'of a member enrolled before gives way to the head’s',
      [amina, { ...kou, standing: open }],
      null,
      'fresh',
    ],
  ])('%s', (_, members, joins, id) => {
    expect(householdIdOf(members, joins, 'fresh')).toBe(id);
  });
});

describe('start elements', () => {
  test.each([
    [{ adult: true, head: true, kind: 'extended_stay' }, 16],
    [{ adult: true, head: false, kind: 'night_by_night' }, 13],
    [{ adult: false, head: true, kind: 'night_by_night' }, 13],
    [{ adult: false, head: false, kind: 'extended_stay' }, 8],
    [{ adult: false, head: false, kind: 'night_by_night' }, 7],
  ] as const)('of %j: %i to ask at the door', (who, count) => {
    expect(toAskAtTheDoor({}, who)).toBe(count);
    expect(toAskAtTheDoor(null, who)).toBe(count);
    expect(toAskAtTheDoor({ DisablingCondition: 9, LivingSituation: null, pets: 1 }, who)).toBe(count - 1);
    const form = intakeForm(who.kind);
    // What is counted is what the form asks of this very person.
    const everything = Object.fromEntries(
      questionsIn(form).map((q) => [
        q.name,
        (q.choices?.[0] as { value?: unknown })?.value ?? (q.inputType === 'date' ? '2026-01-01' : 1),
      ]),
    );
    const { answers } = checkForm(form, everything, { adultOrHead: who.adult || who.head });
    for (const name of questionsFor(who)) expect(answers).toHaveProperty(name);
    expect('LivingSituation' in answers).toBe(who.adult || who.head);
  });

  test.each(['extended_stay', 'night_by_night'] as const)(
    'the form of %s is sound and requires nothing',
    (kind) => {
      expect(formProblems(intakeForm(kind))).toEqual([]);
      expect(checkForm(intakeForm(kind), {}, { adultOrHead: true })).toEqual({ answers: {}, problems: [] });
    },
  );

  test('nobody can choose "data not collected"; 8 and 9 stand last, as the client’s own words', () => {
    for (const question of questionsIn(intakeForm('extended_stay'))) {
      const values = (question.choices ?? []).map((choice) => (choice as { value: unknown }).value);
      expect(values).not.toContain(99);
      if (values.includes(8)) expect(values.slice(-2)).toEqual([8, 9]);
    }
  });

  test('HUD’s lists are read whole', () => {
    expect(codesOf('3.917')).toHaveLength(22);
    expect(codesOf('1.8').map((value) => value.code)).toEqual([0, 1, 8, 9, 99]);
  });
});

test.each([
  [{ entryDate: null, exitDate: null, voidedAt: null }, 'pending'],
  [{ entryDate: tonight, exitDate: null, voidedAt: null }, 'open'],
  [{ entryDate: tonight, exitDate: '2026-11-30', voidedAt: null }, 'ended'],
  [{ entryDate: null, exitDate: null, voidedAt: new Date() }, 'voided'],
] as const)('%j is %s', (enrollment, state) => {
  expect(stateOf(enrollment)).toBe(state);
});
