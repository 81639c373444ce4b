import { Button } from '@mantine/core';
import { IconCircleDashed, IconDoorExit, IconMoon } from '@tabler/icons-react';
import { endLeave } from '../../contract/door.ts';
import type { CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { facilityKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import classes from './door.module.css';
import type { Door } from './use-door.ts';

interface AskLineProps {
  /** Who was checked in just now and has questions left open. */
  guest: ExpectedGuest;
  onAsk: (guest: ExpectedGuest) => void;
  onNotNow: () => void;
}

/** After a check-in: what intake left open may be asked now, or not. */
export const AskLine = ({ guest, onAsk, onNotNow }: AskLineProps) => {
  const { door: texts } = useTexts().facilities;
  return (
    <div className={classes.bar}>
      <div className={classes.line} role="status">
        <IconCircleDashed size={16} aria-hidden />
        <span>{texts.stillOpen(guest.name, guest.toAskAtTheDoor)}</span>
        <Button size="compact-sm" onClick={() => onAsk(guest)}>
          {texts.askNow}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onNotNow}>
          {texts.notNow}
        </Button>
      </div>
    </div>
  );
};

/** At the end of the list: who is away with leave and when they are back, and who is somewhere else tonight. */
export const AwayAndLeft = ({ board, door }: { board: CurrentReservations; door: Door | null }) => {
  const { door: texts } = useTexts().facilities;
  const formats = useFormats();
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(endLeave, {
    combination,
    touches: () => [facilityKey(board.facility.id)],
    onDone: ({ hasPlace }) => announce(hasPlace ? texts.back : texts.backWithoutPlace),
  });
  const isTonight = board.night === board.facility.tonight;
  const away = isTonight ? (door?.onLeave ?? []).filter((l) => l.from <= board.night) : [];
  const left = isTonight ? (door?.left ?? []) : [];
  if (away.length + left.length === 0) return null;
  return (
    <div className={classes.bar}>
      {away.length > 0 && (
        <ul aria-label={texts.awayList}>
          {away.map((leave) => (
            <li key={leave.leaveId} className={classes.line}>
              <IconMoon size={16} aria-hidden />
              <span>
                <strong>{leave.name}</strong> {texts.away(formats.night(leave.until), leave.freesPlace)}
              </span>
              <Button
                size="compact-sm"
                variant="default"
                loading={busy}
                aria-label={texts.backEarlyOf(leave.name)}
                onClick={() => act({ params: { id: leave.leaveId } })}
              >
                {texts.backEarly}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <ul aria-label={texts.leftList}>
          {left.map((guest) => (
            <li key={guest.guestId} className={classes.line}>
              <IconDoorExit size={16} aria-hidden />
              <span>
                <strong>{guest.name}</strong> {texts.left(formats.time(guest.at, board.facility.timeZone))}
                {guest.disputed && ` ${texts.disputed}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <NotDoneFrame notDone={notDone} title={texts.notBack} combination={combination} onDismiss={dismiss} />
    </div>
  );
};
