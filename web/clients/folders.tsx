import { MenuFolders } from '../shell/menu-folders.tsx';
import { useTexts } from '../texts/language.tsx';
import { clientMenu } from '../workspaces.ts';

/** The menu group folders of a client's record. */
export const Folders = ({ clientId }: { clientId: number }) => {
  const { menu } = useTexts().clients;
  return <MenuFolders groups={clientMenu} texts={menu} params={{ clientId }} first="client" />;
};
