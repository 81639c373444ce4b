import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { Refused, Unreachable } from '../api.ts';
import { isNotDone } from '../query.ts';
import { announce } from '../ui/announce.tsx';
import { UndoBar } from '../ui/undo-bar.tsx';
import { NotDoneFrame } from './not-done-frame.tsx';

type Step = () => Promise<unknown>;

/** What is said afterwards is kept with the steps: by then what was done is no longer shown. */
interface Undoing {
  steps: Step[];
  undone: string;
}

interface UndoStepsProps {
  /** What was done a moment ago, in words, and the steps that take it back, in their order. */
  done: { text: string; isSaid?: boolean; steps: Step[] } | null;
  /** What is read again afterwards. */
  touches: QueryKey[];
  undone: string;
  notUndone: string;
  onUndone?: () => void;
  onGone: () => void;
}

// A step whose answer was lost on the way is there already when it is tried again.
const unlessBack = async (step: Promise<unknown>) => {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof Refused && error.reply.code === 'nothing_to_undo')) throw error;
  }
};

/** For ten seconds: what was done in one or several steps, to take back. Afterwards why that was not possible. */
export const UndoSteps = ({ done, touches, undone, notUndone, onUndone, onGone }: UndoStepsProps) => {
  const client = useQueryClient();
  const { mutate, error, reset, variables } = useMutation<void, Error, Undoing>({
    mutationFn: async ({ steps }) => {
      for (const step of steps) await unlessBack(step());
    },
    retry: (count, failure) => failure instanceof Unreachable && count < 2,
    retryDelay: (count) => 1000 * (count + 1),
    onSuccess: (_, said) => {
      announce(said.undone);
      onUndone?.();
    },
    onSettled: () => Promise.all(touches.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  if (error && !isNotDone(error)) throw error;
  return (
    <>
      <NotDoneFrame
        notDone={error}
        title={notUndone}
        onDismiss={reset}
        onAgain={variables && (() => mutate(variables))}
      />
      {done && (
        <UndoBar
          key={done.text}
          text={done.text}
          isSaid={done.isSaid}
          onUndo={() => mutate({ steps: done.steps, undone })}
          onGone={onGone}
        />
      )}
    </>
  );
};
