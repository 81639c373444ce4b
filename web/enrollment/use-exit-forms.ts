import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Input, Reply } from '../../contract/endpoint.ts';
import type { openExit, saveExit } from '../../contract/exits.ts';
import type { Night } from '../../contract/nights.ts';
import { GuidedForm, type Step } from '../guided/guided-form.ts';
import { isAdultOrHead, MemberForms } from '../guided/member-forms.ts';
import { type Language, useLanguage } from '../texts/language.tsx';

export type StayToExit = Reply<typeof openExit>['stays'][number];
type Member = StayToExit['members'][number];

export const rentalWithSubsidy = 435;
export const otherDestination = 17;
const nobodyAsked = 30;

/** A member at the exit: whether and where to they leave, and their own form. */
export interface ExitEntry {
  clientId: number;
  name: string;
  relationshipToHoH: number | null;
  member: Member;
  form: GuidedForm;
  leaves: boolean;
  destination: number;
  subsidy: number | null;
  other: string;
  exitDate: Night | null;
  mayReturn: 'any' | 'from';
  mayReturnFrom: Night | null;
  slept: 'yes' | 'no' | null;
  note: string;
}
export type ExitChange = Partial<
  Omit<ExitEntry, 'clientId' | 'name' | 'relationshipToHoH' | 'member' | 'form'>
>;

const entriesOf = (stay: StayToExit, clientId: number, language: Language): ExitEntry[] =>
  stay.members.map((member) => ({
    clientId: member.clientId,
    name: member.name,
    relationshipToHoH: member.relationshipToHoH,
    member,
    form: new GuidedForm({
      definition: stay.definition,
      answers: {},
      lastAnswers: member.lastAnswers,
      language,
      variables: { adultOrHead: isAdultOrHead({ member, relationshipToHoH: member.relationshipToHoH }) },
    }),
    leaves: stay.members.length === 1 || member.clientId === clientId,
    destination: nobodyAsked,
    subsidy: null,
    other: '',
    exitDate: member.exitDate,
    mayReturn: 'any',
    mayReturnFrom: null,
    slept: null,
    note: '',
  }));

/** What is still to be said of who leaves; days say so themselves. */
const lacksOf = (e: ExitEntry): boolean =>
  e.exitDate === null ||
  (e.mayReturn === 'from' && e.mayReturnFrom === null) ||
  (e.member.cameTonight && e.slept === null);

/** The members of a household who may leave a shelter together, with their forms of the exit stage. */
export const useExitForms = (stay: StayToExit, clientId: number) => {
  const { language } = useLanguage();
  const [store] = useState(() => new MemberForms(entriesOf(stay, clientId, language)));
  const entries = useSyncExternalStore(store.follow, store.look);
  const [problem, setProblem] = useState<{ name: string | null } | null>(null);
  useEffect(() => {
    for (const { form } of entries) form.speak(language);
  }, [entries, language]);
  const chosen = entries.filter((entry) => entry.leaves);
  return {
    entries,
    chosen: chosen.map((entry): ExitEntry & { steps: Step[] } => ({ ...entry, steps: entry.form.look() })),
    touched: store.touched,
    change: (id: number, next: ExitChange) => {
      store.change(id, next);
      setProblem(null);
    },
    /** Finds, and shows, what is wrong with who leaves. */
    problem: () => {
      const incomplete = chosen.find(lacksOf);
      const found = chosen.length === 0 ? { name: null } : incomplete ? { name: incomplete.name } : null;
      setProblem(found);
      return found;
    },
    shownProblem: problem,
    toSave: (): Input<typeof saveExit>['body'] => ({ members: chosen.map(sayEntry) }),
  };
};

export type ExitFormsState = ReturnType<typeof useExitForms>;

const sayEntry = (e: ExitEntry): Input<typeof saveExit>['body']['members'][number] => ({
  enrollmentId: e.member.enrollmentId,
  exit: {
    destination: e.destination,
    ...(e.destination === rentalWithSubsidy && e.subsidy !== null && { subsidy: e.subsidy }),
    ...(e.destination === otherDestination && e.other.trim() && { other: e.other.trim() }),
    ...(e.mayReturn === 'from' && { mayReturnFrom: e.mayReturnFrom }),
    ...(e.note.trim() && { note: e.note.trim() }),
  },
  // The server knows the day after the last night; a night that was not slept moves it.
  ...(e.exitDate !== null && e.exitDate !== e.member.exitDate && { exitDate: e.exitDate }),
  ...(e.member.cameTonight && e.slept !== null && { sleptHere: e.slept === 'yes' }),
  answers: e.form.toSave({ finished: true }),
});
