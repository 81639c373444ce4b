import { Button, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Confirmation, cancelReservation } from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { SaveKey } from '../ui/save-key.tsx';
import classes from './reservation-page.module.css';
import { touchedBy } from './reservation-query.ts';

interface CancelReservationProps {
  reservation: Confirmation;
  onCancelled: () => void;
}

/** Cancelling asks why first: the place is anyone's from then on, and only for a moment to be had back. */
export const CancelReservation = ({ reservation: r, onCancelled }: CancelReservationProps) => {
  const { page: words } = useTexts().reservations;
  const combination = useFormCombination();
  const [open, setOpen] = useState(false);
  const [choice, setChoice] = useState<string | null>(null);
  const [other, setOther] = useState('');
  const [missing, setMissing] = useState(false);
  const { act, busy, notDone, dismiss } = useAct(cancelReservation, {
    combination,
    touches: () => touchedBy(r),
    onDone: onCancelled,
  });
  const reason = choice === 'other' ? other.trim() : choice;
  const save = () => {
    setMissing(!reason);
    if (reason) act({ params: { id: r.id }, body: { reason, version: r.version } });
  };
  return (
    <Panel
      title={words.cancel}
      level={3}
      padded
      act={
        !open && (
          <Button variant="default" size="compact-sm" aria-expanded={false} onClick={() => setOpen(true)}>
            {words.cancel}
          </Button>
        )
      }
    >
      <p className={classes.dim}>{words.cancelAbout}</p>
      {open && (
        <SaveKey label={words.cancelNow} onSave={save} active={!busy} className={classes.cancel}>
          <Radio.Group
            label={words.reason}
            value={choice}
            onChange={setChoice}
            error={missing && !reason && words.reasonMissing}
          >
            <div className={classes.reasons}>
              {words.reasons.map((text) => (
                <Radio key={text} value={text} label={text} />
              ))}
              <Radio value="other" label={words.otherReason} />
            </div>
          </Radio.Group>
          {choice === 'other' && (
            <TextInput
              aria-label={words.otherReason}
              maxLength={200}
              value={other}
              onChange={(event) => setOther(event.currentTarget.value)}
            />
          )}
          <NotDoneFrame
            notDone={notDone}
            title={words.notCancelled}
            combination={combination}
            onDismiss={dismiss}
            onAgain={save}
          />
          <Button loading={busy} onClick={save}>
            {words.cancelNow}
          </Button>
        </SaveKey>
      )}
    </Panel>
  );
};
