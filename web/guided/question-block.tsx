import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTexts } from '../texts/language.tsx';
import { DayInput } from '../ui/day-input.tsx';
import classes from './guided-page.module.css';
import { type AskedQuestion, chosen, isUnanswered } from './guided-question.ts';
import { SideRule } from './side-rule.tsx';

interface QuestionBlockProps {
  question: AskedQuestion;
  onAnswer: (value: unknown) => void;
  onOther: (text: string) => void;
  onConfirm: () => void;
}

/** One question, its answer, and at its side where the answer comes from. */
export const QuestionBlock = ({ question, onAnswer, onOther, onConfirm }: QuestionBlockProps) => {
  const texts = useTexts().guided;
  const id = useId();
  const problems = [...question.errors, ...(question.confirmFirst ? [texts.confirmFirst] : [])];
  const isAnswered = !isUnanswered(question);
  const grouped = question.kind === 'one' || question.kind === 'many';
  const described = [
    question.about && `${id}-about`,
    problems.length > 0 && `${id}-problems`,
    question.mark && `${id}-mark`,
  ]
    .filter(Boolean)
    .join(' ');
  if (question.kind === 'shown') return <p className={classes.shown}>{question.about || question.title}</p>;
  const clear = grouped && isAnswered && (
    <button
      type="button"
      className={classes.clear}
      aria-label={texts.clearAnswer(question.title)}
      onClick={() => onAnswer(undefined)}
    >
      {texts.clear}
    </button>
  );
  const field = <Field {...{ id, question, described, onAnswer, clear }} invalid={problems.length > 0} />;
  return (
    <div className={classes.question} data-question={question.name} data-mark={question.mark?.kind}>
      <div
        className={classes.asked}
        {...(grouped && {
          role: question.kind === 'one' ? 'radiogroup' : 'group',
          'aria-labelledby': `${id}-title`,
          'aria-describedby': described || undefined,
        })}
      >
        {grouped ? (
          <p id={`${id}-title`} className={classes.title}>
            {question.title}
            {question.required && <span className={classes.required}>{texts.required}</span>}
          </p>
        ) : (
          <label id={`${id}-title`} htmlFor={id} className={classes.title}>
            {question.title}
            {question.required && <span className={classes.required}>{texts.required}</span>}
          </label>
        )}
        {question.about && (
          <p id={`${id}-about`} className={classes.about}>
            {question.about}
          </p>
        )}
        <div className={classes.answer}>{field}</div>
        {question.other && (
          <TextInput
            className={classes.other}
            label={question.other.label}
            value={question.other.text}
            onChange={(event) => onOther(event.currentTarget.value)}
          />
        )}
        {problems.length > 0 && (
          <p id={`${id}-problems`} className={classes.problem}>
            {problems.join(' ')}
          </p>
        )}
      </div>
      {question.mark && (
        <SideRule id={`${id}-mark`} mark={question.mark} title={question.title} onConfirm={onConfirm} />
      )}
    </div>
  );
};

interface FieldProps {
  id: string;
  question: AskedQuestion;
  described: string;
  invalid: boolean;
  onAnswer: (value: unknown) => void;
  clear: ReactNode;
}

const Field = ({ id, question, described, invalid, onAnswer, clear }: FieldProps) => {
  const texts = useTexts().guided;
  const common = { id, 'aria-describedby': described || undefined, error: invalid };
  switch (question.kind) {
    case 'one':
    case 'many':
      return (
        <div className={classes.options}>
          {question.options.map((option) => {
            const isChosen =
              question.kind === 'many'
                ? Array.isArray(question.value) && question.value.includes(option.value)
                : question.value === option.value;
            return (
              <label
                key={String(option.value)}
                className={classes.option}
                data-chosen={isChosen || undefined}
              >
                <input
                  type={question.kind === 'one' ? 'radio' : 'checkbox'}
                  name={id}
                  checked={isChosen}
                  onChange={() => onAnswer(chosen(question, option.value))}
                />
                {option.text}
              </label>
            );
          })}
          {clear}
        </div>
      );
    case 'list':
      return (
        <NativeSelect
          {...common}
          className={classes.wide}
          value={question.value === undefined ? '' : String(question.value)}
          data={[
            { value: '', label: texts.chooseOne },
            ...question.options.map((o) => ({ value: String(o.value), label: o.text })),
          ]}
          onChange={(event) => {
            const picked = question.options.find((o) => String(o.value) === event.currentTarget.value);
            onAnswer(picked?.value);
          }}
        />
      );
    case 'long_text':
      return (
        <Textarea
          {...common}
          className={classes.wide}
          autosize
          minRows={2}
          maxLength={question.longest}
          value={String(question.value ?? '')}
          onChange={(event) => onAnswer(event.currentTarget.value || undefined)}
        />
      );
    case 'number': {
      const { lowest, highest } = question;
      const bounded = lowest !== undefined || highest !== undefined;
      return (
        <TextInput
          {...common}
          className={classes.narrow}
          inputMode="numeric"
          autoComplete="off"
          placeholder={bounded ? texts.numberBetween(lowest, highest) : undefined}
          value={String(question.value ?? '')}
          onChange={(event) => onAnswer(numberOf(event.currentTarget.value))}
        />
      );
    }
    case 'day':
      return (
        <DayInput
          {...common}
          className={classes.day}
          value={typeof question.value === 'string' ? question.value.slice(0, 10) : null}
          onChange={(day) => onAnswer(day ?? undefined)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          className={classes.wide}
          type={question.fieldType}
          maxLength={question.longest}
          autoComplete="off"
          value={String(question.value ?? '')}
          onChange={(event) => onAnswer(event.currentTarget.value || undefined)}
        />
      );
  }
};

// Whatever is no digit is not taken.
const numberOf = (typed: string): number | undefined => {
  const digits = typed.replaceAll(/\D/g, '');
  return digits === '' ? undefined : Number(digits);
};
