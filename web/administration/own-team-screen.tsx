import { useCombination } from '../accounts/session.tsx';
import { Screen } from '../shell/screen.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import classes from './administration.module.css';
import { TeamSettings } from './team-settings.tsx';
import { useAdministrationTexts } from './texts.ts';

/** The own team's settings, for its supervisors. */
export const OwnTeamScreen = () => {
  const { team: texts } = useAdministrationTexts();
  const combination = useCombination();
  if (combination?.workgroup !== 'shelter_reservation_team') {
    return (
      <Screen title={texts.title} plain>
        <EmptyState title={texts.missing} why={texts.missingWhy} />
      </Screen>
    );
  }
  const { id, name } = combination.homeOrganization;
  return (
    <Screen title={name}>
      <div className={`${classes.page} ${classes.narrow}`}>
        <TeamSettings organizationId={id} />
      </div>
    </Screen>
  );
};
