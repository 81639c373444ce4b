import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../texts/language.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import type { GuidedForm, Step } from './guided-form.ts';
import classes from './guided-page.module.css';
import { type AskedQuestion, chosen, isUnanswered } from './guided-question.ts';
import { QuestionBlock } from './question-block.tsx';

interface GuidedPageProps {
  form: GuidedForm;
  step: Step;
  /** Whom the questions are read to. */
  name: string;
  /** A question that takes the focus: the first wrong one. */
  lookAt: { name: string; turn: number } | null;
}

/** The questions of one step: answered by mouse, by Tab and arrows, or by digits; Y confirms what came from last time. */
export const GuidedPage = ({ form, step, name, lookAt }: GuidedPageProps) => {
  const texts = useTexts().guided;
  const page = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);

  const focusOn = (question: string) => {
    const block = page.current?.querySelector(`[data-question="${CSS.escape(question)}"]`);
    const field =
      block?.querySelector<HTMLElement>('input:checked') ??
      block?.querySelector<HTMLElement>('input, textarea, select, button');
    field?.focus();
    block?.scrollIntoView({ block: 'nearest' });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn asks for the focus anew
  useEffect(() => {
    if (lookAt) focusOn(lookAt.name);
  }, [lookAt]);

  const at = step.questions.find((q) => q.name === current);
  const unconfirmed = step.questions.filter((q) => q.mark?.kind === 'from_last');
  const confirmOne = () => {
    const question = at?.mark?.kind === 'from_last' ? at : unconfirmed[0];
    if (!question) return;
    form.confirm(question.name);
    const next = following(step.questions, question.name).find((q) => q.mark?.kind === 'from_last');
    focusOn(next?.name ?? question.name);
  };
  const choose = (nth: number) => {
    const question = at ?? step.questions.find((q) => isUnanswered(q) && q.options.length > 0);
    const option = question?.options[nth - 1];
    if (!question || !option) return;
    form.answer(question.name, chosen(question, option.value));
    focusOn(question.name);
  };
  useShortcuts([
    { keys: 'y', label: texts.keys.confirm, act: confirmOne },
    { keys: '1', label: texts.keys.digits, act: () => choose(1) },
    ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({ keys: String(n), label: '', act: () => choose(n) })),
  ]);

  const filled = step.questions.filter((q) => q.mark !== null && q.mark.kind !== 'each_time').length;
  const confirmed = filled - unconfirmed.length;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notices which question has the focus
    <div
      ref={page}
      onFocus={(event) => {
        const block = (event.target as HTMLElement).closest<HTMLElement>('[data-question]');
        setCurrent(block?.dataset.question ?? null);
      }}
    >
      {filled > 0 && (
        <div className={classes.filled}>
          <IconHistory size={18} aria-hidden />
          <p>
            <strong>{texts.filled(filled)}</strong>{' '}
            {unconfirmed.length === 0 ? texts.filledAll : texts.filledRead(name, confirmed)}
          </p>
          {unconfirmed.length > 0 && (
            <Button variant="default" size="compact-sm" onClick={() => form.undoFill(step.name)}>
              {texts.undoFill}
            </Button>
          )}
        </div>
      )}
      {step.questions.map((question) => (
        <QuestionBlock
          key={question.name}
          question={question}
          onAnswer={(value) => form.answer(question.name, value)}
          onOther={(text) => form.writeOther(question.name, text)}
          onConfirm={() => {
            form.confirm(question.name);
            focusOn(question.name);
          }}
        />
      ))}
    </div>
  );
};

const following = (questions: AskedQuestion[], name: string) => {
  const i = questions.findIndex((q) => q.name === name);
  return [...questions.slice(i + 1), ...questions.slice(0, i)];
};
