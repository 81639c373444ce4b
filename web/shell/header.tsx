import { IconFlask, IconHelp, IconSearch } from '@tabler/icons-react';
import { Link, useMatchRoute } from '@tanstack/react-router';
import { onBehalfOf } from '../accounts/on-behalf.ts';
import { useSession } from '../accounts/session.tsx';
import { SettingsMenu } from '../accounts/settings-menu.tsx';
import { HeaderClientSearch } from '../clients/header-client-search.tsx';
import { pathTo, rooms } from '../paths.ts';
import { useTexts } from '../texts/language.tsx';
import { useStore } from '../ui/store.ts';
import { workspaces } from '../workspaces.ts';
import { BunkMark } from './bunk-mark.tsx';
import { useHasRoom } from './has-room.ts';
import classes from './header.module.css';

const mayFindClients = workspaces.find((w) => w.name === 'clients')?.workgroups;

/** Logo, client search, and always: who acts, in which workgroup, for which organization. */
export const Header = () => {
  const texts = useTexts().app;
  const { user, inForce, practice } = useSession();
  const hasRoom = useHasRoom();
  const matchRoute = useMatchRoute();
  // The Clients room has the search as its main part.
  const searches = hasRoom('clients', mayFindClients) && !matchRoute({ to: rooms.clients });
  const onBehalf = useStore(onBehalfOf);
  const switched = inForce && inForce.organization.id !== inForce.homeOrganization.id;
  const forAnother = onBehalf ?? (switched ? inForce.organization.name : null);
  return (
    <header className={classes.header} data-practice={practice || undefined}>
      <Link to={pathTo('home')} className={classes.logo} aria-label={texts.shell.toHome}>
        <BunkMark size={28} />
      </Link>
      <div className={classes.search}>{searches && <HeaderClientSearch />}</div>
      {practice && (
        <span className={classes.practice} title={texts.shell.practiceLong}>
          <IconFlask size={15} aria-hidden />
          {texts.shell.practice}
        </span>
      )}
      <div className={classes.who}>
        <p>
          <strong>{user.name}</strong>
          {inForce && (
            <span className={classes.workgroup}>
              <span className={classes.between}> · </span>
              {texts.workgroups[inForce.workgroup]}
            </span>
          )}
        </p>
        {inForce && (
          <p className={classes.organization}>
            <span className={forAnother ? classes.home : undefined}>
              {inForce.homeOrganization.name}
              {forAnother && ', '}
            </span>
            {forAnother && (
              <span>
                {texts.shell.actingFor} <strong>{forAnother}</strong>
              </span>
            )}
          </p>
        )}
      </div>
      {searches && (
        <Link to={pathTo('clients')} className={classes.searchDoor} aria-label={texts.shell.findClient}>
          <IconSearch size={20} aria-hidden />
        </Link>
      )}
      <Link to={pathTo('help')} className={classes.help} aria-label={texts.shell.help}>
        <IconHelp size={20} aria-hidden />
      </Link>
      <SettingsMenu />
    </header>
  );
};
