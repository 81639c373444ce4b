import { IconBuilding, IconBuildingCommunity, IconFileText, IconUsers } from '@tabler/icons-react';
import { Navigate } from '@tanstack/react-router';
import { useCombination } from '../accounts/session.tsx';
import { pathTo } from '../paths.ts';
import { Screen } from '../shell/screen.tsx';
import { DoorButton } from '../ui/door.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';

const steps = [
  { room: 'organizations', icon: IconBuilding },
  { room: 'people', icon: IconUsers },
  { room: 'agreements', icon: IconFileText },
  { room: 'administeredFacilities', icon: IconBuildingCommunity },
] as const;

/** Where an administrator begins; a supervisor has one room only and goes there. */
export const OverviewScreen = () => {
  const { overview: texts, menu } = useAdministrationTexts();
  const workgroup = useCombination()?.workgroup;
  if (workgroup === 'emergency_shelter_staff')
    return <Navigate to={pathTo('administeredFacilities')} replace />;
  if (workgroup === 'shelter_reservation_team') return <Navigate to={pathTo('ownTeam')} replace />;
  return (
    <Screen title={texts.title} about={texts.about}>
      <div className={`${classes.page} ${classes.narrow}`}>
        <Panel title={menu.doors.administration}>
          <ol className={classes.steps}>
            {steps.map((step, i) => {
              const [title, why] = texts.steps[step.room]!;
              return (
                <li key={step.room} className={classes.step}>
                  <step.icon size={22} stroke={1.6} aria-hidden />
                  <p className={classes.stepWords}>{why}</p>
                  <DoorButton to={pathTo(step.room)} variant={i === 0 ? 'filled' : 'default'}>
                    {title}
                  </DoorButton>
                </li>
              );
            })}
          </ol>
        </Panel>
      </div>
    </Screen>
  );
};
