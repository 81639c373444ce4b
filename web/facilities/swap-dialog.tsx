import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { swapPlaces } from '../../contract/door.ts';
import type { CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { Refused } from '../api.ts';
import { facilityKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import classes from './door.module.css';

interface SwapDialogProps {
  board: CurrentReservations;
  guest: ExpectedGuest;
  onClose: () => void;
}

/** With whom a guest exchanges places: both are looked at, and both move or neither. */
export const SwapDialog = ({ board, guest, onClose }: SwapDialogProps) => {
  const { door: texts } = useTexts().facilities;
  const combination = useFormCombination();
  const others = board.guests
    .filter((g) => g.guestId !== guest.guestId && g.bedId !== null && g.leftAt === null)
    .sort((a, b) => (a.bedLabel ?? '').localeCompare(b.bedLabel ?? '', undefined, { numeric: true }));
  const [withId, setWithId] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const other = others.find((g) => g.guestId === withId);
  const { act, busy, notDone, dismiss } = useAct(swapPlaces, {
    combination,
    touches: () => [facilityKey(board.facility.id)],
    onDone: () => {
      announce(texts.swapped(guest.name, other?.bedLabel ?? '', other?.name ?? '', guest.bedLabel ?? ''));
      onClose();
    },
  });
  const needsReason =
    notDone instanceof Refused &&
    notDone.reply.obstacles.some((o) => o.code === 'needs_override' && o.next?.act === 'override');
  const [asksReason, setAsksReason] = useState(false);
  const swap = () => {
    if (!other || busy) return;
    act({
      params: { id: board.facility.id },
      body: {
        guests: [guest, other].map(({ guestId, version }) => ({ guestId, version })),
        ...(reason.trim() && { overrideReason: reason.trim() }),
      },
    });
  };
  useShortcuts([{ keys: 'mod+enter', label: texts.swapNow, inDialog: true, act: swap }]);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={texts.swapTitle(guest.name, guest.bedLabel ?? '')}
      size={480}
      buttons={
        <>
          <Button onClick={swap} loading={busy} disabled={!other}>
            {other ? texts.swapNow : texts.chooseFirst}
          </Button>
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
        </>
      }
    >
      <div className={classes.dialog}>
        <p className={classes.dim}>{texts.swapWhy}</p>
        <NativeSelect
          label={texts.swapWith}
          data-autofocus
          value={withId ?? ''}
          onChange={(event) => {
            dismiss();
            setWithId(Number(event.currentTarget.value) || null);
          }}
        >
          <option value="">{texts.chooseGuest}</option>
          {others.map((g) => (
            <option key={g.guestId} value={g.guestId}>
              {`${g.bedLabel}: ${g.name}`}
            </option>
          ))}
        </NativeSelect>
        {(asksReason || needsReason) && (
          <Textarea
            label={texts.overrideReason}
            value={reason}
            maxLength={300}
            autosize
            minRows={1}
            onChange={(event) => {
              setAsksReason(true);
              setReason(event.currentTarget.value);
            }}
          />
        )}
        <NotDoneFrame
          notDone={notDone}
          title={texts.notSwapped}
          combination={combination}
          onDismiss={dismiss}
          onAgain={swap}
          acts={{ override: () => setAsksReason(true), other_place: dismiss, reload: onClose }}
        />
      </div>
    </Dialog>
  );
};
