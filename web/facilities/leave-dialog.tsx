import { Button, Checkbox, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { giveLeave } from '../../contract/door.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import type { ExpectedGuest } from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useCombination } from '../accounts/session.tsx';
import { facilityKey, useAct } from '../query.ts';
import { readNight } from '../reservations/night-reading.ts';
import { useCalendarWords } from '../reservations/stay-dates.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { NightInput } from '../ui/night-input.tsx';
import classes from './door.module.css';
import type { Door } from './use-door.ts';

interface LeaveDialogProps {
  facilityId: number;
  tonight: Night;
  guest: ExpectedGuest;
  door: Door | null;
  onClose: () => void;
}

/** A pass or leave for some nights: from, until, and whether the place is free meanwhile. */
export const LeaveDialog = ({ facilityId, tonight, guest, door, onClose }: LeaveDialogProps) => {
  const { door: texts } = useTexts().facilities;
  const formats = useFormats();
  const calendar = useCalendarWords();
  const combination = useFormCombination();
  const supervisor = useCombination()?.supervisor === true;
  const usual = door?.leaveFreesPlace ?? false;
  const [kind, setKind] = useState<'pass' | 'leave'>('pass');
  // Who came tonight for the first time may be away from the next night on.
  const [from, setFrom] = useState(guest.beginDate < tonight ? tonight : addDays(tonight, 1));
  const [until, setUntil] = useState(addDays(from, 1));
  const [frees, setFrees] = useState(usual);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { act, busy, notDone, dismiss } = useAct(giveLeave, {
    combination,
    touches: () => [facilityKey(facilityId)],
    onDone: () => {
      announce(texts.leaveGiven(guest.name, formats.night(until)));
      onClose();
    },
  });
  const isOther = frees !== usual;
  const save = () => {
    const why = reason.trim();
    setMissing(isOther && why === '');
    if (busy || (isOther && why === '')) return;
    act({
      params: { id: guest.guestId },
      body: { kind, from, until, ...(why && { reason: why }), ...(isOther && { freesPlace: frees }) },
    });
  };
  useShortcuts([{ keys: 'mod+enter', label: texts.giveLeave, inDialog: true, act: save }]);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={texts.leaveTitle(guest.name)}
      size={520}
      buttons={
        <>
          <Button onClick={save} loading={busy}>
            {texts.giveLeave}
          </Button>
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
        </>
      }
    >
      <div className={classes.dialog}>
        <p className={classes.dim}>{texts.leaveWhy}</p>
        <Radio.Group label={texts.leaveKind} value={kind} onChange={(value) => setKind(value as typeof kind)}>
          <div className={classes.kinds}>
            <Radio value="pass" label={texts.kinds.pass} />
            <Radio value="leave" label={texts.kinds.leave} />
          </div>
        </Radio.Group>
        <div className={classes.pair}>
          <NightInput
            label={texts.firstAway}
            value={from}
            earliest={tonight}
            read={(typed) => readNight(typed, tonight)}
            words={calendar(texts.firstAway)}
            onChange={(night) => {
              setFrom(night);
              if (until <= night) setUntil(addDays(night, 1));
            }}
          />
          <NightInput
            label={texts.firstBack}
            value={until}
            earliest={addDays(from, 1)}
            read={(typed) => readNight(typed, from)}
            words={calendar(texts.firstBack)}
            onChange={setUntil}
          />
        </div>
        {supervisor ? (
          <Checkbox
            checked={frees}
            label={texts.freesPlace}
            description={usual ? texts.usuallyFree : texts.usuallyKept}
            onChange={(event) => setFrees(event.currentTarget.checked)}
          />
        ) : (
          <p className={classes.dim}>{usual ? texts.usuallyFree : texts.usuallyKept}</p>
        )}
        <Textarea
          label={texts.reason}
          value={reason}
          maxLength={300}
          autosize
          minRows={1}
          required={isOther}
          error={missing && reason.trim() === '' ? texts.reasonMissing : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <NotDoneFrame
          notDone={notDone}
          title={texts.noLeave}
          combination={combination}
          onDismiss={dismiss}
          onAgain={save}
          acts={{ tonight: () => setFrom(tonight) }}
        />
      </div>
    </Dialog>
  );
};
