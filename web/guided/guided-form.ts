import { Model, type PageModel, type Question, Serializer } from 'survey-core';
import 'survey-core/i18n/spanish';
import type { Answers, LastAnswer } from '../../contract/placement.ts';
import type { Language } from '../texts/language.tsx';
import {
  type AskedQuestion,
  isSame,
  isStillOffered,
  kindOf,
  type Mark,
  numberOf,
  optionsOf,
  plain,
  summaryOf,
  textOnly,
} from './guided-question.ts';

Serializer.addProperty('question', 'askEachTime:boolean');

export interface Step {
  name: string;
  title: string;
  about: string;
  questions: AskedQuestion[];
  /** Words of the first telling answer, for the list of steps. */
  summary: string;
  open: number;
  /** Questions that must be answered, and are not yet. */
  needed: number;
  toCheck: number;
  /** How many questions an earlier answer could fill now. */
  fillable: number;
}

interface Opening {
  definition: Record<string, unknown>;
  answers: Answers;
  lastAnswers: Record<string, LastAnswer>;
  language: Language;
  /** What the form's conditions know beside the answers. */
  variables?: Record<string, unknown>;
}

/**
 * A form that is data, with its answers: those a person gave or confirmed, and those filled from last time that nobody
 * has confirmed yet. Only the first kind is ever sent.
 */
export class GuidedForm {
  private readonly model: Model;
  private readonly lastAnswers: Record<string, LastAnswer>;
  private readonly unconfirmed = new Set<string>();
  private readonly filled = new Set<string>();
  private readonly problems = new Map<string, string[]>();
  private readonly toConfirm = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private steps: Step[] | null = null;
  private language: Language;

  constructor({ definition, answers, lastAnswers, language, variables = {} }: Opening) {
    this.model = new Model(definition);
    this.language = language;
    this.model.locale = language;
    this.model.textUpdateMode = 'onTyping';
    this.lastAnswers = lastAnswers;
    for (const [name, value] of Object.entries(variables)) this.model.setVariable(name, value);
    this.model.data = answers;
    this.model.onValueChanged.add(() => this.changed());
    this.model.onQuestionVisibleChanged.add(() => this.changed());
    this.model.onPageVisibleChanged.add(() => this.changed());
  }

  readonly follow = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  /** The pages that are asked now; the same array until something changes. */
  readonly look = (): Step[] => {
    this.steps ??= this.model.visiblePages.map((page) => this.stepOf(page));
    return this.steps;
  };

  speak(language: Language): void {
    if (this.language === language) return;
    this.language = language;
    this.model.locale = language;
    this.changed();
  }

  /** A person's answer; undefined takes it back. Whatever was filled here counts as seen. */
  answer(name: string, value: unknown): void {
    const question = this.model.getQuestionByName(name);
    if (!question) return;
    this.unconfirmed.delete(name);
    question.value = value;
    if (question.isEmpty()) this.filled.delete(name);
    if (this.problems.has(name)) this.note(question);
    this.changed();
  }

  writeOther(name: string, text: string): void {
    const question = this.model.getQuestionByName(name);
    if (!question) return;
    question.otherValue = text;
    this.changed();
  }

  /** The person has read the filled answer aloud and it is still so. */
  confirm(name: string): void {
    if (this.unconfirmed.delete(name)) this.changed();
  }

  /** Default Last: fills the unanswered questions of a page that may be filled. Returns how many. */
  fillLast(pageName: string): number {
    let count = 0;
    // An answer may open further questions on the same page.
    for (let again = true; again; ) {
      const fillable = this.fillableOn(this.pageNamed(pageName));
      again = fillable.length > 0;
      for (const question of fillable) {
        question.value = this.lastAnswers[question.name]?.value;
        this.filled.add(question.name);
        this.unconfirmed.add(question.name);
        count += 1;
      }
    }
    this.changed();
    return count;
  }

  /** Takes back what Default Last filled on a page and nobody has confirmed. */
  undoFill(pageName: string): void {
    for (const question of this.pageNamed(pageName)?.questions ?? []) {
      if (!this.unconfirmed.delete(question.name)) continue;
      this.filled.delete(question.name);
      question.clearValue();
    }
    this.changed();
  }

  /** Checks the answers of a page; what is wrong shows at its question. Returns the name of the first wrong one. */
  check(pageName: string): string | null {
    const given = this.asked(this.pageNamed(pageName)).filter((q) => !q.isEmpty());
    const wrong = given.filter((q) => this.note(q));
    this.changed();
    return wrong[0]?.name ?? null;
  }

  /** The first question of the whole form that must be answered, confirmed or set right before it can be finished. */
  firstWrong(): { step: number; name: string } | null {
    for (const [step, page] of this.model.visiblePages.entries()) {
      const wrong = this.asked(page).find((q) => this.note(q) || this.mustBeConfirmed(q));
      if (!wrong) continue;
      if (this.mustBeConfirmed(wrong)) this.toConfirm.add(wrong.name);
      this.changed();
      return { step, name: wrong.name };
    }
    return null;
  }

