import { describe, expect, test } from 'vitest';
import { needsOf } from '../../contract/placement-needs.ts';
import type { Form, FormQuestion } from './definition.ts';
import { checkForm, checkShapes, fillableNames, formProblems, questionsIn } from './form-check.ts';
import { standardForm, type TeamKind } from './standard-forms.ts';

const kinds: TeamKind[] = ['single_adults', 'families', 'single_point_of_entry'];

describe('needs', () => {
  const none = {
    placement: 'any',
    lowerBunk: false,
    accessible: false,
    power: false,
    nearStaff: false,
    cribs: 0,
    pets: 0,
    interpreter: null,
    workShift: null,
    confidentialSite: false,
    further: [],
  };
  test.each([
    [{}, {}],
    [{ placement: 'women' }, { placement: 'women' }],
    [{ placement: 'whatever' }, {}],
    [{ climb_to_upper_bunk: 'no' }, { lowerBunk: true }],
    [{ climb_to_upper_bunk: 'does_not_say' }, {}],
    [{ mobility: 'cane' }, {}],
    [{ mobility: 'walker' }, { accessible: true }],
    [
      { mobility: 'wheelchair', climb_to_upper_bunk: 'yes' },
      { accessible: true, lowerBunk: true },
    ],
    [{ stairs: 'no' }, { accessible: true }],
    [{ power_at_bed: ['cpap'] }, { power: true }],
    [{ power_at_bed: ['none'] }, {}],
    [{ near_staff: 'yes' }, { nearStaff: true }],
    [{ cribs_needed: 2 }, { cribs: 2 }],
    [{ pets: 2, service_animal: 'yes' }, { pets: 1 }],
    [{ pets: 1, service_animal: 'no' }, { pets: 1 }],
    [{ interpreter: 'yes', interpreter_language: 'Somali' }, { interpreter: 'Somali' }],
    [{ interpreter: 'no' }, {}],
    [{ work_shift: 'night' }, { workShift: 'night' }],
    [{ work_shift: 'none' }, {}],
    [{ CurrentlyFleeing: 1 }, { confidentialSite: true }],
    [{ fleeing_trafficking: 'yes' }, { confidentialSite: true }],
    [{ fleeing_trafficking: 'does_not_say' }, {}],
    [{ couple: 'one_bed' }, { further: ['one_bed_for_two'] }],
    [{ couple: 'near' }, { further: ['couple_near'] }],
    [{ couple: 'no' }, {}],
    [{ cold_medicine: 'yes' }, { further: ['cold_medicine'] }],
    [{ injected_medicine: 'yes' }, { further: ['injected_medicine'] }],
    [{ dialysis: 'yes' }, { further: ['dialysis'] }],
    [{ wounds: 'yes' }, { further: ['wound_care'] }],
    [{ contagious_now: 'yes' }, { further: ['room_apart'] }],
    [{ self_care: 'no' }, { further: ['help_with_care'] }],
    [{ self_care: 'does_not_say' }, {}],
    [{ sees_and_hears: ['seeing', 'hearing'] }, { further: ['sees_badly', 'hears_badly'] }],
    [{ sees_and_hears: ['none'] }, {}],
    [{ sober_site: 'wants' }, { further: ['sober_site'] }],
    [{ sober_site: 'not', may_use_tonight: 'yes' }, { further: ['no_sober_site'] }],
    [{ may_use_tonight: 'yes' }, { further: ['no_sober_site'] }],
    [{ sober_site: 'fine' }, {}],
    [{ harm_reduction_site: 'yes' }, { further: ['harm_reduction_site'] }],
    [{ to_lock_up: 'yes' }, { further: ['lock_up'] }],
  ])('%j yields %j', (answers, needs) => {
    expect(needsOf(answers)).toEqual({ ...none, ...needs });
  });

  test('never read HUD’s Sex', () => {
    expect(needsOf({ placement: 'men', Sex: 0, sex: 0 })).toEqual({ ...none, placement: 'men' });
  });
});

describe('the standard forms', () => {
  test.each(kinds)('%s can be published, in two languages', (kind) => {
    const form = standardForm(kind);
    expect(formProblems(form)).toEqual([]);
    const texts = (question: FormQuestion) => [
      question.title,
      ...(question.choices ?? []).map((choice) => choice.text),
    ];
    for (const page of form.pages) {
      for (const words of [page.title, ...page.elements.flatMap(texts)])
        expect(words.default && words.es).toBeTruthy();
    }
  });

  test('are three different ones that ask the same by the same name', () => {
    const [single, families, county] = kinds.map((kind) =>
      questionsIn(standardForm(kind)).map((q) => q.name),
    );
    expect(new Set([single, families, county].map(String)).size).toBe(3);
    for (const names of [single!, families!, county!]) {
      expect(names).toEqual(
        expect.arrayContaining([
          'in_danger_now',
          'climb_to_upper_bunk',
          'mobility',
          'power_at_bed',
          'placement',
        ]),
      );
    }
  });

  test('what is bound to this night is never filled from before', () => {
    const fillable = fillableNames(standardForm('single_adults'));
    for (const name of [
      'in_danger_now',
      'LivingSituation',
      'left_hospital',
      'can_return_tonight',
      'CurrentlyFleeing',
      'fleeing_trafficking',
      'money_now',
      'wounds',
      'chosen',
    ]) {
      expect(fillable).not.toContain(name);
    }
    for (const name of ['climb_to_upper_bunk', 'mobility', 'DisablingCondition', 'placement'])
      expect(fillable).toContain(name);
  });
});

