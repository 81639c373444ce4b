import type { GuidedForm } from './guided-form.ts';

/** A person in a workflow of several, with an own form. */
export interface MemberOfWorkflow {
  clientId: number;
  name: string;
  relationshipToHoH: number | null;
  member: { adult: boolean };
  form: GuidedForm;
}

/** Whether HUD asks this person what it asks of heads of household and adults only. */
export const isAdultOrHead = (of: Pick<MemberOfWorkflow, 'member' | 'relationshipToHoH'>): boolean =>
  of.member.adult || of.relationshipToHoH === 1;

/** The people of a workflow with their forms; a new array says that something changed, also inside a form. */
export class MemberForms<E extends MemberOfWorkflow> {
  /** Something was changed or answered. */
  touched = false;
  private entries: E[];
  private readonly listeners = new Set<() => void>();

  constructor(entries: E[]) {
    this.entries = entries;
    for (const { form } of entries) form.follow(() => this.told());
  }

  readonly follow = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly look = (): E[] => this.entries;

  change(clientId: number, next: Partial<E>): void {
    this.entries = this.entries.map((entry) => (entry.clientId === clientId ? { ...entry, ...next } : entry));
    for (const entry of this.entries) entry.form.setVariable('adultOrHead', isAdultOrHead(entry));
    this.told();
  }

  private told(): void {
    this.touched = true;
    this.entries = [...this.entries];
    for (const listener of this.listeners) listener();
  }
}
