import { Outlet } from '@tanstack/react-router';
import { WayBack } from '../reservations/way-back.tsx';
import { Loaded } from '../shell/loaded.tsx';
import { MissingRoom } from '../shell/missing-room.tsx';
import { useTexts } from '../texts/language.tsx';
import { ClientContext, useClientId, useClientQuery } from './client-query.ts';
import classes from './client-record.module.css';
import { Folders } from './folders.tsx';
import { PersonHeader } from './person-header.tsx';

/** A client's record: folders at the left, the room beside them. */
export const ClientRecord = () => {
  const id = useClientId();
  return id === null ? <MissingRoom /> : <Record key={id} id={id} />;
};

const Record = ({ id }: { id: number }) => {
  const query = useClientQuery(id);
  const texts = useTexts();
  return (
    <div className={classes.record}>
      <Folders clientId={id} />
      <main id="main" className={classes.main} tabIndex={-1}>
        <Loaded query={query} title={texts.clients.menu.name}>
          {(dashboard) => (
            <ClientContext value={dashboard}>
              <Outlet />
            </ClientContext>
          )}
        </Loaded>
      </main>
    </div>
  );
};

/** The rooms that are about the person: the person on top, the room below. */
export const PersonRoom = () => (
  <>
    <PersonHeader />
    <WayBack />
    <div className={classes.room}>
      <Outlet />
    </div>
  </>
);
