import { Model, Serializer } from 'survey-core';
import { Text } from '../../contract/endpoint.ts';
import { Night } from '../../contract/nights.ts';
import type { Answers } from '../../contract/placement.ts';

// What this product adds to SurveyJS's questions; see FormQuestion.
Serializer.addProperty('question', 'askEachTime:boolean');

/** A question as a form's definition has it, whoever wrote it. */
interface DefinedQuestion {
  type: string;
  name: string;
  title?: unknown;
  choices?: unknown[];
  showNoneItem?: boolean;
  showOtherItem?: boolean;
  showCommentArea?: boolean;
  inputType?: string;
  min?: number;
  max?: number;
  maxLength?: number;
  askEachTime?: boolean;
  isRequired?: boolean;
  requiredIf?: string;
  validators?: unknown[];
}

/** What is wrong with one answer, in words for whoever gave it. */
export interface AnswerProblem {
  question: string;
  title: string;
  message: string;
}

export interface CheckedAnswers {
  /** Answers to questions that the form has, and asks. */
  answers: Answers;
  problems: AnswerProblem[];
}

/** Kinds of questions that a form may have: those whose answers can be checked, shown and carried over. */
const knownTypes = [
  'radiogroup',
  'dropdown',
  'checkbox',
  'tagbox',
  'boolean',
  'rating',
  'text',
  'comment',
  'html',
];
const containers = ['panel'];

const longestText = 1000;
const longestComment = 4000;

/** Every question of a definition, those inside panels too. */
export const questionsIn = (definition: unknown): DefinedQuestion[] => {
  const pages = (definition as { pages?: unknown[] } | null)?.pages ?? [];
  const inside = (elements: unknown[]): DefinedQuestion[] =>
    elements.flatMap((element) => {
      const { elements: nested } = element as { elements?: unknown[] };
      return nested ? inside(nested) : [element as DefinedQuestion];
    });
  return inside(pages.flatMap((page) => (page as { elements?: unknown[] }).elements ?? []));
};

/** Names of questions whose last answer may fill a form: those not bound to a day. */
export const fillableNames = (definition: unknown): string[] =>
  questionsIn(definition)
    .filter((question) => !question.askEachTime && question.type !== 'html')
    .map((question) => question.name);

