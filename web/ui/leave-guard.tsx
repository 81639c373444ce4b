import { Button } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useTexts } from '../texts/language.tsx';
import { Dialog } from './dialog.tsx';

/** Asks before a room with unsaved entries is left. */
export const LeaveGuard = ({ unsaved }: { unsaved: boolean }) => {
  const { room: texts } = useTexts().app;
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && current.pathname !== next.pathname,
    enableBeforeUnload: unsaved,
    withResolver: true,
  });
  return (
    <Dialog
      opened={status === 'blocked'}
      onClose={() => reset?.()}
      title={texts.leaveTitle}
      asks
      buttons={
        <>
          <Button onClick={() => reset?.()} data-autofocus>
            {texts.leaveStay}
          </Button>
          <Button variant="default" onClick={() => proceed?.()}>
            {texts.leaveGo}
          </Button>
        </>
      }
    >
      <p>{texts.leaveBody}</p>
    </Dialog>
  );
};
