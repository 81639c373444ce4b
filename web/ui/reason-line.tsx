import type { ReactNode } from 'react';
import classes from './reason-line.module.css';

/** An icon of 14 px and one clause, or several joined by a middle dot: all of them, never cut. */
export const ReasonLine = ({
  icon,
  reasons,
  dim = false,
}: {
  icon: ReactNode;
  reasons: string[];
  dim?: boolean;
}) => (
  <span className={`${classes.line} ${dim ? classes.dim : ''}`}>
    {icon}
    <span>{reasons.join(' · ')}</span>
  </span>
);
