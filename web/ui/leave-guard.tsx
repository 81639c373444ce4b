import { Button, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useTexts } from '../texts/language.tsx';

/** Asks before a room with unsaved entries is left. */
export const LeaveGuard = ({ unsaved }: { unsaved: boolean }) => {
  const { room: texts } = useTexts().app;
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && current.pathname !== next.pathname,
    enableBeforeUnload: unsaved,
    withResolver: true,
  });
  return (
    <Modal
      opened={status === 'blocked'}
      onClose={() => reset?.()}
      title={texts.leaveTitle}
      withCloseButton={false}
      centered
    >
      <p>{texts.leaveBody}</p>
      <div style={{ display: 'flex', gap: 8, marginTop: 16 }}>
        <Button onClick={() => reset?.()} data-autofocus>
          {texts.leaveStay}
        </Button>
        <Button variant="default" onClick={() => proceed?.()}>
          {texts.leaveGo}
        </Button>
      </div>
    </Modal>
  );
};
