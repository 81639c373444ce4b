import { useMutation, useQueryClient } from '@tanstack/react-query';
import { undoAssignment, undoCheckIn } from '../../contract/reservations.ts';
import { call, Refused, Unreachable } from '../api.ts';
import { facilityKey, isNotDone } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { UndoBar } from '../ui/undo-bar.tsx';
import type { Giving } from './use-giving.ts';

/** What the desk did last, in words. */
export interface Done {
  text: string;
  giving: Giving;
}

// A step whose answer was lost on the way is there already when it is tried again.
const unlessBack = async (step: Promise<unknown>) => {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof Refused && error.reply.code === 'nothing_to_undo')) throw error;
  }
};

interface UndoGivingProps {
  facilityId: number;
  done: Done | null;
  onGone: () => void;
}

/** For ten seconds: check-ins and the beds given with them, to take back in the opposite order. */
export const UndoGiving = ({ facilityId, done, onGone }: UndoGivingProps) => {
  const { undo: words } = useTexts().facilities;
  const client = useQueryClient();
  const { mutate, error, reset, variables } = useMutation<void, Error, Giving>({
    mutationFn: async ({ reservationId, beds, arrivals }) => {
      for (const id of arrivals.toReversed()) await unlessBack(call(undoCheckIn, { params: { id } }));
      if (beds.length > 0) await unlessBack(call(undoAssignment, { params: { id: reservationId } }));
    },
    retry: (count, failure) => failure instanceof Unreachable && count < 2,
    retryDelay: (count) => 1000 * (count + 1),
    onSuccess: () => announce(words.undone),
    onSettled: () => client.invalidateQueries({ queryKey: facilityKey(facilityId) }),
  });
  if (error && !isNotDone(error)) throw error;
  return (
    <>
      <NotDoneFrame
        notDone={error}
        title={words.notUndone}
        onDismiss={reset}
        onAgain={variables && (() => mutate(variables))}
      />
      {done && (
        <UndoBar key={done.text} text={done.text} onUndo={() => mutate(done.giving)} onGone={onGone} />
      )}
    </>
  );
};
