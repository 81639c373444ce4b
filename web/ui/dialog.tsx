import { Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/language.tsx';
import classes from './dialog.module.css';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** A question that must be answered with one of its buttons: no cross, and a click beside it does nothing. */
  asks?: boolean;
  size?: number;
  children: ReactNode;
  /** Buttons at the foot; the likeliest first. */
  buttons?: ReactNode;
}

/** A dialog over the screen. Its head is no banner landmark, unlike Mantine's. */
export const Dialog = ({
  opened,
  onClose,
  title,
  asks = false,
  size = 440,
  children,
  buttons,
}: DialogProps) => {
  const { keys: texts } = useTexts().app;
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size} closeOnClickOutside={!asks} centered={asks}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header role="presentation">
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          {!asks && <Modal.CloseButton aria-label={texts.close} icon={<IconX size={20} aria-hidden />} />}
        </Modal.Header>
        <Modal.Body>
          {children}
          {buttons && <div className={classes.buttons}>{buttons}</div>}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
