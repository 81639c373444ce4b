import { Drawer } from '@mantine/core';
import { IconFolders, IconX } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { pathTo, type Room } from '../paths.ts';
import type { MenuGroup } from '../workspaces.ts';
import { useHasRoom } from './has-room.ts';
import classes from './menu-folders.module.css';

interface MenuFoldersProps<Group extends string, Door extends string> {
  groups: readonly MenuGroup<Group, Door>[];
  texts: { name: string; open: string; groups: Record<Group, string>; doors: Record<Door, string> };
  /** What the rooms' addresses need: the client of a record. */
  params?: { clientId: number };
  /** The room that others lie inside of: its door is lit only in that very room. */
  first: Room;
}

/** Menu group folders at the left of a room, with the doors that this combination has; on a phone behind a button. */
export const MenuFolders = <Group extends string, Door extends string>(
  props: MenuFoldersProps<Group, Door>,
) => {
  const { texts } = props;
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a room that was entered closes the menu
  useEffect(() => setOpen(false), [pathname]);
  return (
    <>
      <nav className={classes.folders} aria-label={texts.name}>
        <Groups {...props} />
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
              <Groups {...props} />
            </nav>
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </>
  );
};

const Groups = <Group extends string, Door extends string>({
  groups,
  texts,
  params,
  first,
}: MenuFoldersProps<Group, Door>) => {
  const hasRoom = useHasRoom();
  return groups.map((group) => {
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
                to={pathTo(door.room as 'client', params as { clientId: number })}
                className={classes.door}
                activeProps={{ 'data-active': true }}
                activeOptions={{ exact: door.room === first, includeSearch: false }}
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