/** What a screening asks for, field by field, and the questions that ask it. */
const screening: Record<string, Record<string, string[]>> = {
  safety: {
    'in danger now': ['in_danger_now'],
    'fleeing violence': ['DomesticViolenceSurvivor', 'CurrentlyFleeing'],
    'fleeing trafficking': ['fleeing_trafficking'],
    'person to be kept apart from': ['keep_apart', 'keep_apart_whom'],
    'confidential site': ['needs_confidential_site'],
  },
  'last night': {
    where: ['LivingSituation'],
    'why leave': ['why_left'],
    'can return tonight': ['can_return_tonight'],
    'whose place': ['whose_place'],
    'how long': ['LengthOfStay'],
    'someone can host': ['someone_could_host'],
    'what would it take': ['what_would_it_take'],
    'money and income': ['money_now', 'IncomeFromAnySource'],
    belongings: ['belongings_there'],
  },
  household: {
    'adults and children': ['adults_coming', 'children_coming'],
    'ages of children': ['children_ages'],
    custody: ['custody', 'custody_share'],
    pregnancy: ['pregnant'],
    'who is arriving tonight': ['all_here'],
    together: ['stay_together'],
    'couple together': ['couple'],
    cribs: ['cribs_needed'],
  },
  population: {
    'placement preference': ['placement'],
    veteran: ['VeteranStatus'],
    'tribal affiliation': ['tribal_nation'],
    'culturally specific wish': ['culture'],
  },
  access: {
    bunk: ['climb_to_upper_bunk'],
    'wheelchair or walker': ['mobility'],
    stairs: ['stairs'],
    'self-care': ['self_care'],
    'hearing and vision': ['sees_and_hears'],
    'service animal': ['service_animal'],
  },
  medical: {
    'oxygen, CPAP, power': ['power_at_bed'],
    dialysis: ['dialysis', 'dialysis_days'],
    'refrigerated or injected medicine': ['cold_medicine', 'injected_medicine'],
    wounds: ['wounds'],
    'recent hospital discharge': ['left_hospital'],
    'contagious symptoms': ['contagious_now'],
    'detox risk': ['withdrawal_risk'],
  },
  risk: {
    'registration or no-contact order': ['site_rules'],
    weapons: ['to_lock_up'],
  },
  'pets and goods': {
    pets: ['pets', 'pet_kind'],
    bags: ['bags'],
    'cart, vehicle': ['vehicle'],
  },
  preferences: {
    'shelters declined and why': ['declined_shelters'],
    area: ['area'],
    'work shift': ['work_shift', 'arrives_at'],
  },
  result: {
    result: ['result'],
    recommended: ['recommended'],
    chosen: ['chosen'],
    'declined offers': ['declined_offers'],
    diverted: ['diverted_to'],
  },
};
/** Asked only of one kind of caller: children's matters of families, a sober place of adults on their own. */
const familiesOnly = ['children_ages', 'custody', 'custody_share', 'all_here', 'cribs_needed', 'school'];
const adultsOnly = ['sober_site', 'may_use_tonight', 'harm_reduction_site'];

describe('what a screening asks for', () => {
  const asked = (kind: TeamKind) => questionsIn(standardForm(kind)).map((q) => q.name);
  const single = asked('single_adults');
  const families = asked('families');

  test.each(
    Object.entries(screening).flatMap(([group, fields]) =>
      Object.entries(fields).map(([field, questions]) => [`${group}: ${field}`, questions] as const),
    ),
  )('%s', (_, questions) => {
    for (const name of questions) {
      expect(families).toContain(name);
      if (!familiesOnly.includes(name)) expect(single).toContain(name);
    }
  });

  test('a sober place is asked of adults on their own, not of families; residence by no team but the county’s', () => {
    expect(single).toEqual(expect.arrayContaining(adultsOnly));
    for (const name of [...adultsOnly, 'county_resident']) expect(families).not.toContain(name);
    expect(single).not.toContain('county_resident');
    expect(asked('single_point_of_entry')).toContain('county_resident');
    for (const name of familiesOnly) expect(single).not.toContain(name);
  });

  // The age is in the client's record; no United States site rule turns on a conviction for arson.
  test('nothing is asked that the record holds, or that no site rule needs', () => {
    for (const kind of kinds)
      for (const name of asked(kind)) expect(name).not.toMatch(/^(age|dob|sex|gender)|arson/i);
  });

  test('every question by whose answer a need is found is asked by some form', () => {
    const read = new Set<string>();
    needsOf(new Proxy({}, { get: (_, name) => void read.add(String(name)) }));
    const everywhere = new Set(kinds.flatMap(asked));
    expect([...read].filter((name) => !everywhere.has(name))).toEqual([]);
    expect(read.size).toBeGreaterThan(20);
  });

  test.each([
    ['whose_place', { LivingSituation: 335 }, { LivingSituation: 116 }],
    ['couple', { adults_coming: 1 }, { adults_coming: 0 }],
    ['dialysis_days', { dialysis: 'yes' }, { dialysis: 'no' }],
    ['may_use_tonight', { sober_site: 'not' }, { sober_site: 'wants' }],
    ['harm_reduction_site', {}, { sober_site: 'wants' }],
    ['chosen', { result: 'shelter' }, { result: 'thinks' }],
    ['recommended', { result: 'shelter' }, { result: 'diverted' }],
    ['diverted_to', { result: 'diverted' }, { result: 'shelter' }],
  ])('%s is asked after %j, not after %j', (name, after, notAfter) => {
    const form = standardForm('single_adults');
    const question = questionsIn(form).find((q) => q.name === name)!;
    const answer = (question.choices?.[0] as { value: unknown } | undefined)?.value ?? 'some words';
    expect(checkForm(form, { ...after, [name]: answer }).answers).toHaveProperty(name);
    expect(checkForm(form, { ...notAfter, [name]: answer }).answers).not.toHaveProperty(name);
  });
});

