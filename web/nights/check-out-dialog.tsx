import { Button, Checkbox, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { checkOut } from '../../contract/departures.ts';
import type { CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { facilityKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { DestinationSelect } from './destination-select.tsx';
import classes from './late.module.css';

interface CheckOutDialogProps {
  board: CurrentReservations;
  guest: ExpectedGuest;
  onDone: (guest: ExpectedGuest) => void;
  onClose: () => void;
}

/** A guest leaves: whether they slept here, where that is the question, and where they go, where that is. */
export const CheckOutDialog = ({ board, guest, onDone, onClose }: CheckOutDialogProps) => {
  const { checkOut: texts } = useTexts().nights;
  const { cancel } = useTexts().facilities.door;
  const combination = useFormCombination();
  const isExtended = board.facility.kind === 'extended_stay';
  const [slept, setSlept] = useState<'yes' | 'no' | null>(null);
  const [asks, setAsks] = useState(guest.beginDate === board.night);
  const [leavesForGood, setLeavesForGood] = useState(isExtended);
  const [destination, setDestination] = useState(30);
  const [note, setNote] = useState('');
  const { act, busy, notDone, dismiss } = useAct(checkOut, {
    combination,
    touches: () => [facilityKey(board.facility.id), ['tonight'], ['attention']],
    onDone: () => {
      onDone(guest);
      onClose();
    },
  });
  const exits = leavesForGood && slept !== 'no';
  const save = () =>
    !busy &&
    act({
      params: { id: guest.guestId },
      body: {
        ...(slept && { sleptHere: slept === 'yes' }),
        ...(exits && { exit: { destination, ...(note.trim() && { note: note.trim() }) } }),
      },
    });
  useShortcuts([{ keys: 'mod+enter', label: texts.save, inDialog: true, act: save }]);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={texts.title(guest.name)}
      size={520}
      buttons={
        <>
          <Button onClick={save} loading={busy} disabled={asks && slept === null}>
            {texts.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {cancel}
          </Button>
        </>
      }
    >
      <div className={classes.fields}>
        {asks && (
          <Radio.Group
            label={texts.slept}
            value={slept ?? ''}
            onChange={(value) => setSlept(value as typeof slept)}
          >
            <div className={classes.options}>
              <Radio value="yes" label={texts.yes} />
              <Radio value="no" label={texts.no} />
            </div>
          </Radio.Group>
        )}
        {!isExtended && slept !== 'no' && (
          <Checkbox
            label={texts.movedOut}
            checked={leavesForGood}
            onChange={(event) => setLeavesForGood(event.currentTarget.checked)}
          />
        )}
        {exits && (
          <>
            <DestinationSelect
              labelled
              label={texts.where}
              description={texts.whereWhy}
              value={destination}
              onChange={setDestination}
            />
            <Textarea
              label={texts.note}
              value={note}
              maxLength={1000}
              autosize
              minRows={1}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </>
        )}
        <NotDoneFrame
          notDone={notDone}
          title={texts.notDone}
          combination={combination}
          onDismiss={dismiss}
          acts={{
            // The server knows whether this is still the night they came for.
            say_whether_slept: () => {
              setAsks(true);
              dismiss();
            },
          }}
        />
      </div>
    </Dialog>
  );
};
