import { IconLock } from '@tabler/icons-react';
import { Outlet } from '@tanstack/react-router';
import { useCombination } from '../accounts/session.tsx';
import { MenuFolders } from '../shell/menu-folders.tsx';
import { Screen } from '../shell/screen.tsx';
import { useTexts } from '../texts/language.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import classes from './administration-frame.module.css';
import { administrationMenu, keepsSomething } from './menu.ts';
import { useAdministrationTexts } from './texts.ts';

/** Administration: its menu group folders, and the room beside them. */
export const AdministrationFrame = () => {
  const { menu } = useAdministrationTexts();
  const combination = useCombination();
  if (!keepsSomething(combination)) return <NothingHere />;
  return (
    <div className={classes.frame}>
      <MenuFolders groups={administrationMenu} texts={menu} first="administration" />
      <Outlet />
    </div>
  );
};

const NothingHere = () => {
  const { room } = useTexts().app;
  return (
    <Screen title={room.hidden} plain>
      <EmptyState icon={<IconLock size={26} aria-hidden />} title={room.hidden} why={room.hiddenWhy} />
    </Screen>
  );
};
