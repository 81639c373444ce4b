import { type ReactNode, useId } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  title: string;
  /** A few dim words behind the title. */
  note?: string | undefined;
  /** The panel's act, at the right of its head. */
  act?: ReactNode;
  padded?: boolean;
  /** A list that opens may reach beyond the panel. */
  allowOverflow?: boolean;
  level?: 2 | 3;
  children: ReactNode;
}

/** A titled part of a screen. */
export const Panel = ({
  title,
  note,
  act,
  padded = false,
  allowOverflow = false,
  level = 2,
  children,
}: PanelProps) => {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={`${classes.panel} ${allowOverflow ? classes.open : ''}`} aria-labelledby={id}>
      <div className={classes.head}>
        <Heading id={id} className={classes.title}>
          {title}
        </Heading>
        {note && <span className={classes.note}>{note}</span>}
        {act && <div className={classes.act}>{act}</div>}
      </div>
      <div className={`${classes.body} ${padded ? classes.padded : ''}`}>{children}</div>
    </section>
  );
};

/** The same surface without a title, where the room's own says it. */
export const Sheet = ({ children }: { children: ReactNode }) => (
  <div className={classes.panel}>{children}</div>
);
