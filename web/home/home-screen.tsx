import { IconBed, IconSearch, IconSettings, IconUserQuestion } from '@tabler/icons-react';
import { useCombination, useSession } from '../accounts/session.tsx';
import { AttentionPanel } from '../nights/attention-panel.tsx';
import { pathTo, type Room } from '../paths.ts';
import { AtRiskPanel } from '../reservations/at-risk-panel.tsx';
import { useHasRoom } from '../shell/has-room.ts';
import { Screen } from '../shell/screen.tsx';
import { useTexts } from '../texts/language.tsx';
import { DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './home-screen.module.css';

/** Who you are here, and what to do next. */
export const HomeScreen = () => {
  const texts = useTexts().app;
  const { user } = useSession();
  const inForce = useCombination();
  return (
    <Screen title={texts.home.hello(user.name)}>
      {inForce ? (
        <div className={classes.columns}>
          <div className={classes.main}>
            <AttentionPanel />
            {inForce.workgroup !== 'system_administrators' && <AtRiskPanel />}
            <NextSteps />
          </div>
          <Panel title={texts.home.actingAs} padded>
            <dl className={classes.facts}>
              <dt>{texts.settings.workgroup}</dt>
              <dd>{texts.workgroups[inForce.workgroup]}</dd>
              <dt>{texts.home.belongTo}</dt>
              <dd>{inForce.homeOrganization.name}</dd>
              <dt>{texts.home.actFor}</dt>
              <dd>{inForce.organization.name}</dd>
            </dl>
          </Panel>
        </div>
      ) : (
        <EmptyState
          icon={<IconUserQuestion size={26} aria-hidden />}
          title={texts.home.noCombination}
          why={texts.home.noCombinationWhy}
        />
      )}
    </Screen>
  );
};

const NextSteps = () => {
  const { home: texts } = useTexts().app;
  const workgroup = useCombination()?.workgroup;
  const hasRoom = useHasRoom();
  const steps: {
    room: Room & ('clients' | 'facilities' | 'administration');
    title: string;
    why: string;
    icon: typeof IconBed;
  }[] = [
    { room: 'clients', title: texts.find, why: texts.findWhy, icon: IconSearch },
    { room: 'facilities', title: texts.tonight, why: texts.tonightWhy, icon: IconBed },
    { room: 'administration', title: texts.administration, why: texts.administrationWhy, icon: IconSettings },
  ];
  const order =
    workgroup === 'shelter_reservation_team'
      ? ['clients']
      : workgroup === 'emergency_shelter_staff'
        ? ['facilities', 'clients']
        : ['administration'];
  const shown = order.flatMap((room) => steps.filter((s) => s.room === room && hasRoom(s.room)));
  if (shown.length === 0) return null;
  return (
    <Panel title={texts.next}>
      <ul>
        {shown.map((step, i) => (
          <li key={step.room} className={classes.step}>
            <step.icon size={22} stroke={1.6} aria-hidden />
            <p className={classes.why}>{step.why}</p>
            <DoorButton to={pathTo(step.room)} variant={i === 0 ? 'filled' : 'default'}>
              {step.title}
            </DoorButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
