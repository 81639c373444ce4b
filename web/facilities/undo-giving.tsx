import { undoCheckOut } from '../../contract/departures.ts';
import { undoAssignment, undoCheckIn } from '../../contract/reservations.ts';
import { call } from '../api.ts';
import { facilityKey } from '../query.ts';
import { UndoSteps } from '../shell/undo-steps.tsx';
import { useTexts } from '../texts/language.tsx';
import type { Giving } from './use-giving.ts';

/** What the desk did last, in words. */
export interface Done {
  text: string;
  giving: Giving;
}

interface UndoGivingProps {
  facilityId: number;
  done: Done | null;
  onGone: () => void;
}

/** For ten seconds: check-ins and the beds given with them, to take back in the opposite order. */
export const UndoGiving = ({ facilityId, done, onGone }: UndoGivingProps) => {
  const { undo: words } = useTexts().facilities;
  return (
    <UndoSteps
      done={done && { text: done.text, steps: stepsOf(done.giving) }}
      touches={[facilityKey(facilityId)]}
      undone={words.undone}
      notUndone={words.notUndone}
      onGone={onGone}
    />
  );
};

const stepsOf = ({ reservationId, beds, arrivals }: Giving) => [
  ...arrivals.toReversed().map((id) => () => call(undoCheckIn, { params: { id } })),
  ...(beds.length > 0 ? [() => call(undoAssignment, { params: { id: reservationId } })] : []),
];

interface UndoCheckOutProps {
  facilityId: number;
  /** Who has just left. */
  left: { guestId: number; name: string } | null;
  onGone: () => void;
}

/** For ten seconds: a check-out, and with it the exit and the night that it ended. */
export const UndoCheckOut = ({ facilityId, left, onGone }: UndoCheckOutProps) => {
  const { checkOut: words } = useTexts().nights;
  return (
    <UndoSteps
      done={
        left && {
          text: words.done(left.name),
          steps: [() => call(undoCheckOut, { params: { id: left.guestId } })],
        }
      }
      touches={[facilityKey(facilityId), ['tonight'], ['attention']]}
      undone={words.undone}
      notUndone={words.notUndone}
      onGone={onGone}
    />
  );
};
