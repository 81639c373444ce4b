import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** What is so, why, and one thing to do. */
export const EmptyState = (props: {
  icon?: ReactNode;
  title: string;
  why?: string;
  children?: ReactNode;
}) => (
  <div className={classes.state}>
    {props.icon}
    <div>
      <p className={classes.title}>{props.title}</p>
      {props.why && <p className={classes.why}>{props.why}</p>}
      {props.children && <div className={classes.act}>{props.children}</div>}
    </div>
  </div>
);
