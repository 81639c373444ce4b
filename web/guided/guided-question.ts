import type { ItemValue, Question } from 'survey-core';
import type { LastAnswer } from '../../contract/placement.ts';

export interface Option {
  value: unknown;
  text: string;
}

/** Where an answer comes from, shown at its side. */
export type Mark =
  | { kind: 'from_last' | 'confirmed'; last: LastAnswer }
  | { kind: 'changed'; last: LastAnswer; before: string }
  | { kind: 'each_time' };

export type QuestionKind = 'one' | 'many' | 'list' | 'text' | 'number' | 'day' | 'long_text' | 'shown';

/** A question as the screen draws it. */
export interface AskedQuestion {
  name: string;
  kind: QuestionKind;
  title: string;
  about: string;
  value: unknown;
  options: Option[];
  /** What the person wrote where no option says it; null where that isn't asked. */
  other: { label: string; text: string } | null;
  lowest: number | undefined;
  highest: number | undefined;
  longest: number | undefined;
  required: boolean;
  errors: string[];
  /** It must be answered, and only last time's answer stands there. */
  confirmFirst: boolean;
  mark: Mark | null;
  /** What the browser's field is: 'text', 'time', 'tel' … */
  fieldType: string;
}

// Up to this many options stand beside each other; more go into a list to choose from.
const mostBeside = 7;

/** How a question of the form is drawn. */
export const kindOf = (question: Question): QuestionKind => {
  switch (question.getType()) {
    case 'radiogroup':
    case 'buttongroup':
    case 'rating':
      return 'one';
    case 'boolean':
      return 'one';
    case 'dropdown':
      return question.visibleChoices.length <= mostBeside ? 'one' : 'list';
    case 'checkbox':
    case 'tagbox':
      return 'many';
    case 'comment':
      return 'long_text';
    case 'html':
    case 'expression':
      return 'shown';
    default:
      return question.inputType === 'number' || question.inputType === 'range'
        ? 'number'
        : question.inputType === 'date'
          ? 'day'
          : 'text';
  }
};

/** What there is to choose from, in the form's language. */
export const optionsOf = (question: Question, kind: QuestionKind): Option[] => {
  if (question.getType() === 'boolean') {
    return [
      { value: question.valueTrue ?? true, text: question.locLabelTrue.textOrHtml },
      { value: question.valueFalse ?? false, text: question.locLabelFalse.textOrHtml },
    ];
  }
  if (kind !== 'one' && kind !== 'many' && kind !== 'list') return [];
  const items: ItemValue[] = question.visibleChoices ?? [];
  return items.map((item) => ({ value: plain(item.value), text: item.locText.textOrHtml }));
};

/** Whether an earlier answer is still among the options. */
export const isStillOffered = (question: Question, value: unknown): boolean => {
  const options = optionsOf(question, kindOf(question));
  if (options.length === 0) return true;
  const values = Array.isArray(value) ? value : [value];
  return values.every((v) => options.some((o) => isSame(o.value, v)));
};

/** Words for a step: a bare yes or no says nothing without its question; the first answer that speaks for itself does. */
export const summaryOf = (questions: Question[]): string => {
  const telling = questions.find(
    (q) => !q.isEmpty() && q.getType() !== 'boolean' && optionsOf(q, kindOf(q)).length > 3,
  );
  return telling ? String(telling.displayValue) : '';
};

export const numberOf = (value: unknown): number | undefined =>
  value === undefined || value === null || value === '' || Number.isNaN(Number(value))
    ? undefined
    : Number(value);

/** A value without what the library adds: its arrays carry functions of their own. */
export const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

export const isSame = (a: unknown, b: unknown): boolean =>
  JSON.stringify(plain(a)) === JSON.stringify(plain(b));

export const textOnly = (html: string): string =>
  new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';

/** The answer after an option was chosen: that option, or of several the list with it added or taken out. */
export const chosen = (question: AskedQuestion, value: unknown): unknown => {
  if (question.kind !== 'many') return value;
  const before = Array.isArray(question.value) ? question.value : [];
  const after = before.includes(value) ? before.filter((v) => v !== value) : [...before, value];
  return after.length > 0 ? after : undefined;
};

/** Nothing is answered yet; an empty list is no answer. */
export const isUnanswered = ({ value }: Pick<AskedQuestion, 'value'>): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
