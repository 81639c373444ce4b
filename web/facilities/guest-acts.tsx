import { Button } from '@mantine/core';
import {
  IconArrowsExchange,
  IconCircleDashed,
  IconDoorExit,
  IconMoon,
  IconUserPlus,
} from '@tabler/icons-react';
import { useState } from 'react';
import { addDays } from '../../contract/nights.ts';
import type { CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';
import { CheckOutDialog } from '../nights/check-out-dialog.tsx';
import { useTexts } from '../texts/language.tsx';
import classes from './door.module.css';
import { LeaveDialog } from './leave-dialog.tsx';
import { isInHouse, type Party } from './parties.ts';
import { SwapDialog } from './swap-dialog.tsx';
import type { Door } from './use-door.ts';

interface GuestActsProps {
  board: CurrentReservations;
  party: Party;
  guest: ExpectedGuest;
  door: Door | null;
  onAsk: (guest: ExpectedGuest) => void;
  onJoin: (party: Party) => void;
  /** The guest was checked out. */
  onLeft: (guest: ExpectedGuest) => void;
}

/** What else is done for a guest tonight: ask what is open, let somebody join, swap places, give leave, check out. */
export const GuestActs = ({ board, party, guest, door, onAsk, onJoin, onLeft }: GuestActsProps) => {
  const { door: texts } = useTexts().facilities;
  const { checkOut } = useTexts().nights;
  const [open, setOpen] = useState<'swap' | 'leave' | 'check_out' | null>(null);
  if (board.night !== board.facility.tonight) return null;
  const close = () => setOpen(null);
  // Away for a night, at the earliest after the first one here, and back before the stay is over.
  const firstAway = guest.beginDate < board.night ? board.night : addDays(board.night, 1);
  const mayBeAway =
    (isInHouse(guest) || guest.beginDate < board.night) &&
    (guest.endDate === null || addDays(firstAway, 1) < guest.endDate);
  const act = (label: string, icon: React.ReactNode, onClick: () => void) => (
    <Button size="compact-sm" variant="subtle" leftSection={icon} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <div className={classes.more}>
      {party.all.length > 1 && <p className={classes.whose}>{texts.actsFor(guest.name)}</p>}
      {guest.toAskAtTheDoor > 0 &&
        act(texts.ask(guest.toAskAtTheDoor), <IconCircleDashed size={16} aria-hidden />, () => onAsk(guest))}
      {act(texts.joins, <IconUserPlus size={16} aria-hidden />, () => onJoin(party))}
      {guest.bedId !== null &&
        board.guests.length > 1 &&
        act(texts.swap, <IconArrowsExchange size={16} aria-hidden />, () => setOpen('swap'))}
      {mayBeAway && act(texts.leave, <IconMoon size={16} aria-hidden />, () => setOpen('leave'))}
      {isInHouse(guest) &&
        act(checkOut.act, <IconDoorExit size={16} aria-hidden />, () => setOpen('check_out'))}
      {open === 'check_out' && <CheckOutDialog board={board} guest={guest} onDone={onLeft} onClose={close} />}
      {open === 'swap' && <SwapDialog board={board} guest={guest} onClose={close} />}
      {open === 'leave' && (
        <LeaveDialog
          facilityId={board.facility.id}
          tonight={board.facility.tonight}
          guest={guest}
          door={door}
          onClose={close}
        />
      )}
    </div>
  );
};
