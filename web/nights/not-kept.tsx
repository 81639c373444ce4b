import { Button, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { type confirmMorning, extendStay } from '../../contract/departures.ts';
import type { Reply } from '../../contract/endpoint.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useCombination } from '../accounts/session.tsx';
import { facilityKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { RefusalFrame } from '../ui/refusal-frame.tsx';
import classes from './morning.module.css';

type Confirmed = Reply<typeof confirmMorning>;

/** What a confirm has done, and who has no place tonight, each with every reason. */
export const NotKept = ({
  facilityId,
  confirmed,
  onGone,
}: {
  facilityId: number;
  confirmed: Confirmed;
  onGone: () => void;
}) => {
  const texts = useTexts();
  const { morning } = texts.nights;
  const other = confirmed.returning.filter((r) => !r.sameBed).length;
  const left = confirmed.left.length + confirmed.movedOut.length + confirmed.notKept.length;
  return (
    <>
      <p className={classes.done}>
        <IconCheck size={18} aria-hidden /> {morning.confirmed(left, confirmed.returning.length)}
        {other > 0 && ` ${morning.otherBed(other)}`}
      </p>
      {confirmed.notKept.length > 0 && (
        <RefusalFrame
          title={morning.notKept}
          said={morning.notKeptWhy}
          reasons={confirmed.notKept.map((guest) => ({
            key: String(guest.guestId),
            sentence: `${guest.name}: ${guest.obstacles.map((o) => sayObstacle(texts, o)).join(' · ')}`,
            act: guest.obstacles.some((o) => o.code === 'stayed_longest') ? (
              <Extend facilityId={facilityId} guest={guest} />
            ) : undefined,
          }))}
        >
          <Button variant="default" onClick={onGone}>
            {texts.app.refusal.close}
          </Button>
        </RefusalFrame>
      )}
    </>
  );
};

/** A supervisor's yes to a longer stay, with until when and why. */
const Extend = ({ facilityId, guest }: { facilityId: number; guest: Confirmed['notKept'][number] }) => {
  const { morning } = useTexts().nights;
  const supervisor = useCombination()?.supervisor === true;
  const [open, setOpen] = useState(false);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(extendStay, {
    combination,
    touches: () => [facilityKey(facilityId)],
    onDone: () => {
      setOpen(false);
      announce(morning.extended_(guest.name));
    },
  });
  if (!supervisor) return null;
  if (!open)
    return (
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {morning.extend}
      </Button>
    );
  const save = () => act({ params: { id: facilityId }, body: { clientId: guest.clientId, until, reason } });
  return (
    <div className={classes.extend}>
      <TextInput
        type="date"
        label={morning.extendUntil}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <TextInput
        label={morning.extendReason}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button loading={busy} disabled={!until || !reason.trim()} onClick={save}>
        {morning.extend}
      </Button>
      <NotDoneFrame notDone={notDone} title={morning.notKept} combination={combination} onDismiss={dismiss} />
    </div>
  );
};
