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
    ]) {
      expect(fillable).not.toContain(name);
    }
    for (const name of ['climb_to_upper_bunk', 'mobility', 'DisablingCondition', 'placement'])
      expect(fillable).toContain(name);
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
