import { IconCloudOff, IconHandStop, IconInfoCircle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import classes from './refusal-frame.module.css';

export interface Reason {
  key: string;
  sentence: string;
  /** A fact that helps, dimmer. */
  fact?: string | undefined;
  icon?: ReactNode;
  /** The one button that changes it. */
  act?: ReactNode;
}

interface RefusalFrameProps {
  /** What was not done. */
  title: string;
  /** For which nights; that nothing was saved. */
  said: string;
  reasons?: Reason[];
  /** 'waiting' where nobody refused: the server could not be asked. */
  tone?: 'refused' | 'waiting';
  /** Buttons under all reasons. */
  children?: ReactNode;
}

/** The same frame for every "no", so that its look tells nothing about the reason. It takes the focus when it appears. */
export const RefusalFrame = ({
  title,
  said,
  reasons = [],
  tone = 'refused',
  children,
}: RefusalFrameProps) => {
  const id = useId();
  const frame = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new "no" takes the focus again
  useEffect(() => {
    frame.current?.focus({ preventScroll: true });
    frame.current?.scrollIntoView({ block: 'nearest' });
  }, [title, said]);
  return (
    <section
      ref={frame}
      className={`${classes.frame} ${tone === 'waiting' ? classes.waiting : ''}`}
      aria-labelledby={id}
      aria-describedby={`${id}-said`}
      tabIndex={-1}
    >
      <div className={classes.head}>
        {tone === 'waiting' ? <IconCloudOff size={22} aria-hidden /> : <IconHandStop size={22} aria-hidden />}
        <div>
          <h2 id={id} className={classes.title}>
            {title}
          </h2>
          <p id={`${id}-said`}>{said}</p>
        </div>
      </div>
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason.key} className={classes.reason}>
              {reason.icon ?? <IconInfoCircle size={18} aria-hidden />}
              <div>
                <p className={classes.sentence}>{reason.sentence}</p>
                {reason.fact && <p className={classes.fact}>{reason.fact}</p>}
                {reason.act && <div className={classes.act}>{reason.act}</div>}
              </div>
            </li>
          ))}
        </ul>
      )}
      {children && <div className={classes.foot}>{children}</div>}
    </section>
  );
};
