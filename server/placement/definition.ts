/** A text in the languages of the form; `default` is English. */
export interface Words {
  default: string;
  es: string;
}

export interface Choice {
  value: string | number;
  text: Words;
}

/** A question of a form as data, in the shape of SurveyJS, with what this product adds to it. */
export interface FormQuestion {
  type: 'radiogroup' | 'dropdown' | 'checkbox' | 'text' | 'comment';
  name: string;
  title: Words;
  description?: Words;
  choices?: readonly Choice[];
  /** A further choice of a checkbox that stands alone; its value is 'none'. */
  showNoneItem?: true;
  noneText?: Words;
  isRequired?: true;
  /** The answer is bound to this day: Default Last never fills it. */
  askEachTime?: true;
  /** SurveyJS expression over answers and variables. */
  visibleIf?: string;
  inputType?: 'number' | 'date' | 'time';
  min?: number;
  max?: number;
  maxLength?: number;
}

/** One form of the guided workflow. */
export interface FormPage {
  name: string;
  title: Words;
  description?: Words;
  visibleIf?: string;
  elements: readonly FormQuestion[];
}

export interface Form {
  title: Words;
  pages: readonly FormPage[];
}

export const say = (english: string, spanish: string): Words => ({ default: english, es: spanish });

const yes = say('Yes', 'Sí');
const no = say('No', 'No');
const doesNotSay = say('Doesn’t say', 'No lo dice');

/** Yes, no, and that the person does not say: an answer too, and theirs. */
const yesNo: readonly Choice[] = [
  { value: 'yes', text: yes },
  { value: 'no', text: no },
  { value: 'does_not_say', text: doesNotSay },
];

export const choice = (value: string | number, english: string, spanish: string): Choice => ({
  value,
  text: say(english, spanish),
});

/** A question answered by yes or no, unless it brings choices of its own. */
export const ask = (name: string, title: Words, more: Partial<FormQuestion> = {}): FormQuestion => ({
  type: 'radiogroup',
  name,
  title,
  choices: yesNo,
  ...more,
});

export const number = (
  name: string,
  title: Words,
  most: number,
  more: Partial<FormQuestion> = {},
): FormQuestion => ({
  type: 'text',
  inputType: 'number',
  name,
  title,
  min: 0,
  max: most,
  ...more,
});

export const shortText = (name: string, title: Words, more: Partial<FormQuestion> = {}): FormQuestion => ({
  type: 'text',
  name,
  title,
  maxLength: 200,
  ...more,
});

/** An answer that holds for this night only. */
export const tonight = { askEachTime: true } as const;
