import type { ReactNode } from 'react';
import { useEnteredHeading, useRoomTitle } from '../shell/screen.tsx';
import classes from './client-room.module.css';

interface ClientRoomProps {
  title: string;
  about?: string | undefined;
  act?: ReactNode;
  children: ReactNode;
}

/** A room of a client's record, below the person. */
export const ClientRoom = ({ title, about, act, children }: ClientRoomProps) => {
  const heading = useEnteredHeading();
  useRoomTitle(title);
  return (
    <div className={classes.room}>
      <div className={classes.head}>
        <h2 ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h2>
        {act && <div className={classes.act}>{act}</div>}
        {about && <p className={classes.about}>{about}</p>}
      </div>
      {children}
    </div>
  );
};
