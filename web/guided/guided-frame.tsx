import { IconCheck, IconChevronDown, IconCircle, IconCircleDot } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../texts/language.tsx';
import classes from './guided-frame.module.css';

export interface StepLine {
  key: string;
  title: string;
  /** What was answered there, or what is still to do. */
  note: string;
  done: boolean;
  /** Stands over this and the following lines. */
  group?: string;
}

interface GuidedFrameProps {
  /** Whose form and which; at its right what may be done with the whole. */
  head: ReactNode;
  headAct?: ReactNode;
  steps: StepLine[];
  current: number;
  onStep: (step: number) => void;
  footer: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

/** A guided workflow: the steps at the left, one step's questions, what follows from the answers at the right. */
export const GuidedFrame = ({
  head,
  headAct,
  steps,
  current,
  onStep,
  footer,
  aside,
  children,
}: GuidedFrameProps) => {
  const texts = useTexts().guided;
  const [open, setOpen] = useState(false);
  const said = texts.stepOf(current + 1, steps.length);
  return (
    <div className={classes.frame}>
      <div className={classes.head}>
        <div className={classes.headMain}>{head}</div>
        {headAct && <div className={classes.headAct}>{headAct}</div>}
      </div>
      <div className={classes.columns} data-aside={aside ? true : undefined}>
        <nav className={classes.steps} aria-label={texts.steps} data-open={open || undefined}>
          <p className={classes.said}>{said}</p>
          <div className={classes.bar} aria-hidden>
            <div style={{ width: `${((current + 1) / steps.length) * 100}%` }} />
          </div>
          <button
            type="button"
            className={classes.toggle}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {texts.showSteps}
            <IconChevronDown size={16} aria-hidden />
          </button>
          <ol className={classes.list}>
            {steps.map((step, i) => (
              <li key={step.key}>
                {step.group && <p className={classes.group}>{step.group}</p>}
                <button
                  type="button"
                  className={classes.step}
                  aria-current={i === current ? 'step' : undefined}
                  onClick={() => {
                    setOpen(false);
                    onStep(i);
                  }}
                >
                  {i === current ? (
                    <IconCircleDot size={20} stroke={1.6} aria-hidden />
                  ) : step.done ? (
                    <span className={classes.done}>
                      <IconCheck size={12} stroke={3} aria-hidden />
                      <span className="visually-hidden">{texts.done} </span>
                    </span>
                  ) : (
                    <IconCircle size={20} stroke={1.6} aria-hidden />
                  )}
                  <span>
                    {step.title}
                    {step.note && <span className={classes.note}>{step.note}</span>}
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </nav>
        <div className={classes.middle}>
          <div className={classes.questions}>{children}</div>
          <div className={classes.footer}>{footer}</div>
        </div>
        {aside && <div className={classes.aside}>{aside}</div>}
      </div>
    </div>
  );
};
