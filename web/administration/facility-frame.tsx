import { IconLock } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FacilityAdministration } from '../../contract/facilities-administration.ts';
import { useCombination } from '../accounts/session.tsx';
import { pathTo } from '../paths.ts';
import { Loaded } from '../shell/loaded.tsx';
import { Screen } from '../shell/screen.tsx';
import { useFacilityAdministration } from './administration-query.ts';
import classes from './facility-frame.module.css';
import { useAdministrationTexts } from './texts.ts';

const tabs = [
  { name: 'settings', room: 'facilitySettings', administratorsOnly: true },
  { name: 'places', room: 'places', administratorsOnly: false },
  { name: 'rules', room: 'rules', administratorsOnly: false },
  { name: 'closures', room: 'closures', administratorsOnly: false },
  { name: 'bedNights', room: 'administeredBedNights', administratorsOnly: true },
] as const;

/** Names that the title does not say already, each once: organization, project and facility are often called the same. */
const namesBut = (title: string, ...names: string[]) => [...new Set(names)].filter((name) => name !== title);

interface FacilityFrameProps {
  title: (facility: string) => string;
  act?: (facility: FacilityAdministration) => ReactNode;
  children: (facility: FacilityAdministration) => ReactNode;
}

/** The rooms of one facility: its name, the tabs between them, and the room. */
export const FacilityFrame = ({ title, act, children }: FacilityFrameProps) => {
  const { facilities: texts, projects } = useAdministrationTexts();
  const id = Number(useParams({ strict: false }).facilityId);
  const isAdministrator = useCombination()?.workgroup === 'system_administrators';
  const query = useFacilityAdministration(id);
  return (
    <Loaded query={query} title={texts.title}>
      {(facility) => (
        <Screen
          title={title(facility.settings.name)}
          about={namesBut(facility.settings.name, facility.organization.name, facility.project.name)
            .concat(projects.types[facility.kind])
            .join(' · ')}
          act={act?.(facility)}
        >
          <nav className={classes.tabs} aria-label={facility.settings.name}>
            {tabs
              .filter((tab) => isAdministrator || !tab.administratorsOnly)
              .map((tab) => (
                <Link
                  key={tab.name}
                  to={pathTo(tab.room, { facilityId: id })}
                  className={classes.tab}
                  activeOptions={{ exact: true, includeSearch: false }}
                  activeProps={{ 'data-active': true }}
                >
                  {texts.tabs[tab.name]}
                </Link>
              ))}
          </nav>
          {facility.closedAt && (
            <p className={classes.closed}>
              <IconLock size={18} aria-hidden />
              {texts.closed}
            </p>
          )}
          {children(facility)}
        </Screen>
      )}
    </Loaded>
  );
};