describe('answers against a form', () => {
  const form = standardForm('single_adults');
  const required = { in_danger_now: 'no', climb_to_upper_bunk: 'yes', placement: 'any' };
  const named = (problems: { question: string }[]) => problems.map((problem) => problem.question);

  test.each([
    ['one of the choices', { placement: 'penthouse' }, ['placement']],
    ['a list', { power_at_bed: 'cpap' }, ['power_at_bed']],
    ['among the choices', { power_at_bed: ['cpap', 'toaster'] }, ['power_at_bed']],
    ['named once', { power_at_bed: ['cpap', 'cpap'] }, ['power_at_bed']],
    ['a number', { pets: 'two' }, ['pets']],
    ['within its limits', { pets: -1 }, ['pets']],
    ['a text', { area: { toString: 'x' } }, ['area']],
    ['short enough', { area: 'x'.repeat(201) }, ['area']],
    ['without control characters', { area: 'north\u0000' }, ['area']],
    ['a time', { arrives_at: '25:00' }, ['arrives_at']],
    ['HUD’s code', { DisablingCondition: 99 }, ['DisablingCondition']],
  ])('must be %s', (_, answers, wrong) => {
    expect(named(checkShapes(form, answers).problems)).toEqual(wrong);
    expect(named(checkForm(form, { ...required, ...answers }).problems)).toEqual(wrong);
  });

  test('all that is wrong or missing is said at once', () => {
    expect(named(checkForm(form, { pets: 'two', bags: 99 }).problems).sort()).toEqual([
      'bags',
      'climb_to_upper_bunk',
      'in_danger_now',
      'pets',
      'placement',
    ]);
  });

  test('of questions the form does not have, or does not ask now, are dropped', () => {
    const { answers, problems } = checkForm(form, {
      ...required,
      shoe_size: 44,
      pet_kind: 'a dog',
      service_animal: 'yes',
      mobility: null,
      area: '',
      what_would_it_take: ['talk'],
    });
    expect(problems).toEqual([]);
    expect(answers).toEqual(required);
    expect(checkForm(form, { ...required, pets: 1, pet_kind: 'a dog' }).answers).toMatchObject({
      pets: 1,
      pet_kind: 'a dog',
    });
  });

  test('that hide further questions take those answers along', () => {
    const chain = {
      pages: [
        {
          elements: [
            { type: 'text', name: 'a', visibleIf: "{gate} = 'open'" },
            { type: 'text', name: 'b', visibleIf: '{a} notempty' },
            { type: 'text', name: 'c', visibleIf: '{b} notempty' },
            { type: 'text', name: 'gate' },
          ],
        },
      ],
    };
    expect(checkForm(chain, { a: '1', b: '2', c: '3', gate: 'shut' }).answers).toEqual({ gate: 'shut' });
    expect(checkForm(chain, { a: '1', b: '2', c: '3', gate: 'open' }).answers).toEqual({
      a: '1',
      b: '2',
      c: '3',
      gate: 'open',
    });
  });
});

describe('a form somebody wrote', () => {
  const page = (...elements: object[]) => ({ pages: [{ elements }] });
  test.each([
    [{}, ['The form asks nothing.']],
    [page({ type: 'text', name: 'a' }, { type: 'text', name: 'a' }), ['Two questions are called a.']],
    [page({ type: 'file', name: 'a' }), ["a is a file, which can't be checked here."]],
    [page({ type: 'text', name: 'a b' }), ['"a b" is no name for a question: letters, digits and _ only.']],
    [page({ type: 'panel', elements: [{ type: 'text', name: 'a' }] }), []],
  ])('%j: %j', (definition, problems) => {
    expect(formProblems(definition as unknown as Form)).toEqual(problems);
  });
});
