import { useNavigate } from '@tanstack/react-router';
import {
  type Confirmation,
  cancelReservation,
  undoCancellation,
  undoMove,
} from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useClient } from '../clients/client-query.ts';
import { pathTo } from '../paths.ts';
import { useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { useStore } from '../ui/store.ts';
import { UndoBar } from '../ui/undo-bar.tsx';
import { type JustDone, justDone } from './just-done.ts';
import { reservationKey, touchedBy } from './reservation-query.ts';

/** For ten seconds: what this tab has just done to this reservation, to take back. Afterwards why that was not possible. */
export const UndoReservation = ({ reservation: r }: { reservation: Confirmation }) => {
  const { slip: words, page } = useTexts().reservations;
  const formats = useFormats();
  const navigate = useNavigate();
  const { client } = useClient();
  const done = useStore(justDone);
  const combination = useFormCombination();
  const save = useAct(cancelReservation, {
    combination,
    touches: () => touchedBy(r),
    onDone: () => announce(words.undone),
  });
  const cancellation = useAct(undoCancellation, {
    combination,
    touches: () => touchedBy(r),
    onDone: () => announce(words.keptAgain(r.facility.name)),
  });
  const move = useAct(undoMove, {
    combination,
    touches: (_, back) => [reservationKey(back.id), ...touchedBy(r)],
    onDone: (back) => {
      announce(words.keptAgain(back.facility.name));
      void navigate({ to: pathTo('reservation', { clientId: client.id, reservationId: back.id }) });
    },
  });
  const isKept = r.state === 'expected' || r.state === 'in_house';
  const mine = done?.id === r.id && isKept === (done.act !== 'cancelled') ? done : null;
  const say = (what: JustDone) => {
    if (what.act === 'cancelled') return page.cancelled;
    if (what.act === 'moved') return page.moved(r.facility.name);
    return r.beginDate === r.facility.tonight
      ? words.undoTonight
      : words.undoSaved(formats.night(r.beginDate));
  };
  const undo = (what: JustDone) => {
    if (what.act === 'cancelled') cancellation.act({ params: { id: what.id } });
    else if (what.act === 'moved') move.act({ params: { id: what.from } });
    else save.act({ params: { id: what.id }, body: { reason: words.undoReason, version: r.version } });
  };
  return (
    <>
      {Object.entries({ save, cancellation, move }).map(([act, tried]) => (
        <NotDoneFrame
          key={act}
          notDone={tried.notDone}
          title={words.notUndone}
          combination={combination}
          onDismiss={tried.dismiss}
        />
      ))}
      {mine && <UndoBar key={mine.act} text={say(mine)} onUndo={() => undo(mine)} onGone={forget} />}
    </>
  );
};

const forget = () => justDone.set(null);
