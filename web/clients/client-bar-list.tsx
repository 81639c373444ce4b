import { Button, TextInput } from '@mantine/core';
import { IconCalendarCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { type BarLine, liftBar } from '../../contract/bars.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useCombination } from '../accounts/session.tsx';
import { clientKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel, Sheet } from '../ui/panel.tsx';
import { BarLines, BarWords } from './bar-lines.tsx';
import classes from './cards.module.css';
import { useClient } from './client-query.ts';
import { ClientRoom } from './client-room.tsx';
import lists from './lists.module.css';

/** Where this person may not stay, until when. Reasons are shown to the issuing organization only. */
export const ClientBarListScreen = () => {
  const { bars: texts, dashboard } = useTexts().clients;
  const { bars, client, tonight } = useClient();
  const formats = useFormats();
  const isTeam = useCombination()?.workgroup === 'shelter_reservation_team';
  const own = bars.filter((bar) => bar.own);
  const others = bars.filter((bar) => !bar.own);
  const night = formats.night(tonight);
  return (
    <ClientRoom
      title={texts.title}
      about={own.length > 0 ? texts.onlyYours : isTeam ? texts.neutral(night) : undefined}
    >
      {own.map((bar) => (
        <OwnBar key={bar.own?.id} bar={bar} />
      ))}
      {(others.length > 0 || own.length === 0) && (
        <Sheet>
          {others.length > 0 ? (
            <BarLines bars={others} clientId={client.id} />
          ) : (
            <EmptyState
              icon={<IconCalendarCheck size={24} stroke={1.5} aria-hidden />}
              title={isTeam ? dashboard.noBars : dashboard.noBarsOwn}
            />
          )}
        </Sheet>
      )}
    </ClientRoom>
  );
};

// With reason, notes and author: for members of the issuing organization.
const OwnBar = ({ bar }: { bar: BarLine }) => {
  const { bars: texts } = useTexts().clients;
  const formats = useFormats();
  if (!bar.own) return null;
  const { own } = bar;
  const when = formats.instantLong(own.issuedAt);
  const facts = [
    texts.reasons[own.reasonCode] ?? own.reasonCode,
    texts.since(formats.nightLong(own.beginDate)),
    own.reviewOn && texts.reviewOn(formats.nightLong(own.reviewOn)),
  ].filter(Boolean);
  return (
    <Panel
      title={bar.facilityName ?? texts.allOf(bar.organizationName)}
      note={facts.join(' · ')}
      level={3}
      padded
    >
      <div className={lists.items} style={{ gap: 8 }}>
        <BarWords bar={bar} />
        <p className={lists.narrative}>{own.narrative}</p>
        <p className={lists.second}>
          {own.issuedBy ? texts.issuedBy(own.issuedBy, when) : texts.issued(when)}
        </p>
        {own.liftedAt ? (
          <p className={lists.second}>{texts.liftedAt(formats.instantLong(own.liftedAt))}</p>
        ) : (
          <Lift barId={own.id} />
        )}
      </div>
    </Panel>
  );
};

const Lift = ({ barId }: { barId: number }) => {
  const { bars: texts } = useTexts().clients;
  const { client } = useClient();
  const combination = useFormCombination();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { act, busy, notDone, dismiss } = useAct(liftBar, {
    combination,
    touches: () => [clientKey(client.id)],
    onDone: () => announce(texts.lifted),
  });
  const lift = () => reason.trim() && act({ params: { id: barId }, body: { reason: reason.trim() } });
  if (!open) {
    return (
      <div>
        <Button variant="default" onClick={() => setOpen(true)}>
          {texts.lift}
        </Button>
      </div>
    );
  }
  return (
    <>
      <div className={classes.add}>
        <TextInput
          label={texts.liftReason}
          description={texts.liftWhy}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          className={classes.code}
        />
        <Button loading={busy} onClick={lift}>
          {texts.liftTitle}
        </Button>
      </div>
      <NotDoneFrame
        notDone={notDone}
        title={texts.notLifted}
        combination={combination}
        onDismiss={dismiss}
        onAgain={lift}
      />
    </>
  );
};
