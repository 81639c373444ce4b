import { type ReactNode, useEffect, useRef } from 'react';
import classes from './screen.module.css';

interface ScreenProps {
  title: string;
  /** A line under the title. */
  about?: ReactNode;
  act?: ReactNode;
  /** The title is only for the tab and for screen readers: the body shows its own. */
  plain?: boolean;
  children: ReactNode;
}

/** The main part of a room, with its title in the tab. Takes the focus when the room is entered. */
export const Screen = ({ title, about, act, plain = false, children }: ScreenProps) => {
  const heading = useEnteredHeading();
  useRoomTitle(title);
  return (
    <main id="main" className={classes.screen} tabIndex={-1}>
      {plain ? (
        <h1 ref={heading} tabIndex={-1} className="visually-hidden">
          {title}
        </h1>
      ) : (
        <div className={classes.head}>
          <div>
            <h1 ref={heading} tabIndex={-1} className={classes.title}>
              {title}
            </h1>
            {about && <p className={classes.about}>{about}</p>}
          </div>
          {act && <div className={classes.act}>{act}</div>}
        </div>
      )}
      <div className={classes.body}>{children}</div>
    </main>
  );
};

let entered = false;

/** The heading that takes the focus when a room is entered, but not on the first page, nor from a field. */
export const useEnteredHeading = () => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const isTyping = document.activeElement?.matches('input, textarea, select');
    if (entered && !isTyping) heading.current?.focus({ preventScroll: true });
    entered = true;
  }, []);
  return heading;
};

/** Names the room in the browser's tab. No person's name: titles stay in the browser's history. */
export const useRoomTitle = (title: string) => {
  useEffect(() => {
    document.title = `${title} · Berth`;
  }, [title]);
};
