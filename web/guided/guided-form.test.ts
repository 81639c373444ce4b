import { expect, test } from 'vitest';
import type { LastAnswer } from '../../contract/placement.ts';
import { GuidedForm } from './guided-form.ts';
import { chosen } from './guided-question.ts';

const yesNo = [
  { value: 'yes', text: { default: 'Yes', es: 'Sí' } },
  { value: 'no', text: 'No' },
];
const definition = {
  pages: [
    {
      name: 'access',
      title: { default: 'Access', es: 'Acceso' },
      elements: [
        { type: 'radiogroup', name: 'climb', title: 'Climb?', choices: yesNo, isRequired: true },
        { type: 'checkbox', name: 'power', title: 'Power?', choices: ['cpap', 'oxygen'], showNoneItem: true },
        { type: 'text', inputType: 'number', name: 'pets', title: 'Pets?', min: 0, max: 5 },
        { type: 'text', name: 'pet_kind', title: 'What kind?', visibleIf: '{pets} > 0' },
        { type: 'radiogroup', name: 'hospital', title: 'Hospital?', choices: yesNo, askEachTime: true },
      ],
    },
    {
      name: 'heads',
      visibleIf: '{adultOrHead} = true',
      elements: [
        {
          type: 'dropdown',
          name: 'slept',
          title: 'Slept?',
          choices: Array.from({ length: 12 }, (_, i) => i + 1),
        },
      ],
    },
  ],
};

const last = (value: unknown): LastAnswer => ({
  value,
  date: '2026-11-20',
  organizationName: 'Tamarack County Front Door',
  from: 'assessment',
});

const open = (more: Partial<ConstructorParameters<typeof GuidedForm>[0]> = {}) =>
  new GuidedForm({ definition, answers: {}, lastAnswers: {}, language: 'en', ...more });
const question = (form: GuidedForm, name: string) =>
  form
    .look()
    .flatMap((s) => s.questions)
    .find((q) => q.name === name);

test('Default Last fills what is open and may be filled, and what that opens; nothing of it is sent', () => {
  const form = open({
    answers: { climb: 'yes' },
    lastAnswers: {
      climb: last('no'),
      power: last(['cpap']),
      pets: last(1),
      pet_kind: last('dog'),
      hospital: last('yes'),
    },
  });
  expect(form.look()[0]?.fillable).toBe(2);
  expect(form.fillLast('access')).toBe(3);
  expect(question(form, 'pet_kind')?.value).toBe('dog');
  expect(question(form, 'climb')?.value).toBe('yes');
  expect(question(form, 'hospital')).toMatchObject({ value: undefined, mark: { kind: 'each_time' } });
  expect(form.toSave()).toEqual({ climb: 'yes' });
  expect(form.asItLooks()).toEqual({ climb: 'yes', power: ['cpap'], pets: 1, pet_kind: 'dog' });
  expect(form.look()[0]?.toCheck).toBe(3);
});

test('an answer from last time is sent once it is confirmed or changed, and its mark says which', () => {
  const form = open({ lastAnswers: { climb: last('no'), power: last(['cpap']) } });
  form.fillLast('access');
  form.confirm('climb');
  form.answer('power', ['oxygen']);
  expect(question(form, 'climb')?.mark?.kind).toBe('confirmed');
  expect(question(form, 'power')?.mark).toMatchObject({ kind: 'changed', before: 'cpap' });
  expect(form.toSave()).toEqual({ climb: 'no', power: ['oxygen'] });
});

test('Undo fill takes back what nobody has confirmed, and nothing else', () => {
  const form = open({ lastAnswers: { climb: last('no'), power: last(['cpap']) } });
  form.fillLast('access');
  form.confirm('climb');
  form.undoFill('access');
  expect(form.asItLooks()).toEqual({ climb: 'no' });
  expect(question(form, 'power')?.mark).toBeNull();
});

test('an answer that the form offers no longer is not filled', () => {
  const form = open({ lastAnswers: { climb: last('perhaps'), power: last(['cpap', 'dialysis']) } });
  expect(form.fillLast('access')).toBe(0);
});

test('an answer that its question does not take is shown as wrong and not sent', () => {
  const form = open();
  form.answer('pets', 12);
  expect(form.check('access')).toBe('pets');
  expect(question(form, 'pets')?.errors).toHaveLength(1);
  expect(form.toSave()).toEqual({});
  form.answer('pets', 2);
  expect(question(form, 'pets')?.errors).toHaveLength(0);
  expect(form.toSave()).toEqual({ pets: 2 });
});

test('the end asks for what must be answered, also where only last time answered it', () => {
  const form = open({ lastAnswers: { climb: last('no') } });
  expect(form.firstWrong()).toEqual({ step: 0, name: 'climb' });
  form.fillLast('access');
  expect(form.firstWrong()).toEqual({ step: 0, name: 'climb' });
  expect(question(form, 'climb')?.confirmFirst).toBe(true);
  expect(form.look()[0]?.needed).toBe(1);
  form.confirm('climb');
  expect(form.firstWrong()).toBeNull();
});

test('an answer that is no longer asked stays in the draft and out of the finished form', () => {
  const form = open({ answers: { climb: 'no', pets: 1, pet_kind: 'dog' } });
  form.answer('pets', 0);
  expect(form.toSave()).toEqual({ climb: 'no', pets: 0, pet_kind: 'dog' });
  expect(form.toSave({ finished: true })).toEqual({ climb: 'no', pets: 0 });
});

test('a page is asked of whom its condition names, and a long list is chosen from', () => {
  const form = open({ variables: { adultOrHead: false } });
  expect(form.look().map((s) => s.name)).toEqual(['access']);
  form.setVariable('adultOrHead', true);
  expect(form.look().map((s) => s.name)).toEqual(['access', 'heads']);
  expect(question(form, 'slept')?.kind).toBe('list');
});

test('the form speaks the chosen language', () => {
  const form = open();
  form.speak('es');
  expect(form.look()[0]?.title).toBe('Acceso');
  expect(question(form, 'climb')?.options.map((o) => o.text)).toEqual(['Sí', 'No']);
});

test('"none" stands alone among several', () => {
  const form = open({ answers: { power: ['cpap'] } });
  const power = () => question(form, 'power')!;
  form.answer('power', chosen(power(), 'none'));
  expect(power().value).toEqual(['none']);
  form.answer('power', chosen(power(), 'none'));
  expect(power().value).toBeUndefined();
});
