import { Drawer } from '@mantine/core';
import { IconFolders, IconX } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { pathTo } from '../paths.ts';
import { useHasRoom } from '../shell/has-room.ts';
import { useTexts } from '../texts/language.tsx';
import { clientMenu } from '../workspaces.ts';
import classes from './folders.module.css';

/** The menu group folders of a client's record; on a phone behind a button. */
export const Folders = ({ clientId }: { clientId: number }) => {
  const { menu: texts } = useTexts().clients;
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a room that was entered closes the menu
  useEffect(() => setOpen(false), [pathname]);
  return (
    <>
      <nav className={classes.folders} aria-label={texts.name}>
        <Groups clientId={clientId} />
      </nav>
      <div className={classes.phone}>
        <button type="button" className={classes.open} aria-expanded={open} onClick={() => setOpen(true)}>
          <IconFolders size={20} aria-hidden />
          {texts.open}
        </button>
      </div>
      <Drawer.Root opened={open} onClose={() => setOpen(false)} position="left" size={288}>
        <Drawer.Overlay />
        <Drawer.Content aria-label={texts.name}>
          <Drawer.Header role="presentation">
            <Drawer.Title>{texts.name}</Drawer.Title>
            <Drawer.CloseButton aria-label={texts.open} icon={<IconX size={20} aria-hidden />} />
          </Drawer.Header>
          <Drawer.Body>
            <nav aria-label={texts.name}>
              <Groups clientId={clientId} />
            </nav>
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </>
  );
};

const Groups = ({ clientId }: { clientId: number }) => {
  const { menu: texts } = useTexts().clients;
  const hasRoom = useHasRoom();
  return clientMenu.map((group) => {
    const doors = group.doors.filter((door) => hasRoom(door.room, door.workgroups));
    if (doors.length === 0) return null;
    return (
      <div key={group.name} className={classes.group}>
        <p className={classes.groupName} id={`folder-${group.name}`}>
          <group.icon size={17} stroke={1.6} aria-hidden />
          {texts.groups[group.name]}
        </p>
        <ul aria-labelledby={`folder-${group.name}`}>
          {doors.map((door) => (
            <li key={door.name}>
              <Link
                to={pathTo(door.room as 'client', { clientId })}
                className={classes.door}
                activeProps={{ 'data-active': true }}
                activeOptions={{ exact: door.room === 'client', includeSearch: false }}
              >
                {texts.doors[door.name]}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    );
  });
};
