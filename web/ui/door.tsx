import { Button, type ButtonProps } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './door.module.css';

interface DoorProps {
  to: string;
  children: ReactNode;
  className?: string | undefined;
  'aria-label'?: string;
}

/** A text link to a room, at least 24 px high. */
export const Door = ({ to, children, className, ...rest }: DoorProps) => (
  <Link to={to} className={className ?? classes.door} {...rest}>
    {children}
  </Link>
);

/** A link to a room that looks like a button. */
export const DoorButton = ({ to, ...rest }: ButtonProps & { to: string; children: ReactNode }) => (
  <Button {...rest} renderRoot={(props) => <Link to={to} {...props} />} />
);
