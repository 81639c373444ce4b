import { type Answers, type OpenAssessment, readAssessment, saveDraft } from '../../contract/placement.ts';
import type { Acting } from '../accounts/combination.ts';
import { call, Refused, Unreachable } from '../api.ts';
import { isNotDone, type NotDone } from '../query.ts';
import { makeStore } from '../ui/store.ts';

export interface DraftState {
  saving: boolean;
  /** When the server last said that it has it. */
  savedAt: string | null;
  /** The server cannot be reached; it is tried again. */
  waiting: boolean;
  notDone: NotDone | null;
}

const againMilliseconds = 3000;

/**
 * Keeps the draft of an assessment saved: one save at a time, the newest last, tried again until the server answers.
 * A save whose answer was lost on the way is recognised by its content.
 */
export class DraftKeeper {
  readonly state = makeStore<DraftState>({ saving: false, savedAt: null, waiting: false, notDone: null });
  private readonly id: number;
  private readonly as: Acting | null;
  private version: number;
  private kept: string;
  private wanted: { answers: Answers; step: number } | null = null;
  private work: Promise<void> | null = null;

  constructor(assessment: OpenAssessment, as: Acting | null) {
    this.id = assessment.id;
    this.as = as;
    this.version = assessment.version;
    this.kept = contentOf({ answers: assessment.answers, step: assessment.step });
    const hasAnswers = Object.keys(assessment.answers).length > 0;
    this.state.set({ ...this.state.get(), savedAt: hasAnswers ? assessment.savedAt : null });
  }

  /** Saves these answers soon, in the place of any that still wait. */
  save(answers: Answers, step: number): Promise<void> {
    if (contentOf({ answers, step }) !== this.kept || this.wanted) this.wanted = { answers, step };
    this.work ??= this.run().finally(() => {
      this.work = null;
    });
    return this.work;
  }

  /** The version to finish with, once everything is saved; null where it could not be. */
  async settle(answers: Answers, step: number): Promise<number | null> {
    await this.save(answers, step);
    return this.state.get().notDone ? null : this.version;
  }

  dismiss(): void {
    this.tell({ notDone: null });
  }

  private async run(): Promise<void> {
    for (let next = this.wanted; next; next = this.wanted) {
      this.wanted = null;
      try {
        await this.saveOne(next);
      } catch (error) {
        if (!isNotDone(error)) throw error;
        if (!(error instanceof Unreachable)) {
          this.tell({ saving: false, waiting: false, notDone: error });
          return;
        }
        this.wanted ??= next;
        this.tell({ waiting: true });
        await new Promise((settle) => setTimeout(settle, againMilliseconds));
      }
    }
    this.tell({ saving: false, waiting: false });
  }

  private async saveOne(draft: { answers: Answers; step: number }): Promise<void> {
    this.tell({ saving: true, notDone: null });
    const how = { outlivesPage: true, ...(this.as && { as: this.as }) };
    const params = { id: this.id };
    try {
      const reply = await call(saveDraft, { params, body: { ...draft, version: this.version } }, how);
      this.adopt(draft, reply);
    } catch (error) {
      const maybeMine = error instanceof Refused && error.reply.code === 'changed_meanwhile';
      if (!maybeMine) throw error;
      const there = await call(readAssessment, { params }, how);
      if (contentOf({ answers: there.answers, step: there.step }) !== contentOf(draft)) throw error;
      this.adopt(draft, there);
    }
  }

  private adopt(
    draft: { answers: Answers; step: number },
    { version, savedAt }: { version: number; savedAt: string },
  ) {
    this.version = version;
    this.kept = contentOf(draft);
    this.tell({ savedAt, waiting: false });
  }

  private tell(news: Partial<DraftState>): void {
    this.state.set({ ...this.state.get(), ...news });
  }
}

// The database gives the answers back in another order.
const contentOf = ({ answers, step }: { answers: Answers; step: number }): string =>
  JSON.stringify([Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1)), step]);
