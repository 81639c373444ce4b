import { Drawer } from '@mantine/core';
import { IconFolders, IconLock, IconX } from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useCombination } from '../accounts/session.tsx';
import { pathTo } from '../paths.ts';
import { useHasRoom } from '../shell/has-room.ts';
import { Screen } from '../shell/screen.tsx';
import { useTexts } from '../texts/language.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import classes from './administration-frame.module.css';
import { administrationMenu, keepsSomething } from './menu.ts';
import { useAdministrationTexts } from './texts.ts';

/** Administration: menu group folders at the left, on a phone behind a button; the room beside them. */
export const AdministrationFrame = () => {
  const { menu: texts } = useAdministrationTexts();
  const combination = useCombination();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a room that was entered closes the menu
  useEffect(() => setOpen(false), [pathname]);
  if (!keepsSomething(combination)) return <NothingHere />;
  return (
    <div className={classes.frame}>
      <nav className={classes.folders} aria-label={texts.name}>
        <Groups />
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
              <Groups />
            </nav>
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
      <Outlet />
    </div>
  );
};

const Groups = () => {
  const { menu: texts } = useAdministrationTexts();
  const hasRoom = useHasRoom();
  return administrationMenu.map((group) => {
    const doors = group.doors.filter((door) => hasRoom(door.room, door.workgroups));
    if (doors.length === 0) return null;
    return (
      <div key={group.name} className={classes.group}>
        <p className={classes.groupName} id={`administration-${group.name}`}>
          <group.icon size={17} stroke={1.6} aria-hidden />
          {texts.groups[group.name]}
        </p>
        <ul aria-labelledby={`administration-${group.name}`}>
          {doors.map((door) => (
            <li key={door.name}>
              <Link
                to={pathTo(door.room as 'administration')}
                className={classes.door}
                activeProps={{ 'data-active': true }}
                activeOptions={{ exact: door.room === 'administration' }}
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

const NothingHere = () => {
  const { room } = useTexts().app;
  return (
    <Screen title={room.hidden} plain>
      <EmptyState icon={<IconLock size={26} aria-hidden />} title={room.hidden} why={room.hiddenWhy} />
    </Screen>
  );
};
