import { z } from 'zod';
import type { FormCheck } from '../../contract/assessment-forms.ts';
import { formProblems, questionsIn } from './form-check.ts';

// Only the shape that everything else relies on; SurveyJS itself says what else is wrong.
const Element = z.looseObject({
  type: z.string(),
  name: z.string(),
  get elements() {
    return z.array(Element).optional();
  },
});
const Definition = z.looseObject({
  pages: z
    .array(
      z.looseObject({
        name: z.string().optional(),
        elements: z.array(Element).min(1, 'A page asks nothing'),
      }),
    )
    .min(1, 'The form has no page')
    .max(60, 'At most 60 pages'),
});

const mostQuestions = 400;

/** A form would fetch these from somewhere when it is opened: neither server nor browser follows an author's address. */
const fetching = ['choicesByUrl', 'choicesFromUrl', 'imageLink', 'logo', 'navigateToUrl'];

/** Of all conditions together: far more than any form, and read in well under a second. */
const mostCondition = 40_000;
const conditions = /(If|[eE]xpression)$/;

/** Every key of a definition with what stands under it. */
const entriesIn = (value: unknown): [string, unknown][] =>
  Array.isArray(value)
    ? value.flatMap(entriesIn)
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap((entry) => [entry, ...entriesIn(entry[1])])
      : [];

/** Questions whose answers become needs that seating reads, and what follows where a form does not ask them. */
const needed: [name: string, remark: string][] = [
  ['placement', 'Nothing asks for the placement (question "placement"): everybody will count as "any".'],
  [
    'climb_to_upper_bunk',
    'Nothing asks about climbing (question "climb_to_upper_bunk"): nobody will be kept a lower bunk.',
  ],
  [
    'mobility',
    'Nothing asks about a wheelchair or walker (question "mobility"): nobody will be kept an accessible bed.',
  ],
];

/** Why a form can't be published, and what is odd about it. Takes anything. */
export const examineForm = (definition: unknown): FormCheck => {
  const shaped = Definition.safeParse(definition);
  if (!shaped.success) {
    const problems = shaped.error.issues
      .slice(0, 20)
      .map((i) => `${i.path.join(' › ') || 'The form'}: ${i.message}`);
    return { pages: 0, questions: 0, problems, remarks: [] };
  }
  const questions = questionsIn(definition);
  const names = new Set(questions.map((q) => q.name));
  const entries = entriesIn(definition);
  const keys = new Set(entries.map(([key]) => key));
  const reaching = fetching.filter((key) => keys.has(key));
  const condition = entries
    .filter(([key]) => conditions.test(key))
    .reduce((sum, [, text]) => sum + String(text).length, 0);
  const patterns = entries.some(([key, value]) => key === 'type' && /^regex/i.test(String(value)));
  const problems = [
    ...(questions.length > mostQuestions ? [`${questions.length} questions; at most ${mostQuestions}.`] : []),
    ...(condition > mostCondition ? ['The conditions are too long to be read at every answer.'] : []),
    // One pattern of an unlucky shape takes minutes over thirty letters, and all desks wait.
    ...(patterns
      ? ['A pattern (regex) can’t be checked here; write in the description what is wanted.']
      : []),
    ...reaching.map((key) => `${key} would fetch something from elsewhere; write the choices into the form.`),
  ];
  if (problems.length === 0) problems.push(...surveyProblems(definition));
  return {
    pages: shaped.data.pages.length,
    questions: questions.length,
    problems,
    remarks: needed.filter(([name]) => !names.has(name)).map(([, remark]) => remark),
  };
};

const surveyProblems = (definition: unknown): string[] => {
  try {
    return formProblems(definition);
  } catch (error) {
    return [`SurveyJS can't read it: ${error instanceof Error ? error.message : String(error)}`];
  }
};

/** The form's own title in English. */
export const titleOf = (definition: Record<string, unknown>): string => {
  const { title } = definition;
  const said = typeof title === 'string' ? title : (title as { default?: unknown; en?: unknown } | undefined);
  const text = typeof said === 'string' ? said : (said?.default ?? said?.en);
  return (typeof text === 'string' && text.trim().slice(0, 200)) || 'Shelter Placement Assessment';
};
