import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Input, Reply } from '../../contract/endpoint.ts';
import type { openIntake, saveIntake } from '../../contract/enrollment.ts';
import type { Night } from '../../contract/nights.ts';
import { GuidedForm, type Step } from '../guided/guided-form.ts';
import { isAdultOrHead, MemberForms } from '../guided/member-forms.ts';
import { type Language, useLanguage } from '../texts/language.tsx';

type Facts = Reply<typeof openIntake>;
export type IntakeMember = Facts['members'][number];

/** A member of the household in Intake: whether and how they come in, and their own form. */
export interface MemberEntry {
  clientId: number;
  name: string;
  member: IntakeMember;
  comes: boolean;
  relationshipToHoH: number;
  startDate: Night;
  form: GuidedForm;
}

interface Opening {
  clientId: number;
  with: number[];
  startDate: Night;
}

const head = 1;

/** The members of an Intake with their forms. A form asks what must be asked of this person: of heads and adults more. */
export const useMemberForms = (facts: Facts, opening: Opening) => {
  const { language } = useLanguage();
  const [store] = useState(() => new MemberForms(entriesOf(facts, opening, language)));
  const entries = useSyncExternalStore(store.follow, store.look);
  const [problem, setProblem] = useState<'nobody' | 'heads' | null>(null);
  useEffect(() => {
    for (const { form } of entries) form.speak(language);
  }, [entries, language]);
  const chosen = entries.filter((entry) => entry.comes);
  const findProblem = () => {
    const found =
      chosen.length === 0
        ? ('nobody' as const)
        : chosen.filter((entry) => entry.relationshipToHoH === head).length === 1
          ? null
          : ('heads' as const);
    setProblem(found);
    return found;
  };
  return {
    entries,
    chosen: chosen.map((entry): MemberEntry & { steps: Step[] } => ({ ...entry, steps: entry.form.look() })),
    /** Something was changed or answered. */
    touched: store.touched,
    change: (
      clientId: number,
      next: Partial<Pick<MemberEntry, 'comes' | 'relationshipToHoH' | 'startDate'>>,
    ) => {
      store.change(clientId, next);
      setProblem(null);
    },
    /** Finds, and shows, what is wrong with who comes in. */
    problem: findProblem,
    shownProblem: problem,
    toSave: (): Input<typeof saveIntake>['body']['members'] =>
      chosen.map(({ clientId, relationshipToHoH, startDate, form }) => ({
        clientId,
        relationshipToHoH,
        startDate,
        answers: form.toSave({ finished: true }),
      })),
  };
};

export type MemberFormsState = ReturnType<typeof useMemberForms>;

const entriesOf = (
  facts: Facts,
  { clientId, with: along, startDate }: Opening,
  language: Language,
): MemberEntry[] => {
  const comes = (id: number) => id === clientId || along.includes(id);
  const hasHead = facts.members.some((m) => comes(m.clientId) && m.relationshipToHoH === head);
  return facts.members.map((member) => {
    const alone = !hasHead && member.clientId === clientId;
    const relationshipToHoH = alone ? head : member.relationshipToHoH;
    const form = new GuidedForm({
      definition: facts.definition,
      answers: member.answers,
      lastAnswers: member.lastAnswers,
      language,
      variables: { adultOrHead: isAdultOrHead({ member, relationshipToHoH }) },
    });
    return {
      clientId: member.clientId,
      name: member.name,
      member,
      comes: comes(member.clientId),
      relationshipToHoH,
      startDate: member.enrollment?.entryDate ?? startDate,
      form,
    };
  });
};