/** Why a definition can't be published; empty where it can. */
export const formProblems = (definition: unknown): string[] => {
  const questions = questionsIn(definition);
  const names = questions.map((question) => question.name);
  const twice = [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
  const unknown = questions.filter((question) => ![...knownTypes, ...containers].includes(question.type));
  const unnamed = names.filter((name) => typeof name !== 'string' || !/^\w{1,60}$/.test(name));
  return [
    ...(questions.length === 0 ? ['The form asks nothing.'] : []),
    ...twice.map((name) => `Two questions are called ${name}.`),
    ...unknown.map((question) => `${question.name} is a ${question.type}, which can't be checked here.`),
    ...unnamed.map((name) => `"${name}" is no name for a question: letters, digits and _ only.`),
    ...(questions.length > 0 ? (new Model(definition).jsonErrors ?? []).map((error) => error.message) : []),
  ];
};

/** Drops what the form does not ask, and finds answers that are not of their question's shape. Conditions aren't read. */
export const checkShapes = (definition: unknown, answers: Answers): CheckedAnswers => {
  const questions = new Map(questionsIn(definition).map((question) => [question.name, question]));
  const kept: Answers = {};
  const problems: AnswerProblem[] = [];
  for (const [name, value] of Object.entries(answers)) {
    if (isNothing(value)) continue;
    const commented = questions.get(name.replace(/-Comment$/, ''));
    const isComment =
      name.endsWith('-Comment') && Boolean(commented?.showOtherItem || commented?.showCommentArea);
    const question =
      questions.get(name) ?? (isComment ? { type: 'comment', name, title: commented?.title } : undefined);
    if (!question) continue;
    const message = wrongShape(question, value);
    if (message) problems.push({ question: name, title: titleOf(question), message });
    else kept[name] = value;
  }
  return { answers: kept, problems };
};

/**
 * Checks a whole form as the browser's own model would, required questions too. Answers to questions that are not asked,
 * given the other answers and variables, are dropped.
 */
export const checkForm = (
  definition: unknown,
  given: Answers,
  variables: Record<string, unknown> = {},
): CheckedAnswers => {
  const { answers, problems } = checkShapes(definition, given);
  // An empty sheet of a form that insists on nothing: most intakes before arrival are one.
  if (Object.keys(answers).length === 0 && problems.length === 0 && !insists(definition))
    return { answers, problems };
  const model = modelOf(definition, variables);
  const asked = dropUnasked(model, answers);
  model.validate();
  const wrong = new Set(problems.map((problem) => problem.question));
  for (const question of model.getAllQuestions()) {
    if (!question.isVisible || !question.isParentVisible || wrong.has(question.name)) continue;
    const [error] = question.errors;
    if (error) problems.push({ question: question.name, title: question.title, message: error.getText() });
  }
  return { answers: asked, problems };
};

const insists = (definition: unknown): boolean =>
  questionsIn(definition).some(
    ({ isRequired, requiredIf, validators }) => isRequired || requiredIf || validators?.length,
  );

const models = new Map<string, Model>();
const mostModels = 40;

// Building a model takes thirty times as long as asking it, and setting a variable as long as asking it; a form is asked
// again and again.
const modelOf = (definition: unknown, variables: Record<string, unknown>): Model => {
  const key = JSON.stringify([definition, variables]);
  const known = models.get(key);
  if (known) return known;
  const [oldest] = models.keys();
  if (models.size >= mostModels && oldest !== undefined) {
    models.get(oldest)?.dispose();
    models.delete(oldest);
  }
  const model = new Model(definition);
  for (const [name, value] of Object.entries(variables)) model.setVariable(name, value);
  models.set(key, model);
  return model;
};

// A dropped answer may hide further questions; the deepest chain of conditions is as long as the form.
const dropUnasked = (model: Model, answers: Answers): Answers => {
  let asked = answers;
  for (;;) {
    model.data = structuredClone(asked);
    const hidden = new Set(
      model
        .getAllQuestions()
        .filter((question) => !question.isVisible || !question.isParentVisible)
        .map((question) => question.name),
    );
    const left = Object.entries(asked).filter(([name]) => !hidden.has(name.replace(/-Comment$/, '')));
    if (left.length === Object.keys(asked).length) return asked;
    asked = Object.fromEntries(left);
  }
};

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const titleOf = (question: DefinedQuestion): string => {
  const { title } = question;
  if (typeof title === 'string') return title;
  return String((title as { default?: string; en?: string } | undefined)?.default ?? question.name);
};

const wrongShape = (question: DefinedQuestion, value: unknown): string | null => {
  switch (question.type) {
    case 'radiogroup':
    case 'dropdown':
    case 'rating':
      return isOffered(question, value) ? null : 'Not one of the choices';
    case 'checkbox':
    case 'tagbox': {
      const fits =
        Array.isArray(value) &&
        new Set(value).size === value.length &&
        value.every((v) => isOffered(question, v));
      return fits ? null : 'Not among the choices';
    }
    case 'boolean':
      return typeof value === 'boolean' ? null : 'Neither yes nor no';
    case 'comment':
      return wrongWords(value, limitOf(question) ?? longestComment);
    case 'text':
      return wrongText(question, value);
    default:
      return 'Nothing is asked here';
  }
};

const limitOf = (question: DefinedQuestion): number | undefined =>
  question.maxLength && question.maxLength > 0 ? question.maxLength : undefined;

const wrongText = (question: DefinedQuestion, value: unknown): string | null => {
  if (question.inputType === 'number') {
    const { min = 0, max = 1_000_000 } = question;
    return typeof value === 'number' && value >= min && value <= max
      ? null
      : `A number from ${min} to ${max}`;
  }
  if (typeof value !== 'string') return 'No text';
  if (question.inputType === 'date') return Night.safeParse(value).success ? null : 'No day of the calendar';
  if (question.inputType === 'time') return /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? null : 'No time of day';
  return wrongWords(value, limitOf(question) ?? longestText);
};

const wrongWords = (value: unknown, most: number): string | null =>
  Text(most).safeParse(value).error?.issues[0]?.message ?? null;

const isOffered = (question: DefinedQuestion, value: unknown): boolean => {
  if (value === 'none') return Boolean(question.showNoneItem);
  if (value === 'other') return Boolean(question.showOtherItem);
  const choices = question.choices ?? [1, 2, 3, 4, 5];
  return choices.some(
    (offered) => (typeof offered === 'object' ? (offered as { value: unknown }).value : offered) === value,
  );
};