  /** On which step a question is asked; -1 where it isn't. */
  stepOfQuestion(name: string): number {
    return this.model.visiblePages.findIndex((page) => page.questions.some((q) => q.name === name));
  }

  /** Everything a person gave or confirmed, as far as it is an answer. `finished` leaves out what is no longer asked. */
  toSave({ finished = false } = {}): Answers {
    const shown = new Set(this.model.visiblePages.flatMap((page) => this.asked(page).map((q) => q.name)));
    return this.only((name) => {
      if (this.unconfirmed.has(name) || (finished && !shown.has(name))) return false;
      const question = this.model.getQuestionByName(name);
      return !question || (!question.isEmpty() && question.validate(false));
    });
  }

  /** What the form's conditions know beside the answers has changed. */
  setVariable(name: string, value: unknown): void {
    if (this.model.getVariable(name) === value) return;
    this.model.setVariable(name, value);
    this.changed();
  }

  /** The same with the filled answers that nobody has confirmed yet: for a look ahead, never to be sent. */
  asItLooks(): Answers {
    return this.only(() => true);
  }

  private only(may: (name: string) => boolean): Answers {
    const names = (key: string) => key.replace(/-Comment$/, '');
    return Object.fromEntries(
      Object.entries(plain(this.model.data) as Answers).filter(([key]) => may(names(key))),
    );
  }

  private changed(): void {
    this.steps = null;
    for (const listener of this.listeners) listener();
  }

  private pageNamed(name: string): PageModel | undefined {
    return this.model.visiblePages.find((page) => page.name === name);
  }

  private asked(page: PageModel | undefined): Question[] {
    return (page?.questions ?? []).filter((q) => q.isVisible && q.isParentVisible);
  }

  private fillableOn(page: PageModel | undefined): Question[] {
    return this.asked(page).filter((question) => {
      const last = this.lastAnswers[question.name];
      return (
        last !== undefined &&
        !question.askEachTime &&
        question.isEmpty() &&
        isStillOffered(question, last.value)
      );
    });
  }

  private stepOf(page: PageModel): Step {
    const questions = this.asked(page);
    const answerable = questions.filter((q) => kindOf(q) !== 'shown');
    return {
      name: page.name,
      title: page.locTitle.textOrHtml || page.name,
      about: page.locDescription.textOrHtml ?? '',
      questions: questions.map((q) => this.viewOf(q)),
      summary: summaryOf(answerable.filter((q) => !this.unconfirmed.has(q.name))),
      open: answerable.filter((q) => q.isEmpty()).length,
      needed: answerable.filter((q) => q.isRequired && (q.isEmpty() || this.unconfirmed.has(q.name))).length,
      toCheck: answerable.filter((q) => this.unconfirmed.has(q.name)).length,
      fillable: this.fillableOn(page).length,
    };
  }

  private viewOf(question: Question): AskedQuestion {
    const kind = kindOf(question);
    return {
      name: question.name,
      kind,
      title: question.locTitle.textOrHtml || question.name,
      about:
        kind === 'shown'
          ? textOnly(question.locHtml?.textOrHtml ?? '')
          : (question.locDescription.textOrHtml ?? ''),
      value: question.isEmpty() ? undefined : plain(question.value),
      options: optionsOf(question, kind),
      other: question.isOtherSelected
        ? { label: question.otherPlaceholder || question.otherText, text: String(question.otherValue ?? '') }
        : null,
      lowest: numberOf(question.min),
      highest: numberOf(question.max),
      longest: question.maxLength > 0 ? question.maxLength : undefined,
      required: question.isRequired,
      errors: this.problems.get(question.name) ?? [],
      confirmFirst: this.toConfirm.has(question.name) && this.mustBeConfirmed(question),
      mark: this.markOf(question),
      fieldType: ['time', 'tel', 'email'].includes(question.inputType) ? question.inputType : 'text',
    };
  }

  // Remembers what is wrong with an answer, or forgets it. Returns whether something is.
  private note(question: Question): boolean {
    const isWrong = !question.validate(true);
    if (isWrong)
      this.problems.set(
        question.name,
        question.errors.map((e) => e.getText()),
      );
    else this.problems.delete(question.name);
    question.clearErrors();
    return isWrong;
  }

  private mustBeConfirmed(question: Question): boolean {
    return question.isRequired && this.unconfirmed.has(question.name);
  }

  private markOf(question: Question): Mark | null {
    if (question.askEachTime) return { kind: 'each_time' };
    const last = this.lastAnswers[question.name];
    if (!last || !this.filled.has(question.name)) return null;
    if (this.unconfirmed.has(question.name)) return { kind: 'from_last', last };
    if (isSame(question.value, last.value)) return { kind: 'confirmed', last };
    return { kind: 'changed', last, before: String(question.getDisplayValue(true, last.value) ?? '') };
  }
}
