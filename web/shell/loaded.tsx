import { Button } from '@mantine/core';
import { IconCloudOff, IconEyeOff, IconRefresh } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMatchRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Broken, Refused, Unreachable } from '../api.ts';
import { pathTo, rooms } from '../paths.ts';
import { useTexts } from '../texts/language.tsx';
import { DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { useWorkspaces } from './has-room.ts';
import { useRoomTitle } from './screen.tsx';

interface LoadedProps<T> {
  query: UseQueryResult<T, Error>;
  /** The room's title, for the tab and for screen readers while there is nothing else; not for a part of a room. */
  title?: string;
  /** What could not be read, for a part of a room; of a whole room the words are the same everywhere. */
  broke?: string;
  children: (data: T) => ReactNode;
}

/** What a read shows: grey lines, the data, why it is not to be seen, or that the server cannot be reached. */
export const Loaded = <T,>({ query, title, broke, children }: LoadedProps<T>) => {
  const { room: texts, connection, refusal } = useTexts().app;
  const { data, error } = query;
  // What one may no longer see does not stay on the screen; an unreachable server takes nothing away.
  const isGone = error instanceof Refused && error.hidesRecord;
  if (data !== undefined && !isGone) return children(data);
  // A read that failed to connect is tried again by itself: it stays pending.
  if (!error) return <Waiting title={title} lost={query.failureReason instanceof Unreachable} />;
  return (
    <>
      {title && <Heading title={title} />}
      {isGone ? (
        <EmptyState
          icon={<IconEyeOff size={26} aria-hidden />}
          title={error.reply.status === 404 ? texts.hidden : error.reply.title}
          why={error.reply.status === 404 ? texts.hiddenWhy : undefined}
        >
          <WayOn />
        </EmptyState>
      ) : (
        <EmptyState
          icon={<IconRefresh size={26} aria-hidden />}
          title={error instanceof Refused ? error.reply.title : (broke ?? texts.broke)}
          why={error instanceof Broken ? refusal.brokenWhy(error.requestId) : connection.noDataWhy}
        >
          <Button onClick={() => void query.refetch()}>{refusal.tryAgain}</Button>
        </EmptyState>
      )}
    </>
  );
};

/** From a record that is not there: to the beginning of the workspace one is in, if it is one's own. */
const WayOn = () => {
  const { room: texts, shell } = useTexts().app;
  const isIn = useMatchRoute();
  const here = useWorkspaces().find((w) => w.name !== 'home' && isIn({ to: rooms[w.room], fuzzy: true }));
  if (!here) return <DoorButton to={pathTo('home')}>{texts.toHome}</DoorButton>;
  return (
    <DoorButton to={rooms[here.room]}>
      {here.name === 'clients' ? texts.findClient : shell[here.name]}
    </DoorButton>
  );
};

const Waiting = ({ title, lost }: { title: string | undefined; lost: boolean }) => {
  const { connection: texts } = useTexts().app;
  return (
    <>
      {title && <Heading title={title} />}
      {lost ? (
        <EmptyState
          icon={<IconCloudOff size={26} aria-hidden />}
          title={texts.noData}
          why={texts.noDataWhy}
        />
      ) : (
        <Loading />
      )}
    </>
  );
};

const Heading = ({ title }: { title: string }) => {
  useRoomTitle(title);
  return <h1 className="visually-hidden">{title}</h1>;
};
