import { Switch } from '@mantine/core';
import { Screen } from '../shell/screen.tsx';
import { useTexts } from '../texts/language.tsx';
import { singleKeys, switchSingleKeys } from '../ui/keyboard.ts';
import { Panel } from '../ui/panel.tsx';
import { useStore } from '../ui/store.ts';
import classes from './account-screen.module.css';
import { useAccountTexts } from './account-texts.ts';
import { OwnPassword } from './own-password.tsx';
import { SecondFactor } from './second-factor.tsx';
import { useSession } from './session.tsx';

/** One's own account: the password, a code at sign-in, single keys. */
export const AccountScreen = () => {
  const texts = useAccountTexts();
  const { keys } = useTexts().app;
  const { user } = useSession();
  const single = useStore(singleKeys);
  return (
    <Screen title={texts.title} about={texts.about(user.name, user.email)}>
      <div className={classes.page}>
        <OwnPassword />
        <SecondFactor />
        <Panel title={texts.keys} padded>
          <Switch
            label={keys.single}
            description={keys.singleHelp}
            checked={single}
            onChange={(event) => switchSingleKeys(event.currentTarget.checked)}
          />
        </Panel>
      </div>
    </Screen>
  );
};
