import { undoCheckOut } from '../../contract/departures.ts';
import { cancelReservation, undoAssignment, undoCheckIn } from '../../contract/reservations.ts';
import { call } from '../api.ts';
import { facilityKey } from '../query.ts';
import { UndoSteps } from '../shell/undo-steps.tsx';
import { useTexts } from '../texts/language.tsx';
import type { Giving } from './use-giving.ts';

/** What the desk did last, in words. */
export interface Done {
  text: string;
  giving: Pick<Giving, 'reservationId' | 'beds' | 'arrivals'>;
  /** They came in from the door: what was made for them ends with their arrival, under this Idempotency-Key. */
  takenIn?: string;
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
      done={done && { text: done.text, steps: stepsOf(done, words.takenInWhy) }}
      touches={[facilityKey(facilityId)]}
      undone={done?.takenIn ? words.takenInUndone : words.undone}
      notUndone={words.notUndone}
      onGone={onGone}
    />
  );
};

const stepsOf = ({ giving: { reservationId, beds, arrivals }, takenIn }: Done, reason: string) => [
  ...arrivals.toReversed().map((id) => () => call(undoCheckIn, { params: { id } })),
  ...(beds.length > 0 ? [() => call(undoAssignment, { params: { id: reservationId } })] : []),
  ...(takenIn
    ? [
        () =>
          call(
            cancelReservation,
            { params: { id: reservationId }, body: { reason } },
            { intention: takenIn },
          ),
      ]
    : []),
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
