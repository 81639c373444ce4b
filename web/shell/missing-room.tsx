import { Button } from '@mantine/core';
import { IconMapOff, IconRefresh } from '@tabler/icons-react';
import { pathTo } from '../paths.ts';
import { useTexts } from '../texts/language.tsx';
import { DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Screen } from './screen.tsx';

/** An address that names no room. */
export const MissingRoom = () => {
  const { room: texts } = useTexts().app;
  return (
    <Screen title={texts.missing} plain>
      <EmptyState icon={<IconMapOff size={26} aria-hidden />} title={texts.missing} why={texts.missingWhy}>
        <DoorButton to={pathTo('home')}>{texts.toHome}</DoorButton>
      </EmptyState>
    </Screen>
  );
};

/** A screen that could not be opened: a bug, or a part of the app that an update has replaced. */
export const BrokenScreen = () => {
  const { room: texts } = useTexts().app;
  return (
    <Screen title={texts.broke} plain>
      <EmptyState icon={<IconRefresh size={26} aria-hidden />} title={texts.broke} why={texts.brokeWhy}>
        <Button onClick={() => location.reload()}>{texts.reload}</Button>
        <DoorButton to={pathTo('home')} variant="default">
          {texts.toHome}
        </DoorButton>
      </EmptyState>
    </Screen>
  );
};
