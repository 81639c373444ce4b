import { useRef, useState } from 'react';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import type { Step } from './guided-form.ts';
import type { StepLine } from './guided-frame.tsx';
import type { MemberOfWorkflow } from './member-forms.ts';

interface MemberPages<M> {
  chosen: M[];
  /** The first step, about all of them. */
  first: { title: string; note: string };
  /** Finds, and shows, what is wrong with the first step. */
  findProblem: () => unknown;
  /** Everything was looked at: saves. */
  onSend: () => void;
}

/** A workflow of one step about all and then each person's pages: where one is, and the way on, back and to what is wrong. */
export const useMemberPages = <M extends MemberOfWorkflow & { steps: Step[] }>({
  chosen,
  first,
  findProblem,
  onSend,
}: MemberPages<M>) => {
  const { guided } = useTexts();
  const [at, setAt] = useState(0);
  const [reached, setReached] = useState(0);
  const [lookAt, setLookAt] = useState<{ name: string; turn: number } | null>(null);
  const [asksUnconfirmed, setAsksUnconfirmed] = useState(false);
  const top = useRef<HTMLHeadingElement>(null);

  const pages = chosen.flatMap((member) => member.steps.map((step, i) => ({ member, step, first: i === 0 })));
  const current = Math.min(at, pages.length);
  const page = current === 0 ? null : (pages[current - 1] ?? null);
  const isLast = current === pages.length;
  const lines: StepLine[] = [
    { key: 'first', title: first.title, note: first.note, done: current > 0 },
    ...pages.map(({ member, step, first: isFirst }, i) => ({
      key: `${member.clientId} ${step.name}`,
      title: step.title,
      done: i + 1 !== current && i + 1 <= reached && step.toCheck === 0,
      note:
        step.toCheck > 0
          ? guided.toCheck(step.toCheck)
          : i + 1 <= reached && i + 1 !== current
            ? step.open > 0
              ? guided.openShort(step.open)
              : guided.open(0)
            : '',
      ...(isFirst && { group: member.name }),
    })),
  ];
  const goTo = (next: number) => {
    setAsksUnconfirmed(false);
    if (next > current) {
      const problem = current === 0 ? findProblem() : null;
      if (problem) return;
      const wrong = page?.member.form.check(page.step.name);
      if (wrong) {
        setLookAt({ name: wrong, turn: Date.now() });
        return;
      }
    }
    setAt(next);
    setReached(Math.max(reached, next));
    scrollTo({ top: 0 });
    requestAnimationFrame(() => top.current?.focus({ preventScroll: true }));
  };
  const lookAtQuestion = (where: number, name: string) => {
    setAt(where);
    setLookAt({ name, turn: Date.now() });
  };
  const toCheck = pages.reduce((sum, { step }) => sum + step.toCheck, 0);
  const send = () => {
    setAsksUnconfirmed(false);
    if (findProblem()) {
      setAt(0);
      return;
    }
    for (const member of chosen) {
      const wrong = member.form.firstWrong();
      if (!wrong) continue;
      lookAtQuestion(1 + pages.findIndex((p) => p.member === member) + wrong.step, wrong.name);
      return;
    }
    onSend();
  };
  const saveNow = () => (toCheck > 0 ? setAsksUnconfirmed(true) : send());
  const fill = () => {
    if (!page) return;
    const count = page.member.form.fillLast(page.step.name);
    announce(count > 0 ? guided.filled(count) : guided.defaultLastNone);
    const filled = page.member.form.look().find((s) => s.name === page.step.name);
    const found = filled?.questions.find((q) => q.mark?.kind === 'from_last');
    if (found) lookAtQuestion(current, found.name);
  };
  const goToUnconfirmed = () => {
    setAsksUnconfirmed(false);
    const where = pages.findIndex(({ step }) => step.toCheck > 0);
    const name = pages[where]?.step.questions.find((q) => q.mark?.kind === 'from_last')?.name;
    if (name) lookAtQuestion(where + 1, name);
  };
  return {
    page,
    current,
    isLast,
    lines,
    lookAt,
    top,
    toCheck,
    asksUnconfirmed,
    goTo,
    goToUnconfirmed,
    fill,
    send,
    saveNow,
    next: () => (isLast ? saveNow() : goTo(current + 1)),
  };
};
